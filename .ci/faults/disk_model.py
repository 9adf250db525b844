"""What a program did to its folder, read from strace, and what a power cut may leave of it: what was synced is there; of
what was not, all, nothing, a part of the last write, or some of it in any order; names alone, or contents alone.
"""

import os
import random
import re

from .harness import Lost, bytes_of

CALLS = "openat pwrite64 write fsync fdatasync ftruncate unlink unlinkat rename renameat renameat2 link linkat close copy_file_range lseek"
SECTOR = 512
# What becomes of the contents that were not synced, and whether the names are there that were not.
CUTS = [(data, names) for data in ("all", "none", "torn", "last", "some") for names in (True, False)]


def traced(desk, command, run):
    """The calls of a command, each as its name, the strings and the plain arguments in it, and what it returned."""
    trace = desk.root + "/disk-" + os.path.basename(desk.folder)
    calls = ",".join(f"?{call}" for call in CALLS.split())
    run(("strace", "-f", "-xx", "-s", "100000000", "-e", f"trace={calls}", "-e", "signal=none", "-o", trace), command)
    begun, found = {}, []
    with open(trace) as lines:
        for line in lines:
            pid, text = line.rstrip("\n").split(maxsplit=1)
            if text.endswith("<unfinished ...>"):
                begun[pid] = text.removesuffix("<unfinished ...>")
                continue
            if text.startswith("<..."):
                text = begun.pop(pid) + text.split("resumed>", 1)[1]
            call = re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", text)
            if call and int(call[3]) >= 0:
                strings = [bytes.fromhex(hexed.replace("\\x", "")) for hexed in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', call[2])]
                plain = re.sub(r'"[^"]*"', '""', call[2]).split(", ")
                found.append((call[1], strings, plain, int(call[3])))
    os.remove(trace)
    return found


def put(names, path, file, gone):
    """Gives a file a name, or takes the name away, and another with it in the same step."""
    names.pop(path, None)
    names.pop(gone, None)
    if file is not None:
        names[path] = file


class Recording:
    """`steps`: ("data", file, offset, bytes), ("size", file, size), ("name", path, file or None, name that goes with it or
    None), ("sync", file), ("folder", path), ("said", text). A file is a number."""

    def __init__(self, desk, base, calls):
        self.folder = desk.folder
        self.names = {}
        self.base = {}
        for at, _, names in os.walk(base):
            for name in names:
                path = os.path.join(at, name)
                self.base[len(self.base)] = bytes_of(path)
                self.names[os.path.relpath(path, base)] = len(self.base) - 1
        self.steps = []
        self.model(calls)
        for path, content in self.state(len(self.steps), "all", True).items():
            if bytes_of(os.path.join(self.folder, path)) != content:
                raise Lost(f"the model of the disk is wrong: {path}")

    def path(self, raw, within=None):
        """A path within the folder, or in a folder of it that is open."""
        within = os.path.join(self.folder, within) if isinstance(within, str) else "/"
        path = os.path.relpath(os.path.join(within, raw.decode()), self.folder)
        return None if path.startswith("..") else path

    def model(self, calls):
        now, sizes, open_files, at = dict(self.names), {n: len(b) for n, b in self.base.items()}, {}, {}
        live = {n: bytearray(b) for n, b in self.base.items()}

        def write(file, offset, data):
            live[file].extend(bytes(max(0, offset + len(data) - len(live[file]))))
            live[file][offset : offset + len(data)] = data
            self.steps.append(("data", file, offset, bytes(data)))

        def resize(file, size):
            live[file][size:] = bytes(max(0, size - len(live[file])))
            self.steps.append(("size", file, size))

        def name(path, file, gone=None):
            put(now, path, file, gone)
            self.steps.append(("name", path, file, gone))

        for call, strings, plain, answer in calls:
            fd = int(plain[0]) if plain[0].isdigit() else None
            if call == "openat":
                path = self.path(strings[0], open_files.get(fd))
                open_files.pop(answer, None)
                if path is None:
                    continue
                if "O_DIRECTORY" in plain[2] or os.path.isdir(os.path.join(self.folder, path)):
                    open_files[answer] = path
                    continue
                if path not in now:
                    live[len(live)] = bytearray()
                    name(path, len(live) - 1)
                elif "O_TRUNC" in plain[2]:
                    resize(now[path], 0)
                open_files[answer], at[answer] = now[path], 0
            elif call in ("write", "pwrite64"):
                if fd == 1:
                    self.steps.append(("said", strings[0].decode(errors="replace")))
                elif isinstance(open_files.get(fd), int):
                    offset = int(plain[3]) if call == "pwrite64" else at[fd]
                    write(open_files[fd], offset, strings[0][:answer])
                    if call == "write":
                        at[fd] += answer
            elif call == "copy_file_range" and fd in open_files:
                to = int(plain[2])
                if to in open_files:
                    write(open_files[to], at[to], live[open_files[fd]][at[fd] : at[fd] + answer])
                    at[fd], at[to] = at[fd] + answer, at[to] + answer
            elif call == "lseek" and fd in at:
                at[fd] = answer
            elif call == "close":
                open_files.pop(fd, None)
            elif call == "ftruncate" and fd in open_files:
                resize(open_files[fd], int(plain[1]))
            elif call in ("fsync", "fdatasync") and fd in open_files:
                file = open_files[fd]
                self.steps.append(("sync", file) if isinstance(file, int) else ("folder", file))
            elif call.startswith("unlink") and "AT_REMOVEDIR" not in plain:
                path = self.path(strings[0], open_files.get(fd))
                if path in now:
                    name(path, None)
            elif call.startswith(("rename", "link")):
                old, new = (self.path(raw) for raw in strings[:2])
                if old in now and new is not None:
                    name(new, now[old], old if call.startswith("rename") else None)

    def cuts(self):
        """Where the power may fail: before each sync and each change of a name, and at the end."""
        found = [n for n, step in enumerate(self.steps) if step[0] in ("sync", "folder", "name")]
        return [*found, len(self.steps)]

    def said(self, cut):
        return "".join(step[1] for step in self.steps[:cut] if step[0] == "said")

    def state(self, cut, data, names):
        """The files after a power cut, by name."""
        steps = self.steps[:cut]
        synced = {step[1]: n for n, step in enumerate(steps) if step[0] == "sync"}
        folders = {step[1]: n for n, step in enumerate(steps) if step[0] == "folder"}
        waiting = [n for n, s in enumerate(steps) if s[0] in ("data", "size") and n > synced.get(s[1], -1)]
        lot = random.Random(f"{cut} {data}")
        dropped = {
            "all": set(),
            "none": set(waiting),
            "torn": set(),
            "last": set(waiting[:-1]),
            "some": {n for n in waiting if lot.random() < 0.5},
        }[data]
        found, files = dict(self.names), {n: bytearray(b) for n, b in self.base.items()}
        for n, step in enumerate(steps):
            if step[0] == "name":
                there = os.path.dirname(step[1]) or "."
                if names or n < folders.get(there, -1):
                    put(found, *step[1:])
            if step[0] not in ("data", "size") or n in dropped:
                continue
            file = files.setdefault(step[1], bytearray())
            if step[0] == "size":
                file[step[2] :] = bytes(max(0, step[2] - len(file)))
                continue
            _, _, offset, content = step
            if data == "torn" and waiting and n == waiting[-1]:
                content = content[: lot.randrange(0, len(content) + 1, SECTOR)]
            file.extend(bytes(max(0, offset + len(content) - len(file))))
            file[offset : offset + len(content)] = content
        return {path: bytes(files.get(file, b"")) for path, file in found.items()}
