//! Sleep by week on the page: a row a week over the nights written down, nights told in words, and what changed from
//! the first week to the last, set side by side and not judged.

use crate::model::time::week_start;
use crate::report::model::{LineBody, ReportInput, ReportLine, TableCell, TableRow};
use crate::report::nights_plot;
use crate::stats::{WeekMeasure, WeekStats};
use crate::texts::figures::{Length, SpreadFigures};
use crate::texts::{figures, report_page};
use chrono::NaiveDate;

const SLEEP_GROUP: &str = "sleep";

pub(crate) fn build_week_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let trends = asked.stats;
    let mut lines = Vec::new();
    if trends.weeks.iter().any(|week| week.nights_recorded > 0) {
        let row = |week: &WeekStats| {
            ReportLine::new(SLEEP_GROUP, week_start(week.from), LineBody::Row(build_week_row(week)))
        };
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "how", report_page::MEDIAN_NOTE));
        let few = |week: &WeekStats| week.nights_recorded > 0 && !week.has_medians();
        if trends.weeks.iter().any(few) {
            lines.push(ReportLine::with_sentence(SLEEP_GROUP, "few", report_page::FEW_NIGHTS_NOTE));
        }
        lines.extend(trends.weeks.iter().map(row));
        lines.extend(build_change_line(&trends.weeks));
        lines.extend(nights_plot::build_plot_lines(&trends.weeks));
    }
    let in_words = |day: &&crate::stats::DayStats| !day.sleep.night_words.is_empty();
    // Nights of the same words share a line.
    let mut nights: Vec<(String, Vec<NaiveDate>)> = Vec::new();
    for day in trends.days.iter().filter(in_words) {
        let words = figures::list_night_words(&day.sleep.night_words);
        match nights.iter_mut().find(|(known, _)| *known == words) {
            Some((_, dates)) => dates.push(day.date),
            None => nights.push((words, vec![day.date])),
        }
    }
    for (words, dates) in nights {
        let own = format_args!("in-words-{}", dates[0]);
        let label = report_page::format_nights_in_words_label(&dates);
        lines.push(ReportLine::label(SLEEP_GROUP, own, &label, &words));
    }
    if lines.is_empty() {
        let any = trends.days.iter().any(|day| day.sleep.total_min.is_some());
        let blank = if any { report_page::NO_NIGHTS } else { report_page::SLEEP_BLANK };
        lines.push(ReportLine::with_sentence(SLEEP_GROUP, "blank", blank));
    }
    lines
}

fn build_week_row(week: &WeekStats) -> TableRow {
    let nights = figures::format_whole_nights(week.nights_recorded, week.nights_over);
    let mut cells = vec![TableCell {
        head: report_page::NIGHTS_SHORT,
        label: report_page::NIGHTS,
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

/// Empty when no night was written down.
fn build_measure_cell(week: &WeekStats, measure: WeekMeasure) -> TableCell {
    let label = figures::label_week_measure(measure, Length::Full);
    if week.nights_recorded == 0 {
        return TableCell { head: label, label, lines: Vec::new(), text: String::new() };
    }
    let spread = figures::summarize_week_measure(week, measure);
    let text = figures::describe_week_measure(week, measure);
    let lines = match spread {
        Some(SpreadFigures::Median { median, low, high }) => {
            vec![report_page::format_median(&median), report_page::format_low_high(&low, &high)]
        }
        _ => vec![text.clone()],
    };
    TableCell { head: label, label, lines, text }
}

/// The medians of the first week and of the last that have one, one beside the other.
fn build_change_line(weeks: &[WeekStats]) -> Option<ReportLine> {
    let has = |week: &&WeekStats| week.has_medians();
    let (first, last) = (weeks.iter().find(has)?, weeks.iter().rev().find(has)?);
    if first.from == last.from {
        return None;
    }
    let median = |week: &WeekStats, measure| match figures::summarize_week_measure(week, measure)? {
        SpreadFigures::Median { median, .. } => Some(median),
        SpreadFigures::Listed(_) => None,
    };
    let each: Vec<String> = WeekMeasure::ALL
        .iter()
        .filter_map(|measure| {
            let label = figures::label_week_measure(*measure, Length::Full);
            Some(report_page::describe_change(label, &median(first, *measure)?, &median(last, *measure)?))
        })
        .collect();
    let label = report_page::format_change_label(first.from, last.from);
    Some(ReportLine::label(SLEEP_GROUP, "changed", &label, &each.join("; ")))
}
