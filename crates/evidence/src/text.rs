//! Making what stands in an entry harmless where it is shown.

use std::borrow::Cow;

/// A text that a spreadsheet takes for a text: one that begins like a formula gets an apostrophe in front.
/// Taking one apostrophe off what looks like that gives the text back.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    // a text that was quoted by somebody else gets one more, so that reading back stays exact
    let formula = text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::harmless;

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
}
