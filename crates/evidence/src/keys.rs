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
        match key(line) {
            Ok(key) => keys.push(key),
            Err(reason) => {
                faults.push(Fault::Unreadable {
                    path: KEYS.to_owned(),
                    reason: format!("line {at}: {reason}"),
                });
            }
        }
    }
    keys
}

fn key(line: &str) -> Result<TrustedKey, String> {
    let mut words = line.split(' ');
    let (Some(key), Some(from), Some(until), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err("a key and two numbers are expected".to_owned());
    };
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("`{text}` is not a number of entries"));
    Ok(TrustedKey {
        key: key.parse::<VerifierKey>().map_err(|error| error.to_string())?,
        from: number(from)?,
        until: if until == "-" { None } else { Some(number(until)?) },
    })
}
