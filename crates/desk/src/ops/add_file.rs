//! Adding a tenant from a file.

use super::attempts;
use super::preview::found_out;
use super::refresh::report;
use super::tenants::environment_word;
use crate::convert::json;
use crate::desk::{Desk, Job, heavy};
use crate::door::{Act, NAME, Of};
use crate::error::DeskError;
use crate::ledger::set;
use crate::reach::Secret;
use crate::source::{Chosen, Reader, Source, absolute, choose_pack, read_bytes, tenant_name, understand};
use crate::wire::{EnvironmentKind, FileFormat, FileSource, TenantReport};
use crate::{R, operation};
use std::sync::Arc;
use std::time::Instant;
use steward_ledger::Change;
use steward_store::TenantRow;

/// What stands for a product that nothing is known about.
pub(crate) const GENERIC: &str = "generic";

/// The field that says how a tenant is read.
pub(crate) const KIND: &str = "kind";
/// The field that says which pack explains a tenant.
pub(crate) const PACK: &str = "pack";

/// What the entry that adds a tenant only commits to: a pack may be a folder, and folders may name people.
pub(crate) fn outside(row: &TenantRow) -> Vec<(Change, String)> {
    vec![(set(PACK, ()), row.pack.clone())]
}

/// A tenant that is about to be added.
pub(crate) struct Addition<'a> {
    pub(crate) name: &'a str,
    pub(crate) source: Source,
    pub(crate) pack: Option<&'a str>,
    pub(crate) environment: EnvironmentKind,
    pub(crate) token: Option<&'a Secret>,
    /// What the file is was not said.
    pub(crate) find_out: bool,
}

impl Desk {
    /// Adds a tenant from a file.
    ///
    /// # Errors
    /// When the name is taken, the file or pack cannot be used, or the policies refuse.
    pub async fn add_file(&self, name: &str, source: FileSource) -> R<TenantReport> {
        let FileSource { path, format, mapping, pack, environment } = source;
        let path = absolute(&path).to_string_lossy().into_owned();
        let source = Source::File { path, format, mapping: mapping.map(Box::new) };
        let pack = pack.as_deref();
        let addition = Addition { name, source, pack, environment, token: None, find_out: false };
        self.add(addition, &Job::quiet()).await
    }

    /// Adds a tenant from a file of which nobody said what it is: that is found out from what stands in it.
    ///
    /// # Errors
    /// As [`Desk::add_file`].
    pub async fn add_found_file(
        &self,
        name: &str,
        path: &str,
        pack: Option<&str>,
        environment: EnvironmentKind,
    ) -> R<TenantReport> {
        let path = absolute(path).to_string_lossy().into_owned();
        let source = Source::File { path, format: FileFormat::Pairs, mapping: None };
        let addition = Addition { name, source, pack, environment, token: None, find_out: true };
        self.add(addition, &Job::quiet()).await
    }

    /// Reads a tenant for the first time and keeps it.
    pub(crate) async fn add(&self, addition: Addition<'_>, job: &Job) -> R<TenantReport> {
        let started = Instant::now();
        let name = tenant_name(addition.name)?;
        let (id, environment) = (self.new_tenant_id().await?, environment_word(addition.environment));
        let of = Of { id: &id, name: &name, environment, new: true };
        let act = self.allow(&operation::TENANT_ADD, Some(of)).await?;
        let result = self.add_inner(&act, (&id, &name), addition, job, started).await;
        act.settle(result).await
    }

    /// The id of a tenant that is about to be made.
    pub(crate) async fn new_tenant_id(&self) -> Result<String, DeskError> {
        Ok(format!("t-{}", self.store().random_id().await?))
    }

    async fn add_inner(
        &self,
        act: &Act,
        (id, name): (&str, &str),
        addition: Addition<'_>,
        job: &Job,
        started: Instant,
    ) -> Result<TenantReport, DeskError> {
        let Addition { name: _, mut source, pack, environment, token, find_out } = addition;
        if let Some(row) = self.store().tenant(name).await? {
            return Err(DeskError::Exists(row.name));
        }
        let bytes = read_once(&mut source, find_out).await?;
        let default = product_of(&source, bytes.as_ref()).await?;
        let Chosen { pack, name: pack_name, kept } = choose_pack(pack, &default).await?;
        let reader = Reader { id, name, environment, token };
        if source.reaches_out() {
            act.intend(vec![set(KIND, source.kind())]).await?;
        }
        let reading = match (&source, bytes) {
            (Source::File { path, format, mapping }, Some(bytes)) => {
                job.tell(name, "reading", "Reading the file");
                let (path, format, mapping, info) =
                    (path.clone(), *format, mapping.clone(), reader.info(&pack));
                heavy(move || understand(&path, &bytes, format, mapping.as_deref(), info)).await??
            }
            (source, _) => self.read_source(&reader, source, &pack, job).await?,
        };
        job.tell(name, "compiling", "Working out who can do what");
        let shared = pack.clone();
        let prepared = heavy(move || reading.prepare(&shared)).await??;
        if job.cancel.is_cancelled() {
            return Err(cancelled());
        }

        job.tell(name, "storing", "Keeping the snapshot");
        let now = self.now();
        let row = TenantRow {
            id: id.to_owned(),
            name: name.to_owned(),
            display_name: prepared.display_name.clone(),
            kind: source.kind().to_owned(),
            environment: environment_word(prepared.compiled.access.snapshot().tenant.environment.into())
                .to_owned(),
            address: source.address(),
            source: json(&source)?,
            pack: pack_name,
            pack_hash: kept.as_ref().map(|kept| kept.hash.clone()),
            added_at: now,
            schedule_minutes: None,
        };
        let attempt = attempts::good(now, &prepared.problems, &prepared.missing)?;
        if let Some(token) = token {
            self.inner.secrets.set(id, token).await?;
        }
        let stored = async {
            let mut write = act.write().await?;
            if let Some(kept) = &kept {
                write.insert_pack(kept).await?;
            }
            write.insert_tenant(&row).await?;
            write.insert_snapshot(&prepared.packed).await?;
            write.saw_snapshot(id, &prepared.packed.hash, now).await?;
            write.set_baseline(id, &prepared.packed.hash).await?;
            write.insert_attempt(id, &attempt).await?;
            let changes = vec![
                set(KIND, &row.kind),
                set(NAME, &row.name),
                set("environment", &row.environment),
                set("snapshot", &prepared.packed.hash.0),
                set("read at", now),
            ];
            act.commit_outside(write, None, changes, outside(&row)).await
        };
        if let Err(error) = stored.await {
            if token.is_some()
                && let Err(left) = self.inner.secrets.remove(id).await
            {
                tracing::warn!(%left, "a token of a tenant that was not added could not be taken back");
            }
            return Err(error);
        }
        let problems = prepared.problems;
        self.keep_compiled(prepared.compiled, &pack);
        Ok(report(self.summary(&row).await?, true, &problems, started))
    }
}

/// The bytes of a file, and what it is where that is to be found out. They are read here and nowhere else: a pipe
/// gives what it has only once.
async fn read_once(source: &mut Source, find_out: bool) -> Result<Option<Arc<Vec<u8>>>, DeskError> {
    let Source::File { path, format, .. } = source else { return Ok(None) };
    let (named, said) = (path.clone(), *format);
    let (bytes, found) = heavy(move || {
        let bytes = read_bytes(&named)?;
        let found = if find_out { found_out(&named, &bytes) } else { said };
        Ok::<_, DeskError>((bytes, found))
    })
    .await??;
    *format = found;
    Ok(Some(Arc::new(bytes)))
}

/// The pack for a source that names none: what a Steward document says its product is, else nothing is known.
async fn product_of(source: &Source, bytes: Option<&Arc<Vec<u8>>>) -> Result<String, DeskError> {
    let (Source::File { format: FileFormat::Json, .. }, Some(bytes)) = (source, bytes.cloned()) else {
        return Ok(GENERIC.to_owned());
    };
    heavy(move || {
        let value: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
        let product = value.as_ref().and_then(|value| value.pointer("/tenant/product")?.as_str());
        let known = product.filter(|id| steward_pack::builtin_ids().contains(id));
        known.unwrap_or(GENERIC).to_owned()
    })
    .await
}

pub(crate) fn cancelled() -> DeskError {
    crate::wire::WireError {
        code: crate::wire::ErrorCode::Cancelled,
        message: "it was stopped".into(),
        meaning: "nothing was changed".into(),
        hint: "start it again when it suits".into(),
        details: Vec::new(),
    }
    .into()
}
