//! Making what stands in a tenant harmless where it is shown.

use std::borrow::Cow;

pub use steward_evidence::harmless;

/// A text inside a cell of a Markdown table.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '!' | '&' | '(' | ')'
            | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text on a line of its own: control characters become spaces, so that nothing starts a second line or column.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        Cow::Owned(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{markdown, one_line};

    #[test]
    fn markdown_keeps_the_table_and_makes_no_markup() {
        assert_eq!(markdown("a|b\nc <b>*x*</b>"), "a\\|b c \\<b\\>\\*x\\*\\</b\\>");
        assert_eq!(one_line("a\tb\nc"), "a b c");
    }
}
