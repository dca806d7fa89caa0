//! Who writes a log: where it is kept, and the key, when it is at hand.

use crate::LogRow;
use steward_ledger::SignerKey;

/// Where the private half of a key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// In the keyring of the operating system.
    Keyring,
    /// In the file that a passphrase protects.
    File,
}

impl KeyPlace {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::File => "file",
        }
    }
}

/// A log to write to, and the key that signs it. The store never sees where the key comes from. Without a key entries are
/// chained all the same; the next commit that has the key signs the head, and so covers them.
#[derive(Clone, Debug)]
pub struct Device {
    pub(crate) log: i64,
    name: String,
    key: Option<Key>,
}

#[derive(Clone, Debug)]
struct Key {
    signer: SignerKey,
    /// As the log names it; made once.
    verifier: String,
}

impl Device {
    /// The device that writes a log.
    #[must_use]
    pub fn new(log: &LogRow, key: Option<SignerKey>) -> Self {
        let key = key.map(|signer| Key { verifier: signer.verifier().to_string(), signer });
        Self { log: log.id, name: log.name.clone(), key }
    }

    /// Name of the log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half of the key, when the key is at hand.
    #[must_use]
    pub fn verifier(&self) -> Option<&str> {
        self.key.as_ref().map(|key| key.verifier.as_str())
    }

    /// The key, when it is at hand, for statements that are not kept here.
    #[must_use]
    pub fn signer(&self) -> Option<&SignerKey> {
        self.key.as_ref().map(|key| &key.signer)
    }

    /// The key, if it is the one that the log names as in use: another program may have replaced it.
    pub(crate) fn key(&self, in_use: Option<&str>) -> Option<&SignerKey> {
        self.key.as_ref().filter(|key| in_use == Some(key.verifier.as_str())).map(|key| &key.signer)
    }
}
