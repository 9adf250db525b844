//! Nights of many weeks as a picture, a row a week: every night as long as it was, and the middle one. For two weeks
//! the table is enough.

use crate::model::time::{format_duration, week_start};
use crate::report::build::{LineBody, ReportLine};
use crate::stats::{Spread, WeekStats};
use crate::texts::{figures, report_page};
use chrono::NaiveDate;

/// From so many weeks with nights on there is a picture.
const MIN_PLOT_WEEKS: usize = 3;
/// Minutes of a mark in text.
const MINUTES_PER_COLUMN: i64 = 20;

/// How long the nights of one week were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NightsPlotRow {
    /// The week's first day in the days covered.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Minutes asleep, a night each; empty when no night was written down.
    pub nights: Vec<i64>,
    pub median: Option<i64>,
    /// The same in words, which stand in the row when there are no nights.
    pub text: String,
}

/// The picture's lines; none for few weeks.
pub(crate) fn build_plot_lines(weeks: &[WeekStats]) -> Vec<ReportLine> {
    let has = weeks.iter().filter(|week| week.nights_recorded > 0).count();
    if has < MIN_PLOT_WEEKS {
        return Vec::new();
    }
    let high = weeks.iter().filter_map(|week| week.night_min.max_value()).max();
    let hours = high.unwrap_or(0).div_euclid(60) + 1;
    let group = "nights";
    let row = |week: &WeekStats| {
        let row = LineBody::Nights(build_plot_row(&week.night_min, week.from, week.to));
        ReportLine::new(group, week_start(week.from), row)
    };
    let mut lines = vec![
        ReportLine::with_sentence(group, "legend", report_page::NIGHTS_KEY),
        ReportLine::new(group, "hours", LineBody::HourScale(hours + hours % 2)),
    ];
    lines.extend(weeks.iter().map(row));
    lines
}

fn build_plot_row(of: &Spread, from: NaiveDate, to: NaiveDate) -> NightsPlotRow {
    let each: Vec<String> = of.values.iter().map(|minutes| format_duration(*minutes)).collect();
    let text =
        if each.is_empty() { figures::NOT_WRITTEN.to_owned() } else { report_page::describe_nights(&each) };
    NightsPlotRow { from, to, nights: of.values.clone(), median: of.median(), text }
}

/// The hours over the rows of a picture in text, behind a margin.
pub(crate) fn format_scale(hours: i64, margin: usize) -> String {
    let marks = (0..=hours).step_by(2).map(|hour| format!("{hour:<6}"));
    let marks: String = marks.collect();
    format!("{}{}", " ".repeat(margin), marks.trim_end())
}

/// A row in text: `o` a night, `|` the middle one.
pub(crate) fn format_nights_row(row: &NightsPlotRow, margin: usize) -> String {
    let date = report_page::format_days_without_year(row.from, row.to);
    if row.nights.is_empty() {
        return format!("{date:<margin$}{}", row.text);
    }
    let column = |minutes: i64| usize::try_from(minutes.div_euclid(MINUTES_PER_COLUMN)).unwrap_or(0);
    let last = row.nights.iter().copied().map(column).max().unwrap_or(0);
    let mut marks = vec![' '; last + 1];
    for minutes in &row.nights {
        marks[column(*minutes)] = 'o';
    }
    if let Some(mark) = row.median.and_then(|minutes| marks.get_mut(column(minutes))) {
        *mark = '|';
    }
    format!("{date:<margin$}{}", marks.into_iter().collect::<String>())
}
