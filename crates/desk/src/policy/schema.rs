//! The Cedar schema of the policies for operators, made from the catalogue of operations.

use super::PolicyError;
use crate::operation::{CATALOGUE, Target};
use cedar_policy::{Entities, Schema};
use std::fmt::Write;
use std::sync::OnceLock;
use steward_model::Consequence;

/// The schema in Cedar's own syntax.
#[must_use]
pub fn text() -> String {
    let mut text = String::from(
        "entity Role;\nentity Operator in [Role];\nentity Workspace;\n\
         entity Tenant in [Workspace] { environment: String };\n",
    );
    for class in Consequence::ALL {
        let _ = writeln!(text, "action \"{class}\";");
    }
    for operation in CATALOGUE {
        let resource = match operation.target {
            Target::Workspace => "Workspace",
            Target::Tenant => "Tenant",
        };
        let _ = writeln!(
            text,
            "action \"{}\" in [Action::\"{}\"] appliesTo {{ principal: [Operator], resource: [{resource}], \
             context: {{ surface: String }} }};",
            operation.name, operation.consequence
        );
    }
    text
}

fn fault(reason: impl std::fmt::Display) -> PolicyError {
    PolicyError::Question { question: "schema".into(), reason: reason.to_string() }
}

pub(super) fn schema() -> Result<Schema, PolicyError> {
    Ok(Schema::from_cedarschema_str(&text()).map_err(fault)?.0)
}

/// The actions with the groups they are in; the same for every decision.
pub(super) fn actions() -> Result<Entities, PolicyError> {
    static ACTIONS: OnceLock<Entities> = OnceLock::new();
    if let Some(actions) = ACTIONS.get() {
        return Ok(actions.clone());
    }
    let actions = schema()?.action_entities().map_err(fault)?;
    Ok(ACTIONS.get_or_init(|| actions).clone())
}
