//! Work that outlasts a frame: a search through years, adding up a whole journal, making a page. What it is, how it
//! says how far it has come, and how it hears that nobody waits for it any more.
//!
//! A job gets a journal of its own to read and never writes to it; what it finds goes to the screen that asked. Which
//! thread does it, and what the parent sees meanwhile, is the app's.

use crate::store::{ReaderHandle, Store};
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

/// What a job found, for the screen that asked for it.
pub(crate) type JobOutput = Box<dyn Any + Send>;

type JobTask = Box<dyn FnOnce(&Store, &JobContext) -> anyhow::Result<JobOutput> + Send>;

pub struct Job {
    /// What is shown while it goes on: `looking through the years`.
    pub label: String,
    task: JobTask,
}

impl Job {
    /// Work that reads the journal and answers something.
    pub fn new<T: Any + Send>(
        says: impl Into<String>,
        task: impl FnOnce(&Store, &JobContext) -> anyhow::Result<T> + Send + 'static,
    ) -> Self {
        Self {
            label: says.into(),
            task: Box::new(move |store, hands| Ok(Box::new(task(store, hands)?) as JobOutput)),
        }
    }
}

pub struct JobContext {
    cancelled: Arc<AtomicBool>,
    sender: Sender<JobMessage>,
}

impl JobContext {
    /// Whether nobody waits for it any more; a job asks often and then answers anything.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Says how far it has come, in place of what the job says.
    pub fn report_progress(&self, text: impl Into<String>) {
        // Nobody listens any more: then nobody needs to know.
        self.sender.send(JobMessage::Progress(text.into())).ok();
    }
}

enum JobMessage {
    Progress(String),
    Done(anyhow::Result<JobOutput>),
}

/// A job under way. Dropped, it is told to stop and its answer is thrown away.
pub(crate) struct RunningJob {
    label: String,
    cancelled: Arc<AtomicBool>,
    receiver: Receiver<JobMessage>,
}

impl RunningJob {
    /// Starts a job on a thread of its own, with its own way into the journal.
    pub(crate) fn spawn_thread(job: Job, again: ReaderHandle) -> std::io::Result<Self> {
        let (says, stopped) = (job.label, Arc::new(AtomicBool::new(false)));
        let (send, told) = channel();
        let hands = JobContext { cancelled: Arc::clone(&stopped), sender: send.clone() };
        let task = job.task;
        thread::Builder::new().name("work".into()).spawn(move || {
            let done = again.open_reader().map_err(anyhow::Error::from).and_then(|store| {
                let done = task(&store, &hands);
                store.return_connection();
                done
            });
            send.send(JobMessage::Done(done)).ok();
        })?;
        Ok(Self { label: says, cancelled: stopped, receiver: told })
    }

    pub(crate) fn progress_text(&self) -> &str {
        &self.label
    }

    pub(crate) fn poll_result(&mut self) -> Option<anyhow::Result<JobOutput>> {
        loop {
            match self.receiver.try_recv() {
                Ok(JobMessage::Progress(text)) => self.label = text,
                Ok(JobMessage::Done(done)) => return Some(done),
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => return Some(Err(anyhow::anyhow!(JOB_LOST))),
            }
        }
    }

    pub(crate) fn wait_for_result(mut self) -> anyhow::Result<JobOutput> {
        loop {
            match self.receiver.recv() {
                Ok(JobMessage::Progress(text)) => self.label = text,
                Ok(JobMessage::Done(done)) => return done,
                Err(_) => return Err(anyhow::anyhow!(JOB_LOST)),
            }
        }
    }
}

impl Drop for RunningJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Does a job at once on a journal that only this program has, such as one in memory.
pub(crate) fn run_inline(job: Job, store: &Store) -> anyhow::Result<JobOutput> {
    let (send, _told) = channel();
    let hands = JobContext { cancelled: Arc::new(AtomicBool::new(false)), sender: send };
    (job.task)(store, &hands)
}

/// Makes of what was found what the screen asked for; none when it is something else.
pub(crate) fn downcast_output<T: Any>(found: JobOutput) -> Option<T> {
    found.downcast().ok().map(|found| *found)
}

const JOB_LOST: &str = "That could not be finished. Nothing was changed; please try again.";
