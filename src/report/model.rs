//! The report between arithmetic and formats: parts of lines, each line under an id of its own by which a parent strikes
//! it out, rewords it or moves it. `build.rs` fills it, `edits.rs` changes it, `blocks.rs` groups it for the formats.

use crate::model::{Entry, Family, Id, TimeOfDay};
use crate::stats::{PeriodStats, TimelineCell};
use crate::text::sanitize::sanitize_text;
use crate::texts::{figures, report_page};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A part of the sheet that can be left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReportSection {
    /// What the family would like to talk about.
    Visit,
    Strips,
    Sleep,
    Touch,
    Cues,
    /// One carer's check-ins, and only when asked for.
    Checkins,
}

impl ReportSection {
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
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Visit => report_page::VISIT,
            Self::Strips => report_page::STRIPS,
            Self::Sleep => report_page::SLEEP,
            Self::Touch => report_page::TOUCH,
            Self::Cues => report_page::CUES,
            Self::Checkins => report_page::CHECKINS,
        }
    }

    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// Reads a list of codes, `visit,strips,sleep`; one named twice counts once.
    pub fn parse_list(list: &str) -> Result<Vec<Self>, String> {
        let mut sections = Vec::new();
        for word in list.split(',').map(str::trim).filter(|w| !w.is_empty()) {
            let section = Self::from_code(&word.to_lowercase()).ok_or_else(|| word.to_owned())?;
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
pub struct ReportLineId(String);

impl ReportLineId {
    /// The key of a line of its own in a group.
    pub(crate) fn new(group: &str, own: impl fmt::Display) -> Self {
        Self(format!("{group}/{own}"))
    }

    /// Whether it is of a line of a section.
    pub(crate) fn is_in_section(&self, section: ReportSection) -> bool {
        let group = self.0.split('/').next();
        group == Some(section.code())
    }

    pub(crate) fn for_section(section: ReportSection) -> Self {
        Self(section.code().to_owned())
    }
}

impl fmt::Display for ReportLineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct ReportInput<'a> {
    pub family: &'a Family,
    pub baby: Id,
    pub stats: &'a PeriodStats,
    /// Entries of those days, in any order; others are passed over.
    pub entries: &'a [Entry],
    /// The sections wanted, in the order wanted.
    pub sections: &'a [ReportSection],
    /// The carer who asked for their own check-ins to go in; nobody else's ever do.
    pub checkins_carer: Option<Id>,
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    pub title: ReportLine,
    /// Name, age, days covered, how much was written down.
    pub header: Vec<ReportLine>,
    pub parts: Vec<ReportPart>,
    /// Who wrote it, what it is not, when it was made.
    pub footer: Vec<ReportLine>,
    /// The first and the last day covered.
    pub days: (NaiveDate, NaiveDate),
    pub made_on: NaiveDate,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ReportPart {
    pub section: ReportSection,
    pub title: ReportLine,
    pub lines: Vec<ReportLine>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ReportLine {
    pub id: ReportLineId,
    pub body: LineBody,
}

/// What stands in a line. Neighbours of one kind belong together: strips make one picture, weeks one table.
#[derive(Clone, PartialEq, Debug)]
pub enum LineBody {
    Sentence(String),
    Item(String),
    /// `label: value`.
    Label(String, String),
    /// A label, and room to write by hand behind it.
    BlankLabel(String),
    BlankLine,
    /// Words with a box before them, to tick by hand.
    Checkbox(String),
    Ruler(HourRuler),
    Strip(StripRow),
    Legend(StripLegend),
    Row(TableRow),
    /// The hours above rows of nights, from none to this many.
    HourScale(i64),
    Nights(NightsPlotRow),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HourRuler {
    pub day_start: TimeOfDay,
    pub night_from: TimeOfDay,
    pub night_to: TimeOfDay,
}

#[derive(Clone, PartialEq, Debug)]
pub struct StripRow {
    pub date: NaiveDate,
    /// 48 half hours of the wall clock, for text; empty when no sleep was written down that day.
    pub cells: Vec<StripCell>,
    /// 288 times five minutes of the wall clock, for pictures; empty likewise.
    pub fine_cells: Vec<TimelineCell>,
    /// The same in words, `asleep 09:00 to 10:15, 19:42 to 02:10`, which stand in the row when there are no cells.
    pub text: String,
    /// What a strip cannot draw, in a few words behind it: `not all written`; empty when there is nothing.
    pub aside: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StripCell {
    pub cell: TimelineCell,
    pub night: bool,
}

/// What a mark of strips means; each format has its own marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StripLegend {
    Basic,
    RepeatedHour,
    SkippedHour,
}

/// A row of a table; formats without tables write it as a list of labels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRow {
    /// The head of the first column, in which the titles stand.
    pub(crate) head: &'static str,
    /// `9 to 15 Nov`.
    pub(crate) title: String,
    /// `9 to 15 Nov 2026`, where it stands alone.
    pub(crate) full_title: String,
    pub(crate) cells: Vec<TableCell>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TableCell {
    /// Of its column.
    pub(crate) head: &'static str,
    /// Where it stands alone.
    pub(crate) label: &'static str,
    pub(crate) lines: Vec<String>,
    /// The same in one line, where it stands alone; empty when there is nothing to say.
    pub(crate) text: String,
}

impl TableRow {
    pub(crate) fn heads(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.head).chain(self.cells.iter().map(|cell| cell.head))
    }

    /// The label and the text of every cell that says something.
    pub(crate) fn labels(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.cells.iter().filter(|cell| !cell.text.is_empty()).map(|cell| (cell.label, cell.text.as_str()))
    }

    fn to_plain_text(&self) -> String {
        let cells: Vec<String> =
            self.labels().map(|(label, text)| figures::format_label(label, text)).collect();
        figures::format_label(&self.full_title, &cells.join("; "))
    }
}

/// How long the nights of one week were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NightsPlotRow {
    /// `9 to 15 Nov`.
    pub(crate) dates: String,
    /// Minutes asleep, a night each; empty when no night was written down.
    pub(crate) nights: Vec<i64>,
    pub(crate) median: Option<i64>,
    /// The same in words, which stand in the row when there are no nights.
    pub(crate) text: String,
}

impl NightsPlotRow {
    pub(crate) fn to_plain_text(&self) -> String {
        figures::format_label(&self.dates, &self.text)
    }
}

impl HourRuler {
    pub(crate) fn describe(&self) -> String {
        report_page::describe_ruler(self.day_start, self.night_from, self.night_to)
    }
}

impl StripLegend {
    /// For strips made of characters.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Basic => report_page::STRIP_KEY,
            Self::RepeatedHour => report_page::STRIP_TWICE,
            Self::SkippedHour => report_page::STRIP_MISSING,
        }
    }

    /// For strips that are drawn.
    pub(crate) fn drawn_key(self) -> &'static str {
        match self {
            Self::Basic => report_page::DRAWN_KEY,
            Self::RepeatedHour => report_page::DRAWN_TWICE,
            Self::SkippedHour => report_page::DRAWN_MISSING,
        }
    }
}

impl StripRow {
    pub(crate) fn format_date(&self) -> String {
        report_page::format_strip_date(self.date)
    }

    pub(crate) fn to_plain_text(&self) -> String {
        figures::format_label(&self.format_date(), &self.text)
    }

    /// A day of which only words stand in the row.
    fn with_words_only(date: NaiveDate, text: String) -> Self {
        Self { date, cells: Vec::new(), fine_cells: Vec::new(), text, aside: String::new() }
    }
}

impl ReportLine {
    pub(crate) fn new(group: &str, own: impl fmt::Display, body: LineBody) -> Self {
        Self { id: ReportLineId::new(group, own), body }
    }

    /// A sentence, with what was typed in it made harmless.
    pub(crate) fn with_sentence(group: &str, own: impl fmt::Display, words: &str) -> Self {
        Self::new(group, own, LineBody::Sentence(sanitize_text(words).into_owned()))
    }

    /// A label and its value, with what was typed in it made harmless.
    pub(crate) fn label(group: &str, own: impl fmt::Display, with_label: &str, value: &str) -> Self {
        let [label, value] = [with_label, value].map(|words| sanitize_text(words).into_owned());
        Self::new(group, own, LineBody::Label(label, value))
    }

    /// Its words, for a list in which lines are struck out and reworded; what has no words of its own is described.
    pub fn to_plain_text(&self) -> String {
        match &self.body {
            LineBody::Sentence(text) | LineBody::Item(text) | LineBody::Checkbox(text) => text.clone(),
            LineBody::Label(label, value) => figures::format_label(label, value),
            LineBody::BlankLabel(label) => figures::format_label(label, report_page::BY_HAND),
            LineBody::BlankLine => report_page::BY_HAND.repeat(2),
            LineBody::Ruler(_) | LineBody::HourScale(_) => report_page::RULER.to_owned(),
            LineBody::Strip(row) => row.to_plain_text(),
            LineBody::Legend(legend) => legend.text_key().to_owned(),
            LineBody::Row(row) => row.to_plain_text(),
            LineBody::Nights(row) => row.to_plain_text(),
        }
    }

    /// The same line in other words. A label keeps its label when the new words begin with it; a row of
    /// a picture shows the words in place of its bars, a row of a table becomes a label of its own dates.
    pub(crate) fn with_words(self, words: &str) -> Self {
        let words = sanitize_text(words.trim()).into_owned();
        let without_label = |label: &str| {
            let value = words.strip_prefix(label).and_then(|rest| rest.strip_prefix(':'));
            value.map(|value| value.trim().to_owned())
        };
        let labelled = |label: String| match without_label(&label) {
            Some(value) => LineBody::Label(label, value),
            None => LineBody::Sentence(words.clone()),
        };
        let body = match self.body {
            LineBody::Item(_) | LineBody::BlankLine => LineBody::Item(words),
            LineBody::Checkbox(_) => LineBody::Checkbox(words),
            LineBody::Label(label, _) | LineBody::BlankLabel(label) => labelled(label),
            LineBody::Row(row) => labelled(row.full_title),
            LineBody::Strip(row) => {
                let text = without_label(&row.format_date()).unwrap_or(words);
                LineBody::Strip(StripRow::with_words_only(row.date, text))
            }
            LineBody::Nights(row) => {
                let text = without_label(&row.dates).unwrap_or(words);
                LineBody::Nights(NightsPlotRow { text, nights: Vec::new(), ..row })
            }
            LineBody::Sentence(_) | LineBody::Ruler(_) | LineBody::HourScale(_) | LineBody::Legend(_) => {
                LineBody::Sentence(words)
            }
        };
        Self { body, ..self }
    }
}
