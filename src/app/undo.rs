//! Undo and redo as the parent meets them: this run's own newest change first, anybody's only when asked twice.

use super::App;
use crate::journal::At;
use crate::journal::tell::plain;
use crate::store::Past;

impl App {
    /// This run's newest change; when there is none, the newest of all is named and a second `u` undoes that.
    pub(super) fn undo(&mut self) {
        let found = match self.offered.take() {
            Some(number) => self
                .store
                .newest(false)
                .map(|past| past.filter(|past| past.number == number)),
            None => self.store.newest(true),
        };
        let (undo, redo) = self.undo_keys();
        let outcome = found.and_then(|found| match found {
            Some(past) => self
                .store
                .undo(past.number, self.now)
                .map(|()| format!("Undone: {} · {redo} does it again", said(&past))),
            None => self.store.newest(false).map(|newest| match newest {
                Some(past) => {
                    self.offered = Some(past.number);
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

    pub(super) fn redo(&mut self) {
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
