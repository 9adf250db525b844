//! Nights of many weeks as a picture, a row a week: every night as long as it was, and the middle one. For two weeks
//! the table is enough.

use crate::model::time::{format_duration, week_start};
use crate::report::model::{LineBody, NightsPlotRow, ReportLine};
use crate::stats::{Spread, WeekStats};
use crate::texts::{figures, report_page};
use chrono::NaiveDate;

/// From so many weeks with nights on there is a picture.
const MIN_PLOT_WEEKS: usize = 3;

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
    let dates = report_page::format_days_without_year(from, to);
    NightsPlotRow { dates, nights: of.values.clone(), median: of.median(), text }
}
