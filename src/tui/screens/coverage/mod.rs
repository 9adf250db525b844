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
use crate::text::width::wrap_text;
use crate::texts::coverage_texts;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::entry_form::{FieldAnswer, FormField, PickList, PickOption};
use crate::tui::screens::field_dialog::{DialogEvent, FieldDialog};
use crate::tui::screens::{Context, Effect, Screen};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

pub(crate) struct CoverageScreen {
    night: NaiveDate,
    day: NaiveDate,
    dialog: FieldDialog,
}

/// Asks about the day that is shown, and its night; while that night is still to come, about the one before.
pub(crate) fn open_coverage(day: NaiveDate, context: &Context<'_>) -> Effect {
    let hours = &context.family.settings.day_boundaries;
    let begun = hours.night_range(day).from <= context.now.unix_seconds();
    let night = if begun { day } else { previous_day(day) };
    let baby = context.family.selected_baby().map(|baby| baby.id);
    let said = |span, date| match context.family.coverage_status(baby, span, date) {
        None => MARK_UNSET,
        Some(false) => MARK_INCOMPLETE,
        Some(true) => MARK_COMPLETE,
    };
    let mut fields = vec![
        build_answer_field("night_mark", &MARK_CHOICES, said(DayPart::Night, night)),
        build_answer_field("day_mark", &MARK_CHOICES, said(DayPart::Day, day)),
    ];
    if let (Some(baby), true) = (context.family.selected_baby(), context.family.babies.len() > 1) {
        let own = [DayPart::Night, DayPart::Day].into_iter().zip([night, day]);
        let of_all =
            own.clone().any(|(span, date)| context.family.find_coverage_mark(None, span, date).is_some());
        let of_own = own
            .into_iter()
            .any(|(span, date)| context.family.find_coverage_mark(Some(baby.id), span, date).is_some());
        let whose = if of_all && !of_own { ALL_BABIES } else { THIS_BABY };
        let all = [(THIS_BABY, baby.display_name()), (ALL_BABIES, coverage_texts::ALL_BABIES)];
        fields.push(build_answer_field("marked_for", &all, whose));
    }
    let mut dialog = FieldDialog::new(fields, false);
    dialog.enter_saves = true;
    Effect::Open(Box::new(CoverageScreen { night, day, dialog }))
}

/// What is marked of a day and the night that begins in its evening: `The night of 9 Nov was not all written down.`
pub(crate) fn describe_coverage(date: NaiveDate, context: &Context<'_>) -> Vec<String> {
    let baby = context.family.selected_baby().map(|baby| baby.id);
    let spans = [(DayPart::Day, coverage_texts::DAY), (DayPart::Night, coverage_texts::NIGHT)];
    let said = |(span, name)| {
        let complete = context.family.coverage_status(baby, span, date)?;
        Some(coverage_texts::status(name, &format_short_date(date), complete))
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
    /// One change for both, of whatever is not so already.
    fn save_marks(&self, context: &Context<'_>) -> Effect {
        if let Some(message) = self.dialog.describe_open_search() {
            return Effect::SetStatus(message);
        }
        let several = context.family.babies.len() > 1;
        let own = several && self.dialog.picked_code("marked_for") != Some(ALL_BABIES);
        let baby = context.family.selected_baby().map(|baby| baby.id).filter(|_| own);
        let asked = [("night_mark", DayPart::Night, self.night), ("day_mark", DayPart::Day, self.day)];
        let mut changes: Vec<Change> = Vec::new();
        for (key, span, date) in asked {
            let complete = match self.dialog.picked_code(key) {
                Some(MARK_INCOMPLETE) => Some(false),
                Some(MARK_COMPLETE) => Some(true),
                _ => None,
            };
            if several && !own {
                // What is said of every baby takes the place of what was said of one.
                let babies = context.family.babies.iter().map(|baby| Some(baby.id));
                changes.extend(babies.filter_map(|it| context.family.change_coverage(it, span, date, None)));
            }
            changes.extend(build_mark_change(baby, span, date, complete, context));
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
    context: &Context<'_>,
) -> Option<Change> {
    let family = context.family;
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
        coverage_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match self.dialog.handle_action(action, |_| None) {
            DialogEvent::Submitted => self.save_marks(context),
            DialogEvent::Left => Effect::Close,
            DialogEvent::Handled(effect) => effect,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.dialog.handle_input(request))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let about = coverage_texts::about(&format_short_date(self.night), &format_short_date(self.day));
        let room = usize::from(area.width).saturating_sub(2);
        let mut above = wrap_text(&about, room);
        above.extend(wrap_text(coverage_texts::NOTE, room));
        above.push(String::new());
        self.dialog.field_list.draw(frame, area, &above, "", context);
    }
}

const MARK_UNSET: &str = "nothing";
const MARK_INCOMPLETE: &str = "not-all";
const MARK_COMPLETE: &str = "all";
const THIS_BABY: &str = "this";
const ALL_BABIES: &str = "everyone";
const MARK_CHOICES: [(&str, &str); 3] = [
    (MARK_UNSET, coverage_texts::UNSET),
    (MARK_INCOMPLETE, coverage_texts::INCOMPLETE),
    (MARK_COMPLETE, coverage_texts::COMPLETE),
];
