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

pub(crate) mod load_profile;
pub(crate) mod view;

use crate::report::{describe_cue_summary, format_profile_title};
use crate::stats;
use crate::stats::{CueMoment, CueSummary, MAX_LISTED_MOMENTS};
use crate::store::StoreError;
use crate::texts::cue_profile as texts;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::cue_profile::load_profile::{CueProfileLoader, LoadedCueProfile};
use crate::tui::screens::{Context, Effect, EntryForm, ReadKey, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;

const PAGE_ROWS: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum CueProfileFocus {
    #[default]
    Cues,
    /// On a sentence or a moment of one cue.
    Moments,
    /// On a row of the states before and after.
    States,
}

#[derive(Default)]
pub struct CueProfileScreen {
    focus: CueProfileFocus,
    cue_index: usize,
    /// The sentences of the cue come first, then its moments.
    item_index: usize,
    state_index: usize,
    loader: CueProfileLoader,
    /// What is shown; while it is read anew, still what was read before.
    profile: stats::CueProfile,
}

impl CueProfileScreen {
    fn selected_cue(&self) -> Option<&CueSummary> {
        self.profile.cues.get(self.cue_index)
    }

    /// The moment under the cursor; none on a sentence.
    fn selected_moment(&self) -> Option<&CueMoment> {
        let cue = self.selected_cue()?;
        let index = self.item_index.checked_sub(describe_cue_summary(cue).len())?;
        cue.moments.get(index)
    }

    fn move_cursor(&mut self, action: Action) {
        let cue = self.selected_cue();
        let items = cue.map_or(0, |cue| describe_cue_summary(cue).len() + cue.moments.len());
        let (at, rows) = match self.focus {
            CueProfileFocus::Cues => (&mut self.cue_index, self.profile.cues.len()),
            CueProfileFocus::Moments => (&mut self.item_index, items),
            CueProfileFocus::States => (&mut self.state_index, self.profile.states.len()),
        };
        let last = rows.saturating_sub(1);
        *at = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => *at + 1,
            Action::PageUp => at.saturating_sub(PAGE_ROWS),
            Action::PageDown => *at + PAGE_ROWS,
            Action::First => 0,
            Action::Last => last,
            _ => *at,
        }
        .min(last);
    }

    fn open_selected(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        match self.focus {
            CueProfileFocus::Cues => {
                if let Some(cue) = self.selected_cue() {
                    self.item_index = describe_cue_summary(cue).len();
                    self.focus = CueProfileFocus::Moments;
                }
                Ok(Effect::Stay)
            }
            CueProfileFocus::Moments => {
                let Some(moment) = self.selected_moment() else {
                    return Ok(Effect::Stay);
                };
                // Another program may have removed it since it was read.
                Ok(match context.store.load_entry(moment.entry)? {
                    Some(entry) => Effect::Open(Box::new(EntryForm::for_editing(entry, context)?)),
                    None => Effect::Stay,
                })
            }
            CueProfileFocus::States => Ok(Effect::Stay),
        }
    }

    /// Shows what was gathered, with the cursor on the cue and the moment where it was.
    fn show_profile(&mut self, language: stats::CueProfile) {
        let cue = self.selected_cue().map(|cue| cue.id.clone());
        let moment = self.selected_moment().map(|seen| (seen.entry, seen.index));
        self.profile = language;
        let found = |id: &String| self.profile.cues.iter().position(|it| it.id == *id);
        let kept = cue.as_ref().and_then(found);
        if kept.is_none() && self.focus == CueProfileFocus::Moments {
            self.focus = CueProfileFocus::Cues;
        }
        let last = self.profile.cues.len().saturating_sub(1);
        self.cue_index = kept.unwrap_or(self.cue_index).min(last);
        if let (Some(moment), Some(cue)) = (moment, self.selected_cue()) {
            let is_it = |seen: &CueMoment| (seen.entry, seen.index) == moment;
            let at = cue.moments.iter().position(is_it);
            self.item_index = at.map_or(self.item_index, |at| describe_cue_summary(cue).len() + at);
        }
        // The lists may have become shorter than where the cursor was.
        self.state_index = self.state_index.min(self.profile.states.len().saturating_sub(1));
        self.move_cursor(Action::Open);
    }
}

impl Screen for CueProfileScreen {
    fn input_mode(&self) -> Mode {
        Mode::Language
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        let baby = context.family.selected_baby();
        let name = baby.map_or("", |baby| baby.display_name());
        let title = format_profile_title(name);
        if self.focus == CueProfileFocus::States { texts::states_heading(&title) } else { title }
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open => return self.open_selected(context),
            Action::Back if self.focus == CueProfileFocus::Moments => self.focus = CueProfileFocus::Cues,
            Action::Back => return Ok(Effect::Close),
            Action::NextPart => {
                self.focus = match self.focus {
                    CueProfileFocus::States => CueProfileFocus::Cues,
                    CueProfileFocus::Cues | CueProfileFocus::Moments => CueProfileFocus::States,
                }
            }
            _ => self.move_cursor(action),
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        format!("{baby:?}")
    }

    /// Reads anew when the journal or the baby is another.
    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let Some(baby) = context.family.selected_baby() else {
            return Ok(());
        };
        if self.loader.is_for_other_baby(baby.id) {
            *self = Self::default();
        }
        if let Some(language) = self.loader.load_newest(baby.id, context)? {
            self.show_profile(language);
        }
        Ok(())
    }

    fn request_job(&mut self, context: &Context<'_>) -> Option<Job> {
        self.loader.build_job(context)
    }

    fn handle_job_output(&mut self, found: JobOutput, _context: &Context<'_>) -> Result<Effect, StoreError> {
        let found = downcast_output::<Option<LoadedCueProfile>>(found).flatten();
        if let Some(language) = found.and_then(|found| self.loader.accept_loaded(found)) {
            self.show_profile(language);
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, _context: &Context<'_>) -> String {
        if self.loader.is_loading() {
            return texts::READING.to_owned();
        }
        match self.selected_cue() {
            Some(cue) if self.focus != CueProfileFocus::States && cue.moments.len() >= MAX_LISTED_MOMENTS => {
                texts::listed_moments_notice(cue.moments.len(), cue.times)
            }
            _ => String::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.draw_profile(frame, area, context);
    }
}
