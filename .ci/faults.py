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

from faults import (  # noqa: E402
    app_killed,
    clock_set_back,
    concurrent_writers,
    damaged_files,
    failing_syscalls,
    files_put_there,
    full_disk,
    no_network,
    permissions,
    power_cut,
    random_kills,
    shared_folder,
    swaps_beside_writers,
    upgrades,
    whole_file_rewrites,
)
from faults.harness import Harness, Lost  # noqa: E402

# Refused where the work is the rarer one: with --long only.
RARER = ("lock --change", "unseal")


def traced(harness):
    """What needs to look at system calls: pairs of a name and the fault."""
    found = [
        failing_syscalls.entry_killed,
        failing_syscalls.failing,
        failing_syscalls.loading,
        failing_syscalls.full,
        failing_syscalls.slow,
        failing_syscalls.import_killed,
        failing_syscalls.import_failing,
        no_network.no_network,
        shared_folder.beginning,
        shared_folder.killed,
        shared_folder.failing,
        shared_folder.hanging,
        shared_folder.hanging_sync,
        shared_folder.restored,
        power_cut.first,
        power_cut.entries,
        power_cut.swaps,
        swaps_beside_writers.without_locks,
        swaps_beside_writers.writers_without_locks,
        files_put_there.stale_rollback,
        upgrades.killed,
        upgrades.failing,
        upgrades.power_cut,
    ]
    faults = [(f"{fault.__module__.split('.')[-1]}.{fault.__name__}", lambda fault=fault: fault(harness)) for fault in found]
    for work in whole_file_rewrites.ALL:
        faults.append((f"`{work.name}` killed", lambda work=work: whole_file_rewrites.killed(harness, work)))
        if harness.long or work.name not in RARER:
            faults.append((f"`{work.name}` refused", lambda work=work: whole_file_rewrites.refused(harness, work)))
    return faults


def others(harness):
    long = harness.long
    return [
        ("killed at random", lambda: random_kills.killed_at_random(harness, 5000 if long else 2000)),
        ("the app killed", lambda: app_killed.app_killed(harness, 300 if long else 24)),
        ("the terminal closed", lambda: app_killed.closed(harness, 12 if long else 2)),
        ("read only", lambda: permissions.read_only(harness)),
        ("modes lost", lambda: permissions.modes_lost(harness, 60 if long else 10)),
        ("a full disk", lambda: full_disk.full_disk(harness)),
        ("damaged", lambda: damaged_files.damaged(harness, 600 if long else 120)),
        ("writing at once", lambda: concurrent_writers.both_write(harness, 300 if long else 20)),
        ("replaced beside writers", lambda: swaps_beside_writers.with_lock(harness)),
        ("replaced, lock read only", lambda: swaps_beside_writers.read_only_lock(harness)),
        ("replaced, lock closed", lambda: swaps_beside_writers.closed_lock(harness)),
        ("written into", lambda: files_put_there.written_into(harness)),
        ("a foreign schema", lambda: files_put_there.foreign_schema(harness)),
        ("clock back", lambda: clock_set_back.clock_back(harness)),
    ]


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cuebook", default="target/debug/cuebook")
    asked.add_argument("--long", action="store_true", help="every call, thousands of kills, minutes of writing at once")
    asked.add_argument("--most", type=int, help="so many calls of a name at most while a lock, a seal or a copy is made")
    asked.add_argument("--only", default="", help="the faults whose name has this word")
    asked = asked.parse_args()
    harness = Harness(asked.cuebook, asked.long, asked.most)
    print(f"  {'fault':<62} {'tried':>6}  what came of it")
    faults = others(harness)
    if failing_syscalls.traceable():
        faults += traced(harness)
    else:
        print("  left out, as strace may not trace here: calls that fail, kills at every call, full and slow disk")
    begun = time.monotonic()
    for name, fault in faults:
        if asked.only not in name:
            continue
        try:
            fault()
        except (Lost, subprocess.TimeoutExpired) as lost:
            harness.lose(name, lost)
    print(f"  {time.monotonic() - begun:.0f} s")
    if harness.lost:
        print(f"  LOST: {len(harness.lost)} of the above; the files are in {harness.root}")
        return 1
    shutil.rmtree(harness.root, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
