//! What a parent does to the page: strike out, put back, move, reword, add, choose weeks. Each is one step that `u` takes
//! back. What the page is made from, and how it looks, is decided elsewhere.

use super::rows::{Row, Unit};
use super::{Here, PageScreen, STEPS, Step, Typing, WEEKS, says};
use crate::keys::Action;
use crate::report::Section;
use crate::store::Trouble;
use tui_input::Input;

impl PageScreen {
    /// Remembers what was, so that it can be taken back.
    pub(crate) fn changing(&mut self) {
        self.before.push((self.choices.clone(), self.edits.clone()));
        self.after.clear();
        if self.before.len() > STEPS {
            self.before.remove(0);
        }
        self.on = self.today;
    }

    pub(crate) fn strike(&mut self, here: &Here<'_>) -> Step {
        let Some(unit) = self.picked(here) else {
            return Step::Stay;
        };
        match unit.what {
            Row::Title => Step::Say(says::TITLE_STAYS.into()),
            Row::Heading(section) => self.turn(section, here),
            Row::Line { key, .. } => {
                self.changing();
                self.edits.strike(&key);
                self.cursor += 1;
                self.cursor = self.cursor.min(self.units(here, 72).len() - 1);
                Step::Stay
            }
        }
    }

    /// A section comes on the page or off it. Check-ins are the writing carer's own, and nobody else's.
    pub(crate) fn turn(&mut self, section: Section, here: &Here<'_>) -> Step {
        let carer = here.family.chosen_carer();
        let opened = here.store.opened();
        if section == Section::Checkins
            && !self.choices(here).has(section)
            && carer.is_some_and(|carer| opened.lacks(carer.id, here.family))
        {
            return Step::Say(says::SEALED.into());
        }
        self.changing();
        // One that was ticked and is closed by now shows as off; turning it is to put it on again.
        self.choices = self.choices(here);
        self.choices.turn(section);
        if section != Section::Checkins || !self.choices.has(section) {
            return Step::Stay;
        }
        self.choices.carer = carer.map(|carer| carer.id);
        Step::Say(says::ticked(carer.map_or("", |carer| carer.called())))
    }

    pub(crate) fn shift(&mut self, down: bool, here: &Here<'_>) -> Step {
        let Some(unit) = self.picked(here) else {
            return Step::Stay;
        };
        match &unit.what {
            Row::Heading(section) => {
                self.changing();
                self.choices.shift(*section, down);
            }
            Row::Line { key, .. } => {
                let Some(made) = self.made(here) else {
                    return Step::Stay;
                };
                self.changing();
                self.edits.shift(&made.arranged(&self.edits), key, down);
            }
            Row::Title => return Step::Say(says::TITLE_STAYS.into()),
        }
        self.follow(&unit, here);
        Step::Stay
    }

    pub(crate) fn follow(&mut self, unit: &Unit, here: &Here<'_>) {
        let all = self.units(here, 72);
        let found = all.iter().position(|it| it.what == unit.what);
        self.cursor = found.unwrap_or(self.cursor).min(all.len().max(1) - 1);
    }

    pub(crate) fn reword(&mut self, here: &Here<'_>) -> Step {
        let Some(unit) = self.picked(here) else {
            return Step::Stay;
        };
        if unit.drawn {
            return Step::Say(says::DRAWN.into());
        }
        let Some((key, words)) = unit.words() else {
            return Step::Stay;
        };
        self.typing = Some(Typing { of: Some(key), input: Input::new(words) });
        Step::Stay
    }

    pub(crate) fn said(&mut self, here: &Here<'_>) -> Step {
        let Some(Typing { of, input }) = self.typing.take() else {
            return Step::Stay;
        };
        let words = input.value().trim().to_owned();
        match of {
            Some(key) => {
                self.changing();
                self.edits.reword(&key, &words);
            }
            None if words.is_empty() => {}
            None => {
                self.changing();
                if !self.choices.has(Section::Visit) {
                    self.choices.turn(Section::Visit);
                }
                let asked = self.edits.ask(&words);
                let all = self.units(here, 72);
                let at = all.iter().position(|unit| unit.is(&asked));
                self.cursor = at.unwrap_or(self.cursor);
            }
        }
        Step::Stay
    }

    pub(crate) fn weeks(&mut self, more: bool) -> Step {
        let now = self.choices.weeks;
        let to = if more {
            WEEKS.iter().find(|weeks| **weeks > now)
        } else {
            WEEKS.iter().rev().find(|weeks| **weeks < now)
        };
        if let Some(to) = to {
            self.changing();
            self.choices.weeks = *to;
        }
        Step::Stay
    }

    pub(crate) fn typed_action(&mut self, action: Action, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(saving) = &mut self.saving {
            return Ok(match action {
                Action::Open => saving.begin(),
                Action::NextPart => {
                    saving.turn();
                    Step::Stay
                }
                Action::Back => {
                    self.saving = None;
                    Step::Stay
                }
                _ => Step::Stay,
            });
        }
        Ok(match action {
            Action::Open => self.said(here),
            Action::Back => {
                self.typing = None;
                Step::Stay
            }
            _ => Step::Stay,
        })
    }
}
