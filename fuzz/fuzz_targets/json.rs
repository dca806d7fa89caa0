//! Any bytes as Steward JSON; what is read has to survive being written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steward_connect::files::json;

fuzz_target!(|data: &[u8]| {
    let read = json("input.json", data);
    assert!(read.snapshot.is_some() || !read.problems.is_empty());
    let Some(snapshot) = read.snapshot else { return };
    let Ok(bytes) = snapshot.canonical_bytes() else { return };
    let again = json("input.json", &bytes);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!(again.snapshot, Some(snapshot));
});
