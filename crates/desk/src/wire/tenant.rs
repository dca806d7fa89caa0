//! Tenants, snapshots and connections.

use super::WireError;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Where a tenant comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TenantKind {
    /// The built-in practice tenant.
    Practice,
    /// A SCIM 2.0 server.
    Scim,
    /// A file.
    File,
}

/// Live or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum EnvironmentKind {
    /// Real people.
    Live,
    /// A vendor's sandbox.
    Sandbox,
    /// Made up.
    Practice,
}

/// A tenant of the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantSummary {
    /// Its name in the workspace.
    pub name: String,
    /// Its own name.
    pub display_name: String,
    /// Name of the product, or empty.
    pub product: String,
    /// Where it comes from.
    pub kind: TenantKind,
    /// Live or not.
    pub environment: EnvironmentKind,
    /// URL or file; empty for practice.
    pub address: String,
    /// The last good snapshot.
    pub snapshot: Option<SnapshotInfo>,
    /// What is in it.
    pub counts: TenantCounts,
    /// How the last refresh ended.
    pub last_attempt: Option<Attempt>,
    /// The last refresh failed: what is shown is older.
    pub stale: bool,
    /// Read again every so many minutes while the window is open; nothing means never.
    pub schedule_minutes: Option<u32>,
}

/// What is in a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantCounts {
    /// People.
    pub people: u32,
    /// Groups.
    pub groups: u32,
    /// Roles.
    pub roles: u32,
    /// Permissions.
    pub permissions: u32,
    /// Objects.
    pub objects: u32,
    /// Memberships.
    pub memberships: u32,
    /// Assignments.
    pub assignments: u32,
    /// Grants.
    pub grants: u32,
}

/// How a refresh ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// When.
    pub at: String,
    /// Whether a snapshot came of it.
    pub ok: bool,
    /// What went wrong.
    pub error: Option<WireError>,
    /// What was left out, at most 200.
    pub problems: Vec<ProblemView>,
    /// How many problems.
    pub problems_total: u32,
    /// Whether nothing is missing as a whole from what is shown after it.
    pub complete: bool,
}

/// A kept snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotInfo {
    /// Its content hash.
    pub hash: String,
    /// When it was read.
    pub taken_at: String,
    /// Whether differences are measured against it.
    pub baseline: bool,
    /// What is in it.
    pub counts: TenantCounts,
}

/// Something wrong with an input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// How much it costs.
    pub level: ProblemSeverity,
    /// Stable word.
    pub code: String,
    /// `file:line:column field`.
    pub place: String,
    /// What happened.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemSeverity {
    /// Everything was read.
    Note,
    /// Something was left out.
    Warning,
    /// The input is refused.
    Error,
}

/// What adding or refreshing a tenant gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TenantReport {
    /// The tenant now.
    pub tenant: TenantSummary,
    /// Whether the content differs from the snapshot before.
    pub changed: bool,
    /// What was left out, at most 200.
    pub problems: Vec<ProblemView>,
    /// How many problems.
    pub problems_total: u32,
    /// How long it took.
    pub elapsed_ms: u32,
}

/// How a SCIM tenant is reached. The token travels apart and is never part of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScimConnection {
    /// Base URL.
    pub url: String,
    /// Folder of a pack, or the id of a built-in one.
    pub pack: Option<String>,
    /// Live or not.
    pub environment: EnvironmentKind,
    /// Proxy URL.
    pub proxy: Option<String>,
    /// PEM file of a private CA.
    pub ca_file: Option<String>,
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileSource {
    /// The file.
    pub path: String,
    /// What it is.
    pub format: FileFormat,
    /// Which column is what, for CSV.
    pub mapping: Option<CsvMapping>,
    /// Folder of a pack, or the id of a built-in one.
    pub pack: Option<String>,
    /// Live or not.
    pub environment: EnvironmentKind,
}

/// Formats of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// One `user permission` pair a line.
    Pairs,
    /// A table with a header.
    Csv,
    /// A Steward JSON document.
    Json,
}

/// Which column of a CSV file is what: names from its header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CsvMapping {
    /// Person id or login name.
    pub person: Option<String>,
    /// Name for people.
    pub person_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Whether the account is active.
    pub active: Option<String>,
    /// Group.
    pub group: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Permission.
    pub permission: Option<String>,
    /// Object.
    pub object: Option<String>,
    /// Begin.
    pub since: Option<String>,
    /// End.
    pub until: Option<String>,
    /// Last use of the permission.
    pub last_used: Option<String>,
    /// One character; found out when left out.
    pub delimiter: Option<String>,
    /// The columns after the person or role are permissions, the cells are yes or no.
    pub matrix: bool,
}

/// What a file looks like before it is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilePreview {
    /// What it seems to be.
    pub format: FileFormat,
    /// Header of a CSV file.
    pub columns: Vec<String>,
    /// The first rows, at most 8.
    pub sample: Vec<Vec<String>>,
    /// A mapping that fits the header.
    pub suggested: Option<CsvMapping>,
    /// What would be read with the given or suggested mapping.
    pub counts: TenantCounts,
    /// What would be left out, at most 50.
    pub problems: Vec<ProblemView>,
    /// How many problems.
    pub problems_total: u32,
}

/// Result of a connection test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionTest {
    /// Every step passed or only warned.
    pub ok: bool,
    /// In order.
    pub steps: Vec<TestStep>,
    /// How long it took.
    pub elapsed_ms: u32,
}

/// One step of a connection test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TestStep {
    /// Stable id, such as `token`.
    pub id: String,
    /// What was tried, such as `Token is accepted`.
    pub title: String,
    /// How it went.
    pub state: TestState,
    /// A short fact, such as `42 ms`; may be empty.
    pub value: String,
    /// What happened, when not passed.
    pub detail: String,
    /// What to do about it, when not passed.
    pub remedy: String,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TestState {
    /// It works.
    Passed,
    /// It works, with less.
    Warning,
    /// It does not work.
    Failed,
    /// Not tried, because an earlier step failed.
    Skipped,
}

/// Progress of long work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Name of the tenant in the workspace.
    pub tenant: String,
    /// `connecting`, `people`, `groups`, `roles`, `reading`, `compiling`, `storing`; `snapshots` while they are looked through.
    pub stage: String,
    /// How many were read.
    pub done: u32,
    /// How many there are, when the server says.
    pub total: Option<u32>,
    /// In words.
    pub message: String,
}
