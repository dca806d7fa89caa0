//! Reads TOML against a JSON Schema: every unknown key, wrong type, missing key and bad value is reported. What is left
//! has the schema's shape: something stands in for what has to be there and cannot be used, so that all around it is
//! checked too and every entry keeps its number. What stands in never leaves the check: a pack with an error is none.

use crate::text::{Text, listed, suggest};
use regex::Regex;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use steward_model::Problem;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file as read: sound values, and where each of them stands.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// What is sound; `None` when the file as a whole is not.
    pub value: Option<Value>,
    /// Offset of each value, by path such as `permission[3].category`.
    places: BTreeMap<String, usize>,
    /// Offset of each key that its author chose, by the path of its value such as `checks.stale-account`.
    keys: BTreeMap<String, usize>,
    /// Paths of what cannot be used, as is reported: it is left out, or something stands in for it.
    bad: BTreeSet<String>,
    /// Lines that say nothing, from 0.
    bad_lines: BTreeSet<usize>,
    /// Whether the text is not TOML somewhere: entries may be missing without a trace.
    pub broken: bool,
}

impl Tree {
    /// Offset of a value; of what contains it when it is not there.
    pub(crate) fn offset(&self, path: &str) -> usize {
        let mut next = Some(path);
        while let Some(path) = next {
            if let Some(at) = self.places.get(path) {
                return *at;
            }
            next = container(path);
        }
        0
    }

    /// Offset of a key that its author chose; of the value where there is no such key.
    pub(crate) fn key_offset(&self, path: &str) -> usize {
        self.keys.get(path).copied().unwrap_or_else(|| self.offset(path))
    }

    /// Whether a value cannot be used, for its own sake or for that of what contains it.
    pub(crate) fn is_bad(&self, path: &str) -> bool {
        let mut next = Some(path);
        while let Some(path) = next {
            if self.bad.contains(path) {
                return true;
            }
            next = container(path);
        }
        false
    }

    /// Whether a line, from 0, says nothing: what seems to stand there was made up by the parser.
    pub(crate) fn is_bad_line(&self, line: usize) -> bool {
        self.bad_lines.contains(&line)
    }

    /// Paths of what cannot be used.
    pub(crate) fn bad_paths(&self) -> impl Iterator<Item = &str> {
        self.bad.iter().map(String::as_str)
    }
}

/// Path of what contains a value.
fn container(path: &str) -> Option<&str> {
    path.rfind(['.', '[']).and_then(|cut| path.get(..cut))
}

/// The path of a value in a table.
fn inside(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// What a text begins with that stands in for one that is not there.
const STAND_IN: char = '\0';

/// Whether a text only stands in for one that is not there.
pub(crate) fn is_stand_in(text: &str) -> bool {
    text.starts_with(STAND_IN)
}

/// The schema of anything.
static ANY: Value = Value::Bool(true);

/// Reads a text as TOML of a shape.
pub(crate) fn read(text: &Text<'_>, schema: &Value, problems: &mut Vec<Problem>) -> Tree {
    let (table, errors) = DeTable::parse_recoverable(text.text);
    let mut told = BTreeSet::new();
    let mut tree = Tree { broken: !errors.is_empty(), ..Tree::default() };
    for error in &errors {
        let span = error.span().unwrap_or_default();
        let line = text.line(span.start);
        if told.insert(line) {
            problems.push(Problem::error(
                "toml-syntax",
                text.place(span.start),
                format!("not valid TOML: {}", lower_first(error.message())),
                syntax_hint(error.message()),
            ));
        }
    }
    tree.bad_lines = unreadable(text.text, &told);
    let mut reader = Reader { text, root: schema, tree, patterns: BTreeMap::new(), problems };
    let value = DeValue::Table(table.into_inner());
    let read = reader.value(schema, &value, 0..0, "");
    tree = reader.tree;
    tree.value = read;
    tree
}

/// Lines that say nothing: those with a syntax error and, when that is in a header, all that stand under it.
fn unreadable(text: &str, told: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    let mut under = false;
    for (at, line) in text.lines().enumerate() {
        let bad = told.contains(&at);
        if line.trim_start().starts_with('[') {
            under = bad;
        }
        if bad || under {
            lines.insert(at);
        }
    }
    lines
}

fn lower_first(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let mut chars = first.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn syntax_hint(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two; inside `[[...]]` each entry needs its own header"
    } else if message.contains("recursion limit") {
        "nest less deeply"
    } else if ["string", "float", "boolean", "literal"].iter().any(|word| message.contains(word)) {
        "put text between double quotes on one line, and write `\\\\` for a backslash"
    } else {
        "write `key = value`, text between double quotes, lists between square brackets"
    }
}

struct Reader<'a, 'p> {
    text: &'a Text<'a>,
    root: &'a Value,
    tree: Tree,
    /// The schema's patterns, compiled; `None` for one that is no regular expression, which fits nothing.
    patterns: BTreeMap<&'a str, Option<Regex>>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reader<'a, '_> {
    /// Reports a problem, unless it follows from what is not TOML anyway.
    fn report(&mut self, code: &str, span: &Range<usize>, path: &str, message: String, hint: String) {
        if self.is_made_up(span) || self.tree.is_bad_line(self.text.line(span.start)) {
            return;
        }
        let mut place = self.text.place(span.start);
        if !path.is_empty() {
            place = place.field(path);
        }
        self.problems.push(Problem::error(code, place, message, hint));
    }

    /// Whether the parser made a value up to go on: it has no place of its own.
    fn is_made_up(&self, span: &Range<usize>) -> bool {
        self.tree.broken && span.is_empty()
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let Some(name) = schema.get("$ref").and_then(Value::as_str) else { return schema };
        name.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    /// Reads a value; one that cannot be used is remembered as such.
    fn value(
        &mut self,
        schema: &'a Value,
        value: &DeValue<'_>,
        span: Range<usize>,
        path: &str,
    ) -> Option<Value> {
        let schema = self.resolve(schema);
        self.tree.places.insert(path.to_owned(), span.start);
        let read = match (schema.get("type").and_then(Value::as_str), value) {
            (Some("object"), DeValue::Table(table)) => Some(self.table(schema, table, &span, path)),
            (Some("array"), DeValue::Array(list)) => Some(self.list(schema, list.iter(), &span, path)),
            _ if self.is_made_up(&span) => None,
            _ => self.single(schema, value, &span, path),
        };
        if read.is_none() {
            self.tree.bad.insert(path.to_owned());
        }
        read
    }

    /// Reads a value that is neither table nor list, or that may be of any shape.
    fn single(
        &mut self,
        schema: &'a Value,
        value: &DeValue<'_>,
        span: &Range<usize>,
        path: &str,
    ) -> Option<Value> {
        let wanted = schema.get("type").and_then(Value::as_str);
        let read = match (wanted, value) {
            (Some("string") | None, DeValue::String(text)) => Value::String(text.to_string()),
            (Some("string"), DeValue::Datetime(moment)) => Value::String(moment.to_string()),
            (Some("boolean") | None, DeValue::Boolean(flag)) => Value::Bool(*flag),
            (Some("integer" | "number") | None, DeValue::Integer(number)) => {
                let digits = number.as_str();
                let read = i64::from_str_radix(digits, number.radix()).ok();
                match read {
                    Some(number) => number.into(),
                    None => {
                        let hint = "write a smaller number".to_owned();
                        let message = format!("the number `{digits}` is too large");
                        self.report("bad-value", span, path, message, hint);
                        return None;
                    }
                }
            }
            (Some("number") | None, DeValue::Float(number)) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => number.into(),
                _ => {
                    let hint = "write a finite number".to_owned();
                    let message = format!("`{}` is no number to reckon with", number.as_str());
                    self.report("bad-value", span, path, message, hint);
                    return None;
                }
            },
            (None, _) if schema.get("oneOf").is_none() => return plain(value),
            _ => {
                self.wrong_type(schema, value, span, path);
                return None;
            }
        };
        self.fits(schema, &read, span, path).then_some(read)
    }

    fn wrong_type(&mut self, schema: &Value, value: &DeValue<'_>, span: &Range<usize>, path: &str) {
        let wanted = match schema.get("type").and_then(Value::as_str) {
            Some("object") => "a table",
            Some("array") => "a list",
            Some("boolean") => "`true` or `false`",
            Some("integer") => "a whole number",
            Some("number") => "a number",
            _ => "a text",
        };
        let given = match value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let key = path.rsplit('.').next().unwrap_or(path);
        let bare = key.split('[').next().unwrap_or(key);
        let is_list_of_tables =
            schema.pointer("/items").is_some_and(|i| self.resolve_type(i) == Some("object"));
        let hint = match (wanted, value) {
            ("a list", DeValue::Table(_)) if is_list_of_tables => {
                format!("write `[[{bare}]]` with two brackets")
            }
            ("a list", _) => format!("put it between square brackets: `{bare} = [...]`"),
            ("a text", _) => "put it between double quotes".to_owned(),
            ("a table", DeValue::Array(_)) => format!("write `[{bare}]` with one bracket"),
            ("a table", _) => format!("write it as a table: `[{bare}]` or `{{ ... }}`"),
            ("`true` or `false`", _) => "write `true` or `false` without quotes".to_owned(),
            _ => "write it without quotes".to_owned(),
        };
        self.report("wrong-type", span, path, format!("`{key}` is {given}, but has to be {wanted}"), hint);
    }

    fn resolve_type<'s>(&'s self, schema: &'s Value) -> Option<&'s str> {
        let name = schema.get("$ref").and_then(Value::as_str);
        let target =
            name.and_then(|n| n.strip_prefix('#')).and_then(|p| self.root.pointer(p)).unwrap_or(schema);
        target.get("type").and_then(Value::as_str)
    }

    fn list<'v>(
        &mut self,
        schema: &'a Value,
        list: impl Iterator<Item = &'v Spanned<DeValue<'v>>>,
        span: &Range<usize>,
        path: &str,
    ) -> Value {
        let items = schema.get("items").unwrap_or(&ANY);
        let mut kept = Vec::new();
        for item in list {
            let at = format!("{path}[{}]", kept.len());
            let read = self.value(items, item.get_ref(), item.span(), &at);
            kept.push(match read {
                Some(value) => value,
                None => self.stand_in(items, Some(item.get_ref()), &at),
            });
        }
        let least = schema.get("minItems").and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        if least.is_some_and(|least| kept.len() < least) {
            let key = path.rsplit('.').next().unwrap_or(path);
            let hint = "name at least one".to_owned();
            self.report("bad-value", span, path, format!("`{key}` is empty"), hint);
            self.tree.bad.insert(path.to_owned());
        }
        Value::Array(kept)
    }

    /// What to go on with in place of a value that cannot be used: what was given when that is a text as wanted, else
    /// something that is equal to nothing in the pack.
    fn stand_in(&self, schema: &'a Value, given: Option<&DeValue<'_>>, path: &str) -> Value {
        let schema = self.resolve(schema);
        if let Some(word) = schema.get("oneOf").and_then(|choices| choices.get(0_usize)?.get("const")) {
            return word.clone();
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("object") => {
                let known = schema.get("properties");
                let part = |name: &str| {
                    let shape = known.and_then(|k| k.get(name)).unwrap_or(&ANY);
                    (name.to_owned(), self.stand_in(shape, None, &inside(path, name)))
                };
                Value::Object(required(schema).map(part).collect())
            }
            Some("array") => Value::Array(Vec::new()),
            Some("boolean") => Value::Bool(false),
            Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or_else(|| 0.into()),
            _ => match given {
                Some(DeValue::String(text)) => Value::String(text.to_string()),
                _ => Value::String(format!("{STAND_IN}{path}")),
            },
        }
    }

    fn table(&mut self, schema: &'a Value, table: &DeTable<'_>, span: &Range<usize>, path: &str) -> Value {
        let known = schema.get("properties").and_then(Value::as_object);
        let extra = schema.get("additionalProperties").filter(|x| x.is_object());
        let mut kept = Map::new();
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref();
            let at = inside(path, name);
            let own = known.and_then(|k| k.get(name));
            if own.is_none() {
                self.tree.keys.insert(at.clone(), key.span().start);
            }
            match own.or(extra) {
                Some(shape) => {
                    let found = self.value(shape, value.get_ref(), value.span(), &at);
                    kept.extend(found.map(|v| (name.to_owned(), v)));
                }
                None => self.unknown_key(name, known, &key.span(), &at),
            }
        }
        for name in required(schema).filter(|name| !kept.contains_key(*name)).collect::<Vec<_>>() {
            let given = table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value.get_ref());
            let shape = known.and_then(|k| k.get(name)).unwrap_or(&ANY);
            if given.is_none() && !self.tree.broken {
                let what = if path.is_empty() { "the file".to_owned() } else { format!("`{path}`") };
                let hint = format!("add `{name} = ...`{}", about(shape));
                self.report("missing-key", span, path, format!("{what} has no `{name}`"), hint);
            }
            let at = inside(path, name);
            kept.insert(name.to_owned(), self.stand_in(shape, given, &at));
            self.tree.bad.insert(at);
        }
        Value::Object(kept)
    }

    fn unknown_key(
        &mut self,
        name: &str,
        known: Option<&Map<String, Value>>,
        span: &Range<usize>,
        path: &str,
    ) {
        let words: Vec<&str> = known.into_iter().flat_map(|k| k.keys().map(String::as_str)).collect();
        let otherwise = if words.is_empty() {
            "remove it".to_owned()
        } else {
            format!("remove it; known here are {}", listed(words.iter().copied()))
        };
        let hint = suggest(name, words.iter().copied(), &otherwise);
        self.report("unknown-key", span, path, format!("`{name}` is not known here"), hint);
    }

    /// Whether a value is one of the schema's, and reports when not.
    fn fits(&mut self, schema: &'a Value, value: &Value, span: &Range<usize>, path: &str) -> bool {
        let key = path.rsplit('.').next().unwrap_or(path);
        let bare = key.split('[').next().unwrap_or(key);
        if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            let words: Vec<&str> = choices.iter().filter_map(|c| c.get("const")?.as_str()).collect();
            let Some(given) = value.as_str() else {
                let hint = format!("write one of {}", listed(words.iter().copied()));
                self.report("wrong-type", span, path, format!("`{key}` has to be a text"), hint);
                return false;
            };
            if !words.contains(&given) {
                let all = format!("write one of {}", listed(words.iter().copied()));
                let hint = suggest(given, words.iter().copied(), &all);
                self.report("bad-value", span, path, format!("`{given}` is no {bare}"), hint);
                return false;
            }
        }
        if let (Some(pattern), Some(given)) = (schema.get("pattern").and_then(Value::as_str), value.as_str())
            && !self.matches(pattern, given)
        {
            let message = if given.trim().is_empty() {
                format!("`{key}` is empty")
            } else {
                format!("`{}` cannot be a `{bare}`", given.escape_debug())
            };
            self.report("bad-value", span, path, message, pattern_hint(pattern));
            return false;
        }
        if schema.get("minLength").and_then(Value::as_u64).is_some()
            && value.as_str().is_some_and(|given| given.trim().is_empty())
        {
            let hint = "write something or remove it".to_owned();
            self.report("bad-value", span, path, format!("`{key}` is empty"), hint);
            return false;
        }
        self.in_range(schema, value, span, path)
    }

    fn matches(&mut self, pattern: &'a str, given: &str) -> bool {
        let compiled = self.patterns.entry(pattern).or_insert_with(|| Regex::new(pattern).ok());
        compiled.as_ref().is_some_and(|p| p.is_match(given))
    }

    fn in_range(&mut self, schema: &Value, value: &Value, span: &Range<usize>, path: &str) -> bool {
        let Some(number) = value.as_f64() else { return true };
        let least = schema.get("minimum").and_then(Value::as_f64);
        let format = schema.get("format").and_then(Value::as_str);
        let wide = (format == Some("uint32")).then_some(f64::from(u32::MAX));
        let most = schema.get("maximum").and_then(Value::as_f64).or(wide);
        if least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most) {
            return true;
        }
        let key = path.rsplit('.').next().unwrap_or(path);
        let hint = match (least, most) {
            (Some(a), Some(b)) => format!("write a number from {a} to {b}"),
            (Some(a), None) => format!("write a number from {a} up"),
            _ => format!("write a number up to {}", most.unwrap_or_default()),
        };
        self.report("bad-value", span, path, format!("`{key}` cannot be `{value}`"), hint);
        false
    }
}

/// The keys that a table has to have.
fn required(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// What a key is for, in the words of the schema.
fn about(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let first = first_sentence(text).replace('\n', " ");
    if first.is_empty() { String::new() } else { format!(": {}", lower_first(&first)) }
}

/// The first sentence without its full stop. A full stop within a word, as in `1.0.0`, ends none.
fn first_sentence(text: &str) -> &str {
    let text = text.trim_start_matches(['.', ' ']);
    let ends = |at: usize| {
        text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let end = text.match_indices('.').map(|(at, _)| at).find(|at| ends(*at)).unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches(['.', ' '])
}

fn pattern_hint(pattern: &str) -> String {
    use crate::format::{LINE, MOMENT, OFFSET, OWN_ID, TENANT_ID};
    match pattern {
        OWN_ID => "use small letters and digits, words joined by `-`, `_` or `.`".into(),
        TENANT_ID => "use visible characters without blanks at the ends".into(),
        LINE => "write one line of text".into(),
        OFFSET => "write it as seen from today: `-61d`, `-2h` or `+38m`".into(),
        MOMENT => "write a day such as `2026-01-31` or a moment such as `2026-01-31T09:00:00Z`".into(),
        other => format!("it has to match `{other}`"),
    }
}

/// A value of any shape.
fn plain(value: &DeValue<'_>) -> Option<Value> {
    Some(match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok()?.into(),
        DeValue::Float(n) => n.as_str().parse::<f64>().ok().filter(|n| n.is_finite())?.into(),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(moment) => Value::String(moment.to_string()),
        DeValue::Array(list) => list.iter().filter_map(|v| plain(v.get_ref())).collect(),
        DeValue::Table(table) => {
            (table.iter()).filter_map(|(k, v)| Some((k.get_ref().to_string(), plain(v.get_ref())?))).collect()
        }
    })
}
