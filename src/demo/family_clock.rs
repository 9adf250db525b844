//! The clock at the family's home over their twelve weeks, and where it changed.

use crate::demo::DAYS;
use crate::demo::demo_file::ClockNotes;
use crate::model::time::resolve_local;
use crate::model::{DayBoundaries, Timestamp, Zone};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

pub(crate) struct FamilyClock {
    pub now: Timestamp,
    pub first_date: NaiveDate,
    zone: Zone,
    /// Unix seconds between which the family was an hour to the east.
    away: Option<(i64, i64)>,
}

impl FamilyClock {
    pub(crate) fn at_home(now: Timestamp, zone: Zone) -> Self {
        let today = DayBoundaries::with_defaults(zone).date_for_instant(now.unix_seconds());
        let first_date = today.checked_sub_signed(TimeDelta::days(DAYS - 1)).unwrap_or(today);
        let now = Timestamp::from_seconds_in_zone(now.unix_seconds(), zone);
        Self { now, first_date, zone, away: None }
    }

    pub(crate) fn new(now: Timestamp, zone: Zone, notes: &ClockNotes) -> Self {
        let mut clock = Self::at_home(now, zone);
        if clock.clock_change().is_none() {
            let left = clock.instant(DAYS - 1 - notes.away_from, 15 * 60);
            clock.away = Some((left, clock.instant(DAYS - 1 - notes.away_until, 12 * 60)));
        }
        clock
    }

    pub(crate) fn date(&self, day: i64) -> NaiveDate {
        self.first_date.checked_add_signed(TimeDelta::days(day)).unwrap_or(self.first_date)
    }

    /// The instant at which the clock at home shows so many minutes past midnight of a day; in Unix seconds.
    pub(crate) fn instant(&self, day: i64, minutes: i64) -> i64 {
        let local = self.date(day).and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes);
        resolve_local(self.zone, local).default_instant().unix_seconds()
    }

    /// An instant by the clock on the wall where the family was.
    pub(crate) fn timestamp(&self, seconds: i64) -> Timestamp {
        let at_home = Timestamp::from_seconds_in_zone(seconds, self.zone);
        match self.away {
            Some((from, to)) if (from..to).contains(&seconds) => {
                Timestamp::new(seconds, at_home.offset_seconds() + 3600)
            }
            _ => at_home,
        }
    }

    /// The first day after a change of the clocks, and whether they went back.
    pub(crate) fn clock_change(&self) -> Option<(i64, bool)> {
        let offset =
            |day| Timestamp::from_seconds_in_zone(self.instant(day, 12 * 60), self.zone).offset_seconds();
        (1..DAYS - 1).find_map(|day| {
            let (before, after) = (offset(day - 1), offset(day));
            (before != after).then_some((day, after < before))
        })
    }
}
