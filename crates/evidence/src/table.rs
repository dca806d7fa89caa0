//! `entries.csv` and `events.csv`: one row an answer (RFC 4180), for spreadsheets.

use crate::contents::Contents;
use crate::facts::{self, LABELS};
use crate::text::harmless;
use crate::told;
use csv::{Terminator, WriterBuilder};

/// The table. No cell can become a formula.
pub fn render(contents: &Contents) -> Result<Vec<u8>, csv::Error> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    table.write_record(LABELS.into_iter().chain(["changes", "hash"]))?;
    for kept in contents.answers() {
        let number = kept.entry.chain.number;
        let mut cells = facts::of(contents, &kept.entry).to_vec();
        let changes: Vec<String> = (kept.entry.event.changes.iter().enumerate())
            .map(|(at, change)| {
                let [object, field, before, after] = facts::change(contents, number, at, change);
                let of = if object.is_empty() { String::new() } else { format!("{object}, ") };
                format!("{of}{field}: {before} -> {after}")
            })
            .collect();
        cells.push(changes.join("; "));
        cells.push(kept.hash.to_string());
        table.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    Ok(table.into_inner().unwrap_or_default())
}

/// The same of events of tenants' own logs.
pub fn of_events(contents: &Contents) -> Result<Vec<u8>, csv::Error> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    table.write_record(told::LABELS.into_iter().chain(["hash"]))?;
    for (place, kept) in &contents.events {
        let hash = kept.hash.to_string();
        let cells = told::of(contents, *place, kept);
        table.write_record(cells.iter().chain([&hash]).map(|cell| harmless(cell).into_owned()))?;
    }
    Ok(table.into_inner().unwrap_or_default())
}
