//! One request after another: time limits, size limits, redirects, throttling, retries and cancelling.

use super::address::{astray, base_url, hidden, is_loopback, not_an_address, origin, setting, shown};
use super::error::{Redirect, ScimError};
use super::fault::{PROXY_ASKS, detail, is_cut, proxy_reason, reason, retry_after, size, span, tls_reason};
use super::mask::Mask;
use super::settings::{Limits, Progress, Settings, Stage};
use crate::CancelToken;
use crate::secrets::Secret;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, LOCATION,
};
use reqwest::{Certificate, Proxy, Response, StatusCode, Url, redirect};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

/// Speaks to one server with one token.
pub(super) struct Http<'p> {
    client: reqwest::Client,
    base: Url,
    token: HeaderValue,
    /// Takes the token out of what the server says, before anything is made of it.
    mask: Mask,
    /// The proxy that was given, as it may be shown.
    proxy: Option<String>,
    /// The certificate of a CA was given.
    own_ca: bool,
    limits: Limits,
    rng: Mutex<fastrand::Rng>,
    cancel: CancelToken,
    deadline: Instant,
    progress: &'p (dyn Fn(Progress) + Send + Sync),
    /// What was told last, so that a wait can be told in its place.
    last: Mutex<Progress>,
}

/// What a server answered with success.
pub(super) struct Answer {
    /// 304: what was read before still holds.
    pub unchanged: bool,
    pub body: Vec<u8>,
    pub etag: Option<String>,
    pub content_type: String,
    /// Time until the body was there, of the last attempt.
    pub elapsed: Duration,
    /// Certificate of the server in DER.
    pub certificate: Option<Vec<u8>>,
    /// What was asked, for messages.
    pub address: String,
}

/// A failed attempt and whether another makes sense.
struct Failure {
    error: ScimError,
    again: Again,
}

impl Failure {
    /// The same after so many tries that came to nothing.
    fn after(mut self, before: u32) -> Self {
        if let ScimError::Throttled { tries, .. } = &mut self.error {
            *tries = before.saturating_add(1);
        }
        self
    }
}

enum Again {
    Never,
    /// Wait as long as is usual.
    Later,
    /// Wait as long as the server asks.
    After(Duration),
}

impl<'p> Http<'p> {
    pub fn new(
        settings: &Settings,
        token: &Secret,
        progress: &'p (dyn Fn(Progress) + Send + Sync),
        cancel: CancelToken,
    ) -> Result<Self, ScimError> {
        install_crypto();
        let base = base_url(&settings.base_url)?;
        let limits = settings.limits.clone();
        let mut builder = reqwest::Client::builder()
            .redirect(redirect::Policy::none())
            .connect_timeout(limits.connect)
            .timeout(limits.request)
            .tls_info(true)
            .user_agent(concat!("steward/", env!("CARGO_PKG_VERSION")));
        builder = match &settings.proxy {
            Some(proxy) => builder.proxy(Proxy::all(proxy).map_err(|_| {
                setting(
                    format!("`{}` is not the address of a proxy", hidden(proxy)),
                    "write it as http://host:port",
                )
            })?),
            None if is_loopback(&base) => builder.no_proxy(),
            None => builder,
        };
        if let Some(pem) = &settings.ca_pem {
            let hint = "give the CA's certificate in PEM: it begins with `-----BEGIN CERTIFICATE-----`";
            let bad = || setting("the CA file holds no certificate that can be read".to_owned(), hint);
            let certificates = Certificate::from_pem_bundle(pem).map_err(|_| bad())?;
            if certificates.is_empty() {
                return Err(bad());
            }
            builder = builder.tls_certs_merge(certificates);
        }
        let client = builder.build().map_err(|error| {
            setting(
                format!("no connection can be prepared: {}", reason(&error)),
                "check the CA file and the proxy",
            )
        })?;
        let token = bare(token.reveal());
        let mut header = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| {
            setting(
                "the token holds characters that no token has".to_owned(),
                "copy it again, without line breaks",
            )
        })?;
        header.set_sensitive(true);
        if token.is_empty() {
            return Err(setting(
                "the token is empty".to_owned(),
                "enter the bearer token of the SCIM connection",
            ));
        }
        let rng = settings.seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed);
        let deadline = Instant::now() + limits.total;
        let last = Progress { stage: Stage::Connecting, done: 0, total: None, message: String::new() };
        let (rng, last) = (Mutex::new(rng), Mutex::new(last));
        let (mask, own_ca) = (Mask::new(token), settings.ca_pem.is_some());
        let proxy = settings.proxy.as_deref().map(hidden);
        let token = header;
        Ok(Self { client, base, token, mask, proxy, own_ca, limits, rng, cancel, deadline, progress, last })
    }

    /// Tells how far the read is.
    pub fn tell(&self, progress: Progress) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = progress.clone();
        (self.progress)(progress);
    }

    /// Tells that nothing comes for a while, and why.
    fn tell_wait(&self, error: &ScimError, wait: Duration) {
        let why = match error {
            ScimError::Throttled { .. } => "the server asks to wait",
            ScimError::Unreachable { .. } => "no answer, trying again",
            _ => "the server failed, trying again",
        };
        let mut progress = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let joined = if matches!(error, ScimError::Throttled { .. }) { "" } else { "in " };
        let seconds = wait.as_millis().div_ceil(1000);
        let wait = span(Duration::from_secs(u64::try_from(seconds).unwrap_or(u64::MAX)));
        progress.message = format!("{why} {joined}{wait}");
        (self.progress)(progress);
    }

    /// Base URL, for messages.
    pub fn address(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Path of the base URL, without a slash at its end.
    pub fn base_path(&self) -> &str {
        self.base.path().trim_end_matches('/')
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether TLS protects the connection.
    pub fn is_https(&self) -> bool {
        self.base.scheme() == "https"
    }

    /// The URL of a path below the base.
    fn url(&self, path: &str, query: &[(&str, &str)]) -> Result<Url, ScimError> {
        let mut url = self.base.clone();
        {
            let mut segments = url.path_segments_mut().map_err(|()| not_an_address(self.base.as_str()))?;
            segments.pop_if_empty().extend(path.split('/').filter(|x| !x.is_empty()));
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }

    /// Asks, and asks again where that makes sense.
    pub async fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        etag: Option<&str>,
        retries: u32,
    ) -> Result<Answer, ScimError> {
        let url = self.url(path, query)?;
        let mut tries = 0;
        loop {
            if self.cancel.is_cancelled() {
                return Err(ScimError::Cancelled);
            }
            if Instant::now() >= self.deadline {
                return Err(ScimError::TooSlow { limit: self.limits.total });
            }
            let outcome = tokio::select! {
                biased;
                () = self.cancel.cancelled() => return Err(ScimError::Cancelled),
                outcome = self.follow(url.clone(), etag) => outcome,
            };
            let failure = match outcome {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure.after(tries),
            };
            let most = match failure.error {
                // a server that does not answer at all gets two more chances, not more
                ScimError::Unreachable { .. } => retries.min(2),
                // one that asks to wait is there
                ScimError::Throttled { .. } => self.limits.retries,
                _ => retries,
            };
            let wait = match failure.again {
                Again::Never => return Err(failure.error),
                _ if tries >= most => return Err(failure.error),
                Again::Later => self.backoff(tries),
                Again::After(wait) => wait,
            };
            if wait > self.limits.longest_wait || Instant::now() + wait > self.deadline {
                return Err(failure.error);
            }
            if wait >= Duration::from_secs(1) {
                self.tell_wait(&failure.error, wait);
            }
            tracing::debug!(tries, wait_ms = wait.as_millis(), code = failure.error.code(), "asking again");
            tokio::select! {
                biased;
                () = self.cancel.cancelled() => return Err(ScimError::Cancelled),
                () = tokio::time::sleep(wait) => {}
            }
            tries += 1;
        }
    }

    /// Between a half and one and a half of the doubled wait.
    fn backoff(&self, tries: u32) -> Duration {
        let jitter = self.rng.lock().unwrap_or_else(PoisonError::into_inner).f64();
        let wait = self.limits.backoff.saturating_mul(2u32.saturating_pow(tries.min(16)));
        wait.min(self.limits.longest_wait).mul_f64(0.5 + jitter)
    }

    /// Asks once, following redirects on the same host.
    async fn follow(&self, mut url: Url, etag: Option<&str>) -> Result<Answer, Failure> {
        let mut passed = Vec::new();
        loop {
            let address = self.mask.text(shown(&url));
            let started = Instant::now();
            let mut request = self
                .client
                .get(url.clone())
                .header(ACCEPT, "application/scim+json, application/json;q=0.9")
                .header(AUTHORIZATION, self.token.clone());
            if let Some(etag) = etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            let response = request.send().await.map_err(|error| self.transport(&address, &error))?;
            let status = response.status();
            if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
                let next = response.headers().get(LOCATION).and_then(|x| x.to_str().ok());
                let next = next.and_then(|x| url.join(x).ok());
                let Some(next) = next else {
                    return Err(never(ScimError::NotFound { address, status: status.as_u16() }));
                };
                let stray = astray(&url, &next);
                passed.push(url);
                let circle = passed.len() > self.limits.redirects as usize || passed.contains(&next);
                if let Some(how) = stray.or(circle.then_some(Redirect::Circle)) {
                    let to = self.mask.text(origin(&next));
                    return Err(never(ScimError::Redirected { address, to, how }));
                }
                url = next;
                continue;
            }
            return self.receive(response, address, started).await;
        }
    }

    async fn receive(
        &self,
        mut response: Response,
        address: String,
        started: Instant,
    ) -> Result<Answer, Failure> {
        let status = response.status();
        let certificate = response.extensions().get::<reqwest::tls::TlsInfo>();
        let certificate = certificate.and_then(|x| x.peer_certificate()).map(<[u8]>::to_vec);
        let headers = response.headers().clone();
        let text = |name: HeaderName| headers.get(name).and_then(|x| x.to_str().ok()).map(str::to_owned);
        let most = if status.is_success() { self.limits.body } else { self.limits.body.min(64 * 1024) };
        let too_large = |what: String| never(ScimError::TooLarge { address: address.clone(), what });
        let limit = format!("more than {} in one answer", size(most));
        if status.is_success() && response.content_length().is_some_and(|x| x > most as u64) {
            return Err(too_large(limit));
        }
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= most => body.extend_from_slice(&chunk),
                Ok(Some(_)) if status.is_success() => return Err(too_large(limit)),
                // of a failure the beginning is enough
                Ok(Some(_) | None) => break,
                Err(_) if !status.is_success() => break,
                Err(error) if is_cut(&error) && !error.is_timeout() => {
                    let (status, detail) = (status.as_u16(), "the answer was cut off".to_owned());
                    let error = ScimError::Server { address, status, detail };
                    return Err(Failure { error, again: Again::Later });
                }
                Err(error) => return Err(self.transport(&address, &error)),
            }
        }
        let body = self.mask.bytes(body);
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return Ok(Answer {
                unchanged: status == StatusCode::NOT_MODIFIED,
                body,
                etag: text(ETAG),
                content_type: self.mask.text(text(CONTENT_TYPE).unwrap_or_default()),
                elapsed: started.elapsed(),
                certificate,
                address,
            });
        }
        Err(self.refused(status, address, &headers, &body))
    }

    /// What a failure status means.
    fn refused(&self, status: StatusCode, address: String, headers: &HeaderMap, body: &[u8]) -> Failure {
        let code = status.as_u16();
        let detail = detail(body);
        match code {
            401 | 403 => never(ScimError::Unauthorised { address, status: code }),
            407 => {
                let (reason, proxy) = (PROXY_ASKS.to_owned(), self.proxy.clone().or_else(usual_proxy));
                never(ScimError::Unreachable { address, reason, proxy })
            }
            404 | 405 | 410 => never(ScimError::NotFound { address, status: code }),
            429 => {
                let wait = retry_after(headers);
                let again = wait.map_or(Again::Later, Again::After);
                Failure { error: ScimError::Throttled { address, wait, tries: 1 }, again }
            }
            500..=599 => {
                let again = match retry_after(headers) {
                    _ if code == 501 || code == 505 => Again::Never,
                    Some(wait) => Again::After(wait),
                    None => Again::Later,
                };
                Failure { error: ScimError::Server { address, status: code, detail }, again }
            }
            408 | 425 => {
                Failure { error: ScimError::Refused { address, status: code, detail }, again: Again::Later }
            }
            _ => never(ScimError::Refused { address, status: code, detail }),
        }
    }

    /// What a failure below HTTP means.
    fn transport(&self, address: &str, error: &reqwest::Error) -> Failure {
        let address = address.to_owned();
        if let Some((reason, hint)) = tls_reason(error, self.own_ca) {
            return never(ScimError::Tls { address, reason: self.mask.text(reason), hint });
        }
        let (again, proxy) = (Again::Later, self.proxy.clone());
        if error.is_timeout() {
            let limit = if error.is_connect() { self.limits.connect } else { self.limits.request };
            let reason = format!("nothing came within {} s", limit.as_secs_f32());
            return Failure { error: ScimError::Unreachable { address, reason, proxy }, again };
        }
        if let Some((reason, again)) = proxy_reason(error) {
            let (reason, proxy) = (reason.to_owned(), proxy.or_else(usual_proxy));
            let again = if again { Again::Later } else { Again::Never };
            return Failure { error: ScimError::Unreachable { address, reason, proxy }, again };
        }
        let reason = self.mask.text(reason(error));
        if error.is_decode() {
            let what = "packed in a way that cannot be unpacked".to_owned();
            return never(ScimError::BadAnswer { address, what, start: reason });
        }
        Failure { error: ScimError::Unreachable { address, reason, proxy }, again }
    }
}

fn never(error: ScimError) -> Failure {
    Failure { error, again: Again::Never }
}

/// The token without the word before it, which is often copied along.
fn bare(token: &str) -> &str {
    let split = token.split_at_checked("Bearer".len());
    let after = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    match split {
        Some((word, rest)) if word.eq_ignore_ascii_case("Bearer") && after(rest) => rest.trim(),
        _ => token,
    }
}

/// The proxy that the environment names, as it may be shown.
fn usual_proxy() -> Option<String> {
    ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|x| !x.trim().is_empty())
        .map(|x| hidden(&x))
}

fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // fails only when somebody else installed one, which is as good
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}
