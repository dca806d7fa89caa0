//! Forgetting somebody who left: the fact stays, the person goes.

use super::{ACME, Bench};
use serde_json::Value;
use std::path::Path;
use steward_desk::Job;
use steward_desk::wire::ErrorCode;

/// The tenant without somebody, and without whatever names them.
pub fn without(id: &str) -> String {
    let mut tenant: Value = serde_json::from_str(ACME).unwrap();
    for list in tenant.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        list.retain(|item| !item.as_object().unwrap().values().any(|value| value == id));
    }
    tenant.to_string()
}

/// Files below a folder that hold a text.
fn holding(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, wanted));
        } else if std::fs::read(&path).unwrap().windows(wanted.len()).any(|bytes| bytes == wanted.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn whoever_left_is_forgotten_and_everything_verifies() {
    let bench = Bench::acme().await;
    let findings = bench.desk.findings("acme", None).await.unwrap().open;
    let reason = "agreed with Anna Roth until May";
    bench.desk.dismiss("acme", &findings[0].key, reason, "2026-12-24").await.unwrap();
    let entry = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    assert_eq!(entry.reason.unwrap().value, Some(format!("\"{reason}\"")));
    assert!(!holding(&bench.workspace(), "Anna Roth").is_empty(), "it is there to be found");

    let error = bench.desk.forget("acme", "Anna Roth").await.unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (ErrorCode::BadInput, "`Anna Roth` is still in the tenant")
    );

    bench.file("acme.json", &without("p1"));
    bench.desk.refresh("acme", &Job { accept_loss: true, ..Job::quiet() }).await.unwrap();
    let forgotten = bench.desk.forget("acme", "anna.roth@acme.example").await.unwrap();
    assert_eq!((forgotten.values, forgotten.dismissals), (1, 1), "{forgotten:?}");
    assert_eq!((forgotten.snapshots, forgotten.backups), (1, 0), "what is left is said: {forgotten:?}");
    assert!(forgotten.scrubbed, "{forgotten:?}");
    for word in ["Anna Roth", "anna.roth"] {
        assert_eq!(holding(&bench.workspace(), word), Vec::<String>::new(), "{word}");
    }

    let detail = bench.desk.ledger_entry(None, entry.number).await.unwrap();
    let reason = detail.entry.reason.unwrap();
    assert_eq!((reason.value, reason.commitment.is_some()), (None, true), "that there was a reason stays");
    let last = bench.desk.ledger_tail(1).await.unwrap().remove(0);
    let object = last.object.unwrap();
    assert_eq!((last.operation.as_str(), object.kind.as_str()), ("person.forget", "person"));
    assert_eq!((object.id, object.person), (forgotten.pseudonym, None));
    let report = bench.desk.verify_ledger(None).await.unwrap();
    assert!(report.holds, "{report:?}");
}

#[tokio::test]
async fn nobody_is_forgotten_by_mistake() {
    let bench = Bench::acme().await;
    let error = bench.desk.forget("acme", "Dana Roth").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Ambiguous, "two have this name");
    assert_eq!(bench.desk.forget("acme", "Zoe").await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(bench.record(1).await, [("person.forget".to_owned(), "failed".to_owned())]);
}
