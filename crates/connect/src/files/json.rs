//! Steward JSON, read item by item so that one bad item does not hide the rest.

use super::item::{self, Entries, Flaw, Kind};
use super::log::{Log, ONE, nearest, refuse, shown};
use super::text::{Lines, decode};
use super::{MAX_ROWS, Read};
use crate::missing::{Extent, Missing, Part};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::collections::HashMap;
use steward_model::{
    ActivityDoc, AssignmentDoc, GrantDoc, GroupDoc, InclusionDoc, LicenceDoc, MembershipDoc, ObjectDoc,
    PermissionDoc, PersonDoc, Place, Problem, RoleDoc, SnapshotBuilder, TenantDoc, TenantDocument,
    TenantInfo,
};

/// Largest single item, in bytes.
const MAX_ITEM: usize = 16 * 1024 * 1024;

/// The lists of a document.
const LISTS: [&str; 11] = [
    "people",
    "groups",
    "roles",
    "permissions",
    "objects",
    "licences",
    "memberships",
    "inclusions",
    "assignments",
    "grants",
    "activity",
];

/// Reads a Steward JSON document (`docs/steward-json.md`).
#[must_use]
pub fn json(name: &str, bytes: &[u8]) -> Read {
    let decoded = match decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Read::refused(*problem),
    };
    let text = decoded.text.as_ref();
    let mut log = Log::new(name);
    let fields = match outline(&log, text) {
        Ok(fields) => fields,
        Err(problem) => return Read::refused(*problem),
    };
    if let Some(note) = decoded.note {
        log.push(note);
    }
    let lines = Lines::new(text);
    let mut reader =
        Reader { log, lines, kept: HashMap::new(), items: 0, used: 0, missing: Missing::default() };
    let Some(tenant) = reader.head(name, &fields) else {
        return Read::nothing(reader.log.finish());
    };
    let mut builder = SnapshotBuilder::new(tenant).from_file(name);
    for (field, raw) in &fields {
        reader.field(&mut builder, field, raw);
    }
    if reader.items > 0 && reader.used == 0 {
        let place = reader.log.place();
        let mut problems = reader.log.finish();
        let hint = "correct the entries below";
        problems.insert(
            0,
            Problem::error("nothing-to-read", place, "no entry of the document could be read", hint),
        );
        return Read::nothing(problems);
    }
    let (snapshot, more) = builder.finish();
    reader.missing.add_left_out(&more);
    for problem in more {
        let problem = reader.placed(problem);
        reader.log.push(problem);
    }
    Read::new(snapshot, reader.log.finish(), reader.missing)
}

/// The fields of the document, or why it is none.
fn outline<'t>(log: &Log, text: &'t str) -> Result<Vec<(String, &'t RawValue)>, Box<Problem>> {
    let start = text.trim_start();
    let top = || log.place().at(1, 1);
    let wrong = |message: &str, hint: &str| refuse("wrong-format", top(), message, hint);
    if start.starts_with('<') {
        let hint = "download the document itself; a sign-in page is a common cause";
        return Err(wrong("the file is a web page or XML, not JSON", hint));
    }
    if !start.starts_with(['{', '[']) {
        let hint = "read it as `csv` or `pairs`, or write a Steward JSON document";
        return Err(wrong("the file is not JSON: it does not begin with `{`", hint));
    }
    let fields = serde_json::from_str::<Entries<'t>>(text).map_err(|error| syntax(log, text, &error))?.0;
    let known = |name: &str| LISTS.contains(&name) || matches!(name, "steward" | "tenant" | "settings");
    if fields.iter().any(|(name, _)| known(name)) {
        return Ok(fields);
    }
    if fields.iter().any(|(name, _)| name == "Resources") {
        let hint = "connect to the server by its address instead, or convert the answer to Steward JSON";
        return Err(wrong("the file is the answer of a SCIM server, not a Steward JSON document", hint));
    }
    let names: Vec<String> = fields.iter().take(6).map(|(name, _)| format!("`{}`", shown(name))).collect();
    let message = if names.is_empty() {
        "the document is empty".to_owned()
    } else {
        format!("the file is JSON but no Steward JSON document: its fields are {}", names.join(", "))
    };
    Err(wrong(&message, "it needs `steward`, `tenant` and lists such as `people` and `grants`"))
}

/// A syntax error with its place and the likely remedy.
fn syntax(log: &Log, text: &str, error: &serde_json::Error) -> Box<Problem> {
    let line = error.line().max(1);
    let content = text.lines().nth(line - 1).unwrap_or("");
    let mut at = error.column().saturating_sub(1).min(content.len());
    while !content.is_char_boundary(at) {
        at -= 1;
    }
    let column = content.get(..at).unwrap_or("").chars().count() + 1;
    let place = log.place().at(line, column);
    if error.is_data() {
        let hint = "write an object, `{ \"steward\": 1, \"tenant\": … }`";
        let message = "the file is a JSON list, a Steward JSON document is an object";
        return refuse("wrong-format", place, message, hint);
    }
    let raw = error.to_string();
    let mut message = item::plain(&raw);
    let (before, next) = content.split_at(at);
    let next = next.trim_start();
    let last = before.trim_end();
    let last =
        if last.is_empty() { text.lines().take(line - 1).last().unwrap_or("").trim_end() } else { last };
    let hint = if error.is_eof() {
        "the file was cut off; export or copy it again"
    } else if last.ends_with(',') && next.starts_with([']', '}']) {
        message = "a comma stands before the closing bracket".to_owned();
        "remove the comma"
    } else if raw.contains("trailing characters") {
        "remove what stands after the closing bracket"
    } else if next.starts_with('\'') {
        "put names and texts in double quotes"
    } else if next.starts_with(['/', '#']) {
        "JSON has no comments; remove it"
    } else if raw.contains("key must be a string") {
        "put the field's name in double quotes"
    } else if raw.contains("control character") {
        "close the quote on the same line, and write line breaks as \\n"
    } else if raw.contains("recursion") {
        "reduce how deep objects and lists are nested"
    } else {
        "correct the JSON here; an editor with JSON support shows the place"
    };
    refuse("syntax", place, message, hint)
}

struct Reader<'t> {
    log: Log,
    lines: Lines<'t>,
    /// Per list and position in the builder: position in the file and byte offset.
    kept: HashMap<&'static str, Vec<(usize, usize)>>,
    /// Items that were found.
    items: usize,
    /// Items that could be used.
    used: usize,
    /// What could not be read of the lists that give access.
    missing: Missing,
}

impl<'t> Reader<'t> {
    /// So much of a list was left out.
    fn lost(&mut self, list: &str, extent: Extent) {
        if let Some(part) = Part::of_document(list) {
            self.missing.add(part, extent);
        }
    }

    fn place(&mut self, raw: &RawValue, field: String) -> Place {
        let offset = self.lines.offset(raw.get());
        let (line, column) = self.lines.position(offset);
        self.log.place().at(line, column).field(field)
    }

    /// Format and tenant; `None` when the format is not known.
    fn head(&mut self, name: &str, fields: &[(String, &'t RawValue)]) -> Option<TenantInfo> {
        let find = |name: &str| fields.iter().rev().find(|(x, _)| x == name).map(|(_, raw)| *raw);
        match find("steward") {
            None => {
                let hint = "add `\"steward\": 1` as the first field; it was read as format 1";
                let place = self.log.place().at(1, 1).field("steward");
                self.log.warn("no-format", place, "the document does not say its format".to_owned(), hint);
            }
            Some(raw) if raw.get() == "1" => {}
            Some(raw) => {
                let place = self.place(raw, "steward".to_owned());
                let known = TenantDocument::FORMAT;
                if raw.get().trim_matches('"').parse() == Ok(known) {
                    let message = format!("the format `{}` is text, a number is needed", raw.get());
                    self.log.warn(
                        "no-format",
                        place,
                        message,
                        "write 1 without quotes; it was read as format 1",
                    );
                } else {
                    let message = format!(
                        "the document is format `{}`, this program reads format {known}",
                        shown(raw.get())
                    );
                    let hint = "write `\"steward\": 1`, or use the version of Steward that the file is for";
                    self.log.push(Problem::error("format", place, message, hint));
                    return None;
                }
            }
        }
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = stem.split_once('.').map_or(stem, |(stem, _)| stem);
        let nameless = || TenantInfo { name: stem.to_owned(), ..TenantInfo::default() };
        let Some(raw) = find("tenant") else {
            let place = self.log.place().at(1, 1).field("tenant");
            let message = "the document does not say which tenant it is".to_owned();
            let hint = "add `\"tenant\": { \"name\": … }`; the file's name was taken";
            self.log.warn("no-tenant", place, message, hint);
            return Some(nameless());
        };
        let mut flaws = Vec::new();
        let read = item::read::<TenantDoc>(raw, Kind::Thing, &mut flaws);
        self.report("tenant", raw, flaws);
        Some(read.map_or_else(nameless, |x| TenantInfo {
            name: x.name,
            environment: x.environment,
            product: x.product,
        }))
    }

    fn field(&mut self, builder: &mut SnapshotBuilder, field: &str, raw: &'t RawValue) {
        use Kind::{Edge, Thing};
        match field {
            "steward" | "tenant" | "$schema" => {}
            "people" => self.list::<PersonDoc>("people", raw, Thing, |x, line| builder.person(x, line)),
            "groups" => self.list::<GroupDoc>("groups", raw, Thing, |x, line| builder.group(x, line)),
            "roles" => self.list::<RoleDoc>("roles", raw, Thing, |x, line| builder.role(x, line)),
            "permissions" => {
                self.list::<PermissionDoc>("permissions", raw, Thing, |x, line| builder.permission(x, line));
            }
            "objects" => self.list::<ObjectDoc>("objects", raw, Thing, |x, line| builder.object(x, line)),
            "licences" => self.list::<LicenceDoc>("licences", raw, Thing, |x, line| builder.licence(x, line)),
            "memberships" => {
                self.list::<MembershipDoc>("memberships", raw, Edge, |x, line| builder.membership(x, line));
            }
            "inclusions" => {
                self.list::<InclusionDoc>("inclusions", raw, Edge, |x, line| builder.inclusion(x, line));
            }
            "assignments" => {
                self.list::<AssignmentDoc>("assignments", raw, Edge, |x, line| builder.assignment(x, line));
            }
            "grants" => self.list::<GrantDoc>("grants", raw, Edge, |x, line| builder.grant(x, line)),
            "activity" => {
                builder.reports_activity();
                self.list::<ActivityDoc>("activity", raw, Edge, |x, line| builder.activity(x, line));
            }
            "settings" => self.settings(builder, raw),
            other => {
                let known = LISTS.iter().copied().chain(["steward", "tenant", "settings"]);
                let hint = match nearest(other, known) {
                    Some(near) => {
                        self.lost(near, Extent::Whole);
                        format!("did you mean `{near}`? the field was left out")
                    }
                    None => format!("the fields are steward, tenant, settings, {}", LISTS.join(", ")),
                };
                let place = self.place(raw, shown(other));
                let message = format!("there is no field `{}`", shown(other));
                self.log.warn("unknown-field", place, message, &hint);
            }
        }
    }

    fn list<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        raw: &'t RawValue,
        kind: Kind,
        mut add: impl FnMut(T, u32),
    ) {
        if raw.get() == "null" {
            return;
        }
        let Ok(items) = serde_json::from_str::<Vec<&'t RawValue>>(raw.get()) else {
            let place = self.place(raw, name.to_owned());
            let message = format!("`{name}` is not a list");
            self.log.warn("bad-type", place, message, "write it as a list, `[ … ]`; it was left out");
            self.items += 1;
            self.lost(name, Extent::Whole);
            return;
        };
        for (at, raw) in items.into_iter().enumerate() {
            self.items += 1;
            if self.items > MAX_ROWS {
                let place = self.place(raw, format!("{name}[{at}]"));
                let message = format!("the document has more than {MAX_ROWS} entries; the rest was not read");
                self.log.warn("too-many-rows", place, message, "split the document");
                self.lost(name, Extent::Rest);
                return;
            }
            let mut flaws = Vec::new();
            let read = if raw.get().len() > MAX_ITEM {
                let message = format!(
                    "the entry has {} MiB, the limit is {} MiB",
                    raw.get().len() >> 20,
                    MAX_ITEM >> 20
                );
                let hint = "split it; the entry was left out".to_owned();
                flaws.push(Flaw { code: "too-large", field: String::new(), at: None, message, hint });
                None
            } else {
                item::read::<T>(raw, kind, &mut flaws)
            };
            self.report(&format!("{name}[{at}]"), raw, flaws);
            let Some(item) = read else {
                self.lost(name, ONE);
                continue;
            };
            let offset = self.lines.offset(raw.get());
            let line = self.lines.line(offset);
            self.kept.entry(name).or_default().push((at, offset));
            self.used += 1;
            add(item, u32::try_from(line).unwrap_or(0));
        }
    }

    fn settings(&mut self, builder: &mut SnapshotBuilder, raw: &'t RawValue) {
        let Ok(entries) = serde_json::from_str::<Entries<'t>>(raw.get()) else {
            let place = self.place(raw, "settings".to_owned());
            let hint = "write it as an object of setting id and value; it was left out";
            self.log.warn("bad-type", place, "`settings` is not an object".to_owned(), hint);
            return;
        };
        for (id, value) in entries.0 {
            if id.chars().any(char::is_control) {
                let place = self.place(value, format!("settings.{}", shown(&id)));
                let message = format!("`{}` holds a control character", shown(&id));
                self.log.warn("bad-value", place, message, "remove it; the setting was left out");
                continue;
            }
            match serde_json::from_str(value.get()) {
                Ok(value) => builder.setting(id, value),
                Err(error) => {
                    let place = self.place(value, format!("settings.{}", shown(&id)));
                    let message = item::plain(&error.to_string());
                    self.log.warn(
                        "bad-value",
                        place,
                        message,
                        "make the value simpler; the setting was left out",
                    );
                }
            }
        }
    }

    fn report(&mut self, path: &str, item: &'t RawValue, flaws: Vec<Flaw<'t>>) {
        for flaw in flaws {
            let field =
                if flaw.field.is_empty() { path.to_owned() } else { format!("{path}.{}", flaw.field) };
            let place = self.place(flaw.at.unwrap_or(item), field);
            self.log.warn(flaw.code, place, flaw.message, &flaw.hint);
        }
    }

    /// A problem of the builder with the position in the file instead of that among what was kept.
    fn placed(&mut self, mut problem: Problem) -> Problem {
        let Some(field) = problem.place.field.clone() else { return problem };
        let found = field.split_once('[').and_then(|(list, rest)| {
            let (at, rest) = rest.split_once(']')?;
            let (at, offset) = *self.kept.get(list)?.get(at.parse::<usize>().ok()?)?;
            Some((format!("{list}[{at}]{}", rest.trim_end_matches('.')), offset))
        });
        if let Some((field, offset)) = found {
            let (line, column) = self.lines.position(offset);
            problem.place = self.log.place().at(line, column).field(field);
        }
        problem
    }
}
