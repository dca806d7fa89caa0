//! One page of a list (RFC 7644 section 3.4.2), read as leniently as can be without guessing.

use super::resource::{get, text};
use serde_json::{Map, Value};

/// A page of resources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The resources, objects only.
    pub resources: Vec<Value>,
    /// `totalResults`.
    pub total: Option<u32>,
    /// `nextCursor` (RFC 9865).
    pub next_cursor: Option<String>,
    /// Rules that were bent, as a code and a sentence.
    pub bent: Vec<(&'static str, &'static str)>,
    /// Entries that are no objects and were left out.
    pub dropped: u32,
}

/// Why an answer is no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageFault {
    /// A web page, usually of a proxy or sign-in portal.
    #[error("a web page")]
    Html,
    /// Not JSON.
    #[error("not JSON")]
    NotJson,
    /// JSON, but not a SCIM list.
    #[error("not a SCIM list")]
    NotAList,
    /// An error in the guise of a success.
    #[error("an error in the guise of a success")]
    Disguised,
    /// Nothing at all.
    #[error("empty")]
    Empty,
}

/// Reads a page from the bytes of an answer.
///
/// # Errors
/// When the bytes are not JSON or hold no list.
pub fn parse_page(bytes: &[u8]) -> Result<Page, PageFault> {
    match parse_json(bytes)? {
        Value::Array(list) => {
            let mut page = Page::default();
            page.bent.push(("bare-list", "a list comes without the frame around it that SCIM asks for"));
            page.take(list);
            Ok(page)
        }
        Value::Object(map) => from_object(map),
        _ => Err(PageFault::NotAList),
    }
}

/// Reads bytes as JSON, telling what else they may be.
pub(super) fn parse_json(bytes: &[u8]) -> Result<Value, PageFault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if bytes.is_empty() {
        return Err(PageFault::Empty);
    }
    if bytes.starts_with(b"<") {
        return Err(PageFault::Html);
    }
    serde_json::from_slice(bytes).map_err(|_| PageFault::NotJson)
}

fn from_object(mut map: Map<String, Value>) -> Result<Page, PageFault> {
    let mut page = Page { next_cursor: get(&map, "nextCursor").and_then(text), ..Page::default() };
    page.next_cursor = page.next_cursor.filter(|x| !x.is_empty());
    match get(&map, "totalResults") {
        Some(Value::Number(n)) => page.total = n.as_u64().and_then(|x| u32::try_from(x).ok()),
        Some(Value::String(s)) => {
            page.total = s.trim().parse().ok();
            page.bent.push(("total-as-text", "`totalResults` is text instead of a number"));
        }
        Some(_) => page.bent.push(("no-total", "a list comes without `totalResults`")),
        None => page.bent.push(("no-total", "a list comes without `totalResults`")),
    }
    let schemas = get(&map, "schemas").map(ToString::to_string).unwrap_or_default();
    let key = map.keys().find(|x| x.eq_ignore_ascii_case("Resources")).cloned();
    match key.and_then(|key| map.remove(&key)) {
        Some(Value::Array(list)) => page.take(list),
        Some(Value::Null) => {}
        Some(one @ Value::Object(_)) => {
            page.bent.push(("single-resource", "`Resources` is one object instead of a list"));
            page.take(vec![one]);
        }
        Some(_) => return Err(PageFault::NotAList),
        None if page.total.is_some() || schemas.contains("ListResponse") => {}
        None if schemas.contains(":Error")
            || get(&map, "status").is_some()
            || get(&map, "error").is_some() =>
        {
            return Err(PageFault::Disguised);
        }
        None if get(&map, "id").is_some() => {
            page.bent.push(("single-resource", "a list of one comes as the resource itself"));
            page.take(vec![Value::Object(map)]);
        }
        None => return Err(PageFault::NotAList),
    }
    Ok(page)
}

impl Page {
    fn take(&mut self, list: Vec<Value>) {
        let before = list.len();
        self.resources = list.into_iter().filter(Value::is_object).collect();
        self.dropped = u32::try_from(before - self.resources.len()).unwrap_or(u32::MAX);
    }
}
