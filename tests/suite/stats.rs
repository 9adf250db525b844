//! The arithmetic of trends: nights worked out by hand, the shape of the JSON, and in `minutes` a slow reference.
//! No text a parent reads is tested here.

mod day_boundaries;
mod minute_by_minute;
mod night_status;
mod nights_table;
mod real_year;
mod stats_json;
mod wall_clock_reference;

use crate::support::stats_family::{BEN, TWIN, ask, date, day, family, hm, london, open, slept, with};
use cuebook::stats::{NightStatus, SleepTotals, StatsQuery, compute_stats};

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
    assert!(sum.night_recorded() && !sum.open);
    assert_eq!(day(&entries, "11-10"), SleepTotals::default(), "nothing written is not nothing slept");
}

#[test]
fn a_sleep_without_an_end_leaves_its_night_unrecorded_and_adds_nothing() {
    let entries =
        [slept("11-09 19:30", "11-09 23:00"), open("11-10 01:00"), slept("11-10 20:00", "11-11 06:00")];
    let sum = day(&entries, "11-09");
    assert!(sum.open && !sum.night_recorded());
    assert_eq!((sum.night_min, sum.bouts, sum.wakings), (Some(210), Some(1), Some(0)));
    let after = day(&entries, "11-10");
    assert!(after.night_recorded() && !after.open, "it touches only the day and night in which it starts");
    let alone = day(&[open("11-09 10:00")], "11-09");
    assert_eq!((alone.total_min, alone.bouts, alone.open), (Some(0), Some(0), true));
    assert_eq!((alone.longest_min, alone.onset, alone.night_recorded()), (None, None, false));
}

#[test]
fn a_night_in_words_has_no_numbers() {
    let words = with(open("11-09 19:00"), |sleep| {
        sleep.night = Some(date("2026-11-09"));
        sleep.words = Some("badly".into());
        sleep.wakings = Some(3);
    });
    let sum = day(&[words], "11-09");
    assert_eq!(sum.night_words.as_deref(), Some("badly"));
    assert_eq!(sum.night, NightStatus::Words);
    let rest = SleepTotals { night_words: None, night: NightStatus::NotWritten, ..sum };
    assert_eq!(rest, SleepTotals::default());
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
    assert_eq!(day(&before, "11-09").wakings, Some(2), "noted on the night's bout, though it starts before");
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
    assert_eq!((markers.total_min, markers.bouts, markers.night_recorded()), (Some(0), Some(0), false));
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
    let asked = StatsQuery { baby: TWIN, ..ask("2026-11-09", "2026-11-09", london()) };
    assert_eq!(compute_stats(&entries, &family(), &asked).sleep_ranges.len(), 1);
}

#[test]
fn a_nap_over_the_border() {
    // It starts in the night's last hour and lies more than half after it.
    let entries = [slept("11-08 20:00", "11-09 06:00"), slept("11-09 06:50", "11-09 07:20")];
    let night = day(&entries, "11-08");
    assert_eq!((night.wakings, hm(night.up), night.naps), (Some(0), "06:00".into(), Some(0)));
    assert_eq!((night.night_min, night.awake_in_night_min), (Some(610), Some(0)));
    let long = [entries[0].clone(), slept("11-09 06:30", "11-09 07:00"), slept("11-09 05:50", "11-09 08:00")];
    assert_eq!(hm(day(&long, "11-08").up), "08:00", "not one that starts before the last hour");
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
    assert_eq!((hm(long.onset), hm(long.up)), ("18:40".into(), "06:00".into()));
    let only = day(&[slept("11-09 18:40", "11-10 02:00")], "11-09");
    assert_eq!(
        (hm(only.onset), hm(only.up), only.awake_in_night_min),
        ("18:40".into(), "02:00".into(), Some(0))
    );
    let nap = day(&[slept("11-09 17:00", "11-09 19:30")], "11-09");
    assert_eq!((nap.longest_min, hm(nap.up), nap.naps, nap.night_min), (None, "-".into(), Some(1), Some(30)));
}
