//! The small sheet for a cue in the family's own words, or for the family's name of a stroke.
//!
//! ```text
//!  ▸ your words        twirls her hair
//!    it points to      could be either
//! ```

use crate::model::describe::sanitize_text;
use crate::model::{Change, CueDirection, CustomCue};
use crate::quick_line::custom_cue::check_cue_text;
use crate::store::StoreError;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::entry_form::{
    EnterResult, FieldAnswer, FieldList, FormField, PickList, PickOption, entry_form_texts,
};
use crate::tui::screens::guide::guide_changes;
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use crate::vocabulary::{WordList, label_for};
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value};
use tui_input::InputRequest;

enum NamingTarget {
    New,
    Own(CustomCue),
    Stroke(String),
}

pub(crate) struct NamingForm {
    target: NamingTarget,
    field_list: FieldList,
    is_restored: bool,
}

const DRAFT_RESTORED: &str = "What you typed before is here; ctrl-n starts afresh.";

impl NamingForm {
    /// A new cue in the family's own words.
    pub(crate) fn for_new_cue(here: &Context<'_>) -> Result<Self, StoreError> {
        Self::with_draft(NamingTarget::New, build_cue_fields("", None), here)
    }

    pub(crate) fn for_own_cue(cue: &CustomCue, here: &Context<'_>) -> Result<Self, StoreError> {
        let fields = build_cue_fields(&cue.words, cue.points);
        Self::with_draft(NamingTarget::Own(cue.clone()), fields, here)
    }

    pub(crate) fn for_stroke(code: &str, here: &Context<'_>) -> Result<Self, StoreError> {
        let name = here.family.settings.stroke_names.get(code);
        let name = name.map(String::as_str).unwrap_or_default();
        let fields = vec![FormField::text("stroke_name", name)];
        Self::with_draft(NamingTarget::Stroke(code.to_owned()), fields, here)
    }

    fn with_draft(of: NamingTarget, fields: Vec<FormField>, here: &Context<'_>) -> Result<Self, StoreError> {
        let sheet = FieldList {
            kind: None,
            is_editing: !matches!(of, NamingTarget::New),
            fields,
            focused_position: 0,
        };
        let mut naming = Self { target: of, field_list: sheet, is_restored: false };
        if let Some(draft) = here.store.load_draft(&naming.naming_draft_slot())? {
            for field in &mut naming.field_list.fields {
                field.set_from_json(&draft[&field.name]);
            }
            naming.is_restored = naming.is_touched();
        }
        Ok(naming)
    }

    fn is_touched(&self) -> bool {
        self.field_list.fields.iter().any(FormField::is_changed)
    }

    fn naming_draft_slot(&self) -> String {
        match &self.target {
            NamingTarget::New => "own-cue".into(),
            NamingTarget::Own(cue) => format!("own-cue-{}", cue.code),
            NamingTarget::Stroke(code) => format!("stroke-{code}"),
        }
    }

    fn typed_words(&self) -> String {
        let typed = self.field_list.fields.first().map_or("", FormField::typed_text);
        typed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn chosen_direction(&self) -> Option<CueDirection> {
        match self.field_list.fields.last().and_then(FormField::picked_code) {
            Some("engaged") => Some(CueDirection::Engagement),
            Some("disengaged") => Some(CueDirection::Disengagement),
            _ => None,
        }
    }

    fn save_naming(&mut self, here: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(field) = self.field_list.fields.iter().find(|f| !f.search_text().is_empty()) {
            return Ok(Effect::SetStatus(entry_form_texts::search_not_picked(field.search_text())));
        }
        let typed = self.typed_words();
        let change = match &self.target {
            NamingTarget::Stroke(code) => match check_cue_text(&typed) {
                Some(problem) => Err(problem),
                None => {
                    let name = (!typed.is_empty()).then_some(typed);
                    if here.family.settings.stroke_names.get(code) == name.as_ref() {
                        return Ok(Effect::Close);
                    }
                    Ok(guide_changes::rename_stroke(code, name, here)?)
                }
            },
            NamingTarget::New => self.build_cue_change(None, typed, here),
            NamingTarget::Own(before)
                if before.words == typed && before.points == self.chosen_direction() =>
            {
                return Ok(Effect::Close);
            }
            NamingTarget::Own(before) => self.build_cue_change(Some(before), typed, here),
        };
        Ok(match change {
            Ok(change) => Effect::SaveAndClose(change),
            Err(problem) => {
                self.field_list.focused_position = 0;
                if let Some(field) = self.field_list.focused_field_mut() {
                    field.error = Some(problem.clone());
                }
                Effect::SetStatus(problem)
            }
        })
    }

    fn build_cue_change(
        &self,
        before: Option<&CustomCue>,
        typed: String,
        here: &Context<'_>,
    ) -> Result<Change, String> {
        let mut cue = CustomCue::new(typed, self.chosen_direction());
        if let Some(before) = before {
            (cue.code, cue.retired) = (before.code.clone(), before.retired);
        }
        if let Some(problem) = cue.check_words(here.family, here.now) {
            return Err(problem);
        }
        Ok(match before {
            Some(before) => {
                let title = format!("{}, now {}", before.words, cue.words);
                Change::replace_record(title, before.clone(), cue)
            }
            None => Change::add_record(format!("{}, a cue of your own", cue.words), cue),
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
            NamingTarget::New => "A cue in your own words".into(),
            NamingTarget::Own(cue) => format!("Your cue · {}", sanitize_text(&cue.words)),
            NamingTarget::Stroke(code) => format!("Stroke · {}", label_for(WordList::Strokes, code)),
        }
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        let last = self.field_list.focused_position + 1 >= self.field_list.fields.len();
        match action {
            Action::Open => match self.field_list.handle_enter() {
                Ok(EnterResult::Unhandled) if last => return self.save_naming(here),
                Ok(EnterResult::Unhandled) => self.field_list.focus_adjacent(true),
                Ok(_) => {}
                Err(says) => return Ok(Effect::SetStatus(says)),
            },
            Action::SaveForm => return self.save_naming(here),
            Action::NextPart | Action::Down | Action::PageDown => self.field_list.focus_adjacent(true),
            Action::PreviousPart | Action::Up | Action::PageUp => self.field_list.focus_adjacent(false),
            Action::Back if self.is_touched() => {
                let key = if matches!(self.target, NamingTarget::New) { "a" } else { "e" };
                return Ok(Effect::CloseWithStatus(entry_form_texts::draft_waiting(key)));
            }
            Action::Back => return Ok(Effect::Close),
            Action::Reset => {
                self.is_restored = false;
                self.field_list.fields.iter_mut().for_each(FormField::reset_answer);
                self.field_list.focused_position = 0;
            }
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        let mended = self.field_list.fields.iter().any(|f| f.error.is_some());
        self.field_list.handle_input(request);
        Ok(if mended { Effect::SetStatus(String::new()) } else { Effect::Stay })
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        if self.is_restored { DRAFT_RESTORED.into() } else { String::new() }
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let touched = self.field_list.fields.iter().filter(|field| field.is_changed());
        let answers: Map<String, Value> = touched.map(|f| (f.name.clone(), f.to_json())).collect();
        let answers = (!answers.is_empty()).then_some(Value::Object(answers));
        Some((self.naming_draft_slot(), answers))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        self.field_list.draw(frame, area, &[], "", &here.theme);
    }
}
