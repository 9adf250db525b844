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

mod says;

use super::form::{in_the_way, when};
use super::{Draft, Here, Screen, Step};
use crate::journal::line::{Unread, print_times, times};
use crate::journal::time::{before, next};
use crate::journal::{At, Change, Entry, Id, Kind, Span, What, check, tell};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::field;
use crate::widgets::look::Glyph;
use crate::widgets::text::wrap;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span as Painted};
use ratatui::widgets::Paragraph;
use serde_json::json;
use std::cell::Cell;
use tui_input::{Input, InputRequest};

pub(crate) use says::{asked, question};

const HOUR: i64 = 3600;

/// What is open of the chosen baby's and was not asked about before, the oldest first.
pub(crate) fn open(here: &Here<'_>) -> Result<Vec<Entry>, Trouble> {
    let baby = here.family.chosen_baby().map(|baby| baby.id);
    let mut open = here.store.open_entries(Kind::Sleep)?;
    open.extend(here.store.open_entries(Kind::Massage)?);
    open.retain(|entry| entry.baby == baby && here.now.secs() - entry.at.secs() < 7 * 24 * HOUR);
    open.sort_by_key(|entry| entry.at);
    let mut asked = Vec::new();
    for entry in open {
        let draft = here.store.draft(&slot(entry.id))?;
        if draft.is_none_or(|draft| draft["answer"].is_null()) {
            asked.push(entry);
        }
    }
    Ok(asked)
}

/// Whether something open has been so for longer than is likely at this time of day.
pub(crate) fn is_long(entry: &Entry, here: &Here<'_>) -> bool {
    let span = Span { from: entry.at.secs(), to: here.now.secs() };
    match &entry.what {
        What::Sleep(sleep) if !sleep.imported => span.secs() > 13 * HOUR || by_day(span, here) > 5 * HOUR,
        What::Massage(_) => span.secs() > 3 * HOUR,
        _ => false,
    }
}

/// Seconds of a stretch of up to a day that lie in the daytime.
fn by_day(span: Span, here: &Here<'_>) -> i64 {
    let hours = &here.family.settings.hours;
    let date = hours.at(span.from).date();
    let days = [before(date), date, next(date)];
    let within = days.iter().filter_map(|day| hours.daytime(*day).within(span));
    within.map(Span::secs).sum()
}

/// Where the answer is kept, and what is typed meanwhile.
fn slot(entry: Id) -> String {
    format!("asked-{entry}")
}

/// The answers, in the order they are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Ended,
    GoesOn,
    StaysOpen,
}

pub(crate) struct Forgotten {
    entry: Entry,
    answers: Vec<Answer>,
    row: usize,
    input: Input,
    problem: String,
    /// What stands in the way was named; keeping again keeps it.
    warned: bool,
    /// The answer that is kept with the entry, once it is given.
    answered: Option<&'static str>,
    slot: String,
    /// Something was found or left in its slot.
    left: Cell<bool>,
}

impl Forgotten {
    /// Asks about an entry, with what was typed before and left.
    pub(crate) fn new(entry: Entry, here: &Here<'_>) -> Result<Self, Trouble> {
        let slot = slot(entry.id);
        let draft = here.store.draft(&slot)?;
        let typed = draft.as_ref().and_then(|draft| draft["text"].as_str());
        let mut answers = vec![Answer::Ended, Answer::StaysOpen];
        if entry.is_running_sleep(here.now) || entry.is_running_massage(here.now) {
            answers.insert(1, Answer::GoesOn);
        }
        Ok(Self {
            input: Input::new(typed.unwrap_or_default().to_owned()),
            left: Cell::new(draft.is_some()),
            entry,
            answers,
            row: 0,
            problem: String::new(),
            warned: false,
            answered: None,
            slot,
        })
    }

    fn answer(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        match self.answers.get(self.row) {
            Some(Answer::GoesOn) => Ok(self.kept_open("goes-on", says::GOES_ON)),
            Some(Answer::StaysOpen) => Ok(self.kept_open("open", says::STAYS_OPEN)),
            _ => self.ended(here),
        }
    }

    fn kept_open(&mut self, answer: &'static str, says: &str) -> Step {
        self.answered = Some(answer);
        Step::CloseAndSay(says.into())
    }

    fn ended(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let ended = match self.read_end(here) {
            Ok(ended) => ended,
            Err(problem) => {
                self.problem = problem;
                return Ok(Step::Stay);
            }
        };
        if !self.warned
            && let Some(says) = in_the_way(&ended, here)?
        {
            self.warned = true;
            self.problem = says;
            return Ok(Step::Stay);
        }
        let title = tell::title(&ended, here.family, here.now);
        Ok(Step::KeepAndClose(Change::edit(title, self.entry.clone(), ended)))
    }

    /// The entry with the end typed, which is read as the end of a range that begins where the entry does.
    fn read_end(&self, here: &Here<'_>) -> Result<Entry, String> {
        let typed = self.input.value().trim();
        let no_time = || says::no_time(&self.entry, here.now);
        if typed.is_empty() {
            return Err(no_time());
        }
        let hours = &here.family.settings.hours;
        let range = format!("{} - {typed}", print_times(self.entry.at, None, false, hours));
        let context = when::context(here, here.now).ok_or_else(no_time)?;
        let until = match times(&range, &context) {
            Ok(read) => read.until.filter(|_| read.at == self.entry.at),
            Err(Unread::Either { .. }) => return Err(says::TWICE.into()),
            Err(_) => None,
        };
        let mut ended = self.entry.clone();
        ended.until = Some(until.ok_or_else(no_time)?);
        if let What::Massage(massage) = &mut ended.what {
            massage.live = false;
        }
        check(&ended, here.now).map_err(|problem| problem.says)?;
        Ok(ended)
    }

    fn go(&mut self, down: bool) {
        let rows = self.answers.len();
        self.row = if down { self.row + 1 } else { self.row + rows - 1 } % rows.max(1);
        self.problem.clear();
    }
}

impl Screen for Forgotten {
    fn place(&self) -> Place {
        Place::Form
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        says::heading(self.entry.kind()).into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::Open | Action::Keep => return self.answer(here),
            Action::Down | Action::NextPart => self.go(true),
            Action::Up | Action::PartBefore => self.go(false),
            Action::Afresh => self.input.reset(),
            Action::Back => return Ok(Step::Close),
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        self.row = 0;
        self.warned = false;
        self.problem.clear();
        self.input.handle(match request {
            InputRequest::InsertChar('\n' | '\t') => InputRequest::InsertChar(' '),
            other => other,
        });
        Ok(Step::Stay)
    }

    fn slot(&self) -> Option<&str> {
        Some(&self.slot)
    }

    fn draft(&self) -> Option<Draft> {
        if let Some(answer) = self.answered {
            return Some((self.slot.clone(), Some(json!({ "answer": answer }))));
        }
        if self.input.value().trim().is_empty() {
            return self.left.get().then(|| (self.slot.clone(), None));
        }
        self.left.set(true);
        Some((self.slot.clone(), Some(json!({ "text": self.input.value() }))))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let look = &here.look;
        let columns = usize::from(area.width);
        let mut lines = Vec::new();
        let say = |text: &str, style: Style, lines: &mut Vec<Line<'static>>| {
            let rows = wrap(&look.text(text), columns.saturating_sub(4));
            lines.extend(rows.into_iter().map(|row| Line::styled(format!("  {row}"), style)));
        };
        say(&question(&self.entry, here), Style::new(), &mut lines);
        lines.push(Line::default());
        for (row, answer) in self.answers.iter().enumerate() {
            let marked = row == self.row;
            let style = if marked { look.accent() } else { Style::new() };
            let sign = if marked { look.glyph(Glyph::Cursor) } else { ' ' };
            let name = says::answer(*answer == Answer::Ended, *answer == Answer::GoesOn, self.entry.kind());
            let mut line = Line::styled(format!(" {sign} {name}"), style);
            if *answer == Answer::Ended {
                let room = columns.saturating_sub(16).max(1);
                line.push_span(Painted::raw("   "));
                line.extend(field::line(&self.input, room, marked, look).spans);
            }
            lines.push(line);
        }
        lines.push(Line::default());
        if !self.problem.is_empty() {
            say(&self.problem, look.accent(), &mut lines);
        } else if let Ok(ended) = self.read_end(here) {
            say(&said(&ended), Style::new(), &mut lines);
        }
        say(says::HINT, look.dim(), &mut lines);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

/// `Saturday 21 November, 20:10–Sun 06:45, 10 h 35`.
fn said(ended: &Entry) -> String {
    let (at, until, about): (At, _, _) = (ended.at, ended.until, ended.about);
    when::said(&crate::journal::line::Times { at, until, about })
}
