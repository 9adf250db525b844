//! What a word of a parent moves, and strips of sleep, looked at minute by minute.

use crate::support::stats_family::{BABY, date, family, instant, slept_at, with, zone};
use chrono::Duration;
use cuebook::model::{DayBoundaries, Entry, TimeOfDay, TimeRange, Timestamp};
use cuebook::stats::{DayStats, SleepState, StatsQuery, TimelineCell, compute_stats, timeline_cells};
use proptest::prelude::*;

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
        let asked = StatsQuery {
            baby: BABY,
            from: on - Duration::days(1),
            to: on + Duration::days(1),
            hours,
            now: Timestamp::new(begins + 3 * 86_400, 0),
        };
        let stats = compute_stats(&entries, &family(), &asked);
        let within = |spans: &[TimeRange], secs| spans.iter().any(|span| span.contains_instant(secs));
        let base = on.and_hms_opt(day_start, 0, 0).unwrap();
        let cells = timeline_cells(&hours, on, stats.sleep_wake(), 48);
        prop_assert_eq!(cells.len(), 48);
        let day = hours.day_range(on);
        for (i, cell) in cells.iter().enumerate() {
            let (mut seen, mut slept, mut awake, mut short) = (0, 0, 0, 0);
            for secs in (day.from..day.to).step_by(60) {
                let clock = Timestamp::from_seconds_in_zone(secs, hours.zone).local_datetime() - base;
                if clock.num_minutes() / 30 == i64::try_from(i).unwrap() {
                    seen += 1;
                    slept += i32::from(within(&stats.sleep_ranges, secs));
                    awake += i32::from(within(&stats.awake_ranges, secs));
                    let brief = |span: &&TimeRange| span.duration_seconds() < 1800;
                    short |= i32::from(stats.sleep_ranges.iter().filter(brief).any(|span| span.contains_instant(secs)));
                }
            }
            prop_assert!(slept + awake <= seen, "asleep and awake at once");
            let is_awake = awake * 2 >= seen - slept;
            let eighths = ((f64::from(slept) * 8.0 / f64::from(seen.max(1))).round() as i32).max(short);
            let agrees = match *cell {
                TimelineCell::Skipped => seen == 0,
                TimelineCell::Repeated(state) => seen > 30 && state == match (slept * 2 > seen, is_awake) {
                    (true, _) => SleepState::Asleep,
                    (false, true) => SleepState::Awake,
                    (false, false) => SleepState::Unknown,
                },
                TimelineCell::Asleep => eighths == 8,
                TimelineCell::PartlyAsleep { eighths: got, .. } => i32::from(got) == eighths,
                TimelineCell::Awake => eighths == 0 && is_awake,
                TimelineCell::Unknown => eighths == 0 && !is_awake,
            };
            prop_assert!(agrees && (seen > 0 || *cell == TimelineCell::Skipped), "cell {} of {} in {}: {:?}", i, on, name, cell);
        }
    }
}
