//! What a server can do (RFC 7644 section 4, RFC 9865 section 4). All of it is optional: servers leave it out.

use super::error::ScimError;
use super::http::Http;
use super::page::{parse_json, parse_page};
use super::resource::{flag, get, text};
use super::tally::Tally;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How lists are cut into pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paging {
    /// `startIndex` and `count` (RFC 7644 section 3.4.2.4).
    #[default]
    Index,
    /// `cursor` and `count` (RFC 9865).
    Cursor,
}

/// What a server can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Capabilities {
    /// It says what it can do at all.
    pub announced: bool,
    /// How lists are cut into pages.
    pub paging: Paging,
    /// Largest page it gives.
    pub max_page: Option<u32>,
    /// It gives versions.
    pub etag: bool,
    /// Path of users.
    pub users: String,
    /// Path of groups.
    pub groups: String,
    /// Path of roles, when they are resources of their own.
    pub roles: Option<String>,
    /// The schema of users knows roles.
    pub knows_roles: bool,
    /// The schema of users knows entitlements.
    pub knows_entitlements: bool,
}

impl Default for Capabilities {
    fn default() -> Self {
        Self {
            announced: false,
            paging: Paging::Index,
            max_page: None,
            etag: false,
            users: "/Users".to_owned(),
            groups: "/Groups".to_owned(),
            roles: None,
            knows_roles: false,
            knows_entitlements: false,
        }
    }
}

/// Asks the server what it can do. Only what makes every further question pointless is an error.
pub(super) async fn discover(http: &Http<'_>, tally: &mut Tally) -> Result<Capabilities, ScimError> {
    let mut found = Capabilities::default();
    if let Some(config) = ask(http, "/ServiceProviderConfig", tally).await? {
        config_of(&config, &mut found);
    }
    if let Some(types) = ask(http, "/ResourceTypes", tally).await? {
        types_of(http, &types, &mut found);
    }
    if let Some(schemas) = ask(http, "/Schemas", tally).await? {
        let schemas = schemas.to_string().to_lowercase();
        found.knows_roles = schemas.contains("\"name\":\"roles\"");
        found.knows_entitlements = schemas.contains("\"name\":\"entitlements\"");
    }
    Ok(found)
}

/// A discovery document, or nothing and a note.
async fn ask(http: &Http<'_>, path: &str, tally: &mut Tally) -> Result<Option<Value>, ScimError> {
    let error = match http.get(path, &[], None, 1).await {
        Ok(answer) => match parse_json(&answer.body) {
            Ok(value) => return Ok(Some(value)),
            Err(fault) => super::fault::bad_answer(&answer, &fault),
        },
        Err(error) => error,
    };
    if matches!(error, ScimError::Unauthorised { .. }) {
        // whether the token is refused, the lists tell
        return Ok(None);
    }
    if error.is_local() || error.is_absent() {
        let message = format!("the server does not offer `{path}` ({})", error.code());
        tally.bent(&format!("no-discovery{}", path.to_lowercase().replace('/', "-")), path, &message);
        return Ok(None);
    }
    Err(error)
}

fn config_of(config: &Value, found: &mut Capabilities) {
    // some servers answer with a list of one
    let config = config.get("Resources").and_then(|x| x.get(0)).unwrap_or(config);
    let Some(config) = config.as_object() else { return };
    found.announced = true;
    let etag = get(config, "etag").and_then(Value::as_object).and_then(|x| get(x, "supported"));
    found.etag = etag.and_then(flag).unwrap_or(false);
    let number = |part: &str, name: &str| {
        let value = get(config, part)?.as_object().and_then(|x| get(x, name))?;
        text(value)?.parse::<u32>().ok().filter(|x| *x > 0)
    };
    found.max_page = number("pagination", "maxPageSize").or_else(|| number("filter", "maxResults"));
    if let Some(pagination) = get(config, "pagination").and_then(Value::as_object) {
        let offered = |name: &str| get(pagination, name).and_then(flag);
        let usual = get(pagination, "defaultPaginationMethod").and_then(text).unwrap_or_default();
        let cursor = offered("cursor") == Some(true);
        // index paging is there unless the server says it is not
        if cursor && (usual.eq_ignore_ascii_case("cursor") || offered("index") == Some(false)) {
            found.paging = Paging::Cursor;
        }
    }
}

fn types_of(http: &Http<'_>, types: &Value, found: &mut Capabilities) {
    let Ok(page) = parse_page(types.to_string().as_bytes()) else { return };
    for kind in page.resources.iter().filter_map(Value::as_object) {
        let word = |name: &str| get(kind, name).and_then(text).unwrap_or_default();
        let (name, schema) = (word("name"), word("schema"));
        let Some(path) = path_of(http, &word("endpoint")) else { continue };
        if name == "User" || schema.ends_with(":core:2.0:User") {
            found.users = path;
        } else if name == "Group" || schema.ends_with(":core:2.0:Group") {
            found.groups = path;
        } else if matches!(name.as_str(), "Role" | "Roles") || schema.ends_with(":Role") {
            found.roles = Some(path);
        }
    }
}

/// A path below the base; never another host.
fn path_of(http: &Http<'_>, endpoint: &str) -> Option<String> {
    let endpoint = endpoint.strip_prefix(http.address()).unwrap_or(endpoint).trim();
    let endpoint = match endpoint.strip_prefix(http.base_path()) {
        Some(rest) if rest.starts_with('/') && !http.base_path().is_empty() => rest,
        _ => endpoint,
    };
    if endpoint.is_empty()
        || endpoint.contains("://")
        || endpoint.contains("..")
        || endpoint.contains(['?', '#'])
    {
        return None;
    }
    Some(format!("/{}", endpoint.trim_matches('/')))
}
