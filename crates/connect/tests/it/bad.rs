//! A corpus of bad files: each gets a message that names file, place and remedy, and what is good in it is read.

use crate::support::tenant;
use std::path::Path;
use steward_connect::files::{self, Mapping, Read};
use steward_model::ProblemLevel;

/// File; people and grants that are read all the same, or `None` when it is refused; beginning of its first problem;
/// beginning of what to do.
struct Case(&'static str, Option<(usize, usize)>, &'static str, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case("pairs/all-three-values.txt", None, "all-three-values.txt: error: the file has more than two values a line, so it is no list of pairs", "read it as `csv`"),
    Case("pairs/blank.txt", None, "blank.txt: error: the file is empty", "check that it is the right file and that the export was fini"),
    Case("pairs/control.txt", Some((2, 2)), "control.txt:2:1 user: warning: `bo�b` holds a control character", "remove it; the line was left out"),
    Case("pairs/empty.txt", None, "empty.txt: error: the file is empty", "check that it is the right file and that the export was fini"),
    Case("pairs/gzip.txt", None, "gzip.txt: error: the file is compressed with gzip, not text", "unpack it first, with `gunzip`"),
    Case("pairs/html.txt", None, "html.txt:1:1: error: the file is a web page or XML, not pairs", "download the data itself, as CSV or as pairs"),
    Case("pairs/json-list.txt", None, "json-list.txt:1:1: error: the file is a JSON list, not pairs", "write it as a Steward JSON document, or as pairs"),
    Case("pairs/json.txt", None, "json.txt:1:1: error: the file is JSON, not pairs", "read it as `json`"),
    Case("pairs/latin1.txt", Some((2, 2)), "latin1.txt:1:2: note: the file is not UTF-8; it was read as Windows-1252 (Latin-1)", "save it as UTF-8 if names look wrong"),
    Case("pairs/long-value.txt", Some((1, 1)), "long-value.txt:2:1 user: warning: `bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…` has 20", "check for a missing line break or quote; the line was left o"),
    Case("pairs/missing-permission.txt", Some((2, 2)), "missing-permission.txt:2:5 permission: warning: the permission is missing after `bob`", "add the permission; the line was left out"),
    Case("pairs/missing-user.txt", Some((2, 2)), "missing-user.txt:2:1 user: warning: the user is missing before `write`", "add the user; the line was left out"),
    Case("pairs/mixed-separators.txt", Some((2, 2)), "mixed-separators.txt:2:1 permission: warning: `bob,write` stands alone, two values are needed: user and permission", "write the user, a tab and the permission; the line was left "),
    Case("pairs/nul.txt", None, "nul.txt: error: the file is binary, not text", "export it anew as text in UTF-8, such as CSV or JSON"),
    Case("pairs/one-value.txt", Some((2, 2)), "one-value.txt:2:1 permission: warning: `bob` stands alone, two values are needed: user and permission", "write the user, a space and the permission; the line was lef"),
    Case("pairs/only-comments.txt", None, "only-comments.txt: error: there is no pair in the file", "write one `user permission` pair a line"),
    Case("pairs/quoted-table.txt", None, "quoted-table.txt: error: the file has more than two values a line, so it is no list of pairs", "read it as `csv`"),
    Case("pairs/random.txt", None, "random.txt: error: the file is binary, not text", "export it anew as text in UTF-8, such as CSV or JSON"),
    Case("pairs/repeated.txt", Some((2, 2)), "repeated.txt:3: note: 2 pairs were given more than once, the first on this line", "nothing to do: once is enough"),
    Case("pairs/three-values.txt", Some((2, 2)), "three-values.txt:2:10 permission: warning: 3 values stand here, two are needed: user and permission", "separate with a tab when values hold spaces, or read the fil"),
    Case("pairs/zip.txt", None, "zip.txt: error: the file is a spreadsheet (XLSX) or a zip archive, not text", "save the sheet as CSV, or unpack the archive"),
    Case("csv/bad-active.csv", Some((2, 2)), "bad-active.csv:2:12 active: warning: `maybe` does not say whether the account is active", "write yes or no; it was taken as active"),
    Case("csv/bad-last-used.csv", Some((2, 2)), "bad-last-used.csv:2:12 lastUsed: warning: `sometimes` is not a time", "write it as 2026-11-30 or 2026-11-30T17:00:00Z; the use was "),
    Case("csv/bad-since.csv", Some((1, 0)), "bad-since.csv:3:12 since: warning: `yesterday` is not a time", "write it as 2026-11-30 or 2026-11-30T17:00:00Z; the row was "),
    Case("csv/broken-utf16.csv", Some((1, 1)), "broken-utf16.csv:3:1: warning: some bytes are not valid UTF-16LE", "save the file as UTF-8; what could not be read stands there "),
    Case("csv/conflict-active.csv", Some((1, 2)), "conflict-active.csv:3:7 active: warning: `alice` is both active and not active", "make the rows agree; the first was kept"),
    Case("csv/conflict-name.csv", Some((1, 2)), "conflict-name.csv:3:7 name: warning: `alice` has name `Alice B` here and `Alice A` before", "make the rows agree; the first was kept"),
    Case("csv/control.csv", Some((1, 1)), "control.csv:3:1 person: warning: `b�ob` holds a control character", "remove it; the line was left out"),
    Case("csv/double-column.csv", Some((1, 1)), "double-column.csv:1:19 Permission: warning: column `Permission` is there twice, as column 2 and 3", "rename one of the two; the first was used"),
    Case("csv/empty-window.csv", Some((1, 0)), "empty-window.csv:2:25 until: warning: it ends at `2026-01-02T00:00:00Z`, which is not after its begin `2026-", "swap or correct the two; the row was left out"),
    Case("csv/empty.csv", None, "empty.csv: error: the file is empty", "check that it is the right file and that the export was fini"),
    Case("csv/header-only.csv", None, "header-only.csv: error: there is no row below the header", "check that the export was finished"),
    Case("csv/html.csv", None, "html.csv:1:1: error: the file is a web page or XML, not CSV", "download the data itself, as CSV"),
    Case("csv/json.csv", None, "json.csv:1:1: error: the file is JSON, not CSV", "read it as `json`, or export the table as CSV"),
    Case("csv/latin1.csv", Some((1, 1)), "latin1.csv:2:5: note: the file is not UTF-8; it was read as Windows-1252 (Latin-1)", "save it as UTF-8 if names look wrong"),
    Case("csv/long-row.csv", Some((2, 2)), "long-row.csv:3:10: warning: the row has 3 cells, the header has 2", "quote the cell that holds the delimiter; the row was left ou"),
    Case("csv/long-value.csv", Some((1, 1)), "long-value.csv:3:1 person: warning: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` has 30", "check for a missing line break or quote; the line was left o"),
    Case("csv/matrix-bad-mark.csv", Some((3, 3)), "matrix-bad-mark.csv:3:9 write: warning: `perhaps` is neither yes nor no", "write yes, no or denied; the cell was left out"),
    Case("csv/matrix-no-id.csv", Some((1, 1)), "matrix-no-id.csv:3:1 person: warning: `person` is empty", "fill it in; the row was left out"),
    Case("csv/matrix-no-marks.csv", None, "matrix-no-marks.csv:1: error: the header `person`, `colour`, `size` does not say which is the person", "map a column to person and one to permission, role or group"),
    Case("csv/matrix-scoped.csv", Some((2, 2)), "matrix-scoped.csv:3:5 read: warning: `scoped` does not say on which objects", "a matrix cannot carry objects; use a list with an object col"),
    Case("csv/matrix-stray-column.csv", Some((2, 1)), "matrix-stray-column.csv:1 colour: note: column `colour` does not hold yes or no, such as `red`", "map it to what it is, or write yes and no; the column was le"),
    Case("csv/matrix-twice.csv", Some((1, 2)), "matrix-twice.csv:3:1 person: warning: `alice` has a row already", "merge the rows; both were read"),
    Case("csv/no-known-columns.csv", None, "no-known-columns.csv:1: error: the header `alpha`, `beta` does not say which is the person and which ", "map a column to person and one to permission, role or group"),
    Case("csv/no-permission.csv", Some((1, 1)), "no-permission.csv:3:5 permission: warning: the permission is missing after `bob`", "fill in the permission; the row was left out"),
    Case("csv/no-person.csv", Some((1, 1)), "no-person.csv:3:1 person: warning: the row does not say who has `write`", "fill in the person, group or role; the row was left out"),
    Case("csv/no-such-day.csv", Some((1, 0)), "no-such-day.csv:2:14 until: warning: `2026-02-30` is not a time", "write it as 2026-11-30 or 2026-11-30T17:00:00Z; the row was "),
    Case("csv/object-alone.csv", Some((2, 1)), "object-alone.csv:2:15 object: warning: object `report-7` is named without a permission", "fill in the permission, or empty the object; the object was "),
    Case("csv/one-column.csv", None, "one-column.csv:1: error: the header `person` does not say which is the person and which the per", "map a column to person and one to permission, role or group"),
    Case("csv/open-quote-last.csv", Some((1, 1)), r#"open-quote-last.csv:3: warning: a quote in `bob,"write` is never closed"#, "close or remove the quote; the line was left out"),
    Case("csv/open-quote.csv", Some((3, 3)), "open-quote.csv:3: warning: a quote is opened here and never closed", "close or remove the quote; the line was left out"),
    Case("csv/pdf.csv", None, "pdf.csv: error: the file is a PDF, not text", "export the data as CSV instead of printing it"),
    Case("csv/short-row.csv", Some((2, 2)), "short-row.csv:3: warning: the row has 1 cell, the header has 3", "add what is missing; missing cells were read as empty"),
    Case("csv/slash-date.csv", Some((1, 0)), "slash-date.csv:2:14 until: warning: `12/31/2026` is not a time", "day and month cannot be told apart with slashes; write it as"),
    Case("csv/sqlite.csv", None, "sqlite.csv: error: the file is an SQLite database, not text", "export the table as CSV"),
    Case("csv/xls.csv", None, "xls.csv: error: the file is an old Excel file (XLS), not text", "save the sheet as CSV"),
    Case("csv/xlsx.csv", None, "xlsx.csv: error: the file is a spreadsheet (XLSX) or a zip archive, not text", "save the sheet as CSV, or unpack the archive"),
    Case("json/all-bad.json", None, "all-bad.json: error: no entry of the document could be read", "correct the entries below"),
    Case("json/bad-environment.json", Some((0, 0)), "bad-environment.json:3:43 tenant.environment: warning: found `prod`, expected one of `live`, `sandbox`, `practice`", "correct `environment`; the field was left out"),
    Case("json/bad-flag.json", Some((1, 0)), r#"bad-flag.json:3:32 people[0].active: warning: found the text "yes", expected true or false"#, "correct `active`; the field was left out"),
    Case("json/bad-objects.json", Some((1, 0)), "bad-objects.json:4:59 grants[0].objects[1]: warning: found the number `5`, expected text", "correct `objects`; the entry was left out"),
    Case("json/bad-seats.json", Some((0, 0)), "bad-seats.json:3:29 licences[0].seats: warning: found the number `-3`, expected a whole number", "correct `seats`; the field was left out"),
    Case("json/bad-time.json", Some((1, 0)), r#"bad-time.json:3:33 people[0].created: warning: `"last year"` is not a time"#, r#"write it as "2026-11-30T17:00:00Z"; the field was left out"#),
    Case("json/bad-until.json", Some((1, 0)), r#"bad-until.json:4:57 grants[0].until: warning: `"2026-13-01"` is not a time"#, r#"write it as "2026-11-30" or "2026-11-30T17:00:00Z"; the entr"#),
    Case("json/bare-name.json", None, "bare-name.json:2:3: error: a field's name is not in double quotes", "put the field's name in double quotes"),
    Case("json/comment.json", None, "comment.json:2:3: error: a field's name is not in double quotes", "JSON has no comments; remove it"),
    Case("json/cut-off.json", None, "cut-off.json:4:15: error: the file ends within text", "the file was cut off; export or copy it again"),
    Case("json/deep-settings.json", Some((1, 0)), "deep-settings.json:3:22 settings.a: warning: objects and lists are nested too deeply", "make the value simpler; the setting was left out"),
    Case("json/deep.json", None, "deep.json:1:1: error: the file is a JSON list, a Steward JSON document is an object", r#"write an object, `{ "steward": 1, "tenant": … }`"#),
    Case("json/double-field.json", Some((1, 0)), "double-field.json:3:13 people[0].id: warning: `id` is given twice", "remove one of the two; the last counts"),
    Case("json/duplicate-person.json", Some((1, 0)), "duplicate-person.json:4:5 people[1].id: warning: the person `alice` was given before on line 3", "remove one of the two; the first was kept"),
    Case("json/empty-id.json", Some((1, 0)), "empty-id.json:3:5 people[0].id: warning: the person has no id", "give it the id the tenant knows it by; it was left out"),
    Case("json/empty-window.json", Some((1, 0)), "empty-window.json:4:5 grants[0].until: warning: it ends at `2026-01-01T00:00:00Z`, which is not after its begin `2026-", "swap or correct the two; the entry was left out"),
    Case("json/empty.json", None, "empty.json: error: the file is empty", "check that it is the right file and that the export was fini"),
    Case("json/format-as-text.json", Some((0, 0)), r#"format-as-text.json:2:14 steward: warning: the format `"1"` is text, a number is needed"#, "write 1 without quotes; it was read as format 1"),
    Case("json/html.json", None, "html.json:1:1: error: the file is a web page or XML, not JSON", "download the document itself; a sign-in page is a common cau"),
    Case("json/item-not-an-object.json", Some((1, 0)), r#"item-not-an-object.json:3:5 people[0]: warning: `"alice"` is not an object"#, "write it as an object, `{ … }`; the entry was left out"),
    Case("json/later-format.json", None, "later-format.json:2:14 steward: error: the document is format `2`, this program reads format 1", r#"write `"steward": 1`, or use the version of Steward that the"#),
    Case("json/latin1.json", Some((1, 0)), "latin1.json:2:48: note: the file is not UTF-8; it was read as Windows-1252 (Latin-1)", "save it as UTF-8 if names look wrong"),
    Case("json/list.json", None, "list.json:1:1: error: the file is a JSON list, a Steward JSON document is an object", r#"write an object, `{ "steward": 1, "tenant": … }`"#),
    Case("json/missing-comma.json", None, "missing-comma.json:4:5: error: expected `,` or `]`", "correct the JSON here; an editor with JSON support shows the"),
    Case("json/misspelt-edge.json", Some((1, 0)), "misspelt-edge.json:4:58 grants[0].untill: warning: there is no field `untill`", "did you mean `until`? the entry was left out"),
    Case("json/misspelt-field.json", Some((1, 0)), "misspelt-field.json:3:35 people[0].departmnt: warning: there is no field `departmnt`", "did you mean `department`? the field was left out"),
    Case("json/misspelt-list.json", Some((0, 0)), "misspelt-list.json:2:13 peopel: warning: there is no field `peopel`", "did you mean `people`? the field was left out"),
    Case("json/newline-in-text.json", None, "newline-in-text.json:3:16: error: a text runs over the end of its line", r#"close the quote on the same line, and write line breaks as \"#),
    Case("json/no-format.json", Some((1, 0)), "no-format.json:1:1 steward: warning: the document does not say its format", r#"add `"steward": 1` as the first field; it was read as format"#),
    Case("json/no-holder.json", Some((1, 0)), "no-holder.json:4:5 grants[0]: warning: exactly one of `role`, `group` and `person` has to be given", "keep the one that is meant; the entry was left out"),
    Case("json/no-id.json", Some((1, 0)), "no-id.json:3:5 people[0]: warning: the field is missing: `id`", "add it; the entry was left out"),
    Case("json/no-tenant.json", Some((1, 0)), "no-tenant.json:1:1 tenant: warning: the document does not say which tenant it is", r#"add `"tenant": { "name": … }`; the file's name was taken"#),
    Case("json/not-json.json", None, "not-json.json:1:1: error: the file is not JSON: it does not begin with `{`", "read it as `csv` or `pairs`, or write a Steward JSON documen"),
    Case("json/nothing.json", None, "nothing.json:1:1: error: the document is empty", "it needs `steward`, `tenant` and lists such as `people` and "),
    Case("json/number-as-id.json", Some((1, 0)), "number-as-id.json:3:13 people[0].id: warning: `7` is a number, text is needed", r#"write it as "7"; the entry was left out"#),
    Case("json/other-object.json", None, "other-object.json:1:1: error: the file is JSON but no Steward JSON document: its fields are `name`, ", "it needs `steward`, `tenant` and lists such as `people` and "),
    Case("json/people-not-a-list.json", Some((0, 0)), "people-not-a-list.json:2:13 people: warning: `people` is not a list", "write it as a list, `[ … ]`; it was left out"),
    Case("json/scim-answer.json", None, "scim-answer.json:1:1: error: the file is the answer of a SCIM server, not a Steward JSON document", "connect to the server by its address instead, or convert the"),
    Case("json/settings-list.json", Some((1, 0)), "settings-list.json:2:15 settings: warning: `settings` is not an object", "write it as an object of setting id and value; it was left o"),
    Case("json/single-quotes.json", None, "single-quotes.json:1:3: error: a field's name is not in double quotes", "put names and texts in double quotes"),
    Case("json/trailing-comma.json", None, "trailing-comma.json:4:3: error: a comma stands before the closing bracket", "remove the comma"),
    Case("json/two-documents.json", None, "two-documents.json:2:1: error: something follows the end of the document", "remove what stands after the closing bracket"),
    Case("json/two-holders.json", Some((1, 0)), "two-holders.json:5:5 grants[0]: warning: exactly one of `role`, `group` and `person` has to be given", "keep the one that is meant; the entry was left out"),
    Case("json/unknown-after-bad.json", Some((1, 0)), "unknown-after-bad.json:4:5 grants[0]: warning: `5` is not an object", "write it as an object, `{ … }`; the entry was left out"),
    Case("json/unknown-group.json", Some((1, 0)), "unknown-group.json:4:5 memberships[0].group: warning: there is no group `sales`", "add the group or correct the id; the entry was left out"),
    Case("json/unknown-object.json", Some((1, 0)), "unknown-object.json:4:5 grants[0].objects: warning: there is no object `o1`", "add the object or correct the id; the entry was left out"),
    Case("json/unknown-person.json", Some((1, 1)), "unknown-person.json:5:5 grants[1].person: warning: there is no person `bob`", "add the person or correct the id; the entry was left out"),
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bad")
}

fn read(path: &str, bytes: &[u8]) -> Read {
    let name = path.rsplit('/').next().unwrap();
    match path.split('/').next().unwrap() {
        "pairs" => files::pairs(name, bytes, tenant()),
        "csv" => files::csv(name, bytes, &Mapping::default(), tenant()),
        _ => files::json(name, bytes),
    }
}

#[test]
fn every_bad_file_gets_file_place_and_remedy() {
    let mut wrong = Vec::new();
    for Case(path, kept, problem, hint) in CASES {
        let read = read(path, &std::fs::read(folder().join(path)).unwrap());
        let found = read.snapshot.as_ref().map(|x| (x.people.len(), x.grants.len()));
        let first = read.problems.first().map(ToString::to_string).unwrap_or_default();
        let (line, remedy) = first.split_once("\n  hint: ").unwrap_or_default();
        if found != *kept || !line.starts_with(problem) || !remedy.starts_with(hint) {
            wrong.push(format!("{path}: read {found:?}\n{first}"));
        }
        let refused = read.problems.iter().any(|x| x.level == ProblemLevel::Error);
        assert_eq!(
            refused,
            read.snapshot.is_none(),
            "{path}: an error-level problem refuses, and nothing else does"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_file_of_the_corpus_has_a_case_and_there_are_enough() {
    let mut files = Vec::new();
    for kind in ["pairs", "csv", "json"] {
        for entry in std::fs::read_dir(folder().join(kind)).unwrap() {
            files.push(format!("{kind}/{}", entry.unwrap().file_name().to_string_lossy()));
        }
    }
    let missing: Vec<_> = files.iter().filter(|x| !CASES.iter().any(|case| case.0 == x.as_str())).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    assert!(CASES.len() >= 60, "{} cases", CASES.len());
}

/// Any reader may meet any file: a person picks the wrong format.
#[test]
fn no_reader_breaks_on_files_of_another_format() {
    for Case(path, ..) in CASES {
        let bytes = std::fs::read(folder().join(path)).unwrap();
        for kind in ["pairs/x", "csv/x", "json/x"] {
            let read = read(kind, &bytes);
            assert!(read.snapshot.is_some() || !read.problems.is_empty(), "{path} as {kind} says nothing");
        }
        let _ = files::preview(path, &bytes);
    }
}

/// Every problem in people's data has a remedy, and none shows how the program is made.
#[test]
fn messages_are_lower_case_and_have_a_remedy() {
    for Case(path, ..) in CASES {
        for problem in read(path, &std::fs::read(folder().join(path)).unwrap()).problems {
            assert!(!problem.hint.is_empty(), "{path}: {problem}");
            assert!(!problem.message.ends_with('.'), "{path}: {problem}");
            assert!(!problem.message.starts_with(char::is_uppercase), "{path}: {problem}");
            for word in ["u32", "struct ", "Option", "Vec<", "Doc"] {
                assert!(!problem.message.contains(word), "{path}: {problem}");
            }
        }
    }
}
