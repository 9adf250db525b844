//! Sleep by week, from four weeks on: a row for every seven days counted from the last whole day, what changed from the
//! first to the last, and nights told in words of days that have no row of their own. Set side by side, not judged.

use crate::report::model::{LineBody, ReportInput, ReportLine, TableCell, TableRow};
use crate::report::{nights_plot, timeline_strips};
use crate::stats::{DayStats, MeasureUnit, WeekMeasure, WeekStats, sum_week};
use crate::texts::{figures, report_page};
use chrono::NaiveDate;

const SLEEP_GROUP: &str = "sleep";
/// Fewer whole days than this have no table: the rows of the days are enough.
const MIN_TABLE_DAYS: usize = 28;
/// From so many weeks on, first and last stand side by side.
const MIN_CHANGE_WEEKS: usize = 6;

pub(crate) fn build_week_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let mut lines = Vec::new();
    let weeks = list_weeks(&asked.stats.days);
    if !weeks.is_empty() {
        let row =
            |week: &WeekStats| ReportLine::new(SLEEP_GROUP, week.from, LineBody::Row(build_week_row(week)));
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "weeks", report_page::WEEKS_NOTE));
        lines.extend(weeks.iter().map(row));
        lines.extend(build_change_line(&weeks));
        lines.extend(nights_plot::build_plot_lines(&weeks));
    }
    lines.extend(build_word_lines(asked));
    lines
}

/// Seven days each, counted back from the last day that is over; those without a whole night are left out.
fn list_weeks(days: &[DayStats]) -> Vec<WeekStats> {
    let under_way = days.last().is_some_and(|day| !day.sleep.night.is_over());
    let over = &days[..days.len() - usize::from(under_way)];
    if over.len() < MIN_TABLE_DAYS {
        return Vec::new();
    }
    let mut weeks: Vec<WeekStats> = over.rchunks(7).filter_map(sum_week).collect();
    weeks.reverse();
    weeks.retain(|week| week.nights_recorded > 0);
    weeks
}

/// Nights in words before the rows of days; those of the same words share a line.
fn build_word_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let first = timeline_strips::select_days(asked).first().map(|day| day.date);
    let earlier = asked.stats.days.iter().take_while(|day| first.is_some_and(|first| day.date < first));
    let mut nights: Vec<(String, Vec<NaiveDate>)> = Vec::new();
    for day in earlier.filter(|day| day.sleep.night_words.is_some()) {
        let words = figures::night_words(&day.sleep);
        match nights.iter_mut().find(|(known, _)| *known == words) {
            Some((_, dates)) => dates.push(day.date),
            None => nights.push((words, vec![day.date])),
        }
    }
    let line = |(words, dates): (String, Vec<NaiveDate>)| {
        let own = format_args!("in-words-{}", dates[0]).to_string();
        let label = report_page::format_nights_in_words_label(&dates);
        ReportLine::label(SLEEP_GROUP, own, &label, &words)
    };
    nights.into_iter().map(line).collect()
}

fn build_week_row(week: &WeekStats) -> TableRow {
    let nights = week.nights_recorded.to_string();
    let mut cells = vec![TableCell {
        head: report_page::WHOLE_NIGHTS,
        label: report_page::WHOLE_NIGHTS,
        lines: vec![nights.clone()],
        text: nights,
    }];
    cells.extend(WeekMeasure::ALL.map(|measure| build_measure_cell(week, measure)));
    TableRow {
        head: report_page::WEEK,
        title: report_page::format_days_without_year(week.from, week.to),
        full_title: report_page::format_days_with_year(week.from, week.to),
        cells,
    }
}

fn build_measure_cell(week: &WeekStats, measure: WeekMeasure) -> TableCell {
    let label = figures::label_week_measure(measure, figures::Length::Full);
    let values = measure.values(week);
    let words = match measure.unit() {
        MeasureUnit::Minutes => report_page::describe_usual(values, figures::format_quarters),
        _ => report_page::describe_usual_count(values),
    };
    let text = words.unwrap_or_default();
    TableCell { head: label, label, lines: vec![text.clone()], text }
}

/// The medians of the first week and of the last that have one, one beside the other.
fn build_change_line(weeks: &[WeekStats]) -> Option<ReportLine> {
    let has = |week: &&WeekStats| week.has_medians();
    let (first, last) = (weeks.iter().find(has)?, weeks.iter().rev().find(has)?);
    if weeks.len() < MIN_CHANGE_WEEKS || first.from == last.from {
        return None;
    }
    let median = |week: &WeekStats, measure: WeekMeasure| {
        let twice = measure.values(week).doubled_median()?;
        Some(match measure.unit() {
            MeasureUnit::Minutes => figures::format_quarters(twice),
            _ => figures::format_halves(twice),
        })
    };
    let each: Vec<String> = WeekMeasure::ALL
        .iter()
        .filter_map(|measure| {
            let label = figures::label_week_measure(*measure, figures::Length::Full);
            Some(report_page::describe_change(label, &median(first, *measure)?, &median(last, *measure)?))
        })
        .collect();
    let label = report_page::format_change_label(first.from, last.from);
    Some(ReportLine::label(SLEEP_GROUP, "changed", &label, &each.join("; ")))
}
