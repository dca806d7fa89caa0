//! Lines that fit the terminal: broken between words, what follows indented.

use super::plain;
use unicode_width::UnicodeWidthChar as _;

/// How much further to the right a broken line goes on.
const HANG: usize = 2;

/// Breaks the lines that are wider than the width. Colour has no width. A word that is wider itself stays whole, so
/// that a path or a key can be copied.
pub fn fold(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        fold_line(&mut out, line, width);
    }
    out
}

fn fold_line(out: &mut String, line: &str, width: usize) {
    if wide(line) <= width {
        out.push_str(line);
        return;
    }
    let lead = visible(line).take_while(|c| *c == ' ').count();
    let indent = (lead + HANG).min(width / 2);
    let (mut used, mut gap) = (0, "");
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let wanted = wide(word);
        if wanted > 0 && used > lead && used + gap.len() + wanted > width {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = indent;
        } else {
            out.push_str(gap);
            used += gap.len();
        }
        out.push_str(word);
        used += wanted;
        gap = if word.len() < piece.len() { " " } else { "" };
    }
}

/// How wide a text is.
fn wide(text: &str) -> usize {
    visible(text).map(|c| c.width().unwrap_or(0)).sum()
}

/// What is seen of a text: all but its colour.
fn visible(text: &str) -> impl Iterator<Item = char> {
    let mut colour = false;
    text.chars().filter(move |c| {
        let seen = !colour && *c != '\x1b';
        colour = *c == '\x1b' || (colour && *c != 'm');
        seen
    })
}

/// A paragraph, each line indented; what is not a word is a space.
pub fn paragraph(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let lines = text.lines().map(|line| line.split_whitespace().map(plain).collect::<Vec<_>>().join(" "));
    lines.map(|line| format!("{pad}{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{fold, paragraph};

    #[test]
    fn lines_break_between_words_and_hang() {
        let text = "short\n  one two three four five six seven\n";
        assert_eq!(fold(text, None), text);
        assert_eq!(fold(text, Some(20)), "short\n  one two three four\n    five six seven\n");
        assert_eq!(fold("● yes  · no  ◇ missing", Some(12)), "● yes  · no\n  ◇ missing");
    }

    #[test]
    fn a_long_word_stays_whole_and_colour_has_no_width() {
        let path = "x".repeat(30);
        assert_eq!(fold(&format!("see {path} now\n"), Some(12)), format!("see\n  {path}\n  now\n"));
        let coloured = "\x1b[1mone two\x1b[0m three\n";
        assert_eq!(fold(coloured, Some(13)), coloured);
        assert_eq!(fold(coloured, Some(8)), "\x1b[1mone two\x1b[0m\n  three\n");
        assert_eq!(fold("\x1b[2m  one two", Some(8)), "\x1b[2m  one\n    two");
    }

    #[test]
    fn a_paragraph_holds_words_only() {
        assert_eq!(paragraph("one   two\tthree\n\u{1b}[2J four", 2), "  one two three\n  \u{fffd}[2J four\n");
    }
}
