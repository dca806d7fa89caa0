//! How things look in a terminal.

mod blocks;
mod fold;
mod paint;
mod table;
mod words;

pub use blocks::{Block, blocks};
pub use fold::{fold, paragraph};
pub use paint::Paint;
pub use table::{Column, Table};
pub use words::{
    basis, class_word, count, day, end, environment_word, minute, names, number, plural, severity_word,
    short_hash,
};

use std::io::IsTerminal;
use unicode_width::UnicodeWidthStr as _;

/// How wide a text is on a terminal.
pub fn width_of(text: &str) -> usize {
    text.width()
}

/// No line is made narrower than this.
const NARROWEST: usize = 40;

/// How wide lines may be. Into a file or a pipe nothing is cut, unless `COLUMNS` says how wide it is.
pub fn width(stream: &impl IsTerminal) -> Option<usize> {
    let columns = if stream.is_terminal() {
        // a terminal that does not know its size is as wide as terminals have always been
        terminal_size::terminal_size().map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns))
    } else {
        std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| *columns > 0)?
    };
    Some(columns.max(NARROWEST))
}

/// A text cut to a width, with an ellipsis where something is missing.
pub fn cut(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthChar as _;
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        used += w;
        out.push(c);
    }
    out.push('…');
    out
}

/// What stands in a tenant cannot steer the terminal: characters that do something instead of being seen become
/// visible. These are control characters, those that turn the direction of text (UAX #9) and those that end a line.
pub fn plain(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_steers_the_terminal_becomes_visible() {
        assert_eq!(plain("a\u{1b}[31mb\u{9b}c\nd"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d");
        assert_eq!(plain("invoice\u{202e}fdp.exe"), "invoice\u{fffd}fdp.exe");
        assert_eq!(
            plain("\u{2066}a\u{2069}\u{61c}\u{200f}\u{2028}"),
            "\u{fffd}a\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(plain("Inès 日本 שלום 👩\u{200d}🔬"), "Inès 日本 שלום 👩\u{200d}🔬", "what is seen stays");
    }
}
