//! Sleep by week on the page: a row a week over the nights written down, nights told in words, and what changed from
//! the first week to the last, set side by side and not judged.

use crate::model::time::{format_duration, format_short_date, week_start};
use crate::report::build::{LineBody, MeasureText, ReportInput, ReportLine, WeekRow};
use crate::report::{nights_plot, phrases};
use crate::stats::{Spread, WeekStats};

const SLEEP_GROUP: &str = "sleep";

/// A measure of a week: its name, its values, and how one is said.
type MeasureColumn = (&'static str, fn(&WeekStats) -> &Spread, fn(i64) -> String);

const MEASURES: [MeasureColumn; 4] = [
    (phrases::AT_NIGHT, |week| &week.night_min, format_duration),
    (phrases::BY_DAY, |week| &week.day_min, format_duration),
    (phrases::LONGEST, |week| &week.longest_min, format_duration),
    (phrases::WAKINGS, |week| &week.wakings, |n| n.to_string()),
];

/// The heads of the table: the week, the nights, then the measures.
pub(crate) fn column_names() -> impl Iterator<Item = &'static str> {
    [phrases::WEEK, phrases::NIGHTS_SHORT].into_iter().chain(MEASURES.iter().map(|of| of.0))
}

/// The row of a week, each cell in lines, as many as there are [`columns`].
pub(crate) fn build_row_cells(week: &WeekRow) -> Vec<Vec<String>> {
    let each = MEASURES.iter().map(|(name, ..)| {
        let measure = week.measures.iter().find(|(own, _)| own == name);
        match measure.map(|(_, measure)| measure) {
            Some(MeasureText::Median(middle, low, high)) => {
                vec![phrases::format_median(middle), phrases::format_low_high(low, high)]
            }
            Some(MeasureText::Listed(each)) => vec![each.join(", ")],
            Some(MeasureText::NotWritten) => vec![phrases::NOT_WRITTEN.to_owned()],
            None => Vec::new(),
        }
    });
    let week = [phrases::format_days_without_year(week.from, week.to), week.nights.clone()];
    week.map(|words| vec![words]).into_iter().chain(each).collect()
}

pub(crate) fn build_week_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let trends = asked.stats;
    let mut lines = Vec::new();
    if trends.weeks.iter().any(|week| week.nights_recorded > 0) {
        let row = |week: &WeekStats| {
            ReportLine::new(SLEEP_GROUP, week_start(week.from), LineBody::Week(build_week_row(week)))
        };
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "how", phrases::MEDIAN_NOTE));
        let few = |week: &WeekStats| {
            (1..phrases::convert_to_i64(Spread::MIN_FOR_MEDIAN)).contains(&week.nights_recorded)
        };
        if trends.weeks.iter().any(few) {
            lines.push(ReportLine::with_sentence(SLEEP_GROUP, "few", phrases::FEW_NIGHTS_NOTE));
        }
        lines.extend(trends.weeks.iter().map(row));
        lines.extend(build_change_line(&trends.weeks));
        lines.extend(nights_plot::build_plot_lines(&trends.weeks));
    }
    let in_words = |day: &&crate::stats::DayStats| !day.sleep.night_words.is_empty();
    for day in trends.days.iter().filter(in_words) {
        let night = format!("In words, the night of {}", format_short_date(day.date));
        let words = phrases::list_night_words(&day.sleep.night_words);
        let own = format_args!("in-words-{}", day.date);
        lines.push(ReportLine::label(SLEEP_GROUP, own, &night, &words));
    }
    if lines.is_empty() {
        let any = trends.days.iter().any(|day| day.sleep.total_min.is_some());
        let blank = if any { phrases::NO_NIGHTS } else { phrases::SLEEP_BLANK };
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "blank", blank));
    }
    lines
}

fn build_week_row(week: &WeekStats) -> WeekRow {
    let measures = MEASURES
        .iter()
        .map(|of| (of.0, summarize_measure(week, of)))
        .filter(|_| week.nights_recorded > 0)
        .collect();
    WeekRow {
        from: week.from,
        to: week.to,
        nights: phrases::format_out_of(week.nights_recorded, week.days),
        measures,
    }
}

fn summarize_measure(week: &WeekStats, (name, values, say): &MeasureColumn) -> MeasureText {
    let spread = values(week);
    // A family that writes no naps has not seen a baby without any.
    if *name == phrases::BY_DAY && spread.max_value() <= Some(0) {
        return MeasureText::NotWritten;
    }
    match (format_spread_median(spread, *say), spread.min_value(), spread.max_value()) {
        (Some(middle), Some(low), Some(high)) => MeasureText::Median(middle, say(low), say(high)),
        _ if spread.sample_size() > 0 => MeasureText::Listed(spread.values.iter().map(|n| say(*n)).collect()),
        _ => MeasureText::NotWritten,
    }
}

/// The median in words; half a waking is said, half a minute is cut.
fn format_spread_median(spread: &Spread, say: fn(i64) -> String) -> Option<String> {
    let twice = spread.doubled_median()?;
    let half = twice % 2 != 0 && say(1) == "1";
    let half = if half { ".5" } else { "" };
    Some(say(twice.div_euclid(2)) + half)
}

/// The medians of the first week and of the last that have one, one beside the other.
fn build_change_line(weeks: &[WeekStats]) -> Option<ReportLine> {
    let has = |week: &&WeekStats| week.nights_recorded >= phrases::convert_to_i64(Spread::MIN_FOR_MEDIAN);
    let (first, last) = (weeks.iter().find(has)?, weeks.iter().rev().find(has)?);
    if first.from == last.from {
        return None;
    }
    let each: Vec<String> = MEASURES
        .iter()
        .filter_map(|of| match (summarize_measure(first, of), summarize_measure(last, of)) {
            (MeasureText::Median(a, ..), MeasureText::Median(b, ..)) => {
                Some(phrases::describe_change(of.0, &a, &b))
            }
            _ => None,
        })
        .collect();
    let label = phrases::format_change_label(first.from, last.from);
    Some(ReportLine::label(SLEEP_GROUP, "changed", &label, &each.join("; ")))
}
