#!/usr/bin/env python3
"""Faults, tried for real on the built program: killed at every system call and at random, every write and sync failing
in turn, a full disk, a slow one, folders that may not be written, files cut short and with bits turned over, programs
writing at once, the clock set back, the terminal closed. What the program said was kept must be there, whatever happened
to it; a lock, a seal or a restore that is cut off leaves one whole journal.

    .ci/faults.py [--cuebook target/release/cuebook] [--long] [--most N] [--only WORD]

Needs python3, sqlite3 (python's own) and strace; says what it left out where strace may not trace or no disk may be
mounted. Prints a table and ends with 1 when anything was lost, a message was a panic or wrong, or nothing was said.
The groups are in `.ci/faults/`. With --long it takes every call, and an hour or two; without, some of each.
"""

import argparse
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True

from faults import app, calls, disk, many, silent, whole  # noqa: E402
from faults.bench import Bench, Lost  # noqa: E402

# Refused where the work is the rarer one: with --long only.
RARER = ("lock --change", "unseal")


def traced(bench):
    """What needs to look at system calls: pairs of a name and the fault."""
    found = [
        calls.entry_killed,
        calls.failing,
        calls.loading,
        calls.full,
        calls.slow,
        calls.import_killed,
        calls.import_failing,
        silent.silent,
    ]
    faults = [(fault.__name__, lambda fault=fault: fault(bench)) for fault in found]
    for work in whole.ALL:
        faults.append((f"`{work.name}` killed", lambda work=work: whole.killed(bench, work)))
        if bench.long or work.name not in RARER:
            faults.append((f"`{work.name}` refused", lambda work=work: whole.refused(bench, work)))
    return faults


def others(bench):
    long = bench.long
    return [
        ("killed at random", lambda: many.killed_at_random(bench, 5000 if long else 2000)),
        ("the app killed", lambda: app.app_killed(bench, 300 if long else 24)),
        ("the terminal closed", lambda: app.closed(bench, 12 if long else 2)),
        ("read only", lambda: many.read_only(bench)),
        ("modes lost", lambda: many.modes_lost(bench, 60 if long else 10)),
        ("a full disk", lambda: disk.full_disk(bench)),
        ("damaged", lambda: disk.damaged(bench, 600 if long else 120)),
        ("writing at once", lambda: many.both_write(bench, 300 if long else 20)),
        ("clock back", lambda: many.clock_back(bench)),
    ]


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cuebook", default="target/debug/cuebook")
    asked.add_argument("--long", action="store_true", help="every call, thousands of kills, minutes of writing at once")
    asked.add_argument("--most", type=int, help="so many calls of a name at most while a lock, a seal or a copy is made")
    asked.add_argument("--only", default="", help="the faults whose name has this word")
    asked = asked.parse_args()
    bench = Bench(asked.cuebook, asked.long, asked.most)
    print(f"  {'fault':<62} {'tried':>6}  what came of it")
    faults = others(bench)
    if calls.traceable():
        faults += traced(bench)
    else:
        print("  left out, as strace may not trace here: calls that fail, kills at every call, full and slow disk")
    begun = time.monotonic()
    for name, fault in faults:
        if asked.only not in name:
            continue
        try:
            fault()
        except (Lost, subprocess.TimeoutExpired) as lost:
            bench.lose(name, lost)
    print(f"  {time.monotonic() - begun:.0f} s")
    if bench.lost:
        print(f"  LOST: {len(bench.lost)} of the above; the files are in {bench.root}")
        return 1
    shutil.rmtree(bench.root, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
