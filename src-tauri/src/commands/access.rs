//! Who can do what, and why: the matrix and every question about it.

use super::Answer;
use crate::state::Shell;
use steward_desk::wire::{
    Comparison, Diff, MatrixHead, MatrixQuery, Pyramid, RowKind, RowWindow, SearchHit, SurfaceGap, WhatCan,
    WhoCan, Why, WireError,
};
use tauri::State;

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

/// Where a row stands in the matrix; nothing when it is not shown.
#[tauri::command]
#[specta::specta]
pub async fn matrix_position(
    shell: State<'_, Shell>,
    name: String,
    query: MatrixQuery,
    id: String,
) -> Answer<Option<u32>> {
    shell.desk().await?.matrix_position(&name, &query, &id).await
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
