//! How the audit cache fails inside: as the database does, or because the index does not fit what it is an
//! index of.

use crate::{Store, StoreError, Write};
use steward_audit::{BlockError, TrailError};
use tokio::task::JoinError;

pub(super) type Result<T> = std::result::Result<T, Fault>;

#[derive(Debug)]
pub(super) enum Fault {
    /// The database says it.
    Sql(sqlx::Error),
    /// What is kept cannot be read back.
    Store(StoreError),
    /// The index has to be built again; why.
    Index(String),
    /// So it has because another version of Steward made it, which is nothing wrong.
    Version(String),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<BlockError> for Fault {
    fn from(error: BlockError) -> Self {
        match error {
            BlockError::Version(_) => Self::Version(error.to_string()),
            BlockError::NotABlock | BlockError::Damaged => Self::Index(error.to_string()),
        }
    }
}

impl From<TrailError> for Fault {
    fn from(error: TrailError) -> Self {
        Self::Index(error.to_string())
    }
}

impl Fault {
    /// What is kept of the trail is not what it should be.
    pub fn content(what: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Store(StoreError::content(what, source))
    }

    fn said(self, sql: impl FnOnce(sqlx::Error) -> StoreError) -> StoreError {
        match self {
            Self::Sql(error) => sql(error),
            Self::Store(error) => error,
            Self::Index(reason) | Self::Version(reason) => {
                StoreError::content("the index of the audit trail", reason)
            }
        }
    }

    pub fn in_store(self, store: &Store) -> StoreError {
        self.said(|error| store.error(error))
    }

    pub fn in_write(self, write: &Write) -> StoreError {
        self.said(|error| write.error(error))
    }
}

/// Work that was given to another thread.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    done(tokio::task::spawn_blocking(work).await)
}

/// What became of work that was given to another thread.
pub(super) fn done<T>(joined: std::result::Result<Result<T>, JoinError>) -> Result<T> {
    joined.unwrap_or_else(|error| Err(Fault::content("the audit trail", error)))
}
