//! One baby's language: the cues seen and how often; for the one under the cursor what went with it, in sentences, and
//! then its moments, newest first. A second part has the states before and after touch.
//!
//! ```text
//!   cue                   times   After "looks away" (9 times, 3 Oct to 20
//! ▸ looks away                9   Nov 2026): paused 5, cuddled 3, stopped 1.
//!   smiles                    6   Seemed to mean: wanted a change 6.
//!   hiccups                   2
//!                                  20 Nov 14:02  with hiccups · tummy ·
//!                                                paused · helped: a bit
//! ```
//!
//! Where there is no room for both, the moments open over the list. `gather` reads the journal, `paint`
//! draws, `says` has the words.

mod gather;
mod paint;
mod says;

use super::{Form, Here, Screen, Step, Wants};
use crate::keys::{Action, Place};
use crate::report::cue_sentences;
use crate::store::Trouble;
use crate::trends::{self, CueSeen, LISTED, Seen};
use crate::work::{Found, Job, of};
use gather::{Gathered, Gathering};
use ratatui::Frame;
use ratatui::layout::Rect;

const PAGE: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum On {
    #[default]
    Cues,
    /// On a sentence or a moment of one cue.
    Moments,
    /// On a row of the states before and after.
    States,
}

#[derive(Default)]
pub struct Language {
    on: On,
    cue: usize,
    /// The sentences of the cue come first, then its moments.
    item: usize,
    state: usize,
    gathering: Gathering,
    /// What is shown; while it is read anew, still what was read before.
    language: trends::Language,
}

impl Language {
    fn picked(&self) -> Option<&CueSeen> {
        self.language.cues.get(self.cue)
    }

    /// The moment under the cursor; none on a sentence.
    fn moment(&self) -> Option<&Seen> {
        let cue = self.picked()?;
        let index = self.item.checked_sub(cue_sentences(cue).len())?;
        cue.moments.get(index)
    }

    fn go(&mut self, action: Action) {
        let cue = self.picked();
        let items = cue.map_or(0, |cue| cue_sentences(cue).len() + cue.moments.len());
        let (at, rows) = match self.on {
            On::Cues => (&mut self.cue, self.language.cues.len()),
            On::Moments => (&mut self.item, items),
            On::States => (&mut self.state, self.language.states.len()),
        };
        let last = rows.saturating_sub(1);
        *at = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => *at + 1,
            Action::PageUp => at.saturating_sub(PAGE),
            Action::PageDown => *at + PAGE,
            Action::First => 0,
            Action::Last => last,
            _ => *at,
        }
        .min(last);
    }

    fn open(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        match self.on {
            On::Cues => {
                if let Some(cue) = self.picked() {
                    self.item = cue_sentences(cue).len();
                    self.on = On::Moments;
                }
                Ok(Step::Stay)
            }
            On::Moments => {
                let Some(moment) = self.moment() else {
                    return Ok(Step::Stay);
                };
                // Another program may have removed it since it was read.
                Ok(match here.store.entry(moment.entry)? {
                    Some(entry) => Step::Open(Box::new(Form::edit(entry, here)?)),
                    None => Step::Stay,
                })
            }
            On::States => Ok(Step::Stay),
        }
    }

    /// Shows what was gathered, with the cursor on the cue and the moment where it was.
    fn show(&mut self, language: trends::Language) {
        let cue = self.picked().map(|cue| cue.id.clone());
        let moment = self.moment().map(|seen| (seen.entry, seen.index));
        self.language = language;
        let found = |id: &String| self.language.cues.iter().position(|it| it.id == *id);
        let kept = cue.as_ref().and_then(found);
        if kept.is_none() && self.on == On::Moments {
            self.on = On::Cues;
        }
        let last = self.language.cues.len().saturating_sub(1);
        self.cue = kept.unwrap_or(self.cue).min(last);
        if let (Some(moment), Some(cue)) = (moment, self.picked()) {
            let is_it = |seen: &Seen| (seen.entry, seen.index) == moment;
            let at = cue.moments.iter().position(is_it);
            self.item = at.map_or(self.item, |at| cue_sentences(cue).len() + at);
        }
        // The lists may have become shorter than where the cursor was.
        self.state = self.state.min(self.language.states.len().saturating_sub(1));
        self.go(Action::Open);
    }
}

impl Screen for Language {
    fn place(&self) -> Place {
        Place::Language
    }

    fn heading(&self, here: &Here<'_>) -> String {
        let baby = here.family.chosen_baby();
        let name = baby.map_or("", |baby| baby.called());
        says::heading(name, self.on == On::States)
    }

    fn act(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        match action {
            Action::Open => return self.open(here),
            Action::Back if self.on == On::Moments => self.on = On::Cues,
            Action::Back => return Ok(Step::Close),
            Action::NextPart => {
                self.on = match self.on {
                    On::States => On::Cues,
                    On::Cues | On::Moments => On::States,
                }
            }
            _ => self.go(action),
        }
        Ok(Step::Stay)
    }

    fn wants(&self, here: &Here<'_>) -> Wants {
        let baby = here.family.chosen_baby().map(|baby| baby.id);
        format!("{baby:?}")
    }

    /// Reads anew when the journal or the baby is another.
    fn read(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let Some(baby) = here.family.chosen_baby() else {
            return Ok(());
        };
        if self.gathering.is_of_another(baby.id) {
            *self = Self::default();
        }
        if let Some(language) = self.gathering.read(baby.id, here)? {
            self.show(language);
        }
        Ok(())
    }

    fn work(&mut self, here: &Here<'_>) -> Option<Job> {
        self.gathering.job(here)
    }

    fn worked(&mut self, found: Found, _here: &Here<'_>) -> Result<Step, Trouble> {
        let found = of::<Option<Gathered>>(found).flatten();
        if let Some(language) = found.and_then(|found| self.gathering.take(found)) {
            self.show(language);
        }
        Ok(Step::Stay)
    }

    fn aside(&self, _here: &Here<'_>) -> String {
        if self.gathering.goes_on() {
            return says::READING.to_owned();
        }
        match self.picked() {
            Some(cue) if self.on != On::States && cue.moments.len() >= LISTED => {
                says::newest(cue.moments.len(), cue.times)
            }
            _ => String::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, here: &Here<'_>) {
        self.paint(frame, area, here);
    }
}
