//! `connector.toml`

use super::LINE;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a live tenant of the product is read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "connector.toml")]
pub(crate) struct ConnectorFile {
    /// What speaks to the tenant; `scim` when left out.
    #[serde(default)]
    pub kind: Option<ConnectorKindWord>,
    /// Groups whose name begins so assign the role that the rest of the name is the id or name of.
    #[serde(default)]
    #[schemars(extend("pattern" = LINE))]
    pub group_prefix: Option<String>,
    /// How the SCIM attribute `roles` is read.
    #[serde(default)]
    pub roles: ValuesEntry,
    /// How the SCIM attribute `entitlements` is read.
    #[serde(default)]
    pub entitlements: ValuesEntry,
    /// Groups that assign a role.
    #[serde(default)]
    pub group: Vec<GroupRoleEntry>,
}

/// What speaks to the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ConnectorKindWord {
    /// SCIM 2.0 (RFC 7643, RFC 7644).
    Scim,
}

/// How the values of an attribute become ids.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ValuesEntry {
    /// `false` ignores the attribute.
    #[serde(default)]
    pub read: Option<bool>,
    /// Value in the tenant = id in the pack. A value that is not listed stands for itself.
    #[serde(default)]
    pub map: BTreeMap<String, String>,
}

/// A group whose members hold a role.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupRoleEntry {
    /// Display name or id of the group in the tenant.
    #[schemars(extend("pattern" = LINE))]
    pub group: String,
    /// Id of the role.
    pub role: String,
}
