//! A tenant behind a server: tokens, refreshes that fail, and going on where a read stopped.

use super::{Bench, NOW};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use steward_desk::export::{ExportFormat, ExportRequest, ListFormat};
use steward_desk::wire::{
    EnvironmentKind, ErrorCode, ListKind, RowKind, ScimConnection, SecretStoreKind, TenantKind,
};
use steward_desk::{Clock, Desk, Job, Options, Secret, Surface};

const TOKEN: &str = "planted-token-9d2e";

/// How the server behaves.
#[derive(Clone, Debug, Default)]
struct Manners {
    /// How many users there are.
    users: usize,
    /// Users from here on are not given out: the server fails.
    broken_from: Option<usize>,
    /// Users that the server cannot show: every page with one of them fails.
    broken: Vec<usize>,
    /// Another token than the one that was given.
    token: Option<&'static str>,
    /// Answers pages for people.
    html: bool,
    /// Does not show its groups.
    no_groups: bool,
}

/// A SCIM server of a few lines, on a free port.
struct Server {
    url: String,
    manners: Arc<Mutex<Manners>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(users: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/scim/v2", listener.local_addr().unwrap());
        let manners = Arc::new(Mutex::new(Manners { users, ..Manners::default() }));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (rules, log) = (manners.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (rules, log) = (rules.clone(), log.clone());
                std::thread::spawn(move || serve(stream, &rules, &log));
            }
        });
        Self { url, manners, asked }
    }

    fn behave(&self, change: impl FnOnce(&mut Manners)) {
        change(&mut self.manners.lock().unwrap());
    }

    fn connection(&self) -> ScimConnection {
        ScimConnection {
            url: self.url.clone(),
            pack: None,
            environment: EnvironmentKind::Sandbox,
            proxy: None,
            ca_file: None,
        }
    }
}

fn serve(mut stream: TcpStream, manners: &Mutex<Manners>, log: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request).unwrap_or(0) == 0 {
            return;
        }
        let mut token = String::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("authorization")
            {
                token = value.trim().trim_start_matches("Bearer ").to_owned();
            }
        }
        let target = request.split(' ').nth(1).unwrap_or_default().to_owned();
        log.lock().unwrap().push(target.clone());
        let (status, kind, body) = answer(&target, &token, &manners.lock().unwrap());
        let head =
            format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len());
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).is_err() {
            return;
        }
    }
}

fn answer(target: &str, token: &str, manners: &Manners) -> (&'static str, &'static str, String) {
    const SCIM: &str = "application/scim+json";
    if manners.html {
        return ("200 OK", "text/html", "<!doctype html><title>Sign in</title>".into());
    }
    if token != manners.token.unwrap_or(TOKEN) {
        return ("401 Unauthorized", SCIM, r#"{"status":"401","detail":"no"}"#.into());
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let number = |name: &str, or: usize| {
        let value = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        value.and_then(|(_, value)| value.parse().ok()).unwrap_or(or)
    };
    let (start, count) = (number("startIndex", 1).max(1), number("count", 10).min(10));
    let list = |resources: Vec<String>, total: usize| {
        format!(
            r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{total},"startIndex":{start},"itemsPerPage":{},"Resources":[{}]}}"#,
            resources.len(),
            resources.join(",")
        )
    };
    match path.rsplit('/').next().unwrap_or_default() {
        "ServiceProviderConfig" => (
            "200 OK",
            SCIM,
            r#"{"patch":{"supported":false},"filter":{"supported":true,"maxResults":10}}"#.into(),
        ),
        "Users" => {
            let end = (start - 1 + count).min(manners.users);
            if manners.broken_from.is_some_and(|from| end > from) {
                return ("401 Unauthorized", SCIM, r#"{"status":"401"}"#.into());
            }
            if manners.broken.iter().any(|user| (start..=end).contains(user)) {
                return ("501 Not Implemented", SCIM, r#"{"status":"501","detail":"a broken user"}"#.into());
            }
            let user = |n: usize| {
                format!(
                    r#"{{"id":"u{n}","userName":"user{n}","active":true,"roles":[{{"value":"tester"}}],"entitlements":[{{"value":"docs.read"}}]}}"#
                )
            };
            ("200 OK", SCIM, list((start..=end).map(user).collect(), manners.users))
        }
        "Groups" if manners.no_groups => ("403 Forbidden", SCIM, r#"{"status":"403"}"#.into()),
        "Groups" => {
            let group = r#"{"id":"g1","displayName":"Pilots","members":[{"value":"u1"},{"value":"u2"}]}"#;
            ("200 OK", SCIM, list(vec![group.to_owned()], 1))
        }
        _ => ("404 Not Found", SCIM, r#"{"status":"404"}"#.into()),
    }
}

/// The workspace of a bench, with a passphrase for where no keyring runs.
async fn sit(bench: &Bench) -> Desk {
    let clock = bench.clock.clone();
    Desk::open(Options {
        workspace: bench.workspace(),
        surface: Surface::Window,
        clock: Clock::new(move || *clock.lock().unwrap()),
        operator_name: "ines".into(),
        passphrase: Some(Secret::new("correct horse battery staple".into())),
        memory: None,
        version: "0.0.0-test".into(),
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_tenant_is_read_and_its_token_kept_apart() {
    let (bench, server) = (Bench::new().await, Server::start(25));
    let desk = sit(&bench).await;
    let token = Secret::new(TOKEN.into());
    let report = desk.add_scim("cloud", server.connection(), token, &Job::quiet()).await.unwrap();
    let tenant = &report.tenant;
    assert_eq!((tenant.kind, tenant.environment), (TenantKind::Scim, EnvironmentKind::Sandbox));
    assert_eq!((tenant.counts.people, tenant.counts.groups, tenant.counts.roles), (25, 1, 1));
    assert_eq!(tenant.address, server.url);
    let codes: Vec<&str> = report.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(
        (codes, report.problems_total),
        (vec!["role-without-grants"], 1),
        "what it lacks is no problem"
    );
    let who = desk.who("cloud", "docs.read", None, None).await.unwrap();
    assert_eq!(who.total, 25);

    // another process finds the token again
    drop(desk);
    let desk = sit(&bench).await;
    let secrets = desk.workspace().await.unwrap().secrets;
    let file = secrets.kind == SecretStoreKind::PassphraseFile;
    assert!(file || secrets.kind == SecretStoreKind::Keyring, "{secrets:?}");
    assert_eq!(secrets.file_exists, file, "{secrets:?}");
    server.behave(|manners| manners.users = 27);
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!((report.changed, report.tenant.counts.people), (true, 27));
    assert!(desk.test_tenant("cloud", &Job::quiet()).await.unwrap().ok);
    let stopped = Job::quiet();
    stopped.cancel.cancel();
    server.asked.lock().unwrap().clear();
    let test = desk.test_tenant("cloud", &stopped).await.unwrap();
    assert!(!test.ok, "a test that was stopped did not pass");
    assert!(server.asked.lock().unwrap().is_empty(), "and asked for nothing more");

    for file in ["steward.db", "steward.db-wal", "secrets.age"] {
        let bytes = std::fs::read(bench.workspace().join(file)).unwrap_or_default();
        assert!(!bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes()), "{file}");
    }
    desk.remove("cloud").await.unwrap();
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn every_failure_says_its_own_and_keeps_the_last_good_snapshot() {
    let (bench, server) = (Bench::new().await, Server::start(25));
    let desk = sit(&bench).await;
    desk.add_scim("cloud", server.connection(), Secret::new(TOKEN.into()), &Job::quiet()).await.unwrap();
    bench.until("2026-11-22T12:00:00Z");

    server.behave(|manners| manners.token = Some("another"));
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unauthorised, "{error:?}");
    assert!(error.meaning.contains("you still see the state of 2026-11-22 10:00 UTC"), "{error:?}");
    server.behave(|manners| (manners.token, manners.html) = (None, true));
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadAnswer, "{error:?}");

    let tenant = desk.tenants().await.unwrap().remove(0);
    assert!(tenant.stale);
    assert_eq!(tenant.snapshot.unwrap().taken_at, NOW);
    assert_eq!(desk.who("cloud", "docs.read", None, None).await.unwrap().total, 25);
    let entries = desk.entries(Some("cloud"), 4).await.unwrap();
    let said: Vec<(&str, &str)> =
        entries.iter().map(|entry| (entry.outcome.as_str(), entry.detail.as_str())).collect();
    let intent = ("intent", r#"{"kind":"scim"}"#);
    let failed = |detail| ("failed", detail);
    let wanted = [failed(r#"{"code":"bad-answer"}"#), intent, failed(r#"{"code":"unauthorised"}"#), intent];
    assert_eq!(said, wanted, "what reached out is on record before and after");

    server.behave(|manners| manners.html = false);
    desk.set_token("cloud", Secret::new("wrong".into())).await.unwrap();
    assert_eq!(desk.refresh("cloud", &Job::quiet()).await.unwrap_err().code, ErrorCode::Unauthorised);
    desk.set_token("cloud", Secret::new(TOKEN.into())).await.unwrap();
    assert!(!desk.refresh("cloud", &Job::quiet()).await.unwrap().tenant.stale);
}

#[tokio::test]
async fn a_first_read_that_lacks_a_part_says_so_everywhere() {
    let (bench, server) = (Bench::new().await, Server::start(25));
    let desk = sit(&bench).await;
    server.behave(|manners| manners.no_groups = true);
    let token = Secret::new(TOKEN.into());
    let report = desk.add_scim("cloud", server.connection(), token, &Job::quiet()).await.unwrap();
    let last = report.tenant.last_attempt.unwrap();
    assert_eq!((report.tenant.counts.groups, last.ok, last.complete), (0, true, false), "it is kept");
    assert_eq!(desk.missing("cloud").await.unwrap().as_deref(), Some("groups could not be read"));
    let request = |format| ExportRequest { format, rows: RowKind::People, out: None, at: None };
    let sarif = desk.export("cloud", request(ExportFormat::Sarif)).await.unwrap().text.unwrap();
    let log: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(note["message"]["text"], "this reading is incomplete: groups could not be read");
    let said = "groups could not be read. What is not there is not in this file.";
    for format in [ExportFormat::Json, ExportFormat::Md, ExportFormat::Html, ExportFormat::Csv] {
        let exported = desk.export("cloud", request(format)).await.unwrap();
        assert_eq!(exported.about.incomplete.as_deref(), Some("groups could not be read"), "{format:?}");
        let text = exported.text.unwrap();
        match format {
            ExportFormat::Json => {
                assert!(text.contains(r#""incomplete": "groups could not be read""#), "{text}")
            }
            ExportFormat::Csv => assert!(!text.contains("could not be read"), "a plain table: {text}"),
            _ => assert!(text.contains("Incomplete reading") && text.contains(said), "{text}"),
        }
    }
    for format in [ListFormat::Md, ListFormat::Json] {
        let query = super::listed(ListKind::People);
        let list = desk.export_list("cloud", &query, &[], format, None).await.unwrap().text.unwrap();
        assert!(list.contains("groups could not be read"), "{list}");
    }

    server.behave(|manners| manners.html = true);
    desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    let missing = desk.missing("cloud").await.unwrap();
    assert_eq!(missing.as_deref(), Some("groups could not be read"), "what is shown still lacks them");

    server.behave(|manners| (manners.html, manners.no_groups) = (false, false));
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!(report.tenant.counts.groups, 1);
    assert_eq!(desk.missing("cloud").await.unwrap(), None);
    let whole = desk.export("cloud", request(ExportFormat::Md)).await.unwrap();
    assert_eq!(whole.about.incomplete, None);
    assert!(!whole.text.unwrap().contains("Incomplete reading"));
}

#[tokio::test]
async fn a_tenant_that_always_lacks_a_part_is_read_again() {
    let (bench, server) = (Bench::new().await, Server::start(25));
    let desk = sit(&bench).await;
    server.behave(|manners| (manners.no_groups, manners.broken) = (true, vec![17]));
    desk.add_scim("cloud", server.connection(), Secret::new(TOKEN.into()), &Job::quiet()).await.unwrap();
    let missing = desk.missing("cloud").await.unwrap();
    assert_eq!(missing.as_deref(), Some("groups and 1 person could not be read"));

    // somebody leaves: what is missing is the same as before
    server.behave(|manners| manners.users = 24);
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!((report.changed, report.tenant.counts.people, report.tenant.stale), (true, 23, false));
    assert!(!report.tenant.last_attempt.unwrap().complete);
    assert_eq!(desk.missing("cloud").await.unwrap(), missing);

    // one more cannot be read, who was not known: nothing known is lost
    server.behave(|manners| (manners.users, manners.broken) = (26, vec![17, 26]));
    assert_eq!(desk.refresh("cloud", &Job::quiet()).await.unwrap().tenant.counts.people, 24);

    // one more cannot be read, who was
    server.behave(|manners| manners.broken = vec![5, 17, 26]);
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WouldLose, "{error:?}");
    assert_eq!(error.message, "`cloud` could be read in part only; nothing was replaced");
    let lost = "groups and 3 people could not be read, and 1 person, 1 assignment of a role and 1 grant would be lost";
    assert!(error.meaning.starts_with(lost), "{error:?}");
    assert!(error.hint.contains("`steward tenant refresh cloud --accept-loss`"), "{error:?}");
    let tenant = desk.tenants().await.unwrap().remove(0);
    assert_eq!((tenant.counts.people, tenant.stale), (24, true), "the last good state stays");

    let yes = Job { accept_loss: true, ..Job::quiet() };
    let report = desk.refresh("cloud", &yes).await.unwrap();
    assert_eq!((report.tenant.counts.people, report.problems[0].code.as_str()), (23, "known-lost"));
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!((report.changed, report.tenant.stale), (false, false), "and from then on it is known");

    server.behave(|manners| (manners.no_groups, manners.broken) = (false, Vec::new()));
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!((report.tenant.counts.people, report.tenant.counts.groups), (26, 1));
    assert_eq!(desk.missing("cloud").await.unwrap(), None);

    server.behave(|manners| manners.no_groups = true);
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    let lost = "groups could not be read, and 1 group and 2 memberships would be lost";
    assert!(error.meaning.starts_with(lost), "{error:?}");
    assert_eq!(desk.missing("cloud").await.unwrap(), None, "what is shown is whole");
}

#[tokio::test]
async fn a_read_that_was_refused_is_not_gone_on_with() {
    let (bench, server) = (Bench::new().await, Server::start(15));
    let desk = sit(&bench).await;
    desk.add_scim("cloud", server.connection(), Secret::new(TOKEN.into()), &Job::quiet()).await.unwrap();
    server.behave(|manners| (manners.users, manners.broken_from, manners.broken) = (45, Some(30), vec![5]));
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Unauthorised, "it stops, and what it had is kept: {error:?}");
    server.behave(|manners| manners.broken_from = None);
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WouldLose, "{error:?}");
    server.behave(|manners| manners.broken = Vec::new());
    assert_eq!(desk.refresh("cloud", &Job::quiet()).await.unwrap().tenant.counts.people, 45);
    assert_eq!(desk.missing("cloud").await.unwrap(), None, "what has healed is seen");
}

#[tokio::test]
async fn a_server_that_lists_nobody_replaces_nothing() {
    let (bench, server) = (Bench::new().await, Server::start(25));
    let desk = sit(&bench).await;
    desk.add_scim("cloud", server.connection(), Secret::new(TOKEN.into()), &Job::quiet()).await.unwrap();
    server.behave(|manners| manners.users = 0);
    let error = desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::WouldLose);
    // the groups still name everybody, and nobody is there to be named
    assert_eq!(error.message, "`cloud` could be read in part only; nothing was replaced");
    assert!(error.meaning.contains("25 people"), "{}", error.meaning);
    assert!(error.hint.contains("--accept-loss"), "{}", error.hint);
    let tenant = desk.tenants().await.unwrap().remove(0);
    assert_eq!((tenant.counts.people, tenant.stale), (25, true));
    let yes = Job { accept_loss: true, ..Job::quiet() };
    assert_eq!(desk.refresh("cloud", &yes).await.unwrap().tenant.counts.people, 0);
}

#[tokio::test]
async fn a_read_that_stopped_goes_on_in_another_process() {
    let (bench, server) = (Bench::new().await, Server::start(15));
    let desk = sit(&bench).await;
    desk.add_scim("cloud", server.connection(), Secret::new(TOKEN.into()), &Job::quiet()).await.unwrap();
    server.behave(|manners| (manners.users, manners.broken_from) = (45, Some(30)));
    desk.refresh("cloud", &Job::quiet()).await.unwrap_err();
    drop(desk);

    let desk = sit(&bench).await;
    server.behave(|manners| manners.broken_from = None);
    server.asked.lock().unwrap().clear();
    let report = desk.refresh("cloud", &Job::quiet()).await.unwrap();
    assert_eq!(report.tenant.counts.people, 45);
    let asked = server.asked.lock().unwrap().clone();
    assert!(asked.iter().any(|target| target.contains("startIndex=31")), "{asked:?}");
    assert!(
        !asked.iter().any(|target| target.contains("/Users") && target.contains("startIndex=1&")),
        "{asked:?}"
    );
}
