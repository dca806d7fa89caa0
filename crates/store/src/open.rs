//! Opening a workspace: folder, file, schema, copy before an upgrade.

use crate::erase::remove_unfinished;
use crate::tables::ledger_logs::Tips;
use crate::{FILE, Result, StoreError};
use jiff::Timestamp;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, Row, Sqlite, SqlitePool};
use std::path::{Path, PathBuf};
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// `STWD`, as the first migration writes it.
const APPLICATION_ID: i64 = 1_398_036_292;

/// Folder for copies, in the folder of the workspace.
const BACKUPS: &str = "backups";

/// How long a write waits for another program.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one waits that can be done without.
const BRIEFLY: Duration = Duration::from_millis(100);

/// An open workspace. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
    /// For writes: one connection, made when it is first needed. Only one can write at a time, and what it wrote last it
    /// does not have to read again.
    writer: SqlitePool,
    /// The same for writes that do not wait.
    brief: SqlitePool,
    tips: Tips,
    folder: PathBuf,
    read_only: bool,
}

/// A copy of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyRow {
    /// Where it is.
    pub path: PathBuf,
    /// When it was last written; nothing when the system does not say.
    pub written: Option<Timestamp>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Size of the file with its log, in bytes.
    pub bytes: u64,
    /// Snapshots over all tenants.
    pub snapshots: u64,
    /// Entries of the record.
    pub entries: u64,
}

/// How the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Schema of the file.
    pub schema: i64,
    /// Size of the database in bytes.
    pub bytes: u64,
    /// What SQLite's quick check complains about; empty when sound.
    pub damage: Vec<String>,
    /// Copies made before upgrades, by name.
    pub backups: Vec<String>,
}

impl Store {
    /// Opens the workspace in a folder, and makes folder and file when they are not there: 0700 and 0600. One that is
    /// there and cannot be written is opened to be read.
    ///
    /// # Errors
    /// When the folder or file cannot be made, is locked, damaged, not a workspace, or of a later version.
    pub async fn open(folder: &Path) -> Result<Self> {
        Self::open_with(folder, None).await
    }

    /// Opens a workspace whose database cannot grow past some pages: a full disk, for tests.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[doc(hidden)]
    pub async fn open_limited(folder: &Path, pages: u32) -> Result<Self> {
        Self::open_with(folder, Some(pages)).await
    }

    async fn open_with(folder: &Path, pages: Option<u32>) -> Result<Self> {
        make_folder(folder)?;
        let file = folder.join(FILE);
        let place = folder.to_path_buf();
        let alone = tokio::task::spawn_blocking(move || stand_alone(&place)).await;
        let alone = alone.map_err(|error| StoreError::content("the workspace", error))?;
        let _alone = match alone {
            Err(StoreError::ReadOnly { .. }) if bytes_of(&file) > 0 => {
                return Self::open_read_only(folder).await;
            }
            alone => alone?,
        };
        let existed = bytes_of(&file) > 0;
        make_file(&file)?;
        let mut options = options_for(&file);
        if let Some(pages) = pages {
            options = options.pragma("max_page_count", pages.to_string());
        }
        let fail = |error| StoreError::from_sqlx(error, folder);

        // a look at it first, so that somebody else's database is never written to
        let mut connection = SqliteConnection::connect_with(&options).await.map_err(fail)?;
        if existed {
            inspect(&mut connection, &file).await?;
        }
        prepare(&mut connection, folder, existed).await?;
        connection.close().await.map_err(fail)?;

        let options = options.journal_mode(SqliteJournalMode::Wal);
        let pool = connections(4).connect_with(options.clone()).await.map_err(fail)?;
        let writer = connections(1).connect_lazy_with(options.clone());
        let brief = connections(1).connect_lazy_with(options.busy_timeout(BRIEFLY));
        let tips = Tips::default();
        Ok(Self { pool, writer, brief, tips, folder: folder.to_path_buf(), read_only: false })
    }

    /// Opens a workspace to be read, such as one on a medium that cannot be written. Nothing in its folder is changed.
    ///
    /// # Errors
    /// When there is none, it is damaged or of another version, or a program that was ended has left changes beside the
    /// file that only one who may write can put in.
    pub async fn open_read_only(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        let fail = |error| StoreError::from_sqlx(error, folder);
        // beside a file that nobody has open lies no log of changes, and SQLite cannot make one here; where one lies,
        // there may be somebody who writes
        let changes = folder.join(format!("{FILE}-wal"));
        let shared = changes.exists() && folder.join(format!("{FILE}-shm")).exists();
        let alone = !shared && bytes_of(&changes) == 0;
        let options = options_for(&file).read_only(true).immutable(alone);
        let mut connection = SqliteConnection::connect_with(&options).await.map_err(fail)?;
        inspect(&mut connection, &file).await?;
        let schema = schema_of(&mut connection).await.map_err(fail)?;
        connection.close().await.map_err(fail)?;
        if schema != latest() {
            // it would have to be brought up to date
            return Err(StoreError::ReadOnly { path: folder.to_path_buf() });
        }
        let pool = connections(4).connect_with(options.clone()).await.map_err(fail)?;
        let writer = connections(1).connect_lazy_with(options);
        let (brief, tips) = (writer.clone(), Tips::default());
        Ok(Self { pool, writer, brief, tips, folder: folder.to_path_buf(), read_only: true })
    }

    /// Whether it was opened to be read, because nothing can be written there.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Folder of the workspace.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) const fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    pub(crate) fn error(&self, error: sqlx::Error) -> StoreError {
        StoreError::from_sqlx(error, &self.folder)
    }

    /// Begins to write. Other writers wait from here on, so it should not last.
    ///
    /// # Errors
    /// When another program holds the file.
    pub async fn write(&self) -> Result<Write> {
        self.begin(&self.writer).await
    }

    /// The same for what can wait or be done without: nobody is waited for who writes just now.
    ///
    /// # Errors
    /// When another program holds the file, or it cannot be written.
    pub async fn write_at_once(&self) -> Result<Write> {
        self.begin(&self.brief).await
    }

    async fn begin(&self, pool: &SqlitePool) -> Result<Write> {
        if self.read_only {
            // SQLite would begin, and refuse the first statement that writes
            return Err(StoreError::ReadOnly { path: self.folder.clone() });
        }
        let connection = pool.acquire().await.map_err(|error| self.error(error))?;
        // from here on whoever goes away in the middle leaves no transaction behind
        let mut write =
            Write { connection, ended: false, tips: self.tips.clone(), folder: self.folder.clone() };
        write.run("BEGIN IMMEDIATE").await?;
        Ok(write)
    }

    /// How the file is: SQLite's quick check, which reads all of it once.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub async fn health(&self) -> Result<Health> {
        let fail = |error| self.error(error);
        let mut connection = self.pool.acquire().await.map_err(fail)?;
        let damage = quick_check(&mut connection).await.map_err(fail)?;
        let schema = schema_of(&mut connection).await.map_err(fail)?;
        let bytes = bytes_of(&self.folder.join(FILE));
        let mut backups: Vec<String> = std::fs::read_dir(self.backups())
            .map(|list| list.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect())
            .unwrap_or_default();
        backups.sort_unstable();
        Ok(Health { schema, bytes, damage, backups })
    }

    /// Copies the database into `backups`, under a name that is free.
    ///
    /// # Errors
    /// When there is no room or the folder cannot be written.
    pub async fn back_up(&self) -> Result<PathBuf> {
        let fail = |error| self.error(error);
        let mut connection = self.pool.acquire().await.map_err(fail)?;
        let schema = schema_of(&mut connection).await.map_err(fail)?;
        back_up(&mut connection, &self.folder, schema).await
    }

    /// Folder into which copies go that are made before an upgrade.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        self.folder.join(BACKUPS)
    }

    /// Copies the database to a file that is not there yet, 0600, and returns its size in bytes. The file is
    /// complete or not there. The folder of copies is made when it is missing, no other is.
    ///
    /// # Errors
    /// When there is no room or the file cannot be written.
    pub async fn back_up_to(&self, target: &Path) -> Result<u64> {
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let aside = target.with_file_name(format!(".{name}.part"));
        // what an interrupted copy left behind
        let _ = std::fs::remove_file(&aside);
        let bytes = self.copy_to(&aside).await?;
        std::fs::rename(&aside, target).map_err(|source| {
            let _ = std::fs::remove_file(&aside);
            refused(target, source)
        })?;
        Ok(bytes)
    }

    /// Copies the database to a file that is not there yet, 0600, sees that it is on the disk, and returns its size in
    /// bytes. The folder of copies is made when it is missing, no other is. A copy that fails leaves no file.
    ///
    /// # Errors
    /// When there is no room or the file cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<u64> {
        if file.parent() == Some(self.backups().as_path()) {
            make_folder(&self.backups())?;
        }
        let mut connection = self.pool.acquire().await.map_err(|error| self.error(error))?;
        let copied = copy_into(&mut connection, file).await;
        if copied.is_err() {
            // it lets go of what it wrote
            let _ = connection.close().await;
        }
        copied.and_then(|()| synced(file)).inspect_err(|_| remove_unfinished(file))
    }

    /// Copies in the folder of copies, in no order.
    #[must_use]
    pub fn copies(&self) -> Vec<CopyRow> {
        let entries = std::fs::read_dir(self.backups()).into_iter().flatten().flatten();
        entries
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "db"))
            .filter_map(|entry| {
                let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                let written = meta.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
                Some(CopyRow { path: entry.path(), written, bytes: meta.len() })
            })
            .collect()
    }

    /// How much is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn kept(&self) -> Result<Kept> {
        let fail = |error| self.error(error);
        let mut connection = self.pool.acquire().await.map_err(fail)?;
        let snapshots =
            number(&mut connection, "SELECT count(*) FROM tenant_snapshots").await.map_err(fail)?;
        let entries = "SELECT (SELECT count(*) FROM ledger_entries) + (SELECT count(*) FROM entries_before)";
        let entries = number(&mut connection, entries).await.map_err(fail)?;
        let size = |name: String| bytes_of(&self.folder.join(name));
        Ok(Kept {
            bytes: size(FILE.to_owned()) + size(format!("{FILE}-wal")),
            snapshots: u64::try_from(snapshots).unwrap_or(0),
            entries: u64::try_from(entries).unwrap_or(0),
        })
    }

    /// 16 hexadecimal digits that nobody can guess, for ids.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn random_id(&self) -> Result<String> {
        sqlx::query_scalar("SELECT lower(hex(randomblob(8)))")
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.error(error))
    }

    /// Writes the file anew without what was erased from it, and empties its log of changes. What was erased before
    /// version 4 of the schema can lie in free pages until then. Returns whether nothing of it is left: another program
    /// that reads at this moment keeps the old bytes in the log of changes.
    ///
    /// # Errors
    /// When there is no room, or the file cannot be written.
    pub async fn scrub(&self) -> Result<bool> {
        let fail = |error| self.error(error);
        let mut connection = self.pool.acquire().await.map_err(fail)?;
        sqlx::query("VACUUM").execute(&mut *connection).await.map_err(fail)?;
        let busy = number(&mut connection, "PRAGMA wal_checkpoint(TRUNCATE)").await.map_err(fail)?;
        Ok(busy == 0)
    }

    /// Waits for what is going on and closes the file.
    pub async fn close(&self) {
        self.brief.close().await;
        self.writer.close().await;
        self.pool.close().await;
    }
}

/// A transaction that is being written. Dropped without a commit, nothing of it is kept.
#[derive(Debug)]
pub struct Write {
    connection: PoolConnection<Sqlite>,
    /// Whether it was kept.
    ended: bool,
    tips: Tips,
    folder: PathBuf,
}

impl Write {
    pub(crate) const fn tips(&self) -> &Tips {
        &self.tips
    }

    pub(crate) fn db(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    pub(crate) fn error(&self, error: sqlx::Error) -> StoreError {
        StoreError::from_sqlx(error, &self.folder)
    }

    /// Keeps what was written without an entry: only for what can be computed again.
    ///
    /// # Errors
    /// When the disk is full or the file cannot be written any more; then nothing was kept.
    pub async fn commit_unrecorded(mut self) -> Result<()> {
        self.end().await
    }

    /// Keeps what was written, unless its last statement did.
    pub(crate) async fn end(&mut self) -> Result<()> {
        if !self.ended {
            self.run("COMMIT").await?;
            self.ended = true;
        }
        Ok(())
    }

    /// Says that the last statement ended the transaction.
    pub(crate) const fn has_ended(&mut self) {
        self.ended = true;
    }

    async fn run(&mut self, statement: &'static str) -> Result<()> {
        let done = sqlx::query(statement).execute(self.db()).await;
        done.map(drop).map_err(|error| self.error(error))
    }
}

impl Drop for Write {
    fn drop(&mut self) {
        if !self.ended {
            // SQLite rolls back what a connection leaves open when it is closed
            self.connection.close_on_drop();
        }
    }
}

/// Rows that SQLite reads ahead of whoever takes them.
const ROWS: usize = 8_000;

/// Most of the database that a connection holds in memory, in KiB: the upper pages of the trees of a large one.
const CACHE: &str = "-8192";

/// How the file is opened by whoever opens it.
fn options_for(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .synchronous(SqliteSynchronous::Full)
        // whoever reads a page does not make SQLite wait in the middle of it
        .row_buffer_size(ROWS)
        .pragma("cache_size", CACHE)
        // what is erased leaves no bytes behind in the file
        .pragma("secure_delete", "ON")
}

/// At most so many connections.
fn connections(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .acquire_timeout(PATIENCE * 2)
        // a file does not hang up
        .test_before_acquire(false)
}

/// How large a file is; zero when there is none.
fn bytes_of(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |meta| meta.len())
}

pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| refused(folder, source))
}

/// Makes the file. One that is there is never opened here: closing it again would drop the locks (POSIX advisory
/// locks belong to the process) that SQLite holds on it for another part of this program.
pub(crate) fn make_file(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(source) if source.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(refused(file.parent().unwrap_or(file), source))
        }
        _ => Ok(()),
    }
}

/// Waits until nobody else is opening this workspace: two who make it or bring it up to date at the same moment
/// would see each other's half-done work. The lock ends with the returned file.
fn stand_alone(folder: &Path) -> Result<std::fs::File> {
    lock_file(folder, "steward.lock", PATIENCE)
}

/// Waits until no other program holds the lock of this name. It ends with the returned file.
pub(crate) fn lock_file(folder: &Path, name: &str, patience: Duration) -> Result<std::fs::File> {
    let file = folder.join(name);
    make_file(&file)?;
    let lock =
        std::fs::OpenOptions::new().write(true).open(&file).map_err(|source| refused(folder, source))?;
    let begun = std::time::Instant::now();
    loop {
        match lock.try_lock() {
            Err(std::fs::TryLockError::WouldBlock) if begun.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(StoreError::Locked { path: folder.to_path_buf() });
            }
            // some network shares cannot lock; SQLite's own locks still keep the content whole
            Err(std::fs::TryLockError::Error(_)) | Ok(()) => return Ok(lock),
        }
    }
}

pub(crate) fn refused(path: &Path, source: std::io::Error) -> StoreError {
    let path = path.to_path_buf();
    match source.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { path }
        }
        std::io::ErrorKind::StorageFull => StoreError::Full { path },
        _ => StoreError::Folder { path, source },
    }
}

/// Refuses what is not a workspace or of a later version, without writing.
async fn inspect(connection: &mut SqliteConnection, file: &Path) -> Result<()> {
    let folder = file.parent().unwrap_or(file);
    let fail = |error| StoreError::from_sqlx(error, folder);
    let id: i64 = number(connection, "PRAGMA application_id").await.map_err(fail)?;
    if id != APPLICATION_ID {
        let tables: i64 = number(connection, "SELECT count(*) FROM sqlite_schema").await.map_err(fail)?;
        if tables > 0 || id != 0 {
            return Err(StoreError::NotAWorkspace { path: file.to_path_buf() });
        }
        return Ok(());
    }
    let found = schema_of(connection).await.map_err(fail)?;
    let known = latest();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

/// Brings the schema up to date. An existing file is checked and copied first.
async fn prepare(connection: &mut SqliteConnection, folder: &Path, existed: bool) -> Result<()> {
    let fail = |error| StoreError::from_sqlx(error, folder);
    let schema = if existed { schema_of(connection).await.map_err(fail)? } else { 0 };
    if schema == latest() {
        return Ok(());
    }
    if schema > 0 {
        let damage = quick_check(connection).await.map_err(fail)?;
        if let Some(found) = damage.into_iter().next() {
            return Err(StoreError::Damaged { path: folder.join(FILE), found });
        }
        back_up(connection, folder, schema).await?;
    }
    match MIGRATIONS.run_direct(None, connection, false).await {
        Ok(()) => Ok(()),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => Err(fail(error)),
        Err(other) => Err(StoreError::content("the schema", other)),
    }
}

/// A copy under a name that is free: `backups/steward-<schema>-<n>.db`.
async fn back_up(connection: &mut SqliteConnection, folder: &Path, schema: i64) -> Result<PathBuf> {
    let backups = folder.join(BACKUPS);
    make_folder(&backups)?;
    let free = (1_u32..)
        .map(|n| backups.join(format!("steward-{schema}-{n}.db")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| backups.join("steward.db"));
    copy_into(connection, &free).await.inspect_err(|_| remove_unfinished(&free))?;
    Ok(free)
}

/// Copies into a file that is not there yet.
async fn copy_into(connection: &mut SqliteConnection, file: &Path) -> Result<()> {
    // SQLite writes into an empty file, which is ours alone already
    make_file(file).map_err(|error| not_copied(file, error))?;
    sqlx::query("VACUUM INTO ?")
        .bind(file.to_string_lossy().into_owned())
        .execute(connection)
        .await
        .map_err(|error| not_copied(file, StoreError::from_sqlx(error, file.parent().unwrap_or(file))))?;
    tracing::info!(copy = %file.display(), "workspace copied");
    Ok(())
}

/// What keeps a copy from being written lies where it goes, not in the workspace.
fn not_copied(file: &Path, error: StoreError) -> StoreError {
    let source = match error {
        StoreError::Full { .. } => std::io::Error::from(std::io::ErrorKind::StorageFull),
        StoreError::ReadOnly { .. } => std::io::ErrorKind::PermissionDenied.into(),
        StoreError::Disk { source, .. } => std::io::Error::other(source),
        StoreError::Folder { source, .. } => source,
        other => return other,
    };
    StoreError::Copy { path: file.to_path_buf(), source }
}

/// Makes sure that a copy is on the disk; returns its size in bytes.
fn synced(file: &Path) -> Result<u64> {
    let fail = |source| not_copied(file, refused(file, source));
    let copy = std::fs::OpenOptions::new().write(true).open(file).map_err(fail)?;
    copy.sync_all().map_err(fail)?;
    Ok(copy.metadata().map_err(fail)?.len())
}

/// Schema this program writes.
fn latest() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

async fn schema_of(connection: &mut SqliteConnection) -> std::result::Result<i64, sqlx::Error> {
    let there = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    if number(connection, there).await? == 0 {
        return Ok(0);
    }
    number(connection, "SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success").await
}

async fn number(
    connection: &mut SqliteConnection,
    sql: &'static str,
) -> std::result::Result<i64, sqlx::Error> {
    sqlx::query(sql).fetch_one(connection).await?.try_get(0)
}

async fn quick_check(connection: &mut SqliteConnection) -> std::result::Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query("PRAGMA quick_check(20)").fetch_all(connection).await?;
    Ok(rows.iter().filter_map(|row| row.try_get::<String, _>(0).ok()).filter(|text| text != "ok").collect())
}
