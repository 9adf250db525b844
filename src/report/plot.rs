//! Nights of many weeks as a picture, a row a week: every night as long as it was, and the middle one. For two weeks
//! the table is enough.

use super::page::{Body, Line};
use super::said;
use crate::journal::time::{length, monday};
use crate::trends::{Spread, Week};
use chrono::NaiveDate;

/// From so many weeks with nights on there is a picture.
const WEEKS: usize = 3;
/// Minutes of a mark in text.
const STEP: i64 = 20;

/// How long the nights of one week were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NightsRow {
    /// The week's first day in the days covered.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Minutes asleep, a night each; empty when no night was written down.
    pub nights: Vec<i64>,
    pub median: Option<i64>,
    /// The same in words, which stand in the row when there are no nights.
    pub says: String,
}

/// The picture's lines; none for few weeks.
pub(crate) fn lines(weeks: &[Week]) -> Vec<Line> {
    let has = weeks.iter().filter(|week| week.nights_recorded > 0).count();
    if has < WEEKS {
        return Vec::new();
    }
    let high = weeks.iter().filter_map(|week| week.night_min.high()).max();
    let hours = high.unwrap_or(0).div_euclid(60) + 1;
    let group = "nights";
    let row = |week: &Week| {
        let row = Body::Nights(row(&week.night_min, week.from, week.to));
        Line::new(group, monday(week.from), row)
    };
    let mut lines = vec![
        Line::say(group, "legend", said::NIGHTS_KEY),
        Line::new(group, "hours", Body::Scale(hours + hours % 2)),
    ];
    lines.extend(weeks.iter().map(row));
    lines
}

fn row(of: &Spread, from: NaiveDate, to: NaiveDate) -> NightsRow {
    let each: Vec<String> = of.values.iter().map(|minutes| length(*minutes)).collect();
    let says = if each.is_empty() {
        said::NOT_WRITTEN.to_owned()
    } else {
        format!("asleep at night {}", each.join(", "))
    };
    NightsRow { from, to, nights: of.values.clone(), median: of.median(), says }
}

/// The hours over the rows of a picture in text, behind a margin.
pub(crate) fn scale(hours: i64, margin: usize) -> String {
    let marks = (0..=hours).step_by(2).map(|hour| format!("{hour:<6}"));
    let marks: String = marks.collect();
    format!("{}{}", " ".repeat(margin), marks.trim_end())
}

/// A row in text: `o` a night, `|` the middle one.
pub(crate) fn marks(row: &NightsRow, margin: usize) -> String {
    let date = said::days(row.from, row.to);
    if row.nights.is_empty() {
        return format!("{date:<margin$}{}", row.says);
    }
    let column = |minutes: i64| usize::try_from(minutes.div_euclid(STEP)).unwrap_or(0);
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
