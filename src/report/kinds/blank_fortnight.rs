//! The sheet's rows with nothing in them, to write on by hand: for a family that begins today, or keeps paper by the cot.

use crate::report::header_footer;
use crate::report::kinds::ReportKind;
use crate::report::model::{HourRuler, LineBody, Report, ReportInput, ReportLine, ReportPart, ReportSection};
use crate::texts::{report_kinds as texts, report_page};

const GROUP: &str = "blank";
const DAYS: usize = 14;
const QUESTIONS: usize = 5;

pub(crate) fn build_blank_fortnight(asked: &ReportInput<'_>) -> Report {
    Report {
        kind: ReportKind::BlankFortnight,
        title: header_footer::build_title(asked),
        reader: Some(header_footer::build_reader(asked)),
        header: header_footer::build_blank_header(asked),
        parts: vec![
            ReportPart::new(ReportSection::Visit, report_page::VISIT, build_questions()),
            ReportPart::new(ReportSection::Strips, texts::BLANK_SLEEP, build_rows(asked)),
        ],
        footer: header_footer::build_footer(),
        paper: ReportKind::BlankFortnight.choose_paper(asked),
        days: (asked.made_on, asked.made_on),
        made_on: asked.made_on,
    }
}

fn build_questions() -> Vec<ReportLine> {
    let line = |n| ReportLine::new(GROUP, format_args!("question-{n}"), LineBody::WritingLine);
    (1..=QUESTIONS).map(line).collect()
}

/// How to fill it in, the hours, and a row a day.
fn build_rows(asked: &ReportInput<'_>) -> Vec<ReportLine> {
    let hours = &asked.stats.hours;
    let ruler =
        HourRuler { day_start: hours.day_start, night_from: hours.night_from, night_to: hours.night_to };
    let head = [
        ReportLine::with_sentence(GROUP, "how", texts::HOW_TO_FILL_IN),
        ReportLine::new(GROUP, "hours", LineBody::Ruler(ruler)),
    ];
    let days = (1..=DAYS).map(|n| ReportLine::new(GROUP, format_args!("day-{n}"), LineBody::BlankStrip));
    head.into_iter().chain(days).collect()
}
