//! Turning the journal's lock while it is open: asked for by a screen, begun once the parent has seen that it begins, and
//! with nothing else at work on the journal. How it is done is the store's; undo knows nothing of it.

use super::App;
use crate::store::{Copies, Passphrase, Turned};

/// The lock the journal is about to get, or none.
pub(crate) struct Turning(Option<Passphrase>);

impl App {
    /// It takes a second or two, so it is said first and done on the next beat.
    pub(crate) fn turn_lock_next(&mut self, to: Option<Passphrase>, says: &str) {
        self.safe.turning = Some(Turning(to));
        self.status = says.into();
    }

    pub(crate) fn is_turning_lock(&self) -> bool {
        self.safe.turning.is_some()
    }

    /// Does it, when it was asked for, and tells the screen that asked.
    pub(crate) fn turn_lock(&mut self) {
        let Some(Turning(to)) = self.safe.turning.take() else {
            return;
        };
        self.status.clear();
        let mut turned: Option<Turned> = None;
        if self.keep_drafts() {
            self.end_work();
            match self.store.turn_lock(to.as_ref(), Copies::Follow, self.now) {
                Ok(done) => turned = Some(done),
                Err(trouble) => self.status = trouble.to_string(),
            }
        }
        self.with_top(|top, here| top.worked(Box::new(turned), here));
    }

    /// No other thread may go on reading the file, and no copy under the old lock may come after the new one.
    fn end_work(&mut self) {
        self.work = None;
        if let Some(copying) = self.safe.copying.take() {
            // One that could not be made is thought of again, as the journal is another now.
            copying.wait().ok();
        }
    }
}
