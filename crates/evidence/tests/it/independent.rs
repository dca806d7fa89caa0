//! `tests/evidence/verify.py` uses nothing of Steward and comes to the same.

use crate::sample::{bundle, bundle_with_events, edited, key, relisted};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use steward_evidence::{read_archive, verify, verify_unsigned};

/// Exit code and output of the program on these bytes.
pub fn run(bytes: &[u8], more: &[&str]) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/evidence/verify.py");
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new("python3").arg(program).arg(file.path()).args(more).output().unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code(), text)
}

#[test]
fn a_real_bundle_holds() {
    let (code, text) = run(&bundle(), &[]);
    assert!(code == Some(0) && text.contains("holds: 6 entries"), "{text}");
    let (mine, other) = (key(7).verifier().to_string(), key(9).verifier().to_string());
    assert_eq!(run(&bundle(), &["--key", &mine]).0, Some(0));
    assert_eq!(run(&bundle(), &["--key", &other]).0, Some(1));
    assert_eq!(run(&bundle(), &["--key", &other, "--key", &mine]).0, Some(0), "one of them signed");
    let (code, text) = run(&bundle_with_events(), &["--key", &mine]);
    assert!(code == Some(0) && text.contains("holds: 7 entries") && text.contains("2 events"), "{text}");
}

/// A signature that was taken away, and a manifest that was written anew: as `steward evidence verify` says.
#[test]
fn a_manifest_that_nobody_signed_does_not_hold_unless_that_is_said() {
    let unsigned = edited(&bundle(), |files| {
        files.remove("manifest.sig");
    });
    let anew = edited(&bundle(), |files| {
        files.insert("report.html".to_owned(), b"nothing happened".to_vec());
        relisted(files);
    });
    for bytes in [&unsigned, &anew] {
        let (code, text) = run(bytes, &[]);
        assert!(code == Some(1) && text.contains("manifest.sig: is missing"), "{text}");
        assert!(!verify(bytes, &[]).holds);
    }
    assert_eq!(run(&unsigned, &["--unsigned"]).0, Some(0));
    assert!(verify_unsigned(&unsigned, &[]).holds);
    // what follows from the entries it does not make again, so that it says who does not vouch for it
    assert!(run(&anew, &["--unsigned"]).1.contains("the manifest is not signed"));
    let other = edited(&bundle(), |files| {
        let signature = files.remove("manifest.sig").unwrap();
        files.insert("report.html".to_owned(), b"nothing happened".to_vec());
        relisted(files);
        files.insert("manifest.sig".to_owned(), signature);
    });
    let (code, text) = run(&other, &["--unsigned"]);
    assert!(code == Some(1) && text.contains("signature of another manifest"), "{text}");
}

#[test]
fn each_changed_file_is_found() {
    let bundle = bundle_with_events();
    for path in read_archive(&bundle).unwrap().into_keys() {
        let bytes = edited(&bundle, |files| {
            let file = files.get_mut(&path).unwrap();
            let place = file.len() / 2;
            file[place] ^= 1;
        });
        let (code, text) = run(&bytes, &[]);
        assert_eq!(code, Some(1), "{path}: {text}");
    }
}

#[test]
fn each_changed_proof_is_found_without_the_manifest() {
    let bundle = bundle_with_events();
    let proved = |path: &String| {
        ["entries/", "events/", "proofs/", "policies/", "supporting.json", "checkpoint.txt", "disclosed.json"]
            .iter()
            .any(|x| path.starts_with(x))
    };
    for path in read_archive(&bundle).unwrap().into_keys().filter(proved) {
        let bytes = edited(&bundle, |files| {
            let file = files.get_mut(&path).unwrap();
            let place = file.len() / 2;
            file[place] = if file[place] == b'x' { b'y' } else { b'x' };
            relisted(files);
        });
        let (code, text) = run(&bytes, &["--unsigned"]);
        // what is disclosed in the middle of the file may be the word for why something is not
        assert!(code == Some(1) || path == "disclosed.json", "{path}: {text}");
    }
}

#[test]
fn a_file_that_is_no_bundle_is_told_from_one_that_does_not_hold() {
    assert_eq!(run(b"", &[]).0, Some(2));
    assert_eq!(run(b"this is a text", &[]).0, Some(2));
}
