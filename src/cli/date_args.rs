//! Days, spans of days, clock times and zones as they are typed after a command. All of them wrong usage when they
//! cannot be read, with an example of how it goes.

use crate::cli::output::{CliError, print_to_stderr};
use crate::model::settings::find_zone;
use crate::model::time::{format_long_date, week_start};
use crate::model::{DayBoundaries, FamilySettings, TimeOfDay, TimeRange, Timestamp, Zone};
use crate::quick_line::{parse_full_date, parse_time_of_day};
use crate::report::ReportPeriod;
use crate::texts::cli_global as texts;
use crate::texts::family_settings;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// No page or trend goes over more days than this: a hundred years.
const MAX_DAYS: i64 = 36_525;

/// The options that say from when to when.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct PeriodArgs {
    /// This many weeks; or "all"
    #[arg(long, value_name = "N|all", conflicts_with_all = ["from", "to"])]
    pub weeks: Option<String>,
    #[command(flatten)]
    pub days: DateRangeArgs,
}

/// The options that name a first and a last day.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct DateRangeArgs {
    /// The first day, such as 2026-11-09, "9 Nov 2026", yesterday
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// The last day; it is included
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
}

/// The options that say where days are cut, for one look only.
#[derive(clap::Args, Clone, Debug, Default)]
pub(crate) struct DayBoundaryArgs {
    /// Begin days at this time, for this look only
    #[arg(long, value_name = "HH:MM")]
    pub day_start: Option<String>,
    /// Cut days and nights in this zone, for this look only
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
}

impl DayBoundaryArgs {
    /// The family's hours, with what was asked for in their place.
    pub(crate) fn override_boundaries(&self, family: DayBoundaries) -> Result<DayBoundaries, CliError> {
        Ok(DayBoundaries {
            zone: self.zone.as_deref().map_or(Ok(family.zone), parse_zone_arg)?,
            day_start: self.day_start.as_deref().map_or(Ok(family.day_start), parse_time_arg)?,
            ..family
        })
    }
}

/// First and last family day, both included.
pub(crate) type DateRange = (NaiveDate, NaiveDate);

impl DateRangeArgs {
    /// The days as named, in order where both are.
    fn parse_dates(
        &self,
        today: NaiveDate,
        settings: &FamilySettings,
    ) -> Result<(Option<NaiveDate>, Option<NaiveDate>), CliError> {
        let day = |text: &Option<String>| {
            text.as_deref().map(|text| parse_date_arg(text, today, settings)).transpose()
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        check_begun(from.filter(|_| to.is_none()), today)?;
        if let (Some(from), Some(to)) = (from, to) {
            check_order(from, to)?;
        }
        Ok((from, to))
    }

    /// The same with the instants between which an entry is looked for; none where no day is named.
    pub(crate) fn parse_range(
        &self,
        hours: &DayBoundaries,
        settings: &FamilySettings,
        now: Timestamp,
    ) -> Result<ParsedDateRange, CliError> {
        let (from, to) = self.parse_dates(hours.date_for_instant(now.unix_seconds()), settings)?;
        let range = (from.is_some() || to.is_some()).then(|| TimeRange {
            from: from.map_or(i64::MIN, |day| hours.day_range(day).from),
            to: to.map_or(i64::MAX, |day| hours.day_range(day).to),
        });
        Ok((from, to, range))
    }
}

/// First day, last day (inclusive) and the instants between them; none where none is named.
type ParsedDateRange = (Option<NaiveDate>, Option<NaiveDate>, Option<TimeRange>);

impl PeriodArgs {
    /// The days a sheet covers, and `usual` when none are named; a last day alone ends so many weeks.
    pub(crate) fn resolve_report_period(
        &self,
        usual: ReportPeriod,
        weeks: u32,
        today: NaiveDate,
        settings: &FamilySettings,
    ) -> Result<ReportPeriod, CliError> {
        if let Some(text) = self.weeks.as_deref() {
            let is_all = text.trim().eq_ignore_ascii_case("all");
            return Ok(if is_all { ReportPeriod::All } else { ReportPeriod::Weeks(parse_weeks(text)?) });
        }
        let (from, to) = self.days.parse_dates(today, settings)?;
        let last = to.unwrap_or(today);
        if let Some(from) = from {
            check_order(from, last)?;
            check_length((from, last))?;
        }
        Ok(match (from, to) {
            (Some(from), to) => ReportPeriod::Dates(from, to),
            (None, Some(to)) => ReportPeriod::WeeksUpTo(weeks, to),
            (None, None) => usual,
        })
    }

    /// The days asked for; `usual` weeks when nothing is. `extent` is asked only for "all".
    pub(crate) fn resolve_dates(
        &self,
        usual: u32,
        today: NaiveDate,
        settings: &FamilySettings,
        extent: impl FnOnce() -> Result<Option<DateRange>, CliError>,
    ) -> Result<DateRange, CliError> {
        let weeks_before =
            |weeks: u32, to: NaiveDate| week_start(to) - TimeDelta::weeks(i64::from(weeks) - 1);
        if let Some(text) = self.weeks.as_deref() {
            if text.trim().eq_ignore_ascii_case("all") {
                let all = extent()?.map(|(first, last)| (week_start(first), last));
                return check_length(all.unwrap_or((week_start(today), today)));
            }
            return Ok((weeks_before(parse_weeks(text)?, today), today));
        }
        let (from, to) = self.days.parse_dates(today, settings)?;
        let to = to.unwrap_or(today);
        let from = from.unwrap_or_else(|| weeks_before(usual, to));
        check_order(from, to)?;
        check_length((from, to))
    }
}

fn parse_weeks(text: &str) -> Result<u32, CliError> {
    let weeks = text.trim().parse().ok().filter(|n| (1..=5200).contains(n));
    weeks.ok_or_else(|| CliError::wrong_usage(texts::unreadable_weeks(text)))
}

/// A first day that is still to come, with no last day named.
fn check_begun(from: Option<NaiveDate>, today: NaiveDate) -> Result<(), CliError> {
    match from.filter(|from| *from > today) {
        Some(from) => {
            Err(CliError::wrong_usage(texts::from_in_future(&from.to_string(), &today.to_string())))
        }
        None => Ok(()),
    }
}

fn check_order(from: NaiveDate, to: NaiveDate) -> Result<(), CliError> {
    if from <= to {
        return Ok(());
    }
    Err(CliError::wrong_usage(texts::days_reversed(&from.to_string(), &to.to_string())))
}

fn check_length((from, to): DateRange) -> Result<DateRange, CliError> {
    if (to - from).num_days() <= MAX_DAYS {
        return Ok((from, to));
    }
    Err(CliError::wrong_usage(texts::too_many_days(&from.to_string(), &to.to_string())))
}

/// The family days that a span of time touches.
pub(crate) fn dates_in_range(hours: &DayBoundaries, span: TimeRange) -> DateRange {
    (hours.date_for_instant(span.from), hours.date_for_instant(span.to.saturating_sub(1).max(span.from)))
}

/// A day as a parent types it: `2026-11-22`, `22 Nov 2026`, `22/11/2026`, `22 nov`, `yesterday`. It may lie ahead where
/// its year is named.
pub(crate) fn parse_date_arg(
    text: &str,
    today: NaiveDate,
    settings: &FamilySettings,
) -> Result<NaiveDate, CliError> {
    parse_full_date(text, today, settings.country.as_deref(), false)
        .filter(|date| (1900..2200).contains(&date.year()))
        .inspect(|date| {
            // Which of two numbers is the month depends on the country, so what was taken is said.
            if text.contains(['/', '.']) && !text.contains(char::is_alphabetic) {
                print_to_stderr(&texts::date_taken(
                    text.trim(),
                    &format!("{} {}", format_long_date(*date), date.year()),
                ));
            }
        })
        .ok_or_else(|| CliError::wrong_usage(texts::unreadable_date(text.trim())))
}

fn parse_time_arg(text: &str) -> Result<TimeOfDay, CliError> {
    parse_time_of_day(text).ok_or_else(|| CliError::wrong_usage(family_settings::invalid_time_of_day(text)))
}

pub(crate) fn parse_zone_arg(text: &str) -> Result<Zone, CliError> {
    find_zone(text).ok_or_else(|| CliError::wrong_usage(family_settings::unknown_zone(text)))
}
