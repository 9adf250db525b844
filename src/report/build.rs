//! Fills the report from stats and entries: which line stands where. The sentences stand in `texts`; no format here.

use crate::model::describe::list_sentence_parts;
use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::time::format_short_date;
use crate::model::{Details, Entry, Id, Massage, Note};
use crate::report::kinds::ReportKind;
use crate::report::model::{
    LineBody, QuestionLine, Report, ReportInput, ReportLine, ReportLineId, ReportPart, ReportSection,
    number_questions,
};
use crate::report::{header_footer, sanitize_text, timeline_strips, usual_figures, weeks_table};
use crate::stats::CodeCounts;
use crate::texts::{figures, report_page};
use crate::vocabulary;
use crate::vocabulary::WordList;

const VISIT_GROUP: &str = "visit";
const TOUCH_GROUP: &str = "touch";
const CUES_GROUP: &str = "cues";
const CHECKINS_GROUP: &str = "checkins";
/// Cues named in a line, and what helped: one line each, so that a fortnight is one sheet.
const MAX_CUES_NAMED: usize = 3;
/// Questions that may be added by hand.
const BLANK_QUESTIONS: usize = 2;

pub fn build_report(asked: &ReportInput) -> Report {
    let wanted = asked.sections.iter();
    Report {
        kind: ReportKind::Sheet,
        title: header_footer::build_title(asked),
        reader: Some(header_footer::build_reader(asked)),
        header: header_footer::build_header(asked),
        parts: wanted.filter_map(|section| build_part(asked, *section)).collect(),
        footer: header_footer::build_footer(),
        paper: ReportKind::Sheet.choose_paper(asked),
        days: (asked.stats.from, asked.stats.to),
        made_on: asked.made_on,
    }
}

/// A section, filled, or without a line where nothing was written; none for check-ins nobody asked for.
fn build_part(asked: &ReportInput, section: ReportSection) -> Option<ReportPart> {
    let (title, lines) = match section {
        ReportSection::Visit => (report_page::VISIT.to_owned(), build_visit_lines(asked)),
        ReportSection::Strips => {
            (timeline_strips::choose_title(asked), timeline_strips::build_strip_lines(asked))
        }
        ReportSection::Sleep => {
            let mut lines = usual_figures::build_usual_lines(asked);
            lines.extend(weeks_table::build_week_lines(asked));
            (report_page::SLEEP.to_owned(), lines)
        }
        ReportSection::Touch => (report_page::TOUCH.to_owned(), build_touch_lines(asked)),
        ReportSection::Cues => (report_page::CUES.to_owned(), build_cue_lines(asked)),
        ReportSection::Checkins => build_checkin_lines(asked, asked.checkins_carer?),
        // Of other papers.
        _ => return None,
    };
    Some(ReportPart::new(section, &title, lines))
}

/// The entries of the days covered, oldest first.
fn select_entries<'a>(asked: &ReportInput<'a>) -> Vec<&'a Entry> {
    let hours = &asked.stats.hours;
    let (from, to) = (hours.day_range(asked.stats.from).from, hours.day_range(asked.stats.to).to);
    let all = asked.entries.iter();
    let mut entries: Vec<&Entry> = all.filter(|e| (from..to).contains(&e.at.unix_seconds())).collect();
    entries.sort_by_key(|entry| (entry.at, entry.id));
    entries
}

fn format_entry_date(asked: &ReportInput, entry: &Entry) -> String {
    format_short_date(asked.stats.hours.date_for_instant(entry.at.unix_seconds()))
}

/// A question of this baby's or the family's that was not asked yet. A private one is on the sheet only when its writer
/// ticked it, and only while they are the carer who is chosen.
pub(crate) fn is_question_on_sheet(asked: &ReportInput, entry: &Entry) -> bool {
    let writing = asked.family.selected_carer().map(|carer| carer.id);
    let is_shared = |note: &Note| {
        !note.private || (asked.ticked_notes.contains(&entry.id) && writing == Some(entry.carer))
    };
    matches!(&entry.details, Details::Note(note) if note.for_visit && !note.was_asked && is_shared(note))
        && entry.baby.is_none_or(|baby| baby == asked.baby)
}

/// The questions, oldest first, then room for two more.
fn build_visit_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let hours = &asked.stats.hours;
    let first = hours.day_range(asked.stats.from).from;
    let line = |entry: &Entry| {
        let words = sanitize_text(entry.note.as_deref()?.trim()).into_owned();
        let on = hours.date_for_instant(entry.at.unix_seconds());
        let is_older = entry.at.unix_seconds() < first;
        let since = is_older.then(|| report_page::format_since(on, asked.made_on));
        let question = QuestionLine { number: None, words: Some(words), since };
        Some(ReportLine { id: ReportLineId::for_question(entry), body: LineBody::Question(question) })
    };
    let mut notes: Vec<&Entry> =
        asked.questions.iter().filter(|entry| is_question_on_sheet(asked, entry)).collect();
    notes.sort_by_key(|entry| (entry.at, entry.id));
    let mut lines: Vec<ReportLine> = notes.into_iter().filter_map(line).collect();
    lines.extend((1..=BLANK_QUESTIONS).map(|n| {
        let blank = QuestionLine { number: None, words: None, since: None };
        ReportLine::new(VISIT_GROUP, format_args!("by-hand-{n}"), LineBody::Question(blank))
    }));
    number_questions(&mut lines, |_| true);
    lines
}

fn build_touch_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let days = asked.stats.days.iter();
    let mut sum = crate::stats::TouchTotals::default();
    days.clone().for_each(|day| sum.add_totals(&day.touch));
    let fact = |own: &str, words: &str| ReportLine::with_sentence(TOUCH_GROUP, own, words);
    let mut lines = Vec::new();
    let with_touch = days.filter(|day| day.touch.times > Some(0)).count();
    if with_touch > 0 {
        let areas = figures::rank_by_count(&sum.areas, figures::label_area);
        let areas: Vec<&str> = areas.into_iter().map(|(words, _)| words).collect();
        lines.push(fact("days", &report_page::describe_touch_days(with_touch, &areas)));
    }
    if let Some(n) = sum.not_today.filter(|n| *n > 0) {
        let words = report_page::describe_not_today(n, &list_reasons(asked));
        lines.push(fact("not-today", &words));
    }
    lines
}

/// Why it was not today, the most often first.
fn list_reasons(asked: &ReportInput) -> Vec<String> {
    let ours = select_entries(asked).into_iter().filter(|entry| entry.baby == Some(asked.baby));
    let mut reasons = CodeCounts::new();
    for entry in ours {
        if let Details::Massage(Massage { not_today: Some(reason), .. }) = &entry.details
            && reason != NO_REASON_CODE
        {
            *reasons.entry(reason.clone()).or_insert(0) += 1;
        }
    }
    let words = figures::rank_by_count(&reasons, |code| vocabulary::label_for(WordList::Reasons, code));
    words.into_iter().map(|(words, _)| words.to_owned()).collect()
}

fn build_cue_lines(asked: &ReportInput) -> Vec<ReportLine> {
    let [mut more, mut change, mut either, mut unread, mut helped] = [const { CodeCounts::new() }; 5];
    let add = |to: &mut CodeCounts, code: &str| *to.entry(code.to_owned()).or_insert(0) += 1;
    let ours = select_entries(asked).into_iter().filter(|entry| entry.baby == Some(asked.baby));
    for seen in ours.flat_map(Entry::moments) {
        for code in seen.cues.iter().map(|code| vocabulary::current_cue_id(code)) {
            // What it meant is the family's to say: which way a cue usually points is not said for them.
            match seen.meant.as_deref() {
                Some("more") => add(&mut more, code),
                Some("change") => add(&mut change, code),
                Some(_) => add(&mut either, code),
                None => add(&mut unread, code),
            }
        }
        if matches!(seen.helped.as_deref(), Some("yes" | "a-bit")) {
            seen.did.iter().for_each(|code| add(&mut helped, code));
        }
    }
    let cue = |code| asked.family.cue_label(code);
    let mut lines = Vec::new();
    for (own, name, words) in [
        ("more", report_page::READY_FOR_MORE, figures::rank_by_count(&more, cue)),
        ("change", report_page::WANTING_CHANGE, figures::rank_by_count(&change, cue)),
        ("either", report_page::EITHER_WAY, figures::rank_by_count(&either, cue)),
        ("unread", report_page::NO_READING, figures::rank_by_count(&unread, cue)),
        ("helped", report_page::HELPED, figures::rank_by_count(&helped, figures::label_response)),
    ] {
        let words: Vec<&str> = words.into_iter().take(MAX_CUES_NAMED).map(|(word, _)| word).collect();
        if !words.is_empty() {
            lines.push(ReportLine::label(CUES_GROUP, own, name, &words.join("; ")));
        }
    }
    lines
}

fn build_checkin_lines(asked: &ReportInput, of: Id) -> (String, Vec<ReportLine>) {
    let name = asked.family.find_carer(of).and_then(|carer| carer.name.as_deref());
    let title = report_page::format_checkins_title(name.map(sanitize_text).as_deref());
    let own = select_entries(asked).into_iter().filter(|entry| entry.carer == of);
    let mut lines: Vec<ReportLine> = own
        .filter_map(|entry| match &entry.details {
            Details::Checkin(_) if entry.sealed_ciphertext().is_none() => {
                Some((entry, list_sentence_parts(entry, asked.family)))
            }
            _ => None,
        })
        .map(|(entry, mut words)| {
            words.extend(entry.note.clone());
            words.retain(|part| !part.is_empty());
            ReportLine::label(CHECKINS_GROUP, entry.id, &format_entry_date(asked, entry), &words.join("; "))
        })
        .collect();
    if lines.is_empty() {
        return (title, lines);
    }
    // What its writer wants of the reader comes first, then how many there are.
    let boxes = [("talk", report_page::TALK), ("rather-not", report_page::RATHER_NOT)];
    let head = boxes
        .map(|(own, words)| ReportLine::new(CHECKINS_GROUP, own, LineBody::Checkbox(words.to_owned())))
        .into_iter();
    let count = report_page::describe_checkin_count(lines.len(), asked.stats.from, asked.stats.to);
    let count = ReportLine::with_sentence(CHECKINS_GROUP, "count", &count);
    lines.splice(0..0, head.chain([count]));
    (title, lines)
}
