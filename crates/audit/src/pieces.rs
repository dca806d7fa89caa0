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

#[cfg(test)]
mod tests {
    use super::pieces;

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
