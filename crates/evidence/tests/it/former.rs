//! Bundles of the format before, which had no events.

use crate::independent::run;
use crate::sample::{bundle, bundle_with_events, edited, key, relisted, resigned};
use steward_evidence::{FORMER, Fault, Files, Manifest, verify};
use steward_ledger::canonical_bytes;

/// Makes files those of the format before: it had other words about how to check, and everything else as it is without
/// events.
fn made_former(files: &mut Files) {
    let how = include_str!("../../src/VERIFY-1.md").replace("\r\n", "\n");
    files.insert("VERIFY.md".to_owned(), how.into_bytes());
    relisted(files);
    let mut manifest: Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    manifest.format = FORMER;
    files.insert("manifest.json".to_owned(), canonical_bytes(&manifest).unwrap());
    resigned(files);
}

#[test]
fn it_still_verifies() {
    let former = edited(&bundle(), made_former);
    let verdict = verify(&former, &[key(7).verifier().clone()]);
    assert!(verdict.holds, "{:?}", verdict.faults);
    assert_eq!((verdict.entries.len(), verdict.events.len()), (6, 0));
    assert_eq!(run(&former, &[]).0, Some(0));
    let changed = edited(&former, |files| files.get_mut("entries/000003.json").unwrap().push(b' '));
    assert!(!verify(&changed, &[]).holds);
}

#[test]
fn events_do_not_belong_to_it() {
    let former = edited(&bundle_with_events(), made_former);
    let verdict = verify(&former, &[]);
    let added = |path: &str| {
        verdict.faults.iter().any(|fault| matches!(fault, Fault::Added { path: of, .. } if of == path))
    };
    assert!(added("events/000009-000000.json") && added("supporting.json"), "{:?}", verdict.faults);
    assert_eq!(run(&former, &[]).0, Some(1));
}

#[test]
fn a_format_that_is_not_known_is_told() {
    let newer = edited(&bundle(), |files| {
        let manifest = String::from_utf8(files["manifest.json"].clone()).unwrap();
        let manifest = manifest.replace("\"format\":2", "\"format\":3");
        files.insert("manifest.json".to_owned(), manifest.into_bytes());
        resigned(files);
    });
    assert!(matches!(verify(&newer, &[]).faults[..], [Fault::Format { found: 3, known: 2 }]));
    assert_eq!(run(&newer, &[]).0, Some(1));
}
