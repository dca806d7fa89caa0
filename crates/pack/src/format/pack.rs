//! `pack.toml`

use super::{LINE, OWN_ID};
use schemars::JsonSchema;
use serde::Deserialize;

/// What the pack says about itself.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "pack.toml")]
pub(crate) struct PackFile {
    /// Format of the pack: 1.
    pub format: u32,
    /// Stable id of the pack, such as `meridian`.
    #[schemars(extend("pattern" = OWN_ID))]
    pub id: String,
    /// Name of the product.
    #[schemars(extend("pattern" = LINE))]
    pub product: String,
    /// Version of the pack, such as `1.0.0`.
    #[schemars(extend("pattern" = LINE))]
    pub version: String,
    /// What it is for, one sentence.
    #[serde(default)]
    pub description: String,
}
