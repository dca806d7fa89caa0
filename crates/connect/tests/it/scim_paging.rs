//! Lists whose pages bend the rules: nobody is lost, and no read goes on for ever.

use crate::support::http::{Reply, Request, Server, page, plain, users};
use crate::support::scim::{codes, failing, missing, run, serving};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use steward_connect::scim::ScimError;
use steward_connect::{Extent, Part};

#[tokio::test]
async fn pages_that_repeat_end_the_read() {
    let first: Vec<Value> = users(10);
    let server = serving(move |_| {
        Reply::json(&json!({ "totalResults": 40, "startIndex": 1, "itemsPerPage": 10, "Resources": first }))
    })
    .await;
    let error = run(&server).await.unwrap_err();
    assert_eq!(error.error, ScimError::Repeats { list: "Users".into(), read: 10, total: "40".into() });
    assert_eq!(error.partial.counts(), (10, 0));
    assert!(server.asked("/Users") <= 3);
}

#[tokio::test]
async fn a_server_that_ignores_paging_is_read_in_one_page() {
    // everything at once, no total
    let server = serving(|_| Reply::json(&json!({ "Resources": users(7) }))).await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (7, true));
    assert!(codes(&done).contains(&"start-index"), "{:?}", codes(&done));

    // the same page for ever, no total: nobody can tell
    let server = serving(|_| Reply::json(&json!({ "Resources": users(10) }))).await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (10, false));
    assert!(codes(&done).contains(&"page-repeats"));

    // `count` is heeded, `startIndex` is not
    let server = serving(|request| {
        let list: Vec<Value> = users(33).into_iter().take(request.number("count")).collect();
        Reply::json(&json!({ "totalResults": 33, "Resources": list }))
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (33, true));
}

#[tokio::test]
async fn lists_without_counts_or_with_wrong_ones() {
    let server = serving(|request| {
        let mut page = page(&users(35), request, 10);
        page.as_object_mut().unwrap().remove("totalResults");
        page["itemsPerPage"] = json!(1000);
        Reply::json(&page)
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (35, true));
    assert!(codes(&done).contains(&"no-total"));

    let server = serving(|request| {
        let mut page = page(&users(35), request, 4);
        page["totalResults"] = json!("35");
        Reply::json(&page)
    })
    .await;
    assert_eq!(run(&server).await.unwrap().snapshot.people.len(), 35);

    // counts the page, not the list
    let server = serving(|request| {
        let mut page = page(&users(35), request, 10);
        page["totalResults"] = page["itemsPerPage"].clone();
        Reply::json(&page)
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (35, true));
    assert!(codes(&done).contains(&"wrong-total"));

    // says more than it gives
    let server = serving(|request| {
        let mut page = page(&users(35), request, 10);
        page["totalResults"] = json!(37);
        Reply::json(&page)
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (35, false));
    let short = done.problems.iter().find(|x| x.code == "short-list").unwrap();
    assert_eq!(short.message, "the server says 37 users, 35 came");
    assert_eq!(missing(&done), [(Part::People, Extent::Entries(2))]);
}

#[tokio::test]
async fn indexes_from_zero_lose_nobody() {
    let server = serving(|request| {
        let all = users(25);
        let start = request.number("startIndex");
        let list: Vec<&Value> = all.iter().skip(start).take(request.number("count")).collect();
        Reply::json(&json!({ "totalResults": 25, "startIndex": start, "Resources": list }))
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (25, true));
    assert!(codes(&done).contains(&"start-at-0"));
}

#[tokio::test]
async fn an_empty_list_may_come_without_resources() {
    for body in [
        json!({ "totalResults": 0 }),
        json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"] }),
        json!({ "totalResults": 0, "Resources": null }),
        json!([]),
    ] {
        let server = serving(move |_| Reply::json(&body)).await;
        let done = run(&server).await.unwrap();
        assert_eq!((done.snapshot.people.len(), done.is_complete()), (0, true));
    }
}

#[tokio::test]
async fn cursors_are_followed_and_checked() {
    let cursor = |again: bool| {
        move |request: &Request| match request.path.as_str() {
            "/ServiceProviderConfig" => Reply::json(&json!({
                "pagination": { "cursor": true, "index": false, "defaultPaginationMethod": "cursor" }
            })),
            "/Users" => {
                let at: usize =
                    request.param("cursor").unwrap().strip_prefix("at-").map_or(0, |x| x.parse().unwrap());
                let list: Vec<Value> = users(25).into_iter().skip(at).take(10).collect();
                let mut page = json!({ "totalResults": 25, "Resources": list });
                if at + 10 < 25 {
                    page["nextCursor"] = json!(format!("at-{}", at + 10));
                } else if again {
                    page["nextCursor"] = json!("at-10");
                }
                Reply::json(&page)
            }
            _ => plain(request),
        }
    };
    let server = Server::start(cursor(false)).await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (25, true));
    let server = Server::start(cursor(true)).await;
    assert!(matches!(failing(&server).await, ScimError::Repeats { read: 25, .. }));
}

#[tokio::test]
async fn a_cursor_that_expires_begins_again_once() {
    let expired = AtomicUsize::new(0);
    let server = Server::start(move |request| match request.path.as_str() {
        "/ServiceProviderConfig" => Reply::json(&json!({ "pagination": { "cursor": true, "index": false } })),
        "/Users" => {
            let at: usize = request.param("cursor").unwrap().parse().unwrap_or(0);
            if at == 20 && expired.fetch_add(1, Ordering::SeqCst) == 0 {
                let body = r#"{"status":"400","scimType":"expiredCursor","detail":"cursor is too old"}"#;
                return Reply::new(400, "application/scim+json", body);
            }
            let list: Vec<Value> = users(25).into_iter().skip(at).take(10).collect();
            let next = if at + 10 < 25 { json!((at + 10).to_string()) } else { Value::Null };
            Reply::json(&json!({ "totalResults": 25, "Resources": list, "nextCursor": next }))
        }
        _ => plain(request),
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (25, true));
    assert_eq!(server.asked("/Users"), 6);
}
