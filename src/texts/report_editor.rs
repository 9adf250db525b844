//! The page for the health visitor on the screen.

use crate::model::time::format_short_date;
use crate::text::plural::format_count;
use crate::texts::report_page::format_days_with_year;
use chrono::NaiveDate;

pub(crate) const LEFT_OUT: &str = "(left out)";
pub(crate) const ASKED: &str = "(asked)";
pub(crate) const PRIVATE: &str = "(private, left out)";
pub(crate) fn not_a_question(key: &str) -> String {
    format!("Please go to a question first, then press {key} once you have asked it.")
}
pub(crate) const LEAVE_PART_OUT: &str = "leave part out";
pub(crate) const PUT_PART_BACK: &str = "put part back";
pub(crate) const PUT_BACK: &str = "put back";
pub(crate) const PUT_ON_PAGE: &str = "put on page";
pub(crate) const REWORD_PROMPT: &str = "Your words (leave blank for ours):";
pub(crate) const QUESTION_PROMPT: &str = "What would you like to talk about?";
pub(crate) const DATES_PROMPT: &str = "Days, such as 12 Oct to 20 Nov (blank: weeks):";
pub(crate) const DATES_NOT_READ: &str = "Please type a day such as 12 Oct, or two: 12 Oct to 20 Nov.";
pub(crate) fn title_stays(strike_out: &str, edit: &str) -> String {
    format!("The name stays at the top. Press {strike_out} to leave it out, {edit} to change it.")
}
pub(crate) fn checkins_sealed(unseal: &str) -> String {
    format!("What you wrote is sealed. Press {unseal} to open it for this page.")
}
pub(crate) fn checkins_sealed_again(unseal: &str) -> String {
    format!("What you wrote is sealed again, so it is off the page. Press {unseal} to open it.")
}
pub(crate) fn nothing_to_undo(reset: &str) -> String {
    format!("Nothing to undo here. Press {reset} to reset the page.")
}
pub(crate) fn row_is_drawn(strike_out: &str) -> String {
    format!("This row is drawn from what you wrote. Press {strike_out} to leave it out.")
}
pub(crate) fn report_reset(undo: &str) -> String {
    format!("The page is as we made it. Press {undo} to bring your changes back.")
}

/// The title of a change to a question.
pub(crate) fn asked_title(is_asked: bool) -> &'static str {
    if is_asked { "question asked" } else { "question to ask again" }
}

/// The title of the note that a question typed on the page becomes.
pub(crate) const QUESTION_TITLE: &str = "question for the visit";

pub(crate) const SAVE_AS: &str = "Save as";
pub(crate) const MAKING_REPORT: &str = "Making the page";
pub(crate) fn file_name_needed(back: &str) -> String {
    format!("Please type a name for the file, or press {back} to leave.")
}

pub(crate) fn format_heading(paper: &str, baby: &str) -> String {
    format!("{paper} · {baby}")
}

pub(crate) const UNTICK: &str = "untick";
pub(crate) const NO_MOMENT_HERE: &str = "Please go to a moment first.";
pub(crate) const MOMENT_IN_ITS_WORDS: &str =
    "These are the words that were written that day. You can change them in the entry itself.";
pub(crate) const PARTS_STAY: &str = "The parts of this paper stay in their order.";

/// The box before a moment.
pub(crate) fn format_tick(is_ticked: bool) -> &'static str {
    if is_ticked { "[x] " } else { "[ ] " }
}

pub(crate) fn not_on_paper(paper: &str) -> String {
    format!("{paper}: this key is for the page for the health visitor.")
}

pub(crate) fn offer_blank_fortnight(next_paper: &str) -> String {
    format!("Nothing is written yet. Press {next_paper} for a blank fortnight to fill in by hand.")
}

/// `9 to 22 Nov 2026 · one sheet`; `changed_on` where the page was changed on an earlier day.
pub(crate) fn describe_period(
    from: NaiveDate,
    to: NaiveDate,
    sheets: usize,
    changed_on: Option<NaiveDate>,
) -> String {
    describe_sheets(&format_days_with_year(from, to), sheets, changed_on)
}

/// `3 of 20 moments ticked · one sheet`.
pub(crate) fn describe_sheets(what: &str, sheets: usize, changed_on: Option<NaiveDate>) -> String {
    let sheets = match sheets {
        1 => "one sheet".to_owned(),
        2 => "two sheets".to_owned(),
        n => format_count(n, "sheet", "sheets"),
    };
    match changed_on.map(format_short_date) {
        Some(day) => format!("{what} · {sheets} · as you left it on {day}; 0 to reset"),
        None => format!("{what} · {sheets}"),
    }
}

/// `12 Oct 2026 to 20 Nov 2026`, as they are typed.
pub(crate) fn format_typed_dates(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => format!("{} {DATES_BETWEEN} {}", format_short_date(from), format_short_date(to)),
        None => format_short_date(from),
    }
}

/// Stands between two days that are typed.
pub(crate) const DATES_BETWEEN: &str = "to";

pub(crate) fn checkins_included(carer: &str, strike_out: &str) -> String {
    format!(
        "{carer}'s check-ins are now on this page. Others may read it. Press {strike_out} to take them off."
    )
}

/// Said when a private note was ticked.
pub(crate) fn private_included(strike_out: &str) -> String {
    format!("Your private note is now on this page. Others may read it. Press {strike_out} to take it off.")
}
