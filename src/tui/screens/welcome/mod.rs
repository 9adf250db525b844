//! The welcome of an empty journal: who baby is and who writes. Every question may be skipped.
//!
//! ```text
//!  A private journal for you and your baby. It stays on this computer; gaps are fine.
//!  If writing things down makes you more anxious, it is fine to stop.
//!  Times are kept in Europe/London, as this computer's clock goes.
//!
//!  ▸ baby's name      Maya
//!    born             2026-09-03
//! ```

use crate::model::{Change, Edit};
use crate::quick_line::parse_full_date;
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::app_texts::zone_taken;
use crate::texts::welcome_texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::entry_form::{FormField, entry_form_texts};
use crate::tui::screens::field_dialog::{DialogEvent, FieldDialog};
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::json;
use tui_input::InputRequest;

const SLOT: &str = "welcome";

pub struct WelcomeScreen {
    dialog: FieldDialog,
}

impl WelcomeScreen {
    /// Whether a journal wants to be welcomed: nothing written, nobody named, never welcomed.
    pub(crate) fn is_due(context: &Context<'_>) -> Result<bool, StoreError> {
        let family = context.family;
        let named = family.babies.iter().any(|baby| baby.name.is_some())
            || family.carers.iter().any(|carer| carer.name.is_some());
        Ok(!named && !family.settings.welcomed && context.store.is_empty()?)
    }

    pub fn new(context: &Context<'_>) -> Result<Self, StoreError> {
        let fields = ["name", "born", "due", "me"].map(|name| FormField::text(name, ""));
        let dialog = FieldDialog::new(fields.into(), false).with_draft(SLOT.into(), context)?;
        Ok(Self { dialog })
    }

    /// None for a question that was not answered.
    fn typed_answer(&self, name: &str) -> Option<String> {
        let typed = self.dialog.typed_text(name);
        (!typed.is_empty()).then_some(typed)
    }

    /// A date as typed; one that cannot be kept is shown at its question.
    fn parse_date(&mut self, name: &str, context: &Context<'_>) -> Result<Option<NaiveDate>, String> {
        let Some(typed) = self.typed_answer(name) else {
            return Ok(None);
        };
        if let Some(problem) = check_date(name, &typed, context) {
            self.dialog.show_error(name, &problem);
            return Err(problem);
        }
        Ok(read_date(name, &typed, context))
    }

    fn save_answers(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let born = self.parse_date("born", context);
        let dates = born.and_then(|born| Ok((born, self.parse_date("due", context)?)));
        let (born, due) = match dates {
            Ok(dates) => dates,
            // It stands below the question.
            Err(_) => return Ok(Effect::Stay),
        };
        let before = context.store.load_setting("welcomed")?;
        let mut edits = vec![Edit::set_setting(before, "welcomed", json!(true))];
        if let Some(before) = context.family.selected_baby() {
            let mut baby = before.clone();
            // What was not answered stays as it may have been set elsewhere.
            baby.name = self.typed_answer("name").or(baby.name);
            (baby.born, baby.due) = (born.or(baby.born), due.or(baby.due));
            if baby != *before {
                edits.extend(Change::replace_record("", before.clone(), baby).edits);
            }
        }
        if let Some(before) = context.family.selected_carer() {
            let mut carer = before.clone();
            carer.name = self.typed_answer("me").or(carer.name);
            if carer != *before {
                edits.extend(Change::replace_record("", before.clone(), carer).edits);
            }
        }
        if edits.len() == 1 {
            return Ok(leave_unanswered());
        }
        Ok(Effect::SaveAndClose(Change { title: welcome_texts::SAVED_TITLE.into(), edits }))
    }
}

/// Nothing was answered; where it can be is said once.
fn leave_unanswered() -> Effect {
    Effect::CloseWithStatus(welcome_texts::skipped(&key_name(Mode::Today, Action::Settings)))
}

/// A birthday has been; a due date may lie ahead.
fn read_date(name: &str, typed: &str, context: &Context<'_>) -> Option<NaiveDate> {
    let country = context.family.settings.country.as_deref();
    parse_full_date(typed, context.now.local_date(), country, name == "due")
}

/// What is wrong with a date.
fn check_date(name: &str, typed: &str, context: &Context<'_>) -> Option<String> {
    match read_date(name, typed, context) {
        Some(date) if name == "born" && date > context.now.local_date() => {
            Some(entry_form_texts::birth_in_future(typed))
        }
        Some(_) => None,
        None => Some(entry_form_texts::unreadable_date(typed)),
    }
}

impl Screen for WelcomeScreen {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        welcome_texts::TITLE.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        let check = |field: &FormField| {
            let typed = field.typed_text().trim();
            let is_date = field.name == "born" || field.name == "due";
            if is_date && !typed.is_empty() { check_date(&field.name, typed, context) } else { None }
        };
        Ok(match self.dialog.handle_action(action, check) {
            DialogEvent::Submitted => return self.save_answers(context),
            DialogEvent::Left if self.dialog.is_touched() => {
                let settings = key_name(Mode::Today, Action::Settings);
                Effect::CloseWithStatus(welcome_texts::not_saved(&settings))
            }
            DialogEvent::Left => leave_unanswered(),
            DialogEvent::Handled(effect) => effect,
        })
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        Ok(self.dialog.handle_input(request))
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        match action {
            Action::Open if !self.dialog.is_on_last() => Some(welcome_texts::NEXT_LABEL),
            Action::Back => Some(welcome_texts::SKIP_LABEL),
            _ => None,
        }
    }

    fn status_hint(&self, _here: &Context<'_>) -> String {
        let [enter, back] = [Action::Open, Action::Back].map(|action| key_name(Mode::Form, action));
        welcome_texts::status_hint(&enter, &back, self.dialog.is_touched())
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        self.dialog.unsaved_draft()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(area.width).saturating_sub(2);
        let settings = key_name(Mode::Today, Action::Settings);
        let zone = zone_taken(context.family.settings.day_boundaries.zone.name(), &settings);
        let intro = welcome_texts::INTRO.into_iter().chain([zone.as_str()]);
        let mut above: Vec<String> = intro.flat_map(|text| wrap_text(text, columns)).collect();
        above.push(String::new());
        self.dialog.field_list.draw(frame, area, &above, "", context);
    }
}
