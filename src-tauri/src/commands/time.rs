//! Time travel: how a cell came to be, and past decisions evaluated again.

use super::Answer;
use crate::state::{Shell, Work};
use steward_desk::Job;
use steward_desk::wire::{CellHistory, Redecision, RowKind};
use tauri::State;

/// How a cell of the matrix came to be, the newest change first. Another question of the kind, or `cancel_history`,
/// stops it.
#[tauri::command]
#[specta::specta]
pub async fn cell_history(
    shell: State<'_, Shell>,
    name: String,
    rows: RowKind,
    subject: String,
    permission: String,
) -> Answer<CellHistory> {
    let running = shell.begin(Work::History);
    let job = Job { cancel: running.token(), ..Job::quiet() };
    shell.desk().await?.cell_history(&name, rows, &subject, &permission, &job).await
}

/// Stops looking through the snapshots.
#[tauri::command]
#[specta::specta]
pub fn cancel_history(shell: State<'_, Shell>) {
    shell.cancel(&Work::History);
}

/// A past decision under the policies of its time and under those of now. The log is that of this device when left out.
#[tauri::command]
#[specta::specta]
pub async fn redecide(shell: State<'_, Shell>, log: Option<String>, number: u32) -> Answer<Redecision> {
    shell.desk().await?.redecide(log.as_deref(), number).await
}
