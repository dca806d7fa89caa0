//! Packs that do not pass: what is wrong, where, in full, and a way out for each.

use crate::{files, told};
use std::collections::BTreeSet;
use steward_model::{Problem, ProblemLevel};
use steward_pack::{Files, check, read_dir};

const PACK: &str = "format = 1\nid = \"acme\"\nproduct = \"Acme\"\nversion = \"1\"\n";
const PERMISSIONS: &str = r#"[[category]]
id = "people"
name = "People"

[[permission]]
id = "users.view"
name = "View users"
category = "people"
consequence = "view"

[[permission]]
id = "users.edit"
name = "Edit users"
category = "people"
consequence = "correct"
prerequisites = ["users.view"]
"#;
/// Three permissions: one with a class that does not exist and more wrong with it, one with a bad name, one that is only
/// in a wrong category.
const BAD_CLASS: &str = r#"[[category]]
id = "c"
name = "C"
[[permission]]
id = "a"
name = "A"
category = "d"
consequence = "destroy"
prerequisites = ["b", "zz"]
[[permission]]
id = "b"
name = 1
category = "c"
consequence = "view"
[[permission]]
id = "e"
name = "E"
category = "ccc"
consequence = "view"
"#;
const OBJECTS: &str = "[[type]]\nid = \"project\"\nname = \"Project\"\n";

/// A small good pack with some files replaced or added.
fn pack(changes: &[(&str, &str)]) -> Files {
    let mut pack =
        files(&[("pack.toml", PACK), ("permissions.toml", PERMISSIONS), ("objects.toml", OBJECTS)]);
    pack.extend(files(changes));
    pack
}

/// `file:line:column code`, one a line.
fn places(problems: &[Problem]) -> Vec<String> {
    let place = |p: &Problem| {
        let mut place = p.place.clone();
        place.field = None;
        format!("{place} {}", p.code)
    };
    problems.iter().map(place).collect()
}

#[track_caller]
fn refused(files: &Files, expected: &[&str]) -> Vec<Problem> {
    let (pack, problems) = check(files);
    assert_eq!(places(&problems), expected, "\n{}", told(&problems));
    assert!(pack.is_none(), "it passes:\n{}", told(&problems));
    for p in &problems {
        assert!(!p.message.is_empty() && !p.hint.is_empty(), "{p}");
        assert!(!p.message.ends_with('.') && !p.message.contains('\n'), "{p}");
    }
    problems
}

/// A bad pack: what it replaces in the good one, and what is wrong with it.
struct Case {
    about: &'static str,
    changes: &'static [(&'static str, &'static str)],
    expected: &'static [&'static str],
    says: &'static str,
}

macro_rules! cases {
    ($($about:literal: [$(($path:literal, $text:expr)),* $(,)?] => [$($expected:literal),* $(,)?], $says:literal;)*) => {
        const CASES: &[Case] = &[$(Case {
            about: $about,
            changes: &[$(($path, $text)),*],
            expected: &[$($expected),*],
            says: $says,
        }),*];
    };
}

cases! {
    "a value is missing": [("pack.toml", "format = 1\nid = \"a\"\nproduct = \nversion = \"1\"\n")]
        => ["pack.toml:3:11 toml-syntax"], "not valid TOML";
    "a quote is missing": [("pack.toml", "format = 1\nid = \"a\nproduct = \"A\"\nversion = \"1\"\n")]
        => ["pack.toml:2:8 toml-syntax"], "not valid TOML";
    "a key twice": [("pack.toml", "format = 1\nid = \"a\"\nid = \"b\"\nproduct = \"A\"\nversion = \"1\"\n")]
        => ["pack.toml:3:1 toml-syntax"], "duplicate key";
    "syntax errors do not hide each other": [
        ("permissions.toml", "[[category]]\nid = = \"x\"\nname = \"X\"\n[[permission]\nid = \"a\"\n"),
        ("roles.toml", "[[role]]\nid = \"r\"\nname = nobody\n"),
    ] => ["permissions.toml:2:6 toml-syntax", "permissions.toml:4:14 toml-syntax", "roles.toml:3:8 toml-syntax"],
        "not valid TOML";
    "an unknown key": [("pack.toml", "format = 1\nid = \"a\"\nproduct = \"A\"\nversoin = \"1\"\nversion = \"1\"\n")]
        => ["pack.toml:4:1 unknown-key"], "did you mean `version`?";
    "an unknown key in an entry": [("objects.toml", "[[type]]\nid = \"x\"\nname = \"X\"\nowner_permission = []\n")]
        => ["objects.toml:4:1 unknown-key"], "did you mean `owner_permissions`?";
    "an unknown table": [("rules.toml", "[seperation]\nid = \"x\"\n")]
        => ["rules.toml:1:2 unknown-key"], "did you mean `separation`?";
    "wrong types": [("rules.toml", "administration = \"users.edit\"\ndepartment_words = [1, \"sales\", true]\n")]
        => ["rules.toml:1:18 wrong-type", "rules.toml:2:21 wrong-type", "rules.toml:2:33 wrong-type"],
        "put it between square brackets: `administration = [...]`";
    "one bracket instead of two": [("roles.toml", "[role]\nid = \"r\"\nname = \"R\"\n")]
        => ["roles.toml:1:1 wrong-type"], "write `[[role]]` with two brackets";
    "a number as text": [("pack.toml", "format = \"1\"\nid = \"a\"\nproduct = \"A\"\nversion = 1.0\n")]
        => ["pack.toml:1:10 wrong-type", "pack.toml:4:11 wrong-type"], "write it without quotes";
    "keys are missing": [("pack.toml", "format = 1\n")]
        => ["pack.toml:1:1 missing-key", "pack.toml:1:1 missing-key", "pack.toml:1:1 missing-key"], "has no `id`";
    "a bad entry does not hide the next": [("permissions.toml", "[[category]]\nid = \"c\"\nname = \"C\"\n\n[[permission]]\nid = \"a\"\ncategory = \"c\"\nconsequence = \"view\"\n\n[[permission]]\nid = \"b\"\nname = \"B\"\ncategory = \"d\"\nconsequence = \"vew\"\n\n[[permission]]\nid = \"e\"\nname = \"E\"\ncategory = \"d\"\nconsequence = \"view\"\nprerequisites = [\"a\", \"b\"]\n")]
        => ["permissions.toml:5:1 missing-key", "permissions.toml:13:12 unknown-category", "permissions.toml:14:15 bad-value", "permissions.toml:19:12 unknown-category"],
        "did you mean `view`?";
    "an id that cannot be one": [("pack.toml", "format = 1\nid = \"Acme Corp\"\nproduct = \" \"\nversion = \"1\"\n")]
        => ["pack.toml:2:6 bad-value", "pack.toml:3:11 bad-value"], "use small letters and digits";
    "a later format": [("pack.toml", "format = 2\nid = \"a\"\nproduct = \"A\"\nversion = \"1\"\n")]
        => ["pack.toml:1:10 unsupported-format"], "use a newer Steward";
    "a format that never was": [("pack.toml", "format = 0\nid = \"a\"\nproduct = \"A\"\nversion = \"1\"\n")]
        => ["pack.toml:1:10 unsupported-format"], "write `format = 1`";
    "a number below none": [("pack.toml", "format = -1\nid = \"a\"\nproduct = \"A\"\nversion = \"1\"\n")]
        => ["pack.toml:1:10 bad-value"], "write a number from 0";
    "a pack that says nothing": [("permissions.toml", "# later\n")]
        => ["permissions.toml empty-pack"], "add a `[[permission]]`";
    "an unknown category": [("permissions.toml", "[[category]]\nid = \"people\"\nname = \"P\"\n[[permission]]\nid = \"a\"\nname = \"A\"\ncategory = \"peple\"\nconsequence = \"view\"\n[[permission]]\nid = \"b\"\nname = \"B\"\ncategory = \"people\"\nconsequence = \"view\"\n")]
        => ["permissions.toml:7:12 unknown-category"], "did you mean `people`?";
    "an unknown prerequisite and object type": [("permissions.toml", "[[category]]\nid = \"c\"\nname = \"C\"\n[[permission]]\nid = \"a\"\nname = \"A\"\ncategory = \"c\"\nconsequence = \"view\"\nobject_type = \"projct\"\nprerequisites = [\"zzz\", \"a1\"]\n")]
        => ["permissions.toml:9:15 unknown-object-type", "permissions.toml:10:18 unknown-permission", "permissions.toml:10:25 unknown-permission"],
        "did you mean `project`?";
    "an unknown permission in a role": [("roles.toml", "[[role]]\nid = \"r\"\nname = \"R\"\npermissions = [\n    \"users.view\",\n    \"users.edti\",\n]\n")]
        => ["roles.toml:6:5 unknown-permission"], "did you mean `users.edit`?";
    "an unknown role in a role": [("roles.toml", "[[role]]\nid = \"admin\"\nname = \"A\"\nincludes = [\"reader\"]\n[[role]]\nid = \"raeder\"\nname = \"R\"\npermissions = [\"users.view\"]\n")]
        => ["roles.toml:4:13 unknown-role"], "did you mean `raeder`?";
    "the same id twice": [("roles.toml", "[[role]]\nid = \"r\"\nname = \"R\"\npermissions = [\"users.view\"]\n\n[[role]]\nid = \"r\"\nname = \"S\"\npermissions = [\"users.edit\"]\n")]
        => ["roles.toml:7:6 duplicate"], "already defined on line 2";
    "the same permission twice in a role": [("roles.toml", "[[role]]\nid = \"r\"\nname = \"R\"\npermissions = [\"users.view\", \"users.view\"]\n")]
        => ["roles.toml:4:30 duplicate"], "stands there twice";
    "permissions that need each other": [("permissions.toml", "[[category]]\nid = \"c\"\nname = \"C\"\n[[permission]]\nid = \"a\"\nname = \"A\"\ncategory = \"c\"\nconsequence = \"view\"\nprerequisites = [\"b\"]\n[[permission]]\nid = \"b\"\nname = \"B\"\ncategory = \"c\"\nconsequence = \"view\"\nprerequisites = [\"a\"]\n")]
        => ["permissions.toml:15:18 prerequisite-cycle"], "`a` needs `b` needs `a`";
    "a permission that needs itself": [("permissions.toml", "[[category]]\nid = \"c\"\nname = \"C\"\n[[permission]]\nid = \"a\"\nname = \"A\"\ncategory = \"c\"\nconsequence = \"view\"\nprerequisites = [\"a\"]\n")]
        => ["permissions.toml:9:18 prerequisite-cycle"], "`a` needs `a`";
    "roles that include each other": [("roles.toml", "[[role]]\nid = \"a\"\nname = \"A\"\nincludes = [\"b\"]\n[[role]]\nid = \"b\"\nname = \"B\"\nincludes = [\"c\"]\n[[role]]\nid = \"c\"\nname = \"C\"\nincludes = [\"a\"]\n")]
        => ["roles.toml:12:13 include-cycle"], "`a` includes `b` includes `c` includes `a`";
    "a bad regular expression": [("permissions.toml", "[[classifier]]\npattern = \"delete(\"\nconsequence = \"destructive\"\n\n[[classifier]]\npattern = \"[z-a]\"\nconsequence = \"view\"\n")]
        => ["permissions.toml:2:11 bad-regex", "permissions.toml:6:11 bad-regex"], "unclosed group";
    "a classifier that says nothing": [("permissions.toml", "[[classifier]]\npattern = \"x\"\n")]
        => ["permissions.toml:2:11 missing-key"], "neither category nor consequence";
    "a capability without a surface": [("permissions.toml", "[[category]]\nid = \"c\"\nname = \"C\"\n[[permission]]\nid = \"a\"\nname = \"A\"\ncategory = \"c\"\nconsequence = \"view\"\ncapability = \"x\"\n[[permission]]\nid = \"b\"\nname = \"B\"\ncategory = \"c\"\nconsequence = \"view\"\nsurface = \"web\"\n")]
        => ["permissions.toml:9:14 missing-key", "permissions.toml:15:11 bad-value"], "`web` is no surface";
    "bad Cedar": [("policies/a.cedar", "permit(principal, action, resource);\nforbid(principal, action resource);\n"), ("policies/b.cedar", "allow everything")]
        => ["policies/a.cedar:2:26 cedar-syntax", "policies/b.cedar:1:7 cedar-syntax"], "not valid Cedar";
    "an article without a head": [("articles/a.md", "# Hello\n"), ("articles/b.md", "+++\ntitle = \"B\"\n")]
        => ["articles/a.md:1:1 front-matter", "articles/b.md:1:1 front-matter"], "begin with a line `+++`";
    "an article with a bad head": [("articles/a.md", "+++\ntitel = \"A\"\npermissions = [\"users.veiw\"]\nreview_by = \"soon\"\n+++\nText\n")]
        => ["articles/a.md:1:1 missing-key", "articles/a.md:2:1 unknown-key", "articles/a.md:3:16 unknown-permission", "articles/a.md:4:13 bad-value"], "did you mean `title`?";
    "an article about an unknown permission": [("articles/a.md", "+++\ntitle = \"A\"\npermissions = [\"users.veiw\"]\nreview_by = 2026-13-01\n+++\n\n")]
        => ["articles/a.md:1:1 empty-article", "articles/a.md:3:16 unknown-permission", "articles/a.md:4:13 toml-syntax"],
        "did you mean `users.view`?";
    "rules that cannot be": [("rules.toml", "administration = [\"roles.assign\"]\n[[separation]]\nid = \"x\"\ntitle = \"X\"\nwhy = \"Y\"\nleft = [\"users.view\"]\nright = [\"users.view\"]\nseverity = \"grave\"\n[[separation]]\nid = \"y\"\ntitle = \"Y\"\nwhy = \"Z\"\nleft = []\nright = [\"users.view\"]\n")]
        => ["rules.toml:1:19 unknown-permission", "rules.toml:7:10 both-sides", "rules.toml:8:12 bad-value", "rules.toml:13:8 bad-value"],
        "`grave` is no severity";
    "bad tuning": [("rules.toml", "[checks.stale-account]\nnumbers = { days = \"60\" }\nsince = \"2026-02-31\"\nenable = false\n")]
        => ["rules.toml:2:20 wrong-type", "rules.toml:3:9 bad-value", "rules.toml:4:1 unknown-key"], "did you mean `enabled`?";
    "tuning of what is not there": [("rules.toml", "[checks.no-such-check]\nenabled = false\n\n[checks.stale-account]\nnumbers = { dayz = 30, days = -5 }\nexcept = [\"nobody.here\", \"users.view\"]\n\n[checks.stale-acount]\nenabled = false\n\n[checks.cycle]\nnumbers = { days = 1 }\n")]
        => ["rules.toml:1:9 unknown-check", "rules.toml:5:13 unknown-number", "rules.toml:5:31 bad-value", "rules.toml:6:11 unknown-id",
            "rules.toml:8:9 unknown-check", "rules.toml:12:13 unknown-number"],
        "did you mean `stale-account`?";
    "a moment that is none does not hide its neighbours": [("rules.toml", "[checks.stale-account]\nsince = \"tomorrow\"\nnumbers = { dayz = 1 }\n[checks.nothing]\n")]
        => ["rules.toml:2:9 bad-value", "rules.toml:3:13 unknown-number", "rules.toml:4:9 unknown-check"], "did you mean `days`?";
    "a bad class does not hide its neighbours": [("permissions.toml", BAD_CLASS)]
        => ["permissions.toml:7:12 unknown-category", "permissions.toml:8:15 bad-value", "permissions.toml:9:23 unknown-permission",
            "permissions.toml:12:8 wrong-type", "permissions.toml:18:12 unknown-category"],
        "`destroy` is no consequence";
    "a later format without a version": [("pack.toml", "format = 2\nid = \"a\"\nproduct = \"A\"\n")]
        => ["pack.toml:1:1 missing-key", "pack.toml:1:10 unsupported-format"],
        "add `version = ...`: version of the pack, such as `1.0.0`";
    "a practice tenant with a bad head": [("practice.toml", "[tenant]\nname = \"T\"\ndomain = \"t.example\"\npeople = -1\nbaseline_days = 30\n[names]\ngiven = [\"A\"]\nfamily = [\"B\"]\n[[group]]\nid = \"g\"\nname = \"G\"\nparents = [\"h\"]\n[[planted]]\nchecks = [\"cycel\"]\nabout = \"x\"\n")]
        => ["practice.toml:4:10 bad-value", "practice.toml:12:12 unknown-group", "practice.toml:14:11 unknown-check"],
        "did you mean `cycle`?";
    "a connector to nowhere": [("connector.toml", "kind = \"soap\"\n[roles.map]\nboss = \"admin\"\n[entitlements.map]\nedit = \"users.edit\"\nx = \"users.edi\"\n[[group]]\ngroup = \"G\"\nrole = \"admin\"\n")]
        => ["connector.toml:1:8 bad-value", "connector.toml:3:8 unknown-role", "connector.toml:6:5 unknown-permission", "connector.toml:9:8 unknown-role"],
        "write one of `scim`";
    "a practice tenant that does not hold together": [("practice.toml", r#"[tenant]
name = "T"
domain = "t.example"
people = 3
baseline_days = 30

[names]
given = ["A", "B", "C"]
family = ["D", "E", "F"]

[[group]]
id = "g"
name = "G"
parents = ["h"]
roles = ["reader"]

[[group]]
id = "h"
name = "H"
parents = ["g"]

[[person]]
name = "Ada Lund"
groups = ["gg"]
last_sign_in = "3 days ago"

[[object]]
id = "o"
type = "project"
name = "O"
owner = "ada.lun"

[[planted]]
checks = ["cycle"]
about = "x"
grant = [{ permission = "users.view", objects = ["p"] }]
join = [{ group = "g", person = "ada.lund", member = "h" }]
"#)]
        => ["practice.toml:14:11 group-cycle", "practice.toml:15:10 unknown-role", "practice.toml:20:11 group-cycle",
            "practice.toml:24:11 unknown-group", "practice.toml:25:16 bad-value", "practice.toml:31:9 unknown-person",
            "practice.toml:36:25 one-of", "practice.toml:36:50 unknown-object", "practice.toml:37:19 one-of"],
        "did you mean `ada.lund`?";
    "too few names and too many people": [("practice.toml", "[tenant]\nname = \"T\"\ndomain = \"t.example\"\npeople = 30000\nbaseline_days = 0\n[names]\ngiven = []\nfamily = [\"A\"]\n")]
        => ["practice.toml:4:10 bad-value", "practice.toml:5:17 bad-value", "practice.toml:7:9 bad-value"],
        "write a number";
    "paths that leave the pack": [("../evil.toml", ""), ("/etc/passwd", ""), ("C:/x.toml", ""), ("a/../b.cedar", ""), ("a\\b.toml", ""), ("a//b", "")]
        => ["../evil.toml bad-path", "/etc/passwd bad-path", "C:/x.toml bad-path", "a/../b.cedar bad-path", "a//b bad-path", "a\\\\b.toml bad-path"],
        "leads out of the pack";
    "a folder too deep": [("articles/1/2/3/4/5/6/7/8.md", "x")]
        => ["articles/1/2/3/4/5/6/7/8.md too-deep"], "at most 8 levels";
}

#[test]
fn every_problem_is_named_with_its_place() {
    let mut wrong = String::new();
    for case in CASES {
        let (pack, problems) = check(&pack(case.changes));
        let text = told(&problems);
        if places(&problems) != case.expected {
            wrong += &format!("# {}: {:?}\n{text}\n", case.about, places(&problems));
        } else if pack.is_some() || !text.contains(case.says) {
            wrong += &format!("# {}: passes or does not say: {}\n{text}\n", case.about, case.says);
        }
        for p in &problems {
            assert!(!p.message.is_empty() && !p.hint.is_empty(), "{p}");
            assert!(!p.message.ends_with('.') && !p.message.contains('\n'), "{p}");
            assert!(p.message.starts_with(|c: char| !c.is_uppercase()), "{p}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn there_are_many_bad_packs() {
    let abouts: BTreeSet<&str> = CASES.iter().map(|c| c.about).collect();
    assert_eq!(abouts.len(), CASES.len());
    assert!(CASES.len() >= 36, "{}", CASES.len());
    let codes: BTreeSet<&str> =
        CASES.iter().flat_map(|c| c.expected).filter_map(|e| e.rsplit(' ').next()).collect();
    assert!(codes.len() >= 25, "{codes:?}");
}

#[test]
fn an_empty_folder_misses_its_files() {
    refused(&Files::new(), &["pack.toml missing-file", "permissions.toml missing-file"]);
}

#[test]
fn bytes_that_are_no_text() {
    let mut files = pack(&[]);
    files.insert("roles.toml".into(), b"[[role]]\nid = \"\xc3\xa9\xff\"\n".to_vec());
    let problems = refused(&files, &["roles.toml:2:8 not-utf8"]);
    assert_eq!(problems[0].message, "the byte `0xff` is no UTF-8 text");
}

#[test]
fn one_bad_file_does_not_hide_another() {
    let mut files = pack(&[("roles.toml", "[[role]]\nid = \"r\"\nname = \"R\"\npermissions = [\"nope\"]\n")]);
    files.insert("permissions.toml".into(), vec![0xff]);
    files.insert("rules.toml".into(), b"administration = 1\n".to_vec());
    // whether `nope` exists cannot be said: the permissions could not be read
    refused(&files, &["permissions.toml:1:1 not-utf8", "rules.toml:1:18 wrong-type"]);
}

#[test]
fn too_much_is_refused() {
    let mut files = pack(&[]);
    files.insert("roles.toml".into(), vec![b' '; 3 << 20]);
    refused(&files, &["roles.toml too-large"]);
    let mut files = pack(&[]);
    for at in 0..2100 {
        files.insert(format!("articles/{at:04}.md"), b"+++\ntitle = \"x\"\n+++\nx\n".to_vec());
    }
    refused(&files, &[". too-large"]);
}

#[cfg(unix)]
#[test]
fn what_no_pack_can_hold_does_not_hide_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    let roles = "[[role]]\nid = \"r\"\nname = \"R\"\npermissions = [\"users.veiw\"]\n";
    for (name, bytes) in pack(&[("roles.toml", roles)]) {
        write(&name, &bytes);
    }
    write("articles/large.md", &vec![b' '; 3 << 20]);
    write("articles/1/2/3/4/5/6/7/deep.md", b"x");
    std::os::unix::fs::symlink("/etc/passwd", dir.path().join("rules.toml")).unwrap();
    let expected = [
        "articles/1/2/3/4/5/6/7 too-deep",
        "articles/large.md too-large",
        "roles.toml:4:16 unknown-permission",
        "rules.toml link",
    ];
    refused(&read_dir(dir.path()).unwrap(), &expected);
    assert!(read_dir(&dir.path().join("nowhere")).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_needed_file_is_not_missing_too() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("permissions.toml"), PERMISSIONS).unwrap();
    std::os::unix::fs::symlink("permissions.toml", dir.path().join("pack.toml")).unwrap();
    refused(&read_dir(dir.path()).unwrap(), &["pack.toml link"]);
}

#[test]
fn entries_keep_their_number() {
    let (_, problems) = check(&pack(&[("permissions.toml", BAD_CLASS)]));
    let fields: Vec<&str> = problems.iter().filter_map(|p| p.place.field.as_deref()).collect();
    let expected = [
        "permission[0].category",
        "permission[0].consequence",
        "permission[0].prerequisites[1]",
        "permission[1].name",
        "permission[2].category",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn an_exception_of_a_live_tenant_is_a_warning_only() {
    let rules = "[checks.stale-account]\nexcept = [\"break.glass\", \"users.veiw\"]\n";
    let (passed, problems) = check(&pack(&[("rules.toml", rules)]));
    assert!(passed.is_some(), "{}", told(&problems));
    assert_eq!(places(&problems), ["rules.toml:2:11 unknown-id", "rules.toml:2:26 unknown-id"]);
    assert!(problems.iter().all(|p| p.level == ProblemLevel::Warning));
    assert_eq!(problems[1].hint, "did you mean `users.view`?");
}

#[test]
fn deep_nesting_is_refused_and_survived() {
    let deep = format!("administration = {}{}\n", "[".repeat(5000), "]".repeat(5000));
    let (pack, problems) = check(&pack(&[("rules.toml", &deep)]));
    assert!(pack.is_none());
    assert!(problems.iter().any(|p| p.place.line == Some(1) && p.level == ProblemLevel::Error));
}

#[test]
fn columns_count_characters() {
    let text = "[[category]]\nid = \"c\"\nname = \"Ünïcödé\"; # ✓\n";
    let (_, problems) = check(&pack(&[("permissions.toml", text)]));
    assert!(
        places(&problems).contains(&"permissions.toml:3:17 toml-syntax".to_owned()),
        "{}",
        told(&problems)
    );
}

#[test]
fn any_cut_of_a_good_file_is_survived() {
    for at in 0..PERMISSIONS.len() {
        if let Some(text) = PERMISSIONS.get(..at) {
            let _ = check(&pack(&[("permissions.toml", text)]));
        }
    }
}

#[test]
fn a_pack_full_of_mistakes_is_read_in_reasonable_time() {
    let entry =
        "[[role]]\nid = \"r\"\nname = 1\n[[role]]\nid = \"x\"\nname = \"X\"\npermissions = [\"nope\"]\n";
    let (pack, problems) = check(&pack(&[("roles.toml", &entry.repeat(5000))]));
    assert!(pack.is_none());
    // of each pair: one wrong type, one role that gives nothing, one unknown permission, and from the second on two
    // duplicates
    assert_eq!(problems.len(), 3 * 5000 + 2 * 4999);
}
