//! What `today`, `trends` and `report` share: the days asked for, fetched and added up.

use super::answer::Stop;
use super::days::{Days, When, of_span};
use super::place::Desk;
use crate::journal::{At, Entry, Hours, Id};
use crate::trends::{Adding, Asked, Trends, reach, trends};
use std::ops::ControlFlow;

/// The days asked for, of one baby; `usual` weeks when nothing is.
pub(crate) fn days(when: &When, usual: u32, baby: Id, hours: &Hours, desk: &Desk) -> Result<Days, Stop> {
    when.read(usual, hours.date_of(desk.now.secs()), || {
        let extent = desk.store.extent(Some(baby))?;
        Ok(extent.map(|span| of_span(hours, span)))
    })
}

/// The entries around those days, oldest first, and what they add up to.
pub(crate) fn sum(desk: &Desk, baby: Id, hours: Hours, days: Days) -> Result<(Vec<Entry>, Trends), Stop> {
    let entries = desk.store.between(reach(days.0, days.1, &hours))?;
    let sums = trends(&entries, &desk.family, &asked(desk, baby, hours, days));
    Ok((entries, sums))
}

/// What those days add up to alone: the entries go by one at a time, so that all of a long journal fits.
pub(crate) fn sums_alone(desk: &Desk, baby: Id, hours: Hours, days: Days) -> Result<Trends, Stop> {
    let mut adding = Adding::new(asked(desk, baby, hours, days), &desk.family);
    desk.store.each_between(reach(days.0, days.1, &hours), |entry| {
        adding.take(&entry);
        ControlFlow::Continue(())
    })?;
    Ok(adding.done())
}

fn asked(desk: &Desk, baby: Id, hours: Hours, (from, to): Days) -> Asked {
    Asked { baby, from, to, hours, now: At::in_zone(desk.now.secs(), hours.zone) }
}
