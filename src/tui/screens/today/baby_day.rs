//! One baby's day as it was read: its entries, and its sums with those of the day before.

use crate::load_stats::load_stats;
use crate::model::time::previous_day;
use crate::model::{Details, Entry, Id, TimeRange};
use crate::stats::{DayStats, PeriodStats, StatsQuery};
use crate::store::StoreError;
use crate::tui::screens::Context;
use crate::tui::screens::today::closed_pages;
use chrono::NaiveDate;

/// For so long after its end the night just over stands on Today.
const MORNING_SECS: i64 = 5 * 3600;

#[derive(Default)]
pub(crate) struct BabyDay {
    pub date: NaiveDate,
    /// Not the day that goes on.
    pub is_other_day: bool,
    /// The day goes on and the night before it ended not long ago: that night's entries stand among its own.
    pub is_morning: bool,
    /// Oldest first.
    pub entries: Vec<Entry>,
    /// Those of the night before, oldest first.
    pub night_before: Vec<Entry>,
    pub stats: Option<PeriodStats>,
}

/// Whose entries a day holds.
#[derive(Clone, Copy)]
pub(crate) struct DayOf {
    pub baby: Id,
    /// Entries of no baby too.
    pub has_unnamed: bool,
}

impl BabyDay {
    pub(crate) fn load(
        of: DayOf,
        date: NaiveDate,
        is_other_day: bool,
        context: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let hours = &context.family.settings.day_boundaries;
        let (day, night) = (hours.day_range(date), hours.night_range(previous_day(date)));
        let is_morning =
            !is_other_day && (0..MORNING_SECS).contains(&(context.now.unix_seconds() - night.to));
        let shown = TimeRange { from: if is_morning { day.from.min(night.from) } else { day.from }, ..day };
        let all = TimeRange { from: day.from.min(night.from), to: day.to };
        let mut all = context.store.entries_overlapping(all)?;
        all.retain(|entry| entry.baby.map_or(of.has_unnamed, |id| id == of.baby));
        if context.family.is_selected_baby_closed() {
            all.retain(closed_pages::is_listed_on_closed_pages);
        }
        let select = |range: TimeRange| -> Vec<Entry> {
            all.iter().filter(|entry| belongs_to_range(entry, range, context)).cloned().collect()
        };
        let query =
            StatsQuery { baby: of.baby, from: previous_day(date), to: date, hours: *hours, now: context.now };
        Ok(Self {
            date,
            is_other_day,
            is_morning,
            entries: select(shown),
            night_before: select(night),
            stats: Some(load_stats(context.store, context.family, query)?),
        })
    }

    /// The day's entries as listed.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    pub(crate) fn stats_of(&self, date: NaiveDate) -> Option<&DayStats> {
        self.stats.as_ref()?.days.iter().find(|day| day.date == date)
    }
}

fn belongs_to_range(entry: &Entry, range: TimeRange, context: &Context<'_>) -> bool {
    let begins_in = range.contains_instant(entry.at.unix_seconds());
    let lasts_into = || {
        let until = entry.until.unwrap_or(entry.at);
        entry.at.unix_seconds() < range.to && until.unix_seconds() > range.from
    };
    match &entry.details {
        Details::Checkin(_) => begins_in && !context.family.hides_from_views(entry),
        // What has no end belongs to the day it began, unless it is what goes on.
        _ if entry.until.is_none() => {
            begins_in
                || (entry.is_under_way(context.now) && range.contains_instant(context.now.unix_seconds()))
        }
        _ => begins_in || lasts_into(),
    }
}
