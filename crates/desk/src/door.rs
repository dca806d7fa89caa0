//! The one door: authorise, do, record. Writes are reachable only through an [`Act`], which only the door makes.

use crate::convert::json;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::operation::Operation;
use crate::policy::{About, Asking, Policies, ROLES, Verdict};
use crate::wire::WireError;
use crate::{R, policy};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use steward_store::{NewEntry, Store, TenantRow, Write};

/// Who asks, under which policies, at this moment.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) id: String,
    pub(crate) roles: Vec<String>,
    pub(crate) policies: Arc<Policies>,
}

/// The tenant that an operation is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Of<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) environment: &'a str,
}

impl<'a> From<&'a TenantRow> for Of<'a> {
    fn from(row: &'a TenantRow) -> Self {
        Self { id: &row.id, name: &row.name, environment: &row.environment }
    }
}

/// Leave to do one operation once.
#[derive(Debug)]
pub(crate) struct Act {
    store: Store,
    entry: NewEntry,
    recorded: bool,
    settled: AtomicBool,
}

/// Why there is no leave.
pub(crate) enum Refusal {
    /// The policies say no; not recorded yet.
    Policies {
        /// What is to be recorded.
        entry: Box<NewEntry>,
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
        Ok(Asker { id: self.inner.operator.clone(), roles, policies: self.policies_in_force().await? })
    }

    /// The set in force, parsed once as long as it stays the same.
    pub(crate) async fn policies_in_force(&self) -> Result<Arc<Policies>, DeskError> {
        let hash = self.store().policy_hash().await?.unwrap_or_default();
        let kept = self.inner.policies.lock().ok().and_then(|guard| guard.clone());
        if let Some(kept) = kept.filter(|kept| kept.hash() == hash) {
            return Ok(kept);
        }
        let text =
            self.store().policy_set().await?.map_or_else(|| policy::DEFAULT.to_owned(), |row| row.text);
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
        let mut entry = NewEntry {
            at: self.now(),
            operator: asker.id.clone(),
            operation: operation.name.to_owned(),
            consequence: operation.consequence.to_string(),
            tenant: of.map(|of| of.name.to_owned()).unwrap_or_default(),
            object: String::new(),
            surface: self.inner.options.surface.word().to_owned(),
            policy_version: asker.policies.hash().to_owned(),
            policies: verdict.policies.clone(),
            outcome: "done",
            detail: String::new(),
        };
        if verdict.allowed {
            let recorded = operation.is_recorded();
            return Ok(Act { store: self.store().clone(), entry, recorded, settled: AtomicBool::new(false) });
        }
        entry.outcome = "refused";
        let roles = self.roles_that_may(&asker, operation, of)?;
        let error = DeskError::Refused { operation: operation.name, policies: verdict.policies, roles };
        Err(Refusal::Policies { entry: Box::new(entry), error })
    }

    pub(crate) async fn record_refusal(&self, refusal: Refusal) -> DeskError {
        let (entry, error) = match refusal {
            Refusal::Policies { entry, error } => (entry, error),
            Refusal::Fault(error) => return error,
        };
        let recorded = async { self.store().write().await?.commit(&entry).await }.await;
        match recorded {
            Ok(_) => error,
            Err(fault) => fault.into(),
        }
    }

    pub(crate) fn verdict(
        &self,
        asker: &Asker,
        roles: &[String],
        operation: &'static Operation,
        of: Option<Of<'_>>,
    ) -> Result<Verdict, DeskError> {
        let asking = Asking { operator: &asker.id, roles, surface: self.inner.options.surface.word() };
        let about = match of {
            Some(of) => About { tenant: of.id, environment: of.environment },
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

impl Act {
    /// Hash of the policy set that gave leave.
    pub(crate) fn policy_version(&self) -> &str {
        &self.entry.policy_version
    }

    /// Id of the operator.
    pub(crate) fn operator(&self) -> &str {
        &self.entry.operator
    }

    /// Says what it is about: an id, never a name of a person.
    pub(crate) fn about(mut self, object: &str) -> Self {
        object.clone_into(&mut self.entry.object);
        self
    }

    /// Begins to write.
    pub(crate) async fn write(&self) -> Result<Write, DeskError> {
        Ok(self.store.write().await?)
    }

    /// Keeps what was written together with the entry that says so.
    pub(crate) async fn commit(&self, write: Write, detail: &impl Serialize) -> Result<(), DeskError> {
        self.keep(write, "done", detail).await
    }

    /// Keeps what a failure left behind, such as the attempt, together with the entry of the failure.
    pub(crate) async fn commit_failure(&self, write: Write, error: &DeskError) -> Result<(), DeskError> {
        self.keep(write, "failed", &serde_json::json!({ "code": error.code() })).await
    }

    async fn keep(
        &self,
        write: Write,
        outcome: &'static str,
        detail: &impl Serialize,
    ) -> Result<(), DeskError> {
        let detail = json(detail)?;
        let detail = if detail == "null" { String::new() } else { detail };
        let entry = NewEntry { outcome, detail, ..self.entry.clone() };
        write.commit(&entry).await?;
        self.settled.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Records that it was done, when there was nothing to write.
    pub(crate) async fn done(&self, detail: &impl Serialize) -> Result<(), DeskError> {
        let write = self.write().await?;
        self.commit(write, detail).await
    }

    /// The end of every operation: one that failed before it could be recorded is recorded now.
    pub(crate) async fn settle<T>(self, result: Result<T, DeskError>) -> R<T> {
        match result {
            Ok(value) => {
                if self.recorded && !self.settled.load(Ordering::Relaxed) {
                    self.done(&()).await?;
                }
                Ok(value)
            }
            Err(error) => {
                if self.recorded && !self.settled.load(Ordering::Relaxed) {
                    let failed = async {
                        let write = self.write().await?;
                        self.commit_failure(write, &error).await
                    };
                    if let Err(fault) = failed.await {
                        tracing::warn!(%fault, operation = %self.entry.operation, "a failure could not be recorded");
                    }
                }
                Err(WireError::from(error))
            }
        }
    }
}
