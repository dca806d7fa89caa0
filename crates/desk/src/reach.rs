//! What the desk needs of `steward-connect`: files, SCIM servers, secrets.

use crate::desk::{Desk, Job, Options, heavy};
use crate::error::DeskError;
use crate::source::{Reader, Reading, absolute, limited};
use crate::wire::{
    ConnectionTest, CsvMapping, ErrorCode, FileFormat, Progress, ScimConnection, SecretStore,
    SecretStoreKind, TestState, TestStep, WireError,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use steward_connect::files::{self, Mapping, Read};
use steward_connect::scim::{
    self, Partial, ReadError, ScimError, ScimMapping, ScimRead, Settings, StepState,
};
use steward_connect::secrets::{self, Kept, SecretError, State};
use steward_model::TenantInfo;
use steward_pack::{ConnectorDef, GroupRole, Pack, ValueMap};
use steward_store::{KeyPlace, PartialRow};
use tokio::sync::RwLock;

pub use steward_connect::secrets::Secret;

/// No file of certificates is larger.
const CA_BYTES: usize = 4 * 1024 * 1024;

/// Where tokens are kept; found out when it is first needed, because asking a keyring takes its time.
#[derive(Debug)]
pub(crate) struct Secrets {
    workspace: String,
    folder: PathBuf,
    passphrase: Option<Secret>,
    place: RwLock<Option<secrets::Secrets>>,
}

impl Secrets {
    pub(crate) fn new(options: &Options, workspace: &str) -> Self {
        Self {
            workspace: workspace.to_owned(),
            folder: options.workspace.clone(),
            passphrase: options.passphrase.clone(),
            place: RwLock::default(),
        }
    }

    async fn place(&self) -> Result<secrets::Secrets, DeskError> {
        if let Some(place) = &*self.place.read().await {
            return Ok(place.clone());
        }
        self.open(self.passphrase.clone()).await
    }

    /// Opens the file with tokens, or makes it where no keyring runs.
    pub(crate) async fn unlock(&self, passphrase: Secret) -> Result<(), DeskError> {
        self.open(Some(passphrase)).await.map(|_| ())
    }

    async fn open(&self, passphrase: Option<Secret>) -> Result<secrets::Secrets, DeskError> {
        // a program that is built to be tested opens the file often, and keeps no secret of anybody's
        let work = cfg!(debug_assertions).then_some(10);
        let options = secrets::Options { passphrase, work, ..secrets::Options::default() };
        let opened =
            secrets::Secrets::open(&self.workspace, &self.folder, options).await.map_err(secret_error)?;
        *self.place.write().await = Some(opened.clone());
        Ok(opened)
    }

    /// Where tokens are kept.
    pub(crate) async fn state(&self) -> SecretStore {
        let (kind, message, hint) = match self.place().await {
            Ok(place) => {
                let secrets::Status { state, message, hint } = place.status();
                let kind = match state {
                    State::Keyring => SecretStoreKind::Keyring,
                    State::PassphraseFile => SecretStoreKind::PassphraseFile,
                    State::Locked => SecretStoreKind::Locked,
                    State::Unavailable => SecretStoreKind::Unavailable,
                };
                (kind, message, hint)
            }
            Err(error) => {
                let WireError { message, hint, .. } = error.into();
                (SecretStoreKind::Locked, message, hint)
            }
        };
        let detail = if hint.is_empty() { message } else { format!("{message}; {hint}") };
        SecretStore { kind, file_exists: self.folder.join(secrets::FILE_NAME).exists(), detail }
    }

    /// Why the passphrase that was given does not open the file; nothing when it does, or none was given.
    pub(crate) async fn wrong_passphrase(&self) -> Option<String> {
        self.passphrase.as_ref()?;
        self.place().await.err().map(|error| error.to_string())
    }

    /// The token of a tenant.
    pub(crate) async fn get(&self, tenant: &str) -> Result<Option<Secret>, DeskError> {
        self.place().await?.get(tenant).await.map_err(secret_error)
    }

    pub(crate) async fn set(&self, tenant: &str, token: &Secret) -> Result<(), DeskError> {
        self.place().await?.set(tenant, token).await.map_err(secret_error)
    }

    pub(crate) async fn remove(&self, tenant: &str) -> Result<(), DeskError> {
        self.place().await?.remove(tenant).await.map_err(secret_error)
    }

    /// A key of this computer; nothing when it is not where it was kept. Where there is no access to that place, that is
    /// an error: it may still be there.
    pub(crate) async fn key(&self, name: &str, place: KeyPlace) -> Result<Option<Secret>, DeskError> {
        let secrets = self.place().await?;
        let found = secrets.key(name).await.map_err(secret_error)?;
        if found.is_none() && !secrets.reaches(kept(place)) {
            return Err(secret_error(match place {
                KeyPlace::File => SecretError::FileLocked { path: self.folder.join(secrets::FILE_NAME) },
                KeyPlace::Keyring => SecretError::Keyring { reason: "a key was kept in it".to_owned() },
            }));
        }
        Ok(found)
    }

    /// Keeps a key of this computer, and says where.
    pub(crate) async fn set_key(&self, name: &str, key: &Secret) -> Result<KeyPlace, DeskError> {
        let kept = self.place().await?.set_key(name, key).await.map_err(secret_error)?;
        Ok(match kept {
            Kept::Keyring => KeyPlace::Keyring,
            Kept::File => KeyPlace::File,
        })
    }

    /// A key of this computer, wherever there is access.
    pub(crate) async fn any_key(&self, name: &str) -> Result<Option<Secret>, DeskError> {
        self.place().await?.key(name).await.map_err(secret_error)
    }
}

const fn kept(place: KeyPlace) -> Kept {
    match place {
        KeyPlace::Keyring => Kept::Keyring,
        KeyPlace::File => Kept::File,
    }
}

fn secret_error(error: SecretError) -> DeskError {
    let told = WireError {
        code: ErrorCode::Secrets,
        message: error.to_string(),
        meaning: "the token cannot be used or kept, and it goes nowhere else".into(),
        hint: error.hint().to_owned(),
        details: crate::error::causes(&error),
    };
    told.into()
}

fn scim_error(error: &ScimError, details: Vec<String>) -> DeskError {
    let code = match error {
        ScimError::Settings { .. } | ScimError::Redirected { .. } => ErrorCode::BadInput,
        ScimError::Unreachable { .. } | ScimError::Server { .. } | ScimError::TooSlow { .. } => {
            ErrorCode::Unreachable
        }
        ScimError::Tls { .. } => ErrorCode::Tls,
        ScimError::Unauthorised { .. } => ErrorCode::Unauthorised,
        ScimError::Throttled { .. } => ErrorCode::Throttled,
        ScimError::NotFound { .. }
        | ScimError::BadAnswer { .. }
        | ScimError::Refused { .. }
        | ScimError::Repeats { .. }
        | ScimError::TooLarge { .. } => ErrorCode::BadAnswer,
        ScimError::Cancelled => ErrorCode::Cancelled,
    };
    let told =
        WireError { code, message: error.to_string(), meaning: String::new(), hint: error.hint(), details };
    told.into()
}

fn settings(connection: &ScimConnection, tenant: TenantInfo) -> Result<Settings, DeskError> {
    let ScimConnection { url, pack: _, environment: _, proxy, ca_file } = connection;
    let filled = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let ca_pem = match filled(ca_file) {
        Some(path) => {
            let path = absolute(&path).display().to_string();
            Some(limited(&path, CA_BYTES, "give the PEM file of your certificate authority")?)
        }
        None => None,
    };
    Ok(Settings {
        base_url: url.trim().to_owned(),
        proxy: filled(proxy),
        ca_pem,
        tenant,
        ..Settings::default()
    })
}

/// How the pack says that answers are understood.
fn mapping(pack: &Pack) -> ScimMapping {
    let ConnectorDef { kind: _, roles, entitlements, group_prefix, group_roles } = pack.connector.clone();
    let values = |ValueMap { read, map }: ValueMap| scim::Values { read, map };
    let role = |GroupRole { group, role }: GroupRole| scim::GroupRole { group, role };
    let names = pack.catalogue.permissions.iter().map(|x| (x.id.clone(), x.name.clone()));
    ScimMapping {
        roles: values(roles),
        entitlements: values(entitlements),
        group_prefix,
        group_roles: group_roles.into_iter().map(role).collect(),
        presets: pack.catalogue.presets.clone(),
        permission_names: names.collect(),
        ..ScimMapping::default()
    }
}

/// Reads a tenant from its server. What an interrupted read had is kept, and the next one goes on from there.
pub(crate) async fn read_scim(
    desk: &Desk,
    tenant: &Reader<'_>,
    connection: &ScimConnection,
    pack: &Arc<Pack>,
    job: &Job,
) -> Result<Reading, DeskError> {
    let kept;
    let token = match tenant.token {
        Some(token) => token,
        None => {
            kept = desk.inner.secrets.get(tenant.id).await?.ok_or_else(|| no_token(tenant.name))?;
            &kept
        }
    };
    let connection = connection.clone();
    let info = tenant.info(pack);
    let settings = heavy(move || settings(&connection, info)).await??;
    let stopped = desk.store().partial_read(tenant.id).await?;
    let stopped: Option<Partial> = stopped.and_then(|row| serde_json::from_slice(&row.state).ok());
    let resume =
        stopped.or_else(|| desk.inner.finished.get(&tenant.id.to_owned()).map(|state| (*state).clone()));
    let (name, tell) = (tenant.name.to_owned(), job.progress.clone());
    let progress = move |step: scim::Progress| {
        let scim::Progress { stage, done, total, message } = step;
        tell(Progress { tenant: name.clone(), stage: stage.word().to_owned(), done, total, message });
    };
    let mapping = mapping(pack);
    match scim::read(&settings, token, &mapping, progress, job.cancel.clone(), resume).await {
        Ok(ScimRead { snapshot, problems, missing, versions: _, state }) => {
            // only in memory: what the server said holds more about people than a snapshot does
            desk.inner.finished.put(tenant.id.to_owned(), Arc::new(state));
            Ok(Reading { snapshot, problems, missing })
        }
        Err(stopped) => {
            let ReadError { error, partial, problems } = *stopped;
            if partial.counts() != (0, 0)
                && let Err(fault) = keep_partial(desk, tenant, &partial).await
            {
                tracing::warn!(%fault, tenant = tenant.name, "an interrupted read could not be kept");
            }
            Err(scim_error(&error, crate::source::told(&problems)))
        }
    }
}

async fn keep_partial(desk: &Desk, tenant: &Reader<'_>, partial: &Partial) -> Result<(), DeskError> {
    if !desk.store().tenants().await?.iter().any(|row| row.id == tenant.id) {
        return Ok(());
    }
    let state = serde_json::to_vec(partial).map_err(|error| DeskError::Internal(error.to_string()))?;
    let mut write = desk.store().write().await?;
    write.set_partial_read(tenant.id, &PartialRow { at: desk.now(), state }).await?;
    Ok(write.commit_unrecorded().await?)
}

fn no_token(tenant: &str) -> DeskError {
    let told = WireError {
        code: ErrorCode::Secrets,
        message: format!("there is no token for `{tenant}`"),
        meaning: "the server cannot be asked".into(),
        hint: "enter the token again; it may have been kept on another computer or by another user".into(),
        details: Vec::new(),
    };
    told.into()
}

/// Tests a connection step by step. Nothing is written.
pub(crate) async fn test_scim(
    desk: &Desk,
    tenant: &Reader<'_>,
    connection: &ScimConnection,
    pack: &Arc<Pack>,
    job: &Job,
) -> Result<ConnectionTest, DeskError> {
    let started = Instant::now();
    let empty = Secret::default();
    let (token, info) = (tenant.token.unwrap_or(&empty), tenant.info(pack));
    let connection = connection.clone();
    let settings = heavy(move || settings(&connection, info)).await??;
    let (name, tell) = (tenant.name.to_owned(), job.progress.clone());
    let told = move |step: &scim::TestStep| {
        let message = format!("{} {}", step.title, step.value).trim_end().to_owned();
        tell(Progress { tenant: name.clone(), stage: step.id.to_owned(), done: 0, total: None, message });
    };
    let steps = scim::test(&settings, token, &mapping(pack), desk.now(), told, job.cancel.clone()).await;
    let steps: Vec<TestStep> = (steps.into_iter())
        .map(|scim::TestStep { id, title, state, value, detail, remedy }| TestStep {
            id: id.to_owned(),
            title: title.to_owned(),
            state: match state {
                StepState::Passed => TestState::Passed,
                StepState::Warning => TestState::Warning,
                StepState::Failed => TestState::Failed,
                StepState::Skipped => TestState::Skipped,
            },
            value,
            detail,
            remedy,
        })
        .collect();
    let ok = steps.iter().all(|step| matches!(step.state, TestState::Passed | TestState::Warning));
    Ok(ConnectionTest { ok, steps, elapsed_ms: crate::ops::elapsed(started) })
}

/// Reads a file as what it is said to be.
pub(crate) fn read_file(
    path: &str,
    bytes: &[u8],
    format: FileFormat,
    mapping: Option<&CsvMapping>,
    tenant: TenantInfo,
) -> Read {
    match format {
        FileFormat::Pairs => files::pairs(path, bytes, tenant),
        FileFormat::Json => files::json(path, bytes),
        FileFormat::Csv => {
            let mapping = match mapping {
                Some(mapping) => from_wire(mapping),
                None => files::preview(path, bytes).suggested.unwrap_or_default(),
            };
            files::csv(path, bytes, &mapping, tenant)
        }
    }
}

fn from_wire(mapping: &CsvMapping) -> Mapping {
    let CsvMapping {
        person,
        person_name,
        email,
        department,
        title,
        active,
        group,
        role,
        permission,
        object,
        since,
        until,
        last_used,
        delimiter,
        matrix,
    } = mapping.clone();
    Mapping {
        person,
        person_name,
        email,
        department,
        title,
        active,
        group,
        role,
        permission,
        object,
        since,
        until,
        last_used,
        delimiter: delimiter.and_then(|text| text.chars().next()),
        matrix,
    }
}

pub(crate) fn to_wire(mapping: Mapping) -> CsvMapping {
    let Mapping {
        person,
        person_name,
        email,
        department,
        title,
        active,
        group,
        role,
        permission,
        object,
        since,
        until,
        last_used,
        delimiter,
        matrix,
    } = mapping;
    CsvMapping {
        person,
        person_name,
        email,
        department,
        title,
        active,
        group,
        role,
        permission,
        object,
        since,
        until,
        last_used,
        delimiter: delimiter.map(String::from),
        matrix,
    }
}
