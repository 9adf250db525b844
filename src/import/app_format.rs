//! One driver for the files of every app: rows become drafts, each once; what is doubtful is warned of, and what is not
//! kept is skipped with a reason.

use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::date_order::{DateOrder, FoundOrder, find_date_order};
use crate::import::decode_text::decode_text;
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, SkippedRow, UserAnswers,
};
use crate::model::{Id, ValidationError};
use crate::texts::import_messages;
use chrono::NaiveDate;
use std::collections::HashMap;

/// One row of the table of formats.
pub(crate) struct AppFormat {
    pub format: ImportFormat,
    /// For `--format`, and in the identities of its entries: never to be changed.
    pub code: &'static str,
    pub label: &'static str,
    pub reader: FormatReader,
}

pub(crate) enum FormatReader {
    Csv(CsvFormat),
    Text {
        /// Looks at the beginning of a text.
        has_known_lines: fn(&str) -> bool,
        parse: fn(&str, &ImportOptions) -> Result<ParsedFile, ValidationError>,
    },
    /// A text whose lines name people of the journal.
    Lines {
        has_known_lines: fn(&str) -> bool,
        parse: fn(&str, &ImportOptions, &UserAnswers) -> Result<ParsedFile, ValidationError>,
    },
}

pub(crate) struct CsvFormat {
    /// A file of the app has one heading of each group.
    pub required_headings: &'static [&'static [&'static str]],
    /// The columns, for a sentence.
    pub columns: &'static str,
    /// The columns of dates, whose order is found out before a row is read.
    pub date_headings: &'static [&'static str],
    /// The order in which the app itself writes dates such as 3/4/24, whatever the phone.
    pub date_order: Option<DateOrder>,
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
    fn merge_repeated(&self, kept: &mut CandidateEntry, again: &CandidateEntry) -> Option<String> {
        merge_notes(kept, again)
    }
}

/// Notes that only the second row has are put with the first.
fn merge_notes(kept: &mut CandidateEntry, again: &CandidateEntry) -> Option<String> {
    kept.note = Some(join_new_lines(kept.note.as_deref(), again.note.as_deref())?);
    Some(import_messages::notes_merged(kept.row))
}

/// The lines of a note and those that only another has; none when there are no such lines.
pub(crate) fn join_new_lines(known: Option<&str>, other: Option<&str>) -> Option<String> {
    let known = known.unwrap_or_default();
    let is_new = |line: &&str| !line.trim().is_empty() && !known.lines().any(|known| known == *line);
    let new: Vec<&str> = other.unwrap_or_default().lines().filter(is_new).collect();
    (!new.is_empty()).then(|| known.lines().chain(new).collect::<Vec<_>>().join("\n"))
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

    fn find_date_order(
        &self,
        table: &CsvTable,
        answers: &UserAnswers,
    ) -> Result<FoundOrder, ValidationError> {
        let columns: Vec<_> =
            self.date_headings.iter().map(|heading| table.find_column(&[heading])).collect();
        let rows = table.rows.iter();
        let cells = columns.iter().flat_map(|column| rows.clone().map(|row| row.cell_text(*column)));
        find_date_order(cells, answers.date_order, self.date_order)
    }
}

impl AppFormat {
    pub(crate) fn is_format_of(&self, text: &str, headings: &[String]) -> bool {
        match &self.reader {
            FormatReader::Csv(csv) => csv.has_known_headings(headings),
            FormatReader::Text { has_known_lines, .. } | FormatReader::Lines { has_known_lines, .. } => {
                has_known_lines(text)
            }
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
                let mut table = CsvTable::from_csv_bytes(bytes)?;
                if !csv.has_known_headings(&table.headings) {
                    let message = import_messages::wrong_header(self.label, csv.columns);
                    return Err(ValidationError::new("file", message));
                }
                let found = csv.find_date_order(&table, answers)?;
                table.date_order = found.order;
                let reader = (csv.open_rows)(&table, options, answers)?;
                let mut file = read_rows(self.format, &table, reader.as_ref());
                file.is_date_order_used = found.is_given_used;
                file.date_order = found.order.or(found.only_order);
                let told = found
                    .told_by_sequence
                    .map(|date| import_messages::order_told_by_rows(&date, found.order));
                file.warnings.extend(told.map(ImportWarning::of_file));
                Ok(file)
            }
            text_reader => {
                let decoded = decode_text(bytes)
                    .ok_or_else(|| ValidationError::new("file", import_messages::not_text(self.label)))?;
                let mut file = match text_reader {
                    FormatReader::Lines { parse, .. } => parse(&decoded.text, options, answers)?,
                    FormatReader::Text { parse, .. } => parse(&decoded.text, options)?,
                    FormatReader::Csv(_) => {
                        return Err(ValidationError::new("file", import_messages::not_text(self.label)));
                    }
                };
                let guess = decoded.guessed.map(import_messages::encoding_guessed);
                file.warnings.extend(guess.map(ImportWarning::of_file));
                Ok(file)
            }
        }
    }
}

fn read_rows(format: ImportFormat, table: &CsvTable, reader: &dyn RowReader) -> ParsedFile {
    let mut drafts = DraftCollector::new(format);
    drafts.file.rows_read = table.rows.len();
    drafts.file.warnings.clone_from(&table.warnings);
    reader.describe_file(&mut drafts.file);
    for row in &table.rows {
        let draft = row.refusal.clone().map_or_else(|| reader.read_row(row), Err);
        match draft {
            Ok(mut draft) => {
                let surplus = row.surplus_cells(table.headings.len());
                if !surplus.is_empty() {
                    draft
                        .doubts
                        .push(import_messages::surplus_cells(table.headings.len(), &surplus.join(", ")));
                }
                drafts.add(draft, |kept, again| reader.merge_repeated(kept, again));
            }
            Err(reason) => drafts.file.skipped.push(SkippedRow::new(row.line, reason)),
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
            name: String::new(),
            rows_read: 0,
            children: Vec::new(),
            births: Vec::new(),
            candidates: Vec::new(),
            repeated_rows: 0,
            skipped: Vec::new(),
            warnings: Vec::new(),
            is_date_order_used: false,
            date_order: None,
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

    /// What is said first of a child's birthday is taken.
    pub(crate) fn add_birth(&mut self, name: Option<&str>, born: Option<NaiveDate>) {
        if let (Some(name), Some(born)) = (name, born)
            && !self.file.births.iter().any(|(known, _)| known == name)
        {
            self.file.births.push((name.to_owned(), born));
        }
    }

    pub(crate) fn add_child(&mut self, name: Option<&str>) {
        if let Some(name) = name
            && !self.file.children.iter().any(|known| known == name)
        {
            self.file.children.push(name.to_owned());
        }
    }
}
