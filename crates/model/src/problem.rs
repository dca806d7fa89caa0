//! What is wrong with an input, where, and what to do about it. One bad row never hides the next.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProblemLevel {
    /// Worth knowing; everything was read.
    Note,
    /// Something was left out; the rest was read.
    Warning,
    /// The input as a whole is refused.
    Error,
}

/// Where in an input. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// File path or address as the person gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Field, key or JSON path, such as `people[3].userName`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Place {
    /// A place known only by its file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: Some(file.into()), ..Self::default() }
    }

    /// The same place with a line and a column.
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Self {
        self.line = u32::try_from(line).ok();
        self.column = u32::try_from(column).ok();
        self
    }

    /// The same place with a field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

impl fmt::Display for Place {
    /// `file:line:column field`, as compilers print it, leaving out what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file.as_deref().unwrap_or("input"))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(field) = &self.field {
            write!(f, " {field}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How much it costs.
    pub level: ProblemLevel,
    /// Stable word for what kind of problem it is, such as `unknown-person`.
    pub code: String,
    /// Where it is.
    pub place: Place,
    /// What happened: lower case, no full stop, what was given in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Problem {
    /// A problem that makes the whole input unusable.
    #[must_use]
    pub fn error(code: &str, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Error,
            code: code.into(),
            place,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// A problem that cost a part of the input.
    #[must_use]
    pub fn warning(code: &str, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Warning,
            code: code.into(),
            place,
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// Something worth knowing.
    #[must_use]
    pub fn note(code: &str, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Note,
            code: code.into(),
            place,
            message: message.into(),
            hint: hint.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.level {
            ProblemLevel::Note => "note",
            ProblemLevel::Warning => "warning",
            ProblemLevel::Error => "error",
        };
        write!(f, "{}: {word}: {}\n  hint: {}", self.place, self.message, self.hint)
    }
}
