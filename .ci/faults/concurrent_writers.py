"""Three programs that write at once, one of them killed now and then."""

import random
import time

from .harness import SAVED, Lost
from .random_kills import all_there, begun


def both_write(harness, seconds):
    """Three programs write at once; now and then one of them is killed."""
    journal = harness.desk().fresh("both.cuebook")
    lot = random.Random(11)
    end = time.monotonic() + seconds
    said, running, n, killed = set(), [], 0, 0
    while running or time.monotonic() < end:
        while len(running) < 3 and time.monotonic() < end:
            running.append((f"new{n}", begun(harness, journal, f"new{n}")))
            n += 1
        word, child = running.pop(0)
        dies = lot.random() < 0.1
        if dies:
            killed += 1
            time.sleep(lot.uniform(0, 0.03))
            child.kill()
        out = child.communicate(timeout=60)[0]
        if SAVED in out:
            said.add(word)
        elif not dies and "try again" not in out:
            raise Lost(f"it says: {out}")
    harness.some(said)
    all_there(harness, journal, said)
    harness.row(f"three programs writing at once for {seconds} s", n, f"{killed} killed, {len(said)} said kept, all there")
