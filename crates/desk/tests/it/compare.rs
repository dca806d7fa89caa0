//! Subjects side by side.

use super::Bench;
use steward_desk::wire::{CellState, ErrorCode};

#[tokio::test]
async fn people_groups_and_roles_stand_side_by_side() {
    let bench = Bench::acme().await;
    let subjects = ["anna.roth", "person:p2", "group:AI pilot", "role:tester"].map(str::to_owned);
    let compared = bench.desk.compare("acme", &subjects, None).await.unwrap();
    let names: Vec<&str> = compared.subjects.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(names, ["Anna Roth", "Ben Okafor", "AI pilot", "Model Tester"]);
    let query = compared.rows.iter().find(|row| row.permission.id == "agents.query").unwrap();
    assert_eq!(query.states, [CellState::Granted, CellState::None, CellState::Granted, CellState::Granted]);
    assert!(query.differs);
    let read = compared.rows.iter().find(|row| row.permission.id == "docs.read").unwrap();
    assert!(!read.differs);
    assert_eq!(compared.same, 1);
}

#[tokio::test]
async fn one_or_five_are_not_compared() {
    let bench = Bench::acme().await;
    for n in [0, 1, 5] {
        let subjects = vec!["p1".to_owned(); n];
        let error = bench.desk.compare("acme", &subjects, None).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadInput);
    }
    let error = bench.desk.compare("acme", &["p1".into(), "nobody at all".into()], None).await.unwrap_err();
    assert_eq!(error.message, "there is no person, group or role `nobody at all`");
}
