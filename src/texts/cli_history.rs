//! `cuebook history`, `cuebook undo` and `cuebook redo`.

use crate::texts::cli_common::TAKE_BACK;
use crate::texts::family_people;

pub(crate) const NO_CHANGES: &str = "Nothing has been changed yet.";
pub(crate) const UNDONE: &str = "undone";
pub(crate) const DROPPED: &str = "dropped";

/// On which machine a change was made.
pub(crate) fn on_machine(machine: &str) -> String {
    format!("(on {machine})")
}

pub(crate) fn change_with_origin(title: &str, date: &str, time: &str, machine: &str) -> String {
    format!("{} (made {date} {time}, on {machine})", family_people::name_step(title))
}

pub(crate) const TOOK_BACK: &str = "Undid";
pub(crate) const DID: &str = "Did";

pub(crate) fn taken_back(passed_over: &str, change: &str) -> String {
    format!("{passed_over}Undone: {}. Redo: `cuebook redo`.", family_people::name_step(change))
}

pub(crate) fn passed_over(change: &str) -> String {
    format!("Skipped: {change}. It has been changed since then, so we left it.\n")
}

pub(crate) fn nothing_to_undo(passed_over: &str) -> String {
    format!("{passed_over}Nothing to undo.")
}

pub(crate) fn done_again(change: &str) -> String {
    format!("Redone: {change}. {TAKE_BACK}")
}

pub(crate) const NOTHING_TO_REDO: &str = "Nothing to redo.";
