//! A dialog of questions: moving among them, typing, keeping, starting afresh, and the draft that waits.

use crate::store::StoreError;
use crate::text::sanitize::collapse_whitespace;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::entry_form::{EnterResult, FieldList, FormField, entry_form_texts};
use crate::tui::screens::unsaved_draft::{DraftSlot, UnsavedDraft};
use crate::tui::screens::{Context, Effect};
use serde_json::{Map, Value};
use tui_input::InputRequest;

pub(crate) struct FieldDialog {
    pub(crate) field_list: FieldList,
    draft: Option<DraftSlot>,
    /// What was typed before was found again.
    pub(crate) is_restored: bool,
    /// Enter keeps the answers from any question, not only from the last.
    pub(crate) enter_saves: bool,
}

pub(crate) enum DialogEvent {
    Handled(Effect),
    Submitted,
    Left,
}

impl FieldDialog {
    pub(crate) fn new(fields: Vec<FormField>, is_editing: bool) -> Self {
        Self {
            field_list: FieldList { kind: None, is_editing, fields, focused_position: 0 },
            draft: None,
            is_restored: false,
            enter_saves: false,
        }
    }

    /// What is typed waits in a slot, and what waits there is taken up.
    pub(crate) fn with_draft(mut self, slot: String, context: &Context<'_>) -> Result<Self, StoreError> {
        let (slot, draft) = DraftSlot::load(slot, context)?;
        self.draft = Some(slot);
        if let Some(draft) = draft {
            for field in &mut self.field_list.fields {
                field.set_from_json(&draft[&field.name]);
            }
            self.is_restored = self.is_touched();
        }
        Ok(self)
    }

    pub(crate) fn is_touched(&self) -> bool {
        self.field_list.fields.iter().any(FormField::is_changed)
    }

    pub(crate) fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let touched = self.field_list.fields.iter().filter(|field| field.is_changed());
        let answers: Map<String, Value> =
            touched.map(|field| (field.name.clone(), field.to_json())).collect();
        let answers = (!answers.is_empty()).then_some(Value::Object(answers));
        self.draft.as_ref()?.unsaved_draft(answers)
    }

    pub(crate) fn find_field(&self, name: &str) -> Option<&FormField> {
        self.field_list.fields.iter().find(|field| field.name == name)
    }

    /// The text typed, without blanks around it and with single ones in it.
    pub(crate) fn typed_text(&self, name: &str) -> String {
        let typed = self.find_field(name).map_or("", FormField::typed_text);
        collapse_whitespace(typed)
    }

    pub(crate) fn picked_code(&self, name: &str) -> Option<&str> {
        self.find_field(name).and_then(FormField::picked_code)
    }

    /// Letters that still look for an option stand in the way of keeping.
    pub(crate) fn describe_open_search(&self) -> Option<String> {
        let open = self.field_list.fields.iter().find(|field| !field.search_text().is_empty())?;
        Some(entry_form_texts::search_not_picked(open.search_text(), &key_name(Mode::Form, Action::Open)))
    }

    /// Goes to the question and says what is wrong with it.
    pub(crate) fn show_error(&mut self, name: &str, problem: &str) {
        self.field_list.focus_field(name);
        if let Some(field) = self.field_list.focused_field_mut() {
            field.error = Some(problem.to_owned());
        }
    }

    pub(crate) fn is_on_last(&self) -> bool {
        self.field_list.focused_position + 1 >= self.field_list.fields.len()
    }

    /// `check` says what is wrong with a question that is left.
    pub(crate) fn handle_action(
        &mut self,
        action: Action,
        check: impl Fn(&FormField) -> Option<String>,
    ) -> DialogEvent {
        let effect = match action {
            Action::SaveForm => return DialogEvent::Submitted,
            Action::Back => return DialogEvent::Left,
            Action::Open => match self.field_list.handle_enter() {
                Ok(EnterResult::Unhandled) if self.enter_saves || self.is_on_last() => {
                    return DialogEvent::Submitted;
                }
                Ok(EnterResult::Unhandled) => self.move_focus(true, check),
                Ok(_) => Effect::Stay,
                Err(message) => Effect::SetStatus(message),
            },
            Action::NextPart | Action::Down | Action::PageDown => self.move_focus(true, check),
            Action::PreviousPart | Action::Up | Action::PageUp => self.move_focus(false, check),
            Action::Reset => {
                self.is_restored = false;
                self.field_list.fields.iter_mut().for_each(FormField::reset_answer);
                self.field_list.focused_position = 0;
                Effect::Stay
            }
            _ => Effect::Stay,
        };
        self.record_change();
        DialogEvent::Handled(effect)
    }

    fn move_focus(&mut self, forward: bool, check: impl Fn(&FormField) -> Option<String>) -> Effect {
        let problem = self.field_list.focused_field_mut().and_then(|field| {
            let problem = check(field);
            if problem.is_some() {
                field.error.clone_from(&problem);
            }
            problem
        });
        self.field_list.focus_adjacent(forward);
        problem.map_or(Effect::Stay, Effect::SetStatus)
    }

    /// An error that was said is taken back as the answer changes.
    pub(crate) fn handle_input(&mut self, request: InputRequest) -> Effect {
        let had_error = self.field_list.fields.iter().any(|field| field.error.is_some());
        self.field_list.handle_input(request);
        self.record_change();
        if had_error { Effect::SetStatus(String::new()) } else { Effect::Stay }
    }

    fn record_change(&mut self) {
        let is_touched = self.is_touched();
        if let Some(draft) = &mut self.draft {
            draft.record_change(is_touched);
        }
    }
}
