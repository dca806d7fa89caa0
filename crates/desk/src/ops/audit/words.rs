//! Titles of what can be asked about, and the words of entries as people know them.

use crate::operation::{CATALOGUE, LEDGER_BEGIN, LEDGER_KEY_LOST};
use steward_audit::Column;

/// What the two moments of a question are for.
pub(super) const MOMENTS: [(&str, &str); 2] =
    [("since", "Not before a day or moment"), ("until", "Up to a day, or before a moment")];

/// What a column is for.
pub(super) const fn title(column: Column) -> &'static str {
    match column {
        Column::Who => "Who",
        Column::Object => "On what",
        Column::Kind => "Kind of object",
        Column::Operation => "Operation",
        Column::Consequence => "Consequence",
        Column::Outcome => "Outcome",
        Column::Surface => "Surface",
        Column::Approval => "Approval",
        Column::Policy => "Policy version",
        Column::Tenant => "Tenant",
        Column::Source => "Record",
        Column::Correlation => "Request",
    }
}

/// The title of an operation of Steward.
pub(super) fn operation(name: &str) -> Option<&'static str> {
    match name {
        LEDGER_BEGIN => Some("Begin the ledger"),
        LEDGER_KEY_LOST => Some("Replace a key that was lost"),
        _ => CATALOGUE.iter().find(|operation| operation.name == name).map(|operation| operation.title),
    }
}

/// A word that nobody stands behind, as people know it.
pub(super) fn label(column: Column, word: &str) -> String {
    let known = match (column, word) {
        (_, "") => "Not told",
        (Column::Operation, name) => operation(name).unwrap_or(name),
        (Column::Outcome, "success") => "Done",
        (Column::Outcome, "failure") => "Failed",
        (Column::Outcome, "denied") => "Refused",
        (Column::Outcome, "intent") => "Begun",
        (Column::Outcome, "unknown") => "Not told",
        (Column::Surface, "window") => "Steward window",
        (Column::Surface, "cli") => "Steward terminal",
        (Column::Surface, "mcp") => "Assistant",
        (Column::Surface, "sync") => "Schedule",
        (Column::Approval, "not-required") => "Not needed",
        (Column::Approval, "pending") => "Waiting",
        (Column::Approval, "granted") => "Approved",
        (Column::Approval, "declined") => "Declined",
        (Column::Approval, "expired") => "Expired",
        (Column::Approval, "break-glass") => "Break-glass",
        (Column::Source, "steward") => "Steward",
        (Column::Source, "tenant") => "Tenant’s own log",
        (Column::Policy, hash) if hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            hash.get(..12).unwrap_or(hash)
        }
        (Column::Consequence, class) => return capitalised(class),
        (_, word) => word,
    };
    known.to_owned()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{label, operation};
    use steward_audit::Column;

    #[test]
    fn words_are_known_and_others_stay_as_they_are() {
        assert_eq!(label(Column::Outcome, "denied"), "Refused");
        assert_eq!(label(Column::Consequence, "override"), "Override");
        assert_eq!(label(Column::Operation, "tenant.refresh"), "Read a tenant again");
        assert_eq!(label(Column::Operation, "user.lifecycle.deactivate"), "user.lifecycle.deactivate");
        assert_eq!(label(Column::Approval, "pending"), "Waiting");
        assert_eq!(label(Column::Surface, ""), "Not told");
        assert_eq!(label(Column::Policy, &"ab".repeat(32)), "ab".repeat(6));
        assert_eq!(operation("no.such"), None);
    }
}
