//! The typed line: one line, and what will be kept of it while it is typed. What cannot be read is never kept as
//! anything else unless the parent says so. The same field finds what can be done by name; `palette.rs` has the rule.
//!
//! ```text
//!  : slept 11:40-12:55, held
//!
//!    sleep   1 h 15   11:40–12:55
//!            held
//! ```

pub(crate) mod parse_preview;

use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::model::{Baby, Entry, EntryKind, Id, Timestamp, describe, validate_entry};
use crate::quick_line::{LineContext, ParseError, ParsedLine, end_running_sleep, parse_addressed_line};
use crate::store::StoreError;
use crate::tui::keys::{Action, Mode, key_for_action};
use crate::tui::screens::command_palette::{CommandPalette, says};
use crate::tui::screens::entry_form::{blocking_warning, entry_form_texts};
pub(crate) use crate::tui::screens::quick_line::parse_preview::LINE_EXAMPLES;
use crate::tui::screens::{Context, Effect, ReadKey, Screen, UnsavedDraft};
use crate::tui::widgets::text_input;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use serde_json::json;
use std::cell::Cell;
use tui_input::{Input, InputRequest};

const HEADING: &str = "Type a line, or anything by name";
const DRAFT_RESTORED: &str = "What you typed before is here; ctrl-u clears it.";
const READINGS_HINT: &str = "tab takes one of these lines, and tab again the next";
const NOT_SAVED_YET: &str = "Nothing was kept yet: please mend the line, or tab makes it a note.";
/// Seconds after which the times of a line left unfinished are asked about.
const STALE_AFTER_SECS: i64 = 300;

fn no_running_sleep(baby: &str) -> String {
    format!("No sleep of {baby}'s is under way. One that is over is written as in: slept 11:40-12:55")
}

fn already_asleep(baby: &str, since: &str) -> String {
    format!("{baby} is asleep since {since} already. A line such as \"awake\" ends that sleep.")
}

/// `11:40`, `21 Nov 2026 23:50`.
fn format_since(at: Timestamp, now: Timestamp) -> String {
    if at.local_date() == now.local_date() {
        at.format_hm()
    } else {
        format!("{} {}", format_short_date(at.local_date()), at.format_hm())
    }
}

/// Where a line waits: it is this carer's, about this baby.
pub(crate) fn line_draft_slot(here: &Context<'_>) -> String {
    let baby = here.family.selected_baby().map(|baby| baby.id.to_string());
    let carer = here.family.selected_carer().map(|carer| carer.id.to_string());
    let (baby, carer) = (baby.unwrap_or_default(), carer.unwrap_or_default());
    format!("line-{baby}-{carer}")
}

pub struct TypedLineScreen {
    input: Input,
    /// The readings of a time inside a clock change, once one was taken.
    readings: Option<Vec<String>>,
    running_sleeps: Vec<Entry>,
    has_warned: bool,
    is_restored: bool,
    has_status: bool,
    draft_slot: String,
    /// What can be done by name where it was opened.
    palette: CommandPalette,
    opening_key: String,
    /// What is typed only looks for something to do.
    is_seeking_command: bool,
    /// A draft was found in its slot, or left there.
    has_stored_draft: Cell<bool>,
    typed_at: Timestamp,
    /// That is a while ago, and its times were not asked about yet.
    is_stale: bool,
    /// What "now" and "20m ago" are reckoned from, when that is not this moment: what was typed then is meant then.
    reference_time: Option<Timestamp>,
}

enum LineOutcome {
    /// Adds an entry, or one for each of several babies.
    AddEntries(Vec<Entry>),
    /// Ends the sleep that runs, or those of several babies.
    EndSleeps(Vec<(Entry, Entry)>),
    Invalid(ParseError),
}

impl TypedLineScreen {
    /// With what was typed before and left. It was opened from `place`; `recent` was lately done by name, and `word`
    /// names an action as the screen there would.
    pub fn new(
        place: Mode,
        recent: &[Action],
        word: impl Fn(Action) -> Option<&'static str>,
        here: &Context<'_>,
    ) -> Result<Self, StoreError> {
        let slot = line_draft_slot(here);
        let draft = here.store.load_draft(&slot)?;
        let text = draft.as_ref().and_then(|draft| draft["text"].as_str()).unwrap_or_default();
        let typed = draft.as_ref().and_then(|draft| draft["at"].as_str());
        let heard = typed.and_then(Timestamp::parse_rfc3339).unwrap_or(here.now);
        let old = here.now.unix_seconds() - heard.unix_seconds() > STALE_AFTER_SECS && !text.is_empty();
        let mut line = Self {
            draft_slot: slot,
            palette: CommandPalette::new(place, recent, word, here.theme.ascii),
            opening_key: key_for_action(place, Action::TypeLine).unwrap_or_default(),
            is_seeking_command: false,
            has_stored_draft: Cell::new(draft.is_some()),
            typed_at: heard,
            is_stale: old,
            reference_time: old.then_some(heard),
            is_restored: !text.is_empty(),
            input: Input::new(text.to_owned()),
            readings: None,
            running_sleeps: Vec::new(),
            has_warned: false,
            has_status: false,
        };
        line.update_palette(here);
        Ok(line)
    }

    /// Looks for what can be done by the words typed.
    fn update_palette(&mut self, here: &Context<'_>) {
        let comes = self.evaluate_line(here);
        let is_line =
            !matches!(comes, LineOutcome::Invalid(ParseError::Unreadable { .. } | ParseError::Empty));
        self.palette.filter_commands(self.input.value(), is_line);
        self.is_seeking_command = self.palette.selected_action().is_some();
    }

    fn evaluate_line(&self, here: &Context<'_>) -> LineOutcome {
        let whole = |says: String| {
            LineOutcome::Invalid(ParseError::Unreadable {
                message: says,
                byte_range: 0..0,
                can_keep_as_note: false,
            })
        };
        let Some(carer) = here.family.selected_carer() else {
            return LineOutcome::Invalid(ParseError::Empty);
        };
        let baby = here.family.selected_baby();
        let context = LineContext {
            now: self.reference_time.unwrap_or(here.now),
            family: here.family,
            baby: baby.map(|baby| baby.id),
            carer: carer.id,
        };
        let (said, about) = match parse_addressed_line(self.input.value(), &context) {
            Ok(read) => read,
            Err(unread) => return LineOutcome::Invalid(unread),
        };
        let whose: Vec<&Baby> = if about.is_empty() {
            baby.into_iter().collect()
        } else {
            about.iter().filter_map(|id| here.family.find_baby(*id)).collect()
        };
        match said {
            ParsedLine::Entry(mut entry) => {
                if entry.kind() == EntryKind::Note {
                    // A note that is about all of them is about none in particular.
                    entry.baby = about.first().copied().filter(|_| about.len() == 1);
                    return LineOutcome::AddEntries(vec![entry]);
                }
                let open = entry.kind() == EntryKind::Sleep && entry.is_open();
                let mut asleep_already = whose.iter().filter_map(|baby| {
                    Some((baby, self.find_running_sleep(baby.id, here).filter(|_| open)?))
                });
                match asleep_already.next() {
                    Some((baby, running)) => whole(already_asleep(
                        &sanitize_text(baby.display_name()),
                        &format_since(running.at, here.now),
                    )),
                    None => LineOutcome::AddEntries(entry.copy_for_babies(&about)),
                }
            }
            awake => {
                let running = whose.iter().filter_map(|baby| self.find_running_sleep(baby.id, here));
                let ended = running.map(|it| (it.clone(), end_running_sleep(it, awake.clone())));
                let ended: Vec<(Entry, Entry)> = ended.collect();
                let problem = ended.iter().find_map(|(_, it)| validate_entry(it, here.now).err());
                match (problem, ended.is_empty(), whose.first()) {
                    (Some(problem), ..) => whole(problem.message),
                    (None, false, _) => LineOutcome::EndSleeps(ended),
                    (None, true, baby) => {
                        whole(no_running_sleep(&sanitize_text(baby.map_or("", |b| b.display_name()))))
                    }
                }
            }
        }
    }

    /// A baby's sleep that runs now, however long ago it was read.
    fn find_running_sleep(&self, baby: Id, here: &Context<'_>) -> Option<&Entry> {
        let mut running = self.running_sleeps.iter();
        running.rfind(|it| it.baby == Some(baby) && it.is_running_sleep(here.now))
    }

    fn save_line(&mut self, here: &Context<'_>) -> Result<Effect, StoreError> {
        let (entries, change) = match self.evaluate_line(here) {
            LineOutcome::AddEntries(entries) => {
                let first = entries.last().map(|it| describe::format_title(it, here.family, here.now));
                let change = here.family.add_entries(&first.unwrap_or_default(), &entries);
                (entries, change)
            }
            LineOutcome::EndSleeps(both) => {
                let change = here.family.end_sleeps(&both, here.now);
                let ended = both.into_iter().map(|(_, after)| after);
                (ended.collect(), change)
            }
            // What is wrong stands below the line already.
            LineOutcome::Invalid(ParseError::Ambiguous { .. }) => return Ok(self.set_status(READINGS_HINT)),
            LineOutcome::Invalid(ParseError::Unreadable { .. }) => return Ok(self.set_status(NOT_SAVED_YET)),
            LineOutcome::Invalid(unread) => return Ok(self.set_status(&unread.to_string())),
        };
        if std::mem::take(&mut self.is_stale) {
            let on = entry_form_texts::format_typed_at(self.typed_at, here.now);
            return Ok(self.set_status(&entry_form_texts::check_time_reminder(&on)));
        }
        for entry in entries.iter().filter(|_| !self.has_warned) {
            if let Some(says) = blocking_warning(entry, here)? {
                self.has_warned = true;
                return Ok(self.set_status(&says));
            }
        }
        Ok(Effect::SaveAndClose(change))
    }

    fn is_blank(&self) -> bool {
        self.input.value().trim().is_empty()
    }

    fn set_status(&mut self, says: &str) -> Effect {
        self.has_status = true;
        Effect::SetStatus(says.to_owned())
    }

    fn clear_status(&mut self) -> Effect {
        if std::mem::take(&mut self.has_status) {
            return Effect::SetStatus(String::new());
        }
        Effect::Stay
    }

    /// Tab: the other reading, or the line as a note.
    fn take_alternative(&mut self, here: &Context<'_>) -> Effect {
        if let Some(readings) = &self.readings {
            let at = readings.iter().position(|line| line == self.input.value());
            let next = at.map_or(0, |at| at + 1) % readings.len().max(1);
            self.input = Input::new(readings.get(next).cloned().unwrap_or_default());
            self.update_palette(here);
            return self.clear_status();
        }
        match self.evaluate_line(here) {
            LineOutcome::Invalid(ParseError::Ambiguous { readings: lines, .. }) => {
                self.input = Input::new(lines.first().cloned().unwrap_or_default());
                self.readings = Some(lines);
            }
            LineOutcome::Invalid(ParseError::Unreadable { .. }) => {
                self.input = Input::new(format!("note {}", self.input.value().trim_start()));
            }
            _ => {}
        }
        self.update_palette(here);
        self.clear_status()
    }
}

impl Screen for TypedLineScreen {
    fn input_mode(&self) -> Mode {
        Mode::TypedLine
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        HEADING.into()
    }

    fn handle_action(&mut self, action: Action, here: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open => match self.palette.selected_action() {
                Some(action) => Ok(Effect::RunAction(action)),
                None => self.save_line(here),
            },
            Action::Up | Action::Down => {
                self.palette.move_selection(action);
                Ok(self.clear_status())
            }
            Action::NextPart => Ok(self.take_alternative(here)),
            Action::Back if self.is_blank() || self.is_seeking_command => Ok(Effect::Close),
            Action::Back => Ok(Effect::CloseWithStatus(entry_form_texts::draft_waiting(&self.opening_key))),
            _ => Ok(Effect::Stay),
        }
    }

    fn handle_input(&mut self, request: InputRequest, here: &Context<'_>) -> Result<Effect, StoreError> {
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
            self.typed_at = here.now;
        }
        self.update_palette(here);
        Ok(self.clear_status())
    }

    fn read_key(&self, here: &Context<'_>) -> ReadKey {
        format!("{:?}", here.family.selected_baby().map(|baby| baby.id))
    }

    fn load_data(&mut self, here: &Context<'_>) -> Result<(), StoreError> {
        self.running_sleeps = here.store.load_open_entries(EntryKind::Sleep)?;
        Ok(())
    }

    fn status_hint(&self, here: &Context<'_>) -> String {
        match (self.is_restored, self.is_stale) {
            (false, _) if self.palette.selected_action().is_some() => says::COMMAND_SELECTED.into(),
            (false, _) if self.is_blank() => says::TYPE_OR_PICK.into(),
            (false, _) if self.palette.is_empty() => String::new(),
            (false, _) => says::LINE_OR_COMMAND.into(),
            (true, false) => DRAFT_RESTORED.into(),
            (true, true) => {
                let on = entry_form_texts::format_typed_at(self.typed_at, here.now);
                format!("{DRAFT_RESTORED} {}", entry_form_texts::check_time_reminder(&on))
            }
        }
    }

    fn action_label(&self, action: Action, _here: &Context<'_>) -> Option<&'static str> {
        let does = action == Action::Open && self.palette.selected_action().is_some();
        does.then_some(says::RUN_LABEL)
    }

    fn draft_slot(&self) -> Option<&str> {
        Some(&self.draft_slot)
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        if self.is_blank() || self.is_seeking_command {
            return self.has_stored_draft.get().then(|| (self.draft_slot.clone(), None));
        }
        self.has_stored_draft.set(true);
        let content = json!({ "text": self.input.value(), "at": self.typed_at.to_rfc3339() });
        Some((self.draft_slot.clone(), Some(content)))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Context<'_>) {
        let look = &here.theme;
        let columns = usize::from(area.width);
        let mut spans = vec![Span::styled(" : ", look.accent_style())];
        spans.extend(
            text_input::render_input_line(&self.input, columns.saturating_sub(4).max(1), true, look).spans,
        );
        let carets =
            if self.is_seeking_command { String::new() } else { self.mark_error_span(columns, here) };
        let mut lines = vec![Line::from(spans), Line::styled(carets, look.accent_style())];
        // Words that only look for something are no line to be mended.
        if !self.is_seeking_command {
            lines.extend(self.render_preview(columns, here));
        }
        if !self.palette.is_empty() {
            lines.truncate(usize::from(area.height).saturating_sub(3).max(2));
            lines.push(Line::default());
            let room = usize::from(area.height).saturating_sub(lines.len());
            lines.extend(self.palette.render_lines(columns, room, here));
        }
        frame.render_widget(Paragraph::new(lines), area);
    }
}
