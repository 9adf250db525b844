//! `undo` and `redo`: the newest change of any run of the program, taken back or done again.

use super::answer::{Answer, Stop};
use super::place::Place;
use super::progress::Progress;
use crate::journal::Hours;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::store::Past;

/// Takes the newest change back.
pub fn undo(place: &Place) -> Result<Answer, Stop> {
    let mut desk = place.existing()?;
    let past = desk.store.newest(false, None)?;
    let past = past.ok_or_else(|| Stop::could(NOTHING_TO_UNDO))?;
    let mut far = Progress::begin(STOPPED);
    let of = usize::try_from(past.edits).ok();
    let watch = |n| far.step("Took back", n, of);
    desk.store.undo_watched(past.number, desk.now, watch)?;
    drop(far);
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
    let mut far = Progress::begin(STOPPED);
    let of = usize::try_from(past.edits).ok();
    let watch = |n| far.step("Did", n, of);
    desk.store.redo_watched(past.number, desk.now, watch)?;
    drop(far);
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

const STOPPED: &str = "Stopped; nothing was changed.";
const UNDONE: &str = "`cuebook redo` does it again.";
const REDONE: &str = "`cuebook undo` takes it back.";
const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
const NOTHING_TO_REDO: &str = "There is nothing to do again.";
