//! The tenant for Cedar: policies, entities and schema that answer as Steward does.

use super::{ExportAbout, ExportSource};
use steward_access::cedar;

/// The three files. What they hold stands as a comment over the policies.
pub fn render(source: &ExportSource<'_>, about: &ExportAbout) -> Vec<(&'static str, String)> {
    let files = cedar::export(source.access, source.at);
    let mut policies = String::new();
    for (label, value) in about.facts() {
        policies.push_str("// ");
        policies.push_str(&super::text::one_line(&format!("{label}: {value}")));
        policies.push('\n');
    }
    policies.push('\n');
    policies.push_str(&files.policies);
    vec![
        ("policies.cedar", policies),
        ("entities.json", files.entities),
        ("schema.cedarschema", files.schema),
    ]
}
