//! The units of the page on the screen: what the cursor stops at, each as the rows of text it takes. A section that is
//! left out keeps its heading, so that it can be put back.

use crate::model::describe::sanitize_text;
use crate::model::{Details, Entry, Id};
use crate::report::{
    LineBody, Report, ReportChoices, ReportDraft, ReportEdits, ReportInput, ReportLine, ReportLineId,
    ReportSection, build_moment, render_text_rows,
};
use crate::text::width::wrap_indented;
use crate::texts::figures;
use crate::texts::report_editor as texts;
use crate::tui::keys::Action;

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum EditorUnitKind {
    Title,
    Heading(ReportSection),
    /// A moment to tick for the keepsake.
    Moment(Id),
    Line {
        key: ReportLineId,
        /// The section it is of; none for the head and the foot of the page.
        section: Option<ReportSection>,
    },
}

pub(crate) struct EditorUnit {
    pub kind: EditorUnitKind,
    pub rows: Vec<String>,
    /// Struck out, or a section that is left out.
    pub is_struck: bool,
    /// Why it is not on the sheet, behind its words.
    pub off_sheet_label: &'static str,
    /// Drawn from what was written down, so that it has no words to change.
    pub is_drawn: bool,
    /// Of a moment: whether it goes into the keepsake.
    pub is_ticked: bool,
    line: Option<ReportLine>,
}

impl EditorUnit {
    fn new(kind: EditorUnitKind, rows: Vec<String>, line: Option<ReportLine>) -> Self {
        Self {
            kind,
            rows,
            is_struck: false,
            off_sheet_label: texts::LEFT_OUT,
            is_drawn: false,
            is_ticked: false,
            line,
        }
    }

    /// What striking does to it, where it is not striking out.
    pub(crate) fn strike_label(&self, action: Action) -> Option<&'static str> {
        match &self.kind {
            EditorUnitKind::Moment(_) if self.is_ticked && action == Action::Tick => Some(texts::UNTICK),
            _ if action == Action::Tick => None,
            EditorUnitKind::Line { key, .. } if self.is_struck && key.private_note().is_some() => {
                Some(texts::PUT_ON_PAGE)
            }
            EditorUnitKind::Heading(_) if self.is_struck => Some(texts::PUT_PART_BACK),
            EditorUnitKind::Heading(_) => Some(texts::LEAVE_PART_OUT),
            EditorUnitKind::Line { .. } | EditorUnitKind::Title if self.is_struck => Some(texts::PUT_BACK),
            _ => None,
        }
    }

    /// Its key and its words, where it has any.
    pub(crate) fn editable_text(&self) -> Option<(ReportLineId, String)> {
        let line = self.line.as_ref()?;
        Some((line.id.clone(), line.editable_text()))
    }
}

/// The units of an arranged page, in its order; text of at most `columns`.
pub(crate) fn build_units(
    report: Report,
    choices: &ReportChoices,
    edits: &ReportEdits,
    columns: usize,
) -> Vec<EditorUnit> {
    let mut units = build_head_units(report.title, report.reader, report.header, edits, columns);
    let mut parts = report.parts;
    for section in choices.order() {
        let kind = EditorUnitKind::Heading(*section);
        let Some(at) = parts.iter().position(|part| part.section == *section) else {
            let rows = vec![section.title().to_owned()];
            units.push(EditorUnit { is_struck: true, ..EditorUnit::new(kind, rows, None) });
            continue;
        };
        let part = parts.remove(at);
        units.push(build_title_unit(kind, part.title));
        units.extend(build_line_units(part.lines, Some(*section), edits, columns));
    }
    units.extend(build_line_units(report.footer, None, edits, columns));
    units
}

/// The units of a paper whose parts stand as they are; a part that is struck keeps its heading.
pub(crate) fn build_paper_units(report: Report, edits: &ReportEdits, columns: usize) -> Vec<EditorUnit> {
    let mut units = build_head_units(report.title, report.reader, report.header, edits, columns);
    for part in report.parts {
        let is_struck = edits.is_struck(&part.title.id);
        let kind = EditorUnitKind::Heading(part.section);
        units.push(EditorUnit { is_struck, ..build_title_unit(kind, part.title) });
        if !is_struck {
            units.extend(build_line_units(part.lines, Some(part.section), edits, columns));
        }
    }
    units.extend(build_line_units(report.footer, None, edits, columns));
    units
}

/// The units of the keepsake: every moment that may be ticked, with its box, between the head and the foot.
pub(crate) fn build_moment_units(
    report: Report,
    moments: &[&Entry],
    input: &ReportInput<'_>,
    draft: &ReportDraft,
    columns: usize,
) -> Vec<EditorUnit> {
    let edits = draft.edits(report.kind);
    let mut units = build_head_units(report.title, report.reader, report.header, edits, columns);
    for entry in moments {
        let is_ticked = draft.ticked.contains(&entry.id);
        let part = build_moment(input, entry);
        let words: Vec<String> = part.lines.iter().map(ReportLine::to_plain_text).collect();
        let told = figures::format_label(&part.title.to_plain_text(), &words.join(" \u{b7} "));
        let first = texts::format_tick(is_ticked);
        let rows = wrap_indented(&told, first, &" ".repeat(first.len()), columns);
        units.push(EditorUnit { is_ticked, ..EditorUnit::new(EditorUnitKind::Moment(entry.id), rows, None) });
    }
    units.extend(build_line_units(report.footer, None, edits, columns));
    units
}

fn build_head_units(
    title: ReportLine,
    reader: Option<ReportLine>,
    header: Vec<ReportLine>,
    edits: &ReportEdits,
    columns: usize,
) -> Vec<EditorUnit> {
    let is_struck = edits.is_struck(&title.id);
    let mut units = vec![EditorUnit { is_struck, ..build_title_unit(EditorUnitKind::Title, title) }];
    units.extend(build_line_units(reader.into_iter().chain(header).collect(), None, edits, columns));
    units
}

/// The newest questions that were asked, after those of the sheet, so that one can be brought back. Notes come newest first.
pub(crate) fn insert_asked<'a>(
    units: &mut Vec<EditorUnit>,
    notes: impl Iterator<Item = &'a Entry>,
    columns: usize,
) {
    let is_visit = |unit: &EditorUnit| {
        matches!(unit.kind, EditorUnitKind::Line { section: Some(ReportSection::Visit), .. })
    };
    let Some(last) = units.iter().rposition(is_visit) else { return };
    let is_asked = |entry: &&Entry| matches!(&entry.details, Details::Note(note) if note.was_asked && !note.private && note.sealed.is_none());
    let asked = notes.filter(is_asked).take(MAX_ASKED_SHOWN);
    let asked: Vec<EditorUnit> =
        asked.map(|entry| build_off_sheet_unit(entry, texts::ASKED, columns)).collect();
    units.splice(last + 1..last + 1, asked);
}

/// A carer's own private questions, after those of the sheet, each to be ticked alone. Notes come newest first.
pub(crate) fn insert_private<'a>(
    units: &mut Vec<EditorUnit>,
    notes: impl Iterator<Item = &'a Entry>,
    columns: usize,
) {
    let is_on_sheet = |unit: &EditorUnit| {
        matches!(unit.kind, EditorUnitKind::Line { section: Some(ReportSection::Visit), .. })
            && unit.line.is_some()
    };
    let Some(last) = units.iter().rposition(is_on_sheet) else { return };
    let mut own: Vec<EditorUnit> =
        notes.map(|entry| build_off_sheet_unit(entry, texts::PRIVATE, columns)).collect();
    own.reverse();
    units.splice(last + 1..last + 1, own);
}

fn build_off_sheet_unit(entry: &Entry, label: &'static str, columns: usize) -> EditorUnit {
    let words = sanitize_text(entry.note.as_deref().unwrap_or_default()).into_owned();
    let key = ReportLineId::for_question(entry);
    let kind = EditorUnitKind::Line { key, section: Some(ReportSection::Visit) };
    let rows = wrap_indented(&words, "", "", columns.saturating_sub(label.len() + 1).max(1));
    EditorUnit { is_struck: true, off_sheet_label: label, ..EditorUnit::new(kind, rows, None) }
}

/// Questions that were asked and are still shown.
const MAX_ASKED_SHOWN: usize = 5;

fn build_title_unit(kind: EditorUnitKind, title: ReportLine) -> EditorUnit {
    EditorUnit::new(kind, vec![title.to_plain_text()], Some(title))
}

fn build_line_units(
    lines: Vec<ReportLine>,
    section: Option<ReportSection>,
    edits: &ReportEdits,
    columns: usize,
) -> impl Iterator<Item = EditorUnit> {
    let texts = render_text_rows(&lines, columns);
    lines.into_iter().zip(texts).map(move |(line, (_, rows))| {
        let kind = EditorUnitKind::Line { key: line.id.clone(), section };
        let is_drawn = matches!(
            line.body,
            LineBody::Ruler(_) | LineBody::Strip(_) | LineBody::BlankStrip | LineBody::Legend(_)
        );
        EditorUnit {
            is_struck: edits.is_struck(&line.id),
            is_drawn,
            ..EditorUnit::new(kind, rows, Some(line))
        }
    })
}
