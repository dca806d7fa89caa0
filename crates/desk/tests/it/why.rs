//! Every answer has a because.

use super::{ACME, Bench, told};
use insta::assert_snapshot;
use steward_desk::wire::{Decision, ErrorCode, FileFormat};

async fn said(
    bench: &Bench,
    person: &str,
    permission: &str,
    object: Option<&str>,
    at: Option<&str>,
) -> String {
    let why = bench.desk.why("acme", person, permission, object, at).await.unwrap();
    let nearest: Vec<String> =
        why.nearest.iter().map(|near| format!("{}: {}", near.kind, near.summary)).collect();
    let mut lines = vec![format!("{:?}: {}", why.decision, why.statement)];
    lines.extend((!why.detail.is_empty()).then(|| why.detail.clone()));
    lines.extend(nearest);
    lines.join("\n")
}

#[tokio::test]
async fn a_yes_names_every_station() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "anna.roth", "Query agents", None, None).await, @"Yes: Anna Roth holds Query agents everywhere, as a member of AI pilot, which has the role Model Tester");
    let why = bench.desk.why("acme", "p1", "agents.query", None, None).await.unwrap();
    let path = &why.paths[0];
    let steps: Vec<String> =
        path.steps.iter().map(|step| format!("{} {}", step.label, step.item.name)).collect();
    assert_eq!(steps, [" Anna Roth", "member of AI pilot", "has role Model Tester", "grants Query agents"]);
    assert_eq!((path.source.as_str(), path.since.as_deref()), ("scim", Some("2026-11-03T00:00:00Z")));
    assert_eq!(why.last_used.as_deref(), Some("2026-11-20T09:00:00Z"));
    assert!(why.use_reported);
}

#[tokio::test]
async fn a_yes_by_several_ways_says_so() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "anna.roth", "docs.read", None, None).await, @"
    Yes: Anna Roth holds Read documents everywhere, as a member of AI pilot, which is part of All staff, which has the role Member
    1 other way gives it as well, so taking one away changes nothing.
    ");
}

#[tokio::test]
async fn scope_and_object_are_named() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "p1", "Export data", None, None).await, @"Scoped: Anna Roth holds Export data on Carrier contracts, Rate cards and 1 more object, granted directly");
    assert_snapshot!(said(&bench, "p1", "Export data", Some("rate cards"), None).await, @"Yes: Anna Roth holds Export data on Rate cards, granted directly");
}

#[tokio::test]
async fn what_ends_says_when_and_is_over_afterwards() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "ben.okafor", "Rotate keys", None, None).await, @"
    Yes: Ben Okafor holds Rotate keys everywhere, through the role Key Keeper
    It ends on 2026-11-22 at 11:20 UTC.
    ");
    let later = bench
        .desk
        .why("acme", "ben.okafor", "Rotate keys", None, Some("2026-11-22T11:20:00Z"))
        .await
        .unwrap();
    assert_eq!(later.decision, Decision::No);
    assert_eq!(later.nearest[0].kind, "renew");
    let because = "because the assignment of the role Key Keeper ended on 2026-11-22 at 11:20 UTC";
    assert!(later.statement.ends_with(because), "{}", later.statement);
}

#[tokio::test]
async fn what_ended_is_the_reason_though_another_way_is_nearer() {
    let bench = Bench::new().await;
    let content = ACME.replace(
        r#"{ "group": "g-pilot", "person": "p1", "source": "scim" }"#,
        r#"{ "group": "g-pilot", "person": "p1", "source": "scim", "until": "2026-11-20T00:00:00Z" }"#,
    );
    bench.add("acme", "acme.json", &content, FileFormat::Json).await.unwrap();
    let why = bench.desk.why("acme", "p1", "agents.query", None, None).await.unwrap();
    let because = "because the membership in AI pilot ended on 2026-11-20 at 00:00 UTC";
    assert!(why.statement.ends_with(because), "{}", why.statement);
    assert!(why.nearest.iter().any(|near| near.kind == "renew"), "{:?}", why.nearest);
}

#[tokio::test]
async fn on_an_object_only_what_is_about_it_is_said() {
    let bench = Bench::new().await;
    let given = r#""person": "p1", "objects": ["ds-rates", "ds-deals", "ds-rules"] }"#;
    let parts = concat!(
        r#""person": "p1", "objects": ["ds-rates"], "until": "2026-11-23T00:00:00Z" },"#,
        r#"{ "permission": "data.export", "person": "p1", "objects": ["ds-deals", "ds-rules"] }"#,
    );
    let used = r#""activity": ["#;
    let more = r#""activity": [{ "person": "p1", "permission": "data.export", "lastUsed": "2026-11-19T09:00:00Z" }, "#;
    let content = ACME.replace(given, parts).replace(used, more);
    bench.add("acme", "acme.json", &content, FileFormat::Json).await.unwrap();
    let all = bench.desk.why("acme", "p1", "data.export", None, None).await.unwrap();
    let rates = bench.desk.why("acme", "p1", "data.export", Some("ds-rates"), None).await.unwrap();
    let deals = bench.desk.why("acme", "p1", "data.export", Some("ds-deals"), None).await.unwrap();
    assert_eq!((all.expires, all.last_used.is_some(), all.use_reported), (None, true, true));
    assert_eq!(rates.expires.as_deref(), Some("2026-11-23T00:00:00Z"));
    assert_eq!((rates.last_used, rates.use_reported), (None, false), "nobody knows on what it was used");
    assert_eq!(deals.expires, None);
    let who = bench.desk.who("acme", "data.export", Some("ds-rates"), None).await.unwrap();
    let holder = &who.people[0];
    assert_eq!((holder.standing, holder.until.as_deref()), (false, Some("2026-11-23T00:00:00Z")));
}

#[tokio::test]
async fn nobody_is_told_to_grant_on_an_object_of_another_type() {
    let bench = Bench::practice().await;
    let why =
        bench.desk.why("practice", "felix.aydin", "Edit agents", Some("Rate cards"), None).await.unwrap();
    assert_eq!((why.decision, why.nearest.len()), (Decision::No, 0));
    let because = "because Edit agents is about another type of object: ";
    assert!(why.statement.contains(because), "{}", why.statement);
}

#[tokio::test]
async fn what_is_needed_besides_is_part_of_the_advice() {
    let bench = Bench::practice().await;
    let why = bench.desk.why("practice", "felix.aydin", "Edit agents", None, None).await.unwrap();
    assert_eq!(why.decision, Decision::No);
    let direct = why.nearest.iter().find(|near| near.kind == "grant-direct").unwrap();
    let starts = "Grant Edit agents to Felix Aydin; it needs Use Assist: Build";
    assert!(direct.summary.starts_with(starts) && direct.summary.ends_with(" too"), "{}", direct.summary);
}

#[tokio::test]
async fn a_no_says_what_is_missing_and_the_nearest_way() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "ben.okafor", "Query agents", None, None).await, @"
    No: Ben Okafor does not hold Query agents, because nothing grants it
    The nearest way: put Ben Okafor into the group AI pilot, which changes nothing else.
    join-group: Put Ben Okafor into the group AI pilot
    assign-role: Give Ben Okafor the role Model Tester
    grant-role: Grant Query agents to the role Key Keeper
    grant-direct: Grant Query agents to Ben Okafor
    grant-role: Grant Query agents to the role Member
    ");
}

#[tokio::test]
async fn a_deny_wins_and_is_named() {
    let bench = Bench::acme().await;
    assert_snapshot!(said(&bench, "dana.roth", "Read documents", None, None).await, @"
    Denied: Dana Roth does not hold Read documents, because a deny on Dana Roth wins
    A deny wins over every grant. Without it, 1 way would give it. The nearest way: take the deny of Read documents from Dana Roth, which changes nothing else.
    remove-deny: Take the deny of Read documents from Dana Roth
    ");
}

#[tokio::test]
async fn a_deactivated_account_can_do_nothing() {
    let bench = Bench::acme().await;
    let text = said(&bench, "cleo.diaz", "Read documents", None, None).await;
    assert!(
        text.starts_with("Inactive: Cleo Diaz cannot use Read documents, because the account is deactivated"),
        "{text}"
    );
    assert!(text.contains("activate: Reactivate the account of Cleo Diaz"), "{text}");
}

#[tokio::test]
async fn names_are_understood_and_told_apart() {
    let bench = Bench::acme().await;
    for name in ["p1", "ANNA.ROTH", "anna.roth@acme.example", "anna roth", " Anna Roth "] {
        let why = bench.desk.why("ACME", name, "AGENTS.QUERY", None, None).await.unwrap();
        assert_eq!(why.person.id, "p1", "{name}");
    }
    let error = bench.desk.why("acme", "Dana Roth", "docs.read", None, None).await.unwrap_err();
    assert_snapshot!(told(&error), @"
    Ambiguous: `Dana Roth` fits 2 people
      means: 
      do: give the id of the one that is meant
      - `p4`  Dana Roth
      - `p5`  Dana Roth
    ");
    let error = bench.desk.why("acme", "Anna Rot", "docs.read", None, None).await.unwrap_err();
    assert_snapshot!(told(&error), @"
    NotFound: there is no person `Anna Rot`
      means: 
      do: did you mean `Anna Roth`?
    ");
    let error = bench.desk.why("acme", "p1", "Qeury agents", None, None).await.unwrap_err();
    assert_eq!((error.code, error.hint.as_str()), (ErrorCode::NotFound, "did you mean `Query agents`?"));
    let error = bench.desk.why("acne", "p1", "docs.read", None, None).await.unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.hint.as_str()),
        ("there is no tenant `acne`", "did you mean `acme`?")
    );
    let error = bench.desk.why("acme", "p1", "docs.read", None, Some("soon")).await.unwrap_err();
    assert_eq!((error.code, error.message.as_str()), (ErrorCode::BadInput, "`soon` is not a moment"));
}

#[tokio::test]
async fn a_granted_cell_that_cannot_work_says_so() {
    let bench = Bench::practice().await;
    let why = bench.desk.why("practice", "felix.aydin", "Query agents", None, None).await.unwrap();
    assert!(why.statement.ends_with(", but it cannot work"), "{}", why.statement);
    assert!(why.detail.starts_with("It needs Read documents, which is missing"), "{}", why.detail);
    assert!(
        why.prerequisites.iter().any(|needed| needed.permission.name == "Read documents" && !needed.held)
    );
    assert!(why.findings.iter().any(|finding| finding.check == "missing-prerequisite"), "{:?}", why.findings);
}
