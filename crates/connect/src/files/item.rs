//! One item of a Steward JSON list: its fields, where they stand, and what is wrong with them.

use super::MAX_VALUE;
use super::cells::never_ends;
use super::log::{nearest, shown};
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// The fields of an object in the order of the file, duplicates included.
pub(super) struct Entries<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    list.push(entry);
                }
                Ok(list)
            }
        }
        deserializer.deserialize_map(Collect).map(Entries)
    }
}

/// The names of the fields of a type, as serde knows them.
fn fields_of<T: DeserializeOwned>() -> &'static [&'static str] {
    struct Names<'n>(&'n mut &'static [&'static str]);
    impl<'de> Deserializer<'de> for Names<'_> {
        type Error = serde::de::value::Error;
        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(serde::de::Error::custom("only asked for names"))
        }
        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            *self.0 = fields;
            self.deserialize_any(visitor)
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }
    let mut names: &'static [&'static str] = &[];
    // the answer is always an error; what counts is what was asked for
    drop(T::deserialize(Names(&mut names)));
    names
}

/// Whether a part of an item may be left out without changing what the rest means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person, group ...: a field that cannot be read is left out, the item stays.
    Thing,
    /// A membership, grant ...: a field that cannot be read changes what is given, so the item is left out.
    Edge,
}

/// What is wrong with an item.
pub(super) struct Flaw<'a> {
    pub code: &'static str,
    /// Field within the item; empty for the item itself.
    pub field: String,
    /// Where it stands; the item itself when unknown.
    pub at: Option<&'a RawValue>,
    pub message: String,
    pub hint: String,
}

/// Reads an item. What is wrong is pushed to `flaws`; `None` when nothing of it can be used.
pub(super) fn read<'a, T: DeserializeOwned>(
    raw: &'a RawValue,
    kind: Kind,
    flaws: &mut Vec<Flaw<'a>>,
) -> Option<T> {
    let left_out = match kind {
        Kind::Thing => "the field was left out",
        Kind::Edge => "the entry was left out",
    };
    let mut entries = match serde_json::from_str::<Entries<'a>>(raw.get()) {
        Ok(entries) => entries.0,
        Err(_) => {
            let message = format!("`{}` is not an object", shown(raw.get()));
            let hint = "write it as an object, `{ … }`; the entry was left out".to_owned();
            flaws.push(Flaw { code: "bad-type", field: String::new(), at: None, message, hint });
            return None;
        }
    };
    let known = fields_of::<T>();
    let mut usable = true;
    entries.retain(|(name, value)| {
        let fine = known.contains(&name.as_str());
        if !fine {
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`? {left_out}"),
                None => format!("the fields are {}; {left_out}", known.join(", ")),
            };
            let message = format!("there is no field `{}`", shown(name));
            flaws.push(Flaw { code: "unknown-field", field: shown(name), at: Some(value), message, hint });
            usable &= kind == Kind::Thing;
        }
        fine
    });
    while let Some(at) = duplicate(&entries) {
        let (name, value) = entries.remove(at);
        let message = format!("`{name}` is given twice");
        let hint = "remove one of the two; the last counts".to_owned();
        flaws.push(Flaw { code: "double-field", field: name, at: Some(value), message, hint });
    }
    entries.retain(|(name, value)| name != "until" || !is_endless(value));
    if !ids_are_fit(&mut entries, flaws) {
        return None;
    }
    loop {
        let source = MapDeserializer::new(entries.iter().map(|(name, value)| (name.as_str(), *value)));
        let error = match serde_path_to_error::deserialize::<_, T>(source) {
            Ok(item) => return usable.then_some(item),
            Err(error) => error,
        };
        let path = error.path().to_string();
        let first = path.split(['.', '[']).next().unwrap_or_default();
        let Some(at) = entries.iter().position(|(name, _)| name == first) else {
            let message = plain(&error.inner().to_string());
            let hint = "add it; the entry was left out".to_owned();
            flaws.push(Flaw { code: "missing-field", field: String::new(), at: None, message, hint });
            return None;
        };
        let (name, value) = entries.remove(at);
        let (message, hint) = explain(&name, value, &error.inner().to_string());
        let flaw = Flaw { code: "bad-value", field: path, at: Some(value), message, hint: String::new() };
        if kind == Kind::Edge || is_needed::<T>(&name, &entries) {
            flaws.push(Flaw { hint: format!("{hint}; the entry was left out"), ..flaw });
            return None;
        }
        flaws.push(Flaw { hint: format!("{hint}; the field was left out"), ..flaw });
    }
}

/// Whether a value is an end that says that there is none.
fn is_endless(value: &RawValue) -> bool {
    serde_json::from_str::<String>(value.get()).is_ok_and(|x| never_ends(&x))
}

/// Whether the ids of an item can be used. One that the item can be without is taken out.
fn ids_are_fit<'a>(entries: &mut Vec<(String, &'a RawValue)>, flaws: &mut Vec<Flaw<'a>>) -> bool {
    let mut fit = true;
    entries.retain(|(name, value)| {
        let needed = match name.as_str() {
            "id" | "group" | "person" | "member" | "role" | "includes" | "permission" | "objects" => true,
            "manager" | "owner" => false,
            _ => return true,
        };
        let Some(id) = unfit(value) else { return true };
        let (message, what_to_do) = match id.len() {
            n if n > MAX_VALUE => {
                (format!("`{}` has {n} bytes, the limit is {MAX_VALUE}", shown(&id)), "give a shorter id")
            }
            _ => (format!("`{}` holds a control character", shown(&id)), "remove it"),
        };
        let what = if needed { "entry" } else { "field" };
        let hint = format!("{what_to_do}; the {what} was left out");
        flaws.push(Flaw { code: "bad-value", field: name.clone(), at: Some(value), message, hint });
        fit &= !needed;
        false
    });
    fit
}

/// The first text of a value that cannot be an id.
fn unfit(value: &RawValue) -> Option<String> {
    // a short text that is neither escaped nor of strange letters is fit
    if value.get().len() <= MAX_VALUE && value.get().bytes().all(|x| x < 0x7f && x != b'\\') {
        return None;
    }
    let texts: Vec<String> = match serde_json::from_str(value.get()) {
        Ok(one) => vec![one],
        Err(_) => serde_json::from_str(value.get()).unwrap_or_default(),
    };
    texts.into_iter().find(|x| x.len() > MAX_VALUE || x.chars().any(char::is_control))
}

/// Position of the first of two fields of one name.
fn duplicate(entries: &[(String, &RawValue)]) -> Option<usize> {
    (entries.iter().enumerate())
        .find(|(at, (name, _))| entries.iter().skip(at + 1).any(|(other, _)| other == name))
        .map(|(at, _)| at)
}

/// Whether the item cannot be without the field that was just taken out.
fn is_needed<T: DeserializeOwned>(name: &str, rest: &[(String, &RawValue)]) -> bool {
    let source = MapDeserializer::new(rest.iter().map(|(name, value)| (name.as_str(), *value)));
    let error = T::deserialize(source).err().map(|x: serde_json::Error| x.to_string());
    error.is_some_and(|x| x.contains(&format!("missing field `{name}`")))
}

/// What is wrong with a value and what to write instead.
fn explain(name: &str, value: &RawValue, error: &str) -> (String, String) {
    let given = shown(value.get());
    if matches!(name, "since" | "until") {
        let message = format!("`{given}` is not a time");
        return (message, "write it as \"2026-11-30\" or \"2026-11-30T17:00:00Z\"".to_owned());
    }
    if matches!(name, "lastUsed" | "lastSignIn" | "created") {
        let message = format!("`{given}` is not a time");
        return (message, "write it as \"2026-11-30T17:00:00Z\"".to_owned());
    }
    let number = value.get().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if number && error.contains("a string") {
        return (format!("`{given}` is a number, text is needed"), format!("write it as \"{given}\""));
    }
    (plain(error), format!("correct `{}`", shown(name)))
}

/// A message of the JSON reader in plain words.
pub(super) fn plain(error: &str) -> String {
    let text = error.rsplit_once(" at line ").map_or(error, |(text, _)| text);
    let mut text = text.to_owned();
    for (from, to) in [
        ("key must be a string", "a field's name is not in double quotes"),
        (
            "control character (\\u0000-\\u001F) found while parsing a string",
            "a text runs over the end of its line",
        ),
        ("trailing characters", "something follows the end of the document"),
        ("recursion limit exceeded", "objects and lists are nested too deeply"),
        ("unknown variant ", "found "),
        ("invalid type: ", "found "),
        ("invalid value: ", "found "),
        ("missing field ", "the field is missing: "),
        ("sequence", "list"),
        ("map", "object"),
        ("boolean `", "`"),
        ("integer `", "the number `"),
        ("floating point `", "the number `"),
        ("string \"", "the text \""),
        ("a boolean", "true or false"),
        ("u32", "a whole number"),
        ("a string", "text"),
        ("EOF while parsing", "the file ends within"),
    ] {
        text = text.replace(from, to);
    }
    text
}
