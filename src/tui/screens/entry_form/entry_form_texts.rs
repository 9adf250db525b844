//! Every word the form says: labels, hints, sentences.

use crate::model::settings::find_setting_question;
use crate::model::time::format_short_date;
use crate::model::{CueDirection, EntryKind, EntryWarning, Timestamp};
use crate::tui::theme::Theme;

pub(crate) fn direction_heading(points: Option<CueDirection>) -> &'static str {
    match points {
        Some(CueDirection::Engagement) => "engaged · wants more",
        Some(CueDirection::Disengagement) => "disengaged · wants a change",
        None => "could be either",
    }
}

pub(crate) fn form_heading(kind: EntryKind, editing: bool) -> String {
    let name = match kind {
        EntryKind::Massage => "Massage",
        EntryKind::Cue => "Cue",
        EntryKind::Sleep => "Sleep",
        EntryKind::Checkin => "How are you?",
        EntryKind::Note => "Note",
    };
    if editing { format!("{name} · changing it") } else { name.to_owned() }
}

pub(crate) fn field_label(kind: Option<EntryKind>, base: &str, moment: Option<usize>) -> &'static str {
    match (base, kind) {
        ("touch", _) => "touch",
        ("reason", _) => "why not",
        ("when", _) => "when",
        ("areas", _) => "where",
        ("strokes", _) => "strokes",
        ("cues", Some(EntryKind::Cue)) if moment == Some(1) => "you saw",
        ("cues", _) if moment == Some(1) => "cues",
        ("cues", _) => "more cues",
        ("area", _) => "  touching",
        ("at", _) => "  at",
        ("meant", Some(EntryKind::Cue)) => "seemed to mean",
        ("did", Some(EntryKind::Cue)) => "what we did",
        ("helped", Some(EntryKind::Cue)) => "did it help?",
        ("meant", _) => "  seemed to mean",
        ("did", _) => "  what we did",
        ("helped", _) => "  did it help?",
        ("ended", _) => "how it ended",
        ("asked", _) => "asked first?",
        ("before", _) => "baby before",
        ("after", _) => "baby after",
        ("felt_before", _) => "I felt before",
        ("felt_after", _) => "I felt after",
        ("oil", _) => "oil",
        ("state", _) => "baby was",
        ("doing", _) => "going on",
        ("settled", _) => "how settled",
        ("wakings", _) => "brief wakings",
        ("nap", _) => "nap or night",
        ("night", _) => "or only a night",
        ("words", _) => "  how it was",
        ("felt", _) => "today was",
        ("energy", _) => "energy",
        ("feelings", _) => "feelings",
        ("sure", _) => "sure of cues",
        ("company", _) => "other people",
        ("for_visit", _) => "for the visit",
        ("private", _) => "only for you",
        ("carer", _) => "written by",
        ("baby", _) => "about",
        ("note", Some(EntryKind::Note)) => "your note",
        ("note", _) => "note",
        ("name", _) => "baby's name",
        ("born", _) => "born",
        ("due", _) => "due date",
        ("me", _) => "your name",
        ("own_words", _) => "your words",
        ("night_mark", _) => "the night",
        ("day_mark", _) => "the day",
        ("marked_for", _) => "for",
        ("baby_name", _) => "baby's name",
        ("carer_name", _) => "name",
        ("pages", _) => "pages",
        ("checkins", _) => "check-ins",
        ("kinds", _) => "leave out",
        ("number", _) => "whom to ring",
        ("colours", _) => "colours",
        ("signs", _) => "signs",
        ("points", _) => "it points to",
        ("stroke_name", _) => "your name",
        _ => find_setting_question(base).map_or("", |question| question.label),
    }
}

/// One line on how to answer, below the question that is being answered.
pub(crate) fn field_hint(kind: Option<EntryKind>, base: &str, look: &Theme) -> &'static str {
    let arrows = if look.ascii {
        "a digit or letters; left and right change it"
    } else {
        "a digit or letters; ← → change it"
    };
    match (base, kind) {
        ("when", Some(EntryKind::Massage)) => {
            "12 (minutes, until now), 10:15 12m, 10:15-10:27, 20m ago · x: not today"
        }
        ("when", Some(EntryKind::Sleep)) => "11:40-12:55, yesterday 19:40-06:30; only a start: still asleep",
        ("when", _) => "now, 10:15, 20m ago, ~20:00, yesterday 21:30, 21 Nov 10:15",
        ("at", _) => "a time, such as 10:20",
        ("cues", _) => "digits pick, letters find others; arrows mark, space or enter picks",
        ("areas" | "strokes" | "did" | "settled" | "feelings", _) => {
            "several: digits pick, letters find; arrows mark, space or enter picks"
        }
        ("oil", _) => "none, or its name",
        ("wakings", _) => "a number",
        ("night", _) => "last night, or the date of its evening; then without times",
        ("words", _) => "well, badly, mixed, or your own word",
        ("sure", _) => "of what baby was telling you · a digit or letters",
        ("company", _) => "time with other people · a digit or letters",
        ("note", _) => "ctrl-j begins a new line",
        ("name" | "me", _) => "blank is fine",
        ("own_words", _) => "a few words without a comma, such as: twirls her hair",
        ("stroke_name", _) => "the name you know it by; blank goes back to the usual one",
        ("baby_name" | "carer_name", _) => "the name you use at home",
        ("pages", _) => {
            "closed: no age is counted, nothing is asked; all of it is kept, and can be opened again"
        }
        ("checkins", _) => "kept out of them, they stay in Past and in the archive",
        ("kinds", _) => "several: not in the footer of Today, nor in Trends; entries stay",
        ("number", _) => "whom and how, such as Dr Patel 020 7946 0000; blank takes it off",
        ("born", _) => "2026-09-03 or 3 Sep 2026",
        ("due", _) => "only for a baby born early: ages are then told both ways",
        _ => find_setting_question(base).map_or(arrows, |question| question.hint),
    }
}

pub(crate) fn blank_placeholder(kind: Option<EntryKind>, base: &str, editing: bool) -> &'static str {
    match (base, kind) {
        ("when", Some(EntryKind::Sleep)) if editing => "",
        ("when", _) => "now",
        ("name", _) => "Baby",
        ("me", _) => "Me",
        _ => "",
    }
}

/// A draft was found, and when it was typed.
pub(crate) fn draft_restored(on: &str) -> String {
    format!("As you left it {on}; ctrl-n starts afresh.")
}
/// When something was typed: `on Sunday at 18:30`, with its date when that is a week ago or more.
pub(crate) fn format_typed_at(at: Timestamp, now: Timestamp) -> String {
    let days = now.local_date().signed_duration_since(at.local_date()).num_days();
    if (0..7).contains(&days) {
        format!("on {}", at.local_datetime().format("%A at %H:%M"))
    } else {
        format!("on {} at {}", format_short_date(at.local_date()), at.format_hm())
    }
}
pub(crate) fn check_time_reminder(on: &str) -> String {
    format!("Typed {on}: please check the time.")
}
/// What was typed was left; the key that opens it again.
pub(crate) fn draft_waiting(key: &str) -> String {
    format!("What you typed waits; {key} opens it again.")
}
pub(crate) fn opening_key(kind: EntryKind, editing: bool) -> &'static str {
    match kind {
        _ if editing => "e",
        EntryKind::Massage => "m",
        EntryKind::Cue => "c",
        EntryKind::Sleep => "s",
        EntryKind::Checkin => "f",
        EntryKind::Note => "n",
    }
}
pub(crate) const ANSWERS_RESET: &str =
    "Every answer is as at first; ctrl-n again brings back what you typed.";
/// Another window kept something else meanwhile: what, and what is to be done.
pub(crate) fn changed_elsewhere(row: &str, then: &str) -> String {
    format!("This was changed in another window since: {row}. {then}")
}
pub(crate) const ENTER_KEEPS_YOURS: &str = "What you typed is here; enter keeps yours instead.";
pub(crate) const REMOVED_ELSEWHERE: &str =
    "This was removed in another window since. What you typed is here; enter keeps it again.";
/// Answers of a massage that is "not today".
pub(crate) const NOT_TODAY: &str = "not today";
/// An entry for each of two babies, or of more.
pub(crate) fn every_baby_label(count: usize) -> &'static str {
    if count == 2 { "both" } else { "all of them" }
}
/// Which entry a note without a baby is about.
pub(crate) const NO_BABY: &str = "no baby in particular";
pub(crate) const BY_HOURS: &str = "by the hours";
pub(crate) const TIME_NEEDED: &str = "When was it? A time such as 10:15, or now.";
pub(crate) const TIMES_AND_NIGHT: &str =
    "This gives both times and a night without times. Please empty one of the two.";
pub(crate) const NUMBER_NEEDED: &str = "How many times, as a number such as 2?";
pub(crate) fn unreadable_date(typed: &str) -> String {
    format!("\"{typed}\" is no date I can read. Please write it as 2026-09-03 or 3 Sep 2026.")
}
/// A date of birth that is still to come.
pub(crate) fn birth_in_future(typed: &str) -> String {
    format!("{typed} is still to come. A due date has a question of its own below.")
}
/// Both readings of a time inside a clock change.
pub(crate) fn choose_reading_hint(look: &Theme) -> &'static str {
    if look.ascii { "left and right choose, enter takes it" } else { "← → choose, enter takes it" }
}
pub(crate) fn no_such_digit(c: char) -> String {
    format!("There is no {c} in this list. Letters find more.")
}
pub(crate) fn no_option_found(typed: &str) -> String {
    format!("\"{typed}\" is not in this list. ctrl-u empties it; a note can hold your own words.")
}
pub(crate) fn search_not_picked(typed: &str) -> String {
    format!("\"{typed}\" is not picked yet: enter picks what is marked, ctrl-u empties it.")
}
/// An overlap, named, and how many there are beside it.
pub(crate) fn overlap_warning(named: &str, others: usize) -> String {
    match others {
        0 => format!("This overlaps the {named}."),
        1 => format!("This overlaps the {named}, and one other."),
        n => format!("This overlaps the {named}, and {n} others."),
    }
}
/// The times of something that has not ended.
pub(crate) fn since_time(hm: &str) -> String {
    format!("since {hm}")
}
pub(crate) fn long_sleep_warning(length: &str) -> String {
    format!("This sleep is {length} long.")
}
pub(crate) fn enter_again_hint(found: &[EntryWarning]) -> &'static str {
    if found.iter().any(|clash| matches!(clash, EntryWarning::Overlap(_))) {
        "Enter again keeps both."
    } else {
        "Enter again keeps it so."
    }
}

pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";
