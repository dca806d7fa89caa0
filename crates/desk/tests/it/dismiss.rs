//! Putting a finding out of sight, until it comes back.

use super::Bench;
use steward_desk::Job;
use steward_desk::export::{ExportFormat, ExportRequest};
use steward_desk::wire::{
    EnvironmentKind, ErrorCode, FileFormat, FileSource, FindingView, Findings, RowKind,
};

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

/// Some people who can correct invoices and approve exports too, which takes two.
fn both_sides(people: &[&str]) -> String {
    let person = |id: &&str| format!(r#"{{ "id": "{id}", "displayName": "{id}" }}"#);
    let member = |id: &&str| format!(r#"{{ "role": "clerk", "person": "{id}" }}"#);
    format!(
        r#"{{ "steward": 1, "tenant": {{ "name": "Invoices" }}, "people": [{}],
            "roles": [{{ "id": "clerk", "displayName": "Clerk" }}],
            "assignments": [{}],
            "grants": [{{ "permission": "invoices.correct", "role": "clerk" }},
                {{ "permission": "exports.approve", "role": "clerk" }}] }}"#,
        people.iter().map(person).collect::<Vec<_>>().join(","),
        people.iter().map(member).collect::<Vec<_>>().join(","),
    )
}

fn duties(list: &[FindingView]) -> Option<&FindingView> {
    list.iter().find(|finding| finding.check == "separation-of-duties")
}

async fn found(bench: &Bench) -> Findings {
    bench.desk.findings("invoices", None).await.unwrap()
}

async fn becomes(bench: &Bench, people: &[&str]) {
    bench.file("invoices.json", &both_sides(people));
    bench.desk.refresh("invoices", &Job::quiet()).await.unwrap();
}

#[tokio::test]
async fn a_dismissal_covers_those_it_named_and_nobody_else() {
    let bench = Bench::new().await;
    let source = FileSource {
        path: bench.file("invoices.json", &both_sides(&["ada", "bob"])),
        format: FileFormat::Json,
        mapping: None,
        pack: Some("meridian".into()),
        environment: EnvironmentKind::Live,
    };
    bench.desk.add_file("invoices", source).await.unwrap();
    let key = duties(&found(&bench).await.open).unwrap().key.clone();
    bench.desk.dismiss("invoices", &key, "two of two, agreed", "2027-01-31").await.unwrap();
    assert!(duties(&found(&bench).await.open).is_none());

    becomes(&bench, &["ada", "bob", "cyd"]).await;
    let now = found(&bench).await;
    assert!(duties(&now.dismissed).is_none());
    let back = duties(&now.open).unwrap().back.clone().unwrap();
    assert_eq!((back.before.by.as_str(), back.before.reason.as_str()), ("ines", "two of two, agreed"));
    assert_eq!(back.new.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["cyd"]);
    assert_eq!(back.because, "cyd is new");
    let request = ExportRequest { format: ExportFormat::Sarif, rows: RowKind::People, out: None, at: None };
    let sarif = bench.desk.export("invoices", request).await.unwrap().text.unwrap();
    let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "separation-of-duties").unwrap();
    assert!(result.get("suppressions").is_none(), "{result}");
    assert_eq!(result["properties"]["dismissedBefore"]["because"], "cyd is new");

    becomes(&bench, &["ada"]).await;
    let now = found(&bench).await;
    assert!(duties(&now.open).is_none(), "whoever went is no reason to come back");
    assert_eq!(duties(&now.dismissed).unwrap().back, None);

    becomes(&bench, &["ada", "bob", "cyd"]).await;
    bench.desk.dismiss("invoices", &key, "three of three, agreed", "2027-01-31").await.unwrap();
    assert!(duties(&found(&bench).await.open).is_none(), "said again, it covers all of them");
}
