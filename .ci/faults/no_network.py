"""Every sub-command and every screen, and no socket opened by any of them."""

import json
import os
import re

from .harness import Lost
from .pseudo_terminal import Terminal

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
    "now": [["now"], ["now", "--short"]],
    "forget": [["forget", "{entry}", "--yes"]],
    "backup": [["backup", "{new}"]],
    "restore": [["restore", "{backup}", "--yes"]],
    "sync": [["sync", "{folder}", "--yes"], ["sync"], ["sync", "--stop"]],
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


def in_a_terminal(command, env):
    """Every key in its turn, each when the app has taken in the one before."""
    app = Terminal(command, env)
    try:
        app.sees("s asleep")
        for keys in KEYS.split("|"):
            for key in keys:
                app.type(key)
                app.rests(1)
        if app.ended() != 0 or b"panicked" in app.told:
            raise Lost(f"the app ended with {app.status}: {app.text()}")
    finally:
        app.away()


def an_entry(harness, journal):
    """The id of a note of it."""
    listed = json.loads(harness.ok(journal, "list", "--json"))
    return next(entry["id"] for entry in listed["entries"] if entry["kind"] == "note")


def no_network(harness):
    """A whole run of everything opens no socket."""
    harness = harness.desk()
    journal = harness.fresh("silent.cuebook")
    archive, backup = harness.path("silent.json"), harness.path("silent-copy.cuebook")
    harness.ok(journal, "export", "--out", archive)
    told = harness.run(journal, "--help").stdout.split("Commands:")[1].split("\n\n")[0]
    listed = [line.split()[0] for line in told.splitlines() if line.startswith("  ") and line[2] != " "]
    commands = [name for name in listed if name != "help"]
    missing = set(commands) - set(EVERYTHING)
    if missing:
        raise Lost(f"these sub-commands are not tried: {missing}")
    if "backup" in commands:
        harness.ok(journal, "backup", backup)
    said, tried = harness.path("sockets"), 0
    trace = ("strace", "-f", "-e", "trace=network", "-o", said)

    def look(what):
        with open(said) as lines:
            calls = [line for line in lines if "(" in line and "SIG" not in line]
        # A pair of ends within the program itself leads nowhere. What goes through one names no address; a socket that
        # leads elsewhere has to be made and connected first, which is seen.
        calls = [line for line in calls if "AF_UNIX" not in line or "connect" in line]
        calls = [line for line in calls if not re.search(r"(recvfrom|sendto)( resumed>|\(.*(NULL, (NULL|0)\)|<unfinished))", line)]
        if calls:
            raise Lost(f"{what} reached for the network: {calls[0]}")

    for name in commands:
        for n, args in enumerate(EVERYTHING[name]):
            new = harness.path(f"new-{name}-{n}")
            entry = an_entry(harness, journal) if "{entry}" in args else ""
            folder = harness.path("shared")
            os.makedirs(folder, exist_ok=True)
            args = [it.format(new=new, archive=archive, backup=backup, entry=entry, folder=folder) for it in args]
            done = harness.run(journal, *args, before=trace, text=TYPED.get(name, ""))
            if done.returncode != 0:
                raise Lost(f"{args}: {done.stderr}")
            look(args)
            tried += 1
    in_a_terminal([*trace, *harness.command(journal)], harness.env())
    look("the app")
    harness.row("a socket opened by any sub-command or by the app", tried + 1, "none")
