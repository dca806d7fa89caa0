-- The ledger takes the place of the record: entries as canonical bytes, chained, signed, provable. What the ledger says
-- is in the bytes alone; the columns beside them are taken from the bytes, to find entries by.

-- The record of before stays readable. Its rows are committed to by the first entry of the ledger, `ledger.begin`.
ALTER TABLE entries RENAME TO entries_before;

-- One log for each operator on their device: the key that signs it lies in the keyring of that operator.
CREATE TABLE ledger_logs (
    id       INTEGER PRIMARY KEY,
    -- `steward/<device>`: origin of its checkpoints and name of its key
    name     TEXT NOT NULL UNIQUE,
    operator TEXT NOT NULL UNIQUE,
    since    TEXT NOT NULL
) STRICT;

-- Public keys of a log, one after the other. Sizes are numbers of entries, inclusive.
CREATE TABLE ledger_keys (
    log        INTEGER NOT NULL REFERENCES ledger_logs (id),
    -- C2SP verifier key
    key        TEXT NOT NULL,
    -- where the private half is kept
    kept       TEXT NOT NULL CHECK (kept IN ('keyring', 'file')),
    from_size  INTEGER NOT NULL,
    -- nothing as long as it is in use
    until_size INTEGER,
    PRIMARY KEY (log, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_key_in_use ON ledger_keys (log) WHERE until_size IS NULL;

CREATE TABLE ledger_entries (
    -- in the order in which they were kept, over all logs; goes on where the record of before ends
    seq            INTEGER PRIMARY KEY,
    log            INTEGER NOT NULL REFERENCES ledger_logs (id),
    -- in its log, from zero
    number         INTEGER NOT NULL,
    hash           BLOB NOT NULL,
    bytes          BLOB NOT NULL,
    -- from here on taken from the bytes; microseconds since 1970
    at             INTEGER NOT NULL,
    who            TEXT NOT NULL,
    operation      TEXT NOT NULL,
    consequence    TEXT NOT NULL,
    tenant         TEXT,
    object_kind    TEXT,
    object_id      TEXT,
    surface        TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    outcome        TEXT NOT NULL,
    code           TEXT,
    correlation    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ledger_entries_by_number ON ledger_entries (log, number);
CREATE INDEX ledger_entries_by_tenant ON ledger_entries (tenant, seq);
CREATE INDEX ledger_entries_by_correlation ON ledger_entries (correlation);

-- Signed heads, one at the end of each transaction; two where one key takes over from another.
CREATE TABLE ledger_commits (
    id   INTEGER PRIMARY KEY,
    log  INTEGER NOT NULL REFERENCES ledger_logs (id),
    -- number of entries that it speaks of
    size INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_commits_by_size ON ledger_commits (log, size);

-- Signed roots of the tree. `nodes` are the roots of its complete subtrees, largest first, to go on from.
CREATE TABLE ledger_checkpoints (
    id    INTEGER PRIMARY KEY,
    log   INTEGER NOT NULL REFERENCES ledger_logs (id),
    size  INTEGER NOT NULL,
    -- that of the last entry it speaks of
    at    INTEGER NOT NULL,
    note  TEXT NOT NULL,
    nodes BLOB NOT NULL
) STRICT;
CREATE INDEX ledger_checkpoints_by_size ON ledger_checkpoints (log, size);

-- Personal values that entries commit to, with their salts: they can be erased, and every proof still holds.
CREATE TABLE withheld (
    log    INTEGER NOT NULL REFERENCES ledger_logs (id),
    number INTEGER NOT NULL,
    -- JSON pointer (RFC 6901) into the entry
    path   TEXT NOT NULL,
    salt   BLOB NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (log, number, path)
) STRICT, WITHOUT ROWID;

-- Which person of a tenant an entry speaks of; can be erased. Operators are in `operators`, whose ids are pseudonyms.
CREATE TABLE pseudonyms (
    pseudonym TEXT PRIMARY KEY NOT NULL,
    tenant    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    UNIQUE (tenant, subject)
) STRICT, WITHOUT ROWID;

-- Snapshots that somebody was taken out of, and what took their place: entries name the old addresses for ever.
CREATE TABLE snapshot_successors (
    hash      TEXT PRIMARY KEY NOT NULL,
    successor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_successors_by_successor ON snapshot_successors (successor);

-- Work that reached out of this machine and has not ended. The holder is a file that its process keeps locked.
CREATE TABLE open_intents (
    correlation TEXT PRIMARY KEY NOT NULL,
    holder      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names that tenants have or had: entries name tenants by id, and people do not.
CREATE TABLE tenant_names (
    id   TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL COLLATE NOCASE
) STRICT, WITHOUT ROWID;
CREATE INDEX tenant_names_by_name ON tenant_names (name);
INSERT INTO tenant_names (id, name) SELECT id, name FROM tenants;

CREATE TRIGGER ledger_entries_are_not_changed BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_entries_are_not_removed BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_commits_are_not_changed BEFORE UPDATE ON ledger_commits
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_commits_are_not_removed BEFORE DELETE ON ledger_commits
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_checkpoints_are_not_changed BEFORE UPDATE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_checkpoints_are_not_removed BEFORE DELETE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
-- a key that went out of use stays out of use
CREATE TRIGGER ledger_keys_are_not_changed BEFORE UPDATE ON ledger_keys
WHEN OLD.until_size IS NOT NULL OR NEW.until_size IS NULL
    OR NEW.log <> OLD.log OR NEW.key <> OLD.key OR NEW.from_size <> OLD.from_size
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_keys_are_not_removed BEFORE DELETE ON ledger_keys
BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
