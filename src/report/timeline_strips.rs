//! The last fortnight: a row a day of what was asleep, what awake and what is not known, with the day's figures behind
//! it.

use crate::model::{Details, TimeRange};
use crate::report::model::{HourRuler, LineBody, ReportInput, ReportLine, StripCell, StripLegend, StripRow};
use crate::stats::{DayStats, NightStatus, SleepWake, TimelineCell, timeline_cells};
use crate::texts::{figures, report_page};

/// Cells of a row in text.
pub(crate) const CELLS: usize = 48;
pub(crate) const MINUTES_PER_CELL: i64 = 30;
/// Cells of a row in a picture: five minutes each.
const FINE_CELLS: usize = 288;
/// Days that have a row: two weeks, which are what a reader asks for, and the day under way or one more. More would not
/// be looked at one by one.
const MAX_STRIP_ROWS: usize = 15;

const STRIPS_GROUP: &str = "strips";

/// The days that have a row: all of those covered when they are few, else the last fortnight and the day under way after
/// it.
pub(crate) fn select_days<'a>(asked: &ReportInput<'a>) -> &'a [DayStats] {
    let days = &asked.stats.days;
    let under_way = days.last().is_some_and(|day| !day.sleep.night.is_over());
    if days.len() <= MAX_STRIP_ROWS {
        return days;
    }
    &days[days.len() - MAX_STRIP_ROWS + usize::from(!under_way)..]
}

/// The section's heading, with the days that have a row.
pub(crate) fn choose_title(asked: &ReportInput) -> String {
    let days = select_days(asked);
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => report_page::format_strips_title(first.date, last.date, asked.made_on),
        _ => report_page::STRIPS.to_owned(),
    }
}

/// What the marks mean, the ruler, and a row a day; none when no sleep was written down at all.
pub(crate) fn build_strip_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let days = select_days(asked);
    if !days.iter().any(|day| has_sleep(day) || day.sleep.night_words.is_some()) {
        return Vec::new();
    }
    let rough = list_rough_sleeps(asked);
    let rows: Vec<StripRow> = days.iter().map(|day| build_row(asked, day, &rough)).collect();
    let has = |wanted: fn(&StripCell) -> bool| rows.iter().flat_map(|row| &row.fine_cells).any(wanted);
    let legend = |own: &str, legend| ReportLine::new(STRIPS_GROUP, own, LineBody::Legend(legend));
    let mut lines = Vec::new();
    if days.len() < asked.stats.days.len() {
        let words = report_page::describe_drawn_days(days.len(), asked.stats.days.len());
        lines.push(ReportLine::with_sentence(STRIPS_GROUP, "drawn", &words));
    }
    lines.push(legend("legend", StripLegend::Basic));
    if has(|it| it.rough) {
        lines.push(legend("rough", StripLegend::Rough));
    }
    if has(|it| matches!(it.cell, TimelineCell::Repeated(_))) {
        lines.push(legend("twice", StripLegend::RepeatedHour));
    }
    if has(|it| it.cell == TimelineCell::Skipped) {
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

/// Sleeps whose times are about, or in which the baby woke at times that nobody wrote, oldest first, merged.
fn list_rough_sleeps(asked: &ReportInput) -> Vec<TimeRange> {
    let ours = asked.entries.iter().filter(|entry| entry.baby == Some(asked.baby));
    let mut rough: Vec<TimeRange> = ours
        .filter_map(|entry| {
            let Details::Sleep(sleep) = &entry.details else { return None };
            let is_rough = entry.approximate || sleep.wakings.is_some_and(|n| n > 0);
            let until = entry.until.filter(|_| is_rough && sleep.night.is_none())?;
            Some(TimeRange { from: entry.at.unix_seconds(), to: until.unix_seconds() })
        })
        .filter(|span| span.from < span.to)
        .collect();
    rough.sort_unstable_by_key(|span| (span.from, span.to));
    let mut merged: Vec<TimeRange> = Vec::new();
    for span in rough {
        match merged.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => merged.push(span),
        }
    }
    merged
}

fn has_sleep(day: &DayStats) -> bool {
    day.sleep.total_min.is_some()
}

fn build_row(asked: &ReportInput, day: &DayStats, rough: &[TimeRange]) -> StripRow {
    let (sleep, text) = (&day.sleep, describe_row(asked, day));
    let whole = |words: Option<String>| words.unwrap_or_default();
    StripRow {
        date: day.date,
        cells: build_cells(asked, day, rough, CELLS),
        fine_cells: leave_out_slivers(build_cells(asked, day, rough, FINE_CELLS)),
        text,
        total: whole(sleep.in_24h_min().map(|minutes| figures::format_quarters(minutes * 2))),
        woke: whole(sleep.wakings.filter(|_| sleep.night_recorded()).map(|n| n.to_string())),
        aside: describe_aside(asked, day),
    }
}

fn build_cells(asked: &ReportInput, day: &DayStats, rough: &[TimeRange], of: usize) -> Vec<StripCell> {
    if !has_sleep(day) {
        return Vec::new();
    }
    let hours = &asked.stats.hours;
    let cells = timeline_cells(hours, day.date, asked.stats.sleep_wake(), of);
    let rough = timeline_cells(hours, day.date, SleepWake { asleep: rough, awake: &[] }, of);
    let minutes_per_cell = 24 * 60 / i64::try_from(of).unwrap_or(1).max(1);
    let cell = |((cell, rough), index): ((TimelineCell, TimelineCell), i64)| StripCell {
        cell,
        night: hours.is_night(
            hours.day_start.minutes_since_midnight() + index * minutes_per_cell + minutes_per_cell / 2,
        ),
        rough: cell.is_asleep() && rough.is_asleep(),
    };
    cells.into_iter().zip(rough).zip(0..).map(cell).collect()
}

/// A night that reaches a few minutes into the next day would stand there as a hair, and so would a sleep that begins a
/// few minutes before the day ends.
fn leave_out_slivers(mut cells: Vec<StripCell>) -> Vec<StripCell> {
    for _ in 0..2 {
        let short = cells.iter().take_while(|cell| cell.cell.is_asleep()).count();
        if short <= MAX_SLIVER_CELLS
            && let Some(next) = cells.get(short).copied()
        {
            cells[..short].fill(next);
        }
        cells.reverse();
    }
    cells
}

/// Ten minutes.
const MAX_SLIVER_CELLS: usize = 2;

/// `asleep since 19:43`, `not all written`, `night not written`, `badly`.
fn describe_aside(asked: &ReportInput, day: &DayStats) -> String {
    let stats = asked.stats;
    let whole = stats.hours.day_range(day.date);
    let running = stats.running_since.filter(|since| whole.contains_instant(since.unix_seconds()));
    match (running, day.sleep.night) {
        (Some(since), _) => report_page::format_asleep_since(&since.format_hm()),
        (None, _) if day.sleep.open => report_page::NO_END.to_owned(),
        (None, NightStatus::Part) => figures::NOT_ALL_WRITTEN.to_owned(),
        (None, NightStatus::NotWritten) if has_sleep(day) => report_page::NIGHT_NOT_WRITTEN.to_owned(),
        (None, _) => figures::night_words(&day.sleep),
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
    if !stretches.is_empty() {
        report_page::describe_stretches(&stretches)
    } else if has_sleep(day) {
        report_page::NO_STRETCH.to_owned()
    } else {
        String::new()
    }
}
