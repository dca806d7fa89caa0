//! The permission matrix.

use super::{ACME, Bench, everything};
use steward_desk::Job;
use steward_desk::wire::{ConsequenceClass, ErrorCode, ItemKind, MatrixQuery, RowKind, RowSort};

async fn drawn(bench: &Bench, query: &MatrixQuery) -> Vec<String> {
    let desk = &bench.desk;
    let head = desk.matrix_head("acme", query).await.unwrap();
    let rows = desk.matrix_rows("acme", query, 0, 100).await.unwrap().rows;
    let cells = desk.matrix_cells("acme", query, 0, 100, 0, 100).await.unwrap();
    assert_eq!(rows.len(), head.total_rows as usize);
    let columns: Vec<&str> = head.columns.iter().map(|column| column.id.as_str()).collect();
    let line = |(row, cells): (&steward_desk::wire::Row, &[u8])| {
        let cells: Vec<String> = columns
            .iter()
            .zip(cells)
            .filter(|(_, b)| **b & 0b11_1111 != 0)
            .map(|(c, b)| format!("{c}={}", b & 0b11_1111))
            .collect();
        format!("{}: {}", row.id, cells.join(" "))
    };
    match columns.len() {
        0 => Vec::new(),
        n => rows.iter().zip(cells.chunks(n)).map(line).collect(),
    }
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    for line in &mut list {
        let (row, cells) = line.split_once(": ").unwrap();
        let mut cells: Vec<&str> = cells.split(' ').collect();
        cells.sort_unstable();
        *line = format!("{row}: {}", cells.join(" "));
    }
    list
}

#[tokio::test]
async fn people_groups_and_roles_are_drawn() {
    let bench = Bench::acme().await;
    let people = sorted(drawn(&bench, &everything(RowKind::People)).await);
    assert_eq!(
        people,
        [
            "p1: agents.query=1 data.export=2 docs.read=1",
            "p2: docs.read=1 keys.rotate=5",
            "p3: ",
            "p4: docs.read=3",
            "p5: docs.read=1",
        ]
    );
    let roles = sorted(drawn(&bench, &everything(RowKind::Roles)).await);
    assert_eq!(roles, ["keeper: keys.rotate=1", "member: docs.read=1", "tester: agents.query=1 docs.read=1"]);
    let groups = sorted(drawn(&bench, &everything(RowKind::Groups)).await);
    assert_eq!(groups, ["g-pilot: agents.query=1 docs.read=1", "g-all: docs.read=1"]);
}

#[tokio::test]
async fn rows_say_who_they_are() {
    let bench = Bench::acme().await;
    let rows = bench.desk.matrix_rows("acme", &everything(RowKind::People), 0, 1).await.unwrap();
    let anna = &rows.rows[0];
    assert_eq!((anna.name.as_str(), anna.detail.as_str()), ("Anna Roth", "Support engineer, Service"));
    assert_eq!((anna.count, anna.held, anna.active), (2, 3, true));
    let groups = bench.desk.matrix_rows("acme", &everything(RowKind::Groups), 1, 5).await.unwrap();
    assert_eq!((groups.start, groups.rows.len()), (1, 1));
    assert_eq!((groups.rows[0].name.as_str(), groups.rows[0].count), ("All staff", 5));
}

#[tokio::test]
async fn filters_and_orders() {
    let bench = Bench::acme().await;
    let mut query = everything(RowKind::People);
    query.search = "ROTH".into();
    let head = bench.desk.matrix_head("acme", &query).await.unwrap();
    assert_eq!((head.total_rows, head.totals.people), (3, 5));
    query.search = "service".into();
    assert_eq!(bench.desk.matrix_head("acme", &query).await.unwrap().total_rows, 1);
    query.search = "droth".into();
    let found = bench.desk.matrix_rows("acme", &query, 0, 9).await.unwrap().rows;
    assert_eq!(found.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["p5"], "by the name to sign in");

    let mut query = everything(RowKind::People);
    query.sort = RowSort::Reach;
    let rows = bench.desk.matrix_rows("acme", &query, 0, 9).await.unwrap().rows;
    let reach: Vec<u32> = rows.iter().map(|row| row.held).collect();
    assert_eq!(rows[0].held.max(rows[1].held), 3);
    assert_eq!(*reach.last().unwrap(), 0);

    let mut query = everything(RowKind::Roles);
    query.consequences = vec![ConsequenceClass::View];
    let head = bench.desk.matrix_head("acme", &query).await.unwrap();
    assert!(head.columns.iter().all(|column| column.consequence == ConsequenceClass::View));
    assert!(head.columns.iter().any(|column| column.id == "docs.read"));
    query.categories = vec!["no such category".into()];
    assert!(bench.desk.matrix_head("acme", &query).await.unwrap().columns.is_empty());
    assert!(bench.desk.matrix_cells("acme", &query, 0, 10, 0, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_row_is_found_where_it_stands() {
    let bench = Bench::practice().await;
    let mut query = everything(RowKind::Groups);
    query.sort = RowSort::Reach;
    let rows = bench.desk.matrix_rows("practice", &query, 0, 100).await.unwrap().rows;
    assert_eq!(rows.len(), 38);
    for (place, row) in rows.iter().enumerate() {
        let found = bench.desk.matrix_position("practice", &query, &row.id).await.unwrap();
        assert_eq!(found, Some(place as u32), "{}", row.id);
    }
    query.search = "rotterdam".into();
    assert_eq!(bench.desk.matrix_position("practice", &query, "ai-pilot-emea").await.unwrap(), None);
    assert_eq!(bench.desk.matrix_position("practice", &query, "no such group").await.unwrap(), None);
}

#[tokio::test]
async fn windows_beyond_the_edge_are_cut() {
    let bench = Bench::acme().await;
    let query = everything(RowKind::People);
    let cells = bench.desk.matrix_cells("acme", &query, 3, 100, 2, 100).await.unwrap();
    assert_eq!(cells.len(), 2 * 2);
    assert!(bench.desk.matrix_cells("acme", &query, 9, 1, 0, 1).await.unwrap().is_empty());
    assert!(
        bench
            .desk
            .matrix_cells("acme", &query, u32::MAX, u32::MAX, u32::MAX, u32::MAX)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn time_is_an_argument() {
    let bench = Bench::acme().await;
    let mut query = everything(RowKind::People);
    query.at = Some("2026-11-22T12:00:00Z".into());
    let error = bench.desk.matrix_head("acme", &query).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "it has not come yet: {error:?}");
    query.at = Some("2026-11-01".into());
    let error = bench.desk.matrix_head("acme", &query).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::BadInput, "nothing is known from before the first reading: {error:?}");
    query.at = Some("the day before yesterday".into());
    assert_eq!(bench.desk.matrix_head("acme", &query).await.unwrap_err().code, ErrorCode::BadInput);
    // and it passes by itself
    bench.until("2026-11-22T12:00:00Z");
    query.at = Some("2026-11-22T11:30:00Z".into());
    assert!(sorted(drawn(&bench, &query).await).contains(&"p2: docs.read=1".to_owned()));
    assert!(
        sorted(drawn(&bench, &everything(RowKind::People)).await).contains(&"p2: docs.read=1".to_owned())
    );
}

#[tokio::test]
async fn differences_are_marked() {
    let bench = Bench::acme().await;
    let changed = ACME.replace(
        r#"{ "permission": "keys.rotate", "role": "keeper" },"#,
        r#"{ "permission": "keys.rotate", "role": "tester" },"#,
    );
    assert_ne!(changed, ACME);
    bench.file("acme.json", &changed);
    let report = bench.desk.refresh("acme", &Job::quiet()).await.unwrap();
    assert!(report.changed);
    let mut query = everything(RowKind::People);
    query.against = Some("baseline".into());
    let head = bench.desk.matrix_head("acme", &query).await.unwrap();
    assert_eq!(head.differences, 2);
    assert_eq!(head.changed_columns.len(), 1);
    query.only_differences = true;
    assert_eq!(drawn(&bench, &query).await, ["p1: keys.rotate=17", "p2: keys.rotate=32"]);
    query.against = Some("0000".into());
    assert_eq!(bench.desk.matrix_head("acme", &query).await.unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn cells_and_rows_with_findings_are_marked() {
    let bench = Bench::practice().await;
    let mut query = everything(RowKind::Roles);
    query.sort = RowSort::Findings;
    let head = bench.desk.matrix_head("practice", &query).await.unwrap();
    let rows = bench.desk.matrix_rows("practice", &query, 0, 100).await.unwrap().rows;
    assert!(rows[0].worst.is_some());
    let tester = rows.iter().position(|row| row.id == "model-tester").unwrap();
    let column = head.columns.iter().position(|column| column.id == "agents.query").unwrap();
    let cells =
        bench.desk.matrix_cells("practice", &query, tester as u32, 1, column as u32, 1).await.unwrap();
    assert_eq!(cells[0] & (64 | 8), 64 | 8, "an open finding, and a missing prerequisite");
    query.only_findings = true;
    let found = bench.desk.matrix_head("practice", &query).await.unwrap();
    assert!(found.total_rows > 0 && found.total_rows < head.total_rows);
}

#[tokio::test]
async fn a_finding_marks_the_cells_whose_row_and_permission_it_is_about() {
    let bench = Bench::practice().await;
    let open = bench.desk.findings("practice", None).await.unwrap().open;
    for (of, kind) in [
        (RowKind::People, ItemKind::Person),
        (RowKind::Groups, ItemKind::Group),
        (RowKind::Roles, ItemKind::Role),
    ] {
        let query = everything(of);
        let columns = bench.desk.matrix_head("practice", &query).await.unwrap().columns;
        let rows = bench.desk.matrix_rows("practice", &query, 0, 1_000).await.unwrap().rows;
        let cells = bench.desk.matrix_cells("practice", &query, 0, 1_000, 0, 1_000).await.unwrap();
        for (row, cells) in rows.iter().zip(cells.chunks(columns.len())) {
            for (column, cell) in columns.iter().zip(cells) {
                let about = open.iter().any(|finding| {
                    let names =
                        |kind, id: &str| finding.subjects.iter().any(|x| x.kind == kind && x.id == id);
                    names(kind, &row.id) && names(ItemKind::Permission, &column.id)
                });
                assert_eq!(cell & 64 != 0, about, "{} {}", row.id, column.id);
            }
        }
    }
}
