//! Compiled snapshots and what was worked out from them, kept at hand.

use crate::desk::{Desk, heavy};
use crate::error::DeskError;
use crate::grid::Grid;
use crate::lru::Lru;
use crate::ops::list::{Found, Named, Table};
use crate::ops::search::Index;
use crate::wire::{Basis, ListKind};
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};
use steward_access::checks::{CheckInput, CheckOutcome, run_all};
use steward_access::{Access, Diff, Matrix, RowKind};
use steward_model::{Catalogue, ContentHash, Snapshot, Window};
use steward_pack::Pack;
use steward_store::{Packed, StoreError, TenantRow, TenantSnapshotRow};
use tokio::sync::OnceCell;

/// A compiled snapshot, once it is there.
type Slot = Arc<OnceCell<Arc<Compiled>>>;

/// What a list shows of every row, once it is worked out.
type TableSlot = Arc<OnceLock<Arc<Table>>>;

/// What the checks found, once they have run.
type OutcomesSlot = Arc<OnceLock<Arc<Vec<CheckOutcome>>>>;

/// What the rows of a list are called, once it is worked out.
type NamedSlot = Arc<OnceLock<Arc<Named>>>;

#[derive(Debug)]
pub(crate) struct Cache {
    compiled: Lru<(ContentHash, String), Slot>,
    packs: Lru<String, Arc<Pack>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { compiled: Lru::new(6), packs: Lru::new(6) }
    }
}

/// A snapshot under a pack, with what was worked out so far.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) hash: ContentHash,
    pub(crate) access: Arc<Access>,
    /// Moments at which an edge begins or ends: between two of them no decision changes.
    moments: Vec<Timestamp>,
    index: OnceLock<Index>,
    matrices: Lru<(RowKind, usize), Arc<Matrix>>,
    pub(crate) grids: Lru<String, Arc<Grid>>,
    named: Lru<ListKind, NamedSlot>,
    holders: Lru<usize, Arc<Vec<u32>>>,
    tables: Lru<(ListKind, usize), TableSlot>,
    pub(crate) lists: Lru<String, Arc<Found>>,
    diffs: Lru<(ContentHash, usize, usize), Arc<Diff>>,
    outcomes: Lru<(Option<ContentHash>, Timestamp), OutcomesSlot>,
}

impl Compiled {
    pub(crate) fn new(hash: ContentHash, snapshot: Snapshot, catalogue: Catalogue) -> Self {
        let moments = moments(&snapshot);
        let access = Arc::new(Access::compile(Arc::new(snapshot), Arc::new(catalogue)));
        Self {
            hash,
            access,
            moments,
            index: OnceLock::new(),
            matrices: Lru::new(6),
            grids: Lru::new(8),
            named: Lru::new(4),
            holders: Lru::new(6),
            tables: Lru::new(8),
            lists: Lru::new(16),
            diffs: Lru::new(2),
            outcomes: Lru::new(4),
        }
    }

    /// The stretch of time in which a moment lies and nothing changes.
    pub(crate) fn epoch(&self, at: Timestamp) -> usize {
        self.moments.partition_point(|moment| *moment <= at)
    }

    /// What there is to search; built at the first search.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.access))
    }

    /// Who holds what somewhere, kept per stretch of time.
    pub(crate) fn matrix(&self, rows: RowKind, at: Timestamp) -> Arc<Matrix> {
        let key = (rows, self.epoch(at));
        if let Some(kept) = self.matrices.get(&key) {
            return kept;
        }
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
        let matrix = Arc::new(self.access.matrix_threads(rows, at, threads));
        self.matrices.put(key, matrix.clone());
        matrix
    }

    /// How many active people hold each permission somewhere, kept per stretch of time.
    pub(crate) fn holders(&self, at: Timestamp) -> Arc<Vec<u32>> {
        let key = self.epoch(at);
        if let Some(kept) = self.holders.get(&key) {
            return kept;
        }
        let holders = Arc::new(self.matrix(RowKind::People, at).column_counts());
        self.holders.put(key, holders.clone());
        holders
    }

    /// Moments after one and up to another at which an edge begins or ends, in order.
    pub(crate) fn moments_between(&self, after: Timestamp, until: Timestamp) -> &[Timestamp] {
        let end = self.epoch(until);
        self.moments.get(self.epoch(after)..end).unwrap_or_default()
    }

    /// What the rows of a list are called.
    pub(crate) fn named(&self, kind: ListKind) -> Arc<Named> {
        let slot = self.named.get_or(&kind, NamedSlot::default);
        slot.get_or_init(|| Arc::new(Named::new(&self.access, kind))).clone()
    }

    /// What a list shows of every row, kept per stretch of time.
    pub(crate) fn table(&self, kind: ListKind, at: Timestamp) -> Arc<Table> {
        let slot = self.tables.get_or(&(kind, self.epoch(at)), TableSlot::default);
        slot.get_or_init(|| Arc::new(Table::new(self, kind, at))).clone()
    }

    /// What changed since an earlier snapshot, kept per stretch of time.
    pub(crate) fn changed_since(&self, before: &Self, at: Timestamp) -> Arc<Diff> {
        let key = (before.hash.clone(), before.epoch(at), self.epoch(at));
        if let Some(kept) = self.diffs.get(&key) {
            return kept;
        }
        let diff = Arc::new(steward_access::diff(&before.access, &self.access, at));
        self.diffs.put(key, diff.clone());
        diff
    }

    /// The moment some minutes coarser, for what counts in days, unless access changes in between.
    pub(crate) fn coarse(&self, at: Timestamp) -> Timestamp {
        let rounded = at.as_second() - at.as_second().rem_euclid(300);
        let coarse = Timestamp::from_second(rounded).unwrap_or(at);
        if self.epoch(coarse) == self.epoch(at) { coarse } else { at }
    }

    /// What the checks found. They count in days and hours, so a few minutes more or less change nothing.
    pub(crate) fn outcomes(&self, at: Timestamp, baseline: Option<&Self>) -> Arc<Vec<CheckOutcome>> {
        let at = self.coarse(at);
        let key = (baseline.map(|baseline| baseline.hash.clone()), at);
        let input =
            CheckInput { access: &self.access, at, baseline: baseline.map(|baseline| &*baseline.access) };
        let slot = self.outcomes.get_or(&key, OutcomesSlot::default);
        slot.get_or_init(|| Arc::new(run_all(&input))).clone()
    }
}

fn moments(snapshot: &Snapshot) -> Vec<Timestamp> {
    let windows = (snapshot.memberships.iter().map(|x| x.window))
        .chain(snapshot.assignments.iter().map(|x| x.window))
        .chain(snapshot.grants.iter().map(|x| x.window));
    let mut list: Vec<Timestamp> =
        windows.flat_map(|Window { since, until }| [since, until]).flatten().collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// A tenant that was read, ready to answer about a moment.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) row: TenantRow,
    /// The snapshot in force at the moment; it was last seen by the last reading up to then.
    pub(crate) current: TenantSnapshotRow,
    /// Newest first.
    pub(crate) snapshots: Vec<TenantSnapshotRow>,
    pub(crate) compiled: Arc<Compiled>,
    /// What an answer says of the reading that it rests on.
    pub(crate) basis: Basis,
}

impl Opened {
    pub(crate) fn access(&self) -> &Arc<Access> {
        &self.compiled.access
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        self.compiled.access.snapshot()
    }

    /// The baseline; none as of a moment when it was not read yet.
    pub(crate) fn baseline(&self) -> Option<&TenantSnapshotRow> {
        let newest = self.basis.next_read.is_none();
        let known = |row: &TenantSnapshotRow| newest || row.taken_at <= self.current.taken_at;
        self.snapshots.iter().find(|row| row.baseline && known(row))
    }
}

impl Desk {
    /// Asks for leave to look at a tenant, and makes it ready.
    pub(crate) async fn look(
        &self,
        name: &str,
        operation: &'static crate::operation::Operation,
    ) -> Result<Opened, DeskError> {
        Ok(self.look_at(name, operation, None).await?.0)
    }

    /// A tenant as it was last read.
    pub(crate) async fn opened(&self, row: TenantRow) -> Result<Opened, DeskError> {
        Ok(self.opened_at(row, None).await?.0)
    }

    /// The baseline of a tenant, compiled.
    pub(crate) async fn baseline(&self, opened: &Opened) -> Result<Option<Arc<Compiled>>, DeskError> {
        match opened.baseline() {
            Some(row) => Ok(Some(self.compiled(&opened.row, &row.hash).await?)),
            None => Ok(None),
        }
    }

    /// A snapshot under the tenant's pack. Two who ask at the same time wait for the same work.
    pub(crate) async fn compiled(
        &self,
        row: &TenantRow,
        hash: &ContentHash,
    ) -> Result<Arc<Compiled>, DeskError> {
        let pack = self.pack_of(row).await?;
        let key = (hash.clone(), pack.hash.clone());
        let slot = self.inner.cache.compiled.get_or(&key, Slot::default);
        Ok(slot.get_or_try_init(|| self.compile(hash, pack)).await?.clone())
    }

    /// The same for whoever looks through many: what is at hand is used, and what is not does not push out what is.
    pub(crate) async fn compiled_aside(
        &self,
        row: &TenantRow,
        hash: &ContentHash,
    ) -> Result<Arc<Compiled>, DeskError> {
        let pack = self.pack_of(row).await?;
        let kept = self.inner.cache.compiled.get(&(hash.clone(), pack.hash.clone()));
        match kept.and_then(|slot| slot.get().cloned()) {
            Some(compiled) => Ok(compiled),
            None => self.compile(hash, pack).await,
        }
    }

    async fn compile(&self, hash: &ContentHash, pack: Arc<Pack>) -> Result<Arc<Compiled>, DeskError> {
        let found = self.store().snapshot(hash).await?;
        let (hash, content) =
            found.ok_or_else(|| DeskError::Internal(format!("snapshot {} is gone", hash.short())))?;
        let compiled = heavy(move || {
            let snapshot = Packed::unpack(&hash, &content)?;
            Ok::<_, StoreError>(Compiled::new(hash, snapshot, pack.catalogue.clone()))
        });
        Ok(Arc::new(compiled.await??))
    }

    /// Keeps what was just read, so that the first look does not have to unpack it.
    pub(crate) fn keep_compiled(&self, compiled: Compiled, pack: &Pack) {
        let key = (compiled.hash.clone(), pack.hash.clone());
        let slot = OnceCell::new_with(Some(Arc::new(compiled)));
        self.inner.cache.compiled.put(key, Arc::new(slot));
    }

    /// Forgets everything that was worked out from snapshots, and what servers said.
    pub(crate) fn drop_compiled(&self) {
        self.inner.cache.compiled.clear();
        self.inner.finished.clear();
    }

    /// The pack of a tenant: one that comes with Steward, or the copy that was kept of a folder.
    pub(crate) async fn pack_of(&self, row: &TenantRow) -> Result<Arc<Pack>, DeskError> {
        let key = row.pack_hash.clone().unwrap_or_else(|| format!("builtin:{}", row.pack));
        if let Some(kept) = self.inner.cache.packs.get(&key) {
            return Ok(kept);
        }
        let pack = match &row.pack_hash {
            None => steward_pack::builtin(&row.pack),
            Some(hash) => match self.store().pack(hash).await? {
                Some(copy) => heavy(move || crate::kept::read(copy).map(|(pack, _)| pack)).await?,
                None => None,
            },
        };
        let pack = Arc::new(pack.ok_or_else(|| DeskError::NotFound {
            what: "pack",
            name: row.pack.clone(),
            near: steward_pack::builtin_ids().iter().map(|id| format!("`{id}`")).collect(),
        })?);
        self.inner.cache.packs.put(key, pack.clone());
        Ok(pack)
    }
}
