//! Tenants, operators, dismissals, attempts.

use super::{at, bench, entry, operator, tenant};
use steward_store::{AttemptRow, DismissalRow, StoreError};

#[tokio::test]
async fn a_name_is_taken_whatever_its_letters() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    write.insert_tenant(&tenant("t-1", "Northwind")).await.unwrap();
    let error = write.insert_tenant(&tenant("t-2", "northwind")).await.unwrap_err();
    assert!(matches!(error, StoreError::Taken { .. }), "{error:?}");
}

#[tokio::test]
async fn operators_keep_their_first_row_and_get_roles() {
    let bench = bench().await;
    let mut write = bench.store.write().await.unwrap();
    assert_eq!(write.count_operators().await.unwrap(), 0);
    write.insert_operator(&operator("op-1", "ines")).await.unwrap();
    write.insert_operator(&operator("op-2", "ines")).await.unwrap();
    write.set_operator_roles("op-1", &["observer".into()]).await.unwrap();
    write.commit(&bench.device, entry("operator.join", "")).await.unwrap();
    let row = bench.store.operator("ines").await.unwrap().unwrap();
    assert_eq!((row.id.as_str(), row.roles.as_slice()), ("op-1", ["observer".to_owned()].as_slice()));
    assert_eq!(bench.store.operator("tomasz").await.unwrap(), None);
}

#[tokio::test]
async fn the_last_policy_set_is_in_force() {
    let bench = bench().await;
    assert_eq!(bench.store.policy_set().await.unwrap(), None);
    let mut write = bench.store.write().await.unwrap();
    let now = at("2026-11-22T10:00:00Z");
    write.insert_policy_set("a", "first", "op-1", now).await.unwrap();
    write.insert_policy_set("b", "second", "op-1", now).await.unwrap();
    write.insert_policy_set("a", "first", "op-1", now).await.unwrap();
    write.commit(&bench.device, entry("policy.set", "")).await.unwrap();
    let set = bench.store.policy_set().await.unwrap().unwrap();
    assert_eq!((set.version, set.text.as_str()), (3, "first"));
    assert_eq!(bench.store.policy_hash().await.unwrap().as_deref(), Some("a"));
    assert_eq!(
        bench.store.policy_text("b").await.unwrap().as_deref(),
        Some("second"),
        "what was in force is kept"
    );
    assert_eq!(bench.store.policy_text("c").await.unwrap(), None);
}

#[tokio::test]
async fn attempts_and_dismissals_go_with_their_tenant() {
    let bench = bench().await;
    let now = at("2026-11-22T10:00:00Z");
    let mut write = bench.store.write().await.unwrap();
    write.insert_operator(&operator("op-1", "ines")).await.unwrap();
    write.insert_tenant(&tenant("t-1", "northwind")).await.unwrap();
    for n in 0..60 {
        let (problems, complete) = ("[]".into(), n < 59);
        let attempt = AttemptRow { at: now, ok: true, error: None, problems, problems_total: n, complete };
        write.insert_attempt("t-1", &attempt).await.unwrap();
    }
    let returns = "2027-01-01".parse().unwrap();
    let (key, reason, by, covers) = ("k".into(), "first".into(), "op-1".into(), None);
    let row = DismissalRow { key, reason, by, at: now, returns, covers };
    write.set_dismissal("t-1", &row).await.unwrap();
    let row = DismissalRow { reason: "second".into(), covers: Some("{}".into()), ..row };
    write.set_dismissal("t-1", &row).await.unwrap();
    write.commit(&bench.device, entry("finding.dismiss", "t-1")).await.unwrap();
    assert_eq!(bench.store.dismissals("t-1").await.unwrap(), [row]);
    let last = bench.store.last_attempt("t-1").await.unwrap().unwrap();
    assert_eq!((last.problems_total, last.complete), (59, false));

    let mut write = bench.store.write().await.unwrap();
    assert!(write.remove_dismissal("t-1", "k").await.unwrap());
    assert!(!write.remove_dismissal("t-1", "k").await.unwrap());
    write.remove_tenant("t-1").await.unwrap();
    write.commit(&bench.device, entry("tenant.remove", "t-1")).await.unwrap();
    assert_eq!(bench.store.last_attempt("t-1").await.unwrap(), None);
    let kept = bench.store.ledger_newest(Some("northwind"), 10).await.unwrap();
    assert_eq!(kept.len(), 2, "the ledger stays");
}
