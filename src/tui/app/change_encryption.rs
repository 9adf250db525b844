//! Changing the journal's encryption while it is open: asked for by a screen, begun once the parent has seen that it
//! begins, and with no job on the journal. It cannot be undone.

use crate::store::{BackupPolicy, LockOutcome, Passphrase};
use crate::tui::app::App;

/// The passphrase the journal is about to get, or none.
pub(crate) struct PendingEncryption(Option<Passphrase>);

impl App {
    /// It takes a second or two, so the message is shown first and the work done on the next tick.
    pub(crate) fn schedule_encryption_change(&mut self, to: Option<Passphrase>, message: &str) {
        self.safety.pending_encryption = Some(PendingEncryption(to));
        self.status = message.into();
    }

    pub(crate) fn is_changing_encryption(&self) -> bool {
        self.safety.pending_encryption.is_some()
    }

    pub(crate) fn apply_encryption_change(&mut self) {
        let Some(PendingEncryption(to)) = self.safety.pending_encryption.take() else {
            return;
        };
        self.status.clear();
        let mut outcome: Option<LockOutcome> = None;
        if self.save_drafts() {
            self.stop_background_jobs();
            match self.store.change_encryption(to.as_ref(), BackupPolicy::Rewrite, self.now) {
                Ok(done) => outcome = Some(done),
                Err(error) => self.status = error.to_string(),
            }
        }
        self.with_top_screen(|top, context| top.handle_job_output(Box::new(outcome), context));
    }

    /// No other thread may go on reading the file, and no copy under the old passphrase may come after the new one.
    pub(crate) fn stop_background_jobs(&mut self) {
        self.running_job = None;
        if let Some(backup) = self.safety.backup_job.take() {
            // One that failed is tried again: the journal has changed.
            backup.wait_for_result().ok();
        }
    }
}
