"""The groups of faults that `.ci/faults.py` tries: one file each."""
