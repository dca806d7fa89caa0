//! Servers that bend the rules: what can be read is read, and what is missing is said.

use crate::scim_real::settings;
use crate::support::http::{Reply, Request, Server, page, plain, users};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use steward_connect::CancelToken;
use steward_connect::scim::{
    Extent, Part, Partial, ReadError, Redirect, ScimError, ScimMapping, ScimRead, Settings, StepState, read,
    test,
};
use steward_connect::secrets::Secret;
use steward_model::Member;

const TOKEN: &str = "planted-secret-7731";

async fn run_with(settings: &Settings, resume: Option<Partial>) -> Result<ScimRead, Box<ReadError>> {
    read(settings, &Secret::from(TOKEN), &ScimMapping::default(), |_| (), CancelToken::new(), resume).await
}

async fn run(server: &Server) -> Result<ScimRead, Box<ReadError>> {
    run_with(&settings(&server.url), None).await
}

async fn failing(server: &Server) -> ScimError {
    run(server).await.unwrap_err().error
}

async fn serving(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
    Server::start(move |request| if request.path == "/Users" { handler(request) } else { plain(request) })
        .await
}

fn codes(read: &ScimRead) -> Vec<&str> {
    read.problems.iter().map(|x| x.code.as_str()).filter(|x| !x.starts_with("no-discovery")).collect()
}

fn missing(read: &ScimRead) -> Vec<(Part, Extent)> {
    read.missing.parts().collect()
}

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
        }
    );
    assert!(error.to_string().ends_with("asks to wait 1 day"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(server.asked("/Users"), 1);
}

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
async fn a_failing_page_costs_only_what_is_on_it() {
    let server = serving(|request| {
        let (start, count) = (request.number("startIndex"), request.number("count"));
        // the 24th user breaks the server
        if start <= 24 && 24 < start + count {
            return Reply::new(500, "application/json", r#"{"detail":"cannot serialise"}"#);
        }
        Reply::json(&page(&users(45), request, 10))
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (44, false));
    assert!(done.snapshot.find_person("u24").is_none());
    assert_eq!(missing(&done), [(Part::People, Extent::Entries(1))]);
    let problem = done.problems.iter().find(|x| x.code == "page-failed").unwrap();
    assert!(problem.message.starts_with("Users 24 to 24 cannot be read"), "{problem}");
    assert!(problem.message.ends_with("failed (500): cannot serialise"), "{problem}");
}

/// A server that gives pages of at most so many, and fails for each with a broken user on it.
async fn with_broken(all: usize, most: usize, broken: std::ops::RangeInclusive<usize>) -> Server {
    serving(move |request| {
        let start = request.number("startIndex");
        let end = start + request.number("count").min(most);
        if (start..end).any(|x| broken.contains(&x)) {
            return Reply::new(500, "application/json", r#"{"detail":"cannot serialise"}"#);
        }
        Reply::json(&page(&users(all), request, most))
    })
    .await
}

fn hundreds(server: &Server) -> Settings {
    let mut settings = settings(&server.url);
    settings.limits.page_size = 100;
    settings
}

#[tokio::test]
async fn a_broken_user_costs_only_itself_where_pages_are_smaller_than_asked_for() {
    let server = with_broken(45, 10, 17..=17).await;
    let done = run_with(&hundreds(&server), None).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (44, false));
    assert!(done.snapshot.find_person("u17").is_none());
    let problem = done.problems.iter().find(|x| x.code == "page-failed").unwrap();
    assert!(problem.message.starts_with("Users 17 to 17 cannot be read"), "{problem}");
    assert!(server.asked("/Users") <= 16, "{}", server.asked("/Users"));
}

#[tokio::test]
async fn a_broken_user_on_the_first_page_costs_only_itself() {
    let server = with_broken(40, 100, 3..=3).await;
    let done = run_with(&hundreds(&server), None).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (39, false));
    assert!(done.snapshot.find_person("u3").is_none());
    assert_eq!(done.problems.iter().filter(|x| x.code == "page-failed").count(), 1);
    assert!(server.asked("/Users") <= 20, "{}", server.asked("/Users"));
}

#[tokio::test]
async fn broken_users_beside_each_other_are_one_problem() {
    let server = with_broken(40, 100, 12..=14).await;
    let done = run_with(&settings(&server.url), None).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (37, false));
    let problems: Vec<_> = done.problems.iter().filter(|x| x.code == "page-failed").collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.starts_with("Users 12 to 14 cannot be read"), "{problems:?}");
    assert_eq!(missing(&done), [(Part::People, Extent::Entries(3))]);
}

#[tokio::test]
async fn a_list_that_fails_for_good_is_not_asked_for_without_end() {
    let server = with_broken(1_000, 100, 101..=1_000).await;
    let done = run_with(&hundreds(&server), None).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (100, false));
    assert_eq!(missing(&done), [(Part::People, Extent::Rest)], "nobody knows how much of it");
    assert!(codes(&done).contains(&"list-cut"), "{:?}", codes(&done));
    assert!(server.asked("/Users") < 100, "{}", server.asked("/Users"));
}

#[tokio::test]
async fn only_what_a_part_can_help_is_asked_for_in_parts() {
    for status in [401, 403, 400] {
        let server = serving(move |_| Reply::new(status, "application/json", "{}")).await;
        failing(&server).await;
        assert_eq!(server.asked("/Users"), 1, "{status}");
    }
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
async fn a_list_that_breaks_off_keeps_what_came() {
    let server = serving(|request| {
        if request.number("startIndex") > 20 {
            return Reply::new(200, "application/json", "{ \"Resour");
        }
        let mut page = page(&users(45), request, 10);
        page.as_object_mut().unwrap().remove("totalResults");
        Reply::json(&page)
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (20, false));
    assert!(codes(&done).contains(&"list-cut"));
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
async fn the_token_never_goes_to_another_host() {
    let other = serving(|request| Reply::json(&page(&users(3), request, 10))).await;
    let target = format!("{}/Users", other.url);
    let server = Server::start(move |_| Reply::new(302, "text/plain", "").with("Location", &target)).await;
    let error = failing(&server).await;
    assert!(matches!(&error, ScimError::Redirected { to, .. } if *to == other.url), "{error}");
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn redirects_that_lead_nowhere_are_called_what_they_are() {
    let server = serving(|_| Reply::new(302, "text/plain", "").with("Location", "/Users")).await;
    let error = failing(&server).await;
    assert!(matches!(error, ScimError::Redirected { how: Redirect::Circle, .. }), "{error}");
    assert!(error.to_string().ends_with("redirects in a circle"), "{error}");
    let server = serving(|request| {
        let to = format!("https://{}/Users", request.header("host").unwrap());
        Reply::new(301, "text/plain", "").with("Location", &to)
    })
    .await;
    let error = failing(&server).await;
    assert!(error.to_string().contains("redirects from http to https, `https://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_proxy_that_refuses_is_named() {
    for (status, reason) in [(407, "asks for a name and password"), (403, "does not connect to the server")] {
        let proxy = Server::start(move |_| Reply::new(status, "text/plain", "")).await;
        let mut settings = settings("https://tenant.invalid/scim");
        settings.proxy = Some(proxy.url.clone());
        settings.limits.retries = 0;
        let error = run_with(&settings, None).await.unwrap_err().error;
        let wanted = format!("through the proxy `{}`: the proxy {reason}", proxy.url);
        assert!(error.to_string().ends_with(&wanted), "{error}");
        assert!(error.hint().contains("proxy"), "{}", error.hint());
    }
}

#[tokio::test]
async fn a_token_may_be_pasted_with_the_word_before_it() {
    let server = serving(|request| Reply::json(&page(&users(3), request, 10))).await;
    let (mapping, cancel) = (ScimMapping::default(), CancelToken::new());
    let token = Secret::from("bearer  planted-secret-7731");
    read(&settings(&server.url), &token, &mapping, |_| (), cancel, None).await.unwrap();
    let last = server.requests().pop().unwrap();
    assert_eq!(last.header("authorization"), Some("Bearer planted-secret-7731"));
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed() {
    let server = Server::start(|request| match request.path.as_str() {
        "/scim/Users" => Reply::new(308, "text/plain", "").with("Location", "/scim/v2/Users"),
        "/scim/v2/Users" => Reply::json(&page(&users(3), request, 10)),
        "/scim/Groups" => Reply::json(&json!({ "totalResults": 0 })),
        _ => Reply::new(302, "text/plain", "").with("Location", &request.path),
    })
    .await;
    let done = run_with(&settings(&format!("{}/scim///", server.url)), None).await.unwrap();
    // the query is the server's business after a redirect
    assert_eq!(done.snapshot.people.len(), 3);
    let last = server.requests().into_iter().rfind(|x| x.path == "/scim/v2/Users").unwrap();
    assert_eq!(last.header("authorization"), Some("Bearer planted-secret-7731"));
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
    assert_eq!(error.to_string().split(" sends").nth(1), Some(" too much: more than 1 MB in one answer"));
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

fn groups_server(
    groups: Value,
    one: impl Fn(&str) -> Option<Value> + Send + Sync + 'static,
    all: Vec<Value>,
) -> impl Fn(&Request) -> Reply {
    move |request| match request.path.as_str() {
        "/Users" => Reply::json(&page(&all, request, 100)),
        "/Groups" => Reply::json(&page(groups.as_array().unwrap(), request, 100)),
        path => match path.strip_prefix("/Groups/").and_then(&one) {
            Some(group) => Reply::json(&group),
            None => plain(request),
        },
    }
}

fn members(read: &ScimRead) -> Vec<String> {
    let s = &read.snapshot;
    (s.memberships.iter())
        .map(|m| {
            let who = match m.member {
                Member::Person(p) => s.person(p).unwrap().id.clone(),
                Member::Group(g) => format!("group {}", s.group(g).unwrap().id),
            };
            format!("{} > {who}", s.group(m.group).unwrap().id)
        })
        .collect()
}

#[tokio::test]
async fn members_may_be_named_in_many_ways() {
    let groups = json!([
        { "id": "g1", "displayName": "One", "members": [
            { "value": "u1" }, { "value": "USER2" }, "u3", { "$ref": "https://x.example/v2/Users/u4" },
            { "display": "g-two", "type": "Group" }, { "value": "nobody" }, { "value": "https://x.example/Users/u5", "$ref": "../Users/u5" }
        ]},
        { "id": "g2", "displayName": "G-Two", "members": null },
    ]);
    let server = Server::start(groups_server(groups, |_| None, users(5))).await;
    let done = run(&server).await.unwrap();
    assert_eq!(members(&done), ["g1 > u1", "g1 > u2", "g1 > u3", "g1 > u4", "g1 > u5", "g1 > group g2"]);
    let problem = done.problems.iter().find(|x| x.code == "unknown-member").unwrap();
    assert!(problem.message.contains("member `nobody` of group `One` is neither"), "{problem}");
    assert!(problem.place.to_string().ends_with("Groups/g1.members[5]"), "{problem}");
    assert!(codes(&done).contains(&"member-by-name"));
}

#[tokio::test]
async fn members_may_only_be_had_one_group_at_a_time() {
    let groups = json!([{ "id": "g1", "displayName": "One" }, { "id": "g2", "displayName": "Two" }]);
    let one = |id: &str| {
        let members = json!([{ "value": if id == "g1" { "u1" } else { "u2" } }]);
        Some(json!({ "id": id, "displayName": id, "members": members }))
    };
    let server = Server::start(groups_server(groups, one, users(3))).await;
    let done = run(&server).await.unwrap();
    assert_eq!(
        (members(&done), done.is_complete()),
        (vec!["g1 > u1".to_owned(), "g2 > u2".to_owned()], true)
    );

    let groups = json!([{ "id": "g1", "displayName": "One" }, { "id": "g2", "displayName": "Two" }]);
    let one = |id: &str| (id == "g1").then(|| json!({ "id": "g1", "members": [{ "value": "u1" }] }));
    let server = Server::start(groups_server(groups, one, users(3))).await;
    let done = run(&server).await.unwrap();
    assert_eq!(members(&done), ["g1 > u1"]);
    assert_eq!(missing(&done), [(Part::Members, Extent::Entries(1))]);
}

#[tokio::test]
async fn members_may_only_be_known_to_users() {
    let mut all = users(3);
    all[0]["groups"] = json!([{ "value": "g1", "type": "direct" }, { "value": "g2", "type": "indirect" }]);
    all[1]["groups"] = json!([{ "value": "g3", "display": "Hidden" }]);
    let groups = json!([{ "id": "g1", "displayName": "One", "members": [] }, { "id": "g2", "displayName": "Two", "members": [{ "value": "g1" }] }]);
    let server = Server::start(groups_server(groups, |_| None, all)).await;
    let done = run(&server).await.unwrap();
    assert_eq!(members(&done), ["g1 > u1", "g2 > group g1", "g3 > u2"]);
    assert!(codes(&done).contains(&"unlisted-group"));
}

#[tokio::test]
async fn attributes_are_taken_as_they_are_meant() {
    let all = vec![
        json!({ "id": "u1", "userName": "a", "active": "False", "name": { "givenName": "Anna", "familyName": "Ader" } }),
        json!({ "ID": 7, "username": "b", "Active": "true", "emails": ["b@x.example"], "roles": ["r1"] }),
        json!({ "userName": "c", "roles": [{ "value": "{\"id\":\"0\",\"value\":\"r2\"}", "display": "Role 2" }] }),
        json!({ "nothing": true }),
        json!({ "id": "u5", "userName": "e", "active": "perhaps", "meta": { "created": "2020-01-02T03:04:05" } }),
    ];
    let server = serving(move |request| Reply::json(&page(&all, request, 10))).await;
    let done = run(&server).await.unwrap();
    let s = &done.snapshot;
    let person = |id: &str| s.person(s.find_person(id).unwrap()).unwrap();
    assert_eq!((person("u1").name.as_str(), person("u1").active), ("Anna Ader", false));
    assert_eq!((person("7").email.as_deref(), person("7").active), (Some("b@x.example"), true));
    assert_eq!(person("u5").created, Some("2020-01-02T03:04:05Z".parse().unwrap()));
    assert_eq!(s.roles.iter().map(|x| x.id.as_str()).collect::<Vec<_>>(), ["r1", "r2"]);
    assert!(!done.is_complete(), "one user could not be told from others");
    for code in ["flag-as-text", "no-id", "no-id-at-all", "bad-flag", "no-meta", "role-without-grants"] {
        assert!(codes(&done).contains(&code), "{code} in {:?}", codes(&done));
    }
}

#[tokio::test]
async fn roles_may_be_resources() {
    let server = Server::start(|request| match request.path.as_str() {
        "/ResourceTypes" => Reply::json(&json!([
            { "name": "User", "endpoint": "/Users" }, { "name": "Role", "endpoint": "/Roles" }
        ])),
        "/Roles" => Reply::json(&json!({ "totalResults": 2, "Resources": [
            { "id": "lead", "displayName": "Lead", "permissions": [{ "value": "tickets.close" }], "contains": [{ "value": "agent" }], "members": [{ "value": "u1" }] },
            { "id": "agent", "displayName": "Agent", "permissions": ["tickets.read"] },
        ]})),
        "/Users" => Reply::json(&page(&users(2), request, 10)),
        _ => plain(request),
    })
    .await;
    let done = run(&server).await.unwrap();
    let s = &done.snapshot;
    assert_eq!((s.roles.len(), s.grants.len(), s.inclusions.len(), s.assignments.len()), (2, 2, 1, 1));
}

#[tokio::test]
async fn groups_that_may_not_be_read_are_said_to_be_missing() {
    let server = Server::start(|request| match request.path.as_str() {
        "/Users" => Reply::json(&page(&users(2), request, 10)),
        "/Groups" => Reply::new(403, "application/json", r#"{"detail":"no"}"#),
        _ => plain(request),
    })
    .await;
    let done = run(&server).await.unwrap();
    assert_eq!((done.snapshot.people.len(), done.is_complete()), (2, false));
    assert!(codes(&done).contains(&"list-missing"));
    assert_eq!(missing(&done), [(Part::Groups, Extent::Whole)]);
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
async fn addresses_are_checked_before_anything_is_sent() {
    for (address, word) in [
        ("http://tenant.example/scim", "is not encrypted"),
        ("ftp://tenant.example", "is not the address of a server"),
        ("tenant.example/scim", "is not the address of a server"),
        ("https://user:hunter2@tenant.example", "holds a user name or password"),
        ("", "is not the address of a server"),
    ] {
        let error = run_with(&settings(address), None).await.unwrap_err().error;
        assert!(error.to_string().contains(word), "{address}: {error}");
        assert!(!format!("{error:?}").contains("hunter2"));
    }
    let bad = Settings { ca_pem: Some(b"no certificate".to_vec()), ..settings("https://127.0.0.1:9") };
    assert!(run_with(&bad, None).await.unwrap_err().error.to_string().contains("CA file"));
    let bad = Settings { proxy: Some("http://u:hunter2@[".to_owned()), ..settings("https://127.0.0.1:9") };
    let error = run_with(&bad, None).await.unwrap_err().error;
    assert!(error.to_string().contains("is not the address of a proxy"), "{error}");
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[tokio::test]
async fn no_error_shows_the_token() {
    for reply in [
        Reply::html(401),
        Reply::html(500),
        Reply::new(400, "application/json", r#"{"detail":"bad filter"}"#),
    ] {
        let server = serving(move |_| reply.clone()).await;
        let error = run(&server).await.unwrap_err();
        assert!(!format!("{error:?} {error} {}", error.error.hint()).contains("planted-secret"));
    }
}

#[tokio::test]
async fn what_the_server_quotes_of_the_token_is_struck() {
    let hidden = |said: &str| {
        assert!(said.contains("•••"), "{said}");
        for part in ["planted-secret", "secret%2D", "YW50ZWQtc2VjcmV0"] {
            assert!(!said.contains(part), "{said}");
        }
    };
    for quoted in [
        format!("Bearer {TOKEN}"),
        TOKEN.replace('-', "%2D"),
        "QmVhcmVyIHBsYW50ZWQtc2VjcmV0LTc3MzE=".to_owned(),
    ] {
        for status in [200, 400, 500] {
            let body = format!(r#"{{"status":"400","detail":"token {quoted} is not allowed here"}}"#);
            let server = serving(move |_| Reply::new(status, "application/json", body.clone())).await;
            let error = run(&server).await.unwrap_err();
            hidden(&format!("{error:?} {error} {}", error.error.hint()));
        }
        let place = format!("/elsewhere?t={quoted}");
        let server = serving(move |_| Reply::new(302, "text/plain", "").with("Location", &place)).await;
        hidden(&failing(&server).await.to_string());
    }

    let user = json!({ "id": TOKEN, "userName": "a", "active": "perhaps" });
    let server = serving(move |_| Reply::json(&json!({ "totalResults": 1, "Resources": [user] }))).await;
    hidden(&format!("{:?}", run(&server).await.unwrap().problems));

    let body = format!(r#"{{"detail":"no {TOKEN}"}}"#);
    let server = serving(move |_| Reply::new(400, "application/json", body.clone())).await;
    let (mapping, now) = (ScimMapping::default(), "2026-11-22T00:00:00Z".parse().unwrap());
    let (token, cancel) = (Secret::from(TOKEN), CancelToken::new());
    let steps = test(&settings(&server.url), &token, &mapping, now, |_| (), cancel).await;
    assert!(steps.iter().any(|x| x.state == StepState::Failed));
    hidden(&format!("{steps:?}"));
}

#[tokio::test]
async fn a_read_that_failed_does_not_say_that_there_is_nothing_to_do() {
    for reply in [Reply::html(401), Reply::html(404), Reply::html(200)] {
        let server = Server::start(move |_| reply.clone()).await;
        let error = run(&server).await.unwrap_err();
        assert!(error.problems.is_empty(), "{:?}", error.problems);
    }
}

#[tokio::test]
async fn each_fault_of_a_certificate_has_its_own_remedy() {
    let refused = async |url: &str, pem: Vec<u8>| {
        let settings = Settings { ca_pem: Some(pem), ..settings(url) };
        let error = run_with(&settings, None).await.unwrap_err().error;
        format!("{error}; {}", error.hint())
    };
    let (server, pem) = Server::start_tls(2026, plain).await;
    let expired = refused(&server.url, pem).await;
    assert!(expired.contains("has expired; ask whoever runs the server to renew it"), "{expired}");

    let (server, pem) = Server::start_tls(2090, plain).await;
    let named = refused(&server.url.replace("localhost", "127.0.0.1"), pem).await;
    assert!(named.contains("is for another name; enter the address with the name"), "{named}");

    let mut about = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    about.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let (server, pem) = Server::start_tls_as(about, plain).await;
    let own = refused(&server.url, pem).await;
    assert!(own.contains("the certificate of the server is given as its own authority"), "{own}");
    for text in [expired, named, own] {
        assert!(!text.contains("private CA") && !text.contains("Other"), "{text}");
    }
}

#[tokio::test]
async fn plain_http_where_tls_is_wanted_is_a_tls_error() {
    let server = serving(|_| Reply::html(200)).await;
    let error = run_with(&settings(&server.url.replace("http:", "https:")), None).await.unwrap_err().error;
    assert!(matches!(error, ScimError::Tls { .. } | ScimError::Unreachable { .. }), "{error}");
    assert!(!matches!(error, ScimError::Unreachable { .. }), "{error}");
}

#[tokio::test]
async fn a_private_certificate_is_trusted_when_it_is_given_and_not_before() {
    let (server, pem) = Server::start_tls(2090, |request| match request.path.as_str() {
        "/Users" => Reply::json(&page(&users(3), request, 10)),
        _ => plain(request),
    })
    .await;
    let stranger = settings(&server.url);
    let error = run_with(&stranger, None).await.unwrap_err().error;
    assert!(matches!(&error, ScimError::Tls { reason, .. } if reason.contains("authority")), "{error}");
    assert!(server.requests().is_empty(), "nothing was said to a server that is not trusted");
    let friend = Settings { ca_pem: Some(pem), ..stranger };
    assert_eq!(run_with(&friend, None).await.unwrap().snapshot.people.len(), 3);
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
