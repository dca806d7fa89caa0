//! How a live tenant of the product is read.

use std::collections::BTreeMap;

/// What speaks to the tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectorKind {
    /// SCIM 2.0 (RFC 7643, RFC 7644).
    #[default]
    Scim,
}

/// How the values of a multi-valued attribute become ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMap {
    /// `false` ignores the attribute altogether.
    pub read: bool,
    /// Value in the tenant → id in the pack. A value that is not listed stands for itself.
    pub map: BTreeMap<String, String>,
}

impl Default for ValueMap {
    fn default() -> Self {
        Self { read: true, map: BTreeMap::new() }
    }
}

impl ValueMap {
    /// The id that a value stands for; `None` when the attribute is not read.
    #[must_use]
    pub fn id<'a>(&'a self, value: &'a str) -> Option<&'a str> {
        self.read.then(|| self.map.get(value).map_or(value, String::as_str))
    }
}

/// A group whose members hold a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupRole {
    /// Display name or id of the group in the tenant.
    pub group: String,
    /// Id of the role.
    pub role: String,
}

/// How a live tenant is understood. `ConnectorDef::default()` reads any SCIM tenant: groups are plain groups,
/// `roles[].value` is a role's id and `entitlements[].value` a permission granted directly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConnectorDef {
    /// What speaks to the tenant.
    pub kind: ConnectorKind,
    /// SCIM `roles[].value` → role id.
    pub roles: ValueMap,
    /// SCIM `entitlements[].value` → permission id.
    pub entitlements: ValueMap,
    /// Groups whose name begins so assign the role that the rest of the name is the id or name of.
    pub group_prefix: Option<String>,
    /// Groups that assign a role, by name or id.
    pub group_roles: Vec<GroupRole>,
}
