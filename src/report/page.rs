//! The model of the sheet for the health visitor: sections of lines, each under a key of its own by which a parent
//! strikes it out, rewords it or moves it. No format and no arithmetic here.

use super::{NightsRow, said, sections, who};
use crate::journal::{Clock, Entry, Family, Id};
use crate::trends::{Cell, Trends};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A part of the sheet that can be left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Section {
    /// What the family would like to talk about.
    Visit,
    Strips,
    Sleep,
    Touch,
    Cues,
    /// One carer's check-ins, and only when asked for.
    Checkins,
}

impl Section {
    /// Every section, in the order of the sheet.
    pub const ALL: [Self; 6] =
        [Self::Visit, Self::Strips, Self::Sleep, Self::Touch, Self::Cues, Self::Checkins];

    /// The code `--sections` takes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Strips => "strips",
            Self::Sleep => "sleep",
            Self::Touch => "touch",
            Self::Cues => "cues",
            Self::Checkins => "checkins",
        }
    }

    /// What it is called in a list to choose from, where no carer is chosen yet.
    pub fn title(self) -> &'static str {
        match self {
            Self::Visit => said::VISIT,
            Self::Strips => said::STRIPS,
            Self::Sleep => said::SLEEP,
            Self::Touch => said::TOUCH,
            Self::Cues => said::CUES,
            Self::Checkins => said::CHECKINS,
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// Reads a list of codes, `visit,strips,sleep`; one named twice counts once.
    pub fn parse(list: &str) -> Result<Vec<Self>, String> {
        let mut sections = Vec::new();
        for word in list.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let section = Self::of_code(&word.to_lowercase()).ok_or_else(|| word.to_owned())?;
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
        Ok(sections)
    }
}

/// What a line is known by, however often the page is made anew: `sleep/2026-11-09`, `visit/` and a note's identity.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key of a line of its own in a group.
    pub fn new(group: &str, own: impl fmt::Display) -> Self {
        Self(format!("{group}/{own}"))
    }

    /// Whether it is of a line of a section.
    pub fn is_in(&self, section: Section) -> bool {
        let group = self.0.split('/').next();
        group == Some(section.code())
    }

    pub fn of(section: Section) -> Self {
        Self(section.code().to_owned())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct PageAsked<'a> {
    pub family: &'a Family,
    pub baby: Id,
    pub trends: &'a Trends,
    /// Entries of those days, in any order; others are passed over.
    pub entries: &'a [Entry],
    /// The sections wanted, in the order wanted.
    pub sections: &'a [Section],
    /// The carer who asked for their own check-ins to go in; nobody else's ever do.
    pub checkins_of: Option<Id>,
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    pub title: Line,
    /// Name, age, days covered, how much was written down.
    pub head: Vec<Line>,
    pub parts: Vec<Part>,
    /// Who wrote it, what it is not, when it was made.
    pub foot: Vec<Line>,
    /// The first and the last day covered.
    pub days: (NaiveDate, NaiveDate),
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    pub section: Section,
    pub title: Line,
    pub lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub key: Key,
    pub body: Body,
}

/// What stands in a line. Neighbours of one kind belong together: strips make one picture, weeks one table.
#[derive(Clone, PartialEq, Debug)]
pub enum Body {
    Say(String),
    Item(String),
    /// `label: value`.
    Label(String, String),
    /// A label, and room to write by hand behind it.
    Blank(String),
    Fill,
    /// Words with a box before them, to tick by hand.
    Tick(String),
    Ruler(Ruler),
    Strip(StripRow),
    Legend(Legend),
    Week(WeekRow),
    /// The hours above rows of nights, from none to this many.
    Scale(i64),
    Nights(NightsRow),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ruler {
    pub day_start: Clock,
    pub night_from: Clock,
    pub night_to: Clock,
}

#[derive(Clone, PartialEq, Debug)]
pub struct StripRow {
    pub date: NaiveDate,
    /// 48 half hours of the wall clock, for text; empty when no sleep was written down that day.
    pub cells: Vec<StripCell>,
    /// 288 times five minutes of the wall clock, for pictures; empty likewise.
    pub fine: Vec<Cell>,
    /// The same in words, `asleep 09:00 to 10:15, 19:42 to 02:10`, which stand in the row when there are no cells.
    pub says: String,
    /// A sleep without an end starts in it.
    pub open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StripCell {
    pub cell: Cell,
    pub night: bool,
}

/// What a mark of strips means; each format has its own marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Legend {
    Usual,
    Twice,
    Missing,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WeekRow {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Nights written down: `6 of 7`.
    pub nights: String,
    /// What was measured over them, each under the same name in every week; empty when no night was written down.
    pub measures: Vec<(&'static str, Measure)>,
}

/// A measure of a week's nights, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Measure {
    /// Of three nights or more: the middle one, the lowest and the highest.
    Middle(String, String, String),
    Each(Vec<String>),
    None,
}

impl StripRow {
    /// A day of which only words stand in the row.
    fn blank(date: NaiveDate) -> Self {
        Self { date, cells: Vec::new(), fine: Vec::new(), says: String::new(), open: false }
    }
}

impl Line {
    pub(crate) fn new(group: &str, own: impl fmt::Display, body: Body) -> Self {
        Self { key: Key::new(group, own), body }
    }

    /// A sentence, with what was typed in it made harmless.
    pub(crate) fn say(group: &str, own: impl fmt::Display, words: &str) -> Self {
        Self::new(group, own, Body::Say(super::plain(words).into_owned()))
    }

    /// A label and its value, with what was typed in it made harmless.
    pub(crate) fn label(group: &str, own: impl fmt::Display, label: &str, value: &str) -> Self {
        let [label, value] = [label, value].map(|words| super::plain(words).into_owned());
        Self::new(group, own, Body::Label(label, value))
    }

    /// Its words, for a list in which lines are struck out and reworded; what has no words of its own is described.
    pub fn words(&self) -> String {
        match &self.body {
            Body::Say(text) | Body::Item(text) | Body::Tick(text) => text.clone(),
            Body::Label(label, value) => said::pair(label, value),
            Body::Blank(label) => said::pair(label, said::BY_HAND),
            Body::Fill => said::BY_HAND.repeat(2),
            Body::Ruler(_) => said::RULER.to_owned(),
            Body::Strip(row) => said::pair(&said::strip_date(row.date), &row.says),
            Body::Legend(legend) => said::legend_in_marks(*legend).to_owned(),
            Body::Week(week) => said::week_words(week),
            Body::Scale(_) => said::RULER.to_owned(),
            Body::Nights(row) => said::pair(&said::days(row.from, row.to), &row.says),
        }
    }

    /// The same line in other words. A label keeps its label when the new words begin with it; a row of
    /// a picture shows the words in place of its bars, a row of a table becomes a label of its own dates.
    pub fn reworded(self, words: &str) -> Self {
        let words = super::plain(words.trim()).into_owned();
        let labelled = |label: String| {
            let rest = words.strip_prefix(&label).and_then(|r| r.strip_prefix(':'));
            rest.map(|value| Body::Label(label, value.trim().to_owned()))
        };
        let body = match self.body {
            Body::Item(_) | Body::Fill => Body::Item(words),
            Body::Tick(_) => Body::Tick(words),
            Body::Label(label, _) | Body::Blank(label) => labelled(label).unwrap_or(Body::Say(words)),
            Body::Strip(row) => {
                let date = said::strip_date(row.date);
                let rest = words.strip_prefix(&date).and_then(|r| r.strip_prefix(':'));
                Body::Strip(StripRow {
                    says: rest.map_or(words.as_str(), str::trim).to_owned(),
                    ..StripRow::blank(row.date)
                })
            }
            Body::Nights(row) => {
                let dates = said::days(row.from, row.to);
                let rest = words.strip_prefix(&dates).and_then(|r| r.strip_prefix(':'));
                Body::Nights(NightsRow {
                    says: rest.map_or(words.as_str(), str::trim).to_owned(),
                    nights: Vec::new(),
                    ..row
                })
            }
            Body::Week(week) => labelled(said::dates(week.from, week.to)).unwrap_or(Body::Say(words)),
            Body::Say(_) | Body::Ruler(_) | Body::Scale(_) | Body::Legend(_) => Body::Say(words),
        };
        Self { body, ..self }
    }
}

pub fn page(asked: &PageAsked) -> Page {
    let wanted = asked.sections.iter();
    Page {
        title: Line::say("page", "title", &said::title(&asked.trends.baby)),
        head: who::head(asked),
        parts: wanted.filter_map(|section| sections::part(asked, *section)).collect(),
        foot: who::foot(asked),
        days: (asked.trends.from, asked.trends.to),
        made_on: asked.made_on,
    }
}
