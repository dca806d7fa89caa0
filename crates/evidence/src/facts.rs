//! What an entry says, in words for people: the same ones in the table and in the report.

use crate::contents::Contents;
use jiff::Timestamp;
use steward_ledger::{
    ApprovalState, Approver, Change, Confirmation, Entry, Object, OutcomeState, Pseudonym, Surface, Value,
};
use steward_model::Environment;

/// Columns of the table and questions of the report, in their order.
pub const LABELS: [&str; 17] = [
    "number",
    "time",
    "who",
    "on behalf of",
    "proposed by",
    "operation",
    "consequence",
    "object",
    "tenant",
    "surface",
    "reason",
    "policy set",
    "policies",
    "confirmation",
    "approval",
    "outcome",
    "correlation",
];

/// What an entry says, one text for each of [`LABELS`].
pub fn of(contents: &Contents, entry: &Entry) -> [String; 17] {
    let (number, event) = (entry.chain.number, &entry.event);
    let decision = &event.decision;
    let somebody = |who: &Option<Pseudonym>| who.as_ref().map(|who| who.0.clone()).unwrap_or_default();
    let tenant = event.tenant.as_ref().map(|tenant| {
        let kind = match tenant.environment {
            Environment::Live => "live",
            Environment::Sandbox => "sandbox",
            Environment::Practice => "practice",
        };
        format!("{} ({kind})", tenant.id)
    });
    [
        number.to_string(),
        event.time.to_string(),
        event.who.0.clone(),
        somebody(&event.on_behalf_of),
        somebody(&event.proposed_by),
        event.operation.clone(),
        event.consequence.word().to_owned(),
        event.object.as_ref().map(object).unwrap_or_default(),
        tenant.unwrap_or_default(),
        surface(event.surface).to_owned(),
        event.reason.as_ref().map(|v| value(contents, number, "/event/reason", v)).unwrap_or_default(),
        decision.policy_version.clone(),
        if decision.policies.is_empty() {
            "none: no policy gave leave".to_owned()
        } else {
            decision.policies.join(", ")
        },
        match decision.confirmation {
            Confirmation::None => "not asked for",
            Confirmation::Explicit => "a second, explicit yes",
            Confirmation::Typed => "the name of the object, typed",
        }
        .to_owned(),
        approval(entry),
        match &event.outcome.code {
            Some(code) => format!("{}: {code}", outcome(event.outcome.state)),
            None => outcome(event.outcome.state).to_owned(),
        },
        event.correlation.clone(),
    ]
}

/// `role r7`
pub fn object(object: &Object) -> String {
    format!("{} {}", object.kind, object.id)
}

/// Where it was asked for.
pub const fn surface(surface: Surface) -> &'static str {
    match surface {
        Surface::Window => "window",
        Surface::Cli => "cli",
        Surface::Mcp => "mcp",
        Surface::Sync => "sync",
    }
}

/// How it ended, in a word.
pub const fn outcome(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Intent => "intent",
        OutcomeState::Done => "done",
        OutcomeState::Refused => "refused",
        OutcomeState::Failed => "failed",
        OutcomeState::Unknown => "unknown",
    }
}

fn approval(entry: &Entry) -> String {
    let approval = &entry.event.decision.approval;
    let state = match approval.state {
        ApprovalState::NotRequired => "not required",
        ApprovalState::Pending => "pending",
        ApprovalState::Granted => "granted",
        ApprovalState::Declined => "declined",
        ApprovalState::Expired => "expired",
        ApprovalState::BreakGlass => "done without in an emergency",
    };
    let mut text = state.to_owned();
    if approval.required > 0 {
        text.push_str(&format!(", {} required", approval.required));
    }
    if let Some(request) = &approval.request {
        text.push_str(&format!(", request {request}"));
    }
    for Approver { who, time, agreed } in &approval.approvers {
        let said = if *agreed { "agreed" } else { "declined" };
        text.push_str(&format!("; {} {said} at {time}", who.0));
    }
    text
}

/// A change: what, before, after.
pub fn change(contents: &Contents, number: u64, at: usize, change: &Change) -> [String; 4] {
    let part = |name: &str, given: Option<&Value>| {
        let pointer = format!("/event/changes/{at}/{name}");
        given.map_or_else(|| "not there".to_owned(), |given| value(contents, number, &pointer, given))
    };
    [
        change.object.as_ref().map(object).unwrap_or_default(),
        change.field.clone(),
        part("before", change.before.as_ref()),
        part("after", change.after.as_ref()),
    ]
}

/// A value; when it is withheld, the one that was disclosed, or why there is none.
fn value(contents: &Contents, number: u64, pointer: &str, value: &Value) -> String {
    match value {
        Value::Plain(value) => json(value),
        Value::Withheld(_) => match contents.secrets.value(number, pointer) {
            Some(value) => json(value),
            None if contents.secrets.is_erased(number, pointer) => "(erased)".to_owned(),
            None => "(withheld)".to_owned(),
        },
    }
}

/// Text as it is, everything else as JSON.
fn json(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The time of the earliest and of the latest answer.
pub fn span(contents: &Contents) -> (Timestamp, Timestamp) {
    let events = || contents.events.values().map(|kept| kept.body.time);
    let times = || contents.answers().map(|kept| kept.entry.event.time).chain(events());
    (times().min().unwrap_or(Timestamp::UNIX_EPOCH), times().max().unwrap_or(Timestamp::UNIX_EPOCH))
}
