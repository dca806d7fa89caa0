//! What is wrong, and what is done about it.

use super::Answer;
use crate::state::Shell;
use steward_desk::wire::{FindingView, Findings};
use tauri::State;

/// What is wrong, worst first.
#[tauri::command]
#[specta::specta]
pub async fn findings(shell: State<'_, Shell>, name: String, at: Option<String>) -> Answer<Findings> {
    shell.desk().await?.findings(&name, at.as_deref()).await
}

/// Puts a finding out of sight until a day.
#[tauri::command]
#[specta::specta]
pub async fn dismiss(
    shell: State<'_, Shell>,
    name: String,
    key: String,
    reason: String,
    returns: String,
) -> Answer<FindingView> {
    shell.desk().await?.dismiss(&name, &key, &reason, &returns).await
}

/// Brings a dismissed finding back.
#[tauri::command]
#[specta::specta]
pub async fn restore(shell: State<'_, Shell>, name: String, key: String) -> Answer<FindingView> {
    shell.desk().await?.restore(&name, &key).await
}
