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
