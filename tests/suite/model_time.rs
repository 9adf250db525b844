//! Instants, offsets, days and nights, over the clock changes of Britain and of the United States.

use crate::support::{LONDON, at};
use chrono::{NaiveDate, NaiveDateTime};
use cuebook::model::time::{LocalResolution, resolve_local};
use cuebook::model::{Baby, DayBoundaries, TimeOfDay, Timestamp, new_id};
use proptest::prelude::*;

const NEW_YORK: cuebook::model::Zone = cuebook::model::Zone::named("America/New_York");

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_missing_hour_and_the_hour_that_comes_twice() {
    let both = |zone, text: &str| {
        resolve_local(zone, local(text)).both_instants().map(|(a, b)| (a.to_rfc3339(), b.to_rfc3339()))
    };
    let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
    assert_eq!(both(LONDON, "2026-03-29T00:59:00"), None);
    assert_eq!(
        both(LONDON, "2026-03-29T01:30:00"),
        pair("2026-03-29T02:30:00+01:00", "2026-03-29T00:30:00+00:00")
    );
    assert_eq!(both(LONDON, "2026-03-29T02:00:00"), None);
    assert_eq!(
        both(LONDON, "2026-10-25T01:30:00"),
        pair("2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00")
    );
    assert_eq!(both(LONDON, "2026-10-25T02:00:00"), None);
    assert_eq!(
        both(NEW_YORK, "2026-03-08T02:30:00"),
        pair("2026-03-08T03:30:00-04:00", "2026-03-08T01:30:00-05:00")
    );
    assert_eq!(
        both(NEW_YORK, "2026-11-01T01:30:00"),
        pair("2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00")
    );
    assert!(matches!(resolve_local(LONDON, local("2026-03-29T01:30:00")), LocalResolution::Skipped(..)));
    assert!(matches!(resolve_local(LONDON, local("2026-10-25T01:30:00")), LocalResolution::Ambiguous(..)));
}

#[test]
fn days_have_23_24_and_25_hours_and_tile_the_year() {
    for (zone, spring, autumn) in
        [(LONDON, "2026-03-28", "2026-10-24"), (NEW_YORK, "2026-03-07", "2026-10-31")]
    {
        let hours = DayBoundaries::with_defaults(zone);
        let length = |text: &str| hours.day_range(date(text)).duration_seconds() / 3600;
        // The change comes in the small hours, so it belongs to the day that began the morning before.
        assert_eq!((length(spring), length(autumn), length("2026-06-01")), (23, 25, 24));
        let night = |text: &str| hours.night_range(date(text)).duration_seconds() / 3600;
        assert_eq!((night(spring), night(autumn), night("2026-06-01")), (11, 13, 12));
    }
}

#[test]
fn a_change_night_sleep_is_as_long_as_it_was_lived() {
    let hours = DayBoundaries::with_defaults(cuebook::model::Zone::named("America/Los_Angeles"));
    let read = |text: &str| resolve_local(hours.zone, local(text)).default_instant();
    let (from, to) = (read("2020-03-08T22:56:00"), read("2020-03-09T07:55:00"));
    assert_eq!((to.unix_seconds() - from.unix_seconds()) / 60, 539, "the night after the change");
    let (from, to) = (read("2020-03-07T22:56:00"), read("2020-03-08T07:55:00"));
    assert_eq!((to.unix_seconds() - from.unix_seconds()) / 60, 479, "the night of the change");
}

#[test]
fn at_two_in_the_morning_it_is_still_last_night() {
    let hours = DayBoundaries::with_defaults(LONDON);
    assert_eq!(hours.date_for_instant(at("2026-11-22T02:00:00Z").unix_seconds()), date("2026-11-21"));
    assert_eq!(hours.date_for_instant(at("2026-11-22T06:59:59Z").unix_seconds()), date("2026-11-21"));
    assert_eq!(hours.date_for_instant(at("2026-11-22T07:00:00Z").unix_seconds()), date("2026-11-22"));
    assert_eq!(hours.date_for_instant(at("2027-01-01T00:30:00Z").unix_seconds()), date("2026-12-31"));
}

#[test]
fn an_instant_keeps_the_clock_it_was_lived_by() {
    let lived = at("2026-07-01T09:30:00+05:45");
    assert_eq!(
        (lived.format_hm().as_str(), lived.to_rfc3339().as_str()),
        ("09:30", "2026-07-01T09:30:00+05:45")
    );
    assert_ne!(
        lived,
        Timestamp::from_seconds_in_zone(lived.unix_seconds(), LONDON),
        "the same instant on another clock is another value"
    );
    assert_eq!(
        lived.unix_seconds(),
        Timestamp::from_seconds_in_zone(lived.unix_seconds(), LONDON).unix_seconds()
    );
    assert_eq!(Timestamp::parse_rfc3339("2026-11-22 10:15"), None);
}

#[test]
fn clocks_are_read_strictly() {
    let read = |text: &str| TimeOfDay::parse(text).map(|clock| clock.to_string());
    assert_eq!(read("7:05").as_deref(), Some("07:05"));
    assert_eq!(read("19.30").as_deref(), Some("19:30"));
    for wrong in ["24:00", "7:60", "7", "700", "7:5", "-1:00", "٧:٠٥", ""] {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}

#[test]
fn ages_count_from_dates_and_show_the_corrected_one_until_two_years() {
    let mut baby = Baby::new_unnamed(new_id());
    baby.born = Some(date("2026-09-03"));
    assert_eq!(baby.describe_age(date("2026-11-22")).as_deref(), Some("11 weeks 3 days"));
    assert_eq!(baby.describe_age(date("2026-09-02")), None);
    assert_eq!(baby.describe_age(date("2026-09-04")).as_deref(), Some("1 day"));
    assert_eq!(baby.describe_age(date("2027-04-10")).as_deref(), Some("7 months 1 week"));
    assert_eq!(baby.describe_age(date("2028-10-03")).as_deref(), Some("2 years 1 month"));
    baby.due = Some(date("2026-09-24"));
    assert_eq!(
        baby.describe_age(date("2026-11-22")).as_deref(),
        Some("11 weeks 3 days"),
        "37 weeks 0 days is not early"
    );
    baby.due = Some(date("2026-10-08"));
    assert_eq!(
        baby.describe_age(date("2026-11-22")).as_deref(),
        Some("11 weeks 3 days (corrected 6 weeks 3 days)")
    );
    assert_eq!(baby.describe_age(date("2026-09-20")).as_deref(), Some("2 weeks 3 days (due in 2 weeks)"));
    assert_eq!(baby.corrected_weeks_on(date("2026-11-22")), Some(6));
    assert_eq!(baby.describe_age(date("2028-09-03")).as_deref(), Some("2 years"));
    baby.closed = true;
    assert_eq!(baby.describe_age(date("2026-11-22")), None, "no age is counted on closed pages");
}

#[test]
fn months_end_where_the_calendar_ends_them() {
    let mut baby = Baby::new_unnamed(new_id());
    baby.born = Some(date("2026-01-31"));
    let months = |text: &str| baby.age_on(date(text)).unwrap().months;
    assert_eq!(
        (months("2026-02-27"), months("2026-02-28"), months("2026-03-30"), months("2026-03-31")),
        (0, 1, 1, 2)
    );
}

fn zones() -> impl Strategy<Value = cuebook::model::Zone> {
    prop::sample::select(vec![
        LONDON,
        NEW_YORK,
        cuebook::model::Zone::named("Australia/Lord_Howe"),
        cuebook::model::Zone::named("Asia/Kathmandu"),
        cuebook::model::Zone::named("America/Santiago"),
    ])
}

proptest! {
    #[test]
    fn every_instant_is_in_exactly_the_day_that_names_it(secs in 1_500_000_000i64..1_900_000_000, start in 0u32..1440, zone in zones()) {
        let mut hours = DayBoundaries::with_defaults(zone);
        hours.day_start = TimeOfDay::new(start / 60, start % 60).unwrap();
        let day = hours.date_for_instant(secs);
        prop_assert!(hours.day_range(day).contains_instant(secs));
        prop_assert_eq!(hours.day_range(day).to, hours.day_range(day.succ_opt().unwrap()).from);
    }

    #[test]
    fn what_the_clock_shows_reads_back_as_that_instant(secs in 0i64..4_000_000_000, zone in zones()) {
        let shown = Timestamp::from_seconds_in_zone(secs, zone);
        let read = resolve_local(zone, shown.local_datetime());
        let candidates = read.both_instants().map_or(vec![read.default_instant()], |(a, b)| vec![a, b]);
        prop_assert!(candidates.contains(&shown));
        prop_assert!(read.both_instants().is_none_or(|(a, b)| a != b));
    }

    #[test]
    fn rfc3339_round_trips(secs in -60_000_000_000i64..250_000_000_000, offset in -86_340i32..86_340) {
        let lived = Timestamp::new(secs, offset / 60 * 60);
        prop_assert_eq!(Timestamp::parse_rfc3339(&lived.to_rfc3339()), Some(lived));
    }

    #[test]
    fn no_numbers_break_an_instant(secs: i64, offset: i32) {
        let lived = Timestamp::new(secs, offset);
        let _ = (lived.local_datetime(), lived.format_hm(), lived.to_rfc3339(), Timestamp::from_seconds_in_zone(secs, LONDON).add_minutes(secs, LONDON));
    }
}
