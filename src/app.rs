//! The app: a stack of screens over one store. The only one that writes while the journal is open.
//!
//! A key becomes an [`Action`] (`keys`), the top screen answers with a [`Step`], and [`App::carry_out`] does it. An
//! error becomes a sentence in the status line; it never ends the loop and never loses what was typed.

use crate::journal::tell::plain;
use crate::journal::time::long_date;
use crate::journal::{At, Change, Family, Kind, Record, Setting};
use crate::keys::{Action, Heard, Place, footer, hear};
use crate::screens::{Help, Here, Screen, Step, Support, Today, TypedLine, Wants, Welcome, rule};
use crate::store::{Past, Store, Trouble, Version};
use crate::widgets::look::{Glyph, Look};
use crate::widgets::text::{cut, ends, width};
use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use serde_json::json;

/// The running app.
pub struct App {
    store: Store,
    family: Family,
    now: At,
    look: Look,
    screens: Vec<Box<dyn Screen>>,
    /// What was last said; stays until something else is.
    status: String,
    /// What the top screen shows was read for.
    seen: Option<(Version, Wants, usize)>,
    /// Another run's change that a second `u` undoes.
    offered: Option<i64>,
    leaving: bool,
}

impl App {
    /// Opens on Today.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn new(store: Store, look: Look, now: At) -> Result<Self, Trouble> {
        let family = store.family()?;
        let screens: Vec<Box<dyn Screen>> = vec![Box::new(Today::default())];
        let now = At::in_zone(now.secs(), family.settings.hours.zone);
        let mut app = Self {
            store,
            family,
            now,
            look,
            screens,
            status: String::new(),
            seen: None,
            offered: None,
            leaving: false,
        };
        let here = app.here();
        if Welcome::is_due(&here)? {
            let welcome = Welcome::new(&here)?;
            app.screens.push(Box::new(welcome));
        }
        app.refresh();
        Ok(app)
    }

    fn here(&self) -> Here<'_> {
        Here {
            store: &self.store,
            family: &self.family,
            now: self.now,
            look: self.look,
        }
    }

    /// Whether the parent has left.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.leaving
    }

    /// The journal, for tests and for the loop's last words.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Time has passed; what others wrote is read.
    pub fn tick(&mut self, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        self.refresh();
    }

    /// A key was pressed.
    pub fn key(&mut self, event: KeyEvent, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        let place = self.place();
        match hear(place, event) {
            Heard::Do(action) => self.act(action),
            Heard::Type(request) => self.with_top(|top, here| top.typed(request, here)),
            Heard::Nothing => {}
        }
        self.refresh();
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        if self.place().is_typed() {
            self.with_top(|top, here| top.pasted(text, here));
        }
        self.refresh();
    }

    /// Keeps what is being typed anywhere, so that it is there on the next start.
    pub fn keep_drafts(&mut self) {
        let drafts: Vec<_> = self
            .screens
            .iter()
            .filter_map(|screen| screen.draft())
            .collect();
        for (slot, content) in drafts {
            if let Err(trouble) = self.store.keep_draft(&slot, content.as_ref(), self.now) {
                self.status = trouble.to_string();
            }
        }
    }

    fn place(&self) -> Place {
        self.screens.last().map_or(Place::Today, |top| top.place())
    }

    /// What every screen answers the same way is answered here; all else is the top screen's.
    fn act(&mut self, action: Action) {
        if action != Action::Undo {
            self.offered = None;
        }
        match action {
            Action::Quit => {
                self.keep_drafts();
                self.leaving = true;
            }
            Action::Line => {
                self.with_top(|_, here| Ok(Step::Open(Box::new(TypedLine::new(here)?))))
            }
            Action::Help => self.open(Box::new(Help::of(self.place()))),
            Action::Support => self.open(Box::<Support>::default()),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Baby => self.next_baby(),
            Action::Carer => self.next_carer(),
            _ => self.with_top(|top, here| top.act(action, here)),
        }
    }

    fn with_top(&mut self, work: impl FnOnce(&mut dyn Screen, &Here<'_>) -> Result<Step, Trouble>) {
        let Some(mut top) = self.screens.pop() else {
            return;
        };
        let here = Here {
            store: &self.store,
            family: &self.family,
            now: self.now,
            look: self.look,
        };
        let step = work(top.as_mut(), &here);
        self.screens.push(top);
        match step {
            Ok(step) => self.carry_out(step),
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    fn carry_out(&mut self, step: Step) {
        match step {
            Step::Stay => {}
            Step::Open(screen) => self.open(screen),
            Step::Close => self.close(),
            Step::Instead(screen) => {
                self.close();
                self.open(screen);
            }
            Step::Keep(change) => {
                self.keep(&change);
            }
            Step::KeepAndClose(change) => {
                if self.keep(&change) {
                    // Kept, so no draft of it shall wait.
                    let slot = self
                        .screens
                        .pop()
                        .and_then(|screen| screen.draft())
                        .map(|(slot, _)| slot);
                    if let Some(slot) = slot {
                        self.store.keep_draft(&slot, None, self.now).ok();
                    }
                }
            }
            Step::Say(text) => self.status = text,
        }
    }

    fn open(&mut self, screen: Box<dyn Screen>) {
        self.status.clear();
        self.screens.push(screen);
    }

    fn close(&mut self) {
        if self.screens.len() > 1 {
            self.keep_drafts();
            self.screens.pop();
        }
    }

    fn keep(&mut self, change: &Change) -> bool {
        match self.store.apply(change, self.now) {
            Ok(_) => {
                let undo = if self.place().is_typed() && self.screens.len() < 2 {
                    "ctrl-z"
                } else {
                    "u"
                };
                let title = plain(&change.title).into_owned();
                let verb = if title.starts_with("removed ") {
                    ""
                } else {
                    "Kept "
                };
                let aside = if keeps_checkin(change) {
                    " · someone to talk to: !"
                } else {
                    ""
                };
                self.status = format!("{verb}{title}{aside} · {undo} undoes");
                true
            }
            Err(trouble) => {
                self.status = trouble.to_string();
                false
            }
        }
    }

    /// This run's newest change; when there is none, the newest of all is named and a second `u` undoes that.
    fn undo(&mut self) {
        let found = match self.offered.take() {
            Some(number) => self
                .store
                .newest(false)
                .map(|past| past.filter(|past| past.number == number)),
            None => self.store.newest(true),
        };
        let outcome = found.and_then(|found| match found {
            Some(past) => self
                .store
                .undo(past.number, self.now)
                .map(|()| format!("Undone: {} · U does it again", said(&past))),
            None => self.store.newest(false).map(|newest| match newest {
                Some(past) => {
                    self.offered = Some(past.number);
                    let when = At::in_zone(past.made, self.family.settings.hours.zone);
                    format!(
                        "The newest change is from before: {} ({}). u again undoes it.",
                        said(&past),
                        when.local().format("%-d %b, %H:%M")
                    )
                }
                None => "There is nothing to undo.".into(),
            }),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }

    fn redo(&mut self) {
        let outcome = self.store.undone().and_then(|found| match found {
            Some(past) => self
                .store
                .redo(past.number, self.now)
                .map(|()| format!("Done again: {} · u undoes", said(&past))),
            None => Ok("There is nothing to do again.".into()),
        });
        self.status = outcome.unwrap_or_else(|trouble| trouble.to_string());
    }

    fn next_baby(&mut self) {
        let open: Vec<_> = self
            .family
            .babies
            .iter()
            .filter(|baby| !baby.closed)
            .collect();
        let chosen = self.family.chosen_baby().map(|baby| baby.id);
        let at = open
            .iter()
            .position(|baby| Some(baby.id) == chosen)
            .map_or(0, |at| at + 1);
        match open
            .get(at % open.len().max(1))
            .filter(|baby| Some(baby.id) != chosen)
        {
            Some(baby) => {
                let (id, name) = (baby.id.to_string(), baby.called().to_owned());
                self.choose("baby", &id, &format!("showing {name}"));
            }
            None => {
                self.status =
                    "There is one baby in this journal. `cuebook set baby --add NAME` adds another."
                        .into()
            }
        }
    }

    fn next_carer(&mut self) {
        let carers = &self.family.carers;
        let chosen = self.family.chosen_carer().map(|carer| carer.id);
        let at = carers
            .iter()
            .position(|carer| Some(carer.id) == chosen)
            .map_or(0, |at| at + 1);
        match carers
            .get(at % carers.len().max(1))
            .filter(|carer| Some(carer.id) != chosen)
        {
            Some(carer) => {
                let (id, name) = (carer.id.to_string(), carer.called().to_owned());
                self.choose("carer", &id, &format!("{name} writes"));
            }
            None => {
                self.status =
                    "One carer writes in this journal. `cuebook set carer --add NAME` adds another."
                        .into()
            }
        }
    }

    fn choose(&mut self, name: &str, id: &str, title: &str) {
        let setting = Setting {
            name: name.into(),
            value: json!(id),
        };
        match self.store.setting(name) {
            Ok(before) => {
                let edits = vec![crate::journal::Edit {
                    before: before.map(Record::Setting),
                    after: Some(Record::Setting(setting)),
                }];
                self.keep(&Change {
                    title: title.into(),
                    edits,
                });
            }
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    /// The one place that decides whether the visible screen reads again.
    fn refresh(&mut self) {
        let outcome = self.store.version().and_then(|version| {
            if self.seen.as_ref().is_none_or(|(seen, ..)| *seen != version) {
                self.family = self.store.family()?;
                self.now = At::in_zone(self.now.secs(), self.family.settings.hours.zone);
            }
            let depth = self.screens.len();
            let Some(mut top) = self.screens.pop() else {
                return Ok(());
            };
            let here = Here {
                store: &self.store,
                family: &self.family,
                now: self.now,
                look: self.look,
            };
            let now = Some((version, top.wants(&here), depth));
            let read = if self.seen == now {
                Ok(())
            } else {
                top.read(&here)
            };
            self.screens.push(top);
            read.map(|()| self.seen = now)
        });
        match outcome {
            // The last picture stays; the next tick tries again.
            Ok(()) | Err(Trouble::Busy) => {}
            Err(trouble) => self.status = trouble.to_string(),
        }
    }

    /// Paints header, screen, status and footer on whatever room there is.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let Some(top) = self.screens.last() else {
            return;
        };
        let here = self.here();
        let columns = usize::from(area.width);
        let row = |y: u16| Rect {
            x: area.x,
            y: area.y + y,
            width: area.width,
            height: 1,
        };
        let roomy = area.height >= 12;
        let head = if roomy {
            2
        } else {
            u16::from(area.height >= 6)
        };
        let foot = if roomy {
            3
        } else {
            (area.height.saturating_sub(head)).min(2)
        };
        if head > 0 {
            frame.render_widget(
                Paragraph::new(Line::styled(
                    self.header(top.as_ref(), &here, columns),
                    self.look.accent(),
                )),
                row(0),
            );
        }
        if roomy {
            for y in [1, area.height - 3] {
                frame.render_widget(
                    Paragraph::new(Line::styled(rule(columns, &self.look), self.look.dim())),
                    row(y),
                );
            }
        }
        let body = Rect {
            x: area.x,
            y: area.y + head,
            width: area.width,
            height: area.height - head - foot,
        };
        top.draw(frame, body, &here);
        if foot >= 2 {
            let aside = top.aside(&here);
            let said = if self.status.is_empty() {
                &aside
            } else {
                &self.status
            };
            let said = cut(
                &self.look.text(said),
                columns.saturating_sub(2),
                self.look.glyph(Glyph::More),
            );
            frame.render_widget(Paragraph::new(format!(" {said}")), row(area.height - 2));
        }
        if foot >= 1 {
            let line = Line::styled(self.footer(columns), self.look.dim());
            frame.render_widget(Paragraph::new(line), row(area.height - 1));
        }
    }

    fn header(&self, top: &dyn Screen, here: &Here<'_>, columns: usize) -> String {
        let carer = self
            .family
            .chosen_carer()
            .map_or("", |carer| carer.called());
        let left = format!(" {}", top.heading(here));
        let day = long_date(self.now.date());
        let rights = [
            format!("{day}  {}     {} ", self.now.hm(), plain(carer)),
            format!(
                "{}  {}  {} ",
                self.now.local().format("%a %-d %b"),
                self.now.hm(),
                plain(carer)
            ),
            format!("{} ", self.now.hm()),
        ];
        let fits = rights
            .iter()
            .find(|right| width(&left) + width(right) < columns);
        let more = self.look.glyph(Glyph::More);
        self.look
            .text(&ends(&left, fits.map_or("", String::as_str), columns, more))
    }

    /// The keys that matter here, as many as fit; help is always the last.
    fn footer(&self, columns: usize) -> String {
        let rows = footer(self.place());
        let words: Vec<String> = rows
            .iter()
            .map(|row| format!("{} {}", row.key.name(self.look.ascii), row.short))
            .collect();
        let Some((help, others)) = words.split_last() else {
            return String::new();
        };
        let mut line = String::new();
        for word in others {
            if 1 + width(&line) + width(word) + 3 + width(help) > columns {
                break;
            }
            line.push_str(word);
            line.push_str("   ");
        }
        cut(
            &format!(" {line}{help}"),
            columns,
            self.look.glyph(Glyph::More),
        )
    }
}

/// After a check-in stands one plain line, whatever it says.
fn keeps_checkin(change: &Change) -> bool {
    let after = change.edits.iter().filter_map(|edit| edit.after.as_ref());
    let mut entries = after.filter_map(Record::entry);
    entries.any(|entry| entry.kind() == Kind::Checkin)
}

fn said(past: &Past) -> String {
    plain(&past.title).into_owned()
}
