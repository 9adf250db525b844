//! The arithmetic of trends: nights worked out by hand, the shape of the JSON, and in `minutes` a slow reference.
//! No text a parent reads is tested here.

mod day_boundaries;
mod minute_by_minute;
mod nights_table;
mod real_year;
mod stats_json;
mod wall_clock_reference;

use chrono::{Duration, NaiveDate, NaiveDateTime, TimeZone};
use cuebook::model::{
    Baby, Carer, DayBoundaries, Details, Entry, Family, FamilySettings, Id, Sleep, TimeOfDay, Timestamp, Zone,
};
use cuebook::stats::{PeriodStats, SleepTotals, StatsQuery, compute_stats, find_sleep_ranges};

pub(super) const BABY: Id = Id::from_u128(1);
pub(super) const TWIN: Id = Id::from_u128(2);
pub(super) const ANNA: Id = Id::from_u128(11);
pub(super) const BEN: Id = Id::from_u128(12);

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn clock(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

fn hours(zone_name: &str, day_start: &str, night_from: &str, night_to: &str) -> DayBoundaries {
    DayBoundaries {
        zone: zone(zone_name),
        day_start: clock(day_start),
        night_from: clock(night_from),
        night_to: clock(night_to),
    }
}

pub(super) fn london() -> DayBoundaries {
    DayBoundaries::with_defaults(zone("Europe/London"))
}

pub(super) fn family() -> Family {
    let named = |id, name: &str| Baby { name: Some(name.into()), ..Baby::new_unnamed(id) };
    let carer = |id, name: &str| Carer { id, name: Some(name.into()), hidden_checkins: false };
    Family {
        babies: vec![named(BABY, "Maya"), named(TWIN, "Noor")],
        carers: vec![carer(ANNA, "Anna"), carer(BEN, "Ben")],
        custom_cues: Vec::new(),
        coverage_marks: Vec::new(),
        settings: FamilySettings::with_defaults(zone("Europe/London")),
    }
}

/// An instant by the clock of a zone, through chrono alone; a skipped time as a clock not yet put forward means it.
fn instant(zone: Zone, local: NaiveDateTime) -> i64 {
    let read = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    let shift = Duration::hours(3);
    read(local).map_or_else(|| read(local - shift).unwrap().timestamp() + 3 * 3600, |t| t.timestamp())
}

/// "11-09 19:40" in 2026, in London.
pub(super) fn at(text: &str) -> Timestamp {
    at_in("Europe/London", &format!("2026-{text}"))
}

fn at_in(name: &str, text: &str) -> Timestamp {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Timestamp::from_seconds_in_zone(instant(zone(name), local), zone(name))
}

pub(super) fn entry(at: Timestamp, until: Option<Timestamp>, what: Details) -> Entry {
    Entry {
        id: cuebook::model::new_id(),
        baby: Some(BABY),
        carer: ANNA,
        at,
        until,
        approximate: false,
        note: None,
        details: what,
    }
}

fn slept_at(from: Timestamp, to: Timestamp) -> Entry {
    entry(from, Some(to), Details::Sleep(Sleep::default()))
}

pub(super) fn slept(from: &str, to: &str) -> Entry {
    slept_at(at(from), at(to))
}

pub(super) fn with(mut entry: Entry, change: impl FnOnce(&mut Sleep)) -> Entry {
    if let Details::Sleep(sleep) = &mut entry.details {
        change(sleep);
    }
    entry
}

fn open(from: &str) -> Entry {
    entry(at(from), None, Details::Sleep(Sleep::default()))
}

pub(super) fn ask(from: &str, to: &str, hours: DayBoundaries) -> StatsQuery {
    StatsQuery {
        baby: BABY,
        from: date(from),
        to: date(to),
        hours,
        now: at_in("Europe/London", "2027-06-01 12:00"),
    }
}

pub(super) fn all(entries: &[Entry], from: &str, to: &str) -> PeriodStats {
    compute_stats(entries, &family(), &ask(from, to, london()))
}

/// The sleep of one day of November 2026, and of its night.
fn day(entries: &[Entry], on: &str) -> SleepTotals {
    let on = format!("2026-{on}");
    all(entries, &on, &on).days[0].sleep.clone()
}

fn hm(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".into(), Timestamp::format_hm)
}

// ---- worked out by hand

#[test]
fn a_plain_night_and_day() {
    let entries = [
        slept("11-09 09:00", "11-09 10:15"),
        slept("11-09 13:00", "11-09 13:45"),
        slept("11-09 19:42", "11-09 22:10"),
        slept("11-09 22:40", "11-10 02:00"),
        slept("11-10 02:25", "11-10 06:31"),
    ];
    let sum = day(&entries, "11-09");
    assert_eq!((sum.day_min, sum.night_min), (Some(120), Some(148 + 200 + 246)));
    assert_eq!(sum.total_min, Some(120 + 594));
    assert_eq!((sum.bouts, sum.naps, sum.wakings), (Some(5), Some(2), Some(2)));
    assert_eq!((sum.longest_min, sum.awake_in_night_min), (Some(246), Some(55)));
    assert_eq!((hm(sum.onset), hm(sum.up)), ("19:42".into(), "06:31".into()));
    assert!(sum.night_recorded && !sum.open);
    assert_eq!(day(&entries, "11-10"), SleepTotals::default(), "nothing written is not nothing slept");
}

#[test]
fn a_sleep_without_an_end_leaves_its_night_unrecorded_and_adds_nothing() {
    let entries =
        [slept("11-09 19:30", "11-09 23:00"), open("11-10 01:00"), slept("11-10 20:00", "11-11 06:00")];
    let sum = day(&entries, "11-09");
    assert!(sum.open && !sum.night_recorded);
    assert_eq!((sum.night_min, sum.bouts, sum.wakings), (Some(210), Some(1), Some(0)));
    let after = day(&entries, "11-10");
    assert!(after.night_recorded && !after.open, "it touches only the day and night in which it starts");
    let alone = day(&[open("11-09 10:00")], "11-09");
    assert_eq!((alone.total_min, alone.bouts, alone.open), (Some(0), Some(0), true));
    assert_eq!((alone.longest_min, alone.onset, alone.night_recorded), (None, None, false));
}

#[test]
fn a_night_in_words_has_no_numbers() {
    let words = with(open("11-09 19:00"), |sleep| {
        sleep.night = Some(date("2026-11-09"));
        sleep.words = Some("badly".into());
        sleep.wakings = Some(3);
    });
    let sum = day(&[words], "11-09");
    assert_eq!(sum.night_words, ["badly"]);
    assert_eq!(SleepTotals { night_words: Vec::new(), ..sum }, SleepTotals::default());
}

#[test]
fn noted_wakings_count_once_for_two_carers() {
    let noted = |entry, n| with(entry, |sleep| sleep.wakings = Some(n));
    let one = noted(slept("11-09 19:40", "11-10 06:30"), 3);
    assert_eq!(day(std::slice::from_ref(&one), "11-09").wakings, Some(3));
    let mut two = noted(slept("11-09 19:40", "11-10 06:30"), 2);
    two.carer = BEN;
    let sum = day(&[two, one.clone()], "11-09");
    assert_eq!((sum.wakings, sum.bouts, sum.night_min), (Some(3), Some(1), Some(650)));
    let parts =
        [noted(slept("11-09 19:40", "11-09 23:00"), 2), noted(slept("11-09 23:00", "11-10 06:00"), 1)];
    let sum = day(&parts, "11-09");
    assert_eq!(
        (sum.wakings, sum.bouts),
        (Some(3), Some(1)),
        "touching sleeps are one bout, their wakings add"
    );
    let before = [noted(slept("11-09 18:50", "11-10 06:00"), 2)];
    assert_eq!(day(&before, "11-09").wakings, Some(0), "noted on a sleep that does not start in the night");
}

#[test]
fn overlaps_and_markers() {
    let mut ben = slept("11-09 20:30", "11-09 21:30");
    ben.carer = BEN;
    let entries = [
        slept("11-09 20:00", "11-09 21:00"),
        ben,
        slept("11-09 22:00", "11-09 22:01"),
        slept("11-09 23:00", "11-09 23:00"),
    ];
    let sum = day(&entries, "11-09");
    assert_eq!((sum.night_min, sum.bouts, sum.wakings), (Some(90), Some(1), Some(0)));
    let markers = day(&entries[2..], "11-09");
    assert_eq!((markers.total_min, markers.bouts, markers.night_recorded), (Some(0), Some(0), false));
    assert_eq!(
        day(&[slept("11-09 18:00", "11-10 08:00")], "11-09").total_min,
        Some(13 * 60),
        "over 13 hours is kept"
    );
}

#[test]
fn twins_are_never_mixed() {
    let mut twin = slept("11-09 20:00", "11-10 06:00");
    twin.baby = Some(TWIN);
    let entries = [twin, slept("11-09 21:00", "11-10 05:00")];
    assert_eq!(day(&entries, "11-09").night_min, Some(480));
    assert_eq!(find_sleep_ranges(&entries, TWIN, None).len(), 1);
}

#[test]
fn a_nap_over_the_border() {
    // It starts in the night and lies more than half in the day: by the words of the contract it is both.
    let entries = [slept("11-08 20:00", "11-09 06:00"), slept("11-09 06:50", "11-09 07:20")];
    let night = day(&entries, "11-08");
    assert_eq!((night.wakings, hm(night.up), night.naps), (Some(1), "07:20".into(), Some(0)));
    assert_eq!((night.night_min, night.awake_in_night_min), (Some(610), Some(50)));
    let sum = day(&entries, "11-09");
    assert_eq!((sum.naps, sum.day_min, sum.total_min, sum.bouts), (Some(1), Some(20), Some(20), Some(1)));
    let overruled = [entries[0].clone(), with(entries[1].clone(), |sleep| sleep.nap = Some(true))];
    let night = day(&overruled, "11-08");
    assert_eq!((night.wakings, hm(night.up), night.night_min), (Some(0), "06:00".into(), Some(610)));
    assert_eq!(day(&overruled, "11-09").naps, Some(1));
}

#[test]
fn an_evening_sleep_called_night_moves_but_keeps_its_minutes() {
    let evening = slept("11-09 17:30", "11-09 18:45");
    let late = slept("11-09 19:30", "11-09 23:30");
    let sum = day(&[evening.clone(), late.clone()], "11-09");
    assert_eq!((sum.naps, sum.wakings, hm(sum.onset)), (Some(1), Some(0), "19:30".into()));
    let called = with(evening, |sleep| sleep.nap = Some(false));
    let sum = day(&[called, late], "11-09");
    assert_eq!((sum.naps, sum.wakings, hm(sum.onset)), (Some(0), Some(1), "17:30".into()));
    assert_eq!((sum.day_min, sum.night_min, sum.awake_in_night_min), (Some(75), Some(240), Some(30)));
}

#[test]
fn a_bout_that_straddles_the_evening() {
    let long = day(&[slept("11-09 18:40", "11-10 02:00"), slept("11-10 03:00", "11-10 06:00")], "11-09");
    assert_eq!((long.longest_min, long.wakings), (Some(440), Some(1)));
    assert_eq!((hm(long.onset), hm(long.up)), ("03:00".into(), "06:00".into()));
    let only = day(&[slept("11-09 18:40", "11-10 02:00")], "11-09");
    assert_eq!((hm(only.onset), hm(only.up), only.awake_in_night_min), ("-".into(), "02:00".into(), None));
    let nap = day(&[slept("11-09 17:00", "11-09 19:30")], "11-09");
    assert_eq!((nap.longest_min, hm(nap.up), nap.naps, nap.night_min), (None, "-".into(), Some(1), Some(30)));
}
