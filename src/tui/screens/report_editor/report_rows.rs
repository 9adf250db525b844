//! The units of the page on the screen: what the cursor stops at, each as the rows of text it takes. A section that is
//! left out keeps its heading, so that it can be put back.

use crate::model::describe::sanitize_text;
use crate::model::{Details, Entry};
use crate::report::{
    LineBody, Report, ReportChoices, ReportEdits, ReportLine, ReportLineId, ReportSection, render_text_rows,
};
use crate::text::width::wrap_indented;
use crate::texts::report_editor as texts;

#[derive(Clone, PartialEq, Debug)]
pub(crate) enum EditorUnitKind {
    Title,
    Heading(ReportSection),
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
    line: Option<ReportLine>,
}

impl EditorUnit {
    /// What striking does to it, where it is not striking out.
    pub(crate) fn strike_label(&self, choices: &ReportChoices) -> Option<&'static str> {
        match &self.kind {
            EditorUnitKind::Heading(section) if choices.has_section(*section) => Some(texts::LEAVE_PART_OUT),
            EditorUnitKind::Heading(_) => Some(texts::PUT_PART_BACK),
            EditorUnitKind::Line { key, .. } if self.is_struck && key.private_note().is_some() => {
                Some(texts::PUT_ON_PAGE)
            }
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
    let mut title = build_title_unit(EditorUnitKind::Title, report.title);
    title.is_struck = title.line.as_ref().is_some_and(|line| edits.is_struck(&line.id));
    let mut units = vec![title];
    units.extend(build_line_units(report.reader.into_iter().collect(), None, edits, columns));
    units.extend(build_line_units(report.header, None, edits, columns));
    let mut parts = report.parts;
    for section in choices.order() {
        let kind = EditorUnitKind::Heading(*section);
        let Some(at) = parts.iter().position(|part| part.section == *section) else {
            let rows = vec![section.title().to_owned()];
            units.push(EditorUnit {
                kind,
                rows,
                is_struck: true,
                off_sheet_label: texts::LEFT_OUT,
                is_drawn: false,
                line: None,
            });
            continue;
        };
        let part = parts.remove(at);
        units.push(build_title_unit(kind, part.title));
        units.extend(build_line_units(part.lines, Some(*section), edits, columns));
    }
    units.extend(build_line_units(report.footer, None, edits, columns));
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
    EditorUnit {
        kind: EditorUnitKind::Line {
            key: ReportLineId::for_question(entry),
            section: Some(ReportSection::Visit),
        },
        rows: wrap_indented(&words, "", "", columns.saturating_sub(label.len() + 1).max(1)),
        is_struck: true,
        off_sheet_label: label,
        is_drawn: false,
        line: None,
    }
}

/// Questions that were asked and are still shown.
const MAX_ASKED_SHOWN: usize = 5;

fn build_title_unit(kind: EditorUnitKind, title: ReportLine) -> EditorUnit {
    EditorUnit {
        kind,
        rows: vec![title.to_plain_text()],
        is_struck: false,
        off_sheet_label: texts::LEFT_OUT,
        is_drawn: false,
        line: Some(title),
    }
}

fn build_line_units(
    lines: Vec<ReportLine>,
    section: Option<ReportSection>,
    edits: &ReportEdits,
    columns: usize,
) -> impl Iterator<Item = EditorUnit> {
    let texts = render_text_rows(&lines, columns);
    lines.into_iter().zip(texts).map(move |(line, (_, rows))| EditorUnit {
        kind: EditorUnitKind::Line { key: line.id.clone(), section },
        rows,
        is_struck: edits.is_struck(&line.id),
        off_sheet_label: texts::LEFT_OUT,
        is_drawn: matches!(line.body, LineBody::Ruler(_) | LineBody::Strip(_) | LineBody::Legend(_)),
        line: Some(line),
    })
}
