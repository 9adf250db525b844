-- One journal on several computers (src/sync/, src/store/shared/). All of these are empty until a folder is named.

-- This computer's part: who writes, the folder, and what was last written there.
CREATE TABLE sync_me (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    writer   TEXT NOT NULL,
    was      TEXT,
    clock    INTEGER NOT NULL,
    lies     TEXT,
    meant    TEXT,
    key      TEXT NOT NULL,
    key_file BLOB NOT NULL,
    locked   INTEGER NOT NULL CHECK (locked IN (0, 1)),
    folder   TEXT NOT NULL,
    called   TEXT NOT NULL,
    synced   INTEGER
) STRICT;

-- By record ("entry/<id>"): when it was written and by whom; `rest` has the fields and removals that differ.
CREATE TABLE sync_stamp (
    key    TEXT PRIMARY KEY,
    clock  INTEGER NOT NULL,
    writer TEXT NOT NULL,
    rest   TEXT CHECK (rest IS NULL OR json_valid(rest))
) STRICT, WITHOUT ROWID;

-- This computer's pieces, by the first key of each; `dirty` counts the writes since it was last written out.
CREATE TABLE sync_piece (
    lo    TEXT PRIMARY KEY,
    name  TEXT,
    dirty INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- The other computers, with the hash of the manifest that was read to the end.
CREATE TABLE sync_other (
    writer   TEXT PRIMARY KEY,
    called   TEXT NOT NULL,
    manifest TEXT,
    clock    INTEGER NOT NULL,
    heard    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Their pieces that were read.
CREATE TABLE sync_seen (
    writer TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (writer, name)
) STRICT, WITHOUT ROWID;

-- What was said once: that a write did not stand.
CREATE TABLE sync_told (
    key    TEXT NOT NULL,
    clock  INTEGER NOT NULL,
    writer TEXT NOT NULL,
    PRIMARY KEY (key, clock, writer)
) STRICT, WITHOUT ROWID;

-- Fields, and whole records, that this version does not know: passed on as they came.
CREATE TABLE sync_parked (
    key    TEXT PRIMARY KEY,
    fields TEXT NOT NULL CHECK (json_valid(fields))
) STRICT, WITHOUT ROWID;
