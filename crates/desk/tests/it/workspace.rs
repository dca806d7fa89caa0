//! The workspace and how it is opened.

use super::{Bench, NOW, options, told};
use std::sync::{Arc, Mutex};
use steward_desk::wire::ErrorCode;
use steward_desk::{Desk, Surface};

#[tokio::test]
async fn it_says_who_uses_it_under_which_policies() {
    let bench = Bench::acme().await;
    let workspace = bench.desk.workspace().await.unwrap();
    assert_eq!(
        (workspace.operator.name.as_str(), workspace.operator.roles.as_slice()),
        ("ines", ["administrator".to_owned()].as_slice())
    );
    assert_eq!(
        (workspace.version.as_str(), workspace.policy_version.len(), workspace.tenants.len()),
        ("0.0.0-test", 8, 1)
    );
    assert!(!workspace.secrets.detail.is_empty());
}

#[tokio::test]
async fn a_file_that_is_no_workspace_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("workspace");
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(inside.join("steward.db"), "something else. ".repeat(1_000)).unwrap();
    let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
    let error = Desk::open(options(folder.path(), "ines", Surface::Cli, &clock)).await.unwrap_err();
    let text = told(&error).replace(folder.path().to_str().unwrap(), "..");
    insta::assert_snapshot!(text, @"
    Storage: `../workspace/steward.db` is not a workspace of Steward
      means: it is left as it is
      do: move the file away, or start Steward in a terminal with another folder: `--workspace DIR`
    ");
    let error = Desk::open(options(folder.path(), "  ", Surface::Cli, &clock)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
}
