//! The commands of the window: take, call desk, hand back.

use crate::state::{Shell, path_text};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::sync::Arc;
use steward_desk::export::{ExportRequest, Exported};
use steward_desk::wire::{
    Comparison, ConnectionTest, CsvMapping, Diff, DoctorCheck, FileFormat, FilePreview, FileSource,
    FindingView, Findings, MatrixHead, MatrixQuery, OperationInfo, PolicyView, Progress, Pyramid, RowKind,
    RowWindow, ScimConnection, SearchHit, SnapshotInfo, SurfaceGap, TenantReport, TenantSummary, WhatCan,
    WhoCan, Why, WireError, Workspace,
};
use steward_desk::{Job, Secret};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use tauri_specta::Event;

type Answer<T> = Result<T, WireError>;

/// Long work tells how far it is.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct ProgressEvent(pub Progress);

/// What the window opens with.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The workspace.
    pub workspace: Workspace,
    /// The tenant to open, when the window was started for one.
    pub open: Option<String>,
}

/// Opens the workspace; with `--practice` also makes sure that the practice tenant is there.
#[tauri::command]
#[specta::specta]
pub async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    let desk = shell.desk().await?;
    let open = if shell.practice() { Some(desk.add_practice("practice").await?.tenant.name) } else { None };
    Ok(Start { workspace: desk.workspace().await?, open })
}

/// The workspace and who uses it.
#[tauri::command]
#[specta::specta]
pub async fn workspace(shell: State<'_, Shell>) -> Answer<Workspace> {
    shell.desk().await?.workspace().await
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
    let job = job(app, &shell, &name);
    shell.desk().await?.add_scim(&name, connection, Secret::new(token), &job).await
}

/// Tests a connection before it is kept. Cancelled under the name `test`.
#[tauri::command]
#[specta::specta]
pub async fn test_scim(
    app: AppHandle,
    shell: State<'_, Shell>,
    connection: ScimConnection,
    token: Option<String>,
) -> Answer<ConnectionTest> {
    let job = job(app, &shell, "test");
    shell.desk().await?.test_scim(&connection, token.map(Secret::new), &job).await
}

/// Reads a tenant again.
#[tauri::command]
#[specta::specta]
pub async fn refresh(app: AppHandle, shell: State<'_, Shell>, name: String) -> Answer<TenantReport> {
    let job = job(app, &shell, &name);
    shell.desk().await?.refresh(&name, &job).await
}

/// Stops the work on a tenant, or the connection test under the name `test`.
#[tauri::command]
#[specta::specta]
pub fn cancel(shell: State<'_, Shell>, name: String) {
    shell.cancel(&name);
}

/// A window of cells, one byte each, row by row.
#[tauri::command]
pub async fn matrix_cells(
    shell: State<'_, Shell>,
    name: String,
    query: MatrixQuery,
    row_start: u32,
    row_count: u32,
    col_start: u32,
    col_count: u32,
) -> Result<tauri::ipc::Response, WireError> {
    let desk = shell.desk().await?;
    let cells = desk.matrix_cells(&name, &query, row_start, row_count, col_start, col_count).await?;
    Ok(tauri::ipc::Response::new(cells))
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

/// Cancellable work under a name, telling the page how far it is.
fn job(app: AppHandle, shell: &Shell, name: &str) -> Job {
    let progress = Arc::new(move |step: Progress| {
        // a page that is gone needs no progress
        let _ = ProgressEvent(step).emit(&app);
    });
    Job { progress, cancel: shell.begin(name) }
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

/// The tenants of the workspace, by name.
#[tauri::command]
#[specta::specta]
pub async fn tenants(shell: State<'_, Shell>) -> Answer<Vec<TenantSummary>> {
    shell.desk().await?.tenants().await
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

/// Tests the connection of a tenant that is there.
#[tauri::command]
#[specta::specta]
pub async fn test_tenant(shell: State<'_, Shell>, name: String) -> Answer<ConnectionTest> {
    shell.desk().await?.test_tenant(&name).await
}

/// The kept snapshots of a tenant, newest first.
#[tauri::command]
#[specta::specta]
pub async fn snapshots(shell: State<'_, Shell>, name: String) -> Answer<Vec<SnapshotInfo>> {
    shell.desk().await?.snapshots(&name).await
}

/// The matrix without its cells.
#[tauri::command]
#[specta::specta]
pub async fn matrix_head(shell: State<'_, Shell>, name: String, query: MatrixQuery) -> Answer<MatrixHead> {
    shell.desk().await?.matrix_head(&name, &query).await
}

/// A window of the matrix's rows.
#[tauri::command]
#[specta::specta]
pub async fn matrix_rows(
    shell: State<'_, Shell>,
    name: String,
    query: MatrixQuery,
    start: u32,
    count: u32,
) -> Answer<RowWindow> {
    shell.desk().await?.matrix_rows(&name, &query, start, count).await
}

/// One decision about a person, with every reason.
#[tauri::command]
#[specta::specta]
pub async fn why(
    shell: State<'_, Shell>,
    name: String,
    person: String,
    permission: String,
    object: Option<String>,
    at: Option<String>,
) -> Answer<Why> {
    shell.desk().await?.why(&name, &person, &permission, object.as_deref(), at.as_deref()).await
}

/// What a role or a group gives, with every reason.
#[tauri::command]
#[specta::specta]
pub async fn why_subject(
    shell: State<'_, Shell>,
    name: String,
    rows: RowKind,
    id: String,
    permission: String,
    at: Option<String>,
) -> Answer<Why> {
    shell.desk().await?.why_subject(&name, rows, &id, &permission, at.as_deref()).await
}

/// Replaces the token of a SCIM tenant.
#[tauri::command]
#[specta::specta]
pub async fn set_token(shell: State<'_, Shell>, name: String, token: String) -> Answer<()> {
    shell.desk().await?.set_token(&name, Secret::new(token)).await
}

/// Who can do a thing.
#[tauri::command]
#[specta::specta]
pub async fn who(
    shell: State<'_, Shell>,
    name: String,
    permission: String,
    object: Option<String>,
    at: Option<String>,
) -> Answer<WhoCan> {
    shell.desk().await?.who(&name, &permission, object.as_deref(), at.as_deref()).await
}

/// What a person can do.
#[tauri::command]
#[specta::specta]
pub async fn what(
    shell: State<'_, Shell>,
    name: String,
    person: String,
    at: Option<String>,
) -> Answer<WhatCan> {
    shell.desk().await?.what(&name, &person, at.as_deref()).await
}

/// Two to four subjects side by side.
#[tauri::command]
#[specta::specta]
pub async fn compare(
    shell: State<'_, Shell>,
    name: String,
    subjects: Vec<String>,
    at: Option<String>,
) -> Answer<Comparison> {
    shell.desk().await?.compare(&name, &subjects, at.as_deref()).await
}

/// What changed between two snapshots.
#[tauri::command]
#[specta::specta]
pub async fn diff(
    shell: State<'_, Shell>,
    name: String,
    before: Option<String>,
    after: Option<String>,
) -> Answer<Diff> {
    shell.desk().await?.diff(&name, before.as_deref(), after.as_deref()).await
}

/// People counted by what they could do.
#[tauri::command]
#[specta::specta]
pub async fn pyramid(shell: State<'_, Shell>, name: String, at: Option<String>) -> Answer<Pyramid> {
    shell.desk().await?.pyramid(&name, at.as_deref()).await
}

/// The same deed on several surfaces, held on some only.
#[tauri::command]
#[specta::specta]
pub async fn surfaces(shell: State<'_, Shell>, name: String, at: Option<String>) -> Answer<Vec<SurfaceGap>> {
    shell.desk().await?.surfaces(&name, at.as_deref()).await
}

/// People, groups, roles, permissions and objects by name.
#[tauri::command]
#[specta::specta]
pub async fn search(
    shell: State<'_, Shell>,
    name: String,
    text: String,
    limit: u32,
) -> Answer<Vec<SearchHit>> {
    shell.desk().await?.search(&name, &text, limit).await
}

/// What is wrong, worst first.
#[tauri::command]
#[specta::specta]
pub async fn findings(shell: State<'_, Shell>, name: String, at: Option<String>) -> Answer<Findings> {
    shell.desk().await?.findings(&name, at.as_deref()).await
}

/// Measures differences against a snapshot from now on.
#[tauri::command]
#[specta::specta]
pub async fn set_baseline(shell: State<'_, Shell>, name: String, hash: String) -> Answer<()> {
    shell.desk().await?.set_baseline(&name, &hash).await
}

/// Removes a tenant from the workspace, with its snapshots and its token.
#[tauri::command]
#[specta::specta]
pub async fn remove(shell: State<'_, Shell>, name: String) -> Answer<()> {
    shell.desk().await?.remove(&name).await
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

/// Writes an export to a file.
#[tauri::command]
#[specta::specta]
pub async fn export_to(shell: State<'_, Shell>, name: String, request: ExportRequest) -> Answer<Exported> {
    shell.desk().await?.export(&name, request).await
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
