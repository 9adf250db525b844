//! Each time a baby said "not now" or "stop", and what was done then. A list: nothing in it is counted.

use crate::model::kinds::massage::NOT_NOW_CODE;
use crate::model::{Entry, Id, Massage, Timestamp};
use crate::stats::cue_profile::MAX_LISTED_MOMENTS;
use std::cmp::Reverse;

/// The code of "baby said stop".
const SAID_STOP_CODE: &str = "baby-said-stop";

/// What the baby said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    NotNow,
    Stop,
}

/// One of these times. Codes throughout; blank is not said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListenedTime {
    /// When the entry began.
    pub at: Timestamp,
    /// That time is rough.
    pub about: bool,
    pub entry: Id,
    pub answer: Answer,
    /// The answer to having asked was "not now".
    pub said_not_now: bool,
    /// It was written down as "not today".
    pub not_today: bool,
    /// The cues of the last moment written before it.
    pub cues: Vec<String>,
    /// What was done in that moment, in the order written.
    pub did: Vec<String>,
    /// The entry's own note.
    pub note: Option<String>,
}

/// What the baby said, if that was "not now" or "stop".
fn find_answer(it: &Massage) -> Option<Answer> {
    match it.ended.as_deref() {
        Some(SAID_STOP_CODE) => Some(Answer::Stop),
        _ => said_not_now(it).then_some(Answer::NotNow),
    }
}

fn said_not_now(it: &Massage) -> bool {
    [&it.not_today, &it.asked].into_iter().any(|code| code.as_deref() == Some(NOT_NOW_CODE))
}

pub(crate) fn add_listened(all: &mut Vec<ListenedTime>, entry: &Entry, it: &Massage) {
    let Some(answer) = find_answer(it) else {
        return;
    };
    let last = it.moments.last();
    all.push(ListenedTime {
        at: entry.at,
        about: entry.approximate,
        entry: entry.id,
        answer,
        said_not_now: said_not_now(it),
        not_today: it.not_today.is_some(),
        cues: last.map(|moment| moment.cues.clone()).unwrap_or_default(),
        did: last.map(|moment| moment.did.clone()).unwrap_or_default(),
        note: entry.note.clone(),
    });
    // As with moments: the oldest go when there are twice as many as are listed.
    if all.len() >= 2 * MAX_LISTED_MOMENTS {
        *all = newest(all);
    }
}

pub(crate) fn newest(all: &[ListenedTime]) -> Vec<ListenedTime> {
    let mut all = all.to_vec();
    all.sort_by_key(|time| Reverse((time.at.unix_seconds(), time.entry)));
    all.truncate(MAX_LISTED_MOMENTS);
    all
}
