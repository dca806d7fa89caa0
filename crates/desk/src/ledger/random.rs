//! Randomness of the operating system, for keys, salts and ids.

use crate::error::DeskError;

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], DeskError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// Fills bytes in their place, so that no copy is left of them.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), DeskError> {
    let fault =
        |error: getrandom::Error| DeskError::Internal(format!("the system gives no random numbers: {error}"));
    getrandom::fill(bytes).map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::random;

    #[test]
    fn no_two_are_alike() {
        assert_ne!(random::<16>().unwrap(), random::<16>().unwrap());
    }
}
