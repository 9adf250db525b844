//! What keeps the journal safe while it is open: the screen hidden on a key or after a while, and the day's copy made
//! behind the screens. How a copy is made is the store's.

use crate::store::{DataVersion, SealKeys};
use crate::tui::app::App;
use crate::tui::jobs::{Job, RunningJob};
use crate::tui::screens::{PrivacyScreen, UnsealScreen};
use chrono::NaiveDate;

#[derive(Default)]
pub(crate) struct SafetyState {
    /// Seconds without a key until the screen is hidden; none for never.
    hide_after_secs: Option<i64>,
    last_key_at: i64,
    /// For which day and state of the journal a copy was last thought of.
    last_backup_check: Option<(NaiveDate, DataVersion)>,
    pub(crate) backup_job: Option<RunningJob>,
    /// The lock the journal is about to get.
    pub(crate) pending_encryption: Option<crate::tui::app::change_encryption::PendingEncryption>,
    /// The day whose copy could not be made; said once is enough.
    failed_backup_day: Option<NaiveDate>,
}

impl App {
    /// Hides the screen when no key was pressed for so many minutes.
    pub fn set_hide_after(&mut self, minutes: Option<u32>) {
        self.safety.hide_after_secs = minutes.map(|minutes| i64::from(minutes) * 60);
        self.record_activity();
    }

    pub(crate) fn record_activity(&mut self) {
        self.safety.last_key_at = self.now.unix_seconds();
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.screens.last().is_some_and(|top| top.is_covering_all())
    }

    pub(crate) fn hide_screen(&mut self, by_itself: bool) {
        if self.is_hidden() {
            return;
        }
        // What cannot be kept just now is still there when the screen comes back.
        let kept = self.save_drafts();
        self.pending_undo = None;
        self.running_job = None;
        // What was last said may hold words.
        self.status.clear();
        let opened = !self.store.seal_keys().is_empty();
        if opened {
            self.store.set_seal_keys(SealKeys::default());
        }
        // What was read with a passphrase, or waits sealed, does not come back without one.
        let drafts: Vec<_> = self.screens.iter().filter_map(|screen| screen.unsaved_draft()).collect();
        if kept && (opened || drafts.iter().any(|(slot, _)| self.has_sealed_draft(slot))) {
            self.screens.truncate(1);
        }
        let hidden = if by_itself { PrivacyScreen::from_timeout() } else { PrivacyScreen::default() };
        self.screens.push(Box::new(hidden));
    }

    /// Asks for the passphrase of what is sealed; what is open is closed instead.
    pub(crate) fn toggle_sealed_entries(&mut self) {
        if !self.store.seal_keys().is_empty() {
            self.store.set_seal_keys(SealKeys::default());
            self.status = SEALED_CLOSED.into();
        } else if self.family.settings.seals.is_empty() {
            self.status = NOTHING_SEALED.into();
        } else {
            self.open_screen(Box::<UnsealScreen>::default());
        }
    }

    pub(crate) fn unseal_entries(&mut self, key: SealKeys) {
        self.store.set_seal_keys(key);
        if self.close_top_screen() {
            self.status = SEALED_OPENED.into();
        }
    }

    pub(crate) fn hide_when_idle(&mut self) {
        let alone = self.now.unix_seconds() - self.safety.last_key_at;
        if self.safety.hide_after_secs.is_some_and(|after| alone >= after) {
            self.hide_screen(true);
        }
    }

    /// Begins the day's copy when it is due, and says when one could not be made.
    pub(crate) fn run_daily_backup(&mut self) {
        let today = self.now.local_date();
        if let Some(copying) = &mut self.safety.backup_job {
            let Some(answer) = copying.poll_result() else {
                return;
            };
            self.safety.backup_job = None;
            if let Err(error) = answer {
                self.status = error.to_string();
                self.safety.failed_backup_day = Some(today);
            }
        }
        if self.safety.failed_backup_day == Some(today) {
            return;
        }
        let Ok(version) = self.store.data_version() else {
            return;
        };
        if self.safety.last_backup_check == Some((today, version)) {
            return;
        }
        self.safety.last_backup_check = Some((today, version));
        if let (true, Some(again)) = (self.store.is_backup_due(today), self.store.reader_handle()) {
            let job = Job::new("", move |store, _| Ok(store.back_up_today(today)?));
            // A machine without a thread to give makes it next time.
            self.safety.backup_job = RunningJob::spawn_thread(job, again).ok();
        }
    }
}

const SEALED_OPENED: &str = "Open for you until the screen is hidden · ctrl-o closes it";
const SEALED_CLOSED: &str = "Closed again: only its writer can read it.";
const NOTHING_SEALED: &str = "No carer has sealed theirs. `cuebook seal --carer NAME` does.";
