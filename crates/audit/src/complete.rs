//! What may come next while a question is typed.

use crate::column::Column;
use crate::dictionary::Dictionary;
use crate::text::{keys, written};
use serde::{Deserialize, Serialize};

/// What may stand in place of a part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// Where the part begins, in characters from 0.
    pub from: u32,
    /// Where it ends; the cursor stands there.
    pub to: u32,
    /// What may stand there instead, at most as many as were asked for.
    pub candidates: Vec<String>,
}

/// What may come at the cursor, which stands behind so many characters: keys first, then the values of the
/// key in order of the alphabet, those that begin with what was typed before those that only hold it. At most
/// `limit`.
#[must_use]
pub fn complete(text: &str, cursor: u32, dictionary: &Dictionary, limit: usize) -> Completion {
    let typed: Vec<char> = text.chars().take(cursor as usize).collect();
    let Some(start) = start_of_term(&typed) else {
        return Completion { from: cursor, to: cursor, candidates: Vec::new() };
    };
    let term: String = typed.iter().skip(start).collect();
    let (sign, rest) = match term.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", term.as_str()),
    };
    let place = |at: usize, candidates| Completion {
        from: u32::try_from(at).unwrap_or(u32::MAX),
        to: u32::try_from(typed.len()).unwrap_or(u32::MAX),
        candidates,
    };
    let Some((key, values)) = rest.split_once(':') else {
        let fits = |key: &&str| key.starts_with(&rest.to_lowercase());
        let keys = keys().filter(fits).take(limit).map(|key| format!("{sign}{key}:"));
        return place(start, keys.collect());
    };
    let key = key.to_lowercase();
    let column = Column::ALL.into_iter().find(|x| x.key() == key || x.synonyms().contains(&&*key));
    let value = values.rsplit(',').next().unwrap_or_default();
    let at = typed.len() - value.chars().count();
    let value = value.trim_start_matches('"').to_lowercase();
    let Some(column) = column else { return place(at, Vec::new()) };
    let mut found: Vec<(bool, &str)> = dictionary
        .words(column)
        .filter(|word| !word.is_empty())
        .filter_map(|word| Some((word.to_lowercase().find(&value)? > 0, word)))
        .collect();
    found.sort_unstable();
    place(at, found.into_iter().take(limit).map(|(_, word)| written(word)).collect())
}

/// Where the term at the end begins, in characters; `None` inside a quoted text, which nothing completes.
fn start_of_term(typed: &[char]) -> Option<usize> {
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in typed.iter().enumerate() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => start = at + 1,
            _ => {}
        }
    }
    (typed.get(start) != Some(&'"')).then_some(start)
}
