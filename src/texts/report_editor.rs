//! The page for the health visitor on the screen.

use crate::model::time::format_short_date;
use chrono::NaiveDate;

pub(crate) const LEFT_OUT: &str = "(left out)";
pub(crate) const LEAVE_PART_OUT: &str = "leave part out";
pub(crate) const PUT_PART_BACK: &str = "put part back";
pub(crate) const PUT_BACK: &str = "put back";
pub(crate) const REWORD_PROMPT: &str = "Your words (leave blank for ours):";
pub(crate) const QUESTION_PROMPT: &str = "What would you like to talk about?";
pub(crate) const TITLE_STAYS: &str = "You can't move the title. Press e to change it.";
pub(crate) const CHECKINS_SEALED: &str = "What you wrote is sealed. Press ctrl-o to open it for this page.";
pub(crate) const CHECKINS_SEALED_AGAIN: &str =
    "What you wrote is sealed again, so it is off the page. Press ctrl-o to open it.";
pub(crate) const NOTHING_TO_UNDO: &str = "Nothing to undo here. Press 0 to reset the page.";
pub(crate) const ROW_IS_DRAWN: &str = "This row is drawn from what you wrote. Press x to leave it out.";
pub(crate) const REPORT_RESET: &str = "The page is as we made it. Press u to bring your changes back.";

pub(crate) const SAVE_AS: &str = "Save as";
pub(crate) const MAKING_REPORT: &str = "Making the page";
pub(crate) const FILE_NAME_NEEDED: &str = "Please type a name for the file, or press esc to leave.";

pub(crate) fn format_heading(baby: &str) -> String {
    format!("Page for the health visitor · {baby}")
}

/// `changed_on` where the page was changed on an earlier day.
pub(crate) fn describe_period(from: NaiveDate, to: NaiveDate, changed_on: Option<NaiveDate>) -> String {
    let days = format!("{} to {}", format_short_date(from), format_short_date(to));
    match changed_on.map(format_short_date) {
        Some(day) => format!("{days} · as you left it on {day}; 0 to reset"),
        None => format!("{days} · this is what will print"),
    }
}

pub(crate) fn checkins_included(carer: &str) -> String {
    format!("{carer}'s check-ins are now on this page. Others may read it. Press x to take them off.")
}
