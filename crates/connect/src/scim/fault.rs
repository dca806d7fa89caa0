//! What failed answers and connections mean, in words.

use super::error::ScimError;
use super::http::Answer;
use super::page::PageFault;
use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use std::error::Error;
use std::time::Duration;

/// How long the server asks to wait (RFC 9110 section 10.2.3): seconds, or a date, counted from the server's own.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date =
        |text: &str| -> Option<Timestamp> { jiff::fmt::rfc2822::parse(text).ok().map(|x| x.timestamp()) };
    let until = date(text)?;
    let now = date(headers.get(DATE)?.to_str().ok()?.trim())?;
    let seconds = until.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// What a failure says of itself: SCIM's `detail`, or the text of the page.
pub(super) fn detail(body: &[u8]) -> String {
    let value: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let said = value.as_ref().and_then(|x| {
        ["detail", "message", "error_description", "error"].iter().find_map(|name| x.get(name)?.as_str())
    });
    match said {
        Some(said) => start(said.as_bytes()),
        None if value.is_some() => String::new(),
        None => start(body),
    }
}

/// The first 200 characters of a body, without markup.
pub(super) fn start(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..body.len().min(8192)).unwrap_or_default());
    let markup = text.trim_start().starts_with('<');
    let mut inside = false;
    let plain: String = (text.chars())
        .map(|c| {
            if markup && c == '<' {
                inside = true;
            }
            let kept = if inside || c.is_control() { ' ' } else { c };
            if markup && c == '>' {
                inside = false;
            }
            kept
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(200).collect()
}

/// An answer that is no page.
pub(super) fn bad_answer(answer: &Answer, fault: &PageFault) -> ScimError {
    let what = fault.to_string();
    ScimError::BadAnswer { address: answer.address.clone(), what, start: start(&answer.body) }
}

/// The innermost cause in words.
pub(super) fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.chars().take(200).collect::<String>().to_lowercase()
}

/// What TLS has against it, when it was TLS.
///
/// `own_ca`: the certificate of a CA was given.
pub(super) fn tls_reason(error: &reqwest::Error, own_ca: bool) -> Option<(String, &'static str)> {
    causes(error).find_map(|x| x.downcast_ref::<rustls::Error>()).map(|x| tls_plain(x, own_ca))
}

/// What lies below an error, down to its innermost cause.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let now = next?;
        next = deeper(now);
        Some(now)
    })
}

fn deeper<'e>(now: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    // an I/O error passes over what it wraps when asked for its source
    match now.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => now.source(),
    }
}

/// Whether a body ended before its end.
pub(super) fn is_cut(error: &reqwest::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let cut = |x: &std::io::Error| {
        matches!(x.kind(), UnexpectedEof | ConnectionReset | ConnectionAborted | BrokenPipe)
    };
    causes(error).any(|cause| match cause.downcast_ref::<std::io::Error>() {
        Some(cause) => cut(cause),
        None => cause.to_string().contains("connection closed before message completed"),
    })
}

/// Why a proxy does not let a connection through, when it was the proxy, and whether asking again makes sense.
pub(super) fn proxy_reason(error: &reqwest::Error) -> Option<(&'static str, bool)> {
    let said = causes(error).map(ToString::to_string).find(|x| x.starts_with("tunnel error"))?;
    Some(if said.contains("authorization") {
        (PROXY_ASKS, false)
    } else {
        ("the proxy does not connect to the server", true)
    })
}

/// What a proxy wants before it lets anything through.
pub(super) const PROXY_ASKS: &str = "the proxy asks for a name and password";

/// What TLS has against it, and what to do.
fn tls_plain(error: &rustls::Error, own_ca: bool) -> (String, &'static str) {
    const ASK: &str = "ask whoever runs the server; TLS 1.2 or 1.3 with a current certificate is needed";
    use rustls::CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext,
        Revoked, UnknownIssuer,
    };
    let (reason, hint) = match error {
        rustls::Error::InvalidCertificate(what) => match what {
            UnknownIssuer => (
                "the certificate is from an authority that this computer does not know",
                "if the server uses a private CA, give its certificate as a PEM file; never turn checking off",
            ),
            Expired | ExpiredContext { .. } => (
                "the certificate has expired",
                "ask whoever runs the server to renew it, and check this computer's date",
            ),
            NotValidYet | NotValidYetContext { .. } => (
                "the certificate is not valid yet, or this computer's clock is wrong",
                "check this computer's date and time; if they are right, ask whoever runs the server",
            ),
            NotValidForName | NotValidForNameContext { .. } => (
                "the certificate is for another name",
                "enter the address with the name that the certificate is for, or ask whoever runs the server \
                 for a certificate with this name",
            ),
            Revoked => {
                ("the certificate was revoked", "ask whoever runs the server for a new one, and do not go on")
            }
            // of this one there is only a text
            other if format!("{other:?}").contains("CaUsedAsEndEntity") => (
                if own_ca {
                    "the certificate of the server is given as its own authority"
                } else {
                    "the server shows the certificate of an authority as its own"
                },
                "ask whoever runs the server for a certificate that is no CA (`CA:FALSE`), and give the \
                 certificate of the authority that signed it",
            ),
            other => return (format!("the certificate is not accepted ({other})"), ASK),
        },
        rustls::Error::InvalidMessage(_) => (
            "the server does not speak TLS here",
            "check the address and its port; https is needed unless the server runs on this computer",
        ),
        other => return (other.to_string().to_lowercase(), ASK),
    };
    (reason.to_owned(), hint)
}

/// A time to wait, in the words people use.
pub(super) fn span(time: Duration) -> String {
    const UNITS: [(u64, &str); 3] = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let seconds = time.as_secs();
    let fits = |size: u64| seconds >= 2 * size || (seconds > 0 && seconds.is_multiple_of(size));
    let Some((size, word)) = UNITS.into_iter().find(|(size, _)| fits(*size)) else {
        return format!("{seconds} s");
    };
    let count = seconds.div_ceil(size);
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{bytes} bytes") }
}
