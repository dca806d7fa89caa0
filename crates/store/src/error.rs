//! How the workspace fails.

use std::path::PathBuf;

/// How the workspace fails. Each variant is something a person can act on, but for [`StoreError::Database`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or the file cannot be written.
    #[error("the workspace `{}` cannot be written", path.display())]
    ReadOnly {
        /// Folder of the workspace.
        path: PathBuf,
    },
    /// Another process holds the file for longer than is sensible to wait.
    #[error("another program is writing to the workspace `{}`", path.display())]
    Locked {
        /// Folder of the workspace.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not a workspace of Steward", path.display())]
    NotAWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// The file is damaged.
    #[error("the workspace `{}` is damaged: {found}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the integrity check says first.
        found: String,
    },
    /// The file was written by a later version.
    #[error("the workspace has schema {found}, this version knows schemas up to {known}")]
    Newer {
        /// Schema of the file.
        found: i64,
        /// Schema of this program.
        known: i64,
    },
    /// No room left.
    #[error("the disk of the workspace `{}` is full", path.display())]
    Full {
        /// Folder of the workspace.
        path: PathBuf,
    },
    /// The folder or a file in it could not be made or read.
    #[error("the workspace `{}` cannot be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The name is taken.
    #[error("there is a tenant `{name}` already")]
    Taken {
        /// The name.
        name: String,
    },
    /// What is kept cannot be read back.
    #[error("{what} in the workspace cannot be read back")]
    Content {
        /// Which content.
        what: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Anything else the database says.
    #[error("the database of the workspace reports an error")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    pub(crate) fn content(what: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Content { what: what.to_owned(), source: source.into() }
    }

    /// Reads the primary result code (sqlite.org/rescode.html) and says what it means for a person.
    pub(crate) fn from_sqlx(error: sqlx::Error, folder: &std::path::Path) -> Self {
        let path = folder.to_path_buf();
        let code = match &error {
            sqlx::Error::Database(db) => {
                db.code().and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff)
            }
            sqlx::Error::PoolTimedOut => Some(5),
            _ => None,
        };
        match code {
            Some(5 | 6) => Self::Locked { path },
            Some(3 | 8 | 14 | 23) => Self::ReadOnly { path },
            Some(11) => Self::Damaged { path: path.join(crate::FILE), found: error.to_string() },
            Some(13) => Self::Full { path },
            Some(26) => Self::NotAWorkspace { path: path.join(crate::FILE) },
            _ => Self::Database(error),
        }
    }
}
