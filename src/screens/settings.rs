//! The settings: people, hours, what is used, someone to talk to, the lock, looks. A row is changed in its place.
//!
//! ```text
//!  babies
//! ▸  Maya              born 3 Sep 2026, shown now
//!    add a baby
//!  your day
//!    zone              Europe/London (it is 14:07 there)
//! ```
//!
//! `rows` makes what is listed, `edit` changes one of them by the questions of `fields`, `says` has the words; `private`
//! has the rows that lead somewhere else. All but looks and the lock is one change each in the journal; none touches an
//! entry.

mod edit;
mod fields;
mod private;
mod rows;
mod says;

use super::form::{Enter, Field, words};
use super::{Draft, Guide, Here, Screen, Step, Wants};
use crate::journal::household::as_list;
use crate::journal::{Change, Record};
use crate::keys::{Action, Place};
use crate::store::{Filter, Trouble};
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, fit};
use edit::{Comes, Edit};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use rows::{On, Row};
use serde_json::json;
use tui_input::InputRequest;

const PAGE: usize = 8;

#[derive(Default)]
pub struct Settings {
    rows: Vec<Row>,
    cursor: usize,
    edit: Option<Edit>,
    /// What waits of the setting that was left last, or that nothing does any more.
    left: Option<Draft>,
}

impl Settings {
    fn on(&self) -> Option<On> {
        self.rows.get(self.cursor).map(|row| row.on.clone())
    }

    fn go(&mut self, action: Action) -> Step {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = match action {
            Action::Up => self.cursor.saturating_sub(1),
            Action::Down => (self.cursor + 1).min(last),
            Action::PageUp => self.cursor.saturating_sub(PAGE),
            Action::PageDown => (self.cursor + PAGE).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => self.cursor,
        };
        Step::Stay
    }

    fn open(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let Some(on) = self.on() else {
            return Ok(Step::Stay);
        };
        if let On::Private(keeps) = on {
            return Ok(private::opened(keeps, here));
        }
        self.edit = Edit::open(on, self.left.as_ref(), here)?;
        Ok(match self.edit {
            Some(_) => Step::Stay,
            None => Step::Open(Box::<Guide>::default()),
        })
    }

    /// Shows this baby, or lets this carer write.
    fn choose(&self, here: &Here<'_>) -> Result<Step, Trouble> {
        let family = here.family;
        let (name, id, title) = match self.on() {
            Some(On::Baby(id)) => {
                let called = family.baby(id).map_or("", |baby| baby.called());
                ("baby", id, says::shows(called))
            }
            Some(On::Carer(id)) => {
                let called = family.carer(id).map_or("", |carer| carer.called());
                ("carer", id, says::writes(called))
            }
            _ => return Ok(Step::Say(says::ONLY_PEOPLE.into())),
        };
        let before = here.store.setting(name)?;
        let change = Change::setting(before, name, json!(id), title);
        Ok(change.map_or_else(|| Step::Say(says::CHOSEN.into()), Step::Keep))
    }

    /// Takes a number off the list, or somebody nothing is written of out of the journal.
    fn remove(&self, here: &Here<'_>) -> Result<Step, Trouble> {
        let family = here.family;
        Ok(match self.on() {
            Some(On::Number(number)) => {
                let mut all = family.settings.own_numbers.clone();
                all.retain(|it| *it != number);
                let before = here.store.setting("own_numbers")?;
                let title = says::number(Some(&number), "");
                let change = Change::setting(before, "own_numbers", as_list(&all), title);
                change.map_or(Step::Stay, Step::Keep)
            }
            Some(On::Baby(id)) => {
                let written = here.store.babies_with_entries()?.contains(&id)
                    || family.marks.iter().any(|mark| mark.baby == Some(id));
                match family.baby(id).filter(|_| !written && family.babies.len() > 1) {
                    Some(baby) => {
                        let title = says::removed(baby.called());
                        Step::Keep(Change::remove(title, baby.clone()))
                    }
                    None => Step::Say(says::BABY_STAYS.into()),
                }
            }
            Some(On::Carer(id)) => {
                let own = Filter { carer: Some(id), ..Filter::default() };
                let written = here.store.count(&own)? > 0;
                match family.carer(id).filter(|_| !written && family.carers.len() > 1) {
                    Some(carer) => {
                        let title = says::removed(carer.called());
                        Step::Keep(Change::remove(title, carer.clone()))
                    }
                    None => Step::Say(says::CARER_STAYS.into()),
                }
            }
            _ => Step::Say(says::NOT_REMOVED.into()),
        })
    }

    /// A key while a setting is being changed.
    fn change(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        let Some(edit) = &mut self.edit else {
            return Ok(Step::Stay);
        };
        let last = edit.sheet.focus + 1 >= edit.sheet.fields.len();
        let wrong = match action {
            Action::Open if last => None,
            Action::Keep | Action::Back | Action::Afresh => None,
            _ => edit.flag(here),
        };
        match action {
            Action::Open => match edit.sheet.enter() {
                Ok(Enter::Passed) if last => return self.keep(here),
                Ok(Enter::Passed) => edit.sheet.step(true),
                Ok(_) => {}
                // The list has nothing of the sort: keeping says so at the question.
                Err(_) => return self.keep(here),
            },
            Action::Keep => return self.keep(here),
            Action::NextPart | Action::Down | Action::PageDown => edit.sheet.step(true),
            Action::PartBefore | Action::Up | Action::PageUp => edit.sheet.step(false),
            Action::Back => {
                let touched = edit.is_touched();
                self.close();
                if touched {
                    return Ok(Step::Say(words::waits("enter")));
                }
            }
            Action::Afresh => {
                edit.found = false;
                edit.sheet.fields.iter_mut().for_each(Field::reset);
                edit.sheet.focus = 0;
            }
            _ => {}
        }
        Ok(Step::Say(wrong.unwrap_or_default()))
    }

    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let Some(edit) = &mut self.edit else {
            return Ok(Step::Stay);
        };
        Ok(match edit.comes_to(here)? {
            Comes::Nothing => {
                self.done();
                Step::Stay
            }
            Comes::Looks(chosen) => {
                self.done();
                Step::Looks(chosen)
            }
            Comes::Change(change) => {
                edit.pending = Some(change.clone());
                Step::Keep(change)
            }
            Comes::Mend(key, says) => {
                edit.sheet.go_to(key);
                if let Some(field) = edit.sheet.focused() {
                    field.problem = Some(says);
                }
                Step::Say(String::new())
            }
        })
    }

    /// Closes the setting; what was typed in it waits.
    fn close(&mut self) {
        if let Some(edit) = self.edit.take() {
            self.left = Some((edit.slot(), edit.answers()));
        }
    }

    fn done(&mut self) {
        if let Some(edit) = self.edit.take() {
            self.left = Some((edit.slot(), None));
        }
    }

    /// Whether the journal has what it was asked to keep.
    fn is_kept(change: &Change, here: &Here<'_>) -> Result<bool, Trouble> {
        for after in change.edits.iter().filter_map(|edit| edit.after.as_ref()) {
            let kept = match after {
                Record::Baby(baby) => here.family.baby(baby.id) == Some(baby),
                Record::Carer(carer) => here.family.carer(carer.id) == Some(carer),
                Record::Setting(it) => here.store.setting(&it.name)?.as_ref() == Some(it),
                _ => true,
            };
            if !kept {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl Screen for Settings {
    fn place(&self) -> Place {
        match &self.edit {
            // What is being kept is about to be a row again.
            Some(edit) if edit.pending.is_none() => Place::Form,
            _ => Place::Settings,
        }
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        says::HEADING.into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.edit.is_some() {
            return self.change(action, here);
        }
        match action {
            Action::Open => self.open(here),
            Action::Choose => self.choose(here),
            Action::Remove => self.remove(here),
            Action::Back => Ok(Step::Close),
            _ => Ok(self.go(action)),
        }
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(edit) = &mut self.edit {
            (edit.pending, edit.found) = (None, false);
            edit.sheet.typed(request);
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        let pending = self.edit.as_ref().is_some_and(|it| it.pending.is_some());
        format!("{} {:?} {pending}", here.now.hm(), here.look.chosen)
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let on = self.on();
        let known = |rows: &[Row], on: &On| rows.iter().position(|row| row.on == *on);
        let before: Vec<On> = self.rows.iter().map(|row| row.on.clone()).collect();
        self.rows = rows::of(here);
        // What could not be kept stays open, with what was typed.
        let pending = self.edit.as_mut().and_then(|edit| edit.pending.take());
        let kept = match pending {
            Some(change) => Self::is_kept(&change, here)?,
            None => false,
        };
        // The cursor goes to what was just added, else stays with its row.
        let is_new = |row: &Row| !before.is_empty() && !before.contains(&row.on);
        let new = self.rows.iter().position(is_new).filter(|_| kept);
        let same = on.and_then(|on| known(&self.rows, &on));
        let last = self.rows.len().saturating_sub(1);
        self.cursor = new.or(same).unwrap_or(self.cursor).min(last);
        if kept {
            self.done();
        }
        Ok(())
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        match &self.edit {
            Some(edit) if edit.found => says::FOUND.into(),
            Some(_) => String::new(),
            None => says::ASIDE.into(),
        }
    }

    fn word(&self, action: Action, _here: &Here<'_>) -> Option<&'static str> {
        let edit = self.edit.as_ref()?;
        let next = edit.sheet.focus + 1 < edit.sheet.fields.len();
        (action == Action::Open && next).then_some("next")
    }

    fn draft(&self) -> Option<Draft> {
        match &self.edit {
            Some(edit) => Some((edit.slot(), edit.answers())),
            None => self.left.clone(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let (columns, room) = (usize::from(area.width), usize::from(area.height));
        let look = &here.look;
        let mut lines = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (at, row) in self.rows.iter().enumerate() {
            if !row.heading.is_empty() {
                lines.push(Line::styled(format!(" {}", look.text(row.heading)), look.dim()));
            }
            let begins = lines.len();
            match &self.edit {
                Some(edit) if at == self.cursor => {
                    lines.extend(edit.sheet.lines("", columns, look).0);
                }
                _ => lines.push(line(row, at == self.cursor, columns, look)),
            }
            if at == self.cursor {
                // The heading above the first of its rows comes into view with it.
                from = begins.saturating_sub(usize::from(!row.heading.is_empty()));
                to = lines.len();
            }
        }
        let middle = ((from + to) / 2).saturating_sub(room / 2);
        let first = middle.max(to.saturating_sub(room)).min(from).min(lines.len().saturating_sub(room));
        let shown: Vec<Line<'_>> = lines.into_iter().skip(first).take(room).collect();
        frame.render_widget(Paragraph::new(shown), area);
    }
}

fn line(row: &Row, picked: bool, columns: usize, look: &Look) -> Line<'static> {
    let more = look.glyph(Glyph::More);
    let cursor = if picked { look.glyph(Glyph::Cursor) } else { ' ' };
    let style = if picked { look.accent() } else { Style::new() };
    let wide = if columns >= 50 { 18 } else { columns / 3 };
    let room = columns.saturating_sub(4);
    let head = look.text(&row.head);
    if row.said.is_empty() {
        return Line::styled(format!(" {cursor} {}", cut(&head, room, more)), style);
    }
    let said = cut(&look.text(&row.said), room.saturating_sub(wide), more);
    Line::from(vec![
        Span::styled(format!(" {cursor} {} ", fit(&head, wide.saturating_sub(1), more)), style),
        Span::styled(said, style),
    ])
}
