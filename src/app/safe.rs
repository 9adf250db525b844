//! What keeps the journal safe while it is open: the screen hidden on a key or after a while, and the day's copy made
//! behind the screens. How a copy is made is the store's.

use super::App;
use crate::screens::{Hidden, Sealed};
use crate::store::{Opened, Version};
use crate::work::{Job, Running};
use chrono::NaiveDate;

#[derive(Default)]
pub(crate) struct Safe {
    /// Seconds without a key until the screen is hidden; none for never.
    after: Option<i64>,
    touched: i64,
    /// For which day and state of the journal a copy was last thought of.
    thought: Option<(NaiveDate, Version)>,
    pub(crate) copying: Option<Running>,
    /// The lock the journal is about to get.
    pub(crate) turning: Option<super::lock::Turning>,
    /// The day whose copy could not be made; said once is enough.
    given_up: Option<NaiveDate>,
}

impl App {
    /// Hides the screen when no key was pressed for so many minutes.
    pub fn hide_after(&mut self, minutes: Option<u32>) {
        self.safe.after = minutes.map(|minutes| i64::from(minutes) * 60);
        self.touched();
    }

    pub(crate) fn touched(&mut self) {
        self.safe.touched = self.now.secs();
    }

    pub(crate) fn is_hidden(&self) -> bool {
        self.screens.last().is_some_and(|top| top.covers())
    }

    pub(crate) fn hide(&mut self, by_itself: bool) {
        if self.is_hidden() {
            return;
        }
        // What cannot be kept just now is still there when the screen comes back.
        let kept = self.keep_drafts();
        self.offered = None;
        self.work = None;
        // What was last said may hold words.
        self.status.clear();
        let opened = !self.store.opened().is_empty();
        if opened {
            self.store.open_sealed(Opened::default());
        }
        // What was read with a passphrase, or waits sealed, does not come back without one.
        let drafts: Vec<_> = self.screens.iter().filter_map(|screen| screen.draft()).collect();
        if kept && (opened || drafts.iter().any(|(slot, _)| self.waits_sealed(slot))) {
            self.screens.truncate(1);
        }
        let hidden = if by_itself { Hidden::by_itself() } else { Hidden::default() };
        self.screens.push(Box::new(hidden));
    }

    /// Asks for the passphrase of what is sealed; what is open is closed instead.
    pub(crate) fn open_or_close_sealed(&mut self) {
        if !self.store.opened().is_empty() {
            self.store.open_sealed(Opened::default());
            self.status = CLOSED.into();
        } else if self.family.settings.seals.is_empty() {
            self.status = NONE.into();
        } else {
            self.open(Box::<Sealed>::default());
        }
    }

    pub(crate) fn unseal(&mut self, key: Opened) {
        self.store.open_sealed(key);
        if self.close() {
            self.status = OPEN.into();
        }
    }

    pub(crate) fn hide_when_left_alone(&mut self) {
        let alone = self.now.secs() - self.safe.touched;
        if self.safe.after.is_some_and(|after| alone >= after) {
            self.hide(true);
        }
    }

    /// Begins the day's copy when it is due, and says when one could not be made.
    pub(crate) fn look_after_copies(&mut self) {
        let today = self.now.date();
        if let Some(copying) = &mut self.safe.copying {
            let Some(answer) = copying.answer() else {
                return;
            };
            self.safe.copying = None;
            if let Err(error) = answer {
                self.status = error.to_string();
                self.safe.given_up = Some(today);
            }
        }
        if self.safe.given_up == Some(today) {
            return;
        }
        let Ok(version) = self.store.version() else {
            return;
        };
        if self.safe.thought == Some((today, version)) {
            return;
        }
        self.safe.thought = Some((today, version));
        if let (true, Some(again)) = (self.store.wants_backup(today), self.store.again()) {
            let job = Job::new("", move |store, _| Ok(store.back_up_today(today)?));
            // A machine without a thread to give makes it next time.
            self.safe.copying = Running::start(job, again).ok();
        }
    }
}

const OPEN: &str = "Open for you until the screen is hidden · ctrl-o closes it";
const CLOSED: &str = "Closed again: only its writer can read it.";
const NONE: &str = "No carer has sealed theirs. `cuebook seal --carer NAME` does.";
