"""The clock set back between two changes."""

from .harness import Lost


def clock_back(harness):
    journal = harness.desk().fresh("clock.cuebook")
    earlier = "2026-11-20T09:00:00+00:00"
    harness.ok(journal, "log", "note new", now=earlier)
    harness.ok(journal, "undo", now="2026-11-19T09:00:00+00:00")
    if "new" in harness.notes(journal):
        raise Lost("undo took another change")
    harness.ok(journal, "redo", now=earlier)
    if "new" not in harness.notes(journal):
        raise Lost("redo did not bring it back")
    harness.row("clock set back between changes", 3, "undo and redo follow the order of writing")
