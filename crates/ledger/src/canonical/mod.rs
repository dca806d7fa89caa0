//! Canonical bytes: one value, one way to write it (RFC 8785).

mod key;
mod serializer;
mod writer;

use serde::Serialize;
use std::fmt::Display;

/// Largest whole number that every reader of JSON keeps exactly (RFC 7493 section 2.2).
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why a value has no canonical bytes.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// A whole number that RFC 8785 would round, so that two different values had the same bytes.
    #[error("the number `{0}` is too large to be written exactly")]
    Rounded(String),
    /// A key that an object has twice, so that each reader chose which value counts (RFC 7493 section 2.3).
    #[error("the key `{0}` is there twice")]
    Twice(String),
    /// It is not JSON: not a number, infinite, or a map whose keys are not text.
    #[error("the value cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

impl serde::ser::Error for CanonicalError {
    fn custom<T: Display>(message: T) -> Self {
        Self::Json(serde::ser::Error::custom(message))
    }
}

/// The RFC 8785 bytes of a value: keys sorted by UTF-16, no space, numbers and strings as ECMAScript writes them.
///
/// # Errors
/// When a whole number is beyond [`MAX_SAFE_INTEGER`] either way, a key is there twice, or the value is not JSON.
pub fn canonical_bytes(value: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let mut writer = writer::Writer::new();
    value.serialize(&mut writer)?;
    Ok(writer.into_bytes())
}
