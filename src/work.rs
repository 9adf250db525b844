//! Work that outlasts a frame: a search through years, adding up a whole journal, making a page. What it is, how it
//! says how far it has come, and how it hears that nobody waits for it any more.
//!
//! A job gets a journal of its own to read and never writes to it; what it finds goes to the screen that asked. Which
//! thread does it, and what the parent sees meanwhile, is the app's.

use crate::store::{Again, Store};
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

/// What a job found, for the screen that asked for it.
pub type Found = Box<dyn Any + Send>;

type Task = Box<dyn FnOnce(&Store, &Hands) -> anyhow::Result<Found> + Send>;

pub struct Job {
    /// What is shown while it goes on: `looking through the years`.
    pub says: String,
    task: Task,
}

impl Job {
    /// Work that reads the journal and answers something.
    pub fn new<T: Any + Send>(
        says: impl Into<String>,
        task: impl FnOnce(&Store, &Hands) -> anyhow::Result<T> + Send + 'static,
    ) -> Self {
        Self {
            says: says.into(),
            task: Box::new(move |store, hands| Ok(Box::new(task(store, hands)?) as Found)),
        }
    }
}

pub struct Hands {
    stopped: Arc<AtomicBool>,
    told: Sender<Told>,
}

impl Hands {
    /// Whether nobody waits for it any more; a job asks often and then answers anything.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Says how far it has come, in place of what the job says.
    pub fn tell(&self, text: impl Into<String>) {
        // Nobody listens any more: then nobody needs to know.
        self.told.send(Told::Far(text.into())).ok();
    }
}

enum Told {
    Far(String),
    Done(anyhow::Result<Found>),
}

/// A job under way. Dropped, it is told to stop and its answer is thrown away.
pub struct Running {
    says: String,
    stopped: Arc<AtomicBool>,
    told: Receiver<Told>,
}

impl Running {
    /// Starts a job on a thread of its own, with its own way into the journal.
    pub fn start(job: Job, again: Again) -> std::io::Result<Self> {
        let (says, stopped) = (job.says, Arc::new(AtomicBool::new(false)));
        let (send, told) = channel();
        let hands = Hands { stopped: Arc::clone(&stopped), told: send.clone() };
        let task = job.task;
        thread::Builder::new().name("work".into()).spawn(move || {
            let done = again.open().map_err(anyhow::Error::from).and_then(|store| {
                let done = task(&store, &hands);
                store.rest();
                done
            });
            send.send(Told::Done(done)).ok();
        })?;
        Ok(Self { says, stopped, told })
    }

    pub fn says(&self) -> &str {
        &self.says
    }

    pub fn answer(&mut self) -> Option<anyhow::Result<Found>> {
        loop {
            match self.told.try_recv() {
                Ok(Told::Far(text)) => self.says = text,
                Ok(Told::Done(done)) => return Some(done),
                Err(TryRecvError::Empty) => return None,
                Err(TryRecvError::Disconnected) => return Some(Err(anyhow::anyhow!(LOST))),
            }
        }
    }

    pub fn wait(mut self) -> anyhow::Result<Found> {
        loop {
            match self.told.recv() {
                Ok(Told::Far(text)) => self.says = text,
                Ok(Told::Done(done)) => return done,
                Err(_) => return Err(anyhow::anyhow!(LOST)),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}

/// Does a job at once on a journal that only this program has, such as one in memory.
pub fn at_once(job: Job, store: &Store) -> anyhow::Result<Found> {
    let (send, _told) = channel();
    let hands = Hands { stopped: Arc::new(AtomicBool::new(false)), told: send };
    (job.task)(store, &hands)
}

/// Makes of what was found what the screen asked for; none when it is something else.
pub fn of<T: Any>(found: Found) -> Option<T> {
    found.downcast().ok().map(|found| *found)
}

const LOST: &str = "That could not be finished. Nothing was changed; please try again.";
