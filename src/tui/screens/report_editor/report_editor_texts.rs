//! The words of the page screen.

use crate::model::describe::sanitize_text;
use crate::report::ReportChoices;
use crate::tui::screens::report_editor::report_rows::{EditorUnit, EditorUnitKind};

pub(crate) const LEFT_OUT: &str = "(left out)";
pub(crate) const REWORD_PROMPT: &str = "In your words; empty brings back what stood there:";
pub(crate) const QUESTION_PROMPT: &str = "What would you like to talk about?";
pub(crate) const TITLE_STAYS: &str = "The title stays where it is; e rewords it.";
pub(crate) const CHECKINS_SEALED: &str = "What you wrote is sealed; ctrl-o opens it for this page.";
pub(crate) const CHECKINS_SEALED_AGAIN: &str =
    "What you wrote is sealed again, so it is off the page; ctrl-o opens it.";
pub(crate) const NOTHING_TO_UNDO: &str =
    "Nothing was changed on this page since you opened it; 0 starts it afresh.";
pub(crate) const ROW_IS_DRAWN: &str = "This row is drawn from what was written down; x leaves it out.";
pub(crate) const REPORT_RESET: &str = "The page is as at first; u brings your changes back.";

pub(crate) fn format_heading(baby: &str) -> String {
    format!("Page for the health visitor · {}", sanitize_text(baby))
}

pub(crate) fn describe_period(days: &str, left_on: Option<&str>) -> String {
    match left_on {
        Some(day) => format!("{days} · as you left it on {day}; 0 starts afresh"),
        None => format!("{days} · this is what will print"),
    }
}

pub(crate) fn checkins_included(carer: &str) -> String {
    format!("{}'s own check-ins are on this page now; x takes them off again.", sanitize_text(carer))
}

/// What striking does to a unit, where it is not striking out.
pub(crate) fn strike_label(unit: &EditorUnit, choices: &ReportChoices) -> Option<&'static str> {
    match &unit.kind {
        EditorUnitKind::Heading(section) if choices.has_section(*section) => Some("leave part out"),
        EditorUnitKind::Heading(_) => Some("put part back"),
        EditorUnitKind::Line { .. } if unit.is_struck => Some("put back"),
        _ => None,
    }
}
