//! `docs/steward-json.schema.json` is made from the types.

use schemars::generate::SchemaSettings;
use steward_model::TenantDocument;

#[test]
fn the_schema_is_current() {
    let path = crate::support::root().join("docs/steward-json.schema.json");
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<TenantDocument>().to_value();
    schema["title"] = "Steward JSON".into();
    // a file may name its schema, for editors
    schema["properties"]["$schema"] = serde_json::json!({ "type": "string" });
    let wanted = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if std::env::var_os("STEWARD_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == wanted, "{} is stale; run the tests with STEWARD_BLESS=1", path.display());
}

#[test]
fn the_example_in_the_docs_is_read_without_a_word() {
    let page = std::fs::read_to_string(crate::support::root().join("docs/steward-json.md")).unwrap();
    let examples: Vec<&str> =
        page.split("```json\n").skip(1).map(|x| x.split("```").next().unwrap()).collect();
    assert!(!examples.is_empty());
    for example in examples {
        let read = steward_connect::files::json("example", example.as_bytes());
        assert!(read.problems.is_empty() && read.snapshot.is_some(), "{:?}", read.problems);
    }
}
