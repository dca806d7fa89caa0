//! Addresses: which ones a token may go to, and how they stand in messages.

use super::error::{Redirect, ScimError};
use reqwest::Url;
use std::net::IpAddr;

pub(super) fn setting(message: String, hint: &str) -> ScimError {
    ScimError::Settings { message, hint: hint.to_owned() }
}

pub(super) fn not_an_address(text: &str) -> ScimError {
    setting(format!("`{}` is not the address of a server", hidden(text)), "write it as https://host/scim/v2")
}

/// Checks a base URL: https, or http to this computer; nothing secret and nothing superfluous in it.
pub(super) fn base_url(text: &str) -> Result<Url, ScimError> {
    let mut url = Url::parse(text.trim()).map_err(|_| not_an_address(text.trim()))?;
    if url.host_str().is_none_or(str::is_empty) || !matches!(url.scheme(), "http" | "https") {
        return Err(not_an_address(text.trim()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let message = "the address holds a user name or password".to_owned();
        return Err(setting(message, "take it out of the address; the token is entered apart"));
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        let message = format!("`{}` is not encrypted, the token could be read on its way", shown(&url));
        return Err(setting(message, "use https; plain http is for servers on this computer only"));
    }
    url.set_query(None);
    url.set_fragment(None);
    let path = url.path().trim_end_matches('/').to_owned();
    let path = ["/Users", "/Groups", "/ServiceProviderConfig"]
        .iter()
        .fold(path, |path, end| path.strip_suffix(end).map(str::to_owned).unwrap_or(path));
    url.set_path(&format!("{path}/"));
    Ok(url)
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || host.parse::<IpAddr>().is_ok_and(|x| x.is_loopback())
}

/// Whether the token may go along: same scheme, host and port, or the same host's usual step up to https.
fn same_host(from: &Url, to: &Url) -> bool {
    let host = from.host_str() == to.host_str();
    let port = from.port_or_known_default() == to.port_or_known_default();
    let up =
        from.scheme() == "http" && to.scheme() == "https" && to.port().is_none() && from.port().is_none();
    host && ((from.scheme() == to.scheme() && port) || up)
}

/// Why the token may not go along with a redirect, when it may not.
pub(super) fn astray(from: &Url, to: &Url) -> Option<Redirect> {
    if same_host(from, to) {
        return None;
    }
    let host = from.host_str() == to.host_str();
    Some(match (from.scheme(), to.scheme()) {
        ("http", "https") if host => Redirect::ToHttps,
        ("https", "http") if host => Redirect::ToHttp,
        _ => Redirect::Away,
    })
}

pub(super) fn origin(url: &Url) -> String {
    let port = url.port().map(|x| format!(":{x}")).unwrap_or_default();
    format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
}

/// An address as it stands in messages: no user name, no password.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}

/// A text that may be an address with a password in it.
pub(super) fn hidden(text: &str) -> String {
    let text: String = text.chars().take(200).filter(|c| !c.is_control()).collect();
    match text.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => text,
    }
}
