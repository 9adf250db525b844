"""What every group works with: the program, folders to try it in, and the table of what came of it."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

NOW = "2026-11-22T14:07:00+00:00"
# What the program says of a write that it has done.
SAVED = "Saved"
PANICS = ("panicked", "RUST_BACKTRACE")
# How every file that is not locked begins.
PLAIN = b"SQLite format 3\0"


class Lost(Exception):
    pass


class Harness:
    """A folder of journals and the program."""

    def __init__(self, program, long=False, most=None):
        self.program = os.path.abspath(program)
        self.long, self.most = long, most
        self.folder = self.root = tempfile.mkdtemp(prefix="cuebook-faults-")
        self.home = os.path.join(self.root, "home")
        os.mkdir(self.home)
        self.lost = []
        self.read = {}

    def desk(self, like=None):
        """A folder of its own within this one, filled like another."""
        desk = Harness.__new__(Harness)
        desk.__dict__.update(self.__dict__)
        desk.folder = tempfile.mkdtemp(prefix="try-", dir=self.root)
        if like:
            shutil.copytree(like, desk.folder, dirs_exist_ok=True)
        return desk

    def clear(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def files(self):
        return [os.path.join(at, name) for at, _, names in os.walk(self.folder) for name in names]

    def env(self, now=NOW):
        return {
            "CUEBOOK_NOW": now,
            "TZ": "Europe/London",
            "HOME": self.home,
            "PATH": os.environ["PATH"],
            "TMPDIR": self.folder,
        }

    def command(self, journal, *args):
        return [self.program, "--journal", journal, *args]

    def run(self, journal, *args, before=(), now=NOW, text="", user=None):
        with tempfile.NamedTemporaryFile("r", errors="replace") as trace:
            before = [trace.name if word == "/dev/null" else word for word in before]
            done = subprocess.run(
                [*before, *self.command(journal, *args)],
                env=self.env(now),
                capture_output=True,
                text=True,
                input=text,
                timeout=120,
                user=user,
                errors="replace",
            )
            # The sentence itself may be what could not be written.
            is_muted = re.search(r"write\(2,.*\(INJECTED\)", trace.read()) is not None
        self.spoke(done, args, is_muted)
        return done

    def spoke(self, done, args, is_muted):
        said = done.stdout + done.stderr
        # Where the first calls of all are made to fail, the program may not have begun.
        if done.returncode == 127 and "error while loading shared libraries" in said:
            return
        for word in PANICS:
            if word in said:
                raise Lost(f"{args}: it panicked: {said[-600:]}")
        if done.returncode not in (0, 1, 2) and done.returncode != -9:
            raise Lost(f"{args}: status {done.returncode}: {said[-600:]}")
        if done.returncode in (1, 2) and not done.stderr.strip() and not is_muted:
            raise Lost(f"{args}: it failed without a word")

    def ok(self, journal, *args, **more):
        done = self.run(journal, *args, **more)
        if done.returncode != 0:
            raise Lost(f"{args}: {done.stderr}")
        return done.stdout

    def fresh(self, name, entries=3):
        journal = self.path(name)
        for n in range(entries):
            self.ok(journal, "log", f"note old{n}")
        return journal

    def expect_nothing(self):
        """Takes away what the program recorded of every journal: other files are put in their places on purpose."""
        shutil.rmtree(os.path.join(self.home, ".local", "state"), ignore_errors=True)

    def some(self, said):
        """A run in which nothing was said to be saved has tried nothing."""
        if not said:
            raise Lost(f"not once was it said that something is saved; is it not {SAVED!r} any more?")

    def listed(self, journal):
        return noted(self.ok(journal, "list", "--json"))

    def notes(self, journal):
        return set(self.listed(journal))

    def sound(self, journal):
        conn = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
        try:
            found = conn.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            conn.close()
        if found != "ok":
            raise Lost(f"{journal}: {found}")

    def held(self, file, keys=()):
        """The notes in a file that lies there, opened with one of these passphrases where it is locked."""
        content = bytes_of(file)
        print_of = hashlib.sha256(content).digest()
        if print_of in self.read:
            return self.read[print_of]
        desk = self.desk()
        copy = desk.path("copy.cuebook")
        with open(copy, "wb") as out:
            out.write(content)
        notes = desk.opened(copy, keys)
        desk.clear()
        if notes is None:
            raise Lost(f"{file} opens with none of the passphrases")
        self.read[print_of] = notes
        return notes

    def opened(self, journal, keys=()):
        """What a journal lists; none when no passphrase opens it."""
        if bytes_of(journal)[:16] == PLAIN:
            self.sound(journal)
            return self.listed(journal)
        for key in keys:
            done = self.run(journal, "list", "--json", "--passphrase-fd", "0", text=f"{key}\n")
            if done.returncode == 0:
                return noted(done.stdout)
        return None

    def copy(self, journal, name):
        """A journal as it lies, without what lies beside it."""
        to = self.path(name)
        for side in ("", "-journal", ".lock"):
            if os.path.exists(to + side):
                os.remove(to + side)
        shutil.copyfile(journal, to)
        return to

    def row(self, what, tried, came):
        print(f"  {what:<62} {tried:>6}  {came}", flush=True)

    def lose(self, what, lost):
        self.lost.append(lost)
        print(f"  {what:<62}   LOST  {lost}", flush=True)


def noted(told):
    """The notes of all entries, in order; a blank for an entry without words."""
    return sorted(entry.get("note") or "" for entry in json.loads(told)["entries"])


def bytes_of(file):
    with open(file, "rb") as read:
        return read.read()


def evenly(found, most):
    """So many of them at most, the first and the last among them."""
    if most is None or len(found) <= most:
        return list(found)
    return [found[n * (len(found) - 1) // (most - 1)] for n in range(most)]


def spread(harness, like, points, one):
    """Tries every point in a folder of its own, on every core; what was lost is told together."""

    def alone(point):
        desk = harness.desk(like)
        try:
            came = one(desk, point)
        except (Lost, subprocess.TimeoutExpired) as lost:
            return None, f"at {point}: {lost}, its files are in {desk.folder}"
        desk.clear()
        return came, None

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(alone, points))
    lost = [why for _, why in done if why]
    if lost:
        told = lost if harness.long else lost[:4]
        raise Lost("\n      ".join([f"{len(lost)} of {len(points)}", *told]))
    return [came for came, _ in done]
