//! Questions to the audit trail: Steward's own entries and the events of a tenant's log on one timeline.

use super::Bench;
use super::ledger::{Signed, signed};
use steward_desk::wire::{
    AuditApprovalState, AuditDirection, AuditEntryDetail, AuditOutcome, AuditPage, AuditPartyKind,
    AuditProofState, AuditQuestion, AuditSource, AuditValueState, ErrorCode, ItemKind,
};
use steward_desk::{Desk, Job, Surface};

/// A morning of the tenant `acme`, as its own log tells it.
pub(super) const LOG: &str = concat!(
    r#"{"id":"g1","time":"2026-05-03T10:12:44Z","actor":{"id":"p1"},"actorName":"Anna Roth","#,
    r#""action":"billing.access.grant","objectType":"billing","objectId":"b-17","objectName":"Billing EU","#,
    r#""result":"success","requestId":"r7","reason":"asked by Ben","ip":"192.0.2.7","#,
    r#""comment":"for a month"}"#,
    "\n",
    r#"{"id":"g2","time":"2026-05-03T10:12:45Z","actor":{"id":"p1"},"actorName":"Anna Roth","#,
    r#""action":"billing.invoice.read","objectType":"invoice","objectId":"i-9","result":"success","#,
    r#""requestId":"r7"}"#,
    "\n",
    r#"{"id":"g3","time":"2026-05-04T12:00:00Z","actor":{"id":"00u9"},"actorName":"Mara Lind","#,
    r#""action":"user.deactivate","objectType":"user","objectId":"p3","objectName":"Cleo Diaz","#,
    r#""result":"denied","requestId":"r8"}"#,
    "\n",
);

pub(super) fn about(text: &str) -> AuditQuestion {
    AuditQuestion { tenant: None, text: text.to_owned() }
}

pub(super) async fn ask(desk: &Desk, text: &str) -> AuditPage {
    desk.audit_search(&about(text), AuditDirection::Older, None, 100).await.unwrap()
}

/// Operations of the entries that answer, the newest first.
pub(super) async fn found(desk: &Desk, text: &str) -> Vec<String> {
    ask(desk, text).await.rows.into_iter().map(|row| row.operation).collect()
}

/// A signed workspace into which the log was read.
pub(super) async fn read_in() -> Signed {
    let bench = signed().await;
    let path = bench.folder.path().join("acme.jsonl");
    std::fs::write(&path, LOG).unwrap();
    let done = bench.desk.audit_import("acme", &path.to_string_lossy(), None, &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.left_out, done.sealed.len()), (3, 0, 0, 1), "{done:?}");
    bench
}

/// Who changed billing access on 3 May, who approved, under which policy, can I trust this?
#[tokio::test]
async fn who_changed_billing_access_on_a_day_is_one_search() {
    let bench = read_in().await;
    let page = ask(&bench.desk, r#""billing access" since:2026-05-03 until:2026-05-03"#).await;
    assert_eq!((page.rows.len(), page.total), (1, 1), "{page:?}");
    let row = &page.rows[0];
    assert_eq!(row.source, AuditSource::Tenant);
    assert_eq!((row.at.as_str(), row.operation.as_str()), ("2026-05-03T10:12:44Z", "billing.access.grant"));
    let who = row.who.as_ref().unwrap();
    assert_eq!(
        (who.name.as_deref(), who.kind, who.forgotten),
        (Some("Anna Roth"), AuditPartyKind::Person, false)
    );
    let item = who.item.as_ref().unwrap();
    assert_eq!((item.kind, item.id.as_str()), (ItemKind::Person, "p1"));
    assert!(!who.id.contains("p1"), "the trail names people by pseudonyms: {who:?}");
    let object = row.object.as_ref().unwrap();
    assert_eq!((object.kind.as_str(), object.name.as_deref()), ("billing", Some("Billing EU")));
    assert_eq!((row.tenant.as_str(), row.outcome), ("acme", AuditOutcome::Success));

    let detail = bench.desk.audit_show(&row.id).await.unwrap();
    assert_eq!(detail.proof.state, AuditProofState::Signed, "{:?}", detail.proof);
    let batch = detail.proof.batch.as_ref().unwrap();
    assert_eq!((batch.file.as_str(), batch.events), ("acme.jsonl", 3));
    assert!(!detail.bytes.contains("Anna") && !detail.bytes.contains("p1\""), "{}", detail.bytes);
    let reason = detail.reason.as_ref().unwrap();
    assert_eq!((reason.state, reason.text.as_str()), (AuditValueState::Disclosed, "asked by Ben"));
    let said: Vec<&str> = detail.fields.iter().map(|field| field.name.as_str()).collect();
    assert!(said.contains(&"network address") && said.contains(&"comment"), "{said:?}");
    let related: Vec<&str> = detail.related.iter().map(|row| row.operation.as_str()).collect();
    assert_eq!(
        (related, detail.related_total),
        (vec!["billing.invoice.read"], 1),
        "everything in this request"
    );
    assert_eq!(detail.jumps[0].item.id, "p1");
    assert_eq!(detail.jumps[0].snapshot, None, "none is kept from that time");

    // the entry that sealed it, and a checkpoint that leads to that
    bench.desk.rotate_key().await.unwrap();
    let detail = bench.desk.audit_show(&row.id).await.unwrap();
    assert_eq!(detail.proof.state, AuditProofState::Proved, "{:?}", detail.proof);
    let seal = bench.desk.audit_show(&batch.entry).await.unwrap();
    assert_eq!((seal.row.operation.as_str(), seal.row.number), ("audit.import", detail.row.number));
    let root = seal.changes.iter().find(|change| change.field == "root").unwrap();
    assert_eq!(root.after.as_ref().unwrap().text, batch.root);
    assert!(bench.desk.audit_verify(None, &Job::quiet()).await.unwrap().holds);
    assert!(bench.desk.audit_state(None).await.unwrap().verified.unwrap().holds);
}

fn approval_of(detail: &AuditEntryDetail) -> AuditApprovalState {
    detail.row.approval.as_ref().unwrap().state
}

#[tokio::test]
async fn an_entry_says_who_decided_and_under_which_policy() {
    let bench = read_in().await;
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    bench.desk.set_schedule("acme", Some(90)).await.unwrap();
    let page = ask(&bench.desk, "op:tenant.schedule who:ines").await;
    assert_eq!(page.total, 2);
    let row = &page.rows[0];
    assert_eq!(row.title, "Set how often a tenant is read again");
    assert_eq!(row.who.as_ref().unwrap().name.as_deref(), Some("ines"));
    let detail = bench.desk.audit_show(&row.id).await.unwrap();
    assert_eq!(approval_of(&detail), AuditApprovalState::NotRequired);
    let policy = &detail.policies[0];
    assert_eq!((policy.id.as_str(), policy.unchanged), ("administrator-runs", true));
    assert!(policy.text.as_ref().unwrap().contains("permit"), "{policy:?}");
    let change = &detail.changes[0];
    let side = |value: &Option<steward_desk::wire::AuditValue>| value.as_ref().map(|x| x.text.clone());
    assert_eq!(change.field, "minutes");
    assert_eq!((side(&change.before).as_deref(), side(&change.after).as_deref()), (Some("60"), Some("90")));

    // under another set the policy of that time is shown all the same
    let other = steward_desk::policy::DEFAULT
        .replace("  resource\n);\n\n@id(\"assistants", "  resource\n)\nwhen { true };\n\n@id(\"assistants");
    assert_ne!(other, steward_desk::policy::DEFAULT);
    bench.desk.set_policies(&other).await.unwrap();
    let detail = bench.desk.audit_show(&row.id).await.unwrap();
    assert!(!detail.policies[0].unchanged && detail.policies[0].text.is_some(), "{:?}", detail.policies);
}

#[tokio::test]
async fn names_in_a_question_are_understood_for_ids() {
    let bench = read_in().await;
    for name in ["who:anna", "who:\"Anna Roth\"", "who:anna.roth", "who:ANNA", "actor:p1"] {
        assert_eq!(
            found(&bench.desk, name).await,
            ["billing.invoice.read", "billing.access.grant"],
            "{name}"
        );
    }
    assert_eq!(found(&bench.desk, "who:mara").await, ["user.deactivate"], "whom only the log names");
    assert_eq!(found(&bench.desk, "on:cleo").await, ["user.deactivate"]);
    // as the page of a person leads to what is on record about them
    assert_eq!(found(&bench.desk, "on:p3").await, ["user.deactivate"]);
    assert_eq!(found(&bench.desk, "who:p1").await.len(), 2);
    assert_eq!(found(&bench.desk, "on:\"Billing EU\"").await, ["billing.access.grant"]);
    assert_eq!(found(&bench.desk, "who:nobody").await, Vec::<String>::new());
    assert_eq!(found(&bench.desk, "tenant:ACME source:tenant outcome:refused").await, ["user.deactivate"]);
    let asked = ask(&bench.desk, "who:anna").await.asked;
    assert!(!asked.text.contains("anna"), "what may be kept names nobody: {asked:?}");
    assert_eq!(asked.filters[0].include[0].label, "Anna Roth");
    assert_eq!(found(&bench.desk, &asked.text).await.len(), 2, "and asks for the same");
    for question in ["who:mara", "-who:mara"] {
        let asked = ask(&bench.desk, question).await.asked;
        assert!(!asked.text.contains("mara"), "{asked:?}");
        let words = asked.filters[0].include.iter().chain(&asked.filters[0].exclude);
        let labels: Vec<&str> = words.map(|word| word.label.as_str()).collect();
        assert_eq!(labels, ["Mara Lind"], "whom only the log names is called so: {question}");
    }

    let error = bench.desk.audit_search(&about("whom:x"), AuditDirection::Older, None, 5).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert!(error.hint.contains("`who`"), "{error:?}");
    let turned = about("since:2026-05-09 until:2026-05-03");
    let error = bench.desk.audit_search(&turned, AuditDirection::Older, None, 5).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert!(error.message.contains("not after its beginning") && error.hint.contains("swap"), "{error:?}");
    let within = AuditQuestion { tenant: Some("acme".into()), text: "tenant:acme".into() };
    let error = bench.desk.audit_search(&within, AuditDirection::Older, None, 5).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
}

#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let bench = read_in().await;
    let everything = ask(&bench.desk, "").await;
    let ids: Vec<String> = everything.rows.iter().map(|row| row.id.clone()).collect();
    assert!(ids.len() >= 6 && everything.total == everything.all, "{everything:?}");
    let page = |toward, place: Option<String>| {
        let desk = bench.desk.clone();
        async move { desk.audit_search(&about(""), toward, place.as_deref(), 2).await.unwrap() }
    };
    let first = page(AuditDirection::Older, None).await;
    assert_eq!((first.rows.len(), first.newer.clone()), (2, None));
    let second = page(AuditDirection::Older, first.older).await;
    let seen: Vec<&str> = second.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(seen, [ids[2].as_str(), ids[3].as_str()]);
    let back = page(AuditDirection::Newer, second.newer).await;
    assert_eq!(back.rows[0].id, ids[0]);
    let oldest = page(AuditDirection::Newer, None).await;
    assert_eq!(oldest.rows.last().map(|row| &row.id), ids.last());
    assert_eq!(oldest.older, None);
    let error = bench.desk.audit_search(&about(""), AuditDirection::Older, Some("x"), 2).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
}

#[tokio::test]
async fn what_came_since_is_found_at_once() {
    let bench = read_in().await;
    assert_eq!(found(&bench.desk, "op:tenant.schedule").await.len(), 0);
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    assert_eq!(found(&bench.desk, "op:tenant.schedule").await.len(), 1);
    assert_eq!(found(&bench.desk, "minutes op:tenant.schedule").await.len(), 1, "also its words");
}

#[tokio::test]
async fn a_refusal_is_an_entry_that_is_found() {
    let bench = Bench::acme().await;
    let omar = bench.sit("omar", Surface::Window).await;
    let path = bench.file("acme.jsonl", LOG);
    let error = omar.audit_import("acme", &path, None, &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused);
    let page = ask(&bench.desk, "outcome:refused who:omar surface:window").await;
    assert_eq!((page.total, page.rows[0].operation.as_str()), (1, "audit.import"));
    assert_eq!(page.rows[0].outcome, AuditOutcome::Denied);
    let detail = bench.desk.audit_show(&page.rows[0].id).await.unwrap();
    assert!(detail.policies.is_empty(), "no policy gave leave");
    // who may look, looks
    assert_eq!(omar.audit_state(None).await.unwrap().events, 0);
}

/// Whoever has the word as an id, and whoever is called so, whatever the accents.
#[tokio::test]
async fn an_id_that_is_a_name_hides_nobody_of_that_name() {
    let bench = Bench::acme().await;
    let line = |id: &str, who: &str, action: &str| {
        format!(r#"{{"id":"{id}","time":"2026-05-03T10:12:44Z","actor":{who},"action":"{action}"}}"#)
    };
    let log = [
        line("n1", r#"{"id":"ines"},"actorName":"A robot""#, "door.open"),
        line("n2", r#"{"id":"00u8"},"actorName":"Inès Moreau""#, "door.close"),
        line("n3", r#"{"id":"00u9"},"actorName":"Jon Abel""#, "door.lock"),
    ];
    let path = bench.file("doors.jsonl", &log.join("\n"));
    bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    for (question, wanted) in [
        ("who:ines source:tenant", &["door.close", "door.open"][..]),
        ("who:INÈS source:tenant", &["door.close", "door.open"][..]),
        ("who:\"ines moreau\"", &["door.close"][..]),
        ("source:tenant -who:ines", &["door.lock"][..]),
    ] {
        let mut operations = found(&bench.desk, question).await;
        operations.sort();
        assert_eq!(operations, wanted, "{question}");
    }
}

/// Under policies that show the trail and not the people, ids stay pseudonyms.
#[tokio::test]
async fn who_may_not_see_people_sees_pseudonyms() {
    let bench = Bench::acme().await;
    let path = bench.file("acme.jsonl", LOG);
    bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    let policies = format!(
        "{}\n@id(\"observers-see-no-people\")\n@about(\"Observers do not see people\")\nforbid (principal in \
         Role::\"observer\", action == Action::\"access.detail\", resource);\n",
        steward_desk::policy::DEFAULT
    );
    bench.desk.set_policies(&policies).await.unwrap();
    let omar = bench.sit("omar", Surface::Window).await;
    let page = ask(&omar, "source:tenant").await;
    assert_eq!(page.total, 3);
    let text = serde_json::to_string(&page).unwrap();
    for personal in ["Anna", "Mara", "Cleo", "00u9"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    for question in ["who:anna", "anna", "\"for a month\""] {
        assert_eq!(found(&omar, question).await.len(), 0, "nor can they ask for people: {question}");
    }
    let detail = omar.audit_show(&page.rows[2].id).await.unwrap();
    let text = serde_json::to_string(&detail).unwrap();
    for personal in ["Anna", "192.0.2.7", "asked by Ben", "for a month"] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
    assert_eq!(detail.reason.unwrap().state, AuditValueState::Withheld);
}

#[tokio::test]
async fn facets_and_histogram_count_what_answers() {
    let bench = read_in().await;
    let within = AuditQuestion { tenant: Some("acme".into()), text: "source:tenant".into() };
    let facets = bench.desk.audit_facets(&within, 10).await.unwrap();
    assert_eq!(facets.total, 3);
    let of = |key: &str| facets.facets.iter().find(|facet| facet.key == key);
    assert!(of("tenant").is_none(), "one tenant is asked about");
    let who = of("who").unwrap();
    assert_eq!((who.title.as_str(), who.distinct), ("Who", 2));
    let named: Vec<(&str, u32)> = who.values.iter().map(|one| (one.label.as_str(), one.count)).collect();
    assert_eq!(named, [("Anna Roth", 2), ("Mara Lind", 1)]);
    let outcomes: Vec<&str> = of("outcome").unwrap().values.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(outcomes, ["Done", "Refused"]);

    let all = bench.desk.audit_facets(&about(""), 10).await.unwrap();
    let approval = all.facets.iter().find(|facet| facet.key == "approval").unwrap();
    let labels: Vec<&str> = approval.values.iter().map(|one| one.label.as_str()).collect();
    assert_eq!((approval.title.as_str(), labels), ("Approval", vec!["Not needed", "Not told"]));
    assert_eq!(approval.values[1].count, 3, "the log says nothing of it");
    let page = ask(&bench.desk, "approval:none").await;
    assert_eq!(page.total, approval.values[0].count);
    let mut states = page.rows.iter().map(|row| row.approval.as_ref().map(|approval| approval.state));
    assert!(states.all(|state| state == Some(AuditApprovalState::NotRequired)));
    assert_eq!(found(&bench.desk, "approval:waiting").await, Vec::<String>::new());

    let histogram = bench.desk.audit_histogram(&within, None, None, 40).await.unwrap();
    let sums = histogram.buckets.iter().map(|one| one.classes.iter().sum::<u32>() + one.other);
    assert_eq!(sums.sum::<u32>(), 3, "{histogram:?}");
    assert!(histogram.buckets.len() <= 40 && histogram.bucket_seconds >= 60);
    let day = bench.desk.audit_histogram(&within, Some("2026-05-03"), Some("2026-05-03T23:59:59Z"), 24);
    let day = day.await.unwrap();
    let sums = day.buckets.iter().map(|one| one.classes.iter().sum::<u32>() + one.other);
    assert_eq!((sums.sum::<u32>(), day.bucket_seconds), (2, 3_600));
}

#[tokio::test]
async fn what_may_come_next_has_names() {
    let bench = read_in().await;
    let complete = |text: &str| {
        let (desk, question) = (bench.desk.clone(), about(text));
        let cursor = u32::try_from(text.chars().count()).unwrap();
        async move { desk.audit_complete(&question, cursor).await.unwrap() }
    };
    let keys = complete("ou").await;
    assert_eq!((keys.from, keys.candidates[0].insert.as_str()), (0, "outcome:"));
    assert_eq!(keys.candidates[0].detail, "Outcome");
    let people = complete("outcome:denied who:ann").await;
    assert_eq!((people.from, people.to), (19, 22));
    assert_eq!(people.candidates.len(), 1, "{people:?}");
    assert_eq!(people.candidates[0].label, "Anna Roth");
    let question = format!("who:{}", people.candidates[0].insert);
    assert_eq!(found(&bench.desk, &question).await.len(), 2);
    let operations = complete("op:billing").await;
    let inserts: Vec<&str> = operations.candidates.iter().map(|one| one.insert.as_str()).collect();
    assert_eq!(inserts, ["billing.access.grant", "billing.invoice.read"]);
}

#[tokio::test]
async fn an_entry_that_is_not_there_is_said() {
    let bench = Bench::new().await;
    for id in ["event/7", "event/x", "steward/none/0", "99", "x"] {
        assert_eq!(bench.desk.audit_show(id).await.unwrap_err().code, ErrorCode::NotFound, "{id}");
    }
    assert_eq!(bench.desk.audit_show("0").await.unwrap().row.operation, "operator.join");
}

#[tokio::test]
async fn a_person_of_an_entry_is_shown_as_they_were_then() {
    let bench = Bench::acme().await;
    bench.until("2026-11-22T12:00:00Z");
    bench.desk.set_schedule("acme", Some(60)).await.unwrap();
    let log = concat!(
        r#"{"id":"h1","time":"2026-11-22T11:00:00Z","actor":{"id":"p2"},"action":"keys.rotate","#,
        r#""objectType":"role","objectId":"tester","result":"success"}"#,
        "\n"
    );
    let path = bench.file("now.jsonl", log);
    bench.desk.audit_import("acme", &path, None, &Job::quiet()).await.unwrap();
    let page = ask(&bench.desk, "op:keys.rotate").await;
    let detail = bench.desk.audit_show(&page.rows[0].id).await.unwrap();
    let jumps: Vec<(ItemKind, &str, bool)> =
        detail.jumps.iter().map(|jump| (jump.item.kind, jump.item.id.as_str(), jump.present)).collect();
    assert_eq!(jumps, [(ItemKind::Role, "tester", true), (ItemKind::Person, "p2", true)]);
    let hash = bench.desk.snapshots("acme").await.unwrap()[0].hash.clone();
    assert_eq!(detail.jumps[0].snapshot.as_ref().map(|snapshot| snapshot.hash.clone()), Some(hash));
    assert_eq!(detail.row.object.unwrap().name.as_deref(), Some("Model Tester"));
}
