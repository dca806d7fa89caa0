use steward_model::{Place, Problem};

#[test]
fn a_problem_reads_like_a_compilers() {
    let place = Place::file("people.csv").at(3, 7).field("active");
    let problem =
        Problem::warning("bad-flag", place, "`maybe` is neither yes nor no", "write `true` or `false`");
    assert_eq!(
        problem.to_string(),
        "people.csv:3:7 active: warning: `maybe` is neither yes nor no\n  hint: write `true` or `false`"
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    assert_eq!(Place::default().to_string(), "input");
    assert_eq!(Place::file("a").field("b").to_string(), "a b");
}
