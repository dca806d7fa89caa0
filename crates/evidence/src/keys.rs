//! `keys.txt`: one key a line with the part of the log that it signed.

use crate::Fault;
use crate::names::KEYS;
use std::fmt::Write;
use steward_ledger::{TrustedKey, VerifierKey};

/// `name+id+key from until`, with `-` for a key that is in use. Numbers are numbers of entries, inclusive.
pub fn write(keys: &[TrustedKey]) -> String {
    let mut out = String::new();
    for TrustedKey { key, from, until } in keys {
        let until = until.map_or_else(|| "-".to_owned(), |until| until.to_string());
        let _ = writeln!(out, "{key} {from} {until}");
    }
    out
}

/// Reads what [`write`] writes; lines that are none are faults.
pub fn read(text: &str, faults: &mut Vec<Fault>) -> Vec<TrustedKey> {
    let mut keys = Vec::new();
    for (line, at) in text.lines().zip(1_usize..) {
        match key(line, at) {
            Ok(key) => keys.push(key),
            Err(fault) => faults.push(fault),
        }
    }
    keys
}

fn key(line: &str, at: usize) -> Result<TrustedKey, Fault> {
    let not =
        |reason: String| Fault::Unreadable { path: KEYS.to_owned(), reason: format!("line {at}: {reason}") };
    let mut words = line.split(' ');
    let (Some(key), Some(from), Some(until), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(not("a key and two numbers are expected".to_owned()));
    };
    // as `write` writes them, and no other way: `06` and `+6` would be other bytes for the same key
    let number = |text: &str| {
        let read = text.parse::<u64>().ok().filter(|number| number.to_string() == text);
        read.ok_or_else(|| not(format!("`{text}` is not a number of entries")))
    };
    Ok(TrustedKey {
        key: key.parse::<VerifierKey>().map_err(|error| not(error.to_string()))?,
        from: number(from)?,
        until: if until == "-" { None } else { Some(number(until)?) },
    })
}
