//! The massage screen: one written down afterwards, one begun now, or "not today".
//!
//! ```text
//!  Massage · began 10:15 · 7 min                                             Anna
//!  ──────────────────────────────────────────────────────────────────────────────
//!   asked first   yes                      before        calm and awake
//!   touching      ▸[1 legs]  2 tummy   3 chest   4 arms   5 face   6 back   7 movements
//!  ──────────────────────────────────────────────────────────────────────────────
//!   engaged · wants more                   disengaged · wants a change
//!    1 looks at my face   4 turns to me    [5 looks away]       8 fusses
//! ```
//!
//! It is the form of a massage in another dress: the same questions, answers, drafts and checks. What is its own is
//! the order of the parts (`focus_order.rs`), the moments that taps join (`moment_taps.rs`), a massage that is kept while
//! it goes on (`autosave.rs`), and the picture (`view.rs`, `option_grid.rs`).

pub(crate) mod autosave;
pub(crate) mod focus_order;
pub(crate) mod moment_taps;
pub(crate) mod not_today;
pub(crate) mod option_grid;
pub(crate) mod permission;
pub(crate) mod view;

use crate::model::fields::keys;
use crate::model::time::format_duration;
use crate::model::{Entry, EntryKind, Timestamp, describe};
use crate::store::StoreError;
use crate::texts::massage_screen as massage_texts;
use crate::tui::keys::{Action, Mode, digit_on_key};
use crate::tui::screens::entry_form::EntryForm;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::entry_form::pick_list::EnterResult;
pub(crate) use crate::tui::screens::massage::autosave::{describe_running_massage, find_running_massage};
use crate::tui::screens::massage::focus_order::AFTER_CUES_PARTS;
use crate::tui::screens::massage::permission::AnswerLetters;
use crate::tui::screens::{Context, Effect, ReadKey, Screen, UnsavedDraft};
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

pub(crate) struct MassageScreen {
    form: EntryForm,
    /// The moment that taps join, from 1 on.
    moment_number: usize,
    last_tap_at: Option<Timestamp>,
    /// Areas tapped since the moment before.
    areas_since_moment: Vec<String>,
    /// Where the hands are, in a massage under way.
    current_area: Option<String>,
    /// `/` was typed: letters are text, whatever they mean elsewhere.
    is_searching: bool,
    /// What the journal is being asked to keep; it is ours once it has been read back.
    pending_entry: Option<Entry>,
    /// Something was saved here while the screen stayed open.
    has_saved: bool,
    /// It was long, and that was asked about before it is ended.
    has_asked_end: bool,
    /// "Not today" was kept, and a reason may follow.
    asks_reason: bool,
    answer_letters: AnswerLetters,
    /// Something to know, shown in the body.
    notice: &'static str,
}

impl MassageScreen {
    /// The massage that is under way; when none is, a new one, with what was typed before and left.
    pub(crate) fn new(context: &Context<'_>) -> Result<Self, StoreError> {
        let form = match find_running_massage(context)? {
            Some(entry) => EntryForm::for_editing(entry, context)?,
            None => EntryForm::new(EntryKind::Massage, context)?,
        };
        let mut made = Self::from_form(form);
        // Digits mean what they meant when it began: where the hands are.
        if made.is_live() && !made.is_finding_cue() {
            made.focus_part(keys::AREAS);
        }
        Ok(made)
    }

    fn is_finding_cue(&self) -> bool {
        self.part_field(keys::CUES).is_some_and(|field| !field.search_text().is_empty())
    }

    fn from_form(form: EntryForm) -> Self {
        let mut made = Self {
            form,
            moment_number: 1,
            last_tap_at: None,
            areas_since_moment: Vec::new(),
            current_area: None,
            is_searching: false,
            pending_entry: None,
            has_saved: false,
            has_asked_end: false,
            asks_reason: false,
            answer_letters: AnswerLetters::default(),
            notice: "",
        };
        made.resume_last_moment();
        made.current_area = made.part_field(keys::AREAS).and_then(|f| f.picked_codes().last().cloned());
        if made.is_finding_cue() {
            made.focus_part(keys::CUES);
        } else if made.is_live() {
            let begun = made.current_area.is_some();
            made.focus_part(if begun { keys::CUES } else { keys::AREAS });
        }
        made
    }

    fn handle_enter(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let before = self.current_cues();
        match self.form.field_list.handle_enter() {
            Err(message) => return Ok(self.form.set_status(message)),
            Ok(EnterResult::Unhandled) => {}
            Ok(_) => {
                self.update_after_cue_tap(&before, context);
                return self.autosave_answers(context);
            }
        }
        match self.focused_part() {
            keys::CUES if self.is_live() && self.current_cues().is_empty() && self.moment_number > 1 => {
                // Nothing new was tapped: it is the moment before that is to be answered.
                self.moment_number -= 1;
                self.focus_part(keys::MEANT);
            }
            keys::CUES if !self.current_cues().is_empty() => self.focus_part(keys::MEANT),
            keys::MEANT | keys::OWN_MEANING | keys::DID | keys::HELPED => self.focus_adjacent_part(true),
            _ if !self.is_saved() => return self.save_massage(context),
            _ if self.is_live() => self.focus_part(keys::CUES),
            _ => return self.save_and_close(context),
        }
        self.autosave_answers(context)
    }

    /// Keeps one that is new; the form names what is to be mended and goes there.
    fn save_massage(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.is_saved() {
            return self.save_and_close(context);
        }
        self.is_searching = false;
        let step = self.form.save_entry(context)?;
        if let Some(number) = self.focused_field().and_then(FormField::moment_number) {
            self.moment_number = number;
        }
        Ok(step)
    }

    /// Esc: letters that find something first, then the screen; one under way runs on.
    fn save_and_close(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if !self.is_saved() {
            return self.form.handle_action(Action::Back, context);
        }
        Ok(match self.build_change(context)? {
            Ok(Some(change)) => Effect::SaveAndClose(change),
            Ok(None) => Effect::Close,
            Err(mend) => self.form.mend(mend),
        })
    }

    /// Every answer as at first; again brings them back, as in the form.
    /// Of one that is kept, only what could not be read is dropped.
    fn reset_answers(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(row) = self.form.original.clone() {
            let part = self.focused_part().to_owned();
            self.rebuild_from_row(row, &[], context);
            self.restore_focus(&part, String::new());
            return Ok(self.form.clear_status());
        }
        let step = self.form.handle_action(Action::Reset, context)?;
        self.moment_number = 1;
        self.last_tap_at = None;
        self.areas_since_moment.clear();
        self.is_searching = false;
        self.resume_last_moment();
        self.current_area = self.part_field(keys::AREAS).and_then(|f| f.picked_codes().last().cloned());
        self.focus_part(keys::WHEN);
        Ok(step)
    }

    fn handle_back(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let waits = self.focused_field().is_some_and(|f| !f.search_text().is_empty());
        if self.is_saved() && (self.is_searching || waits) {
            self.is_searching = false;
            if let Some(field) = self.form.field_list.focused_field_mut()
                && let FieldAnswer::Pick(pick) = &mut field.answer
            {
                pick.search_input.reset();
            }
            return Ok(self.form.clear_status());
        }
        if AFTER_CUES_PARTS.contains(&self.focused_part()) {
            self.close_moment();
            self.focus_part(keys::CUES);
            return self.autosave_answers(context);
        }
        self.save_and_close(context)
    }

    /// Typing, where it means more here than in the form.
    fn handle_shortcut(&mut self, request: InputRequest) -> bool {
        let InputRequest::InsertChar(c) = request else {
            return false;
        };
        let part = self.focused_part().to_owned();
        let waits = self.focused_field().is_some_and(|f| !f.search_text().is_empty());
        if part == keys::CUES && c == '/' && !waits {
            self.is_searching = true;
            return true;
        }
        if !waits
            && let Some(code) = answer_code_for_key(&part, c)
            && let Some(field) = self.form.field_list.focused_field_mut()
        {
            field.set_from_json(&serde_json::json!([code]));
            self.focus_adjacent_part(true);
            return true;
        }
        false
    }
}

/// The one key of an answer that follows a moment.
fn answer_code_for_key(base: &str, key: char) -> Option<&'static str> {
    Some(match (base, key) {
        (keys::MEANT, 'm') => "more",
        (keys::MEANT, 'c') => "change",
        (keys::MEANT, 'e') => "either",
        (keys::MEANT | keys::HELPED, 'u') => "not-sure",
        (keys::HELPED, 'y') => "yes",
        (keys::HELPED, 'a') => "a-bit",
        (keys::HELPED, 'n') => "no",
        _ => return None,
    })
}

impl MassageScreen {
    fn run_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        self.sync_with_store(context)?;
        if self.asks_reason {
            return Ok(match action {
                Action::Back | Action::Open => Effect::Close,
                _ => Effect::Stay,
            });
        }
        match action {
            Action::NextPart | Action::Down | Action::PreviousPart | Action::Up => {
                let wrong = self.form.mark_focused_error(context);
                self.focus_adjacent_part(matches!(action, Action::NextPart | Action::Down));
                if let Some(message) = wrong {
                    return Ok(self.form.set_status(message));
                }
            }
            Action::Open => return self.handle_enter(context),
            Action::SaveForm => return self.save_massage(context),
            Action::Back => return self.handle_back(context),
            Action::BeginMassage => return self.begin_massage(context),
            Action::EndMassage => return self.end_massage(context),
            Action::NotToday => return self.save_not_today(context),
            Action::NotNow => return Ok(self.save_not_now(context)),
            Action::BabySaidYes | Action::CouldNotTell => self.answer_permission(action),
            Action::Reset => return self.reset_answers(context),
            _ => return Ok(Effect::Stay),
        }
        self.autosave_answers(context)
    }

    fn take_input(&mut self, request: InputRequest, context: &Context<'_>) -> Result<Effect, StoreError> {
        self.notice = "";
        self.sync_with_store(context)?;
        if self.asks_reason {
            return self.add_reason(request, context);
        }
        self.close_stale_moment(context);
        if self.continue_word(request)
            || self.handle_shortcut(request)
            || self.reopen_previous_moment(request)
        {
            return self.autosave_answers(context);
        }
        let before = self.current_cues();
        let areas = self.touched_areas();
        let part = self.focused_part().to_owned();
        let step = self.form.handle_input(request, context)?;
        if let Some(number) = self.focused_field().and_then(FormField::moment_number) {
            self.moment_number = number;
        }
        self.update_after_cue_tap(&before, context);
        self.update_after_area_tap(&areas);
        let answered = self.focused_field().is_some_and(|f| f.picked_code().is_some());
        let digit = matches!(request, InputRequest::InsertChar(c) if digit_on_key(c).is_some());
        let typing = self.focused_field().is_some_and(FormField::is_text_open);
        let is_one_key = matches!(part.as_str(), keys::MEANT | keys::OWN_MEANING | keys::HELPED)
            && self.focused_part() == part;
        if digit && answered && !typing && is_one_key {
            self.focus_adjacent_part(true);
        }
        match (self.autosave_answers(context)?, step) {
            (Effect::Stay, step) => Ok(step),
            (kept, _) => Ok(kept),
        }
    }
}

impl Screen for MassageScreen {
    fn input_mode(&self) -> Mode {
        if self.asks_reason {
            Mode::NotTodayReason
        } else if self.is_blank() && self.focused_part() == keys::WHEN {
            Mode::BlankMassage
        } else if AFTER_CUES_PARTS.contains(&self.focused_part()) {
            Mode::MassageAfterCues
        } else if self.is_just_begun() {
            Mode::BegunMassage
        } else if self.is_live() && !self.is_text_open() {
            Mode::RunningMassage
        } else {
            Mode::Massage
        }
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        if self.asks_reason {
            return massage_texts::NOT_TODAY_HEADING.into();
        }
        let heading = massage_texts::massage_heading(self.form.selected_baby_names(context));
        let Some(entry) = &self.form.original else {
            return heading;
        };
        match (entry.until, entry.duration_minutes()) {
            (Some(until), Some(minutes)) => massage_texts::ended_heading(
                &heading,
                &describe::format_range(entry.at, until),
                &format_duration(minutes),
            ),
            _ => {
                let minutes = entry.at.minutes_to(context.now).max(0);
                massage_texts::running_heading(&heading, &entry.at.format_hm(), &format_duration(minutes))
            }
        }
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        let effect = self.run_action(action, context)?;
        Ok(self.remember_saved(effect, context))
    }

    fn handle_input(&mut self, request: InputRequest, context: &Context<'_>) -> Result<Effect, StoreError> {
        let effect = self.take_input(request, context)?;
        Ok(self.remember_saved(effect, context))
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        ReadKey::of((self.entry_id(), self.is_moment_stale(context)))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.sync_with_store(context)?;
        self.close_stale_moment(context);
        Ok(())
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        (action == Action::Open).then(|| self.enter_label()).flatten()
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        self.form.status_hint(context)
    }

    fn as_entry_form(&mut self) -> Option<&mut EntryForm> {
        Some(&mut self.form)
    }

    fn draft_slot(&self) -> Option<&str> {
        self.form.draft_slot()
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let draft = self.form.unsaved_draft();
        // An answer alone is of this moment: the next massage is asked about anew.
        if self.is_blank() { draft.map(|(slot, _)| (slot, None)) } else { draft }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.draw_massage(frame, area, context);
    }
}
