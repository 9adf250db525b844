//! The head and the foot of the sheet: whose it is and for whom, birth and age, who wrote it, and what it is not.

use crate::model::time::format_short_date;
use crate::model::{Entry, EntryKind, Id};
use crate::report::build::is_question_on_sheet;
use crate::report::model::{LineBody, ReportInput, ReportLine};
use crate::report::paper::SheetCountry;
use crate::texts::{report_kinds, report_page};

const WHO_GROUP: &str = "who";
const FOOTER_GROUP: &str = "foot";

pub(crate) fn build_title(asked: &ReportInput) -> ReportLine {
    ReportLine::with_sentence(WHO_GROUP, "name", &asked.stats.baby)
}

pub(crate) fn build_reader(asked: &ReportInput) -> ReportLine {
    ReportLine::fact(WHO_GROUP, "for", SheetCountry::of_family(asked.family).reader)
}

/// Birth, age, number, and who wrote it on which day.
pub(crate) fn build_header(asked: &ReportInput) -> Vec<ReportLine> {
    let baby = asked.family.find_baby(asked.baby);
    let mut lines = vec![build_birth_line(asked)];
    if let Some(age) = baby.and_then(|baby| baby.age_on(asked.made_on)) {
        let words = report_page::describe_ages(&age.describe_chronological(), age.describe_corrected());
        lines.push(ReportLine::fact(WHO_GROUP, "age", &words));
    }
    lines.extend(build_number_line(asked));
    let made = report_page::describe_writers(&list_writers(asked), &format_short_date(asked.made_on));
    lines.push(ReportLine::fact(WHO_GROUP, "by", &made));
    lines
}

/// The same of a sheet to fill in by hand, on days nobody knows yet.
pub(crate) fn build_blank_header(asked: &ReportInput) -> Vec<ReportLine> {
    let mut lines = vec![build_birth_line(asked)];
    lines.extend(build_number_line(asked));
    lines.push(build_blank("by", report_kinds::WRITTEN_BY));
    lines
}

fn build_blank(own: &str, label: &str) -> ReportLine {
    ReportLine::new(WHO_GROUP, own, LineBody::BlankFact(label.to_owned()))
}

fn build_birth_line(asked: &ReportInput) -> ReportLine {
    match asked.family.find_baby(asked.baby).and_then(|baby| Some((baby.born?, baby))) {
        Some((born, baby)) => {
            let early = baby.due.filter(|_| baby.is_preterm()).map(|due| (due - born).num_days() / 7);
            ReportLine::fact(WHO_GROUP, "born", &report_page::describe_birth(born, early))
        }
        None => build_blank("born", report_page::BORN),
    }
}

fn build_number_line(asked: &ReportInput) -> Option<ReportLine> {
    SheetCountry::of_family(asked.family).has_nhs_number.then(|| build_blank("nhs", report_page::NHS))
}

/// The names of those who wrote what the sheet is made from, in the order of the family; nothing of check-ins counts.
fn list_writers(asked: &ReportInput) -> Vec<String> {
    let wrote = |carer: Id| {
        let is_of_sheet = |entry: &&Entry| {
            entry.baby == Some(asked.baby)
                && matches!(entry.kind(), EntryKind::Sleep | EntryKind::Massage | EntryKind::Cue)
        };
        let is_asked = |entry: &&Entry| is_question_on_sheet(asked, entry);
        let days = &asked.stats.hours;
        let span = (days.day_range(asked.stats.from).from, days.day_range(asked.stats.to).to);
        let is_covered = |entry: &&Entry| (span.0..span.1).contains(&entry.at.unix_seconds());
        let entries = asked.entries.iter().filter(is_of_sheet).filter(is_covered);
        entries.chain(asked.questions.iter().filter(is_asked)).any(|entry| entry.carer == carer)
    };
    let carers = asked.family.carers.iter().filter(|carer| wrote(carer.id));
    carers.filter_map(|carer| carer.name.clone()).collect()
}

/// What it is, and what it is not.
pub(crate) fn build_footer() -> Vec<ReportLine> {
    vec![
        ReportLine::with_sentence(FOOTER_GROUP, "family", report_page::BY_FAMILY),
        ReportLine::with_sentence(FOOTER_GROUP, "not-kept", report_page::NOT_KEPT),
    ]
}
