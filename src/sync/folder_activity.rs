//! Whether a call into the shared folder is under way, for whoever waits and will not wait for ever: a disk that is far
//! away may not answer, and no call of the system says so. And how much was read there.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Clone, Debug, Default)]
pub struct FolderActivity(Arc<Calls>);

#[derive(Debug, Default)]
struct Calls {
    begun: AtomicU64,
    ended: AtomicU64,
    files_read: AtomicU64,
    bytes_read: AtomicU64,
}

/// What was read in the folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReadCount {
    pub files: u64,
    pub bytes: u64,
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

    pub(crate) fn note_read(&self, bytes: usize) {
        self.0.files_read.fetch_add(1, Ordering::SeqCst);
        self.0.bytes_read.fetch_add(bytes as u64, Ordering::SeqCst);
    }

    #[must_use]
    pub fn count_reads(&self) -> ReadCount {
        let read = |count: &AtomicU64| count.load(Ordering::SeqCst);
        ReadCount { files: read(&self.0.files_read), bytes: read(&self.0.bytes_read) }
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
