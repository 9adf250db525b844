#!/usr/bin/env python3
"""The fortnight after a bad photocopier: 70 dots an inch, grey, then black or white. In every row what is asleep, asleep
about, awake and not known must still be told apart. `tests/pages_copy.py CUEBOOK JOURNAL PDF`; the states come from
`list --json` and `trends --json`, the places from the words of the PDF. Any doubt ends it with status 1."""
import datetime as dt
import json
import re
import subprocess
import sys
from collections import defaultdict
from zoneinfo import ZoneInfo

cuebook, journal, pdf = sys.argv[1:]
DPI = 70
# Points: where a row's 24 hours begin, how wide they are, how high a bar is.
ROW_LEFT, DAY_WIDTH, BAR_HEIGHT = 44.0, 356.0, 9.0


def run(*args):
    return subprocess.run(args, capture_output=True, check=True).stdout


def ask(*args):
    return json.loads(run(cuebook, "--journal", journal, *args))


# The copy: one byte a dot.
image = run("pdftoppm", "-r", str(DPI), "-gray", "-f", "1", "-l", "1", pdf)
head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image)
width, dots = int(head[1]), image[head.end():]
black = bytes(dot < 128 for dot in dots)

words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', run("pdftotext", "-bbox", "-l", "1", pdf, "-").decode())
words = [(float(x), (float(top) + float(bottom)) / 2, text) for x, top, bottom, text in words]
margin = min(x for x, _, _ in words)
rows = {}
for (x, y, day), (_, _, number) in zip(words, words[1:]):
    if abs(x - margin) < 1 and day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") and number.isdigit():
        rows[int(number)] = y

family = ask("export")["family"]
zone = ZoneInfo(family["zone"])
stats = ask("trends", "--json", "--weeks", "4")
at = lambda text: dt.datetime.fromisoformat(text).timestamp()
sleeps = [it for it in ask("list", "--json", "--from", "1990-01-01")["entries"] if it["kind"] == "sleep" and it.get("baby") == stats["baby"] and "until" in it]


def state(begin, end, sleep):
    """What one stretch of a row is, and nothing where it is of two kinds or of none that is known for certain."""
    inside = [it for it in sleeps if at(it["at"]) < end and begin < at(it["until"])]
    if inside:
        whole = len(inside) == 1 and at(inside[0]["at"]) <= begin and end <= at(inside[0]["until"])
        return ("about" if inside[0].get("about") or inside[0].get("wakings") else "asleep") if whole else None
    at_night = dt.datetime.fromtimestamp(begin, zone).hour not in range(7, 19)
    if sleep["bouts"] is None:
        return "not known"
    if at_night:
        return {"whole": "awake", "none": "not known", "words": "not known"}.get(sleep["night"])
    return "awake" if sleep["day_recorded"] else None


found = defaultdict(lambda: defaultdict(list))
STRETCH = 30 * 60
for day in stats["days"][-15:]:
    date = dt.date.fromisoformat(day["date"])
    start = dt.datetime.combine(date, dt.time(7), zone).timestamp()
    if date.day not in rows or day["sleep"]["night"] in ("running", "to-come"):
        continue
    for step in range(2, 24 * 12 - 8):
        begin = start + step * 300
        # A few minutes at both ends belong to the edges of bars.
        kind = state(begin - 600, begin + STRETCH + 600, day["sleep"])
        left = margin + ROW_LEFT + (begin - start) / 86400 * DAY_WIDTH
        columns = range(round(left * DPI / 72), round((left + STRETCH / 86400 * DAY_WIDTH) * DPI / 72))
        # The dotted line at seven stands in every row.
        if kind is None or begin - 600 <= start + 12 * 3600 <= begin + STRETCH + 600:
            continue
        band = range(round((rows[date.day] - BAR_HEIGHT / 2) * DPI / 72), round((rows[date.day] + BAR_HEIGHT / 2) * DPI / 72))
        inked = sum(black[y * width + x] for y in band for x in columns) / (len(band) * len(columns))
        found[date][kind].append(inked)

wrong = 0
order = ["not known", "awake", "about", "asleep"]
everywhere = {kind: [ink for row in found.values() for ink in row[kind]] for kind in order}
for kind, inks in everywhere.items():
    if not inks:
        print(f"pages_copy: nothing of the page is {kind}", file=sys.stderr)
        wrong += 1
    else:
        print(f"pages_copy: {kind}: {min(inks):.2f} to {max(inks):.2f} black, {len(inks)} places")
for lighter, darker in zip(order, order[1:]):
    for date, row in found.items():
        pale, dark = row[lighter] or everywhere[lighter], row[darker]
        if dark and pale and max(pale) + 0.04 > min(dark):
            print(f"pages_copy: {date}: {lighter} ({max(pale):.2f}) looks like {darker} ({min(dark):.2f})", file=sys.stderr)
            wrong += 1
sys.exit(wrong > 0)
