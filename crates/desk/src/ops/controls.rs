//! The controls that evidence can be asked for by name.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::wire::EvidenceControl;
use crate::{R, operation};
use steward_evidence::ControlQuestion;

impl Desk {
    /// The controls that evidence can be asked for by name, framework by framework.
    ///
    /// # Errors
    /// When the policies refuse or the workspace cannot be read.
    pub async fn evidence_controls(&self) -> R<Vec<EvidenceControl>> {
        self.allow(&operation::AUDIT_SEARCH, None).await?;
        Ok(steward_evidence::controls().iter().map(listed).collect())
    }
}

fn listed(known: &ControlQuestion) -> EvidenceControl {
    let ControlQuestion { framework, id, title, question, shows, lacks } = known.clone();
    EvidenceControl { framework, id, title, question, shows, lacks }
}

/// The control of an id.
pub(super) fn known_control(id: &str) -> Result<&'static ControlQuestion, DeskError> {
    steward_evidence::control(id).ok_or_else(|| DeskError::NotFound {
        what: "control",
        name: id.to_owned(),
        near: steward_evidence::controls().iter().map(|known| format!("`{}`", known.id)).collect(),
    })
}
