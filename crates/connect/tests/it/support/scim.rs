//! Reading a server that a test made up.

use super::http::{Reply, Request, Server, plain};
use steward_connect::scim::{Limits, Partial, ReadError, ScimError, ScimMapping, ScimRead, Settings, read};
use steward_connect::secrets::Secret;
use steward_connect::{CancelToken, Extent, Part};

pub const TOKEN: &str = "planted-secret-7731";

pub fn settings(url: &str) -> Settings {
    let limits = Limits { page_size: 10, backoff: std::time::Duration::from_millis(5), ..Limits::default() };
    Settings { base_url: url.to_owned(), limits, seed: Some(7), ..Settings::default() }
}

pub async fn run_with(settings: &Settings, resume: Option<Partial>) -> Result<ScimRead, Box<ReadError>> {
    read(settings, &Secret::from(TOKEN), &ScimMapping::default(), |_| (), CancelToken::new(), resume).await
}

pub async fn run(server: &Server) -> Result<ScimRead, Box<ReadError>> {
    run_with(&settings(&server.url), None).await
}

pub async fn failing(server: &Server) -> ScimError {
    run(server).await.unwrap_err().error
}

pub async fn serving(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
    Server::start(move |request| if request.path == "/Users" { handler(request) } else { plain(request) })
        .await
}

pub fn codes(read: &ScimRead) -> Vec<&str> {
    read.problems.iter().map(|x| x.code.as_str()).filter(|x| !x.starts_with("no-discovery")).collect()
}

pub fn missing(read: &ScimRead) -> Vec<(Part, Extent)> {
    read.missing.parts().collect()
}
