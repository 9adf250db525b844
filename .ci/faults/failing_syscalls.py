"""Killed at every system call of a write and of an import, every call failing in turn, a full disk and a slow one."""

import re
import subprocess

from .harness import SAVED, Lost, evenly, spread

# What changes a file. The program uses some of them only.
CHANGING = (
    "openat pwrite64 write fdatasync fsync ftruncate unlink unlinkat rename renameat2 link linkat mkdir mkdirat "
    "fchmod fchown copy_file_range sendfile"
).split()
# What may fail, and how.
FAILING = {
    "openat": "EACCES",
    "pwrite64": "ENOSPC",
    "write": "EIO",
    "fdatasync": "EIO",
    "fsync": "EIO",
    "ftruncate": "EIO",
    "pread64": "EIO",
    "read": "EIO",
    "fcntl": "EIO",
    "flock": "EWOULDBLOCK",
    "unlink": "EACCES",
    "rename": "EACCES",
    "link": "EPERM",
    "linkat": "EPERM",
    "mkdir": "EACCES",
    "fchmod": "EPERM",
    "fchown": "EPERM",
    "copy_file_range": "EIO",
    "fstat": "EIO",
    "newfstatat": "EACCES",
    "mmap": "ENOMEM",
}


def traceable():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def points(harness, like, calls, most, journal, *args, **more):
    """Which calls of a command reach its folder: pairs of a call and its number among those of its name."""
    desk = harness.desk(like)
    trace = desk.root + "/trace"
    known = ",".join(f"?{call}" for call in calls)
    before = ("strace", "-f", "-y", "-e", f"trace={known}", "-o", trace)
    desk.run(desk.path(journal), *(arg.format(desk.folder) for arg in args), before=before, **more)
    found, seen = {}, {}
    with open(trace, errors="replace") as lines:
        for line in lines:
            call = re.match(r"(\d+) +(\w+)\(", line)
            if not call:
                continue
            seen[call.groups()] = seen.get(call.groups(), 0) + 1
            if desk.folder in line:
                found.setdefault(call.group(2), []).append(seen[call.groups()])
    desk.clear()
    return [(call, when) for call in calls for when in evenly(found.get(call, []), most)]


def injected(point, what):
    """Runs a command with one of its calls taken over."""
    call, when = point
    inject = f"inject={call}:{what}:when={when}"
    return ("strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)


def entry(harness):
    """The folder of a journal with three entries."""
    desk = harness.desk()
    desk.fresh("try.cuebook")
    return desk.folder


def failing(harness):
    """Every call that touches a file fails once, each in its turn."""
    like = entry(harness)
    args = ("log", "note new")

    def one(desk, point):
        journal = desk.path("try.cuebook")
        done = desk.run(journal, *args, before=injected(point, f"error={FAILING[point[0]]}"))
        notes = desk.notes(journal)
        if not {"old0", "old1", "old2"} <= notes:
            raise Lost("an entry of before is gone")
        if SAVED in done.stdout and "new" not in notes:
            raise Lost("it said kept and it is not there")
        desk.sound(journal)
        desk.ok(journal, "log", "note after")
        return done.returncode != 0

    tried = points(harness, like, FAILING, None, "try.cuebook", *args)
    refused = sum(spread(harness, like, tried, one))
    harness.row("a system call of a write fails, each in its turn", len(tried), f"{refused} refused with a sentence, nothing lost")


def loading(harness):
    """What the loader and the runtime ask for fails: they may not live through it, the journal must."""
    like = entry(harness)
    tried = [(call, when) for call in ("mmap", "read", "openat", "fstat", "newfstatat") for when in range(1, 13)]

    def one(desk, point):
        journal = desk.path("try.cuebook")
        before = injected(point, f"error={FAILING[point[0]]}")
        subprocess.run([*before, *desk.command(journal, "log", "note new")], env=desk.env(), capture_output=True, timeout=60)
        if not {"old0", "old1", "old2"} <= desk.notes(journal):
            raise Lost("an entry of before is gone")
        desk.sound(journal)

    spread(harness, like, tried, one)
    harness.row("what the loader asks for fails", len(tried), "nothing lost")


def entry_killed(harness):
    like = entry(harness)
    args = ("log", "note new")

    def one(desk, point):
        journal = desk.path("try.cuebook")
        desk.run(journal, *args, before=injected(point, "signal=KILL"))
        if not {"old0", "old1", "old2"} <= desk.notes(journal):
            raise Lost("an entry of before is gone")
        desk.sound(journal)
        desk.ok(journal, "log", "note after")

    tried = points(harness, like, CHANGING, None, "try.cuebook", *args)
    spread(harness, like, tried, one)
    harness.row("kill -9 at every system call of a write", len(tried), "one whole journal each time")


def archive(harness):
    """A journal of three entries and an archive of sixty, in one folder."""
    desk = harness.desk()
    desk.fresh("try.cuebook")
    many = desk.path("many.cuebook")
    for n in range(60):
        desk.ok(many, "log", f"note other{n}")
    desk.ok(many, "export", "--out", desk.path("archive.json"))
    return desk.folder


IMPORT = ("import", "{}/archive.json", "--yes")


def come_in(desk, done):
    """All of an import or nothing."""
    journal = desk.path("try.cuebook")
    notes = desk.notes(journal)
    came = sum(note.startswith("other") for note in notes)
    if came not in (0, 60) or not {"old0", "old1", "old2"} <= notes:
        raise Lost(f"{came} of 60 came in")
    if done.returncode == 0 and came != 60:
        raise Lost("it said they came in, and they did not")
    if done.returncode == 1 and came and "othing" in done.stderr:
        raise Lost(f"they came in, and it says: {done.stderr}")
    desk.sound(journal)
    return done.returncode == 1


def import_killed(harness):
    like = archive(harness)

    def one(desk, point):
        args = [arg.format(desk.folder) for arg in IMPORT]
        come_in(desk, desk.run(desk.path("try.cuebook"), *args, before=injected(point, "signal=KILL")))

    tried = points(harness, like, CHANGING, None if harness.long else 40, "try.cuebook", *IMPORT)
    spread(harness, like, tried, one)
    harness.row("kill -9 at every system call of an import", len(tried), "all or nothing each time")


def import_failing(harness):
    like = archive(harness)

    def one(desk, point):
        args = [arg.format(desk.folder) for arg in IMPORT]
        before = injected(point, f"error={FAILING[point[0]]}")
        return come_in(desk, desk.run(desk.path("try.cuebook"), *args, before=before))

    calls = [call for call in CHANGING if call in FAILING] + ["flock"]
    tried = points(harness, like, calls, None if harness.long else 40, "try.cuebook", *IMPORT)
    refused = sum(spread(harness, like, tried, one))
    harness.row("a system call of an import fails", len(tried), f"{refused} refused with a sentence, all or nothing")


def full(harness):
    """No room from some write on, for good."""
    like = entry(harness)
    args = ("log", "note new")

    def one(desk, point):
        journal = desk.path("try.cuebook")
        done = desk.run(journal, *args, before=injected(point, "error=ENOSPC"))
        notes = desk.notes(journal)
        if done.returncode == 0 or "new" in notes or not {"old0", "old1", "old2"} <= notes:
            raise Lost(f"{done.stdout}{done.stderr}{notes}")
        if "full" not in done.stderr:
            raise Lost(f"it says: {done.stderr}")
        desk.sound(journal)

    tried = [(call, f"{when}+") for call, when in points(harness, like, ["pwrite64"], None, "try.cuebook", *args)]
    spread(harness, like, tried, one)
    harness.row("disk full from some write on", len(tried), "refused, nothing lost")


def slow(harness):
    journal = harness.desk().fresh("slow.cuebook")
    inject = "inject=fdatasync,fsync:delay_enter=300000"
    before = ("strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", inject)
    harness.ok(journal, "log", "note new", before=before)
    if "new" not in harness.notes(journal):
        raise Lost("the entry is not there")
    harness.row("a disk that takes 0.3 s a sync", 1, "kept")
