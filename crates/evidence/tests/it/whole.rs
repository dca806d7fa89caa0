//! A bundle that holds, whose it is, and parts that give none.

use crate::sample::{ERASED, LOG, bundle, key, parts};
use steward_evidence::{CreateError, Fault, Trust, create, read_archive, verify, verify_unsigned};
use steward_ledger::{Checkpoint, Hash};

#[test]
fn the_same_parts_give_the_same_bytes() {
    let (first, second) = (bundle(), bundle());
    assert_eq!(first, second);
    let mut turned = parts();
    turned.entries.reverse();
    turned.disclosed.reverse();
    assert_eq!(create(&turned, Some(&key(7))).unwrap(), first);
    assert_ne!(create(&parts(), None).unwrap(), first);
}

#[test]
fn it_holds_and_says_whose_it_is() {
    let verdict = verify(&bundle(), &[]);
    assert!(verdict.holds, "{:?}", verdict.faults);
    assert_eq!(verdict.trust, Trust::ToCompare);
    let mine = key(7).verifier().to_string();
    assert_eq!((verdict.checkpoint_key.as_ref(), verdict.manifest_key.as_ref()), (Some(&mine), Some(&mine)));
    assert_eq!((verdict.log.as_deref(), verdict.tree_size), (Some(LOG), Some(12)));
    let numbers: Vec<u64> = verdict.entries.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [2, 3, 4, 5, 8, 11]);
    assert!(verdict.entries.iter().all(|entry| entry.holds) && verdict.files.iter().all(|file| file.holds));

    let trusted = verify(&bundle(), &[key(7).verifier().clone()]);
    assert!(trusted.holds && trusted.trust == Trust::Compared);
    let stranger = verify(&bundle(), &[key(9).verifier().clone()]);
    assert_eq!(stranger.trust, Trust::Stranger);
    let told: Vec<&str> = stranger.faults.iter().flat_map(Fault::paths).collect();
    assert_eq!(told, ["checkpoint.txt", "manifest.sig"]);
    // without a signature of its own the manifest is proved by nobody, and everything else still is
    let bytes = create(&parts(), None).unwrap();
    assert_eq!(verify(&bytes, &[key(7).verifier().clone()]).faults, [Fault::Unsigned]);
    let unsigned = verify_unsigned(&bytes, &[key(7).verifier().clone()]);
    assert!(unsigned.holds && unsigned.manifest_key.is_none());
    assert!(unsigned.trust.sentence(false).starts_with("The checkpoint is signed"), "and not the manifest");
}

#[test]
fn of_an_erased_value_nothing_is_left() {
    let files = read_archive(&bundle()).unwrap();
    for (path, bytes) in &files {
        assert!(!bytes.windows(ERASED.len()).any(|part| part == ERASED.as_bytes()), "{path}");
    }
    let secrets = String::from_utf8(files["disclosed.json"].clone()).unwrap();
    assert!(
        secrets.contains(r#""why":"erased""#) && secrets.contains(r#""why":"not-disclosed""#),
        "{secrets}"
    );
    assert!(secrets.contains("asked by mail"));
}

#[test]
fn what_does_not_hold_gives_no_bundle() {
    let refused = |parts: &steward_evidence::Parts| match create(parts, None).unwrap_err() {
        CreateError::DoesNotHold(faults) => faults,
        other => panic!("{other}"),
    };
    let mut none = parts();
    none.entries.clear();
    assert!(matches!(create(&none, None), Err(CreateError::Nothing)));

    let mut path = parts();
    path.entries[0].path[0] = Hash::new([0; 32]);
    assert!(matches!(refused(&path)[..], [Fault::NotProved { number: 11, .. }]));

    let mut policy = parts();
    policy.policies.clear();
    assert!(matches!(refused(&policy)[..], [Fault::Missing { .. }]));

    let mut value = parts();
    value.disclosed[0].value = "asked by telephone".into();
    assert!(matches!(refused(&value)[..], [Fault::Commitment { number: 3, .. }]));

    // a key that was replaced signs nothing after its time
    let mut old = parts();
    let checkpoint: Checkpoint =
        steward_ledger::Note::parse(&old.checkpoint).unwrap().text().parse().unwrap();
    old.checkpoint = checkpoint.sign(&key(8)).unwrap();
    assert!(matches!(&refused(&old)[..], [Fault::Signature { path, .. }] if path == "checkpoint.txt"));

    let mut bytes = parts();
    bytes.entries[2].bytes.pop();
    assert!(matches!(create(&bytes, None), Err(CreateError::Entry { position: 2, .. })));
}
