//! Every file changed, removed, added and swapped; with the manifest as it was, and written anew.

use crate::sample::{LOG, bundle, edited, key, relisted};
use steward_evidence::{Fault, read_archive, verify, verify_unsigned};
use steward_ledger::Checkpoint;

fn told(bytes: &[u8]) -> Vec<String> {
    let verdict = verify(bytes, &[]);
    assert_eq!(verdict.holds, verdict.faults.is_empty());
    verdict.faults.iter().flat_map(Fault::paths).map(str::to_owned).collect()
}

#[test]
fn every_changed_file_is_named() {
    let bundle = bundle();
    for path in read_archive(&bundle).unwrap().into_keys() {
        for at in [0, 1, 2] {
            let bytes = edited(&bundle, |files| {
                let file = files.get_mut(&path).unwrap();
                let place = file.len() * at / 3;
                file[place] ^= 1;
            });
            let told = told(&bytes);
            // a manifest that says another hash is found by its signature, and by the file whose hash it
            // says
            let named =
                told.contains(&path) || (path == "manifest.json" && told.contains(&"manifest.sig".into()));
            assert!(named, "{path} at {at}/3: {told:?}");
        }
        let longer = edited(&bundle, |files| files.get_mut(&path).unwrap().push(b'\n'));
        assert!(told(&longer).contains(&path), "{path}");
    }
}

#[test]
fn every_removed_file_is_named() {
    let bundle = bundle();
    for path in read_archive(&bundle).unwrap().into_keys() {
        let removed = edited(&bundle, |files| {
            files.remove(&path);
        });
        if path == "manifest.sig" {
            // without it the checkpoint still vouches for the entries, and that has to be enough for whoever asks
            let verdict = verify(&removed, &[]);
            assert_eq!((verdict.holds, &verdict.faults[..]), (false, &[Fault::Unsigned][..]));
            let verdict = verify_unsigned(&removed, &[]);
            assert!(verdict.holds && verdict.manifest_key.is_none());
        } else {
            assert!(told(&removed).contains(&path), "{path}");
        }
    }
}

#[test]
fn every_pair_that_is_swapped_is_named() {
    let bundle = bundle();
    let paths: Vec<String> = read_archive(&bundle).unwrap().into_keys().collect();
    for pair in paths.windows(2).filter(|pair| !pair.iter().any(|path| path.starts_with("manifest."))) {
        let bytes = edited(&bundle, |files| {
            let first = files.remove(&pair[0]).unwrap();
            let second = files.insert(pair[1].clone(), first).unwrap();
            files.insert(pair[0].clone(), second);
        });
        let swapped = Fault::Swapped { first: pair[0].clone(), second: pair[1].clone() };
        assert!(verify(&bytes, &[]).faults.contains(&swapped), "{pair:?}");
    }
    let bytes = edited(&bundle, |files| {
        let third = files.remove("entries/000003.json").unwrap();
        let fourth = files.insert("entries/000004.json".to_owned(), third).unwrap();
        files.insert("entries/000003.json".to_owned(), fourth);
    });
    let verdict = verify(&bytes, &[]);
    let bad: Vec<u64> =
        verdict.entries.iter().filter(|entry| !entry.holds).map(|entry| entry.number).collect();
    assert_eq!(bad, [3, 4]);
}

#[test]
fn every_added_file_is_named() {
    let bundle = bundle();
    for path in ["more.txt", "entries/000006.json", "entries/x.json", "policies/x.cedar", "ocsf/2.0.0.json"] {
        for anew in [false, true] {
            let bytes = edited(&bundle, |files| {
                files.insert(path.to_owned(), b"{}".to_vec());
                if anew {
                    relisted(files);
                }
            });
            let verdict = verify(&bytes, &[]);
            let said =
                verdict.faults.iter().any(|fault| fault.paths().contains(&path) || fault.entry() == Some(6));
            assert!(said, "{path}, {anew}: {:?}", verdict.faults);
        }
    }
}

#[test]
fn a_manifest_written_anew_hides_nothing() {
    let bundle = bundle();
    for path in read_archive(&bundle).unwrap().into_keys() {
        if matches!(path.as_str(), "manifest.json" | "manifest.sig") {
            continue;
        }
        let bytes = edited(&bundle, |files| {
            let file = files.get_mut(&path).unwrap();
            let place = file.len() / 2;
            file[place] = if file[place] == b'x' { b'y' } else { b'x' };
            relisted(files);
        });
        let verdict = verify_unsigned(&bytes, &[]);
        let named = verdict.faults.iter().any(|fault| {
            fault.paths().contains(&path.as_str())
                || fault.entry().is_some_and(|number| path.contains(&format!("{number:06}")))
        });
        // a changed policy set or pack has another name by right
        let renamed =
            verdict.faults.iter().any(|fault| matches!(fault, Fault::Missing { .. } | Fault::Added { .. }));
        assert!(!verdict.holds && (named || renamed), "{path}: {:?}", verdict.faults);
    }
}

#[test]
fn a_history_signed_anew_is_another_one() {
    let stranger = key(9);
    let bytes = edited(&bundle(), |files| {
        let note = String::from_utf8(files["checkpoint.txt"].clone()).unwrap();
        let checkpoint: Checkpoint = steward_ledger::Note::parse(&note).unwrap().text().parse().unwrap();
        let again = checkpoint.sign(&stranger).unwrap();
        for (path, file) in files.iter_mut() {
            if path.starts_with("proofs/") {
                *file = String::from_utf8(file.clone()).unwrap().replace(&note, &again).into_bytes();
            }
        }
        files.insert("checkpoint.txt".to_owned(), again.into_bytes());
        files.insert("keys.txt".to_owned(), format!("{} 0 -\n", stranger.verifier()).into_bytes());
        relisted(files);
    });
    // every proof holds, the report does not, and whoever knows the key sees at once
    let verdict = verify(&bytes, &[key(7).verifier().clone()]);
    assert!(verdict.entries.iter().all(|entry| entry.holds));
    let strange = |fault: &Fault| matches!(fault, Fault::Stranger { path, .. } if path == "checkpoint.txt");
    assert!(verdict.faults.iter().any(strange), "{:?}", verdict.faults);
    assert_eq!(verdict.log.as_deref(), Some(LOG));
}
