//! What a paper is made from, read from the journal: of the sheet for the health visitor the days asked for, added up, and
//! the questions for the visit, whenever they were written; of the others the entries they are made of.

use crate::load_stats::load_stats_and_entries;
use crate::model::time::previous_day;
use crate::model::{Details, Entry, EntryKind, Family, Id, TimeRange, Timestamp};
use crate::report::{ReportKind, ReportPeriod, ReportSource};
use crate::stats::{PeriodStats, StatsQuery, compute_stats};
use crate::store::{EntryFilter, Store, StoreError};
use chrono::NaiveDate;

pub(crate) struct ReportData {
    pub stats: PeriodStats,
    /// Of those days and around them, oldest first.
    pub entries: Vec<Entry>,
    /// Notes for the visit.
    pub questions: Vec<Entry>,
}

pub(crate) fn load_report_data(
    store: &Store,
    family: &Family,
    baby: Id,
    kind: ReportKind,
    period: ReportPeriod,
    now: Timestamp,
) -> Result<ReportData, StoreError> {
    let hours = family.settings.day_boundaries;
    let now = Timestamp::from_seconds_in_zone(now.unix_seconds(), hours.zone);
    let today = hours.date_for_instant(now.unix_seconds());
    let first = match family.find_baby(baby).and_then(|baby| baby.born) {
        Some(born) => Some(born),
        None => store.find_recorded_range(Some(baby))?.map(|range| hours.date_for_instant(range.from)),
    };
    let days = period.resolve(today, first);
    match kind.spec().source {
        ReportSource::Days => {}
        ReportSource::Nothing => return Ok(ReportData::without_days(family, baby, today, now, Vec::new())),
        ReportSource::Entries(is_wanted) => {
            let span = TimeRange { from: hours.day_range(days.from).from, to: hours.day_range(days.to).to };
            // What was written before the first day that is counted belongs to everything, too.
            let span = (period != ReportPeriod::All).then_some(span);
            let filter = EntryFilter { baby: Some(baby), span, ..EntryFilter::default() };
            let entries = store.load_newest_entries(&filter, None, usize::MAX, is_wanted)?;
            return Ok(ReportData::without_days(family, baby, today, now, entries));
        }
    }
    let mut query = StatsQuery { baby, from: days.from, to: days.to, hours, now };
    let (mut stats, entries) = load_stats_and_entries(store, family, query)?;
    let is_last_written = stats.days.last().is_some_and(|day| day.is_written() || day.sleep.open);
    if days.only_if_written && !is_last_written {
        query.to = previous_day(days.to);
        stats = compute_stats(&entries, family, &query);
    }
    Ok(ReportData { stats, entries, questions: load_questions(store, baby)? })
}

impl ReportData {
    /// Of a paper on which no day is counted.
    fn without_days(
        family: &Family,
        baby: Id,
        today: NaiveDate,
        now: Timestamp,
        entries: Vec<Entry>,
    ) -> Self {
        let query = StatsQuery { baby, from: today, to: today, hours: family.settings.day_boundaries, now };
        Self { stats: compute_stats(&[], family, &query), entries, questions: Vec::new() }
    }
}

/// Every note for the visit that is this baby's or the family's.
fn load_questions(store: &Store, baby: Id) -> Result<Vec<Entry>, StoreError> {
    let filter = EntryFilter { kind: Some(EntryKind::Note), baby: Some(baby), ..EntryFilter::default() };
    store.load_newest_entries(
        &filter,
        None,
        usize::MAX,
        |entry| matches!(&entry.details, Details::Note(note) if note.for_visit),
    )
}
