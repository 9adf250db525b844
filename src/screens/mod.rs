//! What the parent sees: one file a screen. A screen holds its own few fields, answers an action with a [`Step`], and
//! paints itself; it reads the store and never writes to it.
//!
//! Must never name `rusqlite`, crossterm, files, the clock, `app` or `apply`.

mod forgotten;
mod form;
mod guide;
mod help;
mod hidden;
mod language;
mod line;
mod lock;
mod marks;
mod massage;
mod nudge;
mod page;
mod palette;
mod past;
mod rows;
mod sealed;
mod secret;
mod settings;
mod support;
mod today;
mod trends;
mod welcome;

pub use form::Form;
pub use guide::Guide;
pub use help::Help;
pub use hidden::Hidden;
pub use language::Language;
pub use line::TypedLine;
pub use lock::Lock;
pub use massage::Massage;
pub use nudge::Nudge;
pub use page::{PageScreen, Paper, Papers};
pub use past::Past;
pub use rows::{edited, entry_row, removal, rule};
pub use sealed::Sealed;
pub use settings::Settings;
pub use support::Support;
pub use today::Today;
pub use trends::Trends;
pub use welcome::Welcome;

use crate::journal::{At, Change, Family, Id};
use crate::keys::{Action, Place};
use crate::store::{Opened, Passphrase, Store, Trouble};
use crate::widgets::look::{Chosen, Look};
use crate::work::{Found, Job};
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::Value;
use tui_input::InputRequest;

/// What a screen may look at while it acts.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    pub store: &'a Store,
    pub family: &'a Family,
    /// The time, on the clocks of the family's zone.
    pub now: At,
    pub look: Look,
}

/// What comes of an action; the app carries it out.
pub enum Step {
    Stay,
    Open(Box<dyn Screen>),
    Close,
    /// This screen is left; then something is said.
    CloseAndSay(String),
    Keep(Change),
    /// Keep a change; once it is kept, leave this screen.
    KeepAndClose(Change),
    /// Read sealed entries from now on, and leave this screen.
    Unseal(Opened),
    /// Give the journal this lock, or none, saying so first; what was done, or none, comes to `worked`.
    TurnLock(Option<Passphrase>, &'static str),
    /// Begin work that the parent waits for; what it finds comes to `worked`.
    Work(Job),
    Looks(Chosen),
    /// Write a page to a file of the parent's own.
    File(Paper),
    Say(String),
    /// This screen is left; then this is done where the parent was, or on Today where only Today does it.
    Do(Action),
}

/// What a screen asks the store for: read again when this, or the journal, is no longer the same.
pub type Wants = String;

/// Something typed and not kept yet: the slot it waits in, and its content (none when there is nothing to keep).
pub type Draft = (String, Option<Value>);

pub trait Screen {
    fn place(&self) -> Place;

    fn heading(&self, here: &Here<'_>) -> String {
        baby_and_age(here)
    }

    /// Carries an action out on its own fields.
    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble>;

    /// Takes a change of the text being typed.
    fn typed(&mut self, _request: InputRequest, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(Step::Stay)
    }

    fn pasted(&mut self, text: &str, here: &Here<'_>) -> Result<Step, Trouble> {
        for c in text.chars().filter(|c| *c != '\r') {
            self.typed(InputRequest::InsertChar(c), here)?;
        }
        Ok(Step::Stay)
    }

    /// What it would read now, in a form that can be compared; a screen that only shows what it holds wants nothing.
    fn wants(&self, _here: &Here<'_>) -> Wants {
        Wants::new()
    }

    fn read(&mut self, _here: &Here<'_>) -> Result<(), Trouble> {
        Ok(())
    }

    /// Work to begin behind the screen, asked after each reading; it takes the place of what is still under way for it.
    fn work(&mut self, _here: &Here<'_>) -> Option<Job> {
        None
    }

    fn worked(&mut self, _found: Found, _here: &Here<'_>) -> Result<Step, Trouble> {
        Ok(Step::Stay)
    }

    /// Takes back the newest of its own steps that the journal knows nothing of, or takes it again, and what to say of
    /// it; none on a screen that has no such steps.
    fn take_back(&mut self, _again: bool) -> Option<&'static str> {
        None
    }

    fn filed(&mut self) {}

    /// The status line when there is nothing else to say.
    fn aside(&self, _here: &Here<'_>) -> String {
        String::new()
    }

    /// The footer's word for an action when the table's does not fit what it would do now.
    fn word(&self, _action: Action, _here: &Here<'_>) -> Option<&'static str> {
        None
    }

    /// Whether the footer shows a key: a family leaves out what it does not use.
    fn offers(&self, _action: Action, _here: &Here<'_>) -> bool {
        true
    }

    /// An entry was kept from here or from the screen above: the cursor goes to it.
    fn kept(&mut self, _entry: Id) {}

    /// Whether it hides all others: nothing of the journal is shown around it, and no key but its own is heard.
    fn covers(&self) -> bool {
        false
    }

    /// Where what is typed here would wait: the same thing is never open twice.
    fn slot(&self) -> Option<&str> {
        None
    }

    /// What would be lost if the program ended now.
    fn draft(&self) -> Option<Draft> {
        None
    }

    /// Paints the body; must not fail on any area.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>);
}

/// `Maya · 11 weeks 3 days`.
pub fn baby_and_age(here: &Here<'_>) -> String {
    let Some(baby) = here.family.chosen_baby() else {
        return String::new();
    };
    let name = crate::journal::tell::plain(baby.called()).into_owned();
    match baby.age_words(here.now.date()) {
        Some(age) => format!("{name} · {age}"),
        None => name,
    }
}
