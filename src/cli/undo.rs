//! `undo` and `redo`: the newest change of any run of the program, taken back or done again.

use super::answer::{Answer, Stop};
use super::place::Place;
use crate::journal::Hours;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::store::Past;

/// Takes the newest change back.
pub fn undo(place: &Place) -> Result<Answer, Stop> {
    let mut desk = place.existing()?;
    let past = desk.store.newest(false, None)?;
    let past = past.ok_or_else(|| Stop::could(NOTHING_TO_UNDO))?;
    desk.store.undo(past.number, desk.now)?;
    desk.look_after();
    let hours = desk.family.settings.hours;
    Ok(Answer::text(format!(
        "Taken back: {}. {UNDONE}",
        named(&past, &hours)
    )))
}

/// Does again what was taken back last.
pub fn redo(place: &Place) -> Result<Answer, Stop> {
    let mut desk = place.existing()?;
    let past = desk.store.undone()?;
    let past = past.ok_or_else(|| Stop::could(NOTHING_TO_REDO))?;
    desk.store.redo(past.number, desk.now)?;
    desk.look_after();
    let hours = desk.family.settings.hours;
    Ok(Answer::text(format!(
        "Done again: {}. {REDONE}",
        named(&past, &hours)
    )))
}

/// A change with the day and machine it was made on, so that nobody takes back another's by mistake unseen.
fn named(past: &Past, hours: &Hours) -> String {
    let made = hours.at(past.made);
    format!(
        "{} (made {} {}, on {})",
        plain(&past.title),
        short_date(made.date()),
        made.hm(),
        plain(&past.machine)
    )
}

const UNDONE: &str = "`cuebook redo` does it again.";
const REDONE: &str = "`cuebook undo` takes it back.";
const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
const NOTHING_TO_REDO: &str = "There is nothing to do again.";
