"""Work that puts a whole new file in the journal's place, or makes a copy of it: locking, sealing, restoring, backing up.

Killed or refused at any call, exactly one whole journal is there that opens with the old passphrase or the new one, or
with none, and lists what it listed; so is every copy; nothing half made stays; no word lies open beside a lock or seal.
"""

import os
import sqlite3
from dataclasses import dataclass, field

from .harness import NOW, PLAIN, Lost, bytes_of, spread
from .failing_syscalls import CHANGING, FAILING, injected, points

WORD = "quillwort"
OLD, NEW, SEAL = "the old long passphrase", "another long passphrase", "only for my own eyes"
JOURNAL = "try.cuebook"
BACKUPS = JOURNAL + ".backups"
# What `backup` makes beside the journal.
MADE = "try-2026-11-22.cuebook"
# What an error says when it left the journal alone.
UNTOUCHED = ("othing was changed", "itself is as it was")


@dataclass
class Work:
    """A sub-command and what its folder is like before it."""

    name: str
    args: tuple
    text: str = ""
    before: tuple = ()
    keys: tuple = ()
    # Whether the word may lie in no file once the journal looks so.
    hides: object = None
    base: str = None
    notes: list = field(default_factory=list)
    may_become: list = field(default_factory=list)


LOCK = ("lock", "--passphrase-fd", "0")
SEALING = ("--carer", "Me", "--seal-fd", "0")
ALL = (
    Work("lock", LOCK, f"{NEW}\n", keys=(NEW,), hides="lock"),
    Work("lock --change", (*LOCK, "--change"), f"{OLD}\n{NEW}\n", ((LOCK, f"{OLD}\n"),), (NEW, OLD), "lock"),
    Work("unlock", ("unlock", "--passphrase-fd", "0"), f"{OLD}\n", ((LOCK, f"{OLD}\n"),), (OLD,)),
    Work("seal", ("seal", "--yes", *SEALING), f"{SEAL}\n", hides="seal"),
    Work("unseal", ("unseal", *SEALING), f"{SEAL}\n", ((("seal", "--yes", *SEALING), f"{SEAL}\n"),)),
    Work("restore", ("restore", "{}/older.cuebook", "--yes")),
    Work("backup", ("backup",)),
)


def prepare(harness, work):
    """A journal with copies of two days, an older copy to restore, and words that no one else may read."""
    desk = harness.desk()
    journal = desk.path(JOURNAL)
    for n in range(2):
        desk.ok(journal, "log", f"okay; note {WORD} {n}", now=f"2026-11-21T1{n}:00:00+00:00")
    if work.name == "restore":
        desk.ok(journal, "backup", desk.path("older.cuebook"))
    # The second day's copy is there already, so that it is not made half-way.
    desk.ok(journal, "log", f"okay; note {WORD} today")
    for args, text in work.before:
        desk.ok(journal, *args, text=text)
    work.base = desk.folder
    work.notes = desk.opened(journal, work.keys)
    work.may_become = [work.notes]
    if work.name == "restore":
        work.may_become.append(desk.held(desk.path("older.cuebook")))
    return desk.folder


def seals(file):
    """What stands in a file of sealed carers; nothing when there is none."""
    conn = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return conn.execute("SELECT count(*) FROM setting WHERE name = 'seals'").fetchone()[0]
    finally:
        conn.close()


def turned(desk, work):
    """Whether the journal is what the work makes of it."""
    journal = desk.path(JOURNAL)
    head = bytes_of(journal)[:16]
    if work.name == "lock":
        return head != PLAIN
    if work.name == "unlock":
        return head == PLAIN
    if work.name == "seal":
        return seals(journal) == 1
    if work.name == "unseal":
        return seals(journal) == 0
    if work.name == "backup":
        return os.path.exists(desk.path(MADE))
    return bytes_of(journal) != bytes_of(os.path.join(work.base, JOURNAL))


def hidden(desk, work, when, said=""):
    """No word lies open in the folder, but in a copy that could not be read (to SQLite a read that fails is damage) and
    was named as left."""
    if not work.hides or not turned(desk, work) and work.name != "lock --change":
        return
    for file in desk.files():
        left = f"{os.path.basename(file)} has another passphrase, or is damaged, so we left it."
        if WORD.encode() in bytes_of(file) and left not in said:
            raise Lost(f"{when} the words lie open in {os.path.relpath(file, desk.folder)}")


def sealed(work):
    return work.name in ("seal", "unseal")


def as_listed(work, notes, what):
    """What is sealed lists without its words."""
    fits = [len(old) == len(notes) if sealed(work) else old == notes for old in work.may_become]
    if not any(fits):
        raise Lost(f"{what} lists {notes}")


def copies(desk, work):
    """Each copy is a whole one; those that were there still are."""
    folder = desk.path(BACKUPS)
    for name in os.listdir(os.path.join(work.base, BACKUPS)):
        file, before = os.path.join(folder, name), os.path.join(work.base, BACKUPS, name)
        if not os.path.exists(file):
            raise Lost(f"the copy {name} is gone")
        if bytes_of(file) != bytes_of(before):
            held, old = desk.held(file, work.keys), desk.held(before, work.keys)
            if len(held) != len(old) or not sealed(work) and held != old:
                raise Lost(f"the copy {name} lists {held}")
    for name in set(os.listdir(folder)) - set(os.listdir(os.path.join(work.base, BACKUPS))):
        as_listed(work, desk.held(os.path.join(folder, name), work.keys), name)
    made = desk.path(MADE)
    if os.path.exists(made):
        as_listed(work, desk.held(made, work.keys), "what was backed up")


def whole(desk, work, said=""):
    """One whole journal, whole copies, nothing half made."""
    journal = desk.path(JOURNAL)
    hidden(desk, work, "before the next opening", said)
    notes = desk.opened(journal, work.keys)
    if notes is None:
        raise Lost("the journal opens with neither passphrase")
    as_listed(work, notes, "the journal")
    halves = [file for file in desk.files() if "cuebook-part" in file]
    if halves:
        raise Lost(f"half made and still there: {[os.path.relpath(half, desk.folder) for half in halves]}")
    copies(desk, work)
    hidden(desk, work, "after the next opening", said)


def run(desk, work, before):
    args = [arg.format(desk.folder) for arg in work.args]
    return desk.run(desk.path(JOURNAL), *args, text=work.text, before=before, now=NOW)


def most(harness, work):
    """How many calls of a name are tried: making a key takes a while."""
    if harness.long or harness.most:
        return harness.most
    return 6 if work.name in ("restore", "backup") else 3


def killed(harness, work):
    like = prepare(harness, work)

    def one(desk, point):
        run(desk, work, injected(point, "signal=KILL"))
        whole(desk, work)

    tried = points(harness, like, CHANGING, most(harness, work), JOURNAL, *work.args, text=work.text)
    spread(harness, like, tried, one)
    harness.row(f"kill -9 at the system calls of `{work.name}`", len(tried), "one whole journal, whole copies")


def refused(harness, work):
    like = prepare(harness, work)

    def one(desk, point):
        done = run(desk, work, injected(point, f"error={FAILING[point[0]]}"))
        did = turned(desk, work)
        if done.returncode == 0 and not did:
            raise Lost(f"it ended well and did nothing: {done.stdout}")
        if done.returncode and did and work.name != "backup" and any(word in done.stderr for word in UNTOUCHED):
            raise Lost(f"it was done, and it says: {done.stderr}")
        whole(desk, work, done.stdout)
        return done.returncode != 0

    calls = [call for call in CHANGING if call in FAILING] + ["flock", "pread64"]
    tried = points(harness, like, calls, most(harness, work), JOURNAL, *work.args, text=work.text)
    said = sum(spread(harness, like, tried, one))
    harness.row(f"a system call of `{work.name}` fails", len(tried), f"{said} refused with a sentence, nothing lost")
