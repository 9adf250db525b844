//! `cuebook history`, `cuebook undo` and `cuebook redo`.

use crate::texts::cli_common::TAKE_BACK;

pub(crate) const NO_CHANGES: &str = "Nothing was changed yet.";
pub(crate) const UNDONE: &str = "taken back";
pub(crate) const DROPPED: &str = "let go";

/// On which machine a change was made.
pub(crate) fn on_machine(machine: &str) -> String {
    format!("(on {machine})")
}

pub(crate) fn change_with_origin(title: &str, date: &str, time: &str, machine: &str) -> String {
    format!("{title} (made {date} {time}, on {machine})")
}

pub(crate) const TOOK_BACK: &str = "Took back";
pub(crate) const DID: &str = "Did";

pub(crate) fn taken_back(passed_over: &str, change: &str) -> String {
    format!("{passed_over}Taken back: {change}. `cuebook redo` does it again.")
}

pub(crate) fn passed_over(change: &str) -> String {
    format!("Passed over: {change}. It was changed since, so it was left as it is now.\n")
}

pub(crate) fn nothing_to_undo(passed_over: &str) -> String {
    format!("{passed_over}There is nothing to undo.")
}

pub(crate) fn done_again(change: &str) -> String {
    format!("Done again: {change}. {TAKE_BACK}")
}

pub(crate) const NOTHING_TO_REDO: &str = "There is nothing to do again.";
