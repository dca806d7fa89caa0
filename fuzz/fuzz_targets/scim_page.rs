//! Any bytes as a page of a SCIM list.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steward_connect::scim::parse_page;

fuzz_target!(|data: &[u8]| {
    if let Ok(page) = parse_page(data) {
        assert!(page.resources.iter().all(serde_json::Value::is_object));
    }
});
