//! What the forms say: labels, hints, sentences.

use crate::model::fields::keys;
use crate::model::settings::find_setting_question;
use crate::model::time::format_short_date;
use crate::model::{CueDirection, EntryKind, EntryWarning, Timestamp};

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

/// What a question is called that is no field of a kind's own.
pub(crate) fn question_label(kind: Option<EntryKind>, base: &str) -> &'static str {
    match base {
        keys::WHEN => "when",
        keys::CARER => "written by",
        keys::BABY => "about",
        keys::NOTE if kind == Some(EntryKind::Note) => "your note",
        keys::NOTE => "note",
        "name" => "baby's name",
        "born" => "born",
        "due" => "due date",
        "me" => "your name",
        "own_words" => "your words",
        "night_mark" => "the night",
        "day_mark" => "the day",
        "marked_for" => "for",
        "baby_name" => "baby's name",
        "carer_name" => "name",
        "pages" => "pages",
        "checkins" => "check-ins",
        "kinds" => "leave out",
        "number" => "whom to ring",
        "colours" => "colours",
        "signs" => "signs",
        "at_night" => "at night",
        "mouse" => "mouse",
        "points" => "it points to",
        "stroke_name" => "your name",
        _ => find_setting_question(base).map_or("", |question| question.label),
    }
}

/// Said under the cue form until a first cue is saved.
pub(crate) const DIRECTIONS_EXPLAINED: &str = "Engaged: baby seems to want more. Disengaged: baby may want a change or a rest, as all babies do. What it meant is yours to say.";

pub(crate) const YOU_SAW: &str = "you saw";
pub(crate) const MORE_CUES: &str = "more cues";

/// One line on how to answer, below the question that is being answered, where its field says nothing of its own.
pub(crate) fn question_hint(kind: Option<EntryKind>, base: &str) -> &'static str {
    match (base, kind) {
        (keys::WHEN, Some(EntryKind::Massage)) => "minutes (12), or times (10:15-10:27), or 20m ago",
        (keys::WHEN, Some(EntryKind::Sleep)) => {
            "11:40-12:55, yesterday 19:40-06:30, or just 11:40 if still asleep"
        }
        (keys::WHEN, _) => "now, 10:15, 20m ago, ~20:00, yesterday 21:30, 21 Nov 10:15",
        (keys::NOTE, _) => "ctrl-j: a new line",
        ("name" | "me", _) => "blank is fine",
        ("own_words", _) => "a few words without a comma, such as: twirls her hair",
        ("stroke_name", _) => "the name you use; leave blank for the usual one",
        ("baby_name" | "carer_name", _) => "the name you use at home",
        ("pages", _) => {
            "closed: cuebook stops counting age and stops asking; it keeps all you wrote, and you can open them again"
        }
        ("checkins", _) => "hidden from Today and Trends; still in Past and in exports",
        ("kinds", _) => "choose what to hide on Today and in Trends; nothing is deleted",
        ("number", _) => "who, and the number: Dr Patel 020 7946 0000; leave blank to remove",
        ("born", _) => "2026-09-03 or 3 Sep 2026",
        ("due", _) => "only if baby came early: we'll show both ages",
        _ => match find_setting_question(base) {
            Some(question) => question.hint,
            None => "press a number, or type the first letters",
        },
    }
}

/// The note sounds like a question; whether it is one for the visit is asked in the next field, reached by `next`.
pub(crate) fn may_be_for_visit(is_there: bool, next: &str) -> String {
    if is_there {
        "A question for the health visitor? 1 puts it on the page, 2 keeps it a note.".to_owned()
    } else {
        format!("A question for the health visitor? {next}, then 1, puts it on the page.")
    }
}

pub(crate) const SEVERAL_HINT: &str = "choose as many as you like: numbers, or type letters";
pub(crate) const NUMBER_HINT: &str = "a number";
pub(crate) const TEXT_HINT: &str = "in your own words";

pub(crate) fn blank_placeholder(kind: Option<EntryKind>, base: &str, editing: bool) -> &'static str {
    match (base, kind) {
        (keys::WHEN, Some(EntryKind::Sleep)) if editing => "",
        (keys::WHEN, _) => "now",
        ("name", _) => "Baby",
        ("me", _) => "Me",
        _ => "",
    }
}

/// What was typed before is there again; `reset` clears it.
pub(crate) fn words_restored(reset: &str) -> String {
    format!("What you typed before is here. {reset} to start again.")
}
/// A draft was found, and when it was typed.
pub(crate) fn draft_restored(on: &str, reset: &str) -> String {
    format!("This is what you typed {on}. {reset} to start again.")
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
    format!("You typed this {on}: please check the time.")
}
/// What was typed was left; the key that opens it again.
pub(crate) fn draft_waiting(key: &str) -> String {
    format!("Not saved yet. What you typed is still there: press {key}.")
}
pub(crate) fn answers_reset(key: &str) -> String {
    format!("All answers cleared. {key} again to get them back.")
}
/// Another window kept something else meanwhile: what, and what is to be done.
pub(crate) fn changed_elsewhere(row: &str, then: &str) -> String {
    format!("Someone changed this in another window: {row}. {then}")
}
pub(crate) fn save_yours_instead(key: &str) -> String {
    format!("What you typed is here; press {key} to save yours instead.")
}
pub(crate) fn removed_elsewhere(key: &str) -> String {
    format!("Someone removed this in another window. What you typed is here; press {key} to save it again.")
}
/// Answers of a massage that is "not today".
pub(crate) const NOT_TODAY: &str = "not today";
/// An entry for each of two babies, or of more.
pub(crate) fn every_baby_label(count: usize) -> &'static str {
    if count == 2 { "both" } else { "all of them" }
}
/// Which entry a note without a baby is about.
pub(crate) const NO_BABY: &str = "no baby in particular";
pub(crate) const BY_HOURS: &str = "cuebook decides by the time";
pub(crate) const TIME_NEEDED: &str = "When was it? A time such as 10:15, or now.";
pub(crate) const TIMES_AND_NIGHT: &str =
    "You gave both times and a night without times. Please clear one of them.";
pub(crate) const WAKINGS_NEEDED: &str = "How many times? A number, such as 2.";
pub(crate) fn number_needed(least: u16, most: u16) -> String {
    format!("Please write a number from {least} to {most}.")
}
pub(crate) const ANSWER_UNREADABLE: &str = "I can't read this answer.";
pub(crate) fn unreadable_date(typed: &str) -> String {
    format!("I can't read \"{typed}\" as a date. Try 3 Sep 2026 or 2026-09-03.")
}
/// A date of birth that is still to come.
pub(crate) fn birth_in_future(typed: &str) -> String {
    format!("{typed} hasn't happened yet. Is it the due date? That is the next question.")
}
/// Both readings of a time inside a clock change.
pub(crate) fn choose_reading_hint(ascii: bool, enter: &str) -> String {
    let arrows = if ascii { "left and right" } else { "← →" };
    format!("{arrows} to choose, {enter} to take it")
}
pub(crate) fn no_such_digit(c: char) -> String {
    format!("There is no {c} in this list. Type letters to find more.")
}
pub(crate) fn no_option_found(typed: &str) -> String {
    format!("\"{typed}\" isn't in the list. ctrl-u to clear. You can write your own words in a note.")
}
pub(crate) fn search_not_picked(typed: &str, enter: &str) -> String {
    format!("\"{typed}\" isn't chosen yet. Press {enter} to choose it, or ctrl-u to clear.")
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
pub(crate) fn save_again_hint(found: &[EntryWarning], key: &str) -> String {
    if found.iter().any(|clash| matches!(clash, EntryWarning::Overlap(_))) {
        format!("Press {key} again to save both.")
    } else {
        format!("Press {key} again to save it anyway.")
    }
}

/// Said once, at a carer's first check-in.
pub(crate) fn who_can_read_this(is_sealed: bool) -> &'static str {
    if is_sealed {
        "Only you can read this, because you sealed your check-ins."
    } else {
        "Anyone who opens this journal can read this. To keep it to yourself: Settings (, on Today), kept private."
    }
}
pub(crate) const NOTHING_CHANGED: &str = "Nothing was changed.";

pub(crate) fn entry_by(kind: &str, times: &str, carer: &str) -> String {
    format!("{kind} {times} by {carer}")
}

/// An entry that is another baby's from now on.
pub(crate) fn title_moved_to(title: &str, baby: &str) -> String {
    format!("{title}, now {baby}'s")
}

pub(crate) fn long_massage_warning(length: &str) -> String {
    format!("This massage is {length} long.")
}

pub(crate) const SLEEP_TIMES_NEEDED: &str = "When was it? For example 11:40-12:55, or 1 h.";
