"""Kills at random, programs writing at once, permission lost between two writes, the clock set back."""

import os
import random
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .bench import Lost, noted


def begun(bench, journal, word):
    """A write under way."""
    return subprocess.Popen(
        bench.command(journal, "log", f"note {word}"),
        env=bench.env(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def all_there(bench, journal, said):
    missing = said - bench.notes(journal)
    if missing:
        raise Lost(f"{len(missing)} kept entries are gone from {journal}")
    bench.sound(journal)


def killed_at_random(bench, times):
    """kill -9 at a random moment of a write: what was said to be kept is there."""
    hands = os.cpu_count()

    def hand(n):
        lot, desk = random.Random(n), bench.desk()
        journal = desk.fresh("random.cuebook")
        since = time.monotonic()
        for warm in range(5):
            desk.ok(journal, "log", f"note warm{warm}")
        usual = (time.monotonic() - since) / 5
        said = set()
        for turn in range(times // hands):
            child = begun(desk, journal, f"new{turn}")
            time.sleep(lot.uniform(0, 1.3 * usual))
            child.send_signal(signal.SIGKILL)
            if "Kept" in child.communicate(timeout=60)[0]:
                said.add(f"new{turn}")
        all_there(desk, journal, said)
        return len(said)

    with ThreadPoolExecutor(hands) as pool:
        said = sum(pool.map(hand, range(hands)))
    bench.row("kill -9 at a random moment of a write", times // hands * hands, f"{said} said kept, all there")


def both_write(bench, seconds):
    """Three programs write at once; now and then one of them is killed."""
    journal = bench.desk().fresh("both.cuebook")
    lot = random.Random(11)
    end = time.monotonic() + seconds
    said, running, n, killed = set(), [], 0, 0
    while running or time.monotonic() < end:
        while len(running) < 3 and time.monotonic() < end:
            running.append((f"new{n}", begun(bench, journal, f"new{n}")))
            n += 1
        word, child = running.pop(0)
        dies = lot.random() < 0.1
        if dies:
            killed += 1
            time.sleep(lot.uniform(0, 0.03))
            child.kill()
        out = child.communicate(timeout=60)[0]
        if "Kept" in out:
            said.add(word)
        elif not dies and "try again" not in out:
            raise Lost(f"it says: {out}")
    all_there(bench, journal, said)
    bench.row(f"three programs writing at once for {seconds} s", n, f"{killed} killed, {len(said)} said kept, all there")


def as_a_user(bench, name):
    """A folder, and a copy of the program, of somebody whom modes of files bind."""
    user = 65534 if os.geteuid() == 0 else None
    os.chmod(bench.root, 0o755)
    os.chmod(bench.home, 0o777)
    desk = bench.desk()
    desk.program = desk.path("cuebook")
    subprocess.run(["cp", bench.program, desk.program], check=True)
    folder = desk.path(name)
    os.mkdir(folder)
    for made in (desk.folder, folder):
        os.chmod(made, 0o755)
        if user:
            os.chown(made, user, user)
    return desk, folder, user


def modes_lost(bench, seconds):
    """Modes of file and folder come and go while an ordinary user writes."""
    desk, folder, user = as_a_user(bench, "modes")
    journal = os.path.join(folder, "j.cuebook")
    desk.ok(journal, "log", "note old", user=user)
    lot, over = random.Random(13), threading.Event()

    def meddle():
        while not over.wait(lot.uniform(0, 0.05)):
            file, mode = lot.choice(((journal, 0o400), (journal, 0o600), (folder, 0o500), (folder, 0o700), (journal, 0o000)))
            os.chmod(file, mode)

    said, refused, n, end = {"old"}, 0, 0, time.monotonic() + seconds
    meddler = threading.Thread(target=meddle)
    meddler.start()
    try:
        while time.monotonic() < end:
            done = desk.run(journal, "log", f"note new{n}", user=user)
            if done.returncode == 0:
                said.add(f"new{n}")
            refused += done.returncode != 0
            n += 1
    finally:
        over.set()
        meddler.join()
        os.chmod(folder, 0o700)
        # SQLite makes its rollback file in the journal's mode of that moment.
        for name in os.listdir(folder):
            os.chmod(os.path.join(folder, name), 0o600)
    missing = said - set(noted(desk.ok(journal, "list", "--json", user=user)))
    if missing:
        raise Lost(f"{len(missing)} kept entries are gone")
    desk.sound(journal)
    desk.ok(journal, "log", "note after", user=user)
    bench.row(f"permissions coming and going for {seconds} s of writes", n, f"{refused} refused with a sentence, nothing lost")


def read_only(bench):
    """Read-only file, read-only folder, and both."""
    desk, folder, user = as_a_user(bench, "ro")
    journal = os.path.join(folder, "j.cuebook")
    for n in range(3):
        desk.ok(journal, "log", f"note old{n}", user=user)
    modes = ((0o400, 0o700), (0o600, 0o500), (0o400, 0o500))
    for mode_file, mode_folder in modes:
        os.chmod(journal, mode_file)
        os.chmod(folder, mode_folder)
        with open(journal, "rb") as file:
            before = file.read()
        done = desk.run(journal, "log", "note new", user=user)
        with open(journal, "rb") as file:
            after = file.read()
        if done.returncode == 0 and mode_file == 0o400:
            raise Lost("it wrote")
        if done.returncode != 0 and before != after:
            raise Lost("refused and changed")
        desk.ok(journal, "list", user=user)
        os.chmod(folder, 0o700)
        os.chmod(journal, 0o600)
    bench.row("file, folder or both may not be written", len(modes), "a sentence, the journal still read")


def clock_back(bench):
    journal = bench.desk().fresh("clock.cuebook")
    earlier = "2026-11-20T09:00:00+00:00"
    bench.ok(journal, "log", "note new", now=earlier)
    bench.ok(journal, "undo", now="2026-11-19T09:00:00+00:00")
    if "new" in bench.notes(journal):
        raise Lost("undo took another change")
    bench.ok(journal, "redo", now=earlier)
    if "new" not in bench.notes(journal):
        raise Lost("redo did not bring it back")
    bench.row("clock set back between changes", 3, "undo and redo follow the order of writing")
