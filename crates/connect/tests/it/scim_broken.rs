//! Pages that fail: what can be read around them is, and what is missing is said with its extent.

use crate::support::http::{Reply, Server, page, users};
use crate::support::scim::{codes, failing, missing, run, run_with, serving, settings};
use steward_connect::scim::Settings;
use steward_connect::{Extent, Part};

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
