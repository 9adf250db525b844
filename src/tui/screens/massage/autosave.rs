//! A massage under way: kept when it begins and at every tap, so that nothing can be lost and another window sees it.
//!
//! A change is handed to the app and counts as kept once the row has been read back; until then the answers stay
//! "touched" and the next key keeps them again. A row that another window changed is read again and said so; one that
//! was undone becomes a new massage that still has its answers.

use crate::model::fields::keys;
use crate::model::time::format_duration;
use crate::model::{Change, Details, Entry, EntryKind, Family, Massage as Touch, describe};
use crate::store::StoreError;
use crate::texts::describe_entry;
use crate::texts::massage_screen as massage_texts;
use crate::tui::screens::entry_form::to_entry::FieldError;
use crate::tui::screens::entry_form::{EntryForm, FieldAnswer, FormField, form_fields, time_text, to_entry};
use crate::tui::screens::massage::MassageScreen;
use crate::tui::screens::massage::focus_order::part_label;
use crate::tui::screens::{Context, Effect};
use crate::vocabulary::{WordList, label_for};
use serde_json::{Value, json};

/// A longer one is asked about before it is ended.
const LONG_MASSAGE_MINUTES: i64 = 3 * 60;

/// The chosen baby's massage that is under way, the latest begun.
pub(crate) fn find_running_massage(context: &Context<'_>) -> Result<Option<Entry>, StoreError> {
    let baby = context.family.selected_baby().map(|baby| baby.id);
    let open = context.store.load_open_entries(EntryKind::Massage)?;
    let mine = |entry: &Entry| entry.baby == baby && entry.is_running_massage(context.now);
    Ok(open.into_iter().rfind(mine))
}

pub(crate) fn describe_running_massage(entry: &Entry, context: &Context<'_>) -> String {
    let minutes = entry.at.minutes_to(context.now).max(0);
    massage_texts::running_since(&entry.at.format_hm(), &format_duration(minutes))
}

impl MassageScreen {
    pub(crate) fn begin_massage(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if let Some(begun) = find_running_massage(context)? {
            *self = Self::from_form(EntryForm::for_editing(begun, context)?);
            self.notice = massage_texts::CHANGED_ELSEWHERE;
            return Ok(Effect::Stay);
        }
        let mut entry = self.form.base_entry.clone();
        entry.at = context.now;
        let asked = self.asked_code().map(str::to_owned);
        entry.details = Details::Massage(Touch { live: true, asked, ..Touch::default() });
        self.show_pending_entry(entry.clone(), context)?;
        self.focus_part(keys::AREAS);
        Ok(Effect::Save(Change::add_record(massage_texts::begun_title(&entry.at.format_hm()), entry)))
    }

    /// Shows an entry that is about to be kept.
    pub(crate) fn show_pending_entry(
        &mut self,
        entry: Entry,
        context: &Context<'_>,
    ) -> Result<(), StoreError> {
        *self = Self::from_form(EntryForm::for_editing(entry.clone(), context)?);
        self.pending_entry = Some(entry);
        Ok(())
    }

    /// Ends it now; how it ended is asked next.
    ///
    /// One that was forgotten for a day is not ended now: its time is the parent's to say.
    pub(crate) fn end_massage(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if self.form.original.as_ref().is_some_and(|row| !row.is_running_massage(context.now)) {
            self.focus_part(keys::WHEN);
            return Ok(Effect::SetStatus(massage_texts::END_FORGOTTEN.into()));
        }
        if let Some(question) = self.confirm_end(context) {
            return Ok(Effect::SetStatus(question));
        }
        let built = match self.build_edit(context) {
            Ok(Some((before, after))) => (before, after),
            Ok(None) => return Ok(Effect::Stay),
            Err(mend) => return Ok(self.form.mend(mend)),
        };
        let (before, mut after) = built;
        let Details::Massage(it) = &mut after.details else {
            return Ok(Effect::Stay);
        };
        it.live = false;
        match crate::model::end_now(&after, context.now) {
            Ok(now) => after.until = Some(now),
            Err(refused) => return Ok(Effect::SetStatus(refused.message)),
        }
        let title = describe::format_title(&after, context.family, context.now);
        self.pending_entry = Some(after.clone());
        self.focus_part(keys::ENDED);
        Ok(Effect::Save(Change::replace_record(title, before, after)))
    }

    /// What was saved here step by step is said once this screen is left.
    pub(crate) fn remember_saved(&mut self, effect: Effect, context: &Context<'_>) -> Effect {
        self.has_saved |= matches!(effect, Effect::Save(_));
        match (effect, self.form.original.as_ref().or(self.pending_entry.as_ref())) {
            (Effect::Close, Some(entry)) if self.has_saved => {
                Effect::CloseSaved(entry.id, describe::format_title(entry, context.family, context.now))
            }
            (effect, _) => effect,
        }
    }

    /// Asks, once, before a massage is ended that may have been forgotten.
    fn confirm_end(&mut self, context: &Context<'_>) -> Option<String> {
        let began = self.form.original.as_ref()?.at;
        let minutes = began.minutes_to(context.now);
        let asks = minutes > LONG_MASSAGE_MINUTES && !std::mem::replace(&mut self.has_asked_end, true);
        asks.then(|| massage_texts::confirm_long_massage(&format_duration(minutes)))
    }

    /// The row as it was read, and with the answers in it.
    fn build_edit(&self, context: &Context<'_>) -> Result<Option<(Entry, Entry)>, FieldError> {
        let Some(before) = &self.form.original else {
            return Ok(None);
        };
        let mut after = self.build_readable_entry(before, context)?;
        self.stamp_moments(&mut after);
        end_when_outcome_given(before, &mut after, context);
        if let Err(problem) = crate::model::validate_entry(&after, context.now) {
            return Err(FieldError::new(keys::WHEN, problem.message));
        }
        Ok(Some((before.clone(), after)))
    }

    /// The entry with its answers; a time that cannot be read stays typed and unkept, and holds nothing else back.
    fn build_readable_entry(&self, before: &Entry, context: &Context<'_>) -> Result<Entry, FieldError> {
        let mut but: Vec<String> = Vec::new();
        loop {
            let fields = &self.form.field_list.fields;
            match to_entry::build_entry_ignoring(fields, before, false, &but, context) {
                Err(mend) if !but.contains(&mend.field_name) => {
                    let is_time = mend.field_name == keys::WHEN || mend.field_name.ends_with(".at");
                    if !is_time {
                        return Err(mend);
                    }
                    but.push(mend.field_name);
                }
                read => return read,
            }
        }
    }

    /// The change that keeps what was answered since.
    pub(crate) fn build_change(
        &mut self,
        context: &Context<'_>,
    ) -> Result<Result<Option<Change>, FieldError>, StoreError> {
        let (before, after) = match self.build_edit(context) {
            Ok(Some((before, after))) if before != after => (before, after),
            Ok(_) => return Ok(Ok(None)),
            Err(mend) => return Ok(Err(mend)),
        };
        let title = format_change_title(&before, &after, context);
        self.pending_entry = Some(after.clone());
        Ok(Ok(Some(Change::replace_record(title, before, after))))
    }

    /// Keeps what was just answered of a massage that is in the journal; text waits until its part is left.
    pub(crate) fn autosave_answers(&mut self, context: &Context<'_>) -> Result<Effect, StoreError> {
        if !self.is_saved() || self.has_unfinished_input() {
            return Ok(self.form.clear_status());
        }
        Ok(match self.build_change(context)? {
            Ok(Some(change)) => Effect::Save(change),
            Ok(None) => self.form.clear_status(),
            Err(mend) => self.form.mend(mend),
        })
    }

    /// Takes the row over as it is in the journal now.
    pub(crate) fn sync_with_store(&mut self, context: &Context<'_>) -> Result<(), StoreError> {
        let Some(before) = self.form.original.clone() else {
            return Ok(());
        };
        let row = context.store.load_entry(before.id)?;
        if row.as_ref() == Some(&before) && self.pending_entry.as_ref() != Some(&before) {
            return Ok(());
        }
        let part = self.focused_part().to_owned();
        let letters = match self.focused_field().map(|field| &field.answer) {
            Some(FieldAnswer::Pick(pick)) => pick.search_input.value().to_owned(),
            _ => String::new(),
        };
        let Some(row) = row else {
            return self.restart_as_new(&before, context);
        };
        if self.pending_entry.take().as_ref() == Some(&row) {
            self.rebuild_from_row(row, &[], context);
        } else {
            self.notice = massage_texts::CHANGED_ELSEWHERE;
            let same = before.moments() == row.moments();
            let fields = &self.form.field_list.fields;
            let open = fields.iter().filter(|f| f.is_changed());
            let open = open.filter(|f| same || f.moment_number().is_none());
            let carried: Vec<(String, Value)> = open.map(|f| (f.name.clone(), f.to_json())).collect();
            self.rebuild_from_row(row, &carried, context);
            if !same {
                self.resume_last_moment();
            }
        }
        self.restore_focus(&part, letters);
        Ok(())
    }

    /// The questions anew, for the row as it is; with answers that are not in it yet.
    pub(crate) fn rebuild_from_row(
        &mut self,
        row: Entry,
        carried: &[(String, Value)],
        context: &Context<'_>,
    ) {
        let on = context.now.local_date();
        let when = time_text::format_entry_times(&row, context);
        self.form.field_list.fields =
            form_fields::for_entry(&row, context.family, &self.form.recalled, on, when);
        self.form.original = Some(row.clone());
        self.form.base_entry = row;
        self.form.sync_fields(context);
        for (key, value) in carried {
            let fields = &mut self.form.field_list.fields;
            if let Some(field) = fields.iter_mut().find(|field| field.name == *key) {
                field.set_from_json(value);
            }
        }
        if !self.current_area.as_ref().is_some_and(|a| self.touched_areas().contains(a)) {
            self.current_area = self.touched_areas().last().cloned();
        }
    }

    /// It is no longer in the journal: what was said of it becomes a new one, kept when the parent says so.
    fn restart_as_new(&mut self, gone: &Entry, context: &Context<'_>) -> Result<(), StoreError> {
        let reason = self.asks_reason;
        let mut answers: Vec<(String, Value)> = Vec::new();
        for field in self.form.field_list.fields.iter().filter(|f| !f.is_blank()) {
            answers.push((field.name.clone(), field.to_json()));
        }
        *self = Self::from_form(EntryForm::new(EntryKind::Massage, context)?);
        // Another window may have chosen another baby meanwhile; what was said stays this one's.
        (self.form.base_entry.baby, self.form.base_entry.carer) = (gone.baby, gone.carer);
        let said = |key: &str| !matches!(key, keys::WHEN | keys::CARER | keys::BABY | keys::TOUCH);
        if reason || !answers.iter().any(|(key, _)| said(key)) {
            return Ok(());
        }
        for (key, value) in answers.iter().filter(|(key, _)| said(key)) {
            if let Some(number) = key.strip_prefix('m').and_then(|k| k.split_once('.')) {
                while self.find_field_mut(key).is_none() && number.0.parse::<usize>().is_ok() {
                    let (base, recalled) = (&self.form.base_entry, &self.form.recalled);
                    form_fields::add_moment_fields(
                        &mut self.form.field_list.fields,
                        base,
                        context.family,
                        recalled,
                        context.now.local_date(),
                    );
                }
            }
            if let Some(field) = self.find_field_mut(key) {
                field.set_from_json(value);
            }
        }
        let when = time_text::format_times(gone.at, None, gone.approximate, context);
        if let Some(field) = self.find_field_mut(keys::WHEN) {
            field.set_from_json(&json!(when));
        }
        self.form.sync_fields(context);
        self.resume_last_moment();
        self.focus_part(keys::WHEN);
        Ok(())
    }

    fn find_field_mut(&mut self, key: &str) -> Option<&mut FormField> {
        let fields = &mut self.form.field_list.fields;
        fields.iter_mut().find(|field| field.name == key)
    }
}

/// Who says how a massage ended says that it has.
fn end_when_outcome_given(before: &Entry, after: &mut Entry, context: &Context<'_>) {
    let runs = before.is_running_massage(context.now);
    if let (Details::Massage(old), Details::Massage(new)) = (&before.details, &mut after.details)
        && runs
        && new.live
        && old.ended.is_none()
        && new.ended.is_some()
    {
        new.live = false;
        // With a clock before its start the check that follows refuses it.
        after.until = Some(context.now);
    }
}

/// What one change is called: by what it adds or takes back, else as the entry is told.
fn format_change_title(before: &Entry, after: &Entry, context: &Context<'_>) -> String {
    let (Details::Massage(old), Details::Massage(new)) = (&before.details, &after.details) else {
        return describe::format_title(after, context.family, context.now);
    };
    let (old, new) = (list_statements(old, context.family), list_statements(new, context.family));
    let at = after.at.format_hm();
    if let Some((_, added)) = new.iter().find(|one| !old.contains(one)) {
        return massage_texts::tap_title(&at, added);
    }
    if let Some((_, gone)) = old.iter().find(|one| !new.contains(one)) {
        return massage_texts::tap_title(&at, &massage_texts::item_taken_back(gone));
    }
    describe::format_title(after, context.family, context.now)
}

/// All that is said of what was seen and done, each with the moment it belongs to.
fn list_statements(it: &Touch, family: &Family) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for (n, moment) in it.moments.iter().enumerate() {
        let mut says = |words: &str| all.push((n + 1, describe::sanitize_text(words).into_owned()));
        moment.cues.iter().for_each(|code| says(family.cue_label(code)));
        moment.meant.iter().for_each(|code| says(&describe::describe_meaning(code)));
        moment.own_meaning.iter().for_each(|words| says(&describe_entry::own_meaning(words)));
        moment.did.iter().for_each(|code| says(label_for(WordList::Responses, code)));
        let helped = moment.helped.iter().map(|code| label_for(WordList::Helped, code));
        helped.for_each(|how| says(&describe_entry::helped(how)));
    }
    let mut says = |words: &str| all.push((0, describe::sanitize_text(words).into_owned()));
    it.areas.iter().for_each(|code| says(label_for(WordList::Areas, code)));
    it.ended.iter().for_each(|code| says(label_for(WordList::Ended, code)));
    for (key, list, code) in [
        (keys::ASKED, WordList::Asked, &it.asked),
        (keys::BEFORE, WordList::States, &it.before),
        (keys::AFTER, WordList::States, &it.after),
    ] {
        let code = code.iter().map(|code| label_for(list, code));
        code.for_each(|words| says(&format!("{}: {words}", part_label(key))));
    }
    all
}
