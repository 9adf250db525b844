//! The words of the page screen.

use super::rows::{Row, Unit};
use crate::journal::tell::plain;
use crate::report::Choices;

pub(crate) const LEFT_OUT: &str = "(left out)";
pub(crate) const IN_OTHER_WORDS: &str = "In your words; empty brings back what stood there:";
pub(crate) const A_QUESTION: &str = "What would you like to talk about?";
pub(crate) const TITLE_STAYS: &str = "The title stays where it is; e rewords it.";
pub(crate) const SEALED: &str = "What you wrote is sealed; ctrl-o opens it for this page.";
pub(crate) const CLOSED_AGAIN: &str =
    "What you wrote is sealed again, so it is off the page; ctrl-o opens it.";
pub(crate) const NOTHING_DONE: &str =
    "Nothing was changed on this page since you opened it; 0 starts it afresh.";
pub(crate) const DRAWN: &str = "This row is drawn from what was written down; x leaves it out.";
pub(crate) const AFRESH: &str = "The page is as at first; u brings your changes back.";

pub(crate) fn heading(baby: &str) -> String {
    format!("Page for the health visitor · {}", plain(baby))
}

pub(crate) fn aside(days: &str, left_on: Option<&str>) -> String {
    match left_on {
        Some(day) => format!("{days} · as you left it on {day}; 0 starts afresh"),
        None => format!("{days} · this is what will print"),
    }
}

pub(crate) fn ticked(carer: &str) -> String {
    format!("{}'s own check-ins are on this page now; x takes them off again.", plain(carer))
}

/// What striking does to a unit, where it is not striking out.
pub(crate) fn strikes(unit: &Unit, choices: &Choices) -> Option<&'static str> {
    match &unit.what {
        Row::Heading(section) if choices.has(*section) => Some("leave part out"),
        Row::Heading(_) => Some("put part back"),
        Row::Line { .. } if unit.struck => Some("put back"),
        _ => None,
    }
}
