//! Adding a tenant from a file.

use super::{ACME, Bench, NOW, source, told};
use steward_desk::wire::{EnvironmentKind, ErrorCode, FileFormat, FileSource, TenantKind};

#[tokio::test]
async fn a_tenant_is_there_with_its_counts() {
    let bench = Bench::new().await;
    let report = bench.add("acme", "acme.json", ACME, FileFormat::Json).await.unwrap();
    let tenant = &report.tenant;
    assert_eq!((tenant.name.as_str(), tenant.display_name.as_str()), ("acme", "Acme"));
    assert_eq!(
        (tenant.kind, tenant.environment, tenant.stale),
        (TenantKind::File, EnvironmentKind::Live, false)
    );
    assert!(tenant.address.ends_with("acme.json") && std::path::Path::new(&tenant.address).is_absolute());
    let counts = &tenant.counts;
    assert_eq!(
        (counts.people, counts.groups, counts.roles, counts.permissions, counts.objects),
        (5, 2, 3, 4, 3)
    );
    let snapshot = tenant.snapshot.as_ref().unwrap();
    assert_eq!((snapshot.taken_at.as_str(), snapshot.baseline), (NOW, true));
    assert!(report.changed);
    assert_eq!(bench.record(1).await, [("tenant.add".to_owned(), "done".to_owned())]);
    assert_eq!(bench.desk.tenants().await.unwrap(), [report.tenant]);
}

#[tokio::test]
async fn bad_rows_are_reported_and_the_rest_is_read() {
    let bench = Bench::new().await;
    let report =
        bench.add("acme", "pairs.txt", "anna read\nben\nben write\n", FileFormat::Pairs).await.unwrap();
    assert_eq!((report.tenant.counts.people, report.problems_total), (2, 1));
    assert!(report.problems[0].place.contains("pairs.txt:2"), "{:?}", report.problems);
    let last = report.tenant.last_attempt.unwrap();
    assert_eq!((last.ok, last.complete, &last.problems), (true, false, &report.problems));
    assert_eq!(bench.desk.missing("acme").await.unwrap().as_deref(), Some("1 grant could not be read"));
}

#[tokio::test]
async fn what_is_only_worth_knowing_is_no_problem() {
    let bench = Bench::new().await;
    let text = "user permission\nanna read\nanna read\n";
    let report = bench.add("acme", "pairs.txt", text, FileFormat::Pairs).await.unwrap();
    assert_eq!((report.tenant.counts.grants, report.problems_total, report.problems.len()), (1, 0, 0));
    assert!(report.tenant.last_attempt.unwrap().complete);
    let path = bench.file("pairs.txt", text);
    let seen = bench.desk.preview_file(&path, Some(FileFormat::Pairs), None).await.unwrap();
    assert_eq!(seen.problems_total, 2, "before it is read, it is said");
}

#[tokio::test]
async fn what_cannot_be_used_is_refused_and_recorded() {
    let bench = Bench::acme().await;
    let taken = bench.add("Acme", "other.json", ACME, FileFormat::Json).await.unwrap_err();
    assert_eq!((taken.code, taken.message.as_str()), (ErrorCode::Exists, "there is a tenant `acme` already"));
    let bad = bench.add("other", "bad.json", "[1, 2", FileFormat::Json).await.unwrap_err();
    assert_eq!(bad.code, ErrorCode::BadInput);
    assert!(bad.message.contains("bad.json:1"), "{}", told(&bad));
    let missing =
        bench.desk.add_file("other", source("no/such/file.txt", FileFormat::Pairs)).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::BadInput);
    let folder = bench.folder.path().to_str().unwrap();
    let folder = bench.desk.add_file("other", source(folder, FileFormat::Pairs)).await.unwrap_err();
    assert_eq!(folder.code, ErrorCode::BadInput);
    let endless = bench.desk.add_file("other", source("/dev/zero", FileFormat::Pairs)).await.unwrap_err();
    assert_eq!(endless.message, "`/dev/zero` is larger than 256 MiB");
    for name in ["", "   ", "a/b", "-x", &"n".repeat(65), "a\nb"] {
        let error = bench.desk.add_file(name, source("x", FileFormat::Pairs)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadInput, "{name:?}");
    }
    assert_eq!(bench.desk.tenants().await.unwrap().len(), 1);
    assert!(bench.record(4).await.iter().all(|entry| *entry == ("tenant.add".into(), "failed".into())));
}

#[tokio::test]
async fn a_pack_comes_by_id_or_from_a_folder_that_may_go_away() {
    let bench = Bench::new().await;
    let with = |pack: &str| {
        let path = bench.file("acme.json", ACME);
        FileSource { pack: Some(pack.to_owned()), ..source(&path, FileFormat::Json) }
    };
    let known = bench.desk.add_file("one", with("meridian")).await.unwrap();
    assert_eq!(known.tenant.product, "Meridian");
    let error = bench.desk.add_file("two", with("merdian")).await.unwrap_err();
    assert_eq!((error.code, error.message.as_str()), (ErrorCode::NotFound, "there is no pack `merdian`"));

    let folder = bench.folder.path().join("pack");
    for (name, bytes) in steward_pack::starter("acme", "Acme Cloud") {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let added = bench.desk.add_file("three", with(folder.to_str().unwrap())).await.unwrap();
    assert_eq!(added.tenant.product, "Acme Cloud");
    std::fs::remove_dir_all(&folder).unwrap();
    let desk = bench.sit("ines", steward_desk::Surface::Window).await;
    assert_eq!(desk.what("three", "p1", None).await.unwrap().permissions.len(), 3, "the kept copy is used");
    desk.refresh("three", &steward_desk::Job::quiet()).await.unwrap();

    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pack.toml"), "format = 'one'").unwrap();
    let error = bench.desk.add_file("four", with(folder.to_str().unwrap())).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput);
    assert!(!error.details.is_empty(), "{}", told(&error));
}

#[tokio::test]
async fn csv_is_read_with_a_mapping_that_fits() {
    let bench = Bench::new().await;
    let text = "Login;Role;Permission\nanna;Tester;Query agents\nben;Tester;Query agents\n";
    let report = bench.add("acme", "access.csv", text, FileFormat::Csv).await.unwrap();
    assert_eq!((report.tenant.counts.people, report.tenant.counts.roles), (2, 1));
}
