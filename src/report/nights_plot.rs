//! Nights of many weeks as a picture, a row a week: every night as long as it was, and the middle one.

use crate::model::time::format_duration;
use crate::report::model::{LineBody, NightsPlotRow, ReportLine};
use crate::stats::{Spread, WeekStats};
use crate::texts::report_page;
use chrono::NaiveDate;

const NIGHTS_GROUP: &str = "nights";

/// The picture's lines, of weeks with whole nights.
pub(crate) fn build_plot_lines(weeks: &[WeekStats]) -> Vec<ReportLine> {
    let high = weeks.iter().filter_map(|week| week.night_min.max_value()).max();
    let hours = high.unwrap_or(0).div_euclid(60) + 1;
    let row = |week: &WeekStats| {
        let row = LineBody::Nights(build_plot_row(&week.night_min, week.from, week.to));
        ReportLine::new(NIGHTS_GROUP, week.from, row)
    };
    let mut lines = vec![
        ReportLine::with_sentence(NIGHTS_GROUP, "legend", report_page::NIGHTS_KEY),
        ReportLine::new(NIGHTS_GROUP, "hours", LineBody::HourScale(hours + hours % 2)),
    ];
    lines.extend(weeks.iter().map(row));
    lines
}

fn build_plot_row(of: &Spread, from: NaiveDate, to: NaiveDate) -> NightsPlotRow {
    let each: Vec<String> = of.values.iter().map(|minutes| format_duration(*minutes)).collect();
    let text = report_page::describe_nights(&each);
    let dates = report_page::format_days_without_year(from, to);
    NightsPlotRow { dates, nights: of.values.clone(), median: of.median(), text }
}
