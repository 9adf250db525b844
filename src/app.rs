//! The app: a stack of screens over one store. The only one that writes while the journal is open.
//!
//! A key becomes an [`Action`] (`keys`), the top screen answers with a [`Step`], and [`App::carry_out`] does it. An
//! error becomes a sentence in the status line; it never ends the loop and never loses what was typed.

mod paint;
mod people;
mod undo;

use crate::journal::tell::plain;
use crate::journal::{At, Change, Family, Kind, Record};
use crate::keys::{Action, Heard, Place, hear, key_of};
use crate::screens::{Draft, Help, Here, Screen, Step, Support, Today, TypedLine, Wants, Welcome};
use crate::store::{Store, Trouble, Version};
use crate::widgets::look::Look;
use crossterm::event::KeyEvent;

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
    /// What waits in the journal of what is being typed.
    drafted: Vec<Draft>,
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
            drafted: Vec::new(),
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
        self.keep_drafts();
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

    /// Keeps what is being typed anywhere, so that it is there on the next start, whatever ends this one.
    pub fn keep_drafts(&mut self) {
        let drafts: Vec<Draft> = self.screens.iter().filter_map(|s| s.draft()).collect();
        if drafts == self.drafted {
            return;
        }
        for (slot, content) in &drafts {
            if let Err(trouble) = self.store.keep_draft(slot, content.as_ref(), self.now) {
                self.status = trouble.to_string();
                return;
            }
        }
        self.drafted = drafts;
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
                self.keep(&change, self.place());
            }
            Step::KeepAndClose(change) => {
                let below = self.screens.iter().rev().nth(1);
                let below = below.map_or(Place::Today, |screen| screen.place());
                if self.keep(&change, below) {
                    // Kept, so no draft of it shall wait.
                    let slot = self
                        .screens
                        .pop()
                        .and_then(|screen| screen.draft())
                        .map(|(slot, _)| slot);
                    if let Some(slot) = slot {
                        self.drafted.clear();
                        self.store.keep_draft(&slot, None, self.now).ok();
                    }
                }
            }
            Step::Say(text) => self.status = text,
            Step::Pass(action) => {
                self.close();
                self.act(action);
            }
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

    /// Keeps a change and says so; `place` is where the parent is then, and decides which key undoes it.
    fn keep(&mut self, change: &Change, place: Place) -> bool {
        match self.store.apply(change, self.now) {
            Ok(_) => {
                let undo = key_of(place, Action::Undo).unwrap_or_default();
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
}

/// After a check-in stands one plain line, whatever it says.
fn keeps_checkin(change: &Change) -> bool {
    let after = change.edits.iter().filter_map(|edit| edit.after.as_ref());
    let mut entries = after.filter_map(Record::entry);
    entries.any(|entry| entry.kind() == Kind::Checkin)
}
