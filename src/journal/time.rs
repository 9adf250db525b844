//! Instants with the offset they were lived in, clock times, days and nights in a zone.
//!
//! All zone arithmetic of the crate goes through [`reading`]; nothing here asks what time it is.

use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta,
    TimeZone, Timelike,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A named time zone with its rules, such as `Europe/London`.
pub type Zone = chrono_tz::Tz;

/// First and last second an [`At`] can hold: the years 1 to 9998, so that every local reading of one can be written.
const FIRST: i64 = -62_135_510_400;
const LAST: i64 = 253_370_764_799;

/// An instant (whole seconds since 1970, UTC) and the offset of the clock on the wall when it was lived.
///
/// Ordered by instant. Two instants read on different clocks are different values, so that what was kept comes back
/// as it was lived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    secs: i64,
    offset: i32,
}

impl At {
    /// From seconds since 1970 (UTC) and an offset in seconds east. Values no calendar holds are moved to the nearest
    /// that one does.
    pub fn new(secs: i64, offset: i32) -> Self {
        Self { secs: secs.clamp(FIRST, LAST), offset: offset.clamp(-86_399, 86_399) }
    }

    /// The instant as the clocks of `zone` show it.
    pub fn in_zone(secs: i64, zone: Zone) -> Self {
        let secs = secs.clamp(FIRST, LAST);
        let utc = DateTime::from_timestamp(secs, 0).unwrap_or_default().naive_utc();
        Self::new(secs, zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }

    /// Seconds since 1970, UTC.
    pub fn secs(self) -> i64 {
        self.secs
    }

    /// Seconds east of UTC on the clock it was lived by.
    pub fn offset(self) -> i32 {
        self.offset
    }

    /// The date and time on the clock it was lived by.
    pub fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.secs + i64::from(self.offset), 0).unwrap_or_default().naive_utc()
    }

    /// The date on the clock it was lived by.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The clock time, `14:07`.
    pub fn hm(self) -> String {
        self.local().format("%H:%M").to_string()
    }

    /// This instant moved by whole minutes, read on the clock of `zone`.
    pub fn plus_minutes(self, minutes: i64, zone: Zone) -> Self {
        Self::in_zone(self.secs.saturating_add(minutes.saturating_mul(60)), zone)
    }

    /// RFC 3339 with whole seconds and a numeric offset, `2026-11-22T10:15:00+00:00`.
    pub fn rfc3339(self) -> String {
        FixedOffset::east_opt(self.offset).map_or_else(String::new, |offset| {
            offset
                .from_utc_datetime(&(self.local() - TimeDelta::seconds(i64::from(self.offset))))
                .to_rfc3339()
        })
    }

    /// Reads RFC 3339; parts of a second are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let read = DateTime::parse_from_rfc3339(text.trim()).ok()?;
        Some(Self::new(read.timestamp(), read.offset().local_minus_utc()))
    }
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("\"{text}\" is not a time with an offset")))
    }
}

/// A time of day in whole minutes, `07:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Clock(u16);

impl Clock {
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
    pub fn minutes(self) -> i64 {
        i64::from(self.0)
    }

    pub fn time(self) -> NaiveTime {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.0) * 60, 0).unwrap_or_default()
    }
}

impl From<NaiveTime> for Clock {
    fn from(time: NaiveTime) -> Self {
        Self(u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// What a date and time on the wall can mean in a zone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// One instant, as on almost every day.
    One(At),
    /// The hour that comes twice in autumn: first the earlier instant, then the later.
    Twice(At, At),
    /// The hour that is skipped in spring. First what a clock not yet put forward means (an hour on, by the new
    /// clock), then what a clock put forward too soon means (an hour back, by the old one).
    Missing(At, At),
}

impl Reading {
    /// The usual choice where nobody can be asked: the first of two, a missing time shifted forward.
    pub fn first(self) -> At {
        match self {
            Self::One(at) | Self::Twice(at, _) | Self::Missing(at, _) => at,
        }
    }

    pub fn both(self) -> Option<(At, At)> {
        match self {
            Self::One(_) => None,
            Self::Twice(a, b) | Self::Missing(a, b) => Some((a, b)),
        }
    }
}

/// What `local`, read off a wall clock in `zone`, can mean. The one place where the crate turns clocks into instants.
pub fn reading(zone: Zone, local: NaiveDateTime) -> Reading {
    let at = |offset: i32| At::in_zone(local.and_utc().timestamp() - i64::from(offset), zone);
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => Reading::One(at(offset.fix().local_minus_utc())),
        MappedLocalTime::Ambiguous(a, b) => {
            let (a, b) = (at(a.fix().local_minus_utc()), at(b.fix().local_minus_utc()));
            Reading::Twice(a.min(b), a.max(b))
        }
        MappedLocalTime::None => {
            let offset_at = |hours| {
                let near = local.checked_add_signed(TimeDelta::hours(hours)).unwrap_or(local);
                zone.offset_from_utc_datetime(&near).fix().local_minus_utc()
            };
            Reading::Missing(at(offset_at(-26)), at(offset_at(26)))
        }
    }
}

/// A stretch of time in seconds since 1970, `from` inside, `to` outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// First second inside.
    pub from: i64,
    /// First second after.
    pub to: i64,
}

impl Span {
    /// Length in seconds, never negative.
    pub fn secs(self) -> i64 {
        (self.to - self.from).max(0)
    }

    /// The part of `self` inside `other`; `None` when they share no second.
    pub fn within(self, other: Span) -> Option<Span> {
        let both = Span { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from < both.to).then_some(both)
    }

    /// Whether `secs` lies inside.
    pub fn holds(self, secs: i64) -> bool {
        (self.from..self.to).contains(&secs)
    }
}

/// Where a family's days and nights begin and end. Changing it never touches an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hours {
    pub zone: Zone,
    /// When the family's day begins; a date names the day that begins on it.
    pub day_start: Clock,
    pub night_from: Clock,
    pub night_to: Clock,
}

impl Hours {
    /// The day from 07:00, the night from 19:00 to 07:00.
    pub fn usual(zone: Zone) -> Self {
        Self { zone, day_start: Clock(7 * 60), night_from: Clock(19 * 60), night_to: Clock(7 * 60) }
    }

    /// The first instant of a date and clock time.
    pub fn instant(&self, date: NaiveDate, clock: Clock) -> i64 {
        reading(self.zone, date.and_time(clock.time())).first().secs()
    }

    /// The family day that begins on `date`: 24 hours, 23 or 25 at a clock change.
    pub fn day(&self, date: NaiveDate) -> Span {
        Span { from: self.instant(date, self.day_start), to: self.instant(next(date), self.day_start) }
    }

    /// The night that begins in the evening of `date`. A night that begins after midnight is the one before the next
    /// date's morning. On a date that a zone left out altogether it is empty, so that no minute belongs to two nights.
    pub fn night(&self, date: NaiveDate) -> Span {
        let begins = if self.night_from < self.night_to { next(date) } else { date };
        let (morning, to) = (self.morning(date), self.morning(next(date)));
        let from = self.instant(begins, self.night_from);
        Span { from: from.max(morning).min(to), to }
    }

    /// The daytime of `date`: from the end of the night before to the beginning of the night.
    pub fn daytime(&self, date: NaiveDate) -> Span {
        Span { from: self.morning(date), to: self.night(date).from }
    }

    /// The end of the night before `date`.
    fn morning(&self, date: NaiveDate) -> i64 {
        self.instant(date, self.night_to)
    }

    /// The date that names the family day in which an instant lies.
    pub fn date_of(&self, secs: i64) -> NaiveDate {
        let local = At::in_zone(secs, self.zone).local();
        let near = (local - TimeDelta::minutes(self.day_start.minutes())).date();
        [near, next(near), before(near)].into_iter().find(|date| self.day(*date).holds(secs)).unwrap_or(near)
    }

    /// The clock as lived in the family's zone.
    pub fn at(&self, secs: i64) -> At {
        At::in_zone(secs, self.zone)
    }
}

/// The day after, or the last there is.
pub fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// The day before, or the first there is.
pub fn before(date: NaiveDate) -> NaiveDate {
    date.pred_opt().unwrap_or(date)
}

/// The Monday on or before `date`.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()))
}

/// `Sunday 22 November`.
pub fn long_date(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// `22 Nov 2026`.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// A length of time for people, minutes given: `7 min`, `1 h 15`, `2 h`.
pub fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}
