//! Where tokens are kept: the keyring of the operating system, or a file that a passphrase protects.
//!
//! Which of the two it is, is found out once, by writing a probe. Nothing is ever written anywhere else.

mod error;
mod file;
mod keyring;
mod secret;

pub use error::SecretError;
pub use secret::Secret;

use file::PassphraseFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;

/// Name of the passphrase file in a workspace.
pub const FILE_NAME: &str = "secrets.age";

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// In the keyring of the operating system.
    Keyring,
    /// In a file that a passphrase protects, open.
    PassphraseFile,
    /// There is a place, but it does not open.
    Locked,
    /// There is no place.
    Unavailable,
}

/// One of the two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// The keyring of the operating system.
    Keyring,
    /// The file that a passphrase protects.
    File,
}

/// Where secrets are kept, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where.
    pub state: State,
    /// What that means: one sentence, lower case.
    pub message: String,
    /// What to do; empty when nothing has to be done.
    pub hint: String,
}

/// The secrets of one workspace.
#[derive(Clone, Debug)]
pub struct Secrets(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    workspace: String,
    path: PathBuf,
    place: Place,
    /// Why there is no keyring.
    keyring: Option<SecretError>,
    /// One change of the file at a time.
    writing: Mutex<()>,
}

#[derive(Debug)]
enum Place {
    Keyring { file: Option<PassphraseFile> },
    File(PassphraseFile),
    Nowhere,
}

/// How secrets are opened.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Passphrase for the file, if the person gave one.
    pub passphrase: Option<Secret>,
    /// Use the file even where a keyring works.
    pub without_keyring: bool,
    /// Work of making the key from the passphrase, as a power of two; about a second when left out.
    pub work: Option<u8>,
}

impl Secrets {
    /// Finds out where the secrets of a workspace can be kept. `folder` is where the passphrase file lies.
    ///
    /// # Errors
    /// When a passphrase was given that does not open the file that is there, or the file is damaged.
    pub async fn open(workspace: &str, folder: &Path, options: Options) -> Result<Self, SecretError> {
        let path = folder.join(FILE_NAME);
        let Options { passphrase, without_keyring, work } = options;
        let passphrase = passphrase.filter(|x| !x.is_empty());
        let file = passphrase.map(|passphrase| PassphraseFile::new(path.clone(), passphrase, work));
        let keyring = if without_keyring {
            Some(SecretError::Keyring { reason: "it is not used here".to_owned() })
        } else {
            keyring::probe(format!("{workspace}/probe-{}", std::process::id())).await.err()
        };
        let place = match (&keyring, file) {
            (None, file) => Place::Keyring { file },
            (Some(_), Some(file)) => {
                let trial = file.clone();
                in_background(move || trial.load()).await?;
                Place::File(file)
            }
            (Some(_), None) => Place::Nowhere,
        };
        let workspace = workspace.to_owned();
        Ok(Self(Arc::new(Inner { workspace, path, place, keyring, writing: Mutex::new(()) })))
    }

    /// Where secrets are kept, in words.
    #[must_use]
    pub fn status(&self) -> Status {
        let status = |state, message: String, hint: String| Status { state, message, hint };
        match &self.0.place {
            Place::Keyring { .. } => status(
                State::Keyring,
                "tokens are kept in the keyring of this computer".to_owned(),
                String::new(),
            ),
            Place::File(file) => {
                let why = self.0.keyring.as_ref().map(ToString::to_string).unwrap_or_default();
                let message =
                    format!("tokens are kept in `{}`, protected by your passphrase", file.path.display());
                let hint = format!("{why}; without the passphrase the tokens cannot be read");
                status(State::PassphraseFile, message, hint)
            }
            Place::Nowhere => {
                let error = self.missing();
                let locked = matches!(error, SecretError::FileLocked { .. } | SecretError::KeyringLocked);
                let state = if locked { State::Locked } else { State::Unavailable };
                status(state, error.to_string(), error.hint().to_owned())
            }
        }
    }

    /// Why there is no place.
    fn missing(&self) -> SecretError {
        if self.0.path.exists() {
            SecretError::FileLocked { path: self.0.path.clone() }
        } else if matches!(self.0.keyring, Some(SecretError::KeyringLocked)) {
            SecretError::KeyringLocked
        } else {
            SecretError::Unavailable
        }
    }

    fn account(&self, tenant: &str) -> String {
        format!("{}/{tenant}", self.0.workspace)
    }

    /// The secret of a tenant; `None` when none was saved.
    ///
    /// # Errors
    /// When the place is locked, gone or damaged.
    pub async fn get(&self, tenant: &str) -> Result<Option<Secret>, SecretError> {
        self.read(self.account(tenant)).await
    }

    /// A key of this computer by its name, which no other workspace uses for another; `None` when none was saved where
    /// there is access: see [`Secrets::reaches`].
    ///
    /// # Errors
    /// When the place is locked, gone or damaged.
    pub async fn key(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        self.read(name.to_owned()).await
    }

    /// Saves a key under its name, and says where.
    ///
    /// # Errors
    /// When the place is locked, gone or damaged.
    pub async fn set_key(&self, name: &str, key: &Secret) -> Result<Kept, SecretError> {
        self.write(name.to_owned(), key).await
    }

    /// Whether there is access to what is kept in a place: what is not found there is not there.
    #[must_use]
    pub fn reaches(&self, place: Kept) -> bool {
        match (&self.0.place, place) {
            (Place::Keyring { .. }, Kept::Keyring)
            | (Place::Keyring { file: Some(_) } | Place::File(_), Kept::File) => true,
            (Place::Keyring { file: None }, Kept::File)
            | (Place::File(_), Kept::Keyring)
            | (Place::Nowhere, _) => false,
        }
    }

    async fn read(&self, account: String) -> Result<Option<Secret>, SecretError> {
        match &self.0.place {
            Place::Keyring { file } => match (keyring::get(account.clone()).await?, file) {
                (Some(secret), _) => Ok(Some(secret)),
                // saved while there was no keyring
                (None, Some(file)) => Self::from_file(file.clone(), account).await,
                (None, None) => Ok(None),
            },
            Place::File(file) => Self::from_file(file.clone(), account).await,
            Place::Nowhere => Err(self.missing()),
        }
    }

    /// Saves the secret of a tenant, in place of one that was there.
    ///
    /// # Errors
    /// When the place is locked, gone or damaged.
    pub async fn set(&self, tenant: &str, secret: &Secret) -> Result<(), SecretError> {
        self.write(self.account(tenant), secret).await.map(drop)
    }

    async fn write(&self, account: String, secret: &Secret) -> Result<Kept, SecretError> {
        match &self.0.place {
            Place::Keyring { .. } => keyring::set(account, secret.clone()).await.map(|()| Kept::Keyring),
            Place::File(file) => {
                let (file, secret) = (file.clone(), secret.clone());
                let changed = self.change(file, move |vault| {
                    vault.insert(account, secret);
                    true
                });
                changed.await.map(|()| Kept::File)
            }
            Place::Nowhere => Err(self.missing()),
        }
    }

    /// Removes the secret of a tenant, if there is one.
    ///
    /// # Errors
    /// When the place is locked, gone or damaged.
    pub async fn remove(&self, tenant: &str) -> Result<(), SecretError> {
        let account = self.account(tenant);
        let file = match &self.0.place {
            Place::Keyring { file } => {
                keyring::remove(account.clone()).await?;
                file.clone()
            }
            Place::File(file) => Some(file.clone()),
            Place::Nowhere => return Err(self.missing()),
        };
        match file {
            Some(file) if file.path.exists() => {
                self.change(file, move |vault| vault.remove(&account).is_some()).await
            }
            _ => Ok(()),
        }
    }

    async fn from_file(file: PassphraseFile, account: String) -> Result<Option<Secret>, SecretError> {
        in_background(move || Ok(file.load()?.remove(&account))).await
    }

    /// Changes the file. It is read anew each time, since another process may have changed it.
    async fn change(
        &self,
        file: PassphraseFile,
        change: impl FnOnce(&mut file::Vault) -> bool + Send + 'static,
    ) -> Result<(), SecretError> {
        let _one = self.0.writing.lock().await;
        in_background(move || {
            let mut vault = file.load()?;
            if change(&mut vault) { file.save(&vault) } else { Ok(()) }
        })
        .await
    }
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SecretError> + Send + 'static,
) -> Result<T, SecretError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(SecretError::Keyring { reason: error.to_string() }),
    }
}
