//! Reading tenants' audit logs in: what is read, what is said about the rest, and nothing is there twice.

use super::audit_search::{LOG, ask, found, read_in};
use super::{ACME, Bench, FileFormat, source};
use std::sync::{Arc, Mutex};
use steward_desk::wire::{AuditDiffering, AuditFileFormat, ErrorCode, Progress};
use steward_desk::{CancelToken, Job};

/// Records as Okta, GitHub and Entra ID give them, one a line.
const MIXED: &str = concat!(
    r#"{"uuid":"e1","published":"2026-05-03T10:12:44.018Z","eventType":"user.account.privilege.grant","#,
    r#""actor":{"id":"00u1","type":"User","alternateId":"ines@example.com","displayName":"Ines Malaga"},"#,
    r#""outcome":{"result":"DENY","reason":"policy"},"transaction":{"type":"WEB","id":"t1"},"#,
    r#""client":{"ipAddress":"192.0.2.7"},"target":[{"id":"00u2","type":"User","displayName":"Jon Abel"}]}"#,
    "\n",
    r#"{"@timestamp":1777803164018,"_document_id":"h1","action":"org.add_member","actor":"ines","#,
    r#""org":"acme","user":"jon","operation_type":"create","actor_ip":"192.0.2.7"}"#,
    "\n",
    r#"{"id":"d1","category":"RoleManagement","correlationId":"c1","result":"success","resultReason":"","#,
    r#""activityDisplayName":"Add member to role","activityDateTime":"2026-05-03T10:12:44.1234567Z","#,
    r#""loggedByService":"Core Directory","initiatedBy":{"app":null,"user":{"id":"u1","#,
    r#""userPrincipalName":"ines@example.com"}},"targetResources":[{"id":"u2","displayName":"Jon","#,
    r#""type":"User"}]}"#,
    "\n",
);

const TABLE: &str = "Time,User,Action,Object,Result\n\
    2026-05-03T10:12:44Z,ines,billing.access.grant,b-17,Success\n\
    2026-05-03T10:13:02Z,jon,billing.access.read,b-17,Forbidden\n\
    yesterday,jon,billing.access.read,b-17,Success\n";

#[tokio::test]
async fn logs_as_services_write_them_are_read_and_found() {
    let bench = Bench::acme().await;
    let path = bench.file("mixed.jsonl", MIXED);
    let preview = bench.desk.audit_import_preview("acme", &path, None).await.unwrap();
    assert_eq!((preview.events, preview.known, preview.left_out), (3, 0, 0), "{preview:?}");
    assert_eq!((preview.format, preview.whole), (AuditFileFormat::Json, true));
    let mut ids: Vec<&str> = preview.mappings.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["entra", "github", "okta"]);
    assert!(preview.choices.len() >= 10 && preview.sample.len() == 3);
    assert_eq!(bench.desk.audit_state(None).await.unwrap().events, 0, "nothing is kept by looking");

    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.problems_total), (3, 0, 0), "{done:?}");
    assert_eq!(done.sealed.len(), 1);
    let sealed = bench.desk.audit_show(&done.sealed[0]).await.unwrap();
    assert_eq!(sealed.row.operation, "audit.import");
    let said: Vec<&str> = sealed.changes.iter().map(|change| change.field.as_str()).collect();
    let fields = ["root", "events", "known", "repeated", "differs", "mapping", "file", "at", "file name"];
    assert_eq!(said, fields);
    assert_eq!(found(&bench.desk, "op:\"Add member to role\"").await.len(), 1);
    assert_eq!(found(&bench.desk, "outcome:refused source:tenant").await, ["user.account.privilege.grant"]);
    assert_eq!(found(&bench.desk, "consequence:policy source:tenant").await.len(), 3);
    assert_eq!(found(&bench.desk, "malaga").await.len(), 1, "names are found as text");
    let page = ask(&bench.desk, "request:t1").await;
    assert_eq!((page.total, page.rows[0].number), (1, sealed.row.number));
    assert_eq!(page.rows[0].tenant, "acme", "the tenant it was read in for");
    let state = bench.desk.audit_state(Some("acme")).await.unwrap();
    assert_eq!((state.events, state.kib > 0), (3, true));
    assert_eq!(state.oldest.as_deref().map(|at| &at[..10]), Some("2026-05-03"));
}

#[tokio::test]
async fn what_is_here_already_is_not_there_twice() {
    let bench = read_in().await;
    let path = bench.folder.path().join("acme.jsonl");
    let again = bench.desk.audit_import("acme", &path.to_string_lossy(), None, &Job::quiet()).await.unwrap();
    assert_eq!((again.added, again.known, again.sealed.len()), (0, 3, 0), "{again:?}");
    let more = format!(
        "{LOG}{}\n",
        r#"{"id":"g4","time":"2026-05-05T08:00:00Z","actor":{"id":"p2"},"action":"x.read","result":"ok"}"#
    );
    std::fs::write(&path, more).unwrap();
    let preview = bench.desk.audit_import_preview("acme", &path.to_string_lossy(), None).await.unwrap();
    assert_eq!((preview.events, preview.known), (4, 3));
    let more = bench.desk.audit_import("acme", &path.to_string_lossy(), None, &Job::quiet()).await.unwrap();
    assert_eq!((more.added, more.known, more.sealed.len()), (1, 3, 1), "{more:?}");
    assert_eq!(ask(&bench.desk, "source:tenant").await.total, 4);
    assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);
}

/// Rows that say the same and have no id are one event, wherever in the file they stand.
#[tokio::test]
async fn equal_rows_without_an_id_are_one_event_and_that_is_said() {
    let bench = Bench::acme().await;
    let row = |second: u32| format!("2026-05-03T10:{:02}:{:02}Z,ines,door.open\n", second / 60, second % 60);
    let rows: String = (0..1_100).map(row).chain([row(0), row(1_099), row(1_099)]).collect();
    let path = bench.file("doors.csv", &format!("Time,User,Action\n{rows}"));
    let preview = bench.desk.audit_import_preview("acme", &path, None).await.unwrap();
    assert_eq!((preview.events, preview.known, preview.repeated), (1_103, 0, 3), "{preview:?}");
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.repeated, done.differs), (1_100, 0, 3, 0), "{done:?}");
    let sealed = bench.desk.audit_show(&done.sealed[0]).await.unwrap();
    let repeated = sealed.changes.iter().find(|change| change.field == "repeated").unwrap();
    assert_eq!(repeated.after.clone().map(|value| value.text).as_deref(), Some("3"));
    let again = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((again.added, again.known, again.repeated), (0, 1_103, 0), "{again:?}");
}

/// The same id and another content: what is here stays, and it is said, in the answer and on record.
#[tokio::test]
async fn an_event_that_the_log_tells_in_another_way_is_named() {
    let bench = read_in().await;
    let path = bench.folder.path().join("acme.jsonl");
    let name = path.to_string_lossy().into_owned();
    let after = |entry: &steward_desk::wire::AuditEntryDetail, field: &str| {
        let change = entry.changes.iter().find(|change| change.field == field);
        change.and_then(|change| change.after.clone()).map(|value| value.text)
    };
    // written in another order, which says the same
    let same = LOG.replacen(
        r#"{"id":"g1","time":"2026-05-03T10:12:44Z","#,
        r#"{"time":"2026-05-03T10:12:44Z","id":"g1","#,
        1,
    );
    assert_ne!(same, LOG);
    std::fs::write(&path, &same).unwrap();
    let done = bench.desk.audit_import("acme", &name, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.known, done.differs, done.differing.len()), (3, 0, 0), "{done:?}");

    let other = LOG.replacen("invoice.read", "invoice.delete", 1);
    std::fs::write(&path, &other).unwrap();
    let told = [AuditDiffering { id: "g2".into(), line: 2 }];
    let preview = bench.desk.audit_import_preview("acme", &name, None).await.unwrap();
    assert_eq!((preview.known, preview.differs), (3, 1), "{preview:?}");
    assert_eq!(preview.differing, told);
    let done = bench.desk.audit_import("acme", &name, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.differs), (0, 3, 1), "{done:?}");
    assert_eq!(done.differing, told);
    assert_eq!(found(&bench.desk, "op:billing.invoice.delete").await.len(), 0, "nothing is overwritten");
    let newest = ask(&bench.desk, "op:audit.import").await.rows.remove(0);
    let entry = bench.desk.audit_show(&newest.id).await.unwrap();
    assert_eq!(after(&entry, "differs").as_deref(), Some("1"), "{:?}", entry.changes);

    let more =
        r#"{"id":"g9","time":"2026-05-06T08:00:00Z","actor":{"id":"p2"},"action":"x.read","result":"ok"}"#;
    std::fs::write(&path, format!("{other}{more}\n")).unwrap();
    let done = bench.desk.audit_import("acme", &name, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.differs), (1, 3, 1), "{done:?}");
    let entry = bench.desk.audit_show(&done.sealed[0]).await.unwrap();
    assert_eq!(after(&entry, "differs").as_deref(), Some("1"), "{:?}", entry.changes);
    assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);
}

#[tokio::test]
async fn a_batch_is_sealed_before_it_takes_much_room() {
    let bench = Bench::acme().await;
    let filler = "x".repeat(1_000_000);
    let mut log = String::new();
    for number in 0..40 {
        let event = r#"","time":"2026-05-03T10:00:00Z","action":"x.read","actor":{"id":"p1"},"filler":""#;
        log.push_str(&format!("{{\"id\":\"n{number}{event}{filler}\"}}\n"));
    }
    let path = bench.file("wide.jsonl", &log);
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.sealed.len()), (40, 2), "{done:?}");
}

#[tokio::test]
async fn what_is_not_mapped_and_times_without_a_zone_are_named_before() {
    let bench = Bench::acme().await;
    let table = "Time,User,Action,Badge,Room name\n2026-05-03 10:12:44,ines,door.open,77,Lab\n\
                 2026-05-03T10:13:02Z,jon,door.open,78,\n";
    let path = bench.file("doors.csv", table);
    let preview = bench.desk.audit_import_preview("acme", &path, None).await.unwrap();
    assert_eq!((preview.events, preview.zoneless), (2, 1), "{preview:?}");
    assert_eq!(
        (preview.unused.as_slice(), preview.unused_total),
        (&["Badge", "Room name"].map(String::from)[..], 2)
    );
    let mut wide = String::from(
        r#"{"time":"2026-05-03T10:12:44Z","user":"ines","action":"a","more":{"list":[1],"none":null"#,
    );
    for number in 0..40 {
        wide.push_str(&format!(",\"f{number:02}\":{number}"));
    }
    wide.push_str("}}\n");
    let preview =
        bench.desk.audit_import_preview("acme", &bench.file("wide.jsonl", &wide), None).await.unwrap();
    assert_eq!((preview.unused.len(), preview.unused_total, preview.zoneless), (30, 41, 0), "{preview:?}");
    assert_eq!(preview.unused[0], "more.f00");
    // what is read from a list is not said to be unread
    let preview =
        bench.desk.audit_import_preview("acme", &bench.file("mixed.jsonl", MIXED), None).await.unwrap();
    let is_read = |field: &str| !preview.unused.iter().any(|unused| unused == field);
    assert!(is_read("target") && is_read("targetResources") && is_read("actor"), "{:?}", preview.unused);
    assert!(!is_read("category"), "{:?}", preview.unused);
}

#[tokio::test]
async fn a_table_is_read_and_its_mistakes_are_named() {
    let bench = Bench::acme().await;
    let path = bench.file("log.csv", TABLE);
    let preview = bench.desk.audit_import_preview("acme", &path, None).await.unwrap();
    assert_eq!(
        (preview.format, preview.events, preview.left_out),
        (AuditFileFormat::Csv, 2, 1),
        "{preview:?}"
    );
    let from =
        |title: &str| preview.fields.iter().find(|field| field.title == title).map(|field| &field.from);
    assert_eq!(from("Who").map(String::as_str), Some("User"));
    assert_eq!(from("Operation").map(String::as_str), Some("Action"));
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.left_out, done.problems_total), (2, 1, 1), "{done:?}");
    assert!(done.problems[0].place.starts_with("log.csv:4"), "{:?}", done.problems);
    assert!(!done.problems[0].hint.is_empty());
    assert_eq!(found(&bench.desk, "outcome:refused source:tenant").await, ["billing.access.read"]);
}

#[tokio::test]
async fn one_bad_line_costs_that_line_only() {
    let bench = Bench::acme().await;
    let path = bench.file("bad.jsonl", &LOG.replacen('\n', "\n{\"id\":\"broken\",\n", 1));
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.left_out), (3, 1), "{done:?}");
    assert!(done.problems[0].place.starts_with("bad.jsonl:2"), "{:?}", done.problems);
}

#[tokio::test]
async fn a_file_that_is_no_log_is_refused_and_that_is_on_record() {
    let bench = Bench::acme().await;
    for (name, text) in [("page.html", "<html></html>"), ("empty.jsonl", ""), ("list.json", "[1, 2]")] {
        let path = bench.file(name, text);
        let error = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadInput, "{name}: {error:?}");
        assert_eq!(bench.record(1).await, [("audit.import".to_owned(), "failed".to_owned())]);
    }
    let error = bench.desk.audit_import("acme", "/no/such/file", None, &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    let path = bench.file("log.jsonl", LOG);
    let error = bench.desk.audit_import("acme", &path, Some("okto"), &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert!(error.details.iter().any(|id| id == "`okta`"), "{error:?}");
    let error = bench.desk.audit_import("none", &path, None, &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    assert_eq!(bench.desk.audit_state(None).await.unwrap().events, 0);
}

#[tokio::test]
async fn a_mapping_of_ones_own_says_which_field_is_what() {
    let bench = Bench::acme().await;
    let mapping = bench.file(
        "own.toml",
        "id = 'own'\nname = 'Our log'\ntimes = ['%d.%m.%Y %H:%M:%S']\n[fields]\ntime = ['at']\n\
         action = ['op']\nactor = ['by']\n",
    );
    let log =
        bench.file("own.jsonl", "{\"at\":\"03.05.2026 10:12:44\",\"op\":\"close_month\",\"by\":\"p1\"}\n");
    let done = bench.desk.audit_import("acme", &log, Some(&mapping), &Job::quiet()).await.unwrap();
    assert_eq!(done.added, 1, "{done:?}");
    let page = ask(&bench.desk, "op:close_month who:anna").await;
    assert_eq!((page.total, page.rows[0].at.as_str()), (1, "2026-05-03T10:12:44Z"));
    assert_eq!(bench.desk.audit_show(&page.rows[0].id).await.unwrap().origin, "own");
    let bad = bench.file("bad.toml", "id = 'own'\n");
    let error = bench.desk.audit_import("acme", &log, Some(&bad), &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
}

/// A pack says how the product's own log is read.
#[tokio::test]
async fn a_mapping_in_the_pack_of_the_tenant_is_tried_first() {
    let bench = Bench::new().await;
    let pack = bench.folder.path().join("pack");
    std::fs::create_dir_all(pack.join("audit")).unwrap();
    for (name, bytes) in steward_pack::starter("acme-cloud", "Acme Cloud") {
        let path = pack.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let mapping = "id = 'acme-log'\nname = 'Acme log'\nrecognise = ['at', 'op']\n[fields]\ntime = ['at']\n\
                   action = ['op']\nactor = ['by']\n";
    std::fs::write(pack.join("audit/log.toml"), mapping).unwrap();
    std::fs::write(pack.join("audit/other.toml"), "id = 'other'\n").unwrap();
    let mut source = source(&bench.file("acme.json", ACME), FileFormat::Json);
    source.pack = Some(pack.to_string_lossy().into_owned());
    bench.desk.add_file("acme", source).await.unwrap();
    let log = bench.file("log.jsonl", "{\"at\":\"2026-05-03T10:12:44Z\",\"op\":\"close\",\"by\":\"p1\"}\n");
    let preview = bench.desk.audit_import_preview("acme", &log, None).await.unwrap();
    assert_eq!((preview.mappings[0].id.as_str(), preview.choices[0].id.as_str()), ("acme-log", "acme-log"));
    let done = bench.desk.audit_import("acme", &log, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.problems_total), (1, 1), "the other one is named: {done:?}");
    assert!(done.problems[0].place.starts_with("audit/other.toml"), "{:?}", done.problems);
    assert_eq!(found(&bench.desk, "op:close who:anna").await.len(), 1);
}

#[tokio::test]
async fn long_work_tells_where_it_is_and_can_be_stopped() {
    let bench = Bench::acme().await;
    let mut log = String::new();
    for number in 0..3_000 {
        let event = r#"","time":"2026-05-03T10:00:00Z","action":"x.read","actor":{"id":"p1"}}"#;
        log.push_str(&format!("{{\"id\":\"n{number}{event}\n"));
    }
    let path = bench.file("long.jsonl", &log);
    let cancel = CancelToken::new();
    let (seen, stop) = (Arc::new(Mutex::new(Vec::new())), cancel.clone());
    let told = seen.clone();
    let progress = move |step: Progress| {
        told.lock().unwrap().push((step.tenant, step.done));
        if step.done >= 1_000 {
            stop.cancel();
        }
    };
    let job = Job { progress: Arc::new(progress), cancel, accept_loss: false, by_schedule: false };
    let error = bench.desk.audit_import("acme", &path, None, &job).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
    assert_eq!(bench.desk.audit_state(None).await.unwrap().events, 0, "a batch is kept whole or not at all");
    assert_eq!(seen.lock().unwrap()[0].0, "audit import");
    let done = bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, ask(&bench.desk, "op:x.read").await.total), (3_000, 3_000));
}

#[tokio::test]
async fn events_go_with_their_tenant_and_what_was_done_stays() {
    let bench = Bench::acme().await;
    bench.add("other", "other.json", ACME, FileFormat::Json).await.unwrap();
    let path = bench.file("log.jsonl", LOG);
    for tenant in ["acme", "other"] {
        bench.desk.audit_import(tenant, &path, None, &Job::quiet()).await.unwrap();
    }
    assert_eq!(ask(&bench.desk, "source:tenant").await.total, 6, "the same event may be in two tenants");
    bench.desk.remove("other").await.unwrap();
    assert_eq!(ask(&bench.desk, "source:tenant").await.total, 3);
    assert_eq!(ask(&bench.desk, "tenant:other op:audit.import").await.total, 1);
    assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);
}
