//! Files: exports, and asking where to read and write.

use super::Answer;
use crate::state::{Shell, path_text};
use steward_desk::export::{ExportRequest, Exported};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

/// Writes an export to a file.
#[tauri::command]
#[specta::specta]
pub async fn export_to(shell: State<'_, Shell>, name: String, request: ExportRequest) -> Answer<Exported> {
    shell.desk().await?.export(&name, request).await
}

/// Asks the person for a file to read.
#[tauri::command]
#[specta::specta]
pub async fn pick_file(app: AppHandle) -> Option<String> {
    let chosen =
        tokio::task::spawn_blocking(move || app.dialog().file().blocking_pick_file()).await.ok()??;
    chosen.into_path().ok().map(path_text)
}

/// Asks the person where to write.
#[tauri::command]
#[specta::specta]
pub async fn pick_save(app: AppHandle, suggested: String) -> Option<String> {
    let ask = move || app.dialog().file().set_file_name(suggested).blocking_save_file();
    tokio::task::spawn_blocking(ask).await.ok()??.into_path().ok().map(path_text)
}
