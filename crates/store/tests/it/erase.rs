//! What is erased is gone from the file, byte by byte, and what was proved still is.

use super::{Bench, at, bench, entry, tenant, verified};
use std::path::Path;
use steward_ledger::{Commitment, Salt, Value};
use steward_store::{DismissalRow, Withheld};

const NAME: &str = "Marguerite-Planted-Okonkwo";

/// Files of a folder that hold these bytes.
pub fn holding(folder: &Path, wanted: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, wanted));
        } else if std::fs::read(&path).unwrap().windows(wanted.len()).any(|bytes| bytes == wanted) {
            found.push(path.display().to_string());
        }
    }
    found
}

async fn withhold(bench: &Bench, n: u8) {
    let (salt, text) = (Salt::new([n; 32]), format!("{NAME} agreed {n}"));
    let mut new = entry("finding.dismiss", "t-1");
    new.event.reason = Some(Value::Withheld(Commitment::to(&salt, &text).unwrap()));
    let value = serde_json::to_string(&text).unwrap();
    new.withheld.push(Withheld { path: "/event/reason/withheld".into(), salt, value });
    let mut write = bench.store.write().await.unwrap();
    let fresh = format!("pseudonym-{n}");
    assert_eq!(write.pseudonym("t-1", NAME, &fresh).await.unwrap(), "pseudonym-0");
    write.commit(&bench.device, new).await.unwrap();
}

#[tokio::test]
async fn values_salts_and_names_leave_no_bytes_and_the_ledger_verifies() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_operator(&super::operator("op-1", "ines")).await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    let row = DismissalRow {
        key: "key".into(),
        reason: format!("{NAME} said so"),
        by: "op-1".into(),
        at: at("2026-11-22T10:00:00Z"),
        returns: "2027-01-01".parse().unwrap(),
        covers: None,
    };
    write.set_dismissal("t-1", &row).await.unwrap();
    write.commit(&bench.device, entry("finding.dismiss", "t-1")).await.unwrap();
    for n in 0..40 {
        withhold(&bench, n).await;
    }
    assert!(!holding(bench.folder.path(), NAME.as_bytes()).is_empty(), "it is there to be found");

    let mut write = bench.store.write().await.unwrap();
    for row in bench.store.withheld().await.unwrap() {
        write.erase_withheld(&row).await.unwrap();
    }
    write.erase_pseudonym("pseudonym-0").await.unwrap();
    assert!(write.remove_dismissal("t-1", "key").await.unwrap());
    write.commit(&bench.device, entry("person.forget", "t-1")).await.unwrap();
    assert!(bench.store.scrub().await.unwrap(), "nobody else reads");
    assert_eq!(holding(bench.folder.path(), NAME.as_bytes()), Vec::<String>::new());
    assert_eq!(holding(bench.folder.path(), &[33; 32]), Vec::<String>::new(), "the salts are gone too");
    assert_eq!(bench.store.person_of("pseudonym-0").await.unwrap(), None);
    let report = verified(&bench.store).await;
    assert!(report.holds(), "{report:?}");
    assert_eq!(report.entries, 42);
}

#[tokio::test]
async fn a_pseudonym_is_stable_and_leads_back_until_it_is_erased() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    assert_eq!(write.pseudonym("t-1", "p1", "a").await.unwrap(), "a");
    assert_eq!(write.pseudonym("t-1", "p1", "b").await.unwrap(), "a");
    assert_eq!(write.pseudonym("t-2", "p1", "c").await.unwrap(), "c", "tenants are apart");
    write.commit_unrecorded().await.unwrap();
    let found = bench.store.person_of("a").await.unwrap();
    assert_eq!(found, Some(("t-1".to_owned(), "p1".to_owned())));
}
