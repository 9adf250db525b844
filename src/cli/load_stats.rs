//! What `today`, `trends` and `report` share: the days asked for, fetched and added up.

use crate::cli::date_args::{DateRange, PeriodArgs, dates_in_range};
use crate::cli::output::CliError;
use crate::cli::session::Session;
use crate::model::{DayBoundaries, Entry, Id, Timestamp};
use crate::stats::{PeriodStats, StatsBuilder, StatsQuery, compute_stats, fetch_range};
use std::ops::ControlFlow;

/// The days asked for, of one baby; `usual` weeks when nothing is.
pub(crate) fn resolve_days(
    when: &PeriodArgs,
    usual: u32,
    baby: Id,
    hours: &DayBoundaries,
    desk: &Session,
) -> Result<DateRange, CliError> {
    when.resolve_dates(usual, hours.date_for_instant(desk.now.unix_seconds()), || {
        let extent = desk.store.find_recorded_range(Some(baby))?;
        Ok(extent.map(|span| dates_in_range(hours, span)))
    })
}

/// The entries around those days, oldest first, and what they add up to.
pub(crate) fn load_entries_with_stats(
    desk: &Session,
    baby: Id,
    hours: DayBoundaries,
    days: DateRange,
) -> Result<(Vec<Entry>, PeriodStats), CliError> {
    let entries = desk.store.entries_overlapping(fetch_range(days.0, days.1, &hours))?;
    let sums = compute_stats(&entries, &desk.family, &build_stats_query(desk, baby, hours, days));
    Ok((entries, sums))
}

/// What those days add up to alone: the entries go by one at a time, so that all of a long journal fits.
pub(crate) fn stream_stats(
    desk: &Session,
    baby: Id,
    hours: DayBoundaries,
    days: DateRange,
) -> Result<PeriodStats, CliError> {
    let mut adding = StatsBuilder::new(build_stats_query(desk, baby, hours, days), &desk.family);
    desk.store.for_each_overlapping(fetch_range(days.0, days.1, &hours), |entry| {
        adding.add_entry(&entry);
        ControlFlow::Continue(())
    })?;
    Ok(adding.into_stats())
}

fn build_stats_query(desk: &Session, baby: Id, hours: DayBoundaries, (from, to): DateRange) -> StatsQuery {
    StatsQuery {
        baby,
        from,
        to,
        hours,
        now: Timestamp::from_seconds_in_zone(desk.now.unix_seconds(), hours.zone),
    }
}
