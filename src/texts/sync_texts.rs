//! What is said of a journal that several computers share through a folder.

use crate::model::{Timestamp, Zone};
use crate::text::plural::{format_count, format_thousands, format_thousands_count, join_list};

fn list_counts(added: usize, changed: usize, removed: usize, family: usize) -> String {
    let parts = [(added, "new"), (changed, "changed"), (removed, "removed"), (family, "of the family")];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts = parts.map(|(n, what)| format!("{} {what}", format_thousands(*n)));
    parts.collect::<Vec<_>>().join(", ")
}

/// The status line: `From Ana's laptop: 2 new.`
pub(crate) fn received(from: &str, added: usize, changed: usize, removed: usize, family: usize) -> String {
    format!("From {from}: {}.", list_counts(added, changed, removed, family))
}

/// The title in the history.
pub(crate) fn change_title(
    from: &str,
    added: usize,
    changed: usize,
    removed: usize,
    family: usize,
) -> String {
    format!("from {from}: {}", list_counts(added, changed, removed, family))
}

/// `the 18:40 massage`.
pub(crate) fn entry_at(time: &str, kind: &str) -> String {
    format!("the {time} {kind}")
}

pub(crate) fn sealed_entry(kind: &str) -> String {
    format!("a {kind} for its writer")
}

pub(crate) fn family_record(kind: &str) -> String {
    match kind {
        "baby" => "what is known of a baby",
        "carer" => "what is known of a carer",
        "own_cue" => "a cue of your own",
        "mark" => "whether a day was all written down",
        _ => "a setting",
    }
    .to_owned()
}

pub(crate) fn both_changed(from: &str, what: &str, mine_lost: bool) -> String {
    match mine_lost {
        true => format!(
            "You and {from} both changed {what}. The one on {from} was later, so it is shown. Yours is in the history."
        ),
        false => format!(
            "You and {from} both changed {what}. Yours was later, so it is shown. The other is in the history."
        ),
    }
}

/// The words that are not shown any more.
pub(crate) fn lost_words(note: &str) -> String {
    const MOST: usize = 160;
    let cut = note.char_indices().nth(MOST).map_or("", |_| "…");
    let words: String = note.chars().take(MOST).collect();
    format!(" Its note was: {words}{cut}")
}

pub(crate) fn removed_meanwhile(from: &str, what: &str, mine_lost: bool) -> String {
    match mine_lost {
        true => format!("{from} removed {what} after you changed it. Your change is in the history."),
        false => format!("You removed {what} after it was changed on {from}. That change is in the history."),
    }
}

pub(crate) fn changed_after_removal(from: &str, what: &str, mine_lost: bool) -> String {
    match mine_lost {
        true => format!("You removed {what}, and it was changed on {from} later, so it is back."),
        false => format!("{from} removed {what}, and you changed it later, so it is still there."),
    }
}

/// The title of a change in the history that does not stand.
pub(crate) fn not_taken(from: &str, what: &str) -> String {
    format!("{what}, as it was on {from}")
}

pub(crate) fn two_running(kind: &str, times: &[String; 2]) -> String {
    let [first, second] = times;
    format!(
        "Two {kind}s run at once, from {first} and from {second}, begun on two computers. Ending one ends both."
    )
}

/// The title of a change that ended what ran at once.
pub(crate) fn run_joined_title(title: &str, kind: &str, others: &[String]) -> String {
    format!("{title}, with the {kind} from {}", others.join(" and "))
}

pub(crate) fn end_before_start(what: &str) -> String {
    format!("Both ends of {what} were changed apart, and it ends before it begins. Please look at it.")
}

pub(crate) fn from_elsewhere(title: &str) -> String {
    format!(
        "{title} was made on another computer, so it is not undone here. Its entries can be edited or removed."
    )
}

// Problems: each leaves the rest done.

pub(crate) fn folder_missing(folder: &str) -> String {
    format!("The shared folder {folder} is not there, so nothing was sent or fetched. All is saved here.")
}

pub(crate) fn folder_hanging(folder: &str) -> String {
    format!(
        "The shared folder {folder} does not answer, so the last of it is sent another time. All is saved here."
    )
}

/// While it is waited for.
pub(crate) fn folder_waited_for(folder: &str, seconds: u64) -> String {
    format!(
        "The shared folder {folder} does not answer yet. It is waited for, {seconds} s at the most; ctrl-c ends that. All is saved here."
    )
}

pub(crate) fn folder_given_up(folder: &str, seconds: u64) -> String {
    format!(
        "The shared folder {folder} did not answer within {seconds} s, so not all of it was sent or fetched. All is saved here."
    )
}

pub(crate) fn folder_at_fault(folder: &str, why: &str) -> String {
    format!("The shared folder {folder} could not be used: {why}. All is saved here.")
}

pub(crate) fn newer_cuebook(called: &str) -> String {
    format!("{called} has a newer cuebook. Please update this one; until then nothing of it is read here.")
}

pub(crate) fn clock_ahead(called: &str, minutes: i64) -> String {
    format!("The clock of {called} is {minutes} min ahead of this one. Please set it.")
}

pub(crate) fn unreadable_writers(count: usize) -> String {
    format!(
        "{} in the shared folder cannot be read yet: it may still be on its way.",
        format_count(count as i64, "computer", "computers")
    )
}

pub(crate) fn long_unread(called: &str, days: i64) -> String {
    format!(
        "Nothing of {called} could be read for {days} days. Should it not come back, `cuebook sync --drop` with its name takes it out."
    )
}

pub(crate) const UNREADABLE_PIECE: &str = "a piece could not be encrypted";

// Joining and leaving.

pub(crate) const WRONG_WORDS: &str =
    "That passphrase does not open the shared folder. It has the one that was chosen when it was begun.";
pub(crate) const ALREADY_SHARED: &str = "This journal is shared already";
pub(crate) const NOT_SHARED: &str =
    "This journal is on this computer only. `cuebook sync FOLDER` shares it through a folder.";

pub(crate) fn already_shared(folder: &str) -> String {
    format!("{ALREADY_SHARED}, through {folder}. `cuebook sync --stop` ends that.")
}

pub(crate) fn not_a_folder(folder: &str) -> String {
    format!("{folder} is not a folder. Please make it, or name the one your family's computers share.")
}

pub(crate) fn nothing_readable(folder: &str) -> String {
    format!(
        "{folder} has a shared journal that is not all there yet. Please wait until it is copied, and try again."
    )
}

pub(crate) fn unknown_computer(name: &str, known: &[String]) -> String {
    match known {
        [] => format!("There is no computer called {name} in the shared folder."),
        _ => format!(
            "There is no computer called {name} in the shared folder. There is: {}.",
            known.join(", ")
        ),
    }
}

pub(crate) fn joined_title(called: &str) -> String {
    format!("joined the journal of {called}")
}

// The command.

pub(crate) const KEY_LIES_OPEN: &str = "No passphrase: whoever can read the shared folder can read the journal. One can be given by leaving with --stop and sharing anew.\n";
pub(crate) const ADD_YES: &str = "Somebody here has another name than in the shared folder. Please answer on a terminal, or add --yes, and they stay two people.";
pub(crate) const ANOTHER_WINDOW: &str = "Another window is fetching and sending now.";
pub(crate) const FOLDER_IS_LOCKED: &str = "This shared folder has a passphrase, and there is no terminal to ask for it. --passphrase-fd N reads it. Nothing was changed.";
pub(crate) const WORDS_FOR_FOLDER: &str =
    "A passphrase for the shared folder; every computer of the family needs it once. Enter alone for none: ";
pub(crate) const WORDS_NEEDED: &str = "The shared folder needs a passphrase. Please give one on a terminal or with --passphrase-fd N, or add --yes for none.";

pub(crate) fn found_shared(entries: usize, called: &[String]) -> String {
    let called = join_list(called, "and");
    match entries {
        0 => format!("The folder has the journal of {called}, without an entry yet."),
        n => format!("The folder has {} from {called}.", format_thousands_count(n, "entry", "entries")),
    }
}

pub(crate) fn who_is_it(own: Option<&str>, is_baby: bool, entries: i64) -> String {
    let entries = match entries {
        0 => String::new(),
        n => format!(" ({})", format_count(n, "entry", "entries")),
    };
    match (own, is_baby) {
        (Some(name), true) => format!(
            "{name} of this journal{entries} is not known in the folder by that name. Who is it there?"
        ),
        (Some(name), false) => format!(
            "{name} of this journal{entries} is not known in the folder by that name. Who is that there?"
        ),
        (None, true) => format!("The baby of this journal{entries} has no name yet. Who is it?"),
        (None, false) => format!("Who writes on this computer{entries}?"),
    }
}

/// Somebody of the folder who was never given a name.
pub(crate) fn unnamed(is_baby: bool) -> &'static str {
    if is_baby { "the baby there, who has no name yet" } else { "the carer there, who gave no name" }
}

pub(crate) fn somebody_else(is_baby: bool) -> &'static str {
    if is_baby { "another baby" } else { "somebody else" }
}

pub(crate) fn stopped(folder: &str) -> String {
    format!("This journal is no longer shared through {folder}. All of it stays here.")
}

pub(crate) fn dropped(name: &str) -> String {
    format!(
        "{name} is taken out of the shared folder; what it had sent is here. A computer that was stolen still knows the passphrase: for a new one, stop sharing and share anew."
    )
}

pub(crate) const BEGUN_MEANWHILE: &str = "Another computer has begun to share through this folder meanwhile. Please choose the folder again, to join it. Nothing was written.";

/// Said when sharing ends while the folder is out of reach.
pub(crate) fn own_part_is_away(folder: &str) -> String {
    format!(
        "The shared folder {folder} is not there, so what this computer wrote into it stays in it. Another computer can take it out."
    )
}

/// Said when sharing ends where the folder cannot be written to.
pub(crate) fn own_part_stays(folder: &str, why: &str) -> String {
    format!(
        "What this computer wrote into {folder} could not be deleted: {why}. Another computer can take it out."
    )
}

pub(crate) fn computer_heard(called: &str, when: &str) -> String {
    format!("{called}, {when}")
}

/// What Settings and the command say of it.
pub(crate) fn shared_through(folder: &str, called: &str, others: &[String]) -> String {
    match others {
        [] => format!(
            "Shared through {folder} as {called}. No other computer is there yet: run `cuebook sync` with the folder there."
        ),
        _ => format!("Shared through {folder} as {called}, with {}.", others.join("; ")),
    }
}

/// `today 18:40`, `yesterday`, `3 days ago`.
pub(crate) fn describe_moment(seconds: i64, now: Timestamp, zone: Zone) -> String {
    let then = Timestamp::from_seconds_in_zone(seconds, zone);
    match (now.local_date() - then.local_date()).num_days() {
        ..=0 => format!("today {}", then.format_hm()),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

// The row in Settings.

pub(crate) const COMPUTERS_LABEL: &str = "other computers";
pub(crate) const NO_OTHERS: &str = "none: this journal is on this computer only";
pub(crate) const NOBODY_YET: &str = "none has joined yet";

// The doctor.

/// `path` is as it is typed in a shell.
pub(crate) fn conflict_copy(path: &str) -> String {
    format!(
        "{path} is a second version of this journal, made by what copies the folder. `cuebook import {path} --newer` shows what only it has and what was edited later there, and asks; then remove it."
    )
}

/// In the status line, once; `key` opens the line in which an action is typed by name.
pub(crate) fn conflict_copy_found(name: &str, count: usize, key: &str) -> String {
    let beside = match count {
        1 => format!("Beside the journal lies a second version of it, {name}"),
        n => format!("Beside the journal lie {n} other versions of it, {name} say"),
    };
    format!("{beside}. {key} and \"import\" shows what only it has, and asks.")
}

pub(crate) fn unfit_entry(date: &str, what: &str) -> String {
    format!("{what} of {date} ends before it begins: both ends were changed apart")
}

pub(crate) fn strange_files(count: usize) -> String {
    let files = format_count(count as i64, "file", "files");
    format!(
        "{files} in the shared folder did not come from cuebook, conflict copies say. They are not read, and can be removed."
    )
}

pub(crate) fn parked(count: i64) -> String {
    let records = format_count(count, "record", "records");
    format!("{records} of a newer cuebook cannot be shown here, and are passed on as they came.")
}
