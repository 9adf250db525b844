#!/usr/bin/env python3
"""The figures of the sheet for the health visitor, worked out a second time from `cuebook list --json` alone and looked
for in the sheet as text, Markdown, HTML and PDF, in the FHIR bundle and in the CSV. `tests/pages_numbers.py CUEBOOK JOURNAL [FROM TO]`; days from 07:00,
nights from 19:00 to 07:00, and no coverage marks but those of the archive. Any difference ends it with status 1."""
import csv
import datetime as dt
import html
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from zoneinfo import ZoneInfo

cuebook, journal, *days = sys.argv[1:]
asked = ["--from", days[0], "--to", days[1]] if days else []


def run(*args):
    done = subprocess.run([cuebook, "--journal", journal, *args], capture_output=True, check=True)
    return done.stdout


sheet = {ending: run("report", "--fresh", *asked, "--format", ending, "--out", "-") for ending in ("txt", "md", "html", "pdf")}
pdf = subprocess.run(["pdftotext", "-layout", "-", "-"], input=sheet["pdf"], capture_output=True, check=True)
sheet["pdf"] = pdf.stdout
flat = {}
for ending, page in sheet.items():
    words = page.decode()
    if ending == "html":
        words = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<style>.*?</style>", "", words)))
    words = words.replace("\\", "") if ending == "md" else words
    flat[ending] = " ".join(words.replace("\xa0", " ").split())

family = json.loads(run("export"))["family"]
zone = ZoneInfo(family["zone"])
stats = json.loads(run("trends", "--json", *(asked or ["--weeks", "4"])))
baby = stats["baby"]
entries = [it for it in json.loads(run("list", "--json", "--from", "1990-01-01"))["entries"] if it.get("baby") == baby and "at" in it]
HOUR = 3600


def at(text):
    return dt.datetime.fromisoformat(text).timestamp()


def clock(date, hour, ahead=0):
    return dt.datetime.combine(date + dt.timedelta(days=ahead), dt.time(hour), zone).timestamp()


# The sheet's own days: those of its rows.
title = re.search(r"Sleep, (.*)", sheet["txt"].decode())
if title is None:
    sys.exit("pages_numbers: the sheet has no rows of sleep")
today = dt.datetime.fromisoformat(__import__("os").environ["CUEBOOK_NOW"]).astimezone(zone)
now = today.timestamp()
this_day = (today - dt.timedelta(hours=7)).date()
person = next(it for it in family["babies"] if it.get("name", "Baby") == baby)
born = person.get("born")
if days:
    first, last = map(dt.date.fromisoformat, days)
else:
    first, last = this_day - dt.timedelta(days=14), this_day
starts = [at(it["at"]) for it in entries]
earliest = dt.date.fromisoformat(born) if born else (dt.datetime.fromtimestamp(min(starts), zone) - dt.timedelta(hours=7)).date()
first = max(first, earliest)

sleeps = [it for it in entries if it["kind"] == "sleep" and "night" not in it]
closed = sorted((at(it["at"]), at(it["until"])) for it in sleeps if "until" in it and at(it["until"]) - at(it["at"]) > 60)
bouts = []
for begin, end in closed:
    # Minutes of the clock: from the minute it began in up to the minute it ended in.
    begin, end = begin // 60 * 60, end // 60 * 60
    if bouts and begin <= bouts[-1][1]:
        bouts[-1][1] = max(bouts[-1][1], end)
    else:
        bouts.append([begin, end])
opened = [at(it["at"]) for it in sleeps if "until" not in it]
runs = [begin for begin, it in ((at(it["at"]), it) for it in sleeps if "until" not in it) if now - begin < 24 * HOUR and not it.get("imported")]
marks = {(it["date"], it["span"]): it["complete"] for it in family.get("coverage", []) if it.get("baby") in (None, person["id"])}


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def asleep(span):
    return sum(overlap(bout, span) for bout in bouts) // 60


def is_nights(bout, night):
    mid = overlap(bout, night)
    starts_in = night[0] <= bout[0] < night[1]
    late = bout[0] >= night[1] - HOUR and bout[1] - night[1] > (bout[1] - bout[0]) / 2
    return (starts_in and not late) or mid * 2 > bout[1] - bout[0] or mid * 2 > night[1] - night[0]


whole, in24, day_min, naps, longest, onset, up, awake, woke = ([] for _ in range(9))
bundle_nights = {}
date = first
while date <= last:
    night = (clock(date, 19), clock(date, 7, 1))
    daytime = (clock(date, 7), clock(date, 19))
    own = [bout for bout in bouts if overlap(bout, night) and is_nights(bout, night)]
    gaps = [b[0] - a[1] for a, b in zip(own, own[1:])]
    mark = marks.get((date.isoformat(), "night"))
    is_whole = bool(own) and night[1] <= now and not any(night[0] <= begin < night[1] for begin in runs)
    if is_whole and mark is None:
        is_whole = (
            own[0][0] - night[0] <= 5 * HOUR
            and night[1] - own[-1][1] <= 3 * HOUR
            and max(gaps, default=0) <= 4 * HOUR
            and asleep(night) * 60 * 3 >= night[1] - night[0]
            and not any(night[0] <= begin < night[1] for begin in opened)
        )
    elif mark is not None:
        is_whole = is_whole and mark
    # Every gap between sleeps that reaches into the day is 7 hours at most; the gap before a sleep without an end, too.
    gaps_by_day, known_from = [], None
    for begin, end in bouts:
        if known_from is not None and known_from < daytime[1] and begin > daytime[0]:
            gaps_by_day.append((known_from, begin))
        known_from = end if known_from is None else max(known_from, end)
    began = any(begin < daytime[0] for begin, _ in bouts)
    closes = known_from is not None and known_from >= daytime[1]
    if not closes and known_from is not None:
        closes = any(daytime[1] <= begin <= known_from + 7 * HOUR for begin in opened)
    gaps_are_short = all(
        b - a <= 7 * HOUR or any(daytime[1] <= begin <= a + 7 * HOUR for begin in opened) for a, b in gaps_by_day
    )
    day_mark = marks.get((date.isoformat(), "day"))
    full_day = daytime[1] <= now and not any(daytime[0] <= begin < daytime[1] for begin in opened)
    full_day = full_day and began and closes and gaps_are_short
    full_day = day_mark if day_mark is not None else full_day
    if is_whole:
        whole.append(date)
        noted = [it for it in sleeps if it.get("wakings") and "until" in it and overlap((at(it["at"]), at(it["until"])), night)]
        night_min = asleep(night)
        if full_day:
            day_min.append(asleep(daytime))
            in24.append(night_min + day_min[-1])
            others = [b for b in bouts if overlap(b, daytime) and b not in own]
            previous = (clock(date, 19, -1), clock(date, 7))
            naps.append(sum(1 for b in others if not is_nights(b, previous)))
        bare = [(b[1] - b[0]) // 60 for b in own if not any(overlap(b, (at(it["at"]), at(it["until"]))) for it in noted)]
        rough = [(b[1] - b[0]) // 60 for b in own if any(overlap(b, (at(it["at"]), at(it["until"]))) for it in noted)]
        unbroken = max(bare) if bare and max(bare) >= max(rough, default=0) else None
        if unbroken is not None:
            longest.append(unbroken)
        about = any(it.get("about") and "until" in it and overlap((at(it["at"]), at(it["until"])), night) for it in sleeps)
        wakings = len(own) - 1 + sum(it["wakings"] for it in noted)
        bundle_nights[date.isoformat()] = (night_min, wakings, unbroken, about)
        noon = dt.datetime.combine(date, dt.time(12))
        for into, secs in ((onset, own[0][0]), (up, own[-1][1])):
            local = dt.datetime.fromtimestamp(secs, zone).replace(tzinfo=None)
            into.append(int((local - noon).total_seconds() // 60))
        woke.append(len(own) - 1 + sum(it["wakings"] for it in noted))
        if not noted:
            span = (max(own[0][0], night[0]), min(own[-1][1], night[1]))
            awake.append(int(span[1] - span[0]) // 60 - asleep(span))
    date += dt.timedelta(days=1)


def quarters(twice):
    fives = int((twice + 5) // 10 * 5)
    if fives < 60:
        return f"{fives} min"
    n = int((twice + 15) // 30)
    return f"{n // 4}{['', '¼', '½', '¾'][n % 4]} h"


def from_noon(twice):
    n = int(twice // 2 + 720) % 1440
    return f"{n // 60:02}:{n % 60:02}"


def halves(twice):
    return f"{int(twice // 2)}{'.5' if twice % 2 else ''}"


def usual(values, say):
    if not values:
        return None
    if len(values) < 3:
        return ", ".join(say(v * 2) for v in values)
    order = sorted(values)
    twice = order[(len(order) - 1) // 2] + order[len(order) // 2]
    middle, low, high = say(twice), say(order[0] * 2), say(order[-1] * 2)
    if low == high:
        return middle
    unit = " " + middle.rsplit(" ", 1)[1] if " " in middle else ""
    if unit and low.endswith(unit) and high.endswith(unit):
        low, high = low[: -len(unit)], high[: -len(unit)]
    return f"{middle} ({low} – {high})"


nights = f"{len(whole)} whole night{'' if len(whole) == 1 else 's'}"
told = [("", nights if whole else None)]
told += [
    ("in 24 hours", usual(in24, quarters)),
    ("night", usual([asleep((clock(d, 19), clock(d, 7, 1))) for d in whole], quarters)),
    ("day", usual(day_min, quarters)),
    ("naps", usual(naps, halves)),
    ("longest stretch", usual(longest, quarters)),
    ("to sleep about", usual(onset, from_noon)),
    ("up about", usual(up, from_noon)),
    ("awake at night", usual(awake, quarters)),
    ("woke at night", usual(woke, halves)),
]
span = (clock(first, 7), clock(last, 7, 1))
touched = {(dt.datetime.fromtimestamp(at(it["at"]), zone) - dt.timedelta(hours=7)).date() for it in entries
           if it["kind"] == "massage" and "not_today" not in it and span[0] <= at(it["at"]) < span[1]}
if touched:
    told.append(("", f"on {len(touched)} day{'' if len(touched) == 1 else 's'}"))
wrong = 0
for label, words in told:
    if words is None:
        continue
    for ending, page in flat.items():
        if words not in page:
            print(f"pages_numbers: {ending}: {label}: {words!r} is not on the sheet", file=sys.stderr)
            wrong += 1
settled = Counter(code for it in sleeps if span[0] <= at(it["at"]) < span[1] for code in it.get("settled", []))
if settled and max(settled.values()) not in [int(n) for n in re.findall(r"fell asleep:? +.*?(\d+)", flat["txt"])]:
    print("pages_numbers: how baby fell asleep is counted otherwise", file=sys.stderr)
    wrong += 1

# The bundle: each whole night of these days, and no other.
bundle = [it["resource"] for it in json.loads(run("export", "--format", "fhir"))["entry"]]
patient = next(it["id"] for it in bundle if it["resourceType"] == "Patient" and it["name"][0]["text"] == baby)


def answer(night, code):
    parts = [it for it in night.get("component", []) if it["code"]["coding"][0]["code"] == code]
    return next((it.get("valueInteger", it.get("valueBoolean", it.get("valueQuantity"))) for it in parts), None)


seen = {}
for night in bundle:
    if night["resourceType"] != "Observation" or night["code"]["coding"][0]["code"] != "93832-4" or patient not in night["subject"]["reference"]:
        continue
    on = dt.datetime.fromisoformat(night["effectivePeriod"]["start"]).astimezone(zone).date()
    stretch = answer(night, "longest-stretch")
    units = {it["unit"] for it in (night["valueQuantity"], stretch) if it}
    if first <= on <= last:
        rough = answer(night, "rough-times") is True
        seen[on.isoformat()] = (night["valueQuantity"]["value"], answer(night, "night-wakings"), stretch and stretch["value"], rough)
        if units != {"min"}:
            print(f"pages_numbers: fhir: {on}: {units}", file=sys.stderr)
            wrong += 1
for on in sorted({*seen, *bundle_nights}):
    if seen.get(on) != bundle_nights.get(on):
        print(f"pages_numbers: fhir: {on}: {seen.get(on)}, worked out {bundle_nights.get(on)}", file=sys.stderr)
        wrong += 1

# The CSV: a row an entry, with the minutes and the clock of each.
rows = {}
with tempfile.TemporaryDirectory() as folder:
    run("export", "--format", "csv", "--out", f"{folder}/csv")
    for kind in ("sleep", "massage"):
        with open(f"{folder}/csv/{kind}.csv", newline="", encoding="utf-8-sig") as file:
            rows.update((row["id"], row) for row in csv.DictReader(file))
timed = [it for it in entries if it["kind"] in ("sleep", "massage")]
for it in timed:
    row = rows[it["id"]]
    ends = [it["at"], it.get("until", "")]
    local = [end[:16].replace("T", " ") for end in ends]
    minutes = str(int(at(ends[1]) // 60 - at(ends[0]) // 60)) if ends[1] else ""
    worked_out = [*ends, *local, minutes, str(it.get("wakings", ""))]
    told_there = [row[name] for name in ("at", "until", "at_local", "until_local", "minutes")] + [row.get("wakings", "")]
    if worked_out != told_there:
        print(f"pages_numbers: csv: {told_there}, worked out {worked_out}", file=sys.stderr)
        wrong += 1
if wrong:
    sys.exit(1)
print(f"pages_numbers: {sum(words is not None for _, words in told)} figures are the same in all formats, {first} to {last}; {len(seen)} nights in FHIR, {len(timed)} rows in CSV")
