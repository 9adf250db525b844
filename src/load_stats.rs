//! The journal read and added up: the one place that joins store and stats. Entries go by one at a time where only
//! the sums are wanted, so that a journal of any size fits.

use crate::model::{Entry, Family};
use crate::stats::{
    Associations, AssociationsBuilder, PeriodStats, StatsBuilder, StatsQuery, compute_stats, fetch_range,
};
use crate::store::{Store, StoreError};
use std::ops::ControlFlow;

/// Hands the entries around those days to `add`, one at a time; whether all of them came before `is_cancelled`.
fn for_each_fetched(
    store: &Store,
    query: &StatsQuery,
    mut add: impl FnMut(&Entry),
    is_cancelled: impl Fn() -> bool,
) -> Result<bool, StoreError> {
    store.for_each_overlapping(fetch_range(query.from, query.to, &query.hours), |entry| {
        add(&entry);
        if is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(!is_cancelled())
}

pub(crate) fn load_stats(
    store: &Store,
    family: &Family,
    query: StatsQuery,
) -> Result<PeriodStats, StoreError> {
    let mut stats = StatsBuilder::new(query, family);
    for_each_fetched(store, &query, |entry| stats.add_entry(entry), || false)?;
    Ok(stats.into_stats())
}

/// The same; none once `is_cancelled`.
pub(crate) fn load_stats_unless(
    store: &Store,
    family: &Family,
    query: StatsQuery,
    is_cancelled: impl Fn() -> bool,
) -> Result<Option<PeriodStats>, StoreError> {
    let mut stats = StatsBuilder::new(query, family);
    let is_whole = for_each_fetched(store, &query, |entry| stats.add_entry(entry), is_cancelled)?;
    Ok(is_whole.then(|| stats.into_stats()))
}

/// None once `is_cancelled`.
pub(crate) fn load_stats_and_associations(
    store: &Store,
    family: &Family,
    query: StatsQuery,
    is_cancelled: impl Fn() -> bool,
) -> Result<Option<(PeriodStats, Associations)>, StoreError> {
    let (mut stats, mut associations) = (StatsBuilder::new(query, family), AssociationsBuilder::new(query));
    let add = |entry: &Entry| {
        stats.add_entry(entry);
        associations.add_entry(entry, family);
    };
    if !for_each_fetched(store, &query, add, is_cancelled)? {
        return Ok(None);
    }
    let stats = stats.into_stats();
    let associations = associations.to_associations(&stats, family);
    Ok(Some((stats, associations)))
}

/// With the entries around those days, oldest first.
pub(crate) fn load_stats_and_entries(
    store: &Store,
    family: &Family,
    query: StatsQuery,
) -> Result<(PeriodStats, Vec<Entry>), StoreError> {
    let entries = store.entries_overlapping(fetch_range(query.from, query.to, &query.hours))?;
    Ok((compute_stats(&entries, family, &query), entries))
}
