"""A journal that two computers share: killed at every system call of a write and its sync, and every call failing in
turn. What was said to be saved is on both in the end, and both are equal."""

import os
import random
import re
import shutil
import sqlite3

from .failing_syscalls import CHANGING, injected
from .harness import SAVED, Lost, evenly, spread

# What fails in turn, and how.
FAILING = {
    "openat": "EACCES", "write": "ENOSPC", "pwrite64": "ENOSPC", "fsync": "EIO", "fdatasync": "EIO",
    "rename": "EACCES", "unlink": "EACCES", "mkdir": "EACCES", "read": "EIO", "getdents64": "EIO",
}
WRITE = ("log", "note new")


def pair(harness):
    """The folder of two journals and of what they share."""
    desk = harness.desk()
    shared = desk.path("shared")
    os.mkdir(shared)
    ana, ben = desk.fresh("ana.cuebook"), desk.path("ben.cuebook")
    desk.ok(ana, "sync", shared, "--yes")
    desk.ok(ben, "log", "note of ben")
    desk.ok(ben, "sync", shared, "--yes")
    desk.ok(ana, "sync")
    return desk.folder


def moved(desk):
    """The journals know the folder where it lies now."""
    journals = desk.path("ana.cuebook"), desk.path("ben.cuebook")
    for journal in journals:
        with sqlite3.connect(journal) as file:
            file.execute("UPDATE sync_me SET folder = ?", (desk.path("shared"),))
        file.close()
    # Each is known here as the writer it was.
    for journal in journals:
        desk.ok(journal, "sync")
    return journals


def calls_of(harness, like, calls, most, begin=None):
    """Which calls of a write and its sync, or of a beginning, reach the folder."""
    desk = harness.desk(like)
    ana, act = (desk.path("ana.cuebook"), begin(desk)) if begin else (moved(desk)[0], WRITE)
    trace = desk.root + "/trace-shared"
    known = ",".join(f"?{call}" for call in calls)
    desk.run(ana, *act, before=("strace", "-f", "-y", "-e", f"trace={known}", "-o", trace))
    found, seen = {}, {}
    with open(trace, errors="replace") as lines:
        for line in lines:
            call = re.match(r"(\d+) +(\w+)\(", line)
            if call:
                seen[call.groups()] = seen.get(call.groups(), 0) + 1
                if desk.folder in line:
                    found.setdefault(call.group(2), []).append(seen[call.groups()])
    desk.clear()
    return [(call, when) for call in calls for when in evenly(found.get(call, []), most)]


def equal_in_the_end(desk, ana, ben, done):
    for journal in (ana, ben, ana):
        desk.ok(journal, "sync")
    here, there = desk.notes(ana), desk.notes(ben)
    if here != there:
        raise Lost(f"the two differ: {sorted(here ^ there)}")
    if not {"old0", "old1", "old2", "of ben"} <= here:
        raise Lost("an entry of before is gone")
    if SAVED in done.stdout and "new" not in there:
        raise Lost("it said saved, and the other computer never got it")
    desk.sound(ana)
    desk.sound(ben)
    parts = [name for name in desk.files() if name.endswith(".part")]
    if parts:
        raise Lost(f"half a file is left behind: {parts[0]}")


def tried_at(harness, calls, what, row):
    like = pair(harness)
    points = calls_of(harness, like, calls, None if harness.long else (harness.most or 8))

    def one(desk, point):
        ana, ben = moved(desk)
        done = desk.run(ana, *WRITE, before=injected(point, what(point)))
        equal_in_the_end(desk, ana, ben, done)

    spread(harness, like, points, one)
    harness.row(row, len(points), "both equal, nothing lost")


def killed(harness):
    tried_at(harness, CHANGING, lambda _: "signal=KILL", "kill -9 at a system call of a write and its sync")


def failing(harness):
    tried_at(harness, list(FAILING), lambda point: f"error={FAILING[point[0]]}", "a system call of a write and its sync fails")


def beginning(harness):
    """Sharing begun, killed or with a call failing: shared, or not and with nothing left in the folder; then again."""
    desk = harness.desk()
    desk.fresh("ana.cuebook")
    os.mkdir(desk.path("shared"))
    like, tried = desk.folder, 0
    for calls, what in ((CHANGING, lambda _: "signal=KILL"), (list(FAILING), lambda point: f"error={FAILING[point[0]]}")):
        args = lambda desk: ("sync", desk.path("shared"), "--yes")
        points = calls_of(harness, like, calls, None if harness.long else (harness.most or 8), begin=args)

        def one(desk, point):
            ana, ben, shared = desk.path("ana.cuebook"), desk.path("ben.cuebook"), desk.path("shared")
            done = desk.run(ana, *args(desk), before=injected(point, what(point)))
            with sqlite3.connect(ana) as file:
                is_shared = file.execute("SELECT count(*) FROM sync_me").fetchone()[0] == 1
            file.close()
            left = [name for name in desk.files() if name.startswith(shared) and not name.endswith("tried.part")]
            if done.returncode == 1 and left and not is_shared:
                raise Lost(f"it said {done.stderr}, and left {left}")
            desk.ok(ana, *args(desk))
            desk.ok(ben, "log", "note of ben")
            desk.ok(ben, *args(desk))
            equal_in_the_end(desk, ana, ben, done)

        spread(harness, like, points, one)
        tried += len(points)
    harness.row("sharing begun, killed or with a call failing", tried, "shared, or not at all; then with another computer")


def hanging(harness):
    """The folder does not answer for eight seconds: what was saved is said at once, and that it was not sent."""
    like = pair(harness)
    tried = 0
    for call in ("statx", "openat", "fsync", "mkdir", "getdents64"):
        desk = harness.desk(like)
        ana, ben = moved(desk)
        trace = desk.root + "/trace-hanging"
        desk.run(ana, *WRITE, before=("strace", "-f", "-y", "-e", f"trace=?{call}", "-o", trace))
        with open(trace, errors="replace") as lines:
            found = {path for line in lines for path in re.findall(r'[<"](/[^>"]*/shared[^>"]*)[>"]', line)}
        lasting = [path for path in found if os.path.exists(path) and not path.endswith((".piece", ".part"))]
        if not lasting:
            desk.clear()
            continue
        held = [part for path in lasting for part in ("-P", path)]
        late = ("strace", "-f", "-o", "/dev/null", *held, "-e", f"inject=?{call}:delay_enter=8000000")
        done = desk.run(ana, *WRITE, before=late)
        if SAVED not in done.stdout or "does not answer" not in done.stderr:
            raise Lost(f"{call} hangs: {done.stdout}{done.stderr}")
        tried += 1
        equal_in_the_end(desk, ana, ben, done)
        desk.clear()
    if not tried:
        raise Lost("no call into the folder was found")
    harness.row("the folder does not answer while something is saved", tried, "said at once, sent the next time")


def hanging_sync(harness):
    """The folder does not answer for three quarters of a minute: `sync` says so, and gives up with an exit status."""
    like = pair(harness)
    desk = harness.desk(like)
    ana, ben = moved(desk)
    manifests = [path for path in desk.files() if path.endswith("/manifest")]
    held = [part for path in manifests for part in ("-P", os.path.join(desk.folder, path))]
    late = ("strace", "-f", "-o", "/dev/null", *held, "-e", "inject=openat:delay_enter=45000000")
    done = desk.run(ana, "sync", before=late)
    if done.returncode != 1 or "does not answer yet" not in done.stderr or "did not answer within" not in done.stderr:
        raise Lost(f"{done.returncode}: {done.stdout}{done.stderr}")
    equal_in_the_end(desk, ana, ben, done)
    desk.clear()
    harness.row("the folder does not answer a sync", 1, "said, and given up after half a minute")


def restored(harness):
    """The journal is put back to an earlier file again and again, on one computer and on the other."""
    desk = harness.desk(pair(harness))
    journals = moved(desk)
    draw, sent, backups, restores = random.Random(22), set(), {}, 0
    while restores < 100:
        at = draw.randrange(2)
        journal = journals[at]
        act = draw.randrange(4)
        if act == 0:
            backups[at] = desk.copy(journal, f"backup{at}")
        elif act == 1 and at in backups:
            shutil.copyfile(backups[at], journal)
            desk.ok(journal, "sync", "--new")
            restores += 1
        else:
            note = f"note {len(sent)}"
            desk.ok(journal, "log", f"note {note}")
            sent.add(note)
    for journal in journals * 2:
        desk.ok(journal, "sync")
    here, there = (desk.notes(journal) for journal in journals)
    if here != there or not sent <= here:
        raise Lost(f"lost {sorted(sent - here)}, {sorted(sent - there)}; they differ by {sorted(here ^ there)}")
    folders = os.listdir(os.path.join(desk.path("shared"), "cuebook"))
    if len(folders) != 2:
        raise Lost(f"folders of journals that were replaced stay behind: {folders}")
    harness.row("a journal put back to an earlier file between syncs", restores, f"{len(sent)} notes on both, none lost")
