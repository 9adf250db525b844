//! The sheet for the health visitor, and the other papers, shown line by line as they will print: strike out, reword, move,
//! add, choose, save.
//!
//! ```text
//!   What I would like to talk about
//! ▸ - ask about the rash
//! × - is it all right that she wakes at 05:00
//!   How I am (left out)
//! ```
//!
//! The model is `report`'s; here stand only the cursor and what was chosen and changed. `report_steps` carries a parent's
//! changes out, `draw_screen` and `view` draw, `save_report` asks what to save as and where. Must never name a file's contents or write
//! one: the app does.

pub(crate) mod draw_screen;
pub(crate) mod report_rows;
pub(crate) mod report_steps;
pub(crate) mod save_report;
pub(crate) mod shown_paper;
pub(crate) mod view;

use crate::load_report::{ReportData, load_report_data};
use crate::model::Id;
use crate::report::{Report, ReportDraft, ReportKind, ReportLineId, ReportSection, report_draft_slot};
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
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Value, json};
use std::cell::RefCell;
use tui_input::{Input, InputRequest};

const WEEK_CHOICES: [u32; 8] = [1, 2, 3, 4, 6, 8, 12, 26];
const MAX_UNDO_STEPS: usize = 200;

pub(crate) struct ReportEditor {
    baby: Id,
    /// The paper that is shown.
    kind: ReportKind,
    draft: ReportDraft,
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
    /// All of it before, and which paper was changed.
    Page(Box<ReportDraft>, ReportKind),
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
        Ok(Self {
            baby,
            kind: ReportKind::default(),
            draft: ReportDraft::from_json(&draft),
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
        texts::format_heading(self.kind.spec().label, name)
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.dialog.is_some() {
            return Ok(self.handle_dialog_action(action, context));
        }
        if let Some(refusal) = self.refuse_on_paper(action) {
            return Ok(refusal);
        }
        if let Some(kind) = self.find_paper(action) {
            return Ok(self.show_paper(kind));
        }
        Ok(match action {
            Action::Back => Effect::Close,
            Action::Tick => self.tick(context),
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
                let dates = self.draft.choices.dates.map(|(from, to)| texts::format_typed_dates(from, to));
                self.dialog = Some(EditorDialog::Dates(Input::new(dates.unwrap_or_default())));
                Effect::Stay
            }
            Action::Wider | Action::Narrower => self.change_weeks(action == Action::Wider, context),
            Action::Reset => {
                self.record_undo_step(context);
                self.draft.reset(self.kind);
                self.list = List::default();
                Effect::SetStatus(texts::report_reset(&key_name(Mode::Report, Action::Undo)))
            }
            Action::SaveReport => self.open_save_dialog(context),
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
            Some(UndoStep::Page(mut draft, kind)) => {
                std::mem::swap(&mut self.draft, &mut draft);
                to.push(UndoStep::Page(draft, kind));
                // What comes back is seen.
                self.kind = kind;
                Some(String::new())
            }
        }
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        ReadKey::of((baby, self.kind, self.period(), context.family_date(), context.is_last_night_over()))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        if context.family.selected_baby().is_some_and(|baby| baby.id != self.baby) {
            *self = Self { kind: self.kind, ..Self::new(context, self.target.clone())? };
        }
        // The tick was one carer's; another who writes now has not ticked.
        let writing_carer = context.family.selected_carer().map(|carer| carer.id);
        if self.draft.choices.checkins_carer().is_some_and(|id| Some(id) != writing_carer) {
            self.draft.choices.toggle_section(ReportSection::Checkins);
        }
        let (kind, period) = (self.kind, self.period());
        let data = load_report_data(context.store, context.family, self.baby, kind, period, context.now)?;
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
        self.describe_paper(context)
    }

    fn action_label(&self, action: Action, context: &Context<'_>) -> Option<&'static str> {
        // Asked for every key of the footer, of which two depend on the cursor.
        match action {
            Action::StrikeOut | Action::Tick => self.selected_unit(context)?.strike_label(action),
            _ => None,
        }
    }

    fn is_action_offered(&self, action: Action, _context: &Context<'_>) -> bool {
        self.is_done_on(action)
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let typing = match &self.dialog {
            Some(EditorDialog::Text(text)) => text.to_draft(),
            _ => None,
        };
        let is_begun = self.draft != ReportDraft::default() || typing.is_some();
        let content = is_begun.then(|| {
            let mut content = self.draft.to_json();
            content["on"] = json!(self.changed_on);
            content["typing"] = json!(typing);
            content
        });
        Some((report_draft_slot(self.baby), content))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.draw_units(frame, area, context);
    }
}
