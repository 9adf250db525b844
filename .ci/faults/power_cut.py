"""The power fails while the program writes: at every sync, with what was not synced lost, torn or in another order. What
was said to be kept before the cut is there, and so is one whole journal with whole copies.
"""

import hashlib
import os

from . import whole_file_rewrites
from .disk_model import CUTS, Recording, traced
from .harness import PLAIN, SAVED, Lost, bytes_of, evenly, spread
from .whole_file_rewrites import WORD

JOURNAL = whole_file_rewrites.JOURNAL


def recorded(harness, like, args, text=""):
    desk = harness.desk(like)

    def run(before, args):
        done = desk.run(desk.path(JOURNAL), *args, before=before, text=text)
        if done.returncode:
            raise Lost(f"{args}: {done.stderr}")

    calls = traced(desk, [arg.format(desk.folder) for arg in args], run)
    # Its files are read once more, so that the model can be compared with them.
    return Recording(desk, like, calls)


def states(harness, recording, most):
    """Different ones only: pairs of a cut and the files, some of them unless all were asked for."""
    points = [(cut, data, names) for cut in recording.cuts() for data, names in CUTS]
    if not harness.long:
        # Of the ways in which nothing differs one is left.
        points = evenly(points, 3 * most)
    found = {}
    for point in points:
        files = hashlib.sha256()
        for path, content in sorted(recording.state(*point).items()):
            files.update(path.encode() + hashlib.sha256(content).digest())
        # What was said at the latest cut that leaves this state must be there.
        found[files.digest()] = point
    return evenly(sorted(found.values()), None if harness.long else most)


def after_cuts(harness, name, recording, most, check):
    def one(desk, point):
        cut, data, names = point
        for path, content in recording.state(cut, data, names).items():
            file = desk.path(path)
            os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
            with open(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as out:
                out.write(content)
        check(desk, recording.said(cut))

    tried = states(harness, recording, most)
    spread(harness, None, tried, one)
    harness.row(f"the power cut during {name}", len(tried), "all that was kept before, whole")


def writing(harness, name, like, args, old, new, words=SAVED):
    """A command that writes `new`, into a journal that holds `old`; both notes, or none of `new`."""

    def check(desk, said):
        journal = desk.path(JOURNAL)
        # The first entry of all makes sure that it can be written again.
        if not old:
            desk.ok(journal, "log", "note after")
        notes = desk.notes(journal) - {"after"}
        if words in said and notes != new:
            raise Lost(f"{name}: it was said to be done, and it lists {notes}")
        if notes not in (old, new):
            raise Lost(f"{name}: it lists {notes}")
        desk.sound(journal)
        desk.ok(journal, "log", "note after")

    after_cuts(harness, name, recorded(harness, like, args), 14, check)


def first(harness):
    writing(harness, "the very first write", harness.desk().folder, ("log", "note new"), set(), {"new"})


def entries(harness):
    desk = harness.desk()
    desk.fresh(JOURNAL)
    old = {"old0", "old1", "old2"}
    writing(harness, "a write", desk.folder, ("log", "note new"), old, old | {"new"})
    writing(harness, "an undo", desk.folder, ("undo",), old, old - {"old2"}, "Undone")
    next_day(harness, desk.folder, old)


def next_day(harness, like, old):
    """The day's first write, after which the day's copy is made."""
    desk = harness.desk(like)
    for name in os.listdir(desk.path(JOURNAL + ".backups")):
        os.rename(desk.path(f"{JOURNAL}.backups/{name}"), desk.path(f"{JOURNAL}.backups/day-2026-11-20.cuebook"))
    writing(harness, "a write with the day's copy", desk.folder, ("log", "note new"), old, old | {"new"})


def swaps(harness):
    for work in whole_file_rewrites.ALL:
        if not harness.long and work.name in ("lock --change", "unseal", "backup"):
            continue
        like = whole_file_rewrites.prepare(harness, work)

        def check(desk, _, work=work):
            whole_file_rewrites.whole(desk, work)
            left_open(desk, work)

        after_cuts(harness, f"`{work.name}`", recorded(harness, like, work.args, work.text), 6, check)


def left_open(desk, work):
    """No open copy beside a journal that is still locked."""
    if work.name == "unlock" and bytes_of(desk.path(JOURNAL))[:16] != PLAIN:
        for file in desk.files():
            if WORD.encode() in bytes_of(file):
                raise Lost(f"the journal is locked, and the words lie open in {os.path.relpath(file, desk.folder)}")
