//! What is begun by name and done in plain lines, off the screens: files that leave the journal or take its place. The
//! screens end as they do for good, whoever opened them does the task, and opens them anew.

use crate::texts::plain_task_texts as texts;
use crate::tui::app::App;
use crate::tui::keys::Action;
use crate::tui::screens::settings::privacy_settings::open_privacy_setting;
use crate::tui::screens::settings::setting_id::PrivacySetting;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlainTask {
    Export,
    BackUp,
    Restore,
    Doctor,
}

impl PlainTask {
    fn from_action(action: Action) -> Option<Self> {
        Some(match action {
            Action::Export => Self::Export,
            Action::BackUp => Self::BackUp,
            Action::Restore => Self::Restore,
            Action::Doctor => Self::Doctor,
            _ => return None,
        })
    }
}

impl App {
    /// Begins what is a task for the journal as a whole; whether the action is one.
    pub(crate) fn begin_named_task(&mut self, action: Action) -> bool {
        if action == Action::Lock {
            let lock = PrivacySetting::Encryption;
            self.with_top_screen(|_, context| Ok(open_privacy_setting(lock, context)));
            return true;
        }
        let task = PlainTask::from_action(action);
        if task.is_none() && action != Action::Share {
            return false;
        }
        if self.store.path().is_none() {
            self.status = texts::NO_FILE.into();
            return true;
        }
        let Some(task) = task else {
            self.open_sharing();
            return true;
        };
        // Words that could be kept nowhere hold it off, as they do the end.
        self.quitting = self.secure_words();
        self.plain_task = self.quitting.then_some(task);
        true
    }

    /// What the screens were left for; none when they were left for good.
    pub fn plain_task(&self) -> Option<PlainTask> {
        self.plain_task
    }
}
