//! Answers that are none: what is asked again, what is given up, and how it is called.

use crate::support::http::{Reply, Server, page, users};
use crate::support::scim::{TOKEN, failing, run, run_with, serving, settings};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use steward_connect::CancelToken;
use steward_connect::scim::{ScimError, ScimMapping, read};
use steward_connect::secrets::Secret;

#[tokio::test]
async fn a_web_page_is_no_answer() {
    let server = serving(|_| Reply::html(200)).await;
    let error = failing(&server).await;
    assert!(matches!(&error, ScimError::BadAnswer { what, .. } if what == "a web page"), "{error}");
    assert!(error.to_string().contains("Not here Sign in"), "{error}");
    let server = Server::start(|_| Reply::html(404)).await;
    assert!(matches!(failing(&server).await, ScimError::NotFound { status: 404, .. }));
    let server = serving(|_| Reply::new(200, "text/plain", "hello, world")).await;
    let error = failing(&server).await;
    assert!(error.to_string().ends_with("is not JSON: `hello, world`"), "{error}");
    let server = serving(|_| Reply::json(&json!({ "hello": 1 }))).await;
    assert!(matches!(failing(&server).await, ScimError::BadAnswer { .. }));
    let server = serving(|_| Reply::new(200, "application/json", "")).await;
    assert!(failing(&server).await.to_string().contains("is empty"));
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again_and_then_named() {
    let server = serving(|_| Reply::html(503)).await;
    let error = failing(&server).await;
    assert!(matches!(error, ScimError::Server { status: 503, .. }), "{error}");
    assert!(error.to_string().contains("startIndex=1&count=10`"), "{error}");
    // five times for the page, then for its parts
    assert!((6..=25).contains(&server.asked("/Users")), "{}", server.asked("/Users"));

    let times = AtomicUsize::new(0);
    let server = serving(move |request| match times.fetch_add(1, Ordering::SeqCst) {
        0 | 1 => Reply::new(500, "application/json", r#"{"detail":"database is away"}"#),
        _ => Reply::json(&page(&users(3), request, 100)),
    })
    .await;
    assert_eq!(run(&server).await.unwrap().snapshot.people.len(), 3);
}

#[tokio::test]
async fn throttling_is_heeded() {
    let times = AtomicUsize::new(0);
    let server = serving(move |request| match times.fetch_add(1, Ordering::SeqCst) {
        0 => Reply::new(429, "text/plain", "slow down").with("Retry-After", "1"),
        1 => Reply::new(429, "text/plain", "slow down")
            .with("Date", "Sun, 22 Nov 2026 10:00:00 GMT")
            .with("Retry-After", "Sun, 22 Nov 2026 10:00:01 GMT"),
        _ => Reply::json(&page(&users(3), request, 100)),
    })
    .await;
    let started = Instant::now();
    assert_eq!(run(&server).await.unwrap().snapshot.people.len(), 3);
    assert!(started.elapsed() >= Duration::from_secs(2), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_wait_without_measure_is_refused() {
    let server = serving(|_| Reply::new(429, "text/plain", "").with("Retry-After", "86400")).await;
    let started = Instant::now();
    let error = failing(&server).await;
    assert_eq!(
        error,
        ScimError::Throttled {
            address: format!("{}/Users?startIndex=1&count=10", server.url),
            wait: Some(Duration::from_secs(86_400)),
            tries: 1,
        }
    );
    assert!(error.to_string().ends_with("asks to wait 1 day"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(server.asked("/Users"), 1);
}

#[tokio::test]
async fn how_often_a_server_that_asks_to_wait_was_asked_is_said() {
    let server = serving(|_| Reply::new(429, "text/plain", "")).await;
    let error = failing(&server).await;
    assert!(error.to_string().ends_with("asks to wait, asked 5 times"), "{error}");
    assert_eq!(server.asked("/Users"), 5);
}

#[tokio::test]
async fn a_wait_is_told() {
    let times = AtomicUsize::new(0);
    let server = serving(move |request| match times.fetch_add(1, Ordering::SeqCst) {
        1 => Reply::new(429, "text/plain", "slow down").with("Retry-After", "1"),
        _ => Reply::json(&page(&users(20), request, 10)),
    })
    .await;
    let told = std::sync::Mutex::new(Vec::new());
    let tell = |p: steward_connect::scim::Progress| told.lock().unwrap().push((p.done, p.message));
    let settings = settings(&server.url);
    read(&settings, &Secret::from(TOKEN), &ScimMapping::default(), tell, CancelToken::new(), None)
        .await
        .unwrap();
    let told = told.into_inner().unwrap();
    assert!(told.contains(&(10, "the server asks to wait 1 s".to_owned())), "{told:?}");
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_asked_for_again() {
    let times = AtomicUsize::new(0);
    let server = serving(move |request| {
        let missing = if times.fetch_add(1, Ordering::SeqCst) == 0 { 100 } else { 0 };
        Reply { missing, ..Reply::json(&page(&users(3), request, 100)) }
    })
    .await;
    assert_eq!(run(&server).await.unwrap().snapshot.people.len(), 3);
    let server =
        serving(|request| Reply { missing: 100, ..Reply::json(&page(&users(3), request, 100)) }).await;
    let error = failing(&server).await;
    assert!(error.to_string().ends_with("failed: the answer was cut off"), "{error}");
}

#[tokio::test]
async fn bodies_without_end_are_cut() {
    let server = serving(|_| Reply { endless: true, ..Reply::new(200, "application/json", "{") }).await;
    let mut settings = settings(&server.url);
    settings.limits.body = 1 << 20;
    let error = run_with(&settings, None).await.unwrap_err().error;
    assert!(matches!(error, ScimError::TooLarge { .. }), "{error}");

    let server = serving(|_| {
        let all = json!({ "totalResults": 1, "Resources": users(20_000) });
        Reply::json(&all)
    })
    .await;
    settings.base_url = server.url.clone();
    let error = run_with(&settings, None).await.unwrap_err().error;
    assert_eq!(error.to_string().split(" sends").nth(1), Some(" too much: more than 1 MiB in one answer"));
}

#[tokio::test]
async fn slow_bodies_time_out() {
    let server = serving(|_| Reply {
        stall: Some(Duration::from_secs(60)),
        ..Reply::new(200, "application/json", "{}")
    })
    .await;
    let mut settings = settings(&server.url);
    settings.limits.request = Duration::from_millis(200);
    settings.limits.retries = 1;
    let started = Instant::now();
    let error = run_with(&settings, None).await.unwrap_err().error;
    assert!(
        matches!(&error, ScimError::Unreachable { reason, .. } if reason == "nothing came within 0.2 s"),
        "{error}"
    );
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn a_server_that_hangs_up_is_unreachable() {
    let server = serving(|_| Reply { hang_up: true, ..Reply::default() }).await;
    assert!(matches!(failing(&server).await, ScimError::Unreachable { .. }));
    assert_eq!(server.asked("/Users"), 3);
}

#[tokio::test]
async fn a_token_that_ends_in_the_middle_stops_the_read() {
    let server = serving(|request| {
        if request.number("startIndex") > 10 {
            Reply::html(401)
        } else {
            Reply::json(&page(&users(30), request, 10))
        }
    })
    .await;
    let error = run(&server).await.unwrap_err();
    assert!(matches!(error.error, ScimError::Unauthorised { .. }));
    assert_eq!(error.partial.counts().0, 10);
}

#[tokio::test]
async fn a_read_that_failed_does_not_say_that_there_is_nothing_to_do() {
    for reply in [Reply::html(401), Reply::html(404), Reply::html(200)] {
        let server = Server::start(move |_| reply.clone()).await;
        let error = run(&server).await.unwrap_err();
        assert!(error.problems.is_empty(), "{:?}", error.problems);
    }
}
