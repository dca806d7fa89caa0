//! Whether a program that began something still runs.

use super::bench;
use steward_store::{OpenIntent, Store};

#[tokio::test]
async fn a_program_runs_until_it_ends() {
    let bench = bench().await;
    let other = Store::open(bench.folder.path()).await.unwrap();
    let running = bench.store.running().await.unwrap();
    let name = running.name().to_owned();
    assert!(other.still_runs(&name) && bench.store.still_runs(&name), "also as its own other half sees it");
    drop(running);
    assert!(!other.still_runs(&name));
    for stranger in ["", "0123456789abcdef", "../steward.db"] {
        assert!(!other.still_runs(stranger), "{stranger}");
    }
    assert!(bench.folder.path().join("steward.db").exists());
}

/// What a killed program leaves: the file, without its lock.
#[tokio::test]
async fn a_file_that_nobody_holds_is_of_a_program_that_ended() {
    let bench = bench().await;
    let running = bench.store.running().await.unwrap();
    let left = bench.folder.path().join("running/00000000000000aa");
    std::fs::write(&left, "").unwrap();
    assert!(!bench.store.still_runs("00000000000000aa"));
    assert!(!left.exists(), "it is tidied away");
    assert!(bench.store.still_runs(running.name()));
}

#[tokio::test]
async fn what_a_program_noted_is_told_of_when_it_has_ended() {
    let bench = bench().await;
    let running = bench.store.running().await.unwrap();
    running.note(std::path::Path::new("/tmp/.mine.csv.5d61.part")).unwrap();
    let folder = bench.folder.path().join("running");
    let ended = folder.join("00000000000000aa");
    let notes = "\"/tmp/.a.csv.5d61.part\"\n\"/etc/passwd\"\nnonsense\n\"/tmp/.b\\nc.5d61.part\"\n";
    std::fs::write(&ended, notes).unwrap();
    std::fs::write(folder.join("00000000000000bb"), "").unwrap();
    assert!(!bench.store.still_runs("00000000000000aa"));
    assert!(ended.exists(), "there are notes in it");
    let told: Vec<String> =
        bench.store.left_unfinished().iter().map(|file| file.display().to_string()).collect();
    assert_eq!(told, ["/tmp/.a.csv.5d61.part", "/tmp/.b\nc.5d61.part"], "and nothing else");
    assert!(!ended.exists() && folder.join("00000000000000bb").exists());
    assert!(bench.store.left_unfinished().is_empty(), "what still runs is left alone");
    assert!(bench.store.still_runs(running.name()));
}

#[tokio::test]
async fn work_is_open_until_it_is_closed_once() {
    let bench = bench().await;
    let row = OpenIntent { correlation: "c".into(), holder: "h".into() };
    let mut write = bench.store.write().await.unwrap();
    write.open_intent(&row).await.unwrap();
    write.commit_unrecorded().await.unwrap();
    assert_eq!(bench.store.open_intents().await.unwrap(), [row]);
    let mut write = bench.store.write().await.unwrap();
    assert!(write.close_intent("c").await.unwrap());
    assert!(!write.close_intent("c").await.unwrap());
    write.commit_unrecorded().await.unwrap();
    assert!(bench.store.open_intents().await.unwrap().is_empty());
}
