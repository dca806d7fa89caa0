//! Any text as one file of a pack that is otherwise in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use steward_pack::{Files, check, starter};

static STARTER: LazyLock<Files> = LazyLock::new(|| starter("fuzz", "Fuzz"));

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let mut files = STARTER.clone();
    let at = usize::from(*first) % files.len().max(1);
    let Some(name) = files.keys().nth(at).cloned() else { return };
    files.insert(name, rest.to_vec());
    let (pack, problems) = check(&files);
    assert!(pack.is_some() || !problems.is_empty());
});
