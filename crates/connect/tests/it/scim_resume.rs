//! Going on where a read stopped, and asking only for what has changed.

use crate::support::http::{Reply, page, users};
use crate::support::scim::{TOKEN, missing, run, run_with, serving, settings};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use steward_connect::CancelToken;
use steward_connect::scim::{Partial, ScimError, ScimMapping, read};
use steward_connect::secrets::Secret;
use steward_connect::{Extent, Part};

#[tokio::test]
async fn cancelling_keeps_what_came_and_resuming_goes_on() {
    let server = serving(|request| Reply::json(&page(&users(95), request, 10))).await;
    let settings = settings(&server.url);
    let cancel = CancelToken::new();
    let stop = cancel.clone();
    let stopped = read(
        &settings,
        &Secret::from(TOKEN),
        &ScimMapping::default(),
        move |p| {
            if p.done >= 40 {
                stop.cancel()
            }
        },
        cancel,
        None,
    )
    .await
    .unwrap_err();
    assert_eq!(stopped.error, ScimError::Cancelled);
    assert_eq!(stopped.partial.counts().0, 40);
    assert!(!format!("{:?}", stopped.partial).contains("user1"), "the state shows people");

    // the state survives being written down
    let kept = serde_json::to_string(&stopped.partial).unwrap();
    let done = run_with(&settings, serde_json::from_str(&kept).unwrap()).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (95, true));
    let starts: Vec<usize> =
        server.requests().iter().filter(|x| x.path == "/Users").map(|x| x.number("startIndex")).collect();
    assert_eq!(starts, [1, 11, 21, 31, 41, 51, 61, 71, 81, 91]);

    // a state of another server is not used
    let other = serving(|request| Reply::json(&page(&users(3), request, 10))).await;
    let state: Partial = serde_json::from_str(&kept).unwrap();
    assert_eq!(run_with(&self::settings(&other.url), Some(state)).await.unwrap().snapshot.people.len(), 3);
}

/// What was missing before a read stopped is still missing when it has gone on to the end.
#[tokio::test]
async fn resuming_forgets_no_problem() {
    let cut = std::sync::Arc::new(AtomicUsize::new(0));
    let now = cut.clone();
    let server = serving(move |request| {
        let (start, count) = (request.number("startIndex"), request.number("count"));
        if start <= 15 && 15 < start + count {
            return Reply::new(501, "application/json", "{}");
        }
        if start > 30 && now.load(Ordering::SeqCst) == 0 {
            return Reply::html(401);
        }
        Reply::json(&page(&users(45), request, 10))
    })
    .await;
    let stopped = run(&server).await.unwrap_err();
    assert!(matches!(stopped.error, ScimError::Unauthorised { .. }), "{}", stopped.error);
    assert!(stopped.problems.iter().any(|x| x.code == "page-failed"));
    cut.store(1, Ordering::SeqCst);
    let mut earlier = serde_json::to_value(&stopped.partial).unwrap();
    let done = run_with(&settings(&server.url), Some(stopped.partial)).await.unwrap();
    assert_eq!((done.snapshot.people.len(), missing(&done)), (44, vec![(Part::People, Extent::Entries(1))]));
    assert_eq!(done.problems.iter().filter(|x| x.code == "page-failed").count(), 1);

    // the state of a version that did not keep what was missing
    earlier.as_object_mut().unwrap().remove("missing");
    earlier["incomplete"] = json!(true);
    let asked = server.asked("/Users");
    let done = run_with(&settings(&server.url), serde_json::from_value(earlier).unwrap()).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (44, false));
    assert!(server.asked("/Users") > asked + 5, "it is read from the beginning");
}

#[tokio::test]
async fn unchanged_pages_are_not_sent_again() {
    let changed = std::sync::Arc::new(AtomicUsize::new(0));
    let now = changed.clone();
    let server = serving(move |request| {
        let start = request.number("startIndex");
        let etag = format!("W/\"{start}-{}\"", if start == 11 { now.load(Ordering::SeqCst) } else { 0 });
        if request.header("if-none-match") == Some(&etag) {
            return Reply { status: 304, ..Reply::default() };
        }
        let mut all = users(30);
        all[12]["displayName"] = json!(format!("Name {}", now.load(Ordering::SeqCst)));
        Reply::json(&page(&all, request, 10)).with("ETag", &etag)
    })
    .await;
    let settings = settings(&server.url);
    let one = run_with(&settings, None).await.unwrap();
    let two = run_with(&settings, Some(one.state)).await.unwrap();
    assert_eq!(one.snapshot, two.snapshot);
    changed.store(1, Ordering::SeqCst);
    let three = run_with(&settings, Some(two.state)).await.unwrap();
    assert_eq!(three.snapshot.people.len(), 30);
    assert!(three.snapshot.people.iter().any(|x| x.name == "Name 1"));
}
