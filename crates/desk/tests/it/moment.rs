//! Time travel: an answer as of a moment is the answer of then.

use super::{ACME, Bench, NOW, everything, listed, told};
use insta::assert_snapshot;
use serde_json::Value;
use steward_desk::Job;
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{ErrorCode, FileFormat, ListKind, RowKind, Tense};

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}

fn taking_all() -> Job {
    Job { accept_loss: true, ..Job::quiet() }
}

fn minute(n: u64) -> String {
    format!("2026-11-23T{:02}:{:02}:00Z", n / 60, n % 60)
}

/// The small tenant with edges gone, ended and begun, and accounts deactivated.
fn varied(dice: &mut Dice) -> String {
    let mut tenant: Value = serde_json::from_str(ACME).unwrap();
    for list in ["memberships", "assignments", "grants"] {
        let edges = tenant[list].as_array_mut().unwrap();
        edges.retain(|_| !dice.one_in(4));
        for edge in edges {
            if dice.one_in(3) {
                edge["until"] = minute(dice.next() % 600).into();
            } else if dice.one_in(3) {
                edge["since"] = minute(dice.next() % 600).into();
                edge.as_object_mut().unwrap().remove("until");
            }
        }
    }
    for person in tenant["people"].as_array_mut().unwrap() {
        person["active"] = (!dice.one_in(6)).into();
    }
    tenant.to_string()
}

/// Every cell of every matrix, and who can do what and why.
async fn all(bench: &Bench, at: Option<&str>) -> Vec<String> {
    let desk = &bench.desk;
    let mut list = Vec::new();
    for rows in [RowKind::People, RowKind::Groups, RowKind::Roles] {
        let mut query = everything(rows);
        query.at = at.map(str::to_owned);
        // whether a cell has a finding hangs on the baseline too, and on the readings before
        let cells = desk.matrix_cells("acme", &query, 0, 99, 0, 99).await.unwrap();
        let cells: Vec<u8> = cells.into_iter().map(|cell| cell & !64).collect();
        list.push(format!("{rows:?} {cells:?}"));
    }
    for permission in ["agents.query", "docs.read", "keys.rotate", "data.export"] {
        let who = desk.who("acme", permission, None, at).await.unwrap();
        list.push(format!("{permission} {:?}", who.people));
        for person in ["p1", "p2", "p3", "p4", "p5"] {
            let why = desk.why("acme", person, permission, None, at).await.unwrap();
            list.push(format!("{} {:?} {:?}", why.statement, why.paths, why.denies));
        }
    }
    let person = desk.person("acme", "p1", at).await.unwrap();
    list.push(format!("{:?} {:?} {:?}", person.roles, person.groups, person.direct));
    list
}

#[tokio::test]
async fn as_of_a_moment_is_what_the_reading_of_then_says() {
    for seed in 0..4 {
        let dice = &mut Dice(seed);
        let contents: Vec<String> = (0..5).map(|_| varied(dice)).collect();
        let bench = Bench::new().await;
        let mut alone = Vec::new();
        for (n, content) in contents.iter().enumerate() {
            bench.until(&minute(n as u64 * 100));
            bench.file("acme.json", content);
            match n {
                0 => bench.add("acme", "acme.json", content, FileFormat::Json).await.map(drop).unwrap(),
                _ => bench.desk.refresh("acme", &taking_all()).await.map(drop).unwrap(),
            }
            // a workspace that knows this reading only
            let other = Bench::new().await;
            other.add("acme", "acme.json", content, FileFormat::Json).await.unwrap();
            alone.push(other);
        }
        bench.until(&minute(700));
        for _ in 0..12 {
            let at = dice.next() % 600;
            let then = &alone[usize::try_from(at / 100).unwrap().min(4)];
            then.until(&minute(at));
            let moment = minute(at);
            assert_eq!(all(&bench, Some(&moment)).await, all(then, None).await, "seed {seed}, {moment}");
        }
    }
}

#[tokio::test]
async fn the_answer_says_what_it_rests_on() {
    let bench = Bench::acme().await;
    let first = bench.desk.matrix_head("acme", &everything(RowKind::People)).await.unwrap();
    assert_eq!((first.basis.tense, first.basis.read_at.as_str()), (Tense::Now, NOW));
    bench.until("2026-11-22T12:00:00Z");
    bench.file("acme.json", &ACME.replace("Anna Roth", "Anna Berg"));
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    bench.until("2026-11-22T13:00:00Z");

    let why = bench.desk.why("acme", "p1", "docs.read", None, Some("2026-11-22T11:00:00Z")).await.unwrap();
    assert_eq!((why.person.name.as_str(), why.at.as_str()), ("Anna Roth", "2026-11-22T11:00:00Z"));
    assert_eq!((why.basis.tense, &why.basis.snapshot), (Tense::Past, &first.snapshot));
    assert_eq!((why.basis.read_at.as_str(), why.basis.first_read.as_str()), (NOW, NOW));
    assert_eq!(why.basis.next_read.as_deref(), Some("2026-11-22T12:00:00Z"));
    let at = Some("2026-11-22T11:00:00Z");
    assert_eq!(bench.desk.what("acme", "p1", at).await.unwrap().basis, why.basis);
    assert_eq!(bench.desk.who("acme", "docs.read", None, at).await.unwrap().basis, why.basis);
    let subjects = ["p1".to_owned(), "p2".to_owned()];
    assert_eq!(bench.desk.compare("acme", &subjects, at).await.unwrap().basis, why.basis);
    let findings = bench.desk.findings("acme", at).await.unwrap();
    assert_eq!((&findings.basis, &findings.snapshot), (&why.basis, &first.snapshot));
    let mut list = listed(ListKind::People);
    list.at = at.map(str::to_owned);
    let rows = bench.desk.list_rows("acme", &list, 0, 9).await.unwrap();
    assert!(format!("{rows:?}").contains("Anna Roth"), "{rows:?}");

    let now = bench.desk.why("acme", "p1", "docs.read", None, None).await.unwrap();
    assert_eq!((now.person.name.as_str(), now.basis.next_read), ("Anna Berg", None));
}

#[tokio::test]
async fn before_the_first_reading_nothing_is_known() {
    let bench = Bench::acme().await;
    let at = Some("2026-11-22T09:59:59Z");
    let error = bench.desk.why("acme", "p1", "docs.read", None, at).await.unwrap_err();
    assert_snapshot!(told(&error), @"
    BadInput: `acme` was not read yet on 2026-11-22 at 09:59 UTC
      means: the first reading is of 2026-11-22 at 10:00 UTC; nothing is known from before
      do: ask about a moment from then on, such as 2026-11-22T10:00:00Z
    ");
    assert_eq!(bench.desk.person("acme", "p1", at).await.unwrap_err().code, ErrorCode::BadInput);
    assert_eq!(bench.desk.findings("acme", at).await.unwrap_err().code, ErrorCode::BadInput);
}

#[tokio::test]
async fn what_is_still_to_come_has_no_answer() {
    let bench = Bench::acme().await;
    let (desk, later) = (&bench.desk, Some("2026-11-22T11:20:00Z"));
    let error = desk.why("acme", "p2", "keys.rotate", None, later).await.unwrap_err();
    assert_snapshot!(told(&error), @"
    BadInput: 2026-11-22 at 11:20 UTC has not come yet
      means: now it is 2026-11-22 at 10:00 UTC, and nothing is known of what will be read
      do: give a moment up to now; in a terminal `steward show` with `--at` says what will have ended by then
    ");
    let mut query = everything(RowKind::People);
    query.at = later.map(str::to_owned);
    let pair = ["p1".to_owned(), "p2".to_owned()];
    let request = ExportRequest {
        format: ExportFormat::Sarif,
        rows: RowKind::People,
        out: None,
        at: later.map(str::to_owned),
    };
    for refused in [
        desk.matrix_head("acme", &query).await.unwrap_err(),
        desk.matrix_cells("acme", &query, 0, 9, 0, 9).await.unwrap_err(),
        desk.why_subject("acme", RowKind::Roles, "keeper", "keys.rotate", later).await.unwrap_err(),
        desk.who("acme", "docs.read", None, later).await.unwrap_err(),
        desk.what("acme", "p1", later).await.unwrap_err(),
        desk.compare("acme", &pair, later).await.unwrap_err(),
        desk.findings("acme", later).await.unwrap_err(),
        desk.surfaces("acme", later).await.unwrap_err(),
        desk.export("acme", request).await.unwrap_err(),
    ] {
        assert_eq!(refused.message, error.message);
    }
    assert!(desk.why("acme", "p2", "keys.rotate", None, Some(NOW)).await.is_ok());
    assert_eq!(
        desk.why("acme", "p2", "keys.rotate", None, Some("")).await.unwrap_err().code,
        ErrorCode::BadInput
    );
}

#[tokio::test]
async fn what_will_have_ended_is_looked_ahead_to_and_said_to_be() {
    let bench = Bench::acme().await;
    let later = Some("2026-11-22T11:20:00Z");
    let ben = bench.desk.person("acme", "p2", later).await.unwrap();
    assert_eq!(ben.what.basis.tense, Tense::Ahead);
    assert!(ben.what.permissions.iter().all(|one| one.permission.id != "keys.rotate"), "{:?}", ben.what);
    assert_eq!(bench.desk.pyramid("acme", later).await.unwrap().at, "2026-11-22T11:20:00Z");
    let mut list = listed(ListKind::People);
    list.at = later.map(str::to_owned);
    assert!(bench.desk.list_rows("acme", &list, 0, 9).await.is_ok());
}

#[tokio::test]
async fn a_dismissal_does_not_reach_back() {
    let bench = Bench::practice().await;
    bench.until("2026-11-22T12:00:00Z");
    let key = bench.desk.findings("practice", None).await.unwrap().open[0].key.clone();
    bench.desk.dismiss("practice", &key, "known", "2027-01-01").await.unwrap();
    let open = async |at: Option<&str>| {
        let findings = bench.desk.findings("practice", at).await.unwrap();
        findings.open.iter().any(|finding| finding.key == key)
    };
    assert!(!open(None).await);
    assert!(open(Some("2026-11-22T11:00:00Z")).await, "then nobody had dismissed it");
}
