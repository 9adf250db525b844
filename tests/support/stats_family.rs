//! Maya and Noor, Anna and Ben, by ids that stay: what the arithmetic, the report and the associations are tried on.

use super::entry_of;
use chrono::{Duration, NaiveDate, NaiveDateTime, TimeZone};
use cuebook::model::{
    Baby, Carer, DayBoundaries, Details, Entry, Family, FamilySettings, Id, Sleep, TimeOfDay, Timestamp, Zone,
};
use cuebook::stats::{PeriodStats, SleepTotals, StatsQuery, compute_stats};

pub(crate) const BABY: Id = Id::from_u128(1);
pub(crate) const TWIN: Id = Id::from_u128(2);
pub(crate) const ANNA: Id = Id::from_u128(11);
pub(crate) const BEN: Id = Id::from_u128(12);

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

pub(crate) fn clock(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).unwrap()
}

pub(crate) fn hours(zone_name: &str, day_start: &str, night_from: &str, night_to: &str) -> DayBoundaries {
    DayBoundaries {
        zone: zone(zone_name),
        day_start: clock(day_start),
        night_from: clock(night_from),
        night_to: clock(night_to),
    }
}

pub(crate) fn london() -> DayBoundaries {
    DayBoundaries::with_defaults(zone("Europe/London"))
}

pub(crate) fn family() -> Family {
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
pub(crate) fn instant(zone: Zone, local: NaiveDateTime) -> i64 {
    let read = |local: NaiveDateTime| zone.from_local_datetime(&local).earliest();
    let shift = Duration::hours(3);
    read(local).map_or_else(|| read(local - shift).unwrap().timestamp() + 3 * 3600, |t| t.timestamp())
}

/// "11-09 19:40" in 2026, in London.
pub(crate) fn local_time(text: &str) -> Timestamp {
    local_time_in("Europe/London", &format!("2026-{text}"))
}

pub(crate) fn local_time_in(name: &str, text: &str) -> Timestamp {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Timestamp::from_seconds_in_zone(instant(zone(name), local), zone(name))
}

pub(crate) fn babys_entry(at: Timestamp, until: Option<Timestamp>, details: Details) -> Entry {
    entry_of(Some(BABY), ANNA, at, until, details)
}

pub(crate) fn slept_at(from: Timestamp, to: Timestamp) -> Entry {
    babys_entry(from, Some(to), Details::Sleep(Sleep::default()))
}

pub(crate) fn slept(from: &str, to: &str) -> Entry {
    slept_at(local_time(from), local_time(to))
}

pub(crate) fn with(mut entry: Entry, change: impl FnOnce(&mut Sleep)) -> Entry {
    if let Details::Sleep(sleep) = &mut entry.details {
        change(sleep);
    }
    entry
}

pub(crate) fn open(from: &str) -> Entry {
    babys_entry(local_time(from), None, Details::Sleep(Sleep::default()))
}

pub(crate) fn ask(from: &str, to: &str, hours: DayBoundaries) -> StatsQuery {
    StatsQuery {
        baby: BABY,
        from: date(from),
        to: date(to),
        hours,
        now: local_time_in("Europe/London", "2027-06-01 12:00"),
    }
}

pub(crate) fn all(entries: &[Entry], from: &str, to: &str) -> PeriodStats {
    compute_stats(entries, &family(), &ask(from, to, london()))
}

/// The sleep of one day of November 2026, and of its night.
pub(crate) fn day(entries: &[Entry], on: &str) -> SleepTotals {
    let on = format!("2026-{on}");
    all(entries, &on, &on).days[0].sleep.clone()
}

pub(crate) fn hm(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".into(), Timestamp::format_hm)
}
