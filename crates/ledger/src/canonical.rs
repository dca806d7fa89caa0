//! Canonical bytes: one value, one way to write it (RFC 8785).

use serde::Serialize;
use serde_json::Value;

/// Largest whole number that every reader of JSON keeps exactly (RFC 7493 section 2.2).
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Why a value has no canonical bytes.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// A whole number that RFC 8785 would round, so that two different values had the same bytes.
    #[error("the number `{0}` is too large to be written exactly")]
    Rounded(String),
    /// It is not JSON: not a number, infinite, or a map whose keys are not text.
    #[error("the value cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

/// The RFC 8785 bytes of a value: keys sorted by UTF-16, no space, numbers and strings as ECMAScript writes them.
///
/// # Errors
/// When a whole number is beyond [`MAX_SAFE_INTEGER`] either way, or the value is not JSON.
pub fn canonical_bytes(value: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let bytes = serde_json_canonicalizer::to_vec(value)?;
    // few values have a number that is long enough to be looked at again
    if bytes.split(|byte| !byte.is_ascii_digit()).any(|digits| digits.len() >= LONG) {
        exact(&serde_json::to_value(value)?)?;
    }
    Ok(bytes)
}

/// Digits of [`MAX_SAFE_INTEGER`]; a number that is rounded is written with as many at least.
const LONG: usize = 16;

/// Refuses whole numbers that would be rounded.
fn exact(value: &Value) -> Result<(), CanonicalError> {
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            match size {
                Some(size) if size > MAX_SAFE_INTEGER => Err(CanonicalError::Rounded(number.to_string())),
                _ => Ok(()),
            }
        }
        Value::Array(list) => list.iter().try_for_each(exact),
        Value::Object(map) => map.values().try_for_each(exact),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}
