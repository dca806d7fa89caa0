//! The audit trail: asking it, reading logs in, how long events stay, exports.

use super::{Answer, job};
use crate::state::{Shell, Work};
use steward_desk::wire::{
    AuditCompletion, AuditConfirmation, AuditDirection, AuditEntryDetail, AuditExportFormat, AuditExported,
    AuditFacets, AuditHistogram, AuditImportDone, AuditImportPreview, AuditPage, AuditQuestion,
    AuditRetention, AuditRetentionPlan, AuditState, AuditVerifyReport, SavedQuestion,
};
use tauri::{AppHandle, State};

/// What the audit trail holds, and how it stands; with a tenant, its events.
#[tauri::command]
#[specta::specta]
pub async fn audit_state(shell: State<'_, Shell>, tenant: Option<String>) -> Answer<AuditState> {
    shell.desk().await?.audit_state(tenant.as_deref()).await
}

/// Entries that answer a question, from a place in one direction.
#[tauri::command]
#[specta::specta]
pub async fn audit_search(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    toward: AuditDirection,
    place: Option<String>,
    limit: u32,
) -> Answer<AuditPage> {
    shell.desk().await?.audit_search(&question, toward, place.as_deref(), limit).await
}

/// How many entries there are for each value; of each at most so many values.
#[tauri::command]
#[specta::specta]
pub async fn audit_facets(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    limit: u32,
) -> Answer<AuditFacets> {
    shell.desk().await?.audit_facets(&question, limit).await
}

/// How many entries happened when, between two moments or over all of them.
#[tauri::command]
#[specta::specta]
pub async fn audit_histogram(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    from: Option<String>,
    until: Option<String>,
    buckets: u32,
) -> Answer<AuditHistogram> {
    shell.desk().await?.audit_histogram(&question, from.as_deref(), until.as_deref(), buckets).await
}

/// What may come next where a question is typed.
#[tauri::command]
#[specta::specta]
pub async fn audit_complete(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    cursor: u32,
) -> Answer<AuditCompletion> {
    shell.desk().await?.audit_complete(&question, cursor).await
}

/// An entry in full, with what proves it.
#[tauri::command]
#[specta::specta]
pub async fn audit_show(shell: State<'_, Shell>, id: String) -> Answer<AuditEntryDetail> {
    shell.desk().await?.audit_show(&id).await
}

/// Verifies everything that is on record. Cancelled under the name `audit verify`.
#[tauri::command]
#[specta::specta]
pub async fn audit_verify(app: AppHandle, shell: State<'_, Shell>) -> Answer<AuditVerifyReport> {
    let running = shell.begin(Work::AuditVerify);
    let job = job(app, &running);
    shell.desk().await?.audit_verify(None, &job).await
}

/// What a log looks like before it is read in: the file of a path, or without one the made-up log of the practice tenant.
#[tauri::command]
#[specta::specta]
pub async fn audit_import_preview(
    shell: State<'_, Shell>,
    tenant: String,
    path: Option<String>,
    mapping: Option<String>,
) -> Answer<AuditImportPreview> {
    let desk = shell.desk().await?;
    match path {
        Some(path) => desk.audit_import_preview(&tenant, &path, mapping.as_deref()).await,
        None => desk.audit_made_up_preview(&tenant).await,
    }
}

/// Reads a log in and seals its events. Cancelled under the name `audit import`.
#[tauri::command]
#[specta::specta]
pub async fn audit_import(
    app: AppHandle,
    shell: State<'_, Shell>,
    tenant: String,
    path: Option<String>,
    mapping: Option<String>,
) -> Answer<AuditImportDone> {
    let running = shell.begin(Work::AuditImport);
    let job = job(app, &running);
    let desk = shell.desk().await?;
    match path {
        Some(path) => desk.audit_import(&tenant, &path, mapping.as_deref(), &job).await,
        None => desk.audit_import_made_up(&tenant, &job).await,
    }
}

/// The questions that are kept, by name; those that come with Steward first.
#[tauri::command]
#[specta::specta]
pub async fn audit_questions(shell: State<'_, Shell>) -> Answer<Vec<SavedQuestion>> {
    shell.desk().await?.audit_questions().await
}

/// Keeps a question under a name, in the place of one that has it.
#[tauri::command]
#[specta::specta]
pub async fn audit_save_question(
    shell: State<'_, Shell>,
    name: String,
    question: AuditQuestion,
) -> Answer<SavedQuestion> {
    shell.desk().await?.audit_save_question(&name, &question).await
}

/// Drops a question that was kept.
#[tauri::command]
#[specta::specta]
pub async fn audit_remove_question(shell: State<'_, Shell>, name: String) -> Answer<()> {
    shell.desk().await?.audit_remove_question(&name).await
}

/// What a retention would remove; the one in force when none is given. Nothing is removed.
#[tauri::command]
#[specta::specta]
pub async fn audit_retention(
    shell: State<'_, Shell>,
    retention: Option<AuditRetention>,
) -> Answer<AuditRetentionPlan> {
    shell.desk().await?.audit_retention(retention).await
}

/// Keeps to a retention from now on, and removes what its plan said, while that is still true.
#[tauri::command]
#[specta::specta]
pub async fn audit_set_retention(
    shell: State<'_, Shell>,
    retention: AuditRetention,
    token: String,
    confirmation: AuditConfirmation,
) -> Answer<AuditRetentionPlan> {
    shell.desk().await?.confirmed(confirmation).audit_set_retention(retention, &token).await
}

/// Writes the entries that answer a question to a file; hands back the text when there is no file.
#[tauri::command]
#[specta::specta]
pub async fn audit_export(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    format: AuditExportFormat,
    disclose: bool,
    out: Option<String>,
) -> Answer<AuditExported> {
    shell.desk().await?.replacing().audit_export(&question, format, disclose, out.as_deref()).await
}
