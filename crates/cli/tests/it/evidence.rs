//! `steward evidence`: a bundle of a real workspace, verified here and by a program that uses nothing of Steward.

use crate::bench::{Bench, Ran};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use steward_evidence::{Files, Manifest, read_archive, write_archive};
use steward_ledger::{SignerKey, VerifierKey, canonical_bytes, leaf_hash, sign_note};

/// A workspace with the practice tenant and a bundle about it.
struct Made {
    bench: Bench,
    bundle: Vec<u8>,
    key: VerifierKey,
}

impl Made {
    fn new() -> Self {
        let bench = Bench::practice();
        let done = create(&bench, "bundle.zip", &["--question", "op:tenant.*,operator.*"]);
        let bundle = std::fs::read(bench.path("bundle.zip")).unwrap();
        let key = done["key"].as_str().unwrap().parse().unwrap();
        Self { bench, bundle, key }
    }

    fn files(&self) -> Files {
        read_archive(&self.bundle).unwrap()
    }

    /// Verifies what became of the bundle, in a folder where there is no workspace.
    fn verify(&self, bytes: &[u8], more: &[&str]) -> Ran {
        let nowhere = Bench::new();
        std::fs::write(nowhere.path("changed.zip"), bytes).unwrap();
        let file = nowhere.path("changed.zip").display().to_string();
        let ran = nowhere.run(&[&["evidence", "verify", &file][..], more].concat());
        assert!(!nowhere.path("workspace").exists(), "it opens no workspace");
        ran
    }

    fn edited(&self, edit: impl FnOnce(&mut Files)) -> Vec<u8> {
        let mut files = self.files();
        edit(&mut files);
        write_archive(&files).unwrap()
    }
}

/// Makes a bundle with the key in a file that a passphrase protects, and returns what is said about it.
fn create(bench: &Bench, name: &str, more: &[&str]) -> Value {
    let pass = bench.file("pass", "correct horse battery staple\n");
    let out = bench.path(name).display().to_string();
    let args = ["--json", "--passphrase-file", &pass, "evidence", "create", "--out", &out];
    bench.json(&[&args[..], more].concat())
}

/// Writes the manifest anew over what is there.
fn relist(files: &mut Files) {
    files.remove("manifest.sig");
    let mut manifest: Manifest = serde_json::from_slice(&files.remove("manifest.json").unwrap()).unwrap();
    for listed in &mut manifest.files {
        if let Some(bytes) = files.get(&listed.path) {
            listed.size = bytes.len() as u64;
            listed.sha256 = sha256(bytes);
        }
    }
    manifest.files.retain(|listed| files.contains_key(&listed.path));
    files.insert("manifest.json".to_owned(), canonical_bytes(&manifest).unwrap());
}

/// Through the program of the system, which is not ours either.
fn sha256(bytes: &[u8]) -> String {
    use std::io::Write as _;
    use std::process::Stdio;
    let mut child = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

/// Where the content of a file begins in a ZIP file: after the 30 bytes of its header, its name and what is added to it.
fn place(zip: &[u8], path: &str) -> usize {
    let number = |at: usize| usize::from(u16::from_le_bytes([zip[at], zip[at + 1]]));
    let headers = (0..zip.len() - 30).filter(|at| zip[*at..].starts_with(b"PK\x03\x04"));
    let mut named =
        headers.filter(|at| zip[at + 30..].starts_with(path.as_bytes()) && number(at + 26) == path.len());
    let at = named.next().unwrap();
    at + 30 + path.len() + number(at + 28)
}

/// Signs the manifest of a bundle with a key.
fn sign(files: &mut Files, key: &SignerKey) {
    let manifest: Manifest = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let text = format!("steward evidence v1\n{}\n{}\n", manifest.log, sha256(&files["manifest.json"]));
    files.insert("manifest.sig".to_owned(), sign_note(&text, &[key]).unwrap().into_bytes());
}

/// The program in `tests/` that uses nothing of Steward.
fn independent(file: &Path, more: &[&str]) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/evidence/verify.py");
    let output = Command::new("python3").arg(program).arg(file).args(more).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_bundle_of_a_real_workspace_verifies_here_and_elsewhere() {
    let made = Made::new();
    let ran = made.verify(&made.bundle, &[]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    for wanted in ["✓ entry 0", "✓ entry 1", "Question: op:operator.*,tenant.*", "compare it with one from"]
    {
        assert!(ran.out.contains(wanted), "{wanted}\n{}", ran.out);
    }
    assert!(ran.out.ends_with("Everything holds: 2 entries.\n"), "{}", ran.out);
    let key = made.key.to_string();
    let ran = made.verify(&made.bundle, &["--key", &key, "--json"]);
    let verdict: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &verdict["holds"], &verdict["trust"]), (0, &true.into(), &"compared".into()));
    let (code, said) = independent(&made.bench.path("bundle.zip"), &["--key", &key]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("holds: 2 entries"), "{said}");

    // without a signature of its own it is said who vouches for what
    create(&made.bench, "unsigned.zip", &["--question", "op:tenant.*,operator.*", "--no-sign"]);
    let unsigned = std::fs::read(made.bench.path("unsigned.zip")).unwrap();
    let ran = made.verify(&unsigned, &["--key", &key]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("✗ the manifest is not signed"), "{}", ran.out);
    assert_eq!(independent(&made.bench.path("unsigned.zip"), &["--key", &key]).0, Some(1));
    let ran = made.verify(&unsigned, &["--key", &key, "--unsigned"]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(
        ran.out.contains("The manifest is not signed") && !ran.out.contains("Everything holds"),
        "{}",
        ran.out
    );
    let (code, said) = independent(&made.bench.path("unsigned.zip"), &["--key", &key, "--unsigned"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("the manifest is not signed"), "{said}");

    // made again, after an entry about the first one
    let done = create(&made.bench, "again.zip", &["--question", "op:tenant.*,operator.*"]);
    assert!(std::fs::read(made.bench.path("again.zip")).unwrap() == made.bundle);
    assert_eq!(done["sha256"], sha256(&made.bundle));
    let words = made.bench.good(&[
        "--passphrase-file",
        &made.bench.path("pass").display().to_string(),
        "evidence",
        "create",
        "--question",
        "op:tenant.*",
        "--out",
        &made.bench.path("words.zip").display().to_string(),
    ]);
    assert!(words.contains("1 entry, each proved") && words.contains("no personal value"), "{words}");
}

#[test]
fn evidence_for_a_control_names_it_and_verifies_here_and_elsewhere() {
    let nowhere = Bench::new();
    let listed = nowhere.good(&["evidence", "controls"]);
    for wanted in ["NIST SP 800-53", "AC-6(9)", "CC6.1", "asks: outcome:refused", "Not that"] {
        assert!(listed.contains(wanted), "{wanted}\n{listed}");
    }
    assert!(nowhere.json(&["--json", "evidence", "controls"]).as_array().unwrap().len() > 15);
    assert!(!nowhere.path("workspace").exists(), "it opens no workspace");

    let bench = Bench::practice();
    bench.good(&["audit", "import", "practice", "--made-up"]);
    let args = ["--control", "ac-2", "--question", "op:users.*", "--tenant", "practice"];
    let done = create(&bench, "bundle.zip", &args);
    assert!(done["events"].as_u64().unwrap() > 0, "{done}");
    let bundle = std::fs::read(bench.path("bundle.zip")).unwrap();
    let made = Made { key: done["key"].as_str().unwrap().parse().unwrap(), bundle, bench };
    let ran = made.verify(&made.bundle, &[]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.out.contains("Control: AC-2 Account Management (NIST SP 800-53"), "{}", ran.out);
    let (code, said) = independent(&made.bench.path("bundle.zip"), &[]);
    assert_eq!(code, Some(0), "{said}");
    let files = made.files();
    let report = String::from_utf8(files["report.html"].clone()).unwrap();
    assert!(report.contains("What this shows of it") && report.contains("What it does not show"));
    let results: Value = serde_json::from_slice(&files["oscal/assessment-results.json"]).unwrap();
    let result = &results["assessment-results"]["results"][0];
    let reviewed = &result["reviewed-controls"]["control-selections"][0]["include-controls"];
    assert_eq!(reviewed[0]["control-id"], "ac-2");
    let entry = made.bench.json(&["--json", "audit", "tail", "-n", "1"]);
    let changes = entry[0]["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["field"] == "control"), "{entry}");

    let out = made.bench.path("none.zip").display().to_string();
    let ran = made.bench.run(&["evidence", "create", "--control", "AC-99", "--out", &out]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("`AC-99`") && ran.err.contains("`AC-2`"), "{}", ran.err);
    assert_eq!(made.bench.run(&["evidence", "create", "--out", &out]).code, 2, "one of both is needed");
}

#[test]
fn every_changed_file_is_named() {
    let made = Made::new();
    for path in made.files().into_keys() {
        let bytes = made.edited(|files| {
            let file = files.get_mut(&path).unwrap();
            let place = file.len() / 2;
            file[place] ^= 1;
        });
        let ran = made.verify(&bytes, &[]);
        assert_eq!(ran.code, 1, "{path}: {}", ran.all());
        // of a manifest that says other hashes it is the signature that tells
        let named = ran.out.contains(&path) || (path == "manifest.json" && ran.out.contains("manifest.sig"));
        assert!(named, "{path}: {}", ran.out);
        assert!(ran.out.contains("It does not hold"), "{path}: {}", ran.out);
        // the same in the file as it lies on the disk: the container has checksums of its own
        let mut raw = made.bundle.clone();
        let place = place(&raw, &path) + made.files()[&path].len() / 2;
        raw[place] ^= 1;
        let ran = made.verify(&raw, &[]);
        assert_eq!(ran.code, 1, "{path}: {}", ran.all());
        assert!(ran.out.contains(&path), "{path}: {}", ran.out);
    }
}

/// What the log of the practice tenant tells of a morning.
const LOG: &str = concat!(
    r#"{"id":"g1","time":"2026-05-03T10:12:44Z","actor":{"id":"00u1"},"actorName":"Mara Lind","#,
    r#""action":"billing.access.grant","objectType":"billing","objectId":"b-17","result":"success"}"#,
    "\n",
    r#"{"id":"g2","time":"2026-05-03T10:12:45Z","actor":{"id":"00u1"},"actorName":"Mara Lind","#,
    r#""action":"billing.invoice.read","objectType":"invoice","objectId":"i-9","result":"success"}"#,
    "\n",
);

#[test]
fn events_of_a_tenants_own_log_verify_and_what_is_done_to_them_is_named() {
    let bench = Bench::practice();
    let log = bench.file("log.jsonl", LOG);
    bench.good(&["audit", "import", "practice", &log]);
    let done = create(&bench, "bundle.zip", &["--question", "op:billing.*"]);
    assert_eq!(
        (&done["entries"], &done["supporting"], &done["events"]),
        (&0.into(), &1.into(), &2.into()),
        "{done}"
    );
    let bundle = std::fs::read(bench.path("bundle.zip")).unwrap();
    let made = Made { key: done["key"].as_str().unwrap().parse().unwrap(), bundle, bench };
    let ran = made.verify(&made.bundle, &[]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    assert!(ran.out.contains("which seals events") && ran.out.contains("✓ event "), "{}", ran.out);
    assert!(
        ran.out.ends_with("Everything holds: 1 entry and 2 events of tenants' own logs.\n"),
        "{}",
        ran.out
    );
    let (code, said) = independent(&made.bench.path("bundle.zip"), &[]);
    assert!(code == Some(0) && said.contains("2 events of tenants' own logs"), "{said}");
    let first = made.files().into_keys().find(|path| path.starts_with("events/")).unwrap();
    let changes: [fn(&mut Files, &str); 3] = [
        |files, path| files.get_mut(path).unwrap().push(b' '),
        |files, path| {
            files.remove(path);
        },
        |files, path| {
            let copy = files[path].clone();
            files.insert(path.replace("-000000", "-000007"), copy);
        },
    ];
    for change in changes {
        let bytes = made.edited(|files| change(files, &first));
        let ran = made.verify(&bytes, &[]);
        assert_eq!(ran.code, 1, "{}", ran.all());
        assert!(ran.out.contains("✗ event "), "{}", ran.out);
    }
}

#[test]
fn an_entry_that_was_removed_is_named() {
    let made = Made::new();
    let without = |files: &mut Files| {
        files.remove("entries/000001.json");
        files.remove("proofs/000001.tlog-proof");
    };
    let ran = made.verify(&made.edited(without), &[]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(
        ran.out.contains("✗ entry 1") && ran.out.contains("`entries/000001.json` is missing"),
        "{}",
        ran.out
    );
    // whoever writes the manifest anew has no signature, and the values that the entry withheld tell of it
    let bytes = made.edited(|files| {
        without(files);
        relist(files);
    });
    let ran = made.verify(&bytes, &[]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("`disclosed.json` contradicts the rest"), "{}", ran.out);
}

#[test]
fn a_manifest_signed_with_another_key_is_named() {
    let made = Made::new();
    let stranger = SignerKey::from_seed(made.key.name(), &[9; 32]).unwrap();
    let bytes = made.edited(|files| sign(files, &stranger));
    let ran = made.verify(&bytes, &[]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("the signature in `manifest.sig` does not hold"), "{}", ran.out);
    // with the key among those of the log as well, it is whoever knows the real one that sees it
    let bytes = made.edited(|files| {
        let line = format!("{} 0 -\n", stranger.verifier());
        files.get_mut("keys.txt").unwrap().extend_from_slice(line.as_bytes());
        relist(files);
        sign(files, &stranger);
    });
    let key = made.key.to_string();
    let ran = made.verify(&bytes, &["--key", &key]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("`manifest.sig` is signed with the key"), "{}", ran.out);
    let both = stranger.verifier().to_string();
    assert_eq!(made.verify(&bytes, &["--key", &key, "--key", &both]).code, 0, "both are trusted here");
    assert_eq!(
        made.verify(&made.bundle, &["--key", &both]).code,
        1,
        "the real one is a stranger to this key"
    );
}

#[test]
fn what_is_no_bundle_ends_with_2() {
    let made = Made::new();
    let other = write_archive(&Files::from([("word/document.xml".to_owned(), b"<w/>".to_vec())])).unwrap();
    for bytes in [&b""[..], b"a text", &other] {
        let ran = made.verify(bytes, &[]);
        assert_eq!(ran.code, 2, "{}", ran.all());
        assert!(ran.err.contains("is not a bundle of evidence"), "{}", ran.err);
    }
    // one that was cut off is a bundle that does not hold
    let ran = made.verify(&made.bundle[..made.bundle.len() / 2], &[]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert_eq!(made.verify(&made.bundle, &["--key", "nonsense"]).code, 2);
    let missing = made.bench.run(&["evidence", "verify", "nowhere.zip"]);
    assert_eq!(missing.code, 2, "{}", missing.all());
}

#[test]
fn without_a_key_nothing_is_made_and_it_is_said_why() {
    let bench = Bench::practice();
    let out = bench.path("bundle.zip").display().to_string();
    let ran = bench.run(&["evidence", "create", "--question", "op:tenant.*", "--out", &out]);
    assert_eq!(ran.code, 3, "{}", ran.all());
    assert!(ran.err.contains("is not at hand") && ran.err.contains("--passphrase-file FILE"), "{}", ran.err);
    assert!(!bench.path("bundle.zip").exists());
    let ran = bench.run(&["evidence", "create", "--question", "op:nothing", "--out", &out]);
    assert_eq!(ran.code, 2, "{}", ran.all());
}

/// The schema files of OCSF, where they are.
fn schema() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = here.ancestors().map(|folder| folder.join("shared/vectors/ocsf")).find(|path| path.is_dir());
    if found.is_none() {
        println!("the OCSF schema files are not here, so the events were held against the essentials alone");
    }
    found
}

#[test]
fn events_and_results_of_a_real_bundle_have_the_published_shape() {
    let made = Made::new();
    let files = made.files();
    let events = files.iter().filter_map(|(path, bytes)| {
        let version = path.strip_prefix("ocsf/")?.strip_suffix(".json")?.to_owned();
        Some((version, serde_json::from_slice::<Vec<Value>>(bytes).unwrap()))
    });
    let events: Vec<(String, Vec<Value>)> = events.collect();
    assert!(events.len() >= 5);
    for (version, events) in &events {
        assert_eq!(events.len(), 2, "{version}");
        for event in events {
            let number = |name: &str| event[name].as_u64().unwrap_or_else(|| panic!("{name}: {event}"));
            assert_eq!(number("type_uid"), number("class_uid") * 100 + number("activity_id"), "{version}");
            assert_eq!(number("category_uid"), number("class_uid") / 1000, "{version}");
            assert!(number("time") > 1_700_000_000_000 && number("severity_id") <= 6, "{version}: {event}");
            assert_eq!(event["metadata"]["version"], version.as_str());
            assert!(event["metadata"]["product"]["name"].is_string(), "{version}: {event}");
        }
    }
    if let Some(root) = schema() {
        let load = |path: &str| -> Value {
            serde_json::from_slice(&std::fs::read(root.join(path)).unwrap()).unwrap()
        };
        let base = [load("events/iam/iam.json"), load("events/base_event.json")];
        let classes = ["entity_management", "group_management", "user_management", "role_management"];
        let classes = classes.map(|name| load(&format!("events/iam/{name}.json")));
        for event in
            events.iter().filter(|(version, _)| version == "1.9.0-dev").flat_map(|(_, events)| events)
        {
            // 3004, 3006, 3007, 3008: the number of a class in its category follows from the file
            let uid = event["class_uid"].as_u64().unwrap() % 1000;
            let class = classes.iter().find(|class| class["uid"] == uid).unwrap();
            let known = |name: &String| {
                [class, &base[0], &base[1]].iter().any(|level| level["attributes"][name].is_object())
            };
            assert!(event.as_object().unwrap().keys().all(known), "{event}");
            for level in [class, &base[0], &base[1]] {
                for (name, attribute) in level["attributes"].as_object().unwrap() {
                    let there = attribute["requirement"] != "required" || !event[name].is_null();
                    assert!(there, "`{name}` is required: {event}");
                }
            }
        }
    }
    let results: Value = serde_json::from_slice(&files["oscal/assessment-results.json"]).unwrap();
    let results = &results["assessment-results"];
    assert_eq!(results["metadata"]["oscal-version"], "1.1.2");
    for part in ["uuid", "metadata", "import-ap", "results"] {
        assert!(!results[part].is_null(), "{part}");
    }
    for part in ["uuid", "title", "description", "start", "reviewed-controls", "observations", "findings"] {
        assert!(!results["results"][0][part].is_null(), "{part}");
    }
}

#[test]
fn the_hash_of_an_entry_is_what_common_tools_say() {
    let made = Made::new();
    let entry = made.files().remove("entries/000000.json").unwrap();
    let by_hand = sha256(&[&b"\0"[..], entry.as_slice()].concat());
    assert_eq!(by_hand, leaf_hash(&entry).to_string());
    assert!(made.verify(&made.bundle, &[]).out.contains(&by_hand));
}
