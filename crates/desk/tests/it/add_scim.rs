//! Adding a tenant from a server that is not there.

use super::Bench;
use steward_desk::wire::{EnvironmentKind, ErrorCode, ScimConnection, TestState};
use steward_desk::{Job, Secret};

fn nowhere() -> ScimConnection {
    // a port that nothing listens on: it was free a moment ago
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    ScimConnection {
        url: format!("http://127.0.0.1:{port}/scim/v2"),
        pack: None,
        environment: EnvironmentKind::Live,
        proxy: None,
        ca_file: None,
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_adds_nothing() {
    let bench = Bench::new().await;
    let token = Secret::new("planted-secret-1".into());
    let error = bench.desk.add_scim("acme", nowhere(), token, &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unreachable, "{error:?}");
    assert!(bench.desk.tenants().await.unwrap().is_empty());
    assert_eq!(bench.record(1).await, [("tenant.add".to_owned(), "failed".to_owned())]);
}

#[tokio::test]
async fn a_test_says_which_step_failed() {
    let bench = Bench::new().await;
    let token = Some(Secret::new("planted-secret-1".into()));
    let test = bench.desk.test_scim(&nowhere(), token, &Job::quiet()).await.unwrap();
    assert!(!test.ok);
    assert_eq!((test.steps[0].id.as_str(), test.steps[0].state), ("server", TestState::Failed));
    assert!(!test.steps[0].remedy.is_empty());
    assert_eq!(bench.record(1).await, [("tenant.test".to_owned(), "done".to_owned())]);
}

#[tokio::test]
async fn plain_http_to_another_computer_is_refused() {
    let bench = Bench::new().await;
    let connection = ScimConnection { url: "http://tenant.example/scim".into(), ..nowhere() };
    let token = Secret::new("planted-secret-1".into());
    let error = bench.desk.add_scim("acme", connection, token, &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "{error:?}");
}
