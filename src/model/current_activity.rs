//! What a baby does now, as far as the entries say.

use crate::model::{Entry, EntryKind, Id, Timestamp};

/// For so long before now entries are asked for it, in seconds.
pub(crate) const ACTIVITY_LOOK_BACK_SECS: i64 = 24 * 3600;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CurrentActivity {
    Massage {
        since: Timestamp,
    },
    Asleep {
        since: Timestamp,
    },
    /// Since the last sleep that was written down.
    Awake {
        since: Timestamp,
    },
}

impl CurrentActivity {
    /// From the entries of the last 24 hours; a sleep or massage that runs is among them. None where nothing says.
    pub fn from_entries(entries: &[Entry], baby: Id, now: Timestamp) -> Option<Self> {
        let begun = || entries.iter().filter(|entry| entry.baby == Some(baby) && entry.at <= now);
        // Of several that run at once the one that began first stands.
        let earliest = |is_running: fn(&Entry, Timestamp) -> bool| {
            begun().filter(|entry| is_running(entry, now)).map(|entry| entry.at).min()
        };
        if let Some(since) = earliest(Entry::is_running_massage) {
            return Some(Self::Massage { since });
        }
        if let Some(since) = earliest(Entry::is_running_sleep) {
            return Some(Self::Asleep { since });
        }
        find_last_waking(entries, baby, now).map(|since| Self::Awake { since })
    }
}

/// When the last sleep ended. After a sleep whose end nobody wrote nothing is known.
pub(crate) fn find_last_waking(entries: &[Entry], baby: Id, now: Timestamp) -> Option<Timestamp> {
    let sleeps =
        || entries.iter().filter(|e| e.kind() == EntryKind::Sleep && e.baby == Some(baby) && e.at <= now);
    let woke = sleeps().filter_map(|sleep| sleep.until).filter(|until| *until <= now).max();
    let last_open = sleeps().filter(|sleep| sleep.is_open()).map(|sleep| sleep.at).max();
    woke.filter(|woke| last_open.is_none_or(|open| open < *woke))
}
