//! The practice tenant.

use super::Bench;
use steward_desk::Surface;
use steward_desk::wire::{EnvironmentKind, ErrorCode, TenantKind};

#[tokio::test]
async fn it_is_there_at_once_and_stays_the_same() {
    let bench = Bench::new().await;
    let report = bench.desk.add_practice("practice").await.unwrap();
    let tenant = &report.tenant;
    assert_eq!((tenant.kind, tenant.environment), (TenantKind::Practice, EnvironmentKind::Practice));
    assert_eq!((tenant.display_name.as_str(), tenant.product.as_str()), ("Northwind Logistics", "Meridian"));
    let counts = &tenant.counts;
    assert_eq!((counts.people, counts.groups, counts.roles, counts.permissions), (412, 38, 14, 46));
    let snapshots = bench.desk.snapshots("practice").await.unwrap();
    assert_eq!(snapshots.iter().map(|x| x.baseline).collect::<Vec<_>>(), [false, true]);
    let again = bench.desk.add_practice("Practice").await.unwrap();
    assert_eq!((again.tenant, again.changed), (report.tenant, false));
    assert_eq!(bench.desk.tenants().await.unwrap().len(), 1);
}

#[tokio::test]
async fn another_tenant_of_the_name_is_in_the_way() {
    let bench = Bench::acme().await;
    let error = bench.desk.add_practice("acme").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Exists);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_make_it_at_once_all_get_it() {
    let bench = Bench::new().await;
    let mut desks = Vec::new();
    for _ in 0..4 {
        desks.push(bench.sit("ines", Surface::Cli).await);
    }
    let making =
        desks.into_iter().map(|desk| tokio::spawn(async move { desk.add_practice("practice").await }));
    let mut made = 0;
    for one in making.collect::<Vec<_>>() {
        made += usize::from(one.await.unwrap().unwrap().changed);
    }
    assert_eq!((made, bench.desk.tenants().await.unwrap().len()), (1, 1));
    let record = bench.record(100).await;
    assert_eq!(
        record.iter().filter(|(operation, _)| operation == "tenant.practice").count(),
        1,
        "{record:?}"
    );
}
