//! How reading a server fails.

use super::fault::span;
use std::time::Duration;

/// Why a redirect is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Redirect {
    /// To another host.
    Away,
    /// From http to https, at another port.
    ToHttps,
    /// From https to http.
    ToHttp,
    /// To where it came from.
    Circle,
}

impl Redirect {
    fn said(self, to: &str) -> String {
        match self {
            Self::Away => format!("redirects to another host, `{to}`"),
            Self::ToHttps => format!("redirects from http to https, `{to}`"),
            Self::ToHttp => format!("redirects from https to http, `{to}`, which is not encrypted"),
            Self::Circle => "redirects in a circle".to_owned(),
        }
    }

    fn hint(self, to: &str) -> String {
        match self {
            Self::Away => {
                format!("if `{to}` is the right server, enter its address; the token was not sent there")
            }
            Self::ToHttps => {
                format!("enter the address with `{to}` at its beginning; the token was not sent there")
            }
            Self::ToHttp => {
                "ask whoever runs the server to answer by https; the token was not sent there".to_owned()
            }
            Self::Circle => "copy the SCIM base URL from the product's administration; it often ends in \
                             `/scim/v2`; a sign-in portal is another cause"
                .to_owned(),
        }
    }
}

/// How reading a server fails. No variant ever holds a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScimError {
    /// Address, proxy, certificate or token cannot be used as they are.
    #[error("{message}")]
    Settings {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// No answer.
    #[error("no answer from `{address}`{}: {reason}", through(proxy.as_deref()))]
    Unreachable {
        /// What was asked.
        address: String,
        /// What happened.
        reason: String,
        /// The proxy between, when one is known.
        proxy: Option<String>,
    },
    /// The certificate is not trusted, or no secure connection can be made.
    #[error("the connection to `{address}` is not secure: {reason}")]
    Tls {
        /// What was asked.
        address: String,
        /// What happened.
        reason: String,
        /// What to do.
        hint: &'static str,
    },
    /// The token is refused.
    #[error("`{address}` refuses the token ({status})")]
    Unauthorised {
        /// What was asked.
        address: String,
        /// 401 or 403.
        status: u16,
    },
    /// There is no SCIM at the address.
    #[error("there is no SCIM service at `{address}` ({status})")]
    NotFound {
        /// What was asked.
        address: String,
        /// Usually 404.
        status: u16,
    },
    /// The server sends on to where the token never goes, or in a circle.
    #[error("`{address}` {}", how.said(to))]
    Redirected {
        /// What was asked.
        address: String,
        /// Where it points.
        to: String,
        /// Why it is not followed.
        how: Redirect,
    },
    /// The server asks to wait, longer or more often than is sensible.
    #[error("`{address}` asks to wait{}{}", wait.map(|x| format!(" {}", span(x))).unwrap_or_default(), asked(*tries))]
    Throttled {
        /// What was asked.
        address: String,
        /// How long it asks for, when it says.
        wait: Option<Duration>,
        /// How often it was asked.
        tries: u32,
    },
    /// The answer is not what SCIM says it is.
    #[error("the answer of `{address}` is {what}: `{start}`")]
    BadAnswer {
        /// What was asked.
        address: String,
        /// What it is instead, such as `a web page`.
        what: String,
        /// Its beginning, at most 200 characters.
        start: String,
    },
    /// The server failed.
    #[error("`{address}` failed{}{}", numbered(*status), said(detail))]
    Server {
        /// What was asked.
        address: String,
        /// 5xx; less when it began well and then broke off.
        status: u16,
        /// What it said.
        detail: String,
    },
    /// The server refuses the question.
    #[error("`{address}` refuses the request ({status}){}", said(detail))]
    Refused {
        /// What was asked.
        address: String,
        /// 4xx.
        status: u16,
        /// What it said.
        detail: String,
    },
    /// Pages come again and again although the server says that there is more.
    #[error("{list} repeat: the page after {read} of {total} brought nothing new")]
    Repeats {
        /// `Users` or `Groups`.
        list: String,
        /// How many were read.
        read: u32,
        /// How many there are, as far as the server says.
        total: String,
    },
    /// More than the limits allow.
    #[error("`{address}` sends too much: {what}")]
    TooLarge {
        /// What was asked.
        address: String,
        /// What is too much.
        what: String,
    },
    /// The read as a whole took too long.
    #[error("the read took longer than {} minutes", limit.as_secs() / 60)]
    TooSlow {
        /// How long it may take.
        limit: Duration,
    },
    /// The operator stopped it.
    #[error("reading was cancelled")]
    Cancelled,
}

fn said(detail: &str) -> String {
    if detail.is_empty() { String::new() } else { format!(": {detail}") }
}

/// A status of failure; one of success says nothing about it.
fn numbered(status: u16) -> String {
    if status < 400 { String::new() } else { format!(" ({status})") }
}

fn asked(tries: u32) -> String {
    if tries > 1 { format!(", asked {tries} times") } else { String::new() }
}

fn through(proxy: Option<&str>) -> String {
    proxy.map(|x| format!(" through the proxy `{x}`")).unwrap_or_default()
}

impl ScimError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Settings { hint, .. } => hint.clone(),
            Self::Unreachable { proxy: Some(_), .. } => {
                "check the address of the proxy and that it lets this computer through to the server, \
                 or ask whoever runs it"
                    .to_owned()
            }
            Self::Unreachable { .. } => {
                "check the address, that the server runs, and the network, VPN or proxy between".to_owned()
            }
            Self::Tls { hint, .. } => (*hint).to_owned(),
            Self::Unauthorised { status: 403, .. } => {
                "give the token the right to read users and groups, or use another token".to_owned()
            }
            Self::Unauthorised { .. } => {
                "make a new token in the product's administration and enter it; tokens expire".to_owned()
            }
            Self::NotFound { .. } => {
                "copy the SCIM base URL from the product's administration; it often ends in `/scim/v2`"
                    .to_owned()
            }
            Self::Redirected { to, how, .. } => how.hint(to),
            Self::Throttled { .. } => "try again later".to_owned(),
            Self::BadAnswer { .. } => {
                "check that the address is the SCIM base URL and not a web page or a sign-in portal"
                    .to_owned()
            }
            Self::Server { .. } => {
                "try again later; if it stays, ask the vendor and name the time and the address".to_owned()
            }
            Self::Refused { .. } => {
                "check the address; if it is right, ask the vendor what is refused".to_owned()
            }
            Self::Repeats { .. } => {
                "the server's paging does not work; ask the vendor, or read an export from a file".to_owned()
            }
            Self::TooLarge { .. } => {
                "ask the vendor for smaller pages, or read an export from a file".to_owned()
            }
            Self::TooSlow { .. } => "try again when the server is less busy".to_owned(),
            Self::Cancelled => "start again".to_owned(),
        }
    }

    /// What happened to a list, and what to do, where others of the server can be read.
    pub(super) fn of_list(&self, list: &str) -> (String, String) {
        match self {
            Self::NotFound { address, status } => (
                format!("{list} cannot be read: there is nothing at `{address}` ({status})"),
                format!(
                    "ask the vendor whether the product gives {list} by SCIM; the address is right, users were read"
                ),
            ),
            _ => (format!("{list} cannot be read: {self}"), self.hint()),
        }
    }

    /// Stable word for the kind of failure.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Settings { .. } => "settings",
            Self::Unreachable { .. } => "unreachable",
            Self::Tls { .. } => "tls",
            Self::Unauthorised { .. } => "unauthorised",
            Self::NotFound { .. } => "not-found",
            Self::Redirected { .. } => "redirected",
            Self::Throttled { .. } => "throttled",
            Self::BadAnswer { .. } => "bad-answer",
            Self::Server { .. } => "server-error",
            Self::Refused { .. } => "refused",
            Self::Repeats { .. } => "page-repeats",
            Self::TooLarge { .. } => "too-large",
            Self::TooSlow { .. } => "too-slow",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether what was asked for is just not there.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self, Self::NotFound { .. } | Self::Redirected { how: Redirect::Circle, .. })
    }

    /// Whether only this one answer is at fault, so that the next page may still be read.
    pub(super) fn is_local(&self) -> bool {
        matches!(
            self,
            Self::BadAnswer { .. } | Self::Server { .. } | Self::TooLarge { .. } | Self::Refused { .. }
        )
    }
}
