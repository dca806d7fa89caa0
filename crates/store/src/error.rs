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
    /// The disk does not do what is asked of it.
    #[error("the disk of the workspace `{}` cannot be read or written", path.display())]
    Disk {
        /// Folder of the workspace.
        path: PathBuf,
        /// What the database says.
        source: sqlx::Error,
    },
    /// The tenant that something was to be kept of is there no more.
    #[error("the tenant was removed meanwhile")]
    Removed,
    /// The folder or a file in it could not be made or read.
    #[error("the workspace `{}` cannot be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A copy of the workspace cannot be written where it goes.
    #[error("the copy `{}` cannot be written", path.display())]
    Copy {
        /// The copy.
        path: PathBuf,
        /// What the system or the database says.
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

    /// Reads the result code and says what it means for a person.
    pub(crate) fn from_sqlx(error: sqlx::Error, folder: &std::path::Path) -> Self {
        let path = folder.to_path_buf();
        let fault = match &error {
            sqlx::Error::Database(db) => {
                db.code().and_then(|code| code.parse().ok()).map_or(Fault::Other, Fault::of)
            }
            sqlx::Error::PoolTimedOut => Fault::Locked,
            _ => Fault::Other,
        };
        match fault {
            Fault::Locked => Self::Locked { path },
            Fault::ReadOnly => Self::ReadOnly { path },
            Fault::Damaged => Self::Damaged { path: path.join(crate::FILE), found: error.to_string() },
            Fault::Full => Self::Full { path },
            Fault::Disk => Self::Disk { path, source: error },
            Fault::NotAWorkspace => Self::NotAWorkspace { path: path.join(crate::FILE) },
            Fault::Removed => Self::Removed,
            Fault::Other => Self::Database(error),
        }
    }
}

/// What a result code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Locked,
    ReadOnly,
    Damaged,
    Full,
    Disk,
    NotAWorkspace,
    Removed,
    Other,
}

impl Fault {
    /// Of an extended result code (sqlite.org/rescode.html): the primary one is its lowest byte.
    const fn of(code: u32) -> Self {
        /// The shared memory beside the file could not be made longer: there is no room for it.
        const IOERR_SHMSIZE: u32 = 4874;
        /// Everything refers to a tenant, so what is missing is the tenant.
        const CONSTRAINT_FOREIGNKEY: u32 = 787;
        match (code, code & 0xff) {
            (IOERR_SHMSIZE, _) => Self::Full,
            (CONSTRAINT_FOREIGNKEY, _) => Self::Removed,
            (_, 5 | 6) => Self::Locked,
            (_, 3 | 8 | 14 | 23) => Self::ReadOnly,
            (_, 10) => Self::Disk,
            (_, 11) => Self::Damaged,
            (_, 13) => Self::Full,
            (_, 26) => Self::NotAWorkspace,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn result_codes_mean_what_a_person_can_act_on() {
        for (code, fault) in [
            (13, Fault::Full),
            (4874, Fault::Full),
            (778, Fault::Disk),
            (1034, Fault::Disk),
            (787, Fault::Removed),
            (2067, Fault::Other),
            (5, Fault::Locked),
            (517, Fault::Locked),
            (8, Fault::ReadOnly),
            (1544, Fault::ReadOnly),
            (267, Fault::Damaged),
            (26, Fault::NotAWorkspace),
        ] {
            assert_eq!(Fault::of(code), fault, "{code}");
        }
    }
}
