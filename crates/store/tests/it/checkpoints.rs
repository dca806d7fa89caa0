//! Checkpoints are found by what they speak of, and stay found however far the log grows.

use super::{at, bench, entry, key, verified};
use steward_ledger::{Checkpoint, VerifierKey};
use steward_store::{CheckpointOf, Device, KeyPlace, NewEntry};

fn on(day: &str) -> NewEntry {
    let mut entry = entry("tenant.refresh", "t-1");
    entry.event.time = at(&format!("{day}T10:00:00Z"));
    entry
}

#[tokio::test]
async fn the_earliest_of_an_entry_and_the_newest_up_to_a_size_or_a_moment() {
    let bench = bench().await;
    for (day, checkpoint) in [("2026-11-22", false), ("2026-11-22", true), ("2026-11-23", true)] {
        bench.store.write().await.unwrap().commit(&bench.device, on(day)).await.unwrap();
        if checkpoint {
            bench.store.checkpoint(&bench.device).await.unwrap();
        }
    }
    let cases = [
        (CheckpointOf::Entry(0), Some(2)),
        (CheckpointOf::Entry(1), Some(2)),
        (CheckpointOf::Entry(2), Some(3)),
        (CheckpointOf::Entry(3), None),
        (CheckpointOf::Size(1), None),
        (CheckpointOf::Size(2), Some(2)),
        (CheckpointOf::Size(9), Some(3)),
        (CheckpointOf::Moment(at("2026-11-22T09:59:59Z")), None),
        (CheckpointOf::Moment(at("2026-11-22T10:00:00Z")), Some(2)),
        (CheckpointOf::Moment(at("2027-01-01T00:00:00Z")), Some(3)),
    ];
    for (which, size) in cases {
        let found = bench.store.checkpoint_of(1, which).await.unwrap();
        assert_eq!(found.map(|(size, _)| size), size, "{which:?}");
    }
    assert_eq!(
        bench.store.checkpoint_of(2, CheckpointOf::Size(9)).await.unwrap(),
        None,
        "of its own log only"
    );
}

#[tokio::test]
async fn where_a_key_took_over_it_is_the_note_of_the_new_one() {
    let bench = bench().await;
    bench.store.write().await.unwrap().commit(&bench.device, on("2026-11-22")).await.unwrap();
    let log = bench.store.ledger_logs().await.unwrap().remove(0);
    let after = Device::new(&log, Some(key(8)));
    assert_eq!(after.signer().unwrap().verifier(), key(8).verifier());
    let write = bench.store.write().await.unwrap();
    let place = (&after, KeyPlace::Keyring);
    write.commit_with_new_key(&bench.device, place, on("2026-11-22")).await.unwrap();
    let (size, note) = bench.store.checkpoint_of(log.id, CheckpointOf::Entry(0)).await.unwrap().unwrap();
    let keys: [VerifierKey; 1] = [key(8).verifier().clone()];
    assert_eq!((size, Checkpoint::verify(&note, &log.name, &keys).unwrap().size), (2, 2));
}

/// A checkpoint can be made of entries that were kept without a signature; so it is, when a bundle asks for one.
#[tokio::test]
async fn a_checkpoint_before_the_first_commit_holds_also_when_the_key_is_lost() {
    let bench = bench().await;
    let log = bench.store.ledger_logs().await.unwrap().remove(0);
    let keyless = Device::new(&log, None);
    bench.store.write().await.unwrap().commit(&keyless, on("2026-11-22")).await.unwrap();
    bench.store.checkpoint(&bench.device).await.unwrap();
    let after = Device::new(&log, Some(key(8)));
    let write = bench.store.write().await.unwrap();
    let place = (&after, KeyPlace::Keyring);
    write.commit_with_new_key(&keyless, place, on("2026-11-22")).await.unwrap();
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.entries, report.signed), (2, 2));
}
