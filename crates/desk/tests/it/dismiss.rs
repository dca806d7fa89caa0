//! Putting a finding out of sight, until it comes back.

use super::Bench;
use steward_desk::wire::ErrorCode;

#[tokio::test]
async fn a_dismissed_finding_comes_back_by_its_date() {
    let bench = Bench::practice().await;
    let desk = &bench.desk;
    let open = desk.findings("practice", None).await.unwrap().open;
    let key = open.iter().find(|finding| finding.check == "personal-role-name").unwrap().key.clone();
    let reason = "agreed with Hana Sato until the night desk closes";
    let dismissed = desk.dismiss("practice", &key, reason, "2026-12-24").await.unwrap();
    let how = dismissed.dismissed.unwrap();
    assert_eq!((how.reason.as_str(), how.by.as_str(), how.returns.as_str()), (reason, "ines", "2026-12-24"));

    let findings = desk.findings("practice", None).await.unwrap();
    assert_eq!(findings.open.len(), open.len() - 1);
    assert_eq!(findings.dismissed.len(), 1);
    let entry = &desk.entries(Some("practice"), 1).await.unwrap()[0];
    assert_eq!((entry.operation.as_str(), entry.object.as_str()), ("finding.dismiss", key.as_str()));
    assert!(!entry.detail.contains("Hana"), "the reason may name people: {}", entry.detail);

    bench.until("2026-12-23T23:59:59Z");
    assert!(
        desk.findings("practice", None).await.unwrap().dismissed.iter().any(|finding| finding.key == key)
    );
    bench.until("2026-12-24T00:00:00Z");
    assert!(desk.findings("practice", None).await.unwrap().open.iter().any(|finding| finding.key == key));
}

#[tokio::test]
async fn a_dismissed_finding_can_be_restored() {
    let bench = Bench::practice().await;
    let desk = &bench.desk;
    let key = desk.findings("practice", None).await.unwrap().open[0].key.clone();
    desk.dismiss("practice", &key[..8], "known", "2027-01-31").await.unwrap();
    let back = desk.restore("practice", &key).await.unwrap();
    assert_eq!((back.key.as_str(), back.dismissed), (key.as_str(), None));
    assert!(desk.findings("practice", None).await.unwrap().dismissed.is_empty());
    let error = desk.restore("practice", &key).await.unwrap_err();
    assert_eq!((error.code, error.message), (ErrorCode::BadInput, format!("`{key}` is not dismissed")));
    assert_eq!(bench.record(2).await[0], ("finding.restore".to_owned(), "failed".to_owned()));
}

#[tokio::test]
async fn a_dismissal_needs_a_reason_and_a_day() {
    let bench = Bench::practice().await;
    let desk = &bench.desk;
    let key = desk.findings("practice", None).await.unwrap().open[0].key.clone();
    for (reason, returns) in [
        ("  ", "2026-12-24"),
        ("known", "2026-11-22"),
        ("known", "2026-11-01"),
        ("known", "2126-11-01"),
        ("known", "next week"),
        (&"x".repeat(3_000), "2026-12-24"),
    ] {
        let error = desk.dismiss("practice", &key, reason, returns).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadInput, "{returns}: {error:?}");
        assert!(!error.hint.is_empty());
    }
    for key in ["ffffffffffffffff", "", "%"] {
        let error = desk.dismiss("practice", key, "known", "2026-12-24").await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound);
    }
}
