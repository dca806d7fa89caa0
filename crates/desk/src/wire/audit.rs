//! The audit trail: what an investigation asks, and the entries, counts and stretches that answer it.
//! Steward's own entries and the events of tenants' own logs stand on one timeline.

use super::{ConsequenceClass, Item};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What is asked of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditQuestion {
    /// Name of a tenant in the workspace: its events, and what Steward did about it; nothing asks about
    /// everything.
    pub tenant: Option<String>,
    /// In the text form of a question, such as `who:ines op:tenant.* outcome:refused since:2026-05-01
    /// "billing"`. A name is understood for the id of somebody or something, as long as the name is known.
    /// Empty asks for all.
    pub text: String,
}

/// A question as it was understood: what stands in the text, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditAsked {
    /// The text as Steward writes it, with ids for names: it may be kept, and asks for the same.
    pub text: String,
    /// What a value has to be and may not be, in the order of the keys.
    pub filters: Vec<AuditFilter>,
    /// Words and phrases that are looked for in everything that entries say.
    pub words: Vec<String>,
    /// Not before this moment.
    pub since: Option<String>,
    /// Before this moment.
    pub until: Option<String>,
}

/// What one value of an entry has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditFilter {
    /// Key in the text form: `who`, `on`, `kind`, `op`, `consequence`, `outcome`, `surface`, `approval`,
    /// `policy`, `tenant`, `source`, `request`.
    pub key: String,
    /// What the key is for, such as `On what`.
    pub title: String,
    /// One of these; anything when there are none.
    pub include: Vec<AuditWord>,
    /// None of these.
    pub exclude: Vec<AuditWord>,
}

/// A value of an entry, or a pattern with `*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditWord {
    /// As it stands in the text form, without quotes; empty for entries that say nothing.
    pub value: String,
    /// As people know it: the name of a person, the title of an operation.
    pub label: String,
}

/// A part of a question, and what it does to the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditPart {
    /// The part as it is written, such as `who:ines`.
    pub text: String,
    /// How many entries it fits alone.
    pub alone: u32,
    /// How many the question fits without it.
    pub without: u32,
}

/// In which direction a page goes on from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditDirection {
    /// What happened before; from the newest entry on without a place.
    Older,
    /// What happened after; the oldest entries without a place.
    Newer,
}

/// Some of the entries that answer a question, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// The question as it was understood.
    pub asked: AuditAsked,
    /// The entries.
    pub rows: Vec<AuditRow>,
    /// The place from which newer ones are asked for; nothing when there are none.
    pub newer: Option<String>,
    /// The place from which older ones are asked for; nothing when there are none.
    pub older: Option<String>,
    /// How many entries answer the question.
    pub total: u32,
    /// How many entries there are without any filter, in the tenant or in everything.
    pub all: u32,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// Whose record an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditSource {
    /// Steward's own ledger.
    Steward,
    /// The tenant's audit log, as it was read in.
    Tenant,
}

/// An entry in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditRow {
    /// Stays the same and asks for the entry in full: the name of its log, `/` and its number; of a tenant's
    /// event `event/` and its number in the trail.
    pub id: String,
    /// Whose record it comes from.
    pub source: AuditSource,
    /// When.
    pub at: String,
    /// Who did it; nothing when the log does not say.
    pub who: Option<AuditParty>,
    /// Name of the operation, such as `access.export`; of a tenant's event in the log's own words.
    pub operation: String,
    /// The operation in words; the name again when it has none.
    pub title: String,
    /// Its class, as far as it is known.
    pub consequence: Option<ConsequenceClass>,
    /// What it was done to.
    pub object: Option<AuditObject>,
    /// Name of the tenant, or its id when it is not in the workspace any more; may be empty.
    pub tenant: String,
    /// Through what it was done, such as `window`; may be empty.
    pub surface: String,
    /// How the approval stands; nothing when the log does not say.
    pub approval: Option<AuditApproval>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// The stable word for why it failed, or the log's own word for the end; may be empty.
    pub code: String,
    /// Version of the policies that decided; may be empty.
    pub policy_version: String,
    /// Number in the ledger; of a tenant's event the number of the entry that sealed its batch.
    pub number: u32,
    /// Hash of the entry; of a tenant's event the hash of the event, which stands in the entry in full only.
    pub hash: String,
    /// Shared by all entries of one request; may be empty.
    pub correlation: String,
}

/// Somebody or something that acts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditParty {
    /// Pseudonym.
    pub id: String,
    /// Name, as long as it is known.
    pub name: Option<String>,
    /// What it is.
    pub kind: AuditPartyKind,
    /// What was known about them was erased.
    pub forgotten: bool,
    /// Their place in the tenant, when they have one.
    pub item: Option<Item>,
}

/// What acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditPartyKind {
    /// Somebody.
    Person,
    /// A service, such as reading a tenant again by its schedule.
    Service,
    /// An assistant or another automation that proposes.
    Assistant,
    /// The log does not say.
    Unknown,
}

/// What something was done to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditObject {
    /// What it is, such as `role`, in the words of the log; may be empty.
    pub kind: String,
    /// Its id; a pseudonym when it is a person.
    pub id: String,
    /// Its name, as long as it is known.
    pub name: Option<String>,
    /// What was known about this person was erased.
    pub forgotten: bool,
    /// Its place in the tenant, when it has one.
    pub item: Option<Item>,
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditOutcome {
    /// It was done.
    Success,
    /// It was tried and did not work.
    Failure,
    /// It was not allowed.
    Denied,
    /// It was about to reach out of this machine: another entry of the request says how that ended.
    Intent,
    /// The log does not say.
    Unknown,
}

/// Who else had to agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditApproval {
    /// How it stands.
    pub state: AuditApprovalState,
    /// How many other people have to agree.
    pub required: u32,
    /// The request that was agreed to, such as `EL-207`; may be empty.
    pub request: String,
    /// Who decided, in the order of time.
    pub approvers: Vec<AuditApprover>,
}

/// How an approval stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditApprovalState {
    /// Nobody else has to agree.
    NotRequired,
    /// Somebody still has to.
    Pending,
    /// All who had to agreed.
    Granted,
    /// Somebody did not.
    Declined,
    /// It was granted, and its time is over.
    Expired,
    /// Done without, in an emergency.
    BreakGlass,
}

/// Somebody who decided about a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditApprover {
    /// Who.
    pub who: AuditParty,
    /// When.
    pub at: String,
    /// Whether they agreed.
    pub agreed: bool,
}

/// How many entries there are for each value, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditFacets {
    /// How many entries answer the question.
    pub total: u32,
    /// Every value of entries that can be counted, but `tenant` when one tenant is asked about.
    pub facets: Vec<AuditFacet>,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// One value of entries and what occurs in it, among the entries that the rest of the question leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditFacet {
    /// Key in the text form, as in [`AuditFilter`].
    pub key: String,
    /// What the key is for, such as `Who`.
    pub title: String,
    /// How many values occur.
    pub distinct: u32,
    /// The most frequent first, and those that were asked for; classes, outcomes and approvals in their own order.
    pub values: Vec<AuditFacetValue>,
}

/// What occurs, and how often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditFacetValue {
    /// As it stands in the text form, without quotes; empty for entries that say nothing.
    pub value: String,
    /// As people know it.
    pub label: String,
    /// How many entries.
    pub count: u32,
}

/// How many entries happened when. The beginning and end that the question itself names do not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditHistogram {
    /// Beginning of the first bucket.
    pub from: String,
    /// End of the last bucket.
    pub until: String,
    /// How long a bucket is, in seconds: a length that people know, such as half an hour or a day.
    pub bucket_seconds: u32,
    /// One after the other, empty ones too.
    pub buckets: Vec<AuditBucket>,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// What happened in a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditBucket {
    /// By class, from view to destructive.
    pub classes: Vec<u32>,
    /// Of no known class.
    pub other: u32,
}

/// What may stand in place of a part of the text of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditCompletion {
    /// Where the part begins, in characters from 0.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// The likeliest first.
    pub candidates: Vec<AuditCandidate>,
}

/// Something that may come next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuditCandidate {
    /// What is put in, with quotes where they have to be; a key ends with its colon.
    pub insert: String,
    /// As people know it.
    pub label: String,
    /// What it is for, or where it comes from; may be empty.
    pub detail: String,
}
