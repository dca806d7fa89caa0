-- The first schema of a workspace. Times are RFC 3339 in UTC; lists and documents are JSON.

-- 'STWD': tells a workspace from any other SQLite file
PRAGMA application_id = 1398036292;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- people who use Steward; the record names them by id only
CREATE TABLE operators (
    id      TEXT PRIMARY KEY NOT NULL,
    os_user TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    roles   TEXT NOT NULL,
    since   TEXT NOT NULL
) STRICT;

-- every policy set that was ever in force; the one with the highest version is
CREATE TABLE policy_sets (
    version INTEGER PRIMARY KEY,
    hash    TEXT NOT NULL,
    text    TEXT NOT NULL,
    set_by  TEXT NOT NULL,
    set_at  TEXT NOT NULL
) STRICT;

-- files of packs that came from a folder, so that a tenant can be read without it
CREATE TABLE packs (
    hash  TEXT PRIMARY KEY NOT NULL,
    id    TEXT NOT NULL,
    files BLOB NOT NULL
) STRICT;

CREATE TABLE tenants (
    id           TEXT PRIMARY KEY NOT NULL,
    name         TEXT NOT NULL UNIQUE COLLATE NOCASE,
    display_name TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('practice', 'scim', 'file')),
    environment  TEXT NOT NULL CHECK (environment IN ('live', 'sandbox', 'practice')),
    address      TEXT NOT NULL,
    -- how it is read again; never a token
    source       TEXT NOT NULL,
    -- id of a built-in pack, or the folder it was read from
    pack         TEXT NOT NULL,
    -- set when the pack came from a folder
    pack_hash    TEXT REFERENCES packs (hash),
    added_at     TEXT NOT NULL
) STRICT;

-- content of tenants, by the hash of its canonical bytes; zstd
CREATE TABLE snapshots (
    hash    TEXT PRIMARY KEY NOT NULL,
    content BLOB NOT NULL,
    bytes   INTEGER NOT NULL,
    counts  TEXT NOT NULL
) STRICT;

-- which tenant looked like what, and when; one row as long as the content stays the same
CREATE TABLE tenant_snapshots (
    id       INTEGER PRIMARY KEY,
    tenant   TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    hash     TEXT NOT NULL REFERENCES snapshots (hash),
    taken_at TEXT NOT NULL,
    seen_at  TEXT NOT NULL,
    baseline INTEGER NOT NULL DEFAULT 0 CHECK (baseline IN (0, 1))
) STRICT;
CREATE INDEX tenant_snapshots_by_tenant ON tenant_snapshots (tenant, id);
CREATE INDEX tenant_snapshots_by_hash ON tenant_snapshots (hash);
CREATE UNIQUE INDEX one_baseline ON tenant_snapshots (tenant) WHERE baseline = 1;

-- how reading a tenant ended, good or bad
CREATE TABLE attempts (
    id             INTEGER PRIMARY KEY,
    tenant         TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    at             TEXT NOT NULL,
    ok             INTEGER NOT NULL CHECK (ok IN (0, 1)),
    error          TEXT,
    problems       TEXT NOT NULL,
    problems_total INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_tenant ON attempts (tenant, id);

-- what an interrupted read had already; lets the next one go on
CREATE TABLE partial_reads (
    tenant TEXT PRIMARY KEY NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    at     TEXT NOT NULL,
    state  BLOB NOT NULL
) STRICT;

CREATE TABLE dismissals (
    tenant  TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    key     TEXT NOT NULL,
    reason  TEXT NOT NULL,
    by      TEXT NOT NULL REFERENCES operators (id),
    at      TEXT NOT NULL,
    -- a date; from then on the finding is open again
    returns TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE first_seen (
    tenant TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    key    TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;

-- the record: what operators did and were refused. Tenants are kept by name, because they can be removed.
CREATE TABLE entries (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    at             TEXT NOT NULL,
    operator       TEXT NOT NULL,
    operation      TEXT NOT NULL,
    consequence    TEXT NOT NULL,
    tenant         TEXT NOT NULL,
    object         TEXT NOT NULL,
    surface        TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    policies       TEXT NOT NULL,
    outcome        TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed', 'intent')),
    detail         TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_tenant ON entries (tenant COLLATE NOCASE, seq);

CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the record cannot be changed'); END;
CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the record cannot be changed'); END;
