//! The connection test: each step's result and what to do about it.

use crate::support::http::{Reply, Server, page, plain, users};
use crate::support::scim::settings;
use serde_json::json;
use std::sync::Mutex;
use steward_connect::CancelToken;
use steward_connect::scim::{ScimMapping, Settings, StepState, TestStep, test};
use steward_connect::secrets::Secret;

async fn steps(url: &str) -> Vec<TestStep> {
    steps_at("2026-11-22T00:00:00Z", &settings(url)).await
}

async fn steps_at(now: &str, settings: &Settings) -> Vec<TestStep> {
    let now = now.parse().unwrap();
    let told = Mutex::new(Vec::new());
    let mapping = ScimMapping::default();
    let tell = |x: &TestStep| told.lock().unwrap().push(x.clone());
    let steps = test(settings, &Secret::from("t"), &mapping, now, tell, CancelToken::new()).await;
    assert_eq!(steps, told.into_inner().unwrap());
    assert_eq!(steps.len(), 7);
    for step in &steps {
        let fine = step.state == StepState::Passed;
        assert!(fine || !step.detail.is_empty(), "{step:?}");
        assert!(
            matches!(step.state, StepState::Passed | StepState::Skipped) || !step.remedy.is_empty(),
            "{step:?}"
        );
    }
    steps
}

fn states(steps: &[TestStep]) -> String {
    let letter = |x: &TestStep| match x.state {
        StepState::Passed => 'p',
        StepState::Warning => 'w',
        StepState::Failed => 'f',
        StepState::Skipped => '-',
    };
    steps.iter().map(letter).collect()
}

#[tokio::test]
async fn nobody_there() {
    let steps = steps("http://127.0.0.1:1/scim").await;
    assert_eq!(states(&steps), "f------");
    assert!(steps[0].detail.contains("no answer"), "{:?}", steps[0]);
}

#[tokio::test]
async fn a_web_page_there() {
    let server = Server::start(|_| Reply::html(404)).await;
    let found = steps(&server.url).await;
    assert_eq!(states(&found), "f------");
    assert!(found[0].remedy.contains("/scim/v2"), "{:?}", found[0]);
}

#[tokio::test]
async fn a_wrong_token() {
    let server = Server::start(|_| Reply::new(401, "application/json", "{}")).await;
    let steps = steps(&server.url).await;
    assert_eq!(states(&steps), "ppf----");
    assert!(steps[2].remedy.contains("new token"), "{:?}", steps[2]);
}

#[tokio::test]
async fn a_meagre_server() {
    let server = Server::start(|request| match request.path.as_str() {
        "/Users" => Reply::json(&json!({ "Resources": users(12) })),
        "/Groups" => Reply::new(403, "application/json", "{}"),
        _ => plain(request),
    })
    .await;
    let steps = steps(&server.url).await;
    assert_eq!(states(&steps), "pppwwwp");
    assert!(steps[3].detail.contains("groups cannot be read"), "{:?}", steps[3]);
    assert!(steps[4].remedy.contains("pack"), "{:?}", steps[4]);
    assert_eq!(steps[5].value, "one page");
}

#[tokio::test]
async fn paging_that_repeats() {
    let server = Server::start(|request| match request.path.as_str() {
        "/Users" => {
            let list: Vec<_> = users(90).into_iter().take(request.number("count")).collect();
            Reply::json(&json!({ "totalResults": 90, "Resources": list }))
        }
        "/Groups" => Reply::json(&page(&[], request, 10)),
        _ => plain(request),
    })
    .await;
    let steps = steps(&server.url).await;
    assert_eq!(states(&steps), "ppppwwp");
    assert!(steps[5].detail.contains("same as the first"), "{:?}", steps[5]);
}

#[tokio::test]
async fn a_sample_with_flaws() {
    let server = Server::start(|request| match request.path.as_str() {
        "/Users" => Reply::json(&json!({ "totalResults": 2, "Resources": [
            { "id": "1", "userName": "a", "entitlements": ["e"] }, { "nothing": 1 }
        ]})),
        "/Groups" => Reply::json(&page(&[], request, 10)),
        _ => plain(request),
    })
    .await;
    let steps = steps(&server.url).await;
    assert_eq!(steps[6].state, StepState::Warning);
    assert!(steps[6].detail.contains("neither `id` nor `userName`"), "{:?}", steps[6]);
}

#[tokio::test]
async fn a_certificate_says_until_when() {
    let handler = |request: &crate::support::http::Request| match request.path.as_str() {
        "/Users" => Reply::json(&page(&users(3), request, 10)),
        _ => plain(request),
    };
    for (year, now, state, value) in [
        (2090, "2026-11-22T00:00:00Z", StepState::Passed, "until 14 Mar 2090"),
        (2090, "2090-03-01T00:00:00Z", StepState::Warning, "until 14 Mar 2090"),
        (2026, "2026-11-22T00:00:00Z", StepState::Failed, ""),
    ] {
        let (server, pem) = Server::start_tls(year, handler).await;
        let steps = steps_at(now, &Settings { ca_pem: Some(pem), ..settings(&server.url) }).await;
        assert_eq!((steps[1].state, steps[1].value.as_str()), (state, value), "{:?}", steps[1]);
    }
    let (server, _) = Server::start_tls(2090, handler).await;
    let steps = steps(&server.url).await;
    assert_eq!(states(&steps), "pf-----");
    assert!(steps[1].remedy.contains("private CA"), "{:?}", steps[1]);
}
