"""The app in a terminal: killed while it keeps note after note, and its terminal closed over what is half typed."""

import os
import random
import signal
import time

from .harness import SAVED, Lost
from .pseudo_terminal import Terminal

READY = "s asleep"
OPEN = "your note"


def opened(harness, journal):
    app = Terminal(harness.command(journal), harness.env())
    if not app.sees(READY):
        app.away()
        raise Lost(f"the app did not come up: {app.text()}")
    return app


def noted(app, words, end):
    """Types a note and keeps it; answers whether the status line said so before the end."""
    # The status line repeats no words: they stand in the list beneath it.
    for keys, shows in (("n", (OPEN,)), (words, (words,)), ("\x13", (words, f"{SAVED}: 14:07 note", READY))):
        app.type(keys)
        while not all(part in app.text() for part in shows):
            if not app.read(max(0.0, min(0.02, end - time.monotonic()))):
                return False
            if time.monotonic() >= end:
                return all(part in app.text() for part in shows) and keys == "\x13"
    return True


def round_of_notes(harness, journal, lot, turn):
    """One app, killed at some moment of its writing; answers with what it said was kept."""
    app = opened(harness, journal)
    said, n, end = set(), 0, time.monotonic() + lot.uniform(0.05, 1.2)
    try:
        while time.monotonic() < end:
            words = f"r{turn}w{n}"
            if noted(app, words, end):
                said.add(words)
            n += 1
        app.kill()
        app.ended()
        if app.status is None or b"panicked" in app.told:
            raise Lost(f"it ended with {app.status}: {app.text()}")
    finally:
        app.away()
    return said


def app_killed(harness, rounds):
    """One long run of the app writes note after note until it is killed: what the status line said was kept is there."""
    journal, lot, said = harness.desk().fresh("app.cuebook"), random.Random(17), set()
    for turn in range(rounds):
        said |= round_of_notes(harness, journal, lot, turn)
        missing = said - harness.notes(journal)
        if missing:
            raise Lost(f"{missing} were kept, says the status line, and are gone")
        harness.sound(journal)
    harness.some(said)
    harness.row("the app killed while it writes note after note", rounds, f"{len(said)} said kept, all there")


# How a session ends without the parent: the window closed, or the system told it to.
ENDS = {"closed": Terminal.close, "hung up": lambda app: app.kill(signal.SIGHUP), "ended": lambda app: app.kill(signal.SIGTERM)}


def half_typed(harness, lot, key, typed, how):
    """Closes the terminal over a form or a line and opens the app again: what stood there is offered."""
    journal = harness.desk().fresh("closed.cuebook", 1)
    app = opened(harness, journal)
    try:
        app.type(key)
        app.rests()
        app.type(typed)
        if not app.sees(typed):
            raise Lost(f"{typed} is not on the screen: {app.text()}")
        time.sleep(lot.uniform(0, 0.4))
        ENDS[how](app)
        status = app.ended()
    finally:
        app.away()
    after = opened(harness, journal)
    try:
        after.type(key)
        if not after.sees(typed):
            raise Lost(f"{how} over {typed!r}: it is not offered: {after.text()}")
    finally:
        after.away()
    harness.sound(journal)
    if status is None or os.WIFSIGNALED(status):
        raise Lost(f"{how} over {typed!r}: what was typed is there, but it ended with {status}, and not by itself")


def closed(harness, rounds):
    lot, tried, lost = random.Random(19), 0, []
    for turn in range(rounds):
        for key, typed in (("n", f"half a note {turn}"), (":", f"note half a line {turn}")):
            for how in ENDS:
                tried += 1
                try:
                    half_typed(harness, lot, key, typed, how)
                except Lost as why:
                    lost.append(str(why))
    if lost:
        raise Lost("\n      ".join([f"{len(lost)} of {tried}", *sorted(set(lost))[:6]]))
    harness.row("the terminal closed over a form and a typed line", tried, "offered again each time")
