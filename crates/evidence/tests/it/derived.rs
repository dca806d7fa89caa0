//! Files that say the same as the entries: harmless, and of the shape that others read.

use crate::sample::{HOSTILE, bundle, edited, key, parts};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use steward_evidence::{control, create, read_archive, verify};

fn text(path: &str) -> String {
    String::from_utf8(read_archive(&bundle()).unwrap()[path].clone()).unwrap()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

#[test]
fn no_cell_becomes_a_formula() {
    let table = text("entries.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert!(rows.iter().flatten().any(|cell| cell == "'=cmd"));
}

#[test]
fn the_page_runs_nothing_and_asks_nothing_outside() {
    let page = text("report.html");
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    for outside in ["http://", "https://", "url(", "@import", "src=", "<link", "<iframe"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(
        !HOSTILE.is_empty()
            && page.contains("Ünï")
            && page.contains("EL-207")
            && page.contains("asked by mail")
    );
    assert!(
        page.contains("(erased)")
            && page.contains("(withheld)")
            && page.contains("none: no policy gave leave")
    );
}

/// The essentials of the schema: what every event has to have, and what of it follows from the rest.
#[test]
fn events_have_what_ocsf_requires() {
    for version in ["1.1.0", "1.3.0", "1.5.0", "1.8.0", "1.9.0-dev"] {
        let events = json(&format!("ocsf/{version}.json"));
        let events = events.as_array().unwrap();
        assert_eq!(events.len(), 6);
        for event in events {
            let number = |name: &str| event[name].as_u64().unwrap_or_else(|| panic!("{name}: {event}"));
            assert_eq!(number("category_uid"), number("class_uid") / 1000);
            assert_eq!(number("type_uid"), number("class_uid") * 100 + number("activity_id"));
            assert!(
                number("time") > 1_700_000_000_000 && number("severity_id") <= 6 && number("status_id") <= 2
            );
            assert_eq!(event["metadata"]["version"], version);
            assert!(
                event["metadata"]["product"]["name"].is_string() && event["actor"]["user"]["uid"].is_string()
            );
            let target = match number("class_uid") {
                3001 | 3005 | 3007 => "user",
                3004 => "entity",
                3006 => "group",
                3008 => "iam_role",
                other => panic!("class {other}"),
            };
            assert!(event[target]["uid"].is_string(), "{event}");
        }
        let classes: BTreeSet<u64> = events.iter().filter_map(|event| event["class_uid"].as_u64()).collect();
        let expected: &[u64] =
            if version == "1.9.0-dev" { &[3004, 3006, 3007, 3008] } else { &[3001, 3004, 3005, 3006] };
        assert_eq!(classes.into_iter().collect::<Vec<_>>(), expected, "{version}");
    }
}

/// The schema files of the version under development, when they are there: every attribute is known, every
/// required one is there, every activity is one of its class.
#[test]
fn events_fit_the_schema_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(|folder| {
        let vectors = folder.join("shared/vectors/ocsf");
        vectors.is_dir().then_some(vectors)
    });
    let Some(root) = root else {
        println!("the OCSF schema files are not here, so the events were not held against them");
        return;
    };
    let load =
        |path: String| -> Value { serde_json::from_slice(&std::fs::read(root.join(path)).unwrap()).unwrap() };
    for event in json("ocsf/1.9.0-dev.json").as_array().unwrap() {
        let file = match event["class_uid"].as_u64().unwrap() {
            3004 => "entity_management",
            3006 => "group_management",
            3007 => "user_management",
            3008 => "role_management",
            other => panic!("class {other}"),
        };
        let class = load(format!("events/iam/{file}.json"));
        assert!(class["@deprecated"].is_null(), "{file}");
        let chain =
            [class.clone(), load("events/iam/iam.json".into()), load("events/base_event.json".into())];
        let known = |name: &str| chain.iter().any(|level| level["attributes"][name].is_object());
        for name in event.as_object().unwrap().keys() {
            assert!(known(name), "{file} has no attribute `{name}`");
        }
        for level in &chain {
            for (name, attribute) in level["attributes"].as_object().unwrap() {
                assert!(
                    attribute["requirement"] != "required" || !event[name].is_null(),
                    "{file} needs `{name}`"
                );
            }
        }
        let activity = event["activity_id"].to_string();
        let named = &class["attributes"]["activity_id"]["enum"][&activity]["caption"];
        assert_eq!(*named, event["activity_name"], "{file}");
        let metadata = load("objects/metadata.json".into());
        for name in event["metadata"].as_object().unwrap().keys() {
            assert!(metadata["attributes"][name].is_object(), "metadata has no `{name}`");
        }
    }
}

#[test]
fn results_have_the_shape_of_oscal() {
    let results = json("oscal/assessment-results.json");
    let results = &results["assessment-results"];
    assert_eq!(results["metadata"]["oscal-version"], "1.1.2");
    let plan = results["import-ap"]["href"].as_str().unwrap().strip_prefix('#').unwrap().to_owned();
    assert_eq!(results["back-matter"]["resources"][0]["uuid"], plan);
    let result = &results["results"][0];
    let observed: Vec<&str> =
        result["observations"].as_array().unwrap().iter().map(|x| x["uuid"].as_str().unwrap()).collect();
    let reviewed = &result["reviewed-controls"]["control-selections"][0]["include-controls"];
    let controls: Vec<&str> =
        reviewed.as_array().unwrap().iter().map(|x| x["control-id"].as_str().unwrap()).collect();
    assert_eq!(controls, ["au-2", "au-3", "au-10", "ac-2", "ac-6"]);
    for finding in result["findings"].as_array().unwrap() {
        let about = finding["related-observations"][0]["observation-uuid"].as_str().unwrap();
        assert!(observed.contains(&about));
        assert_eq!(finding["target"]["status"]["state"], "satisfied");
    }
    // RFC 9562: version 8, and the variant of the RFC; all of them different
    let mut ids: Vec<&str> = observed.clone();
    ids.extend([results["uuid"].as_str().unwrap(), result["uuid"].as_str().unwrap(), plan.as_str()]);
    for id in &ids {
        let bytes = id.as_bytes();
        assert!(
            id.len() == 36 && bytes[14] == b'8' && matches!(bytes[19], b'8' | b'9' | b'a' | b'b'),
            "{id}"
        );
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn a_control_that_was_asked_for_is_named_and_how_far_the_answer_goes() {
    let mut parts = parts();
    let asked = control("AC-3").unwrap().control();
    parts.question.control = Some(asked.clone());
    let bytes = create(&parts, Some(&key(7))).unwrap();
    let verdict = verify(&bytes, &[key(7).verifier().clone()]);
    assert!(verdict.holds, "{:?}", verdict.faults);
    assert_eq!(verdict.control.as_deref(), Some("AC-3 Access Enforcement (NIST SP 800-53 Rev. 5)"));
    let files = read_archive(&bytes).unwrap();
    let page = String::from_utf8(files["report.html"].clone()).unwrap();
    for said in ["AC-3 Access Enforcement", "What it does not show", "Attempts that were refused"] {
        assert!(page.contains(said), "{said}");
    }
    let results: Value = serde_json::from_slice(&files["oscal/assessment-results.json"]).unwrap();
    let result = &results["assessment-results"]["results"][0];
    let reviewed = &result["reviewed-controls"]["control-selections"][0]["include-controls"];
    let controls: Vec<&str> =
        reviewed.as_array().unwrap().iter().map(|x| x["control-id"].as_str().unwrap()).collect();
    assert_eq!(controls, ["ac-3", "au-2", "au-3", "au-10", "ac-2", "ac-6"]);
    let observed = &result["observations"][0];
    assert_eq!(observed["title"], asked.name());
    assert_eq!(observed["relevant-evidence"].as_array().unwrap().len(), 6, "everything that answers");
    // whoever writes another control into it is found
    let other = edited(&bytes, |files| {
        let question = String::from_utf8(files["question.json"].clone()).unwrap();
        files.insert("question.json".to_owned(), question.replace("AC-3", "AC-5").into_bytes());
    });
    assert!(!verify(&other, &[]).holds);
    // one that the entries are evidence for anyway is reviewed once
    parts.question.control = Some(control("AC-2").unwrap().control());
    let files = read_archive(&create(&parts, None).unwrap()).unwrap();
    let text = String::from_utf8(files["oscal/assessment-results.json"].clone()).unwrap();
    assert_eq!(text.matches("\"control-id\":\"ac-2\"").count(), 1);
}

#[test]
fn the_paper_is_a_pdf_with_its_letters_in_it() {
    let paper = read_archive(&bundle()).unwrap()["report.pdf"].clone();
    assert!(paper.starts_with(b"%PDF-1.7") && paper.trim_ascii_end().ends_with(b"%%EOF"));
    let has = |part: &[u8]| paper.windows(part.len()).any(|window| window == part);
    // the fonts, whole; a title; and no time at which it was made
    for part in [&b"/FontFile2"[..], &b"/ToUnicode"[..], &b"who changed billing access"[..]] {
        assert!(has(part), "{}", String::from_utf8_lossy(part));
    }
    for font in ["DejaVuSans", "DejaVuSans-Bold"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fonts/{font}.ttf"));
        assert!(has(&std::fs::read(path).unwrap()), "{font}");
    }
    assert!(!has(b"/CreationDate") && !has(b"/ModDate"));
}
