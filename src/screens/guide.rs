//! The guide: cues, states, areas and strokes, what a "no" is, the evidence, the sources; and the family's own
//! vocabulary, made right where it is read.
//!
//! ```text
//!  [cues]  states  areas and strokes  when the answer is no  evidence  sources
//!   engaged · wants more, clear to see (engagement, potent)
//!      looks into my eyes                  mutual gaze
//! ▸  1 looks at my face                    facing gaze
//!        Listed by Children's Health Care resources
//! ```
//!
//! `rows` makes what is listed, `paint` draws one of them, `changes` is what the keys do to it, `sheet` asks for words,
//! `says` has the sentences.

mod changes;
mod paint;
mod rows;
mod says;
mod sheet;

use super::{Here, Screen, Step, Wants};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use crate::widgets::field;
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, width, wrap};
use crate::words::{self, GuideSection};
use paint::shown;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use rows::{Item, Row, Thing};
use sheet::Naming;
use tui_input::{Input, InputRequest};

const PAGE: usize = 8;

#[derive(Default)]
pub struct Guide {
    section: usize,
    sought: String,
    prompt: Option<Input>,
    rows: Vec<Row>,
    cursor: usize,
    /// What stands there, so that it is found again when rows come and go.
    on: Option<String>,
    /// The family's own cues when it was last read: the cursor goes to one that is new.
    own: Option<Vec<String>>,
}

impl Guide {
    fn section(&self) -> Option<&'static GuideSection> {
        words::guide().section.get(self.section)
    }

    fn picked(&self) -> Option<&Item> {
        match self.rows.get(self.cursor) {
            Some(Row::Item(item)) => Some(item),
            _ => None,
        }
    }

    /// Another section, from its beginning.
    fn turn(&mut self, on: bool) -> Step {
        let count = words::guide().section.len().max(1);
        let step = if on { 1 } else { count - 1 };
        self.section = (self.section + step) % count;
        self.sought.clear();
        self.on = None;
        Step::Stay
    }

    fn look_for(&mut self, sought: &str) {
        self.sought = sought.to_owned();
        self.on = None;
    }

    /// Where the items are among the rows.
    fn items(&self) -> Vec<usize> {
        let item = |(at, row): (usize, &Row)| matches!(row, Row::Item(_)).then_some(at);
        self.rows.iter().enumerate().filter_map(item).collect()
    }

    fn go(&mut self, action: Action) -> Step {
        let items = self.items();
        let at = items.iter().position(|at| *at == self.cursor).unwrap_or(0);
        let last = items.len().saturating_sub(1);
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => (at + 1).min(last),
            Action::PageUp => at.saturating_sub(PAGE),
            Action::PageDown => (at + PAGE).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => at,
        };
        self.cursor = items.get(to).copied().unwrap_or(0);
        self.on = self.picked().map(|item| item.id.clone());
        Step::Stay
    }

    /// What a key does while words are being typed.
    fn answer(&mut self, action: Action) -> Step {
        match action {
            Action::Open => self.prompt = None,
            Action::Back => {
                self.prompt = None;
                self.look_for("");
            }
            _ => return self.go(action),
        }
        Step::Stay
    }

    fn edit(&self, item: &Item, here: &Here<'_>) -> Result<Step, Trouble> {
        let own = here.family.own_cues.iter().find(|own| own.code == item.id);
        Ok(match (&item.thing, own) {
            (Thing::Cue, Some(own)) => Step::Open(Box::new(Naming::own(own, here)?)),
            (Thing::Cue, None) => Step::Say(says::OURS.into()),
            (Thing::Stroke, _) => Step::Open(Box::new(Naming::stroke(&item.id, here)?)),
            (Thing::Area, _) => Step::Say(says::AREA.into()),
            (Thing::Words, _) => Step::Say(says::ON_NOTHING.into()),
        })
    }
}

impl Screen for Guide {
    fn place(&self) -> Place {
        match self.prompt {
            Some(_) => Place::Find,
            None => Place::Guide,
        }
    }

    fn heading(&self, _here: &Here<'_>) -> String {
        "Guide".into()
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.prompt.is_some() {
            return Ok(self.answer(action));
        }
        let Some(item) = self.picked() else {
            return Ok(match action {
                Action::Add => Step::Open(Box::new(Naming::new_cue(here)?)),
                _ => self.wander(action),
            });
        };
        match action {
            Action::Star => changes::star(item, here),
            Action::Hide => changes::hide(item, here),
            Action::Remove => Ok(changes::retire(item, here)),
            Action::Edit => self.edit(item, here),
            Action::Add => Ok(Step::Open(Box::new(Naming::new_cue(here)?))),
            _ => Ok(self.wander(action)),
        }
    }

    fn typed(&mut self, request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(input) = &mut self.prompt {
            input.handle(request);
            let typed = input.value().to_owned();
            if typed != self.sought {
                self.look_for(&typed);
            }
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        format!("{} {baby:?} {} {}", self.section, here.now.date(), self.sought)
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        self.rows = match self.section() {
            _ if !self.sought.trim().is_empty() => rows::found(&self.sought, here),
            Some(section) => rows::of(section, here),
            None => Vec::new(),
        };
        let own = here.family.own_cues.iter().map(|own| own.code.clone());
        let own: Vec<String> = own.collect();
        let before = self.own.replace(own.clone()).unwrap_or_else(|| own.clone());
        let place = |wanted: &dyn Fn(&Item) -> bool| {
            self.rows.iter().position(|row| matches!(row, Row::Item(item) if wanted(item)))
        };
        let is_new = own.iter().any(|code| !before.contains(code));
        if is_new && !self.sought.trim().is_empty() {
            // A cue just added is shown, whatever was looked for before.
            self.look_for("");
            self.own = Some(before);
            return self.read(here);
        }
        let new = place(&|item| own.contains(&item.id) && !before.contains(&item.id));
        let same = self.on.as_ref().and_then(|on| place(&|item| item.id == *on));
        let first = || {
            // A list is entered at its first row, a text at its beginning.
            let thing = place(&|item| item.thing != Thing::Words);
            thing.or_else(|| place(&|_| true))
        };
        self.cursor = new.or(same).or_else(first).unwrap_or(0);
        if new.is_some() {
            self.on = self.picked().map(|item| item.id.clone());
        }
        Ok(())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        let columns = usize::from(area.width);
        let mut lines = vec![self.top(columns, &here.look)];
        let room = usize::from(area.height).saturating_sub(1);
        lines.extend(self.list(columns, room, &here.look));
        frame.render_widget(Paragraph::new(lines), area);
    }
}

impl Guide {
    fn wander(&mut self, action: Action) -> Step {
        match action {
            Action::NextPart => self.turn(true),
            Action::PartBefore => self.turn(false),
            Action::Find => {
                self.prompt = Some(Input::default());
                Step::Stay
            }
            Action::Language => Step::Open(Box::<super::Language>::default()),
            Action::Back if !self.sought.is_empty() => {
                self.look_for("");
                Step::Say(says::ALL_AGAIN.into())
            }
            Action::Back => Step::Close,
            _ => self.go(action),
        }
    }

    /// The sections, or the words looked for.
    fn top(&self, columns: usize, look: &Look) -> Line<'static> {
        let more = look.glyph(Glyph::More);
        if let Some(input) = &self.prompt {
            let room = columns.saturating_sub(width(says::FIND) + 1);
            let mut line = field::line(input, room, true, look);
            line.spans.insert(0, format!("{} ", says::FIND).into());
            return line;
        }
        if !self.sought.is_empty() {
            let said = cut(&says::sought(&self.sought), columns.saturating_sub(1), more);
            return Line::styled(format!(" {}", look.text(&said)), look.accent());
        }
        let names: Vec<&str> = words::guide().section.iter().map(|s| s.name.as_str()).collect();
        // As many as fit, the one that is open always among them.
        let wide = |from: usize| -> usize {
            let shown = names.iter().take(self.section + 1).skip(from);
            shown.map(|name| width(name) + 2).sum()
        };
        let first = (0..self.section).find(|from| wide(*from) < columns);
        let mut spans = Vec::new();
        let mut left = columns;
        for (at, name) in names.iter().enumerate().skip(first.unwrap_or(self.section)) {
            let (text, style) = if at == self.section {
                (format!("[{name}]"), look.accent())
            } else {
                (format!(" {name} "), look.dim())
            };
            let text = cut(&text, left, more);
            left = left.saturating_sub(width(&text));
            spans.push(Span::styled(text, style));
        }
        Line::from(spans)
    }

    /// The rows around the cursor; what it stands on is shown whole where there is room.
    fn list(&self, columns: usize, room: usize, look: &Look) -> Vec<Line<'static>> {
        if self.rows.is_empty() {
            let said = wrap(&says::nothing(&self.sought), columns.saturating_sub(2));
            let said = said.into_iter().map(|line| format!(" {line}"));
            return said.map(|line| Line::styled(line, look.dim())).collect();
        }
        let mut lines = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (at, row) in self.rows.iter().enumerate() {
            let begins = lines.len();
            match row {
                Row::Heading(text) => {
                    let text = cut(text, columns.saturating_sub(2), look.glyph(Glyph::More));
                    lines.push(Line::styled(format!(" {}", look.text(&text)), look.dim()));
                }
                Row::Item(item) => lines.extend(shown(item, at == self.cursor, columns, look)),
            }
            if at == self.cursor {
                (from, to) = (begins, lines.len());
            }
        }
        let middle = ((from + to) / 2).saturating_sub(room / 2);
        let first = middle.max(to.saturating_sub(room)).min(from).min(lines.len().saturating_sub(room));
        lines.into_iter().skip(first).take(room).collect()
    }
}
