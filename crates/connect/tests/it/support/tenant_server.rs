//! A real SCIM server, `scim2-server` from PyPI, started and filled by the test.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The token that the server accepts.
pub const TOKEN: &str = "t0ken-for-tests";

/// A running `scim2-server`; it ends with the test.
pub struct TenantServer {
    pub url: String,
    child: Child,
    config: Option<tempfile::NamedTempFile>,
}

impl Drop for TenantServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.config.take();
    }
}

/// Path of the server's program: `STEWARD_SCIM_SERVER`, or the virtual environment of `./dev`. When there is none, the
/// test is skipped, unless `STEWARD_REQUIRE_SCIM` is set.
fn program() -> Option<PathBuf> {
    let given = std::env::var_os("STEWARD_SCIM_SERVER").map(PathBuf::from);
    let usual = super::root().join("target/venv/bin/scim2-server");
    let found = [given, Some(usual)].into_iter().flatten().find(|x| x.exists());
    if found.is_none() {
        assert!(std::env::var_os("STEWARD_REQUIRE_SCIM").is_none(), "scim2-server is not installed");
        eprintln!("skipped: scim2-server is not installed; `./dev test` does that");
    }
    found
}

impl TenantServer {
    /// Starts a server; `config` replaces its ServiceProviderConfig. `None` when it is not installed.
    pub async fn start(config: Option<Value>) -> Option<Self> {
        let program = program()?;
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(program);
        command.args(["--hostname", "127.0.0.1", "--port", &port.to_string(), "--bearer-token", TOKEN]);
        let config = config.map(|config| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), config.to_string()).unwrap();
            command.arg("--service-provider-config").arg(file.path());
            file
        });
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut server = Self { url: format!("http://127.0.0.1:{port}/v2"), child, config };
        let started = Instant::now();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = server.child.try_wait().unwrap() {
                eprintln!("skipped: scim2-server ended at once ({status}); is an extra missing?");
                assert!(std::env::var_os("STEWARD_REQUIRE_SCIM").is_none(), "scim2-server does not start");
                return None;
            }
            assert!(started.elapsed() < Duration::from_secs(60), "scim2-server does not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(server)
    }

    /// Stops the server, as when somebody pulls the plug.
    pub fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Makes a resource and returns its id.
    pub async fn post(&self, path: &str, body: &Value) -> String {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client
            .post(format!("{}{path}", self.url))
            .bearer_auth(TOKEN)
            .header("Content-Type", "application/scim+json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        let status = answer.status();
        let value: Value = answer.json().await.unwrap();
        assert!(status.is_success(), "{status}: {value}");
        value["id"].as_str().unwrap().to_owned()
    }

    /// `people` users with roles and entitlements, and three groups: `Engineering` with everybody but the first,
    /// nested in `All`, and an empty `role:Auditor`.
    pub async fn fill(&self, people: usize) -> Vec<String> {
        let mut ids = Vec::new();
        for at in 1..=people {
            let user = json!({
                "schemas": [
                    "urn:ietf:params:scim:schemas:core:2.0:User",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
                ],
                "userName": format!("user{at:03}@northwind.example"),
                "displayName": format!("User {at}"),
                "name": { "givenName": "User", "familyName": at.to_string() },
                "emails": [{ "value": format!("user{at:03}@northwind.example"), "primary": true }],
                "title": "Agent",
                "active": at % 5 != 0,
                "roles": [{ "value": if at % 2 == 0 { "agent" } else { "lead" }, "display": "Role" }],
                "entitlements": [{ "value": "tickets.read" }],
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Support" },
            });
            ids.push(self.post("/Users", &user).await);
        }
        let members: Vec<Value> =
            ids.iter().skip(1).map(|id| json!({ "value": id, "type": "User" })).collect();
        let schemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
        let engineering = self
            .post("/Groups", &json!({ "schemas": schemas, "displayName": "Engineering", "members": members }))
            .await;
        let nested = json!([{ "value": engineering, "type": "Group" }]);
        self.post("/Groups", &json!({ "schemas": schemas, "displayName": "All", "members": nested })).await;
        self.post("/Groups", &json!({ "schemas": schemas, "displayName": "role:Auditor" })).await;
        ids
    }
}
