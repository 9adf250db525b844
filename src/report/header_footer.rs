//! The head and the foot of the page: who it is about, which days, how much was written down, and who made it.

use crate::model::DayPart;
use crate::model::time::format_short_date;
use crate::report::build::{LineBody, ReportInput, ReportLine, ReportLineId};
use crate::report::phrases;
use chrono::NaiveDate;

const WHO_GROUP: &str = "who";
const COVERAGE_GROUP: &str = "cover";
const FOOTER_GROUP: &str = "foot";

pub(crate) fn name_line_id() -> ReportLineId {
    ReportLineId::new(WHO_GROUP, "name")
}

/// Who, which days, and how much was written down.
pub(crate) fn build_header(asked: &ReportInput) -> Vec<ReportLine> {
    let baby = asked.family.find_baby(asked.baby);
    let blank =
        |own: &str, label: &str| ReportLine::new(WHO_GROUP, own, LineBody::BlankLabel(label.to_owned()));
    let mut lines = vec![ReportLine::label(WHO_GROUP, "name", phrases::NAME, &asked.stats.baby)];
    lines.push(match baby.and_then(|baby| baby.born) {
        Some(born) => ReportLine::label(WHO_GROUP, "born", phrases::BORN, &format_short_date(born)),
        None => blank("born", phrases::BORN),
    });
    if let Some(age) = baby.and_then(|baby| baby.describe_age(asked.made_on)) {
        let label = format!("Age on {}", format_short_date(asked.made_on));
        lines.push(ReportLine::label(WHO_GROUP, "age", &label, &age));
    }
    lines.push(blank("nhs", phrases::NHS));
    lines.extend(build_coverage(asked));
    lines
}

fn build_coverage(asked: &ReportInput) -> Vec<ReportLine> {
    let trends = asked.stats;
    let days = phrases::convert_to_i64(trends.days.len());
    let written = trends.days.iter().filter(|day| phrases::is_day_written(day));
    let nights = trends.weeks.iter().map(|week| week.nights_recorded).sum();
    let length = phrases::format_count(days, "day", "days");
    let covered = format!("{} ({length})", phrases::format_days_with_year(trends.from, trends.to));
    let written = phrases::format_out_of(phrases::convert_to_i64(written.count()), days);
    let mut lines = vec![
        ReportLine::label(COVERAGE_GROUP, "days", phrases::DAYS_COVERED, &covered),
        ReportLine::label(COVERAGE_GROUP, "written", phrases::DAYS_WRITTEN, &written),
        ReportLine::label(COVERAGE_GROUP, "nights", phrases::NIGHTS, &phrases::format_out_of(nights, days)),
    ];
    let marks: Vec<String> =
        trends.days.iter().flat_map(|day| describe_incomplete(asked, day.date)).collect();
    if !marks.is_empty() {
        lines.push(ReportLine::label(
            COVERAGE_GROUP,
            "marked",
            phrases::MARKED_INCOMPLETE,
            &marks.join(", "),
        ));
    }
    lines.push(ReportLine::with_sentence(COVERAGE_GROUP, "blank", phrases::BLANKS_NOTE));
    lines.push(ReportLine::with_sentence(COVERAGE_GROUP, "not-kept", phrases::NOT_KEPT));
    lines
}

fn describe_incomplete(asked: &ReportInput, date: NaiveDate) -> impl Iterator<Item = String> {
    [(DayPart::Day, "the day of"), (DayPart::Night, "the night of")]
        .into_iter()
        .filter(move |(span, _)| asked.family.coverage_status(Some(asked.baby), *span, date) == Some(false))
        .map(move |(_, words)| format!("{words} {}", format_short_date(date)))
}

/// Who wrote it, what it is not, when it was made.
pub(crate) fn build_footer(asked: &ReportInput) -> Vec<ReportLine> {
    let made = phrases::format_made_on(asked.made_on, asked.stats.from, asked.stats.to);
    vec![
        ReportLine::with_sentence(FOOTER_GROUP, "family", phrases::BY_FAMILY),
        ReportLine::with_sentence(FOOTER_GROUP, "made", &made),
    ]
}
