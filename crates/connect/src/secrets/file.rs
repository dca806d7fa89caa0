//! The passphrase file: an age file (scrypt) that holds a JSON object of account and secret.

use super::{Secret, SecretError};
use age::secrecy::SecretString;
use age::{DecryptError, scrypt};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::{Zeroize, Zeroizing};

/// Work that opening may take at most, as a power of two: somebody else's file cannot stop the program for ever.
const MOST_WORK: u8 = 22;
/// Largest file that is opened.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The secrets of a workspace, by account.
pub(super) type Vault = BTreeMap<String, Secret>;

/// A file as it is sealed, and what it holds.
type Opened = (Vec<u8>, Vault);

/// A file that a passphrase protects.
#[derive(Clone, Debug)]
pub(super) struct PassphraseFile {
    pub path: PathBuf,
    pub passphrase: Secret,
    /// Work of making the key, as a power of two; about a second when left out.
    pub work: Option<u8>,
    /// What was opened or sealed last. Making the key is slow on purpose, and the same file needs it only once.
    last: Arc<Mutex<Option<Opened>>>,
}

impl PassphraseFile {
    pub fn new(path: PathBuf, passphrase: Secret, work: Option<u8>) -> Self {
        Self { path, passphrase, work, last: Arc::default() }
    }

    /// Reads and opens the file; an empty vault when there is none.
    pub fn load(&self) -> Result<Vault, SecretError> {
        let sealed = match fs::metadata(&self.path) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vault::new()),
            Ok(about) if about.len() > MOST_BYTES => return Err(self.damaged("it is too large")),
            _ => fs::read(&self.path).map_err(|source| self.failed(source))?,
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((same, vault)) = &*last
            && *same == sealed
        {
            return Ok(vault.clone());
        }
        let mut identity = scrypt::Identity::new(self.age_passphrase());
        identity.set_max_work_factor(MOST_WORK);
        let opened = age::decrypt(&identity, &sealed).map_err(|error| match error {
            DecryptError::DecryptionFailed
            | DecryptError::NoMatchingKeys
            | DecryptError::KeyDecryptionFailed => SecretError::WrongPassphrase { path: self.path.clone() },
            DecryptError::Io(source) if source.kind() != ErrorKind::InvalidData => {
                self.damaged(&format!("it ends too early or was changed ({source})"))
            }
            other => self.damaged(&other.to_string()),
        })?;
        let opened = Zeroizing::new(opened);
        let plain: BTreeMap<String, String> = serde_json::from_slice(&opened)
            .map_err(|_| self.damaged("it does not hold what Steward writes"))?;
        let vault: Vault = plain.into_iter().map(|(account, text)| (account, Secret::new(text))).collect();
        *last = Some((sealed, vault.clone()));
        Ok(vault)
    }

    /// Seals and replaces the file: the old one stays until the new one is whole.
    pub fn save(&self, vault: &Vault) -> Result<(), SecretError> {
        let mut plain: BTreeMap<&str, &str> = BTreeMap::new();
        for (account, secret) in vault {
            plain.insert(account, secret.reveal());
        }
        let text = serde_json::to_vec(&plain).map_err(|_| self.damaged("the secrets cannot be written"))?;
        let text = Zeroizing::new(text);
        let mut recipient = scrypt::Recipient::new(self.age_passphrase());
        if let Some(work) = self.work {
            recipient.set_work_factor(work.clamp(1, MOST_WORK));
        }
        let sealed = age::encrypt(&recipient, &text).map_err(|error| self.damaged(&error.to_string()))?;
        replace(&self.path, &sealed).map_err(|source| self.failed(source))?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((sealed, vault.clone()));
        Ok(())
    }

    fn age_passphrase(&self) -> SecretString {
        let mut text = self.passphrase.reveal().to_owned();
        let passphrase = SecretString::from(text.clone());
        text.zeroize();
        passphrase
    }

    fn damaged(&self, reason: &str) -> SecretError {
        SecretError::Damaged { path: self.path.clone(), reason: reason.to_owned() }
    }

    fn failed(&self, source: std::io::Error) -> SecretError {
        SecretError::File { path: self.path.clone(), source }
    }
}

/// Writes beside, syncs, renames. Readable by the owner only.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension(format!("age.{}", std::process::id()));
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // the old file stands; what is left of the new one is only in the way
        drop(fs::remove_file(&beside));
    }
    written?;
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        // not every system can sync a folder; the rename has happened either way
        drop(folder.sync_all());
    }
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    drop(fs::remove_file(path));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{PassphraseFile, Vault};
    use crate::secrets::{Secret, SecretError};

    #[test]
    fn the_key_of_a_file_that_stays_the_same_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.age");
        let new = || PassphraseFile::new(path.clone(), Secret::from("open sesame"), Some(6));
        let vault = |token: &str| Vault::from([("north".to_owned(), Secret::from(token))]);
        new().save(&vault("one")).unwrap();
        let file = new();
        assert_eq!(file.load().unwrap()["north"].reveal(), "one");
        // a passphrase that is wrong is of no matter where no key is made
        let again = PassphraseFile { passphrase: Secret::from("wrong"), ..file.clone() };
        assert_eq!(again.load().unwrap()["north"].reveal(), "one");
        new().save(&vault("two")).unwrap();
        assert!(
            matches!(again.load(), Err(SecretError::WrongPassphrase { .. })),
            "another program changed it"
        );
        assert_eq!(file.load().unwrap()["north"].reveal(), "two");
    }
}
