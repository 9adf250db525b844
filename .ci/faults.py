#!/usr/bin/env python3
"""Faults, tried for real on the built program: killed at every system call and at random, every write and sync failing
in turn, a full disk, a slow one, folders that may not be written, files cut short and with bits turned over, two
programs writing at once, the clock set back. What the program said was kept must be there, whatever happened to it.

    .ci/faults.py [--cuebook target/release/cuebook] [--long]

Needs python3, sqlite3 (python's own) and strace; says what it left out where strace may not trace. Prints a table and
ends with 1 when anything was lost, a message was a panic, or nothing was said.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

NOW = "2026-11-22T14:07:00+00:00"
PANICS = ("panicked", "RUST_BACKTRACE")
# What one kept entry asks of the system, and what may fail of it.
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
    "mkdir": "EACCES",
    "fstat": "EIO",
    "newfstatat": "EACCES",
    "mmap": "ENOMEM",
}
random.seed(7)


class Lost(Exception):
    pass


class Bench:
    """A folder of journals and the program."""

    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.folder = tempfile.mkdtemp(prefix="cuebook-faults-")
        self.rows = []

    def path(self, name):
        return os.path.join(self.folder, name)

    def env(self, now=NOW):
        return {"CUEBOOK_NOW": now, "TZ": "Europe/London", "HOME": self.folder, "PATH": os.environ["PATH"]}

    def command(self, journal, *args):
        return [self.program, "--journal", journal, *args]

    def run(self, journal, *args, before=(), now=NOW, text=None, user=None, fd=()):
        done = subprocess.run(
            [*before, *self.command(journal, *args)],
            env=self.env(now),
            capture_output=True,
            text=True,
            input=text,
            timeout=120,
            user=user,
            pass_fds=fd,
            errors="replace",
        )
        self.spoke(done, args)
        return done

    def spoke(self, done, args):
        said = done.stdout + done.stderr
        for word in PANICS:
            if word in said:
                raise Lost(f"{args}: it panicked: {said[-600:]}")
        if done.returncode not in (0, 1, 2) and done.returncode >= 0:
            raise Lost(f"{args}: status {done.returncode}: {said[-600:]}")
        if done.returncode in (1, 2) and not done.stderr.strip():
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

    def notes(self, journal):
        told = json.loads(self.ok(journal, "list", "--json"))
        return {entry["note"] for entry in told["entries"]}

    def sound(self, journal):
        conn = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
        try:
            found = conn.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            conn.close()
        if found != "ok":
            raise Lost(f"{journal}: {found}")

    def copy(self, journal, name):
        """A journal as it lies, without what lies beside it."""
        to = self.path(name)
        for side in ("", "-journal", ".lock"):
            if os.path.exists(to + side):
                os.remove(to + side)
        shutil.copyfile(journal, to)
        return to

    def row(self, what, tried, came):
        self.rows.append((what, tried, came))
        print(f"  {what:<58} {tried:>6}  {came}", flush=True)


def killed_at_random(bench, times):
    """kill -9 at a random moment of a write: what was said to be kept is there."""
    journal = bench.fresh("random.cuebook")
    said = set()
    begun = time.monotonic()
    for n in range(5):
        bench.ok(journal, "log", f"note warm{n}")
    usual = (time.monotonic() - begun) / 5
    for n in range(times):
        child = subprocess.Popen(
            bench.command(journal, "log", f"note new{n}"),
            env=bench.env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        time.sleep(random.uniform(0, 1.3 * usual))
        child.send_signal(signal.SIGKILL)
        if "Kept" in child.communicate()[0]:
            said.add(f"new{n}")
    missing = said - bench.notes(journal)
    if missing:
        raise Lost(f"killed: {len(missing)} kept entries are gone")
    bench.sound(journal)
    bench.row("kill -9 at a random moment of a write", times, f"{len(said)} said kept, all there")


def calls(bench, journal, *args, **more):
    """How often each system call is made by a command."""
    counts = bench.path("counts")
    bench.run(journal, *args, before=("strace", "-f", "-c", "-o", counts), **more)
    found = {}
    with open(counts) as lines:
        for line in lines:
            words = line.split()
            if len(words) >= 5 and words[0].replace(".", "").isdigit() and words[-1] != "total":
                found[words[-1]] = int(words[3])
    return found


def failing(bench):
    """Every call that touches a file fails once, each in its turn."""
    base = bench.fresh("failing.cuebook")
    counts = calls(bench, bench.copy(base, "count.cuebook"), "log", "note new")
    tried = refused = 0
    for call, error in FAILING.items():
        for when in range(1, counts.get(call, 0) + 1):
            journal = bench.copy(base, "try.cuebook")
            inject = f"inject={call}:error={error}:when={when}"
            before = ("strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
            try:
                done = bench.run(journal, "log", "note new", before=before)
            except Lost:
                # The loader and the runtime may not live through it; the journal must.
                if call not in ("mmap", "read", "openat", "fstat", "newfstatat", "pread64"):
                    raise
                done = None
                refused += 1
            tried += 1
            notes = bench.notes(journal)
            if not {"old0", "old1", "old2"} <= notes:
                raise Lost(f"{call} {when}: an entry of before is gone")
            if done and "Kept" in done.stdout and "new" not in notes:
                raise Lost(f"{call} {when}: it said kept and it is not there")
            if done and done.returncode != 0:
                refused += 1
            bench.sound(journal)
            bench.ok(journal, "log", "note after")
    bench.row("a system call fails, each in its turn", tried, f"{refused} refused with a sentence, nothing lost")


def killed_at_every_call(bench, base, args, name, checks, **more):
    """Killed at every call that changes a file, and what is left must be one whole journal."""
    counts = calls(bench, bench.copy(base, "count.cuebook"), *args, **more)
    tried = 0
    for call in ("openat", "pwrite64", "write", "fdatasync", "fsync", "ftruncate", "unlink", "rename", "link", "mkdir"):
        for when in range(1, counts.get(call, 0) + 1):
            journal = bench.copy(base, "try.cuebook")
            inject = f"inject={call}:signal=KILL:when={when}"
            bench.run(
                journal, *args, before=("strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject), **more
            )
            checks(journal, f"{call} {when}")
            tried += 1
    bench.row(name, tried, "one whole journal each time")


def entry_killed(bench):
    base = bench.fresh("killed.cuebook")

    def checks(journal, where):
        if not {"old0", "old1", "old2"} <= bench.notes(journal):
            raise Lost(f"killed at {where}: an entry of before is gone")
        bench.sound(journal)
        bench.ok(journal, "log", "note after")

    killed_at_every_call(bench, base, ("log", "note new"), "kill -9 at every system call of a write", checks)


def import_killed(bench):
    base = bench.fresh("import.cuebook")
    archive = bench.path("archive.json")
    many = bench.path("many.cuebook")
    for n in range(60):
        bench.ok(many, "log", f"note other{n}")
    with open(archive, "w") as out:
        out.write(bench.ok(many, "export"))

    def checks(journal, where):
        notes = bench.notes(journal)
        came = sum(note.startswith("other") for note in notes)
        if came not in (0, 60) or not {"old0", "old1", "old2"} <= notes:
            raise Lost(f"import killed at {where}: {came} of 60 came in")
        bench.sound(journal)

    killed_at_every_call(
        bench, base, ("import", archive, "--yes"), "kill -9 at every system call of an import", checks
    )


def full(bench):
    """No room from some write on, for good."""
    base = bench.fresh("full.cuebook")
    counts = calls(bench, bench.copy(base, "count.cuebook"), "log", "note new")
    tried = 0
    for when in range(1, counts.get("pwrite64", 0) + 1):
        journal = bench.copy(base, "try.cuebook")
        inject = f"inject=pwrite64:error=ENOSPC:when={when}+"
        done = bench.run(journal, "log", "note new", before=("strace", "-f", "-o", "/dev/null", "-e", "trace=pwrite64", "-e", inject))
        notes = bench.notes(journal)
        if done.returncode == 0 or "new" in notes or not {"old0", "old1", "old2"} <= notes:
            raise Lost(f"full from write {when}: {done.stdout}{done.stderr}{notes}")
        if "full" not in done.stderr:
            raise Lost(f"full from write {when}, and it says: {done.stderr}")
        bench.sound(journal)
        tried += 1
    bench.row("disk full from some write on", tried, "refused, nothing lost")


def slow(bench):
    journal = bench.fresh("slow.cuebook")
    inject = "inject=fdatasync,fsync:delay_enter=300000"
    bench.ok(journal, "log", "note new", before=("strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", "-e", inject))
    if "new" not in bench.notes(journal):
        raise Lost("slow disk: the entry is not there")
    bench.row("a disk that takes 0.3 s a sync", 1, "kept")


def read_only(bench):
    """Read-only file, read-only folder, and permission lost between two writes."""
    user = 65534 if os.geteuid() == 0 else None
    folder = bench.path("ro")
    os.mkdir(folder)
    journal = os.path.join(folder, "j.cuebook")
    for n in range(3):
        bench.ok(journal, "log", f"note old{n}")
    os.chmod(bench.folder, 0o755)
    program = bench.path("cuebook")
    shutil.copy(bench.program, program)
    mine, bench.program = bench.program, program
    if user:
        for name in [folder, *(os.path.join(folder, it) for it in os.listdir(folder))]:
            os.chown(name, user, user)
    tried = 0
    for mode_file, mode_folder in ((0o400, 0o700), (0o600, 0o500), (0o400, 0o500)):
        os.chmod(journal, mode_file)
        os.chmod(folder, mode_folder)
        with open(journal, "rb") as file:
            before = file.read()
        done = bench.run(journal, "log", "note new", user=user)
        with open(journal, "rb") as file:
            after = file.read()
        if done.returncode == 0 and mode_file == 0o400:
            raise Lost("read-only: it wrote")
        if done.returncode != 0 and before != after:
            raise Lost("read-only: refused and changed")
        bench.ok(journal, "list", user=user)
        tried += 1
        os.chmod(folder, 0o700)
        os.chmod(journal, 0o600)
    bench.program = mine
    bench.row("file, folder or both may not be written", tried, "a sentence, the journal still read")


def damaged(bench, times):
    """Cut short and with bits turned over: a sentence, or a right answer; never a crash, and never a change on refusal."""
    journal = bench.fresh("whole.cuebook", 40)
    with open(journal, "rb") as file:
        whole = file.read()
    said = answered = 0
    for n in range(times):
        bad = bytearray(whole)
        if n % 2:
            bad = bad[: random.randrange(1, len(bad))]
        else:
            for _ in range(random.choice((1, 8, 200))):
                bad[random.randrange(len(bad))] ^= 1 << random.randrange(8)
        path = bench.path("bad.cuebook")
        for side in ("", "-journal", ".lock"):
            if os.path.exists(path + side):
                os.remove(path + side)
        with open(path, "wb") as file:
            file.write(bad)
        for args in (("list",), ("trends", "--weeks", "all"), ("log", "note new"), ("undo",), ("export",)):
            done = bench.run(path, *args)
            if done.returncode == 0:
                answered += 1
            else:
                said += 1
    bench.row("a journal cut short or with bits turned over", times, f"{said} sentences, {answered} answers, no crash")


def both_write(bench, seconds):
    journal = bench.fresh("both.cuebook")
    end = time.monotonic() + seconds
    said, running, n = set(), [], 0
    while time.monotonic() < end or running:
        while len(running) < 3 and time.monotonic() < end:
            word = f"new{n}"
            n += 1
            running.append(
                (
                    word,
                    subprocess.Popen(
                        bench.command(journal, "log", f"note {word}"),
                        env=bench.env(),
                        stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT,
                        text=True,
                    ),
                )
            )
        word, child = running.pop(0)
        out = child.communicate()[0]
        if child.returncode == 0:
            said.add(word)
        elif "try again" not in out:
            raise Lost(f"two at once: {out}")
    missing = said - bench.notes(journal)
    if missing:
        raise Lost(f"two at once: {len(missing)} kept entries are gone")
    bench.sound(journal)
    bench.row(f"three programs writing at once for {seconds} s", n, f"{len(said)} kept, all there")


def clock_back(bench):
    journal = bench.fresh("clock.cuebook")
    earlier = "2026-11-20T09:00:00+00:00"
    bench.ok(journal, "log", "note new", now=earlier)
    bench.ok(journal, "undo", now="2026-11-19T09:00:00+00:00")
    if "new" in bench.notes(journal):
        raise Lost("clock set back: undo took another change")
    bench.ok(journal, "redo", now=earlier)
    if "new" not in bench.notes(journal):
        raise Lost("clock set back: redo did not bring it back")
    bench.row("clock set back between changes", 3, "undo and redo follow the order of writing")


# Every sub-command, used once; `help` itself is left out, as clap answers it.
EVERYTHING = {
    "demo": [["demo", "--journal", "{new}"]],
    "log": [["log", "slept yesterday 21:30-06:30"], ["log", "massage 10:15 12m legs +smiles; paused"]],
    "list": [["list"], ["list", "--json"]],
    "today": [["today"]],
    "trends": [["trends"], ["trends", "--weeks", "all", "--json"]],
    "cues": [["cues"]],
    "report": [["report", "--format", kind, "--out", "{new}"] for kind in ("txt", "md", "html", "pdf")],
    "export": [["export", "--format", kind, "--out", "{new}"] for kind in ("json", "csv", "fhir")],
    "import": [["import", "{archive}", "--yes"]],
    "set": [["set"], ["set", "baby", "Maya"]],
    "mark": [["mark", "night", "yesterday", "incomplete"]],
    "undo": [["undo"]],
    "redo": [["redo"]],
    "history": [["history"]],
    "backup": [["backup", "{new}"]],
    "restore": [["restore", "{backup}", "--yes"]],
    "doctor": [["doctor"]],
    "where": [["where"]],
    "support": [["support"]],
    "completions": [["completions", "bash"]],
    "man": [["man"]],
    "lock": [["lock", "--passphrase-fd", "0"]],
    "unlock": [["unlock", "--passphrase-fd", "0"]],
    "seal": [["seal", "--carer", "Me", "--yes", "--seal-fd", "0"]],
    "unseal": [["unseal", "--carer", "Me", "--seal-fd", "0"]],
}
TYPED = {name: "a long passphrase\n" for name in ("lock", "unlock", "seal", "unseal")}
# Every screen once, from Today and back, and what a parent writes most.
KEYS = "s|s|c1\r|f4\r|nhello\x13|m\x1b|t++\t\t\x1b|v/hello\r\x1b\x1b|g\t\t\x1b|l\x1b|p\x1b|,\x1b|!\x1b|?\x1b|u|U|:slept 11:40-12:55\r|q"


def silent(bench):
    """A whole run of everything opens no socket."""
    journal = bench.fresh("silent.cuebook")
    archive, backup = bench.path("silent.json"), bench.path("silent-copy.cuebook")
    bench.ok(journal, "export", "--out", archive)
    told = bench.run(journal, "--help").stdout.split("Commands:")[1].split("\n\n")[0]
    listed = [line.split()[0] for line in told.splitlines() if line.startswith("  ") and line[2] != " "]
    commands = [name for name in listed if name != "help"]
    missing = set(commands) - set(EVERYTHING)
    if missing:
        raise Lost(f"these sub-commands are not tried: {missing}")
    if "backup" in commands:
        bench.ok(journal, "backup", backup)
    said, tried = bench.path("sockets"), 0
    trace = ("strace", "-f", "-e", "trace=network", "-o", said)

    def look(what):
        with open(said) as lines:
            calls = [line for line in lines if "(" in line and "SIG" not in line]
        # A pair of ends within the program itself leads nowhere.
        calls = [line for line in calls if "AF_UNIX" not in line or "connect" in line]
        if calls:
            raise Lost(f"{what} reached for the network: {calls[0]}")

    for name in commands:
        for n, args in enumerate(EVERYTHING[name]):
            new = bench.path(f"new-{name}-{n}")
            args = [it.format(new=new, archive=archive, backup=backup) for it in args]
            done = bench.run(journal, *args, before=trace, text=TYPED.get(name))
            if done.returncode != 0:
                raise Lost(f"{args}: {done.stderr}")
            look(args)
            tried += 1
    import pty

    child, end = pty.fork()
    if child == 0:
        os.environ.update(bench.env())
        os.environ["TERM"] = "xterm-256color"
        os.execvp(trace[0], [*trace, *bench.command(journal)])
    told = quiet(end)
    for keys in KEYS.split("|"):
        for key in keys.encode():
            os.write(end, bytes([key]))
            told += quiet(end)
    _, status = os.waitpid(child, 0)
    if status != 0 or b"panicked" in told:
        raise Lost(f"the app ended with {status}: {told[-400:]!r}")
    look("the app")
    bench.row("a socket opened by any sub-command or by the app", tried + 1, "none")


def quiet(end):
    """What the program paints until it waits for a key again."""
    import select

    told = b""
    while select.select([end], [], [], 0.25)[0]:
        try:
            read = os.read(end, 65536)
        except OSError:
            break
        if not read:
            break
        told += read
    return told


def traceable():
    try:
        return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cuebook", default="target/debug/cuebook")
    asked.add_argument("--long", action="store_true", help="thousands of kills, minutes of writing at once")
    asked = asked.parse_args()
    bench = Bench(asked.cuebook)
    print(f"  {'fault':<58} {'tried':>6}  what came of it")
    try:
        killed_at_random(bench, 5000 if asked.long else 600)
        if traceable():
            for fault in (silent, entry_killed, import_killed, failing, full, slow):
                fault(bench)
        else:
            print("  left out, as strace may not trace here: calls that fail, kills at every call, full and slow disk")
        read_only(bench)
        damaged(bench, 600 if asked.long else 120)
        both_write(bench, 180 if asked.long else 10)
        clock_back(bench)
    except Lost as lost:
        print(f"  LOST: {lost}\n  its files are in {bench.folder}")
        return 1
    shutil.rmtree(bench.folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
