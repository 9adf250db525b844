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
mod twins;
mod waits;

pub(crate) use strip::axis;

use super::{Form, Here, Screen, Step, Wants, baby_and_age, edited, entry_row, forgotten, removal, rule};
use crate::journal::tell;
use crate::journal::time::{before, length, long_date, next};
use crate::journal::{At, Change, Entry, Id, Kind, What};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::text::wrap;
use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const NOTHING: &str = "Nothing is written down for this day yet.";
const WOKE: &str = "woke up";
const NOTHING_ASKED: &str = "There is nothing to answer here now.";
const NOT_YET: &str = "That day is still to come.";

const LABEL: usize = 7;

#[derive(Default)]
pub struct Today {
    /// The day shown; none follows the clock.
    date: Option<NaiveDate>,
    entries: Vec<Entry>,
    running: Option<Entry>,
    massage: Option<Entry>,
    last_sleep: Option<At>,
    /// What has no end and was not asked about yet, the oldest first.
    open: Vec<Entry>,
    waits: Option<String>,
    /// Sleeps of the other babies that run.
    others: Vec<Entry>,
    cursor: usize,
    /// The entry under the cursor, which stays there when others come or go.
    picked: Option<Id>,
}

impl Today {
    /// The day that begins on `date`.
    pub fn on(date: NaiveDate) -> Self {
        Self { date: Some(date), ..Self::default() }
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
        self.running.as_ref().filter(|sleep| sleep.is_running_sleep(here.now))
    }

    /// What may have been left to run, the latest; asked about on the day that goes on.
    fn forgotten(&self, here: &Here<'_>) -> Option<&Entry> {
        let mut open = self.open.iter().filter(|_| self.date.is_none());
        open.rfind(|entry| forgotten::is_long(entry, here))
    }

    fn goes_on(&self, here: &Here<'_>) -> String {
        // Nothing is asked of a baby whose pages are closed.
        if here.family.chosen_baby().is_some_and(|baby| baby.closed) {
            return String::new();
        }
        if let Some(entry) = self.forgotten(here) {
            return forgotten::asked(entry, here);
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

    /// One key for both: the sleep that runs ends now, else one begins now.
    fn sleep(&self, here: &Here<'_>) -> Option<Step> {
        if let Some(running) = self.running(here) {
            let mut ended = running.clone();
            ended.until = Some(here.now.max(ended.at));
            let title = tell::title(&ended, here.family, here.now);
            return Some(Step::Keep(Change::edit(title, running.clone(), ended)));
        }
        let (baby, carer) = (here.family.chosen_baby()?, here.family.chosen_carer()?);
        let entry = twins::begun(baby.id, carer.id, here.now);
        Some(Step::Keep(Change::add(tell::title(&entry, here.family, here.now), entry)))
    }
}

pub(crate) fn current(here: &Here<'_>) -> NaiveDate {
    here.family.settings.hours.date_of(here.now.secs())
}

/// When the baby last woke, in the last day.
fn last_woken(baby: Id, here: &Here<'_>) -> Result<Option<At>, Trouble> {
    let now = here.now.secs();
    let recent = here.store.between(crate::journal::Span { from: now - 24 * 3600, to: now + 1 })?;
    let sleeps = recent.iter().filter(|e| e.kind() == Kind::Sleep && e.baby == Some(baby));
    Ok(sleeps.filter_map(|e| e.until).filter(|until| *until <= here.now).max())
}

impl Screen for Today {
    fn place(&self) -> Place {
        Place::Today
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if matches!(
            action,
            Action::Sleep | Action::SleepAll | Action::Massage | Action::Cue | Action::Checkin | Action::Note
        ) {
            // What is written now is written today; it must not vanish behind another day.
            self.date = None;
        }
        let shown = self.shown(here);
        let last = self.entries.len().saturating_sub(1);
        Ok(match action {
            Action::Sleep => self.sleep(here).unwrap_or(Step::Stay),
            Action::SleepAll => self.sleep_all(here)?,
            Action::Mark => super::marks::ask(shown, here),
            Action::Past => Step::Open(Box::<super::Past>::default()),
            Action::Trends => Step::Open(Box::<super::Trends>::default()),
            Action::Guide => Step::Open(Box::<super::Guide>::default()),
            Action::Language => Step::Open(Box::<super::Language>::default()),
            Action::Settings => Step::Open(Box::<super::Settings>::default()),
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
            Action::Answer => match self.forgotten(here) {
                Some(entry) => Step::Open(Box::new(forgotten::Forgotten::new(entry.clone(), here)?)),
                None => Step::Say(NOTHING_ASKED.into()),
            },
            Action::Nudge => self.picked().map_or(Step::Stay, super::Nudge::open),
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
        format!("{} {:?}", self.shown(here), here.family.chosen_baby().map(|baby| baby.id))
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
        entries.retain(|entry| entry.baby.is_none_or(|id| id == baby.id) && belongs(entry, day, here));
        self.entries = entries;
        self.last_sleep = last_woken(baby.id, here)?;
        self.open = forgotten::open(here)?;
        self.waits = waits::waiting(here)?;
        self.others = twins::asleep(baby.id, here)?;
        let row = self.listed().position(|entry| Some(entry.id) == self.picked);
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

    fn offers(&self, action: Action, here: &Here<'_>) -> bool {
        let kind = match action {
            Action::Sleep => Kind::Sleep,
            Action::Massage => Kind::Massage,
            Action::Cue => Kind::Cue,
            Action::Checkin => Kind::Checkin,
            Action::Note => Kind::Note,
            _ => return true,
        };
        !here.family.is_hidden(kind.code())
    }

    fn aside(&self, here: &Here<'_>) -> String {
        if self.date.is_some() {
            return String::new();
        }
        let own = [self.goes_on(here), self.waits.clone().unwrap_or_default()];
        own.into_iter()
            .filter(|part| !part.is_empty())
            .chain(twins::told(&self.others, here))
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let mut lines = Vec::new();
        if area.height >= 9 && columns > LABEL + 24 {
            lines.extend(self.strip(columns, here));
            lines.push(Line::styled(rule(columns, &here.look), here.look.dim()));
        }
        let marks = super::marks::said(self.shown(here), here);
        let said = marks.iter().flat_map(|mark| wrap(mark, columns.saturating_sub(2)));
        lines.extend(said.map(|mark| Line::styled(format!(" {mark}"), here.look.dim())));
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
    match &entry.what {
        What::Checkin(_) => !here.family.keeps_out(entry),
        // A sleep without an end belongs to the day it began, unless it is the one that runs.
        What::Sleep(_) if entry.until.is_none() => {
            day.holds(entry.at.secs()) || entry.is_running_sleep(here.now)
        }
        _ => true,
    }
}
