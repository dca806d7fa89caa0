//! The text form of a question: `who:ines op:tenant.* outcome:denied since:2026-05-01 "billing access"`.
//!
//! Terms stand apart by space. `key:value` is what a column has to be, `-key:value` what it may not be;
//! several values stand apart by comma, or the key is there several times. `*` stands for any characters.
//! `since` and `until` take a day or a moment (RFC 3339); the day of `until` is included, and `until` is after
//! `since`. Everything else is looked for as text. What holds a space, a comma, a colon or a quote stands
//! between double quotes, with `\` before `"` and `\`.

use crate::column::Column;
use crate::event::{ApprovalState, EventSource, OutcomeState};
use crate::question::{Filter, Question};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use std::fmt::{self, Write};
use std::str::FromStr;
use steward_model::Consequence;

/// What is wrong with the text of a question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {message}")]
pub struct QuestionError {
    /// Where it is, in characters from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Keys of the two moments.
pub(crate) const SINCE: &str = "since";
pub(crate) const UNTIL: &str = "until";

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut terms = Vec::new();
        for (column, Filter { include, exclude }) in &self.filters {
            for (sign, words) in [("", include), ("-", exclude)] {
                if !words.is_empty() {
                    let words: Vec<String> = words.iter().map(|word| written(word)).collect();
                    terms.push(format!("{sign}{}:{}", column.key(), words.join(",")));
                }
            }
        }
        for (key, moment) in [(SINCE, self.since), (UNTIL, self.until)] {
            if let Some(moment) = moment {
                terms.push(format!("{key}:{moment}"));
            }
        }
        terms.extend(self.text.iter().map(|term| written(term)));
        f.write_str(&terms.join(" "))
    }
}

/// A value as it is written in a question, between quotes when it has to be.
pub(crate) fn written(word: &str) -> String {
    let plain = !word.is_empty()
        && !word.starts_with('-')
        && !word.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\\' | ',' | ':'));
    if plain {
        return word.to_owned();
    }
    let mut text = String::from('"');
    for c in word.chars() {
        if matches!(c, '"' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('"');
    text
}

impl FromStr for Question {
    type Err = QuestionError;

    fn from_str(text: &str) -> Result<Self, QuestionError> {
        let mut parser = Parser { chars: text.chars().collect(), at: 0 };
        let mut question = Self::default();
        loop {
            parser.skip_space();
            if parser.peek().is_none() {
                break;
            }
            parser.term(&mut question)?;
        }
        question.filters.retain(|_, filter| !filter.include.is_empty() || !filter.exclude.is_empty());
        Ok(question)
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn at_end_of_term(&self) -> bool {
        self.peek().is_none_or(char::is_whitespace)
    }

    fn term(&mut self, question: &mut Question) -> Result<(), QuestionError> {
        let start = self.at;
        if self.peek() == Some('"') {
            let term = self.quoted()?;
            if !self.at_end_of_term() {
                return Err(wrong(
                    self.at,
                    "there is something right behind the quote",
                    "put a space between",
                ));
            }
            if !term.trim().is_empty() {
                question.text.push(term);
            }
            return Ok(());
        }
        let not = self.peek() == Some('-');
        self.at += usize::from(not);
        let word = self.plain(&[':', ',', '"', '\\']);
        match self.peek() {
            Some(':') => {
                self.at += 1;
                self.filter(question, start, &word, not)
            }
            Some(c) if !c.is_whitespace() => {
                let message = format!("there is a `{c}` inside a word");
                Err(wrong(self.at, message, "put the whole word between double quotes"))
            }
            _ => text(question, start, word, not),
        }
    }

    fn filter(
        &mut self,
        question: &mut Question,
        start: usize,
        key: &str,
        not: bool,
    ) -> Result<(), QuestionError> {
        let key_at = start + usize::from(not);
        let lower = key.to_lowercase();
        if let moment @ (SINCE | "from" | UNTIL | "to") = lower.as_str() {
            let is_since = matches!(moment, SINCE | "from");
            if not {
                let hint = "use `since` for not before a moment, and `until` for before one";
                return Err(wrong(start, format!("`{key}` cannot be excluded"), hint));
            }
            return self.moment(question, key, is_since);
        }
        let Some(column) =
            Column::ALL.into_iter().find(|x| x.key() == lower || x.synonyms().contains(&&*lower))
        else {
            return Err(wrong(key_at, format!("there is no key `{key}`"), unknown_key(&lower)));
        };
        loop {
            let value_at = self.at;
            let is_quoted = self.peek() == Some('"');
            let value = if is_quoted { self.quoted()? } else { self.value() };
            if value.is_empty() && !is_quoted {
                let hint =
                    format!("write a value right behind it, or `{key}:\"\"` for events that say nothing");
                return Err(wrong(value_at, format!("`{key}` has no value here"), hint));
            }
            let value =
                known_word(column, value).map_err(|(message, hint)| wrong(value_at, message, hint))?;
            let filter = question.filters.entry(column).or_default();
            let words = if not { &mut filter.exclude } else { &mut filter.include };
            words.insert(value);
            match self.peek() {
                Some(',') => self.at += 1,
                _ if self.at_end_of_term() => return Ok(()),
                Some(c) => {
                    let message = format!("there is a `{c}` inside a value");
                    return Err(wrong(self.at, message, "put the whole value between double quotes"));
                }
                None => return Ok(()),
            }
        }
    }

    /// A value without quotes. A colon may be inside, as in `arn:aws`.
    fn value(&mut self) -> String {
        self.plain(&[',', '"', '\\'])
    }

    fn moment(&mut self, question: &mut Question, key: &str, is_since: bool) -> Result<(), QuestionError> {
        let at = self.at;
        let value = if self.peek() == Some('"') { self.quoted()? } else { self.plain(&[]) };
        if !self.at_end_of_term() {
            return Err(wrong(self.at, "there is something right behind the quote", "put a space between"));
        }
        let moment = moment(&value, !is_since).ok_or_else(|| {
            let hint = format!(
                "write a day or a moment, such as `{key}:2026-05-03` or `{key}:2026-05-03T10:00:00Z`"
            );
            wrong(at, format!("`{value}` is no moment"), hint)
        })?;
        let place = if is_since { &mut question.since } else { &mut question.until };
        if place.replace(moment).is_some() {
            return Err(wrong(at, format!("`{key}` is there twice"), "leave one of them out"));
        }
        if let (Some(since), Some(until)) = (question.since, question.until)
            && since >= until
        {
            let message =
                format!("the question ends at `{until}`, which is not after its beginning `{since}`");
            return Err(wrong(
                at,
                message,
                "nothing can answer that: swap the two moments, or leave one out",
            ));
        }
        Ok(())
    }

    /// Characters up to space or one of `stops`.
    fn plain(&mut self, stops: &[char]) -> String {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let word: String =
            rest.iter().copied().take_while(|c| !c.is_whitespace() && !stops.contains(c)).collect();
        self.at += word.chars().count();
        word
    }

    /// What stands between double quotes.
    fn quoted(&mut self) -> Result<String, QuestionError> {
        let start = self.at;
        self.at += 1;
        let mut word = String::new();
        loop {
            let c = self.peek();
            self.at += 1;
            match c {
                Some('"') => return Ok(word),
                Some('\\') => {
                    let next = self.peek();
                    self.at += 1;
                    match next {
                        Some(c @ ('"' | '\\')) => word.push(c),
                        // a path of Windows is not meant to lose its backslashes
                        Some(c) => word.extend(['\\', c]),
                        None => return Err(unclosed(start)),
                    }
                }
                Some(c) => word.push(c),
                None => return Err(unclosed(start)),
            }
        }
    }
}

/// A word without a key.
fn text(question: &mut Question, start: usize, word: String, not: bool) -> Result<(), QuestionError> {
    if not {
        let message = format!("the text `{word}` cannot be excluded");
        let hint =
            "put it between double quotes to look for it as it is, or exclude a value: `-op:tenant.read`";
        return Err(wrong(start, message, hint));
    }
    question.text.push(word);
    Ok(())
}

fn unclosed(start: usize) -> QuestionError {
    wrong(start, "the quote is not closed", "write `\"` at its end")
}

fn wrong(at: usize, message: impl Into<String>, hint: impl Into<String>) -> QuestionError {
    let column = u32::try_from(at.saturating_add(1)).unwrap_or(u32::MAX);
    QuestionError { column, message: message.into(), hint: hint.into() }
}

/// All keys, columns first.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    Column::ALL.into_iter().map(Column::key).chain([SINCE, UNTIL])
}

fn unknown_key(given: &str) -> String {
    if let Some(word) = nearest(given, keys()) {
        return format!("did you mean `{word}`? To look for it as text, put it between double quotes");
    }
    let mut hint = String::from("the keys are");
    for (at, key) in keys().enumerate() {
        // writing to a String does not fail
        let _ = write!(hint, "{}`{key}`", if at == 0 { " " } else { ", " });
    }
    hint + "; to look for it as text, put it between double quotes"
}

/// The known word that was probably meant.
fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // longer than any word that is known
    if given.len() > 64 {
        return None;
    }
    (known.into_iter())
        .map(|word| (strsim::normalized_damerau_levenshtein(given, word), word))
        .filter(|(score, _)| *score > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// A word of a column that has only certain ones, as it is kept; what is wrong and a hint when it is none of
/// them.
fn known_word(column: Column, value: String) -> Result<String, (String, String)> {
    let lower = value.to_lowercase();
    let words: Vec<&str> = match column {
        Column::Outcome => OutcomeState::ALL.map(OutcomeState::word).to_vec(),
        Column::Consequence => Consequence::ALL.map(Consequence::word).to_vec(),
        Column::Approval => ApprovalState::ALL.map(ApprovalState::word).to_vec(),
        Column::Source => EventSource::ALL.map(EventSource::word).to_vec(),
        _ => return Ok(value),
    };
    let meant = match (column, lower.as_str()) {
        (Column::Outcome, "refused" | "rejected" | "forbidden") => "denied",
        (Column::Outcome, "failed" | "error") => "failure",
        (Column::Outcome, "ok" | "done" | "succeeded") => "success",
        (Column::Approval, "approved" | "agreed") => "granted",
        (Column::Approval, "waiting") => "pending",
        (Column::Approval, "refused" | "rejected") => "declined",
        (Column::Approval, "none" | "not-needed") => "not-required",
        (_, word) => word,
    };
    // the empty word is known everywhere: events that say nothing
    if meant.is_empty() || words.contains(&meant) || crate::glob::is_pattern(meant) {
        return Ok(meant.to_owned());
    }
    let hint = match nearest(meant, words.iter().copied()) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("it is one of {}", words.join(", ")),
    };
    Err((format!("there is no {} `{value}`", column.key()), hint))
}

/// A moment, or a day in UTC: its beginning, or for the end of a stretch the beginning of the next.
fn moment(text: &str, is_end: bool) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    // a day is written in ten characters; a moment without a zone is one of UTC
    let civil = if text.len() > 10 {
        text.parse::<DateTime>().ok()?
    } else {
        let day: Date = text.parse().ok()?;
        let day = if is_end { day.tomorrow().ok()? } else { day };
        day.at(0, 0, 0, 0)
    };
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
