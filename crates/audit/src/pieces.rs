//! Cuts a text into its outermost JSON objects without reading them.

/// An outermost object of a text.
pub(crate) struct Piece<'t> {
    pub text: &'t str,
    /// Whether its end was found.
    pub complete: bool,
    /// Line on which it begins, from 1.
    pub line: usize,
    /// Column at which it begins, from 1, in characters.
    pub column: usize,
}

/// The outermost objects of a text, whatever stands between them: documents one after the other, or a list of
/// them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut at, mut line, mut line_start) = (0, 1, 0);
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find('{')?;
        let passed = text.get(at..start)?;
        line += passed.matches('\n').count();
        if let Some(last) = passed.rfind('\n') {
            line_start = at + last + 1;
        }
        let (begins_on, column) = (line, text.get(line_start..start)?.chars().count() + 1);
        let rest = text.get(start..)?;
        let end = end_of(rest);
        let body = rest.get(..end.unwrap_or(rest.len()))?;
        line += body.matches('\n').count();
        if let Some(last) = body.rfind('\n') {
            line_start = start + last + 1;
        }
        at = start + body.len();
        Some(Piece { text: body, complete: end.is_some(), line: begins_on, column })
    })
}

/// Where the object at the beginning of a text ends.
fn end_of(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The list that stands in an object under one of some keys, without reading it: the key, where the list begins,
/// and what stands in it.
pub(crate) fn list_under<'t>(
    object: &'t str,
    keys: &[&'static str],
) -> Option<(&'static str, usize, &'t str)> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    // the last text of the object itself, which is a key where a list follows
    let (mut begins, mut last) = (0, "");
    let mut list = None;
    for (at, byte) in object.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => {
                quoted = !quoted;
                if depth == 1 && quoted {
                    begins = at + 1;
                } else if depth == 1 {
                    last = object.get(begins..at)?;
                }
            }
            b'{' | b'[' if !quoted => {
                depth += 1;
                if byte == b'[' && depth == 2 {
                    list = keys.iter().find(|key| **key == last).map(|key| (*key, at + 1));
                }
            }
            b'}' | b']' if !quoted => {
                if depth == 2
                    && byte == b']'
                    && let Some((key, start)) = list.take()
                {
                    return Some((key, start, object.get(start..at)?));
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{list_under, pieces};

    #[test]
    fn a_list_is_found_under_its_key_alone() {
        let text = r#"{"a": ["items", {"items": [1]}], "b\"": "]", "items": [{"x": "]"}, [2]], "c": [3]}"#;
        let found = list_under(text, &["records", "items"]);
        assert_eq!(found, Some(("items", 55, r#"{"x": "]"}, [2]"#)));
        assert_eq!(text.get(..55), Some(r#"{"a": ["items", {"items": [1]}], "b\"": "]", "items": ["#));
        assert_eq!(list_under(text, &["d"]), None);
        assert_eq!(list_under(r#"{"items": [1, 2"#, &["items"]), None, "one that does not end is none");
    }

    #[test]
    fn objects_are_cut_out_with_their_places() {
        let text = "[\n  {\"a\": \"}{\\\"\"},\n {\"b\": {}}] {\"c\":";
        let found: Vec<_> = pieces(text).map(|x| (x.text, x.complete, x.line, x.column)).collect();
        assert_eq!(
            found,
            [("{\"a\": \"}{\\\"\"}", true, 2, 3), ("{\"b\": {}}", true, 3, 2), ("{\"c\":", false, 3, 13)]
        );
    }
}
