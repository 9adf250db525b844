//! Fetching and sending while the app is open: on a thread of its own with its own connection, never before the first
//! picture and never in the way of a save. What came is read with the next tick, and said in one status line.

use crate::store::{SharingTask, Store, StoreError, SyncOutcome, SyncReport, SyncWorker};
use crate::texts::{job_texts, plain_task_texts, sync_texts};
use crate::tui::app::App;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::SharingScreen;
use crate::tui::screens::sharing::SharingOutcome;
use std::path::PathBuf;
use std::sync::mpsc::TryRecvError;

/// After the last save, in seconds.
const AFTER_SAVE: i64 = 2;

/// While nothing is saved here, in seconds.
const EVERY: i64 = 60;

/// What a screen asked for, and the folder the journal was shared through before.
struct AskedTask {
    task: SharingTask,
    folder: String,
}

#[derive(Default)]
pub(crate) struct SharedSync {
    /// Where a folder to share through is looked for first.
    start_folder: PathBuf,
    running: Option<SyncWorker>,
    /// What a screen asked for and is at work; none while it is a sync that was due.
    task: Option<AskedTask>,
    /// What a screen asked for while a sync was at work.
    waiting: Option<SharingTask>,
    said_hanging: bool,
    looked_for_copies: bool,
    /// The connection of the last sync: opening a locked journal takes a moment.
    spare: Option<Box<Store>>,
    /// When the last one began, in seconds.
    began: Option<i64>,
    /// The app's writes that the last one has sent, and when there were more.
    sent_writes: u64,
    unsent_since: Option<(u64, i64)>,
    /// What was said of the folder, so that it is not said every minute.
    last_problems: Vec<String>,
}

impl App {
    pub(crate) fn is_syncing(&self) -> bool {
        self.shared_sync.running.is_some()
    }

    /// Whether its end may come at any moment.
    pub(crate) fn is_sync_near_end(&self) -> bool {
        self.is_syncing() && !self.shared_sync.said_hanging
    }

    pub fn set_sharing_folder(&mut self, folder: PathBuf) {
        self.shared_sync.start_folder = folder;
    }

    pub(crate) fn open_sharing(&mut self) {
        self.open_screen(Box::new(SharingScreen::new(self.shared_sync.start_folder.clone())));
    }

    /// Does what a screen asked for, at once or after the sync that is at work; what came of it goes to that screen.
    pub(crate) fn begin_sharing_task(&mut self, task: SharingTask) {
        match self.is_syncing() {
            true => self.shared_sync.waiting = Some(task),
            false => self.start_task(task),
        }
    }

    fn start_task(&mut self, task: SharingTask) {
        let shared = self.store.shared_state().ok().flatten();
        let folder = shared.map(|shared| shared.folder.display().to_string()).unwrap_or_default();
        let state = &mut self.shared_sync;
        let spare = state.spare.take();
        let started = match self.store.sync_handle() {
            Some(handle) => {
                handle.start_task(task.clone(), spare, self.now).map_err(|error| error.to_string())
            }
            None => Err(plain_task_texts::NO_FILE.to_owned()),
        };
        let asked = AskedTask { task, folder };
        match started {
            Ok(running) => {
                (state.running, state.task, state.said_hanging) = (Some(running), Some(asked), false)
            }
            Err(why) => self.hand_over_outcome(asked, Err(StoreError::Sharing(why))),
        }
    }

    /// Begins a sync when one is due.
    pub(crate) fn sync_when_due(&mut self) {
        self.poll_sync();
        let now = self.now.unix_seconds();
        if self.is_syncing() || self.is_changing_encryption() || !self.is_sync_due(now) {
            return;
        }
        if !self.store.is_shared() {
            self.shared_sync.began = Some(now);
            return;
        }
        let writes = self.store.write_count();
        let state = &mut self.shared_sync;
        (state.began, state.sent_writes, state.unsent_since) = (Some(now), writes, None);
        self.start_sync();
    }

    /// Without a thread it is tried again in a minute.
    fn start_sync(&mut self) {
        let Some(handle) = self.store.sync_handle() else {
            return;
        };
        let spare = self.shared_sync.spare.take();
        (self.shared_sync.running, self.shared_sync.said_hanging) =
            (handle.start_task(SharingTask::ROUTINE, spare, self.now).ok(), false);
    }

    /// Once, when nothing else is said: a copy that a replicator made of two versions.
    pub(crate) fn tell_of_conflict_copies(&mut self) {
        if self.shared_sync.looked_for_copies || !self.status.is_empty() {
            return;
        }
        self.shared_sync.looked_for_copies = true;
        let found = self.store.take_new_conflict_copies();
        if let Some(name) = found.first().and_then(|copy| copy.file_name()) {
            let key = key_name(Mode::Today, Action::TypeLine);
            self.status = sync_texts::conflict_copy_found(&name.to_string_lossy(), found.len(), &key);
            self.import.offered_copy = found.first().cloned();
        }
    }

    fn is_sync_due(&mut self, now: i64) -> bool {
        let writes = self.store.write_count();
        let state = &mut self.shared_sync;
        let Some(began) = state.began else {
            return true;
        };
        if writes != state.sent_writes && state.unsent_since.is_none_or(|(seen, _)| seen != writes) {
            state.unsent_since = Some((writes, now));
        }
        // A clock that was set back puts nothing off.
        let is_over = |since: i64, pause: i64| !(0..pause).contains(&(now - since));
        is_over(began, EVERY) || state.unsent_since.is_some_and(|(_, since)| is_over(since, AFTER_SAVE))
    }

    fn poll_sync(&mut self) {
        let Some(running) = &self.shared_sync.running else {
            return;
        };
        match running.poll() {
            Ok(outcome) => self.take_sync_outcome(outcome),
            Err(TryRecvError::Empty) => self.tell_if_hanging(),
            Err(TryRecvError::Disconnected) => self.lose_sync(),
        }
    }

    /// The thread went away without an answer.
    fn lose_sync(&mut self) {
        self.shared_sync.running = None;
        if let Some(asked) = self.shared_sync.task.take() {
            self.hand_over_outcome(asked, Err(StoreError::Sharing(job_texts::LOST.into())));
        }
    }

    /// A folder that does not answer is said once, and waited for without hurry.
    fn tell_if_hanging(&mut self) {
        let state = &mut self.shared_sync;
        if !state.said_hanging && state.running.as_mut().is_some_and(SyncWorker::is_hanging) {
            state.said_hanging = true;
            let said = self.describe_hanging();
            self.tell_problems(vec![said]);
        }
    }

    fn describe_hanging(&self) -> String {
        let shared = || self.store.shared_state().ok().flatten().map(|shared| shared.folder);
        let folder = match self.shared_sync.task.as_ref().map(|asked| &asked.task) {
            Some(SharingTask::Begin { folder, .. }) => Some(folder.clone()),
            Some(SharingTask::Join(joined)) => Some(joined.0.folder.clone()),
            _ => shared(),
        };
        sync_texts::folder_hanging(&folder.unwrap_or_default().display().to_string())
    }

    fn take_sync_outcome(&mut self, (done, kept): SyncOutcome) {
        (self.shared_sync.running, self.shared_sync.spare) = (None, kept);
        match (self.shared_sync.task.take(), done) {
            (Some(asked), done) => self.hand_over_outcome(asked, done),
            (None, Ok(report)) => self.tell_of_sync(report),
            // Another window writes or replaces the journal just now: the next time.
            (None, Err(StoreError::Busy | StoreError::InUse | StoreError::FileReplaced(_))) => {}
            (None, Err(error)) => self.tell_problems(vec![error.to_string()]),
        }
        if let Some(waiting) = self.shared_sync.waiting.take() {
            self.start_task(waiting);
        }
    }

    /// Who asked is told on their screen; where that was left, in the status line.
    fn hand_over_outcome(&mut self, asked: AskedTask, done: Result<SyncReport, StoreError>) {
        if let Err(error) = self.store.expect_present_seals() {
            self.status = error.to_string();
        }
        let outcome = SharingOutcome { task: asked.task, folder: asked.folder, done };
        match self.screens.iter().rposition(|screen| screen.awaits_sharing()) {
            Some(at) => {
                let above = self.screens.split_off(at + 1);
                self.with_top_screen(|top, context| top.handle_job_output(Box::new(outcome), context));
                self.screens.extend(above);
            }
            None => self.status = outcome.describe().join(" "),
        }
    }

    fn tell_of_sync(&mut self, report: SyncReport) {
        if report.seals_changed
            && let Err(error) = self.store.expect_present_seals()
        {
            self.status = error.to_string();
        }
        let SyncReport { problems, .. } = report.clone();
        let said = SyncReport { problems: Vec::new(), ..report }.sentences();
        if !said.is_empty() {
            self.status = said.join(" ");
        }
        self.tell_problems(problems);
    }

    fn tell_problems(&mut self, problems: Vec<String>) {
        let is_new = problems != self.shared_sync.last_problems;
        if let Some(first) = problems.first().filter(|_| is_new) {
            self.status = first.clone();
        }
        self.shared_sync.last_problems = problems;
    }

    /// For whoever has to wait for it. False when the folder does not answer.
    pub(crate) fn wait_for_sync(&mut self) -> bool {
        let Some(running) = &mut self.shared_sync.running else {
            return true;
        };
        match running.wait() {
            Some(outcome) => self.take_sync_outcome(outcome),
            None if running.is_hanging() => return false,
            None => self.lose_sync(),
        }
        true
    }

    /// At the end, once the terminal is given back: what was saved last is sent too. Whose words stand is said, and that a
    /// folder did not answer.
    pub(crate) fn sync_before_leaving(&mut self) -> Vec<String> {
        while self.is_syncing() {
            if !self.wait_for_sync() {
                return vec![self.describe_hanging()];
            }
        }
        if !self.store.is_shared() {
            return Vec::new();
        }
        self.start_sync();
        let Some(running) = &mut self.shared_sync.running else {
            return Vec::new();
        };
        match running.wait() {
            Some((Ok(report), _)) => report.notes,
            Some((Err(_), _)) => Vec::new(),
            None => vec![self.describe_hanging()],
        }
    }
}
