"""A journal of every earlier format, opened by this program, which upgrades it: killed at every system call, every call
failing in turn, the power cut at every sync. Its entries are all there each time.
"""

import glob
import json
import os
import sqlite3

from .failing_syscalls import CHANGING, FAILING, injected, points
from .harness import SAVED, Lost, spread
from .power_cut import JOURNAL, after_cuts, recorded

FIXTURES = os.path.join(os.path.dirname(__file__), "..", "..", "tests", "data", "journal-v*.sql")
ARGS = ("log", "note new")


def earlier(harness):
    """For each format but the newest: its number and a folder with a journal of it, made without this program."""
    for fixture in sorted(glob.glob(FIXTURES))[:-1]:
        desk = harness.desk()
        conn = sqlite3.connect(desk.path(JOURNAL))
        with open(fixture) as script:
            conn.executescript(script.read())
        conn.close()
        os.chmod(desk.path(JOURNAL), 0o600)
        yield os.path.basename(fixture)[len("journal-v") : -len(".sql")], desk.folder


def entries(desk):
    listed = json.loads(desk.ok(desk.path(JOURNAL), "list", "--json"))["entries"]
    return {entry["id"]: entry for entry in listed if entry.get("note") != "new"}, len(listed)


def version(desk):
    conn = sqlite3.connect(f"file:{desk.path(JOURNAL)}?mode=ro", uri=True)
    try:
        return conn.execute("PRAGMA user_version").fetchone()[0]
    finally:
        conn.close()


def whole(harness, like):
    """A check that all entries of the folder's journal are there, and the new one where it was said to be kept."""
    before = harness.desk(like)
    old, count = entries(before)
    if not old:
        raise Lost(f"the journal in {like} lists nothing")

    def check(desk, said):
        now, listed = entries(desk)
        desk.sound(desk.path(JOURNAL))
        if now != old:
            raise Lost(f"of {len(old)} entries it lists {len(now)}, or other ones")
        if SAVED in said and listed != count + 1:
            raise Lost("it said kept and it is not there")
        if version(desk) != version(before):
            raise Lost("it was opened, and is not upgraded")
        desk.ok(desk.path(JOURNAL), "log", "note after")

    return check


def killed(harness):
    tried = 0
    for _, like in earlier(harness):
        check = whole(harness, like)

        def one(desk, point, check=check):
            done = desk.run(desk.path(JOURNAL), *ARGS, before=injected(point, "signal=KILL"))
            check(desk, done.stdout)

        found = points(harness, like, CHANGING, None if harness.long else 12, JOURNAL, *ARGS)
        spread(harness, like, found, one)
        tried += len(found)
    harness.row("kill -9 at the system calls of an upgrade", tried, "all entries, upgraded at the next opening")


def failing(harness):
    tried = refused = 0
    for _, like in earlier(harness):
        check = whole(harness, like)

        def one(desk, point, check=check):
            done = desk.run(desk.path(JOURNAL), *ARGS, before=injected(point, f"error={FAILING[point[0]]}"))
            check(desk, done.stdout)
            return done.returncode != 0

        calls = [call for call in CHANGING if call in FAILING] + ["flock", "pread64"]
        found = points(harness, like, calls, None if harness.long else 12, JOURNAL, *ARGS)
        refused += sum(spread(harness, like, found, one))
        tried += len(found)
    harness.row("a system call of an upgrade fails", tried, f"{refused} refused with a sentence, nothing lost")


def power_cut(harness):
    for number, like in earlier(harness):
        after_cuts(harness, f"the upgrade from format {number}", recorded(harness, like, ARGS), 14, whole(harness, like))
