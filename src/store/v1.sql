-- The first schema. Released schemas are never edited; a later one is another file and another row in schema.rs.
--
-- Times are seconds since 1970 in UTC, with the offset (seconds east) of the clock they were lived by beside them.
-- Codes are those of assets/; their words are never stored. `detail` holds the kind's own fields as JSON.

CREATE TABLE baby (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    name   TEXT,
    born   TEXT,
    due    TEXT,
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE carer (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    name            TEXT,
    hidden_checkins INTEGER NOT NULL DEFAULT 0 CHECK (hidden_checkins IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE own_cue (
    code    TEXT PRIMARY KEY,
    words   TEXT NOT NULL,
    points  TEXT,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    baby     BLOB,
    date     TEXT NOT NULL,
    span     TEXT NOT NULL CHECK (span IN ('day', 'night')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind         TEXT NOT NULL,
    baby         BLOB,
    carer        BLOB NOT NULL,
    at           INTEGER NOT NULL,
    at_offset    INTEGER NOT NULL,
    until        INTEGER,
    until_offset INTEGER,
    open         INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
    note         TEXT,
    detail       TEXT NOT NULL CHECK (json_valid(detail)),
    rev          INTEGER NOT NULL DEFAULT 1,
    made         INTEGER NOT NULL,
    changed      INTEGER NOT NULL,
    CHECK ((until IS NULL) = (until_offset IS NULL))
) STRICT;

CREATE INDEX entry_at ON entry (at, id);
CREATE INDEX entry_kind_at ON entry (kind, at, id);
-- What a look back of 48 hours would miss, and what is under way.
CREATE INDEX entry_long ON entry (at) WHERE until - at > 172800;
CREATE INDEX entry_open ON entry (at) WHERE open = 1;

CREATE TABLE history (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    title   TEXT NOT NULL,
    made    INTEGER NOT NULL,
    run     BLOB NOT NULL CHECK (length(run) = 16),
    machine TEXT NOT NULL,
    state   TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    undone  INTEGER
) STRICT;

CREATE TABLE history_edit (
    history INTEGER NOT NULL REFERENCES history (id) ON DELETE CASCADE,
    n       INTEGER NOT NULL,
    record  TEXT NOT NULL,
    key     TEXT NOT NULL,
    before  TEXT CHECK (before IS NULL OR json_valid(before)),
    after   TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (history, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    slot    TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_valid(content)),
    made    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The views: any SQLite tool reads the journal through these without knowing the JSON. Clock times are as lived.

CREATE VIEW massage AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       datetime(e.at + e.at_offset, 'unixepoch') AS began,
       datetime(e.until + e.until_offset, 'unixepoch') AS ended_at,
       (e.until - e.at) / 60 AS minutes,
       detail ->> '$.not_today' AS not_today,
       detail ->> '$.touch' AS touch, detail ->> '$.asked' AS asked,
       detail ->> '$.before' AS before, detail ->> '$.after' AS after,
       detail ->> '$.areas' AS areas, detail ->> '$.strokes' AS strokes,
       detail ->> '$.ended' AS how_it_ended, detail ->> '$.oil' AS oil,
       detail ->> '$.felt_before' AS felt_before, detail ->> '$.felt_after' AS felt_after,
       e.note AS note
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'massage';

CREATE VIEW cue_seen AS
SELECT hex(e.id) AS entry, e.kind AS kind, b.name AS baby, c.name AS carer,
       datetime(e.at + e.at_offset, 'unixepoch') AS entry_began,
       m.value ->> '$.at' AS moment_at, m.key AS moment,
       cue.value AS cue, m.value ->> '$.area' AS area, m.value ->> '$.meant' AS meant,
       m.value ->> '$.did' AS did, m.value ->> '$.helped' AS helped,
       coalesce(e.detail ->> '$.state', e.detail ->> '$.before') AS state,
       e.detail ->> '$.doing' AS doing
FROM entry e
JOIN json_each(e.detail, '$.moments') m
JOIN json_each(m.value, '$.cues') cue
LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind IN ('cue', 'massage');

CREATE VIEW sleep AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer,
       CASE WHEN detail ->> '$.night' IS NULL THEN datetime(e.at + e.at_offset, 'unixepoch') END AS began,
       datetime(e.until + e.until_offset, 'unixepoch') AS ended,
       (e.until - e.at) / 60 AS minutes,
       detail ->> '$.about' AS about, detail ->> '$.settled' AS settled, detail ->> '$.wakings' AS wakings,
       detail ->> '$.nap' AS nap, detail ->> '$.night' AS night, detail ->> '$.words' AS words,
       e.note AS note
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'sleep';

CREATE VIEW checkin AS
SELECT hex(e.id) AS id, c.name AS carer, datetime(e.at + e.at_offset, 'unixepoch') AS at,
       detail ->> '$.felt' AS felt, detail ->> '$.energy' AS energy, detail ->> '$.feelings' AS feelings,
       detail ->> '$.sure' AS sure, detail ->> '$.company' AS company, e.note AS note
FROM entry e LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'checkin';

CREATE VIEW note AS
SELECT hex(e.id) AS id, b.name AS baby, c.name AS carer, datetime(e.at + e.at_offset, 'unixepoch') AS at,
       coalesce(detail ->> '$.for_visit', 0) AS for_visit, e.note AS note
FROM entry e LEFT JOIN baby b ON b.id = e.baby LEFT JOIN carer c ON c.id = e.carer
WHERE e.kind = 'note';
