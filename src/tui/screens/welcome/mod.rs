//! The welcome of an empty journal: who baby is and who writes. Every question may be skipped.
//!
//! ```text
//!  A private journal for you and your baby. It stays on this computer; gaps are fine.
//!  If writing things down makes you more anxious, it is fine to stop.
//!
//!  ▸ baby's name      Maya
//!    born             2026-09-03
//! ```

use crate::model::{Change, Edit, Record, Setting};
use crate::quick_line::parse_full_date;
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::entry_form::{FieldList, FormField, entry_form_texts};
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use tui_input::InputRequest;

const TITLE: &str = "Welcome";
const INTRO: [&str; 2] = [
    "A private journal for you and your baby. It stays on this computer; gaps are fine, and every question here may be skipped.",
    "If writing things down makes you more anxious, it is fine to stop.",
];
const SAVED_TITLE: &str = "names and dates";
const STATUS_HINT: &str = "enter goes on, the last one keeps; esc skips all of it";
const SLOT: &str = "welcome";

pub struct WelcomeScreen {
    field_list: FieldList,
    has_stored_draft: Cell<bool>,
}

fn blank_fields() -> Vec<FormField> {
    let keys = ["name", "born", "due", "me"];
    keys.into_iter().map(|key| FormField::text(key, "")).collect()
}

impl WelcomeScreen {
    /// Whether a journal wants to be welcomed: nothing written, nobody named, never welcomed.
    pub fn is_due(here: &Context<'_>) -> Result<bool, StoreError> {
        let family = here.family;
        let named = family.babies.iter().any(|baby| baby.name.is_some())
            || family.carers.iter().any(|carer| carer.name.is_some());
        Ok(!named && !family.settings.welcomed && here.store.is_empty()?)
    }

    pub fn new(here: &Context<'_>) -> Result<Self, StoreError> {
        let mut fields = blank_fields();
        let draft = here.store.load_draft(SLOT)?;
        let left = Cell::new(draft.is_some());
        if let Some(draft) = draft {
            for field in &mut fields {
                field.set_from_json(&draft[&field.name]);
            }
        }
        let sheet = FieldList { kind: None, is_editing: false, fields, focused_position: 0 };
        Ok(Self { field_list: sheet, has_stored_draft: left })
    }

    fn typed_answer(&self, key: &str) -> Option<&str> {
        let field = self.field_list.fields.iter().find(|field| field.name == key)?;
        Some(field.typed_text().trim()).filter(|text| !text.is_empty())
    }

    fn parse_date_field(&mut self, key: &str, here: &Context<'_>) -> Result<Option<NaiveDate>, String> {
        let Some(typed) = self.typed_answer(key).map(str::to_owned) else {
            return Ok(None);
        };
        let problem = match parse_full_date(&typed) {
            Some(date) if key == "born" && date > here.now.local_date() => {
                entry_form_texts::birth_in_future(&typed)
            }
            Some(date) => return Ok(Some(date)),
            None => entry_form_texts::unreadable_date(&typed),
        };
        self.field_list.focus_field(key);
        if let Some(field) = self.field_list.focused_field_mut() {
            field.error = Some(problem.clone());
        }
        Err(problem)
    }

    /// To another question; a date that cannot be read is flagged as it is left.
    fn move_focus(&mut self, on: bool, here: &Context<'_>) -> Effect {
        let key = self.field_list.focused_field_mut().map(|field| field.name.clone());
        let key = key.filter(|key| key == "born" || key == "due");
        let wrong = key.and_then(|key| self.parse_date_field(&key, here).err());
        self.field_list.focus_adjacent(on);
        wrong.map_or(Effect::Stay, Effect::SetStatus)
    }

    fn save_answers(&mut self, here: &Context<'_>) -> Result<Effect, StoreError> {
        let dates = self
            .parse_date_field("born", here)
            .and_then(|born| Ok((born, self.parse_date_field("due", here)?)));
        let (born, due) = match dates {
            Ok(dates) => dates,
            // It stands below the question.
            Err(_) => return Ok(Effect::Stay),
        };
        let seen = Setting { name: "welcomed".into(), value: json!(true) };
        let mut edits = vec![Edit {
            before: here.store.load_setting("welcomed")?.map(Record::Setting),
            after: Some(Record::Setting(seen)),
        }];
        if let Some(before) = here.family.selected_baby() {
            let mut baby = before.clone();
            // What was not answered stays as it may have been set elsewhere.
            baby.name = self.typed_answer("name").map(str::to_owned).or(baby.name);
            (baby.born, baby.due) = (born.or(baby.born), due.or(baby.due));
            if baby != *before {
                edits.extend(Change::replace_record("", before.clone(), baby).edits);
            }
        }
        if let Some(before) = here.family.selected_carer() {
            let mut carer = before.clone();
            carer.name = self.typed_answer("me").map(str::to_owned).or(carer.name);
            if carer != *before {
                edits.extend(Change::replace_record("", before.clone(), carer).edits);
            }
        }
        if edits.len() == 1 {
            return Ok(Effect::Close);
        }
        Ok(Effect::SaveAndClose(Change { title: SAVED_TITLE.into(), edits }))
    }
}

impl Screen for WelcomeScreen {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        TITLE.into()
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open if self.field_list.focused_position + 1 < self.field_list.fields.len() => {
                return Ok(self.move_focus(true, here));
            }
            Action::Open | Action::SaveForm => return self.save_answers(here),
            Action::NextPart | Action::Down | Action::PageDown => return Ok(self.move_focus(true, here)),
            Action::PreviousPart | Action::Up | Action::PageUp => return Ok(self.move_focus(false, here)),
            Action::Reset => (self.field_list.fields, self.field_list.focused_position) = (blank_fields(), 0),
            Action::Back => return Ok(Effect::Close),
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        let mended = self.field_list.focused_field_mut().is_some_and(|field| field.error.is_some());
        self.field_list.handle_input(request);
        Ok(if mended { Effect::SetStatus(String::new()) } else { Effect::Stay })
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::Open if self.field_list.focused_position + 1 < self.field_list.fields.len() => {
                Some("next")
            }
            Action::Back => Some("skip all"),
            _ => None,
        }
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        STATUS_HINT.into()
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let touched = self.field_list.fields.iter().filter(|field| field.is_changed());
        let answers: Map<String, Value> = touched.map(|f| (f.name.clone(), f.to_json())).collect();
        if answers.is_empty() {
            return self.has_stored_draft.get().then(|| (SLOT.into(), None));
        }
        self.has_stored_draft.set(true);
        Some((SLOT.into(), Some(Value::Object(answers))))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(2);
        let mut above: Vec<String> = INTRO.iter().flat_map(|text| wrap_text(text, columns)).collect();
        above.push(String::new());
        self.field_list.draw(frame, area, &above, "", &here.theme);
    }
}
