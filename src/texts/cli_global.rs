//! The command line as a whole.

use crate::texts::cli_common::NOTHING_CHANGED;

pub(crate) const ABOUT: &str =
    "A private journal for a parent and a baby: massage, cues, sleep and how you are";
pub(crate) const GLOBAL_OPTIONS: &str = "With every command";
pub(crate) const AFTER_HELP: &str =
    "Without a command, the journal opens. Everything stays in one file on this computer.";

pub(crate) fn usual_looks(problem: &str) -> String {
    format!("{problem} cuebook looks as usual this time.")
}

pub(crate) fn no_journal(path: &str) -> String {
    format!("There is no journal at {path} yet. `cuebook` begins one.")
}

/// What a carer sealed, in a prompt for its passphrase.
pub(crate) const WHAT_WAS_SEALED: &str = "what was sealed";

pub(crate) fn answer_not_written(error: &str) -> String {
    format!("The answer could not be written out ({error}). The journal itself is fine.")
}

/// The store's own sentence speaks of a form that keeps what was typed; here there is none.
pub(crate) fn changed_since(record: &str) -> String {
    format!(
        "{record} has been changed since then, so we left it and nothing was saved. `cuebook list` shows it as it is now."
    )
}

// The screens.

pub(crate) const DUMB_TERMINAL: &str = "This terminal says (by TERM) that it cannot show screens. `cuebook today`, `cuebook trends` and `cuebook list` print the journal line by line, and `cuebook log` writes in it; `cuebook help` names the rest.";
pub(crate) const NO_TERMINAL: &str = "The journal's screens need a terminal. `cuebook today` and `cuebook list` print it instead, and `cuebook log` writes in it.";

// Days, times and zones.

pub(crate) fn unreadable_date(typed: &str) -> String {
    format!("I can't read \"{typed}\" as a day. Try 2026-11-22, \"22 Nov 2026\", today or yesterday.")
}

pub(crate) fn date_taken(typed: &str, day: &str) -> String {
    format!("{typed} is read as {day}.")
}

pub(crate) fn unreadable_weeks(typed: &str) -> String {
    format!("\"{typed}\" is not a number of weeks. Please write it like --weeks 6, or --weeks all.")
}

pub(crate) fn days_reversed(from: &str, to: &str) -> String {
    format!(
        "The first day, {from}, is after the last, {to}. Please give --from and --to the other way round."
    )
}

pub(crate) fn from_in_future(from: &str, today: &str) -> String {
    format!("The first day, {from}, hasn't come yet: today is {today}. Please give an earlier --from.")
}

pub(crate) fn too_many_days(from: &str, to: &str) -> String {
    format!("{from} to {to} is more than a hundred years. Please give --from and --to nearer to each other.")
}

// People.

pub(crate) fn which_baby(names: &str) -> String {
    format!("Which baby? Please add --baby and a name: {names}.")
}

/// `quoted` is the name as a shell takes it.
pub(crate) fn unknown_person(role: &str, name: &str, known: &str, quoted: &str) -> String {
    format!(
        "There is no {role} called {name} in this journal, only {known}. `cuebook set {role} --add {quoted}` adds one."
    )
}

pub(crate) fn sealed_by(name: &str) -> String {
    format!("What {name} wrote is sealed. --seal-fd N reads the passphrase that opens it. Nothing was made.")
}

// Passphrases.

pub(crate) fn passphrase_for(what: &str) -> String {
    format!("Passphrase for {what}: ")
}

pub(crate) const NEW_PASSPHRASE: &str = "New passphrase: ";
pub(crate) const SAME_AGAIN: &str = "The same again: ";
pub(crate) const PASSPHRASE_EMPTY: &str =
    "A passphrase has at least one letter, on one line, without tabs. Nothing was changed.";
pub(crate) const NOT_THE_SAME: &str = "The two were different, so nothing was changed. Please try again.";
pub(crate) const PASSPHRASE_NEEDED: &str = "This journal is locked, or it is not a journal. cuebook needs the passphrase to tell, and there is no terminal to ask for it. --passphrase-fd N reads it. Nothing was changed.";
pub(crate) const SEAL_PASSPHRASE_NEEDED: &str = "cuebook needs the passphrase of the person who sealed it, and there is no terminal to ask for it. --seal-fd N reads it. Nothing was changed.";

fn new_passphrase_needed(option: &str) -> String {
    format!(
        "cuebook needs a new passphrase, and there is no terminal to ask for it. {option} N reads it. Nothing was changed."
    )
}

pub(crate) fn new_lock_needed() -> String {
    new_passphrase_needed("--passphrase-fd")
}

pub(crate) fn new_seal_needed() -> String {
    new_passphrase_needed("--seal-fd")
}

pub(crate) const NO_PASSPHRASE: &str = "No passphrase was given. Nothing was changed.";

pub(crate) fn unreadable_descriptor(fd: u32) -> String {
    format!("No passphrase could be read from file descriptor {fd}. {NOTHING_CHANGED}")
}
