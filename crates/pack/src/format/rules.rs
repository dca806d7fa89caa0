//! `rules.toml`

use super::{LINE, MOMENT, OWN_ID};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use steward_model::Severity;

/// What should not be, and how strictly it is looked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "rules.toml")]
pub(crate) struct RulesFile {
    /// Ids of permissions whose holders can repair the tenant's access.
    #[serde(default)]
    pub administration: Vec<String>,
    /// Words that are teams or departments, not functions.
    #[serde(default)]
    pub department_words: Vec<String>,
    /// Sets of permissions of which one person should hold only one (NIST SP 800-53 AC-5).
    #[serde(default)]
    pub separation: Vec<SeparationEntry>,
    /// Per check id, what differs from the check's own settings.
    #[serde(default)]
    pub checks: BTreeMap<String, TuningEntry>,
}

/// Two sets of permissions of which one person should hold only one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeparationEntry {
    /// Stable id, such as `billing-vs-approval`.
    #[schemars(extend("pattern" = OWN_ID))]
    pub id: String,
    /// Name for people.
    #[schemars(extend("pattern" = LINE))]
    pub title: String,
    /// What could happen.
    #[schemars(extend("pattern" = LINE))]
    pub why: String,
    /// Any of these permissions ...
    #[schemars(extend("minItems" = 1))]
    pub left: Vec<String>,
    /// ... together with any of these.
    #[schemars(extend("minItems" = 1))]
    pub right: Vec<String>,
    /// How much it matters; `high` when left out.
    #[serde(default)]
    pub severity: Option<Severity>,
}

/// What the pack changes about one check.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TuningEntry {
    /// `false` switches the check off.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// Replaces the check's own severity.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Numbers the check reads, such as `days = 60`.
    #[serde(default)]
    pub numbers: BTreeMap<String, f64>,
    /// Ids of people, groups, roles, permissions, objects, licences or rules that the check leaves alone.
    #[serde(default)]
    pub except: Vec<String>,
    /// Day or moment from which on it counts; before, the check is silent.
    #[serde(default)]
    #[schemars(extend("pattern" = MOMENT))]
    pub since: Option<String>,
}
