//! The settings: people, hours, what is used, someone to talk to, the lock, looks. A row is changed in its place.
//!
//! ```text
//!  babies
//! ▸  Maya              born 3 Sep 2026, shown now
//!    add a baby
//!  your day
//!    zone              Europe/London (it is 14:07 there)
//! ```
//!
//! `settings_rows` makes what is listed, `edit_setting` changes one of them by the questions of `setting_fields`;
//! `privacy_settings` has the rows that lead somewhere else. All but looks and the lock is one change each in the journal;
//! none touches an entry.

pub(crate) mod edit_setting;
pub(crate) mod privacy_settings;
pub(crate) mod setting_fields;
pub(crate) mod setting_id;
pub(crate) mod settings_rows;

use crate::model::family_changes::list_to_value;
use crate::model::{Change, Record};
use crate::store::{EntryFilter, StoreError};
use crate::text::width::{pad_to_width, truncate_to_width, wrap_text};
use crate::texts::settings_screen as texts;
use crate::tui::keys::{Action, Mode, key_name};
use crate::tui::screens::entry_form::{EnterResult, FormField, entry_form_texts};
use crate::tui::screens::settings::edit_setting::{EditOutcome, SettingEdit};
use crate::tui::screens::settings::setting_id::{SettingId, SettingsRow};
use crate::tui::screens::{Context, Effect, GuideScreen, ReadKey, Screen, UnsavedDraft};
use crate::tui::theme::{Glyph, Theme};
use crate::tui::widgets::list;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use tui_input::InputRequest;

const PAGE_ROWS: usize = 8;
/// More of a value than this is read where it is changed.
const MAX_VALUE_LINES: usize = 4;

#[derive(Default)]
pub(crate) struct SettingsScreen {
    rows: Vec<SettingsRow>,
    cursor: usize,
    edit: Option<SettingEdit>,
    /// What waits of the setting that was left last, or that nothing does any more.
    left_draft: Option<UnsavedDraft>,
}

impl SettingsScreen {
    fn selected_setting(&self) -> Option<SettingId> {
        self.rows.get(self.cursor).map(|row| row.id.clone())
    }

    fn move_cursor(&mut self, action: Action) -> Effect {
        if let Some(to) = list::move_cursor(action, self.cursor, PAGE_ROWS, self.rows.len()) {
            self.cursor = to;
        }
        Effect::Stay
    }

    fn open_selected(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let Some(on) = self.selected_setting() else {
            return Ok(Effect::Stay);
        };
        if let SettingId::Private(keeps) = on {
            return Ok(privacy_settings::open_privacy_setting(keeps, context));
        }
        if let SettingId::Named(action) = on {
            return Ok(Effect::RunHere(action));
        }
        self.edit = SettingEdit::open_setting(on, self.left_draft.as_ref(), context)?;
        Ok(match self.edit {
            Some(_) => Effect::Stay,
            None => Effect::Open(Box::<GuideScreen>::default()),
        })
    }

    fn choose_person(&self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let family = context.family;
        let (name, id, title) = match self.selected_setting() {
            Some(SettingId::Baby(id)) => {
                let called = family.find_baby(id).map_or("", |baby| baby.display_name());
                ("baby", id, texts::baby_shown(called))
            }
            Some(SettingId::Carer(id)) => {
                let called = family.find_carer(id).map_or("", |carer| carer.display_name());
                ("carer", id, texts::carer_chosen(called))
            }
            _ => return Ok(Effect::SetStatus(texts::only_people(&key(Action::ChoosePerson)))),
        };
        let before = context.store.load_setting(name)?;
        let change = Change::update_setting(before, name, json!(id), title);
        Ok(change.map_or_else(|| Effect::SetStatus(texts::ALREADY_CHOSEN.into()), Effect::Save))
    }

    /// Takes a number off the list, or somebody nothing is written of out of the journal.
    fn remove_selected(&self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let family = context.family;
        Ok(match self.selected_setting() {
            Some(SettingId::Number(number)) => {
                let mut all = family.settings.own_numbers.clone();
                all.retain(|it| *it != number);
                let before = context.store.load_setting("own_numbers")?;
                let title = texts::number_changed(Some(&number), "");
                let change = Change::update_setting(before, "own_numbers", list_to_value(&all), title);
                change.map_or(Effect::Stay, Effect::Save)
            }
            Some(SettingId::Baby(id)) => {
                let written = context.store.find_babies_with_entries()?.contains(&id)
                    || family.coverage_marks.iter().any(|mark| mark.baby == Some(id));
                match family.find_baby(id).filter(|_| !written && family.babies.len() > 1) {
                    Some(baby) => {
                        let title = texts::person_removed(baby.display_name());
                        Effect::Save(Change::remove_record(title, baby.clone()))
                    }
                    None => Effect::SetStatus(texts::baby_stays(&key(Action::Open))),
                }
            }
            Some(SettingId::Carer(id)) => {
                let own = EntryFilter { carer: Some(id), ..EntryFilter::default() };
                let written = context.store.count_entries(&own)? > 0;
                match family.find_carer(id).filter(|_| !written && family.carers.len() > 1) {
                    Some(carer) => {
                        let title = texts::person_removed(carer.display_name());
                        Effect::Save(Change::remove_record(title, carer.clone()))
                    }
                    None => Effect::SetStatus(texts::CARER_STAYS.into()),
                }
            }
            _ => Effect::SetStatus(texts::not_removed(&key(Action::Remove))),
        })
    }

    fn handle_edit_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        let Some(edit) = &mut self.edit else {
            return Ok(Effect::Stay);
        };
        let last = edit.field_list.focused_position + 1 >= edit.field_list.fields.len();
        let wrong = match action {
            Action::Open if last => None,
            Action::SaveForm | Action::Back | Action::Reset => None,
            _ => edit.flag_invalid_field(context),
        };
        match action {
            Action::Open => match edit.field_list.handle_enter() {
                Ok(EnterResult::Unhandled) if last => return self.save_edit(context),
                Ok(EnterResult::Unhandled) => edit.field_list.focus_adjacent(true),
                Ok(_) => {}
                // The list has nothing of the sort: keeping message so at the question.
                Err(_) => return self.save_edit(context),
            },
            Action::SaveForm => return self.save_edit(context),
            Action::NextPart | Action::Down | Action::PageDown => edit.field_list.focus_adjacent(true),
            Action::PreviousPart | Action::Up | Action::PageUp => edit.field_list.focus_adjacent(false),
            Action::Back => {
                let touched = edit.is_touched();
                self.close_edit();
                if touched {
                    return Ok(Effect::SetStatus(entry_form_texts::draft_waiting(&key(Action::Open))));
                }
            }
            Action::Reset => {
                edit.draft_restored = false;
                edit.field_list.fields.iter_mut().for_each(FormField::reset_answer);
                edit.field_list.focused_position = 0;
            }
            _ => {}
        }
        Ok(Effect::SetStatus(wrong.unwrap_or_default()))
    }

    fn save_edit(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let Some(edit) = &mut self.edit else {
            return Ok(Effect::Stay);
        };
        Ok(match edit.evaluate_answers(context)? {
            EditOutcome::Unchanged => {
                self.finish_edit();
                Effect::Stay
            }
            EditOutcome::Theme(chosen) => {
                self.finish_edit();
                Effect::SetTheme(chosen)
            }
            EditOutcome::Change(change) => {
                edit.pending_change = Some(change.clone());
                Effect::Save(change)
            }
            EditOutcome::Invalid(key, message) => {
                edit.field_list.focus_field(key);
                if let Some(field) = edit.field_list.focused_field_mut() {
                    field.error = Some(message);
                }
                Effect::SetStatus(String::new())
            }
        })
    }

    /// Closes the setting; what was typed in it waits.
    fn close_edit(&mut self) {
        if let Some(edit) = self.edit.take() {
            self.left_draft = Some((edit.draft_slot(), edit.collect_answers()));
        }
    }

    fn finish_edit(&mut self) {
        if let Some(edit) = self.edit.take() {
            self.left_draft = Some((edit.draft_slot(), None));
        }
    }

    /// Whether the journal has what it was asked to keep.
    fn is_saved(change: &Change, context: &Context<'_>) -> Result<bool, StoreError> {
        for after in change.edits.iter().filter_map(|edit| edit.after.as_ref()) {
            let kept = match after {
                Record::Baby(baby) => context.family.find_baby(baby.id) == Some(baby),
                Record::Carer(carer) => context.family.find_carer(carer.id) == Some(carer),
                Record::Setting(it) => context.store.load_setting(&it.name)?.as_ref() == Some(it),
                _ => true,
            };
            if !kept {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Screen for SettingsScreen {
    fn input_mode(&self) -> Mode {
        match &self.edit {
            // What is being kept is about to be a row again.
            Some(edit) if edit.pending_change.is_none() => Mode::Form,
            _ => Mode::Settings,
        }
    }

    fn heading_text(&self, _context: &Context<'_>) -> String {
        texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.edit.is_some() {
            return self.handle_edit_action(action, context);
        }
        match action {
            Action::Open => self.open_selected(context),
            Action::ChoosePerson => self.choose_person(context),
            Action::Remove => self.remove_selected(context),
            Action::Back => Ok(Effect::Close),
            _ => Ok(self.move_cursor(action)),
        }
    }

    fn handle_input(&mut self, request: InputRequest, _context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(edit) = &mut self.edit {
            (edit.pending_change, edit.draft_restored) = (None, false);
            edit.field_list.handle_input(request);
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let pending = self.edit.as_ref().is_some_and(|it| it.pending_change.is_some());
        ReadKey::of((context.now.format_hm(), context.theme.prefs, pending))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let on = self.selected_setting();
        let known = |rows: &[SettingsRow], on: &SettingId| rows.iter().position(|row| row.id == *on);
        let before: Vec<SettingId> = self.rows.iter().map(|row| row.id.clone()).collect();
        self.rows = settings_rows::build_rows(context);
        // What could not be kept stays open, with what was typed.
        let pending = self.edit.as_mut().and_then(|edit| edit.pending_change.take());
        let kept = match pending {
            Some(change) => Self::is_saved(&change, context)?,
            None => false,
        };
        // The cursor goes to what was just added, else stays with its row.
        let is_new = |row: &SettingsRow| !before.is_empty() && !before.contains(&row.id);
        let new = self.rows.iter().position(is_new).filter(|_| kept);
        let same = on.and_then(|on| known(&self.rows, &on));
        let last = self.rows.len().saturating_sub(1);
        self.cursor = new.or(same).unwrap_or(self.cursor).min(last);
        if kept {
            self.finish_edit();
        }
        Ok(())
    }

    fn status_hint(&self, _context: &Context<'_>) -> String {
        match &self.edit {
            Some(edit) if edit.draft_restored => {
                entry_form_texts::words_restored(&key_name(Mode::Form, Action::Reset))
            }
            Some(_) => String::new(),
            None => texts::STATUS_HINT.into(),
        }
    }

    fn action_label(&self, action: Action, _context: &Context<'_>) -> Option<&'static str> {
        let edit = self.edit.as_ref()?;
        let next = edit.field_list.focused_position + 1 < edit.field_list.fields.len();
        (action == Action::Open && next).then_some("next")
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        match &self.edit {
            Some(edit) => Some((edit.draft_slot(), edit.collect_answers())),
            None => self.left_draft.clone(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let look = &context.theme;
        let mut lines = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (at, row) in self.rows.iter().enumerate() {
            if !row.heading.is_empty() {
                lines.push(Line::styled(format!(" {}", row.heading), look.dim_style()));
            }
            let begins = lines.len();
            match &self.edit {
                Some(edit) if at == self.cursor => {
                    lines.extend(edit.field_list.render_fields("", columns, look).0);
                }
                _ => lines.extend(render_row(row, at == self.cursor, columns, look)),
            }
            if at == self.cursor {
                // The heading above the first of its rows comes into view with it.
                from = begins.saturating_sub(usize::from(!row.heading.is_empty()));
                to = lines.len();
            }
        }
        let window = list::centred_window(from..to, lines.len(), room);
        context.note_rows_below(window.end < lines.len());
        let shown: Vec<Line<'_>> = lines.drain(window).collect();
        frame.render_widget(Paragraph::new(shown), area);
    }
}

/// A row with its value beside it, the value in as many lines as it takes up to [`MAX_VALUE_LINES`].
fn render_row(row: &SettingsRow, picked: bool, columns: usize, look: &Theme) -> Vec<Line<'static>> {
    let more = look.glyph(Glyph::Ellipsis);
    let cursor = look.cursor_sign(picked);
    let style = look.row_style(picked);
    let wide = if columns >= 50 { 18 } else { columns / 3 };
    let room = columns.saturating_sub(4);
    let head = look.text(&row.label);
    if row.value.is_empty() {
        return vec![Line::styled(format!(" {cursor} {}", truncate_to_width(&head, room, more)), style)];
    }
    let room = room.saturating_sub(wide).max(1);
    let mut values = wrap_text(&look.text(&row.value), room);
    if let Some(rest) = values.get(MAX_VALUE_LINES - 1..).filter(|rest| rest.len() > 1) {
        let last = truncate_to_width(&rest.join(" "), room, more);
        values.truncate(MAX_VALUE_LINES - 1);
        values.push(last);
    }
    let lines = values.into_iter().enumerate().map(|(at, value)| {
        let (head, cursor) = if at == 0 { (head.as_ref(), cursor) } else { ("", ' ') };
        let head = pad_to_width(head, wide.saturating_sub(1), more);
        Line::from(vec![Span::styled(format!(" {cursor} {head} "), style), Span::styled(value, style)])
    });
    lines.collect()
}

/// The key of an action where settings are listed.
fn key(action: Action) -> String {
    key_name(Mode::Settings, action)
}
