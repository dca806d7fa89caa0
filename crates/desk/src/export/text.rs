//! Making what stands in a tenant harmless where it is shown.

use std::borrow::Cow;

/// A text that a spreadsheet takes for a text: one that begins like a formula gets an apostrophe in front. Taking
/// one apostrophe off what looks like that gives the text back.
pub fn harmless(text: &str) -> Cow<'_, str> {
    // a text that was quoted by somebody else gets one more, so that reading back stays exact
    let formula = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

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
    use super::{harmless, markdown, one_line};

    #[test]
    fn formulas_get_an_apostrophe_and_lose_exactly_one() {
        for text in ["=1+1", "+a", "-a", "@a", "\ta", "\ra", "'=1", "''@x"] {
            let safe = harmless(text);
            assert_eq!(safe.strip_prefix('\''), Some(text));
        }
        for text in ["a=1", "", "'quoted'", "O'Neil", "1-2"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn markdown_keeps_the_table_and_makes_no_markup() {
        assert_eq!(markdown("a|b\nc <b>*x*</b>"), "a\\|b c \\<b\\>\\*x\\*\\</b\\>");
        assert_eq!(one_line("a\tb\nc"), "a b c");
    }
}
