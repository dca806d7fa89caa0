//! A small HTTP server whose answers a test decides: a peer that bends the rules on purpose.

use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(x, _)| x.eq_ignore_ascii_case(name)).map(|(_, x)| x.as_str())
    }

    pub fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(x, _)| x == name).map(|(_, x)| x.as_str())
    }

    pub fn number(&self, name: &str) -> usize {
        self.param(name).and_then(|x| x.parse().ok()).unwrap_or(0)
    }
}

/// What is answered.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Wait between the head and the body.
    pub stall: Option<Duration>,
    /// Close without a word.
    pub hang_up: bool,
    /// How many bytes of the body are announced and never sent.
    pub missing: usize,
    /// Send this many bytes of noise after the body, without announcing a length.
    pub endless: bool,
}

impl Reply {
    pub fn json(value: &Value) -> Self {
        Self::new(200, "application/scim+json", value.to_string())
    }

    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        Self { status, headers, body: body.into(), ..Self::default() }
    }

    pub fn html(status: u16) -> Self {
        let page =
            "<!DOCTYPE html><html><head><title>Not here</title></head><body><h1>Sign in</h1></body></html>";
        Self::new(status, "text/html", page)
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// A running server; it ends with the test.
pub struct Server {
    pub url: String,
    log: Arc<Mutex<Vec<Request>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    pub async fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let log = Arc::new(Mutex::new(Vec::new()));
        let handler = Arc::new(handler);
        let shared = log.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, handler.clone(), shared.clone()));
            }
        });
        Self { url, log, task }
    }

    /// The same behind TLS, with the server's own certificate that ends on a day; returns the certificate too.
    pub async fn start_tls(
        year: i32,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> (Self, Vec<u8>) {
        let mut about = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        about.not_before = rcgen::date_time_ymd(2026, 1, 1);
        about.not_after = rcgen::date_time_ymd(year, 3, 14);
        Self::start_tls_as(about, handler).await
    }

    /// The same with any certificate that the server signs itself.
    pub async fn start_tls_as(
        about: rcgen::CertificateParams,
        handler: impl Fn(&Request) -> Reply + Send + Sync + 'static,
    ) -> (Self, Vec<u8>) {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = about.self_signed(&key).unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let chain = vec![certificate.der().clone()];
        let config = rustls::ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(chain, rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap())
            .unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let log = Arc::new(Mutex::new(Vec::new()));
        let (handler, shared) = (Arc::new(handler), log.clone());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, handler, shared) = (acceptor.clone(), handler.clone(), shared.clone());
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await.ok()?;
                    answer(stream, handler, shared).await
                });
            }
        });
        (Self { url, log, task }, certificate.pem().into_bytes())
    }

    pub fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap().clone()
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.requests().iter().filter(|x| x.path == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    handler: Arc<impl Fn(&Request) -> Reply>,
    log: Arc<Mutex<Vec<Request>>>,
) -> Option<()> {
    let mut head = Vec::new();
    let mut byte = [0u8; 1024];
    while !head.windows(4).any(|x| x == b"\r\n\r\n") {
        let n = stream.read(&mut byte).await.ok()?;
        if n == 0 {
            return None;
        }
        head.extend_from_slice(&byte[..n]);
        if head[0] == 0x16 {
            // somebody speaks TLS to a server that does not
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n").await.ok()?;
            return stream.shutdown().await.ok();
        }
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let mut lines = text.split("\r\n");
    let target = lines.next()?.split(' ').nth(1)?.to_owned();
    let url = reqwest::Url::parse(&format!("http://x{target}")).ok()?;
    let request = Request {
        path: url.path().to_owned(),
        query: url.query_pairs().into_owned().collect(),
        headers: lines
            .filter_map(|x| x.split_once(": "))
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect(),
    };
    let reply = handler(&request);
    log.lock().unwrap().push(request);
    if reply.hang_up {
        return None;
    }
    let mut out = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", reply.status);
    if !reply.endless && reply.stall.is_none() {
        out.push_str(&format!("Content-Length: {}\r\n", reply.body.len() + reply.missing));
    }
    for (name, value) in &reply.headers {
        out.push_str(&format!("{name}: {value}\r\n"));
    }
    out.push_str("\r\n");
    stream.write_all(out.as_bytes()).await.ok()?;
    if let Some(stall) = reply.stall {
        stream.flush().await.ok()?;
        tokio::time::sleep(stall).await;
    }
    stream.write_all(&reply.body).await.ok()?;
    if reply.endless {
        loop {
            stream.write_all(&[b' '; 65_536]).await.ok()?;
        }
    }
    stream.shutdown().await.ok()
}

/// Users `u1` to `un`.
pub fn users(n: usize) -> Vec<Value> {
    (1..=n)
        .map(|at| {
            json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                "id": format!("u{at}"), "userName": format!("user{at}"), "active": true,
                "meta": { "resourceType": "User", "version": format!("W/\"{at}\"") },
            })
        })
        .collect()
}

/// A page as RFC 7644 says.
pub fn page(all: &[Value], request: &Request, most: usize) -> Value {
    let start = request.number("startIndex").max(1);
    let count = if request.param("count").is_some() { request.number("count").min(most) } else { most };
    let list: Vec<&Value> = all.iter().skip(start - 1).take(count).collect();
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": all.len(), "startIndex": start, "itemsPerPage": list.len(), "Resources": list,
    })
}

/// Answers discovery with 404 and groups with none: most strange servers are strange about users only.
pub fn plain(request: &Request) -> Reply {
    match request.path.as_str() {
        "/Groups" => Reply::json(&page(&[], request, 100)),
        _ => Reply::new(404, "application/scim+json", r#"{"detail":"no such thing"}"#),
    }
}
