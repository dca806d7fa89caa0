//! What the shell holds while the window is open.

use crate::Args;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use steward_desk::{
    CancelToken, Clock, Desk, Options, Surface,
    wire::{ErrorCode, WireError},
};
use tokio::sync::OnceCell;

/// The desk, opened at the first command, and the work that can be cancelled.
pub struct Shell {
    args: Args,
    desk: OnceCell<Desk>,
    jobs: Mutex<HashMap<String, Job>>,
    numbers: AtomicU64,
}

/// Work that runs under a name.
struct Job {
    number: u64,
    token: CancelToken,
}

/// Work under a name until it is dropped.
pub struct Running<'a> {
    shell: &'a Shell,
    name: String,
    number: u64,
    token: CancelToken,
}

impl Running<'_> {
    /// What stops it.
    pub fn token(&self) -> CancelToken {
        self.token.clone()
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut jobs = self.shell.lock();
        // work of the same name that began since is another's
        if jobs.get(&self.name).is_some_and(|job| job.number == self.number) {
            jobs.remove(&self.name);
        }
    }
}

impl Shell {
    /// A shell that has opened nothing yet.
    pub fn new(args: Args) -> Self {
        Self { args, desk: OnceCell::new(), jobs: Mutex::default(), numbers: AtomicU64::new(0) }
    }

    /// Whether the window was asked to open the practice tenant.
    pub fn practice(&self) -> bool {
        self.args.practice
    }

    /// The place that the window was asked to open.
    pub fn link(&self) -> Option<&str> {
        self.args.link.as_deref()
    }

    /// The desk; opens the workspace the first time, and tries again after a failure.
    ///
    /// # Errors
    /// When the workspace cannot be opened.
    pub async fn desk(&self) -> Result<&Desk, WireError> {
        self.desk.get_or_try_init(|| async { Desk::open(self.options()?).await }).await
    }

    /// The desk, when it was opened before.
    pub fn opened(&self) -> Option<&Desk> {
        self.desk.get()
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
            operator_name: steward_desk::operator_name(),
            passphrase: None,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Starts cancellable work under a name; work of that name that still runs is cancelled.
    pub fn begin(&self, name: &str) -> Running<'_> {
        let (running, job) = self.work(name);
        if let Some(before) = self.lock().insert(name.to_owned(), job) {
            before.token.cancel();
        }
        running
    }

    /// Starts cancellable work under a name, unless some runs already.
    pub fn begin_alone(&self, name: &str) -> Option<Running<'_>> {
        let mut jobs = self.lock();
        if jobs.contains_key(name) {
            return None;
        }
        let (running, job) = self.work(name);
        jobs.insert(name.to_owned(), job);
        Some(running)
    }

    fn work(&self, name: &str) -> (Running<'_>, Job) {
        let (number, token) = (self.numbers.fetch_add(1, Ordering::Relaxed), CancelToken::default());
        let job = Job { number, token: token.clone() };
        (Running { shell: self, name: name.to_owned(), number, token }, job)
    }

    /// Cancels the work of that name, if any runs.
    pub fn cancel(&self, name: &str) {
        if let Some(job) = self.lock().remove(name) {
            job.token.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The machine's clock, read here and nowhere below.
#[expect(clippy::disallowed_methods, reason = "the window is an edge: time enters here")]
fn clock() -> Clock {
    Clock::new(jiff::Timestamp::now)
}

/// A file that was chosen, as text for the page.
pub fn path_text(path: PathBuf) -> String {
    path.to_string_lossy().into_owned()
}
