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
    /// The place that was asked for last.
    link: Mutex<Option<String>>,
    desk: OnceCell<Desk>,
    jobs: Mutex<HashMap<Work, Job>>,
    numbers: AtomicU64,
}

/// What cancellable work is about. Of each there is one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    /// Reading a tenant, by its name in the workspace.
    Tenant(String),
    /// Testing a connection, which may have no name yet.
    Test,
    /// Looking through the snapshots of a tenant for how a cell came to be.
    History,
    /// Verifying the audit trail.
    AuditVerify,
    /// Reading an audit log in.
    AuditImport,
}

impl Work {
    /// The work that the page stops under a name: what is done to the audit trail, or reading a tenant.
    pub fn named(name: String) -> Self {
        match name.as_str() {
            "audit verify" => Self::AuditVerify,
            "audit import" => Self::AuditImport,
            _ => Self::Tenant(name),
        }
    }
}

/// Work that runs.
struct Job {
    number: u64,
    token: CancelToken,
}

/// Work that runs until it is dropped.
pub struct Running<'a> {
    shell: &'a Shell,
    work: Work,
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
        // work of the same kind that began since is another's
        if jobs.get(&self.work).is_some_and(|job| job.number == self.number) {
            jobs.remove(&self.work);
        }
    }
}

impl Shell {
    /// A shell that has opened nothing yet.
    pub fn new(args: Args) -> Self {
        let link = Mutex::new(args.link.clone());
        Self { args, link, desk: OnceCell::new(), jobs: Mutex::default(), numbers: AtomicU64::new(0) }
    }

    /// Whether the window was asked to open the practice tenant.
    pub fn practice(&self) -> bool {
        self.args.practice
    }

    /// The place that the window was asked to open, last when several times.
    pub fn link(&self) -> Option<String> {
        self.link.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks for another place, which a page that starts from now on opens.
    pub fn ask(&self, link: String) {
        *self.link.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
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
            hint: "start Steward in a terminal with a folder for it: `--workspace DIR`".into(),
            details: Vec::new(),
        })?;
        Ok(Options {
            workspace,
            surface: Surface::Window,
            clock: clock(),
            operator_name: steward_desk::operator_name(),
            passphrase: None,
            memory: steward_desk::memory_folder(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Starts cancellable work; the same that still runs is cancelled.
    pub fn begin(&self, work: Work) -> Running<'_> {
        let (running, job) = self.running(work.clone());
        if let Some(before) = self.lock().insert(work, job) {
            before.token.cancel();
        }
        running
    }

    /// Starts cancellable work, unless the same runs already.
    pub fn begin_alone(&self, work: Work) -> Option<Running<'_>> {
        let mut jobs = self.lock();
        if jobs.contains_key(&work) {
            return None;
        }
        let (running, job) = self.running(work.clone());
        jobs.insert(work, job);
        Some(running)
    }

    fn running(&self, work: Work) -> (Running<'_>, Job) {
        let (number, token) = (self.numbers.fetch_add(1, Ordering::Relaxed), CancelToken::default());
        let job = Job { number, token: token.clone() };
        (Running { shell: self, work, number, token }, job)
    }

    /// Cancels that work, if it runs.
    pub fn cancel(&self, work: &Work) {
        if let Some(job) = self.lock().remove(work) {
            job.token.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Work, Job>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn shell() -> Shell {
        Shell::new(Args::try_parse_from(["steward-app"]).unwrap_or_else(|error| error.exit()))
    }

    #[test]
    fn a_page_opens_the_place_that_was_asked_for_last() {
        let shell = shell();
        assert_eq!(shell.link(), None);
        for place in ["steward://tenant/practice/today", "steward://settings"] {
            shell.ask(place.to_owned());
            assert_eq!(shell.link().as_deref(), Some(place));
        }
    }

    #[test]
    fn a_tenant_named_test_is_not_the_connection_test() {
        let shell = shell();
        let tenant = shell.begin(Work::Tenant("test".into()));
        let test = shell.begin(Work::Test);
        assert!(!tenant.token().is_cancelled(), "a test stops no reading");
        shell.cancel(&Work::Test);
        assert!(test.token().is_cancelled());
        assert!(!tenant.token().is_cancelled());
        shell.cancel(&Work::Tenant("test".into()));
        assert!(tenant.token().is_cancelled());
    }

    #[test]
    fn work_on_the_audit_trail_is_stopped_by_its_name() {
        let shell = shell();
        let verify = shell.begin(Work::AuditVerify);
        let import = shell.begin(Work::AuditImport);
        shell.cancel(&Work::named("audit verify".into()));
        assert!(verify.token().is_cancelled() && !import.token().is_cancelled());
        shell.cancel(&Work::named("audit import".into()));
        assert!(import.token().is_cancelled());
        assert_eq!(Work::named("northwind".into()), Work::Tenant("northwind".into()));
    }

    #[test]
    fn the_same_work_runs_once() {
        let shell = shell();
        let first = shell.begin(Work::Tenant("northwind".into()));
        assert!(shell.begin_alone(Work::Tenant("northwind".into())).is_none());
        assert!(shell.begin_alone(Work::Tenant("meridian".into())).is_some());
        let second = shell.begin(Work::Tenant("northwind".into()));
        assert!(first.token().is_cancelled());
        drop(first);
        assert!(shell.begin_alone(Work::Tenant("northwind".into())).is_none(), "the second still runs");
        drop(second);
        assert!(shell.begin_alone(Work::Tenant("northwind".into())).is_some());
    }
}
