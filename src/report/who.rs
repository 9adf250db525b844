//! The head and the foot of the page: who it is about, which days, how much was written down, and who made it.

use super::page::{Body, Key, Line, PageAsked};
use super::said;
use crate::journal::MarkSpan;
use crate::journal::time::short_date;
use chrono::NaiveDate;

const WHO: &str = "who";
const COVER: &str = "cover";
const FOOT: &str = "foot";

pub(crate) fn name_key() -> Key {
    Key::new(WHO, "name")
}

/// Who, which days, and how much was written down.
pub(crate) fn head(asked: &PageAsked) -> Vec<Line> {
    let baby = asked.family.baby(asked.baby);
    let blank = |own: &str, label: &str| Line::new(WHO, own, Body::Blank(label.to_owned()));
    let mut lines = vec![Line::label(WHO, "name", said::NAME, &asked.trends.baby)];
    lines.push(match baby.and_then(|baby| baby.born) {
        Some(born) => Line::label(WHO, "born", said::BORN, &short_date(born)),
        None => blank("born", said::BORN),
    });
    if let Some(age) = baby.and_then(|baby| baby.age_words(asked.made_on)) {
        let label = format!("Age on {}", short_date(asked.made_on));
        lines.push(Line::label(WHO, "age", &label, &age));
    }
    lines.push(blank("nhs", said::NHS));
    lines.extend(coverage(asked));
    lines
}

fn coverage(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let days = said::count(trends.days.len());
    let written = trends.days.iter().filter(|day| said::is_written(day));
    let nights = trends.weeks.iter().map(|week| week.nights_recorded).sum();
    let length = said::many(days, "day", "days");
    let covered = format!("{} ({length})", said::dates(trends.from, trends.to));
    let written = said::out_of(said::count(written.count()), days);
    let mut lines = vec![
        Line::label(COVER, "days", said::COVERED, &covered),
        Line::label(COVER, "written", said::DAYS_WRITTEN, &written),
        Line::label(COVER, "nights", said::NIGHTS, &said::out_of(nights, days)),
    ];
    let marks: Vec<String> = trends.days.iter().flat_map(|day| marked(asked, day.date)).collect();
    if !marks.is_empty() {
        lines.push(Line::label(COVER, "marked", said::MARKED, &marks.join(", ")));
    }
    lines.push(Line::say(COVER, "blank", said::BLANKS));
    lines.push(Line::say(COVER, "not-kept", said::NOT_KEPT));
    lines
}

fn marked(asked: &PageAsked, date: NaiveDate) -> impl Iterator<Item = String> {
    [(MarkSpan::Day, "the day of"), (MarkSpan::Night, "the night of")]
        .into_iter()
        .filter(move |(span, _)| asked.family.marked(Some(asked.baby), *span, date) == Some(false))
        .map(move |(_, words)| format!("{words} {}", short_date(date)))
}

/// Who wrote it, what it is not, when it was made.
pub(crate) fn foot(asked: &PageAsked) -> Vec<Line> {
    let made = said::made(asked.made_on, asked.trends.from, asked.trends.to);
    vec![Line::say(FOOT, "family", said::BY_FAMILY), Line::say(FOOT, "made", &made)]
}
