//! What works on this machine, and what to do about what does not.

use crate::convert::many;
use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::kept;
use crate::source::{Source, told};
use crate::wire::{DoctorCheck, ErrorCode, SecretStoreKind, TestState, WireError};
use crate::{operation, policy, words};
use std::path::Path;
use steward_store::TenantRow;

fn check(id: &str, title: &str, state: TestState, detail: impl Into<String>, remedy: &str) -> DoctorCheck {
    DoctorCheck {
        id: id.to_owned(),
        title: title.to_owned(),
        state,
        detail: detail.into(),
        remedy: remedy.to_owned(),
        secrets: None,
    }
}

fn failed(id: &str, title: &str, error: DeskError) -> DoctorCheck {
    let WireError { code: _, message, meaning: _, hint, details } = error.into();
    let detail = if details.is_empty() { message } else { format!("{message} ({})", details.join("; ")) };
    check(id, title, TestState::Failed, detail, &hint)
}

/// What can be looked at when the workspace does not open: why it does not, and what needs no workspace.
pub async fn doctor_without_workspace(error: WireError) -> Vec<DoctorCheck> {
    let mut list = vec![failed("workspace", "The workspace can be opened", error.into())];
    list.extend(packs().await);
    list
}

impl Desk {
    /// Looks at the workspace, the secret store, the packs and every tenant.
    pub async fn doctor(&self) -> Vec<DoctorCheck> {
        if let Err(refused) = self.allow(&operation::WORKSPACE_DOCTOR, None).await {
            return match refused.code() {
                ErrorCode::Refused => vec![failed("permission", "You may look at the workspace", refused)],
                _ => doctor_without_workspace(refused.into()).await,
            };
        }
        let mut list = vec![self.folder(), self.database().await, self.clock_check().await];
        list.push(self.secret_store().await);
        list.push(self.ledger_check().await);
        list.push(self.policy_check().await);
        list.extend(packs().await);
        match self.store().tenants().await {
            Ok(rows) => {
                for row in rows {
                    list.push(self.tenant_check(&row).await);
                    list.extend(self.pack_check(&row).await);
                }
            }
            Err(error) => list.push(failed("tenants", "The tenants can be read", error.into())),
        }
        list
    }

    fn folder(&self) -> DoctorCheck {
        let title = "The workspace is yours alone";
        let folder = self.store().folder();
        let shown = folder.display().to_string();
        if self.store().is_read_only() {
            let detail = format!("{shown} is read-only: what is in it can be looked at, and nothing is kept");
            let remedy = "make the folder yours to write, or start Steward in a terminal with another: `--workspace DIR`";
            return check("workspace", "The workspace can be written", TestState::Failed, detail, remedy);
        }
        let others = rights_of_others(folder) | rights_of_others(&folder.join(steward_store::FILE));
        if others != 0 {
            let can = if others & 0o022 == 0 { "look into" } else { "change" };
            let detail = format!("others on this machine can {can} {shown}");
            let remedy = format!(
                "take the rights of others away, in a terminal with `chmod 700 {shown}` and `chmod 600 {shown}/{}`",
                steward_store::FILE
            );
            return check("workspace", title, TestState::Warning, detail, &remedy);
        }
        check("workspace", title, TestState::Passed, shown, "")
    }

    async fn database(&self) -> DoctorCheck {
        let title = "The database is sound";
        match self.store().health().await {
            Ok(health) if health.damage.is_empty() => {
                let copies = match health.backups.len() {
                    0 => String::new(),
                    n => format!(", with {} from before updates", many(n, "copy", "copies")),
                };
                let detail = format!("{}{copies}", room(health.bytes));
                check("database", title, TestState::Passed, detail, "")
            }
            Ok(health) => {
                let remedy = "close Steward and put back a copy from the folder `backups` or your own backup";
                let detail = format!("it is damaged: {}", health.damage.join("; "));
                check("database", title, TestState::Failed, detail, remedy)
            }
            Err(error) => failed("database", title, error.into()),
        }
    }

    async fn clock_check(&self) -> DoctorCheck {
        let title = "The clock goes forward";
        let now = self.now();
        match self.last_recorded().await {
            Some(last) if last.as_second() > now.as_second() + 60 => {
                let detail = format!(
                    "the last entry is of {}, the clock says {}",
                    words::moment(last),
                    words::moment(now)
                );
                let remedy = "set the clock; what ends and begins by time is judged by it";
                check("clock", title, TestState::Warning, detail, remedy)
            }
            _ => check("clock", title, TestState::Passed, format!("it says {}", words::moment(now)), ""),
        }
    }

    /// Tokens are for servers only: files and the practice tenant work where none can be kept, so nothing fails here.
    async fn secret_store(&self) -> DoctorCheck {
        let title = "Tokens can be kept";
        let secrets = self.inner.secrets.state().await;
        let (state, remedy) = match (secrets.kind, secrets.file_exists) {
            (SecretStoreKind::Keyring, _) => (TestState::Passed, ""),
            (SecretStoreKind::PassphraseFile, _) => {
                (TestState::Warning, "start a keyring to do without the passphrase")
            }
            (SecretStoreKind::Locked, true) => (
                TestState::Warning,
                "give the passphrase of the file, in a terminal with `--passphrase-file FILE`; if it is lost, remove the \
                 file and enter the tokens anew",
            ),
            (SecretStoreKind::Locked, false) => (
                TestState::Warning,
                "unlock the keyring, or give a passphrase, in a terminal with `--passphrase-file FILE`, to keep tokens in a \
                 protected file",
            ),
            (SecretStoreKind::Unavailable, _) => (
                TestState::Warning,
                "start a keyring, or give a passphrase, in a terminal with `--passphrase-file FILE`, to keep tokens in a \
                 protected file; files and the practice tenant work without",
            ),
        };
        let looked = check("secrets", title, state, secrets.detail.clone(), remedy);
        DoctorCheck { secrets: Some(secrets), ..looked }
    }

    async fn ledger_check(&self) -> DoctorCheck {
        let title = "The ledger is signed";
        let looked = async {
            let (mut entries, mut unsigned, mut away) = (0, 0, None);
            for log in self.store().ledger_logs().await? {
                let size = self.store().ledger_size(log.id).await?;
                let signed = self.store().newest_commit(log.id).await?.map_or(0, |(size, _)| size);
                entries += size;
                unsigned += size.saturating_sub(signed);
                if log.operator == self.inner.operator {
                    away = self.key_away(&log).await;
                }
            }
            Ok::<_, DeskError>((entries, unsigned, away))
        };
        let counted = |n: u64| many(usize::try_from(n).unwrap_or(usize::MAX), "entry", "entries");
        match looked.await {
            Ok((entries, 0, None)) => {
                check("ledger", title, TestState::Passed, format!("{}, all signed", counted(entries)), "")
            }
            Ok((entries, unsigned, away)) => {
                let away = away.map(|why| format!("; nothing is signed now: {why}")).unwrap_or_default();
                let detail = format!("{unsigned} of {} not yet signed{away}", counted(entries));
                let remedy = "unlock the keyring, or give the passphrase of the file with tokens: the next entry signs \
                              all before it";
                check("ledger", title, TestState::Warning, detail, remedy)
            }
            Err(error) => failed("ledger", title, error),
        }
    }

    async fn policy_check(&self) -> DoctorCheck {
        let title = "Somebody can change the policies";
        let looked = async {
            let policies = self.policies_in_force().await?;
            let operators = self.store().operators().await?;
            self.somebody_sets_policies(&policies, &operators)?;
            let policies = many(policies.list().len(), "policy", "policies");
            Ok::<_, DeskError>(format!("{policies}, {}", many(operators.len(), "operator", "operators")))
        };
        match looked.await {
            Ok(detail) => check("policies", title, TestState::Passed, detail, ""),
            Err(error) => failed("policies", title, error),
        }
    }

    async fn tenant_check(&self, row: &TenantRow) -> DoctorCheck {
        let id = format!("tenant:{}", row.name);
        let title = format!("`{}` can be read offline", row.name);
        let opened = match self.opened(row.clone()).await {
            Ok(opened) => opened,
            Err(error) => return failed(&id, &title, error),
        };
        let people = many(opened.snapshot().people.len(), "person", "people");
        let detail = format!("{people}, read on {}", words::moment(opened.current.seen_at));
        if let Ok(Source::File { path, .. }) = serde_json::from_str(&row.source)
            && !Path::new(&path).is_file()
        {
            let detail = format!("{detail}; `{path}` is not there");
            return check(
                &id,
                &title,
                TestState::Warning,
                detail,
                "put the file back before the next refresh",
            );
        }
        match self.store().last_attempt(&row.id).await {
            Ok(Some(attempt)) if !attempt.ok => {
                let error: Option<WireError> =
                    attempt.error.and_then(|text| serde_json::from_str(&text).ok());
                let (message, hint) = error.map(|error| (error.message, error.hint)).unwrap_or_default();
                check(
                    &id,
                    &title,
                    TestState::Warning,
                    format!("{detail}; the last refresh failed: {message}"),
                    &hint,
                )
            }
            _ => check(&id, &title, TestState::Passed, detail, ""),
        }
    }

    /// What of the kept copy of a tenant's pack is left out, because it is not understood.
    async fn pack_check(&self, row: &TenantRow) -> Option<DoctorCheck> {
        let copy = self.store().pack(row.pack_hash.as_deref()?).await.ok().flatten()?;
        let (_, left_out) = heavy(move || kept::read(copy)).await.ok().flatten()?;
        let title = format!("The pack of `{}` is understood", row.name);
        let detail = format!("left out of its rules: {}", told(&left_out).join("; "));
        let remedy = format!(
            "correct it in `{}` and refresh; in a terminal `steward pack check` shows every place",
            row.pack
        );
        let id = format!("pack:{}", row.name);
        (!left_out.is_empty()).then(|| check(&id, &title, TestState::Warning, detail, &remedy))
    }
}

/// `840 KiB`, `12 MiB`.
fn room(bytes: u64) -> String {
    match bytes.div_ceil(1024) {
        kib if kib < 1024 => format!("{kib} KiB"),
        kib => format!("{} MiB", kib / 1024),
    }
}

/// What others than the owner may do with a file or folder, as bits of its mode.
#[cfg(unix)]
fn rights_of_others(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).map_or(0, |meta| meta.permissions().mode() & 0o077)
}

/// Who may what elsewhere is not in a mode.
#[cfg(not(unix))]
const fn rights_of_others(_: &Path) -> u32 {
    0
}

async fn packs() -> Vec<DoctorCheck> {
    let title = "The built-in packs and policies are whole";
    let looked = heavy(|| {
        let broken: Vec<&str> = steward_pack::builtin_ids()
            .iter()
            .copied()
            .filter(|id| steward_pack::builtin(id).is_none())
            .collect();
        policy::Policies::parse(policy::DEFAULT).map(|_| broken)
    });
    let remedy = "install Steward again";
    vec![match looked.await {
        Ok(Ok(broken)) if broken.is_empty() => {
            check("packs", title, TestState::Passed, steward_pack::builtin_ids().join(", "), "")
        }
        Ok(Ok(broken)) => check("packs", title, TestState::Failed, broken.join(", "), remedy),
        Ok(Err(error)) => failed("packs", title, error.into()),
        Err(error) => failed("packs", title, error),
    }]
}
