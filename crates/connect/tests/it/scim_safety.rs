//! Where the token goes, what is said of it, and whom a connection trusts.

use crate::support::http::{Reply, Server, page, plain, users};
use crate::support::scim::{TOKEN, failing, run, run_with, serving, settings};
use serde_json::json;
use steward_connect::CancelToken;
use steward_connect::scim::{Redirect, ScimError, ScimMapping, Settings, StepState, read, test};
use steward_connect::secrets::Secret;

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
