//! `steward audit search|import|export|retention`: the audit trail in the terminal, without a network.

use crate::bench::Bench;
use serde_json::Value;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::path::Path;

/// A morning of a tenant, as its own log tells it, with one line that is none.
const LOG: &str = concat!(
    r#"{"id":"g1","time":"2026-05-03T10:12:44Z","actor":{"id":"u-ines"},"actorName":"Ines Malaga","#,
    r#""action":"billing.access.grant","objectType":"billing","objectId":"b-17","result":"success","#,
    r#""requestId":"r7","ip":"192.0.2.7"}"#,
    "\n",
    "this is no event\n",
    r#"{"id":"g2","time":"2026-05-04T12:00:00Z","actor":{"id":"u-jon"},"actorName":"Jon Abel","#,
    r#""action":"billing.access.read","objectType":"billing","objectId":"b-17","result":"denied","#,
    r#""requestId":"r8"}"#,
    "\n",
);

/// The practice tenant, with the log read in.
fn read_in() -> (Bench, String) {
    let bench = Bench::practice();
    let log = bench.file("okta-export.jsonl", LOG);
    let said = bench.good(&["audit", "import", "practice", &log]);
    assert!(said.contains("2 new events"), "{said}");
    assert!(said.contains("1 record was left out") && said.contains("okta-export.jsonl:2"), "{said}");
    assert!(said.contains("sealed by entry steward/"), "{said}");
    (bench, log)
}

fn tamper(workspace: &Path, sql: &str) {
    let work = async {
        let options = SqliteConnectOptions::new().filename(workspace.join("steward.db")).foreign_keys(false);
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut db).await.unwrap();
        db.close().await.unwrap();
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

#[test]
fn who_changed_billing_access_on_a_day_is_one_search() {
    let (bench, _) = read_in();
    let question = ["audit", "search", "billing", "until:2026-05-03", "op:*.grant"];
    let said = bench.good(&question);
    for wanted in ["Ines Malaga", "billing.access.grant", "2026-05-03 10:12", "b-17", "done"] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
    assert!(said.contains("1 entry of 1 that answer"), "{said}");
    assert!(said.contains("never verified"), "{said}");
    bench.good(&["audit", "verify"]);
    assert!(bench.good(&question).contains("it holds"), "and whether it can be trusted");
    let file = bench.file("hc.txt", "ada read\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    let since = bench.good(&question).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(since.contains("what was there then holds") && since.contains("1 entry since"), "{since}");
    bench.good(&["audit", "verify"]);
    assert!(bench.good(&question).contains("it holds"));

    let page = bench.json(&["--json", "audit", "search", "who:ines", "source:tenant"]);
    assert_eq!((page["total"].as_u64(), page["rows"].as_array().unwrap().len()), (Some(1), 1), "{page}");
    let id = page["rows"][0]["id"].as_str().unwrap();
    let shown = bench.good(&["audit", "show", id]);
    for wanted in ["who: Ines Malaga", "read as: generic", "network address: 192.0.2.7", "sealed by: entry"] {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
    let batch = page["rows"][0]["number"].as_u64().unwrap().to_string();
    assert!(bench.good(&["audit", "show", &batch]).contains("audit.import"));
    assert_eq!(bench.run(&["audit", "show", "event/9999"]).code, 2);
    assert_eq!(bench.run(&["audit", "show", "nonsense"]).code, 2);
}

#[test]
fn what_is_excluded_and_where_a_page_goes_on_can_be_typed() {
    let (bench, _) = read_in();
    for question in [&["source:tenant -who:ines"][..], &["--", "-who:ines", "source:tenant"]] {
        let said = bench.good(&[&["audit", "search"], question].concat());
        assert!(said.contains("Jon Abel") && !said.contains("Ines Malaga"), "{said}");
    }
    let first = bench.json(&["--json", "audit", "search", "-n", "1"]);
    let place = first["older"].as_str().unwrap();
    let next = bench.json(&["--json", "audit", "search", "-n", "1", "--older", place]);
    assert_ne!(next["rows"][0]["id"], first["rows"][0]["id"]);
    assert!(bench.good(&["audit", "search", "-n", "1"]).contains(&format!("--older {place}")));
    let nothing = bench.good(&["audit", "search", "who:nobody"]);
    assert!(nothing.starts_with("Nothing answers that"), "{nothing}");
    assert!(nothing.contains("who:nobody fits no entry"), "{nothing}");
    let several = bench.good(&["audit", "search", "op:billing.*", "outcome:failure", "source:tenant"]);
    for wanted in [
        "op:billing.* fits 2 entries; without it nothing answers either",
        "outcome:failure fits no entry; without it 2 entries would answer",
        "On record is 2026-05-03 10:12 UTC to 2026-11-22",
        "steward audit search --facets",
    ] {
        assert!(several.contains(wanted), "{wanted}\n{several}");
    }
    let ran = bench.run(&["audit", "search", "whom:x"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("there is no key `whom`") && ran.err.contains("hint:"), "{}", ran.err);
    assert_eq!(bench.run(&["audit", "search", "--tenant", "none"]).code, 2);
    assert_eq!(bench.run(&["audit", "search", "--older", "x"]).code, 2);
}

#[test]
fn values_are_counted_and_questions_have_names() {
    let (bench, _) = read_in();
    let facets = bench.good(&["audit", "search", "--facets", "--tenant", "practice", "source:tenant"]);
    for wanted in ["2 entries answer", "Who (who:)", "Jon Abel", "Refused"] {
        assert!(facets.contains(wanted), "{wanted}\n{facets}");
    }
    let own = bench.good(&["audit", "search", "--facets", "source:steward"]);
    assert!(own.contains("Approval (approval:)") && own.contains("Not needed"), "{own}");
    let none = bench.good(&["audit", "search", "approval:waiting"]);
    assert!(none.contains("Nothing answers that"), "{none}");
    let said = bench.good(&["audit", "search", "--saved", "refused"]);
    assert!(said.contains("billing.access.read"), "{said}");
    let ran = bench.run(&["audit", "search", "--saved", "no such"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
}

#[test]
fn tables_fit_the_terminal() {
    let (bench, _) = read_in();
    for columns in ["60", "80", "120"] {
        let ran = bench.command().env("COLUMNS", columns).args(["audit", "search"]).output().unwrap();
        let width: usize = columns.parse().unwrap();
        for line in String::from_utf8(ran.stdout).unwrap().lines() {
            assert!(line.chars().count() <= width, "{columns}: {line}");
        }
    }
}

#[test]
fn in_a_narrow_terminal_an_entry_takes_lines_of_its_own() {
    let (bench, _) = read_in();
    let ran =
        bench.command().env("COLUMNS", "40").args(["audit", "search", "source:tenant"]).output().unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    for wanted in
        ["event/", "2026-05-03 10:12", "Ines Malaga", "billing.access.grant", "on billing b-17", "refused"]
    {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert!(!text.contains('…') && text.lines().all(|line| line.chars().count() <= 40), "{text}");
    let id = text.split_whitespace().find(|word| word.starts_with("event/")).unwrap();
    assert!(bench.good(&["audit", "show", id]).contains("billing.access"), "the id is whole");
}

#[test]
fn what_the_log_tells_in_another_way_is_warned_of() {
    let (bench, _) = read_in();
    let changed = bench.file("changed.jsonl", &LOG.replace("billing.access.read", "billing.access.drop"));
    for args in [&["--dry-run"][..], &[]] {
        let said = bench.good(&[&["audit", "import", "practice", &changed], args].concat());
        for wanted in ["1 event is here already, and the file says something else", "g2, line 3"] {
            assert!(said.contains(wanted), "{wanted}\n{said}");
        }
    }
    assert!(bench.good(&["audit", "search", "source:tenant"]).contains("billing.access.read"), "it stays");
    let table = bench.file("doors.csv", "Time,User,Action,Badge\n2026-05-03 10:12:44,ines,door.open,77\n");
    let seen = bench.good(&["audit", "import", "practice", &table, "--dry-run"]);
    assert!(seen.contains("1 time says no zone and would be taken for UTC"), "{seen}");
    assert!(seen.contains("1 field is not mapped") && seen.contains("Badge"), "{seen}");
}

/// Whatever stands between the cells, it is shown which column becomes what, and which becomes nothing.
#[test]
fn every_table_shows_what_its_columns_become() {
    let bench = Bench::practice();
    let table = "Time,User,Action,Badge\n2026-05-03T10:12:44Z,ines,door.open,77\n";
    let seen = |name: &str, text: &str| {
        let file = bench.file(name, text);
        bench.good(&["audit", "import", "practice", &file, "--dry-run"]).replace(name, "FILE")
    };
    let comma = seen("comma.csv", table);
    assert!(comma.contains("BECOMES") && comma.contains("1 field is not mapped"), "{comma}");
    for (name, delimiter) in [("semi.csv", ";"), ("tabs.csv", "\t")] {
        assert_eq!(seen(name, &table.replace(',', delimiter)), comma);
    }
    let excel = seen("excel.csv", &format!("sep=;\n{}", table.replace(',', ";")));
    assert_eq!(excel, comma);
}

#[test]
fn equal_rows_of_one_file_are_not_said_to_have_been_here_before() {
    let bench = Bench::practice();
    let row = "2026-05-03T10:12:44Z;ines;door.open\n";
    let file = bench.file("doors.csv", &format!("Time;User;Action\n{row}{row}"));
    let seen = bench.good(&["audit", "import", "practice", &file, "--dry-run"]);
    assert!(seen.contains("none is here already, 1 event comes twice in this file"), "{seen}");
    let said = bench.good(&["audit", "import", "practice", &file]);
    assert!(said.contains("1 new event") && said.contains("1 event came twice in this file"), "{said}");
    assert!(!said.contains("here already"), "{said}");
}

/// Another program that writes for long keeps nobody from looking.
#[test]
fn the_trail_is_looked_at_while_another_program_writes() {
    let (bench, _) = read_in();
    let workspace = bench.path("workspace");
    let work = async {
        let options = SqliteConnectOptions::new().filename(workspace.join("steward.db"));
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut db).await.unwrap();
        for (args, wanted) in [
            (&["audit", "search", "billing"][..], "Ines Malaga"),
            (&["audit", "search", "audit.import"], "Read an audit log in"),
            (&["audit", "search", "--facets"], "Jon Abel"),
            (&["audit", "tail"], "audit.import"),
            (&["audit", "show", "0"], "operator.join"),
            (&["audit", "verify"], "is not kept: another program is writing"),
        ] {
            let begun = std::time::Instant::now();
            let said = bench.good(args);
            assert!(said.contains(wanted), "{wanted}\n{said}");
            assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{args:?}: {:?}", begun.elapsed());
        }
        db.close().await.unwrap();
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

#[test]
fn a_log_is_looked_at_before_it_is_read_in_and_never_read_in_twice() {
    let bench = Bench::practice();
    let log = bench.file("okta-export.jsonl", LOG);
    let seen = bench.good(&["audit", "import", "practice", &log, "--dry-run"]);
    for wanted in ["JSON", "2 events read as", "none is here already", "1 record left out", "actor.id"] {
        assert!(seen.contains(wanted), "{wanted}\n{seen}");
    }
    let state = |bench: &Bench| bench.json(&["--json", "audit", "search", "source:tenant"])["total"].clone();
    assert_eq!(state(&bench), 0, "nothing was kept");
    let ran = bench.run(&["audit", "import", "practice", &log, "--format", "csv"]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    bench.good(&["audit", "import", "practice", &log, "--format", "json"]);
    assert_eq!(state(&bench), 2);
    let again = bench.json(&["--json", "audit", "import", "practice", &log]);
    assert_eq!((&again["added"], &again["known"]), (&0.into(), &2.into()), "{again}");
    assert_eq!(state(&bench), 2);
    let seen = bench.good(&["audit", "import", "practice", &log, "--dry-run"]);
    assert!(seen.contains("2 events are here already"), "{seen}");
    let page = bench.file("page.html", "<html></html>");
    assert_eq!(bench.run(&["audit", "import", "practice", &page]).code, 2);
    let ran = bench.run(&["audit", "import", "practice", &log, "--mapping", "okto"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`okta`"), "{}", ran.err);
}

#[test]
fn entries_leave_as_files() {
    let (bench, _) = read_in();
    let csv = bench.good(&["audit", "export", "source:tenant", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(!csv.contains("Ines Malaga"), "people are withheld: {csv}");
    let named = bench.good(&["audit", "export", "source:tenant", "--format", "csv", "--disclose"]);
    assert!(named.contains("Ines Malaga"), "{named}");
    let lines = bench.good(&["audit", "export", "--format", "jsonl"]);
    for line in lines.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
    let out = bench.path("siem.jsonl").display().to_string();
    let said = bench.good(&["audit", "export", "--format", "ocsf", "--out", &out]);
    assert!(said.contains("siem.jsonl") && said.contains("It names no people."), "{said}");
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.lines().count() > 3 && !text.contains("Ines"), "{text}");
    assert_eq!(bench.run(&["--json", "audit", "export", "--format", "csv"]).code, 2);
}

#[test]
fn a_retention_is_told_before_it_is_kept_to() {
    let (bench, _) = read_in();
    assert!(bench.good(&["audit", "retention"]).contains("stay for good"));
    let told = bench.good(&["audit", "retention", "--days", "202"]);
    assert!(told.contains("1 event would be removed") && told.contains("Nothing was removed"), "{told}");
    assert!(bench.good(&["audit", "search", "source:tenant"]).contains("Ines Malaga"), "nor was it");
    let done = bench.good(&["audit", "retention", "--days", "202", "--yes"]);
    assert!(done.contains("1 event was removed"), "{done}");
    let left = bench.good(&["audit", "search", "source:tenant"]);
    assert!(left.contains("Jon Abel") && !left.contains("Ines Malaga"), "{left}");
    assert!(bench.good(&["audit", "retention"]).contains("202 days"));
    assert!(bench.good(&["audit", "verify"]).contains("holds"));
    bench.good(&["audit", "retention", "--days", "0", "--yes"]);
    assert!(bench.good(&["audit", "retention"]).contains("stay for good"));
    assert_eq!(bench.run(&["audit", "retention", "--yes"]).code, 2);
}

#[test]
fn an_event_that_was_changed_is_found_by_verifying() {
    let (bench, _) = read_in();
    let workspace = bench.path("workspace");
    let words = bench.good(&["audit", "verify"]);
    assert!(words.contains("Events of tenants' logs: 2 in 1 batch that the ledger seals."), "{words}");
    tamper(&workspace, "UPDATE audit_batches SET root = randomblob(32)");
    let ran = bench.run(&["audit", "verify"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("no entry of the ledger seals the batch"), "{}", ran.out);
    let report = bench.run(&["--json", "audit", "verify"]);
    let report: Value = serde_json::from_str(&report.out).unwrap();
    let faults: Vec<&str> =
        report["faults"].as_array().unwrap().iter().map(|one| one["fault"].as_str().unwrap()).collect();
    assert!(faults.contains(&"unsealed") && faults.contains(&"batch-missing"), "{report}");
    assert_eq!(report["ledger"]["holds"], true, "the ledger itself was left alone: {report}");
    let said = bench.good(&["audit", "search"]);
    assert!(said.contains("`steward audit verify` names them"), "{said}");
}

#[test]
fn a_value_of_an_event_that_was_changed_is_found() {
    let (bench, _) = read_in();
    tamper(&bench.path("workspace"), "UPDATE audit_withheld SET value = replace(value, 'Ines', 'Mara')");
    let ran = bench.run(&["--json", "audit", "verify"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["faults"][0]["fault"], "value-changed", "{report}");
}

#[test]
fn who_may_not_is_refused_with_1() {
    let (bench, log) = read_in();
    let ran = |args: &[&str]| {
        let mut command = bench.command();
        let output = command.env("STEWARD_TEST_OPERATOR", "omar").args(args).output().unwrap();
        output.status.code()
    };
    assert_eq!(ran(&["audit", "import", "practice", &log]), Some(1));
    assert_eq!(ran(&["audit", "export", "--format", "csv"]), Some(1));
    assert_eq!(ran(&["audit", "retention", "--days", "1", "--yes"]), Some(1));
    assert_eq!(ran(&["audit", "search"]), Some(0));
    let refused = bench.good(&["audit", "search", "outcome:refused", "who:omar"]);
    for operation in ["Read an audit log in", "Export entries", "Set how long"] {
        assert!(refused.contains(operation), "{operation}\n{refused}");
    }
}

#[test]
fn whoever_begins_without_a_keyring_is_told_that_nothing_is_signed() {
    let bench = Bench::new();
    let ran = bench.run(&["practice"]);
    assert!(ran.code == 0 && ran.err.contains("not signed yet"), "{}", ran.all());
    let pass = bench.file("pass", "correct horse battery staple");
    let ran = bench.run(&["--passphrase-file", &pass, "practice"]);
    assert!(ran.code == 0 && !ran.err.contains("not signed yet"), "{}", ran.all());
}

#[test]
fn the_practice_tenant_has_a_made_up_log() {
    let bench = Bench::practice();
    let said = bench.good(&["audit", "import", "practice", "--made-up", "--dry-run"]);
    assert!(said.contains("practice log (made up)") && said.contains("Meridian audit log"), "{said}");
    assert_eq!(bench.json(&["--json", "audit", "search", "source:tenant"])["total"], 0);
    let done = bench.json(&["--json", "audit", "import", "practice", "--made-up"]);
    assert!(done["added"].as_u64().unwrap() > 1_000, "{done}");
    let again = bench.json(&["--json", "audit", "import", "practice", "--made-up"]);
    assert_eq!((again["added"].as_u64(), &again["known"]), (Some(0), &done["added"]), "{again}");
    let said = bench.good(&["audit", "search", "request:EL-207"]);
    assert!(said.contains("Marek Lindqvist") && said.contains("Export data"), "{said}");

    let log = bench.file("morning.jsonl", LOG);
    assert_eq!(bench.run(&["audit", "import", "practice", &log, "--made-up"]).code, 2, "one or the other");
    assert_eq!(bench.run(&["audit", "import", "practice"]).code, 2, "neither");
    let file = bench.file("hc.txt", "ada read\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    let ran = bench.run(&["audit", "import", "hc", "--made-up"]);
    assert!(ran.code != 0 && ran.err.contains("no practice tenant"), "{}", ran.all());
}
