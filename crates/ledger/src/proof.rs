//! C2SP transparency log proofs: one text that proves an entry to whoever trusts the log's key (c2sp.org/tlog-proof).

use crate::statement::form;
use crate::text::{base64, hash, number, unbase64};
use crate::{Checkpoint, Hash, StatementError, TreeError, VerifierKey, verify_inclusion};
use std::fmt;
use std::str::FromStr;

const KIND: &str = "c2sp.org/tlog-proof@v1";
/// No tree is higher.
const MAX_PATH: usize = 64;

/// Why a proof is none, or does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// Its form or its checkpoint.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// Its path.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

/// That an entry is in a log: its number, the path to the root, and the checkpoint with the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data of the application, which nothing vouches for.
    pub extra: Option<Vec<u8>>,
    /// Number of the entry, from zero.
    pub index: u64,
    /// The inclusion proof, from the leaf upwards.
    pub path: Vec<Hash>,
    /// The signed note, as it is.
    pub checkpoint: String,
}

impl TlogProof {
    /// Verifies that an entry with this hash is in the log `origin`, and gives the checkpoint that says so. The hash of
    /// an entry is [`leaf_hash`](crate::leaf_hash) of its bytes.
    ///
    /// # Errors
    /// When that does not hold, or no given key signed the checkpoint.
    pub fn verify(
        &self,
        leaf_hash: impl AsRef<[u8]>,
        origin: &str,
        keys: &[VerifierKey],
    ) -> Result<Checkpoint, ProofError> {
        let checkpoint = Checkpoint::verify(&self.checkpoint, origin, keys)?;
        verify_inclusion(leaf_hash, self.index, checkpoint.size, &self.path, checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{KIND}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.path.iter().try_for_each(|hash| writeln!(f, "{}", base64(hash)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for TlogProof {
    type Err = StatementError;

    fn from_str(text: &str) -> Result<Self, StatementError> {
        let (lines, checkpoint) =
            text.split_once("\n\n").ok_or(form(1, "followed by a blank line and a checkpoint"))?;
        let mut lines = lines.split('\n').zip(1..).peekable();
        if lines.next().is_none_or(|(line, _)| line != KIND) {
            return Err(form(1, "`c2sp.org/tlog-proof@v1`"));
        }
        let extra = lines.next_if(|(line, _)| line.starts_with("extra "));
        let extra = extra.map(|(line, at)| {
            let bytes = line.strip_prefix("extra ").and_then(unbase64);
            bytes.filter(|bytes| !bytes.is_empty()).ok_or(form(at, "`extra` and data in base64"))
        });
        let extra = extra.transpose()?;
        let (line, at) = lines.next().unwrap_or(("", 2));
        let index = line.strip_prefix("index ").and_then(number).ok_or(form(at, "`index` and a number"))?;
        let mut path = Vec::new();
        for (line, at) in lines {
            let hash = hash(line).filter(|_| path.len() < MAX_PATH);
            path.push(hash.ok_or(form(at, "a hash in base64"))?);
        }
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }
}
