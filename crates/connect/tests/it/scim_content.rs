//! Users, groups and roles that are told in other ways than the rules say.

use crate::support::http::{Reply, Request, Server, page, plain, users};
use crate::support::scim::{codes, missing, run, serving};
use serde_json::{Value, json};
use steward_connect::scim::ScimRead;
use steward_connect::{Extent, Part};
use steward_model::Member;

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
    assert_eq!(missing(&done), [(Part::Members, Extent::Entries(1))]);
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
async fn groups_that_are_not_there_say_nothing_against_the_address() {
    let server = Server::start(|request| match request.path.as_str() {
        "/Users" => Reply::json(&page(&users(2), request, 10)),
        _ => Reply::new(404, "application/json", r#"{"detail":"no"}"#),
    })
    .await;
    let done = run(&server).await.unwrap();
    let problem = done.problems.iter().find(|x| x.code == "list-missing").unwrap();
    assert!(problem.message.starts_with("groups cannot be read: there is nothing at `"), "{problem}");
    assert!(problem.hint.starts_with("ask the vendor") && !problem.hint.contains("base URL"), "{problem}");
}
