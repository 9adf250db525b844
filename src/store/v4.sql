-- Which journal this is, and how many changes it holds: what tells a journal from another in its place, and from an
-- earlier one of its own.

CREATE TABLE journal (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    changes INTEGER NOT NULL CHECK (changes >= 0)
) STRICT, WITHOUT ROWID;

-- A new journal gets an identity of its own. One that was there gets the one its copies of earlier formats are known
-- by: the run of the program that wrote its first change.
INSERT INTO journal (id, changes) SELECT
    coalesce((SELECT run FROM history ORDER BY id LIMIT 1), (SELECT min(id) FROM carer), randomblob(16)),
    coalesce((SELECT max(id) FROM history), 0);
