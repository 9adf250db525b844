//! Undo and redo as the parent meets them: this run's own newest change first, anybody's only when asked twice.

use crate::model::Timestamp;
use crate::store::StoreError;
use crate::texts::app_texts;
use crate::tui::app::App;

/// What the next `u` undoes, after this one only named it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PendingUndo {
    /// The newest change of all, made by another run.
    NewestOfAll(i64),
    /// This run's newest change before one that was overtaken.
    OwnBefore(i64),
}

impl App {
    /// This run's newest change; when there is none, the newest of all is named and a second `u` undoes that. A change
    /// that was overtaken elsewhere is passed over by the next `u`.
    pub(crate) fn undo(&mut self) {
        let (undo, redo) = self.undo_key_names();
        let found = match self.pending_undo.take() {
            Some(PendingUndo::NewestOfAll(number)) => {
                self.store.latest_step(false, Some(number + 1)).map(|past| (past, None))
            }
            Some(PendingUndo::OwnBefore(number)) => {
                self.store.latest_step(true, Some(number)).map(|past| (past, Some(number)))
            }
            None => self.store.latest_step(true, None).map(|past| (past, None)),
        };
        let outcome = found.and_then(|(found, below)| match found {
            Some(past) => match self.store.undo(past.number, self.now) {
                Err(StoreError::Conflict(what)) => {
                    self.pending_undo = Some(PendingUndo::OwnBefore(past.number));
                    Ok(app_texts::changed_since(&what, &undo))
                }
                Err(trouble) => Err(trouble),
                Ok(()) => {
                    self.select_changed_entry(past.number);
                    Ok(app_texts::undone(&past.title, &redo))
                }
            },
            None if below.is_some() => Ok(app_texts::NOTHING_BEFORE.into()),
            None => self.store.latest_step(false, None).map(|newest| match newest {
                Some(past) => {
                    self.pending_undo = Some(PendingUndo::NewestOfAll(past.number));
                    let when =
                        Timestamp::from_seconds_in_zone(past.made, self.family.settings.day_boundaries.zone);
                    let made = when.local_datetime().format("%-d %b, %H:%M").to_string();
                    app_texts::older_change(&past.title, &made, &undo)
                }
                None => app_texts::NOTHING_TO_UNDO.into(),
            }),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }

    /// The cursor goes to what a change was about, so that the next key is about it too.
    fn select_changed_entry(&mut self, number: i64) {
        if let (Ok(Some(entry)), Some(top)) = (self.store.last_changed_entry(number), self.screens.last_mut())
        {
            top.select_saved_entry(entry);
        }
    }

    pub(crate) fn redo(&mut self) {
        let (undo, _) = self.undo_key_names();
        let outcome = self.store.latest_undone_change().and_then(|found| match found {
            Some(past) => self.store.redo(past.number, self.now).map(|()| {
                self.select_changed_entry(past.number);
                app_texts::redone(&past.title, &undo)
            }),
            None => Ok(app_texts::NOTHING_TO_REDO.into()),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }
}
