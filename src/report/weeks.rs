//! Sleep by week on the page: a row a week over the nights written down, nights told in words, and what changed from
//! the first week to the last, set side by side and not judged.

use super::page::{Body, Line, Measure, PageAsked, WeekRow};
use super::{plot, said};
use crate::journal::time::{length, monday, short_date};
use crate::trends::{Spread, Week};

const SLEEP: &str = "sleep";

/// A measure of a week: its name, its values, and how one is said.
type Of = (&'static str, fn(&Week) -> &Spread, fn(i64) -> String);

const MEASURES: [Of; 4] = [
    (said::AT_NIGHT, |week| &week.night_min, length),
    (said::BY_DAY, |week| &week.day_min, length),
    (said::LONGEST, |week| &week.longest_min, length),
    (said::WAKINGS, |week| &week.wakings, |n| n.to_string()),
];

/// The heads of the table: the week, the nights, then the measures.
pub(crate) fn columns() -> impl Iterator<Item = &'static str> {
    [said::WEEK, said::NIGHTS_SHORT].into_iter().chain(MEASURES.iter().map(|of| of.0))
}

/// The row of a week, each cell in lines, as many as there are [`columns`].
pub(crate) fn cells(week: &WeekRow) -> Vec<Vec<String>> {
    let each = MEASURES.iter().map(|(name, ..)| {
        let measure = week.measures.iter().find(|(own, _)| own == name);
        match measure.map(|(_, measure)| measure) {
            Some(Measure::Middle(middle, low, high)) => {
                vec![said::median(middle), said::low_high(low, high)]
            }
            Some(Measure::Each(each)) => vec![each.join(", ")],
            Some(Measure::None) => vec![said::NOT_WRITTEN.to_owned()],
            None => Vec::new(),
        }
    });
    let week = [said::days(week.from, week.to), week.nights.clone()];
    week.map(|words| vec![words]).into_iter().chain(each).collect()
}

pub(crate) fn lines(asked: &PageAsked) -> Vec<Line> {
    let trends = asked.trends;
    let mut lines = Vec::new();
    if trends.weeks.iter().any(|week| week.nights_recorded > 0) {
        let row = |week: &Week| Line::new(SLEEP, monday(week.from), Body::Week(row(week)));
        lines.push(Line::say(SLEEP, "how", said::MIDDLE));
        let few = |week: &Week| (1..said::count(Spread::FEW)).contains(&week.nights_recorded);
        if trends.weeks.iter().any(few) {
            lines.push(Line::say(SLEEP, "few", said::FEW));
        }
        lines.extend(trends.weeks.iter().map(row));
        lines.extend(changed(&trends.weeks));
        lines.extend(plot::lines(&trends.weeks));
    }
    let in_words = |day: &&crate::trends::Day| !day.sleep.in_words.is_empty();
    for day in trends.days.iter().filter(in_words) {
        let night = format!("In words, the night of {}", short_date(day.date));
        let words = said::night_words(&day.sleep.in_words);
        let own = format_args!("in-words-{}", day.date);
        lines.push(Line::label(SLEEP, own, &night, &words));
    }
    if lines.is_empty() {
        let any = trends.days.iter().any(|day| day.sleep.total_min.is_some());
        let blank = if any { said::NO_NIGHTS } else { said::SLEEP_BLANK };
        lines.push(Line::say(SLEEP, "blank", blank));
    }
    lines
}

fn row(week: &Week) -> WeekRow {
    let measures =
        MEASURES.iter().map(|of| (of.0, measure(week, of))).filter(|_| week.nights_recorded > 0).collect();
    WeekRow { from: week.from, to: week.to, nights: said::out_of(week.nights_recorded, week.days), measures }
}

fn measure(week: &Week, (name, values, say): &Of) -> Measure {
    let spread = values(week);
    // A family that writes no naps has not seen a baby without any.
    if *name == said::BY_DAY && spread.high() <= Some(0) {
        return Measure::None;
    }
    match (middle(spread, *say), spread.low(), spread.high()) {
        (Some(middle), Some(low), Some(high)) => Measure::Middle(middle, say(low), say(high)),
        _ if spread.n() > 0 => Measure::Each(spread.values.iter().map(|n| say(*n)).collect()),
        _ => Measure::None,
    }
}

/// The median in words; half a waking is said, half a minute is cut.
fn middle(spread: &Spread, say: fn(i64) -> String) -> Option<String> {
    let twice = spread.median_twice()?;
    let half = twice % 2 != 0 && say(1) == "1";
    let half = if half { ".5" } else { "" };
    Some(say(twice.div_euclid(2)) + half)
}

/// The medians of the first week and of the last that have one, one beside the other.
fn changed(weeks: &[Week]) -> Option<Line> {
    let has = |week: &&Week| week.nights_recorded >= said::count(Spread::FEW);
    let (first, last) = (weeks.iter().find(has)?, weeks.iter().rev().find(has)?);
    if first.from == last.from {
        return None;
    }
    let each: Vec<String> = MEASURES
        .iter()
        .filter_map(|of| match (measure(first, of), measure(last, of)) {
            (Measure::Middle(a, ..), Measure::Middle(b, ..)) => Some(said::from_to(of.0, &a, &b)),
            _ => None,
        })
        .collect();
    let label = said::changed(first.from, last.from);
    Some(Line::label(SLEEP, "changed", &label, &each.join("; ")))
}
