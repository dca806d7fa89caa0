//! Testing a connection, step by step.

use super::add_file::GENERIC;
use super::elapsed;
use super::tenants::environment_word;
use crate::desk::{Desk, Job, heavy};
use crate::door::Of;
use crate::error::DeskError;
use crate::reach::{self, Secret};
use crate::source::{Reader, Source, choose_pack, read_file};
use crate::wire::{ConnectionTest, ScimConnection, TestState, TestStep, WireError};
use crate::{R, operation};
use std::time::Instant;
use steward_model::TenantInfo;
use steward_store::TenantRow;

impl Desk {
    /// Tests a SCIM connection before it is added. Nothing is kept.
    ///
    /// # Errors
    /// When the pack cannot be used or the policies refuse; what is wrong with the connection is in its steps.
    pub async fn test_scim(
        &self,
        connection: &ScimConnection,
        token: Option<Secret>,
        job: &Job,
    ) -> R<ConnectionTest> {
        let of = Of { id: "", name: "", environment: environment_word(connection.environment), new: true };
        let act = self.allow(&operation::TENANT_TEST, Some(of)).await?;
        let result = async {
            let chosen = choose_pack(connection.pack.as_deref(), GENERIC).await?;
            let tenant =
                Reader { id: "", name: "", environment: connection.environment, token: token.as_ref() };
            reach::test_scim(self, &tenant, connection, &chosen.pack, job).await
        };
        let result = result.await;
        act.settle(result).await
    }

    /// Tests how a tenant of the workspace is reached. The job hears of each step, and stops it.
    ///
    /// # Errors
    /// When there is no such tenant or the policies refuse; what is wrong is in the steps.
    pub async fn test_tenant(&self, name: &str, job: &Job) -> R<ConnectionTest> {
        let row = self.tenant(name).await?;
        let act = self.allow(&operation::TENANT_TEST, Some((&row).into())).await?;
        let result = self.test_tenant_inner(&row, job).await;
        act.settle(result).await
    }

    async fn test_tenant_inner(&self, row: &TenantRow, job: &Job) -> Result<ConnectionTest, DeskError> {
        let started = Instant::now();
        let source: Source = serde_json::from_str(&row.source)
            .map_err(|_| DeskError::Internal(format!("how `{}` is read cannot be understood", row.name)))?;
        match source {
            Source::Practice => {
                let step = passed("practice", "The practice tenant is made on this machine", "works offline");
                Ok(ConnectionTest { ok: true, steps: vec![step], elapsed_ms: elapsed(started) })
            }
            Source::File { path, format, mapping } => {
                let info = TenantInfo { name: row.name.clone(), ..TenantInfo::default() };
                let read = heavy(move || read_file(&path, format, mapping.as_deref(), info)).await?;
                let step = match read {
                    Ok(reading) => {
                        let people = format!("{} people", reading.snapshot.people.len());
                        passed("file", "The file can be read", &people)
                    }
                    Err(error) => {
                        let WireError { code: _, message, meaning: _, hint, details: _ } = error.into();
                        TestStep {
                            id: "file".into(),
                            title: "The file can be read".into(),
                            state: TestState::Failed,
                            value: String::new(),
                            detail: message,
                            remedy: hint,
                        }
                    }
                };
                let ok = step.state == TestState::Passed;
                Ok(ConnectionTest { ok, steps: vec![step], elapsed_ms: elapsed(started) })
            }
            Source::Scim { connection } => {
                let token = self.inner.secrets.get(&row.id).await?;
                let pack = self.pack_of(row).await?;
                let environment = connection.environment;
                let tenant = Reader { id: &row.id, name: &row.name, environment, token: token.as_ref() };
                reach::test_scim(self, &tenant, &connection, &pack, job).await
            }
        }
    }
}

fn passed(id: &str, title: &str, value: &str) -> TestStep {
    TestStep {
        id: id.into(),
        title: title.into(),
        state: TestState::Passed,
        value: value.into(),
        detail: String::new(),
        remedy: String::new(),
    }
}
