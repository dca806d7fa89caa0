//! Keeping the audit trail: how long events stay, saved questions, exports, and people who are forgotten.

use super::audit_search::{LOG, about, ask, found, read_in};
use super::{ACME, Bench};
use serde_json::Value;
use std::path::Path;
use steward_desk::wire::{AuditExportFormat, AuditPartyKind, AuditRetention, ErrorCode};
use steward_desk::{Job, Surface};

const fn kept(days: Option<u32>, mib: Option<u32>) -> AuditRetention {
    AuditRetention { days, mib }
}

#[tokio::test]
async fn a_retention_says_what_it_will_remove_before_it_does() {
    let bench = read_in().await;
    let desk = &bench.desk;
    assert_eq!(desk.audit_state(None).await.unwrap().retention, kept(None, None), "events stay for good");
    // 3 May is 203 days before, 4 May 202
    let plan = desk.audit_retention(Some(kept(Some(202), None))).await.unwrap();
    assert_eq!((plan.events, plan.removes), (3, 2), "{plan:?}");
    assert_eq!(plan.earliest.as_deref(), Some("2026-05-03T10:12:44Z"));
    assert_eq!(plan.latest.as_deref(), Some("2026-05-03T10:12:45Z"));
    assert!(!plan.classes.is_empty() && plan.kib > 0, "{plan:?}");
    assert_eq!(ask(desk, "source:tenant").await.total, 3, "nothing is removed by asking");

    let error = desk.audit_set_retention(kept(Some(202), None), "another").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
    let error = desk.audit_set_retention(kept(Some(30), None), &plan.token).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "a token stands for one plan: {error:?}");
    assert_eq!(ask(desk, "source:tenant").await.total, 3);

    let done = desk.audit_set_retention(kept(Some(202), None), &plan.token).await.unwrap();
    assert_eq!(done.removes, 2);
    assert_eq!(found(desk, "source:tenant").await, ["user.deactivate"]);
    assert_eq!(desk.audit_state(None).await.unwrap().retention, kept(Some(202), None));
    let entry = ask(desk, "op:audit.retention outcome:success").await.rows.remove(0);
    let detail = desk.audit_show(&entry.id).await.unwrap();
    let said: Vec<(&str, &str)> = (detail.changes.iter())
        .filter_map(|change| Some((change.field.as_str(), change.after.as_ref()?.text.as_str())))
        .collect();
    assert_eq!(said, [("days", "202"), ("removed", "2")]);
    // what is left is proved as before
    let left = ask(desk, "source:tenant").await.rows.remove(0);
    assert!(desk.audit_show(&left.id).await.unwrap().proof.batch.is_some());
    assert!(desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);

    // what is read in later keeps to it too
    let path = bench.folder.path().join("acme.jsonl");
    let preview = desk.audit_import_preview("acme", &path.to_string_lossy(), None).await.unwrap();
    assert_eq!(preview.known, 1);
    let done = desk.audit_import("acme", &path.to_string_lossy(), None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.removed), (2, 2), "{done:?}");
    assert_eq!(ask(desk, "source:tenant").await.total, 1);
    for nothing in [kept(Some(0), None), kept(None, Some(0))] {
        assert_eq!(desk.audit_retention(Some(nothing)).await.unwrap_err().code, ErrorCode::BadInput);
    }
}

#[tokio::test]
async fn questions_are_kept_without_names() {
    let bench = read_in().await;
    let desk = &bench.desk;
    let saved = desk.audit_save_question("By Anna's account", &about("who:anna op:billing.*")).await.unwrap();
    assert!(!saved.text.contains("anna") && saved.text.contains("op:billing.*"), "{saved:?}");
    assert_eq!((saved.by.as_str(), saved.built_in), ("ines", false));
    assert_eq!(found(desk, &saved.text).await.len(), 2);
    desk.audit_save_question("by anna's account", &about("op:billing.*")).await.unwrap();
    let list = desk.audit_questions().await.unwrap();
    let own: Vec<&str> = list.iter().filter(|one| !one.built_in).map(|one| one.name.as_str()).collect();
    assert_eq!(own, ["by anna's account"], "in the place of the one before");
    assert!(list[0].built_in && list[0].at.is_none());
    for question in list.iter().filter(|one| one.built_in) {
        ask(desk, &question.text).await;
    }
    let taken = desk.audit_save_question("refused", &about("")).await.unwrap_err();
    assert_eq!(taken.code, ErrorCode::BadInput, "it comes with Steward");
    assert_eq!(desk.audit_remove_question("Refused").await.unwrap_err().code, ErrorCode::BadInput);
    desk.audit_remove_question("By Anna's account").await.unwrap();
    let gone = desk.audit_remove_question("By Anna's account").await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    let unclear = desk.audit_save_question("x", &about("whom:x")).await.unwrap_err();
    assert_eq!(unclear.code, ErrorCode::BadInput);
    // the name is what somebody wrote: the ledger only commits to it
    let entry = ask(desk, "op:audit.save-question outcome:success").await.rows.remove(0);
    let detail = desk.audit_show(&entry.id).await.unwrap();
    assert!(!detail.bytes.contains("Anna") && !detail.bytes.contains("anna"), "{}", detail.bytes);
}

#[tokio::test]
async fn entries_are_written_as_a_table_as_lines_and_for_a_siem() {
    let bench = read_in().await;
    let desk = &bench.desk;
    let total = ask(desk, "").await.total;
    let csv = desk.audit_export(&about(""), AuditExportFormat::Csv, true, None).await.unwrap();
    assert_eq!((csv.entries, csv.personal_data, csv.file.is_none()), (total, true, true));
    let text = csv.text.unwrap();
    assert_eq!(text.lines().count() as u32, total + 1, "{text}");
    assert!(text.starts_with("time,record,who,") && text.contains("Anna Roth"), "{text}");

    // the export itself is an entry by now
    let lines =
        desk.audit_export(&about("source:tenant"), AuditExportFormat::JsonLines, true, None).await.unwrap();
    let text = lines.text.unwrap();
    let parsed: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed.len(), 3);
    assert_eq!(
        parsed[2]["event"]["extra"]["comment"], "for a month",
        "everything that it says: {}",
        parsed[2]
    );
    assert_eq!(parsed[2]["who"]["name"], "Anna Roth");
    let own =
        desk.audit_export(&about("op:tenant.add"), AuditExportFormat::JsonLines, true, None).await.unwrap();
    let own: Value = serde_json::from_str(own.text.unwrap().trim()).unwrap();
    assert_eq!(own["entry"]["event"]["operation"], "tenant.add");

    let out = bench.folder.path().join("siem.jsonl").to_string_lossy().into_owned();
    let ocsf = desk.audit_export(&about(""), AuditExportFormat::Ocsf, true, Some(&out)).await.unwrap();
    assert!(!ocsf.personal_data && ocsf.text.is_none());
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(!text.contains("Anna") && !text.contains("\"p1\""), "people are pseudonyms: {text}");
    for line in text.lines() {
        let event: Value = serde_json::from_str(line).unwrap();
        let number = |name: &str| event[name].as_u64().unwrap_or_else(|| panic!("{name}: {event}"));
        assert_eq!(number("type_uid"), number("class_uid") * 100 + number("activity_id"), "{event}");
        assert_eq!(event["metadata"]["version"], "1.8.0");
    }
    let entry = ask(desk, "op:audit.export").await;
    assert_eq!(entry.total, 5, "each is on record, and the one that wrote a file also before it did");
    let question = about("whom:x");
    let error = desk.audit_export(&question, AuditExportFormat::Csv, false, None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
}

/// Whoever asks by name has a file that names nobody, unless it is to.
#[tokio::test]
async fn people_are_withheld_from_a_file_unless_they_are_disclosed() {
    let bench = read_in().await;
    let personal = ["Anna", "Mara", "Cleo", "00u9", "192.0.2.7", "asked by Ben", "for a month"];
    for format in [AuditExportFormat::Csv, AuditExportFormat::JsonLines, AuditExportFormat::Ocsf] {
        for (question, entries) in [("source:tenant", 3), ("who:anna", 2), ("who:mara", 1)] {
            let exported = bench.desk.audit_export(&about(question), format, false, None).await.unwrap();
            assert_eq!((exported.entries, exported.personal_data), (entries, false), "{format:?} {question}");
            let text = exported.text.unwrap();
            assert!(text.contains("user.deactivate") || question == "who:anna", "{text}");
            for word in personal {
                assert!(!text.contains(word), "{word} in {format:?} of {question}: {text}");
            }
        }
    }
    let question = about("source:steward");
    let own = bench.desk.audit_export(&question, AuditExportFormat::Csv, false, None).await.unwrap();
    assert!(!own.personal_data && !own.text.unwrap().contains(",ines,"), "operators are people too");
}

/// The tenant without Anna Roth.
fn without_anna() -> String {
    let mut tenant: Value = serde_json::from_str(ACME).unwrap();
    for list in tenant.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.retain(|item| !item.as_object().unwrap().values().any(|value| value == "p1"));
    }
    tenant.to_string()
}

/// Files below a folder that hold a text, whatever its letters.
fn holding(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, wanted));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        if bytes.windows(wanted.len()).any(|part| part == wanted.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn who_is_forgotten_is_gone_from_the_trail_and_every_proof_holds() {
    let bench = read_in().await;
    let desk = &bench.desk;
    desk.audit_save_question("mine", &about("who:anna")).await.unwrap();
    let before = ask(desk, "op:billing.access.grant").await.rows.remove(0);
    let workspace = bench.folder.path().join("workspace");
    assert!(!holding(&workspace, "anna roth").is_empty(), "it is there to be found");
    std::fs::write(bench.folder.path().join("acme.json"), without_anna()).unwrap();
    desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    let kept = desk.kept_about("acme", "anna.roth").await.unwrap();
    let forgotten = desk.forget("acme", "anna.roth").await.unwrap();
    assert!(forgotten.events >= 2 && forgotten.scrubbed, "{forgotten:?}");
    let (told, done) = ((kept.events, kept.questions), (forgotten.events, forgotten.questions));
    assert_eq!(told, done, "what is told before is what is done");

    let after = ask(desk, "op:billing.access.grant").await.rows.remove(0);
    assert_eq!(after.id, before.id);
    let who = after.who.unwrap();
    assert_eq!((who.id, who.name, who.forgotten, who.item), (before.who.unwrap().id, None, true, None));
    for question in ["who:anna", "anna", "\"anna roth\"", "\"for a month\""] {
        assert_eq!(ask(desk, question).await.total, 0, "{question}");
    }
    let detail = desk.audit_show(&after.id).await.unwrap();
    let text = serde_json::to_string(&detail).unwrap();
    for personal in ["Anna", "192.0.2.7", "for a month"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    assert!(detail.proof.batch.is_some());
    for word in ["anna roth", "anna.roth"] {
        assert_eq!(holding(&workspace, word), Vec::<String>::new(), "{word}");
    }
    let report = desk.audit_verify(None, &Job::quiet()).await.unwrap();
    assert!(report.holds, "{report:?}");
    assert_eq!((report.batches, report.events), (1, 3));
    assert_eq!(found(desk, "who:mara").await.len(), 1, "others stay as they were");
    // of what was erased nobody can tell whether the log now says something else
    let path = bench.folder.path().join("acme.jsonl");
    std::fs::write(&path, LOG.replace("billing.access.grant", "billing.access.drop")).unwrap();
    let again = desk.audit_import("acme", &path.to_string_lossy(), None, &Job::quiet()).await.unwrap();
    assert_eq!((again.added, again.known, again.differs), (0, 3, 0), "{again:?}");
}

#[tokio::test]
async fn somebody_whom_only_the_log_names_can_be_forgotten() {
    let bench = read_in().await;
    let kept = bench.desk.kept_about("acme", "Mara Lind").await.unwrap();
    assert_eq!((kept.name.as_str(), kept.events, kept.snapshots), ("mara lind", 1, 0), "{kept:?}");
    let forgotten = bench.desk.forget("acme", "Mara Lind").await.unwrap();
    assert_eq!((forgotten.events, forgotten.snapshots), (1, 0), "{forgotten:?}");
    assert_eq!(ask(&bench.desk, "mara").await.total, 0);
    let row = ask(&bench.desk, "op:user.deactivate").await.rows.remove(0);
    assert!(row.who.unwrap().forgotten);
    assert_eq!(bench.desk.forget("acme", "Zoe").await.unwrap_err().code, ErrorCode::NotFound);
    assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);
}

/// A log that names her by id and address, one that names her by login name, and another person.
const TWO_LOGS: [&str; 2] = [
    concat!(
        r#"{"uuid":"o1","published":"2026-05-03T09:12:33Z","eventType":"group.user_membership.add","#,
        r#""actor":{"id":"00uKARL7","type":"User","alternateId":"karl@acme.example","displayName":"Karl Boss"},"#,
        r#""target":[{"id":"00gBILL","type":"UserGroup","displayName":"Billing"},{"id":"00uLENA99","#,
        r#""type":"User","alternateId":"lena.falk@acme.example","displayName":"Lena Falk"}]}"#,
        "\n",
        r#"{"uuid":"o2","published":"2026-05-03T09:13:33Z","eventType":"user.session.start","#,
        r#""actor":{"id":"00uLENA99","type":"User","alternateId":"lena.falk@acme.example"},"#,
        r#""debugContext":{"debugData":{"requestUri":"/api/v1/users/00uLENA99/sessions"}}}"#,
        "\n",
        r#"{"uuid":"o3","published":"2026-05-03T09:14:33Z","eventType":"device.enrol","#,
        r#""actor":{"id":"00uKARL7","type":"User","displayName":"Karl Boss"},"#,
        r#""client":{"device":"phone of 00uLENA99"}}"#,
        "\n",
    ),
    "time,user,userDisplayName,action,object,result\n\
     2026-05-03T10:00:00Z,lena.falk,Lena Falk,invoice.read,i-9,ok\n\
     2026-05-03T10:00:01Z,lena.falk,,invoice.read,i-10,ok\n",
];

#[tokio::test]
async fn whoever_only_logs_name_is_forgotten_with_every_word_that_the_logs_tie_to_them() {
    for called in ["Lena Falk", "00uLENA99", "lena.falk@acme.example", "lena.falk"] {
        let bench = Bench::acme().await;
        for (file, log) in ["okta.jsonl", "erp.csv"].into_iter().zip(TWO_LOGS) {
            let path = bench.file(file, log);
            bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
        }
        let row = ask(&bench.desk, "op:device.enrol").await.rows.remove(0);
        assert_eq!(row.who.unwrap().kind, AuditPartyKind::Person, "the log says that it is a user");
        assert_eq!(row.hash.len(), 64, "the leaf of the event: {}", row.hash);
        assert_eq!(row.hash, bench.desk.audit_show(&row.id).await.unwrap().row.hash);
        let workspace = bench.folder.path().join("workspace");
        let words = ["00ulena99", "lena.falk", "lena falk"];
        for word in words {
            assert!(!holding(&workspace, word).is_empty(), "{word} is there to be found");
        }
        let kept = bench.desk.kept_about("acme", called).await.unwrap();
        for word in words {
            assert!(kept.names.iter().any(|name| name.eq_ignore_ascii_case(word)), "{called}: {kept:?}");
        }
        let forgotten = bench.desk.forget("acme", called).await.unwrap();
        assert_eq!((forgotten.events, forgotten.scrubbed), (6, true), "{called}: {forgotten:?}");
        assert_eq!(kept.events, 6, "{called}: what is told before is what is done");
        for word in words {
            assert_eq!(holding(&workspace, word), Vec::<String>::new(), "{called}: {word}");
        }
        assert!(ask(&bench.desk, "\"karl boss\"").await.total > 0, "others stay as they were");
        assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds, "{called}");
    }
}

#[tokio::test]
async fn compliance_reads_in_asks_and_exports_and_sets_no_retention() {
    let bench = Bench::acme().await;
    bench.sit("cora", Surface::Window).await;
    bench.desk.set_operator_roles("cora", &["compliance".into()]).await.unwrap();
    let cora = bench.sit("cora", Surface::Window).await;
    let path = bench.file("log.jsonl", LOG);
    assert_eq!(cora.audit_import("acme", &path, None, &Job::quiet()).await.unwrap().added, 3);
    cora.audit_save_question("mine", &about("source:tenant")).await.unwrap();
    let exported =
        cora.audit_export(&about("source:tenant"), AuditExportFormat::Csv, true, None).await.unwrap();
    assert_eq!(exported.entries, 3);
    let plan = cora.audit_retention(Some(kept(Some(1), None))).await.unwrap();
    let error = cora.audit_set_retention(kept(Some(1), None), &plan.token).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused);
    assert_eq!(ask(&bench.desk, "outcome:refused").await.rows[0].operation, "audit.retention");
}
