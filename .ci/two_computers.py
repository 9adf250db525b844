#!/usr/bin/env python3
"""One journal on two computers, through two real `syncthing` on this machine alone: both write at once, runs are killed,
a folder is wiped, conflict copies and half pieces are laid in. In the end both journals are equal and nothing is missing.

    .ci/two_computers.py [SECONDS] [PROGRAM]
"""

import os
import random
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
PROGRAM = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else "target/debug/cuebook")


def free_port():
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


class Computer:
    def __init__(self, root, name):
        self.name = name
        self.home = os.path.join(root, name)
        self.folder = os.path.join(self.home, "Family journal")
        self.carrier = os.path.join(self.home, "syncthing")
        self.journal = os.path.join(self.home, "journal.db")
        os.makedirs(self.folder)
        self.gui, self.port = free_port(), free_port()
        self.env = {**os.environ, "HOME": self.home, "XDG_DATA_HOME": f"{self.home}/data",
                    "XDG_STATE_HOME": f"{self.home}/state", "XDG_CONFIG_HOME": f"{self.home}/config"}
        self.env.pop("CUEBOOK_JOURNAL", None)
        subprocess.run(["syncthing", "generate", f"--home={self.carrier}", "--skip-port-probing"],
                       check=True, env=self.env, capture_output=True)
        told = subprocess.run(["syncthing", f"--home={self.carrier}", "--device-id"],
                              check=True, env=self.env, capture_output=True, text=True)
        self.device = told.stdout.strip()
        self.process = None

    def configure(self, other):
        """Only this machine: no discovery, no relays, no reports."""
        path = f"{self.carrier}/config.xml"
        text = open(path).read()
        text = re.sub(r"<folder .*?</folder>", "", text, count=1, flags=re.S)
        devices = "".join(f'<device id="{it.device}"></device>' for it in (self, other))
        folder = (f'<folder id="family" label="family" path="{self.folder}" type="sendreceive" rescanIntervalS="5"'
                  f' fsWatcherEnabled="true" fsWatcherDelayS="1"><filesystemType>basic</filesystemType>{devices}'
                  f'<minDiskFree unit="%">0</minDiskFree></folder>')
        peer = (f'<device id="{other.device}" name="{other.name}" compression="never">'
                f'<address>tcp://127.0.0.1:{other.port}</address></device>')
        text = text.replace("<gui ", folder + peer + "<gui ", 1)
        text = re.sub(r"(<gui .*?<address>)[^<]*", rf"\g<1>127.0.0.1:{self.gui}", text, count=1, flags=re.S)
        for name, value in {"listenAddress": f"tcp://127.0.0.1:{self.port}", "globalAnnounceEnabled": "false",
                            "localAnnounceEnabled": "false", "relaysEnabled": "false", "natEnabled": "false",
                            "urAccepted": "-1", "crashReportingEnabled": "false", "startBrowser": "false",
                            "autoUpgradeIntervalH": "0", "reconnectionIntervalS": "1"}.items():
            text, n = re.subn(rf"<{name}>[^<]*</{name}>", f"<{name}>{value}</{name}>", text)
            if n == 0:
                text = text.replace("</options>", f"<{name}>{value}</{name}></options>")
        open(path, "w").write(text)

    def carry(self):
        log = open(f"{self.home}/syncthing.log", "w")
        self.process = subprocess.Popen(["syncthing", "serve", f"--home={self.carrier}", "--no-browser"],
                                        env=self.env, stdout=log, stderr=log)

    def run(self, *args, kill_after=None):
        command = [PROGRAM, "--journal", self.journal, *args]
        it = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, text=True)
        if kill_after is not None:
            try:
                it.wait(kill_after)
            except subprocess.TimeoutExpired:
                it.send_signal(signal.SIGKILL)
                it.communicate()
                return None
        out, err = it.communicate(timeout=60)
        if it.returncode != 0:
            raise SystemExit(f"{self.name}: {args}: {out}{err}")
        return out

    def entries(self):
        with sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True) as file:
            rows = file.execute("SELECT hex(id), kind, at, until, note, detail FROM entry ORDER BY id")
            return rows.fetchall()

    def notes(self):
        return {row[4] for row in self.entries() if row[1] == "note"}

    def pieces(self):
        found = []
        for at, _, names in os.walk(self.folder):
            found += [os.path.join(at, name) for name in names]
        return found


def settle(computers, seconds=60):
    until = time.time() + seconds
    while time.time() < until:
        for it in computers:
            it.run("sync")
        if computers[0].entries() == computers[1].entries():
            return time.time()
        time.sleep(0.5)
    raise SystemExit(f"not equal after {seconds} s: {[len(it.entries()) for it in computers]} entries")


def write_at_once(computers, seconds):
    """Both write; some runs are killed. What a run said it saved must be there in the end."""
    saved, runs, killed, n = set(), 0, 0, 0
    until = time.time() + seconds
    while time.time() < until:
        it = random.choice(computers)
        n += 1
        words = f"number {n} by {it.name}"
        kill_after = random.uniform(0.01, 0.3) if random.random() < 0.15 else None
        done = it.run("log", f"note {words}", kill_after=kill_after)
        runs += 1
        if done is None:
            killed += 1
        else:
            saved.add(words)
        if random.random() < 0.2:
            it.run("sync")
        if random.random() < 0.1:
            it.run("undo")
            saved = {words for words in saved if words in it.notes() or not words.endswith(it.name)}
    return saved, runs, killed


def main():
    if not shutil.which("syncthing"):
        print("SKIPPED: two computers, as syncthing is not installed (apt-get install syncthing)")
        return
    random.seed(os.environ.get("SEED", "22"))
    with tempfile.TemporaryDirectory(prefix="two-computers-") as root:
        ana, ben = Computer(root, "ana"), Computer(root, "ben")
        both = [ana, ben]
        ana.configure(ben)
        ben.configure(ana)
        try:
            for it in both:
                it.carry()
            ana.run("log", "note the first")
            ana.run("sync", ana.folder, "--yes")
            until = time.time() + 60
            while not any(path.endswith("/manifest") for path in ben.pieces()):
                if time.time() > until:
                    raise SystemExit("syncthing carried nothing: " + open(f"{ben.home}/syncthing.log").read()[-2000:])
                time.sleep(0.2)
            time.sleep(2)
            ben.run("sync", ben.folder, "--yes")
            saved, runs, killed = write_at_once(both, SECONDS)
            written = time.time()
            took = settle(both) - written
            missing = {words for words in saved if words not in ana.notes()}
            conflicts = [path for path in ana.pieces() + ben.pieces() if "sync-conflict" in path]
            if missing:
                raise SystemExit(f"missing: {sorted(missing)[:5]}")
            # Ana's part of the folder is deleted by hand; conflict copies and half a piece are laid in.
            for path in [path for path in ben.pieces() if path.endswith(".piece")][:3]:
                whole = open(path, "rb").read()
                open(path.replace(".piece", ".sync-conflict-20261122-140000-ABCDEFG.piece"), "wb").write(whole)
                open(os.path.join(os.path.dirname(path), "0" * 32 + ".piece"), "wb").write(whole[: len(whole) // 2])
            room = os.path.join(ana.folder, "cuebook")
            for writer in os.listdir(room):
                shutil.rmtree(os.path.join(room, writer), ignore_errors=True)
            ana.run("log", "note after the folder was wiped")
            ben.run("log", "note written there meanwhile")
            settle(both)
            if not {"after the folder was wiped", "written there meanwhile"} <= ana.notes():
                raise SystemExit("lost what was written around the wiped folder")
            print(f"two computers: {runs} runs in {SECONDS} s, {killed} killed, equal {took:.1f} s after the last,"
                  f" {len(saved)} saved, {len(missing)} missing, {len(conflicts)} conflict files;"
                  f" equal again after a wiped folder, conflict copies and half pieces")
        finally:
            for it in both:
                if it.process:
                    it.process.terminate()
                    it.process.wait(20)


main()
