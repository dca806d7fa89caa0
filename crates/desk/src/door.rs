//! The one door: authorise, do, record. Writes are reachable only through an [`Act`], which only the door makes.

use crate::desk::{Desk, Surface};
use crate::error::DeskError;
use crate::ledger::{Recorder, fault, out_all_the_same, random};
use crate::operation::Operation;
use crate::policy::{About, Asking, Policies, PolicyError, ROLES, Verdict};
use crate::wire::{ErrorCode, WireError};
use crate::{R, operation, policy};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use steward_ledger::{
    Approval, ApprovalState, Change, Commitment, Confirmation, Decision, Event, Object, Outcome,
    OutcomeState, Pseudonym, Salt, Tenant, Value,
};
use steward_model::Environment;
use steward_store::{Device, KeyPlace, NewEntry, OpenIntent, TenantRow, Withheld, Write};

/// Who asks, under which policies, at this moment.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) id: String,
    pub(crate) roles: Vec<String>,
    pub(crate) surface: Surface,
    pub(crate) policies: Arc<Policies>,
}

/// The tenant that an operation is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) environment: &'a str,
    /// Whether it is about to be made: then policies do not know it yet.
    pub(crate) new: bool,
}

impl Of<'_> {
    /// As the ledger names it; nothing when it has no id, and never will.
    fn tenant(&self) -> Option<Tenant> {
        let environment = match self.environment {
            "practice" => Environment::Practice,
            "sandbox" => Environment::Sandbox,
            _ => Environment::Live,
        };
        (!self.id.is_empty()).then(|| Tenant { id: self.id.to_owned(), environment })
    }
}

impl<'a> From<&'a TenantRow> for Of<'a> {
    fn from(row: &'a TenantRow) -> Self {
        Self { id: &row.id, name: &row.name, environment: &row.environment, new: false }
    }
}

/// What can be done while the policies in force are not those that were set.
const MENDING: [&str; 5] = [
    operation::POLICY_SET.name,
    operation::RECORD_READ.name,
    operation::RECORD_REDECIDE.name,
    operation::WORKSPACE_DOCTOR.name,
    operation::WORKSPACE_READ.name,
];

/// Leave to do one operation once.
#[derive(Debug)]
pub(crate) struct Act {
    desk: Desk,
    /// What the entry says, but for what is known only at the end.
    event: Event,
    /// Id and name of the tenant that is about to be made.
    makes: Option<(String, String)>,
    recorded: bool,
    object: OnceLock<Object>,
    recorder: OnceLock<Arc<Recorder>>,
    /// Whether it reached out of this machine, or hands something out, and has not said how that ended.
    open: AtomicBool,
    /// Whether what it hands out is out.
    out: AtomicBool,
    settled: AtomicBool,
}

/// Why there is no leave.
pub(crate) enum Refusal {
    /// The policies say no; not recorded yet.
    Policies {
        /// What is to be recorded.
        act: Box<Act>,
        /// What is to be said.
        error: DeskError,
    },
    /// The question could not be asked.
    Fault(DeskError),
}

impl From<DeskError> for Refusal {
    fn from(error: DeskError) -> Self {
        Self::Fault(error)
    }
}

impl Desk {
    /// Who asks: roles and policies are read anew, so that a change counts at once, in every window and terminal.
    pub(crate) async fn asker(&self) -> Result<Asker, DeskError> {
        let store = self.store();
        let rows = store.operators().await?;
        let row = rows.into_iter().find(|row| row.id == self.inner.operator);
        let roles = row.map(|row| row.roles).unwrap_or_default();
        let (id, surface) = (self.inner.operator.clone(), self.inner.options.surface);
        let policies = match self.policies_in_force().await {
            // who may mend that is decided by the set before; nothing else is
            Err(DeskError::Policy(PolicyError::Changed(_))) => self.policies_that_hold().await?,
            policies => policies?,
        };
        Ok(Asker { id, roles, surface, policies })
    }

    /// The newest set that is still what was set.
    async fn policies_that_hold(&self) -> Result<Arc<Policies>, DeskError> {
        let sets = self.store().policy_sets().await?;
        let sound = sets.into_iter().find(|set| policy::hash_of(&set.text) == set.hash);
        let text = sound.map_or_else(|| policy::DEFAULT.to_owned(), |set| set.text);
        Ok(Arc::new(Policies::kept(&text)?))
    }

    /// The text of the set in force, when it is the one that was set.
    pub(crate) async fn policy_text_in_force(&self) -> Result<String, DeskError> {
        let Some(set) = self.store().policy_set().await? else { return Ok(policy::DEFAULT.to_owned()) };
        match policy::hash_of(&set.text) == set.hash {
            true => Ok(set.text),
            false => Err(PolicyError::Changed(set.hash).into()),
        }
    }

    /// The set in force, parsed once as long as it stays the same.
    pub(crate) async fn policies_in_force(&self) -> Result<Arc<Policies>, DeskError> {
        let hash = self.store().policy_hash().await?.unwrap_or_default();
        let kept = self.inner.policies.lock().ok().and_then(|guard| guard.clone());
        if let Some(kept) = kept.filter(|kept| kept.hash() == hash) {
            return Ok(kept);
        }
        let text = self.policy_text_in_force().await?;
        let parsed = Arc::new(Policies::kept(&text)?);
        if let Ok(mut guard) = self.inner.policies.lock() {
            *guard = Some(parsed.clone());
        }
        Ok(parsed)
    }

    /// Asks the policies for leave. A refusal is recorded before it is returned.
    pub(crate) async fn allow(
        &self,
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Act, DeskError> {
        let asker = self.asker().await?;
        self.allow_to(asker, operation, of).await
    }

    /// The same for one who is known already.
    pub(crate) async fn allow_to(
        &self,
        asker: Asker,
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Act, DeskError> {
        if !MENDING.contains(&operation.name) {
            self.policies_in_force().await?;
        }
        match self.judge(asker, operation, of) {
            Ok(act) => Ok(act),
            Err(refusal) => Err(self.record_refusal(refusal).await),
        }
    }

    /// Decides without recording anything.
    pub(crate) fn judge(
        &self,
        asker: Asker,
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Act, Refusal> {
        let verdict = self.verdict(&asker, &asker.roles, operation, of)?;
        let event = Event {
            time: self.now(),
            who: Pseudonym(asker.id.clone()),
            on_behalf_of: None,
            proposed_by: None,
            operation: operation.name.to_owned(),
            consequence: operation.consequence,
            object: None,
            tenant: of.as_ref().and_then(Of::tenant),
            surface: asker.surface.in_ledger(),
            reason: None,
            decision: Decision {
                policy_version: asker.policies.hash().to_owned(),
                policies: verdict.policies.clone(),
                confirmation: match operation.is_recorded() {
                    true => self.confirmation,
                    false => Confirmation::None,
                },
                approval: Approval {
                    state: ApprovalState::NotRequired,
                    required: operation.approvals,
                    request: None,
                    approvers: Vec::new(),
                },
            },
            changes: Vec::new(),
            outcome: Outcome { state: OutcomeState::Done, code: None },
            correlation: hex::encode(random::<16>()?),
        };
        let act = Act {
            desk: self.clone(),
            event,
            makes: of.filter(|of| of.new).map(|of| (of.id.to_owned(), of.name.to_owned())),
            recorded: operation.is_recorded(),
            object: OnceLock::new(),
            recorder: OnceLock::new(),
            open: AtomicBool::new(false),
            out: AtomicBool::new(false),
            settled: AtomicBool::new(false),
        };
        if verdict.allowed {
            return Ok(act);
        }
        let roles = self.roles_that_may(&asker, operation, of)?;
        let error = DeskError::Refused { operation: operation.name, policies: verdict.policies, roles };
        Err(Refusal::Policies { act: Box::new(act), error })
    }

    pub(crate) async fn record_refusal(&self, refusal: Refusal) -> DeskError {
        let (act, error) = match refusal {
            Refusal::Policies { act, error } => (act, error),
            Refusal::Fault(error) => return error,
        };
        let recorded = async {
            let write = act.write().await?;
            act.keep(write, OutcomeState::Refused, None, Said::default()).await
        };
        match recorded.await {
            Ok(()) => error,
            Err(fault) => fault,
        }
    }

    pub(crate) fn verdict(
        &self,
        asker: &Asker,
        roles: &[String],
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Verdict, DeskError> {
        let asking = Asking { operator: &asker.id, roles, surface: asker.surface.word() };
        let about = match of {
            Some(of) => About { tenant: if of.new { "" } else { of.id }, environment: of.environment },
            None => About { tenant: "", environment: "live" },
        };
        Ok(asker.policies.decide(asking, operation, about)?)
    }

    /// Which of the operator roles would be enough.
    pub(crate) fn roles_that_may(
        &self,
        asker: &Asker,
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Vec<String>, DeskError> {
        let mut list = Vec::new();
        for role in ROLES {
            let role = [role.to_owned()];
            if self.verdict(asker, &role, operation, of)?.allowed {
                list.extend(role);
            }
        }
        Ok(list)
    }
}

/// The change that says how somebody is called.
pub(crate) const NAME: &str = "name";

/// What is known at the end of an operation.
#[derive(Debug, Default)]
struct Said {
    changes: Vec<Change>,
    /// What somebody wrote as the reason: kept outside of the entry.
    reason: Option<String>,
    /// Changes to a value that may name people, such as the name of a person: it is kept outside of the entry too.
    outside: Vec<(Change, String)>,
}

impl Act {
    /// Hash of the policy set that gave leave.
    pub(crate) fn policy_version(&self) -> &str {
        &self.event.decision.policy_version
    }

    /// Id of the operator.
    pub(crate) fn operator(&self) -> &str {
        &self.event.who.0
    }

    /// What all entries of the request have in common.
    pub(crate) fn correlation(&self) -> &str {
        &self.event.correlation
    }

    /// Says what it is about, once that is known: an id, never a name of a person.
    pub(crate) fn about(&self, kind: &str, id: &str) {
        // the first word counts
        let _ = self.object.set(Object { kind: kind.to_owned(), id: id.to_owned() });
    }

    /// The desk at which it is done.
    pub(crate) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Says that what it hands out is out, so that no failure is recorded any more.
    pub(crate) fn went_out(&self) {
        self.out.store(true, Ordering::Relaxed);
    }

    /// Has the log at hand, with its key as far as that can be had.
    pub(crate) async fn ready(&self) -> Result<(), DeskError> {
        self.recorder().await.map(drop)
    }

    /// Begins to write.
    pub(crate) async fn write(&self) -> Result<Write, DeskError> {
        self.ready().await?;
        Ok(self.desk.store().write().await?)
    }

    /// The log that this is recorded in, with its key: the same from the beginning of a transaction to its end.
    async fn recorder(&self) -> Result<Arc<Recorder>, DeskError> {
        if let Some(known) = self.recorder.get() {
            return Ok(known.clone());
        }
        let found = self.desk.recorder().await?;
        Ok(self.recorder.get_or_init(|| found).clone())
    }

    /// Keeps what was written together with the entry that says what changed.
    pub(crate) async fn commit(&self, write: Write, changes: Vec<Change>) -> Result<(), DeskError> {
        self.keep(write, OutcomeState::Done, None, Said { changes, ..Said::default() }).await
    }

    /// The same, with the reason that somebody gave. It may name people, so the entry only commits to it.
    pub(crate) async fn commit_because(
        &self,
        write: Write,
        reason: &str,
        changes: Vec<Change>,
    ) -> Result<(), DeskError> {
        let reason = Some(reason.to_owned());
        self.keep(write, OutcomeState::Done, None, Said { changes, reason, outside: Vec::new() }).await
    }

    /// The same, with the name that somebody has from now on. The entry only commits to it.
    pub(crate) async fn commit_named(
        &self,
        write: Write,
        name: &str,
        changes: Vec<Change>,
    ) -> Result<(), DeskError> {
        let change = Change { object: None, field: NAME.to_owned(), before: None, after: None };
        self.commit_outside(write, None, changes, vec![(change, name.to_owned())]).await
    }

    /// The same, with changes whose new value the entry only commits to, and the reason if somebody gave one.
    pub(crate) async fn commit_outside(
        &self,
        write: Write,
        reason: Option<&str>,
        changes: Vec<Change>,
        outside: Vec<(Change, String)>,
    ) -> Result<(), DeskError> {
        let reason = reason.map(str::to_owned);
        self.keep(write, OutcomeState::Done, None, Said { changes, reason, outside }).await
    }

    /// Keeps what a failure left behind, such as the attempt, together with the entry of the failure.
    pub(crate) async fn commit_failure(&self, write: Write, error: &DeskError) -> Result<(), DeskError> {
        self.keep(write, OutcomeState::Failed, Some(error.code()), Said::default()).await
    }

    /// Keeps the entry and puts another key in the place of the one in use.
    pub(crate) async fn commit_with_new_key(
        &self,
        write: Write,
        after: (&Device, KeyPlace),
        changes: Vec<Change>,
    ) -> Result<(), DeskError> {
        let recorder = self.recorder().await?;
        let entry = self.entry(OutcomeState::Done, None, Said { changes, ..Said::default() })?;
        write.commit_with_new_key(&recorder.device, after, entry).await?;
        self.settled.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Records that it is about to reach out of this machine, before it does. How that ends is recorded by whatever ends
    /// the operation, and by the next program when this one does not come so far.
    pub(crate) async fn intend(&self, changes: Vec<Change>) -> Result<(), DeskError> {
        self.intend_to(changes, Vec::new()).await
    }

    /// The same with changes whose new value the entry only commits to.
    pub(crate) async fn intend_to(
        &self,
        changes: Vec<Change>,
        outside: Vec<(Change, String)>,
    ) -> Result<(), DeskError> {
        let holder = self.desk.holder().await?;
        let recorder = self.recorder().await?;
        let entry = self.entry(OutcomeState::Intent, None, Said { changes, reason: None, outside })?;
        let mut write = self.desk.store().write().await?;
        self.name(&mut write).await?;
        let correlation = self.event.correlation.clone();
        write.open_intent(&OpenIntent { correlation, holder }).await?;
        let appended = write.commit(&recorder.device, entry).await?;
        self.open.store(true, Ordering::Relaxed);
        self.desk.appended(&recorder, appended).await;
        Ok(())
    }

    /// The entry as it is now, with the values that it withholds.
    fn entry(&self, state: OutcomeState, code: Option<ErrorCode>, said: Said) -> Result<NewEntry, DeskError> {
        let Said { mut changes, reason, outside } = said;
        let mut withheld = Vec::new();
        let reason = match reason {
            Some(text) => Some(withhold("/event/reason/withheld", &text, &mut withheld)?),
            None => None,
        };
        for (change, text) in outside {
            let path = format!("/event/changes/{}/after/withheld", changes.len());
            let after = Some(withhold(&path, &text, &mut withheld)?);
            changes.push(Change { after, ..change });
        }
        let event = Event {
            time: self.desk.now(),
            object: self.object.get().cloned(),
            reason,
            changes,
            outcome: Outcome { state, code: code.map(word) },
            ..self.event.clone()
        };
        Ok(NewEntry { event, withheld })
    }

    /// Keeps the name of a tenant that the entry is the first to speak of.
    async fn name(&self, write: &mut Write) -> Result<(), DeskError> {
        if let Some((id, name)) = &self.makes {
            write.name_tenant(id, name).await?;
        }
        Ok(())
    }

    async fn keep(
        &self,
        mut write: Write,
        state: OutcomeState,
        code: Option<ErrorCode>,
        said: Said,
    ) -> Result<(), DeskError> {
        let recorder = self.recorder().await?;
        let entry = self.entry(state, code, said)?;
        self.name(&mut write).await?;
        if self.open.load(Ordering::Relaxed) {
            write.close_intent(&self.event.correlation).await?;
        }
        let appended = write.commit(&recorder.device, entry).await?;
        self.settled.store(true, Ordering::Relaxed);
        self.desk.appended(&recorder, appended).await;
        Ok(())
    }

    /// Records that it was done, when there was nothing to write.
    pub(crate) async fn done(&self, changes: Vec<Change>) -> Result<(), DeskError> {
        let write = self.write().await?;
        self.commit(write, changes).await
    }

    /// The end of every operation: one that failed before it could be recorded is recorded now.
    pub(crate) async fn settle<T>(self, result: Result<T, DeskError>) -> R<T> {
        match result {
            Ok(value) => {
                if self.recorded && !self.settled.load(Ordering::Relaxed) {
                    self.done(Vec::new()).await?;
                }
                Ok(value)
            }
            // it did not fail: that it was begun stays open, and the next start settles it
            Err(error) if self.out.load(Ordering::Relaxed) && !self.settled.load(Ordering::Relaxed) => {
                Err(out_all_the_same(error))
            }
            Err(error) => {
                if self.recorded && !self.settled.load(Ordering::Relaxed) {
                    let failed = async {
                        let write = self.write().await?;
                        self.commit_failure(write, &error).await
                    };
                    if let Err(fault) = failed.await {
                        let operation = &self.event.operation;
                        tracing::warn!(%fault, %operation, "a failure could not be recorded");
                    }
                }
                Err(WireError::from(error))
            }
        }
    }
}

/// Commits to a value that somebody wrote, under a salt of its own.
fn withhold(path: &str, text: &str, beside: &mut Vec<Withheld>) -> Result<Value, DeskError> {
    let salt = Salt::new(random::<32>()?);
    let commitment = Commitment::to(&salt, &text).map_err(fault)?;
    let value = serde_json::to_string(text).map_err(fault)?;
    beside.push(Withheld { path: path.to_owned(), salt, value });
    Ok(Value::Withheld(commitment))
}

/// The stable word of an error.
fn word(code: ErrorCode) -> String {
    let word = serde_json::to_value(code).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_else(|| "internal".to_owned())
}
