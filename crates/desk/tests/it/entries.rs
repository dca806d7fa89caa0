//! Reading the record.

use super::{ACME, Bench};
use steward_desk::wire::{ConsequenceClass, ErrorCode, FileFormat};

#[tokio::test]
async fn entries_say_who_what_where_and_under_which_policy() {
    let bench = Bench::acme().await;
    bench.add("beta", "beta.json", ACME, FileFormat::Json).await.unwrap();
    let entries = bench.desk.entries(None, 100).await.unwrap();
    let seqs: Vec<u32> = entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(seqs, [3, 2, 1]);
    let me = bench.desk.workspace().await.unwrap().operator.id;
    let first = &entries[0];
    assert_eq!(
        (first.operator.as_str(), first.tenant.as_str(), first.surface.as_str()),
        (me.as_str(), "beta", "cli")
    );
    assert_eq!((first.operation.as_str(), first.consequence), ("tenant.add", ConsequenceClass::Correct));
    assert_eq!(first.policies, ["administrator-runs"]);
    assert_eq!(bench.desk.entries(Some("ACME"), 100).await.unwrap().len(), 1);
    assert_eq!(bench.desk.entries(None, 1).await.unwrap().len(), 1);
    let all = format!("{entries:?}");
    assert!(!all.contains("ines") && !all.contains("Anna"), "no names of people: {all}");
}

#[tokio::test]
async fn a_tenant_that_never_was_has_no_record() {
    let bench = Bench::acme().await;
    let error = bench.desk.entries(Some("acne"), 10).await.unwrap_err();
    assert_eq!((error.code, error.hint.as_str()), (ErrorCode::NotFound, "did you mean `acme`?"));
    bench.desk.remove("acme").await.unwrap();
    assert_eq!(bench.desk.entries(Some("acme"), 10).await.unwrap().len(), 2);
    assert!(bench.desk.entries(Some("acme"), 0).await.unwrap().is_empty());
}
