//! What stands in the rows of the sheet's pictures and tables: days of sleep, weeks, nights of many weeks.

use crate::model::TimeOfDay;
use crate::stats::TimelineCell;
use crate::texts::{figures, report_page};
use chrono::NaiveDate;

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
    pub fine_cells: Vec<StripCell>,
    /// The same in words, `asleep 09:00 to 10:15, 19:42 to 02:10`, which stand in the row when there are no cells.
    pub text: String,
    /// `14½ h` asleep in the day and its night; empty where either was not all written down.
    pub total: String,
    /// How often the baby woke in a whole night; else empty.
    pub woke: String,
    /// What a strip cannot draw, in a few words behind it: `not all written`; empty when there is nothing.
    pub aside: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StripCell {
    pub cell: TimelineCell,
    pub night: bool,
    /// Of a sleep whose times are about, or in which the baby woke at times that nobody wrote.
    pub rough: bool,
}

/// What a mark of strips means; each format has its own marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StripLegend {
    Basic,
    Rough,
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

    pub(crate) fn to_plain_text(&self) -> String {
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

impl StripLegend {
    /// For strips made of characters.
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Basic => report_page::STRIP_KEY,
            Self::Rough => report_page::STRIP_ROUGH,
            Self::RepeatedHour => report_page::STRIP_TWICE,
            Self::SkippedHour => report_page::STRIP_MISSING,
        }
    }

    /// For strips that are drawn.
    pub(crate) fn drawn_key(self) -> &'static str {
        match self {
            Self::Basic => report_page::DRAWN_KEY,
            Self::Rough => report_page::DRAWN_ROUGH,
            Self::RepeatedHour => report_page::DRAWN_TWICE,
            Self::SkippedHour => report_page::DRAWN_MISSING,
        }
    }
}

impl StripRow {
    pub(crate) fn format_date(&self) -> String {
        report_page::format_strip_date(self.date)
    }

    /// `Fri 13`: where the month stands near.
    pub(crate) fn format_short_date(&self) -> String {
        report_page::format_strip_day(self.date)
    }

    pub(crate) fn to_plain_text(&self) -> String {
        figures::format_label(&self.format_date(), &self.describe())
    }

    /// The row in words, with its figures.
    pub(crate) fn describe(&self) -> String {
        report_page::describe_strip_row(&self.text, &self.total, &self.woke, &self.aside)
    }

    /// A day of which only words stand in the row.
    pub(crate) fn with_words_only(date: NaiveDate, text: String) -> Self {
        let none = String::new;
        Self {
            date,
            cells: Vec::new(),
            fine_cells: Vec::new(),
            text,
            total: none(),
            woke: none(),
            aside: none(),
        }
    }
}
