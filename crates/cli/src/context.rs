//! What a command needs besides its arguments: the desk, the look, the clock, progress and Ctrl-C.

use crate::answer::Answer;
use crate::args::Globals;
use crate::fail::Fail;
use crate::input;
use crate::term::{self, Paint, plain};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use steward_desk::wire::{ErrorCode, Progress, SecretStoreKind};
use steward_desk::{CancelToken, Clock, Desk, Job, Options, Secret, Surface};

/// What a command needs besides its arguments.
pub struct Context {
    /// What all commands take.
    pub globals: Globals,
    /// Colour of standard output.
    pub paint: Paint,
    /// Width that lines have to fit; nothing when piped.
    pub width: Option<usize>,
    /// The workspace, once it was opened.
    opened: OnceLock<Desk>,
}

impl Context {
    /// Looks at the terminal once.
    pub fn new(globals: Globals) -> Self {
        let (paint, width) = (Paint::stdout(globals.color), term::width(&io::stdout()));
        Self { globals, paint, width, opened: OnceLock::new() }
    }

    /// Opens the workspace.
    pub async fn desk(&self) -> Result<Desk, Fail> {
        self.open(self.passphrase_from_file()?).await
    }

    /// Opens the workspace for what is handed out: a text is printed between the entry before and the one after, and a
    /// file that is there is replaced only when that was said.
    pub async fn desk_to_hand_out(&self, force: bool) -> Result<Desk, Fail> {
        Ok(handing_out(&self.desk().await?, force))
    }

    /// Opens the workspace for work that needs a stored token: where no keyring runs, asks for the passphrase.
    pub async fn desk_with_secrets(&self) -> Result<Desk, Fail> {
        let desk = self.desk().await?;
        self.open_secrets(&desk, &[SecretStoreKind::Locked, SecretStoreKind::Unavailable]).await?;
        Ok(desk)
    }

    /// Asks for the passphrase of tokens that are here and locked away; makes no place for new ones.
    pub async fn open_locked_secrets(&self, desk: &Desk) -> Result<(), Fail> {
        self.open_secrets(desk, &[SecretStoreKind::Locked]).await
    }

    /// Asks for the passphrase on a terminal when the secret store is one of these, and none was given.
    async fn open_secrets(&self, desk: &Desk, when: &[SecretStoreKind]) -> Result<(), Fail> {
        let given = self.globals.passphrase_file.is_some();
        if given || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Ok(());
        }
        let secrets = desk.workspace().await?.secrets;
        if !when.contains(&secrets.kind) {
            return Ok(());
        }
        self.note(&plain(&secrets.detail));
        let passphrase = match secrets.file_exists {
            true => input::prompt("Passphrase for the token file: ")?,
            false => input::new_passphrase()?,
        };
        Ok(desk.unlock(passphrase).await?)
    }

    async fn open(&self, passphrase: Option<Secret>) -> Result<Desk, Fail> {
        let options = Options {
            workspace: self.workspace()?,
            surface: Surface::Cli,
            clock: self.clock(),
            operator_name: steward_desk::operator_name(),
            passphrase,
            memory: steward_desk::memory_folder(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let desk = Desk::open(options).await?;
        // a second opening is the same workspace
        let _ = self.opened.set(desk.clone());
        Ok(desk)
    }

    /// What could not be read of a tenant as a whole, after a command that opened the workspace.
    pub async fn missing(&self, tenant: &str) -> Option<String> {
        self.opened.get()?.missing(tenant).await.ok().flatten()
    }

    /// Says beside an answer that the tenant was read in part only. Programs are told too: what is not there is
    /// easily taken for what is not wrong.
    pub async fn warn_of_missing(&self, tenant: &str) {
        if self.globals.quiet {
            return;
        }
        if let Some(missing) = self.missing(tenant).await {
            let warning = Paint::stderr().warn("warning:");
            say(&format!(
                "{warning} this reading is incomplete: {}; see `steward tenant list`",
                plain(&missing)
            ));
        }
    }

    /// Says beside an answer that the passphrase which was given does not open the file with tokens and keys: what only
    /// reads goes on without.
    pub async fn warn_of_passphrase(&self) {
        if self.globals.quiet || self.globals.passphrase_file.is_none() {
            return;
        }
        let Some(desk) = self.opened.get() else { return };
        if let Some(why) = desk.wrong_passphrase().await {
            let warning = Paint::stderr().warn("warning:");
            say(&format!("{warning} {}; nothing is signed or read with what is kept there", plain(&why)));
        }
    }

    fn passphrase_from_file(&self) -> Result<Option<Secret>, Fail> {
        self.globals.passphrase_file.as_deref().map(input::secret_file).transpose()
    }

    /// The folder of the workspace.
    pub fn workspace(&self) -> Result<PathBuf, Fail> {
        if let Some(folder) = &self.globals.workspace {
            return Ok(folder.clone());
        }
        steward_desk::default_workspace().ok_or_else(|| {
            Fail::new(
                ErrorCode::Storage,
                "this account has no home folder".into(),
                "there is no place for a workspace".into(),
                "name one with `--workspace DIR`".into(),
            )
        })
    }

    fn clock(&self) -> Clock {
        match self.globals.now {
            Some(now) => Clock::fixed(now),
            None => Clock::new(now),
        }
    }

    /// A value as JSON or in words.
    pub fn answer<T: Serialize>(&self, value: &T, words: impl FnOnce() -> String) -> Result<Answer, Fail> {
        if self.globals.json { self.json(value) } else { Ok(self.words(&words())) }
    }

    /// Words for people, in lines that fit.
    pub fn words(&self, text: &str) -> Answer {
        Answer::text(term::fold(text, self.width))
    }

    /// A value as JSON.
    pub fn json<T: Serialize + ?Sized>(&self, value: &T) -> Result<Answer, Fail> {
        serde_json::to_string_pretty(value).map(|text| Answer::text(text + "\n")).map_err(|error| {
            let mut fail = Fail::new(
                ErrorCode::Internal,
                "the answer cannot be written as JSON".into(),
                String::new(),
                "report this with the details below".into(),
            );
            fail.0.details.push(error.to_string());
            fail
        })
    }

    /// A line on standard error, unless quiet was asked for.
    pub fn note(&self, text: &str) {
        if !self.globals.quiet && !self.globals.json {
            say(text);
        }
    }

    /// Long work: a line of progress on a terminal, and Ctrl-C stops it.
    pub fn job(&self) -> Work {
        let cancel = CancelToken::new();
        let shown = Arc::new(AtomicBool::new(false));
        let show = io::stderr().is_terminal() && !self.globals.quiet && !self.globals.json;
        let mark = Arc::clone(&shown);
        let progress = move |progress: Progress| {
            if show {
                mark.store(true, Ordering::Relaxed);
                let _ = write!(io::stderr().lock(), "\r\x1b[2K{}", progress_line(&progress));
                let _ = io::stderr().lock().flush();
            }
        };
        let stop = cancel.clone();
        let watch = tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.cancel();
            }
            // whoever presses it twice does not want to wait
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(130);
            }
        });
        Work {
            job: Job { progress: Arc::new(progress), cancel, accept_loss: false, by_schedule: false },
            shown,
            watch,
        }
    }
}

/// The desk for what is handed out.
pub fn handing_out(desk: &Desk, force: bool) -> Desk {
    let desk = desk.printing(crate::write_out);
    if force { desk.replacing() } else { desk }
}

/// A job with what has to be tidied up after it.
pub struct Work {
    /// What the desk takes.
    pub job: Job,
    shown: Arc<AtomicBool>,
    watch: tokio::task::JoinHandle<()>,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.watch.abort();
        if self.shown.load(Ordering::Relaxed) {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
        }
    }
}

/// A line on standard error.
fn say(text: &str) {
    let stderr = io::stderr();
    let _ = writeln!(stderr.lock(), "{}", term::fold(text, term::width(&stderr)));
}

fn progress_line(progress: &Progress) -> String {
    let Progress { tenant, stage, done, total, message } = progress;
    let counted = match (done, total) {
        (0, None) => String::new(),
        (done, Some(total)) => format!(" {} of {}", term::count(*done), term::count(*total)),
        (done, None) => format!(" {}", term::count(*done)),
    };
    let words = if message.is_empty() { stage } else { message };
    // a full line would go on to the next, which is not wiped
    let room = term::width(&io::stderr()).map_or(79, |width| width - 1);
    term::cut(&format!("{}: {}{counted}", plain(tenant), plain(words)), room)
}

#[expect(clippy::disallowed_methods, reason = "this is the edge: the clock of the machine enters here")]
fn now() -> Timestamp {
    Timestamp::now()
}
