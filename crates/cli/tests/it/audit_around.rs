//! `steward audit verify`: what surrounds the ledger is changed behind Steward's back, and each change is found,
//! named and placed.

use crate::bench::Bench;
use serde_json::Value;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

/// A morning of a tenant, as its own log tells it.
const LOG: &str = concat!(
    r#"{"id":"g1","time":"2026-05-03T10:12:44Z","actor":{"id":"u-ines"},"actorName":"Ines Malaga","#,
    r#""action":"billing.access.grant","objectType":"billing","objectId":"b-17","result":"success"}"#,
    "\n",
    r#"{"id":"g2","time":"2026-05-04T12:00:00Z","actor":{"id":"u-jon"},"actorName":"Jon Abel","#,
    r#""action":"billing.access.read","objectType":"billing","objectId":"b-17","result":"denied"}"#,
    "\n",
);

/// The practice tenant with its log, about which everything holds.
fn kept() -> Bench {
    let bench = Bench::practice();
    let log = bench.file("morning.jsonl", LOG);
    bench.good(&["audit", "import", "practice", &log]);
    let (holds, found) = verify(&bench);
    assert!(holds && found.is_empty(), "{found:?}");
    bench
}

/// Changes the file without regard for what keeps others from it.
fn tamper(bench: &Bench, sql: &str) {
    let work = async {
        let file = bench.path("workspace").join("steward.db");
        let options = SqliteConnectOptions::new().filename(file).foreign_keys(false);
        let mut db = SqliteConnection::connect_with(&options).await.unwrap();
        let triggers: Vec<String> =
            sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
                .fetch_all(&mut db)
                .await
                .unwrap();
        for name in triggers {
            let sql = format!("DROP TRIGGER {name}");
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.unwrap();
        }
        let before: i64 = sqlx::query_scalar("SELECT total_changes()").fetch_one(&mut db).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut db).await.unwrap();
        let after: i64 = sqlx::query_scalar("SELECT total_changes()").fetch_one(&mut db).await.unwrap();
        assert!(after > before, "nothing is changed by {sql}");
        db.close().await.unwrap();
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
}

/// Whether everything holds, and what does not: kind and words of each fault.
fn verify(bench: &Bench) -> (bool, Vec<(String, String)>) {
    let ran = bench.run(&["--json", "audit", "verify"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    let holds = report["holds"].as_bool().unwrap();
    assert_eq!(ran.code, i32::from(!holds), "{}", ran.all());
    let logs = report["ledger"]["logs"].as_array().unwrap().iter().map(|log| &log["faults"]);
    let lists = logs.chain([&report["ledger"]["faults"], &report["faults"]]);
    let all: Vec<Value> = lists.flat_map(|list| list.as_array().unwrap().clone()).collect();
    let word = |fault: &Value, name: &str| fault[name].as_str().unwrap().to_owned();
    (holds, all.iter().map(|fault| (word(fault, "fault"), word(fault, "message"))).collect())
}

/// The words of the one fault of this kind that verifying finds after a change.
fn found(bench: &Bench, sql: &str, kind: &str) -> String {
    tamper(bench, sql);
    let (holds, faults) = verify(bench);
    assert!(!holds, "{sql}");
    let mut fits = faults.iter().filter(|(fault, _)| fault == kind);
    let (_, message) = fits.next().unwrap_or_else(|| panic!("{sql}: {faults:?}"));
    message.clone()
}

/// A text without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_index_that_lies_is_found_and_built_again() {
    let bench = kept();
    let total = bench.json(&["--json", "audit", "search", "source:tenant"])["total"].clone();
    let said = found(&bench, "DELETE FROM audit_blocks", "index-changed");
    assert!(said.contains("built again"), "{said}");
    let (holds, faults) = verify(&bench);
    assert!(holds, "it is right again: {faults:?}");
    assert_eq!(bench.json(&["--json", "audit", "search", "source:tenant"])["total"], total);

    let other =
        "UPDATE audit_words SET words = replace(words, 'billing.access.grant', 'billing.access.greet')";
    let said = found(&bench, other, "index-changed");
    assert!(said.contains("morning.jsonl"), "it is said where: {said}");
    assert!(verify(&bench).0);
    assert_eq!(bench.json(&["--json", "audit", "search", "op:billing.access.grant"])["total"], 1);

    let skipped = "UPDATE audit_state SET indexed = indexed + 1, version = version + 1;
                   UPDATE audit_own SET count = count - 1 WHERE row = 0;";
    found(&bench, skipped, "index-changed");
    assert!(verify(&bench).0, "every entry has a number again");
}

#[test]
fn where_numbers_stand_is_missed_and_put_back() {
    let bench = Bench::practice();
    let gone = "DELETE FROM audit_state";
    let said = found(&bench, gone, "index-changed");
    assert!(said.contains("numbers") && said.contains("built again"), "{said}");
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");

    // by what events are known again was there too, and cannot be made from anything
    let bench = kept();
    let total = |question: &str| bench.json(&["--json", "audit", "search", question])["total"].clone();
    let before = [total(""), total("billing")];
    tamper(&bench, gone);
    let (_, faults) = verify(&bench);
    let kinds: Vec<&str> = faults.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["index-changed", "known-changed"], "{faults:?}");
    assert_eq!([total(""), total("billing")], before);
}

#[test]
fn an_index_of_an_earlier_version_is_not_called_changed() {
    let bench = kept();
    let total = bench.json(&["--json", "audit", "search"])["total"].clone();
    tamper(&bench, "UPDATE audit_blocks SET bytes = CAST(x'53414201' || substr(bytes, 5) AS BLOB)");
    let (holds, faults) = verify(&bench);
    assert!(holds && faults.is_empty(), "{faults:?}");
    assert_eq!(bench.json(&["--json", "audit", "search"])["total"], total);
    assert!(verify(&bench).0);
}

#[test]
fn blocks_that_do_not_cover_what_is_there_are_built_again_when_they_are_read() {
    let bench = kept();
    let total = bench.json(&["--json", "audit", "search"])["total"].clone();
    tamper(&bench, "DELETE FROM audit_blocks");
    assert_eq!(bench.json(&["--json", "audit", "search"])["total"], total);
}

#[test]
fn what_an_entry_is_found_by_is_compared_with_the_entry() {
    let bench = kept();
    let sql = "UPDATE ledger_entries SET who = 'somebody' WHERE operation = 'audit.import'";
    let said = found(&bench, sql, "columns-changed");
    assert!(said.contains("what entry 2 is found by"), "{said}");
}

#[test]
fn events_that_were_removed_without_an_entry_are_found() {
    let bench = kept();
    let sql = "UPDATE audit_events SET body = NULL WHERE row = (SELECT first FROM audit_batches);
               DELETE FROM audit_withheld WHERE row = (SELECT first FROM audit_batches);
               UPDATE audit_batches SET removed = 1;";
    let said = found(&bench, sql, "events-removed");
    assert!(said.contains("1 events were removed") && said.contains("morning.jsonl"), "{said}");
}

#[test]
fn events_that_a_retention_removed_are_accounted_for() {
    let bench = kept();
    bench.good(&["audit", "retention", "--days", "202", "--yes"]);
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    // all that is left goes too, and the entry speaks of fewer
    let sql =
        "UPDATE audit_batches SET removed = events; DELETE FROM audit_events; DELETE FROM audit_withheld;";
    let said = found(&bench, sql, "events-removed");
    assert!(said.contains("2 events were removed") && said.contains("say 1"), "{said}");
}

#[test]
fn values_that_nobody_forgot_are_missed() {
    let bench = kept();
    let said = found(&bench, "DELETE FROM audit_withheld", "withheld-missing");
    assert!(
        said.contains("values that events keep outside are gone") && said.contains("morning.jsonl"),
        "{said}"
    );

    let bench = kept();
    let findings = bench.json(&["--json", "check", "practice"]);
    let key = findings["open"][0]["key"].as_str().unwrap().to_owned();
    bench.good(&["dismiss", "practice", &key, "--reason", "known to all", "--returns", "2026-12-24"]);
    assert!(verify(&bench).0);
    let said = found(&bench, "DELETE FROM withheld", "withheld-missing");
    assert!(said.contains("values that entries keep outside are gone"), "{said}");
}

#[test]
fn policies_that_were_changed_in_the_file_decide_nothing() {
    let bench = kept();
    let policies = bench.file("policies.cedar", &bench.good(&["policy", "show"]));
    let sql = "UPDATE policy_sets SET text = text || ' // ';";
    let said = found(&bench, sql, "policy-changed");
    assert!(said.contains("policy set 1") && said.contains("steward policy set"), "{said}");
    let ran = bench.run(&["check", "practice"]);
    assert_ne!(ran.code, 0, "{}", ran.all());
    let words = one_line(&ran.err);
    assert!(words.contains("were changed in the workspace file") && words.contains("policy set"), "{words}");
    let doctor = bench.run(&["doctor"]);
    assert!(one_line(&doctor.out).contains("were changed in the workspace file"), "{}", doctor.all());
    bench.good(&["policy", "set", &policies]);
    bench.run(&["check", "practice"]);
    // the text that was changed is still there and still named, and nothing is decided by it
    let (_, faults) = verify(&bench);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].0, "policy-changed");
}

#[test]
fn policies_that_no_entry_set_are_found() {
    let bench = kept();
    let sql = "UPDATE policy_sets SET text = 'permit (principal, action, resource);', \
               hash = '70dc852b2e8a27d8bbc7dea7c75fb0f79f634420db4b4ccc0c1c8b6e8a432baa';";
    let said = found(&bench, sql, "policy-changed");
    assert!(said.contains("entry `") && said.contains("speaks of"), "{said}");
}

#[test]
fn a_past_that_was_changed_is_found() {
    let newest = "WHERE id = (SELECT max(id) FROM tenant_snapshots)";
    let ways = [
        "UPDATE tenant_snapshots SET taken_at = '2026-05-01T00:00:00Z' WHERE id = 1".to_owned(),
        format!("UPDATE tenant_snapshots SET seen_at = '2036-05-01T00:00:00Z' {newest}"),
        "UPDATE tenant_snapshots SET hash = (SELECT hash FROM tenant_snapshots ORDER BY id DESC LIMIT 1)"
            .to_owned(),
        format!("DELETE FROM tenant_snapshots {newest}"),
    ];
    for sql in &ways {
        let said = found(&kept(), sql, "reading-changed");
        assert!(said.contains("`practice`"), "{said}");
    }
}

#[test]
fn readings_that_are_on_record_are_accounted_for() {
    let bench = kept();
    let file = bench.file("hc.txt", "ada read\nbob write\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    bench.file("hc.txt", "ada read\nbob write\ncleo read\n");
    bench.good(&["tenant", "refresh", "hc"]);
    bench.good(&["tenant", "refresh", "hc"]);
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    let sql = "UPDATE tenant_snapshots SET seen_at = '2036-05-01T00:00:00Z' \
               WHERE id = (SELECT max(id) FROM tenant_snapshots)";
    assert!(found(&bench, sql, "reading-changed").contains("`hc`"));
}

#[test]
fn an_operator_who_was_renamed_or_raised_is_found() {
    let bench = kept();
    let said = found(&bench, "UPDATE operators SET name = 'somebody else'", "operator-changed");
    assert!(said.contains("not called as when they joined"), "{said}");
    let bench = kept();
    let raised = "UPDATE operators SET roles = '[\"administrator\",\"compliance\"]'";
    let said = found(&bench, raised, "operator-changed");
    assert!(said.contains("administrator, compliance") && said.contains("gave others"), "{said}");
}

#[test]
fn accounts_and_logs_of_operators_are_compared_with_how_they_joined() {
    let bench = kept();
    let mut omar = bench.command();
    let joined = omar.env("STEWARD_TEST_OPERATOR", "omar").args(["tenant", "list"]).output().unwrap();
    assert!(joined.status.success(), "{}", String::from_utf8_lossy(&joined.stderr));
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    let sql = "UPDATE operators SET os_user = 'mallory' WHERE os_user = 'omar'";
    let said = found(&bench, sql, "operator-changed");
    assert!(said.contains("another account"), "{said}");
    tamper(&bench, "UPDATE operators SET os_user = 'omar' WHERE os_user = 'mallory'");
    let sql = "UPDATE ledger_logs SET operator = 'op-x' WHERE id = 2";
    let said = found(&bench, sql, "operator-changed");
    assert!(said.contains("is kept as that of the operator op-x"), "{said}");
}

#[test]
fn a_tenant_that_was_renamed_or_read_otherwise_is_found() {
    for (change, what) in [("name = 'other'", "name"), ("kind = 'file'", "kind"), ("pack = 'okta'", "pack")] {
        let said = found(&kept(), &format!("UPDATE tenants SET {change}"), "tenant-changed");
        assert!(said.contains(&format!("has another {what} than entry")), "{change}: {said}");
    }
    let said = found(&kept(), "UPDATE tenant_names SET name = 'other'", "tenant-changed");
    assert!(said.contains("entries call the tenant `practice` by another name"), "{said}");
}

#[test]
fn dismissals_are_compared_with_what_entries_say() {
    let cases = [
        ("UPDATE dismissals SET reason = 'nobody knows'", "for another reason"),
        ("UPDATE dismissals SET reason = '(erased)'", "for another reason"),
        ("UPDATE dismissals SET returns = '2028-12-24'", "until another day"),
        ("UPDATE dismissals SET by = 'op-x'", "by somebody else"),
        ("UPDATE dismissals SET key = 'another'", "no entry says so"),
        ("DELETE FROM dismissals", "is not kept so"),
    ];
    for (sql, words) in cases {
        let bench = Bench::practice();
        let findings = bench.json(&["--json", "check", "practice"]);
        let key = findings["open"][0]["key"].as_str().unwrap();
        bench.good(&["dismiss", "practice", key, "--reason", "known to all", "--returns", "2026-12-24"]);
        let (holds, faults) = verify(&bench);
        assert!(holds, "{faults:?}");
        let said = found(&bench, sql, "dismissal-changed");
        assert!(said.contains(words), "{sql}: {said}");
    }
}

#[test]
fn work_that_no_entry_began_is_found() {
    let said = found(&kept(), "INSERT INTO open_intents VALUES ('abcd', 'ef')", "astray");
    assert!(said.contains("the request abcd"), "{said}");
}

#[test]
fn whoever_stands_behind_a_pseudonym_is_compared_with_events_and_entries() {
    let sql = "UPDATE pseudonyms SET subject = 'u-mara' WHERE subject = 'u-ines'";
    let said = found(&kept(), sql, "person-changed");
    assert!(said.contains("event/") && said.contains("somebody else"), "{said}");
    let said = found(&kept(), "DELETE FROM pseudonyms WHERE subject = 'u-jon'", "person-changed");
    assert!(said.contains("not forgotten"), "{said}");

    let bench = kept();
    let findings = bench.json(&["--json", "check", "practice"]);
    let named = |finding: &&Value| {
        finding["subjects"].as_array().unwrap().iter().any(|subject| subject["kind"] == "person")
    };
    let open = findings["open"].as_array().unwrap();
    let key = open.iter().find(named).unwrap()["key"].as_str().unwrap();
    bench.good(&["dismiss", "practice", key, "--reason", "known to all", "--returns", "2026-12-24"]);
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    let sql = "UPDATE pseudonyms SET subject = 'nobody' WHERE subject = \
               (SELECT json_extract(value, '$') FROM withheld WHERE path LIKE '/event/changes/%' \
               AND number = (SELECT max(number) FROM withheld) LIMIT 1)";
    let said = found(&bench, sql, "person-changed");
    assert!(said.contains("than entry") && said.contains("somebody else"), "{said}");
}

#[test]
fn whoever_was_forgotten_is_known_by_no_pseudonym() {
    let bench = kept();
    bench.good(&["audit", "forget", "practice", "--person", "u-jon", "--yes"]);
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    let sql = "INSERT INTO pseudonyms (pseudonym, tenant, subject) \
               SELECT object_id, tenant, 'u-jon' FROM ledger_entries WHERE operation = 'person.forget'";
    let said = found(&bench, sql, "person-changed");
    assert!(said.contains("they were forgotten"), "{said}");
}

#[test]
fn what_a_batch_is_listed_with_is_compared_with_its_entry() {
    for (change, what) in [
        ("file = 'another.jsonl'", "name of the file"),
        ("at = '2020-01-01T00:00:00Z'", "time"),
        ("mapping = 'okta'", "mappings"),
        ("bytes = bytes + 1", "bytes"),
        ("nodes = zeroblob(32)", "subtrees"),
    ] {
        let said = found(&kept(), &format!("UPDATE audit_batches SET {change}"), "batch-changed");
        assert!(said.contains(what), "{change}: {said}");
    }
}

#[test]
fn a_batch_that_is_listed_twice_is_found() {
    let twice = "INSERT INTO audit_batches (tenant, file, mapping, at, first, events, removed, bytes, root, nodes, correlation) \
                 SELECT tenant, file, mapping, at, first, events, removed, bytes, root, nodes, correlation FROM audit_batches";
    let said = found(&kept(), twice, "batch-changed");
    assert!(said.contains("morning.jsonl") && said.contains("more than once"), "{said}");
}

#[test]
fn settings_that_no_entry_set_are_found() {
    let bench = kept();
    let sql = "INSERT OR REPLACE INTO audit_retention (id, days, mib) VALUES (1, 1, NULL)";
    assert!(found(&bench, sql, "retention-changed").contains("no entry set that"));
    let bench = kept();
    bench.good(&["audit", "retention", "--days", "400", "--yes"]);
    let (holds, faults) = verify(&bench);
    assert!(holds, "{faults:?}");
    let said = found(&bench, "UPDATE audit_retention SET days = 1", "retention-changed");
    assert!(said.contains("stay for 1 days") && said.contains("400 days"), "{said}");

    let said = found(&kept(), "UPDATE tenant_snapshots SET baseline = 0", "baseline-changed");
    assert!(said.contains("measured against nothing"), "{said}");
    let said = found(&kept(), "UPDATE tenants SET environment = 'live'", "tenant-changed");
    assert!(said.contains("stands as live"), "{said}");
    let bench = kept();
    let file = bench.file("hc.txt", "ada read\n");
    bench.good(&["tenant", "add", "hc", "--file", &file]);
    assert!(verify(&bench).0);
    let sql = "UPDATE tenants SET environment = 'sandbox' WHERE name = 'hc'";
    assert!(found(&bench, sql, "tenant-changed").contains("added it as live"));
}

#[test]
fn readings_whose_content_or_address_was_changed_are_found() {
    let sql = "UPDATE snapshots SET content = (SELECT content FROM snapshots ORDER BY hash LIMIT 1)";
    let said = found(&kept(), sql, "content-changed");
    assert!(said.contains("reading of `practice` from"), "{said}");
    let said = found(&kept(), "UPDATE snapshots SET content = zeroblob(40)", "content-changed");
    assert!(said.contains("`practice`"), "{said}");
    let sql = "INSERT INTO snapshot_successors SELECT 'abcd', hash FROM snapshots LIMIT 1";
    assert!(found(&kept(), sql, "reading-changed").contains("no entry says so"));
}

#[test]
fn what_belongs_to_no_event_or_entry_is_found() {
    let sql = "INSERT INTO audit_withheld VALUES (4000000, 0, zeroblob(32), '{}')";
    assert!(found(&kept(), sql, "astray").contains("from number 4000000 on"));
    let sql = "INSERT INTO withheld SELECT id, 99, '/event/reason/withheld', zeroblob(32), '\"x\"' FROM ledger_logs";
    assert!(found(&kept(), sql, "withheld-changed").contains("entry 99"));
    let sql = "INSERT INTO withheld VALUES (99, 0, '/event/reason/withheld', zeroblob(32), '\"x\"')";
    assert!(found(&kept(), sql, "withheld-changed").contains("does not have"));
    let said = found(&kept(), "UPDATE audit_state SET key = randomblob(32)", "known-changed");
    assert!(said.contains("2 events"), "{said}");
}

#[test]
fn numbers_of_entries_that_were_exchanged_are_found() {
    let bench = kept();
    let sql = "UPDATE ledger_entries SET number = -1 WHERE number = 1 AND log = 1;
               UPDATE ledger_entries SET number = 1 WHERE number = 2 AND log = 1;
               UPDATE ledger_entries SET number = 2 WHERE number = -1 AND log = 1;";
    let said = found(&bench, sql, "columns-changed");
    assert!(said.contains("what entry 2 is found by"), "{said}");
}

#[test]
fn an_index_that_would_give_numbers_twice_is_named_and_hides_nothing() {
    let bench = kept();
    let sql = "UPDATE audit_state SET next_row = 1; DELETE FROM policy_sets;";
    tamper(&bench, sql);
    let (holds, faults) = verify(&bench);
    let kinds: Vec<&str> = faults.iter().map(|(kind, _)| kind.as_str()).collect();
    assert!(!holds && kinds.contains(&"index-changed") && kinds.contains(&"policy-changed"), "{faults:?}");
}

#[test]
fn whom_and_what_no_entry_added_or_removed_is_found() {
    let cases = [
        ("DELETE FROM policy_sets", "policy-changed", "no policy set is kept"),
        (
            "INSERT INTO operators SELECT 'op-eve', 'eve', 'eve', roles, since FROM operators LIMIT 1",
            "operator-changed",
            "no entry says that the operator op-eve joined",
        ),
        ("UPDATE operators SET id = 'op-x'", "operator-changed", "and is not kept"),
        ("DELETE FROM tenants", "tenant-changed", "no entry removed it"),
    ];
    for (sql, kind, words) in cases {
        let bench = kept();
        let said = found(&bench, sql, kind);
        assert!(said.contains(words), "{sql}: {said}");
    }
}
