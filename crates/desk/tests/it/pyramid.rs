//! People counted by what they could do, and deeds held on some surfaces only.

use super::Bench;

#[tokio::test]
async fn six_levels_are_counted() {
    let bench = Bench::practice().await;
    let pyramid = bench.desk.pyramid("practice", None).await.unwrap();
    assert_eq!(pyramid.levels.len(), 6);
    assert_eq!(pyramid.levels.iter().map(|level| level.permissions).sum::<u32>(), 46);
    assert!(pyramid.levels.iter().all(|level| level.people == level.standing + level.temporary));
    assert!(pyramid.people > 400 && pyramid.people <= 412);
    assert!(pyramid.levels.iter().any(|level| level.temporary > 0), "elevations are running");
}

#[tokio::test]
async fn a_class_of_few_is_said_by_name() {
    let bench = Bench::practice().await;
    let pyramid = bench.desk.pyramid("practice", None).await.unwrap();
    for level in &pyramid.levels {
        let named = level.few.len();
        assert_eq!(named, if level.people <= 5 { level.people as usize } else { 0 }, "{level:?}");
    }
    assert!(pyramid.levels.iter().any(|level| !level.few.is_empty()));
}

#[tokio::test]
async fn gaps_between_surfaces_are_listed() {
    let bench = Bench::practice().await;
    let gaps = bench.desk.surfaces("practice", None).await.unwrap();
    assert!(!gaps.is_empty());
    assert!(gaps.iter().all(|gap| gap.surfaces.len() > 1 && gap.count as usize >= gap.people.len()));
}
