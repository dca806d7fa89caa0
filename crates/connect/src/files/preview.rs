//! What a file looks like before it is read.

use super::csv::{SAMPLE, open, sample};
use super::log::Log;
use super::mapping::{Mapping, suggest};
use super::text::decode;
use super::{Format, pairs};
use steward_model::Problem;

/// Rows of a preview.
const ROWS: usize = 8;

/// What a file looks like before it is read.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// What it seems to be; `None` when it cannot be read at all.
    pub format: Option<Format>,
    /// Encoding of the text.
    pub encoding: &'static str,
    /// What separates the cells of a CSV file.
    pub delimiter: Option<char>,
    /// Header of a CSV file; `user`, `permission` for pairs.
    pub columns: Vec<String>,
    /// The first rows, at most 8.
    pub sample: Vec<Vec<String>>,
    /// A mapping that fits a CSV file's header.
    pub suggested: Option<Mapping>,
    /// Why it cannot be read, or in what encoding it was.
    pub problems: Vec<Problem>,
}

/// What a file seems to be, by its name's ending and its content.
#[must_use]
pub fn guess_format(name: &str, bytes: &[u8]) -> Option<Format> {
    let text = decode(name, bytes).ok()?.text.into_owned();
    Some(guess(name, &text))
}

fn guess(name: &str, text: &str) -> Format {
    let start = text.trim_start();
    if start.starts_with('{') || start.starts_with("[{") {
        return Format::Json;
    }
    let ending = name.rsplit_once('.').map(|(_, x)| x.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "json" => Format::Json,
        "pairs" => Format::Pairs,
        "csv" => Format::Csv,
        // a header that was read as a pair would be a person with a permission
        _ if pairs::likeness(text) > 0.9 && !pairs::is_table(text) => Format::Pairs,
        _ => Format::Csv,
    }
}

/// Looks at the beginning of a file.
#[must_use]
pub fn preview(name: &str, bytes: &[u8]) -> Preview {
    let decoded = match decode(name, bytes) {
        Ok(decoded) => decoded,
        Err(problem) => return Preview { problems: vec![*problem], ..Preview::default() },
    };
    let text = decoded.text.as_ref();
    let format = guess(name, text);
    let base = Preview {
        format: Some(format),
        encoding: decoded.encoding,
        problems: decoded.note.into_iter().collect(),
        ..Preview::default()
    };
    match format {
        Format::Json => base,
        Format::Pairs => Preview {
            columns: vec!["user".to_owned(), "permission".to_owned()],
            sample: pairs::sample(text, ROWS),
            ..base
        },
        Format::Csv => table(name, text, None, base),
    }
}

fn table(name: &str, text: &str, mapping: Option<&Mapping>, base: Preview) -> Preview {
    let mut log = Log::new(name);
    let default = Mapping::default();
    match open(&mut log, text, mapping.unwrap_or(&default)) {
        Ok(table) => {
            let mut rows = sample(&table, SAMPLE);
            let suggested = suggest(&table.header, &rows);
            rows.truncate(ROWS);
            let problems = base.problems.into_iter().chain(log.finish()).collect();
            Preview {
                format: base.format,
                encoding: base.encoding,
                delimiter: Some(table.delimiter),
                columns: table.header,
                sample: rows,
                suggested,
                problems,
            }
        }
        Err(problem) => Preview { problems: vec![*problem], ..base },
    }
}

/// Looks at a file that the person says is CSV, with the mapping chosen so far.
#[must_use]
pub fn preview_csv(name: &str, bytes: &[u8], mapping: &Mapping) -> Preview {
    match decode(name, bytes) {
        Ok(decoded) => {
            let base = Preview {
                format: Some(Format::Csv),
                encoding: decoded.encoding,
                problems: decoded.note.into_iter().collect(),
                ..Preview::default()
            };
            table(name, &decoded.text, Some(mapping), base)
        }
        Err(problem) => Preview { problems: vec![*problem], ..Preview::default() },
    }
}
