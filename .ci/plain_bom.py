#!/usr/bin/env python3
"""plain_bom.py IN OUT < TREE: a list of contents (CycloneDX) that is the same wherever and whenever it is made.

TREE is what `cargo tree --prefix none --edges normal,build` prints: the crates this build really takes. The list in IN has
those of every feature of a crate that any other crate might ask for.
"""

import json
import os
import sys

text = open(sys.argv[1]).read().replace(f"file://{os.getcwd()}", "file:///cuebook")
bom = json.loads(text)
bom.pop("serialNumber", None)
taken = {tuple(line.split()[:2]) for line in sys.stdin if line.strip()}
bom["components"] = [crate for crate in bom["components"] if (crate["name"], "v" + crate["version"]) in taken]
for crate in bom["components"]:
    # Sources in C: built by a build script, and a part of the program all the same.
    if crate["name"].endswith("-src"):
        crate["scope"] = "required"
listed = {crate["bom-ref"] for crate in bom["components"]} | {bom["metadata"]["component"]["bom-ref"]}
bom["dependencies"] = [
    {**row, "dependsOn": [ref for ref in row.get("dependsOn", []) if ref in listed]}
    for row in bom["dependencies"]
    if row["ref"] in listed
]
missing = {name for name, _ in taken} - {crate["name"] for crate in bom["components"]} - {bom["metadata"]["component"]["name"]}
if missing:
    sys.exit(f"the list lacks {', '.join(sorted(missing))}")
with open(sys.argv[2], "w") as out:
    json.dump(bom, out, indent=1, sort_keys=True)
    out.write("\n")
