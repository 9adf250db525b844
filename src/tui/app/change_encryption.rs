//! Turning the journal's lock while it is open: asked for by a screen, begun once the parent has seen that it begins, and
//! with nothing else at work on the journal. How it is done is the store's; undo knows nothing of it.

use crate::store::{BackupPolicy, LockOutcome, Passphrase};
use crate::tui::app::App;

/// The lock the journal is about to get, or none.
pub(crate) struct PendingEncryption(Option<Passphrase>);

impl App {
    /// It takes a second or two, so it is said first and done on the next beat.
    pub(crate) fn schedule_encryption_change(&mut self, to: Option<Passphrase>, says: &str) {
        self.safety.pending_encryption = Some(PendingEncryption(to));
        self.status = says.into();
    }

    pub(crate) fn is_changing_encryption(&self) -> bool {
        self.safety.pending_encryption.is_some()
    }

    /// Does it, when it was asked for, and tells the screen that asked.
    pub(crate) fn apply_encryption_change(&mut self) {
        let Some(PendingEncryption(to)) = self.safety.pending_encryption.take() else {
            return;
        };
        self.status.clear();
        let mut turned: Option<LockOutcome> = None;
        if self.save_drafts() {
            self.stop_background_jobs();
            match self.store.change_encryption(to.as_ref(), BackupPolicy::Rewrite, self.now) {
                Ok(done) => turned = Some(done),
                Err(trouble) => self.status = trouble.to_string(),
            }
        }
        self.with_top_screen(|top, here| top.handle_job_output(Box::new(turned), here));
    }

    /// No other thread may go on reading the file, and no copy under the old lock may come after the new one.
    fn stop_background_jobs(&mut self) {
        self.running_job = None;
        if let Some(copying) = self.safety.backup_job.take() {
            // One that could not be made is thought of again, as the journal is another now.
            copying.wait_for_result().ok();
        }
    }
}
