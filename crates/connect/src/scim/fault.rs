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
pub(super) fn tls_reason(error: &reqwest::Error) -> Option<String> {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(now) = cause {
        if let Some(tls) = now.downcast_ref::<rustls::Error>() {
            return Some(tls_plain(tls));
        }
        // an I/O error passes over what it wraps when asked for its source
        cause = match now.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => now.source(),
        };
    }
    None
}

pub(super) fn tls_plain(error: &rustls::Error) -> String {
    use rustls::CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext,
        Revoked, UnknownIssuer,
    };
    match error {
        rustls::Error::InvalidCertificate(what) => match what {
            UnknownIssuer => {
                "the certificate is from an authority that this computer does not know".to_owned()
            }
            Expired | ExpiredContext { .. } => "the certificate has expired".to_owned(),
            NotValidYet | NotValidYetContext { .. } => {
                "the certificate is not valid yet, or this computer's clock is wrong".to_owned()
            }
            NotValidForName | NotValidForNameContext { .. } => {
                "the certificate is for another name".to_owned()
            }
            Revoked => "the certificate was revoked".to_owned(),
            other => format!("the certificate is not accepted ({other})"),
        },
        rustls::Error::InvalidMessage(_) => "the server does not speak TLS here".to_owned(),
        other => other.to_string().to_lowercase(),
    }
}

pub(super) fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}
