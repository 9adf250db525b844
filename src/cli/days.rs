//! Days, spans of days, clock times and zones as they are typed after a command. All of them wrong usage when they
//! cannot be read, with an example of how it goes.

use super::answer::Stop;
use crate::journal::day;
use crate::journal::household::zone_named;
use crate::journal::time::monday;
use crate::journal::{Clock, Hours, Span, Zone};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// No page or trend goes over more days than this: a hundred years.
const MOST: i64 = 36_525;

/// The options that say from when to when.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct When {
    /// This many weeks, Monday to Sunday: this one and those before it; or "all"
    #[arg(long, value_name = "N|all", conflicts_with_all = ["from", "to"])]
    pub weeks: Option<String>,
    #[command(flatten)]
    pub days: FromTo,
}

/// The options that name a first and a last day.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct FromTo {
    /// The first day, such as 2026-11-09, "9 Nov 2026", yesterday
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// The last day; it is included
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
}

/// The options that say where days are cut, for one look only.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct Cut {
    /// Begin days at this time, for this look only
    #[arg(long, value_name = "HH:MM")]
    pub day_start: Option<String>,
    /// Cut days and nights in this zone, for this look only
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
}

impl Cut {
    /// The family's hours, with what was asked for in their place.
    pub(crate) fn hours(&self, family: Hours) -> Result<Hours, Stop> {
        Ok(Hours {
            zone: self.zone.as_deref().map_or(Ok(family.zone), zone)?,
            day_start: self.day_start.as_deref().map_or(Ok(family.day_start), clock)?,
            ..family
        })
    }
}

/// First and last family day, both included.
pub(crate) type Days = (NaiveDate, NaiveDate);

impl FromTo {
    /// The days as named, in order where both are.
    pub(crate) fn read(&self, today: NaiveDate) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Stop> {
        let day = |text: &Option<String>| text.as_deref().map(|text| date(text, today)).transpose();
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        if let (Some(from), Some(to)) = (from, to) {
            in_order(from, to)?;
        }
        Ok((from, to))
    }
}

impl When {
    /// The days asked for; `usual` weeks when nothing is. `extent` is asked only for "all".
    pub(crate) fn read(
        &self,
        usual: u32,
        today: NaiveDate,
        extent: impl FnOnce() -> Result<Option<Days>, Stop>,
    ) -> Result<Days, Stop> {
        let weeks_before = |weeks: u32, to: NaiveDate| monday(to) - TimeDelta::weeks(i64::from(weeks) - 1);
        if let Some(text) = self.weeks.as_deref() {
            if text.trim().eq_ignore_ascii_case("all") {
                let all = extent()?.map(|(first, last)| (monday(first), last));
                return within(all.unwrap_or((monday(today), today)));
            }
            let weeks = text.trim().parse().ok().filter(|n| (1..=5200).contains(n));
            let weeks = weeks.ok_or_else(|| Stop::usage(format!("\"{text}\" {NO_WEEKS}")))?;
            return Ok((weeks_before(weeks, today), today));
        }
        let (from, to) = self.days.read(today)?;
        let to = to.unwrap_or(today);
        let from = from.unwrap_or_else(|| weeks_before(usual, to));
        in_order(from, to)?;
        within((from, to))
    }
}

fn in_order(from: NaiveDate, to: NaiveDate) -> Result<(), Stop> {
    if from <= to {
        return Ok(());
    }
    Err(Stop::usage(format!(
        "The first day, {from}, is after the last, {to}. Please give --from and --to the other way round."
    )))
}

fn within((from, to): Days) -> Result<Days, Stop> {
    if (to - from).num_days() <= MOST {
        return Ok((from, to));
    }
    Err(Stop::usage(format!(
        "{from} to {to} is more than a hundred years. Please give --from and --to nearer to each other."
    )))
}

/// The family days that a span of time touches.
pub(crate) fn of_span(hours: &Hours, span: Span) -> Days {
    (hours.date_of(span.from), hours.date_of(span.to.saturating_sub(1).max(span.from)))
}

/// A day as a parent types it: `2026-11-22`, `22 Nov 2026`, `22 nov`, `yesterday`.
pub(crate) fn date(text: &str, today: NaiveDate) -> Result<NaiveDate, Stop> {
    day::meant(text, today)
        .filter(|date| (1900..2200).contains(&date.year()))
        .ok_or_else(|| Stop::usage(format!("\"{}\" {NO_DAY}", text.trim())))
}

/// A time of day.
pub(crate) fn clock(text: &str) -> Result<Clock, Stop> {
    Clock::parse(text).ok_or_else(|| Stop::usage(format!("\"{text}\" {NO_CLOCK}")))
}

/// A zone by its name, whatever its case.
pub(crate) fn zone(text: &str) -> Result<Zone, Stop> {
    zone_named(text).ok_or_else(|| Stop::usage(format!("\"{text}\" {NO_ZONE}")))
}

const NO_DAY: &str =
    "is not a day cuebook can read. Please write it like 2026-11-22, \"22 Nov 2026\", today or yesterday.";
const NO_CLOCK: &str = "is not a time of day. Please write it like 07:00.";
const NO_ZONE: &str = "is not a time zone this program knows. Please write it like Europe/London.";
const NO_WEEKS: &str = "is not a number of weeks. Please write it like --weeks 6, or --weeks all.";
