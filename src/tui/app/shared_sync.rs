//! Fetching and sending while the app is open: on a thread of its own with its own connection, never before the first
//! picture and never in the way of a save. What came is read with the next tick, and said in one status line.

use crate::store::{Store, StoreError, SyncReport};
use crate::tui::app::App;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// After the last save, in seconds.
const AFTER_SAVE: i64 = 2;

/// While nothing is saved here, in seconds.
const EVERY: i64 = 60;

/// What a sync did, and its connection for the next.
type SyncOutcome = (Result<SyncReport, StoreError>, Option<Store>);

#[derive(Default)]
pub(crate) struct SharedSync {
    running: Option<Receiver<SyncOutcome>>,
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
        let Some(handle) = self.store.sync_handle() else {
            return;
        };
        let writes = self.store.write_count();
        let state = &mut self.shared_sync;
        (state.began, state.sent_writes, state.unsent_since) = (Some(now), writes, None);
        let spare = state.spare.take().filter(|store| store.is_same_connection(&handle));
        let (sender, receiver) = channel();
        let time = self.now;
        let worker = thread::Builder::new().name("sync".into()).spawn(move || {
            let opened = spare.map_or_else(|| handle.open_store(), |store| Ok(*store));
            let outcome = match opened {
                Ok(mut store) => {
                    let done = store.sync(time, false);
                    store.seal_in_copies().ok();
                    let kept = done.is_ok().then_some(store);
                    (done, kept)
                }
                Err(error) => (Err(error), None),
            };
            sender.send(outcome).ok();
        });
        // Without a thread it is tried again in a minute.
        self.shared_sync.running = worker.is_ok().then_some(receiver);
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
        match running.try_recv() {
            Ok(outcome) => self.take_sync_outcome(outcome),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => self.shared_sync.running = None,
        }
    }

    fn take_sync_outcome(&mut self, (done, kept): SyncOutcome) {
        self.shared_sync.running = None;
        self.shared_sync.spare = kept.map(Box::new);
        match done {
            Ok(report) => self.tell_of_sync(report),
            // Another window writes or replaces the journal just now: the next time.
            Err(StoreError::Busy | StoreError::InUse | StoreError::FileReplaced(_)) => {}
            Err(error) => self.tell_problems(vec![error.to_string()]),
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

    /// For whoever has to wait for it.
    pub(crate) fn wait_for_sync(&mut self) {
        if let Some(running) = self.shared_sync.running.take()
            && let Ok(outcome) = running.recv()
        {
            self.take_sync_outcome(outcome);
        }
    }

    /// At the end, once the terminal is given back: what was saved last is sent too. Whose words stand is said.
    pub(crate) fn sync_before_leaving(&mut self) -> Vec<String> {
        if !self.store.is_shared() {
            return Vec::new();
        }
        self.wait_for_sync();
        match self.store.sync(self.now, false) {
            Ok(report) => report.notes,
            Err(_) => Vec::new(),
        }
    }
}
