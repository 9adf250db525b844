//! Coverage marks: whether a day and its night were all written down, asked in one small sheet over Today and Trends,
//! and the lines that say so.
//!
//! ```text
//!  The night of 21 Nov, and the day of 22 Nov
//!
//!  ▸ the night        [1 nothing said]  2 not all written down   3 all written down
//!    the day          nothing said
//! ```

use crate::model::time::previous_day;
use crate::model::{Change, DayPart, Id};
use crate::store::StoreError;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::entry_form::{
    EnterResult, FieldAnswer, FieldList, FormField, PickList, PickOption, entry_form_texts,
};
use crate::tui::screens::{Context, Effect, Screen};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

pub(crate) struct CoverageScreen {
    night: NaiveDate,
    day: NaiveDate,
    field_list: FieldList,
}

/// Asks about the day that is shown, and its night; while that night is still to come, about the one before.
pub(crate) fn open_coverage(day: NaiveDate, here: &Context<'_>) -> Effect {
    let hours = &here.family.settings.day_boundaries;
    let begun = hours.night_range(day).from <= here.now.unix_seconds();
    let night = if begun { day } else { previous_day(day) };
    let baby = here.family.selected_baby().map(|baby| baby.id);
    let said = |span, date| match here.family.coverage_status(baby, span, date) {
        None => MARK_UNSET,
        Some(false) => MARK_INCOMPLETE,
        Some(true) => MARK_COMPLETE,
    };
    let mut fields = vec![
        build_answer_field("night_mark", &MARK_CHOICES, said(DayPart::Night, night)),
        build_answer_field("day_mark", &MARK_CHOICES, said(DayPart::Day, day)),
    ];
    if let (Some(baby), true) = (here.family.selected_baby(), here.family.babies.len() > 1) {
        let own = [DayPart::Night, DayPart::Day].into_iter().zip([night, day]);
        let of_all =
            own.clone().any(|(span, date)| here.family.find_coverage_mark(None, span, date).is_some());
        let of_own = own
            .into_iter()
            .any(|(span, date)| here.family.find_coverage_mark(Some(baby.id), span, date).is_some());
        let whose = if of_all && !of_own { ALL_BABIES } else { THIS_BABY };
        let all = [(THIS_BABY, baby.display_name()), (ALL_BABIES, ALL_BABIES_LABEL)];
        fields.push(build_answer_field("marked_for", &all, whose));
    }
    Effect::Open(Box::new(CoverageScreen {
        night,
        day,
        field_list: FieldList { kind: None, is_editing: false, fields, focused_position: 0 },
    }))
}

/// What is marked of a day and the night that begins in its evening: `The night of 9 Nov was not all written down.`
pub(crate) fn describe_coverage(date: NaiveDate, here: &Context<'_>) -> Vec<String> {
    let baby = here.family.selected_baby().map(|baby| baby.id);
    let spans = [(DayPart::Day, "day"), (DayPart::Night, "night")];
    let said = |(span, name)| {
        let all = here.family.coverage_status(baby, span, date)?;
        let not = if all { "" } else { "not " };
        Some(format!("The {name} of {} was {not}all written down.", format_short_date(date)))
    };
    spans.into_iter().filter_map(said).collect()
}

fn format_short_date(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

fn build_answer_field(key: &str, all: &[(&str, &str)], now: &str) -> FormField {
    let all = all.iter().map(|(code, words)| PickOption::new(*code, *words));
    let pick = PickList::new(all.collect(), vec![now.to_owned()], false);
    FormField::new(key, FieldAnswer::Pick(pick))
}

impl CoverageScreen {
    fn chosen_code(&self, key: &str) -> Option<&str> {
        let field = self.field_list.fields.iter().find(|field| field.name == key)?;
        field.picked_code()
    }

    /// One change for both, of whatever is not so already.
    fn save_marks(&mut self, here: &Context<'_>) -> Effect {
        if let Some(field) = self.field_list.fields.iter().find(|f| !f.search_text().is_empty()) {
            return Effect::SetStatus(entry_form_texts::search_not_picked(field.search_text()));
        }
        let several = here.family.babies.len() > 1;
        let own = several && self.chosen_code("marked_for") != Some(ALL_BABIES);
        let baby = here.family.selected_baby().map(|baby| baby.id).filter(|_| own);
        let asked = [("night_mark", DayPart::Night, self.night), ("day_mark", DayPart::Day, self.day)];
        let mut changes: Vec<Change> = Vec::new();
        for (key, span, date) in asked {
            let complete = match self.chosen_code(key) {
                Some(MARK_INCOMPLETE) => Some(false),
                Some(MARK_COMPLETE) => Some(true),
                _ => None,
            };
            if several && !own {
                // What is said of every baby takes the place of what was said of one.
                let babies = here.family.babies.iter().map(|baby| Some(baby.id));
                changes.extend(babies.filter_map(|it| here.family.change_coverage(it, span, date, None)));
            }
            changes.extend(build_mark_change(baby, span, date, complete, here));
        }
        let titles = changes.iter().rev().map(|change| change.title.clone());
        let titles: Vec<String> = titles.collect();
        if changes.is_empty() {
            return Effect::Close;
        }
        Effect::SaveAndClose(Change {
            title: titles.join("; "),
            edits: changes.into_iter().flat_map(|change| change.edits).collect(),
        })
    }
}

/// The change, none when what holds for this baby says so already.
fn build_mark_change(
    baby: Option<Id>,
    span: DayPart,
    date: NaiveDate,
    complete: Option<bool>,
    here: &Context<'_>,
) -> Option<Change> {
    let family = here.family;
    // A mark of the whole family speaks for this baby too: only another answer is a mark of its own.
    let same = complete.is_some() && family.coverage_status(baby, span, date) == complete;
    if same {
        return None;
    }
    let mark = family.change_coverage(baby, span, date, complete);
    let of_all = || family.change_coverage(None, span, date, complete);
    mark.or_else(|| complete.is_none().then(of_all).flatten())
}

impl Screen for CoverageScreen {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        HEADING.into()
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open => match self.field_list.handle_enter() {
                Ok(EnterResult::Unhandled) => return Ok(self.save_marks(here)),
                Ok(_) => {}
                Err(says) => return Ok(Effect::SetStatus(says)),
            },
            Action::SaveForm => return Ok(self.save_marks(here)),
            Action::NextPart | Action::Down | Action::PageDown => self.field_list.focus_adjacent(true),
            Action::PreviousPart | Action::Up | Action::PageUp => self.field_list.focus_adjacent(false),
            Action::Reset => self.field_list.fields.iter_mut().for_each(FormField::reset_answer),
            Action::Back => return Ok(Effect::Close),
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.field_list.handle_input(request);
        Ok(Effect::Stay)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let about = format!(
            "The night of {}, and the day of {}",
            format_short_date(self.night),
            format_short_date(self.day)
        );
        let above = [about, COVERAGE_NOTE.to_owned(), String::new()];
        self.field_list.draw(frame, area, &above, "", &here.theme);
    }
}

const MARK_UNSET: &str = "nothing";
const MARK_INCOMPLETE: &str = "not-all";
const MARK_COMPLETE: &str = "all";
const THIS_BABY: &str = "this";
const ALL_BABIES: &str = "everyone";
const ALL_BABIES_LABEL: &str = "every baby";
const MARK_CHOICES: [(&str, &str); 3] = [
    (MARK_UNSET, "nothing said"),
    (MARK_INCOMPLETE, "not all written down"),
    (MARK_COMPLETE, "all written down"),
];
const HEADING: &str = "Was it all written down?";
const COVERAGE_NOTE: &str = "A night that was not is left out of the weekly figures.";
