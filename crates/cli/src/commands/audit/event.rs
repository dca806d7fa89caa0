//! An event of a tenant's log in words.

use super::search::{approval, object, outcome, party};
use crate::context::Context;
use crate::term::{class_word, paragraph, plain};
use steward_desk::wire::{
    AuditBatch, AuditEntryDetail, AuditField, AuditProof, AuditProofState, AuditRow, AuditValue,
    AuditValueState,
};

/// All that an event says, and what proves it.
pub fn words(detail: &AuditEntryDetail, context: &Context) -> String {
    let AuditEntryDetail { row, on_behalf_of, reason, fields, origin, proof, related_total, .. } = detail;
    let paint = context.paint;
    let class = row.consequence.map(|class| paint.class(class, class_word(class))).unwrap_or_default();
    let mut text =
        format!("{} {}  {class}\n", paint.bold(&plain(&row.id)), paint.bold(&plain(&row.operation)));
    let mut line = |title: &str, value: String| {
        if !value.is_empty() {
            text.push_str(&paragraph(&format!("{title}: {}", plain(&value)), 2));
        }
    };
    line("ended", ended(row));
    line("when", row.at.clone());
    line("who", row.who.as_ref().map(party).unwrap_or_default());
    line("on behalf of", on_behalf_of.as_ref().map(party).unwrap_or_default());
    line("about", row.object.as_ref().map(object).unwrap_or_default());
    line("approval", row.approval.as_ref().map(approval).unwrap_or_default());
    line("tenant", row.tenant.clone());
    line("through", row.surface.clone());
    line("reason", reason.as_ref().map(value).unwrap_or_default());
    line("request", row.correlation.clone());
    line("read as", origin.clone());
    for field in fields {
        let AuditField { name, value: said } = field;
        line(&plain(name), value(said));
    }
    line("hash", row.hash.clone());
    if *related_total > 0 {
        line("same request", format!("{related_total} more, `steward audit search request:…` lists them"));
    }
    text.push_str(&proved(proof, context));
    text
}

fn ended(row: &AuditRow) -> String {
    match row.code.is_empty() {
        true => outcome(row.outcome).to_owned(),
        false => format!("{} ({})", outcome(row.outcome), row.code),
    }
}

fn value(value: &AuditValue) -> String {
    match value.state {
        AuditValueState::Plain | AuditValueState::Disclosed => value.text.clone(),
        AuditValueState::Withheld => "(not for you to see)".to_owned(),
        AuditValueState::Forgotten => "(erased)".to_owned(),
    }
}

fn proved(proof: &AuditProof, context: &Context) -> String {
    let paint = context.paint;
    let message = match proof.state {
        AuditProofState::Proved => paint.good(&proof.message),
        AuditProofState::Signed | AuditProofState::Unsigned => paint.dim(&proof.message),
        AuditProofState::Broken => paint.bad(&proof.message),
    };
    let mut text = format!("  {message}\n");
    if let Some(AuditBatch { entry, file, at, events, root, path: _ }) = &proof.batch {
        let line = format!("batch: {events} events from {}, read at {at}", plain(file));
        text.push_str(&paragraph(&line, 2));
        text.push_str(&paragraph(&format!("sealed by: entry {}, with the root {root}", plain(entry)), 2));
    }
    text
}
