//! How reading a server fails.

use std::time::Duration;

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
    #[error("no answer from `{address}`: {reason}")]
    Unreachable {
        /// What was asked.
        address: String,
        /// What happened.
        reason: String,
    },
    /// The certificate is not trusted, or no secure connection can be made.
    #[error("the connection to `{address}` is not secure: {reason}")]
    Tls {
        /// What was asked.
        address: String,
        /// What happened.
        reason: String,
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
    /// The server sends on to another host, which never sees the token.
    #[error("`{address}` redirects to another host, `{to}`")]
    Redirected {
        /// What was asked.
        address: String,
        /// Where it points.
        to: String,
    },
    /// The server asks to wait, longer or more often than is sensible.
    #[error("`{address}` asks to wait{}", wait.map(|x| format!(" {} s", x.as_secs())).unwrap_or_default())]
    Throttled {
        /// What was asked.
        address: String,
        /// How long it asks for, when it says.
        wait: Option<Duration>,
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
    #[error("`{address}` failed ({status}){}", said(detail))]
    Server {
        /// What was asked.
        address: String,
        /// 5xx.
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

impl ScimError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Settings { hint, .. } => hint.clone(),
            Self::Unreachable { .. } => {
                "check the address, that the server runs, and the network, VPN or proxy between".to_owned()
            }
            Self::Tls { .. } => {
                "if the server uses a private CA, give its certificate as a PEM file; never turn checking off"
                    .to_owned()
            }
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
            Self::Redirected { to, .. } => {
                format!("if `{to}` is the right server, enter its address; the token was not sent there")
            }
            Self::Throttled { .. } => "try again later; reading goes on where it stopped".to_owned(),
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
            Self::TooSlow { .. } => "try again; reading goes on where it stopped".to_owned(),
            Self::Cancelled => "start again; reading goes on where it stopped".to_owned(),
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

    /// Whether only this one answer is at fault, so that the next page may still be read.
    pub(super) fn is_local(&self) -> bool {
        matches!(
            self,
            Self::BadAnswer { .. } | Self::Server { .. } | Self::TooLarge { .. } | Self::Refused { .. }
        )
    }
}
