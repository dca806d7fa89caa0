//! A past decision, evaluated again: under the policies of its time and under those in force now.

use super::entries::word;
use super::ledger_show::unreadable;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::operation::{CATALOGUE, LEDGER_BEGIN, LEDGER_KEY_LOST, Operation, Target};
use crate::policy::{About, Asking, Policies, PolicyError};
use crate::wire::{LedgerEntry, Redecided, Redecision, RedecisionQuestion};
use crate::{R, operation};
use std::sync::Arc;
use steward_ledger::{Entry, Event, OutcomeState, Surface, Value};
use steward_store::LedgerRow;

/// Roles of an operator at the time of an entry.
struct Roles {
    list: Vec<String>,
    /// Whether the ledger says so; else they are those of today.
    on_record: bool,
}

/// What is asked again.
struct Question {
    operation: Option<&'static Operation>,
    operator: String,
    roles: Vec<String>,
    surface: String,
    /// Empty when it was about to be made.
    tenant: String,
    environment: String,
}

impl Desk {
    /// Takes a decision out of the ledger and asks it again, as it was asked: under the policy set of its time, which has
    /// to give what is on record, and under the one in force now. The entry is given by its number in the log of this
    /// device, or in the log that is named. What cannot be known of it is said.
    ///
    /// # Errors
    /// When there is no such log or entry, the policies refuse, or the workspace or the entry cannot be read.
    pub async fn redecide(&self, log: Option<&str>, number: u32) -> R<Redecision> {
        self.allow(&operation::RECORD_REDECIDE, None).await?;
        Ok(self.redecide_inner(log, number).await?)
    }

    async fn redecide_inner(&self, log: Option<&str>, number: u32) -> Result<Redecision, DeskError> {
        let (logs, _, row) = self.ledger_row(log, number).await?;
        let event = Entry::read(&row.bytes).map_err(|error| unreadable(&row, &error))?.event;
        let entry = self.ledger_entry_view(&logs, &row).await?;
        let operators = self.store().operators().await?;
        let present = operators.iter().find(|one| one.id == event.who.0);
        let roles = self.roles_then(&event, &row, present.map(|one| one.roles.as_slice())).await?;
        let recorded = Redecided {
            policy_version: event.decision.policy_version.clone(),
            allowed: event.outcome.state != OutcomeState::Refused,
            policies: event.decision.policies.clone(),
        };

        let mut unknown = Vec::new();
        let name = present.map(|one| one.name.clone());
        if name.is_none() {
            unknown.push("Who asked is not known any more: only their pseudonym is on record.".to_owned());
        }
        if !roles.on_record {
            unknown.push(match name.is_some() {
                true => "Their roles at that time are not on record; those of today were used.".to_owned(),
                false => "Their roles at that time are not on record; none were used.".to_owned(),
            });
        }
        unknown.extend(forgotten(&entry));
        let question = question(&event, &roles);
        unknown.extend(not_asked(&event, question.operation));
        let assumed = question.operation.filter(|one| one.target == Target::Tenant && event.tenant.is_none());
        if assumed.is_some() {
            unknown.push(
                "What kind of tenant it was about is not on record; a live one was assumed.".to_owned(),
            );
        }
        let asked = Arc::new(question);
        let then = match asked.operation {
            Some(_) => self.under_policies_of_then(&asked, &recorded.policy_version, &mut unknown).await?,
            None => None,
        };
        let now = match asked.operation {
            Some(_) => self.under_policies_of_now(&asked, &mut unknown).await?,
            None => None,
        };
        // to another question the same answer would prove nothing
        let certain = roles.on_record && assumed.is_none();
        let agrees = then.as_ref().filter(|_| certain).map(|then| *then == recorded);
        let differences = differences(&recorded, then.as_ref(), now.as_ref());
        let tenant_name = entry.tenant.as_ref().and_then(|tenant| tenant.name.clone());
        let environment = entry.tenant.as_ref().map(|tenant| tenant.environment);
        Ok(Redecision {
            question: RedecisionQuestion {
                operator: event.who.0,
                name,
                roles: roles.list,
                roles_on_record: roles.on_record,
                operation: event.operation,
                tenant: asked.tenant.clone(),
                tenant_name,
                environment,
                surface: asked.surface.clone(),
            },
            entry,
            recorded,
            of_then: then,
            of_now: now,
            agrees,
            differences,
            unknown,
        })
    }

    /// What the policies in force say; nothing when they are not those that were set.
    async fn under_policies_of_now(
        &self,
        asked: &Arc<Question>,
        unknown: &mut Vec<String>,
    ) -> Result<Option<Redecided>, DeskError> {
        match self.policies_in_force().await {
            Ok(policies) => Ok(Some(answer(asked.clone(), policies).await?)),
            Err(error @ DeskError::Policy(PolicyError::Changed(_))) => {
                unknown.push(format!("What would be decided now is not known: {error}."));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The roles of whoever asked, as the newest entry before says that gave them some.
    async fn roles_then(
        &self,
        event: &Event,
        row: &LedgerRow,
        today: Option<&[String]>,
    ) -> Result<Roles, DeskError> {
        // who joins has none yet
        if event.operation == operation::OPERATOR_JOIN.name {
            return Ok(Roles { list: Vec::new(), on_record: true });
        }
        let gives = (operation::OPERATOR_JOIN.name, operation::OPERATOR_SET_ROLES.name);
        let found = self.store().ledger_last_done(("operator", &event.who.0), gives, row.seq).await?;
        let given = found.and_then(|row| Entry::read(&row.bytes).ok()).and_then(|entry| given(&entry.event));
        Ok(match given {
            Some(list) => Roles { list, on_record: true },
            None => Roles { list: today.unwrap_or_default().to_vec(), on_record: false },
        })
    }

    /// The answer of the policy set that was in force; says why when there is none.
    async fn under_policies_of_then(
        &self,
        question: &Arc<Question>,
        hash: &str,
        unknown: &mut Vec<String>,
    ) -> Result<Option<Redecided>, DeskError> {
        let kept = match self.policy_text_of(hash).await? {
            Some(text) => heavy(move || Policies::kept(&text)).await?.ok(),
            None => None,
        };
        let Some(policies) = kept.filter(|policies| policies.hash() == hash) else {
            let short = hash.get(..12).unwrap_or(hash);
            unknown.push(format!("The policy set of its time, {short}, is not in this workspace as it was."));
            return Ok(None);
        };
        Ok(Some(answer(question.clone(), Arc::new(policies)).await?))
    }
}

/// Asks the policies, as the door does.
async fn answer(question: Arc<Question>, policies: Arc<Policies>) -> Result<Redecided, DeskError> {
    let decided = heavy(move || {
        let Question { operation, operator, roles, surface, tenant, environment } = &*question;
        let Some(operation) = operation else {
            return Err(DeskError::Internal("there is no operation to ask about".to_owned()));
        };
        let asking = Asking { operator, roles, surface };
        let about = About { tenant, environment };
        let verdict = policies.decide(asking, operation, about)?;
        Ok(Redecided {
            policy_version: policies.hash().to_owned(),
            allowed: verdict.allowed,
            policies: verdict.policies,
        })
    });
    decided.await?
}

/// The question of an entry.
fn question(event: &Event, roles: &Roles) -> Question {
    let operation = CATALOGUE.iter().copied().find(|operation| operation.name == event.operation);
    let makes = [operation::TENANT_PRACTICE.name, operation::TENANT_ADD.name];
    let tenant = event.tenant.as_ref().filter(|_| !makes.contains(&event.operation.as_str()));
    Question {
        operation,
        operator: event.who.0.clone(),
        roles: roles.list.clone(),
        surface: match event.surface {
            Surface::Window => "window".to_owned(),
            Surface::Cli => "cli".to_owned(),
            Surface::Mcp => "assistant".to_owned(),
            Surface::Sync => "sync".to_owned(),
        },
        tenant: tenant.map(|tenant| tenant.id.clone()).unwrap_or_default(),
        environment: event
            .tenant
            .as_ref()
            .map_or_else(|| "live".to_owned(), |tenant| word(tenant.environment)),
    }
}

/// The roles that an entry gives to its object.
fn given(event: &Event) -> Option<Vec<String>> {
    let change = event.changes.iter().find(|change| change.field == "roles" && change.object.is_none())?;
    match change.after.as_ref()? {
        Value::Plain(value) => serde_json::from_value(value.clone()).ok(),
        Value::Withheld(_) => None,
    }
}

/// What was forgotten of an entry, and that it decides nothing.
fn forgotten(entry: &LedgerEntry) -> Option<String> {
    let of = |kind: &str, known: bool| kind == "person" && !known;
    let changed = entry.changes.iter().filter_map(|change| change.object.as_ref());
    let person = entry.object.iter().chain(changed).any(|object| of(&object.kind, object.person.is_some()));
    let reason = entry.reason.as_ref().is_some_and(|reason| reason.value.is_none());
    match (person, reason) {
        (false, false) => None,
        (true, _) => Some("Whom it was about was forgotten; no policy looks at that.".to_owned()),
        (false, true) => Some("The reason that was given was erased; no policy looks at that.".to_owned()),
    }
}

/// Why a question cannot be asked as it was.
fn not_asked(event: &Event, operation: Option<&Operation>) -> Option<String> {
    match operation {
        Some(operation) if operation.consequence != event.consequence => Some(format!(
            "`{}` was of the class {} and is of the class {} now: what policies say of classes may come out otherwise.",
            event.operation, event.consequence, operation.consequence
        )),
        Some(_) => None,
        None if [LEDGER_BEGIN, LEDGER_KEY_LOST].contains(&event.operation.as_str()) => {
            Some("Steward does this by itself: no policy was asked.".to_owned())
        }
        None => {
            Some(format!("This version has no operation `{}`, so nothing can be asked.", event.operation))
        }
    }
}

/// What differs, in sentences.
fn differences(recorded: &Redecided, then: Option<&Redecided>, now: Option<&Redecided>) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(then) = then {
        list.extend(verdicts("On record", recorded, "the policies of its time say", then));
        list.extend(determined("on record", recorded, "under the policies of its time", then));
    }
    if let Some(now) = now {
        let before = then.unwrap_or(recorded);
        list.extend(verdicts("Then", before, "the policies in force now say", now));
        list.extend(determined("then", before, "now", now));
    }
    list
}

fn verdicts(was: &str, before: &Redecided, is: &str, after: &Redecided) -> Option<String> {
    let word = |allowed: bool| if allowed { "allowed" } else { "refused" };
    (before.allowed != after.allowed)
        .then(|| format!("{was} it was {}; {is}: {}.", word(before.allowed), word(after.allowed)))
}

fn determined(was: &str, before: &Redecided, is: &str, after: &Redecided) -> Option<String> {
    let list = |policies: &[String]| match policies {
        [] => "no policy".to_owned(),
        policies => policies.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "),
    };
    (before.policies != after.policies).then(|| {
        format!(
            "It is determined by {} {was}, and by {} {is}.",
            list(&before.policies),
            list(&after.policies)
        )
    })
}
