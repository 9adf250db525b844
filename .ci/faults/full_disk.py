"""A disk that is really full."""

import os
import subprocess

from .harness import Lost, bytes_of
from .whole_file_rewrites import JOURNAL, NEW, WORD

SIZE = 1024
# What is tried with so many KB left, and whether it makes a key, which takes a while.
TRIED = (
    ("log", ("log", "note new"), ""),
    ("import", ("import", "{}/archive.json", "--yes"), ""),
    ("backup", ("backup", "{}/disk/made.cuebook"), ""),
    ("export", ("export", "--out", "{}/disk/made.json"), ""),
    ("lock", ("lock", "--passphrase-fd", "0"), f"{NEW}\n"),
)


def mounted(disk):
    """A small disk of its own; none where that is not allowed."""
    os.mkdir(disk)
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}k", "cuebook-faults", disk]
        return subprocess.run(mount, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def unmounted(disk):
    if subprocess.run(["umount", disk], capture_output=True).returncode != 0:
        subprocess.run(["umount", "-l", disk], capture_output=True)


def full_disk(harness):
    desk = harness.desk()
    disk = desk.path("disk")
    if not mounted(disk):
        print("  left out, as no disk may be mounted here: a disk that is really full")
        return
    try:
        desk.fresh(JOURNAL)
        many = desk.path("many.cuebook")
        for n in range(30):
            desk.ok(many, "log", f"note other{n} " + "word " * 40)
        desk.ok(many, "export", "--out", desk.path("archive.json"))
        for name, args, text in TRIED:
            with_little_room(harness, desk, disk, name, args, text)
        filling_up(harness, desk, disk)
    finally:
        unmounted(disk)


def emptied(desk, disk):
    """Nothing lies on the disk, and no journal is missed there."""
    desk.expect_nothing()
    for at, folders, names in os.walk(disk, topdown=False):
        for name in names:
            os.remove(os.path.join(at, name))
        for name in folders:
            os.rmdir(os.path.join(at, name))


def fill(disk, left):
    """Takes all the room but so many KB."""
    found = os.statvfs(disk)
    room = found.f_bavail * found.f_frsize - left * 1024
    with open(os.path.join(disk, "filler"), "wb") as out:
        out.write(b"\xff" * max(room, 0))


def with_little_room(harness, desk, disk, name, args, text):
    """The same work, with a little more room each time."""
    whole = range(0, 480, 4) if harness.long else range(0, 400, 40 if name == "lock" else 16)
    # The first pages of a journal are the ones that most room is asked for.
    steps = sorted({*whole, 4, 8, 12})
    refused = 0
    for left in steps:
        emptied(desk, disk)
        subprocess.run(["cp", "-r", desk.path(JOURNAL), desk.path(JOURNAL + ".backups"), disk], check=True)
        fill(disk, left)
        journal = os.path.join(disk, JOURNAL)
        done = desk.run(journal, *(arg.format(desk.folder) for arg in args), text=text)
        os.remove(os.path.join(disk, "filler"))
        try:
            look(desk, disk, name, done)
        except Lost as lost:
            raise Lost(f"`{name}` with {left} KB left: {lost}") from lost
        refused += done.returncode != 0
    harness.row(f"`{name}` on a full disk, with room for a little more each time", len(steps), f"{refused} refused with a sentence, nothing lost")


def look(desk, disk, name, done):
    """What was there is there; what was said to be done was done."""
    journal = os.path.join(disk, JOURNAL)
    notes = desk.opened(journal, (NEW,))
    if notes is None or not {"old0", "old1", "old2"} <= set(notes):
        raise Lost(f"the journal lists {notes}, said was {done.stdout}{done.stderr}")
    came = {
        "log": "new" in notes,
        "import": sum(note.startswith("other") for note in notes) == 30,
        "backup": os.path.exists(os.path.join(disk, "made.cuebook")),
        "export": os.path.exists(os.path.join(disk, "made.json")),
        "lock": bytes_of(journal)[:6] != b"SQLite",
    }[name]
    if came != (done.returncode == 0):
        raise Lost(f"done: {came}, said: {done.stdout}{done.stderr}")
    known = {JOURNAL, JOURNAL + ".lock", JOURNAL + "-journal", JOURNAL + ".backups"}
    stray = set(os.listdir(disk)) - known - {"made.cuebook", "made.json"}
    halves = [half for half in os.listdir(os.path.join(disk, JOURNAL + ".backups")) if "part" in half]
    if stray or halves:
        raise Lost(f"left behind: {stray} {halves}")
    if name == "backup" and came:
        desk.held(os.path.join(disk, "made.cuebook"))
    for copy in os.listdir(os.path.join(disk, JOURNAL + ".backups")):
        desk.held(os.path.join(disk, JOURNAL + ".backups", copy), (NEW,))
        if name == "lock" and came and bytes_of(os.path.join(disk, JOURNAL + ".backups", copy))[:6] == b"SQLite":
            raise Lost(f"the copy {copy} lies open beside the lock, said was {done.stdout}")


def filling_up(harness, desk, disk):
    """Writes until there is no room, then some more, then with room again."""
    emptied(desk, disk)
    journal = os.path.join(disk, JOURNAL)
    desk.ok(journal, "log", f"note {WORD}")
    fill(disk, 60)
    said, refused, n = {WORD}, 0, 0
    while refused < 5 and n < 300:
        done = desk.run(journal, "log", f"note new{n} " + "word " * 40)
        if done.returncode == 0:
            said.add(f"new{n} " + ("word " * 40).strip())
        refused += done.returncode != 0
        n += 1
    os.remove(os.path.join(disk, "filler"))
    desk.sound(journal)
    missing = said - desk.notes(journal)
    if missing or not refused:
        raise Lost(f"{len(missing)} kept entries are gone, {refused} were refused")
    desk.ok(journal, "log", "note after")
    harness.row("a disk filled up by writes", n, f"{len(said)} said kept, all there")
