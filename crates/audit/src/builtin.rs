//! The mappings that come with Steward.

use crate::mapping::AuditMapping;
use std::sync::OnceLock;

macro_rules! mappings {
    ($($file:literal),* $(,)?) => {
        /// Name and text of each, those with the most particular fields first.
        const FILES: &[(&str, &str)] =
            &[$(($file, include_str!(concat!("../mappings/", $file, ".toml")))),*];
    };
}

mappings!(
    "ocsf",
    "okta",
    "google-workspace",
    "entra",
    "entra-sign-in",
    "microsoft-365",
    "github",
    "cloudtrail",
    "auth0",
    "slack",
);

/// The mappings of common audit logs, in the order in which they are tried.
#[must_use]
pub fn builtin_mappings() -> &'static [AuditMapping] {
    static READ: OnceLock<Vec<AuditMapping>> = OnceLock::new();
    // a test holds that every file can be read
    READ.get_or_init(|| FILES.iter().filter_map(|(_, text)| AuditMapping::from_toml(text).ok()).collect())
}

/// Words that mean the same in most logs: the rules that are tried after a mapping's own.
pub(crate) fn common() -> &'static AuditMapping {
    static READ: OnceLock<AuditMapping> = OnceLock::new();
    READ.get_or_init(|| AuditMapping::from_toml(include_str!("../mappings/common.toml")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_mapping_of_its_own_name() {
        for (name, text) in FILES {
            let mapping = AuditMapping::from_toml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(mapping.id, *name);
            assert!(!mapping.recognise.is_empty(), "{name} is never recognised");
            assert!(!mapping.fields.time.is_empty(), "{name} has no time");
            let has_action = !mapping.fields.action.is_empty() || mapping.constants.action.is_some();
            assert!(has_action, "{name} has no action");
        }
        assert_eq!(builtin_mappings().len(), FILES.len());
        let text = include_str!("../mappings/common.toml");
        AuditMapping::from_toml(text).unwrap_or_else(|error| panic!("common: {error}"));
        assert!(!common().consequence.is_empty());
    }
}
