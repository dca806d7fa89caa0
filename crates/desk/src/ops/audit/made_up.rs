//! The log that is made up for the practice tenant, so that there is something to look at before there is a file.

use super::log::Log;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::source::Source;
use steward_store::TenantRow;

/// What stands on record in the place of a file's name.
const NAME: &str = "practice log (made up)";

impl Desk {
    /// The log in a file, or without one the one that is made up.
    pub(super) async fn audit_log(&self, row: &TenantRow, path: Option<&str>) -> Result<Log, DeskError> {
        if let Some(path) = path {
            return Ok(Log::file(path));
        }
        if row.kind != Source::Practice.kind() {
            return Err(DeskError::input(
                format!("`{}` is no practice tenant: its log is not made up", row.name),
                "give the file that holds its log",
            ));
        }
        let (pack, now) = (self.pack_of(row).await?, self.now());
        let opened = self.opened(row.clone()).await?;
        let text = heavy(move || steward_sandbox::made_up_log(&pack, opened.snapshot(), now)).await?;
        Ok(Log::made_up(NAME, text))
    }
}
