//! A derivation on one line, and what surrounds it.

use crate::context::Context;
use crate::term::{day, names, plain};
use steward_desk::wire::GrantPath;

/// `Felix Aydin → AI pilot EMEA (scim) → Model Tester → Query agents`.
pub fn line(path: &GrantPath) -> String {
    let mut stations: Vec<String> = Vec::new();
    for step in &path.steps {
        let mut station = plain(&step.item.name);
        // where an edge is kept says who can take it away
        if !step.source.is_empty() && step.source != "direct" {
            station.push_str(&format!(" ({})", plain(&step.source)));
        }
        if matches!(step.label.as_str(), "owns" | "denies") {
            station = format!("[{}] {station}", step.label);
        }
        stations.push(station);
    }
    stations.join(" → ")
}

/// Scope, begin and end of a derivation; empty when there is nothing to say.
pub fn terms(path: &GrantPath, context: &Context) -> String {
    let mut parts = Vec::new();
    if !path.scope.is_empty() {
        parts.push(format!("on {}", names(&path.scope, 8, 0)));
    }
    if path.owner {
        parts.push("as its creator, without any role".to_owned());
    } else if path.direct {
        parts.push("granted directly".to_owned());
    }
    if let Some(since) = &path.since {
        parts.push(format!("since {}", day(since)));
    }
    if let Some(until) = &path.until {
        parts.push(format!("until {}", day(until)));
    }
    context.paint.dim(&parts.join(", "))
}
