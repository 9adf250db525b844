//! Sleep day by day: a row a day of what was asleep and what is not written down.

use crate::report::model::{HourRuler, LineBody, ReportInput, ReportLine, StripCell, StripLegend, StripRow};
use crate::stats::{DayStats, TimelineCell, timeline_cells};
use crate::texts::{figures, report_page};

/// Cells of a row in text.
pub(crate) const CELLS: usize = 48;
pub(crate) const MINUTES_PER_CELL: i64 = 30;
/// Cells of a row in a picture: five minutes each.
const FINE_CELLS: usize = 288;
/// Rows of a picture. More would not be looked at one by one, and two weeks are what a reader asks for.
const MAX_STRIP_ROWS: usize = 14;

const STRIPS_GROUP: &str = "strips";

/// The days that have a row: the last two weeks of those covered.
fn select_days<'a>(asked: &ReportInput<'a>) -> &'a [DayStats] {
    let days = &asked.stats.days;
    &days[days.len().saturating_sub(MAX_STRIP_ROWS)..]
}

/// The section's heading; it says so when not every day covered has a row.
pub(crate) fn choose_title(asked: &ReportInput) -> String {
    if asked.stats.days.len() > MAX_STRIP_ROWS {
        report_page::STRIPS_LAST.to_owned()
    } else {
        report_page::STRIPS.to_owned()
    }
}

/// What the marks mean, the ruler, and a row a day; only a sentence when no sleep was written down at all.
pub(crate) fn build_strip_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let days = select_days(asked);
    if !days.iter().any(has_sleep) {
        return vec![ReportLine::with_sentence(STRIPS_GROUP, "blank", report_page::SLEEP_BLANK)];
    }
    let rows: Vec<StripRow> = days.iter().map(|day| build_row(asked, day)).collect();
    let has =
        |wanted: fn(TimelineCell) -> bool| rows.iter().flat_map(|row| &row.cells).any(|c| wanted(c.cell));
    let legend = |own: &str, legend| ReportLine::new(STRIPS_GROUP, own, LineBody::Legend(legend));
    let mut lines = vec![legend("legend", StripLegend::Basic)];
    if has(|cell| matches!(cell, TimelineCell::Repeated(_))) {
        lines.push(legend("twice", StripLegend::RepeatedHour));
    }
    if has(|cell| cell == TimelineCell::Skipped) {
        lines.push(legend("missing", StripLegend::SkippedHour));
    }
    let hours = &asked.stats.hours;
    let ruler =
        HourRuler { day_start: hours.day_start, night_from: hours.night_from, night_to: hours.night_to };
    let row = |row: StripRow| ReportLine::new(STRIPS_GROUP, row.date, LineBody::Strip(row));
    lines.push(ReportLine::new(STRIPS_GROUP, "hours", LineBody::Ruler(ruler)));
    lines.extend(rows.into_iter().map(row));
    lines
}

fn has_sleep(day: &DayStats) -> bool {
    day.sleep.total_min.is_some()
}

fn build_row(asked: &ReportInput, day: &DayStats) -> StripRow {
    let trends = asked.stats;
    let hours = &trends.hours;
    let cells = |of: usize| {
        if has_sleep(day) { timeline_cells(hours, day.date, trends.sleep_wake(), of) } else { Vec::new() }
    };
    let coarse = cells(CELLS).into_iter().zip(0..);
    StripRow {
        date: day.date,
        cells: coarse
            .map(|(cell, index)| StripCell {
                cell,
                night: hours.is_night(
                    hours.day_start.minutes_since_midnight()
                        + index * MINUTES_PER_CELL
                        + MINUTES_PER_CELL / 2,
                ),
            })
            .collect(),
        fine_cells: cells(FINE_CELLS),
        text: describe_row(asked, day),
        aside: report_page::describe_strip_aside(day, trends),
    }
}

/// The row in words, as its clocks showed it.
fn describe_row(asked: &ReportInput, day: &DayStats) -> String {
    let hours = &asked.stats.hours;
    let whole = hours.day_range(day.date);
    let running = asked.stats.running_since.map(crate::model::Timestamp::unix_seconds);
    let stretches: Vec<String> = asked
        .stats
        .sleep_ranges
        .iter()
        .filter_map(|span| span.intersect_with(whole))
        .filter(|span| span.duration_seconds() >= 60 && running != Some(span.from))
        .map(|span| {
            let [from, to] = [span.from, span.to].map(|at| hours.timestamp_at(at).format_hm());
            report_page::format_stretch(&from, &to)
        })
        .collect();
    let mut words = if !has_sleep(day) {
        figures::NOT_WRITTEN.to_owned()
    } else if stretches.is_empty() {
        report_page::NO_STRETCH.to_owned()
    } else {
        report_page::describe_stretches(&stretches)
    };
    let aside = report_page::describe_strip_aside(day, asked.stats);
    if !aside.is_empty() {
        words = report_page::join_row_words(&words, &aside);
    }
    words
}
