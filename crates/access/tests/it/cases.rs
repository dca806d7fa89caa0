//! The corpus: each file in `cases/` is a tenant with questions and the expected answers, for people to read and to
//! add to.
//!
//! A question names `person` and `permission`, perhaps `object` and `at`, and expects any of: `decision`, `paths` and
//! `denies` (all, as `ada > ops > admin > read`), `nearest` (the first ones, as `join-group ops`), `missing`
//! (prerequisites), `scope`, `expires`, `temporary`. One about a `group` or `role` expects `state` or `scope`.

use crate::support::{NOW, catalogue, group, object, permission, person, role, snapshot, time};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path as FilePath;
use std::sync::Arc;
use steward_access::{Access, CellState, Decision, HeldScope, Path, Subject};

#[test]
fn the_corpus() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let mut questions = 0;
    for file in &files {
        let text = std::fs::read_to_string(file).expect("a readable file");
        let case: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        questions += check(&case, &file.display().to_string());
    }
    assert!(files.len() >= 15 && questions >= 60, "{questions} questions in {} files", files.len());
}

fn check(case: &Value, file: &str) -> usize {
    assert!(case["description"].is_string(), "{file} has no description");
    let access =
        Access::compile(Arc::new(snapshot(case["tenant"].clone())), Arc::new(catalogue(&case["catalogue"])));
    let questions = case["questions"].as_array().unwrap_or_else(|| panic!("{file} asks nothing"));
    for question in questions {
        answer(&access, question, &format!("{file}: {question}"));
    }
    questions.len()
}

fn answer(access: &Access, question: &Value, about: &str) {
    let known = [
        "person",
        "group",
        "role",
        "permission",
        "object",
        "at",
        "decision",
        "paths",
        "denies",
        "nearest",
        "missing",
        "scope",
        "expires",
        "temporary",
        "state",
        "who",
        "why",
    ];
    let unknown = question.as_object().expect("a question").keys().find(|key| !known.contains(&key.as_str()));
    assert_eq!(unknown, None, "{about}");
    let text = |key: &str| question[key].as_str();
    let x = permission(access, text("permission").expect("a permission"));
    let o = text("object").map(|id| object(access, id));
    let at = time(text("at").unwrap_or(NOW));
    let list = |value: &Value| -> Option<Vec<String>> {
        Some(value.as_array()?.iter().map(|item| item.as_str().expect("text").to_owned()).collect())
    };
    if let Some(who) = list(&question["who"]) {
        let people = access.who_can(x, o, at);
        let ids: Vec<_> = people.iter().map(|p| access.snapshot().people[p.index()].id.clone()).collect();
        assert_eq!(ids, who, "{about}");
    }
    let subject = match (text("person"), text("group"), text("role")) {
        (Some(id), ..) => Subject::Person(person(access, id)),
        (_, Some(id), _) => Subject::Group(group(access, id)),
        (.., Some(id)) => Subject::Role(role(access, id)),
        _ => return,
    };
    let cell = access.cell(subject, x, at);
    if let Some(state) = text("state") {
        assert_eq!(word_of_state(cell.state), state, "{about}");
    }
    if let Some(temporary) = question["temporary"].as_bool() {
        assert_eq!(cell.temporary, temporary, "{about}");
    }
    if let Some(scope) = text("scope") {
        assert_eq!(word_of_scope(access, &access.scope_of(subject, x, at)), scope, "{about}");
    }
    if let Some(missing) = list(&question["missing"]) {
        let found: Vec<String> =
            (access.prerequisites(subject, x, at).into_iter().filter(|needed| !needed.held))
                .map(|needed| {
                    let id = &access.snapshot().permissions[needed.permission.index()].id;
                    let on: Vec<_> =
                        needed.missing_on.iter().map(|o| &*access.snapshot().objects[o.index()].id).collect();
                    if on.is_empty() { id.clone() } else { format!("{id} on {}", on.join(", ")) }
                })
                .collect();
        assert_eq!(found, missing, "{about}");
        assert_eq!(cell.missing_prerequisite, cell.state.allowed() && !missing.is_empty(), "{about}");
    }
    let Subject::Person(p) = subject else { return };
    if let Some(decision) = text("decision") {
        assert_eq!(word_of_decision(access.decide(p, x, o, at)), decision, "{about}");
    }
    let told = |paths: &[Path]| paths.iter().map(|path| tell(access, path)).collect::<Vec<_>>();
    if let Some(paths) = list(&question["paths"]) {
        assert_eq!(told(&access.paths(p, x, o, at, 100).list), paths, "{about}");
    }
    if let Some(denies) = list(&question["denies"]) {
        assert_eq!(told(&access.denies(p, x, o, at)), denies, "{about}");
    }
    if let Some(nearest) = list(&question["nearest"]) {
        let found: Vec<String> = (access.nearest(p, x, o, at, nearest.len().max(1)).iter())
            .map(|way| format!("{} {}", way.kind.word(), way.target.refer(access.snapshot()).id))
            .collect();
        assert_eq!(found, nearest, "{about}");
    }
    if !question["expires"].is_null() {
        let expected = question["expires"].as_str().filter(|text| *text != "never").map(time);
        assert_eq!(access.expires_on(p, x, o, at), expected, "{about}");
    }
}

fn tell(access: &Access, path: &Path) -> String {
    let ids: Vec<String> = path.steps.iter().map(|step| step.at.refer(access.snapshot()).id).collect();
    ids.join(" > ")
}

fn word_of_decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Yes => "yes",
        Decision::Scoped => "scoped",
        Decision::No => "no",
        Decision::Denied => "denied",
        Decision::Inactive => "inactive",
    }
}

fn word_of_state(state: CellState) -> &'static str {
    match state {
        CellState::None => "none",
        CellState::Granted => "granted",
        CellState::Scoped => "scoped",
        CellState::Denied => "denied",
    }
}

fn word_of_scope(access: &Access, scope: &HeldScope) -> String {
    let ids = |list: &[steward_model::ObjectIx]| {
        let ids: BTreeSet<&str> =
            list.iter().map(|o| access.snapshot().objects[o.index()].id.as_str()).collect();
        ids.into_iter().collect::<Vec<_>>().join(", ")
    };
    match scope {
        HeldScope::Everything => "everything".into(),
        HeldScope::EverythingBut(list) => format!("everything but {}", ids(list)),
        HeldScope::Objects(list) => ids(list),
        HeldScope::Nothing => "nothing".into(),
    }
}
