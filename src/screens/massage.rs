//! The massage screen: one written down afterwards, one begun now, or "not today".
//!
//! ```text
//!  Massage · began 10:15 · 7 min                                             Anna
//!  ──────────────────────────────────────────────────────────────────────────────
//!   asked first   yes                      before        calm and awake
//!   touching      ▸[1 legs]  2 tummy   3 chest   4 arms   5 face   6 back   7 movements
//!  ──────────────────────────────────────────────────────────────────────────────
//!   engaged · wants more                   disengaged · wants a change
//!    1 looks at my face   4 turns to me    [5 looks away]       8 fusses
//! ```
//!
//! It is the form of a massage in another dress: the same questions, answers, drafts and checks. What is its own is
//! the order of the parts (`parts.rs`), the moments that taps join (`moments.rs`), a massage that is kept while it goes on
//! (`live.rs`), and the picture (`paint.rs`, `cells.rs`).

mod cells;
mod live;
mod moments;
mod paint;
mod parts;
mod reason;
mod words;

pub(crate) use live::{running, under_way};

use super::form::Form;
use super::form::field::{Answer, Field};
use super::form::pick::Enter;
use super::{Draft, Here, Screen, Step, Wants};
use crate::journal::time::length;
use crate::journal::{At, Entry, Kind, tell};
use crate::keys::{Action, Place};
use crate::store::Trouble;
use parts::FOLLOWS;
use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::InputRequest;

pub struct Massage {
    form: Form,
    /// The moment that taps join, from 1 on.
    moment: usize,
    tapped: Option<At>,
    /// Areas tapped since the moment before.
    since: Vec<String>,
    /// Where the hands are, in a massage under way.
    touching: Option<String>,
    /// `/` was typed: letters are text, whatever they mean elsewhere.
    finding: bool,
    /// What the journal is being asked to keep; it is ours once it has been read back.
    pending: Option<Entry>,
    /// "Not today" was kept, and a reason may follow.
    reason: bool,
    /// Something to know, shown in the body.
    notice: &'static str,
}

impl Massage {
    /// The massage that is under way; when none is, a new one, with what was typed before and left.
    pub fn new(here: &Here<'_>) -> Result<Self, Trouble> {
        let form = match running(here)? {
            Some(entry) => Form::edit(entry, here)?,
            None => Form::new(Kind::Massage, here)?,
        };
        Ok(Self::of(form))
    }

    fn of(form: Form) -> Self {
        let mut made = Self {
            form,
            moment: 1,
            tapped: None,
            since: Vec::new(),
            touching: None,
            finding: false,
            pending: None,
            reason: false,
            notice: "",
        };
        made.last_moment();
        made.touching = made.field("areas").and_then(|f| f.codes().last().cloned());
        let waits = made.field("cues").is_some_and(|f| !f.finding().is_empty());
        if waits {
            made.go("cues");
        } else if made.is_live() {
            let begun = made.touching.is_some();
            made.go(if begun { "cues" } else { "areas" });
        }
        made
    }

    fn enter(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let before = self.seen();
        match self.form.sheet.enter() {
            Err(says) => return Ok(self.form.say(says)),
            Ok(Enter::Passed) => {}
            Ok(_) => {
                self.tap(&before, here);
                return self.kept(here);
            }
        }
        match self.part() {
            "cues" if self.is_live() && self.seen().is_empty() && self.moment > 1 => {
                // Nothing new was tapped: it is the moment before that is to be answered.
                self.moment -= 1;
                self.go("meant");
            }
            "cues" if !self.seen().is_empty() => self.go("meant"),
            "meant" | "did" | "helped" => self.turn(true),
            _ if !self.is_kept() => return self.keep(here),
            _ if self.is_live() => self.go("cues"),
            _ => return self.leave(here),
        }
        self.kept(here)
    }

    /// Keeps one that is new; the form names what is to be mended and goes there.
    fn keep(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.is_kept() {
            return self.leave(here);
        }
        self.finding = false;
        let step = self.form.keep(here)?;
        if let Some(number) = self.focused().and_then(Field::moment) {
            self.moment = number;
        }
        Ok(step)
    }

    /// Esc: letters that find something first, then the screen; one under way runs on.
    fn leave(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if !self.is_kept() {
            return self.form.act(Action::Back, here);
        }
        Ok(match self.change(here)? {
            Ok(Some(change)) => Step::KeepAndClose(change),
            Ok(None) => Step::Close,
            Err(mend) => self.form.mend(mend),
        })
    }

    /// Every answer as at first; again brings them back, as in the form.
    /// Of one that is kept, only what could not be read is dropped.
    fn afresh(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(row) = self.form.before.clone() {
            let part = self.part().to_owned();
            self.rebase(row, &[], here);
            self.back_to(&part, String::new());
            return Ok(self.form.quiet());
        }
        let step = self.form.act(Action::Afresh, here)?;
        self.moment = 1;
        self.tapped = None;
        self.since.clear();
        self.finding = false;
        self.last_moment();
        self.touching = self.field("areas").and_then(|f| f.codes().last().cloned());
        self.go("when");
        Ok(step)
    }

    fn back(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        let waits = self.focused().is_some_and(|f| !f.finding().is_empty());
        if self.is_kept() && (self.finding || waits) {
            self.finding = false;
            if let Some(field) = self.form.sheet.focused()
                && let Answer::Pick(pick) = &mut field.answer
            {
                pick.find.reset();
            }
            return Ok(self.form.quiet());
        }
        if FOLLOWS.contains(&self.part()) {
            self.next_moment();
            self.go("cues");
            return self.kept(here);
        }
        self.leave(here)
    }

    /// Typing, where it means more here than in the form.
    fn special(&mut self, request: InputRequest) -> bool {
        let InputRequest::InsertChar(c) = request else {
            return false;
        };
        let part = self.part().to_owned();
        let waits = self.focused().is_some_and(|f| !f.finding().is_empty());
        if part == "cues" && c == '/' && !waits {
            self.finding = true;
            return true;
        }
        if !waits
            && let Some(code) = words::answer(&part, c)
            && let Some(field) = self.form.sheet.focused()
        {
            field.take(&serde_json::json!([code]));
            self.turn(true);
            return true;
        }
        false
    }
}

impl Screen for Massage {
    fn place(&self) -> Place {
        if self.reason {
            Place::Reason
        } else if self.is_blank() && self.part() == "when" {
            Place::Blank
        } else if FOLLOWS.contains(&self.part()) {
            Place::AfterCues
        } else if self.is_live() && !self.is_text_open() {
            Place::UnderWay
        } else {
            Place::Massage
        }
    }

    fn heading(&self, here: &Here<'_>) -> String {
        if self.reason {
            return words::NOT_TODAY.into();
        }
        let heading = words::heading(self.form.whose(here));
        let Some(entry) = &self.form.before else {
            return heading;
        };
        match (entry.until, entry.minutes()) {
            (Some(until), Some(minutes)) => {
                words::over(&heading, &tell::range(entry.at, until), &length(minutes))
            }
            _ => {
                let minutes = (here.now.secs() - entry.at.secs()).max(0) / 60;
                words::began(&heading, &entry.at.hm(), &length(minutes))
            }
        }
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        self.sync(here)?;
        if self.reason {
            return Ok(match action {
                Action::Back | Action::Open => Step::Close,
                _ => Step::Stay,
            });
        }
        match action {
            Action::NextPart | Action::Down | Action::PartBefore | Action::Up => {
                let wrong = self.form.flag(here);
                self.turn(matches!(action, Action::NextPart | Action::Down));
                if let Some(says) = wrong {
                    return Ok(self.form.say(says));
                }
            }
            Action::Open => return self.enter(here),
            Action::Keep => return self.keep(here),
            Action::Back => return self.back(here),
            Action::Begin => return self.begin(here),
            Action::End => return self.end(here),
            Action::NotToday => return self.not_today(here),
            Action::Afresh => return self.afresh(here),
            _ => return Ok(Step::Stay),
        }
        self.kept(here)
    }

    fn typed(&mut self, request: InputRequest, here: &Here<'_>) -> Result<Step, Trouble> {
        self.notice = "";
        self.sync(here)?;
        if self.reason {
            return self.add_reason(request, here);
        }
        self.close_stale(here);
        if self.special(request) || self.reopen(request) {
            return self.kept(here);
        }
        let before = self.seen();
        let areas = self.areas();
        let part = self.part().to_owned();
        let step = self.form.typed(request, here)?;
        if let Some(number) = self.focused().and_then(Field::moment) {
            self.moment = number;
        }
        self.tap(&before, here);
        self.touched(&areas);
        let answered = self.focused().is_some_and(|f| f.code().is_some());
        let digit = matches!(request, InputRequest::InsertChar(c) if c.is_ascii_digit());
        if digit && answered && matches!(part.as_str(), "meant" | "helped") {
            self.turn(true);
        }
        match (self.kept(here)?, step) {
            (Step::Stay, step) => Ok(step),
            (kept, _) => Ok(kept),
        }
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        format!("{:?} {}", self.id(), self.is_stale(here))
    }

    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        self.sync(here)?;
        self.close_stale(here);
        Ok(())
    }

    fn aside(&self, here: &Here<'_>) -> String {
        self.form.aside(here)
    }

    fn slot(&self) -> Option<&str> {
        self.form.slot()
    }

    fn draft(&self) -> Option<Draft> {
        self.form.draft()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        self.paint(frame, area, here);
    }
}
