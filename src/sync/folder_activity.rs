//! Whether a call into the shared folder is under way, for whoever waits and will not wait for ever: a disk that is far
//! away may not answer, and no call of the system says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Clone, Debug, Default)]
pub struct FolderActivity(Arc<Calls>);

#[derive(Debug, Default)]
struct Calls {
    begun: AtomicU64,
    ended: AtomicU64,
}

/// What two looks compare: how many calls have begun and ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallCount {
    begun: u64,
    ended: u64,
}

impl CallCount {
    /// Whether the folder has not answered yet.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        self.begun > self.ended
    }
}

/// A call, until it is dropped.
#[must_use]
pub struct CallUnderWay(FolderActivity);

impl FolderActivity {
    pub fn begin_call(&self) -> CallUnderWay {
        self.0.begun.fetch_add(1, Ordering::SeqCst);
        CallUnderWay(self.clone())
    }

    #[must_use]
    pub fn count_calls(&self) -> CallCount {
        let ended = self.0.ended.load(Ordering::SeqCst);
        CallCount { begun: self.0.begun.load(Ordering::SeqCst), ended }
    }
}

impl Drop for CallUnderWay {
    fn drop(&mut self) {
        self.0.0.ended.fetch_add(1, Ordering::SeqCst);
    }
}
