//! Secrets go to the secret store and nowhere else.

use super::{Bench, NOW};
use std::path::Path;
use steward_desk::wire::{EnvironmentKind, ScimConnection};
use steward_desk::{Clock, Desk, Job, Options, Secret, Surface};

const TOKEN: &str = "planted-token-5f1c";
const PASSPHRASE: &str = "planted-passphrase-77ab";

fn contains(folder: &Path, wanted: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(contains(&path, wanted));
        } else if std::fs::read(&path).unwrap().windows(wanted.len()).any(|bytes| bytes == wanted.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn nothing_that_is_written_holds_a_secret() {
    let bench = Bench::acme().await;
    let desk = Desk::open(Options {
        workspace: bench.workspace(),
        surface: Surface::Cli,
        clock: Clock::fixed(NOW.parse().unwrap()),
        operator_name: "ines".into(),
        passphrase: Some(Secret::new(PASSPHRASE.into())),
        memory: None,
        version: "0.0.0-test".into(),
    })
    .await
    .unwrap();
    let connection = ScimConnection {
        url: "http://127.0.0.1:9/scim".into(),
        pack: None,
        environment: EnvironmentKind::Live,
        proxy: None,
        ca_file: None,
    };
    let token = || Secret::new(TOKEN.into());
    let mut said = vec![
        format!("{:?}", desk.add_scim("server", connection.clone(), token(), &Job::quiet()).await),
        format!("{:?}", desk.test_scim(&connection, Some(token()), &Job::quiet()).await),
        format!("{:?}", desk.set_token("acme", token()).await),
        format!("{:?}", desk.workspace().await),
        format!("{:?}", desk.doctor().await),
        format!("{:?}", desk.entries(None, 100).await),
    ];
    said.push(format!("{desk:?}"));
    for text in &said {
        assert!(!text.contains(TOKEN) && !text.contains(PASSPHRASE), "{text}");
    }
    assert_eq!(contains(bench.folder.path(), TOKEN), Vec::<String>::new());
    assert_eq!(contains(bench.folder.path(), PASSPHRASE), Vec::<String>::new());
}
