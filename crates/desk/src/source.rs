//! How a tenant is read: what is kept about it, and reading it.

use crate::convert::{counts, json, many};
use crate::desk::{Desk, Job, heavy};
use crate::error::DeskError;
use crate::reach;
use crate::wire::{CsvMapping, EnvironmentKind, FileFormat, ProblemView, ScimConnection};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use steward_connect::Missing;
use steward_model::{Environment, Problem, ProblemLevel, Snapshot, TenantInfo};
use steward_pack::Pack;
use steward_store::{PackRow, Packed};

/// Most problems that are kept and shown of one read.
pub(crate) const PROBLEMS: usize = 200;

/// How a tenant is read again. Never a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Source {
    /// Made from the pack's blueprint.
    Practice,
    /// Read from a file.
    File {
        /// Absolute path.
        path: String,
        /// What it is.
        format: FileFormat,
        /// Which column is what.
        mapping: Option<Box<CsvMapping>>,
    },
    /// Read from a server.
    Scim {
        /// How it is reached.
        connection: ScimConnection,
    },
}

impl Source {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::File { .. } => "file",
            Self::Scim { .. } => "scim",
        }
    }

    /// Whether reading it reaches out of this machine, and so may be interrupted from outside.
    pub(crate) const fn reaches_out(&self) -> bool {
        matches!(self, Self::Scim { .. })
    }

    pub(crate) fn address(&self) -> String {
        match self {
            Self::Practice => String::new(),
            Self::File { path, .. } => path.clone(),
            Self::Scim { connection } => connection.url.clone(),
        }
    }
}

/// What came of reading a tenant.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) snapshot: Snapshot,
    pub(crate) problems: Vec<Problem>,
    /// What is missing as a whole.
    pub(crate) missing: Missing,
}

/// A reading, ready to be kept.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) packed: Packed,
    pub(crate) compiled: crate::cache::Compiled,
    pub(crate) problems: Vec<Problem>,
    pub(crate) missing: Missing,
    pub(crate) display_name: String,
}

impl Reading {
    /// One without a problem.
    pub(crate) fn whole(snapshot: Snapshot) -> Self {
        Self { snapshot, problems: Vec::new(), missing: Missing::default() }
    }

    /// Addresses and compiles; takes the processor for a while.
    pub(crate) fn prepare(self, pack: &Pack) -> Result<Prepared, DeskError> {
        let Self { snapshot, mut problems, missing } = self;
        // what is only worth knowing is no problem of the tenant
        problems.retain(|problem| problem.level != ProblemLevel::Note);
        let packed = Packed::new(&snapshot, json(&counts(&snapshot))?)?;
        let display_name = snapshot.tenant.name.clone();
        let compiled = crate::cache::Compiled::new(packed.hash.clone(), snapshot, pack.catalogue.clone());
        Ok(Prepared { packed, compiled, problems, missing, display_name })
    }
}

/// The first problems, the worst first, as they are kept and shown.
pub(crate) fn shown(problems: &[Problem], most: usize) -> Vec<ProblemView> {
    let mut list: Vec<&Problem> = problems.iter().collect();
    list.sort_by_key(|problem| std::cmp::Reverse(problem.level));
    list.into_iter().take(most).map(Into::into).collect()
}

/// A name for a tenant that can be used in a terminal and on screen.
pub(crate) fn tenant_name(name: &str) -> Result<String, DeskError> {
    let name = name.trim();
    let refuse = |message: &str| {
        Err(DeskError::input(message.to_owned(), "give a short name such as `northwind`, at most 64 letters"))
    };
    if name.is_empty() {
        return refuse("the tenant has no name");
    }
    if name.chars().count() > 64 {
        return refuse("the name of the tenant is longer than 64 letters");
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\')) || name.starts_with('-') {
        return refuse(
            "the name of the tenant has a slash, begins with a dash, or has a letter that cannot be shown",
        );
    }
    Ok(name.to_owned())
}

/// A pack that was named, with its files when it came from a folder.
pub(crate) struct Chosen {
    pub(crate) pack: Arc<Pack>,
    /// Id of a built-in pack, or the folder.
    pub(crate) name: String,
    pub(crate) kept: Option<PackRow>,
}

/// The pack of this id or in this folder.
pub(crate) async fn choose_pack(named: Option<&str>, default: &str) -> Result<Chosen, DeskError> {
    let named = named.map(str::trim).filter(|text| !text.is_empty()).unwrap_or(default).to_owned();
    heavy(move || {
        if let Some(pack) = steward_pack::builtin(&named) {
            return Ok(Chosen { pack: Arc::new(pack), name: named, kept: None });
        }
        let folder = absolute(&named);
        if !folder.is_dir() {
            let near = steward_pack::builtin_ids().iter().map(|id| format!("`{id}`")).collect();
            return Err(DeskError::NotFound { what: "pack", name: named, near });
        }
        let files = steward_pack::read_dir(&folder)?;
        let (pack, problems) = steward_pack::check(&files);
        let Some(pack) = pack else {
            return Err(DeskError::BadInput {
                message: format!("the pack in `{named}` has {}", many(problems.len(), "problem", "problems")),
                meaning: "nothing was added".into(),
                hint: "correct what is listed, `steward pack check` shows it with every place".into(),
                details: told(&problems),
            });
        };
        let kept = PackRow { hash: pack.hash.clone(), id: pack.manifest.id.clone(), files };
        Ok(Chosen { pack: Arc::new(pack), name: folder.to_string_lossy().into_owned(), kept: Some(kept) })
    })
    .await?
}

/// An absolute path, so that it means the same from everywhere.
pub(crate) fn absolute(path: &str) -> PathBuf {
    std::path::absolute(Path::new(path)).unwrap_or_else(|_| PathBuf::from(path))
}

/// `place: what; what to do`, one a line, the errors first.
pub(crate) fn told(problems: &[Problem]) -> Vec<String> {
    (shown(problems, 50).into_iter())
        .map(|problem| match problem.hint.is_empty() {
            true => format!("{}: {}", problem.place, problem.message),
            false => format!("{}: {}; {}", problem.place, problem.message, problem.hint),
        })
        .collect()
}

/// Reads the bytes of a file, up to what the readers take.
pub(crate) fn read_bytes(path: &str) -> Result<Vec<u8>, DeskError> {
    limited(path, steward_connect::files::MAX_BYTES, "split it, or leave out what is not about access")
}

/// Reads the bytes of a file that must not be larger than so many. Counted while reading: a device or a pipe does not
/// say how large it is.
pub(crate) fn limited(path: &str, most: usize, hint: &str) -> Result<Vec<u8>, DeskError> {
    let fail = |source| DeskError::File { path: path.to_owned(), source };
    let file = File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(DeskError::input(format!("`{path}` is a folder"), "give a file"));
    }
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() > most {
        let message = format!("`{path}` is larger than {} MiB", most / 1024 / 1024);
        return Err(DeskError::input(message, hint));
    }
    Ok(bytes)
}

/// Reads a file as what it is said to be.
pub(crate) fn read_file(
    path: &str,
    format: FileFormat,
    mapping: Option<&CsvMapping>,
    tenant: TenantInfo,
) -> Result<Reading, DeskError> {
    understand(path, &read_bytes(path)?, format, mapping, tenant)
}

/// Reads what stood in a file as what it is said to be.
pub(crate) fn understand(
    path: &str,
    bytes: &[u8],
    format: FileFormat,
    mapping: Option<&CsvMapping>,
    tenant: TenantInfo,
) -> Result<Reading, DeskError> {
    let environment = tenant.environment;
    let read = reach::read_file(path, bytes, format, mapping, tenant);
    let errors = read.problems.iter().filter(|problem| problem.level == ProblemLevel::Error).count();
    let Some(mut snapshot) = read.snapshot else {
        let first = read.problems.iter().find(|problem| problem.level == ProblemLevel::Error);
        let (message, hint) = match first {
            Some(problem) => (format!("{}: {}", problem.place, problem.message), problem.hint.clone()),
            None => (format!("`{path}` cannot be read"), "see that it is the format it is said to be".into()),
        };
        let details = if errors > 1 { told(&read.problems) } else { Vec::new() };
        return Err(DeskError::BadInput {
            message,
            meaning: "nothing was read from it".into(),
            hint,
            details,
        });
    };
    if environment != Environment::Live || snapshot.tenant.environment == Environment::Live {
        snapshot.tenant.environment = environment;
    }
    Ok(Reading { snapshot, problems: read.problems, missing: read.missing })
}

impl Desk {
    /// Reads a tenant from where it comes from.
    pub(crate) async fn read_source(
        &self,
        tenant: &Reader<'_>,
        source: &Source,
        pack: &Arc<Pack>,
        job: &Job,
    ) -> Result<Reading, DeskError> {
        match source {
            Source::Practice => {
                let (pack, now) = (pack.clone(), self.now());
                let practice = heavy(move || steward_sandbox::practice(&pack, now)).await?;
                Ok(Reading::whole(practice.current))
            }
            Source::File { path, format, mapping } => {
                job.tell(tenant.name, "reading", "Reading the file");
                let info = tenant.info(pack);
                let (path, format, mapping) = (path.clone(), *format, mapping.clone());
                heavy(move || read_file(&path, format, mapping.as_deref(), info)).await?
            }
            Source::Scim { connection } => reach::read_scim(self, tenant, connection, pack, job).await,
        }
    }
}

/// Which tenant is being read.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    /// Its id; the partial read and the token are kept under it.
    pub(crate) id: &'a str,
    /// Its name in the workspace.
    pub(crate) name: &'a str,
    pub(crate) environment: EnvironmentKind,
    /// The token, when it is not in the secret store yet.
    pub(crate) token: Option<&'a reach::Secret>,
}

impl Reader<'_> {
    /// What is known of the tenant before it is read.
    pub(crate) fn info(&self, pack: &Pack) -> TenantInfo {
        TenantInfo {
            name: self.name.to_owned(),
            environment: self.environment.into(),
            product: Some(pack.manifest.id.clone()),
        }
    }
}
