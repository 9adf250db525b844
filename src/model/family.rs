//! The people of a journal and what is true of the whole family: babies and their ages, carers, own cues, coverage
//! marks, settings.

use crate::model::age::Age;
use crate::model::settings::FamilySettings;
use crate::model::time::format_short_date;
use crate::model::{Entry, EntryKind, Id};
use crate::texts::family_people as texts;
use crate::vocabulary;
use crate::vocabulary::eq_normalized;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) const DEFAULT_BABY_NAME: &str = "Baby";
pub(crate) const DEFAULT_CARER_NAME: &str = "Me";

/// A baby; unnamed until the family says otherwise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Baby {
    pub id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// The family closed these pages: no age counted, no prompts, everything kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

impl Baby {
    pub fn new_unnamed(id: Id) -> Self {
        Self { id, name: None, born: None, due: None, closed: false }
    }

    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(DEFAULT_BABY_NAME)
    }

    /// Born more than three weeks before the due date, so before 37 weeks.
    pub fn is_preterm(&self) -> bool {
        matches!((self.born, self.due), (Some(born), Some(due)) if (due - born).num_days() > 21)
    }

    /// The age on a day; none without a date of birth, before it, or once the pages are closed.
    pub fn age_on(&self, on: NaiveDate) -> Option<Age> {
        let born = self.born.filter(|_| !self.closed)?;
        Age::from_dates(on, born, self.due.filter(|_| self.is_preterm()))
    }

    /// Weeks of corrected age (chronological when not born early); negative before the due date.
    pub fn corrected_weeks_on(&self, on: NaiveDate) -> Option<i64> {
        let from = if self.is_preterm() { self.due } else { self.born };
        from.map(|from| (on - from).num_days().div_euclid(7))
    }

    /// `11 weeks 3 days`, with the corrected age behind it where there is one.
    pub fn describe_age(&self, on: NaiveDate) -> Option<String> {
        let age = self.age_on(on)?;
        Some(match age.describe_corrected() {
            Some(corrected) => format!("{} ({corrected})", age.describe_chronological()),
            None => age.describe_chronological(),
        })
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Carer {
    pub id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// This carer's check-ins stay out of Today and Trends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden_checkins: bool,
}

impl Carer {
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(DEFAULT_CARER_NAME)
    }
}

pub use vocabulary::CueDirection;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CustomCue {
    /// Its code, `own-…`; never reused.
    pub code: String,
    pub words: String,
    /// Which way it points; none for "either".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<CueDirection>,
    /// No longer offered; entries keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

impl CustomCue {
    /// Which way it points, in the word of `cuebook set cue --points`.
    pub(crate) fn direction_name(&self) -> &'static str {
        match self.points {
            Some(CueDirection::Engagement) => "engaged",
            Some(CueDirection::Disengagement) => "disengaged",
            None => "either",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DayPart {
    /// The family day that begins on the date.
    Day,
    /// The night that begins in its evening.
    Night,
}

/// "The night of 9 November was not all written down", or that it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverageMark {
    pub id: Id,
    /// Whose; none for the whole family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baby: Option<Id>,
    /// The date that names the day or night.
    pub date: NaiveDate,
    pub span: DayPart,
    pub complete: bool,
}

impl CoverageMark {
    /// `The night of 9 Nov 2026 was not all written down`.
    pub(crate) fn describe_coverage(&self, family: &Family) -> String {
        let span = match self.span {
            DayPart::Day => "day",
            DayPart::Night => "night",
        };
        let baby = self.baby.and_then(|id| family.find_baby(id)).map(Baby::display_name);
        texts::coverage(span, &format_short_date(self.date), self.complete, baby)
    }
}

/// With what a carer's own entries are sealed: whom they are written to, and that key itself under a passphrase.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CarerSeal {
    pub recipient: String,
    /// What reads them, locked with the carer's own passphrase.
    pub identity: String,
    /// Whether others see that there is something: `kept`, and nothing at all without it.
    pub shown: bool,
    /// Other keys of the same carer's, set on another computer that shares this journal: they open what was sealed there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<SpareKey>,
}

/// A key that opens what was sealed with it, and seals nothing here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SpareKey {
    pub recipient: String,
    pub identity: String,
}

impl CarerSeal {
    /// Whether both write to the same reader and lie under the same passphrase.
    pub(crate) fn is_same_key(&self, other: &Self) -> bool {
        (&self.recipient, &self.identity) == (&other.recipient, &other.identity)
    }
}

/// Everyone and everything that is true of the whole journal.
#[derive(Clone, PartialEq, Debug)]
pub struct Family {
    /// Babies, in the order they were added; never empty.
    pub babies: Vec<Baby>,
    /// Carers, in the order they were added; never empty.
    pub carers: Vec<Carer>,
    pub custom_cues: Vec<CustomCue>,
    pub coverage_marks: Vec<CoverageMark>,
    pub settings: FamilySettings,
}

impl Family {
    pub fn find_baby(&self, id: Id) -> Option<&Baby> {
        self.babies.iter().find(|baby| baby.id == id)
    }

    pub fn find_carer(&self, id: Id) -> Option<&Carer> {
        self.carers.iter().find(|carer| carer.id == id)
    }

    /// The baby the app shows: the chosen one, else the first whose pages are open, else the first.
    pub fn selected_baby(&self) -> Option<&Baby> {
        let chosen = self.settings.baby.and_then(|id| self.find_baby(id));
        let open = || self.babies.iter().find(|baby| !baby.closed);
        chosen.or_else(open).or(self.babies.first())
    }

    /// Whether the baby the app shows has closed pages: they are read and no longer written.
    pub(crate) fn is_selected_baby_closed(&self) -> bool {
        self.selected_baby().is_some_and(|baby| baby.closed)
    }

    /// Whether an entry is of a baby whose pages are closed.
    pub(crate) fn has_closed_pages(&self, entry: &Entry) -> bool {
        entry.baby.and_then(|id| self.find_baby(id)).is_some_and(|baby| baby.closed)
    }

    /// The carer who writes: the chosen one, else the first.
    pub fn selected_carer(&self) -> Option<&Carer> {
        self.settings.carer.and_then(|id| self.find_carer(id)).or(self.carers.first())
    }

    /// A check-in whose carer keeps theirs out of Today and Trends.
    pub(crate) fn hides_from_views(&self, entry: &Entry) -> bool {
        let carer = || self.find_carer(entry.carer);
        entry.kind() == EntryKind::Checkin && carer().is_some_and(|carer| carer.hidden_checkins)
    }

    pub fn find_baby_by_name(&self, name: &str) -> Option<&Baby> {
        self.babies.iter().find(|baby| eq_normalized(baby.display_name(), name))
    }

    /// A carer by name, whatever its case.
    pub fn find_carer_by_name(&self, name: &str) -> Option<&Carer> {
        self.carers.iter().find(|carer| eq_normalized(carer.display_name(), name))
    }

    /// A cue's words: ours, the family's own, or its code when neither knows it.
    pub fn cue_label<'a>(&'a self, code: &'a str) -> &'a str {
        self.custom_cues
            .iter()
            .find(|own| own.code == code)
            .map(|own| own.words.as_str())
            .or_else(|| vocabulary::find_cue_by_id(code).map(|cue| cue.words.as_str()))
            .unwrap_or(code)
    }

    /// Which way a cue points; none for "either", and for codes nobody knows.
    pub(crate) fn cue_direction(&self, code: &str) -> Option<CueDirection> {
        if let Some(own) = self.custom_cues.iter().find(|own| own.code == code) {
            return own.points;
        }
        vocabulary::find_cue_by_id(code).and_then(|cue| cue.points)
    }

    /// The mark of exactly this baby, or of the whole family, for a day or night.
    pub(crate) fn find_coverage_mark(
        &self,
        baby: Option<Id>,
        span: DayPart,
        date: NaiveDate,
    ) -> Option<&CoverageMark> {
        self.coverage_marks.iter().rev().find(|m| m.baby == baby && m.span == span && m.date == date)
    }

    /// What a mark says of a day or night: `Some(false)` for "not all written down". A baby's own mark goes before
    /// the family's.
    pub fn coverage_status(&self, baby: Option<Id>, span: DayPart, date: NaiveDate) -> Option<bool> {
        let of = |whose| self.find_coverage_mark(whose, span, date).map(|mark| mark.complete);
        baby.and_then(|id| of(Some(id))).or_else(|| of(None))
    }
}
