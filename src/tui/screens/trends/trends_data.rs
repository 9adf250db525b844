//! What Trends shows, read and added up: at once for weeks that take less than a frame, behind the screen for more.

use crate::load_stats::load_stats_and_associations;
use crate::model::time::week_start;
use crate::model::{Family, Id, Timestamp};
use crate::stats::{Associations, PeriodStats, StatsQuery};
use crate::store::{Store, StoreError};
use crate::tui::screens::loaded_figures::FiguresRequest;
use crate::tui::screens::{Context, ReadKey};
use chrono::{NaiveDate, TimeDelta};

/// "All" goes back no further than this: a mistyped year must not fill the memory with blank days.
const MAX_WEEKS: i64 = 10 * 53;
/// So many weeks are read at once; more of them behind the screen.
const MAX_WEEKS_AT_ONCE: i64 = 12;

pub(crate) struct StatsData {
    pub stats: PeriodStats,
    pub associations: Associations,
}

#[derive(Clone, Copy)]
pub(crate) struct StatsRequest {
    baby: Id,
    /// 0 is all.
    weeks: i64,
    today: NaiveDate,
    now: Timestamp,
}

impl StatsRequest {
    /// None without a baby.
    pub(crate) fn new(weeks: i64, context: &Context<'_>) -> Option<Self> {
        let baby = context.family.selected_baby()?.id;
        Some(Self { baby, weeks, today: context.family_date(), now: context.now })
    }

    /// The first day asked for, where the journal's first is `recorded`.
    fn first_date(&self, recorded: NaiveDate) -> NaiveDate {
        let weeks = if self.weeks == 0 { MAX_WEEKS } else { self.weeks };
        let monday = week_start(self.today).checked_sub_signed(TimeDelta::weeks(weeks - 1));
        let monday = monday.unwrap_or(self.today);
        if self.weeks == 0 { monday.max(recorded).min(self.today) } else { monday }
    }
}

impl FiguresRequest for StatsRequest {
    type Figures = StatsData;

    fn is_quick(&self) -> bool {
        (1..=MAX_WEEKS_AT_ONCE).contains(&self.weeks)
    }

    /// The newest night counts once it is over.
    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        ReadKey::of((self.baby, self.today, context.is_last_night_over(), self.weeks))
    }

    fn load(
        &self,
        store: &Store,
        family: &Family,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Result<Option<StatsData>, StoreError> {
        let Some(recorded) = store.find_recorded_range(Some(self.baby))? else {
            return Ok(None);
        };
        let hours = family.settings.day_boundaries;
        let from = self.first_date(hours.date_for_instant(recorded.from));
        let query = StatsQuery { baby: self.baby, from, to: self.today, hours, now: self.now };
        let loaded = load_stats_and_associations(store, family, query, is_cancelled)?;
        Ok(loaded.map(|(stats, associations)| StatsData { stats, associations }))
    }
}
