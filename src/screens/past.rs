//! All entries, newest first, by family day: find, edit, remove.
//!
//! ```text
//!  find: smiles
//!  Sunday 22 November 2026
//! ▸14:02  cue      looks away, hiccups             wanted a change · cuddled
//!  11:40  sleep    1 h 15   11:40–12:55            in the sling
//!  Saturday 21 November 2026
//!  10:15  massage  12 min   legs & feet, tummy     smiles, coos · baby said stop
//! ```
//!
//! `says` has the words, `pages` the window of entries that is read, `look` reads them, `wanted` says which are shown.
//! Words are looked for on the worker, newest first and a stretch at a time: what was found shows at once, the next
//! letter stops it, and no key waits for it.

mod look;
mod pages;
mod paint;
mod says;
mod wanted;

use super::{Here, Nudge, Screen, Step, Wants, edited, removal};
use crate::journal::day;
use crate::journal::{Id, Kind};
use crate::keys::{Action, Place};
use crate::store::{self, Trouble, Version};
use crate::work::{self, Found, Job};
use chrono::NaiveDate;
use look::{Got, Need, Start, look};
use pages::Pages;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::{Input, InputRequest};
use wanted::Wanted;

#[derive(Default)]
pub struct Past {
    kind: Option<Kind>,
    sought: String,
    prompt: Option<Prompt>,
    pages: Pages,
    /// Where the next reading begins, when that is not where the cursor is.
    start: Option<Start>,
    /// The entry kept last, or removed last: when it is listed the cursor goes to it.
    follow: Option<Id>,
    seen: Option<(Version, String)>,
    sought_next: Option<Need>,
    /// A day jumped to that is not reached yet.
    jumped: Option<NaiveDate>,
}

/// Rows looked at in one reading where a key waits for it.
const MOST: usize = 1000;
/// Rows the worker looks at first, so that there soon is something to see; further back it looks at more at a time.
const STRETCH: usize = 4000;

/// What the worker found, and for what list.
struct Looked {
    key: String,
    got: Got,
}

struct Prompt {
    asks: Asks,
    input: Input,
    /// Where the cursor was before, to go back to.
    was: Option<store::Place>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Words,
    Day,
}

impl Past {
    fn ask(&mut self, asks: Asks) -> Step {
        self.prompt = Some(Prompt { asks, input: Input::default(), was: self.pages.place() });
        Step::Stay
    }

    /// What a key does while words or a day are being typed.
    fn answer(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let Some(prompt) = &self.prompt else {
            return Ok(Step::Stay);
        };
        match (action, prompt.asks) {
            (Action::Open, Asks::Words) => self.prompt = None,
            (Action::Open, Asks::Day) => return self.jump(here),
            (Action::Back, asks) => {
                if asks == Asks::Words {
                    self.sought.clear();
                    self.start = Some(prompt.was.map_or(Start::Top, Start::Near));
                }
                self.prompt = None;
            }
            (Action::Up | Action::Down | Action::PageUp | Action::PageDown, _) => {
                self.pages.go(action);
            }
            _ => {}
        }
        Ok(Step::Stay)
    }

    /// To the day typed, or to the nearest before it that has something.
    fn jump(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let typed = self.prompt.as_ref().map_or("", |p| p.input.value());
        let hours = &here.family.settings.hours;
        // After midnight the calendar is a day ahead of the family's.
        let today = here.now.date();
        let Some(date) = day::meant(typed, today) else {
            return Ok(Step::Say(says::no_such_day(typed)));
        };
        if date > today {
            return Ok(Step::Say(says::TO_COME.into()));
        }
        let end = store::Place { at: hours.day(date).to, id: Id::nil() };
        let wanted = self.wanted(here);
        self.jumped = Some(date);
        self.start = Some(Start::Before(end));
        let step = if wanted.has_words() {
            Step::Stay
        } else {
            self.read_at_once(Need::Fresh(Start::Before(end)), &wanted, here)?
        };
        self.prompt = None;
        Ok(step)
    }

    /// Says where a jump came out, once something that old was found, or nothing is.
    fn landed(&mut self, first: Option<Id>) -> Step {
        let goes_on = first.is_none() && self.pages.may_be_older();
        let Some(date) = self.jumped.take_if(|_| !goes_on) else {
            return Step::Stay;
        };
        first.map(|id| self.pages.pick(id));
        Step::Say(match self.pages.picked_row().map(|row| row.date) {
            Some(found) => says::jumped(date, found),
            None => says::NONE_TO_JUMP_TO.into(),
        })
    }

    fn read_at_once(&mut self, need: Need, wanted: &Wanted, here: &Here<'_>) -> Result<Step, Trouble> {
        let got = look(need, wanted, here.store, MOST, &|| false)?;
        Ok(self.take(got, here))
    }

    fn take(&mut self, got: Got, here: &Here<'_>) -> Step {
        if let Need::Fresh(start) = got.need {
            self.start = None;
            self.jumped = self.jumped.filter(|_| matches!(start, Start::Before(_)));
        }
        let first = got.older.entries.first().map(|(_, entry)| entry.id);
        self.pages.take(got, &here.family.settings.hours);
        if let Some(id) = self.follow {
            let is_there = here.store.entry(id).is_ok_and(|entry| entry.is_some());
            if self.pages.pick(id) || is_there {
                self.follow = None;
            }
        }
        self.landed(first)
    }

    /// There is more to look through than was looked at.
    fn is_looking(&self) -> bool {
        !self.sought.trim().is_empty() && (self.start.is_some() || self.pages.need().is_some())
    }

    fn wanted(&self, here: &Here<'_>) -> Wanted {
        Wanted::new(here.family, here.now, self.kind, &self.sought)
    }

    fn is_narrowed(&self) -> bool {
        self.kind.is_some() || !self.sought.trim().is_empty()
    }

    /// What the list depends on, besides the journal itself.
    fn key(&self, here: &Here<'_>) -> String {
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        format!("{baby:?} {:?} {}", self.kind, self.sought)
    }

    fn remove(&mut self, here: &Here<'_>) -> Step {
        match self.pages.picked_row() {
            Some(row) => {
                self.follow = Some(row.entry.id);
                Step::Keep(removal(&row.entry, here))
            }
            None => Step::Stay,
        }
    }
}

impl Screen for Past {
    fn place(&self) -> Place {
        match self.prompt {
            Some(_) => Place::Find,
            None => Place::Past,
        }
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let baby = here.family.chosen_baby();
        let name = baby.map_or(String::new(), |baby| baby.called().to_owned());
        says::heading(&name, self.kind, &self.sought)
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.prompt.is_some() {
            return self.answer(action, here);
        }
        Ok(match action {
            Action::Find => self.ask(Asks::Words),
            Action::Jump => self.ask(Asks::Day),
            Action::Kind => {
                let all = Kind::ALL.iter();
                let at = self.kind.map_or(0, |now| now as usize + 1);
                self.kind = all.copied().nth(at);
                Step::Stay
            }
            Action::Open | Action::Edit => match self.pages.picked_row() {
                Some(row) => edited(&row.entry, here)?,
                None => Step::Stay,
            },
            Action::Remove => self.remove(here),
            Action::Nudge => self.pages.picked_row().map_or(Step::Stay, |row| Nudge::open(&row.entry)),
            Action::Back if self.is_narrowed() => {
                self.kind = None;
                self.sought.clear();
                Step::Say(says::ALL_AGAIN.into())
            }
            Action::Back => Step::Close,
            Action::First | Action::Last => {
                self.start = self.pages.end(action == Action::First);
                Step::Stay
            }
            _ => {
                self.pages.go(action);
                Step::Stay
            }
        })
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(prompt) = &mut self.prompt {
            prompt.input.handle(request);
            if prompt.asks == Asks::Words && prompt.input.value() != self.sought {
                self.sought = prompt.input.value().to_owned();
                self.start = Some(Start::Top);
            }
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        format!("{:?} {:?} {}", self.start, self.pages.wants_more(), self.key(here))
    }

    /// Goes on where the pages end when nothing else changed; else reads anew, near where the cursor is.
    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let version = here.store.version()?;
        let now = Some((version, self.key(here)));
        let is_other = |(seen, _): &(Version, String)| *seen != version;
        let written = self.seen.as_ref().is_some_and(is_other);
        let wanted = self.wanted(here);
        if self.seen != now && self.start.is_none() {
            // The cursor stays on its entry, wherever that has gone.
            let picked = self.pages.picked_row().map(|row| row.entry.id);
            let followed = match self.follow.or(picked) {
                Some(id) => here.store.entry(id)?,
                None => None,
            };
            let place = followed.as_ref().map(|entry| here.store.place_of(entry));
            let near = place.or(self.pages.place());
            self.start = Some(near.map_or(Start::Top, Start::Near));
        }
        let Some(need) = self.start.map(Need::Fresh).or(self.pages.need()) else {
            return Ok(());
        };
        if wanted.has_words() {
            self.sought_next = Some(need);
            if written {
                self.pages.renew(|id| here.store.entry(id))?;
            }
        } else {
            self.sought_next = None;
            self.read_at_once(need, &wanted, here)?;
        }
        self.seen = now;
        Ok(())
    }

    fn work(&mut self, here: &Here<'_>) -> Option<Job> {
        let need = self.sought_next.take()?;
        let (wanted, key) = (self.wanted(here), self.key(here));
        let most = STRETCH << self.pages.slices().min(3);
        Some(Job::new(says::LOOKING, move |store, hands| {
            let got = look(need, &wanted, store, most, &|| hands.is_stopped())?;
            Ok(Looked { key, got })
        }))
    }

    fn worked(&mut self, found: Found, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(looked) = work::of::<Looked>(found)
            && looked.key == self.key(here)
        {
            return Ok(self.take(looked.got, here));
        }
        Ok(Step::Stay)
    }

    fn kept(&mut self, entry: Id) {
        self.follow = Some(entry);
    }

    fn aside(&self, here: &Here<'_>) -> String {
        let Some(row) = self.pages.picked_row() else {
            return String::new();
        };
        let baby = here.family.chosen_baby();
        let age = baby.and_then(|baby| Some((baby.called(), baby.age_words(row.date)?)));
        let aside = says::aside(row.date, age);
        if self.is_looking() { says::looking(&aside) } else { aside }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let mut lines: Vec<Line<'static>> = self.prompt_line(columns, here).into_iter().collect();
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(self.list(columns, room, here));
        frame.render_widget(Paragraph::new(lines), area);
    }
}
