//! Any bytes as a file of pairs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steward_connect::files::{pairs, preview};
use steward_model::TenantInfo;

fuzz_target!(|data: &[u8]| {
    let read = pairs("input", data, TenantInfo::default());
    assert!(read.snapshot.is_some() || !read.problems.is_empty());
    let _ = preview("input", data);
});
