//! Work that takes longer than a frame: a search through years, adding up a whole journal, making a page. It runs on a
//! thread of its own with its own connection to the journal, which it only reads, and can be stopped. What it finds goes to the screen that asked.

use crate::store::{ReaderHandle, Store};
use crate::texts::job_texts;
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
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
    pub(crate) fn new<T: Any + Send>(
        label: impl Into<String>,
        task: impl FnOnce(&Store, &JobContext) -> anyhow::Result<T> + Send + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            task: Box::new(move |store, context| Ok(Box::new(task(store, context)?) as JobOutput)),
        }
    }
}

pub(crate) struct JobContext {
    cancelled: Arc<AtomicBool>,
}

impl JobContext {
    /// Whether nobody waits for the result any more: the job returns anything then.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A job under way. Dropping it cancels the job and discards its result.
pub(crate) struct RunningJob {
    label: String,
    cancelled: Arc<AtomicBool>,
    receiver: Receiver<anyhow::Result<JobOutput>>,
}

impl RunningJob {
    pub(crate) fn spawn_thread(job: Job, reader: ReaderHandle) -> std::io::Result<Self> {
        let Job { label, task } = job;
        let cancelled = Arc::new(AtomicBool::new(false));
        let (sender, receiver) = channel();
        let context = JobContext { cancelled: Arc::clone(&cancelled) };
        thread::Builder::new().name("work".into()).spawn(move || {
            let done = reader.open_reader().map_err(anyhow::Error::from).and_then(|store| {
                let done = task(&store, &context);
                store.return_connection();
                done
            });
            sender.send(done).ok();
        })?;
        Ok(Self { label, cancelled, receiver })
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    pub(crate) fn poll_result(&self) -> Option<anyhow::Result<JobOutput>> {
        match self.receiver.try_recv() {
            Ok(done) => Some(done),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(anyhow::anyhow!(job_texts::LOST))),
        }
    }

    pub(crate) fn wait_for_result(self) -> anyhow::Result<JobOutput> {
        self.receiver.recv().unwrap_or_else(|_| Err(anyhow::anyhow!(job_texts::LOST)))
    }
}

impl Drop for RunningJob {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Runs a job at once: a journal in memory cannot be opened a second time.
pub(crate) fn run_inline(job: Job, store: &Store) -> anyhow::Result<JobOutput> {
    (job.task)(store, &JobContext { cancelled: Arc::default() })
}

pub(crate) fn downcast_output<T: Any>(output: JobOutput) -> Option<T> {
    output.downcast().ok().map(|output| *output)
}
