//! One baby's language: the cues seen and how often; for the one under the cursor what went with it, in sentences, and
//! then its moments, newest first. A second part has the states before and after touch, a third the times listened.
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
//! Where there is no room for both, the moments open over the list. `load_profile` reads the journal, `view` draws.

pub(crate) mod cue_pictures;
pub(crate) mod load_profile;
pub(crate) mod view;

use crate::model::Id;
use crate::report::describe_cue_summary;
use crate::stats::{CueMoment, CueProfile, CueSummary, MAX_LISTED_MOMENTS};
use crate::store::StoreError;
use crate::texts::cue_profile as texts;
use crate::texts::cue_summaries;
use crate::tui::jobs::{Job, JobOutput, downcast_output};
use crate::tui::keys::{Action, Mode};
use crate::tui::screens::cue_profile::load_profile::{CueProfileLoader, LoadedCueProfile};
use crate::tui::screens::{Context, Effect, EntryForm, ReadKey, Screen};
use crate::tui::widgets::list::List;
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
    /// On one of the times the baby said "not now" or "stop".
    Listened,
}

#[derive(Clone, PartialEq, Debug)]
enum CueItem {
    Sentence(usize),
    /// The entry, and which of its moments.
    Moment(Id, usize),
}

#[derive(Default)]
pub(crate) struct CueProfileScreen {
    focus: CueProfileFocus,
    cues: List<String>,
    /// The sentences of the selected cue, then its moments.
    items: List<CueItem>,
    /// The states before and after.
    states: List<(String, String)>,
    /// The entries in which the baby said "not now" or "stop".
    listened: List<Id>,
    loader: CueProfileLoader,
    /// What is shown; while it is read anew, still what was read before.
    profile: CueProfile,
}

impl CueProfileScreen {
    fn selected_cue(&self) -> Option<&CueSummary> {
        self.profile.cues.get(self.cues.cursor())
    }

    /// The moment under the cursor; none on a sentence.
    fn selected_moment(&self) -> Option<&CueMoment> {
        let cue = self.selected_cue()?;
        cue.moments.get(self.items.cursor().checked_sub(describe_cue_summary(cue).len())?)
    }

    fn cue_rows(&self) -> Vec<String> {
        self.profile.cues.iter().map(|cue| cue.id.clone()).collect()
    }

    fn item_rows(&self) -> Vec<CueItem> {
        let Some(cue) = self.selected_cue() else {
            return Vec::new();
        };
        let sentences = (0..describe_cue_summary(cue).len()).map(CueItem::Sentence);
        let moments = cue.moments.iter().map(|moment| CueItem::Moment(moment.entry, moment.index));
        sentences.chain(moments).collect()
    }

    fn state_rows(&self) -> Vec<(String, String)> {
        self.profile.states.iter().map(|change| (change.before.clone(), change.after.clone())).collect()
    }

    fn listened_rows(&self) -> Vec<Id> {
        self.profile.listened.iter().map(|time| time.entry).collect()
    }

    fn move_cursor(&mut self, action: Action) {
        match self.focus {
            CueProfileFocus::Cues => self.cues.navigate(action, PAGE_ROWS, &self.cue_rows()),
            CueProfileFocus::Moments => self.items.navigate(action, PAGE_ROWS, &self.item_rows()),
            CueProfileFocus::States => self.states.navigate(action, PAGE_ROWS, &self.state_rows()),
            CueProfileFocus::Listened => self.listened.navigate(action, PAGE_ROWS, &self.listened_rows()),
        };
    }

    fn open_selected(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        match self.focus {
            CueProfileFocus::Cues => {
                if let Some(cue) = self.selected_cue() {
                    let first_moment = describe_cue_summary(cue).len();
                    self.items.select_row(first_moment, &self.item_rows());
                    self.focus = CueProfileFocus::Moments;
                }
                Ok(Effect::Stay)
            }
            CueProfileFocus::Moments => {
                open_entry(self.selected_moment().map(|moment| moment.entry), context)
            }
            CueProfileFocus::Listened => {
                let time = self.profile.listened.get(self.listened.cursor());
                open_entry(time.map(|time| time.entry), context)
            }
            CueProfileFocus::States => Ok(Effect::Stay),
        }
    }

    /// The cursors stay on the cue, the moment and the states where they were.
    fn show_profile(&mut self, profile: CueProfile) {
        let cue = self.selected_cue().map(|cue| cue.id.clone());
        self.profile = profile;
        self.cues.keep_row(&self.cue_rows());
        if self.focus == CueProfileFocus::Moments && self.selected_cue().map(|cue| &cue.id) != cue.as_ref() {
            self.focus = CueProfileFocus::Cues;
        }
        self.items.keep_row(&self.item_rows());
        self.states.keep_row(&self.state_rows());
        self.listened.keep_row(&self.listened_rows());
    }
}

/// The form of an entry; another program may have removed it since it was read.
fn open_entry(id: Option<Id>, context: &Context<'_>) -> Result<Effect, StoreError> {
    let entry = id.map(|id| context.store.load_entry(id)).transpose()?.flatten();
    Ok(match entry {
        Some(entry) => Effect::Open(Box::new(EntryForm::for_editing(entry, context)?)),
        None => Effect::Stay,
    })
}

impl Screen for CueProfileScreen {
    fn input_mode(&self) -> Mode {
        Mode::Language
    }

    fn heading_text(&self, context: &Context<'_>) -> String {
        let title = cue_summaries::format_profile_title(context.baby_name());
        match self.focus {
            CueProfileFocus::States => texts::states_heading(&title),
            CueProfileFocus::Listened => texts::listened_heading(&title),
            CueProfileFocus::Cues | CueProfileFocus::Moments => title,
        }
    }

    fn handle_action(&mut self, action: Action, context: &Context<'_>) -> Result<Effect, StoreError> {
        match action {
            Action::Open => return self.open_selected(context),
            Action::Back if self.focus == CueProfileFocus::Moments => self.focus = CueProfileFocus::Cues,
            Action::Back => return Ok(Effect::Close),
            Action::NextPart => {
                self.focus = match self.focus {
                    CueProfileFocus::States => CueProfileFocus::Listened,
                    CueProfileFocus::Listened => CueProfileFocus::Cues,
                    CueProfileFocus::Cues | CueProfileFocus::Moments => CueProfileFocus::States,
                }
            }
            _ => self.move_cursor(action),
        }
        Ok(Effect::Stay)
    }

    fn read_key(&self, context: &Context<'_>) -> ReadKey {
        let baby = context.family.selected_baby().map(|baby| baby.id);
        ReadKey::of(baby)
    }

    /// Reads anew when the journal or the baby is another.
    fn load_data(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let Some(baby) = context.family.selected_baby() else {
            return Ok(());
        };
        if self.loader.is_for_other_baby(baby.id) {
            *self = Self::default();
        }
        if let Some(profile) = self.loader.load_newest(baby.id, context)? {
            self.show_profile(profile);
        }
        Ok(())
    }

    fn request_job(&mut self, context: &Context<'_>) -> Option<Job> {
        self.loader.build_job(context)
    }

    fn handle_job_output(&mut self, output: JobOutput, _context: &Context<'_>) -> Result<Effect, StoreError> {
        let loaded = downcast_output::<Option<LoadedCueProfile>>(output).flatten();
        if let Some(profile) = loaded.and_then(|loaded| self.loader.accept_loaded(loaded)) {
            self.show_profile(profile);
        }
        Ok(Effect::Stay)
    }

    fn status_hint(&self, _context: &Context<'_>) -> String {
        if self.loader.is_loading() {
            return texts::READING.to_owned();
        }
        match self.selected_cue() {
            Some(cue)
                if matches!(self.focus, CueProfileFocus::Cues | CueProfileFocus::Moments)
                    && cue.moments.len() >= MAX_LISTED_MOMENTS =>
            {
                texts::listed_moments_notice(cue.moments.len(), cue.times)
            }
            _ => String::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.draw_profile(frame, area, context);
    }
}
