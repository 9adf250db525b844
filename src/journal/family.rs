//! The people of a journal and what is true of the whole family: babies and their ages, carers, own cues, coverage
//! marks, settings.

use super::age::Age;
use super::time::short_date;
use super::{Entry, Hours, Id, Kind, Setting, Zone};
use crate::words::{self, same};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(crate) const BABY: &str = "Baby";
pub(crate) const ME: &str = "Me";

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
    pub fn unnamed(id: Id) -> Self {
        Self { id, name: None, born: None, due: None, closed: false }
    }

    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(BABY)
    }

    /// Born more than three weeks before the due date, so before 37 weeks.
    pub fn born_early(&self) -> bool {
        matches!((self.born, self.due), (Some(born), Some(due)) if (due - born).num_days() > 21)
    }

    /// The age on a day; none without a date of birth, before it, or once the pages are closed.
    pub fn age(&self, on: NaiveDate) -> Option<Age> {
        let born = self.born.filter(|_| !self.closed)?;
        Age::on(on, born, self.due.filter(|_| self.born_early()))
    }

    /// Weeks of corrected age (chronological when not born early); negative before the due date.
    pub fn corrected_weeks(&self, on: NaiveDate) -> Option<i64> {
        let from = if self.born_early() { self.due } else { self.born };
        from.map(|from| (on - from).num_days().div_euclid(7))
    }

    /// `11 weeks 3 days`, with the corrected age behind it where there is one.
    pub fn age_words(&self, on: NaiveDate) -> Option<String> {
        let age = self.age(on)?;
        Some(match age.corrected_words() {
            Some(corrected) => format!("{} ({corrected})", age.words()),
            None => age.words(),
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
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(ME)
    }
}

pub use words::Points;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnCue {
    /// Its code, `own-…`; never reused.
    pub code: String,
    pub words: String,
    /// Which way it points; none for "either".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// No longer offered; entries keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkSpan {
    /// The family day that begins on the date.
    Day,
    /// The night that begins in its evening.
    Night,
}

/// "The night of 9 November was not all written down", or that it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub id: Id,
    /// Whose; none for the whole family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baby: Option<Id>,
    /// The date that names the day or night.
    pub date: NaiveDate,
    pub span: MarkSpan,
    pub complete: bool,
}

impl Mark {
    /// `The night of 9 Nov 2026 was not all written down`.
    pub fn told(&self, family: &Family) -> String {
        let span = match self.span {
            MarkSpan::Day => "day",
            MarkSpan::Night => "night",
        };
        let not = if self.complete { "" } else { "not " };
        let whose = self.baby.and_then(|id| family.baby(id));
        let whose = whose.map_or_else(String::new, |baby| format!(" for {}", baby.called()));
        let date = short_date(self.date);
        format!("The {span} of {date} was {not}all written down{whose}")
    }
}

/// With what a carer's own entries are sealed: whom they are written to, and that key itself under a passphrase.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seal {
    pub recipient: String,
    /// What reads them, locked with the carer's own passphrase.
    pub identity: String,
    /// Whether others see that there is something: `kept`, and nothing at all without it.
    pub shown: bool,
}

/// The family's settings; looks live in the config file, not here.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    pub hours: Hours,
    /// Starred cues; empty for the usual nine.
    pub favourites: Vec<String>,
    /// What the family does not use: kinds, and codes of cues, areas and strokes.
    pub hidden: Vec<String>,
    /// The family's own names for strokes, by code.
    pub stroke_names: BTreeMap<String, String>,
    /// Trends shows sleep in pictures, without numbers.
    pub quiet: bool,
    pub baby: Option<Id>,
    pub carer: Option<Id>,
    /// The welcome has been seen or skipped.
    pub welcomed: bool,
    /// The country whose support lines come first.
    pub country: Option<String>,
    /// The family's own numbers, shown before all others.
    pub own_numbers: Vec<String>,
    /// The carers who seal what is theirs.
    pub seals: BTreeMap<Id, Seal>,
}

/// The name of the setting that holds the seals.
pub const SEALS: &str = "seals";

impl Settings {
    /// What holds until the family says otherwise.
    pub fn usual(zone: Zone) -> Self {
        Self {
            hours: Hours::usual(zone),
            favourites: Vec::new(),
            hidden: Vec::new(),
            stroke_names: BTreeMap::new(),
            quiet: false,
            baby: None,
            carer: None,
            welcomed: false,
            country: None,
            own_numbers: Vec::new(),
            seals: BTreeMap::new(),
        }
    }

    /// Takes one stored setting over; a name or value this version does not know changes nothing.
    pub fn take(&mut self, setting: &Setting) {
        let text = || setting.value.as_str().map(str::to_owned);
        let texts = || serde_json::from_value::<Vec<String>>(setting.value.clone()).unwrap_or_default();
        let clock = |value: &Value| value.as_str().and_then(super::Clock::parse);
        match setting.name.as_str() {
            "zone" => self.hours.zone = text().and_then(|name| name.parse().ok()).unwrap_or(self.hours.zone),
            "day_start" => self.hours.day_start = clock(&setting.value).unwrap_or(self.hours.day_start),
            "night" => {
                if let (Some(from), Some(to)) = (clock(&setting.value[0]), clock(&setting.value[1])) {
                    (self.hours.night_from, self.hours.night_to) = (from, to);
                }
            }
            "favourites" => self.favourites = texts(),
            "hidden" => self.hidden = texts(),
            "stroke_names" => {
                self.stroke_names = serde_json::from_value(setting.value.clone()).unwrap_or_default()
            }
            "quiet" => self.quiet = setting.value == json!(true),
            "baby" => self.baby = text().and_then(|id| id.parse().ok()),
            "carer" => self.carer = text().and_then(|id| id.parse().ok()),
            "welcomed" => self.welcomed = setting.value == json!(true),
            "country" => self.country = text(),
            "own_numbers" => self.own_numbers = texts(),
            SEALS => {
                self.seals = serde_json::from_value(setting.value.clone()).unwrap_or_default();
            }
            _ => {}
        }
    }
}

/// Everyone and everything that is true of the whole journal.
#[derive(Clone, PartialEq, Debug)]
pub struct Family {
    /// Babies, in the order they were added; never empty.
    pub babies: Vec<Baby>,
    /// Carers, in the order they were added; never empty.
    pub carers: Vec<Carer>,
    pub own_cues: Vec<OwnCue>,
    pub marks: Vec<Mark>,
    pub settings: Settings,
}

impl Family {
    pub fn baby(&self, id: Id) -> Option<&Baby> {
        self.babies.iter().find(|baby| baby.id == id)
    }

    pub fn carer(&self, id: Id) -> Option<&Carer> {
        self.carers.iter().find(|carer| carer.id == id)
    }

    /// The baby the app shows: the chosen one, else the first whose pages are open, else the first.
    pub fn chosen_baby(&self) -> Option<&Baby> {
        let chosen = self.settings.baby.and_then(|id| self.baby(id));
        let open = || self.babies.iter().find(|baby| !baby.closed);
        chosen.or_else(open).or(self.babies.first())
    }

    /// The carer who writes: the chosen one, else the first.
    pub fn chosen_carer(&self) -> Option<&Carer> {
        self.settings.carer.and_then(|id| self.carer(id)).or(self.carers.first())
    }

    /// A check-in whose carer keeps theirs out of Today and Trends.
    pub fn keeps_out(&self, entry: &Entry) -> bool {
        let carer = || self.carer(entry.carer);
        entry.kind() == Kind::Checkin && carer().is_some_and(|carer| carer.hidden_checkins)
    }

    pub fn baby_called(&self, name: &str) -> Option<&Baby> {
        self.babies.iter().find(|baby| same(baby.called(), name))
    }

    /// A carer by name, whatever its case.
    pub fn carer_called(&self, name: &str) -> Option<&Carer> {
        self.carers.iter().find(|carer| same(carer.called(), name))
    }

    /// A cue's words: ours, the family's own, or its code when neither knows it.
    pub fn cue_words<'a>(&'a self, code: &'a str) -> &'a str {
        self.own_cues
            .iter()
            .find(|own| own.code == code)
            .map(|own| own.words.as_str())
            .or_else(|| words::cue(code).map(|cue| cue.words.as_str()))
            .unwrap_or(code)
    }

    /// Which way a cue points; none for "either", and for codes nobody knows.
    pub fn points(&self, code: &str) -> Option<Points> {
        if let Some(own) = self.own_cues.iter().find(|own| own.code == code) {
            return own.points;
        }
        words::cue(code).filter(|cue| !cue.either).map(|cue| cue.points)
    }

    /// The mark of exactly this baby, or of the whole family, for a day or night.
    pub fn mark(&self, baby: Option<Id>, span: MarkSpan, date: NaiveDate) -> Option<&Mark> {
        self.marks.iter().rev().find(|m| m.baby == baby && m.span == span && m.date == date)
    }

    /// What a mark says of a day or night: `Some(false)` for "not all written down". A baby's own mark goes before
    /// the family's.
    pub fn marked(&self, baby: Option<Id>, span: MarkSpan, date: NaiveDate) -> Option<bool> {
        let of = |whose| self.mark(whose, span, date).map(|mark| mark.complete);
        baby.and_then(|id| of(Some(id))).or_else(|| of(None))
    }
}
