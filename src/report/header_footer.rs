//! The head and the foot of the page: who it is about, which days, how much was written down, and who made it.

use crate::model::DayPart;
use crate::model::time::format_short_date;
use crate::report::model::{LineBody, ReportInput, ReportLine, ReportLineId};
use crate::texts::{figures, report_page};
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
    let mut lines = vec![ReportLine::label(WHO_GROUP, "name", report_page::NAME, &asked.stats.baby)];
    lines.push(match baby.and_then(|baby| baby.born) {
        Some(born) => ReportLine::label(WHO_GROUP, "born", report_page::BORN, &format_short_date(born)),
        None => blank("born", report_page::BORN),
    });
    if let Some(age) = baby.and_then(|baby| baby.describe_age(asked.made_on)) {
        let label = report_page::format_age_label(asked.made_on);
        lines.push(ReportLine::label(WHO_GROUP, "age", &label, &age));
    }
    lines.push(blank("nhs", report_page::NHS));
    lines.extend(build_coverage(asked));
    lines
}

fn build_coverage(asked: &ReportInput) -> Vec<ReportLine> {
    let trends = asked.stats;
    let days = trends.days.len();
    let written = trends.days.iter().filter(|day| day.is_written());
    let nights: i64 = trends.weeks.iter().map(|week| week.nights_recorded).sum();
    let all_nights: i64 = trends.weeks.iter().map(|week| week.nights_over).sum();
    let covered = report_page::describe_days_covered(trends.from, trends.to, days);
    let written = written.count().to_string();
    let mut lines = vec![
        ReportLine::label(COVERAGE_GROUP, "days", report_page::DAYS_COVERED, &covered),
        ReportLine::label(COVERAGE_GROUP, "written", report_page::DAYS_WRITTEN, &written),
        ReportLine::label(
            COVERAGE_GROUP,
            "nights",
            report_page::NIGHTS,
            &figures::format_whole_nights(nights, all_nights),
        ),
    ];
    let marks: Vec<String> =
        trends.days.iter().flat_map(|day| describe_incomplete(asked, day.date)).collect();
    if !marks.is_empty() {
        lines.push(ReportLine::label(
            COVERAGE_GROUP,
            "marked",
            report_page::MARKED_INCOMPLETE,
            &marks.join(", "),
        ));
    }
    lines.push(ReportLine::with_sentence(COVERAGE_GROUP, "blank", report_page::BLANKS_NOTE));
    lines.push(ReportLine::with_sentence(COVERAGE_GROUP, "not-kept", report_page::NOT_KEPT));
    lines
}

fn describe_incomplete(asked: &ReportInput, date: NaiveDate) -> impl Iterator<Item = String> {
    [DayPart::Day, DayPart::Night]
        .into_iter()
        .filter(move |part| asked.family.coverage_status(Some(asked.baby), *part, date) == Some(false))
        .map(move |part| report_page::format_incomplete(part, date))
}

/// Who wrote it, what it is not, when it was made.
pub(crate) fn build_footer(asked: &ReportInput) -> Vec<ReportLine> {
    let made = report_page::format_made_on(asked.made_on, asked.stats.from, asked.stats.to);
    vec![
        ReportLine::with_sentence(FOOTER_GROUP, "family", report_page::BY_FAMILY),
        ReportLine::with_sentence(FOOTER_GROUP, "made", &made),
    ]
}
