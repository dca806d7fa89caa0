//! Checkpoints and commits.

use crate::history::{DEVICE, key};
use steward_ledger::{
    Checkpoint, Commit, Hash, Log, Note, NoteError, StatementError, VerifierKey, empty_root,
};

const ROOT: &str = "UFFM8qibeBvVVODXj+Po/8YP9/qvTT7rnxHJBlh4las=";

fn root() -> Hash {
    "50514cf2a89b781bd554e0d78fe3e8ffc60ff7faaf4d3eeb9f11c906587895ab".parse().unwrap()
}

fn keys() -> [VerifierKey; 1] {
    [key(7).verifier().clone()]
}

#[test]
fn the_example_of_the_specification_reads() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let note = format!(
        "{text}\n— example.com/behind-the-sofa \
         Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    );
    let checkpoint: Checkpoint = Note::parse(&note).unwrap().text().parse().unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.to_string(), text);
}

#[test]
fn a_checkpoint_is_signed_and_verified() {
    let checkpoint = Checkpoint::new(DEVICE, 1, root());
    let note = checkpoint.sign(&key(7)).unwrap();
    assert!(note.starts_with(&format!("{DEVICE}\n1\n{ROOT}\n\n— {DEVICE} ")), "{note}");
    assert_eq!(Checkpoint::verify(&note, DEVICE, &keys()).unwrap(), checkpoint);
    let extended = Checkpoint { extensions: vec!["one".into(), "two words".into()], ..checkpoint };
    let note = extended.sign(&key(7)).unwrap();
    assert_eq!(Checkpoint::verify(&note, DEVICE, &keys()).unwrap(), extended);
    // of another log, or by another key
    let error = Checkpoint::verify(&note, "steward/other", &keys()).unwrap_err();
    assert_eq!(error.to_string(), format!("it is of the log `{DEVICE}`, not of `steward/other`"));
    let others = [key(8).verifier().clone()];
    let error = Checkpoint::verify(&note, DEVICE, &others).unwrap_err();
    assert!(matches!(error, StatementError::Note(NoteError::Unsigned)));
}

#[test]
fn what_is_no_checkpoint() {
    let cases = [
        ("", 1),
        ("\n1\nROOT\n", 1),
        ("log\n1\nROOT", 1),
        ("log\n", 2),
        ("log\n01\nROOT\n", 2),
        ("log\n+1\nROOT\n", 2),
        ("log\n-1\nROOT\n", 2),
        ("log\n 1\nROOT\n", 2),
        ("log\n1x\nROOT\n", 2),
        ("log\n\nROOT\n", 2),
        ("log\n18446744073709551616\nROOT\n", 2),
        ("log\n1\n", 3),
        ("log\n1\n\n", 3),
        ("log\n1\nUFFM\n", 3),
        ("log\n1\n ROOT\n", 3),
        // a tree without leaves has one root
        ("log\n0\nROOT\n", 3),
        ("log\n1\nROOT\n\n", 4),
        ("log\n1\nROOT\none\n\ntwo\n", 5),
    ];
    for (text, line) in cases {
        let error = text.replace("ROOT", ROOT).parse::<Checkpoint>().unwrap_err();
        assert!(matches!(error, StatementError::Form { line: at, .. } if at == line), "{text:?}: {error}");
    }
    assert!(format!("log\n18446744073709551615\n{ROOT}\n").parse::<Checkpoint>().is_ok());
    assert!(Checkpoint::new("log", 0, empty_root()).to_string().parse::<Checkpoint>().is_ok());
    // nothing is signed that would not read back
    for bad in ["", "two\nlines"] {
        assert!(Checkpoint::new(bad, 1, root()).sign(&key(7)).is_err(), "{bad:?}");
    }
    let extensions = vec![String::new()];
    assert!(Checkpoint { extensions, ..Checkpoint::new("log", 1, root()) }.sign(&key(7)).is_err());
}

#[test]
fn a_commit_is_signed_and_verified() {
    let commit = Commit { device: DEVICE.to_owned(), size: 1, head: root() };
    let note = commit.sign(&key(7)).unwrap();
    // made with another implementation from the seed of 32 times 7
    let signature =
        "iVFbfzksgaOqm04WzyzikGHuxzQumoOYYCbAEs+uDFTNA8y2+eq9rhiTrAyCiHSioVmkBGUqmzCyZaD/w3ejMv57ogg=";
    assert_eq!(note, format!("steward commit v1\n{DEVICE}\n1\n{ROOT}\n\n— {DEVICE} {signature}\n"));
    assert_eq!(Commit::verify(&note, DEVICE, &keys()).unwrap(), commit);
    assert!(matches!(Commit::verify(&note, "steward/other", &keys()), Err(StatementError::OtherLog { .. })));
    // a commit is no checkpoint, nor the other way round
    assert!(Checkpoint::verify(&note, DEVICE, &keys()).is_err());
    let checkpoint = Checkpoint::new("steward commit v1", 1, root()).sign(&key(7)).unwrap();
    assert!(Commit::verify(&checkpoint, DEVICE, &keys()).is_err());
}

#[test]
fn what_is_no_commit() {
    let cases = [
        ("", 1),
        ("steward commit v2\nlog\n1\nROOT\n", 1),
        ("steward commit v1\n\n1\nROOT\n", 2),
        ("steward commit v1\na b\n1\nROOT\n", 2),
        ("steward commit v1\nlog\n0\nROOT\n", 3),
        ("steward commit v1\nlog\n1\n", 4),
        ("steward commit v1\nlog\n1\nROOT", 5),
        ("steward commit v1\nlog\n1\nROOT\nmore\n", 5),
    ];
    for (text, line) in cases {
        let error = text.replace("ROOT", ROOT).parse::<Commit>().unwrap_err();
        assert!(matches!(error, StatementError::Form { line: at, .. } if at == line), "{text:?}: {error}");
    }
    assert!(matches!(Log::new(DEVICE).unwrap().commit(&key(7)), Err(StatementError::NoEntries)));
    let log = Log::after("steward/other", 0, root()).unwrap();
    assert!(matches!(log.commit(&key(7)), Err(StatementError::OtherLog { .. })));
}
