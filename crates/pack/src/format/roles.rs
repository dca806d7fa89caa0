//! `roles.toml`

use super::{LINE, TENANT_ID};
use schemars::JsonSchema;
use serde::Deserialize;

/// Roles as the vendor ships them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "roles.toml")]
pub(crate) struct RolesFile {
    /// The roles in the order in which they are shown.
    #[serde(default)]
    pub role: Vec<RoleEntry>,
}

/// A role as the vendor ships it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleEntry {
    /// Stable id.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name for people: function and level, such as `Billing Administrator`.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Ids of roles that it contains.
    #[serde(default)]
    pub includes: Vec<String>,
    /// Ids of permissions that it grants.
    #[serde(default)]
    pub permissions: Vec<String>,
}
