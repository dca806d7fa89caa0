//! A role.

use super::parts::{classes, edges, findings, given, head, many};
use crate::context::Context;
use crate::term::{minute, plural};
use steward_desk::wire::RoleDetail;

/// What it gives, to whom, and what it was made from.
pub fn words(detail: &RoleDetail, context: &Context) -> String {
    let gives = &detail.gives;
    let facts = vec![
        detail.description.clone(),
        detail.preset.as_ref().map(|preset| format!("made from the preset {preset}")).unwrap_or_default(),
        format!("{} with it", plural(gives.people_total, "active person", "active people")),
        format!("as of {}", minute(&gives.at)),
    ];
    let mut text = head(&detail.role, facts, context);
    text.push_str(&classes(&gives.classes, gives.permissions_total, context));
    text.push_str(&edges("Includes", &detail.includes, many(&detail.includes), context));
    text.push_str(&edges("Included by", &detail.included_by, many(&detail.included_by), context));
    text.push_str(&edges("Groups", &detail.groups, many(&detail.groups), context));
    text.push_str(&edges("People given it directly", &gives.people, gives.people_direct, context));
    text.push_str(&given(&gives.permissions, context));
    text.push_str(&findings(&gives.findings, context));
    text
}
