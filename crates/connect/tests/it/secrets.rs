//! The keyring, where one runs, and the passphrase file.

use steward_connect::secrets::{FILE_NAME, Kept, Options, Secret, SecretError, Secrets, State};

/// A quick way to make keys: tests do not guard anything.
const WORK: u8 = 6;

fn with(passphrase: &str) -> Options {
    Options { passphrase: Some(Secret::from(passphrase)), without_keyring: true, work: Some(WORK) }
}

#[test]
fn a_secret_shows_nothing() {
    let secret = Secret::from("  hunter2\n");
    assert_eq!(secret.reveal(), "hunter2");
    assert_eq!(format!("{secret:?}"), "Secret(…)");
    assert_eq!(format!("{:?}", with("hunter2")).matches("hunter2").count(), 0);
}

#[tokio::test]
async fn a_passphrase_file_keeps_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE_NAME);
    let secrets = Secrets::open("workspace-one", folder.path(), with("open sesame")).await.unwrap();
    assert_eq!(secrets.status().state, State::PassphraseFile);
    assert_eq!(secrets.get("north").await.unwrap(), None);
    secrets.set("north", &Secret::from("token-one")).await.unwrap();
    secrets.set("south", &Secret::from("token-two")).await.unwrap();
    secrets.set("north", &Secret::from("token-three")).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    // long enough not to stand in random bytes by chance
    for word in ["token", "north", "workspace-one", "open sesame"] {
        assert!(!bytes.windows(word.len()).any(|x| x == word.as_bytes()), "{word} is readable");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the file");

    let again = Secrets::open("workspace-one", folder.path(), with("open sesame")).await.unwrap();
    assert_eq!(again.get("north").await.unwrap(), Some(Secret::from("token-three")));
    assert_eq!(again.get("south").await.unwrap(), Some(Secret::from("token-two")));
    again.remove("north").await.unwrap();
    again.remove("never-there").await.unwrap();
    assert_eq!(secrets.get("north").await.unwrap(), None);

    let other = Secrets::open("workspace-two", folder.path(), with("open sesame")).await.unwrap();
    assert_eq!(other.get("south").await.unwrap(), None, "workspaces are apart");
}

#[tokio::test]
async fn keys_belong_to_the_computer_and_not_to_a_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Secrets::open("w1", folder.path(), with("open sesame")).await.unwrap();
    assert!(secrets.reaches(Kept::File) && !secrets.reaches(Kept::Keyring));
    assert_eq!(secrets.key("steward/one").await.unwrap(), None);
    assert_eq!(secrets.set_key("steward/one", &Secret::from("seed")).await.unwrap(), Kept::File);
    assert_eq!(secrets.get("steward/one").await.unwrap(), None, "no tenant has the name of a key");
    let other = Secrets::open("w2", folder.path(), with("open sesame")).await.unwrap();
    assert_eq!(other.key("steward/one").await.unwrap(), Some(Secret::from("seed")));
    let none = Options { passphrase: None, without_keyring: true, work: None };
    let locked = Secrets::open("w1", folder.path(), none).await.unwrap();
    assert!(!locked.reaches(Kept::File) && !locked.reaches(Kept::Keyring));
    assert!(matches!(locked.key("steward/one").await, Err(SecretError::FileLocked { .. })));
}

#[tokio::test]
async fn a_wrong_passphrase_and_a_damaged_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE_NAME);
    let secrets = Secrets::open("w", folder.path(), with("right")).await.unwrap();
    secrets.set("t", &Secret::from("token")).await.unwrap();
    let error = Secrets::open("w", folder.path(), with("wrong")).await.unwrap_err();
    assert!(matches!(error, SecretError::WrongPassphrase { .. }), "{error}");
    let whole = std::fs::read(&file).unwrap();
    for bytes in [&whole[..whole.len() / 2], b"", b"something else entirely\n"] {
        std::fs::write(&file, bytes).unwrap();
        let error = Secrets::open("w", folder.path(), with("right")).await.unwrap_err();
        assert!(matches!(error, SecretError::Damaged { .. }), "{error}");
        assert!(!error.hint().is_empty());
    }
}

#[tokio::test]
async fn without_keyring_and_passphrase_there_is_no_place_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let none = Options { passphrase: None, without_keyring: true, work: None };
    let secrets = Secrets::open("w", folder.path(), none.clone()).await.unwrap();
    let status = secrets.status();
    assert_eq!(status.state, State::Unavailable);
    assert!(status.hint.contains("passphrase"), "{status:?}");
    assert!(matches!(secrets.get("t").await, Err(SecretError::Unavailable)));
    assert!(matches!(secrets.set("t", &Secret::from("x")).await, Err(SecretError::Unavailable)));

    std::fs::write(folder.path().join(FILE_NAME), "x").unwrap();
    let secrets = Secrets::open("w", folder.path(), none).await.unwrap();
    assert_eq!(secrets.status().state, State::Locked);
    assert!(matches!(secrets.get("t").await, Err(SecretError::FileLocked { .. })));
}

/// Runs where a Secret Service answers; `./dev test` starts one.
#[tokio::test]
async fn the_keyring_keeps_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = format!("test-{}", std::process::id());
    let secrets = Secrets::open(&workspace, folder.path(), Options::default()).await.unwrap();
    if secrets.status().state != State::Keyring {
        let status = secrets.status();
        assert!(std::env::var_os("STEWARD_REQUIRE_KEYRING").is_none(), "no keyring: {}", status.message);
        assert!(!status.hint.is_empty());
        eprintln!("skipped: {}", status.message);
        return;
    }
    assert_eq!(secrets.get("north").await.unwrap(), None);
    secrets.set("north", &Secret::from("token-one")).await.unwrap();
    let again = Secrets::open(&workspace, folder.path(), Options::default()).await.unwrap();
    assert_eq!(again.get("north").await.unwrap(), Some(Secret::from("token-one")));
    again.remove("north").await.unwrap();
    again.remove("north").await.unwrap();
    assert_eq!(secrets.get("north").await.unwrap(), None);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is written to a file");
}
