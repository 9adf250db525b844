//! The days that `today`, `trends`, `report` and `export` ask for, as a query.

use crate::cli::date_args::{DateRange, DayBoundaryArgs, PeriodArgs, dates_in_range};
use crate::cli::output::CliError;
use crate::cli::run::CommandContext;
use crate::cli::select_person::select_baby;
use crate::cli::session::Session;
use crate::model::{DayBoundaries, Id, Timestamp};
use crate::stats::StatsQuery;

/// The journal, where its days are cut, and the baby that a summary is about.
pub(crate) fn open_for_baby(
    context: &CommandContext,
    boundaries: &DayBoundaryArgs,
    baby: Option<&str>,
) -> Result<(Session, DayBoundaries, Id), CliError> {
    let session = context.open()?;
    let hours = boundaries.override_boundaries(session.family.settings.day_boundaries)?;
    let baby = select_baby(&session, baby)?;
    Ok((session, hours, baby))
}

/// The days asked for, of one baby; `default_weeks` when none are.
pub(crate) fn resolve_days(
    period: &PeriodArgs,
    default_weeks: u32,
    baby: Id,
    hours: &DayBoundaries,
    session: &Session,
) -> Result<DateRange, CliError> {
    let today = hours.date_for_instant(session.now.unix_seconds());
    period.resolve_dates(default_weeks, today, &session.family.settings, || {
        let recorded = session.store.find_recorded_range(Some(baby))?;
        Ok(recorded.map(|range| dates_in_range(hours, range)))
    })
}

pub(crate) fn build_stats_query(
    session: &Session,
    baby: Id,
    hours: DayBoundaries,
    (from, to): DateRange,
) -> StatsQuery {
    let now = Timestamp::from_seconds_in_zone(session.now.unix_seconds(), hours.zone);
    StatsQuery { baby, from, to, hours, now }
}
