//! `why`, `who`, `what`, `compare`, `diff`, `pyramid`, `surfaces`.

use crate::bench::Bench;
use insta::assert_snapshot;

/// The first person, permission and decision that fits.
fn cell(bench: &Bench, wanted: &str) -> (String, String) {
    let matrix = bench.json(&["matrix", "practice", "--format", "json"]);
    for row in matrix["rows"].as_array().unwrap() {
        for column in matrix["columns"].as_array().unwrap() {
            let id = column["id"].as_str().unwrap();
            let state = row["cells"].get(id).and_then(|x| x.as_str()).unwrap_or("none");
            if state == wanted && row["active"] == true {
                return (row["id"].as_str().unwrap().to_owned(), id.to_owned());
            }
        }
    }
    panic!("no cell is {wanted}");
}

fn why(bench: &Bench, wanted: &str) -> String {
    let (person, permission) = cell(bench, wanted);
    bench.run(&["why", "practice", "--person", &person, "--permission", &permission]).all()
}

#[test]
fn why_yes() {
    assert_snapshot!(why(&Bench::practice(), "granted"), @"");
}

#[test]
fn why_scoped() {
    assert_snapshot!(why(&Bench::practice(), "scoped"), @"");
}

#[test]
fn why_no() {
    assert_snapshot!(why(&Bench::practice(), "none"), @"");
}

#[test]
fn why_on_an_object() {
    let bench = Bench::practice();
    let (person, permission) = cell(&bench, "scoped");
    let whole = bench.json(&["--json", "why", "practice", "--person", &person, "--permission", &permission]);
    let object = whole["paths"][0]["scope"][0]["id"].as_str().unwrap().to_owned();
    let args =
        ["--json", "why", "practice", "--person", &person, "--permission", &permission, "--object", &object];
    let on = bench.json(&args);
    assert_eq!(on["decision"], "yes");
    assert_eq!(on["object"]["id"], object.as_str());
}

#[test]
fn who() {
    let bench = Bench::practice();
    let (_, permission) = cell(&bench, "scoped");
    assert_snapshot!(bench.run(&["who", "practice", "--permission", &permission]).all(), @"");
}

#[test]
fn what() {
    let bench = Bench::practice();
    let (person, _) = cell(&bench, "scoped");
    assert_snapshot!(bench.run(&["what", "practice", "--person", &person]).all(), @"");
}

#[test]
fn compare() {
    let bench = Bench::practice();
    let matrix = bench.json(&["matrix", "practice", "--rows", "roles", "--format", "json"]);
    let id = |at: usize| matrix["rows"][at]["id"].as_str().unwrap().to_owned();
    assert_snapshot!(bench.run(&["compare", "practice", &id(0), &id(1)]).all(), @"");
    assert_eq!(bench.run(&["compare", "practice", &id(0)]).code, 2, "one alone cannot be compared");
}

#[test]
fn diff_from_the_baseline() {
    assert_snapshot!(Bench::practice().run(&["diff", "practice"]).all(), @"");
}

#[test]
fn pyramid() {
    assert_snapshot!(Bench::practice().run(&["pyramid", "practice"]).all(), @"");
}

#[test]
fn surfaces() {
    assert_snapshot!(Bench::practice().run(&["surfaces", "practice"]).all(), @"");
}

#[test]
fn time_is_an_argument() {
    let bench = Bench::practice();
    let pyramid = bench.json(&["--json", "pyramid", "practice", "--at", "2027-05-01"]);
    assert_eq!(pyramid["at"], "2027-05-01T00:00:00Z");
    let ran = bench.run(&["pyramid", "practice", "--at", "soon"]);
    assert_snapshot!(ran.all(), @"");
}

#[test]
fn json_is_the_wire_type_everywhere() {
    let bench = Bench::practice();
    let (person, permission) = cell(&bench, "granted");
    let commands: [(&[&str], &str); 7] = [
        (&["why", "practice", "--person", &person, "--permission", &permission], "statement"),
        (&["who", "practice", "--permission", &permission], "people"),
        (&["what", "practice", "--person", &person], "permissions"),
        (&["compare", "practice", &person, &person], "rows"),
        (&["diff", "practice"], "gainedTotal"),
        (&["check", "practice"], "open"),
        (&["matrix", "practice"], "columns"),
    ];
    for (args, field) in commands {
        let mut all = vec!["--json"];
        all.extend(args);
        assert!(bench.json(&all).get(field).is_some(), "{args:?}");
    }
}
