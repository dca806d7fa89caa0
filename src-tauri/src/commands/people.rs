//! People who left a tenant: what is kept about them, and erasing it.

use super::Answer;
use crate::state::Shell;
use steward_desk::wire::{AuditConfirmation, Forgotten, KeptAbout};
use tauri::State;

/// What is kept about somebody who left a tenant, named by id, login name, address or name. Nothing is changed.
#[tauri::command]
#[specta::specta]
pub async fn person_kept(shell: State<'_, Shell>, name: String, person: String) -> Answer<KeptAbout> {
    shell.desk().await?.kept_about(&name, &person).await
}

/// Erases what is kept about somebody who left a tenant, after the page had their name typed.
#[tauri::command]
#[specta::specta]
pub async fn person_forget(shell: State<'_, Shell>, name: String, person: String) -> Answer<Forgotten> {
    shell.desk().await?.confirmed(AuditConfirmation::Typed).forget(&name, &person).await
}
