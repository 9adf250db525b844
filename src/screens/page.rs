//! The sheet for the health visitor, shown line by line as it will print: strike out, reword, move, add, choose, save.
//!
//! ```text
//!   What I would like to talk about
//! ▸ - ask about the rash
//! × - is it all right that she wakes at 05:00
//!   How I am (left out)
//! ```
//!
//! The model is `report`'s; here stand only the cursor and what was chosen and changed. `paint` draws, `save` asks what
//! to save as and where, `says` has the words. Must never name a file's contents or write one: the app does.

mod paint;
mod rows;
mod save;
mod says;
mod steps;

use super::{Draft, Here, Screen, Step, Wants};
use crate::journal::time::short_date;
use crate::journal::{Entry, Id};
use crate::keys::{Action, Place};
use crate::report::{Choices, Edits, Key, PageAsked, Section, page};
use crate::store::Trouble;
use crate::trends::{Asked, Trends, reach, trends};
use crate::widgets::field;
use crate::work::{Found, of};
use chrono::{NaiveDate, TimeDelta};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use rows::Unit;
use save::Saving;
pub use save::{Paper, Papers};
use serde_json::{Value, json};
use tui_input::{Input, InputRequest};

const WEEKS: [u32; 8] = [1, 2, 3, 4, 6, 8, 12, 26];
const STEPS: usize = 200;

pub struct PageScreen {
    baby: Id,
    choices: Choices,
    edits: Edits,
    /// What was chosen and changed before, the newest last; and what was taken back of it.
    before: Vec<(Choices, Edits)>,
    after: Vec<(Choices, Edits)>,
    cursor: usize,
    typing: Option<Typing>,
    saving: Option<Saving>,
    papers: Papers,
    today: NaiveDate,
    /// The day on which this page was last changed.
    on: NaiveDate,
    read: Option<Read>,
}

struct Read {
    trends: Trends,
    entries: Vec<Entry>,
}

/// Words being typed: for a line, or a question to add.
struct Typing {
    of: Option<Key>,
    input: Input,
}

impl Typing {
    /// What waits of it. Words for the line of a check-in are not among what waits.
    fn waits(&self) -> Option<Value> {
        let is_private = |key: &Key| key.is_in(Section::Checkins);
        let waits = !self.of.as_ref().is_some_and(is_private);
        waits.then(|| json!({"of": self.of, "words": self.input.value()}))
    }

    /// As it was left; none when nothing was being typed.
    fn left(waits: &Value) -> Option<Self> {
        Some(Self {
            of: serde_json::from_value(waits.get("of")?.clone()).ok()?,
            input: Input::new(waits.get("words")?.as_str()?.to_owned()),
        })
    }
}

impl PageScreen {
    /// The page of the baby shown, as it was last left.
    pub fn new(here: &Here<'_>, papers: Papers) -> Result<Self, Trouble> {
        let baby = here.family.chosen_baby().map_or_else(Id::nil, |b| b.id);
        let left = here.store.draft(&slot(baby))?.unwrap_or(Value::Null);
        let part = |name: &str| left.get(name).cloned().unwrap_or(Value::Null);
        let today = here.now.date();
        Ok(Self {
            baby,
            choices: serde_json::from_value(part("choices")).unwrap_or_default(),
            edits: serde_json::from_value(part("edits")).unwrap_or_default(),
            before: Vec::new(),
            after: Vec::new(),
            cursor: 0,
            typing: Typing::left(&part("typing")),
            saving: None,
            papers,
            today,
            on: serde_json::from_value(part("on")).unwrap_or(today),
            read: None,
        })
    }

    fn days(&self, here: &Here<'_>) -> (NaiveDate, NaiveDate) {
        let today = here.family.settings.hours.date_of(here.now.secs());
        let monday = crate::journal::time::monday(today);
        let weeks = TimeDelta::weeks(i64::from(self.choices.weeks) - 1);
        (monday - weeks, today)
    }

    /// What was chosen, without check-ins that were ticked and are closed by now.
    fn choices(&self, here: &Here<'_>) -> Choices {
        let mut choices = self.choices.clone();
        let of = choices.checkins_of();
        if of.is_some_and(|carer| here.store.opened().lacks(carer, here.family)) {
            choices.turn(Section::Checkins);
        }
        choices
    }

    /// The page as made from what was read; none before anything was.
    fn made(&self, here: &Here<'_>) -> Option<crate::report::Page> {
        let read = self.read.as_ref()?;
        Some(page(&PageAsked {
            family: here.family,
            baby: self.baby,
            trends: &read.trends,
            entries: &read.entries,
            sections: &self.choices(here).sections(),
            checkins_of: self.choices(here).checkins_of(),
            made_on: here.now.date(),
        }))
    }

    fn units(&self, here: &Here<'_>, columns: usize) -> Vec<Unit> {
        let made = self.made(here);
        made.map_or_else(Vec::new, |made| {
            rows::units(made.arranged(&self.edits), &self.choices(here), &self.edits, columns)
        })
    }

    fn picked(&self, here: &Here<'_>) -> Option<Unit> {
        // The width decides how a line is broken, never which lines there are.
        self.units(here, 72).into_iter().nth(self.cursor)
    }

    fn go(&mut self, action: Action, here: &Here<'_>) {
        let last = self.units(here, 72).len().max(1) - 1;
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(10),
            Action::PageDown => self.cursor + 10,
            Action::First => 0,
            Action::Last => last,
            _ => self.cursor,
        }
        .min(last);
    }
}

/// Where a page that is being made waits.
fn slot(baby: Id) -> String {
    format!("page/{baby}")
}

impl Screen for PageScreen {
    fn place(&self) -> Place {
        match (&self.typing, &self.saving) {
            (Some(_), _) => Place::PageWords,
            (_, Some(_)) => Place::PageSave,
            _ => Place::Page,
        }
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let name = here.family.baby(self.baby).map_or("", |baby| baby.called());
        says::heading(name)
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.typing.is_some() || self.saving.is_some() {
            return self.typed_action(action, here);
        }
        Ok(match action {
            Action::Back => Step::Close,
            Action::Strike => self.strike(here),
            Action::Edit => self.reword(here),
            Action::Add => {
                self.typing = Some(Typing { of: None, input: Input::default() });
                Step::Stay
            }
            Action::Raise | Action::Sink => self.shift(action == Action::Sink, here),
            Action::Wider | Action::Narrower => self.weeks(action == Action::Wider),
            Action::Afresh => {
                self.changing();
                (self.choices, self.edits) = (Choices::default(), Edits::default());
                self.cursor = 0;
                Step::Say(says::AFRESH.into())
            }
            Action::Save => {
                let made = self.made(here).map(|made| made.edited(&self.edits));
                self.saving = made.map(|made| Saving::new(self.papers.clone(), made));
                if self.choices(here) == self.choices {
                    Step::Stay
                } else {
                    Step::Say(says::CLOSED_AGAIN.into())
                }
            }
            _ => {
                self.go(action, here);
                Step::Stay
            }
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(typing) = &mut self.typing {
            typing.input.handle(request);
        } else if let Some(saving) = &mut self.saving {
            saving.typed(request);
        }
        Ok(Step::Stay)
    }

    fn take_back(&mut self, again: bool) -> Option<&'static str> {
        let (from, to) =
            if again { (&mut self.after, &mut self.before) } else { (&mut self.before, &mut self.after) };
        let Some((choices, edits)) = from.pop() else {
            return Some(says::NOTHING_DONE);
        };
        to.push((std::mem::replace(&mut self.choices, choices), std::mem::replace(&mut self.edits, edits)));
        Some("")
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        let (from, to) = self.days(here);
        let hours = &here.family.settings.hours;
        let night = here.now.secs() >= hours.night(crate::journal::time::before(to)).to;
        format!("{:?} {from} {to} {night}", here.family.chosen_baby().map(|baby| baby.id))
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        if here.family.chosen_baby().is_some_and(|baby| baby.id != self.baby) {
            *self = Self::new(here, self.papers.clone())?;
        }
        self.today = here.now.date();
        // The tick was one carer's; another who writes now has not ticked.
        let writes = here.family.chosen_carer().map(|carer| carer.id);
        if self.choices.checkins_of().is_some_and(|id| Some(id) != writes) {
            self.choices.turn(Section::Checkins);
        }
        let (from, to) = self.days(here);
        let hours = here.family.settings.hours;
        let entries = here.store.between(reach(from, to, &hours))?;
        let asked = Asked { baby: self.baby, from, to, hours, now: here.now };
        self.read = Some(Read { trends: trends(&entries, here.family, &asked), entries });
        Ok(())
    }

    fn worked(&mut self, found: Found, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(match of::<Paper>(found) {
            Some(paper) => Step::File(paper),
            None => Step::Stay,
        })
    }

    fn filed(&mut self) {
        self.saving = None;
    }

    fn aside(&self, here: &Here<'_>) -> String {
        let (from, to) = self.days(here);
        let days = format!("{} to {}", short_date(from), short_date(to));
        let waited = self.edits != Edits::default() && self.on != self.today;
        says::aside(&days, waited.then(|| short_date(self.on)).as_deref())
    }

    fn word(&self, action: Action, here: &Here<'_>) -> Option<&'static str> {
        // Asked for every key of the footer, of which one depends on the cursor.
        match action {
            Action::Strike => says::strikes(&self.picked(here)?, &self.choices),
            _ => None,
        }
    }

    fn draft(&self) -> Option<Draft> {
        let typing = self.typing.as_ref().and_then(Typing::waits);
        let begun = Choices::default() != self.choices || Edits::default() != self.edits || typing.is_some();
        let content = begun
            .then(|| json!({"choices": self.choices, "edits": self.edits, "on": self.on, "typing": typing}));
        Some((slot(self.baby), content))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let foot = self.foot(columns, here);
        let room = room.saturating_sub(foot.len());
        let mut lines = paint::lines(&self.units(here, columns.saturating_sub(3)), self.cursor, room, here);
        lines.resize(room, Line::default());
        lines.extend(foot);
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl PageScreen {
    /// What is being typed, under the page.
    fn foot(&self, columns: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        if let Some(typing) = &self.typing {
            let label = if typing.of.is_some() { says::IN_OTHER_WORDS } else { says::A_QUESTION };
            let mut lines = vec![Line::styled(format!(" {}", here.look.text(label)), here.look.dim())];
            let rows = field::rows(&typing.input, columns.saturating_sub(2), 4, &here.look);
            lines.extend(rows.into_iter().map(|mut row| {
                row.spans.insert(0, " ".into());
                row
            }));
            return lines;
        }
        match &self.saving {
            Some(saving) => saving.lines(columns, here),
            None => Vec::new(),
        }
    }
}
