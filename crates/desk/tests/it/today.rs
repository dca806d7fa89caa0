//! What needs somebody today.

use super::{ACME, Bench};
use steward_desk::Job;
use steward_desk::wire::{ConsequenceClass, Ending, FileFormat, Item};

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

fn edge(ending: &Ending) -> (&str, &str) {
    (&ending.whose.id, &ending.what.id)
}

#[tokio::test]
async fn the_day_in_the_practice_tenant() {
    let bench = Bench::practice().await;
    let today = bench.desk.today("practice").await.unwrap();
    let findings = bench.desk.findings("practice", None).await.unwrap();
    assert_eq!(today.counts, findings.counts);
    assert_eq!(today.what.len(), 4);
    assert_eq!(today.what[0], ["Separation of duties"], "the one critical finding");
    assert!(today.what.iter().all(|titles| titles.len() <= 2));
    assert_eq!(today.pyramid, bench.desk.pyramid("practice", None).await.unwrap());

    let adoption = &today.adoption;
    assert_eq!((adoption.people, adoption.active), (412, 411));
    // sixteen are invited only; two of the others were not there for months
    assert_eq!((adoption.signed_in, adoption.recent), (Some(395), Some(393)));
    assert!(adoption.mfa.unwrap() < 411, "Bram Dekker has no second factor");
}

#[tokio::test]
async fn licences_are_counted_by_seats() {
    let bench = Bench::practice().await;
    let licences = bench.desk.today("practice").await.unwrap().licences;
    let seats: Vec<(&str, Option<u32>)> =
        licences.iter().map(|used| (used.licence.id.as_str(), used.seats)).collect();
    assert_eq!(seats, [("admin", Some(40)), ("builder", Some(120)), ("member", Some(450))]);
    let sold = [31, 84, 396];
    for (used, sold) in licences.iter().zip(sold) {
        // one person is deactivated, so at most one seat is held by somebody who is not there
        assert!((sold - 1..=sold).contains(&used.held), "{used:?}");
    }
    assert!(licences[1].idle.unwrap() >= 2, "Rosalind Achebe and Ravi Menon have not signed in for months");
}

#[tokio::test]
async fn access_that_ends_is_told_with_what_is_lost() {
    let bench = Bench::practice().await;
    let today = bench.desk.today("practice").await.unwrap();
    assert_eq!(today.ending_total, 4);
    let edges: Vec<(&str, &str)> = today.ending.iter().map(edge).collect();
    assert_eq!(edges[2], ("aoife.byrne", "users.impersonate"));
    assert_eq!(edges[3], ("pieter.de.graaf", "workspace-owners"));
    let marek: Vec<&str> = edges[..2].iter().map(|(_, what)| *what).collect();
    assert!(marek.contains(&"data.export") && marek.contains(&"data.restore"), "{edges:?}");
    for ending in &today.ending[..3] {
        assert_eq!(ids(&ending.loses), [ending.what.id.as_str()], "each takes what it gives");
        assert_eq!((ending.people, ending.worst), (1, Some(ConsequenceClass::Override)));
    }
    assert_eq!(today.ending[0].source, "elevation:EL-207");

    let owner = &today.ending[3];
    assert_eq!((owner.people, owner.worst), (1, Some(ConsequenceClass::Destructive)));
    assert_eq!(owner.loses.len(), 10);
    let now = bench.desk.what("practice", "pieter.de.graaf", None).await.unwrap().permissions.len();
    let then = bench.desk.person("practice", "pieter.de.graaf", Some(&owner.until)).await.unwrap();
    assert_eq!(owner.loses_total as usize, now - then.what.permissions.len());
}

#[tokio::test]
async fn what_is_held_from_elsewhere_is_not_lost() {
    let bench = Bench::acme().await;
    let today = bench.desk.today("acme").await.unwrap();
    assert_eq!(today.ending_total, 1);
    let ending = &today.ending[0];
    assert_eq!((edge(ending), ids(&ending.loses)), (("p2", "keeper"), vec!["keys.rotate"]));
    assert_eq!((ending.people, ending.until.as_str()), (1, "2026-11-22T11:20:00Z"));

    let granted = r#"{ "permission": "keys.rotate", "role": "keeper" },"#;
    let twice = format!(r#"{granted} {{ "permission": "keys.rotate", "person": "p2" }},"#);
    let again = ACME.replace(granted, &twice);
    assert_ne!(again, ACME);
    bench.add("again", "again.json", &again, FileFormat::Json).await.unwrap();
    let ending = bench.desk.today("again").await.unwrap().ending.remove(0);
    assert_eq!((ending.loses.len(), ending.loses_total, ending.people, ending.worst), (0, 0, 0, None));

    bench.until("2026-11-22T11:20:00Z");
    assert_eq!(bench.desk.today("acme").await.unwrap().ending_total, 0, "it has ended");
}

#[tokio::test]
async fn changes_are_told_in_numbers() {
    let bench = Bench::practice().await;
    let today = bench.desk.today("practice").await.unwrap();
    let changed = today.changed.unwrap();
    let diff = bench.desk.diff("practice", Some("previous"), None).await.unwrap();
    assert_eq!(changed.before, diff.before);
    assert_eq!((changed.gained, changed.lost), (diff.gained_total, diff.lost_total));
    assert_eq!((changed.added as usize, changed.removed as usize), (diff.added.len(), diff.removed.len()));
    assert_eq!(changed.top.len(), 6);
    assert_eq!(changed.top[0].consequence, ConsequenceClass::Override);
    assert!(changed.top.windows(2).all(|x| x[0].consequence as u8 >= x[1].consequence as u8));
    for change in &changed.top {
        let of = |list: &[steward_desk::wire::AccessChange]| {
            list.iter().find(|x| x.permission.id == change.permission.id).map_or(0, |x| x.count)
        };
        assert_eq!((change.gained, change.lost), (of(&diff.gained), of(&diff.lost)));
    }
    assert_eq!(today.drift, None, "the baseline is the snapshot before");
}

#[tokio::test]
async fn the_baseline_is_told_apart_from_the_snapshot_before() {
    let bench = Bench::acme().await;
    let today = bench.desk.today("acme").await.unwrap();
    assert_eq!((today.changed, today.drift), (None, None), "there is one snapshot only");
    let without =
        ACME.replace(r#"{ "group": "g-all", "person": "p5" }"#, r#"{ "group": "g-pilot", "person": "p5" }"#);
    assert_ne!(without, ACME);
    bench.file("acme.json", &without);
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let today = bench.desk.today("acme").await.unwrap();
    let changed = today.changed.unwrap();
    assert!(changed.before.baseline);
    assert_eq!((changed.gained, changed.lost), (1, 0), "Dana may query agents now");
    assert_eq!(ids(&changed.top.iter().map(|x| x.permission.clone()).collect::<Vec<_>>()), ["agents.query"]);
    assert_eq!(today.drift, None);

    bench.file("acme.json", &without.replace("Anna Roth", "Anna Berg"));
    bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    let today = bench.desk.today("acme").await.unwrap();
    let (changed, drift) = (today.changed.unwrap(), today.drift.unwrap());
    assert!(!changed.before.baseline && drift.before.baseline);
    assert_eq!((changed.gained, changed.lost, drift.gained, drift.lost), (0, 0, 1, 0));
}
