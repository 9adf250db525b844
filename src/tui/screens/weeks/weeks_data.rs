//! The weeks read and added up: so many around the week of the cursor, in blocks, so that moving about reads rarely.

use crate::load_stats::load_stats_unless;
use crate::model::time::week_start;
use crate::model::{Family, Id, Timestamp};
use crate::stats::{PeriodStats, StatsQuery};
use crate::store::{Store, StoreError};
use crate::tui::screens::loaded_figures::FiguresRequest;
use crate::tui::screens::{Context, ReadKey};
use chrono::{NaiveDate, TimeDelta};

/// So many weeks are read at once; a year of them behind the screen.
pub(crate) const WEEKS_AT_ONCE: i64 = 26;
pub(crate) const WEEKS_OF_YEAR: i64 = 53;

pub(crate) struct WeeksData {
    pub stats: PeriodStats,
    /// The Monday of the first week with an entry.
    pub first_week: NaiveDate,
}

#[derive(Clone, Copy)]
pub(crate) struct WeeksRequest {
    baby: Id,
    from: NaiveDate,
    to: NaiveDate,
    now: Timestamp,
}

/// The Monday of the week with the first entry and of the one with the last; none while nothing is written down.
pub(crate) fn find_recorded_weeks(
    context: &Context<'_>,
) -> Result<Option<(NaiveDate, NaiveDate)>, StoreError> {
    let Some(baby) = context.family.selected_baby() else {
        return Ok(None);
    };
    let hours = context.family.settings.day_boundaries;
    let recorded = context.store.find_recorded_range(Some(baby.id))?;
    Ok(recorded.map(|range| {
        let monday = |secs| week_start(hours.date_for_instant(secs));
        (monday(range.from), monday(range.to))
    }))
}

impl WeeksRequest {
    /// The newest weeks while the cursor is among them; else a block that has some on both sides of it.
    pub(crate) fn new(cursor_week: NaiveDate, is_year: bool, context: &Context<'_>) -> Option<Self> {
        let baby = context.family.selected_baby()?.id;
        let weeks = if is_year { WEEKS_OF_YEAR } else { WEEKS_AT_ONCE };
        let half = weeks / 2;
        let today = context.family_date();
        let newest = week_start(today);
        let weeks_back = (newest - cursor_week).num_weeks().max(0);
        let margin = weeks - half / 2;
        let blocks = if weeks_back < margin { 0 } else { (weeks_back - margin) / half + 1 };
        let last = newest - TimeDelta::weeks(blocks * half);
        let from = last.checked_sub_signed(TimeDelta::weeks(weeks - 1)).unwrap_or(last);
        let to = if blocks == 0 { today } else { last + TimeDelta::days(6) };
        Some(Self { baby, from, to, now: context.now })
    }
}

impl FiguresRequest for WeeksRequest {
    type Figures = WeeksData;

    fn is_quick(&self) -> bool {
        (self.to - self.from).num_weeks() < WEEKS_AT_ONCE
    }

    /// The newest night counts once it is over.
    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        ReadKey::of((self.baby, self.from, self.to, context.is_last_night_over()))
    }

    fn load(
        &self,
        store: &Store,
        family: &Family,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<WeeksData>, StoreError> {
        let Some(recorded) = store.find_recorded_range(Some(self.baby))? else {
            return Ok(None);
        };
        let hours = family.settings.day_boundaries;
        let query = StatsQuery { baby: self.baby, from: self.from, to: self.to, hours, now: self.now };
        let first_week = week_start(hours.date_for_instant(recorded.from));
        let stats = load_stats_unless(store, family, query, is_cancelled)?;
        Ok(stats.map(|stats| WeeksData { stats, first_week }))
    }
}
