//! Reading a real SCIM server over HTTP, paged, with a bearer token.

use crate::support::scim::settings;
use crate::support::tenant_server::{TOKEN, TenantServer};
use serde_json::json;
use std::sync::Mutex;
use steward_connect::CancelToken;
use steward_connect::scim::{ScimError, ScimMapping, Stage, StepState, read, test};
use steward_connect::secrets::Secret;
use steward_model::{Holder, Member, PresetRole};

fn cursor_config() -> serde_json::Value {
    let off = json!({ "supported": false });
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": off, "bulk": { "supported": false, "maxOperations": 0, "maxPayloadSize": 0 },
        "filter": { "supported": true, "maxResults": 100 }, "changePassword": off, "sort": { "supported": true },
        "etag": { "supported": true },
        "pagination": { "cursor": true, "index": true, "defaultPaginationMethod": "cursor", "maxPageSize": 10 },
    })
}

#[tokio::test]
async fn a_tenant_is_read_page_by_page() {
    let Some(server) = TenantServer::start(None).await else { return };
    server.fill(57).await;
    let told = Mutex::new(Vec::new());
    let mapping = ScimMapping {
        group_prefix: Some("role:".to_owned()),
        presets: vec![
            PresetRole {
                id: "agent".into(),
                name: "Agent".into(),
                permissions: vec!["tickets.close".into()],
                ..PresetRole::default()
            },
            PresetRole {
                id: "lead".into(),
                name: "Lead".into(),
                includes: vec!["agent".into()],
                ..PresetRole::default()
            },
        ],
        ..ScimMapping::default()
    };
    let done = read(
        &settings(&server.url),
        &Secret::from(TOKEN),
        &mapping,
        |p| told.lock().unwrap().push(p),
        CancelToken::new(),
        None,
    )
    .await
    .unwrap();
    let s = &done.snapshot;
    assert!(done.is_complete(), "{:?}", done.problems);
    assert_eq!((s.people.len(), s.groups.len()), (57, 3));
    let first = s.people.iter().find(|x| x.user_name.starts_with("user005")).unwrap();
    assert_eq!((first.name.as_str(), first.active, first.title.as_deref()), ("User 5", false, Some("Agent")));
    assert_eq!(first.department.as_deref(), Some("Support"));
    assert_eq!(first.email.as_deref(), Some("user005@northwind.example"));
    assert!(first.created.is_some());
    let nested = s.memberships.iter().filter(|x| matches!(x.member, Member::Group(_))).count();
    assert_eq!((s.memberships.len(), nested), (57, 1));
    // roles of people, the role that a group's name gives, and what the presets say of them
    assert_eq!(s.roles.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["Auditor", "agent", "lead"]);
    assert_eq!((s.assignments.len(), s.inclusions.len()), (58, 1));
    let by_role = s.grants.iter().filter(|x| matches!(x.to, Holder::Role(_))).count();
    assert_eq!((by_role, s.grants.len()), (1, 58));
    assert_eq!(done.versions.len(), 60);
    let told = told.into_inner().unwrap();
    let people: Vec<_> =
        told.iter().filter(|x| x.stage == Stage::People).map(|x| (x.done, x.total)).collect();
    assert_eq!(people, [10, 20, 30, 40, 50, 57].map(|x| (x, Some(57))));

    // the same again is the same
    let again = read(
        &settings(&server.url),
        &Secret::from(TOKEN),
        &mapping,
        |_| (),
        CancelToken::new(),
        Some(done.state),
    )
    .await;
    assert_eq!(again.unwrap().snapshot, done.snapshot);
}

#[tokio::test]
async fn a_tenant_is_read_by_cursor() {
    let Some(server) = TenantServer::start(Some(cursor_config())).await else { return };
    server.fill(25).await;
    let done = read(
        &settings(&server.url),
        &Secret::from(TOKEN),
        &ScimMapping::default(),
        |_| (),
        CancelToken::new(),
        None,
    )
    .await
    .unwrap();
    assert!(done.is_complete(), "{:?}", done.problems);
    assert_eq!((done.snapshot.people.len(), done.snapshot.groups.len()), (25, 3));
    let steps = steps(&server.url, TOKEN).await;
    assert_eq!(steps[5], ("paging", StepState::Passed, "by cursor".to_owned()));
}

#[tokio::test]
async fn a_wrong_token_and_a_wrong_address_are_told_apart() {
    let Some(server) = TenantServer::start(None).await else { return };
    let run = async |url: &str, token: &str| {
        read(&settings(url), &Secret::from(token), &ScimMapping::default(), |_| (), CancelToken::new(), None)
            .await
            .unwrap_err()
            .error
    };
    let error = run(&server.url, "wrong-token-value").await;
    assert!(matches!(error, ScimError::Unauthorised { status: 401, .. }), "{error}");
    assert!(!format!("{error:?}{error}{}", error.hint()).contains("wrong-token-value"));
    let error = run(&server.url.replace("/v2", "/nowhere"), TOKEN).await;
    assert!(matches!(error, ScimError::NotFound { status: 404, .. }), "{error}");
}

#[tokio::test]
async fn a_stopped_server_is_unreachable() {
    let Some(mut server) = TenantServer::start(None).await else { return };
    server.stop();
    let error = read(
        &settings(&server.url),
        &Secret::from(TOKEN),
        &ScimMapping::default(),
        |_| (),
        CancelToken::new(),
        None,
    )
    .await
    .unwrap_err()
    .error;
    assert!(matches!(error, ScimError::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains("connection refused"), "{error}");
}

async fn steps(url: &str, token: &str) -> Vec<(&'static str, StepState, String)> {
    let now = "2026-11-22T00:00:00Z".parse().unwrap();
    let steps =
        test(&settings(url), &Secret::from(token), &ScimMapping::default(), now, |_| (), CancelToken::new())
            .await;
    steps.into_iter().map(|x| (x.id, x.state, x.value)).collect()
}

#[tokio::test]
async fn the_connection_test_passes() {
    let Some(server) = TenantServer::start(None).await else { return };
    server.fill(30).await;
    let steps = steps(&server.url, TOKEN).await;
    assert!(steps.iter().all(|x| x.1 == StepState::Passed), "{steps:?}");
    assert!(steps[0].2.ends_with(" ms"), "{steps:?}");
    let values: Vec<&str> = steps.iter().skip(1).map(|x| x.2.as_str()).collect();
    let wanted = [
        "this computer, no TLS",
        "",
        "30 and 3",
        "2 and 1 in the sample",
        "by index",
        "20 people and 3 groups",
    ];
    assert_eq!(values, wanted);
}
