//! Time travel: what an answer about a moment rests on, how a cell came to be, a past decision evaluated again.

use super::{AuditOutcome, Decision, EnvironmentKind, GrantPath, Item, LedgerEntry};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What an answer about a moment rests on: the newest reading of the tenant at or before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Basis {
    /// Hash of the snapshot.
    pub snapshot: String,
    /// When it was last read, up to the moment.
    pub read_at: String,
    /// The first reading of the tenant: nothing is known from before.
    pub first_read: String,
    /// The reading after it that found something else; nothing when it is the newest.
    pub next_read: Option<String>,
    /// Where the moment lies.
    pub tense: Tense,
}

/// Where a moment lies, seen from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Tense {
    /// Before now.
    Past,
    /// Now.
    Now,
    /// Still to come: it holds if nothing changes until then.
    Ahead,
}

/// How a cell of the matrix came to be what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellHistory {
    /// The person, group or role.
    pub subject: Item,
    /// The permission.
    pub permission: Item,
    /// Every change of the cell, the newest first; the last one is how it was found at first.
    pub changes: Vec<CellChange>,
    /// Snapshots that were looked at.
    pub snapshots: u32,
    /// The oldest reading that was looked at: nothing is said about before.
    pub known_from: String,
    /// Whether there are older snapshots that were not looked at.
    pub older: bool,
    /// Whether entries of the ledger are left out, because the operator may not read it.
    pub entries_hidden: bool,
    /// Whether events of the tenant's own log are left out, because the operator may not search the audit trail.
    pub events_hidden: bool,
}

/// A change of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellChange {
    /// What kind of change.
    pub kind: CellChangeKind,
    /// In one sentence.
    pub statement: String,
    /// When it was last seen as before; nothing for how it was found at first.
    pub from: Option<String>,
    /// When it was first seen as it is since then.
    pub to: String,
    /// No reading found it: an edge began or ended, at `to` exactly.
    pub by_time: bool,
    /// The answer before; nothing when the person or the permission was not there, or nobody had looked.
    pub before: Option<Decision>,
    /// The answer since then; nothing when the person or the permission is not there.
    pub after: Option<Decision>,
    /// On what it was held, when on some objects only.
    pub scope_before: Vec<Item>,
    /// On what it is held since then, when on some objects only.
    pub scope_after: Vec<Item>,
    /// Derivations that came.
    pub gained: Vec<GrantPath>,
    /// Derivations that went.
    pub lost: Vec<GrantPath>,
    /// Denies that came.
    pub denies_gained: Vec<GrantPath>,
    /// Denies that went.
    pub denies_lost: Vec<GrantPath>,
    /// Hash of the snapshot that shows it.
    pub snapshot: String,
    /// Entries of the ledger about the tenant between `from` and `to`, and the one of the reading that found it; the oldest
    /// first, at most 20.
    pub entries: Vec<LedgerEntry>,
    /// How many there are.
    pub entries_total: u32,
    /// Events of the tenant's own audit log in that time that were done to the row, the permission or anything on a way
    /// that came or went; the oldest first, the newest 20.
    pub events: Vec<CellEvent>,
    /// How many there are.
    pub events_total: u32,
}

/// An event of a tenant's own audit log, in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CellEvent {
    /// Asks for it in full: `event/` and its number in the trail.
    pub id: String,
    /// When.
    pub at: String,
    /// Who did it, by name where that is known; nothing when the log does not say.
    pub who: Option<String>,
    /// The operation in words, or in the log's own.
    pub title: String,
    /// What it was done to, by name where that is known; may be empty.
    pub object: String,
    /// How it ended.
    pub outcome: AuditOutcome,
}

/// What kind of change a cell went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CellChangeKind {
    /// How it was found at first.
    First,
    /// From no to yes.
    Gained,
    /// From yes to no.
    Lost,
    /// Held on other objects than before.
    Scope,
    /// Held as before, by other ways.
    Paths,
    /// Not held as before, for another reason.
    Reason,
}

/// A past decision, evaluated again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Redecision {
    /// The entry with what was decided then.
    pub entry: LedgerEntry,
    /// The question as it was asked.
    pub question: RedecisionQuestion,
    /// What is on record.
    pub recorded: Redecided,
    /// The same question under the policies of its time; nothing when that cannot be asked.
    pub of_then: Option<Redecided>,
    /// The same question under the policies in force now; nothing when that cannot be asked.
    pub of_now: Option<Redecided>,
    /// Whether evaluating it again under the policies of its time gives what is on record; nothing when that cannot be
    /// known.
    pub agrees: Option<bool>,
    /// What differs, in sentences: between the record and the policies of its time, and between those and the ones in force.
    pub differences: Vec<String>,
    /// What cannot be known, in sentences.
    pub unknown: Vec<String>,
}

/// Who asked to do what, on what, through what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RedecisionQuestion {
    /// Id of the operator.
    pub operator: String,
    /// Their name; nothing when the workspace does not know them any more.
    pub name: Option<String>,
    /// Their roles at that time.
    pub roles: Vec<String>,
    /// Whether the ledger says that these were their roles; else they are those of today.
    pub roles_on_record: bool,
    /// Name of the operation.
    pub operation: String,
    /// Id of the tenant it was about; empty when it was about the workspace, or the tenant was about to be made.
    pub tenant: String,
    /// Name of the tenant, while that is known.
    pub tenant_name: Option<String>,
    /// Live, sandbox or practice; nothing when it was about the workspace.
    pub environment: Option<EnvironmentKind>,
    /// `window`, `cli` or `assistant`.
    pub surface: String,
}

/// A decision and what determined it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Redecided {
    /// Hash of the policy set.
    pub policy_version: String,
    /// Whether it may be done.
    pub allowed: bool,
    /// Ids of the policies that determined it; none means that no policy gave leave.
    pub policies: Vec<String>,
}
