//! Work that reads and reckons at once.

use tokio::runtime::Handle;
use tokio::task::JoinError;

/// Runs work on a thread that may be kept busy. SQLite has a thread of its own: where the work joins what it asks of
/// SQLite with what it reckons meanwhile, the rows are gathered until it looks, and neither thread waits for the
/// other at each row.
pub(crate) async fn on_own_thread<W>(work: W) -> Result<W::Output, JoinError>
where
    W: Future + Send + 'static,
    W::Output: Send,
{
    tokio::task::spawn_blocking(move || Handle::current().block_on(work)).await
}
