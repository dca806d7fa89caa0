//! Any bytes as a table, with the mapping that is suggested and with one whose columns the input chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use steward_connect::files::{Mapping, csv, preview};
use steward_model::TenantInfo;

fuzz_target!(|data: &[u8]| {
    let read = csv("input.csv", data, &Mapping::default(), TenantInfo::default());
    assert!(read.snapshot.is_some() || !read.problems.is_empty());
    let columns = preview("input.csv", data).columns;
    let at = |index: usize| columns.get(index).cloned();
    for matrix in [false, true] {
        let mapping = Mapping {
            person: at(0),
            permission: at(1),
            role: at(2),
            until: at(3),
            object: at(4),
            matrix,
            ..Mapping::default()
        };
        let _ = csv("input.csv", data, &mapping, TenantInfo::default());
    }
});
