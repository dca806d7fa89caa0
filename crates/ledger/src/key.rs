//! Keys with names: Ed25519 (RFC 8032) as C2SP signed notes use it.

use crate::hash::sha256;
use crate::text::{base64, is_name, unbase64};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::fmt;
use std::str::FromStr;

/// Signature type of Ed25519 (C2SP signed-note, "Signature types").
const ED25519: u8 = 0x01;

/// Why something is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with a space, a plus or a control character.
    #[error("`{0}` cannot be the name of a key: it is empty or has a space, a plus or a control character")]
    Name(String),
    /// Not `name+id+key`.
    #[error("a verifier key is `name+id+key` with an id of eight hexadecimal digits and a key in base64")]
    Form,
    /// A key of another algorithm.
    #[error("the signature type {0:#04x} is not known, only Ed25519 (0x01)")]
    Algorithm(u8),
    /// The id is not that of this name and key.
    #[error("the id of the key `{name}` is {expected:08x}, not {found:08x}")]
    Id {
        /// Name of the key.
        name: String,
        /// Id that belongs to name and key.
        expected: u32,
        /// Id that was given.
        found: u32,
    },
    /// The bytes are no point of the curve, or one that anybody can sign for.
    #[error("the public key of `{0}` is not an Ed25519 key of 32 bytes")]
    PublicKey(String),
}

/// A public key with its name: what somebody who verifies has to know. As text it is a C2SP "vkey",
/// `name+id+base64(0x01 || key)`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    public: VerifyingKey,
}

impl VerifierKey {
    /// The key with this name and these 32 bytes (RFC 8032 section 5.1.5).
    ///
    /// # Errors
    /// When the name or the key cannot be used.
    pub fn new(name: impl Into<String>, public: &[u8; 32]) -> Result<Self, KeyError> {
        let name = name.into();
        if !is_name(&name) {
            return Err(KeyError::Name(name));
        }
        match VerifyingKey::from_bytes(public) {
            Ok(public) if !public.is_weak() => Ok(Self { id: key_id(&name, &public), name, public }),
            _ => Err(KeyError::PublicKey(name)),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its id: the first four bytes of SHA-256(name || 0x0A || 0x01 || public key), big-endian. It tells keys of one
    /// name apart and proves nothing.
    #[must_use]
    pub const fn id(&self) -> u32 {
        self.id
    }

    /// The 32 bytes of the public key.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.public.to_bytes()
    }

    /// Whether these bytes are a signature of the text by this key. Stricter than RFC 8032 asks: one text and one
    /// nonce have one signature that is taken.
    #[must_use]
    pub fn accepts(&self, text: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.public.verify_strict(text, &signature).is_ok())
    }
}

fn key_id(name: &str, public: &VerifyingKey) -> u32 {
    let hash = sha256(&[name.as_bytes(), &[0x0A, ED25519], public.as_bytes()]);
    let [a, b, c, d, ..] = *hash.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut material = vec![ED25519];
        material.extend(self.public.as_bytes());
        write!(f, "{}+{:08x}+{}", self.name, self.id, base64(material))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        // base64 has pluses too, so the key is all that stands after the second
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        if id.len() != 8 || !id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(KeyError::Form);
        }
        let found = u32::from_str_radix(id, 16).map_err(|_| KeyError::Form)?;
        let material = unbase64(key).ok_or(KeyError::Form)?;
        let public: &[u8; 32] = match material.split_first() {
            None => return Err(KeyError::Form),
            Some((&ED25519, public)) => {
                public.try_into().map_err(|_| KeyError::PublicKey(name.to_owned()))?
            }
            Some((other, _)) => return Err(KeyError::Algorithm(*other)),
        };
        let key = Self::new(name, public)?;
        if key.id != found {
            return Err(KeyError::Id { name: key.name, expected: key.id, found });
        }
        Ok(key)
    }
}

/// A private key with its name. It never shows itself, and its memory is wiped when it is dropped.
#[derive(Clone, Debug)]
pub struct SignerKey {
    private: SigningKey,
    public: VerifierKey,
}

impl SignerKey {
    /// The key that grows from 32 random bytes (RFC 8032 section 5.1.5). They are the secret: keep them where
    /// secrets are kept, and wipe the copy.
    ///
    /// # Errors
    /// When the name cannot be used.
    pub fn from_seed(name: impl Into<String>, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let private = SigningKey::from_bytes(seed);
        let public = VerifierKey::new(name, private.verifying_key().as_bytes())?;
        Ok(Self { private, public })
    }

    /// What others need to verify.
    #[must_use]
    pub const fn verifier(&self) -> &VerifierKey {
        &self.public
    }

    /// The 64 bytes of the signature of a text.
    pub(crate) fn sign(&self, text: &[u8]) -> [u8; 64] {
        let signature: Signature = self.private.sign(text);
        signature.to_bytes()
    }
}
