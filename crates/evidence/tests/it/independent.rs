//! `tests/evidence/verify.py` uses nothing of Steward and comes to the same.

use crate::sample::{bundle, edited, key, relisted};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use steward_evidence::read_archive;

/// Exit code and output of the program on these bytes.
fn run(bytes: &[u8], more: &[&str]) -> (Option<i32>, String) {
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
}

#[test]
fn each_changed_file_is_found() {
    let bundle = bundle();
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
    let bundle = bundle();
    let proved = |path: &String| {
        ["entries/", "proofs/", "policies/", "checkpoint.txt", "disclosed.json"]
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
        let (code, text) = run(&bytes, &[]);
        // what is disclosed in the middle of the file may be the word for why something is not
        assert!(code == Some(1) || path == "disclosed.json", "{path}: {text}");
    }
    assert_eq!(run(b"no zip", &[]).0, Some(1));
}
