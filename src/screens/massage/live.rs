//! A massage under way: kept when it begins and at every tap, so that nothing can be lost and another window sees it.
//!
//! A change is handed to the app and counts as kept once the row has been read back; until then the answers stay
//! "touched" and the next key keeps them again. A row that another window changed is read again and said so; one that
//! was undone becomes a new massage that still has its answers.

use super::{Massage, words};
use crate::journal::time::length;
use crate::journal::{Change, Entry, Family, Kind, Massage as Touch, What, tell};
use crate::screens::form::entry::{self, Mend};
use crate::screens::form::fields;
use crate::screens::form::when;
use crate::screens::form::{Field, Form};
use crate::screens::{Here, Step};
use crate::store::Trouble;
use crate::words::{List, say};
use serde_json::{Value, json};

/// The chosen baby's massage that is under way, the latest begun.
pub(crate) fn running(here: &Here<'_>) -> Result<Option<Entry>, Trouble> {
    let baby = here.family.chosen_baby().map(|baby| baby.id);
    let open = here.store.open_entries(Kind::Massage)?;
    let mine = |entry: &Entry| entry.baby == baby && entry.is_running_massage(here.now);
    Ok(open.into_iter().rfind(mine))
}

pub(crate) fn under_way(entry: &Entry, here: &Here<'_>) -> String {
    let minutes = (here.now.secs() - entry.at.secs()).max(0) / 60;
    words::under_way(&entry.at.hm(), &length(minutes))
}

impl Massage {
    pub(crate) fn begin(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if let Some(begun) = running(here)? {
            *self = Self::of(Form::edit(begun, here)?);
            self.notice = words::READ_AGAIN;
            return Ok(Step::Stay);
        }
        let mut entry = self.form.base.clone();
        entry.at = here.now;
        entry.what = What::Massage(Touch { live: true, ..Touch::default() });
        self.ours(entry.clone(), here)?;
        self.go("areas");
        Ok(Step::Keep(Change::add(words::begun(&entry.at.hm()), entry)))
    }

    /// Shows an entry that is about to be kept.
    pub(crate) fn ours(&mut self, entry: Entry, here: &Here<'_>) -> Result<(), Trouble> {
        *self = Self::of(Form::edit(entry.clone(), here)?);
        self.pending = Some(entry);
        Ok(())
    }

    /// Ends it now; how it ended is asked next.
    ///
    /// One that was forgotten for a day is not ended now: its time is the parent's to say.
    pub(crate) fn end(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if self.form.before.as_ref().is_some_and(|row| !row.is_running_massage(here.now)) {
            self.go("when");
            return Ok(Step::Say(words::FORGOTTEN.into()));
        }
        let built = match self.built(here) {
            Ok(Some((before, after))) => (before, after),
            Ok(None) => return Ok(Step::Stay),
            Err(mend) => return Ok(self.form.mend(mend)),
        };
        let (before, mut after) = built;
        let What::Massage(it) = &mut after.what else {
            return Ok(Step::Stay);
        };
        it.live = false;
        after.until = Some(here.now.max(after.at));
        let title = tell::title(&after, here.family, here.now);
        self.pending = Some(after.clone());
        self.go("ended");
        Ok(Step::Keep(Change::edit(title, before, after)))
    }

    /// The row as it was read, and with the answers in it.
    fn built(&self, here: &Here<'_>) -> Result<Option<(Entry, Entry)>, Mend> {
        let Some(before) = &self.form.before else {
            return Ok(None);
        };
        let mut after = self.read_back(before, here)?;
        self.stamp(&mut after);
        ended_by_saying_how(before, &mut after, here);
        if let Err(problem) = crate::journal::check(&after, here.now) {
            return Err(Mend::new("when", problem.says));
        }
        Ok(Some((before.clone(), after)))
    }

    /// The entry with its answers; a time that cannot be read stays typed and unkept, and holds nothing else back.
    fn read_back(&self, before: &Entry, here: &Here<'_>) -> Result<Entry, Mend> {
        let mut but: Vec<String> = Vec::new();
        loop {
            let fields = &self.form.sheet.fields;
            match entry::build_but(fields, before, false, &but, here) {
                Err(mend) if !but.contains(&mend.key) => {
                    let is_time = mend.key == "when" || mend.key.ends_with(".at");
                    if !is_time {
                        return Err(mend);
                    }
                    but.push(mend.key);
                }
                read => return read,
            }
        }
    }

    /// The change that keeps what was answered since.
    pub(crate) fn change(&mut self, here: &Here<'_>) -> Result<Result<Option<Change>, Mend>, Trouble> {
        let (before, after) = match self.built(here) {
            Ok(Some((before, after))) if before != after => (before, after),
            Ok(_) => return Ok(Ok(None)),
            Err(mend) => return Ok(Err(mend)),
        };
        let title = title(&before, &after, here);
        self.pending = Some(after.clone());
        Ok(Ok(Some(Change::edit(title, before, after))))
    }

    /// Keeps what was just answered of a massage that is in the journal; text waits until its part is left.
    pub(crate) fn kept(&mut self, here: &Here<'_>) -> Result<Step, Trouble> {
        if !self.is_kept() || self.is_unsettled() {
            return Ok(self.form.quiet());
        }
        Ok(match self.change(here)? {
            Ok(Some(change)) => Step::Keep(change),
            Ok(None) => self.form.quiet(),
            Err(mend) => self.form.mend(mend),
        })
    }

    /// Takes the row over as it is in the journal now.
    pub(crate) fn sync(&mut self, here: &Here<'_>) -> Result<(), Trouble> {
        let Some(before) = self.form.before.clone() else {
            return Ok(());
        };
        let row = here.store.entry(before.id)?;
        if row.as_ref() == Some(&before) && self.pending.as_ref() != Some(&before) {
            return Ok(());
        }
        let part = self.part().to_owned();
        let letters = self.focused().map_or("", Field::finding).to_owned();
        let Some(row) = row else {
            return self.anew(&before, here);
        };
        if self.pending.take().as_ref() == Some(&row) {
            self.rebase(row, &[], here);
        } else {
            self.notice = words::READ_AGAIN;
            let same = moments_of(&before) == moments_of(&row);
            let fields = &self.form.sheet.fields;
            let open = fields.iter().filter(|f| f.is_touched());
            let open = open.filter(|f| same || f.moment().is_none());
            let carried: Vec<(String, Value)> = open.map(|f| (f.key.clone(), f.value())).collect();
            self.rebase(row, &carried, here);
            if !same {
                self.last_moment();
            }
        }
        self.back_to(&part, letters);
        Ok(())
    }

    /// The questions anew, for the row as it is; with answers that are not in it yet.
    pub(crate) fn rebase(&mut self, row: Entry, carried: &[(String, Value)], here: &Here<'_>) {
        let on = here.now.date();
        let when = when::written(&row, here);
        self.form.sheet.fields = fields::of(&row, here.family, on, when);
        self.form.before = Some(row.clone());
        self.form.base = row;
        self.form.settle(here);
        for (key, value) in carried {
            let fields = &mut self.form.sheet.fields;
            if let Some(field) = fields.iter_mut().find(|field| field.key == *key) {
                field.take(value);
            }
        }
        if !self.touching.as_ref().is_some_and(|a| self.areas().contains(a)) {
            self.touching = self.areas().last().cloned();
        }
    }

    /// It is no longer in the journal: what was said of it becomes a new one, kept when the parent says so.
    fn anew(&mut self, gone: &Entry, here: &Here<'_>) -> Result<(), Trouble> {
        let reason = self.reason;
        let mut answers: Vec<(String, Value)> = Vec::new();
        for field in self.form.sheet.fields.iter().filter(|f| !f.is_blank()) {
            answers.push((field.key.clone(), field.value()));
        }
        *self = Self::of(Form::new(Kind::Massage, here)?);
        // Another window may have chosen another baby meanwhile; what was said stays this one's.
        (self.form.base.baby, self.form.base.carer) = (gone.baby, gone.carer);
        let said = |key: &str| !matches!(key, "when" | "carer" | "baby" | "touch");
        if reason || !answers.iter().any(|(key, _)| said(key)) {
            return Ok(());
        }
        for (key, value) in answers.iter().filter(|(key, _)| said(key)) {
            if let Some(number) = key.strip_prefix('m').and_then(|k| k.split_once('.')) {
                while self.field_named(key).is_none() && number.0.parse::<usize>().is_ok() {
                    let (base, family) = (&self.form.base, here.family);
                    fields::add_moment(&mut self.form.sheet.fields, base, family, here.now.date());
                }
            }
            if let Some(field) = self.field_named(key) {
                field.take(value);
            }
        }
        let when = when::print(gone.at, None, gone.about, here);
        if let Some(field) = self.field_named("when") {
            field.take(&json!(when));
        }
        self.form.settle(here);
        self.last_moment();
        self.go("when");
        Ok(())
    }

    fn field_named(&mut self, key: &str) -> Option<&mut Field> {
        let fields = &mut self.form.sheet.fields;
        fields.iter_mut().find(|field| field.key == key)
    }
}

/// Who says how a massage ended says that it has.
fn ended_by_saying_how(before: &Entry, after: &mut Entry, here: &Here<'_>) {
    let runs = before.is_running_massage(here.now);
    if let (What::Massage(old), What::Massage(new)) = (&before.what, &mut after.what)
        && runs
        && new.live
        && old.ended.is_none()
        && new.ended.is_some()
    {
        new.live = false;
        after.until = Some(here.now.max(after.at));
    }
}

fn moments_of(entry: &Entry) -> &[crate::journal::Moment] {
    match &entry.what {
        What::Massage(it) => &it.moments,
        _ => &[],
    }
}

/// What one change is called: by what it adds or takes back, else as the entry is told.
fn title(before: &Entry, after: &Entry, here: &Here<'_>) -> String {
    let (What::Massage(old), What::Massage(new)) = (&before.what, &after.what) else {
        return tell::title(after, here.family, here.now);
    };
    let (old, new) = (sayings(old, here.family), sayings(new, here.family));
    let at = after.at.hm();
    if let Some((_, added)) = new.iter().find(|one| !old.contains(one)) {
        return words::tap(&at, added);
    }
    if let Some((_, gone)) = old.iter().find(|one| !new.contains(one)) {
        return words::tap(&at, &words::without(gone));
    }
    tell::title(after, here.family, here.now)
}

/// All that is said of what was seen and done, each with the moment it belongs to.
fn sayings(it: &Touch, family: &Family) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for (n, moment) in it.moments.iter().enumerate() {
        let mut says = |words: &str| all.push((n + 1, tell::plain(words).into_owned()));
        moment.cues.iter().for_each(|code| says(family.cue_words(code)));
        moment.meant.iter().for_each(|code| says(&tell::meant_words(code)));
        moment.did.iter().for_each(|code| says(say(List::Responses, code)));
        let helped = moment.helped.iter().map(|code| say(List::Helped, code));
        helped.for_each(|how| says(&words::helped(how)));
    }
    let mut says = |words: &str| all.push((0, tell::plain(words).into_owned()));
    it.areas.iter().for_each(|code| says(say(List::Areas, code)));
    it.ended.iter().for_each(|code| says(say(List::Ended, code)));
    for (key, list, code) in [
        ("asked", List::Asked, &it.asked),
        ("before", List::States, &it.before),
        ("after", List::States, &it.after),
    ] {
        let code = code.iter().map(|code| say(list, code));
        code.for_each(|words| says(&format!("{}: {words}", words::label(key))));
    }
    all
}
