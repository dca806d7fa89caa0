//! Entries of the audit trail as a table (RFC 4180), one row an entry.

use super::csv::Table;
use super::text::one_line;
use crate::wire::{AuditApproval, AuditApprovalState, AuditOutcome, AuditRow, AuditSource, ConsequenceClass};
use steward_model::Consequence;

/// Columns of the table.
const HEAD: [&str; 22] = [
    "time",
    "record",
    "who",
    "who id",
    "operation",
    "title",
    "consequence",
    "object kind",
    "object",
    "object id",
    "tenant",
    "surface",
    "approval",
    "approved by",
    "outcome",
    "code",
    "policy version",
    "request",
    "id",
    "number",
    "hash",
    "forgotten",
];

/// A table that grows row by row. No cell can become a formula, and none has control characters.
pub(crate) struct AuditTable(Table);

impl AuditTable {
    /// One with its head alone.
    pub(crate) fn new() -> Self {
        let mut table = Table::new();
        table.row(HEAD.into_iter());
        Self(table)
    }

    /// Adds an entry.
    pub(crate) fn row(&mut self, row: &AuditRow) {
        let who = row.who.as_ref();
        let object = row.object.as_ref();
        let class = |class: ConsequenceClass| Consequence::from(class).word();
        let number = row.number.to_string();
        let (state, by) = row.approval.as_ref().map(approval).unwrap_or_default();
        let forgotten = who.is_some_and(|who| who.forgotten) || object.is_some_and(|object| object.forgotten);
        let name = |name: Option<&Option<String>>| name.and_then(|name| name.clone()).unwrap_or_default();
        let who_name = name(who.map(|who| &who.name));
        let object_name = name(object.map(|object| &object.name));
        let cells: [&str; 22] = [
            &row.at,
            source(row.source),
            &who_name,
            who.map_or("", |who| who.id.as_str()),
            &row.operation,
            &row.title,
            row.consequence.map_or("", class),
            object.map_or("", |object| object.kind.as_str()),
            &object_name,
            object.map_or("", |object| object.id.as_str()),
            &row.tenant,
            &row.surface,
            state,
            &by,
            outcome(row.outcome),
            &row.code,
            &row.policy_version,
            &row.correlation,
            &row.id,
            &number,
            &row.hash,
            if forgotten { "yes" } else { "" },
        ];
        // what a log says must not steer the terminal that a table is shown on
        let cells = cells.map(|cell| one_line(cell.trim_start_matches(char::is_control)));
        self.0.row(cells.iter().map(|cell| &**cell));
    }

    /// All of it.
    pub(crate) fn finish(self) -> String {
        self.0.finish()
    }
}

const fn source(source: AuditSource) -> &'static str {
    match source {
        AuditSource::Steward => "steward",
        AuditSource::Tenant => "tenant",
    }
}

const fn outcome(outcome: AuditOutcome) -> &'static str {
    match outcome {
        AuditOutcome::Success => "success",
        AuditOutcome::Failure => "failure",
        AuditOutcome::Denied => "denied",
        AuditOutcome::Intent => "intent",
        AuditOutcome::Unknown => "unknown",
    }
}

/// How an approval stands, and who agreed.
fn approval(approval: &AuditApproval) -> (&'static str, String) {
    let state = match approval.state {
        AuditApprovalState::NotRequired => "not-required",
        AuditApprovalState::Pending => "pending",
        AuditApprovalState::Granted => "granted",
        AuditApprovalState::Declined => "declined",
        AuditApprovalState::Expired => "expired",
        AuditApprovalState::BreakGlass => "break-glass",
    };
    let agreed = approval.approvers.iter().filter(|one| one.agreed);
    let by: Vec<String> =
        agreed.map(|one| one.who.name.clone().unwrap_or_else(|| one.who.id.clone())).collect();
    (state, by.join(", "))
}
