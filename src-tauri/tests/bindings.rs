//! The committed bindings are what the Rust types say. On a difference the file is written anew and the test
//! fails once: look at the change and commit it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where it fails"
)]

use specta_typescript::Typescript;
use std::{fs, path::Path};

#[test]
fn the_committed_bindings_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/host/bindings.ts");
    let aside = tempfile::tempdir().unwrap();
    let fresh = aside.path().join("bindings.ts");
    steward_app::bindings()
        .export(
            Typescript::default().header("// Generated from the Rust types. Never edit: run `./dev test`."),
            &fresh,
        )
        .unwrap();
    let fresh = fs::read_to_string(fresh).unwrap();
    if fs::read_to_string(&path).unwrap_or_default() != fresh {
        fs::write(&path, &fresh).unwrap();
        panic!("{} was stale and has been written anew", path.display());
    }
}
