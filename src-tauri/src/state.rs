//! What the shell holds while the window is open.

use crate::Args;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use steward_desk::{
    CancelToken, Clock, Desk, Options, Surface,
    wire::{ErrorCode, WireError},
};
use tokio::sync::OnceCell;

/// The desk, opened at the first command, and the work that can be cancelled.
pub struct Shell {
    args: Args,
    desk: OnceCell<Desk>,
    jobs: Mutex<HashMap<String, CancelToken>>,
}

impl Shell {
    /// A shell that has opened nothing yet.
    pub fn new(args: Args) -> Self {
        Self { args, desk: OnceCell::new(), jobs: Mutex::default() }
    }

    /// Whether the window was asked to open the practice tenant.
    pub fn practice(&self) -> bool {
        self.args.practice
    }

    /// The desk; opens the workspace the first time, and tries again after a failure.
    ///
    /// # Errors
    /// When the workspace cannot be opened.
    pub async fn desk(&self) -> Result<&Desk, WireError> {
        self.desk.get_or_try_init(|| async { Desk::open(self.options()?).await }).await
    }

    fn options(&self) -> Result<Options, WireError> {
        let named = self.args.workspace.clone().or_else(steward_desk::default_workspace);
        let workspace = named.ok_or_else(|| WireError {
            code: ErrorCode::Storage,
            message: "this account has no home folder".into(),
            meaning: "there is no place for a workspace".into(),
            hint: "start the window with `--workspace DIR`".into(),
            details: Vec::new(),
        })?;
        Ok(Options {
            workspace,
            surface: Surface::Window,
            clock: clock(),
            operator_name: operator(),
            passphrase: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Starts cancellable work under a name; work of that name that still runs is cancelled.
    pub fn begin(&self, name: &str) -> CancelToken {
        let token = CancelToken::default();
        let before = self.lock().insert(name.to_owned(), token.clone());
        if let Some(before) = before {
            before.cancel();
        }
        token
    }

    /// Cancels the work of that name, if any runs.
    pub fn cancel(&self, name: &str) {
        if let Some(token) = self.lock().remove(name) {
            token.cancel();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, CancelToken>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The machine's clock, read here and nowhere below.
#[expect(clippy::disallowed_methods, reason = "the window is an edge: time enters here")]
fn clock() -> Clock {
    Clock::new(jiff::Timestamp::now)
}

/// The account that uses this machine.
fn operator() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_else(|| "operator".to_owned())
}

/// A file that was chosen, as text for the page.
pub fn path_text(path: PathBuf) -> String {
    path.to_string_lossy().into_owned()
}
