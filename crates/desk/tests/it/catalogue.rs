//! There is no way round the door: every operation asks the policies and is recorded.

use super::{ACME, Bench, everything, listed, source};
use steward_desk::export::{ExportFormat, ExportRequest, ListFormat};
use steward_desk::operation::CATALOGUE;
use steward_desk::policy;
use steward_desk::wire::{
    AuditDirection, AuditExportFormat, AuditQuestion, AuditRetention, EnvironmentKind, ErrorCode,
    EvidenceRequest, FileFormat, ListKind, RowKind, ScimConnection, WireError,
};
use steward_desk::{Desk, Job, Secret, Surface};

/// What the walk works on.
struct Around<'a> {
    bench: &'a Bench,
    tenant: &'a str,
    key: &'a str,
    hash: &'a str,
}

/// Does every operation, by every method that does it. One that is not listed here fails the walk.
async fn invoke(name: &str, desk: &Desk, around: &Around<'_>) -> Vec<Result<(), WireError>> {
    let Around { bench, tenant, key, hash } = *around;
    let job = Job::quiet();
    let path = bench.file("walk.json", ACME);
    let connection = ScimConnection {
        url: "http://127.0.0.1:9/scim".into(),
        pack: None,
        environment: EnvironmentKind::Live,
        proxy: None,
        ca_file: None,
    };
    let token = || Secret::new("planted-secret-2".into());
    let query = everything(RowKind::People);
    let list = listed(ListKind::Roles);
    let asked = AuditQuestion { tenant: None, text: "op:tenant.*".into() };
    let kept = |days| AuditRetention { days: Some(days), mib: None };
    let log = bench.file("walk.jsonl", "{\"time\":\"2026-11-20T10:00:00Z\",\"action\":\"x\",\"id\":7}\n");
    let request = ExportRequest { format: ExportFormat::Pairs, rows: RowKind::People, out: None, at: None };
    macro_rules! all {
        ($($call:expr),* $(,)?) => { vec![$($call.await.map(drop)),*] };
    }
    match name {
        "workspace.read" => all![
            desk.workspace(),
            desk.operations(),
            desk.tenants(),
            desk.operators(),
            desk.storage(),
            desk.due(),
        ],
        "workspace.backup" => all![desk.backup(None)],
        "workspace.doctor" => {
            let checks = desk.doctor().await;
            let refused = checks.iter().any(|check| check.id == "permission");
            let error = WireError {
                code: ErrorCode::Refused,
                message: String::new(),
                meaning: String::new(),
                hint: String::new(),
                details: Vec::new(),
            };
            vec![if refused { Err(error) } else { Ok(()) }]
        }
        "secrets.unlock" => all![desk.unlock(Secret::new(String::new()))],
        "record.read" => all![
            desk.entries(None, 5),
            desk.verify_ledger(None),
            desk.audit_verify(None, &job),
            desk.ledger_tail(5),
            desk.ledger_entry(None, 0),
        ],
        "record.redecide" => all![desk.redecide(None, 0)],
        "audit.search" => all![
            desk.audit_state(Some(tenant)),
            desk.audit_search(&asked, AuditDirection::Older, None, 5),
            desk.audit_facets(&asked, 5),
            desk.audit_histogram(&asked, None, None, 24),
            desk.audit_complete(&asked, 3),
            desk.audit_show("0"),
            desk.audit_questions(),
            desk.audit_question("Refused"),
            desk.audit_retention(None),
            desk.evidence_controls(),
        ],
        "audit.preview" => {
            all![desk.audit_import_preview(tenant, &log, None), desk.audit_made_up_preview(tenant)]
        }
        "audit.import" => {
            all![desk.audit_import(tenant, &log, None, &job), desk.audit_import_made_up(tenant, &job)]
        }
        "audit.save-question" => {
            all![desk.audit_save_question("walk", &asked), desk.audit_remove_question("walk")]
        }
        "audit.retention" => {
            let token = bench.desk.audit_retention(Some(kept(365))).await.unwrap().token;
            all![desk.audit_set_retention(kept(365), &token)]
        }
        "audit.export" => all![desk.audit_export(&asked, AuditExportFormat::JsonLines, true, None)],
        // where no keyring runs there is no place for a key, and that is on record as well
        "ledger.rotate-key" => all![desk.rotate_key()],
        // somebody who is still there is not forgotten
        "person.kept" => all![desk.kept_about(tenant, "p1")],
        "person.forget" => all![desk.forget(tenant, "p1")],
        // where no keyring runs nothing can be signed, and that is on record as well
        "evidence.create" => all![desk.evidence_create(bundle(bench, false))],
        "evidence.disclose" => all![desk.evidence_create(bundle(bench, true))],
        "operator.join" => {
            bench.sit(&format!("new-{}", bench.record(1_000).await.len()), Surface::Cli).await;
            vec![Ok(())]
        }
        "operator.set-roles" => all![desk.set_operator_roles("ines", &["administrator".into()])],
        "policy.read" => all![desk.policies(), desk.policy_text()],
        "policy.set" => all![desk.set_policies(policy::DEFAULT)],
        "tenant.practice" => {
            let name = format!("practice-{}", bench.record(1_000).await.len());
            all![desk.add_practice(&name)]
        }
        "tenant.preview" => all![desk.preview_file(&path, None, None)],
        "tenant.add" => {
            let name = format!("new-{}", bench.record(1_000).await.len());
            all![
                desk.add_file(&name, source(&path, FileFormat::Json)),
                desk.add_scim("server", connection, token(), &job),
            ]
        }
        "tenant.test" => all![desk.test_scim(&connection, None, &job), desk.test_tenant(tenant, &job)],
        "tenant.token" => all![desk.set_token(tenant, token())],
        "tenant.refresh" => all![desk.refresh(tenant, &job)],
        "tenant.schedule" => all![desk.set_schedule(tenant, Some(60))],
        "tenant.remove" => {
            bench.desk.add_file("doomed", source(&path, FileFormat::Json)).await.ok();
            all![desk.remove("doomed")]
        }
        "snapshot.read" => all![desk.snapshots(tenant)],
        "snapshot.baseline" => all![desk.set_baseline(tenant, hash)],
        "access.matrix" => all![
            desk.matrix_head(tenant, &query),
            desk.matrix_rows(tenant, &query, 0, 5),
            desk.matrix_cells(tenant, &query, 0, 5, 0, 5),
            desk.matrix_position(tenant, &query, "p1"),
        ],
        "access.today" => all![desk.today(tenant)],
        "access.list" => all![
            desk.list_head(tenant, &list),
            desk.list_rows(tenant, &list, 0, 5),
            desk.list_position(tenant, &list, "tester"),
        ],
        "access.detail" => all![
            desk.person(tenant, "p1", None),
            desk.group(tenant, "g-all", None),
            desk.role(tenant, "tester", None),
            desk.permission(tenant, "docs.read", None),
        ],
        "access.why" => all![desk.why(tenant, "p1", "docs.read", None, None)],
        "access.history" => all![desk.cell_history(tenant, RowKind::People, "p1", "docs.read", &job)],
        "access.who" => all![desk.who(tenant, "docs.read", None, None)],
        "access.what" => all![desk.what(tenant, "p1", None)],
        "access.compare" => all![desk.compare(tenant, &["p1".into(), "p2".into()], None)],
        "access.diff" => all![desk.diff(tenant, None, None)],
        "access.pyramid" => all![desk.pyramid(tenant, None)],
        "access.surfaces" => all![desk.surfaces(tenant, None)],
        "access.search" => all![desk.search(tenant, "anna", 5)],
        "access.export" => {
            let brief = bench.folder.path().join("brief.txt").to_string_lossy().into_owned();
            all![
                desk.export(tenant, request),
                desk.export_list(tenant, &list, &[], ListFormat::Json, None),
                desk.save_text(tenant, &brief, "all is well".into()),
            ]
        }
        "finding.read" => all![desk.findings(tenant, None)],
        "finding.dismiss" => all![desk.dismiss(tenant, key, "known", "2027-01-01")],
        "finding.restore" => all![desk.restore(tenant, key)],
        other => panic!("`{other}` is in the catalogue and not in this walk"),
    }
}

/// A bundle about everything that was done to tenants.
fn bundle(bench: &Bench, disclose: bool) -> EvidenceRequest {
    EvidenceRequest {
        question: AuditQuestion { tenant: None, text: "op:tenant.*".into() },
        control: None,
        log: None,
        at: None,
        disclose,
        sign: true,
        out: bench.folder.path().join("bundle.zip").to_string_lossy().into_owned(),
    }
}

async fn walk_bench() -> (Bench, String, String) {
    let bench = Bench::acme().await;
    let key = bench.desk.findings("acme", None).await.unwrap().open[0].key.clone();
    let hash = bench.desk.snapshots("acme").await.unwrap()[0].hash.clone();
    (bench, key, hash)
}

#[tokio::test]
async fn an_administrator_may_do_everything_and_all_of_it_is_on_record() {
    let (bench, key, hash) = walk_bench().await;
    let around = Around { bench: &bench, tenant: "acme", key: &key, hash: &hash };
    for operation in CATALOGUE {
        let before = bench.desk.entries(None, 1_000).await.unwrap().len();
        for result in invoke(operation.name, &bench.desk, &around).await {
            if let Err(error) = result {
                assert_ne!(error.code, ErrorCode::Refused, "{}: {error:?}", operation.name);
            }
        }
        let entries = bench.desk.entries(None, 1_000).await.unwrap();
        let fresh = &entries[..entries.len() - before];
        let recorded = fresh.iter().any(|entry| entry.operation == operation.name);
        assert_eq!(recorded, operation.is_recorded(), "{}: {fresh:?}", operation.name);
        for entry in fresh.iter().filter(|entry| entry.operation == operation.name) {
            assert!(matches!(entry.outcome.as_str(), "intent" | "done" | "failed"), "{entry:?}");
            assert!(!entry.policies.is_empty() && entry.policy_version.len() == 64, "{entry:?}");
        }
    }
}

#[tokio::test]
async fn an_observer_only_looks_and_every_refusal_is_on_record() {
    let (bench, key, hash) = walk_bench().await;
    let around = Around { bench: &bench, tenant: "acme", key: &key, hash: &hash };
    let observer = bench.sit("omar", Surface::Cli).await;
    let id = observer.workspace().await.unwrap().operator.id;
    for operation in CATALOGUE.iter().filter(|operation| operation.name != "operator.join") {
        for result in invoke(operation.name, &observer, &around).await {
            if !operation.is_recorded() {
                assert!(
                    !matches!(&result, Err(error) if error.code == ErrorCode::Refused),
                    "{}",
                    operation.name
                );
                continue;
            }
            let error = result.expect_err(operation.name);
            assert_eq!(error.code, ErrorCode::Refused, "{}: {error:?}", operation.name);
            assert!(error.hint.contains("administrator"), "{error:?}");
            let entries = bench.desk.entries(None, 20).await.unwrap();
            let refusal = entries.iter().find(|entry| entry.operator == id).unwrap();
            let seen = (refusal.operation.as_str(), refusal.outcome.as_str(), refusal.surface.as_str());
            assert_eq!(seen, (operation.name, "refused", "cli"));
        }
    }
    assert!(bench.desk.tenants().await.unwrap().iter().any(|tenant| tenant.name == "acme"));
}

#[tokio::test]
async fn an_assistant_never_decides() {
    let (bench, key, hash) = walk_bench().await;
    let around = Around { bench: &bench, tenant: "acme", key: &key, hash: &hash };
    let assistant = bench.sit("ines", Surface::Assistant).await;
    for operation in CATALOGUE.iter().filter(|operation| operation.name != "operator.join") {
        use steward_model::Consequence::{Diagnose, View};
        for result in invoke(operation.name, &assistant, &around).await {
            let refused = matches!(&result, Err(error) if error.code == ErrorCode::Refused);
            assert_eq!(
                refused,
                !matches!(operation.consequence, View | Diagnose),
                "{}: {result:?}",
                operation.name
            );
            if let Err(error) = result
                && refused
            {
                assert!(
                    error.details.contains(&"forbidden by `assistants-never-decide`".to_owned()),
                    "{error:?}"
                );
            }
        }
    }
}

#[tokio::test]
async fn the_catalogue_says_who_may() {
    let bench = Bench::new().await;
    let list = bench.desk.operations().await.unwrap();
    assert_eq!(list.len(), CATALOGUE.len());
    assert!(
        list.iter()
            .all(|operation| operation.allowed && operation.roles.contains(&"administrator".to_owned()))
    );
    let observer = bench.sit("omar", Surface::Window).await;
    let list = observer.operations().await.unwrap();
    let may: Vec<&str> = list.iter().filter(|x| x.allowed).map(|x| x.name.as_str()).collect();
    assert!(may.contains(&"access.why") && !may.contains(&"tenant.refresh"));
    let of = |name: &str| list.iter().find(|x| x.name == name).unwrap().roles.clone();
    assert_eq!(of("policy.set"), ["administrator"]);
    assert_eq!(of("finding.dismiss"), ["compliance", "administrator", "trainer"]);
    let mut names: Vec<&str> = CATALOGUE.iter().map(|operation| operation.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CATALOGUE.len());
}

#[tokio::test]
async fn a_trainer_does_what_is_reversible_with_practice_tenants_only() {
    let bench = Bench::acme().await;
    bench.sit("tara", Surface::Cli).await;
    bench.desk.set_operator_roles("tara", &["trainer".into()]).await.unwrap();
    let trainer = bench.sit("tara", Surface::Cli).await;
    trainer.add_practice("practice").await.unwrap();
    let key = trainer.findings("practice", None).await.unwrap().open[0].key.clone();
    trainer.dismiss("practice", &key, "for the lesson", "2026-12-01").await.unwrap();
    assert_eq!(trainer.remove("practice").await.unwrap_err().code, ErrorCode::Refused);
    assert_eq!(trainer.refresh("acme", &Job::quiet()).await.unwrap_err().code, ErrorCode::Refused);
}
