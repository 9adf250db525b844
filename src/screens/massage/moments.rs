//! The moments that taps join: cues tapped together are one, until enter, another area, or 60 seconds while it is live.
//!
//! ```text
//!   10:20  looks away, hiccups    tummy          paused, rested hands
//!   10:17  smiles, coos           legs
//! ```

use super::Massage;
use crate::journal::{At, Entry, Moment, What};
use crate::screens::Here;
use crate::screens::form::field::{Answer, Field};
use serde_json::json;
use tui_input::{Input, InputRequest};

/// Seconds within which taps join a moment of a massage under way.
const TOGETHER: i64 = 60;

impl Massage {
    /// The cues of the moment that taps join.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.field("cues").map_or_else(Vec::new, |field| field.codes().to_vec())
    }

    pub(crate) fn areas(&self) -> Vec<String> {
        self.field("areas").map_or_else(Vec::new, |field| field.codes().to_vec())
    }

    /// How many moments have something in them.
    pub(crate) fn moments(&self) -> usize {
        let fields = &self.form.sheet.fields;
        let said = |field: &&Field| !field.codes().is_empty() || !field.typed_text().is_empty();
        let said = fields.iter().filter(said);
        said.filter_map(Field::moment).max().unwrap_or(0)
    }

    /// Goes on with the moment behind the last, or with one whose letters wait.
    pub(crate) fn last_moment(&mut self) {
        let fields = &self.form.sheet.fields;
        let waits = fields.iter().find(|field| !field.finding().is_empty());
        let last = fields.iter().filter_map(Field::moment).max();
        self.moment = waits.and_then(Field::moment).or(last).unwrap_or(1);
        self.tapped = None;
    }

    /// Closes the moment, if anything is in it; the next cue begins another.
    pub(crate) fn next_moment(&mut self) {
        let on_cues = self.part() == "cues";
        if !self.seen().is_empty() {
            self.moment = self.moments() + 1;
            self.since.clear();
        }
        self.tapped = None;
        if on_cues {
            self.go("cues");
        }
    }

    /// Whether the taps of a massage under way lie so far back that the next is a moment of its own.
    pub(crate) fn is_stale(&self, here: &Here<'_>) -> bool {
        let apart = |tapped: At| here.now.secs() - tapped.secs() > TOGETHER;
        self.is_live() && self.part() == "cues" && !self.is_text_open() && self.tapped.is_some_and(apart)
    }

    pub(crate) fn close_stale(&mut self, here: &Here<'_>) {
        if self.is_stale(here) {
            self.next_moment();
        }
    }

    /// After cues were picked or taken back: the moment's time and area follow.
    pub(crate) fn tap(&mut self, before: &[String], here: &Here<'_>) {
        self.form.settle(here);
        let now = self.seen();
        if now == before {
            return;
        }
        self.finding = false;
        self.tapped = (!now.is_empty()).then_some(here.now);
        let area = if self.is_live() {
            self.touching.clone()
        } else {
            // Only where there is no doubt: one area was touched since the moment before.
            <[String; 1]>::try_from(self.since.clone()).ok().map(|[one]| one)
        };
        let (first, gone) = (before.is_empty(), now.is_empty());
        if let Some(field) = self.field_mut("area") {
            match area {
                _ if gone => field.take(&json!([])),
                Some(area) if first && field.is_blank() => field.take(&json!([area])),
                _ => {}
            }
        }
    }

    /// After areas were picked or taken back.
    pub(crate) fn touched(&mut self, before: &[String]) {
        let now = self.areas();
        let added = now.iter().find(|area| !before.contains(area));
        let gone = before.iter().find(|area| !now.contains(area));
        if let Some(area) = added.cloned() {
            self.move_to(area);
        } else if let Some(area) = gone.cloned() {
            // Back to a part touched before is no mistake to take back, while the hands are elsewhere.
            if self.is_live() && self.touching.as_ref() != Some(&area) {
                if let Some(field) = self.field_mut("areas") {
                    field.take(&json!(before));
                }
                self.move_to(area);
                return;
            }
            if self.touching.as_ref() == Some(&area) {
                self.next_moment();
            }
            self.since.retain(|one| *one != area);
            self.touching = now.last().cloned();
        }
    }

    fn move_to(&mut self, area: String) {
        self.next_moment();
        if !self.since.contains(&area) {
            self.since.push(area.clone());
        }
        self.touching = Some(area);
    }

    /// Backspace where nothing is picked takes the moment before up again.
    pub(crate) fn reopen(&mut self, request: InputRequest) -> bool {
        let backwards = matches!(request, InputRequest::DeletePrevChar);
        let blank =
            self.seen().is_empty() && self.field("cues").is_some_and(|field| field.finding().is_empty());
        if backwards && blank && self.part() == "cues" && self.moment > 1 {
            self.moment -= 1;
            self.go("cues");
            return true;
        }
        false
    }

    /// The moments of an entry as they are kept: those of a massage under way with the time of their first tap, none
    /// of them only a time or a place.
    pub(crate) fn stamp(&self, entry: &mut Entry) {
        let live = self.is_live();
        let What::Massage(it) = &mut entry.what else {
            return;
        };
        if let (true, Some(tapped), Some(moment)) =
            (live, self.tapped, it.moments.get_mut(self.moment.saturating_sub(1)))
        {
            moment.at.get_or_insert(tapped);
        }
        let says =
            |m: &Moment| !m.cues.is_empty() || m.meant.is_some() || !m.did.is_empty() || m.helped.is_some();
        it.moments.retain(says);
        it.live &= it.not_today.is_none();
    }

    /// Puts the parent back where they were after the questions were made anew, with the letters typed there.
    pub(crate) fn back_to(&mut self, part: &str, letters: String) {
        let last = self.form.sheet.fields.iter().filter_map(Field::moment);
        self.moment = self.moment.min(last.max().unwrap_or(1));
        let finding = self.finding;
        self.go(part);
        if self.part() != part {
            self.go("cues");
        }
        self.finding = finding;
        if let Some(Answer::Pick(pick)) = self.form.sheet.focused().map(|field| &mut field.answer) {
            pick.find = Input::new(letters);
        }
    }
}
