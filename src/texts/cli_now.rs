//! What `cuebook now` says.

use crate::model::time::format_duration;
use crate::model::{CurrentActivity, Timestamp};
use crate::texts::{day_sentence, massage_screen, today};

/// `asleep 1 h 12`, `awake 17 min`, `massage 4 min`; none of an awake time so long that it is no longer known.
pub(crate) fn describe_short(activity: CurrentActivity, now: Timestamp) -> Option<String> {
    let minutes = |since: Timestamp| format_duration(minutes_between(since, now));
    match activity {
        CurrentActivity::Massage { since } => Some(format!("massage {}", minutes(since))),
        CurrentActivity::Asleep { since } => Some(format!("asleep {}", minutes(since))),
        CurrentActivity::Awake { since } => day_sentence::describe_known_awake(since, now),
    }
}

/// `Wren: asleep since 07:53 · 47 min`.
pub(crate) fn describe(baby: &str, activity: Option<CurrentActivity>, now: Timestamp) -> String {
    let what = match activity {
        Some(CurrentActivity::Massage { since }) => {
            massage_screen::running_since(&since.format_hm(), &format_duration(minutes_between(since, now)))
        }
        Some(CurrentActivity::Asleep { since }) => {
            today::asleep_since(since, minutes_between(since, now), now)
        }
        Some(CurrentActivity::Awake { since }) => day_sentence::describe_awake(since, now),
        None => NOTHING_SAYS.to_owned(),
    };
    format!("{baby}: {what}")
}

const NOTHING_SAYS: &str = "nothing written in the last 24 hours says";

fn minutes_between(since: Timestamp, now: Timestamp) -> i64 {
    since.minutes_to(now).max(0)
}
