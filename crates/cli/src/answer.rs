//! What a command answers with.

/// A text for standard output and how the process ends.
#[derive(Debug)]
pub struct Answer {
    /// What is printed.
    pub text: String,
    /// The exit code.
    pub code: u8,
}

impl Answer {
    /// A text; all is fine.
    pub const fn text(text: String) -> Self {
        Self { text, code: 0 }
    }

    /// Nothing to print: the desk had the text printed when it was handed out.
    pub const fn printed() -> Self {
        Self::text(String::new())
    }

    /// The same with another exit code.
    pub const fn code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }
}
