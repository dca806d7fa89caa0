//! Pairs, on the published sets and on what people write.

use crate::support::{direct_grants, tenant};
use std::collections::BTreeSet;
use std::path::PathBuf;
use steward_connect::files::pairs;
use steward_connect::{Extent, Part};

/// Folder with the published sets, where there is one.
fn published() -> Option<PathBuf> {
    let given = std::env::var_os("STEWARD_RBAC_DATA").map(PathBuf::from);
    let beside = crate::support::root().join("../shared/data/rbac");
    [given, Some(beside)].into_iter().flatten().find(|x| x.join("hc.txt").exists())
}

#[test]
fn published_sets_are_read_exactly() {
    let Some(folder) = published() else {
        eprintln!("skipped: the published sets are not here; set STEWARD_RBAC_DATA to their folder");
        return;
    };
    for (name, users, permissions, count) in [
        ("hc", 46, 46, 1_486),
        ("domino", 79, 231, 730),
        ("emea", 35, 3_046, 7_220),
        ("fire1", 365, 709, 31_951),
        ("americas_small", 3_477, 1_587, 105_205),
    ] {
        let bytes = std::fs::read(folder.join(format!("{name}.txt"))).unwrap();
        let read = pairs(name, &bytes, tenant());
        assert!(read.problems.is_empty(), "{name}: {:?}", read.problems.first());
        let snapshot = read.snapshot.unwrap();
        let sizes = (snapshot.people.len(), snapshot.permissions.len(), snapshot.grants.len());
        assert_eq!(sizes, (users, permissions, count), "{name}");
        let text = String::from_utf8(bytes).unwrap();
        let wanted: BTreeSet<String> =
            text.lines().map(|x| x.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(direct_grants(&snapshot), wanted.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    let read = pairs("f", text.as_bytes(), tenant());
    let found = direct_grants(&read.snapshot.unwrap_or_default());
    assert_eq!(found, wanted, "{:?}", read.problems);
}

#[test]
fn separators_comments_and_headers() {
    check("  a   x  \n\n b\ty\n", &["a x", "b y"]);
    check("a\tx\nb\ty z\n", &["a x", "b y z"]);
    check("a,x\nb, y \n", &["a x", "b y"]);
    check("a;x\r\nb;y\r\n", &["a x", "b y"]);
    check("# who what\na x\n   # more\nb y", &["a x", "b y"]);
    check("user permission\na x\n", &["a x"]);
    check("User ID,Entitlement\na,x\n", &["a x"]);
    check("Benutzer,Berechtigung\na,x\n", &["a x"]);
    check("\u{feff}a x\n", &["a x"]);
    check("anna read,write\nben read,write\n", &["anna read,write", "ben read,write"]);
}

#[test]
fn a_name_with_spaces_survives_tabs() {
    check("Anna Müller\tRead all\nBen\tRead all\n", &["Anna Müller Read all", "Ben Read all"]);
}

#[test]
fn what_matrix_prints_comes_back() {
    let text = "anna@x.example\tagents.query\nben\tagents.query\nben\tdata.export\n";
    check(text, &["anna@x.example agents.query", "ben agents.query", "ben data.export"]);
}

#[test]
fn utf_16_is_read() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("müller read\n".encode_utf16().flat_map(u16::to_le_bytes));
    let read = pairs("f", &bytes, tenant());
    assert_eq!(direct_grants(&read.snapshot.unwrap()), ["müller read"]);
    let bytes: Vec<u8> = "anna read\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let read = pairs("f", &bytes, tenant());
    assert_eq!(direct_grants(&read.snapshot.unwrap()), ["anna read"]);
}

#[test]
fn one_bad_line_hides_nothing() {
    let mut text = String::new();
    for at in 0..1000 {
        text.push_str(&if at % 10 == 3 { format!("u{at}\n") } else { format!("u{at} p{}\n", at % 7) });
    }
    let read = pairs("f", text.as_bytes(), tenant());
    assert_eq!(read.problems.len(), 100);
    assert_eq!(read.snapshot.unwrap().grants.len(), 900);
    assert_eq!(read.problems[7].place.line, Some(74));
    assert_eq!(read.missing.parts().collect::<Vec<_>>(), [(Part::Grants, Extent::Entries(100))]);
}
