//! Which days a sheet covers: whole weeks up to yesterday, or exact dates, and never a day before there was anything to
//! write down.

use chrono::{NaiveDate, TimeDelta};

/// The days as they were asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReportPeriod {
    /// So many times seven days, the last of them yesterday, and today if anything of it is written.
    Weeks(u32),
    /// From this day to that one, both included; without a last one up to today, likewise.
    Dates(NaiveDate, Option<NaiveDate>),
    /// So many weeks up to this day, which is included.
    WeeksUpTo(u32, NaiveDate),
    /// Everything.
    All,
}

/// First and last day, and whether the last is today's and only there if anything of it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReportDays {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub only_if_written: bool,
}

impl ReportPeriod {
    /// The days asked for on this day. `first` is the birth, else the day of the first entry: nothing begins before it.
    pub fn resolve(self, today: NaiveDate, first: Option<NaiveDate>) -> ReportDays {
        let days = |weeks: u32| TimeDelta::days(i64::from(weeks) * 7);
        let (from, to) = match self {
            Self::Weeks(weeks) => (today - days(weeks), None),
            Self::Dates(from, to) => (from, to),
            Self::WeeksUpTo(weeks, to) => (to - days(weeks) + TimeDelta::days(1), Some(to)),
            Self::All => (first.unwrap_or(today - days(2)), None),
        };
        let to_day = to.unwrap_or(today);
        let from = first.map_or(from, |first| from.max(first)).min(to_day);
        ReportDays { from, to: to_day, only_if_written: to.is_none() && from < to_day }
    }
}
