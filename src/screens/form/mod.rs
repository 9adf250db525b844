//! One form for adding and editing any kind of entry. Every question is reachable, nothing typed is ever lost, and the
//! entry that stands in the way is named.
//!
//! ```text
//!  Cue                                               Sunday 22 November  14:07     Anna
//!  ─────────────────────────────────────────────────────────────────────────────
//!  ▸ you saw          looks away
//!      engaged · wants more
//!     ▸ 1 looks at my face   2 smiles   3 coos   4 turns to me
//!      disengaged · wants a change
//!      [5 looks away]  6 arches back   7 hiccups   8 fusses   9 cries
//!    baby was
//! ```
//!
//! A kind of entry is its questions (`fields.rs`) and the way back from answers to an entry (`entry.rs`); the rest is
//! the same for all: `field.rs` and `pick.rs` take typing, `sheet.rs` moves and paints, `draft.rs` lets what was typed
//! wait, `words.rs` holds what is said.

mod clash;
mod cues;
mod draft;
pub(crate) mod entry;
mod every;
pub(crate) mod field;
pub(crate) mod fields;
pub(crate) mod pick;
mod sheet;
pub(crate) mod when;
pub(crate) mod words;

pub(crate) use clash::{in_the_way, said as clashing, second_look};
pub(crate) use draft::new_slot;
pub(crate) use field::{Answer, Field};
pub(crate) use pick::{Choice, Enter, Pick};
pub(crate) use sheet::Sheet;

use super::{Draft, Here, Screen, Step};
use crate::journal::tell::{self, plain};
use crate::journal::{At, Change, Checkin, Cue, Entry, Kind, Massage, Note, Sleep, What, check, new_id};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use entry::Mend;
use field::Typed;
use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use tui_input::InputRequest;

pub struct Form {
    /// As it was read; none while it is new.
    pub(crate) before: Option<Entry>,
    pub(crate) base: Entry,
    pub(crate) sheet: Sheet,
    /// What stands in the way was named; keeping again keeps it.
    warned: bool,
    /// The answers come from a draft and none was touched since.
    restored: bool,
    /// Something in the status line is the form's to take back.
    said: bool,
    heard: At,
    slot: String,
    left: Cell<bool>,
    /// The entry as it was when the answers were begun.
    basis: Option<Value>,
    /// It is another since, and that was not answered yet.
    unseen: bool,
    /// It is gone since, and that was said.
    removed: bool,
    /// What the last fresh start threw away.
    thrown: Map<String, Value>,
}

impl Form {
    /// A new entry of a kind, with what was typed before and left.
    pub fn new(kind: Kind, here: &Here<'_>) -> Result<Self, Trouble> {
        let what = match kind {
            Kind::Massage => What::Massage(Massage::default()),
            Kind::Cue => What::Cue(Cue::default()),
            Kind::Sleep => What::Sleep(Sleep::default()),
            Kind::Checkin => What::Checkin(Checkin::default()),
            Kind::Note => What::Note(Note::default()),
        };
        let whose = !matches!(kind, Kind::Checkin | Kind::Note);
        let base = Entry {
            id: new_id(),
            baby: here.family.chosen_baby().filter(|_| whose).map(|baby| baby.id),
            carer: here.family.chosen_carer().map_or_else(new_id, |carer| carer.id),
            at: here.now,
            until: None,
            about: false,
            note: None,
            what,
        };
        Self::open(None, base, String::new(), here)
    }

    pub fn edit(entry: Entry, here: &Here<'_>) -> Result<Self, Trouble> {
        let when = when::written(&entry, here);
        Self::open(Some(entry.clone()), entry, when, here)
    }

    fn open(before: Option<Entry>, base: Entry, when: String, here: &Here<'_>) -> Result<Self, Trouble> {
        let on = here.now.date();
        let sheet = Sheet {
            kind: Some(base.kind()),
            editing: before.is_some(),
            fields: fields::of(&base, here.family, on, when),
            focus: 0,
        };
        let mut form = Self {
            slot: draft::slot(before.as_ref(), &base),
            basis: before.as_ref().map(draft::basis),
            before,
            base,
            sheet,
            warned: false,
            restored: false,
            said: false,
            heard: here.now,
            left: Cell::new(false),
            unseen: false,
            removed: false,
            thrown: Map::new(),
        };
        form.offer_every_baby(here);
        form.settle(here);
        if let Some(draft) = here.store.draft(&form.slot)? {
            form.restore(&draft, here);
        }
        form.sheet.go_to(fields::first(form.base.kind()));
        Ok(form)
    }

    pub(crate) fn settle(&mut self, here: &Here<'_>) {
        fields::settle(&mut self.sheet.fields, &self.base, here.family, here.now.date());
    }

    /// A massage's time may say in one letter that there was none.
    fn not_today(&mut self, request: InputRequest) -> bool {
        let asked = self.base.kind() == Kind::Massage
            && request == InputRequest::InsertChar('x')
            && self.sheet.focused().is_some_and(|field| field.key == "when" && field.is_blank());
        if asked && self.sheet.go_to("touch") {
            if let Some(field) = self.sheet.focused() {
                field.take(&json!([fields::NOT_TODAY]));
            }
            self.sheet.go_to("reason");
        }
        asked
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) -> Step {
        self.said = true;
        Step::Say(text.into())
    }

    /// Takes back what was said once it no longer holds.
    pub(crate) fn quiet(&mut self) -> Step {
        if std::mem::take(&mut self.said) {
            return Step::Say(String::new());
        }
        Step::Stay
    }

    /// A moment's key in the entry as the form numbers it; any other key as it is.
    fn moment_key(&self, key: &str) -> String {
        let moment = key.strip_prefix('m').and_then(|key| key.split_once('.'));
        match moment.and_then(|(place, base)| Some((place.parse().ok()?, base))) {
            Some((place, base)) => {
                format!("m{}.{base}", entry::number_at(&self.sheet.fields, place))
            }
            None => key.to_owned(),
        }
    }

    /// Goes to the question to be mended; what is wrong stands below it, and is not said again.
    pub(crate) fn mend(&mut self, mend: Mend) -> Step {
        self.sheet.go_to(&mend.key);
        if let Some(field) = self.sheet.focused() {
            field.is_to_mend(mend.says, mend.either);
        }
        self.quiet()
    }

    /// Marks what is wrong with the question the parent is about to leave, and says it.
    pub(crate) fn flag(&mut self, here: &Here<'_>) -> Option<String> {
        let (at, adding) = (self.sheet.focus, self.before.is_none());
        let fields = &self.sheet.fields;
        let wrong = fields.get(at).and_then(|field| entry::wrong(field, fields, &self.base, adding, here));
        let Mend { says, either, .. } = wrong?;
        if let Some(field) = self.sheet.fields.get_mut(at) {
            field.is_to_mend(says.clone(), either);
        }
        Some(says)
    }

    /// To another question; what is wrong with the one that is left is said at once.
    fn go(&mut self, action: Action, here: &Here<'_>) -> Step {
        let left = self.sheet.focus;
        let wrong = self.flag(here);
        match action {
            Action::NextPart | Action::Down => self.sheet.step(true),
            Action::PartBefore | Action::Up => self.sheet.step(false),
            _ => self.sheet.leap(action == Action::PageDown),
        }
        match wrong {
            None => Step::Stay,
            Some(_) if self.sheet.focus == left => self.quiet(),
            Some(says) => self.say(says),
        }
    }

    pub(crate) fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(says) = self.elsewhere(here)? {
            return Ok(self.say(says));
        }
        let adding = self.before.is_none();
        let kind = self.base.kind();
        let touched = |key: &str| self.sheet.fields.iter().any(|f| f.key == key && f.is_touched());
        if adding && kind == Kind::Checkin && !self.sheet.fields.iter().any(Field::is_touched) {
            return Ok(Step::Close);
        }
        let entry = match entry::build(&self.sheet.fields, &self.base, adding, here) {
            Ok(entry) => entry,
            Err(mend) => return Ok(self.mend(mend)),
        };
        if self.before.as_ref() == Some(&entry) && !self.removed {
            // Answered as it was, so nothing of it waits.
            self.ask(here);
            return Ok(Step::CloseAndSay(words::UNCHANGED.into()));
        }
        if let Err(problem) = check(&entry, here.now) {
            let key = match problem.field.as_ref() {
                "at" | "until" => "when".to_owned(),
                "cues" => "m1.cues".to_owned(),
                other => self.moment_key(other),
            };
            let mend = Mend::new(key, problem.says);
            return Ok(self.mend(mend));
        }
        let asks = !self.warned && (adding || touched("when") || touched("baby"));
        let title = tell::title(&entry, here.family, here.now);
        let entries = self.for_each(&entry, here);
        for entry in entries.iter().filter(|_| asks) {
            if let Some(says) = in_the_way(entry, here)? {
                self.warned = true;
                return Ok(self.say(says));
            }
        }
        let before = self.before.as_ref().filter(|_| !self.removed);
        Ok(Step::KeepAndClose(match before {
            Some(before) => Change::edit(title, before.clone(), entry),
            None => here.family.adding(&title, &entries),
        }))
    }

    pub(crate) fn preview(&self, here: &Here<'_>) -> String {
        let Some(field) = self.sheet.fields.get(self.sheet.focus) else {
            return String::new();
        };
        if field.key != "when" || (field.is_blank() && self.before.is_some()) {
            return String::new();
        }
        let kind = self.base.kind();
        when::read(field.typed_text(), kind, here, here.now)
            .map(|times| when::said(&times))
            .unwrap_or_default()
    }
}

impl Screen for Form {
    fn place(&self) -> Place {
        Place::Form
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let heading = words::heading(self.base.kind(), self.before.is_some());
        match self.whose(here) {
            Some(whose) => format!("{heading} · {}", plain(&whose)),
            None => heading,
        }
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::NextPart
            | Action::Down
            | Action::PartBefore
            | Action::Up
            | Action::PageDown
            | Action::PageUp => return Ok(self.go(action, here)),
            Action::Keep => return self.keep(here),
            Action::Back if self.answers().is_empty() => return Ok(Step::Close),
            Action::Back => {
                let key = words::opens(self.base.kind(), self.before.is_some());
                return Ok(Step::CloseAndSay(words::waits(key)));
            }
            Action::Afresh => {
                return Ok(match self.afresh(here) {
                    Some(says) => self.say(says),
                    None => self.quiet(),
                });
            }
            Action::Open => {
                return match self.sheet.enter() {
                    Ok(Enter::Passed) => self.keep(here),
                    Ok(_) => {
                        self.heard = here.now;
                        self.settle(here);
                        Ok(self.quiet())
                    }
                    Err(says) => Ok(self.say(says)),
                };
            }
            _ => {}
        }
        Ok(Step::Stay)
    }

    fn typed(&mut self, request: InputRequest, here: &Here<'_>) -> Result<Step, Trouble> {
        self.heard = here.now;
        self.warned = false;
        self.restored = false;
        if self.not_today(request) {
            return Ok(self.quiet());
        }
        let typed = self.sheet.typed(request);
        self.settle(here);
        Ok(match typed {
            Typed::Taken => self.quiet(),
            Typed::Refused(says) => self.say(says),
        })
    }

    fn aside(&self, here: &Here<'_>) -> String {
        self.notice(here)
    }

    fn slot(&self) -> Option<&str> {
        Some(&self.slot)
    }

    fn draft(&self) -> Option<Draft> {
        self.waiting()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        self.sheet.draw(frame, area, &[], &self.preview(here), &here.look);
    }
}
