//! Undo and redo as the parent meets them: this run's own newest change first, anybody's only when asked twice.

use super::App;
use crate::journal::At;
use crate::journal::tell::plain;
use crate::store::{Past, Trouble};

/// What the next `u` undoes, after this one only named it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Offered {
    /// The newest change of all, made by another run.
    Anybodys(i64),
    /// This run's newest change before one that was overtaken.
    Below(i64),
}

impl App {
    /// This run's newest change; when there is none, the newest of all is named and a second `u` undoes that. A change
    /// that was overtaken elsewhere is passed over by the next `u`.
    pub(crate) fn undo(&mut self) {
        let (undo, redo) = self.undo_keys();
        let found = match self.offered.take() {
            Some(Offered::Anybodys(number)) => {
                self.store.newest(false, Some(number + 1)).map(|past| (past, None))
            }
            Some(Offered::Below(number)) => {
                self.store.newest(true, Some(number)).map(|past| (past, Some(number)))
            }
            None => self.store.newest(true, None).map(|past| (past, None)),
        };
        let outcome = found.and_then(|(found, below)| match found {
            Some(past) => match self.store.undo(past.number, self.now) {
                Err(Trouble::Changed(what)) => {
                    self.offered = Some(Offered::Below(past.number));
                    Ok(format!(
                        "{what} was changed since, so it was left. {undo} again undoes what came before."
                    ))
                }
                Err(trouble) => Err(trouble),
                Ok(()) => Ok(format!("Undone: {} · {redo} does it again", said(&past))),
            },
            None if below.is_some() => Ok("There is nothing before that to undo.".into()),
            None => self.store.newest(false, None).map(|newest| match newest {
                Some(past) => {
                    self.offered = Some(Offered::Anybodys(past.number));
                    let when = At::in_zone(past.made, self.family.settings.hours.zone);
                    format!(
                        "The newest change is from before: {} ({}). {undo} again undoes it.",
                        said(&past),
                        when.local().format("%-d %b, %H:%M")
                    )
                }
                None => "There is nothing to undo.".into(),
            }),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }

    pub(crate) fn redo(&mut self) {
        let (undo, _) = self.undo_keys();
        let outcome = self.store.undone().and_then(|found| match found {
            Some(past) => self
                .store
                .redo(past.number, self.now)
                .map(|()| format!("Done again: {} · {undo} undoes", said(&past))),
            None => Ok("There is nothing to do again.".into()),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }
}

fn said(past: &Past) -> String {
    plain(&past.title).into_owned()
}
