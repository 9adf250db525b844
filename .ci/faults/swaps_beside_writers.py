"""The journal's file replaced while others write to it: with a working file lock, with one that cannot be opened, and on a
disk without file locks, where a swap refuses and writing goes on. What was said to be kept is in the journal or in a copy.
"""

import os
import random
import threading
import time

from .harness import SAVED, Lost
from .permissions import as_a_user

SEAL, LOCK = "only for my own eyes", "the long passphrase"
SEALING = ("--carer", "Me", "--seal-fd", "0")
# What is done to the file in turn: the sub-command, and what it reads.
SWAPS = (
    (("backup", "{older}"), ""),
    (("restore", "{older}", "--yes"), ""),
    (("lock", "--passphrase-fd", "0"), f"{LOCK}\n"),
    (("unlock", "--passphrase-fd", "0"), f"{LOCK}\n"),
    (("seal", "--yes", *SEALING), f"{SEAL}\n"),
    (("unseal", *SEALING), f"{SEAL}\n"),
)
NO_LOCKS = ("strace", "-f", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK")
KEY = ("--passphrase-fd", "0")


def beside_writers(harness, seconds, name, mode=None, writers_before=(), swaps_before=()):
    """`mode` of the lock file; what runs the writers' commands and the swaps."""
    if mode is None:
        desk, user = harness.desk(), None
        folder = desk.folder
    else:
        # Modes bind an ordinary user only, who may not read a passphrase from a pipe of root's.
        desk, folder, user = as_a_user(harness, "swaps")
    swaps = SWAPS if user is None else SWAPS[:2]
    journal = os.path.join(folder, "j.cuebook")
    desk.ok(journal, "log", "note old", user=user)
    if mode is not None:
        os.chmod(journal + ".lock", mode)
    end, said, wrong = time.monotonic() + seconds, {"old"}, []

    def write(writer):
        lot, n = random.Random(writer), 0
        while time.monotonic() < end and not wrong:
            # A swap needs a moment in which nobody holds the file lock.
            if not writers_before and mode != 0:
                time.sleep(lot.uniform(0, 0.3))
            word = f"w{writer}-{n}"
            done = desk.run(journal, *KEY, "log", f"note {word}", text=f"{LOCK}\n", user=user, before=writers_before)
            if done.returncode == 0 and SAVED in done.stdout:
                said.add(word)
            elif "othing was" not in done.stderr and "other window" not in done.stderr and "try again" not in done.stderr:
                wrong.append(f"it says: {done.stdout}{done.stderr}")
            n += 1

    writers = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for writer in writers:
        writer.start()
    found, swapped, refused, n = set(), 0, 0, 0
    while time.monotonic() < end and not wrong:
        args, text = swaps[n % len(swaps)]
        older = os.path.join(folder, f"older-{n // len(swaps)}.cuebook")
        done = desk.run(journal, *(arg.format(older=older) for arg in args), text=text, user=user, before=swaps_before)
        if args[0] != "backup":
            swapped += done.returncode == 0
            refused += done.returncode != 0
        # A copy may be trimmed away later.
        if args[0] == "restore":
            found |= in_copies(desk, folder, journal)
        # One that found the journal in use is tried again, so that locking is followed by unlocking.
        n += "in another window" not in done.stderr
    for writer in writers:
        writer.join()
    if wrong:
        raise Lost(wrong[0])
    os.chmod(journal + ".lock", 0o600)
    found |= set(desk.held(journal, (LOCK,))) | in_copies(desk, folder, journal)
    if said - found:
        raise Lost(f"{name}: {len(said - found)} of {len(said)} said kept are gone, {sorted(said - found)[:5]}")
    harness.some(said)
    harness.row(f"the file replaced beside writers, {name}", swapped + refused, f"{swapped} replaced, {refused} refused, {len(said)} said kept, all there")
    return swapped


def in_copies(desk, folder, journal):
    found = set()
    copies = journal + ".backups"
    for name in os.listdir(copies) if os.path.isdir(copies) else ():
        if name.startswith("before-restore-") and not name.endswith("-part"):
            found |= set(desk.held(os.path.join(copies, name), (LOCK,)))
    return found


def with_lock(harness):
    if not beside_writers(harness, 600 if harness.long else 8, "with a file lock"):
        raise Lost("the file was never replaced")


def read_only_lock(harness):
    if not beside_writers(harness, 600 if harness.long else 6, "`.lock` of mode 0400", 0o400):
        raise Lost("the file was never replaced")


def closed_lock(harness):
    if beside_writers(harness, 600 if harness.long else 6, "`.lock` that cannot be opened", 0o000):
        raise Lost("the file was replaced without a lock")


def without_locks(harness):
    if beside_writers(harness, 600 if harness.long else 6, "no file locks", None, NO_LOCKS, NO_LOCKS):
        raise Lost("the file was replaced without a lock")


def writers_without_locks(harness):
    """Nothing but SQLite's own lock stands between them."""
    if not beside_writers(harness, 600 if harness.long else 8, "writers that take no file lock", None, NO_LOCKS):
        raise Lost("the file was never replaced")
