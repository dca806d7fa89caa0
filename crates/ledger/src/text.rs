//! How C2SP texts write names, numbers, bytes and hashes.

use crate::Hash;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// RFC 4648 section 4, with padding.
pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// The reverse; only the one canonical text of the bytes is taken.
pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

pub(crate) fn hash(text: &str) -> Option<Hash> {
    let bytes: [u8; 32] = unbase64(text)?.try_into().ok()?;
    Some(Hash::new(bytes))
}

/// A decimal number without sign and leading zeros.
pub(crate) fn number(text: &str) -> Option<u64> {
    let plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| text.parse().ok()).flatten()
}

/// Whether a key, and so a log, may be called so: not empty, no Unicode space, no plus, no control character
/// (C2SP signed-note, "Format").
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c == '+' || c < ' ')
}
