//! Files: exports, and asking where to read and write. The dialog asks before a file that is there is replaced.

use super::Answer;
use crate::state::{Shell, path_text};
use steward_desk::export::{ExportRequest, Exported, ExportedFile};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

/// Writes an export to a file.
#[tauri::command]
#[specta::specta]
pub async fn export_to(shell: State<'_, Shell>, name: String, request: ExportRequest) -> Answer<Exported> {
    shell.desk().await?.replacing().export(&name, request).await
}

/// Writes a text about a tenant, such as the daily brief, to a file that only its owner can read.
#[tauri::command]
#[specta::specta]
pub async fn save_text(
    shell: State<'_, Shell>,
    name: String,
    path: String,
    text: String,
) -> Answer<ExportedFile> {
    shell.desk().await?.replacing().save_text(&name, &path, text).await
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
