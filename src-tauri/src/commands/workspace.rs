//! The workspace itself: what it is, who may do what in it, what it holds on disk.

use super::Answer;
use crate::SCHEME;
use crate::state::Shell;
use serde::{Deserialize, Serialize};
use specta::Type;
use steward_desk::Secret;
use steward_desk::wire::{Backup, DoctorCheck, OperationInfo, PolicyView, Storage, Workspace};
use tauri::State;

/// What the window opens with.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The workspace.
    pub workspace: Workspace,
    /// The tenant to open, when the window was started for one.
    pub open: Option<String>,
    /// The link that the window was started with, as it was given.
    pub link: Option<String>,
}

/// Opens the workspace; with `--practice` also makes sure that the practice tenant is there. `last` is the tenant that was
/// open last: while the page is put together, what it is about to ask is made ready.
#[tauri::command]
#[specta::specta]
pub async fn start(shell: State<'_, Shell>, last: Option<String>) -> Answer<Start> {
    let desk = shell.desk().await?;
    let open = if shell.practice() { Some(desk.add_practice("practice").await?.tenant.name) } else { None };
    let link = shell.link();
    if let Some(tenant) = link.as_deref().and_then(tenant_of).map(str::to_owned).or(open.clone()).or(last) {
        let desk = desk.clone();
        tauri::async_runtime::spawn(async move { desk.make_ready(&tenant).await });
    }
    Ok(Start { workspace: desk.workspace().await?, open, link })
}

/// The tenant that a link leads to, as far as it can be told without reading it all.
fn tenant_of(link: &str) -> Option<&str> {
    let place = link.get(SCHEME.len()..)?.strip_prefix("tenant/")?;
    place.split(['/', '?']).next()
}

/// The workspace and who uses it.
#[tauri::command]
#[specta::specta]
pub async fn workspace(shell: State<'_, Shell>) -> Answer<Workspace> {
    shell.desk().await?.workspace().await
}

/// Everything Steward can do, and whether this operator may.
#[tauri::command]
#[specta::specta]
pub async fn operations(shell: State<'_, Shell>) -> Answer<Vec<OperationInfo>> {
    shell.desk().await?.operations().await
}

/// The policies in force.
#[tauri::command]
#[specta::specta]
pub async fn policies(shell: State<'_, Shell>) -> Answer<Vec<PolicyView>> {
    shell.desk().await?.policies().await
}

/// What works on this machine.
#[tauri::command]
#[specta::specta]
pub async fn doctor(shell: State<'_, Shell>) -> Answer<Vec<DoctorCheck>> {
    Ok(shell.desk().await?.doctor().await)
}

/// Opens the passphrase-protected file of secrets, or makes it.
#[tauri::command]
#[specta::specta]
pub async fn unlock(shell: State<'_, Shell>, passphrase: String) -> Answer<Workspace> {
    let desk = shell.desk().await?;
    desk.unlock(Secret::new(passphrase)).await?;
    desk.workspace().await
}

/// What the workspace holds on disk, and whether it is whole.
#[tauri::command]
#[specta::specta]
pub async fn storage(shell: State<'_, Shell>) -> Answer<Storage> {
    shell.desk().await?.storage().await
}

/// Makes a copy of the workspace.
#[tauri::command]
#[specta::specta]
pub async fn backup(shell: State<'_, Shell>, out: Option<String>) -> Answer<Backup> {
    shell.desk().await?.replacing().backup(out.as_deref()).await
}
