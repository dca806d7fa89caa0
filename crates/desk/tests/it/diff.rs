//! What changed between two snapshots.

use super::{ACME, Bench};
use steward_desk::Job;
use steward_desk::wire::ErrorCode;

#[tokio::test]
async fn gained_lost_and_edges_are_told() {
    let bench = Bench::acme().await;
    let error = bench.desk.diff("acme", Some("previous"), None).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
    let nothing = bench.desk.diff("acme", None, None).await.unwrap();
    assert_eq!((nothing.gained_total, nothing.lost_total, nothing.edges_total), (0, 0, 0));

    let changed = ACME.replace(
        r#"{ "group": "g-pilot", "person": "p1", "source": "scim" }"#,
        r#"{ "group": "g-pilot", "person": "p2" }"#,
    );
    assert_ne!(changed, ACME);
    bench.file("acme.json", &changed);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let diff = bench.desk.diff("acme", None, None).await.unwrap();
    assert!(diff.before.baseline && !diff.after.baseline);
    let of = |list: &[steward_desk::wire::AccessChange]| {
        list.iter().map(|x| format!("{} {}", x.permission.id, x.people[0].id)).collect::<Vec<_>>()
    };
    assert_eq!(of(&diff.gained), ["agents.query p2"]);
    let mut lost = of(&diff.lost);
    lost.sort_unstable();
    assert_eq!(lost, ["agents.query p1", "docs.read p1"]);
    assert_eq!((diff.gained_total, diff.lost_total, diff.edges_total), (1, 2, 2));
    let back = bench.desk.diff("acme", Some("current"), Some("baseline")).await.unwrap();
    assert_eq!((back.gained_total, back.lost_total), (2, 1));
}
