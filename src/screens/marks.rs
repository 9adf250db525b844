//! Coverage marks: whether a day and its night were all written down, asked in one small sheet over Today and Trends,
//! and the lines that say so.
//!
//! ```text
//!  The night of 21 Nov, and the day of 22 Nov
//!
//!  ▸ the night        [1 nothing said]  2 not all written down   3 all written down
//!    the day          nothing said
//! ```

use super::form::{Answer, Choice, Enter, Field, Pick, Sheet, words};
use super::{Here, Screen, Step};
use crate::journal::time::before;
use crate::journal::{Change, Id, MarkSpan};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

pub(crate) struct Marks {
    night: NaiveDate,
    day: NaiveDate,
    sheet: Sheet,
}

/// Asks about the day that is shown, and its night; while that night is still to come, about the one before.
pub(crate) fn ask(day: NaiveDate, here: &Here<'_>) -> Step {
    let hours = &here.family.settings.hours;
    let begun = hours.night(day).from <= here.now.secs();
    let night = if begun { day } else { before(day) };
    let baby = here.family.chosen_baby().map(|baby| baby.id);
    let said = |span, date| match here.family.marked(baby, span, date) {
        None => NOTHING,
        Some(false) => NOT_ALL,
        Some(true) => ALL,
    };
    let mut fields = vec![
        pick("night_mark", &ANSWERS, said(MarkSpan::Night, night)),
        pick("day_mark", &ANSWERS, said(MarkSpan::Day, day)),
    ];
    if let (Some(baby), true) = (here.family.chosen_baby(), here.family.babies.len() > 1) {
        let own = [MarkSpan::Night, MarkSpan::Day].into_iter().zip([night, day]);
        let of_all = own.clone().any(|(span, date)| here.family.mark(None, span, date).is_some());
        let of_own =
            own.into_iter().any(|(span, date)| here.family.mark(Some(baby.id), span, date).is_some());
        let whose = if of_all && !of_own { EVERYONE } else { THIS };
        let all = [(THIS, baby.called()), (EVERYONE, EVERY_BABY)];
        fields.push(pick("marked_for", &all, whose));
    }
    Step::Open(Box::new(Marks { night, day, sheet: Sheet { kind: None, editing: false, fields, focus: 0 } }))
}

/// What is marked of a day and the night that begins in its evening: `The night of 9 Nov was not all written down.`
pub(crate) fn said(date: NaiveDate, here: &Here<'_>) -> Vec<String> {
    let baby = here.family.chosen_baby().map(|baby| baby.id);
    let spans = [(MarkSpan::Day, "day"), (MarkSpan::Night, "night")];
    let said = |(span, name)| {
        let all = here.family.marked(baby, span, date)?;
        let not = if all { "" } else { "not " };
        Some(format!("The {name} of {} was {not}all written down.", short(date)))
    };
    spans.into_iter().filter_map(said).collect()
}

fn short(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

fn pick(key: &str, all: &[(&str, &str)], now: &str) -> Field {
    let all = all.iter().map(|(code, words)| Choice::new(*code, *words));
    let pick = Pick::new(all.collect(), vec![now.to_owned()], false);
    Field::new(key, Answer::Pick(pick))
}

impl Marks {
    fn code(&self, key: &str) -> Option<&str> {
        let field = self.sheet.fields.iter().find(|field| field.key == key)?;
        field.code()
    }

    /// One change for both, of whatever is not so already.
    fn keep(&mut self, here: &Here<'_>) -> Step {
        if let Some(field) = self.sheet.fields.iter().find(|f| !f.finding().is_empty()) {
            return Step::Say(words::unsettled(field.finding()));
        }
        let several = here.family.babies.len() > 1;
        let own = several && self.code("marked_for") != Some(EVERYONE);
        let baby = here.family.chosen_baby().map(|baby| baby.id).filter(|_| own);
        let asked = [("night_mark", MarkSpan::Night, self.night), ("day_mark", MarkSpan::Day, self.day)];
        let mut changes: Vec<Change> = Vec::new();
        for (key, span, date) in asked {
            let complete = match self.code(key) {
                Some(NOT_ALL) => Some(false),
                Some(ALL) => Some(true),
                _ => None,
            };
            if several && !own {
                // What is said of every baby takes the place of what was said of one.
                let babies = here.family.babies.iter().map(|baby| Some(baby.id));
                changes.extend(babies.filter_map(|it| here.family.marking(it, span, date, None)));
            }
            changes.extend(marking(baby, span, date, complete, here));
        }
        let titles = changes.iter().rev().map(|change| change.title.clone());
        let titles: Vec<String> = titles.collect();
        if changes.is_empty() {
            return Step::Close;
        }
        Step::KeepAndClose(Change {
            title: titles.join("; "),
            edits: changes.into_iter().flat_map(|change| change.edits).collect(),
        })
    }
}

/// The change, none when what holds for this baby says so already.
fn marking(
    baby: Option<Id>,
    span: MarkSpan,
    date: NaiveDate,
    complete: Option<bool>,
    here: &Here<'_>,
) -> Option<Change> {
    let family = here.family;
    // A mark of the whole family speaks for this baby too: only another answer is a mark of its own.
    let same = complete.is_some() && family.marked(baby, span, date) == complete;
    if same {
        return None;
    }
    let mark = family.marking(baby, span, date, complete);
    let of_all = || family.marking(None, span, date, complete);
    mark.or_else(|| complete.is_none().then(of_all).flatten())
}

impl Screen for Marks {
    fn place(&self) -> Place {
        Place::Form
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        HEADING.into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::Open => match self.sheet.enter() {
                Ok(Enter::Passed) => return Ok(self.keep(here)),
                Ok(_) => {}
                Err(says) => return Ok(Step::Say(says)),
            },
            Action::Keep => return Ok(self.keep(here)),
            Action::NextPart | Action::Down | Action::PageDown => self.sheet.step(true),
            Action::PartBefore | Action::Up | Action::PageUp => self.sheet.step(false),
            Action::Afresh => self.sheet.fields.iter_mut().for_each(Field::reset),
            Action::Back => return Ok(Step::Close),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.sheet.typed(request);
        Ok(Step::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let about = format!("The night of {}, and the day of {}", short(self.night), short(self.day));
        let above = [about, BLANK.to_owned(), String::new()];
        self.sheet.draw(frame, area, &above, "", &here.look);
    }
}

const NOTHING: &str = "nothing";
const NOT_ALL: &str = "not-all";
const ALL: &str = "all";
const THIS: &str = "this";
const EVERYONE: &str = "everyone";
const EVERY_BABY: &str = "every baby";
const ANSWERS: [(&str, &str); 3] =
    [(NOTHING, "nothing said"), (NOT_ALL, "not all written down"), (ALL, "all written down")];
const HEADING: &str = "Was it all written down?";
const BLANK: &str = "A night that was not is left out of the weekly figures.";
