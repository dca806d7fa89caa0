//! Collects the problems of one file, up to a bound.

use super::MAX_PROBLEMS;
use crate::missing::Extent;
use steward_model::{Place, Problem};

pub(super) struct Log {
    file: String,
    problems: Vec<Problem>,
    dropped: usize,
    /// How much of the access was left out.
    pub lost: Option<Extent>,
}

impl Log {
    pub fn new(file: &str) -> Self {
        Self { file: file.to_owned(), problems: Vec::new(), dropped: 0, lost: None }
    }

    /// This file.
    pub fn place(&self) -> Place {
        Place::file(self.file.clone())
    }

    /// A line of this file.
    pub fn line(&self, line: u32) -> Place {
        Place { line: (line > 0).then_some(line), ..self.place() }
    }

    pub fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.dropped += 1;
        }
    }

    pub fn warn(&mut self, code: &str, place: Place, message: String, hint: &str) {
        self.push(Problem::warning(code, place, message, hint));
    }

    /// A problem that cost some access.
    pub fn leave_out(&mut self, extent: Extent, code: &str, place: Place, message: String, hint: &str) {
        self.lost = Some(self.lost.map_or(extent, |lost| lost.and(extent)));
        self.warn(code, place, message, hint);
    }

    pub fn note(&mut self, code: &str, place: Place, message: String, hint: &str) {
        self.push(Problem::note(code, place, message, hint));
    }

    pub fn finish(mut self) -> Vec<Problem> {
        if self.dropped > 0 {
            let message = format!("{} more problems are not listed", self.dropped);
            let hint = "correct those that are listed and read the file again";
            self.problems.push(Problem::warning("too-many-problems", Place::file(self.file), message, hint));
        }
        self.problems
    }
}

/// One entry.
pub(super) const ONE: Extent = Extent::Entries(1);

/// Refuses a whole file.
pub(super) fn refuse(
    code: &str,
    place: Place,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Box<Problem> {
    Box::new(Problem::error(code, place, message, hint))
}

/// A value as it is shown in a message: short and on one line.
pub(crate) fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    let mut text: String = (value.chars().take(LONGEST))
        .map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if value.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}

/// The known word that was probably meant.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // longer than any word: what is compared with all others would take its time
    const LONGEST: usize = 256;
    if word.len() > LONGEST {
        return None;
    }
    let plain = |x: &str| x.trim().to_lowercase();
    let word = plain(word);
    (known.into_iter())
        .filter(|x| x.len() <= LONGEST)
        .map(|x| (strsim::jaro_winkler(&word, &plain(x)), x))
        .filter(|(score, _)| *score > 0.84)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, x)| x)
}
