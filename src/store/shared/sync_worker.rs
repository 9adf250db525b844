//! A sync on a thread of its own, so that nobody waits longer than a moment for a folder that does not answer.

use crate::model::Timestamp;
use crate::store::open::SyncHandle;
use crate::store::shared::sharing_task::SharingTask;
use crate::store::shared::sync_report::SyncReport;
use crate::store::{Store, StoreError};
use crate::sync::FolderActivity;
use crate::sync::folder_activity::CallCount;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// So long one call into the folder may take while somebody waits to leave.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it is looked whether the folder has answered.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What a sync did, and its connection for the next: opening a locked journal takes a moment.
pub(crate) type SyncOutcome = (Result<SyncReport, StoreError>, Option<Box<Store>>);

pub(crate) struct SyncWorker {
    result: Receiver<SyncOutcome>,
    watch: CallWatch,
}

/// How long the folder has not answered.
struct CallWatch {
    activity: FolderActivity,
    last: CallCount,
    since: Instant,
}

impl CallWatch {
    fn new(activity: FolderActivity) -> Self {
        Self { last: activity.count_calls(), activity, since: Instant::now() }
    }

    fn is_hanging(&mut self) -> bool {
        let count = self.activity.count_calls();
        if count != self.last || !count.is_waiting() {
            (self.last, self.since) = (count, Instant::now());
        }
        self.since.elapsed() >= PATIENCE
    }
}

impl SyncHandle {
    /// Begins a task on a connection of its own; `spare` is one that an earlier one left.
    pub(crate) fn start_task(
        self,
        task: SharingTask,
        spare: Option<Box<Store>>,
        now: Timestamp,
    ) -> io::Result<SyncWorker> {
        let spare = spare.filter(|store| store.is_same_connection(&self));
        SyncWorker::start(move || spare.map_or_else(|| self.open_store(), |store| Ok(*store)), task, now)
    }
}

impl SyncWorker {
    pub(crate) fn start(
        open: impl FnOnce() -> Result<Store, StoreError> + Send + 'static,
        task: SharingTask,
        now: Timestamp,
    ) -> io::Result<Self> {
        let activity = FolderActivity::default();
        let watch = CallWatch::new(activity.clone());
        let (sender, result) = channel();
        thread::Builder::new().name("sync".into()).spawn(move || {
            let outcome = match open() {
                Ok(mut store) => {
                    store.folder_activity = activity;
                    let done = store.carry_out(&task, now);
                    store.clean_copies().ok();
                    let kept = done.is_ok().then(|| Box::new(store));
                    (done, kept)
                }
                Err(error) => (Err(error), None),
            };
            sender.send(outcome).ok();
        })?;
        Ok(Self { result, watch })
    }

    /// What it did; an error while it is at it, or when it went away.
    pub(crate) fn poll(&self) -> Result<SyncOutcome, TryRecvError> {
        self.result.try_recv()
    }

    /// Whether the folder has not answered for longer than anybody should wait.
    pub(crate) fn is_hanging(&mut self) -> bool {
        self.watch.is_hanging()
    }

    /// Waits for its end. None when the folder does not answer, or it went away.
    pub(crate) fn wait(&mut self) -> Option<SyncOutcome> {
        loop {
            match self.result.recv_timeout(LOOK_EVERY) {
                Ok(outcome) => return Some(outcome),
                Err(RecvTimeoutError::Timeout) if !self.is_hanging() => {}
                Err(_) => return None,
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{CallWatch, PATIENCE};
    use crate::sync::FolderActivity;

    #[test]
    fn a_call_that_does_not_end_is_waited_for_no_longer_than_a_moment_and_work_of_ours_is() {
        let activity = FolderActivity::default();
        let mut watch = CallWatch::new(activity.clone());
        let long_ago = watch.since.checked_sub(PATIENCE).unwrap();
        watch.since = long_ago;
        assert!(!watch.is_hanging());
        let call = activity.begin_call();
        assert!(!watch.is_hanging());
        watch.since = long_ago;
        assert!(watch.is_hanging());
        drop(call);
        assert!(!watch.is_hanging());
        // Another has begun since.
        watch.since = long_ago;
        let _next = activity.begin_call();
        assert!(!watch.is_hanging());
    }
}
