//! Values of entries: as they stand there, as they were kept outside, or that they were erased.

use super::names::Names;
use crate::error::DeskError;
use crate::wire::{AuditChange, AuditField, AuditValue, AuditValueState};
use serde_json::Value as Json;
use std::collections::HashMap;
use steward_audit::{AuditEvent, WithheldField};
use steward_ledger::{Change, Event, Value};

/// What lies outside of an entry, by place, as far as this operator may see it.
pub(super) struct Outside {
    pub(super) values: HashMap<String, String>,
    pub(super) sees: bool,
}

impl Outside {
    /// A value of an entry of the ledger, with the place of its commitment.
    pub(super) fn value(&self, value: &Value, path: &str) -> AuditValue {
        let commitment = match value {
            Value::Plain(value) => return plain(value),
            Value::Withheld(commitment) => Some(commitment.hash().to_string()),
        };
        let (state, text) = match (self.values.get(path), self.sees) {
            (None, _) => (AuditValueState::Forgotten, String::new()),
            (Some(_), false) => (AuditValueState::Withheld, String::new()),
            (Some(value), true) => (AuditValueState::Disclosed, unescaped(value)),
        };
        AuditValue { state, text, commitment }
    }
}

/// A value that stands in an entry.
fn plain(value: &Json) -> AuditValue {
    AuditValue { state: AuditValueState::Plain, text: text(value), commitment: None }
}

/// A text as it is, anything else as JSON.
fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The text of a value that is kept as JSON.
fn unescaped(kept: &str) -> String {
    serde_json::from_str::<Json>(kept).map_or_else(|_| kept.to_owned(), |value| text(&value))
}

impl Names<'_> {
    /// What an entry of the ledger changed.
    pub(super) async fn changes(
        &mut self,
        event: &Event,
        outside: &Outside,
    ) -> Result<Vec<AuditChange>, DeskError> {
        let tenant = event.tenant.as_ref().map(|tenant| tenant.id.as_str());
        let mut list = Vec::with_capacity(event.changes.len());
        for (at, Change { object, field, before, after }) in event.changes.iter().enumerate() {
            let object = match object {
                Some(object) => Some(self.object(tenant, &object.kind, &object.id).await?),
                None => None,
            };
            let side = |side: &str, value: &Option<Value>| {
                let path = format!("/event/changes/{at}/{side}/withheld");
                value.as_ref().map(|value| outside.value(value, &path))
            };
            let (before, after) = (side("before", before), side("after", after));
            list.push(AuditChange { object, field: field.clone(), before, after });
        }
        Ok(list)
    }
}

/// A personal value of an event: shown, not for this operator, or erased; nothing when it never was there.
pub(super) fn personal(
    value: Option<String>,
    field: WithheldField,
    erased: &[WithheldField],
    sees: bool,
) -> Option<AuditValue> {
    let (state, text) = match value {
        _ if erased.contains(&field) => (AuditValueState::Forgotten, String::new()),
        None => return None,
        Some(_) if !sees => (AuditValueState::Withheld, String::new()),
        Some(text) => (AuditValueState::Disclosed, text),
    };
    Some(AuditValue { state, text, commitment: None })
}

/// What else an event says, field by field.
pub(super) fn fields(event: &AuditEvent, erased: &[WithheldField], sees: bool) -> Vec<AuditField> {
    let mut list = Vec::new();
    let mut add = |name: &str, value: Option<AuditValue>| {
        list.extend(value.map(|value| AuditField { name: name.to_owned(), value }));
    };
    let id = AuditValue { state: AuditValueState::Plain, text: event.id.clone(), commitment: None };
    let id = match event.id_is_from_content() || erased.contains(&WithheldField::Id) {
        true => personal(Some(event.id.clone()), WithheldField::Id, erased, sees),
        false => Some(id),
    };
    add("id", id);
    let tenant = event.tenant.as_ref();
    add("organisation", tenant.map(|name| plain(&Json::String(name.clone()))));
    add("network address", personal(event.ip.clone(), WithheldField::Ip, erased, sees));
    if erased.contains(&WithheldField::Extra) || !sees {
        let there = (!event.extra.is_empty()).then(String::new);
        add("other fields", personal(there, WithheldField::Extra, erased, sees));
    } else {
        for (name, value) in &event.extra {
            add(name, personal(Some(text(value)), WithheldField::Extra, erased, sees));
        }
    }
    list
}
