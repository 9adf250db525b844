//! What the status line says of what every screen shares: saving, undo, the hidden screen, work in the background.

use crate::text::plural;
use crate::texts::{family_people, support_texts};
use std::path::Path;

pub(crate) const THEME_SAVED: &str = "Saved. cuebook will look like this next time too.";
pub(crate) const THEME_SAVED_COLOR_OFF: &str =
    "Saved. No colour this time, because cuebook was started without it.";
pub(crate) const THEME_SAVED_ASCII_FORCED: &str =
    "Saved. Plain signs this time, because of --ascii or a locale without UTF-8.";
pub(crate) const NIGHT_COLORS: &str = "The night's colours.";
pub(crate) const DAY_COLORS: &str = "The day's colours, until the night begins or ends.";
/// They are what was chosen for the day too.
pub(crate) const NIGHT_COLORS_CHOSEN: &str =
    "The night's colours are what you chose for the day too. Settings has others.";
pub(crate) const NO_COLORS_HERE: &str = "cuebook shows no colours here.";

/// Said once: `key` changes the colours.
pub(crate) fn colors_of_night(key: &str) -> String {
    format!("It's night, so the screen is dim and warm. {key}: as by day. Settings can turn this off.")
}
pub(crate) fn sealed_opened(unseal: &str) -> String {
    format!("Open until you hide the screen · {unseal} to close it")
}
pub(crate) const SEALED_CLOSED: &str = "Closed again. Only its writer can read it.";
pub(crate) const NOTHING_SEALED: &str = "Nobody has sealed anything here. `cuebook seal --carer NAME` does.";
pub(crate) fn sealed_draft_waits(back: &str, unseal: &str) -> String {
    format!(
        "You left something private here. To carry on: {back}, {unseal}, your passphrase, then open this again."
    )
}
pub(crate) fn sealed_draft_left(unseal: &str) -> String {
    format!("Not saved yet. What you typed is still there, sealed: {unseal} opens it.")
}
pub(crate) const SEALED_NOTE_TITLE: &str = "a note for its writer";
pub(crate) const JOB_STOPPED: &str = "Stopped. Nothing was changed.";
pub(crate) fn one_baby(settings: &str) -> String {
    format!("There is only one baby here. Press {settings} on Today to add another.")
}
pub(crate) fn one_carer(settings: &str) -> String {
    format!("Only one person writes here. Press {settings} on Today to add another.")
}
pub(crate) const NOTHING_BEFORE: &str = "Nothing before that to undo.";
pub(crate) const NOTHING_TO_UNDO: &str = "Nothing to undo.";
pub(crate) const FILE_OVERWRITTEN: &str = "Another program put another version of the journal here. This is what it has now. \"restore a copy\", by name, shows the copies.";
pub(crate) const NOTHING_TO_REDO: &str = "Nothing to redo.";
pub(crate) const WAITING_FOR_END: &str = "listening for the end of the session";
pub(crate) const WAITING_FOR_KEYS: &str = "listening to this terminal";
pub(crate) const TERMINAL_UNUSABLE: &str =
    "This terminal can't show the journal; `cuebook today` prints it instead";
pub(crate) fn editor_wants_note(next: &str) -> String {
    format!("Only the words of a note open in an editor. Press {next} to go to them.")
}
pub(crate) const NO_EDITOR: &str =
    "You have not named an editor. Set VISUAL or EDITOR in your shell, such as EDITOR=nano.";
pub(crate) const EDITOR_FAILED: &str = "The editor ended with an error, so your words are as they were.";

/// Before words that others are kept from reading lie in a file; `key` opens the editor.
pub(crate) fn editor_of_private_words(key: &str) -> String {
    format!(
        "Others can't read these words. While the editor is open they are in a file without a lock, and the editor may keep copies. Press {key} again to open it."
    )
}

pub(crate) fn editor_not_run(editor: &str, error: &str) -> String {
    format!("{editor} could not be opened: {error}. The words are as they were.")
}

pub(crate) fn editor_file_left(file: &Path, error: &str) -> String {
    format!(
        "{} could not be removed ({error}); please do so yourself. The words are as they were.",
        file.display()
    )
}

pub(crate) const NO_SHELL: &str = "There is no shell here to go back to.";
pub(crate) const TERMINAL_LOST: &str = "The terminal went away; cuebook kept what you were typing";

pub(crate) const NOT_REMOVED_IN_BURST: &str = "Nothing was removed, because several keys came at once.";

pub(crate) fn not_done_in_burst(note: &str, line: &str) -> String {
    format!(
        "Several letters came at once, as when something is pasted, so they were not taken as keys. Pasted words go into a note ({note}) or a line ({line})."
    )
}

/// Asked once a run of a capital that Caps Lock may have made; `effect` is what it does.
pub(crate) fn meant_capital(capital: char, effect: &str) -> String {
    let small = capital.to_lowercase();
    format!("Press {capital} again for: {effect}. For {small}, is Caps Lock on?")
}

/// Said once a run; `help` is the key of the help.
pub(crate) fn unknown_key(help: &str, is_capital: bool) -> String {
    let caps = if is_capital { " Is Caps Lock on?" } else { "" };
    format!("That key does nothing here. Press {help} to see the ones that do.{caps}")
}

pub(crate) fn theme_not_saved(reason: &str) -> String {
    format!("{reason} cuebook looks like this until you leave.")
}

pub(crate) fn paste_too_long(most: usize) -> String {
    format!("That is too long to paste here. You can paste up to {most} letters.")
}

/// `undo` is the key that does; `support` is the key of support, after check-ins and notes.
pub(crate) fn change_saved(title: &str, is_entry: bool, support: Option<&str>, undo: &str) -> String {
    let verb = if is_entry { "Saved: " } else { "" };
    let talk =
        support.map(|key| format!(" · {}", support_texts::want_to_talk(&support_texts::press_key(key))));
    let title = plural::capitalize_first(&format!("{verb}{title}"));
    format!("{title} · {undo} to undo{}", talk.unwrap_or_default())
}

/// It was saved step by step before.
pub(crate) fn entry_saved(title: &str) -> String {
    format!("Saved: {title}")
}

/// Undo passes it over, so it is not offered.
pub(crate) fn person_chosen(title: &str) -> String {
    format!("{}.", plural::capitalize_first(title))
}

pub(crate) fn baby_shown(name: &str) -> String {
    format!("showing {name}")
}

pub(crate) fn carer_writes(name: &str) -> String {
    format!("{name} is writing now")
}

pub(crate) fn job_running(progress: &str, stop_key: Option<&str>) -> String {
    match stop_key {
        Some(key) => format!("{progress}… {key} to stop"),
        None => format!("{progress}…"),
    }
}

pub(crate) fn undone(title: &str, redo: &str) -> String {
    format!("Undone: {} · {redo} to redo", family_people::name_step(title))
}

pub(crate) fn redone(title: &str, undo: &str) -> String {
    format!("Redone: {} · {undo} to undo", family_people::name_step(title))
}

pub(crate) fn changed_since(title: &str, undo: &str) -> String {
    format!(
        "{title} has been changed since then, so we left it. Press {undo} again to undo the change before."
    )
}

/// The newest change was made by another run of the program; `made` is when.
pub(crate) fn older_change(title: &str, made: &str, undo: &str) -> String {
    format!("The last change was made earlier: {title} ({made}). Press {undo} again to undo it.")
}

/// The journal's zone and this computer's, where their clocks differ.
pub(crate) fn other_zone(journal: &str, computer: &str) -> String {
    format!("Times are kept in {journal}; this computer is in {computer}.")
}

/// Said on the first screen of all; `settings` is a key.
pub(crate) fn zone_taken(zone: &str, settings: &str) -> String {
    format!("Times are kept in {zone}, as on this computer. The settings ({settings}) change that.")
}

/// Said when a journal begins on the command line.
pub(crate) fn zone_chosen(zone: &str) -> String {
    format!("Times are kept in {zone}, as on this computer. `cuebook set zone NAME` changes that.")
}
