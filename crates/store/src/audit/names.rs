//! Whether a text speaks of somebody.

/// Shorter words than this stand in too many texts that are about something else.
const SHORTEST: usize = 3;

/// Letters of a name that is looked for in what is taken out as a whole when it is found.
const TELLING: usize = 6;

/// The words by which somebody is known: ids, login names, addresses, names.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// All of them in small letters.
    all: Vec<String>,
    /// Those that are looked for inside texts.
    long: Vec<String>,
}

impl Names {
    pub fn new(words: &[String]) -> Self {
        let mut all: Vec<String> =
            words.iter().map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect();
        all.sort();
        all.dedup();
        let long = all.iter().filter(|word| word.chars().count() >= SHORTEST);
        let long = long.map(|word| plain(word)).filter(|word| !word.trim().is_empty()).collect();
        Self { all, long }
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them in small letters.
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// Whether a text is one of the words, whatever its letters.
    pub fn is(&self, text: &str) -> bool {
        self.all.binary_search(&text.trim().to_lowercase()).is_ok()
    }

    /// Whether a text holds any of the words as a whole, whatever their letters. JSON inside JSON is looked
    /// into: a backslash may begin an escape or be none.
    pub fn within(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let spaced = || plain(&text.replace("\\n", " ").replace("\\t", " ").replace("\\r", " "));
        holds(&plain(&text), &self.long) || (text.contains('\\') && holds(&spaced(), &self.long))
    }

    /// Whether a text holds a word that can hardly mean anything else: an address, a full name, an id that
    /// has more than letters.
    pub fn told_by(&self, text: &str) -> bool {
        let tells = |word: &&String| {
            word.chars().count() >= TELLING && word.chars().any(|letter| !letter.is_alphabetic())
        };
        let words: Vec<String> = self.long.iter().filter(tells).cloned().collect();
        !words.is_empty() && holds(&plain(&text.to_lowercase()), &words)
    }

    /// Whether JSON holds any of the words: inside its texts, or a short one as a whole text.
    pub fn within_json(&self, json: &str) -> bool {
        self.within(json) || {
            let json = json.to_lowercase();
            let short = self.all.iter().filter(|word| word.chars().count() < SHORTEST);
            short.into_iter().any(|word| json.contains(&format!("\"{word}\"")))
        }
    }
}

fn plain(text: &str) -> String {
    text.replace('\\', "")
}

fn holds(text: &str, words: &[String]) -> bool {
    let whole = |(at, word): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at.saturating_add(word.len())..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    words.iter().any(|word| text.match_indices(word.as_str()).any(whole))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn somebody_is_found_whatever_the_letters_and_however_it_was_escaped() {
        let names = Names::new(&["Ines Malaga".into(), "ACME\\ines".into(), "p1".into(), " ".into()]);
        for text in ["asked INES MALAGA today", "Ines Malaga", "from acme\\ines", r#"{"a":"acme\\\\ines"}"#] {
            assert!(names.within(text), "{text}");
        }
        assert!(names.within(r#"{"comment":"said\nInes Malaga\nto"}"#));
        assert!(!names.within("Ines Malagana"));
        assert!(!names.within("p1 and p2"), "too short to be looked for inside a text");
        assert!(names.within_json(r#"{"actorId":"P1"}"#) && !names.within_json(r#"{"actorId":"p12"}"#));
        assert!(names.is("P1") && names.is("ines malaga") && !names.is("ines"));
        assert!(Names::new(&[" ".into()]).is_empty());
        let names = Names::new(&["admin".into(), "ines@acme.example".into()]);
        assert!(names.told_by("drive of INES@acme.example") && !names.told_by("admin.login"));
        let names = Names::new(&["00uANNA".into()]);
        assert!(names.told_by("/api/v1/users/00uAnna/lifecycle") && !names.told_by("00uANNABEL"));
    }
}
