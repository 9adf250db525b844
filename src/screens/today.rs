//! The family's day: a 24-hour strip, then the day's entries, newest first.
//!
//! ```text
//!        07    09    11    13    15    17    19    21    23    01    03    05
//!  sleep ···██████··········██████│
//!  touch          ◆               │
//!  ───────────────────────────────────────────────────────────────────────────
//!  14:02  cue      looks away, hiccups             wanted a change · cuddled
//! ```

mod strip;

pub use strip::axis;

use super::{Form, Here, Screen, Step, Wants};
use crate::journal::tell::{self, Told};
use crate::journal::time::{before, length, long_date, next};
use crate::journal::{At, Change, Entry, Kind, Sleep, What, new_id};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, fit};
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

const NOTHING: &str = "Nothing is written down for this day yet.";
const NOT_YET: &str = "That day is still to come.";

/// Columns before the strip.
const LABEL: usize = 7;

/// The screen.
#[derive(Default)]
pub struct Today {
    /// The day shown; none follows the clock.
    date: Option<NaiveDate>,
    entries: Vec<Entry>,
    running: Option<Entry>,
    massage: Option<Entry>,
    last_sleep: Option<At>,
    cursor: usize,
}

impl Today {
    /// The day that begins on `date`.
    #[must_use]
    pub fn on(date: NaiveDate) -> Self {
        Self {
            date: Some(date),
            ..Self::default()
        }
    }

    fn shown(&self, here: &Here<'_>) -> NaiveDate {
        self.date.unwrap_or_else(|| current(here))
    }

    /// The day's entries as listed: newest first.
    fn listed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    fn picked(&self) -> Option<&Entry> {
        self.listed().nth(self.cursor)
    }

    fn turn(&mut self, to: NaiveDate, here: &Here<'_>) -> Step {
        if to > current(here) {
            return Step::Say(NOT_YET.into());
        }
        self.date = (to != current(here)).then_some(to);
        self.cursor = 0;
        Step::Stay
    }

    /// One key for both: the sleep that runs ends now, else one begins now.
    fn sleep(&self, here: &Here<'_>) -> Option<Step> {
        if let Some(running) = &self.running {
            let mut ended = running.clone();
            ended.until = Some(here.now.max(ended.at));
            let title = tell::title(&ended, here.family, here.now);
            return Some(Step::Keep(Change::edit(title, running.clone(), ended)));
        }
        let entry = Entry {
            id: new_id(),
            baby: Some(here.family.chosen_baby()?.id),
            carer: here.family.chosen_carer()?.id,
            at: here.now,
            until: None,
            about: false,
            note: None,
            what: What::Sleep(Sleep::default()),
        };
        Some(Step::Keep(Change::add(
            tell::title(&entry, here.family, here.now),
            entry,
        )))
    }
}

pub(super) fn current(here: &Here<'_>) -> NaiveDate {
    here.family.settings.hours.date_of(here.now.secs())
}

impl Screen for Today {
    fn place(&self) -> Place {
        Place::Today
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let shown = self.shown(here);
        let last = self.entries.len().saturating_sub(1);
        Ok(match action {
            Action::Sleep => self.sleep(here).unwrap_or(Step::Stay),
            Action::Past => Step::Open(Box::<super::Past>::default()),
            Action::Trends => Step::Open(Box::<super::Trends>::default()),
            Action::Earlier => self.turn(before(shown), here),
            Action::Later => self.turn(next(shown), here),
            Action::Now => self.turn(current(here), here),
            Action::Massage => Step::Open(Box::new(super::Massage::new(here)?)),
            Action::Cue => Step::Open(Box::new(Form::new(Kind::Cue, here)?)),
            Action::Checkin => Step::Open(Box::new(Form::new(Kind::Checkin, here)?)),
            Action::Note => Step::Open(Box::new(Form::new(Kind::Note, here)?)),
            Action::Open | Action::Edit => match self.picked() {
                Some(entry) => Step::Open(Box::new(Form::edit(entry.clone(), here)?)),
                None => Step::Stay,
            },
            Action::Remove => match self.picked() {
                Some(entry) => Step::Keep(removal(entry, here)),
                None => Step::Stay,
            },
            Action::Up => self.move_to(self.cursor.saturating_sub(1)),
            Action::Down => self.move_to((self.cursor + 1).min(last)),
            Action::PageUp => self.move_to(self.cursor.saturating_sub(10)),
            Action::PageDown => self.move_to((self.cursor + 10).min(last)),
            Action::First => self.move_to(0),
            Action::Last => self.move_to(last),
            Action::Back => Step::Close,
            _ => Step::Stay,
        })
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        format!(
            "{} {:?}",
            self.shown(here),
            here.family.chosen_baby().map(|baby| baby.id)
        )
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let Some(baby) = here.family.chosen_baby() else {
            return Ok(());
        };
        let hours = &here.family.settings.hours;
        let day = hours.day(self.shown(here));
        self.running = here.store.running_sleep(baby.id, here.now)?;
        self.massage = super::massage::running(here)?;
        let mut entries = here.store.between(day)?;
        entries
            .retain(|entry| entry.baby.is_none_or(|id| id == baby.id) && belongs(entry, day, here));
        self.last_sleep = entries
            .iter()
            .filter(|e| e.kind() == Kind::Sleep)
            .filter_map(|e| e.until)
            .max();
        self.entries = entries;
        self.cursor = self.cursor.min(self.entries.len().saturating_sub(1));
        Ok(())
    }

    fn aside(&self, here: &Here<'_>) -> String {
        if self.date.is_some() {
            return long_date(self.shown(here));
        }
        if let Some(massage) = &self.massage {
            return super::massage::under_way(massage, here);
        }
        if let Some(running) = &self.running {
            let minutes = (here.now.secs() - running.at.secs()).max(0) / 60;
            return format!("asleep since {} · {}", running.at.hm(), length(minutes));
        }
        match self.last_sleep {
            Some(woke) if woke <= here.now => {
                format!("awake {}", length((here.now.secs() - woke.secs()) / 60))
            }
            _ => String::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let mut lines = Vec::new();
        if area.height >= 9 && columns > LABEL + 24 {
            lines.extend(self.strip(columns, here));
            lines.push(Line::styled(rule(columns, &here.look), here.look.dim()));
        }
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(self.list(columns, room, here));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl Today {
    fn move_to(&mut self, row: usize) -> Step {
        self.cursor = row;
        Step::Stay
    }

    fn list(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        if self.entries.is_empty() {
            return vec![Line::styled(format!(" {NOTHING}"), here.look.dim())];
        }
        let first = (self.cursor + 1).saturating_sub(room.max(1));
        self.listed()
            .enumerate()
            .skip(first)
            .take(room)
            .map(|(row, entry)| entry_row(entry, row == self.cursor, columns, here))
            .collect()
    }
}

/// One entry as a row of a list: cursor, time, kind, what, what went with it.
#[must_use]
pub fn entry_row(entry: &Entry, picked: bool, columns: usize, here: &Here<'_>) -> Line<'static> {
    let look = &here.look;
    let more = look.glyph(Glyph::More);
    let Told { label, main, aside } = tell::told(entry, here.family, here.now);
    let cursor = if picked {
        look.glyph(Glyph::Cursor)
    } else {
        ' '
    };
    let rest = columns.saturating_sub(18);
    let (main, aside) = (look.text(&main), look.text(&aside));
    let wide = if aside.is_empty() {
        rest
    } else {
        (rest * 31 / 62).max(rest.min(12))
    };
    let style = if picked { look.accent() } else { Style::new() };
    Line::from(vec![
        Span::styled(
            format!(
                "{cursor}{}  {} ",
                fit(&tell::clock(entry), 6, more),
                fit(&label, 8, more)
            ),
            style,
        ),
        Span::styled(fit(&main, wide, more), style),
        Span::styled(
            cut(&format!(" {aside}"), rest.saturating_sub(wide), more),
            look.dim(),
        ),
    ])
}

/// The change that removes an entry, named.
#[must_use]
pub fn removal(entry: &Entry, here: &Here<'_>) -> Change {
    Change::remove(
        format!("removed {}", tell::title(entry, here.family, here.now)),
        entry.clone(),
    )
}

fn belongs(entry: &Entry, day: crate::journal::Span, here: &Here<'_>) -> bool {
    let hidden = |id| {
        here.family
            .carer(id)
            .is_some_and(|carer| carer.hidden_checkins)
    };
    match &entry.what {
        What::Checkin(_) => !hidden(entry.carer),
        // A sleep without an end belongs to the day it began, unless it is the one that runs.
        What::Sleep(_) if entry.until.is_none() => {
            day.holds(entry.at.secs()) || entry.is_running_sleep(here.now)
        }
        _ => true,
    }
}

/// A line across.
#[must_use]
pub fn rule(columns: usize, look: &Look) -> String {
    format!(
        " {}",
        look.glyph(Glyph::Rule)
            .to_string()
            .repeat(columns.saturating_sub(2))
    )
}
