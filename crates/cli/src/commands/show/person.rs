//! A person.

use super::parts::{classes, edges, findings, head, line, many};
use crate::context::Context;
use crate::term::{basis, count, day, minute};
use steward_desk::wire::PersonDetail;

/// Who it is, what they can do, and through what.
pub fn words(detail: &PersonDetail, context: &Context) -> String {
    let what = &detail.what;
    let mut facts = vec![what.detail.clone()];
    if !what.active {
        facts.push("deactivated: nothing of it can be used".to_owned());
    }
    facts.push(format!("as of {}", minute(&what.at)));
    let mut text = head(&what.person, facts, context);
    text.push_str(&basis(&what.basis));
    text.push_str(&account(detail));
    text.push_str(&classes(&detail.classes, detail.permissions_total, context));
    if let Some(median) = detail.peer_median {
        text.push_str(&format!("The middle in the department is {}.\n", count(median)));
    }
    text.push_str(&line("Licences", &detail.licences));
    text.push_str(&line("Owns", &detail.owns));
    text.push_str(&edges("Groups", &detail.groups, many(&detail.groups), context));
    text.push_str(&edges("Roles", &detail.roles, many(&detail.roles), context));
    text.push_str(&edges("Granted directly", &detail.direct, many(&detail.direct), context));
    text.push_str(&findings(&detail.findings, context));
    text
}

/// How the account is.
fn account(detail: &PersonDetail) -> String {
    let mut facts = vec![format!("signs in as {}", detail.user_name)];
    if let Some(email) = &detail.email {
        facts.push(email.clone());
    }
    facts.extend(
        detail.mfa.map(|mfa| if mfa { "with a second factor" } else { "without a second factor" }.to_owned()),
    );
    if let Some(last) = &detail.last_sign_in {
        facts.push(format!("last on {}", day(last)));
    }
    if let Some(manager) = &detail.manager {
        facts.push(format!("manager {}", manager.name));
    }
    let facts: Vec<String> = facts.iter().map(|fact| crate::term::plain(fact)).collect();
    format!("{}\n", facts.join(", "))
}
