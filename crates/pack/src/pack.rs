//! What a checked pack consists of.

use crate::{ConnectorDef, PracticeBlueprint};
use std::collections::BTreeMap;
use std::path::PathBuf;
use steward_model::Catalogue;

/// The files of a pack: relative path with `/` between its parts → bytes. What [`read_dir`](crate::read_dir) found in a
/// file's place, such as a link, is kept under a name that no file can have; the check reports it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Why a pack's folder could not be read at all. What is wrong inside it is a list of problems.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The folder cannot be read.
    #[error("`{}` cannot be read", path.display())]
    Read {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

/// What a pack says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Stable id, such as `meridian`.
    pub id: String,
    /// Name of the product.
    pub product: String,
    /// Version of the pack.
    pub version: String,
    /// What it is for.
    pub description: String,
}

/// A pack that passed its check.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// What the product says about its permissions.
    pub catalogue: Catalogue,
    /// What the pack says about itself.
    pub manifest: Manifest,
    /// How a live tenant is read.
    pub connector: ConnectorDef,
    /// What the practice tenant is made of.
    pub practice: Option<PracticeBlueprint>,
    /// SHA-256 over the files, as 64 hexadecimal digits: the version that a decision can be traced to.
    pub hash: String,
}
