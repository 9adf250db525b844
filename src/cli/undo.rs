//! `undo` and `redo`: the newest change of any run of the program, taken back or done again. As in the app, a change that
//! was overtaken since is passed over and stays; here the next one is taken at once, and what was passed over is named.

use super::answer::{Answer, Stop};
use super::place::Place;
use super::progress::Progress;
use crate::journal::Hours;
use crate::journal::tell::plain;
use crate::journal::time::short_date;
use crate::store::{Past, Trouble};

/// Takes the newest change back.
pub(crate) fn undo(place: &Place) -> Result<Answer, Stop> {
    let mut desk = place.existing()?;
    let hours = desk.family.settings.hours;
    let mut passed = String::new();
    let mut below = None;
    while let Some(past) = desk.store.newest(false, below)? {
        let mut far = Progress::begin(STOPPED);
        let of = usize::try_from(past.edits).ok();
        let watch = |n| far.step("Took back", n, of).map_err(Ends::Stopped);
        let done = desk.store.undo_watched(past.number, desk.now, watch);
        drop(far);
        match done {
            Ok(()) => {
                desk.look_after();
                let done = named(&past, &hours);
                return Ok(Answer::text(format!("{passed}Taken back: {done}. {UNDONE}")));
            }
            Err(Ends::Overtaken) => {
                let left = named(&past, &hours);
                passed.push_str(&format!("Passed over: {left}. {LEFT}\n"));
                below = Some(past.number);
            }
            Err(Ends::Stopped(stop)) => return Err(stop),
        }
    }
    Err(Stop::could(format!("{passed}{NOTHING_TO_UNDO}")))
}

/// Why a change was not taken back.
enum Ends {
    /// It was changed since; what came before may still be taken back.
    Overtaken,
    /// Nothing is.
    Stopped(Stop),
}

impl From<Trouble> for Ends {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Changed(_) => Self::Overtaken,
            trouble => Self::Stopped(trouble.into()),
        }
    }
}

/// Does again what was taken back last.
pub(crate) fn redo(place: &Place) -> Result<Answer, Stop> {
    let mut desk = place.existing()?;
    let past = desk.store.undone()?;
    let past = past.ok_or_else(|| Stop::could(NOTHING_TO_REDO))?;
    let mut far = Progress::begin(STOPPED);
    let of = usize::try_from(past.edits).ok();
    let watch = |n| far.step("Did", n, of);
    desk.store.redo_watched(past.number, desk.now, watch)?;
    drop(far);
    desk.look_after();
    let hours = desk.family.settings.hours;
    Ok(Answer::text(format!("Done again: {}. {REDONE}", named(&past, &hours))))
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

const LEFT: &str = "It was changed since, so it was left as it is now.";
const STOPPED: &str = "Stopped; nothing was changed.";
const UNDONE: &str = "`cuebook redo` does it again.";
const REDONE: &str = "`cuebook undo` takes it back.";
const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
const NOTHING_TO_REDO: &str = "There is nothing to do again.";
