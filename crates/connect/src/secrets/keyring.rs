//! The keyring of the operating system. Its calls block, some until a person answers, so each runs on a thread of
//! its own and is not waited for without end.

use super::{Secret, SecretError};
use keyring::{Entry, Error};
use std::time::Duration;
use tokio::sync::oneshot;

/// Name under which all entries are filed.
const SERVICE: &str = "steward";
/// How long a call may take; a person may have to type a password meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads an entry; `None` when there is none.
pub(super) async fn get(account: String) -> Result<Option<Secret>, SecretError> {
    on_thread(move || match entry(&account)?.get_password() {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(plain(&error)),
    })
    .await
}

/// Writes an entry.
pub(super) async fn set(account: String, secret: Secret) -> Result<(), SecretError> {
    on_thread(move || entry(&account)?.set_password(secret.reveal()).map_err(|error| plain(&error))).await
}

/// Removes an entry, if there is one.
pub(super) async fn remove(account: String) -> Result<(), SecretError> {
    on_thread(move || match entry(&account)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(plain(&error)),
    })
    .await
}

/// Whether the keyring works, found out by writing, reading back and removing an entry: asking alone does not tell
/// a locked keyring from an open one.
pub(super) async fn probe(account: String) -> Result<(), SecretError> {
    on_thread(move || {
        let entry = entry(&account)?;
        entry.set_password("probe").map_err(|error| plain(&error))?;
        let back = entry.get_password().map_err(|error| plain(&error));
        let gone = entry.delete_credential().map_err(|error| plain(&error));
        let same = back? == "probe";
        gone?;
        if same {
            Ok(())
        } else {
            Err(SecretError::Keyring { reason: "it gave back something else".to_owned() })
        }
    })
    .await
}

fn entry(account: &str) -> Result<Entry, SecretError> {
    Entry::new(SERVICE, account).map_err(|error| plain(&error))
}

/// What a failure means. The texts of the platform hold no secrets, but may be long.
fn plain(error: &Error) -> SecretError {
    match error {
        Error::NoStorageAccess(_) => SecretError::KeyringLocked,
        Error::NoDefaultStore => SecretError::Keyring { reason: "no keyring service runs".to_owned() },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            SecretError::Keyring { reason: "the entry does not hold text".to_owned() }
        }
        Error::TooLong(_, most) => {
            SecretError::Keyring { reason: format!("it takes at most {most} characters") }
        }
        other => SecretError::Keyring { reason: other.to_string().chars().take(200).collect() },
    }
}

async fn on_thread<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, SecretError> + Send + 'static,
) -> Result<T, SecretError> {
    let (send, receive) = oneshot::channel();
    let thread = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // nobody listens any more when the wait was given up
        drop(send.send(call()));
    });
    if let Err(error) = thread {
        return Err(SecretError::Keyring { reason: error.to_string() });
    }
    match tokio::time::timeout(PATIENCE, receive).await {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(SecretError::Keyring { reason: "it broke off".to_owned() }),
        Err(_) => Err(SecretError::KeyringLocked),
    }
}
