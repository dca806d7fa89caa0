//! Evidence: bundles that verify without Steward.

use super::Answer;
use crate::state::Shell;
use steward_desk::wire::{AuditQuestion, EvidenceControl, EvidenceDone, EvidenceRequest};
use tauri::State;

/// The controls that evidence can be asked for by name, framework by framework.
#[tauri::command]
#[specta::specta]
pub async fn evidence_controls(shell: State<'_, Shell>) -> Answer<Vec<EvidenceControl>> {
    shell.desk().await?.evidence_controls().await
}

/// Writes a bundle of evidence for a question, and for a control when one is named, which verifies without Steward.
#[tauri::command]
#[specta::specta]
pub async fn evidence_create(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    control: Option<String>,
    disclose: bool,
    out: String,
) -> Answer<EvidenceDone> {
    let request = EvidenceRequest { question, control, log: None, at: None, disclose, sign: true, out };
    shell.desk().await?.replacing().evidence_create(request).await
}
