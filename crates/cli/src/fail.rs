//! How a command fails: what happened, what it means, what to do; and the exit code.

use crate::term::{self, Paint};
use std::io::{self, Write as _};
use std::process::ExitCode;
use steward_desk::wire::{ErrorCode, WireError};

/// A failure on its way to standard error.
#[derive(Debug)]
pub struct Fail(pub WireError);

impl From<WireError> for Fail {
    fn from(mut error: WireError) -> Self {
        if error.code == ErrorCode::Secrets {
            error.hint = how_to_give_a_passphrase(&error.hint);
        }
        Self(error)
    }
}

/// What is said on every surface, with the option that does it here.
fn how_to_give_a_passphrase(hint: &str) -> String {
    const OPTION: &str = "`--passphrase-file FILE`";
    if hint.contains(OPTION) {
        return hint.to_owned();
    }
    hint.replacen("give a passphrase", &format!("give {OPTION}"), 1).replacen(
        "give the passphrase",
        &format!("give, with {OPTION}, the passphrase"),
        1,
    )
}

impl Fail {
    /// Something given cannot be used.
    pub fn bad_input(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadInput, message.into(), String::new(), hint.into())
    }

    /// The machine does not let it happen.
    pub fn environment(message: &str, cause: &dyn std::error::Error) -> Self {
        let mut fail = Self::new(
            ErrorCode::Storage,
            message.into(),
            String::new(),
            "see that the disk has space and the folder is yours to write".into(),
        );
        fail.0.details.push(cause.to_string());
        fail
    }

    /// A failure of any kind.
    pub const fn new(code: ErrorCode, message: String, meaning: String, hint: String) -> Self {
        Self(WireError { code, message, meaning, hint, details: Vec::new() })
    }

    /// The exit code that scripts rely on.
    pub const fn code(&self) -> u8 {
        match self.0.code {
            ErrorCode::Refused => 1,
            ErrorCode::NotFound | ErrorCode::Ambiguous | ErrorCode::Exists | ErrorCode::BadInput => 2,
            ErrorCode::Unreachable
            | ErrorCode::Unauthorised
            | ErrorCode::Throttled
            | ErrorCode::BadAnswer
            | ErrorCode::WouldLose
            | ErrorCode::Tls
            | ErrorCode::Secrets
            | ErrorCode::Storage
            | ErrorCode::Busy
            | ErrorCode::Internal => 3,
            ErrorCode::Cancelled => 130,
        }
    }

    /// Prints it to standard error.
    pub fn report(&self, json: bool) -> ExitCode {
        let stderr = io::stderr();
        let text = match json {
            true => self.json(),
            false => term::fold(&self.words(Paint::stderr()), term::width(&stderr)),
        };
        // nobody is left to tell when standard error is closed
        let _ = stderr.lock().write_all(text.as_bytes());
        ExitCode::from(self.code())
    }

    fn json(&self) -> String {
        serde_json::to_string_pretty(&self.0).map(|text| text + "\n").unwrap_or_default()
    }

    fn words(&self, paint: Paint) -> String {
        let WireError { code: _, message, meaning, hint, details } = &self.0;
        let mut text = format!("{} {message}\n", paint.bad("error:"));
        for detail in details {
            for line in detail.lines() {
                text.push_str(&format!("  {line}\n"));
            }
        }
        if !meaning.is_empty() {
            text.push_str(&format!("  {meaning}\n"));
        }
        if !hint.is_empty() {
            text.push_str(&format!("{} {hint}\n", paint.bold("hint:")));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::how_to_give_a_passphrase;

    #[test]
    fn the_option_for_the_passphrase_is_named_once() {
        assert_eq!(
            how_to_give_a_passphrase("start a keyring service, or give a passphrase: it protects a file"),
            "start a keyring service, or give `--passphrase-file FILE`: it protects a file"
        );
        assert_eq!(
            how_to_give_a_passphrase("give the passphrase with which the secrets were saved"),
            "give, with `--passphrase-file FILE`, the passphrase with which the secrets were saved"
        );
        let named = "unlock the tokens, or give `--passphrase-file FILE`";
        assert_eq!(how_to_give_a_passphrase(named), named);
        assert_eq!(how_to_give_a_passphrase("try the passphrase again"), "try the passphrase again");
    }
}
