//! Patterns in which `*` stands for any characters.

/// Whether a text fits a pattern: every `*` stands for any characters, none included; everything else for
/// itself.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    walk(pattern.as_bytes(), text.as_bytes(), |a, b| a == b)
}

/// The same without regard to the case of A to Z.
pub(crate) fn fits_in_any_case(pattern: &str, text: &str) -> bool {
    walk(pattern.as_bytes(), text.as_bytes(), |a, b| a.eq_ignore_ascii_case(&b))
}

/// Takes at most the length of the text times that of the pattern.
fn walk(pattern: &[u8], text: &[u8], same: impl Fn(u8, u8) -> bool) -> bool {
    let (mut p, mut t) = (0, 0);
    // where to go on when the text does not fit: behind the last star, one character of the text further
    let mut retry: Option<(usize, usize)> = None;
    while let Some(byte) = text.get(t) {
        let wanted = pattern.get(p);
        if wanted == Some(&b'*') {
            retry = Some((p + 1, t));
            p += 1;
        } else if wanted.is_some_and(|wanted| same(*wanted, *byte)) {
            (p, t) = (p + 1, t + 1);
        } else if let Some((star, from)) = retry {
            retry = Some((star, from + 1));
            (p, t) = (star, from + 1);
        } else {
            return false;
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

/// Whether it is a pattern and not a plain word.
pub(crate) fn is_pattern(text: &str) -> bool {
    text.contains('*')
}

#[cfg(test)]
mod tests {
    use super::{fits, fits_in_any_case};

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, text, expected) in [
            ("tenant.*", "tenant.refresh", true),
            ("tenant.*", "tenant", false),
            ("*", "", true),
            ("", "", true),
            ("", "x", false),
            ("*role*add*", "team.role.member-add-x", true),
            ("a*b*c", "a-b-b-d", false),
            ("**x", "xxx", true),
            ("é*", "élan", true),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn case_counts_only_where_it_is_asked_for() {
        assert!(!fits("Get*", "getUser"));
        assert!(fits_in_any_case("Get*", "getUser"));
    }

    #[test]
    fn many_stars_take_no_long_time() {
        assert!(!fits(&("a*".repeat(200) + "c"), &"a".repeat(5_000)));
    }
}
