//! One driver for the files of every app: rows become drafts, each once; what is doubtful is warned of, and what is not
//! kept is skipped with a reason.

use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::candidate_list::PlaceIndex;
use crate::import::date_order::{DateOrder, DateOrderFinder, FoundOrder};
use crate::import::decode_text::decode_whole;
use crate::import::text_source::{self, FileSource};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, UserAnswers, stable_id,
};
use crate::model::ValidationError;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;
use chrono::NaiveDate;

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
        parse: fn(&str, &ImportOptions, &mut RowWatch<'_>) -> Result<ParsedFile, ValidationError>,
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
    &'a CsvTable<'a>,
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
        // Where the same instant stands beside it in seconds, nothing hangs on how a date is read.
        let exact = |heading: &str| {
            let local = heading.strip_suffix("local").unwrap_or_default();
            table.find_column(&[&format!("{heading} (epoch)"), local])
        };
        let columns: Vec<_> = self
            .date_headings
            .iter()
            .filter_map(|heading| Some((table.find_column(&[heading])?, exact(heading))))
            .collect();
        let mut finder = DateOrderFinder::default();
        if !columns.is_empty() {
            let mut rows = table.rows();
            for row in &mut rows {
                for (n, (at, exact)) in columns.iter().enumerate() {
                    if row.cell_text(*exact).is_empty() {
                        finder.push(n, row.cell_text(Some(*at)));
                    }
                }
            }
            rows.problem.map_or(Ok(()), Err)?;
        }
        finder.decide(answers.date_order, self.date_order)
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
        source: &FileSource,
        options: &ImportOptions,
        answers: &UserAnswers,
        watch: &mut RowWatch<'_>,
    ) -> Result<ParsedFile, ValidationError> {
        match &self.reader {
            FormatReader::Csv(csv) => {
                let mut table = CsvTable::from_source(source)?;
                if !csv.has_known_headings(&table.headings) {
                    let message = import_messages::wrong_header(self.label, csv.columns);
                    return Err(ValidationError::new("file", message));
                }
                let found = csv.find_date_order(&table, answers)?;
                table.date_order = found.order;
                let reader = (csv.open_rows)(&table, options, answers)?;
                let mut file = read_rows(self.format, &table, reader.as_ref(), watch)?;
                file.is_date_order_used = found.is_given_used;
                file.date_order = found.order.or(found.only_order);
                let told = found
                    .told_by_sequence
                    .map(|date| import_messages::order_told_by_rows(&date, found.order));
                file.warnings.extend(told.map(ImportWarning::of_file));
                Ok(file)
            }
            text_reader => {
                let (text, guessed) = decode_whole(source)
                    .map_err(text_source::unreadable)?
                    .ok_or_else(|| ValidationError::new("file", import_messages::not_text(self.label)))?;
                // Lines are understood together; JSON is gone through value by value.
                let is_json = text.trim_start().starts_with(['{', '[']);
                if !is_json && text.len() > MAX_TEXT_BYTES {
                    let message = import_messages::text_too_long(MAX_TEXT_BYTES / (1024 * 1024));
                    return Err(ValidationError::new("file", message));
                }
                let mut file = match text_reader {
                    FormatReader::Lines { parse, .. } => parse(&text, options, answers)?,
                    FormatReader::Text { parse, .. } => parse(&text, options, watch)?,
                    FormatReader::Csv(_) => {
                        return Err(ValidationError::new("file", import_messages::not_text(self.label)));
                    }
                };
                let guess = guessed.map(import_messages::encoding_guessed);
                file.warnings.extend(guess.map(ImportWarning::of_file));
                Ok(file)
            }
        }
    }
}

/// The longest text whose lines are held together: a year of a family's is a megabyte.
const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// Hears how many rows were gone through, and may stop the work.
pub(crate) type RowWatch<'w> = dyn FnMut(usize) -> Result<(), ValidationError> + 'w;

fn read_rows(
    format: ImportFormat,
    table: &CsvTable,
    reader: &dyn RowReader,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let mut drafts = DraftCollector::new(format);
    drafts.file.warnings.clone_from(&table.warnings);
    reader.describe_file(&mut drafts.file);
    let children = table.find_column(&CHILD_HEADINGS);
    let mut rows = table.rows();
    while let Some(mut row) = rows.next() {
        drafts.file.rows_read += 1;
        watch(drafts.file.rows_read)?;
        drafts.file.warnings.append(&mut rows.warnings);
        let draft = row.refusal.take().map_or_else(|| reader.read_row(&row), Err);
        match draft {
            Ok(mut draft) => {
                let surplus = row.surplus_cells(table.headings.len());
                if !surplus.is_empty() {
                    draft
                        .doubts
                        .push(import_messages::surplus_cells(table.headings.len(), &surplus.join(", ")));
                }
                name_child(&mut draft.candidate, row.cell_text(children));
                drafts.add(draft, |kept, again| reader.merge_repeated(kept, again));
            }
            Err(reason) => drafts.file.skip(row.line, reason),
        }
    }
    rows.problem.map_or(Ok(drafts.file), Err)
}

/// What a column is called that names the child, in files of apps that have one child a file.
const CHILD_HEADINGS: [&str; 6] = ["child name", "baby name", "child's name", "baby's name", "child", "baby"];

/// Puts the name of a column into a row whose format knows none; a number is no name.
fn name_child(candidate: &mut CandidateEntry, name: &str) {
    let name = collapse_whitespace(name);
    if candidate.child.is_some() || !name.chars().any(char::is_alphabetic) {
        return;
    }
    let written = candidate.id.to_string();
    candidate.id = stable_id::id_from_parts(candidate.at.local_datetime(), &[&written, &name]);
    candidate.child = Some(name);
}

/// A file while its drafts come in, each identity once.
pub(crate) struct DraftCollector {
    pub file: ParsedFile,
    /// Where in the candidates an identity stands.
    places: PlaceIndex,
}

impl DraftCollector {
    pub(crate) fn new(format: ImportFormat) -> Self {
        Self { file: ParsedFile::new(format), places: PlaceIndex::default() }
    }

    pub(crate) fn add(
        &mut self,
        draft: Draft,
        merge_repeated: impl FnOnce(&mut CandidateEntry, &CandidateEntry) -> Option<String>,
    ) {
        let Draft { candidate, doubts } = draft;
        let row = candidate.row;
        let candidates = &mut self.file.candidates;
        let place = self.places.find_or_insert(&candidate.id, candidates.len(), |at| candidates.id(at));
        if let Some((at, mut kept)) = place.and_then(|at| Some((at, candidates.get(at)?))) {
            let warning = merge_repeated(&mut kept, &candidate);
            candidates.replace(at, kept);
            self.file.repeated_rows += 1;
            self.file.warn(warning.map(|message| ImportWarning::at_row(row, message)));
            return;
        }
        self.add_child(candidate.child.as_deref());
        self.file.warn(doubts.into_iter().map(|message| ImportWarning::at_row(row, message)));
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
