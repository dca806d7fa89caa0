//! Reads TOML against a JSON Schema: every unknown key, wrong type, missing key and bad value is reported, and what is
//! left is sound. An entry of a list that cannot be used is left out; the next one is read all the same.

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
    /// Ids of entries that were left out, by list: others may refer to them without being wrong.
    pub lost: BTreeSet<(String, String)>,
    /// Whether the text is not TOML somewhere: entries may be missing without a trace.
    pub broken: bool,
}

impl Tree {
    /// Offset of a value; of what contains it when it is not there.
    pub(crate) fn offset(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some(at) = self.places.get(path) {
                return *at;
            }
            let Some(cut) = path.rfind(['.', '[']) else { return 0 };
            path = path.get(..cut).unwrap_or_default();
        }
    }
}

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
    let bad_lines = unreadable(text.text, &told);
    let mut reader = Reader { text, root: schema, bad_lines, tree, patterns: BTreeMap::new(), problems };
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
    bad_lines: BTreeSet<usize>,
    tree: Tree,
    /// The schema's patterns, compiled; `None` for one that is no regular expression, which fits nothing.
    patterns: BTreeMap<&'a str, Option<Regex>>,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reader<'a, '_> {
    /// Reports a problem, unless it follows from what is not TOML anyway.
    fn report(&mut self, code: &str, span: &Range<usize>, path: &str, message: String, hint: String) {
        let line = self.text.line(span.start);
        // what the parser made up to go on has no place of its own
        let made_up = self.tree.broken && span.is_empty();
        if made_up || self.bad_lines.contains(&line) {
            return;
        }
        let mut place = self.text.place(span.start);
        if !path.is_empty() {
            place = place.field(path);
        }
        self.problems.push(Problem::error(code, place, message, hint));
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let Some(name) = schema.get("$ref").and_then(Value::as_str) else { return schema };
        name.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer)).unwrap_or(schema)
    }

    fn value(
        &mut self,
        schema: &'a Value,
        value: &DeValue<'_>,
        span: Range<usize>,
        path: &str,
    ) -> Option<Value> {
        let schema = self.resolve(schema);
        self.tree.places.insert(path.to_owned(), span.start);
        let wanted = schema.get("type").and_then(Value::as_str);
        let read = match (wanted, value) {
            (Some("object"), DeValue::Table(table)) => return self.table(schema, table, &span, path),
            (Some("array"), DeValue::Array(list)) => {
                return Some(self.list(schema, list.iter(), &span, path));
            }
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
                        self.report(
                            "bad-value",
                            &span,
                            path,
                            format!("the number `{digits}` is too large"),
                            hint,
                        );
                        return None;
                    }
                }
            }
            (Some("number") | None, DeValue::Float(number)) => match number.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => number.into(),
                _ => {
                    let hint = "write a finite number".to_owned();
                    let message = format!("`{}` is no number to reckon with", number.as_str());
                    self.report("bad-value", &span, path, message, hint);
                    return None;
                }
            },
            (None, _) if schema.get("oneOf").is_none() => return plain(value),
            _ => {
                self.wrong_type(schema, value, &span, path);
                return None;
            }
        };
        self.fits(schema, &read, &span, path).then_some(read)
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
        static ANY: Value = Value::Bool(true);
        let items = schema.get("items").unwrap_or(&ANY);
        let mut kept = Vec::new();
        let mut given = 0_u64;
        for item in list {
            given += 1;
            let at = format!("{path}[{}]", kept.len());
            match self.value(items, item.get_ref(), item.span(), &at) {
                Some(value) => kept.push(value),
                None => {
                    self.forget(&at);
                    if let Some(id) = item.get_ref().get("id").and_then(|id| id.get_ref().as_str()) {
                        self.tree.lost.insert((path.to_owned(), id.to_owned()));
                    }
                }
            }
        }
        if schema.get("minItems").and_then(Value::as_u64).is_some_and(|least| given < least) {
            let key = path.rsplit('.').next().unwrap_or(path);
            let hint = "name at least one".to_owned();
            self.report("bad-value", span, path, format!("`{key}` is empty"), hint);
        }
        Value::Array(kept)
    }

    /// Forgets the places in an entry that is left out, so that the next one can take its number.
    fn forget(&mut self, path: &str) {
        let inside = self.tree.places.range(path.to_owned()..).map(|(p, _)| p);
        let inside: Vec<String> = inside.take_while(|p| p.starts_with(path)).cloned().collect();
        for path in inside {
            self.tree.places.remove(&path);
        }
    }

    fn table(
        &mut self,
        schema: &'a Value,
        table: &DeTable<'_>,
        span: &Range<usize>,
        path: &str,
    ) -> Option<Value> {
        let known = schema.get("properties").and_then(Value::as_object);
        let extra = schema.get("additionalProperties").filter(|x| x.is_object());
        let mut kept = Map::new();
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref();
            let at = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            match known.and_then(|k| k.get(name)).or(extra) {
                Some(shape) => {
                    let found = self.value(shape, value.get_ref(), value.span(), &at);
                    kept.extend(found.map(|v| (name.to_owned(), v)));
                }
                None => self.unknown_key(name, known, &key.span(), &at),
            }
        }
        let mut complete = true;
        for name in
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
        {
            complete &= kept.contains_key(name);
            if !table.iter().any(|(key, _)| key.get_ref() == name) && !self.tree.broken {
                let what = if path.is_empty() { "the file".to_owned() } else { format!("`{path}`") };
                let about = known.and_then(|k| k.get(name)).map(|s| self.about(s)).unwrap_or_default();
                let hint = format!("add `{name} = ...`{about}");
                self.report("missing-key", span, path, format!("{what} has no `{name}`"), hint);
            }
        }
        complete.then_some(Value::Object(kept))
    }

    /// What a key is for, in the words of the schema.
    fn about(&self, schema: &Value) -> String {
        let own = schema.get("description").and_then(Value::as_str);
        let first = own.and_then(|text| text.split(['.', '\n']).next()).map(str::trim).unwrap_or_default();
        if first.is_empty() { String::new() } else { format!(": {}", lower_first(first)) }
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
