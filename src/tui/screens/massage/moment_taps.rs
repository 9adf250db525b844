//! The moments that taps join: cues tapped together are one, until enter, another area, or 60 seconds while it is live.
//!
//! ```text
//!   10:20  looks away, hiccups    tummy          paused, rested hands
//!   10:17  smiles, coos           legs
//! ```

use crate::model::fields::keys;
use crate::model::{Details, Entry, Moment, Timestamp};
use crate::tui::screens::Context;
use crate::tui::screens::entry_form::form_field::{FieldAnswer, FormField};
use crate::tui::screens::massage::MassageScreen;
use serde_json::json;
use tui_input::{Input, InputRequest};

/// Seconds within which taps join a moment of a massage under way.
const SAME_MOMENT_SECS: i64 = 60;

impl MassageScreen {
    /// The cues of the moment that taps join.
    pub(crate) fn current_cues(&self) -> Vec<String> {
        self.part_field(keys::CUES).map_or_else(Vec::new, |field| field.picked_codes().to_vec())
    }

    pub(crate) fn touched_areas(&self) -> Vec<String> {
        self.part_field(keys::AREAS).map_or_else(Vec::new, |field| field.picked_codes().to_vec())
    }

    /// How many moments have something in them.
    pub(crate) fn filled_moment_count(&self) -> usize {
        let fields = &self.form.field_list.fields;
        let said = |field: &&FormField| !field.picked_codes().is_empty() || !field.typed_text().is_empty();
        let said = fields.iter().filter(said);
        said.filter_map(FormField::moment_number).max().unwrap_or(0)
    }

    /// Goes on with the moment behind the last, or with one whose letters wait.
    pub(crate) fn resume_last_moment(&mut self) {
        let fields = &self.form.field_list.fields;
        let waits = fields.iter().find(|field| !field.search_text().is_empty());
        let last = fields.iter().filter_map(FormField::moment_number).max();
        self.moment_number = waits.and_then(FormField::moment_number).or(last).unwrap_or(1);
        self.last_tap_at = None;
    }

    /// Closes the moment, if anything is in it; the next cue begins another.
    pub(crate) fn close_moment(&mut self) {
        let on_cues = self.focused_part() == keys::CUES;
        if !self.current_cues().is_empty() {
            self.moment_number = self.filled_moment_count() + 1;
            self.areas_since_moment.clear();
        }
        self.last_tap_at = None;
        if on_cues {
            self.focus_part(keys::CUES);
        }
    }

    /// Whether the taps of a massage under way lie so far back that the next is a moment of its own.
    pub(crate) fn is_moment_stale(&self, context: &Context<'_>) -> bool {
        let apart = |tapped: Timestamp| context.now.unix_seconds() - tapped.unix_seconds() > SAME_MOMENT_SECS;
        self.is_live()
            && self.focused_part() == keys::CUES
            && !self.is_text_open()
            && self.last_tap_at.is_some_and(apart)
    }

    pub(crate) fn close_stale_moment(&mut self, context: &Context<'_>) {
        if self.is_moment_stale(context) {
            self.close_moment();
        }
    }

    /// After cues were picked or taken back: the moment's time and area follow.
    pub(crate) fn update_after_cue_tap(&mut self, before: &[String], context: &Context<'_>) {
        self.form.sync_fields(context);
        let now = self.current_cues();
        if now == before {
            return;
        }
        self.is_searching = false;
        self.last_tap_at = (!now.is_empty()).then_some(context.now);
        let area = if self.is_live() {
            self.current_area.clone()
        } else {
            // Only where there is no doubt: one area was touched since the moment before.
            <[String; 1]>::try_from(self.areas_since_moment.clone()).ok().map(|[one]| one)
        };
        let (first, gone) = (before.is_empty(), now.is_empty());
        if let Some(field) = self.part_field_mut(keys::AREA) {
            match area {
                _ if gone => field.set_from_json(&json!([])),
                Some(area) if first && field.is_blank() => field.set_from_json(&json!([area])),
                _ => {}
            }
        }
    }

    /// After areas were picked or taken back.
    pub(crate) fn update_after_area_tap(&mut self, before: &[String]) {
        let now = self.touched_areas();
        let added = now.iter().find(|area| !before.contains(area));
        let gone = before.iter().find(|area| !now.contains(area));
        if let Some(area) = added.cloned() {
            self.move_hands_to(area);
        } else if let Some(area) = gone.cloned() {
            // Back to a part touched before is no mistake to take back, while the hands are elsewhere.
            if self.is_live() && self.current_area.as_ref() != Some(&area) {
                if let Some(field) = self.part_field_mut(keys::AREAS) {
                    field.set_from_json(&json!(before));
                }
                self.move_hands_to(area);
                return;
            }
            if self.current_area.as_ref() == Some(&area) {
                self.close_moment();
            }
            self.areas_since_moment.retain(|one| *one != area);
            self.current_area = now.last().cloned();
        }
    }

    fn move_hands_to(&mut self, area: String) {
        self.close_moment();
        if !self.areas_since_moment.contains(&area) {
            self.areas_since_moment.push(area.clone());
        }
        self.current_area = Some(area);
    }

    /// Backspace where nothing is picked takes the moment before up again.
    pub(crate) fn reopen_previous_moment(&mut self, request: InputRequest) -> bool {
        let backwards = matches!(request, InputRequest::DeletePrevChar);
        let blank = self.current_cues().is_empty()
            && self.part_field(keys::CUES).is_some_and(|field| field.search_text().is_empty());
        if backwards && blank && self.focused_part() == keys::CUES && self.moment_number > 1 {
            self.moment_number -= 1;
            self.focus_part(keys::CUES);
            return true;
        }
        false
    }

    /// The moments of an entry as they are kept: those of a massage under way with the time of their first tap, none
    /// of them only a time or a place.
    pub(crate) fn stamp_moments(&self, entry: &mut Entry) {
        let live = self.is_live();
        let Details::Massage(it) = &mut entry.details else {
            return;
        };
        if let (true, Some(tapped), Some(moment)) =
            (live, self.last_tap_at, it.moments.get_mut(self.moment_number.saturating_sub(1)))
        {
            moment.at.get_or_insert(tapped);
        }
        let message =
            |m: &Moment| !m.cues.is_empty() || m.meant.is_some() || !m.did.is_empty() || m.helped.is_some();
        it.moments.retain(message);
        it.live &= it.not_today.is_none();
    }

    /// Puts the parent back where they were after the questions were made anew, with the letters typed there.
    pub(crate) fn restore_focus(&mut self, part: &str, letters: String) {
        let last = self.form.field_list.fields.iter().filter_map(FormField::moment_number);
        self.moment_number = self.moment_number.min(last.max().unwrap_or(1));
        let finding = self.is_searching;
        self.focus_part(part);
        if self.focused_part() != part {
            self.focus_part(keys::CUES);
        }
        self.is_searching = finding;
        if let Some(FieldAnswer::Pick(pick)) =
            self.form.field_list.focused_field_mut().map(|field| &mut field.answer)
        {
            pick.search_input = Input::new(letters);
        }
    }
}
