//! Words that could not be kept in the journal: where they are, and what can be done with them.

use crate::model::Timestamp;
use crate::texts::entry_form::format_typed_at;
use std::path::Path;

pub(crate) const HEADING: &str = "What you were typing";
pub(crate) const RESTORE_LABEL: &str = "carry on with it in its form";
pub(crate) const KEEP_LABEL: &str = "keep the file as it is";
pub(crate) const LET_GO_LABEL: &str = "delete it";
pub(crate) fn keep_hint(back: &str) -> String {
    format!("{back}: keep the file; cuebook asks again next time")
}
pub(crate) const KEPT: &str = "The file stays where it is. cuebook asks again next time.";
pub(crate) const LET_GO: &str = "The file was deleted.";
pub(crate) const NOT_LET_GO: &str = "The file could not be deleted, so cuebook asks again next time.";
pub(crate) const RESTORED: &str = "What you were typing is back where you typed it.";

/// After a trouble with the journal: the words are safe elsewhere.
pub(crate) fn words_rescued(trouble: &str, path: &Path) -> String {
    format!("{trouble} What you were typing is in {}; cuebook offers it next time.", path.display())
}

/// After a trouble with the journal: the words are nowhere but on the screen.
pub(crate) fn words_nowhere(trouble: &str) -> String {
    format!(
        "{trouble} cuebook could not save what you typed anywhere else either. Press ctrl-c again to leave without it."
    )
}

/// What is offered at the start; `what` names the things typed.
pub(crate) fn offer(what: &[&str], at: Timestamp, now: Timestamp, path: &Path) -> String {
    format!(
        "What you were typing when the journal could not be reached is here: {}. It was left {}, in {}.",
        what.join(", "),
        format_typed_at(at, now),
        path.display()
    )
}

pub(crate) fn offer_unreadable(path: &Path) -> String {
    format!(
        "What you were typing when the journal could not be reached is in {}. It cannot be read here: it is damaged, \
         or encrypted with a passphrase that is not this journal's (`age -d` asks for that one).",
        path.display()
    )
}

/// What is typed in a slot of this name.
pub(crate) fn describe_slot(slot: &str) -> &'static str {
    let kinds = [
        ("new-massage", "a massage"),
        ("new-cue", "a cue"),
        ("new-sleep", "a sleep"),
        ("new-checkin", "a check-in"),
        ("new-note", "a note"),
        ("line-", "a typed line"),
        ("edit-", "an entry being changed"),
        ("page/", "a page"),
        ("settings-", "a setting"),
        ("welcome", "names and dates"),
    ];
    let found = kinds.into_iter().find(|(start, _)| slot.starts_with(start));
    found.map_or("an answer", |(_, name)| name)
}
