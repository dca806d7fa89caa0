//! Snapshots and the baseline.

use super::{ACME, Bench};
use steward_desk::Job;
use steward_desk::wire::ErrorCode;

#[tokio::test]
async fn the_baseline_moves() {
    let bench = Bench::acme().await;
    bench.file("acme.json", &ACME.replace("Anna Roth", "Anna Berg"));
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let before = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!(before.iter().map(|x| x.baseline).collect::<Vec<_>>(), [false, true]);
    bench.desk.set_baseline("acme", &before[0].hash[..10]).await.unwrap();
    let after = bench.desk.snapshots("acme").await.unwrap();
    assert_eq!(after.iter().map(|x| x.baseline).collect::<Vec<_>>(), [true, false]);
    for hash in ["", "00", "0000000000", "nonsense"] {
        let error = bench.desk.set_baseline("acme", hash).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound, "{hash}");
    }
}
