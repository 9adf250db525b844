//! The typed line, what it comes to, and the list of commands below it.

pub(crate) const HEADING: &str = "Type a line, or anything by name";
/// While another day is shown.
pub(crate) fn heading_for_day(day: &str) -> String {
    format!("Type a line · on {day}")
}

pub(crate) const DRAFT_RESTORED: &str = "What you typed before is here. ctrl-u to clear.";
pub(crate) fn readings_hint(key: &str) -> String {
    format!("{key}: take the first of these; {key} again: the next")
}
pub(crate) fn not_saved_yet(key: &str) -> String {
    format!("Nothing was saved yet. Please change the line, or press {key} to make it a note.")
}
pub(crate) fn note_hint(key: &str) -> String {
    format!("press {key} to make it a note")
}

/// A note that may be a question; `mark` makes it one.
pub(crate) fn question_for_visit(mark: &str) -> String {
    format!("A question for the health visitor? Put {mark} at the end to have it on the page.")
}

/// A month or a day is named and nothing more; `key` goes there.
pub(crate) fn go_to_month(month: &str, first_day: Option<&str>, key: &str) -> String {
    match first_day {
        Some(day) => format!("{key}: go to {month}, to the first day with something written, {day}"),
        None => format!("{key}: go to {month}. Nothing is written there."),
    }
}
pub(crate) fn go_to_day(day: &str, key: &str) -> String {
    format!("{key}: go to {day}")
}
/// In the footer, for enter.
pub(crate) const GO_LABEL: &str = "go there";

pub(crate) fn next_reading(at: usize, of: usize, key: &str) -> String {
    format!("reading {at} of {of} · {key}: the next")
}

/// The words of a line that were taken for nothing else.
pub(crate) fn goes_to_note(words: &str) -> String {
    format!("note: {words}")
}
pub(crate) const EVERY_BABY_EXAMPLE: &str = "@both slept 11:40-12:55, or one of them by name";
pub(crate) const LINE_EXAMPLES: [&str; 10] = [
    "slept 11:40-12:55, held",
    "sleep 20m ago",
    "awake",
    "slept last night 19:40-06:30, woke 3 times",
    "slept badly last night",
    "massage 10:15 12m legs tummy +smiles -looks away; paused",
    "not today, asleep",
    "cue hiccups, looks away 5m ago; wanted a change; cuddled",
    "okay, tired, hopeful; note a long day",
    "note ask about the rash @visit",
];

/// Before a key that holds on Today, named elsewhere.
pub(crate) const TODAY_PREFIX: &str = "Today ";
pub(crate) fn type_or_pick(down: &str) -> String {
    format!("Type a line, or the first letters of what to do; {down} for the list.")
}
/// The line can be kept, and there is something to do by that name too.
pub(crate) fn line_or_command(enter: &str, down: &str) -> String {
    format!("Press {enter} to save the line, or {down} to see what you can do.")
}
pub(crate) fn command_selected(enter: &str, up: &str) -> String {
    format!("Press {enter} to do what is marked, or {up} to go back to the line.")
}
/// In the footer, for enter.
pub(crate) const RUN_LABEL: &str = "do it";

pub(crate) fn no_running_sleep(baby: &str) -> String {
    format!("{baby} isn't marked as asleep. For a sleep that is over, type: slept 11:40-12:55")
}

pub(crate) fn already_asleep(baby: &str, since: &str) -> String {
    format!("You have already written that {baby} fell asleep at {since}. Type \"awake\" to end that sleep.")
}

pub(crate) fn ends_massage(began: &str) -> String {
    format!("ends the massage that began at {began}")
}

pub(crate) fn ends_sleep(began: &str) -> String {
    format!("ends the sleep that began at {began}")
}

pub(crate) fn for_babies(names: &str) -> String {
    format!("for {names}")
}

// What a parent may look for, beside an action's own name and what it says of itself.
pub(crate) const REPORT_WORDS: &str =
    "print, printout, report, pdf, health visitor, doctor, gp, midwife, visit";
pub(crate) const BLANK_FORTNIGHT_WORDS: &str = "by hand, paper, empty sheet, template, form, handwriting";
pub(crate) const CARD_WORDS: &str =
    "babysitter, grandparents, nursery, childminder, my baby's language, handover";
pub(crate) const KEEPSAKE_WORDS: &str = "memories, memory book, moments, album, first times";
pub(crate) const TRENDS_WORDS: &str =
    "graph, chart, charts, graphs, statistics, stats, averages, totals, week, weeks";
pub(crate) const PAST_WORDS: &str =
    "history, yesterday, search, find, earlier, old entries, delete, diary, log";
pub(crate) const SETTINGS_WORDS: &str = "dark, dark mode, night mode, light, colour, color, theme, looks, time zone, zone, \
    country, birthday, date of birth, name, private, delete";
pub(crate) const IMPORT_WORDS: &str = "import, bring in, other app, huckleberry, baby buddy, daylio, csv";
pub(crate) const EXPORT_WORDS: &str =
    "spreadsheet, csv, json, fhir, move, take everything, archive, download";
pub(crate) const IMPORT_ARCHIVE_WORDS: &str = "bring in, merge, archive, conflict copy, json";
pub(crate) const BACK_UP_WORDS: &str = "backup, back up, copy, usb stick";
pub(crate) const RESTORE_WORDS: &str = "put back, lost, backup, copies, old version";
pub(crate) const SHARE_WORDS: &str =
    "sync, another computer, two computers, syncthing, other computers, partner's computer";
pub(crate) const LOCK_WORDS: &str = "password, passphrase, encrypt, encryption, private, unlock";
pub(crate) const DOCTOR_WORDS: &str = "doctor, check, damaged, broken, repair, health, copies, permissions";
pub(crate) const CHECKIN_WORDS: &str =
    "mood, moods, feelings, feeling, how am i, check in, checkin, check-in, my day";
pub(crate) const SUPPORT_WORDS: &str = "samaritans, crisis, helpline, phone, numbers, emergency, someone to talk to, talk, \
    depression, pnd, not coping, 111, 999";
pub(crate) const LANGUAGE_WORDS: &str = "my baby's language, what it means, meaning, cue profile, patterns";
pub(crate) const GUIDE_WORDS: &str = "cue list, research, studies, evidence, what is, how to massage";
pub(crate) const NEXT_BABY_WORDS: &str = "switch, switch baby, twin, twins, other baby, change baby";
pub(crate) const NEXT_CARER_WORDS: &str =
    "switch, switch carer, partner, who writes, change carer, other parent";
pub(crate) const REMOVE_WORDS: &str = "delete, erase";
pub(crate) const UNDO_WORDS: &str = "mistake, take back, go back";
pub(crate) const HELP_WORDS: &str = "keys, shortcuts, how do i";
pub(crate) const QUIT_WORDS: &str = "exit, close, leave";
