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

use super::{Form, Here, Screen, Step, Wants, baby_and_age, edited, entry_row, removal, rule};
use crate::journal::tell;
use crate::journal::time::{before, length, long_date, next};
use crate::journal::{At, Change, Entry, Id, Kind, Sleep, What, new_id};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const NOTHING: &str = "Nothing is written down for this day yet.";
const WOKE: &str = "woke up";
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
    /// The entry under the cursor, which stays there when others come or go.
    picked: Option<Id>,
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

    /// The sleep that runs; one that passed 24 hours since it was read does not.
    fn running(&self, here: &Here<'_>) -> Option<&Entry> {
        self.running
            .as_ref()
            .filter(|sleep| sleep.is_running_sleep(here.now))
    }

    /// One key for both: the sleep that runs ends now, else one begins now.
    fn sleep(&self, here: &Here<'_>) -> Option<Step> {
        if let Some(running) = self.running(here) {
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

/// When the baby last woke, in the last day.
fn last_woken(baby: Id, here: &Here<'_>) -> Result<Option<At>, Trouble> {
    let now = here.now.secs();
    let recent = here.store.between(crate::journal::Span {
        from: now - 24 * 3600,
        to: now + 1,
    })?;
    let sleeps = recent
        .iter()
        .filter(|e| e.kind() == Kind::Sleep && e.baby == Some(baby));
    Ok(sleeps
        .filter_map(|e| e.until)
        .filter(|until| *until <= here.now)
        .max())
}

impl Screen for Today {
    fn place(&self) -> Place {
        Place::Today
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if matches!(
            action,
            Action::Sleep | Action::Massage | Action::Cue | Action::Checkin | Action::Note
        ) {
            // What is written now is written today; it must not vanish behind another day.
            self.date = None;
        }
        let shown = self.shown(here);
        let last = self.entries.len().saturating_sub(1);
        Ok(match action {
            Action::Sleep => self.sleep(here).unwrap_or(Step::Stay),
            Action::Past => Step::Open(Box::<super::Past>::default()),
            Action::Trends => Step::Open(Box::<super::Trends>::default()),
            Action::Guide => Step::Open(Box::<super::Guide>::default()),
            Action::Language => Step::Open(Box::<super::Language>::default()),
            Action::Earlier => self.turn(before(shown), here),
            Action::Later => self.turn(next(shown), here),
            Action::Now => self.turn(current(here), here),
            Action::Massage => Step::Open(Box::new(super::Massage::new(here)?)),
            Action::Cue => Step::Open(Box::new(Form::new(Kind::Cue, here)?)),
            Action::Checkin => Step::Open(Box::new(Form::new(Kind::Checkin, here)?)),
            Action::Note => Step::Open(Box::new(Form::new(Kind::Note, here)?)),
            Action::Open | Action::Edit => match self.picked() {
                Some(entry) => edited(entry, here)?,
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
        self.entries = entries;
        self.last_sleep = last_woken(baby.id, here)?;
        let row = self
            .listed()
            .position(|entry| Some(entry.id) == self.picked);
        let last = self.entries.len().saturating_sub(1);
        self.move_to(row.unwrap_or(self.cursor).min(last));
        Ok(())
    }

    fn heading(&self, here: &Here<'_>) -> String {
        match (self.date, here.family.chosen_baby()) {
            (Some(date), Some(baby)) => {
                format!("{} · {}", tell::plain(baby.called()), long_date(date))
            }
            _ => baby_and_age(here),
        }
    }

    fn kept(&mut self, entry: Id) {
        self.picked = Some(entry);
    }

    fn word(&self, action: Action, here: &Here<'_>) -> Option<&'static str> {
        (action == Action::Sleep && self.running(here).is_some()).then_some(WOKE)
    }

    fn aside(&self, here: &Here<'_>) -> String {
        if self.date.is_some() {
            return String::new();
        }
        if let Some(massage) = &self.massage {
            return super::massage::under_way(massage, here);
        }
        if let Some(running) = self.running(here) {
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
        let picked = self.listed().nth(row).map(|entry| entry.id);
        self.picked = picked;
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
