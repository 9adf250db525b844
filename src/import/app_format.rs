//! One driver for the files of every app: rows become drafts, each once; what is doubtful is warned of, and what is not
//! kept is skipped with a reason.

use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, UserAnswers,
};
use crate::model::{Id, ValidationError};
use crate::texts::import_messages;
use std::collections::HashMap;

/// One row of the table of formats.
pub(crate) struct AppFormat {
    pub format: ImportFormat,
    pub label: &'static str,
    pub reader: FormatReader,
}

pub(crate) enum FormatReader {
    Csv(CsvFormat),
    Text {
        has_known_lines: fn(&[u8]) -> bool,
        parse: fn(&[u8], &ImportOptions) -> Result<ParsedFile, ValidationError>,
    },
}

pub(crate) struct CsvFormat {
    /// A file of the app has one heading of each group.
    pub required_headings: &'static [&'static [&'static str]],
    /// The columns, for a sentence.
    pub columns: &'static str,
    pub open_rows: OpenRows,
}

type OpenRows = for<'a> fn(
    &'a CsvTable,
    &'a ImportOptions,
    &'a UserAnswers,
) -> Result<Box<dyn RowReader + 'a>, ValidationError>;

/// Reads the rows of one app's file, once what the whole file says is known.
pub(crate) trait RowReader {
    /// Names the children, where the file as a whole says who they are.
    fn describe_file(&self, _file: &mut ParsedFile) {}

    /// A row as a draft, or why it is skipped.
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String>;

    /// Takes from a row that repeats `kept` what is new in it; a warning when that was something.
    fn merge_repeated(&self, _kept: &mut CandidateEntry, _again: &CandidateEntry) -> Option<String> {
        None
    }
}

/// An entry to be, and what is doubtful about it.
pub(crate) struct Draft {
    pub candidate: CandidateEntry,
    pub doubts: Vec<String>,
}

impl CsvFormat {
    fn has_known_headings(&self, headings: &[String]) -> bool {
        let has = |names: &&[&str]| headings.iter().any(|heading| names.contains(&heading.as_str()));
        self.required_headings.iter().all(has)
    }
}

impl AppFormat {
    pub(crate) fn is_format_of(&self, bytes: &[u8], headings: &[String]) -> bool {
        match &self.reader {
            FormatReader::Csv(csv) => csv.has_known_headings(headings),
            FormatReader::Text { has_known_lines, .. } => has_known_lines(bytes),
        }
    }

    pub(crate) fn parse(
        &self,
        bytes: &[u8],
        options: &ImportOptions,
        answers: &UserAnswers,
    ) -> Result<ParsedFile, ValidationError> {
        match &self.reader {
            FormatReader::Csv(csv) => {
                let table = CsvTable::from_csv_bytes(bytes)?;
                if !csv.has_known_headings(&table.headings) {
                    let message = import_messages::wrong_header(self.label, csv.columns);
                    return Err(ValidationError::new("file", message));
                }
                let reader = (csv.open_rows)(&table, options, answers)?;
                Ok(read_rows(self.format, &table, reader.as_ref()))
            }
            FormatReader::Text { parse, .. } => parse(bytes, options),
        }
    }
}

fn read_rows(format: ImportFormat, table: &CsvTable, reader: &dyn RowReader) -> ParsedFile {
    let mut drafts = DraftCollector::new(format);
    drafts.file.rows_read = table.rows.len();
    reader.describe_file(&mut drafts.file);
    for row in &table.rows {
        let draft = row.refusal.clone().map_or_else(|| reader.read_row(row), Err);
        match draft {
            Ok(draft) => drafts.add(draft, |kept, again| reader.merge_repeated(kept, again)),
            Err(reason) => drafts.file.skipped.push(SkippedRow { row: row.line, reason }),
        }
    }
    drafts.file
}

/// A file while its drafts come in, each identity once.
pub(crate) struct DraftCollector {
    pub file: ParsedFile,
    /// Where in the candidates an identity stands.
    positions: HashMap<Id, usize>,
}

impl DraftCollector {
    pub(crate) fn new(format: ImportFormat) -> Self {
        let file = ParsedFile {
            format,
            rows_read: 0,
            children: Vec::new(),
            candidates: Vec::new(),
            repeated_rows: 0,
            skipped: Vec::new(),
            warnings: Vec::new(),
        };
        Self { file, positions: HashMap::new() }
    }

    pub(crate) fn add(
        &mut self,
        draft: Draft,
        merge_repeated: impl FnOnce(&mut CandidateEntry, &CandidateEntry) -> Option<String>,
    ) {
        let Draft { candidate, doubts } = draft;
        let row = candidate.row;
        let known = self.positions.get(&candidate.id);
        if let Some(kept) = known.and_then(|at| self.file.candidates.get_mut(*at)) {
            self.file.repeated_rows += 1;
            let warning = merge_repeated(kept, &candidate);
            self.file.warnings.extend(warning.map(|message| ImportWarning::at_row(row, message)));
            return;
        }
        self.add_child(candidate.child.as_deref());
        self.file.warnings.extend(doubts.into_iter().map(|message| ImportWarning::at_row(row, message)));
        self.positions.insert(candidate.id, self.file.candidates.len());
        self.file.candidates.push(candidate);
    }

    pub(crate) fn add_child(&mut self, name: Option<&str>) {
        if let Some(name) = name
            && !self.file.children.iter().any(|known| known == name)
        {
            self.file.children.push(name.to_owned());
        }
    }
}
