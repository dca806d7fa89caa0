//! Opening a workspace, up to the first thing that is seen.

use crate::ledger::peer::{self, Settings};
use crate::ledger::{Both, alternate};
use anyhow::Result;
use sqlx::Connection as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use steward_audit::{PageFrom, Question};
use steward_store::Store;

/// Rows that are seen first.
const SEEN: u32 = 50;

/// What is seen first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Tenants and the newest entries.
    Entries,
    /// The first page of the investigation, for which the index is read.
    Index,
}

/// Opens the workspace so often, and the peer's file as often.
///
/// # Errors
/// When a file cannot be read.
pub async fn measure(folder: &Path, plain: &Path, first: First, runs: usize) -> Result<Both> {
    let mut both = Both::default();
    for run in 0..runs {
        for mine in alternate(run) {
            let begun = Instant::now();
            if mine {
                let store = Store::open(folder).await?;
                look(&store, first).await?;
                both.ours.push(begun.elapsed());
                store.close().await;
            } else {
                let mut db = peer::connect(plain, Settings::AsOurs).await?;
                black_box(peer::page(&mut db, &Question::default(), SEEN).await?);
                both.plain.push(begun.elapsed());
                db.close().await?;
            }
        }
    }
    Ok(both)
}

async fn look(store: &Store, first: First) -> Result<()> {
    black_box(store.tenants().await?);
    match first {
        First::Entries => {
            black_box(store.ledger_newest(None, SEEN).await?);
        }
        First::Index => {
            let trail = store.audit_trail().await?;
            let page = trail.trail().ask(&Question::default(), None).page(PageFrom::Newest, SEEN as usize);
            black_box(store.audit_rows(&trail, &page.rows).await?);
        }
    }
    Ok(())
}
