//! The names of many rows as one text in small letters, so that a search reads through it once.

use memchr::memmem;

/// Names of rows, one after the other.
#[derive(Debug)]
pub(super) struct Text {
    text: String,
    /// Where each row begins in the text.
    starts: Vec<usize>,
}

impl Text {
    /// Of the names of each row, in the order of the rows.
    pub(super) fn new<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut text = Self { text: String::new(), starts: Vec::new() };
        rows.for_each(|names| text.add(&names));
        text
    }

    /// Every name on a line of its own, so that no hit goes over two.
    fn add(&mut self, names: &[&str]) {
        self.starts.push(self.text.len());
        let mut last = "";
        for name in names.iter().filter(|name| !name.is_empty()) {
            if *name != last {
                let line = name.chars().map(|c| if c == '\n' { ' ' } else { c });
                self.text.extend(line.flat_map(char::to_lowercase));
                self.text.push('\n');
            }
            last = name;
        }
        self.text.push('\n');
    }

    /// Which rows contain a text in small letters.
    pub(super) fn containing(&self, wanted: &str) -> Vec<bool> {
        let mut found = vec![false; self.starts.len()];
        let finder = memmem::Finder::new(wanted);
        let (mut from, mut next) = (0, 0);
        while let Some(hit) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            while self.starts.get(next).is_some_and(|start| *start <= from + hit) {
                next += 1;
            }
            if let Some(mark) = found.get_mut(next.saturating_sub(1)) {
                *mark = true;
            }
            // one hit a row is enough
            match self.starts.get(next) {
                Some(start) => from = *start,
                None => break,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn rows_are_found_by_any_of_their_names() {
        let rows = [vec!["Anna Roth", "anna.roth"], vec!["Ben", "", "Ben"], vec!["Çelik\nRoth", "p3"]];
        let text = Text::new(rows.into_iter());
        assert_eq!(text.containing("roth"), [true, false, true]);
        assert_eq!(text.containing("ben"), [false, true, false]);
        assert_eq!(text.containing("çelik roth"), [false, false, true]);
        assert_eq!(text.containing("rothanna"), [false, false, false]);
        assert_eq!(text.containing("ben\nben"), [false, false, false], "the same name stands there once");
    }
}
