//! `steward tenant add --scim`, `test`, `token`, `refresh`: a small server, the token in a passphrase file.

use crate::bench::Bench;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

const TOKEN: &str = "planted-0123456789-secret";

const PEOPLE: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":2,
  "startIndex":1,"itemsPerPage":2,"Resources":[
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u1","userName":"ada","displayName":"Ada Lovelace",
   "active":true,"entitlements":[{"value":"reports.read"}]},
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"u2","userName":"bob","displayName":"Bob",
   "active":true,"roles":[{"value":"auditor"}]}]}"#;
const GROUPS: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,
  "startIndex":1,"itemsPerPage":1,"Resources":[
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"g1","displayName":"All","members":[
  {"value":"u1"},{"value":"u2"}]}]}"#;
const CONFIG: &str = r#"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
  "patch":{"supported":false},"bulk":{"supported":false,"maxOperations":0,"maxPayloadSize":0},
  "filter":{"supported":true,"maxResults":100},"changePassword":{"supported":false},"sort":{"supported":false},
  "etag":{"supported":false},"authenticationSchemes":[]}"#;
const NOTHING: &str = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404"}"#;

/// A server that answers until it is dropped.
struct Server {
    address: String,
    stop: Arc<AtomicBool>,
}

impl Server {
    fn new() -> Self {
        Self::showing(true)
    }

    /// One that shows its groups, or refuses to.
    fn showing(groups: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                thread::spawn(move || answer(stream.unwrap(), groups));
            }
        });
        Self { address, stop }
    }

    fn url(&self) -> String {
        format!("http://{}/scim/v2", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // wakes the accepting thread, which then gives the port back
        let _ = TcpStream::connect(&self.address);
    }
}

fn answer(mut stream: TcpStream, groups: bool) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|n| n > 2) {}
    let path = head.split_whitespace().nth(1).unwrap_or_default();
    let known = head.to_lowercase().contains(&format!("authorization: bearer {TOKEN}"));
    let (status, body) = match path {
        _ if !known => ("401 Unauthorized", NOTHING),
        _ if path.contains("ServiceProviderConfig") => ("200 OK", CONFIG),
        _ if path.contains("/Users") => ("200 OK", PEOPLE),
        _ if path.contains("/Groups") && !groups => ("403 Forbidden", NOTHING),
        _ if path.contains("/Groups") => ("200 OK", GROUPS),
        _ => ("404 Not Found", NOTHING),
    };
    let reply = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/scim+json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.write_all(reply.as_bytes());
}

/// A workspace whose tokens are kept in a file under a passphrase.
fn bench() -> (Bench, String) {
    let bench = Bench::new();
    let pass = bench.file("pass", "correct horse battery staple\n");
    (bench, pass)
}

#[test]
fn it_is_added_tested_and_read_again_until_the_server_is_gone() {
    let (bench, pass) = bench();
    let server = Server::new();
    let url = server.url();
    let add =
        ["--passphrase-file", &pass, "--json", "tenant", "add", "acme", "--scim", &url, "--token-stdin"];
    let ran = bench.feed(&add, &format!("{TOKEN}\n"));
    assert_eq!(ran.code, 0, "{}", ran.all());
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["tenant"]["kind"], "scim");
    assert_eq!(report["tenant"]["counts"]["people"], 2);
    assert_eq!(report["tenant"]["counts"]["groups"], 1);
    assert_eq!(bench.good(&["matrix", "acme", "--format", "pairs"]), "u1\treports.read\n");

    let test = bench.run(&["--passphrase-file", &pass, "tenant", "test", "acme"]);
    assert_eq!(test.code, 0, "{}", test.all());
    assert!(test.out.ends_with("The connection works.\n"), "{}", test.out);

    let wrong =
        bench.feed(&["--passphrase-file", &pass, "tenant", "token", "acme", "--token-stdin"], "wrong\n");
    assert_eq!(wrong.code, 0, "{}", wrong.all());
    let ran = bench.run(&["--passphrase-file", &pass, "tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("hint:"), "{}", ran.err);
    assert_eq!(bench.run(&["--passphrase-file", &pass, "tenant", "test", "acme"]).code, 3);

    drop(server);
    let ran = bench.run(&["--passphrase-file", &pass, "tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert_eq!(
        bench.good(&["matrix", "acme", "--format", "pairs"]),
        "u1\treports.read\n",
        "the last good snapshot stays"
    );
    assert!(bench.good(&["tenant", "list"]).contains("last read failed"));
    nowhere(&bench.path("."), TOKEN);
    nowhere(&bench.path("workspace"), "battery staple");
}

#[test]
fn a_tenant_read_in_part_is_kept_and_never_called_good() {
    let (bench, pass) = bench();
    let server = Server::showing(false);
    let url = server.url();
    let add = ["--passphrase-file", &pass, "tenant", "add", "acme", "--scim", &url, "--token-stdin"];
    let ran = bench.feed(&add, TOKEN);
    assert_eq!(ran.code, 3, "{}", ran.all());
    let headline = "`acme` is kept, but this reading is incomplete: groups could not be read\n";
    assert!(ran.out.starts_with(headline), "{}", ran.out);
    assert!(bench.good(&["tenant", "list"]).contains("incomplete"));
    let json = bench.json(&["--json", "tenant", "list"]);
    assert_eq!(json[0]["lastAttempt"]["ok"], true);
    assert_eq!(json[0]["lastAttempt"]["complete"], false);

    let warning =
        "warning: this reading is incomplete: groups could not be read; see `steward tenant list`\n";
    let commands: [&[&str]; 6] = [
        &["check", "acme"],
        &["check", "acme", "--format", "sarif"],
        &["matrix", "acme"],
        &["who", "acme", "--permission", "reports.read"],
        &["what", "acme", "--person", "u1"],
        &["export", "acme", "--format", "csv", "--out", "-"],
    ];
    for args in commands {
        let ran = bench.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, warning), "{args:?}");
    }
    assert_eq!(bench.run(&["--quiet", "check", "acme"]).err, "");

    let ran = bench.run(&["--passphrase-file", &pass, "tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.out.starts_with(headline), "{}", ran.out);
    assert!(!bench.good(&["tenant", "list"]).contains("failed"), "the reading took the place of the first");
}

#[test]
fn a_wrong_token_adds_nothing() {
    let (bench, pass) = bench();
    let server = Server::new();
    let url = server.url();
    let add = ["--passphrase-file", &pass, "tenant", "add", "acme", "--scim", &url, "--token-stdin"];
    let ran = bench.feed(&add, "not-the-token\n");
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.all());
    assert!(!ran.err.contains("not-the-token"), "{}", ran.err);
    assert_eq!(bench.json(&["--json", "tenant", "list"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_wrong_passphrase_is_said() {
    let (bench, pass) = bench();
    assert_eq!(token_file(&bench)["fileExists"], false);
    let server = Server::new();
    let url = server.url();
    let add = ["--passphrase-file", &pass, "tenant", "add", "acme", "--scim", &url, "--token-stdin"];
    assert_eq!(bench.feed(&add, TOKEN).code, 0);
    let other = bench.file("other", "something else\n");
    let ran = bench.run(&["--passphrase-file", &other, "tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    let ran = bench.run(&["tenant", "refresh", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("hint:"), "{}", ran.err);
    let secrets = token_file(&bench);
    assert_eq!(secrets["kind"], "locked", "{secrets}");
    assert_eq!(secrets["fileExists"], true, "{secrets}");
}

/// What the doctor sees of the place of tokens.
fn token_file(bench: &Bench) -> serde_json::Value {
    let checks: serde_json::Value = serde_json::from_str(&bench.run(&["--json", "doctor"]).out).unwrap();
    let check = checks.as_array().unwrap().iter().find(|check| check["id"] == "secrets").unwrap();
    check["secrets"].clone()
}

#[test]
fn a_tenant_is_not_removed_without_its_token() {
    let (bench, pass) = bench();
    let server = Server::new();
    let url = server.url();
    let add = ["--passphrase-file", &pass, "tenant", "add", "acme", "--scim", &url, "--token-stdin"];
    assert_eq!(bench.feed(&add, TOKEN).code, 0);
    let ran = bench.run(&["tenant", "remove", "acme"]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("nothing was removed") && ran.err.contains("--passphrase-file"), "{}", ran.err);
    assert_eq!(bench.json(&["--json", "tenant", "list"]).as_array().unwrap().len(), 1);
    let out = bench.good(&["--passphrase-file", &pass, "tenant", "remove", "acme"]);
    assert!(out.contains("its token"), "{out}");
    // a tenant that has no token does not ask for the passphrase
    let file = bench.file("hc.txt", "ada read\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    let out = bench.good(&["tenant", "remove", "hc", "--yes"]);
    assert!(!out.contains("token"), "{out}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_read_and_adds_nothing() {
    use std::process::{Command, Stdio};
    let (bench, pass) = bench();
    // accepts and never answers
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/scim/v2", listener.local_addr().unwrap());
    let mut command = bench.command();
    command.args(["--passphrase-file", &pass, "tenant", "add", "acme", "--scim", &url, "--token-stdin"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(TOKEN.as_bytes()).unwrap();
    let held = listener.accept().unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    drop(held);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{err}");
    assert!(err.starts_with("error: "), "{err}");
    assert_eq!(bench.json(&["--json", "tenant", "list"]).as_array().unwrap().len(), 0);
}

/// No file below a folder holds a text.
fn nowhere(dir: &Path, text: &str) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            nowhere(&path, text);
            continue;
        }
        let mut bytes = Vec::new();
        fs::File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
        assert!(
            !bytes.windows(text.len()).any(|x| x == text.as_bytes()),
            "{} holds a secret",
            path.display()
        );
    }
}
