#!/usr/bin/env python3
"""plain_bom.py IN OUT: a list of contents (CycloneDX) that is the same wherever and whenever it is made."""

import json
import os
import sys

bom = json.loads(open(sys.argv[1]).read().replace(f"file://{os.getcwd()}", "file:///cuebook"))
bom.pop("serialNumber", None)
with open(sys.argv[2], "w") as out:
    json.dump(bom, out, indent=1, sort_keys=True)
    out.write("\n")
