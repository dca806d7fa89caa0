//! What the window can be started with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where it fails"
)]

use clap::Parser;
use steward_app::Args;

fn link(args: &[&str]) -> Option<String> {
    Args::try_parse_from(std::iter::once("steward-app").chain(args.iter().copied())).unwrap().link
}

#[test]
fn a_link_is_taken_as_it_is_given() {
    let given = "steward://tenant/practice/people/felix.aydin?at=2026-11-22";
    assert_eq!(link(&[given]).as_deref(), Some(given));
    assert_eq!(link(&["--practice", "STEWARD://settings"]).as_deref(), Some("STEWARD://settings"));
    assert_eq!(link(&["--practice"]), None);
}

#[test]
fn what_is_no_link_of_steward_is_refused() {
    for other in
        ["https://steward.example/", "file:///etc/passwd", "practice", "steward:", "st\u{e9}ward://x"]
    {
        let error = Args::try_parse_from(["steward-app", other]).unwrap_err().to_string();
        assert!(error.contains("begins with `steward://`"), "{other}: {error}");
    }
}
