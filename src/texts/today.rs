//! Today: what goes on now, what was left unfinished, and the names of its rows.

use crate::model::Timestamp;
use crate::model::time::{format_duration, format_long_date, format_short_date, previous_day};
use crate::texts::day_sentence::{ALL_WRITTEN_QUESTION, format_with_day};
use chrono::NaiveDate;

pub(crate) const NO_ENTRIES: &str = "Nothing here for this day. That's fine.";
pub(crate) const NO_NIGHT_ENTRIES: &str = "Nothing here for this night. That's fine.";
pub(crate) const WOKE_LABEL: &str = "woke up";
pub(crate) const NOTHING_TO_ANSWER: &str = "No question to answer right now.";
pub(crate) const DATE_IN_FUTURE: &str = super::calendar_texts::DATE_IN_FUTURE;
pub(crate) const NO_OPEN_BABIES: &str =
    "All pages here are closed. Everything you wrote is safe. You can open them again in Settings.";

/// The rows of the day's strip.
pub(crate) const SLEEP_ROW: &str = "sleep";
pub(crate) const TOUCH_ROW: &str = "touch";
pub(crate) const CUES_ROW: &str = "cues";
pub(crate) const CARERS_ROW: &str = "carers";

pub(crate) const MASSAGE_DRAFT: &str = "a massage";
pub(crate) const CUE_DRAFT: &str = "a cue";
pub(crate) const NOTE_DRAFT: &str = "a note";
pub(crate) const LINE_DRAFT: &str = "a line";

pub(crate) fn asleep_since(since: Timestamp, minutes: i64, now: Timestamp) -> String {
    format!("asleep since {} · {}", format_with_day(since, now), format_duration(minutes))
}

pub(crate) fn other_baby_asleep(baby: &str, since: Timestamp, now: Timestamp) -> String {
    format!("{baby} asleep since {}", format_with_day(since, now))
}

pub(crate) fn other_baby_state(baby: &str, state: &str) -> String {
    format!("{baby} {state}")
}

pub(crate) fn ask_all_written(key: &str) -> String {
    format!("{ALL_WRITTEN_QUESTION} {key} answers")
}

/// Over the entries of the night just over.
pub(crate) fn last_night_heading(date: NaiveDate) -> String {
    format!("Last night · {}", format_long_date(date))
}

/// Over the entries of the night before another day.
pub(crate) fn night_before_heading(date: NaiveDate) -> String {
    format!("The night before · {}", format_long_date(date))
}

/// The sleep or massage is so long that it may have been forgotten.
pub(crate) fn confirm_long_sleep(
    since: Timestamp,
    minutes: i64,
    now: Timestamp,
    key: &str,
    ask: &str,
) -> String {
    let since = format_with_day(since, now);
    format!(
        "Asleep since {since}, {}? Press {key} again to save that, or {ask} to say when it ended.",
        format_duration(minutes)
    )
}

/// The sleep began a moment ago, perhaps by a slip.
pub(crate) fn confirm_short_sleep(since: Timestamp, key: &str, undo: &str) -> String {
    format!(
        "Asleep since {}, a moment ago. Press {undo} to undo that, or {key} again to end it.",
        since.format_hm()
    )
}

/// The title of a sleep that began for one baby of several.
pub(crate) fn title_for_baby(title: &str, baby: &str) -> String {
    format!("{title}, for {baby}")
}

/// `You started a cue at 14:05. Press c to carry on.`
pub(crate) fn draft_notice(draft: &str, typed_at: Timestamp, now: Timestamp, key: &str) -> String {
    let (date, clock, today) = (typed_at.local_date(), typed_at.format_hm(), now.local_date());
    let when = if date == today {
        format!("at {clock}")
    } else if date == previous_day(today) {
        format!("yesterday at {clock}")
    } else {
        format!("on {} at {clock}", format_short_date(date))
    };
    format!("You started {draft} {when}. Press {key} to carry on.")
}

/// `other_date` where the entry is of another day than now.
pub(crate) fn edit_notice(clock: &str, kind: &str, other_date: Option<NaiveDate>, key: &str) -> String {
    let day = other_date.map(|date| format!(" of {}", format_short_date(date))).unwrap_or_default();
    format!("You were changing the {clock} {kind}{day}. Press {key} on it to carry on.")
}

pub(crate) fn with_more_drafts(notice: String, others: usize) -> String {
    match others {
        0 => notice,
        1 => format!("{notice} There is one more."),
        n => format!("{notice} There are {n} more."),
    }
}

/// `1 of 2 (B)`: which of several babies is shown, and the key that shows the next.
pub(crate) fn which_of_how_many(place: usize, all: usize, key: &str) -> String {
    format!("{place} of {all} ({key})")
}
