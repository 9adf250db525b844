//! The small sheet for a cue in the family's own words, or for the family's name of a stroke.
//!
//! ```text
//!  ▸ your words        twirls her hair
//!    it points to      could be either
//! ```

use crate::model::{Change, CueDirection, CustomCue};
use crate::quick_line::custom_cue::check_cue_text;
use crate::store::StoreError;
use crate::texts::guide_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::entry_form::{FieldAnswer, FormField, PickList, PickOption, entry_form_texts};
use crate::tui::screens::field_dialog::{DialogEvent, FieldDialog};
use crate::tui::screens::guide::guide_changes;
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use crate::vocabulary::{WordList, label_for};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

enum NamingTarget {
    New,
    Own(CustomCue),
    Stroke(String),
}

pub(crate) struct NamingForm {
    target: NamingTarget,
    dialog: FieldDialog,
}

impl NamingForm {
    /// A new cue in the family's own words.
    pub(crate) fn for_new_cue(context: &Context<'_>) -> Result<Self, StoreError> {
        Self::with_draft(NamingTarget::New, build_cue_fields("", None), context)
    }

    pub(crate) fn for_own_cue(cue: &CustomCue, context: &Context<'_>) -> Result<Self, StoreError> {
        let fields = build_cue_fields(&cue.words, cue.points);
        Self::with_draft(NamingTarget::Own(cue.clone()), fields, context)
    }

    pub(crate) fn for_stroke(code: &str, context: &Context<'_>) -> Result<Self, StoreError> {
        let name = context.family.settings.stroke_names.get(code);
        let name = name.map(String::as_str).unwrap_or_default();
        let fields = vec![FormField::text("stroke_name", name)];
        Self::with_draft(NamingTarget::Stroke(code.to_owned()), fields, context)
    }

    fn with_draft(
        target: NamingTarget,
        fields: Vec<FormField>,
        context: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let slot = match &target {
            NamingTarget::New => "own-cue".into(),
            NamingTarget::Own(cue) => format!("own-cue-{}", cue.code),
            NamingTarget::Stroke(code) => format!("stroke-{code}"),
        };
        let is_editing = !matches!(target, NamingTarget::New);
        let dialog = FieldDialog::new(fields, is_editing).with_draft(slot, context)?;
        Ok(Self { target, dialog })
    }

    /// The question that is answered in words.
    fn words_field(&self) -> &'static str {
        if matches!(self.target, NamingTarget::Stroke(_)) { "stroke_name" } else { "own_words" }
    }

    fn chosen_direction(&self) -> Option<CueDirection> {
        match self.dialog.picked_code("points") {
            Some("engaged") => Some(CueDirection::Engagement),
            Some("disengaged") => Some(CueDirection::Disengagement),
            _ => None,
        }
    }

    fn save_naming(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(message) = self.dialog.describe_open_search() {
            return Ok(Effect::SetStatus(message));
        }
        let typed = self.dialog.typed_text(self.words_field());
        let change = match &self.target {
            NamingTarget::Stroke(code) => match check_cue_text(&typed) {
                Some(problem) => Err(problem),
                None => {
                    let name = (!typed.is_empty()).then_some(typed);
                    if context.family.settings.stroke_names.get(code) == name.as_ref() {
                        return Ok(Effect::Close);
                    }
                    Ok(guide_changes::rename_stroke(code, name, context)?)
                }
            },
            NamingTarget::New => self.build_cue_change(None, typed, context),
            NamingTarget::Own(before)
                if before.words == typed && before.points == self.chosen_direction() =>
            {
                return Ok(Effect::Close);
            }
            NamingTarget::Own(before) => self.build_cue_change(Some(before), typed, context),
        };
        Ok(match change {
            Ok(change) => Effect::SaveAndClose(change),
            Err(problem) => {
                self.dialog.show_error(self.words_field(), &problem);
                Effect::SetStatus(problem)
            }
        })
    }

    fn build_cue_change(
        &self,
        before: Option<&CustomCue>,
        typed: String,
        context: &Context<'_>,
    ) -> Result<Change, String> {
        let mut cue = CustomCue::new(typed, self.chosen_direction());
        if let Some(before) = before {
            (cue.code, cue.retired) = (before.code.clone(), before.retired);
        }
        if let Some(problem) = cue.check_words(context.family, context.now) {
            return Err(problem);
        }
        Ok(match before {
            Some(before) => {
                let title = guide_texts::cue_renamed(&before.words, &cue.words);
                Change::replace_record(title, before.clone(), cue)
            }
            None => Change::add_record(guide_texts::cue_added(&cue.words), cue),
        })
    }
}

fn build_cue_fields(words: &str, points: Option<CueDirection>) -> Vec<FormField> {
    let options = [
        ("engaged", Some(CueDirection::Engagement)),
        ("disengaged", Some(CueDirection::Disengagement)),
        ("either", None),
    ];
    let picked = options.iter().find(|(_, of)| *of == points);
    let picked = picked.map(|(code, _)| (*code).to_owned());
    let options = options.map(|(code, of)| PickOption::new(code, entry_form_texts::direction_heading(of)));
    let pick = PickList::new(options.to_vec(), picked.into_iter().collect(), false);
    vec![FormField::text("own_words", words), FormField::new("points", FieldAnswer::Pick(pick))]
}

impl Screen for NamingForm {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        match &self.target {
            NamingTarget::New => guide_texts::NEW_CUE_HEADING.into(),
            NamingTarget::Own(cue) => guide_texts::own_cue_heading(&cue.words),
            NamingTarget::Stroke(code) => guide_texts::stroke_heading(label_for(WordList::Strokes, code)),
        }
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match self.dialog.handle_action(action, |_| None) {
            DialogEvent::Submitted => self.save_naming(context),
            DialogEvent::Left if self.dialog.is_touched() => {
                let is_new = matches!(self.target, NamingTarget::New);
                let key = key_name(Mode::Guide, if is_new { Action::Add } else { Action::Edit });
                Ok(Effect::CloseWithStatus(entry_form_texts::draft_waiting(&key)))
            }
            DialogEvent::Left => Ok(Effect::Close),
            DialogEvent::Handled(effect) => Ok(effect),
        }
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.dialog.handle_input(request))
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        if !self.dialog.is_restored {
            return String::new();
        }
        entry_form_texts::words_restored(&key_name(Mode::Form, Action::Reset))
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        self.dialog.unsaved_draft()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.dialog.field_list.draw(frame, area, &[], "", context);
    }
}
