//! A stop that may have been forgotten: a sleep or a massage under way for longer than is likely. Today asks in one line,
//! once for each; here it is answered: when it ended, that it goes on, or that it stays open.
//!
//! ```text
//!  Asleep since 20:10 yesterday?
//!
//!  ▸ woke at        06:45
//!    still asleep
//!    leave it open, without an end
//!
//!    Saturday 21 November, 20:10–Sun 06:45, 10 h 35
//! ```
//!
//! What is long stands here too: a sleep of over 13 hours, or one that has lain over 5 hours in the day; a massage of over
//! 3 hours. Entries of another app and those older than a week are let be: nobody knows any more.

use crate::model::time::{next_day, previous_day};
use crate::model::{Change, Details, Entry, EntryKind, Id, TimeRange, Timestamp, describe, validate_entry};
use crate::quick_line::{ParseError, parse_times, print_times};
use crate::store::StoreError;
use crate::text::width::wrap_text;
use crate::texts::missing_end_texts;
use crate::tui::keys::{Action, Mode, key_for_action, key_name};
use crate::tui::screens::entry_form::{blocking_warning, time_text};
use crate::tui::screens::unsaved_draft::DraftSlot;
use crate::tui::screens::{Context, Effect, Screen, UnsavedDraft};
use crate::tui::widgets::text_input;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as Painted};
use ratatui::widgets::Paragraph;
use serde_json::json;
use tui_input::{Input, InputRequest};

const HOUR_SECS: i64 = 3600;

/// What is open of any baby whose pages are, and was not asked about before, the oldest first.
pub(crate) fn find_open_entries(context: &Context<'_>) -> Result<Vec<Entry>, StoreError> {
    let babies: Vec<Id> = context.family.open_babies().map(|baby| baby.id).collect();
    let mut open = context.store.load_open_entries(EntryKind::Sleep)?;
    open.extend(context.store.load_open_entries(EntryKind::Massage)?);
    open.retain(|entry| {
        entry.baby.is_some_and(|baby| babies.contains(&baby))
            && context.now.unix_seconds() - entry.at.unix_seconds() < 7 * 24 * HOUR_SECS
    });
    open.sort_by_key(|entry| entry.at);
    let mut asked = Vec::new();
    for entry in open {
        let draft = context.store.load_draft(&draft_slot(entry.id))?;
        if draft.is_none_or(|draft| draft["answer"].is_null()) {
            asked.push(entry);
        }
    }
    Ok(asked)
}

/// What Today asks about an open entry.
pub(crate) fn format_reminder(entry: &Entry, context: &Context<'_>) -> String {
    let key = key_for_action(Mode::Today, Action::AnswerMissingEnd).unwrap_or_default();
    let several = context.family.babies.len() > 1;
    let baby = entry.baby.filter(|_| several).and_then(|baby| context.family.find_baby(baby));
    missing_end_texts::format_reminder(baby.map(|baby| baby.display_name()), entry, context.now, &key)
}

/// Whether something open has been so for longer than is likely at this time of day.
pub(crate) fn is_overdue(entry: &Entry, context: &Context<'_>) -> bool {
    let span = TimeRange { from: entry.at.unix_seconds(), to: context.now.unix_seconds() };
    match &entry.details {
        Details::Sleep(sleep) if !sleep.imported => {
            span.duration_seconds() > 13 * HOUR_SECS || daytime_secs(span, context) > 5 * HOUR_SECS
        }
        Details::Massage(_) => span.duration_seconds() > 3 * HOUR_SECS,
        _ => false,
    }
}

/// Seconds of a stretch of up to a day that lie in the daytime.
fn daytime_secs(span: TimeRange, context: &Context<'_>) -> i64 {
    let hours = &context.family.settings.day_boundaries;
    let date = hours.timestamp_at(span.from).local_date();
    let days = [previous_day(date), date, next_day(date)];
    let within = days.iter().filter_map(|day| hours.daytime_range(*day).intersect_with(span));
    within.map(TimeRange::duration_seconds).sum()
}

/// Where the answer is kept, and what is typed meanwhile.
fn draft_slot(entry: Id) -> String {
    format!("asked-{entry}")
}

/// The answers, in the order they are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MissingEndAnswer {
    Ended,
    StillRunning,
    LeaveOpen,
}

pub(crate) struct MissingEndScreen {
    entry: Entry,
    answers: Vec<MissingEndAnswer>,
    selected: usize,
    input: Input,
    problem: String,
    /// What stands in the way was named; keeping again keeps it.
    has_warned: bool,
    /// The answer that is kept with the entry, once it is given.
    chosen_answer: Option<&'static str>,
    draft: DraftSlot,
}

impl MissingEndScreen {
    /// Asks about an entry, with what was typed before and left.
    pub(crate) fn new(entry: Entry, context: &Context<'_>) -> Result<Self, StoreError> {
        let (slot, draft) = DraftSlot::load(draft_slot(entry.id), context)?;
        let typed = draft.as_ref().and_then(|draft| draft["text"].as_str());
        let mut answers = vec![MissingEndAnswer::Ended, MissingEndAnswer::LeaveOpen];
        if entry.is_running_sleep(context.now) || entry.is_running_massage(context.now) {
            answers.insert(1, MissingEndAnswer::StillRunning);
        }
        Ok(Self {
            input: Input::new(typed.unwrap_or_default().to_owned()),
            entry,
            answers,
            selected: 0,
            problem: String::new(),
            has_warned: false,
            chosen_answer: None,
            draft: slot,
        })
    }

    fn has_text(&self) -> bool {
        !self.input.value().trim().is_empty()
    }

    fn submit_answer(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        match self.answers.get(self.selected) {
            // Nobody asked yet, so that it is asked later still.
            Some(MissingEndAnswer::StillRunning) if !is_overdue(&self.entry, context) => {
                Ok(Effect::CloseWithStatus(missing_end_texts::GOES_ON.into()))
            }
            Some(MissingEndAnswer::StillRunning) => {
                Ok(self.leave_open("goes-on", missing_end_texts::STILL_RUNNING))
            }
            Some(MissingEndAnswer::LeaveOpen) => {
                let edit = key_name(Mode::Today, Action::Edit);
                Ok(self.leave_open("open", &missing_end_texts::left_open(&edit)))
            }
            _ => self.save_end(context),
        }
    }

    fn leave_open(&mut self, answer: &'static str, message: &str) -> Effect {
        self.chosen_answer = Some(answer);
        Effect::CloseWithStatus(message.into())
    }

    fn save_end(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        let ended = match self.parse_end(context) {
            Ok(ended) => ended,
            Err(problem) => {
                self.problem = problem;
                return Ok(Effect::Stay);
            }
        };
        if !self.has_warned
            && let Some(message) = blocking_warning(&ended, context)?
        {
            self.has_warned = true;
            self.problem = message;
            return Ok(Effect::Stay);
        }
        let title = describe::format_title(&ended, context.family, context.now);
        Ok(Effect::SaveAndClose(Change::replace_record(title, self.entry.clone(), ended)))
    }

    /// The entry with the end typed, which is read as the end of a range that begins where the entry does.
    fn parse_end(&self, context: &Context<'_>) -> Result<Entry, String> {
        let typed = self.input.value().trim();
        let no_time = || missing_end_texts::invalid_end(&self.entry, context.now);
        if typed.is_empty() {
            return Err(no_time());
        }
        let hours = &context.family.settings.day_boundaries;
        let range = format!("{} - {typed}", print_times(self.entry.at, None, false, hours));
        let line_context = time_text::line_context(context, context.now).ok_or_else(no_time)?;
        let until = match parse_times(&range, &line_context) {
            Ok(read) => read.until.filter(|_| read.at == self.entry.at),
            Err(ParseError::Ambiguous { .. }) => return Err(missing_end_texts::AMBIGUOUS_HOUR.into()),
            Err(_) => None,
        };
        let mut ended = self.entry.clone();
        ended.until = Some(until.ok_or_else(no_time)?);
        if let Details::Massage(massage) = &mut ended.details {
            massage.live = false;
        }
        validate_entry(&ended, context.now).map_err(|problem| problem.message)?;
        Ok(ended)
    }

    fn move_selection(&mut self, down: bool) {
        let rows = self.answers.len();
        self.selected = if down { self.selected + 1 } else { self.selected + rows - 1 } % rows.max(1);
        self.problem.clear();
    }
}

impl Screen for MissingEndScreen {
    fn input_mode(&self) -> Mode {
        Mode::Form
    }

    fn heading_text(&self, _here: &Context<'_>) -> String {
        missing_end_texts::screen_heading(self.entry.kind()).into()
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open | Action::SaveForm => return self.submit_answer(context),
            Action::Down | Action::NextPart => self.move_selection(true),
            Action::Up | Action::PreviousPart => self.move_selection(false),
            Action::Reset => self.input.reset(),
            Action::Back => return Ok(Effect::Close),
            _ => {}
        }
        Ok(Effect::Stay)
    }

    fn handle_input(&mut self, request: InputRequest, _here: &Context<'_>) -> Result<Effect, StoreError> {
        self.selected = 0;
        self.has_warned = false;
        self.problem.clear();
        self.input.handle(match request {
            InputRequest::InsertChar('\n' | '\t') => InputRequest::InsertChar(' '),
            other => other,
        });
        self.draft.record_change(self.has_text());
        Ok(Effect::Stay)
    }

    fn draft_slot(&self) -> Option<&str> {
        Some(&self.draft.name)
    }

    fn unsaved_draft(&self) -> Option<UnsavedDraft> {
        let content = match self.chosen_answer {
            Some(answer) => Some(json!({ "answer": answer })),
            None if self.has_text() => Some(json!({ "text": self.input.value() })),
            None => None,
        };
        self.draft.unsaved_draft(content)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = &context.theme;
        let columns = usize::from(area.width);
        let mut lines = Vec::new();
        let say = |text: &str, style: Style, lines: &mut Vec<Line<'static>>| {
            let rows = wrap_text(&theme.text(text), columns.saturating_sub(4));
            lines.extend(rows.into_iter().map(|row| Line::styled(format!("  {row}"), style)));
        };
        say(&missing_end_texts::format_question(&self.entry, context.now), Style::new(), &mut lines);
        lines.push(Line::default());
        for (row, answer) in self.answers.iter().enumerate() {
            let marked = row == self.selected;
            let (sign, style) = (theme.cursor_sign(marked), theme.row_style(marked));
            let name = missing_end_texts::answer_label(
                *answer == MissingEndAnswer::Ended,
                *answer == MissingEndAnswer::StillRunning,
                self.entry.kind(),
            );
            let mut line = Line::styled(format!(" {sign} {name}"), style);
            if *answer == MissingEndAnswer::Ended {
                let room = columns.saturating_sub(16).max(1);
                line.push_span(Painted::raw("   "));
                line.extend(text_input::render_input_line(&self.input, room, marked, theme).spans);
            }
            lines.push(line);
        }
        lines.push(Line::default());
        if !self.problem.is_empty() {
            say(&self.problem, theme.accent_style(), &mut lines);
        } else if let Ok(ended) = self.parse_end(context) {
            say(&describe_times(&ended, context.now), Style::new(), &mut lines);
        }
        let down = key_name(Mode::Form, Action::Down);
        say(&missing_end_texts::answer_hint(&down), theme.dim_style(), &mut lines);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// `Saturday 21 November, 20:10–Sun 06:45, 10 h 35`.
fn describe_times(ended: &Entry, now: Timestamp) -> String {
    let (at, until, about): (Timestamp, _, _) = (ended.at, ended.until, ended.approximate);
    let times = crate::quick_line::ParsedTimes { at, until, approximate: about };
    time_text::describe_times(&times, now.local_date())
}
