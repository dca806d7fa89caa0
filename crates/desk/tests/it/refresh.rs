//! Reading a tenant again.

use super::{ACME, Bench, NOW, everything, told};
use insta::assert_snapshot;
use steward_desk::Job;
use steward_desk::wire::{ErrorCode, FileFormat, ProblemSeverity, RowKind};

#[tokio::test]
async fn what_is_the_same_stays_one_snapshot() {
    let bench = Bench::acme().await;
    bench.until("2026-11-22T12:00:00Z");
    let report = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(!report.changed);
    let snapshots = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!(snapshots.len(), 1);
    assert_eq!(snapshots[0].taken_at, "2026-11-22T12:00:00Z");
}

#[tokio::test]
async fn a_failing_refresh_keeps_the_last_good_snapshot() {
    let bench = Bench::acme().await;
    let before = bench.desk.matrix_head("acme", &everything(RowKind::People)).await.unwrap();
    bench.until("2026-11-22T12:00:00Z");
    let path = bench.file("acme.json", "{ this is not JSON");
    let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert!(error.meaning.ends_with("you still see the state of 2026-11-22 10:00 UTC"), "{}", told(&error));
    let tenant = &bench.desk.tenants().await.unwrap()[0];
    assert!(tenant.stale);
    let attempt = tenant.last_attempt.as_ref().unwrap();
    assert_eq!((attempt.ok, attempt.error.as_ref()), (false, Some(&error)));
    let after = bench.desk.matrix_head("acme", &everything(RowKind::People)).await.unwrap();
    assert_eq!((after.snapshot, after.taken_at), (before.snapshot, NOW.to_owned()));
    assert_eq!(bench.record(1).await, [("tenant.refresh".to_owned(), "failed".to_owned())]);

    std::fs::remove_file(&path).unwrap();
    let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    let told = told(&error).replace(&path, "acme.json");
    assert_snapshot!(told, @"
    BadInput: `acme.json` cannot be read
      means: you still see the state of 2026-11-22 10:00 UTC
      do: check the path and that the file is yours to read
      - No such file or directory (os error 2)
    ");
    bench.file("acme.json", ACME);
    let report = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(!report.tenant.stale);
}

#[tokio::test]
async fn people_who_vanish_do_not_vanish_by_accident() {
    let bench = Bench::new().await;
    let pairs = |people: usize| (0..people).map(|n| format!("user{n} read\n")).collect::<String>();
    bench.add("acme", "pairs.txt", &pairs(20), FileFormat::Pairs).await.unwrap();
    bench.file("pairs.txt", &pairs(10));
    let half = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(half.problems.iter().all(|problem| problem.code != "most-gone"), "half is not more than half");
    bench.file("pairs.txt", &pairs(4));
    let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    assert_snapshot!(told(&error), @"
    WouldLose: 6 of 10 people and 6 of 10 grants are gone; nothing was replaced
      means: a source that leaves things out looks just like a tenant where they are gone; you still see the state of 2026-11-22 10:00 UTC
      do: see that the source is complete; if they are gone indeed, say so with `steward tenant refresh acme --accept-loss`
    ");
    let tenant = bench.desk.tenants().await.unwrap().remove(0);
    assert_eq!((tenant.counts.people, tenant.stale), (10, true), "the good snapshot stays");
    assert_eq!(tenant.last_attempt.unwrap().error, Some(error), "and the attempt is kept");

    let yes = Job { accept_loss: true, ..Job::quiet() };
    let report = bench.desk.refresh("acme", &yes).await.unwrap();
    assert_eq!(report.tenant.counts.people, 4, "it is kept, because somebody said so");
    let problem = &report.problems[0];
    assert_eq!((problem.code.as_str(), problem.level), ("most-gone", ProblemSeverity::Warning));
    assert_eq!(problem.message, "6 of 10 people and 6 of 10 grants are gone since the last read");
    assert_eq!(report.tenant.last_attempt.unwrap().problems[0], *problem);

    bench.file("pairs.txt", &pairs(1));
    assert_eq!(
        bench.desk.refresh("acme", &Job::quiet()).await.unwrap().tenant.counts.people,
        1,
        "a few may go"
    );
}

#[tokio::test]
async fn no_kind_of_thing_or_edge_vanishes_by_accident() {
    let bench = Bench::acme().await;
    let whole: serde_json::Value = serde_json::from_str(ACME).unwrap();
    let said = [
        ("memberships", "6 of 6 memberships are gone; nothing was replaced"),
        ("assignments", "3 of 3 assignments of roles are gone; nothing was replaced"),
        ("grants", "5 of 5 grants are gone; nothing was replaced"),
    ];
    for (list, message) in said {
        let mut cut = whole.clone();
        cut[list] = serde_json::json!([]);
        bench.file("acme.json", &cut.to_string());
        let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
        assert_eq!((error.code, error.message.as_str()), (ErrorCode::WouldLose, message));
    }
    assert_eq!(bench.desk.snapshots("acme").await.unwrap().len(), 1, "the good snapshot stays");
    let mut few = whole.clone();
    for list in ["inclusions", "activity"] {
        few[list] = serde_json::json!([]);
    }
    few["assignments"].as_array_mut().unwrap().pop();
    bench.file("acme.json", &few.to_string());
    assert!(bench.desk.refresh("acme", &Job::quiet()).await.unwrap().changed, "a few may go");
}

#[tokio::test]
async fn a_file_read_in_part_takes_away_nothing() {
    let bench = Bench::acme().await;
    let misspelt = ACME.replace("\"deny\": true", "\"efect\": \"deny\"");
    bench.file("acme.json", &misspelt);
    let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WouldLose, "{}", told(&error));
    assert!(
        error.meaning.starts_with("1 grant could not be read, and 1 grant would be lost"),
        "{}",
        told(&error)
    );
    let yes = Job { accept_loss: true, ..Job::quiet() };
    let report = bench.desk.refresh("acme", &yes).await.unwrap();
    assert!(!report.tenant.last_attempt.unwrap().complete);
    bench.file("acme.json", ACME);
    let report = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(report.tenant.last_attempt.unwrap().complete);
}

#[tokio::test]
async fn a_table_that_was_cut_in_the_middle_replaces_nothing() {
    let bench = Bench::new().await;
    let table = |rows: usize| {
        let row = |n: usize| format!("user{},team{},p{n}\n", n % 40, n % 4);
        format!("person,group,permission\n{}", (0..rows).map(row).collect::<String>())
    };
    bench.add("acme", "access.csv", &table(400), FileFormat::Csv).await.unwrap();
    bench.file("access.csv", &table(110));
    let error = bench.desk.refresh("acme", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WouldLose);
    assert_eq!(error.message, "290 of 400 grants are gone; nothing was replaced");
    bench.file("access.csv", &table(220));
    assert!(bench.desk.refresh("acme", &Job::quiet()).await.unwrap().changed, "less than half may go");
}

#[tokio::test]
async fn work_that_was_stopped_changes_nothing() {
    let bench = Bench::acme().await;
    bench.file("acme.json", &ACME.replace("Anna Roth", "Anna Berg"));
    let job = Job::quiet();
    job.cancel.cancel();
    let error = bench.desk.refresh("acme", &job).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Cancelled);
    assert_eq!(bench.desk.snapshots("acme").await.unwrap().len(), 1);
}

#[tokio::test]
async fn progress_is_told() {
    let bench = Bench::acme().await;
    let stages = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let kept = stages.clone();
    let job = Job {
        progress: std::sync::Arc::new(move |step| kept.lock().unwrap().push(step.stage)),
        cancel: steward_desk::CancelToken::new(),
        accept_loss: false,
        by_schedule: false,
    };
    bench.desk.refresh("acme", &job).await.unwrap();
    assert_eq!(*stages.lock().unwrap(), ["reading", "compiling", "storing"]);
}

#[tokio::test]
async fn the_practice_tenant_is_made_anew() {
    let bench = Bench::practice().await;
    bench.until("2026-12-22T10:00:00Z");
    let report = bench.desk.refresh("practice", &Job::quiet()).await.unwrap();
    assert!(report.changed);
    assert_eq!(report.tenant.counts.people, 412);
}
