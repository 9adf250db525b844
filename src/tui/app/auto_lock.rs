//! What keeps the journal safe while it is open: the screen is hidden on a key or after a while, and the day's copy is
//! made by a job.

use crate::store::{DataVersion, SealKeys};
use crate::texts::app_texts;
use crate::tui::app::App;
use crate::tui::app::change_encryption::PendingEncryption;
use crate::tui::jobs::{Job, RunningJob};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::{PrivacyScreen, UnsealScreen};
use chrono::NaiveDate;

#[derive(Default)]
pub(crate) struct SafetyState {
    /// Seconds without a key until the screen is hidden; none for never.
    hide_after_secs: Option<i64>,
    last_key_at: i64,
    /// The last day and version of the journal for which a copy was considered.
    last_backup_check: Option<(NaiveDate, DataVersion)>,
    pub(crate) backup_job: Option<RunningJob>,
    pub(crate) pending_encryption: Option<PendingEncryption>,
    /// Whoever sits here knows of seals that are not as they were last seen.
    pub(crate) has_told_of_seals: bool,
    /// What is to be said of copies in which an entry is open that is its writer's alone now.
    pub(crate) open_copies: Option<String>,
    /// What a run that was cut off left to be done to the copies was looked for.
    pub(crate) has_caught_up: bool,
    /// The day whose copy failed: it is not tried again, and the parent told once.
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

    /// Where the clock was set back, no time has passed: the time without a key counts on from there. A clock that jumps
    /// ahead may have been asleep, and counts.
    pub(crate) fn follow_clock(&mut self, before: i64) {
        let set_back = (before - self.now.unix_seconds()).max(0);
        self.safety.last_key_at -= set_back;
    }

    pub fn is_hidden(&self) -> bool {
        self.screens.last().is_some_and(|top| top.is_covering_all())
    }

    /// The screen is hidden and nothing is typed there, so a sign may mean something.
    pub(crate) fn is_hidden_without_lock(&self) -> bool {
        self.current_mode() == Mode::Privacy && !self.store.is_encrypted()
    }

    pub(crate) fn hide_screen(&mut self, by_timeout: bool) {
        if self.is_hidden() {
            return;
        }
        // Drafts that cannot be saved just now stay on their screens.
        let are_drafts_saved = self.save_drafts();
        self.pending_undo = None;
        self.running_job = None;
        // The last message may quote an entry.
        self.status.clear();
        let had_keys = !self.store.seal_keys().is_empty();
        if had_keys {
            self.store.set_seal_keys(SealKeys::default());
        }
        // Sealed entries and drafts that were readable do not come back without the passphrase.
        let drafts: Vec<_> = self.screens.iter().filter_map(|screen| screen.unsaved_draft()).collect();
        if are_drafts_saved && (had_keys || drafts.iter().any(|(slot, _)| self.has_sealed_draft(slot))) {
            self.screens.truncate(1);
        }
        let hidden = if by_timeout { PrivacyScreen::from_timeout() } else { PrivacyScreen::default() };
        self.screens.push(Box::new(hidden));
    }

    /// Asks for the passphrase of sealed entries; when they are readable, makes them unreadable again.
    pub(crate) fn toggle_sealed_entries(&mut self) {
        if !self.store.seal_keys().is_empty() {
            self.store.set_seal_keys(SealKeys::default());
            self.status = app_texts::SEALED_CLOSED.into();
        } else if self.family.settings.seals.is_empty() {
            self.status = app_texts::NOTHING_SEALED.into();
        } else {
            self.open_screen(Box::<UnsealScreen>::default());
        }
    }

    pub(crate) fn unseal_entries(&mut self, keys: SealKeys) {
        self.store.set_seal_keys(keys);
        if self.close_top_screen() {
            self.status = app_texts::sealed_opened(&key_name(self.current_mode(), Action::Unseal));
            self.ask_about_seals();
        }
    }

    /// Says how to open what was left sealed in the form that has just opened.
    pub(crate) fn announce_sealed_draft(&mut self) {
        let back = key_name(self.current_mode(), Action::Back);
        self.status = app_texts::sealed_draft_waits(&back, &key_name(Mode::Today, Action::Unseal));
    }

    pub(crate) fn hide_when_idle(&mut self) {
        let idle_secs = self.now.unix_seconds() - self.safety.last_key_at;
        if self.safety.hide_after_secs.is_some_and(|after| idle_secs >= after) {
            self.hide_screen(true);
        }
    }

    /// Starts the day's copy when it is due, and shows when one failed.
    pub(crate) fn run_daily_backup(&mut self) {
        let today = self.now.local_date();
        if let Some(backup) = &self.safety.backup_job {
            let Some(result) = backup.poll_result() else {
                return;
            };
            self.safety.backup_job = None;
            if let Err(error) = result {
                self.status = error.to_string();
                self.safety.failed_backup_day = Some(today);
            }
        }
        if self.safety.failed_backup_day == Some(today) {
            return;
        }
        let Ok(version) = self.store.checked_data_version() else {
            return;
        };
        if self.safety.last_backup_check == Some((today, version)) {
            return;
        }
        self.safety.last_backup_check = Some((today, version));
        if let (true, Some(reader)) = (self.store.is_backup_due(today), self.store.reader_handle()) {
            let job = Job::new("", move |store, _| Ok(store.back_up_today(today)?));
            // Without a thread it is tried again after the next change.
            self.safety.backup_job = RunningJob::spawn_thread(job, reader).ok();
        }
    }
}
