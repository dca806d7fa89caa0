//! Reads audit logs, JSON or CSV, event by event. What cannot be read is said with its place; the rest is
//! read.

use crate::event::{AuditEvent, sha256};
use crate::guess::{GENERIC, suggest_mapping};
use crate::mapping::{AuditMapping, Unreadable};
use crate::pieces::{Piece, list_under, pieces};
use crate::{builtin_mappings, table};
use serde::{Deserialize, Serialize};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use steward_model::{Place, Problem};

/// Longest line of a JSON Lines file and longest row of a table, in bytes.
pub const MAX_LINE: usize = 1 << 20;
/// Longest record of a JSON document, in bytes. A document that only wraps a list of records may be longer.
pub const MAX_RECORD: usize = 16 << 20;
/// Problems that are listed; of more, only the number.
pub const MAX_PROBLEMS: usize = 200;

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuditFormat {
    /// JSON Lines, or JSON documents with lists of events.
    Json,
    /// A table with a header.
    Csv,
}

/// What became of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reading {
    /// How it was written.
    pub format: AuditFormat,
    /// Ids of the mappings that read it, and how many events each.
    pub mappings: BTreeMap<String, u32>,
    /// Events that were read.
    pub events: u32,
    /// Records that were left out.
    pub left_out: u32,
    /// Events whose time says no zone, and was taken for UTC.
    #[serde(default)]
    pub zoneless: u32,
    /// The first mapping that was guessed from the names of fields.
    #[serde(default)]
    pub guessed: Option<AuditMapping>,
    /// What is wrong, at most [`MAX_PROBLEMS`] and one that counts the rest.
    pub problems: Vec<Problem>,
}

/// Reads audit logs with mappings that are given, or recognised by their fields, or guessed from the header.
#[derive(Clone, Debug, Default)]
pub struct AuditReader {
    /// The mapping to use for everything; recognised or guessed when left out.
    pub mapping: Option<AuditMapping>,
    /// Mappings that are tried before those that come with Steward, such as a pack's.
    pub known: Vec<AuditMapping>,
}

impl AuditReader {
    /// Reads a log, decoded to text already, and hands each event to `sink`, with the place of its record. `file` is
    /// the log's name in places and messages.
    ///
    /// Never fails as a whole: a log of which nothing could be read gives no events and says why.
    pub fn read(&self, file: &str, text: &str, sink: impl FnMut(AuditEvent, &Place)) -> Reading {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let start = text.trim_start();
        let is_lines = is_lines(text);
        let is_json = is_lines || start.starts_with(['{', '[']);
        let format = if is_json { AuditFormat::Json } else { AuditFormat::Csv };
        let mut state = State {
            reader: self,
            file,
            sink,
            current: None,
            reading: Reading {
                format,
                mappings: BTreeMap::new(),
                events: 0,
                left_out: 0,
                zoneless: 0,
                guessed: None,
                problems: Vec::new(),
            },
            unlisted: 0,
        };
        if start.is_empty() {
            let hint = "check that it is the right file and that the export was finished";
            state.problem(Problem::error("empty", state.place(), "the file is empty", hint));
        } else if is_lines {
            state.lines(text);
        } else if is_json {
            state.documents(text);
        } else if start.starts_with('<') {
            let message = "the file is a web page or XML, not an audit log";
            let hint = "export the log as JSON Lines, JSON or CSV";
            state.problem(Problem::error("wrong-format", state.place().at(1, 1), message, hint));
        } else {
            table::read(&mut state, text);
        }
        state.finish()
    }
}

/// What is known while a log is read.
pub(crate) struct State<'r, S> {
    reader: &'r AuditReader,
    file: &'r str,
    sink: S,
    /// The mapping of the record before, which most likely is that of the next.
    current: Option<Cow<'r, AuditMapping>>,
    reading: Reading,
    unlisted: u32,
}

impl<'r, S: FnMut(AuditEvent, &Place)> State<'r, S> {
    pub fn place(&self) -> Place {
        Place::file(self.file)
    }

    pub fn problem(&mut self, problem: Problem) {
        if self.reading.problems.len() < MAX_PROBLEMS {
            self.reading.problems.push(problem);
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    /// Notes that one record was left out, and why.
    pub fn leave_out(&mut self, code: &str, place: Place, message: impl Into<String>, hint: &str) {
        self.reading.left_out = self.reading.left_out.saturating_add(1);
        self.problem(Problem::warning(code, place, message, hint));
    }

    fn finish(mut self) -> Reading {
        if self.reading.events == 0 && self.reading.problems.is_empty() {
            let message = "there is no event in the file";
            let hint = "check that the export covers the time it is meant to";
            self.problem(Problem::warning("no-events", self.place(), message, hint));
        }
        if self.unlisted > 0 {
            let message = format!("{} more problems are not listed", self.unlisted);
            let hint = "correct those that are listed and read the file again";
            let place = Place::file(self.file);
            self.reading.problems.push(Problem::warning("too-many-problems", place, message, hint));
        }
        self.reading
    }

    /// One value on each line.
    fn lines(&mut self, text: &str) {
        let only = text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_none();
        for (at, line) in text.lines().enumerate() {
            let place = self.place().at(at + 1, 1);
            let line = line.trim().trim_end_matches(',').trim_end();
            if line.is_empty() || matches!(line, "[" | "]") {
                continue;
            }
            if line.len() > MAX_LINE && only {
                // a document that was written without line breaks
                return self.documents(text);
            }
            if line.len() > MAX_LINE {
                let message =
                    format!("the line has {} KiB, the limit is {} KiB", line.len() >> 10, MAX_LINE >> 10);
                self.leave_out("too-long", place, message, "leave out fields that are not needed");
                continue;
            }
            match serde_json::from_str(line) {
                Ok(value) => self.value(value, &place, Some(line)),
                Err(error) => self.no_value(line, &error, at + 1, place),
            }
        }
    }

    /// A line that is not one value: perhaps it is several.
    fn no_value(&mut self, line: &str, error: &serde_json::Error, number: usize, place: Place) {
        let parts: Vec<Piece<'_>> = pieces(line).collect();
        if parts.len() < 2 || !parts.iter().all(|part| part.complete) {
            return self.not_json(error, number, place);
        }
        for part in parts {
            let place = place.clone().at(number, part.column);
            match serde_json::from_str(part.text) {
                Ok(value) => self.value(value, &place, Some(part.text)),
                Err(error) => self.not_json(&error, number, place),
            }
        }
    }

    /// One or more JSON documents over several lines.
    fn documents(&mut self, text: &str) {
        for piece in pieces(text) {
            let place = self.place().at(piece.line, piece.column);
            if !piece.complete {
                // the documents inside one that was cut off may be whole
                self.cut_off(piece.text, piece.line, place);
                continue;
            }
            if piece.text.len() > MAX_RECORD {
                self.long(&piece, place);
                continue;
            }
            match serde_json::from_str(piece.text) {
                Ok(value) => self.value(value, &place, None),
                Err(error) => self.not_json(&error, piece.line + error.line().saturating_sub(1), place),
            }
        }
    }

    /// A document that is too long to be taken as a whole: when it only wraps a list, that is read record by record.
    fn long(&mut self, document: &Piece<'_>, place: Place) {
        let Some((key, start, list)) = list_under(document.text, &WRAPPERS) else {
            return self.too_long(document, place);
        };
        let before = document.text.get(..start).unwrap_or_default();
        let first = document.line + before.matches('\n').count();
        for (at, piece) in pieces(list).enumerate() {
            let line = first + piece.line - 1;
            let place = self.place().at(line, piece.column).field(format!("{key}[{at}]"));
            if piece.text.len() > MAX_RECORD {
                self.too_long(&piece, place);
                continue;
            }
            match serde_json::from_str(piece.text) {
                Ok(Value::Object(map)) => self.record(map, &place, None),
                // what begins with a brace and can be read is an object
                Ok(_) => {}
                Err(error) => self.not_json(&error, line + error.line().saturating_sub(1), place),
            }
        }
    }

    fn too_long(&mut self, piece: &Piece<'_>, place: Place) {
        let (has, limit) = (piece.text.len() >> 20, MAX_RECORD >> 20);
        let message = format!("the record has {has} MiB, the limit is {limit} MiB");
        self.leave_out("too-long", place, message, "leave out fields that are not needed");
    }

    fn cut_off(&mut self, text: &str, line: usize, place: Place) {
        let message = "the file ends in the middle of a record";
        self.leave_out("cut-off", place, message, "export it again; what was whole has been read");
        let Some((before, list)) = text.split_once('[') else { return };
        let first = line + before.matches('\n').count();
        for piece in pieces(list).filter(|piece| piece.complete) {
            if let Ok(value) = serde_json::from_str(piece.text) {
                let place = self.place().at(first + piece.line - 1, piece.column);
                self.value(value, &place, None);
            }
        }
    }

    fn not_json(&mut self, error: &serde_json::Error, line: usize, place: Place) {
        let place = Place { column: u32::try_from(error.column()).ok(), ..place.at(line, 1) };
        let said = error.to_string();
        let (code, message, hint) = match error.classify() {
            Category::Eof => ("cut-off", "the record ends in the middle".to_owned(), "export it again"),
            _ if said.starts_with("recursion limit") => {
                ("too-deep", "the record is nested too deeply".to_owned(), "leave out its nested fields")
            }
            _ => {
                let said = said.split(" at line ").next().unwrap_or_default().to_owned();
                let hint = "write one JSON object on each line, or one list of them";
                ("not-json", format!("the record is not valid JSON: {said}"), hint)
            }
        };
        self.leave_out(code, place, message, hint);
    }

    /// A value that is a record, or that holds records in a list.
    fn value(&mut self, value: Value, place: &Place, raw: Option<&str>) {
        match value {
            Value::Object(map) => {
                let value = Value::Object(map);
                let known = self.reader.mapping.as_ref().is_some_and(|mapping| mapping.fits(&value))
                    || self.recognised(&value).is_some();
                let Value::Object(map) = value else { return };
                let wrapped = if known { Err(map) } else { unwrapped(map) };
                match wrapped {
                    Ok((key, list)) => self.list(list, Some(&key), place),
                    Err(map) => self.record(map, place, raw),
                }
            }
            Value::Array(list) => self.list(list, None, place),
            _ => {
                let hint = "write one JSON object on each line, or one list of them";
                self.leave_out("not-an-event", place.clone(), "the record is not a JSON object", hint);
            }
        }
    }

    fn list(&mut self, list: Vec<Value>, key: Option<&str>, place: &Place) {
        for (at, value) in list.into_iter().enumerate() {
            let place = place.clone().field(format!("{}[{at}]", key.unwrap_or_default()));
            match value {
                Value::Object(map) => self.record(map, &place, None),
                _ => {
                    let hint = "a list of events holds JSON objects";
                    self.leave_out("not-an-event", place, "the record is not a JSON object", hint);
                }
            }
        }
    }

    /// The mapping whose fields a record has.
    fn recognised(&self, record: &Value) -> Option<Cow<'r, AuditMapping>> {
        if let Some(current) = self.current.as_ref().filter(|current| current.fits(record)) {
            return Some(current.clone());
        }
        let reader: &'r AuditReader = self.reader;
        let mut known = reader.known.iter().chain(builtin_mappings());
        known.find(|mapping| mapping.fits(record)).map(Cow::Borrowed)
    }

    /// Reads one record; a mapping that was guessed from another record is guessed again when it does not
    /// fit.
    pub fn record(&mut self, record: Map<String, Value>, place: &Place, raw: Option<&str>) {
        let reader: &'r AuditReader = self.reader;
        let record = Value::Object(record);
        let recognised = match &reader.mapping {
            Some(mapping) => Some(Cow::Borrowed(mapping)),
            None => self.recognised(&record),
        };
        let Value::Object(record) = record else { return };
        let before = self.current.take().filter(|current| current.id == GENERIC);
        let guess = || suggest_mapping(&record).map(Cow::Owned);
        let Some(mut mapping) = recognised.or(before).or_else(guess) else {
            let hint = "give a mapping that says which fields they are";
            let message = "no field can be told to be the time, or none to be the action";
            self.leave_out("no-mapping", place.clone(), message, hint);
            return;
        };
        let is_guessed = mapping.id == GENERIC && reader.mapping.is_none();
        let parts = mapping.parts(&record);
        let hash = raw.filter(|_| parts == 1).map(|raw| sha256(raw.as_bytes()));
        for part in 0..parts {
            let one = mapping.part(&record, part);
            let mut event = mapping.event(&one, part, hash.as_deref());
            if event.is_err()
                && is_guessed
                && let Some(again) = suggest_mapping(&one)
            {
                event = again.event(&one, part, hash.as_deref());
                mapping = Cow::Owned(again);
            }
            match event {
                Ok((event, zoneless)) => self.found(event, zoneless, place),
                Err(why) => self.no_event(why, &mapping, place.clone()),
            }
        }
        if is_guessed && self.reading.guessed.is_none() {
            self.reading.guessed = Some((*mapping).clone());
        }
        self.current = Some(mapping);
    }

    fn found(&mut self, event: AuditEvent, zoneless: bool, place: &Place) {
        self.reading.events = self.reading.events.saturating_add(1);
        self.reading.zoneless = self.reading.zoneless.saturating_add(u32::from(zoneless));
        match self.reading.mappings.get_mut(&event.origin) {
            Some(count) => *count = count.saturating_add(1),
            None => {
                self.reading.mappings.insert(event.origin.clone(), 1);
            }
        }
        (self.sink)(event, place);
    }

    fn no_event(&mut self, why: Unreadable, mapping: &AuditMapping, place: Place) {
        let listed = |paths: &[String]| paths.first().cloned().unwrap_or_default();
        let (code, field, message, hint) = match why {
            Unreadable::NoTime => {
                let hint = "say in the mapping where the time stands";
                ("no-time", listed(&mapping.fields.time), "the record does not say when it happened", hint)
            }
            Unreadable::BadTime => {
                let hint = "write times as RFC 3339, or say in the mapping how they are written";
                ("bad-time", listed(&mapping.fields.time), "the time cannot be read", hint)
            }
            Unreadable::NoAction => {
                let hint = "say in the mapping where the action stands";
                ("no-action", listed(&mapping.fields.action), "the record does not say what was done", hint)
            }
        };
        // a record of a list has its place in the list already
        let place = if place.field.is_some() { place } else { place.field(field) };
        self.leave_out(code, place, message, hint);
    }
}

/// Keys under which services hand out lists of events.
const WRAPPERS: [&str; 8] = ["Records", "records", "items", "value", "data", "entries", "events", "logs"];

/// The list of events in a document that only wraps it, or the document itself.
fn unwrapped(mut map: Map<String, Value>) -> Result<(String, Vec<Value>), Map<String, Value>> {
    let is_list = |value: &Value| value.as_array().is_some_and(|list| list.iter().all(Value::is_object));
    // what says itself when something happened is an event, whatever lists it has
    let scalars = map.iter().filter(|(_, value)| !value.is_array() && !value.is_object());
    let scalars: Map<String, Value> = scalars.map(|(key, value)| (key.clone(), value.clone())).collect();
    if suggest_mapping(&scalars).is_some() {
        return Err(map);
    }
    let key = WRAPPERS.iter().find(|key| map.get(**key).is_some_and(is_list));
    match key.and_then(|key| Some((*key, map.remove(*key)?))) {
        Some((key, Value::Array(list))) => Ok((key.to_owned(), list)),
        // a stream wraps one event at a time
        _ => match map.get("data") {
            Some(Value::Object(inner)) if map.len() <= 3 && inner.len() > 2 => {
                Ok(("data".to_owned(), vec![Value::Object(inner.clone())]))
            }
            _ => Err(map),
        },
    }
}

/// Whether a text has one value on each line: the first line is whole and so are most of the first twenty, or
/// all the others.
fn is_lines(text: &str) -> bool {
    let seems_whole = |line: &str| line.starts_with('{') && line.trim_end_matches(',').ends_with('}');
    // a list that goes on in the next line has lines that only seem to be whole
    let several = text.lines().filter(|line| !matches!(line.trim(), "" | "[" | "]")).nth(1).is_some();
    let whole = |line: &&str| {
        let line = line.trim_end_matches(',').trim_end();
        let ends = || pieces(line).last().is_some_and(|last| last.complete && line.ends_with(last.text));
        seems_whole(line) && (!several || ends())
    };
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "[").take(20);
    let Some(first) = lines.next() else { return false };
    let (all, good) =
        lines.fold((0usize, 0usize), |(all, good), line| (all + 1, good + usize::from(whole(&line))));
    let first_is_whole = whole(&first) || (all > 0 && good == all);
    first_is_whole && good * 2 >= all
}
