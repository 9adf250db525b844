//! What the status line says of what every screen shares: saving, undo, the hidden screen, work in the background.

use crate::text::plural;
use crate::texts::support_texts;
use std::path::Path;

pub(crate) const THEME_SAVED: &str = "These looks are kept for the next time too.";
pub(crate) const THEME_SAVED_COLOR_OFF: &str =
    "Kept. This time cuebook was asked to show no colour, so it does not.";
pub(crate) const THEME_SAVED_ASCII_FORCED: &str =
    "Kept. Plain signs are asked for here, by --ascii or by a locale without UTF-8, so they are shown.";
pub(crate) const SEALED_OPENED: &str = "Open for you until the screen is hidden · ctrl-o closes it";
pub(crate) const SEALED_CLOSED: &str = "Closed again: only its writer can read it.";
pub(crate) const NOTHING_SEALED: &str = "No carer has sealed theirs. `cuebook seal --carer NAME` does.";
pub(crate) const SEALED_DRAFT_WAITS: &str =
    "Something typed before waits here, sealed. To go on with it: esc, ctrl-o, then open this again.";
pub(crate) const SEALED_DRAFT_LEFT: &str = "What you typed waits, sealed: ctrl-o opens it for its writer.";
pub(crate) const SEALED_NOTE_TITLE: &str = "a note for its writer";
pub(crate) const JOB_STOPPED: &str = "Stopped. Nothing was changed.";
pub(crate) const ONE_BABY: &str = "There is one baby to show. The settings (, on Today) add another.";
pub(crate) const ONE_CARER: &str = "One carer writes in this journal. The settings (, on Today) add another.";
pub(crate) const NOTHING_BEFORE: &str = "There is nothing before that to undo.";
pub(crate) const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub(crate) const FILE_OVERWRITTEN: &str = "Another program put another version of the journal here; this is what it holds now. `cuebook restore` shows the copies.";
pub(crate) const NOTHING_TO_REDO: &str = "There is nothing to do again.";
pub(crate) const WAITING_FOR_END: &str = "listening for the end of the session";
pub(crate) const WAITING_FOR_KEYS: &str = "listening to this terminal";
pub(crate) const TERMINAL_UNUSABLE: &str =
    "This terminal cannot show the journal; `cuebook today` prints it instead";
pub(crate) const EDITOR_WANTS_NOTE: &str = "Only the words of a note open in an editor; tab goes to them.";
pub(crate) const NO_EDITOR: &str =
    "No editor is named: VISUAL or EDITOR in the shell's settings says which, as in EDITOR=nano.";
pub(crate) const EDITOR_FAILED: &str = "The editor did not end well, so the words are as they were.";

/// Before words that others are kept from reading lie in a file; `key` opens the editor.
pub(crate) fn editor_of_private_words(key: &str) -> String {
    format!(
        "These words are kept from others. In an editor they lie in an unlocked file of yours until it is closed, and the editor may keep copies. {key} again opens it."
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
pub(crate) const TERMINAL_LOST: &str = "The terminal went away; what you were typing waits";

pub(crate) const NOT_REMOVED_IN_BURST: &str = "Several keys came at once, so nothing was removed.";

pub(crate) const NOT_DONE_IN_BURST: &str = "Several letters came at once, as when something is pasted, so they were not taken as keys. Pasted words go into a note (n) or a line (:).";

/// Asked once a run of a capital that Caps Lock may have made; `effect` is what it does.
pub(crate) fn meant_capital(capital: char, effect: &str) -> String {
    let small = capital.to_lowercase();
    format!("Press {capital} again for: {effect}. For {small}, is Caps Lock on?")
}

/// Said once a run; `help` is the key of the help.
pub(crate) fn unknown_key(help: &str, is_capital: bool) -> String {
    let caps = if is_capital { " Is Caps Lock on?" } else { "" };
    format!("That key means nothing here; {help} shows those that do.{caps}")
}

pub(crate) fn theme_not_saved(reason: &str) -> String {
    format!("{reason} These looks hold until you leave.")
}

pub(crate) fn paste_too_long(most: usize) -> String {
    format!("That is too long to paste here, so none of it was taken: {most} letters at most.")
}

/// `undo` is the key that does; `support` is the key of support, after check-ins and notes.
pub(crate) fn change_saved(title: &str, is_entry: bool, support: Option<&str>, undo: &str) -> String {
    let verb = if is_entry { "Kept " } else { "" };
    let talk =
        support.map(|key| format!(" · {}", support_texts::want_to_talk(&support_texts::press_key(key))));
    let title = plural::capitalize_first(&format!("{verb}{title}"));
    format!("{title} · {undo} undoes{}", talk.unwrap_or_default())
}

/// Undo passes it over, so it is not offered.
pub(crate) fn person_chosen(title: &str) -> String {
    format!("{}.", plural::capitalize_first(title))
}

pub(crate) fn baby_shown(name: &str) -> String {
    format!("showing {name}")
}

pub(crate) fn carer_writes(name: &str) -> String {
    format!("{name} writes")
}

pub(crate) fn job_running(progress: &str, stop_key: Option<&str>) -> String {
    match stop_key {
        Some(key) => format!("{progress}… {key} stops"),
        None => format!("{progress}…"),
    }
}

pub(crate) fn undone(title: &str, redo: &str) -> String {
    format!("Undone: {title} · {redo} does it again")
}

pub(crate) fn redone(title: &str, undo: &str) -> String {
    format!("Done again: {title} · {undo} undoes")
}

pub(crate) fn changed_since(title: &str, undo: &str) -> String {
    format!("{title} was changed since, so it was left. {undo} again undoes what came before.")
}

/// The newest change was made by another run of the program; `made` is when.
pub(crate) fn older_change(title: &str, made: &str, undo: &str) -> String {
    format!("The newest change is from before: {title} ({made}). {undo} again undoes it.")
}

/// The journal's zone and this computer's, where their clocks differ.
pub(crate) fn other_zone(journal: &str, computer: &str) -> String {
    format!("Times are kept in {journal}; this computer is in {computer}.")
}

/// Said when a journal begins.
pub(crate) fn zone_chosen(zone: &str) -> String {
    format!("Times are kept in {zone}, as this computer's clock goes; `cuebook set zone NAME` changes that.")
}
