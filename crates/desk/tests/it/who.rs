//! Who can do a thing.

use super::Bench;
use steward_desk::wire::Decision;

#[tokio::test]
async fn holders_come_by_name_with_their_ways() {
    let bench = Bench::acme().await;
    let who = bench.desk.who("acme", "Read documents", None, None).await.unwrap();
    let names: Vec<(&str, u32)> = who.people.iter().map(|x| (x.person.id.as_str(), x.paths)).collect();
    assert_eq!(names, [("p1", 2), ("p2", 1), ("p5", 1)], "neither the denied nor the deactivated");
    assert_eq!(who.total, 3);
    let via: Vec<&str> = who.people[0].via.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(via, ["AI pilot"]);
    assert!(who.people[0].standing);
}

#[tokio::test]
async fn what_ends_and_what_is_scoped_is_said() {
    let bench = Bench::acme().await;
    let who = bench.desk.who("acme", "keys.rotate", None, None).await.unwrap();
    assert_eq!(
        (who.people[0].standing, who.people[0].until.as_deref()),
        (false, Some("2026-11-22T11:20:00Z"))
    );
    let who = bench.desk.who("acme", "data.export", None, None).await.unwrap();
    assert_eq!((who.people[0].decision, who.people[0].scope.len()), (Decision::Scoped, 3));
    let who = bench.desk.who("acme", "data.export", Some("Rate cards"), None).await.unwrap();
    assert_eq!((who.people[0].decision, who.people[0].scope.len()), (Decision::Scoped, 3), "not everywhere");
}
