//! Commitments to values that are kept elsewhere and can be forgotten.

use crate::hash::sha256;
use crate::{CanonicalError, Hash, canonical_bytes};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Keeps the hash apart from every other one in this crate.
const DOMAIN: &[u8] = b"steward commitment v1\n";

/// 32 random bytes, other ones for each value. Whoever has them can try values; once they are gone nobody can, however
/// few values there are to try.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// The salt of these random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// Its bytes, to be kept beside the value.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// What stands in an entry instead of a personal value: SHA-256("steward commitment v1" || 0x0A || salt || canonical
/// value). With value and salt anybody can verify it. Without the salt it tells nothing, and the entry stays proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Commitment(Hash);

impl Commitment {
    /// Commits to a value.
    ///
    /// # Errors
    /// When the value has no canonical bytes.
    pub fn to(salt: &Salt, value: &impl Serialize) -> Result<Self, CanonicalError> {
        Ok(Self::to_canonical(salt, &canonical_bytes(value)?))
    }

    /// Commits to a value whose canonical bytes are at hand.
    #[must_use]
    pub fn to_canonical(salt: &Salt, bytes: &[u8]) -> Self {
        Self(sha256(&[DOMAIN, &salt.0, bytes]))
    }

    /// Whether this is the commitment to the value under the salt.
    ///
    /// # Errors
    /// When the value has no canonical bytes.
    pub fn verify(&self, salt: &Salt, value: &impl Serialize) -> Result<bool, CanonicalError> {
        Ok(*self == Self::to(salt, value)?)
    }

    /// Its hash.
    #[must_use]
    pub const fn hash(&self) -> &Hash {
        &self.0
    }
}
