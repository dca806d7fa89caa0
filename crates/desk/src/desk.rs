//! The desk itself: what it holds, how it is opened, and who sits at it.

use crate::cache::Cache;
use crate::door::Asker;
use crate::error::DeskError;
use crate::ledger::{Recorder, set};
use crate::lru::Lru;
use crate::policy::Policies;
use crate::reach::Secret;
use crate::trail::AtHand;
use crate::wire::{AuditConfirmation, ErrorCode, Progress, WireError};
use crate::{R, operation, reach};
use jiff::Timestamp;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use steward_connect::scim::Partial;
use steward_ledger::Confirmation;
use steward_store::{OperatorRow, Running, Store, TenantRow};

pub use steward_connect::CancelToken;

/// Which face an operator uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surface {
    /// The window.
    Window,
    /// A terminal.
    Cli,
    /// An assistant or automation.
    Assistant,
    /// Nobody: a tenant is read again because its schedule says so.
    Sync,
}

impl Surface {
    /// The word in policies.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Cli => "cli",
            Self::Assistant => "assistant",
            Self::Sync => "sync",
        }
    }

    /// The word in the ledger.
    pub(crate) const fn in_ledger(self) -> steward_ledger::Surface {
        match self {
            Self::Window => steward_ledger::Surface::Window,
            Self::Cli => steward_ledger::Surface::Cli,
            Self::Assistant => steward_ledger::Surface::Mcp,
            Self::Sync => steward_ledger::Surface::Sync,
        }
    }
}

/// Where the desk gets the time from.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock that asks a function.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// A clock that stands still, for tests.
    #[must_use]
    pub fn fixed(now: Timestamp) -> Self {
        Self::new(move || now)
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// How a desk is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder of the workspace; made when it is not there. One that cannot be written is read.
    pub workspace: PathBuf,
    /// Which face the operator uses.
    pub surface: Surface,
    /// Where the time comes from.
    pub clock: Clock,
    /// Who the operator is in the operating system.
    pub operator_name: String,
    /// Opens the file with tokens where no keyring runs.
    pub passphrase: Option<Secret>,
    /// Folder outside of the workspace, where it is remembered how far each log was signed; nothing remembers nothing.
    pub memory: Option<PathBuf>,
    /// Version of Steward.
    pub version: String,
}

/// A long piece of work: how it tells where it is, and how it is stopped.
#[derive(Clone)]
pub struct Job {
    /// Called now and then, from any thread.
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
    /// Cancelled by whoever started it.
    pub cancel: CancelToken,
    /// Whoever started it knows what the reading would lose, and wants it all the same.
    pub accept_loss: bool,
    /// Nobody started it: the schedule of the tenant did.
    pub by_schedule: bool,
}

impl Job {
    /// Work that nobody watches.
    #[must_use]
    pub fn quiet() -> Self {
        Self {
            progress: Arc::new(|_| ()),
            cancel: CancelToken::new(),
            accept_loss: false,
            by_schedule: false,
        }
    }

    pub(crate) fn tell(&self, tenant: &str, stage: &str, message: &str) {
        let (tenant, stage, message) = (tenant.to_owned(), stage.to_owned(), message.to_owned());
        (self.progress)(Progress { tenant, stage, done: 0, total: None, message });
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").finish_non_exhaustive()
    }
}

/// How a surface prints what is handed out on its standard output.
#[derive(Clone)]
pub(crate) struct Printer(Arc<Print>);

type Print = dyn Fn(&[u8]) -> io::Result<()> + Send + Sync;

impl Printer {
    pub(crate) fn print(&self, bytes: &[u8]) -> io::Result<()> {
        (self.0)(bytes)
    }
}

impl std::fmt::Debug for Printer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Printer").finish_non_exhaustive()
    }
}

/// The one door to everything. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
    /// What was confirmed for what is done through this one.
    pub(crate) confirmation: Confirmation,
    /// Whether a file that is there is replaced by what is handed out through this one.
    pub(crate) replaces: bool,
    /// Where a text goes that is handed out through this one and has no file; back to who asked when nothing is said.
    pub(crate) printer: Option<Printer>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) options: Options,
    pub(crate) workspace_id: String,
    /// Stable id of the operator; roles are read anew for every operation.
    pub(crate) operator: String,
    pub(crate) policies: Mutex<Option<Arc<Policies>>>,
    pub(crate) cache: Cache,
    /// The index of the audit trail, read when it is first asked for.
    pub(crate) trail: AtHand,
    pub(crate) secrets: reach::Secrets,
    /// What servers said in the last finished read of each tenant, so that they can say what has not changed.
    pub(crate) finished: Lru<String, Arc<Partial>>,
    /// The log of this device and its key, found when something is first recorded.
    pub(crate) recorder: tokio::sync::Mutex<Option<Arc<Recorder>>>,
    /// How others see that this program runs; made when it first reaches out of this machine.
    pub(crate) running: tokio::sync::OnceCell<Running>,
}

impl Desk {
    /// Opens a workspace and makes its operator known to it. The first operator becomes administrator.
    ///
    /// # Errors
    /// When the folder cannot be used, the database is locked, damaged or newer, or the policies refuse.
    pub async fn open(options: Options) -> R<Self> {
        Self::open_inner(options).await.map_err(WireError::from)
    }

    async fn open_inner(options: Options) -> Result<Self, DeskError> {
        let name = options.operator_name.trim().to_owned();
        if name.is_empty() {
            return Err(DeskError::input(
                "the operator has no name",
                "sign in to the system with a user name",
            ));
        }
        let store = Store::open(&options.workspace).await?;
        let known = store.operator(&name).await?;
        let operator = match &known {
            Some(row) => row.id.clone(),
            None => format!("op-{}", store.random_id().await?),
        };
        let workspace_id = match store.meta("id").await? {
            Some(id) => id,
            None => store.random_id().await?,
        };
        let mut desk = Self::at(store, options, operator, workspace_id);
        if known.is_none() {
            let (operator, workspace_id) = desk.join(&name).await?;
            if operator != desk.inner.operator || workspace_id != desk.inner.workspace_id {
                let (store, options) = (desk.inner.store.clone(), desk.inner.options.clone());
                desk = Self::at(store, options, operator, workspace_id);
            }
        }
        desk.catch_up().await;
        Ok(desk)
    }

    /// The same desk for something that its operator confirmed before, which the entry then says:
    /// `desk.confirmed(AuditConfirmation::Typed).remove("acme")`. What only looks needs no confirmation and says none.
    #[must_use]
    pub fn confirmed(&self, how: AuditConfirmation) -> Self {
        let confirmation = match how {
            AuditConfirmation::None => Confirmation::None,
            AuditConfirmation::Explicit => Confirmation::Explicit,
            AuditConfirmation::Typed => Confirmation::Typed,
        };
        Self { confirmation, ..self.clone() }
    }

    /// The same desk for whoever said that a file which is there is to be replaced:
    /// `desk.replacing().export("acme", request)`. Without it nothing is replaced.
    #[must_use]
    pub fn replacing(&self) -> Self {
        Self { replaces: true, ..self.clone() }
    }

    /// The same desk for a surface that prints: a text without a file goes to `print` whole, between the entry before and
    /// the entry after, and does not come back in the answer.
    #[must_use]
    pub fn printing(&self, print: impl Fn(&[u8]) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self { printer: Some(Printer(Arc::new(print))), ..self.clone() }
    }

    /// Brings the ledger up to what happened before: an upgrade, a program that was ended. Looking at a workspace works
    /// also where nothing can be written, so this can wait for the next time.
    async fn catch_up(&self) {
        if self.store().is_read_only() {
            return;
        }
        if let Err(fault) = self.begin_ledger().await {
            tracing::warn!(%fault, "the record before the ledger could not be committed to");
        }
        match self.settle_intents().await {
            Ok(()) => self.remove_left().await,
            Err(fault) => tracing::warn!(%fault, "work that was interrupted could not be settled"),
        }
        if let Err(fault) = self.scrub_again().await {
            tracing::warn!(%fault, "what was erased could not be taken out of the files yet");
        }
    }

    fn at(store: Store, options: Options, operator: String, workspace_id: String) -> Self {
        let secrets = reach::Secrets::new(&options, &workspace_id);
        let inner = Inner {
            store,
            options,
            workspace_id,
            operator,
            policies: Mutex::default(),
            cache: Cache::default(),
            trail: AtHand::default(),
            secrets,
            finished: Lru::new(4),
            recorder: tokio::sync::Mutex::default(),
            running: tokio::sync::OnceCell::new(),
        };
        let (confirmation, inner) = (Confirmation::None, Arc::new(inner));
        Self { inner, confirmation, replaces: false, printer: None }
    }

    /// Makes a new operator known: as administrator of a new workspace, otherwise as observer. Returns the ids of
    /// operator and workspace; another program may have been first with either.
    async fn join(&self, name: &str) -> Result<(String, String), DeskError> {
        let (now, store) = (self.now(), self.store());
        if store.is_read_only() {
            return Err(unknown_here(store.folder()));
        }
        // may itself write
        self.recorder().await?;
        // from here on nobody else writes
        let mut write = store.write().await?;
        let workspace_id = store.meta("id").await?;
        let workspace_id = workspace_id.unwrap_or_else(|| self.inner.workspace_id.clone());
        if let Some(known) = store.operator(name).await? {
            return Ok((known.id, workspace_id));
        }
        let first = write.count_operators().await? == 0;
        let roles = vec![if first { "administrator" } else { "observer" }.to_owned()];
        let text = self.policy_text_in_force().await?;
        let policies = Arc::new(Policies::kept(&text)?);
        let (id, surface) = (self.inner.operator.clone(), self.inner.options.surface);
        let asker = Asker { id, roles: Vec::new(), surface, policies };
        let act = match self.judge(asker, &operation::OPERATOR_JOIN, None) {
            Ok(act) => act,
            Err(refusal) => {
                drop(write);
                return Err(self.record_refusal(refusal).await);
            }
        };
        let (id, name) = (self.inner.operator.clone(), name.to_owned());
        let row = OperatorRow { id, os_user: name.clone(), name, roles, since: now };
        if first {
            write.set_meta_once("id", &workspace_id).await?;
            write.insert_policy_set(act.policy_version(), &text, &row.id, now).await?;
        }
        write.insert_operator(&row).await?;
        act.about("operator", &row.id);
        act.commit_named(write, &row.name, vec![set("roles", &row.roles)]).await?;
        Ok((row.id, workspace_id))
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.options.clock.now()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The tenant of a name. That there is none, and which there are, is for those to know who may see the workspace.
    pub(crate) async fn tenant(&self, name: &str) -> Result<TenantRow, DeskError> {
        if let Some(row) = self.store().tenant(name.trim()).await? {
            return Ok(row);
        }
        self.allow(&operation::WORKSPACE_READ, None).await?;
        let names: Vec<String> = self.store().tenants().await?.into_iter().map(|row| row.name).collect();
        let mut near = crate::names::near(name, names.iter().map(String::as_str));
        if near.is_empty() {
            near = names;
            near.truncate(5);
        }
        let near = near.into_iter().map(|name| format!("`{name}`")).collect();
        Err(DeskError::NotFound { what: "tenant", name: name.to_owned(), near })
    }
}

/// Whoever is new to a workspace is recorded first.
fn unknown_here(folder: &std::path::Path) -> DeskError {
    let told = WireError {
        code: ErrorCode::Storage,
        message: format!(
            "the workspace `{}` cannot be written, and you are none of its operators",
            folder.display()
        ),
        meaning: "who looks at it has to be known to it".into(),
        hint: "open it once where it can be written, or sign in as one of its operators".into(),
        details: Vec::new(),
    };
    told.into()
}

/// Runs what takes the processor for a while where it does not hold up others.
pub(crate) async fn heavy<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DeskError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| DeskError::Internal(error.to_string()))
}
