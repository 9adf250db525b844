//! What `today`, `trends` and `report` share: the days asked for, fetched and added up.

use super::answer::Stop;
use super::days::{Days, When, of_span};
use super::place::Desk;
use crate::journal::{At, Entry, Hours, Id};
use crate::trends::{Asked, Trends, reach, trends};

/// The days asked for, of one baby; `usual` weeks when nothing is.
pub fn days(when: &When, usual: u32, baby: Id, hours: &Hours, desk: &Desk) -> Result<Days, Stop> {
    when.read(usual, hours.date_of(desk.now.secs()), || {
        let extent = desk.store.extent(Some(baby))?;
        Ok(extent.map(|span| of_span(hours, span)))
    })
}

/// The entries around those days, oldest first, and what they add up to.
pub fn sum(
    desk: &Desk,
    baby: Id,
    hours: Hours,
    (from, to): Days,
) -> Result<(Vec<Entry>, Trends), Stop> {
    let entries = desk.store.between(reach(from, to, &hours))?;
    let asked = Asked {
        baby,
        from,
        to,
        hours,
        now: At::in_zone(desk.now.secs(), hours.zone),
    };
    let sums = trends(&entries, &desk.family, &asked);
    Ok((entries, sums))
}
