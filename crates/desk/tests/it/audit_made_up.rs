//! The log that is made up for the practice tenant, read in like any other.

use super::Bench;
use super::audit_search::{ask, found};
use steward_desk::Job;
use steward_desk::wire::ErrorCode;

#[tokio::test]
async fn the_practice_tenant_has_a_log_that_is_read_in_once() {
    let bench = Bench::practice().await;
    let preview = bench.desk.audit_made_up_preview("practice").await.unwrap();
    assert!(preview.whole && preview.events > 1_000 && preview.known == 0, "{preview:?}");
    assert_eq!(
        (preview.path.as_str(), preview.mappings[0].id.as_str()),
        ("practice log (made up)", "meridian")
    );
    assert_eq!((preview.unused_total, preview.zoneless, preview.problems_total), (0, 0, 0), "{preview:?}");

    let done = bench.desk.audit_import_made_up("practice", &Job::quiet()).await.unwrap();
    assert_eq!((done.added, done.known, done.left_out), (preview.events, 0, 0), "{done:?}");
    assert_eq!(ask(&bench.desk, "source:tenant").await.total, preview.events);
    for class in ["view", "diagnose", "correct", "override", "policy", "destructive"] {
        let page = ask(&bench.desk, &format!("source:tenant consequence:{class}")).await;
        assert!(page.total > 0, "{class}");
    }
    let elevation = found(&bench.desk, "request:EL-207").await;
    assert_eq!(elevation, ["data.export", "data.restore", "elevation.approve", "elevation.request"]);
    let rows = ask(&bench.desk, "request:EL-207 op:data.export").await.rows;
    assert!(rows.iter().all(|row| row.title == "Export data"), "as the product calls it: {rows:?}");
    let newest = ask(&bench.desk, "request:EL-207").await.rows.remove(0);
    let detail = bench.desk.audit_show(&newest.id).await.unwrap();
    let batch = detail.proof.batch.as_ref().unwrap();
    assert_eq!(batch.file, "practice log (made up)");

    let again = bench.desk.audit_import_made_up("practice", &Job::quiet()).await.unwrap();
    assert_eq!((again.added, again.known, again.differs), (0, preview.events, 0), "{again:?}");
}

#[tokio::test]
async fn no_other_tenant_has_a_log_that_is_made_up() {
    let bench = Bench::acme().await;
    let error = bench.desk.audit_import_made_up("acme", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
    assert!(error.message.contains("no practice tenant"), "{error:?}");
    assert_eq!(bench.record(1).await, [("audit.import".to_owned(), "failed".to_owned())]);
    assert_eq!(bench.desk.audit_made_up_preview("acme").await.unwrap_err().code, ErrorCode::BadInput);
    assert_eq!(bench.desk.audit_state(None).await.unwrap().events, 0);
}
