//! A group.

use super::parts::{classes, edges, findings, given, head, many};
use crate::context::Context;
use crate::term::{minute, plural};
use steward_desk::wire::GroupDetail;

/// Who is in it and what membership gives.
pub fn words(detail: &GroupDetail, context: &Context) -> String {
    let gives = &detail.gives;
    let facts = vec![
        detail.source.clone(),
        plural(gives.people_total, "active person", "active people"),
        format!("as of {}", minute(&gives.at)),
    ];
    let mut text = head(&detail.group, facts, context);
    text.push_str(&classes(&gives.classes, gives.permissions_total, context));
    text.push_str(&edges("Roles", &detail.roles, many(&detail.roles), context));
    text.push_str(&edges("Groups inside", &detail.groups, many(&detail.groups), context));
    text.push_str(&edges("Nested in", &detail.nested_in, many(&detail.nested_in), context));
    text.push_str(&edges("People put into it directly", &gives.people, gives.people_direct, context));
    text.push_str(&given(&gives.permissions, context));
    text.push_str(&findings(&gives.findings, context));
    text
}
