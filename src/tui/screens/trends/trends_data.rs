//! What Trends shows, read and added up: at once for weeks that take less than a frame, behind the screen for more.

use crate::model::time::{previous_day, week_start};
use crate::model::{Family, Id};
use crate::stats as sums;
use crate::stats::{Associations, AssociationsBuilder, StatsBuilder, StatsQuery, fetch_range};
use crate::store::{Store, StoreError};
use crate::tui::jobs::Job;
use crate::tui::screens::Context;
use crate::tui::screens::today::current_family_date;
use crate::tui::screens::trends::StatsScreen;
use chrono::{NaiveDate, TimeDelta};
use std::ops::ControlFlow;

/// "All" goes back no further than this: a mistyped year must not fill the memory with blank days.
const MAX_WEEKS: i64 = 10 * 53;
/// So many weeks are read at once; more of them behind the screen.
const MAX_WEEKS_AT_ONCE: i64 = 12;

pub(crate) struct StatsData {
    pub stats: sums::PeriodStats,
    pub associations: Associations,
}

#[derive(Clone, Copy)]
pub(crate) struct StatsRequest {
    baby: Id,
    /// 0 is all.
    weeks: i64,
    today: NaiveDate,
    now: crate::model::Timestamp,
}

impl StatsRequest {
    /// What the screen shows now; none without a baby.
    pub(crate) fn from_screen(trends: &StatsScreen, here: &Context<'_>) -> Option<Self> {
        Some(Self {
            baby: here.family.selected_baby()?.id,
            weeks: trends.week_count(),
            today: current_family_date(here),
            now: here.now,
        })
    }

    /// Whether it takes less than a frame.
    pub(crate) fn is_quick(&self) -> bool {
        (1..=MAX_WEEKS_AT_ONCE).contains(&self.weeks)
    }

    /// In a form that can be compared. The newest night counts once it is over, which need not be when the day begins.
    pub(crate) fn read_key_for(&self, family: &Family) -> String {
        let is_over = family.settings.day_boundaries.night_range(previous_day(self.today)).to
            <= self.now.unix_seconds();
        format!("{} {} {is_over} {}", self.baby, self.today, self.weeks)
    }

    /// Days `from` to `to` that are asked for.
    fn date_range(&self, first: NaiveDate) -> (NaiveDate, NaiveDate) {
        let weeks = match self.weeks {
            0 => MAX_WEEKS,
            weeks => weeks,
        };
        let from = week_start(self.today).checked_sub_signed(TimeDelta::weeks(weeks - 1));
        let from = from.unwrap_or(self.today);
        match self.weeks {
            0 => (from.max(first).min(self.today), self.today),
            _ => (from, self.today),
        }
    }

    /// Reads and adds up; none while nothing at all is written down, and when nobody waits for it any more.
    fn compute_stats(
        &self,
        store: &Store,
        family: &Family,
        is_stopped: impl Fn() -> bool,
    ) -> Result<Option<StatsData>, StoreError> {
        let hours = family.settings.day_boundaries;
        let Some(extent) = store.find_recorded_range(Some(self.baby))? else {
            return Ok(None);
        };
        let (from, to) = self.date_range(hours.date_for_instant(extent.from));
        let asked = StatsQuery { baby: self.baby, from, to, hours, now: self.now };
        let mut adding = StatsBuilder::new(asked, family);
        let mut comparing = AssociationsBuilder::new(asked);
        store.for_each_overlapping(fetch_range(from, to, &hours), |entry| {
            adding.add_entry(&entry);
            comparing.add_entry(&entry, family);
            match is_stopped() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
        if is_stopped() {
            return Ok(None);
        }
        let sums = adding.into_stats();
        let together = comparing.to_associations(&sums, family);
        Ok(Some(StatsData { stats: sums, associations: together }))
    }

    pub(crate) fn load_now(&self, here: &Context<'_>) -> Result<Option<StatsData>, StoreError> {
        self.compute_stats(here.store, here.family, || false)
    }

    /// The same as work behind the screen.
    pub(crate) fn into_job(self, family: Family) -> Job {
        Job::new(crate::tui::screens::trends::trends_texts::COMPUTING, move |store, hands| {
            let picture = self.compute_stats(store, &family, || hands.is_cancelled());
            picture.map_err(anyhow::Error::from)
        })
    }
}
