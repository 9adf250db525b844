"""What other programs put at the journal's place: a rollback file of an earlier moment, another version written into the
file, a schema with more in it than ours.
"""

import os
import shutil
import sqlite3

from .failing_syscalls import injected, points
from .harness import SAVED, Lost


def stale_rollback(harness):
    """Sync tools carry `-journal` apart from the file: SQLite replays it over all that was kept since."""
    like = harness.desk()
    like.fresh("try.cuebook")
    args = ("log", "note cut")
    before = [point for point in points(harness, like.folder, ["ftruncate"], None, "try.cuebook", *args)]
    tried = silent = 0
    for point in before:
        desk = harness.desk(like.folder)
        journal = desk.path("try.cuebook")
        desk.run(journal, *args, before=injected(point, "signal=KILL"))
        left = journal + "-journal"
        if not os.path.exists(left) or not os.path.getsize(left):
            continue
        shutil.copy(left, desk.path("aside"))
        said = {f"later{n}" for n in range(5)}
        for word in sorted(said):
            desk.ok(journal, "log", f"note {word}")
        # What is there when the file is carried apart from it, and nobody opens it in between.
        shutil.copy(desk.path("aside"), left)
        done = desk.run(journal, "list")
        tried += 1
        if done.returncode == 0 and not said <= desk.notes(journal):
            silent += 1
    if silent:
        raise Lost(f"{silent} of {tried}: a rollback file of an earlier moment was replayed without a word")
    harness.row("a rollback file of an earlier moment", tried, "all there, or refused with a sentence")


def written_into(harness):
    """Another version of the journal copied into the file between two commands."""
    desk = harness.desk()
    journal = desk.fresh("try.cuebook")
    other = desk.copy(journal, "other.cuebook")
    desk.ok(journal, "log", "note here")
    desk.ok(other, "log", "note there")
    shutil.copyfile(other, journal)
    desk.ok(journal, "log", "note after")
    desk.sound(journal)
    if {"there", "after"} - desk.notes(journal):
        raise Lost(f"it lists {desk.notes(journal)}")
    harness.row("another version written into the file", 1, "written on, whole")


def foreign_schema(harness):
    """A trigger that eats what is kept must not run, nor go unnoticed."""
    eaters = (
        "CREATE TRIGGER eat AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE id = NEW.id; END",
        "CREATE TRIGGER eat BEFORE INSERT ON history BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TABLE stash (words); CREATE TRIGGER stash AFTER UPDATE ON entry BEGIN INSERT INTO stash VALUES (OLD.note); END",
    )
    for sql in eaters:
        desk = harness.desk()
        journal = desk.fresh("try.cuebook")
        conn = sqlite3.connect(journal)
        conn.executescript(sql)
        conn.close()
        done = desk.run(journal, "log", "note new")
        if SAVED in done.stdout:
            conn = sqlite3.connect(journal)
            there = conn.execute("SELECT count(*) FROM entry WHERE note = 'new'").fetchone()[0]
            conn.close()
            if not there:
                raise Lost("it said kept, and a trigger ate it")
    harness.row("triggers in the file", len(eaters), "refused, or kept")
