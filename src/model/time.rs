//! Instants with the offset they were lived in, clock times, days and nights in a zone.
//!
//! All zone arithmetic of the crate goes through [`reading`]; nothing here asks what time it is.

use crate::model::time_zone::Zone;
use crate::texts::validation as texts;
use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta,
    TimeZone, Timelike,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// First and last second an [`At`] can hold: the years 1 to 9998, so that every local reading of one can be written.
const MIN_UNIX_SECONDS: i64 = -62_135_510_400;
const MAX_UNIX_SECONDS: i64 = 253_370_764_799;

/// An instant (whole seconds since 1970, UTC) and the offset of the clock on the wall when it was lived.
///
/// Ordered by instant. Two instants read on different clocks are different values, so that what was kept comes back
/// as it was lived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    unix_seconds: i64,
    offset_seconds: i32,
}

impl Timestamp {
    /// From seconds since 1970 (UTC) and an offset in seconds east. Values no calendar holds are moved to the nearest
    /// that one does.
    pub fn new(secs: i64, offset: i32) -> Self {
        Self {
            unix_seconds: secs.clamp(MIN_UNIX_SECONDS, MAX_UNIX_SECONDS),
            offset_seconds: offset.clamp(-86_399, 86_399),
        }
    }

    /// The instant as the clocks of `zone` show it.
    pub fn from_seconds_in_zone(secs: i64, zone: Zone) -> Self {
        let secs = secs.clamp(MIN_UNIX_SECONDS, MAX_UNIX_SECONDS);
        let utc = DateTime::from_timestamp(secs, 0).unwrap_or_default().naive_utc();
        Self::new(secs, zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }

    /// Seconds since 1970, UTC.
    pub fn unix_seconds(self) -> i64 {
        self.unix_seconds
    }

    /// Elapsed minutes of the clock, from the minute of this one to the minute of the other: as a reader of the two times
    /// adds it up, and as [`crate::stats`] counts.
    pub(crate) fn minutes_to(self, later: Self) -> i64 {
        later.unix_seconds.div_euclid(60) - self.unix_seconds.div_euclid(60)
    }

    /// Seconds east of UTC on the clock it was lived by.
    pub fn offset_seconds(self) -> i32 {
        self.offset_seconds
    }

    /// The date and time on the clock it was lived by.
    pub fn local_datetime(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.unix_seconds + i64::from(self.offset_seconds), 0)
            .unwrap_or_default()
            .naive_utc()
    }

    /// The date on the clock it was lived by.
    pub fn local_date(self) -> NaiveDate {
        self.local_datetime().date()
    }

    /// The clock time, `14:07`.
    pub fn format_hm(self) -> String {
        self.local_datetime().format("%H:%M").to_string()
    }

    /// This instant moved by whole minutes, read on the clock of `zone`.
    pub fn add_minutes(self, minutes: i64, zone: Zone) -> Self {
        Self::from_seconds_in_zone(self.unix_seconds.saturating_add(minutes.saturating_mul(60)), zone)
    }

    /// RFC 3339 with whole seconds and a numeric offset, `2026-11-22T10:15:00+00:00`.
    pub fn to_rfc3339(self) -> String {
        FixedOffset::east_opt(self.offset_seconds).map_or_else(String::new, |offset| {
            offset
                .from_utc_datetime(
                    &(self.local_datetime() - TimeDelta::seconds(i64::from(self.offset_seconds))),
                )
                .to_rfc3339()
        })
    }

    /// Reads RFC 3339; parts of a second are dropped.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let read = DateTime::parse_from_rfc3339(text.trim()).ok()?;
        Some(Self::new(read.timestamp(), read.offset().local_minus_utc()))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse_rfc3339(&text).ok_or_else(|| serde::de::Error::custom(texts::time_without_offset(&text)))
    }
}

/// A time of day in whole minutes, `07:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// From hour and minute; `None` past 23:59.
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (hour < 24 && minute < 60).then(|| u16::try_from(minutes).map(Self).ok()).flatten()
    }

    /// Reads `7:00`, `07:00` or `19.30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.trim().split_once([':', '.'])?;
        let digits =
            |s: &str, most: usize| (1..=most).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour, 2) || !digits(minute, 2) || minute.len() != 2 {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// Minutes since midnight, 0 to 1439.
    pub fn minutes_since_midnight(self) -> i64 {
        i64::from(self.0)
    }

    pub(crate) fn to_naive_time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.0) * 60, 0).unwrap_or_default()
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(time: NaiveTime) -> Self {
        Self(u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// What a date and time on the wall can mean in a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalResolution {
    /// One instant, as on almost every day.
    Single(Timestamp),
    /// The hour that comes twice in autumn: first the earlier instant, then the later.
    Ambiguous(Timestamp, Timestamp),
    /// The hour that is skipped in spring. First what a clock not yet put forward means (an hour on, by the new
    /// clock), then what a clock put forward too soon means (an hour back, by the old one).
    Skipped(Timestamp, Timestamp),
}

impl LocalResolution {
    /// The usual choice where nobody can be asked: the first of two, a missing time shifted forward.
    pub fn default_instant(self) -> Timestamp {
        match self {
            Self::Single(at) | Self::Ambiguous(at, _) | Self::Skipped(at, _) => at,
        }
    }

    pub fn both_instants(self) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::Single(_) => None,
            Self::Ambiguous(a, b) | Self::Skipped(a, b) => Some((a, b)),
        }
    }
}

/// What `local`, read off a wall clock in `zone`, can mean. The one place where the crate turns clocks into instants.
pub fn resolve_local(zone: Zone, local: NaiveDateTime) -> LocalResolution {
    let at =
        |offset: i32| Timestamp::from_seconds_in_zone(local.and_utc().timestamp() - i64::from(offset), zone);
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => LocalResolution::Single(at(offset.fix().local_minus_utc())),
        MappedLocalTime::Ambiguous(a, b) => {
            let (a, b) = (at(a.fix().local_minus_utc()), at(b.fix().local_minus_utc()));
            LocalResolution::Ambiguous(a.min(b), a.max(b))
        }
        MappedLocalTime::None => {
            let offset_at = |hours| {
                let near = local.checked_add_signed(TimeDelta::hours(hours)).unwrap_or(local);
                zone.offset_from_utc_datetime(&near).fix().local_minus_utc()
            };
            LocalResolution::Skipped(at(offset_at(-26)), at(offset_at(26)))
        }
    }
}

/// A stretch of time in seconds since 1970, `from` inside, `to` outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimeRange {
    /// First second inside.
    pub from: i64,
    /// First second after.
    pub to: i64,
}

impl TimeRange {
    /// Length in seconds, never negative.
    pub fn duration_seconds(self) -> i64 {
        (self.to - self.from).max(0)
    }

    /// The part of `self` inside `other`; `None` when they share no second.
    pub(crate) fn intersect_with(self, other: TimeRange) -> Option<TimeRange> {
        let both = TimeRange { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from < both.to).then_some(both)
    }

    /// Whether `secs` lies inside.
    pub fn contains_instant(self, secs: i64) -> bool {
        (self.from..self.to).contains(&secs)
    }
}

/// Where a family's days and nights begin and end. Changing it never touches an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayBoundaries {
    pub zone: Zone,
    /// When the family's day begins; a date names the day that begins on it.
    pub day_start: TimeOfDay,
    pub night_from: TimeOfDay,
    pub night_to: TimeOfDay,
}

impl DayBoundaries {
    /// The day from 07:00, the night from 19:00 to 07:00.
    pub fn with_defaults(zone: Zone) -> Self {
        Self {
            zone,
            day_start: TimeOfDay(7 * 60),
            night_from: TimeOfDay(19 * 60),
            night_to: TimeOfDay(7 * 60),
        }
    }

    /// The first instant of a date and clock time.
    fn instant_at(&self, date: NaiveDate, clock: TimeOfDay) -> i64 {
        resolve_local(self.zone, date.and_time(clock.to_naive_time())).default_instant().unix_seconds()
    }

    /// The family day that begins on `date`: 24 hours, 23 or 25 at a clock change.
    pub fn day_range(&self, date: NaiveDate) -> TimeRange {
        TimeRange {
            from: self.instant_at(date, self.day_start),
            to: self.instant_at(next_day(date), self.day_start),
        }
    }

    /// The night that begins in the evening of `date`. A night that begins after midnight is the one before the next
    /// date's morning. On a date that a zone left out altogether it is empty, so that no minute belongs to two nights.
    pub fn night_range(&self, date: NaiveDate) -> TimeRange {
        let begins = if self.night_from < self.night_to { next_day(date) } else { date };
        let (morning, to) = (self.night_end(date), self.night_end(next_day(date)));
        let from = self.instant_at(begins, self.night_from);
        TimeRange { from: from.max(morning).min(to), to }
    }

    /// Whether the wall clock is in the night hours, `minutes` after a midnight.
    pub(crate) fn is_night(&self, minutes: i64) -> bool {
        let (from, to) = (self.night_from.minutes_since_midnight(), self.night_to.minutes_since_midnight());
        let length = (to - from).rem_euclid(24 * 60);
        length == 0 || (minutes - from).rem_euclid(24 * 60) < length
    }

    /// The daytime of `date`: from the end of the night before to the beginning of the night.
    pub fn daytime_range(&self, date: NaiveDate) -> TimeRange {
        TimeRange { from: self.night_end(date), to: self.night_range(date).from }
    }

    /// The end of the night before `date`.
    fn night_end(&self, date: NaiveDate) -> i64 {
        self.instant_at(date, self.night_to)
    }

    /// The date that names the family day in which an instant lies.
    pub fn date_for_instant(&self, secs: i64) -> NaiveDate {
        let local = Timestamp::from_seconds_in_zone(secs, self.zone).local_datetime();
        let near = (local - TimeDelta::minutes(self.day_start.minutes_since_midnight())).date();
        [near, next_day(near), previous_day(near)]
            .into_iter()
            .find(|date| self.day_range(*date).contains_instant(secs))
            .unwrap_or(near)
    }

    /// The clock as lived in the family's zone.
    pub(crate) fn timestamp_at(&self, secs: i64) -> Timestamp {
        Timestamp::from_seconds_in_zone(secs, self.zone)
    }
}

/// The day after, or the last there is.
pub(crate) fn next_day(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// The day before, or the first there is.
pub(crate) fn previous_day(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(date)
}

/// The Monday on or before `date`.
pub fn week_start(date: NaiveDate) -> NaiveDate {
    date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()))
}

/// `Sunday 22 November`.
pub(crate) fn format_long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// The same with the year where it is not the year of `today`: `Sunday 22 November 2025`.
pub(crate) fn format_long_date_near(date: NaiveDate, today: NaiveDate) -> String {
    let day = format_long_date(date);
    if date.year() == today.year() { day } else { format!("{day} {}", date.year()) }
}

/// `22 Nov 2026`.
pub fn format_short_date(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// A length of time for people, minutes given: `7 min`, `1 h 15`, `2 h`.
pub fn format_duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}
