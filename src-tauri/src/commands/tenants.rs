//! Tenants: adding, testing, reading again, removing.

use super::{Answer, job};
use crate::state::{Shell, Work};
use steward_desk::wire::{
    AuditConfirmation, ConnectionTest, CsvMapping, FileFormat, FilePreview, FileSource, ScimConnection,
    SnapshotInfo, TenantReport, TenantSummary,
};
use steward_desk::{Job, Secret};
use tauri::{AppHandle, State};

/// The tenants of the workspace, by name.
#[tauri::command]
#[specta::specta]
pub async fn tenants(shell: State<'_, Shell>) -> Answer<Vec<TenantSummary>> {
    shell.desk().await?.tenants().await
}

/// Makes the practice tenant, or returns it when it is there.
#[tauri::command]
#[specta::specta]
pub async fn add_practice(shell: State<'_, Shell>, name: String) -> Answer<TenantReport> {
    shell.desk().await?.add_practice(&name).await
}

/// Adds a tenant from a file.
#[tauri::command]
#[specta::specta]
pub async fn add_file(shell: State<'_, Shell>, name: String, source: FileSource) -> Answer<TenantReport> {
    shell.desk().await?.add_file(&name, source).await
}

/// What a file looks like before it is read.
#[tauri::command]
#[specta::specta]
pub async fn preview_file(
    shell: State<'_, Shell>,
    path: String,
    format: Option<FileFormat>,
    mapping: Option<CsvMapping>,
) -> Answer<FilePreview> {
    shell.desk().await?.preview_file(&path, format, mapping).await
}

/// Adds a tenant from a SCIM server.
#[tauri::command]
#[specta::specta]
pub async fn add_scim(
    app: AppHandle,
    shell: State<'_, Shell>,
    name: String,
    connection: ScimConnection,
    token: String,
) -> Answer<TenantReport> {
    let running = shell.begin(Work::Tenant(name.clone()));
    let job = job(app, &running);
    shell.desk().await?.add_scim(&name, connection, Secret::new(token), &job).await
}

/// Tests a connection before it is kept. `cancel_test` stops it.
#[tauri::command]
#[specta::specta]
pub async fn test_scim(
    app: AppHandle,
    shell: State<'_, Shell>,
    connection: ScimConnection,
    token: Option<String>,
) -> Answer<ConnectionTest> {
    let running = shell.begin(Work::Test);
    let job = job(app, &running);
    shell.desk().await?.test_scim(&connection, token.map(Secret::new), &job).await
}

/// Tests the connection of a tenant that is there. `cancel_test` stops it.
#[tauri::command]
#[specta::specta]
pub async fn test_tenant(app: AppHandle, shell: State<'_, Shell>, name: String) -> Answer<ConnectionTest> {
    let running = shell.begin(Work::Test);
    let job = job(app, &running);
    shell.desk().await?.test_tenant(&name, &job).await
}

/// Reads a tenant again; what the reading would lose is accepted or not.
#[tauri::command]
#[specta::specta]
pub async fn refresh(
    app: AppHandle,
    shell: State<'_, Shell>,
    name: String,
    accept_loss: bool,
) -> Answer<TenantReport> {
    let running = shell.begin(Work::Tenant(name.clone()));
    let job = Job { accept_loss, ..job(app, &running) };
    shell.desk().await?.refresh(&name, &job).await
}

/// Stops the reading of a tenant, or work on the audit trail under its name.
#[tauri::command]
#[specta::specta]
pub fn cancel(shell: State<'_, Shell>, name: String) {
    shell.cancel(&Work::named(name));
}

/// Stops the test of a connection.
#[tauri::command]
#[specta::specta]
pub fn cancel_test(shell: State<'_, Shell>) {
    shell.cancel(&Work::Test);
}

/// Removes a tenant from the workspace, with its snapshots and its token.
#[tauri::command]
#[specta::specta]
pub async fn remove(shell: State<'_, Shell>, name: String, confirmation: AuditConfirmation) -> Answer<()> {
    shell.desk().await?.confirmed(confirmation).remove(&name).await
}

/// The kept snapshots of a tenant, newest first.
#[tauri::command]
#[specta::specta]
pub async fn snapshots(shell: State<'_, Shell>, name: String) -> Answer<Vec<SnapshotInfo>> {
    shell.desk().await?.snapshots(&name).await
}

/// Measures differences against a snapshot from now on.
#[tauri::command]
#[specta::specta]
pub async fn set_baseline(shell: State<'_, Shell>, name: String, hash: String) -> Answer<()> {
    shell.desk().await?.set_baseline(&name, &hash).await
}

/// Replaces the token of a SCIM tenant.
#[tauri::command]
#[specta::specta]
pub async fn set_token(shell: State<'_, Shell>, name: String, token: String) -> Answer<()> {
    shell.desk().await?.set_token(&name, Secret::new(token)).await
}

/// Reads a tenant again every so many minutes while the window is open; nothing means never.
#[tauri::command]
#[specta::specta]
pub async fn set_schedule(
    shell: State<'_, Shell>,
    name: String,
    minutes: Option<u32>,
) -> Answer<TenantSummary> {
    shell.desk().await?.set_schedule(&name, minutes).await
}
