"""A file or folder that may not be written, and permissions that come and go between two writes."""

import os
import random
import subprocess
import threading
import time

from .harness import Lost, noted


def as_a_user(harness, name):
    """A folder, and a copy of the program, of somebody whom modes of files bind."""
    user = 65534 if os.geteuid() == 0 else None
    os.chmod(harness.root, 0o755)
    os.chmod(harness.home, 0o777)
    desk = harness.desk()
    desk.program = desk.path("cuebook")
    subprocess.run(["cp", harness.program, desk.program], check=True)
    folder = desk.path(name)
    os.mkdir(folder)
    for made in (desk.folder, folder):
        os.chmod(made, 0o755)
        if user:
            os.chown(made, user, user)
    return desk, folder, user


def modes_lost(harness, seconds):
    """Modes of file and folder come and go while an ordinary user writes."""
    desk, folder, user = as_a_user(harness, "modes")
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
    harness.row(f"permissions coming and going for {seconds} s of writes", n, f"{refused} refused with a sentence, nothing lost")


def read_only(harness):
    """Read-only file, read-only folder, and both."""
    desk, folder, user = as_a_user(harness, "ro")
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
    harness.row("file, folder or both may not be written", len(modes), "a sentence, the journal still read")
