//! A small pack to begin with.

use crate::Files;

const PERMISSIONS: &str = include_str!("starter/permissions.toml");
const ROLES: &str = include_str!("starter/roles.toml");
const OBJECTS: &str = include_str!("starter/objects.toml");
const RULES: &str = include_str!("starter/rules.toml");
const CONNECTOR: &str = include_str!("starter/connector.toml");

/// The files of a small pack that passes [`check`](crate::check()), for its author to build on. What cannot be an id
/// is made one.
#[must_use]
pub fn starter(id: &str, product: &str) -> Files {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let plain = words.collect::<Vec<_>>().join("-").to_lowercase();
    let id = if plain.is_empty() { "my-product" } else { plain.as_str() };
    let product: String = product.chars().filter(|c| !c.is_control()).collect();
    let product = if product.trim().is_empty() { id } else { product.trim() };
    let quoted = toml::Value::String(product.to_owned()).to_string();
    let pack = format!(
        "# What this pack describes. `steward pack check` says what is wrong with it.\n\
         format = 1\nid = \"{id}\"\nproduct = {quoted}\nversion = \"0.1.0\"\n\
         description = \"Permissions, roles and rules of the product\"\n"
    );
    [
        ("pack.toml", pack.as_str()),
        ("permissions.toml", PERMISSIONS),
        ("roles.toml", ROLES),
        ("objects.toml", OBJECTS),
        ("rules.toml", RULES),
        ("connector.toml", CONNECTOR),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .collect()
}
