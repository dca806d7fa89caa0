//! Everything a log can be instead of one: each bad record is told with its place, and the rest is read.

use proptest::prelude::*;
use steward_audit::{
    AuditEvent, AuditFormat, AuditMapping, AuditReader, MAX_LINE, MAX_PROBLEMS, MAX_RECORD, Reading,
    suggest_mapping,
};

fn read(text: &str) -> (Vec<AuditEvent>, Reading) {
    let mut events = Vec::new();
    let reading = AuditReader::default().read("log", text, |event, _| events.push(event));
    assert_eq!(events.len(), reading.events as usize);
    (events, reading)
}

const GOOD: &str = r#"{"time":"2026-05-03T10:12:44Z","user":"ines","action":"role.assign"}"#;

#[test]
fn a_bad_line_costs_that_line_only() {
    let deep = format!("{{\"time\":{}1{}}}", "[".repeat(200), "]".repeat(200));
    let long = format!("{{\"time\":\"{}\"}}", "x".repeat(MAX_LINE));
    for (bad, code) in [
        ("{\"time\": }", "not-json"),
        ("{\"time\":\"2026-05-03T10:12:44Z\",\"user\":\"i", "cut-off"),
        ("[1, 2]", "not-an-event"),
        ("\"text\"", "not-an-event"),
        ("12", "not-an-event"),
        ("null", "not-an-event"),
        (deep.as_str(), "too-deep"),
        (long.as_str(), "too-long"),
        (r#"{"time":"soon","user":"ines","action":"x"}"#, "bad-time"),
        (r#"{"user":"ines","action":"x"}"#, "no-time"),
        (r#"{"time":"2026-05-03T10:12:44Z","user":"ines"}"#, "no-action"),
        (r#"{"time":{"a":1},"action":"x"}"#, "no-time"),
        ("\u{0}", "not-json"),
        ("<html>", "not-json"),
    ] {
        let text = format!("{GOOD}\n{bad}\n\n{GOOD}\n{GOOD}\n{GOOD}\n");
        let (events, reading) = read(&text);
        assert_eq!(events.len(), 4, "{code}: {:?}", reading.problems);
        let codes: Vec<&str> = reading.problems.iter().map(|problem| problem.code.as_str()).collect();
        assert!(codes.iter().all(|x| *x == code), "{code}: {codes:?}");
        let problem = &reading.problems[0];
        assert_eq!((problem.place.file.as_deref(), problem.place.line), (Some("log"), Some(2)), "{code}");
        assert!(!problem.message.is_empty() && !problem.hint.is_empty());
        assert_eq!(reading.left_out as usize, codes.len());
    }
}

#[test]
fn a_document_that_was_cut_off_gives_what_was_whole() {
    let list = format!("{{\n\"Records\": [\n{GOOD},\n{GOOD},\n{{\"time\":");
    let (events, reading) = read(&list);
    assert_eq!(events.len(), 2);
    assert_eq!((reading.problems[0].code.as_str(), reading.left_out), ("cut-off", 1));
}

#[test]
fn lists_and_wrapped_lists_are_read() {
    for text in [
        format!("[{GOOD},{GOOD}]"),
        format!("[\n{GOOD},\n{GOOD}\n]"),
        format!("{{\"items\":[{GOOD},{GOOD}],\"kind\":\"list\"}}"),
        format!("{{\n  \"value\": [\n {GOOD},\n {GOOD}\n ]\n}}\n"),
        format!("{GOOD} {GOOD}"),
        format!("\u{feff}{GOOD}\r\n{GOOD}\r\n"),
    ] {
        let (events, reading) = read(&text);
        assert_eq!((events.len(), reading.problems.len()), (2, 0), "{text}: {:?}", reading.problems);
        assert_eq!(events[0].id, events[1].id, "the same content has the same id");
        assert!(events[0].id_is_from_content());
    }
}

#[test]
fn a_document_in_one_endless_line_is_read_record_by_record() {
    let padded = |number: usize| {
        let filler = "x".repeat(MAX_RECORD / 8);
        format!(
            r#"{{"id":"n{number}","time":"2026-05-03T10:12:44Z","user":"ines","action":"a","filler":"{filler}"}}"#
        )
    };
    let mut records: Vec<String> = (0..10).map(padded).collect();
    records.insert(
        4,
        format!(r#"{{"time":"2026-05-03T10:12:44Z","action":"a","x":"{}"}}"#, "y".repeat(MAX_RECORD)),
    );
    let text = format!(r#"{{"next":null,"Records":[{}],"page":{{"n":1}}}}"#, records.join(","));
    let (events, reading) = read(&text);
    let ids: Vec<&str> = events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"]);
    assert_eq!((reading.left_out, reading.problems.len()), (1, 1), "{:?}", reading.problems);
    let problem = &reading.problems[0];
    assert_eq!((problem.code.as_str(), problem.place.line), ("too-long", Some(1)));
    assert_eq!(problem.place.field.as_deref(), Some("Records[4]"));
    // a record alone is no list
    let (events, reading) =
        read(&format!("{GOOD}\n{{\n\"x\":\"{}\"}}", "y".repeat(MAX_RECORD)).replace("{\"time", "{\n\"time"));
    assert_eq!(events.len(), 1, "{:?}", reading.problems);
    assert_eq!((reading.problems[0].code.as_str(), reading.problems[0].place.line), ("too-long", Some(3)));
}

#[test]
fn each_event_comes_with_its_place_and_times_without_a_zone_are_counted() {
    let text = format!("{GOOD}\n\n{}\n", GOOD.replace("44Z", "45"));
    let mut lines = Vec::new();
    let reading = AuditReader::default().read("log", &text, |event, place| {
        lines.push((event.time.to_string(), place.line));
    });
    let at = |second: u8, line| (format!("2026-05-03T10:12:{second}Z"), Some(line));
    assert_eq!(lines, [at(44, 1), at(45, 3)]);
    assert_eq!(reading.zoneless, 1);
    let mut lines = Vec::new();
    let table = "time,user,action\n2026-05-03 10:12:44,ines,a\n2026-05-03 10:12:45,ines,a\n";
    let reading = AuditReader::default().read("log", table, |_, place| lines.push(place.line));
    assert_eq!((lines, reading.zoneless), (vec![Some(2), Some(3)], 2));
}

#[test]
fn tables_are_read_whatever_stands_between_their_cells() {
    for text in [
        "Time,User,Action\n2026-05-03T10:12:44Z,ines,\"a,\"\"b\"\"\"\n",
        "sep=;\nTime;User;Action\n2026-05-03T10:12:44Z;ines;\"a,\"\"b\"\"\"\n",
        "\u{feff}Time\tUser\tAction\r\n\r\n2026-05-03T10:12:44Z\tines\t\"a,\"\"b\"\"\"\r\n",
    ] {
        let (events, reading) = read(text);
        assert_eq!((reading.format, reading.problems.len()), (AuditFormat::Csv, 0), "{:?}", reading.problems);
        assert_eq!(events[0].action, "a,\"b\"", "{text}");
        assert_eq!(events[0].actor.as_ref().unwrap().id, "ines");
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row_only() {
    let rows = |count: usize| "2026-05-03T10:12:44Z,ines,x\n".repeat(count);
    let text = format!("time,user,action\n{}2026-05-03T10:12:44Z,\"ines,x\n{}", rows(3), rows(2_000));
    let (events, reading) = read(&text);
    assert_eq!(events.len(), 2_003);
    let problem = &reading.problems[0];
    assert_eq!((problem.code.as_str(), problem.place.line), ("no-end", Some(5)));
}

#[test]
fn what_is_no_audit_log_says_so() {
    for (text, code) in [
        ("", "empty"),
        ("  \n \n", "empty"),
        ("<!doctype html><html></html>", "wrong-format"),
        ("just some words", "no-header"),
        ("name,colour\nx,red\n", "no-mapping"),
        ("{\"name\": \"x\"}", "no-mapping"),
        ("{", "cut-off"),
        ("[]]", "no-events"),
        ("time,action\n", "no-events"),
    ] {
        let (events, reading) = read(text);
        assert!(events.is_empty(), "{text}");
        assert_eq!(reading.problems.first().map_or("", |problem| problem.code.as_str()), code, "{text}");
    }
}

#[test]
fn problems_are_counted_when_there_are_too_many() {
    let (_, reading) = read(&(GOOD.to_owned() + &"\n{\"x\": }".repeat(15) + &"\n{x}".repeat(MAX_PROBLEMS)));
    assert_eq!(reading.problems.len(), MAX_PROBLEMS + 1);
    assert_eq!(reading.left_out as usize, MAX_PROBLEMS + 15);
    assert!(reading.problems.last().unwrap().message.starts_with("15 more problems"));
}

#[test]
fn a_mapping_says_what_is_wrong_with_it() {
    let wrong = "id = \"x\"\nname = \"x\"\n[fields]\nwhen = [\"time\"]\n";
    let error = AuditMapping::from_toml(wrong).unwrap_err().to_string();
    assert!(error.contains("when"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,200}", json in "[\\[\\]{}\",:a-z0-9\\\\\n ]{0,200}", csv in "[a-c,;\"\r\n]{0,200}") {
        for text in [text, json, format!("time,action\n{csv}")] {
            read(&text);
        }
    }

    #[test]
    fn a_log_with_a_hole_is_read_around_it(at in 0usize..2_000, len in 0usize..50, junk in "[ -~]{0,10}") {
        let log = format!("{GOOD}\n").repeat(30);
        let from = at.min(log.len());
        let to = (from + len).min(log.len());
        let text = format!("{}{junk}{}", &log[..from], &log[to..]);
        let (events, _) = read(&text);
        // at most the lines that the hole touches are lost
        prop_assert!(events.len() >= 27, "{}", events.len());
    }

    #[test]
    fn any_record_may_be_guessed_at(
        keys in prop::collection::vec("[a-zA-Z@._ ]{1,12}", 0..8), value in "\\PC{0,12}",
    ) {
        let record = keys.into_iter().map(|key| (key, value.clone().into())).collect();
        let _ = suggest_mapping(&record);
    }
}
