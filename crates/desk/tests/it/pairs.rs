//! Real access data comes back exactly as it went in.

use super::{Bench, everything, source};
use std::collections::BTreeSet;
use std::path::Path;
use steward_desk::Desk;
use steward_desk::wire::{FileFormat, RowKind};

/// Every cell that is a yes, as pairs of ids.
async fn yes(desk: &Desk, name: &str) -> BTreeSet<(String, String)> {
    let query = everything(RowKind::People);
    let head = desk.matrix_head(name, &query).await.unwrap();
    let columns = head.columns.len() as u32;
    let mut pairs = BTreeSet::new();
    let mut start = 0;
    while start < head.total_rows {
        let rows = desk.matrix_rows(name, &query, start, 1_000).await.unwrap().rows;
        let cells = desk.matrix_cells(name, &query, start, rows.len() as u32, 0, columns).await.unwrap();
        for (row, cells) in rows.iter().zip(cells.chunks(columns as usize)) {
            for (column, cell) in head.columns.iter().zip(cells) {
                if matches!(cell & 3, 1 | 2) {
                    pairs.insert((row.id.clone(), column.id.clone()));
                }
            }
        }
        start += rows.len() as u32;
    }
    pairs
}

fn listed(text: &str) -> BTreeSet<(String, String)> {
    let pair = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some((words.next()?, words.next()?))
    };
    text.lines().filter_map(pair).collect()
}

async fn exact(bench: &Bench, name: &str, path: &str) -> usize {
    bench.desk.add_file(name, source(path, FileFormat::Pairs)).await.unwrap();
    let expected = listed(&std::fs::read_to_string(path).unwrap());
    let got = yes(&bench.desk, name).await;
    assert_eq!(got.len(), expected.len(), "{name}");
    assert!(got == expected, "{name}");
    got.len()
}

#[tokio::test]
async fn the_pairs_of_the_published_sets_come_back() {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/rbac"));
    if !data.is_dir() {
        println!("skipped: the published sets are not on this machine");
        return;
    }
    let bench = Bench::new().await;
    let sets =
        [("hc", 1_486), ("domino", 730), ("emea", 7_220), ("fire1", 31_951), ("americas_small", 105_205)];
    for (name, pairs) in sets {
        let path = data.join(format!("{name}.txt"));
        assert_eq!(exact(&bench, name, path.to_str().unwrap()).await, pairs, "{name}");
    }
}

#[tokio::test]
async fn a_small_set_comes_back() {
    let bench = Bench::new().await;
    let mut text = String::new();
    for person in 1..=40 {
        for permission in 1..=30 {
            if (person * permission) % 7 < 3 {
                text.push_str(&format!("{person}\t{permission}\n"));
            }
        }
    }
    let path = bench.file("pairs.txt", &text);
    exact(&bench, "small", &path).await;
}
