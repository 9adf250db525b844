#!/usr/bin/env python3
"""crate_licences.py OUT < TREE: the licences of the crates a program is made of, each text once, under the crates it is of.

TREE is what `cargo tree --prefix none --edges normal,build` prints. A crate that brings no text is named with what its
Cargo.toml says.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

TEXTS = re.compile(r"(un)?licen[cs]e|copying|notice|copyright", re.IGNORECASE)

taken = {tuple(line.split()[:2]) for line in sys.stdin if line.strip()}
packages = json.loads(subprocess.check_output(["cargo", "metadata", "--locked", "--format-version", "1"]))["packages"]
crates_of_text, without = {}, []
# The same text is set in many widths.
first_setting = {}
for package in sorted(packages, key=lambda package: (package["name"], package["version"])):
    if package["source"] is None or (package["name"], "v" + package["version"]) not in taken:
        continue
    name = f"{package['name']} {package['version']} ({package['license'] or 'licence in its own words'})"
    folder = Path(package["manifest_path"]).parent
    # Sources in C lie in a folder of the crate's.
    files = [file for file in [*folder.iterdir(), *folder.glob("*/*")] if TEXTS.match(file.name) and file.is_file()]
    texts = {file.read_text(errors="replace").strip() for file in files if file.suffix in ("", ".txt", ".md", ".rst") or "LICENSE" in file.name}
    texts.discard("")
    for text in sorted(texts):
        names = crates_of_text.setdefault(first_setting.setdefault("".join(text.split()).lower(), text), [])
        if name not in names:
            names.append(name)
    if not texts:
        without.append(name)

with open(sys.argv[1], "w") as out:
    out.write("What cuebook is made of, and the words it may be used under. cuebook's own are in LICENSE-MIT and LICENSE-APACHE.\n")
    out.write("The program for Linux also holds musl (MIT, https://musl.libc.org), and both hold Rust's library (MIT or Apache-2.0).\n")
    if without:
        out.write("\nThese bring no text of their own:\n\n" + "".join(f"  {name}\n" for name in without))
    for text, names in sorted(crates_of_text.items(), key=lambda row: (row[1], row[0])):
        out.write("\n" + "=" * 80 + "\n" + "".join(f"{name}\n" for name in names) + "-" * 80 + f"\n{text}\n")
