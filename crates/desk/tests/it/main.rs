//! The desk through its own door: every test has a workspace of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, and says where"
)]

mod add_file;
mod add_scim;
mod audit_hindered;
mod audit_import;
mod audit_made_up;
mod audit_search;
mod audit_upkeep;
mod catalogue;
mod cell_history;
mod compare;
mod confirmed;
mod details;
mod diff;
mod dismiss;
mod docs;
mod doctor;
mod entries;
mod evidence;
mod export;
mod export_list;
mod findings;
mod forget;
mod handing_out;
mod ledger;
mod list;
mod matrix;
mod moment;
mod operators;
mod pairs;
mod policies;
mod practice;
mod preview;
mod pyramid;
mod redecide;
mod refresh;
mod remove;
mod schedule;
mod scim_server;
mod search;
mod secrets;
mod snapshots;
mod storage;
mod today;
mod what;
mod who;
mod why;
mod workspace;

use std::path::Path;
use std::sync::{Arc, Mutex};
use steward_desk::wire::{
    EnvironmentKind, FileFormat, FileSource, ListKind, ListQuery, MatrixQuery, RowKind, RowSort,
    TenantReport, WireError,
};
use steward_desk::{Clock, Desk, Options, Surface};
use tempfile::TempDir;

/// The moment at which all tests begin.
const NOW: &str = "2026-11-22T10:00:00Z";

/// A workspace that is gone with the test.
struct Bench {
    folder: TempDir,
    desk: Desk,
    clock: Arc<Mutex<jiff::Timestamp>>,
}

impl Bench {
    /// A workspace with `ines` as its first operator, who is therefore administrator.
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
        let desk = Desk::open(options(folder.path(), "ines", Surface::Cli, &clock)).await.unwrap();
        Self { folder, desk, clock }
    }

    /// One with the small tenant `acme`.
    async fn acme() -> Self {
        let bench = Self::new().await;
        bench.add("acme", "acme.json", ACME, FileFormat::Json).await.unwrap();
        bench
    }

    /// One with the practice tenant.
    async fn practice() -> Self {
        let bench = Self::new().await;
        bench.desk.add_practice("practice").await.unwrap();
        bench
    }

    /// The same workspace for another operator, or on another surface.
    async fn sit(&self, user: &str, surface: Surface) -> Desk {
        Desk::open(options(&self.workspace(), user, surface, &self.clock)).await.unwrap()
    }

    fn workspace(&self) -> std::path::PathBuf {
        self.folder.path().join("workspace")
    }

    /// Lets time pass until a moment.
    fn until(&self, moment: &str) {
        *self.clock.lock().unwrap() = moment.parse().unwrap();
    }

    /// Writes a file beside the workspace.
    fn file(&self, name: &str, content: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_string_lossy().into_owned()
    }

    async fn add(
        &self,
        name: &str,
        file: &str,
        content: &str,
        format: FileFormat,
    ) -> Result<TenantReport, WireError> {
        let path = self.file(file, content);
        self.desk.add_file(name, source(&path, format)).await
    }

    /// Operation and outcome of the newest entries, the newest first.
    async fn record(&self, limit: u32) -> Vec<(String, String)> {
        let entries = self.desk.entries(None, limit).await.unwrap();
        entries.into_iter().map(|entry| (entry.operation, entry.outcome)).collect()
    }
}

fn options(folder: &Path, user: &str, surface: Surface, clock: &Arc<Mutex<jiff::Timestamp>>) -> Options {
    let clock = clock.clone();
    let workspace = match folder.ends_with("workspace") {
        true => folder.to_path_buf(),
        false => folder.join("workspace"),
    };
    Options {
        workspace,
        surface,
        clock: Clock::new(move || *clock.lock().unwrap()),
        operator_name: user.to_owned(),
        passphrase: None,
        memory: None,
        version: "0.0.0-test".to_owned(),
    }
}

fn source(path: &str, format: FileFormat) -> FileSource {
    FileSource {
        path: path.to_owned(),
        format,
        mapping: None,
        pack: None,
        environment: EnvironmentKind::Live,
    }
}

fn everything(rows: RowKind) -> MatrixQuery {
    MatrixQuery {
        rows,
        search: String::new(),
        categories: Vec::new(),
        consequences: Vec::new(),
        only_findings: false,
        against: None,
        only_differences: false,
        sort: RowSort::Name,
        at: None,
    }
}

fn listed(kind: ListKind) -> ListQuery {
    ListQuery {
        kind,
        search: String::new(),
        facets: Vec::new(),
        within: None,
        only_findings: false,
        sort: String::new(),
        descending: false,
        at: None,
    }
}

/// How a failure reads on screen.
fn told(error: &WireError) -> String {
    let mut text =
        format!("{:?}: {}\n  means: {}\n  do: {}", error.code, error.message, error.meaning, error.hint);
    for detail in &error.details {
        text.push_str("\n  - ");
        text.push_str(detail);
    }
    text
}

/// A tenant small enough to know by heart.
const ACME: &str = r#"{
  "steward": 1,
  "tenant": { "name": "Acme" },
  "people": [
    { "id": "p1", "userName": "anna.roth", "displayName": "Anna Roth", "email": "anna.roth@acme.example",
      "title": "Support engineer", "department": "Service", "mfa": true, "lastSignIn": "2026-11-21T08:00:00Z" },
    { "id": "p2", "userName": "ben.okafor", "displayName": "Ben Okafor", "mfa": true, "lastSignIn": "2026-11-21T08:00:00Z" },
    { "id": "p3", "userName": "cleo.diaz", "displayName": "Cleo Diaz", "active": false },
    { "id": "p4", "userName": "dana.roth", "displayName": "Dana Roth", "mfa": true, "lastSignIn": "2026-11-21T08:00:00Z" },
    { "id": "p5", "userName": "droth", "displayName": "Dana Roth", "mfa": true, "lastSignIn": "2026-11-21T08:00:00Z" }
  ],
  "groups": [
    { "id": "g-pilot", "displayName": "AI pilot", "source": "scim" },
    { "id": "g-all", "displayName": "All staff", "source": "scim" }
  ],
  "roles": [
    { "id": "tester", "displayName": "Model Tester", "description": "Tries out agents" },
    { "id": "member", "displayName": "Member" },
    { "id": "keeper", "displayName": "Key Keeper" }
  ],
  "permissions": [
    { "id": "agents.query", "displayName": "Query agents" },
    { "id": "docs.read", "displayName": "Read documents" },
    { "id": "keys.rotate", "displayName": "Rotate keys" },
    { "id": "data.export", "displayName": "Export data" }
  ],
  "objects": [
    { "id": "ds-rates", "type": "datastore", "displayName": "Rate cards", "owner": "p2" },
    { "id": "ds-deals", "type": "datastore", "displayName": "Carrier contracts" },
    { "id": "ds-rules", "type": "datastore", "displayName": "Customs rulings" }
  ],
  "memberships": [
    { "group": "g-pilot", "person": "p1", "source": "scim" },
    { "group": "g-all", "member": "g-pilot" },
    { "group": "g-all", "person": "p2" },
    { "group": "g-all", "person": "p3" },
    { "group": "g-all", "person": "p4" },
    { "group": "g-all", "person": "p5" }
  ],
  "inclusions": [{ "role": "tester", "includes": "member" }],
  "assignments": [
    { "role": "tester", "group": "g-pilot", "since": "2026-11-03T00:00:00Z", "source": "scim" },
    { "role": "member", "group": "g-all" },
    { "role": "keeper", "person": "p2", "until": "2026-11-22T11:20:00Z", "source": "elevation:EL-207" }
  ],
  "grants": [
    { "permission": "agents.query", "role": "tester" },
    { "permission": "docs.read", "role": "member" },
    { "permission": "keys.rotate", "role": "keeper" },
    { "permission": "data.export", "person": "p1", "objects": ["ds-rates", "ds-deals", "ds-rules"] },
    { "permission": "docs.read", "person": "p4", "deny": true }
  ],
  "activity": [{ "person": "p1", "permission": "agents.query", "lastUsed": "2026-11-20T09:00:00Z" }]
}"#;
