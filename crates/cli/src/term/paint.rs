//! Colour. It adds speed, never meaning: everything is also a word or a shape.

use crate::args::Colour;
use anstyle::{AnsiColor, Style};
use std::io::IsTerminal as _;
use steward_desk::wire::{ConsequenceClass, SeverityLevel, TestState};

/// Whether and how to colour.
#[derive(Clone, Copy, Debug)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// For standard output, as asked for.
    pub fn stdout(wish: Colour) -> Self {
        Self::wished(wish, std::io::stdout().is_terminal())
    }

    /// For errors.
    pub fn stderr() -> Self {
        Self::wished(Colour::Auto, std::io::stderr().is_terminal())
    }

    fn wished(wish: Colour, terminal: bool) -> Self {
        let quiet = std::env::var_os("NO_COLOR").is_some_and(|x| !x.is_empty())
            || std::env::var_os("TERM").is_some_and(|x| x == "dumb");
        Self {
            on: match wish {
                Colour::Auto => terminal && !quiet,
                Colour::Always => true,
                Colour::Never => false,
            },
        }
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.on && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A statement or a heading.
    pub fn bold(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// Notes and ids.
    pub fn dim(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// Something is right.
    pub fn good(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default(), text)
    }

    /// Something deserves a look.
    pub fn warn(self, text: &str) -> String {
        self.with(AnsiColor::Yellow.on_default(), text)
    }

    /// Something is wrong.
    pub fn bad(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    /// How a look at something went.
    pub fn mark(self, state: TestState) -> String {
        match state {
            TestState::Passed => self.good("✓"),
            TestState::Warning => self.warn("!"),
            TestState::Failed => self.bad("✗"),
            TestState::Skipped => self.dim("–"),
        }
    }

    /// In the colour of a class.
    pub fn class(self, class: ConsequenceClass, text: &str) -> String {
        let colour = match class {
            ConsequenceClass::View => return text.to_owned(),
            ConsequenceClass::Diagnose => AnsiColor::Cyan,
            ConsequenceClass::Correct => AnsiColor::Green,
            ConsequenceClass::Override => AnsiColor::Yellow,
            ConsequenceClass::Policy => AnsiColor::Magenta,
            ConsequenceClass::Destructive => AnsiColor::Red,
        };
        self.with(colour.on_default(), text)
    }

    /// In the colour of a severity.
    pub fn severity(self, severity: SeverityLevel, text: &str) -> String {
        match severity {
            SeverityLevel::Critical => self.bad(text),
            SeverityLevel::High => self.with(AnsiColor::Red.on_default(), text),
            SeverityLevel::Medium => self.warn(text),
            SeverityLevel::Low => self.dim(text),
        }
    }
}
