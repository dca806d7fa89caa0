//! Ways to read a log: those that come with Steward, and those that are given.

use super::words;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::source::{absolute, limited};
use crate::wire::{AuditMappedField, AuditMappingInfo};
use steward_audit::{AuditMapping, AuditReader, Column, GENERIC, Reading, builtin_mappings};
use steward_model::{Place, Problem};
use steward_store::TenantRow;

/// No mapping is longer, in bytes.
const LONGEST: usize = 1 << 20;

impl Desk {
    /// The mappings of a tenant's pack, and what is wrong with those that cannot be read.
    pub(super) async fn audit_mappings(
        &self,
        row: &TenantRow,
    ) -> Result<(Vec<AuditMapping>, Vec<Problem>), DeskError> {
        let files = match &row.pack_hash {
            Some(hash) => self.store().pack(hash).await?.map(|kept| kept.files),
            None => steward_pack::builtin_files(&row.pack),
        };
        let (mut known, mut problems) = (Vec::new(), Vec::new());
        for (path, bytes) in files.unwrap_or_default() {
            if !path.starts_with("audit/") || !path.ends_with(".toml") {
                continue;
            }
            match AuditMapping::from_toml(&String::from_utf8_lossy(&bytes)) {
                Ok(mapping) => known.push(mapping),
                Err(error) => {
                    let hint =
                        "correct it in the pack and refresh the tenant; docs/audit.md says what stands in it";
                    let message = format!("the pack's mapping cannot be read: {error}");
                    problems.push(Problem::warning("bad-mapping", Place::file(path), message, hint));
                }
            }
        }
        Ok((known, problems))
    }
}

/// The reader for a mapping that was chosen by its id, or by the file that it stands in; without one, logs
/// are recognised, first by those that are `known` of the tenant's pack.
pub(super) fn reader(chosen: Option<&str>, known: Vec<AuditMapping>) -> Result<AuditReader, DeskError> {
    let chosen = chosen.map(str::trim).filter(|text| !text.is_empty() && *text != GENERIC);
    let mapping = chosen.map(|chosen| mapping(chosen, &known)).transpose()?;
    Ok(AuditReader { mapping, known })
}

fn mapping(chosen: &str, known: &[AuditMapping]) -> Result<AuditMapping, DeskError> {
    let all = || known.iter().chain(builtin_mappings());
    if let Some(known) = all().find(|mapping| mapping.id == chosen) {
        return Ok(known.clone());
    }
    let path = absolute(chosen);
    if !path.is_file() {
        let near = all().map(|mapping| format!("`{}`", mapping.id)).collect();
        return Err(DeskError::NotFound { what: "mapping", name: chosen.to_owned(), near });
    }
    let wrong = |details: String| DeskError::BadInput {
        message: format!("`{chosen}` is no mapping of an audit log"),
        meaning: String::new(),
        hint: "correct the place below; docs/audit.md says what stands in a mapping".to_owned(),
        details: vec![details],
    };
    let bytes = limited(&path.to_string_lossy(), LONGEST, "a mapping is a short TOML file")?;
    let text = String::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
    AuditMapping::from_toml(&text).map_err(|error| wrong(error.to_string()))
}

/// The mappings that read a log, the one that read most first.
pub(super) fn used(reader: &AuditReader, reading: &Reading) -> Vec<AuditMappingInfo> {
    let name = |id: &str| {
        let known = all(reader).find(|mapping| mapping.id == id);
        known.map_or_else(|| "By the names of its fields".to_owned(), |mapping| mapping.name.clone())
    };
    let mut list: Vec<AuditMappingInfo> = (reading.mappings.iter())
        .map(|(id, events)| AuditMappingInfo { id: id.clone(), name: name(id), events: *events })
        .collect();
    list.sort_by_key(|info| std::cmp::Reverse(info.events));
    list
}

/// Every mapping that can be chosen by its id.
pub(super) fn choices(reader: &AuditReader) -> Vec<AuditMappingInfo> {
    let info = |mapping: &AuditMapping| AuditMappingInfo {
        id: mapping.id.clone(),
        name: mapping.name.clone(),
        events: 0,
    };
    reader.known.iter().chain(builtin_mappings()).map(info).collect()
}

/// The mappings that a reader may use: the one that was chosen, those of the pack, those of Steward.
pub(super) fn all(reader: &AuditReader) -> impl Iterator<Item = &AuditMapping> {
    reader.mapping.iter().chain(&reader.known).chain(builtin_mappings())
}

/// From which field what is read: by the mapping of an id, or by the one that was guessed.
pub(super) fn fields(
    reader: &AuditReader,
    id: &str,
    guessed: Option<&AuditMapping>,
) -> Vec<AuditMappedField> {
    let given = all(reader).find(|mapping| mapping.id == id);
    let Some(AuditMapping { fields, .. }) = given.or(guessed) else { return Vec::new() };
    let column = |column| words::title(column);
    let rows: [(&str, &[String], bool); 17] = [
        ("When", &fields.time, false),
        (column(Column::Who), &fields.actor, true),
        ("Name of who", &fields.actor_name, true),
        ("On whose behalf", &fields.on_behalf_of, true),
        ("Approved by", &fields.approved_by, true),
        (column(Column::Operation), &fields.action, false),
        (column(Column::Kind), &fields.object_kind, false),
        (column(Column::Object), &fields.object, true),
        ("Name of the object", &fields.object_name, true),
        (column(Column::Outcome), &fields.outcome, false),
        ("Code", &fields.outcome_code, false),
        ("Reason", &fields.reason, true),
        (column(Column::Surface), &fields.surface, false),
        (column(Column::Policy), &fields.policy_version, false),
        (column(Column::Correlation), &fields.correlation, false),
        ("Network address", &fields.ip, true),
        ("Id", &fields.id, false),
    ];
    let told = |(title, paths, personal): (&str, &[String], bool)| AuditMappedField {
        title: title.to_owned(),
        from: paths.first().cloned().unwrap_or_default(),
        personal,
    };
    rows.into_iter().map(told).collect()
}
