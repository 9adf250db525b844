//! What touches the shared folder, on a thread of its own, so that nobody waits longer than a moment for a folder that
//! does not answer.

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

/// So long it may take where nothing else is to be done.
const LONG_PATIENCE: Duration = Duration::from_secs(30);

/// How often it is looked whether the folder has answered.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// What a sync did, and its connection for the next: opening a locked journal takes a moment.
pub(crate) type SyncOutcome = (Result<SyncReport, StoreError>, Option<Box<Store>>);

pub(crate) type SyncWorker = FolderJob<SyncOutcome>;

/// Work that calls into the shared folder, and what comes of it.
pub(crate) struct FolderJob<T> {
    result: Receiver<T>,
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

    fn is_hanging(&mut self, patience: Duration) -> bool {
        let count = self.activity.count_calls();
        if count != self.last || !count.is_waiting() {
            (self.last, self.since) = (count, Instant::now());
        }
        self.since.elapsed() >= patience
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
        let open = move || spare.map_or_else(|| self.open_store(), |store| Ok(*store));
        SyncWorker::start_task(open, task, now)
    }
}

impl SyncWorker {
    pub(crate) fn start_task(
        open: impl FnOnce() -> Result<Store, StoreError> + Send + 'static,
        task: SharingTask,
        now: Timestamp,
    ) -> io::Result<Self> {
        Self::start(move |activity| match open() {
            Ok(mut store) => {
                store.watch_folder(activity);
                let done = store.carry_out(&task, now);
                store.clean_copies().ok();
                let kept = done.is_ok().then(|| Box::new(store));
                (done, kept)
            }
            Err(error) => (Err(error), None),
        })
    }
}

impl<T: Send + 'static> FolderJob<T> {
    /// `work` counts its calls into the folder with what it is given.
    pub(crate) fn start(work: impl FnOnce(FolderActivity) -> T + Send + 'static) -> io::Result<Self> {
        let activity = FolderActivity::default();
        let watch = CallWatch::new(activity.clone());
        let (sender, result) = channel();
        thread::Builder::new().name("sync".into()).spawn(move || sender.send(work(activity)).ok())?;
        Ok(Self { result, watch })
    }

    /// What it did; an error while it is at it, or when it went away.
    pub(crate) fn poll(&self) -> Result<T, TryRecvError> {
        self.result.try_recv()
    }

    /// Whether the folder has not answered for longer than anybody should wait.
    pub(crate) fn is_hanging(&mut self) -> bool {
        self.watch.is_hanging(PATIENCE)
    }

    /// Waits for its end. None when the folder does not answer, or it went away.
    pub(crate) fn wait(&mut self) -> Option<T> {
        self.wait_for(PATIENCE)
    }

    /// The same where nothing else is to be done: once the folder has not answered for a moment `say` says so, and it is
    /// waited for some more.
    pub(crate) fn wait_long(&mut self, say: impl FnOnce()) -> Option<T> {
        if let Some(done) = self.wait_for(PATIENCE) {
            return Some(done);
        }
        if self.is_hanging() {
            say();
        }
        self.wait_for(LONG_PATIENCE)
    }

    fn wait_for(&mut self, patience: Duration) -> Option<T> {
        loop {
            match self.result.recv_timeout(LOOK_EVERY) {
                Ok(outcome) => return Some(outcome),
                Err(RecvTimeoutError::Timeout) if !self.watch.is_hanging(patience) => {}
                Err(_) => return None,
            }
        }
    }
}

/// In seconds, for whoever says so.
pub(crate) const LONG_WAIT_SECONDS: u64 = LONG_PATIENCE.as_secs();

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{CallWatch, FolderJob, LONG_PATIENCE, PATIENCE};
    use crate::sync::FolderActivity;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    #[test]
    fn a_call_that_does_not_end_is_waited_for_no_longer_than_a_moment_and_work_of_ours_is() {
        let activity = FolderActivity::default();
        let mut watch = CallWatch::new(activity.clone());
        let long_ago = watch.since.checked_sub(PATIENCE).unwrap();
        watch.since = long_ago;
        assert!(!watch.is_hanging(PATIENCE));
        let call = activity.begin_call();
        assert!(!watch.is_hanging(PATIENCE));
        watch.since = long_ago;
        assert!(watch.is_hanging(PATIENCE));
        drop(call);
        assert!(!watch.is_hanging(PATIENCE));
        // Another has begun since.
        watch.since = long_ago;
        let _next = activity.begin_call();
        assert!(!watch.is_hanging(PATIENCE));
    }

    /// One whose call into the folder is as if it had hung so long already; it ends when something is sent.
    fn job_hanging_for(time: Duration) -> (FolderJob<bool>, Sender<()>) {
        let (answer, held) = channel::<()>();
        let mut job = FolderJob::start(move |activity| {
            let _call = activity.begin_call();
            held.recv().is_ok()
        })
        .unwrap();
        while !job.watch.activity.count_calls().is_waiting() {
            std::thread::yield_now();
        }
        job.watch.last = job.watch.activity.count_calls();
        job.watch.since = job.watch.since.checked_sub(time).unwrap();
        (job, answer)
    }

    #[test]
    fn where_nothing_else_is_to_be_done_it_is_said_once_and_waited_for_some_more() {
        let (mut job, answer) = job_hanging_for(PATIENCE);
        let mut said = 0;
        let done = job.wait_long(|| {
            said += 1;
            answer.send(()).unwrap();
        });
        assert_eq!((done, said), (Some(true), 1));
        // And then no more.
        let (mut job, _never) = job_hanging_for(LONG_PATIENCE);
        let mut said = 0;
        assert_eq!((job.wait_long(|| said += 1), said), (None, 1));
    }
}
