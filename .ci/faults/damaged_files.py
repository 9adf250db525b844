"""Files that were cut short or have bits turned over."""

import random

from .harness import bytes_of


def damaged(harness, times):
    """Cut short and with bits turned over: a sentence, or a right answer; never a crash."""
    desk = harness.desk()
    whole, lot = bytes_of(desk.fresh("whole.cuebook", 40)), random.Random(7)
    said = answered = 0
    for n in range(times):
        bad = bytearray(whole)
        if n % 2:
            bad = bad[: lot.randrange(1, len(bad))]
        else:
            for _ in range(lot.choice((1, 8, 200))):
                bad[lot.randrange(len(bad))] ^= 1 << lot.randrange(8)
        trial = harness.desk()
        path = trial.path("bad.cuebook")
        with open(path, "wb") as file:
            file.write(bad)
        for args in (("list",), ("trends", "--weeks", "all"), ("log", "note new"), ("undo",), ("export",)):
            if trial.run(path, *args).returncode == 0:
                answered += 1
            else:
                said += 1
        trial.clear()
    harness.row("a journal cut short or with bits turned over", times, f"{said} sentences, {answered} answers, no crash")
