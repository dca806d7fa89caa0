//! How keeping a secret fails.

use std::path::PathBuf;

/// How keeping a secret fails. Says what, never the secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The keyring is there but does not open.
    #[error("the keyring of this computer is locked")]
    KeyringLocked,
    /// The keyring failed in the middle of things.
    #[error("the keyring of this computer does not answer: {reason}")]
    Keyring {
        /// What it said.
        reason: String,
    },
    /// No keyring, and no passphrase for the file.
    #[error("there is no keyring on this computer and no passphrase was given")]
    Unavailable,
    /// The passphrase file is there, the passphrase is not.
    #[error("the secrets in `{}` are protected by a passphrase, and none was given", path.display())]
    FileLocked {
        /// The file.
        path: PathBuf,
    },
    /// The passphrase does not open the file.
    #[error("the passphrase does not open `{}`", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("`{}` is damaged: {reason}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file cannot be read or written.
    #[error("`{}` cannot be read or written: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl SecretError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::KeyringLocked => {
                "unlock the keyring, usually by signing in to the desktop, or give a passphrase"
            }
            Self::Keyring { .. } => "start the system's keyring service, or give a passphrase",
            Self::Unavailable => {
                "start a keyring service (Secret Service on Linux), or give a passphrase: the secrets are then kept \
                 in a file that it protects"
            }
            Self::FileLocked { .. } => "give the passphrase with which the secrets were saved",
            Self::WrongPassphrase { .. } => {
                "try the passphrase again; if it is lost, remove the file and enter the tokens anew"
            }
            Self::Damaged { .. } => "restore the file from a backup, or remove it and enter the tokens anew",
            Self::File { .. } => "check that the folder exists and that you may write there",
        }
    }
}
