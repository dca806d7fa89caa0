//! Evidence: bundles that verify without Steward.

use super::Answer;
use crate::state::Shell;
use steward_desk::wire::{AuditQuestion, EvidenceDone, EvidenceRequest};
use tauri::State;

/// Writes a bundle of evidence for a question, which verifies without Steward.
#[tauri::command]
#[specta::specta]
pub async fn evidence_create(
    shell: State<'_, Shell>,
    question: AuditQuestion,
    disclose: bool,
    out: String,
) -> Answer<EvidenceDone> {
    let request = EvidenceRequest { question, control: None, log: None, at: None, disclose, sign: true, out };
    shell.desk().await?.replacing().evidence_create(request).await
}
