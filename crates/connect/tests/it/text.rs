//! Sizes.

use crate::support::tenant;
use std::fmt::Write;
use std::time::Instant;
use steward_connect::files::{Mapping, csv, json, pairs};

/// Reading is linear: a file ten times as large must not take a hundred times as long.
#[test]
fn large_files_are_read_in_reasonable_time() {
    let mut text = String::new();
    for at in 0..100_000 {
        writeln!(text, "user{},perm{}", at % 5_000, at / 50).unwrap();
    }
    let started = Instant::now();
    let read = pairs("f", text.as_bytes(), tenant());
    assert_eq!(read.snapshot.unwrap().grants.len(), 100_000);
    let read = csv("f", format!("user,permission\n{text}").as_bytes(), &Mapping::default(), tenant());
    assert_eq!(read.snapshot.unwrap().grants.len(), 100_000);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn an_endless_line_is_read_in_reasonable_time() {
    let words = "word ".repeat(1_700_000);
    let started = Instant::now();
    let read = pairs("f", words.as_bytes(), tenant());
    assert!(read.snapshot.is_none());
    assert_eq!(read.problems[1].code, "long-line");
    assert!(pairs("f", format!("a\tb\n{words}").as_bytes(), tenant()).snapshot.is_some());
    for text in [words.replace(' ', ""), words.replace(' ', ",")] {
        assert!(csv("f", text.as_bytes(), &Mapping::default(), tenant()).snapshot.is_none());
    }
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn a_wide_matrix_is_read_in_reasonable_time() {
    let names: Vec<String> = (0..50_000).map(|x| format!("permission.{x}")).collect();
    let row = |who: &str, mark: &str| format!("{who}{}\n", format!(",{mark}").repeat(50_000));
    let started = Instant::now();
    let text = format!("person,{}\n{}{}", names.join(","), row("anna", "yes"), row("ben", "perhaps"));
    let read = csv("f", text.as_bytes(), &Mapping::default(), tenant());
    assert_eq!(read.snapshot.unwrap().grants.len(), 50_000);
    assert!(read.problems.iter().any(|x| x.code == "too-many-problems"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

/// Thousands of problems on one endless line are found without going over the line each time.
#[test]
fn many_problems_on_one_line_are_placed_quickly() {
    let items = vec!["{}"; 200_000].join(",");
    let text = format!("{{\"steward\":1,\"tenant\":{{\"name\":\"T\"}},\"people\":[{items}]}}");
    let started = Instant::now();
    let read = json("f", text.as_bytes());
    assert!(read.problems.len() > 9_000 && read.problems.len() < 11_000, "{}", read.problems.len());
    assert_eq!(read.problems.last().unwrap().code, "too-many-problems");
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
