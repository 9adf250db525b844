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
//! `says` has the words, `pages` the window of entries that is read, `wanted` which entries are shown.

mod pages;
mod says;
mod wanted;

use super::{Here, Screen, Step, Wants, edited, entry_row, removal};
use crate::journal::day;
use crate::journal::{Entry, Id, Kind, What};
use crate::keys::{Action, Place};
use crate::store::{self, Trouble, Version};
use crate::widgets::field;
use crate::widgets::look::Glyph;
use crate::widgets::text::{cut, width, wrap};
use chrono::NaiveDate;
use pages::{Pages, Start};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::{Input, InputRequest};
use wanted::Wanted;

/// The screen.
#[derive(Default)]
pub struct Past {
    kind: Option<Kind>,
    /// The words looked for, as typed.
    sought: String,
    prompt: Option<Prompt>,
    pages: Pages,
    /// Where the next reading begins, when that is not where the cursor is.
    start: Option<Start>,
    /// The entry removed last: should it come back, the cursor goes to it.
    removed: Option<Id>,
    /// What the pages were read for.
    seen: Option<(Version, String)>,
}

/// What is being typed.
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
        self.prompt = Some(Prompt {
            asks,
            input: Input::default(),
            was: self.pages.place(),
        });
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
        let end = store::Place {
            at: hours.day(date).to,
            id: Id::nil(),
        };
        self.pages
            .load(Start::Before(end), &self.wanted(here), here)?;
        self.prompt = None;
        Ok(Step::Say(
            match self.pages.picked_row().map(|row| row.date) {
                Some(found) => says::jumped(date, found),
                None => says::NONE_TO_JUMP_TO.into(),
            },
        ))
    }

    fn wanted<'a>(&self, here: &Here<'a>) -> Wanted<'a> {
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
                self.removed = Some(row.entry.id);
                Step::Keep(removal(&row.entry, here))
            }
            None => Step::Stay,
        }
    }
}

/// Check-ins of carers who hide theirs stay out.
fn is_hidden(entry: &Entry, here: &crate::journal::Family) -> bool {
    let hides = |id| here.carer(id).is_some_and(|carer| carer.hidden_checkins);
    matches!(entry.what, What::Checkin(_)) && hides(entry.carer)
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
        format!(
            "{:?} {:?} {}",
            self.start,
            self.pages.wants_more(),
            self.key(here)
        )
    }

    /// Goes on where the pages end when nothing else changed; else reads anew, near where the cursor is.
    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let now = Some((here.store.version()?, self.key(here)));
        let wanted = self.wanted(here);
        if self.start.is_none() && self.seen == now {
            return self.pages.go_on(&wanted, here);
        }
        let near = self.pages.place().map_or(Start::Top, Start::Near);
        self.pages.load(self.start.unwrap_or(near), &wanted, here)?;
        if self.removed.is_some_and(|id| self.pages.pick(id)) {
            self.removed = None;
        }
        self.start = None;
        self.seen = now;
        Ok(())
    }

    fn aside(&self, here: &Here<'_>) -> String {
        let Some(row) = self.pages.picked_row() else {
            return String::new();
        };
        let baby = here.family.chosen_baby();
        let age = baby.and_then(|baby| Some((baby.called(), baby.age_words(row.date)?)));
        says::aside(row.date, age)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let mut lines: Vec<Line<'static>> = self.prompt_line(columns, here).into_iter().collect();
        let room = usize::from(area.height).saturating_sub(lines.len());
        lines.extend(self.list(columns, room, here));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl Past {
    fn prompt_line(&self, columns: usize, here: &Here<'_>) -> Option<Line<'static>> {
        let prompt = self.prompt.as_ref()?;
        let (label, hint) = says::prompt(prompt.asks == Asks::Words);
        let room = columns.saturating_sub(width(label) + 1);
        let mut line = field::line(&prompt.input, room, true, &here.look);
        line.spans.insert(0, label.into());
        if prompt.input.value().is_empty() {
            let hint = cut(hint, room.saturating_sub(2), here.look.glyph(Glyph::More));
            line.push_span(ratatui::text::Span::styled(
                format!(" {}", here.look.text(&hint)),
                here.look.dim(),
            ));
        }
        Some(line)
    }

    /// The rows around the cursor under the dates they belong to. The first line always names a day, so that none is
    /// in doubt.
    fn list(&self, columns: usize, room: usize, here: &Here<'_>) -> Vec<Line<'static>> {
        let rows = self.pages.rows();
        if rows.is_empty() {
            let said = says::nothing(self.kind, &self.sought, self.pages.is_unfinished());
            let said = wrap(&here.look.text(&said), columns.saturating_sub(2));
            return said
                .into_iter()
                .map(|line| Line::styled(format!(" {line}"), here.look.dim()))
                .collect();
        }
        let mut all: Vec<(NaiveDate, Option<usize>)> = Vec::new();
        let mut at = 0;
        for (index, row) in rows.iter().enumerate() {
            if all.last().is_none_or(|(date, _)| *date != row.date) {
                all.push((row.date, None));
            }
            if index == self.pages.cursor() {
                at = all.len();
            }
            all.push((row.date, Some(index)));
        }
        // The cursor keeps to the middle, except at the ends of the list.
        let first = at
            .saturating_sub(room / 2)
            .min(all.len().saturating_sub(room));
        let shown = all.iter().skip(first).take(room).enumerate();
        shown
            .map(|(line, (date, row))| match row {
                Some(index) if line > 0 || room < 3 => {
                    let picked = *index == self.pages.cursor();
                    entry_row(&rows[*index].entry, picked, columns, here)
                }
                _ => Line::styled(format!(" {}", says::day(*date)), here.look.dim()),
            })
            .collect()
    }
}
