//! How a cell came to be.

use super::{ACME, Bench, NOW};
use steward_desk::wire::{CellChangeKind, CellHistory, Decision, ErrorCode, RowKind};
use steward_desk::{Job, policy};

const ELEVATED: &str = r#""until": "2026-11-22T11:20:00Z", "#;

async fn read(bench: &Bench, at: &str, content: &str) {
    bench.until(at);
    bench.file("acme.json", content);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
}

/// A key keeper for 80 minutes, then for good, then as before.
async fn kept() -> Bench {
    let bench = Bench::acme().await;
    let standing = ACME.replace(ELEVATED, "");
    assert_ne!(standing, ACME);
    read(&bench, "2026-11-22T12:00:00Z", &standing).await;
    read(&bench, "2026-11-22T13:00:00Z", &standing).await;
    read(&bench, "2026-11-22T14:00:00Z", ACME).await;
    bench.until("2026-11-22T15:00:00Z");
    bench
}

async fn history(bench: &Bench, person: &str, permission: &str) -> CellHistory {
    bench.desk.cell_history("acme", RowKind::People, person, permission, &Job::quiet()).await.unwrap()
}

#[tokio::test]
async fn each_change_is_told_with_when_and_by_which_ways() {
    let bench = kept().await;
    let history = history(&bench, "ben.okafor", "Rotate keys").await;
    assert_eq!((history.snapshots, history.older, history.known_from.as_str()), (3, false, NOW));
    let told: Vec<_> = (history.changes.iter())
        .map(|change| (change.kind, change.from.as_deref(), change.to.as_str(), change.by_time))
        .collect();
    assert_eq!(
        told,
        [
            (CellChangeKind::Lost, Some("2026-11-22T13:00:00Z"), "2026-11-22T14:00:00Z", false),
            (CellChangeKind::Gained, Some("2026-11-22T11:20:00Z"), "2026-11-22T12:00:00Z", false),
            (CellChangeKind::Lost, Some("2026-11-22T11:20:00Z"), "2026-11-22T11:20:00Z", true),
            (CellChangeKind::First, None, NOW, false),
        ]
    );
    let [lost, gained, ended, first] = history.changes.as_slice() else { panic!("{history:#?}") };
    assert_eq!((lost.before, lost.after), (Some(Decision::Yes), Some(Decision::No)));
    assert_eq!((lost.lost.len(), lost.gained.len()), (1, 0));
    let way: Vec<&str> = gained.gained[0].steps.iter().map(|step| step.item.name.as_str()).collect();
    assert_eq!(way, ["Ben Okafor", "Key Keeper", "Rotate keys"]);
    assert_eq!(
        ended.statement,
        "Ben Okafor does not hold Rotate keys any more: the time it was given for ended"
    );
    assert_eq!(first.statement, "Ben Okafor held Rotate keys at the first reading");
    assert_eq!(first.snapshot, lost.snapshot, "the tenant came back to what it was");
}

#[tokio::test]
async fn the_readings_that_found_it_stand_beside_it() {
    let bench = kept().await;
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    let history = history(&bench, "p2", "keys.rotate").await;
    let recorded: Vec<Vec<(&str, &str)>> = (history.changes.iter())
        .map(|change| change.entries.iter().map(|x| (x.operation.as_str(), x.at.as_str())).collect())
        .collect();
    assert_eq!(
        recorded,
        [
            vec![("tenant.refresh", "2026-11-22T14:00:00Z")],
            vec![("tenant.refresh", "2026-11-22T12:00:00Z")],
            vec![],
            vec![("tenant.add", NOW)],
        ]
    );
    assert!(!history.entries_hidden);
    // who may not read the ledger is not told of it
    let text = format!(
        "{}\n@id(\"no-ledger\") forbid (principal, action == Action::\"record.read\", resource);",
        policy::DEFAULT
    );
    bench.desk.set_policies(&text).await.unwrap();
    let hidden = self::history(&bench, "p2", "keys.rotate").await;
    assert!(hidden.entries_hidden && hidden.changes.iter().all(|change| change.entries.is_empty()));
    assert_eq!(hidden.changes.len(), history.changes.len());
}

#[tokio::test]
async fn what_did_not_change_has_one_change_the_first() {
    let bench = kept().await;
    // another name is no change of access
    read(&bench, "2026-11-22T16:00:00Z", &ACME.replace("All staff", "Everybody")).await;
    let history = history(&bench, "p2", "docs.read").await;
    assert_eq!(history.changes.len(), 1, "{history:#?}");
    assert_eq!(history.changes[0].after, Some(Decision::Yes));
}

#[tokio::test]
async fn ways_scopes_denies_and_people_who_come_and_go_are_told_apart() {
    let bench = Bench::acme().await;
    let ways = ACME.replace(
        r#"{ "permission": "agents.query", "role": "tester" }"#,
        r#"{ "permission": "agents.query", "role": "tester" }, { "permission": "agents.query", "person": "p1" }"#,
    );
    read(&bench, "2026-11-22T11:00:00Z", &ways).await;
    let query = history(&bench, "p1", "agents.query").await;
    assert_eq!(query.changes[0].kind, CellChangeKind::Paths, "{query:#?}");
    assert_eq!((query.changes[0].gained.len(), query.changes[0].lost.len()), (1, 0));

    let scope =
        ACME.replace(r#""objects": ["ds-rates", "ds-deals", "ds-rules"]"#, r#""objects": ["ds-rates"]"#);
    read(&bench, "2026-11-22T12:00:00Z", &scope).await;
    let export = history(&bench, "p1", "data.export").await;
    let [change, ..] = export.changes.as_slice() else { panic!("{export:#?}") };
    assert_eq!(
        (change.kind, change.scope_before.len(), change.scope_after.len()),
        (CellChangeKind::Scope, 3, 1)
    );

    let mut free: serde_json::Value = serde_json::from_str(ACME).unwrap();
    free["grants"].as_array_mut().unwrap().retain(|grant| grant["deny"] != true);
    read(&bench, "2026-11-22T13:00:00Z", &free.to_string()).await;
    let read_docs = history(&bench, "p4", "docs.read").await;
    let [change, ..] = read_docs.changes.as_slice() else { panic!("{read_docs:#?}") };
    assert_eq!((change.kind, change.before), (CellChangeKind::Gained, Some(Decision::Denied)));
    assert_eq!(change.denies_lost.len(), 1);

    let mut gone: serde_json::Value = serde_json::from_str(ACME).unwrap();
    gone["people"].as_array_mut().unwrap().retain(|person| person["id"] != "p5");
    gone["memberships"].as_array_mut().unwrap().retain(|edge| edge["person"] != "p5");
    read(&bench, "2026-11-22T14:00:00Z", &gone.to_string()).await;
    let left = history(&bench, "p5", "docs.read").await;
    assert_eq!((left.subject.name.as_str(), left.changes[0].after), ("Dana Roth", None));
    assert_eq!(left.changes[0].kind, CellChangeKind::Lost);

    let role = bench
        .desk
        .cell_history("acme", RowKind::Roles, "keeper", "keys.rotate", &Job::quiet())
        .await
        .unwrap();
    assert_eq!(role.changes[0].statement, "Key Keeper gave Rotate keys at the first reading");
}

#[tokio::test]
async fn it_stops_when_told_to_and_knows_its_names() {
    let bench = kept().await;
    let job = Job::quiet();
    job.cancel.cancel();
    let stopped =
        bench.desk.cell_history("acme", RowKind::People, "p2", "keys.rotate", &job).await.unwrap_err();
    assert_eq!(stopped.code, ErrorCode::Cancelled);
    let job = Job::quiet();
    let unknown =
        bench.desk.cell_history("acme", RowKind::People, "nobody", "keys.rotate", &job).await.unwrap_err();
    assert_eq!(
        (unknown.code, unknown.message.as_str()),
        (ErrorCode::NotFound, "there is no person `nobody`")
    );
}

#[tokio::test]
async fn what_the_log_of_the_tenant_says_stands_beside_it() {
    let bench = kept().await;
    let before = history(&bench, "p2", "keys.rotate").await;
    assert!(!before.events_hidden && before.changes.iter().all(|change| change.events.is_empty()));
    let line = |id: &str, time: &str, object: &str, action: &str| {
        format!(
            "{{\"id\":\"{id}\",\"time\":\"2026-11-22T{time}Z\",\"actor\":{{\"id\":\"p1\"}},\"actorName\":\"Anna Roth\",\
             \"action\":\"{action}\",\"objectType\":\"role\",\"objectId\":\"{object}\",\"objectName\":\"Key Keeper\",\
             \"result\":\"success\",\"requestId\":\"r-{id}\"}}\n"
        )
    };
    let log = [
        line("e1", "13:10:00", "keeper", "role.unassign"),
        line("e2", "13:20:00", "tester", "role.rename"),
        line("e3", "14:30:00", "keeper", "role.rename"),
        line("e4", "11:40:00", "keeper", "role.assign"),
    ];
    let path = bench.file("acme.jsonl", &log.concat());
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.left_out), (4, 0), "{done:?}");
    let after = history(&bench, "p2", "keys.rotate").await;
    let told: Vec<Vec<&str>> = (after.changes.iter())
        .map(|change| change.events.iter().map(|event| event.title.as_str()).collect())
        .collect();
    assert_eq!(told, [vec!["role.unassign"], vec!["role.assign"], vec![], vec![]], "{after:#?}");
    let event = &after.changes[0].events[0];
    assert_eq!((event.who.as_deref(), event.at.as_str()), (Some("Anna Roth"), "2026-11-22T13:10:00Z"));
    assert_eq!((event.object.as_str(), after.changes[0].events_total), ("Key Keeper", 1));
}
