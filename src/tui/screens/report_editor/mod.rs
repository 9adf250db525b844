//! The sheet for the health visitor, shown line by line as it will print: strike out, reword, move, add, choose, save.
//!
//! ```text
//!   What I would like to talk about
//! ▸ - ask about the rash
//! × - is it all right that she wakes at 05:00
//!   How I am (left out)
//! ```
//!
//! The model is `report`'s; here stand only the cursor and what was chosen and changed. `report_steps` carries a parent's
//! changes out, `view` draws, `save_report` asks what to save as and where. Must never name a file's contents or write
//! one: the app does.

pub(crate) mod report_rows;
pub(crate) mod report_steps;
pub(crate) mod save_report;
pub(crate) mod view;

use crate::load_report::{ReportData, load_report_data};
use crate::model::Id;
use crate::report::{
    Report, ReportChoices, ReportEdits, ReportInput, ReportLineId, ReportSection, build_report, count_pages,
    parse_report_draft, report_draft_slot,
};
use crate::store::StoreError;
use crate::texts::report_editor as texts;
use crate::tui::jobs::{JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::report_editor::report_rows::{EditorUnit, EditorUnitKind};
pub(crate) use crate::tui::screens::report_editor::save_report::ReportFile;
use crate::tui::screens::report_editor::save_report::ReportSaveDialog;
pub use crate::tui::screens::report_editor::save_report::ReportTarget;
use crate::tui::screens::{Context, Effect, ReadKey, Screen, UnsavedDraft};
use crate::tui::widgets::list::List;
use crate::tui::widgets::text_input;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use serde_json::{Value, json};
use std::cell::RefCell;
use tui_input::{Input, InputRequest};

const WEEK_CHOICES: [u32; 8] = [1, 2, 3, 4, 6, 8, 12, 26];
const MAX_UNDO_STEPS: usize = 200;

pub(crate) struct ReportEditor {
    baby: Id,
    choices: ReportChoices,
    edits: ReportEdits,
    /// What was done, the newest last.
    undo_stack: Vec<UndoStep>,
    redo_stack: Vec<UndoStep>,
    list: List<EditorUnitKind>,
    dialog: Option<EditorDialog>,
    target: ReportTarget,
    /// The day on which this page was last changed.
    changed_on: NaiveDate,
    data: Option<ReportData>,
    /// The sheet last counted, and on how many pieces of paper it prints.
    counted: RefCell<Option<(Report, usize)>>,
}

/// A step that `u` takes back.
enum UndoStep {
    /// Choices and edits before it.
    Page(ReportChoices, ReportEdits),
    /// A change in the journal, made from here: undone there.
    Journal,
}

enum EditorDialog {
    /// The first day, and perhaps the last, being typed.
    Dates(Input),
    Text(ReportTextInput),
    Save(Box<ReportSaveDialog>),
}

/// Words being typed: for a line, or a question to add.
struct ReportTextInput {
    line_key: Option<ReportLineId>,
    input: Input,
}

impl ReportTextInput {
    /// Words for the line of a check-in or a private note are in no draft.
    fn to_draft(&self) -> Option<Value> {
        match &self.line_key {
            Some(key) if key.is_carers_own() => None,
            key => Some(json!({"of": key, "words": self.input.value()})),
        }
    }

    fn from_draft(draft: &Value) -> Option<Self> {
        Some(Self {
            line_key: serde_json::from_value(draft.get("of")?.clone()).ok()?,
            input: Input::new(draft.get("words")?.as_str()?.to_owned()),
        })
    }
}

impl ReportEditor {
    /// The page of the baby shown, as it was last left.
    pub(crate) fn new(context: &Context<'_>, target: ReportTarget) -> Result<Self, StoreError> {
        let baby = context.family.selected_baby().map_or_else(Id::nil, |b| b.id);
        let draft = context.store.load_draft(&report_draft_slot(baby))?.unwrap_or(Value::Null);
        let part = |name: &str| draft.get(name).cloned().unwrap_or(Value::Null);
        let (choices, edits) = parse_report_draft(&draft);
        Ok(Self {
            baby,
            choices,
            edits,
            undo_stack: Vec::new(),
            redo_stack: Vec::new(),
            list: List::default(),
            dialog: ReportTextInput::from_draft(&part("typing")).map(EditorDialog::Text),
            target,
            changed_on: serde_json::from_value(part("on")).unwrap_or_else(|_| context.now.local_date()),
            data: None,
            counted: RefCell::default(),
        })
    }

    /// What was chosen, without check-ins that were ticked and are closed by now.
    fn effective_choices(&self, context: &Context<'_>) -> ReportChoices {
        let mut choices = self.choices.clone();
        let is_sealed = |carer| context.store.seal_keys().is_missing_key_for(carer, context.family);
        if choices.checkins_carer().is_some_and(is_sealed) {
            choices.toggle_section(ReportSection::Checkins);
        }
        choices
    }

    /// None before the journal was read.
    fn build_report(&self, context: &Context<'_>) -> Option<Report> {
        let data = self.data.as_ref()?;
        let choices = self.effective_choices(context);
        Some(build_report(&ReportInput {
            family: context.family,
            baby: self.baby,
            stats: &data.stats,
            entries: &data.entries,
            questions: &data.questions,
            sections: &choices.enabled_sections(),
            checkins_carer: choices.checkins_carer(),
            ticked_notes: self.edits.ticked_notes(),
            made_on: context.now.local_date(),
        }))
    }

    /// On how many pieces of paper it prints as it is; counted again only when something on it is new.
    fn count_sheets(&self, context: &Context<'_>) -> usize {
        let Some(report) = self.build_report(context).map(|report| report.apply_edits(&self.edits)) else {
            return 0;
        };
        let mut counted = self.counted.borrow_mut();
        match counted.as_ref() {
            Some((known, sheets)) if *known == report => *sheets,
            _ => {
                let sheets = count_pages(&report);
                *counted = Some((report, sheets));
                sheets
            }
        }
    }

    fn editor_units(&self, context: &Context<'_>, columns: usize) -> Vec<EditorUnit> {
        let Some(report) = self.build_report(context) else {
            return Vec::new();
        };
        let choices = self.effective_choices(context);
        let mut units =
            report_rows::build_units(report.preview_edits(&self.edits), &choices, &self.edits, columns);
        if choices.has_section(ReportSection::Visit) {
            let questions = || self.data.iter().flat_map(|data| &data.questions);
            report_rows::insert_asked(&mut units, questions(), columns);
            let own = questions().filter(|entry| self.is_tickable(entry, context));
            report_rows::insert_private(&mut units, own, columns);
        }
        units
    }

    fn unit_kinds(&self, context: &Context<'_>) -> Vec<EditorUnitKind> {
        // The width decides how a line is broken, never which lines there are.
        self.editor_units(context, 72).into_iter().map(|unit| unit.kind).collect()
    }

    fn selected_unit(&self, context: &Context<'_>) -> Option<EditorUnit> {
        let mut units = self.editor_units(context, 72);
        let cursor = find_selected(&self.list, &units);
        (cursor < units.len()).then(|| units.swap_remove(cursor))
    }
}

fn find_selected(list: &List<EditorUnitKind>, units: &[EditorUnit]) -> usize {
    list.find_row(&units.iter().map(|unit| unit.kind.clone()).collect::<Vec<_>>())
}

impl Screen for ReportEditor {
    fn input_mode(&self) -> Mode {
        match &self.dialog {
            Some(EditorDialog::Text(_) | EditorDialog::Dates(_)) => Mode::ReportText,
            Some(EditorDialog::Save(_)) => Mode::ReportSave,
            None => Mode::Report,
        }
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        let name = context.family.find_baby(self.baby).map_or("", |baby| baby.display_name());
        texts::format_heading(name)
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.dialog.is_some() {
            return Ok(self.handle_dialog_action(action, context));
        }
        Ok(match action {
            Action::Back => Effect::Close,
            Action::StrikeOut => self.strike_out(context),
            Action::Edit => self.start_rewording(context),
            Action::Add => {
                let question = ReportTextInput { line_key: None, input: Input::default() };
                self.dialog = Some(EditorDialog::Text(question));
                Effect::Stay
            }
            Action::MoveUp | Action::MoveDown => self.move_unit(action == Action::MoveDown, context),
            Action::MarkAsked => self.mark_asked(context),
            Action::ChooseDates => {
                let dates = self.choices.dates.map(|(from, to)| texts::format_typed_dates(from, to));
                self.dialog = Some(EditorDialog::Dates(Input::new(dates.unwrap_or_default())));
                Effect::Stay
            }
            Action::Wider | Action::Narrower => self.change_weeks(action == Action::Wider, context),
            Action::Reset => {
                self.record_undo_step(context);
                (self.choices, self.edits) = (ReportChoices::default(), ReportEdits::default());
                self.list = List::default();
                Effect::SetStatus(texts::report_reset(&key_name(Mode::Report, Action::Undo)))
            }
            Action::SaveReport => {
                let report = self.build_report(context).map(|report| report.apply_edits(&self.edits));
                let dialog = report.map(|report| ReportSaveDialog::new(self.target.clone(), report));
                self.dialog = dialog.map(Box::new).map(EditorDialog::Save);
                if self.effective_choices(context) == self.choices {
                    Effect::Stay
                } else {
                    Effect::SetStatus(texts::checkins_sealed_again(&key_name(Mode::Report, Action::Unseal)))
                }
            }
            _ => {
                let units = self.unit_kinds(context);
                self.list.keep_row(&units);
                self.list.navigate(action, 10, &units);
                Effect::Stay
            }
        })
    }

    fn handle_input(&mut self, request: InputRequest, _context: &Context<'_>) -> Result<Effect, StoreError> {
        match &mut self.dialog {
            Some(EditorDialog::Text(text)) => {
                text.input.handle(request);
            }
            Some(EditorDialog::Dates(input)) => {
                input.handle(request);
            }
            Some(EditorDialog::Save(dialog)) => dialog.handle_input(request),
            None => {}
        }
        Ok(Effect::Stay)
    }

    fn undo_own_step(&mut self, again: bool) -> Option<String> {
        let (from, to) = if again {
            (&mut self.redo_stack, &mut self.undo_stack)
        } else {
            (&mut self.undo_stack, &mut self.redo_stack)
        };
        match from.pop() {
            None => Some(texts::nothing_to_undo(&key_name(Mode::Report, Action::Reset))),
            Some(UndoStep::Journal) => {
                to.push(UndoStep::Journal);
                None
            }
            Some(UndoStep::Page(choices, edits)) => {
                let choices = std::mem::replace(&mut self.choices, choices);
                to.push(UndoStep::Page(choices, std::mem::replace(&mut self.edits, edits)));
                Some(String::new())
            }
        }
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        ReadKey::of((baby, self.choices.period(), context.family_date(), context.is_last_night_over()))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        if context.family.selected_baby().is_some_and(|baby| baby.id != self.baby) {
            *self = Self::new(context, self.target.clone())?;
        }
        // The tick was one carer's; another who writes now has not ticked.
        let writing_carer = context.family.selected_carer().map(|carer| carer.id);
        if self.choices.checkins_carer().is_some_and(|id| Some(id) != writing_carer) {
            self.choices.toggle_section(ReportSection::Checkins);
        }
        let period = self.choices.period();
        let data = load_report_data(context.store, context.family, self.baby, period, context.now)?;
        self.data = Some(data);
        Ok(())
    }

    fn handle_job_output(&mut self, output: JobOutput, _context: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(match downcast_output::<ReportFile>(output) {
            Some(file) => Effect::WriteReport(file),
            None => Effect::Stay,
        })
    }

    fn handle_file_written(&mut self) {
        self.dialog = None;
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        let Some((from, to)) = self.data.as_ref().map(|data| (data.stats.from, data.stats.to)) else {
            return String::new();
        };
        let is_earlier = self.edits != ReportEdits::default() && self.changed_on != context.now.local_date();
        texts::describe_period(from, to, self.count_sheets(context), is_earlier.then_some(self.changed_on))
    }

    fn action_label(&self, action: Action, context: &Context<'_>) -> Option<&'static str> {
        // Asked for every key of the footer, of which one depends on the cursor.
        match action {
            Action::StrikeOut => self.selected_unit(context)?.strike_label(&self.choices),
            _ => None,
        }
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let typing = match &self.dialog {
            Some(EditorDialog::Text(text)) => text.to_draft(),
            _ => None,
        };
        let is_begun = self.choices != ReportChoices::default()
            || self.edits != ReportEdits::default()
            || typing.is_some();
        let content = is_begun.then(
            || json!({"choices": self.choices, "edits": self.edits, "on": self.changed_on, "typing": typing}),
        );
        Some((report_draft_slot(self.baby), content))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let foot = self.render_input_area(columns, context);
        let room = room.saturating_sub(foot.len());
        let units = self.editor_units(context, columns.saturating_sub(3));
        let mut lines = view::render_units(&units, find_selected(&self.list, &units), room, context);
        lines.resize(room, Line::default());
        lines.extend(foot);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl ReportEditor {
    /// What is being typed, under the page.
    fn render_input_area(&self, columns: usize, context: &Context<'_>) -> Vec<Line<'static>> {
        let (label, input, max_rows) = match &self.dialog {
            Some(EditorDialog::Text(ReportTextInput { line_key: Some(_), input })) => {
                (Line::styled(texts::REWORD_PROMPT, context.theme.dim_style()), input, 4)
            }
            Some(EditorDialog::Text(ReportTextInput { line_key: None, input })) => {
                (Line::styled(texts::QUESTION_PROMPT, context.theme.dim_style()), input, 4)
            }
            Some(EditorDialog::Dates(input)) => {
                (Line::styled(texts::DATES_PROMPT, context.theme.dim_style()), input, 2)
            }
            Some(EditorDialog::Save(dialog)) => (Line::raw(dialog.format_choices()), dialog.path_input(), 3),
            None => return Vec::new(),
        };
        let rows = text_input::render_input_rows(input, columns.saturating_sub(2), max_rows, &context.theme);
        let mut lines = vec![label];
        lines.extend(rows);
        for line in &mut lines {
            line.spans.insert(0, " ".into());
        }
        lines
    }
}
