//! Changes to a family's people and settings, each made in one place for the settings screen and the command line: what
//! stands in the way of one, what it is called, what it edits. No entry is ever among the edits.

use crate::model::describe::format_title;
use crate::model::time::format_short_date;
use crate::model::{
    Baby, Carer, Change, CoverageMark, DayPart, Edit, Entry, Family, Id, Record, Setting, Timestamp, new_id,
};
use crate::texts::family_people as texts;
use crate::vocabulary::eq_normalized;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// Longest name that a header can carry.
const MAX_NAME_CHARS: usize = 40;

impl Change {
    /// Puts a value in the place of a setting; `null` takes it away. None when it is so already.
    pub(crate) fn update_setting(
        before: Option<Setting>,
        name: &str,
        value: Value,
        title: impl Into<String>,
    ) -> Option<Self> {
        let edit = Edit::update_setting(before, name, value)?;
        Some(Self { title: title.into(), edits: vec![edit] })
    }
}

impl Edit {
    /// The same as part of a larger change.
    fn update_setting(before: Option<Setting>, name: &str, value: Value) -> Option<Self> {
        if before.as_ref().map_or(&Value::Null, |before| &before.value) == &value {
            return None;
        }
        Some(Self::set_setting(before, name, value))
    }

    /// Whatever it was before; `null` takes it away.
    pub(crate) fn set_setting(before: Option<Setting>, name: &str, value: Value) -> Self {
        let after = (!value.is_null()).then(|| Setting { name: name.to_owned(), value });
        Self { before: before.map(Record::from), after: after.map(Record::from) }
    }
}

/// A list as a setting holds it: none when there is nothing in it.
pub(crate) fn list_to_value(all: &[String]) -> Value {
    if all.is_empty() { Value::Null } else { json!(all) }
}

/// What stands in the way of a name for a baby or a carer.
pub(crate) fn check_name<'a>(name: &str, others: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if name.trim().is_empty() {
        return Some(texts::NAME_BLANK.into());
    }
    if name.chars().count() > MAX_NAME_CHARS {
        return Some(texts::NAME_TOO_LONG.into());
    }
    let taken = others.into_iter().any(|other| eq_normalized(other, name));
    taken.then(|| texts::name_taken(name))
}

/// What stands in the way of a day of birth.
pub(crate) fn reject_future_birth(born: NaiveDate, today: NaiveDate) -> Option<String> {
    (born > today).then(|| texts::birth_to_come(&format_short_date(born)))
}

impl Baby {
    /// `The baby is called Maya, born 3 Sep 2026`.
    pub(crate) fn describe_baby(&self) -> String {
        let date = |date: Option<NaiveDate>| date.map(format_short_date);
        texts::baby_called(self.display_name(), date(self.born).as_deref(), date(self.due).as_deref())
    }

    /// Closes a baby's pages, or opens them again. `shown` is the setting that says which baby is shown: it goes on to
    /// a baby whose pages are open.
    pub(crate) fn change_closed(&self, closed: bool, family: &Family, shown: Option<Setting>) -> Change {
        let title = texts::pages_changed(self.display_name(), closed);
        let after = Self { closed, ..self.clone() };
        let mut change = Change::replace_record(title, self.clone(), after);
        let was_shown = family.selected_baby().is_some_and(|baby| baby.id == self.id);
        let other = family.open_babies().find(|baby| baby.id != self.id);
        if let (true, true, Some(other)) = (closed, was_shown, other) {
            change.edits.extend(Edit::update_setting(shown, "baby", json!(other.id)));
        }
        change
    }
}

impl Carer {
    /// Keeps a carer's check-ins out of Today and Trends, or shows them there again.
    pub(crate) fn change_checkin_visibility(&self, hidden: bool) -> Change {
        let title = texts::checkins_changed(self.display_name(), hidden);
        let after = Self { hidden_checkins: hidden, ..self.clone() };
        Change::replace_record(title, self.clone(), after)
    }
}

impl Family {
    /// Babies whose pages are open, in the order they were added.
    pub(crate) fn open_babies(&self) -> impl Iterator<Item = &Baby> {
        self.babies.iter().filter(|baby| !baby.closed)
    }

    pub(crate) fn other_baby_names(&self, but: Option<Id>) -> impl Iterator<Item = &str> {
        let others = self.babies.iter().filter(move |it| Some(it.id) != but);
        others.map(Baby::display_name)
    }

    pub(crate) fn other_carer_names(&self, but: Option<Id>) -> impl Iterator<Item = &str> {
        let others = self.carers.iter().filter(move |it| Some(it.id) != but);
        others.map(Carer::display_name)
    }
}

impl Family {
    /// Marks a day or a night as all written down or not, or takes the mark off. None when it is so already.
    pub(crate) fn change_coverage(
        &self,
        baby: Option<Id>,
        span: DayPart,
        date: NaiveDate,
        complete: Option<bool>,
    ) -> Option<Change> {
        let before = self.find_coverage_mark(baby, span, date);
        let Some(complete) = complete else {
            let before = before?;
            let title = texts::mark_removed(&before.describe_coverage(self));
            return Some(Change::remove_record(title, before.clone()));
        };
        let after =
            CoverageMark { id: before.map_or_else(new_id, |mark| mark.id), baby, date, span, complete };
        let title = after.describe_coverage(self);
        match before {
            Some(before) if *before == after => None,
            Some(before) => Some(Change::replace_record(title, before.clone(), after)),
            None => Some(Change::add_record(title, after)),
        }
    }
}

impl Entry {
    /// The same for each of several babies, every one an entry of its own; this one's own baby comes last.
    pub fn copy_for_babies(&self, babies: &[Id]) -> Vec<Self> {
        let others = babies.iter().filter(|id| Some(**id) != self.baby);
        let mut all: Vec<Self> =
            others.map(|id| Self { id: new_id(), baby: Some(*id), ..self.clone() }).collect();
        if babies.is_empty() || self.baby.is_some_and(|id| babies.contains(&id)) {
            all.push(self.clone());
        }
        all
    }
}

impl Family {
    /// `Maya and Leo`, in the order they were added.
    pub(crate) fn join_baby_names(&self, babies: &[Id]) -> String {
        let named = self.babies.iter().filter(|baby| babies.contains(&baby.id));
        crate::text::plural::join_list(&named.map(Baby::display_name).collect::<Vec<_>>(), "and")
    }

    /// `title, for Maya and Leo` where that says more than the title.
    pub(crate) fn title_for_babies(&self, title: &str, babies: &[Id]) -> String {
        if self.babies.len() < 2 || babies.len() < 2 {
            return title.to_owned();
        }
        texts::for_babies(title, &self.join_baby_names(babies))
    }

    /// Ends sleeps, each as it was and as it shall be, in one change.
    pub(crate) fn end_sleeps(&self, sleeps: &[(Entry, Entry)], now: Timestamp) -> Change {
        let babies: Vec<Id> = sleeps.iter().filter_map(|(_, after)| after.baby).collect();
        let title = match sleeps {
            [(_, after)] => format_title(after, self, now),
            // Each has a length of its own.
            [(_, after), ..] => texts::waking(&after.until.unwrap_or(now).format_hm()),
            [] => String::new(),
        };
        let edits = sleeps.iter().cloned();
        let edits = edits.flat_map(|(before, after)| Change::replace_record("", before, after).edits);
        Change { title: self.title_for_babies(&title, &babies), edits: edits.collect() }
    }

    /// Adds one entry for each of several babies, in one change.
    pub(crate) fn add_entries(&self, title: &str, entries: &[Entry]) -> Change {
        let babies: Vec<Id> = entries.iter().filter_map(|entry| entry.baby).collect();
        let added = entries.iter().flat_map(|entry| Change::add_record("", entry.clone()).edits);
        Change { title: self.title_for_babies(title, &babies), edits: added.collect() }
    }
}
