//! The typed line: one line, and what will be kept of it while it is typed. What cannot be read is never kept as
//! anything else unless the parent says so. The same field finds what can be done by name; `command_palette` has the rule.
//!
//! ```text
//!  : slept 11:40-12:55, held
//!
//!    sleep   1 h 15   11:40–12:55
//!            held
//! ```

pub(crate) mod date_jump;
pub(crate) mod parse_preview;

use crate::model::time::{format_long_date_near, format_short_date};
use crate::model::{Entry, EntryKind, Id, Timestamp};
use crate::quick_line::line_on_day::{LineDay, read_line_on_day};
use crate::quick_line::outcome::{LineOutcome, OutcomeContext, OutcomeError, change_of};
use crate::quick_line::{LineContext, ParseError, ParsedLine, read_line};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::quick_line_texts;
use crate::tui::keys::{Action, Mode, key_for_action, key_name};
use crate::tui::screens::command_palette::CommandPalette;
use crate::tui::screens::entry_form::time_text::same_time_on;
use crate::tui::screens::entry_form::{blocking_warning, entry_form_texts};
use crate::tui::screens::quick_line::date_jump::DateJump;
use crate::tui::screens::unsaved_draft::DraftSlot;
use crate::tui::screens::{Context, Effect, ReadKey, Screen, UnsavedDraft, describe_closed_pages};
use crate::tui::widgets::text_input;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use tui_input::{Input, InputRequest};

/// Seconds after which the times of a line left unfinished are asked about.
const STALE_AFTER_SECS: i64 = 300;

/// `11:40`, `21 Nov 2026 23:50`.
fn format_since(at: Timestamp, now: Timestamp) -> String {
    if at.local_date() == now.local_date() {
        at.format_hm()
    } else {
        format!("{} {}", format_short_date(at.local_date()), at.format_hm())
    }
}

/// Where a line waits: it is this carer's, about this baby.
pub(crate) fn line_draft_slot(context: &Context<'_>) -> String {
    let baby = context.family.selected_baby().map(|baby| baby.id.to_string());
    let carer = context.family.selected_carer().map(|carer| carer.id.to_string());
    let (baby, carer) = (baby.unwrap_or_default(), carer.unwrap_or_default());
    format!("line-{baby}-{carer}")
}

pub(crate) struct TypedLineScreen {
    input: Input,
    /// The readings of a time inside a clock change, once one was taken.
    readings: Option<Vec<String>>,
    running_sleeps: Vec<Entry>,
    running_massages: Vec<Entry>,
    has_warned: bool,
    is_restored: bool,
    has_status: bool,
    draft: DraftSlot,
    /// What can be done by name where it was opened.
    palette: CommandPalette,
    opening_key: String,
    /// What is typed only looks for something to do.
    is_seeking_command: bool,
    is_failed_search: bool,
    /// What is typed names a month or a day, and nothing that happened.
    jump: Option<DateJump>,
    typed_at: Timestamp,
    /// That is a while ago, and its times were not asked about yet.
    is_stale: bool,
    /// What "now" and "20m ago" are reckoned from, when that is not this moment: what was typed then is meant then.
    reference_time: Option<Timestamp>,
    /// The day that was shown where it was opened, when that is not today: the line is about it.
    day: Option<NaiveDate>,
}

impl TypedLineScreen {
    /// With what was typed before and left. It was opened from `place`; `recent` was lately done by name, and `word`
    /// names an action as the screen there would.
    pub(crate) fn new(
        place: Mode,
        recent: &[Action],
        word: impl Fn(Action) -> Option<&'static str>,
        day: Option<NaiveDate>,
        context: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let (slot, draft) = DraftSlot::load(line_draft_slot(context), context)?;
        let text = draft.as_ref().and_then(|draft| draft["text"].as_str()).unwrap_or_default();
        let typed = draft.as_ref().and_then(|draft| draft["at"].as_str());
        let heard = typed.and_then(Timestamp::parse_rfc3339).unwrap_or(context.now);
        let old = context.now.unix_seconds() - heard.unix_seconds() > STALE_AFTER_SECS && !text.is_empty();
        let mut line = Self {
            draft: slot,
            palette: CommandPalette::new(place, recent, word, context),
            opening_key: key_for_action(place, Action::TypeLine).unwrap_or_default(),
            is_seeking_command: false,
            is_failed_search: false,
            jump: None,
            typed_at: heard,
            is_stale: old,
            reference_time: old.then_some(heard),
            is_restored: !text.is_empty(),
            input: Input::new(text.to_owned()),
            readings: None,
            running_sleeps: Vec::new(),
            running_massages: Vec::new(),
            has_warned: false,
            has_status: false,
            day,
        };
        line.update_palette(context)?;
        Ok(line)
    }

    /// Looks for what can be done by the words typed.
    fn update_palette(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let comes = self.evaluate_line(context);
        let is_line = !matches!(comes, Err(ParseError::Unreadable { .. } | ParseError::Empty));
        self.jump = if is_line { None } else { DateJump::find(self.input.value(), context)? };
        self.palette.filter_commands(self.input.value(), is_line || self.jump.is_some());
        self.is_seeking_command = self.palette.selected_action().is_some() || self.jump.is_some();
        // Words that are neither a line nor found are a search that failed, and nothing to come back to.
        let few = self.input.value().split_whitespace().count() <= 2;
        let digits = self.input.value().chars().any(|c| c.is_ascii_digit());
        let unknown = matches!(comes, Err(ParseError::Unreadable { can_keep_as_note: true, .. }));
        self.is_failed_search = few && !digits && unknown;
        self.draft.record_change(self.has_line() && !self.is_failed_search);
        Ok(())
    }

    fn evaluate_line(&self, context: &Context<'_>) -> Result<Vec<LineOutcome>, ParseError> {
        self.evaluate_text(self.input.value(), context)
    }

    fn evaluate_text(&self, text: &str, context: &Context<'_>) -> Result<Vec<LineOutcome>, ParseError> {
        let carer = context.family.selected_carer().ok_or(ParseError::Empty)?;
        let baby = context.family.selected_baby().map(|baby| baby.id);
        let line_context = LineContext {
            now: self.reference_time.unwrap_or(context.now),
            family: context.family,
            baby,
            carer: carer.id,
        };
        let running = self.running_sleeps.iter().chain(&self.running_massages);
        let running: Vec<Entry> = running.filter(|it| it.is_under_way(line_context.now)).cloned().collect();
        let is_entry = |(line, _): &(ParsedLine, Vec<Id>)| matches!(line, ParsedLine::Entry(_));
        let lines = match (self.day, read_line(text, &line_context, &running)) {
            (Some(day), read) if read.as_ref().map_or(true, |lines| lines.iter().all(is_entry)) => {
                let day = LineDay { date: day, same_time: same_time_on(day, context) };
                read_line_on_day(text, day, &line_context)?
            }
            (_, read) => read?,
        };
        let outcome = OutcomeContext {
            now: context.now,
            family: context.family,
            baby,
            note_baby: None,
            open_sleeps: &self.running_sleeps,
        };
        let name = |baby: Option<Id>| {
            let baby = baby.and_then(|id| context.family.find_baby(id));
            baby.map_or("", |baby| baby.display_name())
        };
        outcome.decide_all(lines).map_err(|error| {
            let message = match error {
                OutcomeError::BabyNeeded => quick_line_texts::no_running_sleep(""),
                OutcomeError::NotAsleep(baby) => quick_line_texts::no_running_sleep(name(Some(baby))),
                OutcomeError::AlreadyAsleep(running) => quick_line_texts::already_asleep(
                    name(running.baby),
                    &format_since(running.at, context.now),
                ),
                OutcomeError::Invalid(problem) => problem.message,
                OutcomeError::Closed(_) => describe_closed_pages(),
            };
            ParseError::Unreadable { message, byte_range: 0..0, can_keep_as_note: false }
        })
    }

    fn save_line(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let (entries, change) = match self.evaluate_line(context) {
            Ok(outcomes) => {
                let entries: Vec<Entry> = outcomes.iter().flat_map(LineOutcome::entries).collect();
                (entries, change_of(&outcomes, context.family, context.now))
            }
            // What is wrong stands below the line already.
            Err(ParseError::Ambiguous { .. }) => {
                return Ok(self.set_status(&quick_line_texts::readings_hint(&key(Action::NextPart))));
            }
            Err(ParseError::Unreadable { .. }) => {
                return Ok(self.set_status(&quick_line_texts::not_saved_yet(&key(Action::NextPart))));
            }
            Err(unread) => return Ok(self.set_status(&unread.to_string())),
        };
        if std::mem::take(&mut self.is_stale) {
            let on = entry_form_texts::format_typed_at(self.typed_at, context.now);
            return Ok(self.set_status(&entry_form_texts::check_time_reminder(&on)));
        }
        for entry in entries.iter().filter(|_| !self.has_warned) {
            if let Some(message) = blocking_warning(entry, context)? {
                self.has_warned = true;
                return Ok(self.set_status(&message));
            }
        }
        Ok(Effect::SaveAndClose(change))
    }

    /// Something is typed that may be kept, and is not a search for a command.
    fn has_line(&self) -> bool {
        !self.is_blank() && !self.is_seeking_command
    }

    fn is_blank(&self) -> bool {
        self.input.value().trim().is_empty()
    }

    fn set_status(&mut self, message: &str) -> Effect {
        self.has_status = true;
        Effect::SetStatus(message.to_owned())
    }

    fn clear_status(&mut self) -> Effect {
        if std::mem::take(&mut self.has_status) {
            return Effect::SetStatus(String::new());
        }
        Effect::Stay
    }

    /// Tab: the other reading, or the line as a note.
    fn take_alternative(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(readings) = &self.readings {
            let at = readings.iter().position(|line| line == self.input.value());
            let next = at.map_or(0, |at| at + 1) % readings.len().max(1);
            self.input = Input::new(readings.get(next).cloned().unwrap_or_default());
            self.update_palette(context)?;
            return Ok(self.clear_status());
        }
        match self.evaluate_line(context) {
            Err(ParseError::Ambiguous { readings: lines, .. }) => {
                self.input = Input::new(lines.first().cloned().unwrap_or_default());
                self.readings = Some(lines);
            }
            Err(ParseError::Unreadable { .. }) => {
                self.input = Input::new(format!("note {}", self.input.value().trim_start()));
            }
            _ => {}
        }
        self.update_palette(context)?;
        Ok(self.clear_status())
    }
}

impl Screen for TypedLineScreen {
    fn input_mode(&self) -> Mode {
        Mode::TypedLine
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        if let Some(day) = self.day {
            let day = format_long_date_near(day, context.now.local_date());
            return quick_line_texts::heading_for_day(&day);
        }
        quick_line_texts::HEADING.into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open => match self.palette.selected_action() {
                Some(action) => Ok(Effect::RunAction(action)),
                None => match self.jump {
                    Some(jump) => Ok(Effect::ChooseDate(jump.date)),
                    None => self.save_line(context),
                },
            },
            Action::Up | Action::Down => {
                self.palette.move_selection(action);
                Ok(self.clear_status())
            }
            Action::NextPart => self.take_alternative(context),
            Action::Back if !self.has_line() || self.is_failed_search => Ok(Effect::Close),
            Action::Back => Ok(Effect::CloseWithStatus(entry_form_texts::draft_waiting(&self.opening_key))),
            _ => Ok(Effect::Stay),
        }
    }

    fn handle_input(&mut self, request: InputRequest, context: &Context<'_>) -> Result<Effect, StoreError> {
        self.input.handle(match request {
            InputRequest::InsertChar('\n' | '\t') => InputRequest::InsertChar(' '),
            other => other,
        });
        (self.has_warned, self.is_restored, self.readings) = (false, false, None);
        // A word mended does not make the rest of an old line new.
        if self.is_blank() {
            (self.is_stale, self.reference_time) = (false, None);
        }
        if self.reference_time.is_none() {
            self.typed_at = context.now;
        }
        self.update_palette(context)?;
        Ok(self.clear_status())
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        ReadKey::of(context.family.selected_baby().map(|baby| baby.id))
    }

    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        self.running_sleeps = context.store.load_open_entries(EntryKind::Sleep)?;
        self.running_massages = context.store.load_open_entries(EntryKind::Massage)?;
        // On closed pages nothing runs.
        for entries in [&mut self.running_sleeps, &mut self.running_massages] {
            entries.retain(|entry| !context.family.has_closed_pages(entry));
        }
        Ok(())
    }

    fn status_hint(&self, context: &Context<'_>) -> String {
        match (self.is_restored, self.is_stale) {
            (false, _) if self.palette.selected_action().is_some() => {
                quick_line_texts::command_selected(&key(Action::Open), &key(Action::Up))
            }
            (false, _) if self.jump.is_some() => String::new(),
            (false, _) if self.is_blank() => quick_line_texts::type_or_pick(&key(Action::Down)),
            (false, _) if self.palette.is_empty() => String::new(),
            (false, _) => quick_line_texts::line_or_command(&key(Action::Open), &key(Action::Down)),
            (true, false) => quick_line_texts::DRAFT_RESTORED.into(),
            (true, true) => {
                let on = entry_form_texts::format_typed_at(self.typed_at, context.now);
                format!("{} {}", quick_line_texts::DRAFT_RESTORED, entry_form_texts::check_time_reminder(&on))
            }
        }
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        match (action, self.palette.selected_action(), self.jump) {
            (Action::Open, Some(_), _) => Some(quick_line_texts::RUN_LABEL),
            (Action::Open, None, Some(_)) => Some(quick_line_texts::GO_LABEL),
            _ => None,
        }
    }

    fn draft_slot(&self) -> Option<&str> {
        Some(&self.draft.name)
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let waits = self.has_line() && !self.is_failed_search;
        let content = waits.then(|| json!({ "text": self.input.value(), "at": self.typed_at.to_rfc3339() }));
        self.draft.unsaved_draft(content)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = &context.theme;
        let columns = usize::from(area.width);
        let mut spans = vec![Span::styled(" : ", theme.accent_style())];
        spans.extend(
            text_input::render_input_line(&self.input, columns.saturating_sub(4).max(1), true, theme).spans,
        );
        let read = self.evaluate_line(context);
        let carets =
            if self.is_seeking_command { String::new() } else { self.mark_error_span(&read, columns) };
        let mut lines = vec![Line::from(spans), Line::styled(carets, theme.accent_style())];
        // Words that only look for something are no line to be mended.
        if let Some(jump) = self.jump {
            let told = wrap_text(&jump.describe(&key(Action::Open), context), columns.saturating_sub(4));
            lines.extend(told.into_iter().map(|text| Line::from(format!("   {text}"))));
        } else if !self.is_seeking_command {
            lines.extend(self.render_preview(&read, columns, context));
        }
        if !self.palette.is_empty() {
            lines.truncate(usize::from(area.height).saturating_sub(3).max(2));
            lines.push(Line::default());
            let room = usize::from(area.height).saturating_sub(lines.len());
            lines.extend(self.palette.render_lines(columns, room, context));
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// The key of an action while a line is typed.
fn key(action: Action) -> String {
    key_name(Mode::TypedLine, action)
}
