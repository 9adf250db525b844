//! The app: a stack of screens over one store. The only one that writes while the journal is open.
//!
//! A key becomes an [`Action`] (`keys`), the top screen answers with a [`Step`], and [`App::carry_out`] does it. An
//! error becomes a sentence in the status line; it never ends the loop and never loses what was typed.

mod drafts;
mod lock;
mod looks;
mod paint;
mod palette;
mod papers;
mod people;
mod safe;
mod undo;
mod worker;

use crate::journal::{At, Change, Edit, Family, Kind, Record};
use crate::keys::{Action, Heard, Place, hear, key_of};
use crate::screens::{Draft, Help, Here, PageScreen, Papers, Screen, Step, Support, Today, Wants, Welcome};
use crate::store::{Store, Trouble, Version};
use crate::widgets::look::Look;
use crossterm::event::KeyEvent;

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
    /// What a second `u` undoes.
    offered: Option<undo::Offered>,
    /// What waits in the journal of what is being typed.
    drafted: Vec<Draft>,
    /// When that was last looked after, in seconds.
    drafted_at: i64,
    papers: Papers,
    /// What is being worked on behind the screens.
    work: Option<worker::Waited>,
    /// What hides the screen and makes copies.
    safe: safe::Safe,
    /// What was done by name, the last first.
    recent: Vec<Action>,
    /// Keeps looks that were chosen for the next start.
    keeper: Option<looks::Keeper>,
    leaving: bool,
}

impl App {
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
            drafted_at: now.secs(),
            papers: Papers::nowhere(),
            work: None,
            safe: safe::Safe::default(),
            recent: Vec::new(),
            keeper: None,
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
        Here { store: &self.store, family: &self.family, now: self.now, look: self.look }
    }

    pub fn is_over(&self) -> bool {
        self.leaving
    }

    /// The journal, for tests and for the loop's last words.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Says something in the status line, until something else is said.
    pub fn say(&mut self, text: &str) {
        self.status = text.to_owned();
    }

    /// Time has passed; what others wrote is read.
    pub fn tick(&mut self, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        self.turn_lock();
        self.look_after_work();
        self.keep_drafts();
        self.look_after_copies();
        self.hide_when_left_alone();
        self.refresh();
    }

    pub fn key(&mut self, event: KeyEvent, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        self.touched();
        self.turn_lock();
        self.look_after_work();
        let place = self.place();
        match hear(place, event) {
            Heard::Do(action) => self.act(action),
            Heard::Type(request) => self.with_top(|top, here| top.typed(request, here)),
            Heard::Nothing => {}
        }
        // Who types without a pause gives the clock no tick.
        if self.now.secs() != self.drafted_at {
            self.keep_drafts();
        }
        self.refresh();
    }

    pub fn paste(&mut self, text: &str, now: At) {
        self.now = At::in_zone(now.secs(), self.family.settings.hours.zone);
        self.touched();
        // Terminals send a pasted line end as CR; a one-line text has none.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let place = self.place();
        let most = match place {
            Place::Form | Place::Blank | Place::Massage => PASTED,
            _ => PASTED_IN_LINE,
        };
        // A whole book would be taken letter by letter for minutes.
        if place.is_typed() && text.chars().nth(most).is_some() {
            self.status = format!("{TOO_LONG} {} letters at most.", most);
            return;
        }
        match place {
            Place::Form | Place::Massage => self.with_top(|top, here| top.pasted(&text, here)),
            place if place.is_typed() => {
                // What a password manager copied may end its line; that is no blank.
                let line = text.trim_end_matches('\n').replace('\n', " ");
                self.with_top(|top, here| top.pasted(&line, here));
            }
            _ => {}
        }
        self.refresh();
    }

    fn place(&self) -> Place {
        self.screens.last().map_or(Place::Today, |top| top.place())
    }

    /// What every screen answers the same way is answered here; all else is the top screen's.
    fn act(&mut self, action: Action) {
        if self.is_hidden() && action != Action::Quit {
            return self.with_top(|top, here| top.act(action, here));
        }
        if self.stops(action) {
            return;
        }
        if action != Action::Undo {
            self.offered = None;
        }
        let said = std::mem::take(&mut self.status);
        match action {
            Action::Quit => {
                // What cannot be kept is given up only when asked twice.
                self.leaving = self.keep_drafts() || self.status == said;
            }
            Action::Line => self.open_line(),
            Action::Cover => self.hide(false),
            Action::Unseal => self.open_or_close_sealed(),
            Action::Help => self.open(Box::new(Help::of(self.place()))),
            Action::Support => self.open(Box::<Support>::default()),
            Action::Page => {
                let papers = self.papers.clone();
                self.with_top(|_, here| Ok(Step::Open(Box::new(PageScreen::new(here, papers)?))));
            }
            Action::Undo if self.takes_back(false) => {}
            Action::Redo if self.takes_back(true) => {}
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Baby => self.next_baby(),
            Action::Carer => self.next_carer(),
            _ if self.hears(action) => self.with_top(|top, here| top.act(action, here)),
            _ => self.on_today(action),
        }
    }

    fn with_top(&mut self, work: impl FnOnce(&mut dyn Screen, &Here<'_>) -> Result<Step, Trouble>) {
        let Some(mut top) = self.screens.pop() else {
            return;
        };
        let step = work(top.as_mut(), &self.here());
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
            Step::Close => {
                self.close();
            }
            Step::CloseAndSay(text) => {
                let slot = self.slot();
                if self.close() {
                    self.status = text;
                    if slot.is_some_and(|slot| self.waits_sealed(&slot)) {
                        self.status = drafts::LEFT_SEALED.into();
                    }
                }
            }
            Step::Keep(change) => {
                if self.keep(&change) {
                    self.say_kept(&change);
                }
            }
            Step::KeepAndClose(change) => {
                if self.keep(&change) {
                    let left = self.screens.pop();
                    self.say_kept(&change);
                    self.forget(left.as_deref());
                }
            }
            Step::Unseal(key) => self.unseal(key),
            Step::TurnLock(to, says) => self.turn_lock_next(to, says),
            Step::Do(action) => {
                let left = self.screens.pop();
                self.forget(left.as_deref());
                self.by_name(action);
            }
            Step::Work(job) => self.start(job, true),
            Step::Looks(chosen) => self.choose_looks(chosen),
            Step::File(paper) => self.file(&paper),
            Step::Say(text) => self.status = text,
        }
    }

    /// Opens a screen; one over the same draft that is open already is gone back to.
    fn open(&mut self, screen: Box<dyn Screen>) {
        self.status.clear();
        let slot = screen.slot();
        let mut open = self.screens.iter();
        match open.position(|open| slot.is_some() && open.slot() == slot) {
            Some(at) if self.keep_drafts() => self.screens.truncate(at + 1),
            Some(_) => {}
            None => {
                self.screens.push(screen);
                if self.slot().is_some_and(|slot| self.waits_sealed(&slot)) {
                    self.status = drafts::WAITS_SEALED.into();
                }
            }
        }
    }

    /// A screen whose draft cannot be kept stays open, with what was typed.
    fn close(&mut self) -> bool {
        self.screens.len() > 1 && self.keep_drafts() && self.screens.pop().is_some()
    }

    fn keep(&mut self, change: &Change) -> bool {
        let outcome = self.store.apply(change, self.now);
        if let Err(trouble) = &outcome {
            self.status = trouble.to_string();
        }
        outcome.is_ok()
    }

    fn say_kept(&mut self, change: &Change) {
        let title = self.title(change);
        let is_entry = change.edits.iter().filter_map(Edit::record).any(|r| r.entry().is_some());
        let gone = change.edits.iter().all(|edit| edit.after.is_none());
        let verb = if is_entry && !gone { "Kept " } else { "" };
        let aside = if keeps_checkin(change) { " · someone to talk to: !" } else { "" };
        let entry = change.edits.iter().filter_map(|edit| edit.after.as_ref()?.entry()).next_back();
        if let (Some(entry), Some(top)) = (entry, self.screens.last_mut()) {
            top.kept(entry.id);
        }
        let undo = self.undo_keys().0;
        self.status = format!("{}{aside} · {undo} undoes", capital(&format!("{verb}{title}")));
    }

    /// The keys that undo and redo where the parent is now.
    fn undo_keys(&self) -> (String, String) {
        let key = |action| key_of(self.place(), action).unwrap_or_default();
        (key(Action::Undo), key(Action::Redo))
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
            let here = self.here();
            let now = Some((version, top.wants(&here), depth));
            let (read, job) = if self.seen == now {
                (Ok(()), None)
            } else {
                let read = top.read(&here);
                let job = if read.is_ok() { top.work(&here) } else { None };
                (read, job)
            };
            self.screens.push(top);
            if let Some(job) = job {
                self.start(job, false);
            }
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

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The most letters that are pasted at once.
const PASTED: usize = 20_000;
const PASTED_IN_LINE: usize = 4_000;
const TOO_LONG: &str = "That is too long to paste here, so none of it was taken:";
