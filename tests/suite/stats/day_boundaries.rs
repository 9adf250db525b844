//! Worked out by hand: where days, nights and weeks are cut, and when a night counts as written down.

use crate::support::stats_family::{
    BABY, TWIN, all, ask, date, day, family, hm, hours, local_time, local_time_in, london, open, slept,
    slept_at, zone,
};
use chrono::Duration;
use cuebook::model::{CoverageMark, DayBoundaries, DayPart, Entry, Family};
use cuebook::stats::{
    SleepState, SleepTotals, SleepWake, StatsQuery, TimelineCell, compute_stats, fetch_range, timeline_cells,
};

#[test]
fn clock_changes_give_days_of_23_and_25_hours() {
    let spring = day_in("2026-03-28", &[("2026-03-28 19:00", "2026-03-29 07:00")], london());
    assert_eq!((spring.night_min, spring.total_min), (Some(660), Some(660)));
    let autumn = day_in("2026-10-24", &[("2026-10-24 19:00", "2026-10-25 07:00")], london());
    assert_eq!((autumn.night_min, autumn.longest_min), (Some(780), Some(780)));
    let whole = |hours: DayBoundaries, on: &str| {
        let (first, last) = (date(on) - Duration::days(2), date(on) + Duration::days(2));
        let name = hours.zone.name();
        let sleep = slept_at(
            local_time_in(name, &format!("{first} 00:00")),
            local_time_in(name, &format!("{last} 00:00")),
        );
        compute_stats(&[sleep], &family(), &ask(on, on, hours)).days[0].sleep.total_min
    };
    assert_eq!(whole(london(), "2026-03-28"), Some(23 * 60));
    assert_eq!(whole(london(), "2026-10-24"), Some(25 * 60));
    let howe = |start| hours("Australia/Lord_Howe", start, "19:00", "07:00");
    assert_eq!(whole(howe("07:00"), "2026-04-04"), Some(24 * 60 + 30));
    assert_eq!(whole(howe("07:00"), "2026-10-03"), Some(23 * 60 + 30));
    assert_eq!(whole(howe("00:00"), "2026-10-04"), Some(23 * 60 + 30));
    let york = hours("America/New_York", "03:00", "19:00", "07:00");
    assert_eq!(whole(york, "2026-03-07"), Some(23 * 60));
    assert_eq!(whole(york, "2026-03-08"), Some(24 * 60));
}

fn day_in(on: &str, sleeps: &[(&str, &str)], hours: DayBoundaries) -> SleepTotals {
    let name = hours.zone.name();
    let entries: Vec<Entry> = sleeps
        .iter()
        .map(|(from, to)| slept_at(local_time_in(name, from), local_time_in(name, to)))
        .collect();
    compute_stats(&entries, &family(), &ask(on, on, hours)).days[0].sleep.clone()
}

#[test]
fn a_day_that_starts_at_three() {
    let early = hours("Europe/London", "03:00", "19:00", "07:00");
    let sleeps = [("2026-11-09 01:00", "2026-11-09 05:00"), ("2026-11-09 20:00", "2026-11-10 04:00")];
    let sum = day_in("2026-11-09", &sleeps, early);
    assert_eq!((sum.total_min, sum.day_min, sum.night_min), (Some(120 + 420), Some(0), Some(480)));
    assert_eq!((sum.bouts, sum.naps), (Some(2), Some(0)));
}

#[test]
fn over_new_year_and_lived_in_two_zones() {
    let sum = day_in("2026-12-31", &[("2026-12-31 22:00", "2027-01-01 05:30")], london());
    assert_eq!((sum.night_min, hm(sum.onset), hm(sum.up)), (Some(450), "22:00".into(), "05:30".into()));
    // Written in New York, cut at home: 20:00 there is 01:00 in London.
    let away = slept_at(
        local_time_in("America/New_York", "2026-11-09 20:00"),
        local_time_in("America/New_York", "2026-11-10 00:00"),
    );
    let sum = day(&[away, slept("11-09 20:00", "11-09 23:00")], "11-09");
    assert_eq!((sum.night_min, sum.wakings), (Some(420), Some(1)));
    assert_eq!((hm(sum.onset), hm(sum.up)), ("20:00".into(), "05:00".into()));
}

#[test]
fn what_makes_a_night_recorded() {
    let entries = [slept("11-09 20:00", "11-10 06:00")];
    let recorded = |family: &Family, asked: &StatsQuery| {
        compute_stats(&entries, family, asked).days[0].sleep.night_recorded()
    };
    let asked = ask("2026-11-09", "2026-11-09", london());
    assert!(recorded(&family(), &asked));
    let still_night = StatsQuery { now: local_time("11-10 06:59"), ..asked };
    assert!(!recorded(&family(), &still_night));
    assert!(recorded(&family(), &StatsQuery { now: local_time("11-10 07:00"), ..asked }));
    let marked = |baby, span, complete| Family {
        coverage_marks: vec![CoverageMark { id: BABY, baby, date: date("2026-11-09"), span, complete }],
        ..family()
    };
    assert!(!recorded(&marked(None, DayPart::Night, false), &asked));
    assert!(!recorded(&marked(Some(BABY), DayPart::Night, false), &asked));
    assert!(recorded(&marked(Some(TWIN), DayPart::Night, false), &asked));
    assert!(recorded(&marked(None, DayPart::Night, true), &asked));
    assert!(recorded(&marked(None, DayPart::Day, false), &asked), "a day's mark speaks of the day");
    assert!(!day(&[slept("11-09 09:00", "11-09 10:00")], "11-09").night_recorded());
}

#[test]
fn weekly_medians_of_a_few_nights() {
    let lengths = [600, 540, 655, 621];
    let of = |nights: usize| {
        let entries: Vec<Entry> = lengths[..nights]
            .iter()
            .zip(9..)
            .map(|(minutes, on)| {
                let from = local_time(&format!("11-{on:02} 20:00"));
                slept_at(from, from.add_minutes(*minutes, zone("Europe/London")))
            })
            .collect();
        all(&entries, "2026-11-09", "2026-11-15").weeks[0].clone()
    };
    for nights in 0..=4 {
        let week = of(nights);
        assert_eq!((week.days, week.nights_recorded), (7, i64::try_from(nights).unwrap()));
        assert_eq!(week.night_min.values, lengths[..nights]);
    }
    assert_eq!((of(0).night_min.min_value(), of(0).night_min.median()), (None, None));
    assert_eq!((of(2).night_min.min_value(), of(2).night_min.median()), (Some(540), None));
    assert_eq!(of(3).night_min.doubled_median(), Some(1200));
    assert_eq!(of(4).night_min.doubled_median(), Some(1221), "the mean of the two in the middle");
}

#[test]
fn weeks_are_cut_to_what_was_asked_for() {
    let sums = all(&[], "2026-11-11", "2026-11-23");
    let cut: Vec<_> =
        sums.weeks.iter().map(|week| (week.from.to_string(), week.to.to_string(), week.days)).collect();
    let want =
        [("2026-11-11", "2026-11-15", 5), ("2026-11-16", "2026-11-22", 7), ("2026-11-23", "2026-11-23", 1)];
    assert_eq!(cut, want.map(|(from, to, days)| (from.to_owned(), to.to_owned(), days)));
    assert!(all(&[], "2026-11-12", "2026-11-11").days.is_empty());
}

#[test]
fn reach_is_wide_enough() {
    let span = fetch_range(date("2026-11-09"), date("2026-11-09"), &london());
    assert_eq!(span.from, local_time("11-07 07:00").unix_seconds());
    assert_eq!(span.to, local_time("11-12 07:00").unix_seconds());
}

#[test]
fn strips_keep_their_width_when_clocks_change() {
    let cells = |on: &str, n| {
        let day = london().day_range(date(on));
        timeline_cells(&london(), date(on), SleepWake { asleep: &[], awake: &[day] }, n)
    };
    assert_eq!(cells("2026-11-09", 72), [TimelineCell::Awake; 72]);
    let spring = cells("2026-03-28", 24);
    assert_eq!(
        spring.iter().position(|cell| *cell == TimelineCell::Skipped),
        Some(18),
        "01:00 was not on the clock"
    );
    let autumn = cells("2026-10-24", 72);
    assert_eq!(
        (autumn.len(), autumn[54..57].to_vec()),
        (72, vec![TimelineCell::Repeated(SleepState::Awake); 3])
    );
    assert_eq!(autumn.iter().filter(|cell| **cell == TimelineCell::Awake).count(), 69);
    assert!(
        cells("2026-11-09", 7).iter().all(|cell| *cell == TimelineCell::Awake),
        "cells need not be whole minutes"
    );
    assert!(cells("2026-11-09", 0).is_empty());
    assert_eq!(
        timeline_cells(&london(), date("2026-11-09"), SleepWake::default(), 72),
        [TimelineCell::Unknown; 72]
    );
    let running = [open("11-09 09:00")];
    let asked = StatsQuery { now: local_time("11-09 10:30"), ..ask("2026-11-09", "2026-11-09", london()) };
    let stats = compute_stats(&running, &family(), &asked);
    let row = timeline_cells(&london(), date("2026-11-09"), stats.sleep_wake(), 24);
    let half = TimelineCell::PartlyAsleep { eighths: 4, at_end: false };
    let unknown = TimelineCell::Unknown;
    assert_eq!(row[..5], [unknown, unknown, TimelineCell::Asleep, half, unknown], "drawn up to now");
    let later = compute_stats(&running, &family(), &ask("2026-11-09", "2026-11-09", london()));
    assert!(later.sleep_ranges.is_empty(), "an end that nobody wrote");
}

#[test]
fn a_night_the_clocks_skipped_is_not_recorded() {
    let skipped = hours("Australia/Lord_Howe", "00:00", "02:00", "02:30");
    let around = [("2026-10-03 20:00", "2026-10-04 08:00")];
    let sum = day_in("2026-10-03", &around, skipped);
    assert_eq!((sum.night_recorded(), sum.night_min), (false, Some(0)));
    assert!(day_in("2026-10-04", &[("2026-10-04 20:00", "2026-10-05 08:00")], skipped).night_recorded());
}
