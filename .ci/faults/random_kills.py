"""kill -9 at a random moment of a write."""

import os
import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from .harness import SAVED, Lost


def begun(harness, journal, word):
    """A write under way."""
    return subprocess.Popen(
        harness.command(journal, "log", f"note {word}"),
        env=harness.env(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def all_there(harness, journal, said):
    missing = said - harness.notes(journal)
    if missing:
        raise Lost(f"{len(missing)} kept entries are gone from {journal}")
    harness.sound(journal)


def killed_at_random(harness, times):
    """kill -9 at a random moment of a write: what was said to be kept is there."""
    hands = os.cpu_count()

    def hand(n):
        lot, desk = random.Random(n), harness.desk()
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
            if SAVED in child.communicate(timeout=60)[0]:
                said.add(f"new{turn}")
        all_there(desk, journal, said)
        return len(said)

    with ThreadPoolExecutor(hands) as pool:
        said = sum(pool.map(hand, range(hands)))
    harness.some(said)
    harness.row("kill -9 at a random moment of a write", times // hands * hands, f"{said} said kept, all there")
