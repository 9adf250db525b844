//! What a parent does to the page: strike out, put back, move, reword, add, choose weeks. Each is one step that `u` takes
//! back. What the page is made from, and how it looks, is decided elsewhere.

use crate::report::ReportSection;
use crate::texts::report_editor as texts;
use crate::tui::keys::Action;
use crate::tui::screens::report_editor::report_rows::EditorUnitKind;
use crate::tui::screens::report_editor::{
    Context, Effect, MAX_UNDO_STEPS, ReportEditor, ReportTextInput, WEEK_CHOICES,
};
use tui_input::Input;

impl ReportEditor {
    /// Remembers what was, so that it can be taken back.
    pub(crate) fn record_undo_step(&mut self) {
        self.undo_stack.push((self.choices.clone(), self.edits.clone()));
        self.redo_stack.clear();
        if self.undo_stack.len() > MAX_UNDO_STEPS {
            self.undo_stack.remove(0);
        }
        self.changed_on = self.today;
    }

    pub(crate) fn strike_out(&mut self, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        match unit.kind {
            EditorUnitKind::Title => Effect::SetStatus(texts::TITLE_STAYS.into()),
            EditorUnitKind::Heading(section) => self.toggle_section(section, context),
            EditorUnitKind::Line { key, .. } => {
                self.record_undo_step();
                self.edits.toggle_struck(&key);
                let units = self.unit_kinds(context);
                self.list.keep_row(&units);
                self.list.navigate(Action::Down, 1, &units);
                Effect::Stay
            }
        }
    }

    /// A section comes on the page or off it. Check-ins are the writing carer's own, and nobody else's.
    pub(crate) fn toggle_section(&mut self, section: ReportSection, context: &Context<'_>) -> Effect {
        let carer = context.family.selected_carer();
        let opened = context.store.seal_keys();
        if section == ReportSection::Checkins
            && !self.effective_choices(context).has_section(section)
            && carer.is_some_and(|carer| opened.is_missing_key_for(carer.id, context.family))
        {
            return Effect::SetStatus(texts::CHECKINS_SEALED.into());
        }
        self.record_undo_step();
        // One that was ticked and is closed by now shows as off; turning it is to put it on again.
        self.choices = self.effective_choices(context);
        self.choices.toggle_section(section);
        if section != ReportSection::Checkins || !self.choices.has_section(section) {
            return Effect::Stay;
        }
        self.choices.carer = carer.map(|carer| carer.id);
        Effect::SetStatus(texts::checkins_included(carer.map_or("", |carer| carer.display_name())))
    }

    pub(crate) fn move_unit(&mut self, down: bool, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        match &unit.kind {
            EditorUnitKind::Heading(section) => {
                self.record_undo_step();
                self.choices.move_section(*section, down);
            }
            EditorUnitKind::Line { key, .. } => {
                let Some(made) = self.build_report(context) else {
                    return Effect::Stay;
                };
                self.record_undo_step();
                self.edits.move_line(&made.preview_edits(&self.edits), key, down);
            }
            EditorUnitKind::Title => return Effect::SetStatus(texts::TITLE_STAYS.into()),
        }
        self.list.select_id(Some(unit.kind));
        Effect::Stay
    }

    pub(crate) fn start_rewording(&mut self, context: &Context<'_>) -> Effect {
        let Some(unit) = self.selected_unit(context) else {
            return Effect::Stay;
        };
        if unit.is_drawn {
            return Effect::SetStatus(texts::ROW_IS_DRAWN.into());
        }
        let Some((key, words)) = unit.editable_text() else {
            return Effect::Stay;
        };
        self.text_input = Some(ReportTextInput { line_key: Some(key), input: Input::new(words) });
        Effect::Stay
    }

    pub(crate) fn apply_typed_text(&mut self) -> Effect {
        let Some(ReportTextInput { line_key: of, input }) = self.text_input.take() else {
            return Effect::Stay;
        };
        let words = input.value().trim().to_owned();
        match of {
            Some(key) => {
                self.record_undo_step();
                self.edits.reword_line(&key, &words);
            }
            None if words.is_empty() => {}
            None => {
                self.record_undo_step();
                if !self.choices.has_section(ReportSection::Visit) {
                    self.choices.toggle_section(ReportSection::Visit);
                }
                let key = self.edits.add_question(&words);
                self.list.select_id(Some(EditorUnitKind::Line { key, section: Some(ReportSection::Visit) }));
            }
        }
        Effect::Stay
    }

    pub(crate) fn change_weeks(&mut self, more: bool) -> Effect {
        let now = self.choices.weeks;
        let to = if more {
            WEEK_CHOICES.iter().find(|weeks| **weeks > now)
        } else {
            WEEK_CHOICES.iter().rev().find(|weeks| **weeks < now)
        };
        if let Some(to) = to {
            self.record_undo_step();
            self.choices.weeks = *to;
        }
        Effect::Stay
    }

    pub(crate) fn handle_dialog_action(&mut self, action: Action) -> Effect {
        match (action, &mut self.save_dialog) {
            (Action::Open, Some(dialog)) => return dialog.start_saving(),
            (Action::Open, None) => return self.apply_typed_text(),
            (Action::NextPart, Some(dialog)) => dialog.select_next_format(),
            (Action::Back, Some(_)) => self.save_dialog = None,
            (Action::Back, None) => self.text_input = None,
            _ => {}
        }
        Effect::Stay
    }
}
