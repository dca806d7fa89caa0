//! Every answer has a because.

use super::{ACME, Bench, told};
use insta::assert_snapshot;
use steward_desk::wire::{Decision, ErrorCode, FileFormat, FindingView, ItemKind, RowKind};

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
    bench.until("2026-11-22T11:20:00Z");
    let later = bench.desk.why("acme", "ben.okafor", "Rotate keys", None, None).await.unwrap();
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

fn names(finding: &FindingView, kind: ItemKind, id: &str) -> bool {
    finding.subjects.iter().any(|subject| subject.kind == kind && subject.id == id)
}

#[tokio::test]
async fn findings_are_about_the_cell_and_not_about_the_person_alone() {
    let bench = Bench::practice().await;
    let open = bench.desk.findings("practice", None).await.unwrap().open;
    let alone = open.iter().find(|finding| finding.check == "standing-access").unwrap();
    let person = &alone.subjects[0].id;
    let what = bench.desk.what("practice", person, None).await.unwrap();
    for held in what.permissions.iter().map(|held| &held.permission.id) {
        let why = bench.desk.why("practice", person, held, None, None).await.unwrap();
        assert!(why.findings.iter().all(|finding| names(finding, ItemKind::Permission, held)), "{held}");
        let far: Vec<bool> =
            why.findings.iter().map(|finding| !names(finding, ItemKind::Person, person)).collect();
        assert!(far.is_sorted(), "those about the person come first: {far:?}");
        for finding in why.findings.iter().filter(|finding| !names(finding, ItemKind::Person, person)) {
            assert!(finding.subjects.iter().all(|x| x.kind != ItemKind::Person), "{}", finding.title);
        }
    }
}

#[tokio::test]
async fn a_finding_about_a_role_and_a_permission_stands_with_both() {
    let bench = Bench::practice().await;
    let why = bench
        .desk
        .why_subject("practice", RowKind::Roles, "model-tester", "agents.query", None)
        .await
        .unwrap();
    assert!(why.findings.iter().any(|finding| finding.check == "missing-prerequisite"), "{:?}", why.findings);
    for finding in &why.findings {
        assert!(names(finding, ItemKind::Role, "model-tester"), "{}", finding.title);
        assert!(names(finding, ItemKind::Permission, "agents.query"), "{}", finding.title);
    }
}

#[tokio::test]
async fn a_role_or_group_was_last_used_by_whoever_holds_it_through_it() {
    let bench = Bench::acme().await;
    let use_of = |person: &str, permission: &str, at: &str| {
        format!(r#", {{ "person": "{person}", "permission": "{permission}", "lastUsed": "{at}" }}"#)
    };
    let more = [
        use_of("p1", "docs.read", "2026-11-01T09:00:00Z"),
        use_of("p5", "docs.read", "2026-11-10T09:00:00Z"),
        use_of("p3", "docs.read", "2026-11-18T09:00:00Z"),
        use_of("p4", "docs.read", "2026-11-19T09:00:00Z"),
        use_of("p1", "keys.rotate", "2026-11-20T09:00:00Z"),
    ];
    let content = ACME
        .replace("\"2026-11-20T09:00:00Z\" }]", &format!("\"2026-11-20T09:00:00Z\" }}{}]", more.concat()));
    assert_ne!(content, ACME);
    bench.add("used", "used.json", &content, FileFormat::Json).await.unwrap();
    let last = async |tenant: &str, rows, id: &str, permission: &str| {
        let why = bench.desk.why_subject(tenant, rows, id, permission, None).await.unwrap();
        (why.use_reported, why.last_used)
    };
    let used = |at: &str| (true, Some(at.to_owned()));
    assert_eq!(last("used", RowKind::Roles, "tester", "agents.query").await, used("2026-11-20T09:00:00Z"));
    // neither the deactivated nor the denied
    assert_eq!(last("used", RowKind::Roles, "member", "docs.read").await, used("2026-11-10T09:00:00Z"));
    assert_eq!(last("used", RowKind::Groups, "g-all", "docs.read").await, used("2026-11-10T09:00:00Z"));
    assert_eq!(last("used", RowKind::Groups, "g-pilot", "docs.read").await, used("2026-11-01T09:00:00Z"));
    // nobody who has the role used it, and what the role does not give it was not used through
    assert_eq!(last("used", RowKind::Roles, "keeper", "keys.rotate").await, (true, None));
    assert_eq!(last("used", RowKind::Roles, "tester", "keys.rotate").await, (true, None));
    bench.add("pairs", "pairs.txt", "ada read\n", FileFormat::Pairs).await.unwrap();
    assert!(!bench.desk.why("pairs", "ada", "read", None, None).await.unwrap().use_reported);
}
