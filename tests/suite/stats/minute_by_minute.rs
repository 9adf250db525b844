//! A slow reference that looks at every minute, written apart from the code it checks.

use crate::support::stats_family::{BABY, date, family, instant, slept_at, with, zone};
use chrono::{Duration, NaiveDate, NaiveTime};
use cuebook::model::{DayBoundaries, Entry, TimeOfDay, TimeRange, Timestamp};
use cuebook::stats::{
    DayStats, SleepTotals, StatsQuery, TimelineCell, compute_stats, find_sleep_ranges, timeline_cells,
};
use proptest::prelude::*;

/// Asleep or not, for every minute of a window.
struct Minutes {
    first: i64,
    asleep: Vec<bool>,
}

impl Minutes {
    fn of(sleeps: &[(i64, i64)], first: i64, minutes: usize) -> Self {
        let at = |i: usize| first + i64::try_from(i).unwrap() * 60;
        let asleep = (0..minutes)
            .map(|i| sleeps.iter().any(|(from, to)| to - from > 60 && *from <= at(i) && at(i) < *to))
            .collect();
        Self { first, asleep }
    }

    fn at(&self, i: usize) -> i64 {
        self.first + i64::try_from(i).unwrap() * 60
    }

    fn count(&self, from: i64, to: i64) -> i64 {
        let inside = |i: &usize| self.asleep[*i] && from <= self.at(*i) && self.at(*i) < to;
        i64::try_from((0..self.asleep.len()).filter(inside).count()).unwrap()
    }

    /// Start and end of every unbroken run.
    fn runs(&self) -> Vec<(i64, i64)> {
        let mut runs = Vec::new();
        let mut began = None;
        for i in 0..self.asleep.len() {
            match (self.asleep[i], began) {
                (true, None) => began = Some(self.at(i)),
                (false, Some(from)) => {
                    runs.push((from, self.at(i)));
                    began = None;
                }
                _ => {}
            }
        }
        runs
    }
}

/// The definitions of the contract, word by word, over the runs.
fn reference(minutes: &Minutes, hours: &DayBoundaries, on: NaiveDate) -> Option<SleepTotals> {
    let time = |date: NaiveDate, clock: TimeOfDay| {
        let minutes = u32::try_from(clock.minutes_since_midnight()).unwrap();
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        instant(hours.zone, date.and_time(time))
    };
    let tomorrow = on + Duration::days(1);
    let evening = if hours.night_from < hours.night_to { tomorrow } else { on };
    let day = (time(on, hours.day_start), time(tomorrow, hours.day_start));
    let night = (time(evening, hours.night_from), time(tomorrow, hours.night_to));
    let daytime = (time(on, hours.night_to), night.0);
    let runs = minutes.runs();
    let overlap = |run: &(i64, i64), part: (i64, i64)| (run.1.min(part.1) - run.0.max(part.0)).max(0);
    let mostly = |run: &(i64, i64), part| overlap(run, part) * 2 > run.1 - run.0;
    let touches = |part| runs.iter().filter(|run| overlap(run, part) > 0).count();
    if touches(day) + touches(daytime) + touches(night) == 0 {
        return None;
    }
    let starts = |run: &&(i64, i64)| night.0 <= run.0 && run.0 < night.1;
    let starting: Vec<_> = runs.iter().filter(starts).collect();
    let straddling = runs.iter().find(|run| run.0 < night.0 && mostly(run, night));
    let of_night: Vec<_> = straddling.into_iter().chain(starting.iter().copied()).collect();
    let count = |n: usize| i64::try_from(n).unwrap();
    let onset = starting.first().map(|run| run.0);
    let up = of_night.last().map(|run| run.1);
    let awake = onset.zip(up).map(|(from, to)| {
        let (from, to) = (from.max(night.0), to.min(night.1));
        ((to - from) / 60).max(0) - minutes.count(from, to)
    });
    let at = |secs| Timestamp::from_seconds_in_zone(secs, hours.zone);
    Some(SleepTotals {
        total_min: Some(minutes.count(day.0, day.1)),
        day_min: Some(minutes.count(daytime.0, daytime.1)),
        night_min: Some(minutes.count(night.0, night.1)),
        longest_min: of_night.iter().map(|run| (run.1 - run.0) / 60).max(),
        bouts: Some(count(touches(day))),
        naps: Some(count(runs.iter().filter(|run| mostly(run, daytime)).count())),
        wakings: Some((count(of_night.len()) - 1).max(0)),
        awake_in_night_min: awake,
        onset: onset.map(at),
        up: up.map(at),
        night_recorded: touches(night) > 0,
        open: false,
        night_words: Vec::new(),
    })
}

/// Zones and a date within days of one of their clock changes.
const PLACES: [(&str, &str); 8] = [
    ("Europe/London", "2026-03-29"),
    ("Europe/London", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("Asia/Kathmandu", "2026-12-31"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Europe/London", "2024-02-29"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_minute_agrees(
        place in 0usize..PLACES.len(),
        usual in any::<bool>(),
        borders in (0u32..24, 0u32..4, 0u32..96, 0u32..96),
        sleeps in prop::collection::vec((0i64..6 * 1440, prop_oneof![0i64..4, 5i64..200, 200i64..900]), 0..24),
        turn in 0usize..24,
    ) {
        let (name, around) = PLACES[place];
        let quarter = |n: u32| TimeOfDay::new(n / 4, n % 4 * 15).unwrap();
        let hours = if usual { DayBoundaries::with_defaults(zone(name)) } else {
            DayBoundaries {
                zone: zone(name),
                day_start: TimeOfDay::new(borders.0, borders.1 * 15).unwrap(),
                night_from: quarter(borders.2),
                night_to: quarter(borders.3),
            }
        };
        let first = date(around) - Duration::days(2);
        let begins = instant(hours.zone, first.and_hms_opt(0, 0, 0).unwrap());
        let spans: Vec<(i64, i64)> = sleeps
            .iter()
            .map(|(start, long)| (begins + start * 60, begins + (start + long) * 60))
            .collect();
        let mut entries: Vec<Entry> = spans
            .iter()
            .map(|(from, to)| slept_at(Timestamp::from_seconds_in_zone(*from, hours.zone), Timestamp::from_seconds_in_zone(*to, hours.zone)))
            .collect();
        let asked = StatsQuery {
            baby: BABY,
            from: first,
            to: first + Duration::days(5),
            hours,
            now: Timestamp::new(begins + 30 * 86_400, 0),
        };
        let sums = compute_stats(&entries, &family(), &asked);
        let minutes = Minutes::of(&spans, begins - 86_400, 10 * 1440);
        // A marker counts as written; the reference has no word for it, so such days are told apart here.
        let marker_in = |span: TimeRange| spans.iter().any(|(from, to)| to - from <= 60 && span.contains_instant(*from));
        for DayStats { date, sleep, .. } in &sums.days {
            let got = sleep.clone();
            match reference(&minutes, &hours, *date) {
                Some(want) => prop_assert_eq!(got, want, "{} {:?}", date, hours),
                None if marker_in(hours.day_range(*date)) || marker_in(hours.daytime_range(*date)) || marker_in(hours.night_range(*date)) => {
                    prop_assert_eq!(got.total_min, Some(0));
                }
                None => prop_assert_eq!(got, SleepTotals::default(), "{}", date),
            }
            if hours.day_start == hours.night_to {
                let both = sleep.day_min.zip(sleep.night_min).map(|(a, b)| a + b);
                prop_assert_eq!(both, sleep.total_min);
            }
        }
        let by = turn.min(entries.len());
        entries.rotate_left(by);
        entries.reverse();
        prop_assert_eq!(compute_stats(&entries, &family(), &asked), sums);
    }

    #[test]
    fn a_word_moves_a_bout_and_never_its_minutes(
        place in 0usize..PLACES.len(),
        night in (0u32..24, 0u32..24),
        sleeps in prop::collection::vec((0i64..6 * 1440, 5i64..900), 0..16),
        nap in any::<bool>(),
    ) {
        let (name, around) = PLACES[place];
        let hours = DayBoundaries {
            night_from: TimeOfDay::new(night.0, 0).unwrap(),
            night_to: TimeOfDay::new(night.1, 0).unwrap(),
            ..DayBoundaries::with_defaults(zone(name))
        };
        let first = date(around) - Duration::days(2);
        let begins = instant(hours.zone, first.and_hms_opt(0, 0, 0).unwrap());
        let at = |minutes: i64| Timestamp::from_seconds_in_zone(begins + minutes * 60, hours.zone);
        let as_hours_say: Vec<Entry> = sleeps.iter().map(|(start, long)| slept_at(at(*start), at(start + long))).collect();
        let as_parents_say: Vec<Entry> =
            as_hours_say.iter().cloned().map(|entry| with(entry, |sleep| sleep.nap = Some(nap))).collect();
        let asked = StatsQuery { baby: BABY, from: first - Duration::days(2), to: first + Duration::days(9), hours, now: at(60 * 1440) };
        let by_hours = compute_stats(&as_hours_say, &family(), &asked);
        let by_word = compute_stats(&as_parents_say, &family(), &asked);
        for (a, b) in by_hours.days.iter().zip(&by_word.days) {
            let minutes = |day: &DayStats| (day.sleep.total_min, day.sleep.day_min, day.sleep.night_min, day.sleep.bouts);
            // A word may bring a bout to a date of which nothing else was written.
            if a.sleep.total_min.is_some() {
                prop_assert_eq!(minutes(a), minutes(b));
            }
            prop_assert!(!nap || b.sleep.onset.is_none() && b.sleep.wakings.unwrap_or(0) == 0);
        }
        prop_assert_eq!(&by_hours.sleep_ranges, &by_word.sleep_ranges);
        let naps: i64 = by_word.days.iter().filter_map(|day| day.sleep.naps).sum();
        let every = i64::try_from(by_word.sleep_ranges.len()).unwrap();
        prop_assert_eq!(naps, if nap { every } else { 0 });
    }

    #[test]
    fn strips_agree_with_the_minutes(place in 0usize..PLACES.len(), day_start in 3u32..24, sleeps in prop::collection::vec((0i64..3 * 1440, 5i64..400), 0..8)) {
        let (name, around) = PLACES[place];
        let hours = DayBoundaries { day_start: TimeOfDay::new(day_start, 0).unwrap(), ..DayBoundaries::with_defaults(zone(name)) };
        let on = date(around) - Duration::days(1);
        let begins = instant(hours.zone, on.and_hms_opt(0, 0, 0).unwrap());
        let entries: Vec<Entry> = sleeps
            .iter()
            .map(|(start, long)| slept_at(Timestamp::from_seconds_in_zone(begins + start * 60, hours.zone), Timestamp::from_seconds_in_zone(begins + (start + long) * 60, hours.zone)))
            .collect();
        let spans = find_sleep_ranges(&entries, BABY, None);
        let base = on.and_hms_opt(day_start, 0, 0).unwrap();
        let cells = timeline_cells(&hours, on, &spans, 48);
        prop_assert_eq!(cells.len(), 48);
        let day = hours.day_range(on);
        for (i, cell) in cells.iter().enumerate() {
            let (mut seen, mut slept) = (0, 0);
            for secs in (day.from..day.to).step_by(60) {
                let clock = Timestamp::from_seconds_in_zone(secs, hours.zone).local_datetime() - base;
                if clock.num_minutes() / 30 == i64::try_from(i).unwrap() {
                    seen += 1;
                    slept += i32::from(spans.iter().any(|span| span.contains_instant(secs)));
                }
            }
            let want = match (seen, slept * 2 > seen) {
                (0, _) => TimelineCell::Skipped,
                (31.., is) => TimelineCell::Repeated(is),
                (_, true) => TimelineCell::Asleep,
                (_, false) => TimelineCell::Awake,
            };
            prop_assert_eq!(*cell, want, "cell {} of {} in {}", i, on, name);
        }
    }
}
