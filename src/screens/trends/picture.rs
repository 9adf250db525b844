//! What Trends shows, read and added up: at once for weeks that take less than a frame, behind the screen for more.

use super::Trends;
use crate::journal::time::{before, monday};
use crate::journal::{Family, Id};
use crate::screens::Here;
use crate::screens::today::current;
use crate::store::{Store, Trouble};
use crate::trends::{self as sums, Adding, Asked, Comparing, Together, reach};
use crate::work::Job;
use chrono::{NaiveDate, TimeDelta};
use std::ops::ControlFlow;

/// "All" goes back no further than this: a mistyped year must not fill the memory with blank days.
const MOST_WEEKS: i64 = 10 * 53;
/// So many weeks are read at once; more of them behind the screen.
const AT_ONCE: i64 = 12;

pub(crate) struct Picture {
    pub sums: sums::Trends,
    pub together: Together,
}

#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    baby: Id,
    /// 0 is all.
    weeks: i64,
    today: NaiveDate,
    now: crate::journal::At,
}

impl Wanted {
    /// What the screen shows now; none without a baby.
    pub(crate) fn by(trends: &Trends, here: &Here<'_>) -> Option<Self> {
        Some(Self {
            baby: here.family.chosen_baby()?.id,
            weeks: trends.weeks(),
            today: current(here),
            now: here.now,
        })
    }

    /// Whether it takes less than a frame.
    pub(crate) fn is_short(&self) -> bool {
        (1..=AT_ONCE).contains(&self.weeks)
    }

    /// In a form that can be compared. The newest night counts once it is over, which need not be when the day begins.
    pub(crate) fn told(&self, family: &Family) -> String {
        let is_over = family.settings.hours.night(before(self.today)).to <= self.now.secs();
        format!("{} {} {is_over} {}", self.baby, self.today, self.weeks)
    }

    /// Days `from` to `to` that are asked for.
    fn range(&self, first: NaiveDate) -> (NaiveDate, NaiveDate) {
        let weeks = match self.weeks {
            0 => MOST_WEEKS,
            weeks => weeks,
        };
        let from = monday(self.today).checked_sub_signed(TimeDelta::weeks(weeks - 1));
        let from = from.unwrap_or(self.today);
        match self.weeks {
            0 => (from.max(first).min(self.today), self.today),
            _ => (from, self.today),
        }
    }

    /// Reads and adds up; none while nothing at all is written down, and when nobody waits for it any more.
    fn picture(
        &self,
        store: &Store,
        family: &Family,
        is_stopped: impl Fn() -> bool,
    ) -> Result<Option<Picture>, Trouble> {
        let hours = family.settings.hours;
        let Some(extent) = store.extent(Some(self.baby))? else {
            return Ok(None);
        };
        let (from, to) = self.range(hours.date_of(extent.from));
        let asked = Asked { baby: self.baby, from, to, hours, now: self.now };
        let mut adding = Adding::new(asked, family);
        let mut comparing = Comparing::new(asked);
        store.each_between(reach(from, to, &hours), |entry| {
            adding.take(&entry);
            comparing.take(&entry, family);
            match is_stopped() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })?;
        if is_stopped() {
            return Ok(None);
        }
        let sums = adding.done();
        let together = comparing.together(&sums, family);
        Ok(Some(Picture { sums, together }))
    }

    pub(crate) fn read(&self, here: &Here<'_>) -> Result<Option<Picture>, Trouble> {
        self.picture(here.store, here.family, || false)
    }

    /// The same as work behind the screen.
    pub(crate) fn job(self, family: Family) -> Job {
        Job::new(super::says::ADDING, move |store, hands| {
            let picture = self.picture(store, &family, || hands.is_stopped());
            picture.map_err(anyhow::Error::from)
        })
    }
}
