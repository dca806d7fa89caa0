//! Names in the order in which people count: `Site 2` before `Site 10`.

/// What names are sorted by: without regard to case, and numbers in them as numbers. Names that differ only in case or
/// in zeros before a number have the same key.
#[must_use]
pub fn natural_key(name: &str) -> String {
    let lower = name.to_lowercase();
    let mut key = String::with_capacity(lower.len());
    let mut rest = lower.as_str();
    while let Some(first) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(first);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        key.push_str(before);
        push_number(&mut key, digits);
        rest = after;
    }
    key.push_str(rest);
    key
}

/// Writes a number so that its text sorts as it counts: a zero, which stands among other signs where digits stand, how
/// many digits follow, and the digits.
fn push_number(key: &mut String, digits: &str) {
    let counted = digits.trim_start_matches('0');
    let length = u32::try_from(counted.len()).ok().and_then(char::from_u32);
    key.push('0');
    key.push(length.unwrap_or(char::MAX));
    key.push_str(counted);
}

#[cfg(test)]
mod tests {
    use super::natural_key;

    fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
        names.sort_by_key(|name| natural_key(name));
        names
    }

    #[test]
    fn numbers_count() {
        assert_eq!(
            sorted(["Person 100", "person 10", "Person 1", "Person 2"]),
            ["Person 1", "Person 2", "person 10", "Person 100"]
        );
        assert_eq!(sorted(["v1.10.2", "v1.9", "v1.10"]), ["v1.9", "v1.10", "v1.10.2"]);
        assert_eq!(sorted(["b1", "a 20", "a", "a 3b", "a 3"]), ["a", "a 3", "a 3b", "a 20", "b1"]);
        assert_eq!(sorted(["1", "000", "20"]), ["000", "1", "20"]);
        let long = "9".repeat(400);
        assert!(natural_key(&long) < natural_key(&format!("1{long}")), "longer than any number type");
    }

    #[test]
    fn other_signs_stay_where_they_were() {
        assert_eq!(
            sorted(["site x", "site-1", "site 1", "site_1"]),
            ["site 1", "site x", "site-1", "site_1"]
        );
        assert_eq!(sorted(["Éa", "zb", "Ab"]), ["Ab", "zb", "Éa"]);
        assert_eq!(natural_key("Anna Roth"), "anna roth");
    }

    #[test]
    fn case_and_zeros_in_front_do_not_count() {
        assert_eq!(natural_key("Site 007"), natural_key("SITE 7"));
        assert_ne!(natural_key("Site 7"), natural_key("Site 70"));
    }
}
