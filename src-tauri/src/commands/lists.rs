//! Lists, single things with everything around them, and what needs somebody now.

use super::Answer;
use crate::state::Shell;
use steward_desk::export::{Exported, ListFormat};
use steward_desk::wire::{
    GroupDetail, ListHead, ListQuery, ListWindow, PermissionDetail, PersonDetail, RoleDetail, Today,
};
use tauri::State;

/// What a list shows, without its rows.
#[tauri::command]
#[specta::specta]
pub async fn list_head(shell: State<'_, Shell>, name: String, query: ListQuery) -> Answer<ListHead> {
    shell.desk().await?.list_head(&name, &query).await
}

/// A window of a list's rows.
#[tauri::command]
#[specta::specta]
pub async fn list_rows(
    shell: State<'_, Shell>,
    name: String,
    query: ListQuery,
    start: u32,
    count: u32,
) -> Answer<ListWindow> {
    shell.desk().await?.list_rows(&name, &query, start, count).await
}

/// Where something stands in a list; nothing when it is not shown.
#[tauri::command]
#[specta::specta]
pub async fn list_position(
    shell: State<'_, Shell>,
    name: String,
    query: ListQuery,
    id: String,
) -> Answer<Option<u32>> {
    shell.desk().await?.list_position(&name, &query, &id).await
}

/// Writes a list, or the chosen rows of it, to a file; hands back the text when there is no file.
#[tauri::command]
#[specta::specta]
pub async fn export_list(
    shell: State<'_, Shell>,
    name: String,
    query: ListQuery,
    only: Vec<String>,
    format: ListFormat,
    out: Option<String>,
) -> Answer<Exported> {
    shell.desk().await?.replacing().export_list(&name, &query, &only, format, out.as_deref()).await
}

/// A person with everything around them.
#[tauri::command]
#[specta::specta]
pub async fn person(
    shell: State<'_, Shell>,
    name: String,
    person: String,
    at: Option<String>,
) -> Answer<PersonDetail> {
    shell.desk().await?.person(&name, &person, at.as_deref()).await
}

/// A group with everything around it.
#[tauri::command]
#[specta::specta]
pub async fn group(
    shell: State<'_, Shell>,
    name: String,
    group: String,
    at: Option<String>,
) -> Answer<GroupDetail> {
    shell.desk().await?.group(&name, &group, at.as_deref()).await
}

/// A role with everything around it.
#[tauri::command]
#[specta::specta]
pub async fn role(
    shell: State<'_, Shell>,
    name: String,
    role: String,
    at: Option<String>,
) -> Answer<RoleDetail> {
    shell.desk().await?.role(&name, &role, at.as_deref()).await
}

/// A permission with everything around it.
#[tauri::command]
#[specta::specta]
pub async fn permission(
    shell: State<'_, Shell>,
    name: String,
    permission: String,
    at: Option<String>,
) -> Answer<PermissionDetail> {
    shell.desk().await?.permission(&name, &permission, at.as_deref()).await
}

/// What needs somebody now.
#[tauri::command]
#[specta::specta]
pub async fn today(shell: State<'_, Shell>, name: String) -> Answer<Today> {
    shell.desk().await?.today(&name).await
}
