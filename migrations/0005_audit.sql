-- The audit cache: events of tenants' own logs beside Steward's own entries, under one index.

-- One row. Numbers of rows are given once and never again, to events and to entries of the ledger alike.
CREATE TABLE audit_state (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    -- keys the hashes by which an event is known again
    key      BLOB NOT NULL,
    -- the next number
    next_row INTEGER NOT NULL,
    -- `seq` of the last entry of the ledger that is in the blocks; later ones have the numbers from `next_row` on
    indexed  INTEGER NOT NULL,
    -- `seq` of the last entry whose words are in `audit_text`
    texts    INTEGER NOT NULL,
    -- grows with every change of words, blocks or batches
    version  INTEGER NOT NULL
) STRICT;
INSERT INTO audit_state (id, key, next_row, indexed, texts, version) VALUES (1, randomblob(32), 0, 0, 0, 0);

-- Which numbers stand for which entries of the ledger: `count` of them, from `seq` on.
CREATE TABLE audit_own (
    row   INTEGER PRIMARY KEY,
    seq   INTEGER NOT NULL UNIQUE,
    count INTEGER NOT NULL
) STRICT;

-- Events that were read in together. They have the numbers from `first` on.
CREATE TABLE audit_batches (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant      TEXT NOT NULL,
    -- without its folder
    file        TEXT NOT NULL,
    mapping     TEXT NOT NULL,
    at          TEXT NOT NULL,
    first       INTEGER NOT NULL,
    events      INTEGER NOT NULL,
    -- how many of them were removed since: of those nothing but the leaf is left, or nothing at all when all are gone
    removed     INTEGER NOT NULL DEFAULT 0,
    bytes       INTEGER NOT NULL,
    -- of the tree of RFC 9162 over the events
    root        BLOB NOT NULL,
    -- roots of its complete subtrees of 1024 leaves, to make proofs without reading all leaves
    nodes       BLOB NOT NULL,
    -- of the entry of the ledger that seals it
    correlation TEXT NOT NULL
) STRICT;
CREATE INDEX audit_batches_by_tenant ON audit_batches (tenant, id);

CREATE TABLE audit_events (
    row    INTEGER PRIMARY KEY,
    -- keyed hash of tenant, origin and id
    dedupe BLOB UNIQUE,
    -- SHA-256(0x00 || canonical bytes)
    leaf   BLOB NOT NULL,
    -- length and zstd of the canonical bytes; nothing once it was removed
    body   BLOB
) STRICT;

-- Personal values that events commit to, with their salts: they can be erased, and every proof still holds.
CREATE TABLE audit_withheld (
    row   INTEGER NOT NULL,
    -- place of the commitment in the event
    part  INTEGER NOT NULL,
    salt  BLOB NOT NULL,
    -- a JSON object in its canonical form
    value TEXT NOT NULL,
    PRIMARY KEY (row, part)
) STRICT, WITHOUT ROWID;

-- Words of the index, column by column, in order of their codes: a JSON list from the code `first` on.
CREATE TABLE audit_words (
    list  TEXT NOT NULL,
    first INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (list, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_blocks (
    id    INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

-- Words of events and entries, personal ones too, by number of row; the texts themselves are not kept twice.
CREATE VIRTUAL TABLE audit_text USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
-- bytes that are gathered before they are written: fewer and larger pieces make a large file quick to read in
INSERT INTO audit_text (audit_text, rank) VALUES ('hashsize', 33554432);

CREATE TABLE audit_questions (
    id     INTEGER PRIMARY KEY,
    -- nothing when about all
    tenant TEXT,
    name   TEXT NOT NULL COLLATE NOCASE,
    text   TEXT NOT NULL,
    by     TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX audit_questions_by_name ON audit_questions (coalesce(tenant, ''), name);

-- One row, when it was set.
CREATE TABLE audit_retention (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    days INTEGER,
    mib  INTEGER
) STRICT;

-- One row: how the last verification ended.
CREATE TABLE audit_verified (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    at      TEXT NOT NULL,
    holds   INTEGER NOT NULL CHECK (holds IN (0, 1)),
    faults  INTEGER NOT NULL,
    entries INTEGER NOT NULL
) STRICT;

-- The entry that commits to the record of before is found without looking at all others.
CREATE INDEX ledger_entries_that_begin ON ledger_entries (operation) WHERE operation = 'ledger.begin';
