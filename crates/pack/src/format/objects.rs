//! `objects.toml`

use super::{LINE, TENANT_ID};
use schemars::JsonSchema;
use serde::Deserialize;

/// What permissions can be limited to, and what is sold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "objects.toml")]
pub(crate) struct ObjectsFile {
    /// Types of objects.
    #[serde(default, rename = "type")]
    pub types: Vec<TypeEntry>,
    /// Licences the product sells.
    #[serde(default)]
    pub licence: Vec<LicenceEntry>,
}

/// A type of object.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeEntry {
    /// Stable id, such as `datastore`.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name for people, singular.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
    /// Ids of permissions that whoever creates one holds on it, without any role.
    #[serde(default)]
    pub owner_permissions: Vec<String>,
}

/// A licence the product sells.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LicenceEntry {
    /// Stable id.
    #[schemars(extend("pattern" = TENANT_ID))]
    pub id: String,
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub name: String,
}
