//! The model of the sheet for the health visitor: sections of lines, each of which a parent can strike out or reword.
//! No format and no arithmetic here.

use super::{said, sections};
use crate::journal::{Clock, Entry, Family, Id};
use crate::trends::{Cell, Trends};
use chrono::NaiveDate;

/// A part of the sheet that can be left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Section {
    /// What the family would like to talk about.
    Visit,
    /// Sleep as a row a day.
    Strips,
    /// Sleep by week.
    Sleep,
    /// Touch together.
    Touch,
    /// What baby shows.
    Cues,
    /// One carer's check-ins, and only when asked for.
    Checkins,
}

impl Section {
    /// Every section, in the order of the sheet.
    pub const ALL: [Self; 6] = [
        Self::Visit,
        Self::Strips,
        Self::Sleep,
        Self::Touch,
        Self::Cues,
        Self::Checkins,
    ];

    /// The code `--sections` takes.
    #[must_use]
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

    /// Reads a list of codes, `visit,strips,sleep`.
    ///
    /// # Errors
    /// The first word that names no section.
    pub fn parse(list: &str) -> Result<Vec<Self>, String> {
        let words = list.split(',').map(str::trim).filter(|w| !w.is_empty());
        words
            .map(|word| {
                Self::ALL
                    .into_iter()
                    .find(|section| section.code() == word.to_lowercase())
                    .ok_or_else(|| word.to_owned())
            })
            .collect()
    }
}

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct PageAsked<'a> {
    /// The family.
    pub family: &'a Family,
    /// Whose page.
    pub baby: Id,
    /// The days covered, added up.
    pub trends: &'a Trends,
    /// Entries of those days, in any order; others are passed over.
    pub entries: &'a [Entry],
    /// The sections wanted; their order here does not matter.
    pub sections: &'a [Section],
    /// The carer who asked for their own check-ins to go in; nobody else's ever do.
    pub checkins_of: Option<Id>,
    /// The day on which it is made.
    pub made_on: NaiveDate,
}

/// The sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// Whom it is about.
    pub title: String,
    /// Name, age, days covered, how much was written down.
    pub head: Vec<Line>,
    /// The sections, in order.
    pub parts: Vec<Part>,
    /// Who wrote it, what it is not, when it was made.
    pub foot: Vec<Line>,
}

/// A section as filled.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Which.
    pub section: Section,
    /// Its heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line; each can be struck out, and all but the strips reworded.
#[derive(Clone, PartialEq, Debug)]
pub enum Line {
    /// A heading within a section.
    Head(String),
    /// A sentence.
    Say(String),
    /// One of several.
    Item(String),
    /// `label: value`.
    Label(String, String),
    /// A line to write on by hand.
    Fill,
    /// The hours above strips, from the day's start on.
    Ruler(Clock),
    /// One day's sleep.
    Strip(StripRow),
}

/// One day's sleep as a row of cells.
#[derive(Clone, PartialEq, Debug)]
pub struct StripRow {
    /// The family day.
    pub date: NaiveDate,
    /// 48 half hours of the wall clock; empty when no sleep was written down that day.
    pub cells: Vec<StripCell>,
    /// A sleep without an end starts in it.
    pub open: bool,
}

/// Half an hour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StripCell {
    /// Asleep or not.
    pub cell: Cell,
    /// Within the night hours.
    pub night: bool,
}

impl Line {
    /// Its words, for a list in which lines are struck out; none for what has no words.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Head(text) | Self::Say(text) | Self::Item(text) => Some(text.clone()),
            Self::Label(label, value) => Some(said::pair(label, value)),
            Self::Fill | Self::Ruler(_) | Self::Strip(_) => None,
        }
    }

    /// The same line in other words; a label keeps its label when the new words begin with it.
    #[must_use]
    pub fn reworded(self, words: &str) -> Self {
        let words = super::plain(words.trim()).into_owned();
        match self {
            Self::Head(_) => Self::Head(words),
            Self::Say(_) => Self::Say(words),
            Self::Item(_) | Self::Fill => Self::Item(words),
            Self::Label(label, _) => {
                match words.strip_prefix(&label).and_then(|r| r.strip_prefix(':')) {
                    Some(value) => Self::Label(label, value.trim().to_owned()),
                    None => Self::Say(words),
                }
            }
            strip => strip,
        }
    }
}

/// Fills the sheet.
#[must_use]
pub fn page(asked: &PageAsked) -> Page {
    let parts = Section::ALL
        .into_iter()
        .filter(|section| asked.sections.contains(section))
        .filter_map(|section| sections::part(asked, section))
        .collect();
    Page {
        title: said::title(&super::plain(&asked.trends.baby)),
        head: sections::head(asked),
        parts,
        foot: sections::foot(asked),
    }
}
