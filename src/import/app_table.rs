//! Delimited text as rows of clean cells, each with its line in the file.
//!
//! Byte order marks, delimiters, ragged rows, blanks of other scripts and hostile characters are dealt with here; what a
//! column means is a format's business.

use crate::import::ImportWarning;
use crate::import::date_order::DateOrder;
use crate::import::text_source::{self, FileSource, RowText, TextPieces};
use crate::model::ValidationError;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;

/// Longer cells are not words a parent wrote; such a row is refused rather than half kept.
const MAX_CELL_CHARS: usize = 100_000;
/// A header longer than this is none of ours.
const MAX_HEADER_CHARS: usize = 8192;
/// What a column of free words is called.
const NOTE_HEADINGS: [&str; 2] = ["note", "notes"];

/// A file as rows, which are read anew each time they are gone through: none of them stays in memory.
pub(crate) struct CsvTable<'a> {
    /// The headings, folded: lower case, single blanks.
    pub headings: Vec<String>,
    /// What was doubtful about the file before anybody understood a row.
    pub warnings: Vec<ImportWarning>,
    /// How its dates such as 3/4/24 are read, once that is known.
    pub date_order: Option<DateOrder>,
    text: RowText<'a>,
    dialect: CsvDialect,
}

pub(crate) struct CsvRow {
    /// Its line in the file; the header is usually 1.
    pub line: usize,
    /// Why it cannot be read at all.
    pub refusal: Option<String>,
    /// The cells one after another, and where each ends.
    text: String,
    ends: Vec<usize>,
}

impl CsvRow {
    fn new<'c>(line: usize, refusal: Option<String>, cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            push_clean_cell(&mut text, cell);
            ends.push(text.len());
        }
        Self { line, refusal, text, ends }
    }

    /// The cell of a column; blank when the row is too short or the file has no such column.
    pub(crate) fn cell_text(&self, column: Option<usize>) -> &str {
        let Some((at, end)) = column.and_then(|at| Some((at, *self.ends.get(at)?))) else {
            return "";
        };
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        &self.text[start..end]
    }

    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Cells beyond the headings that are not blank.
    pub(crate) fn surplus_cells(&self, headings: usize) -> Vec<&str> {
        (headings..self.len()).map(|at| self.cell_text(Some(at))).filter(|cell| !cell.is_empty()).collect()
    }
}

impl<'a> CsvTable<'a> {
    /// # Errors
    /// When it is no text.
    pub(crate) fn from_source(source: &'a FileSource) -> Result<Self, ValidationError> {
        let Some((text, guessed)) = RowText::from_source(source)? else {
            let bytes = source.read_whole().map_err(text_source::unreadable)?;
            let valid = std::str::from_utf8(&bytes).err().map_or(bytes.len(), |e| e.valid_up_to());
            let line = 1 + count_newlines(&bytes[..valid]);
            return Err(ValidationError::new("file", import_messages::not_utf8(line)));
        };
        let (headings, dialect) = {
            let mut pieces = text.pieces();
            let head = pieces.next_piece().map_err(text_source::unreadable)?;
            let head = head.map_or("", |(piece, _)| piece);
            (read_headings(head), CsvDialect::from_text(head))
        };
        let guess = guessed.map(import_messages::encoding_guessed).map(ImportWarning::of_file);
        let warnings = guess.into_iter().collect();
        Ok(Self { headings, warnings, date_order: None, text, dialect })
    }

    /// The rows that hold anything, in the order of the file; the headings once more are none.
    pub(crate) fn rows(&self) -> CsvRows<'_> {
        CsvRows {
            table: self,
            pieces: self.text.pieces(),
            ready: Vec::new().into_iter(),
            warnings: Vec::new(),
            line: 1,
            is_begun: false,
            problem: None,
        }
    }

    /// The first column under one of these headings.
    pub(crate) fn find_column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headings.iter().position(|head| head == name))
    }

    /// What a row of no kind of ours says: each cell behind its heading, but for those under `left_out`.
    pub(crate) fn describe_cells(&self, row: &CsvRow, left_out: &[&str]) -> String {
        let cells = self.headings.iter().enumerate().filter_map(|(at, heading)| {
            let cell = collapse_whitespace(row.cell_text(Some(at)));
            (!cell.is_empty() && !left_out.contains(&heading.as_str())).then(|| format!("{heading} {cell}"))
        });
        cells.collect::<Vec<_>>().join(", ")
    }

    /// A row's cell under the first of these headings that the file has.
    pub(crate) fn cell<'r>(&self, row: &'r CsvRow, names: &[&str]) -> &'r str {
        row.cell_text(self.find_column(names))
    }
}

/// The rows of a table on their way through.
pub(crate) struct CsvRows<'t> {
    table: &'t CsvTable<'t>,
    pieces: TextPieces<'t>,
    ready: std::vec::IntoIter<CsvRow>,
    /// What was doubtful about the rows so far.
    pub warnings: Vec<ImportWarning>,
    /// The line at which the next piece begins.
    line: usize,
    is_begun: bool,
    /// What ended it before the end of the file.
    pub problem: Option<ValidationError>,
}

impl Iterator for CsvRows<'_> {
    type Item = CsvRow;

    fn next(&mut self) -> Option<CsvRow> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(row);
            }
            let piece = match self.pieces.next_piece() {
                Ok(piece) => piece?,
                Err(error) => {
                    self.problem = Some(text_source::unreadable(error));
                    return None;
                }
            };
            let (table, is_first) = (self.table, !std::mem::replace(&mut self.is_begun, true));
            let mut read = PieceReader { table, rows: Vec::new(), warnings: &mut self.warnings };
            match read.read_piece(piece, self.line, is_first) {
                Ok(()) => self.ready = read.rows.into_iter(),
                Err(problem) => {
                    self.problem = Some(problem);
                    return None;
                }
            }
            self.line += count_newlines(piece.0.as_bytes());
        }
    }
}

/// Reads the records of a piece of the file.
struct PieceReader<'t, 'w> {
    table: &'t CsvTable<'t>,
    rows: Vec<CsvRow>,
    warnings: &'w mut Vec<ImportWarning>,
}

impl PieceReader<'_, '_> {
    fn read_piece(
        &mut self,
        (text, is_last): (&str, bool),
        line: usize,
        is_first: bool,
    ) -> Result<(), ValidationError> {
        let dialect = &self.table.dialect;
        let skipped = if is_first { dialect.directive_bytes } else { 0 };
        let line = if is_first { line + dialect.directive_lines } else { line };
        let text = &text[skipped..];
        let mut lines = LineCounter { text: text.as_bytes(), byte: 0, line };
        let mut reader = dialect.build_reader(text);
        let mut record = csv::StringRecord::new();
        let mut is_header = is_first;
        while reader
            .read_record(&mut record)
            .map_err(|e| ValidationError::new("file", import_messages::unreadable_csv(&e.to_string())))?
        {
            let byte = |position: &csv::Position| usize::try_from(position.byte()).unwrap_or(0);
            let from = record.position().map_or(0, byte).min(text.len());
            let to = byte(reader.position()).clamp(from, text.len());
            let line = lines.line_at_byte(from);
            let is_blank = record.iter().all(|cell| cell.trim().is_empty());
            // A line that only parts the sections of a file.
            let is_blank = is_blank || record.get(0).is_some_and(|cell| cell.trim().starts_with("==="));
            let is_header = std::mem::take(&mut is_header);
            if !is_header && !is_blank && !is_same_headings(&record, &self.table.headings) {
                let raw = text.get(from..to).unwrap_or_default();
                self.push_record(line, &record, raw, is_last && to == text.len());
            }
        }
        Ok(())
    }

    /// A record as a row; one that a quotation mark opened without an end runs over as the lines it stands on.
    fn push_record(&mut self, line: usize, record: &csv::StringRecord, raw: &str, is_last: bool) {
        let dialect = &self.table.dialect;
        let raw = raw.trim_matches(['\r', '\n']);
        let breaks = count_newlines(raw.as_bytes());
        let is_unclosed = is_last && raw.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        if breaks > 0 && (is_unclosed || record.len() > self.table.headings.len()) {
            if let Some(rows) = self.read_line_by_line(line, raw) {
                self.rows.extend(rows);
                self.warnings.push(ImportWarning::at_row(line, import_messages::QUOTE_REPAIRED));
                return;
            }
            if is_unclosed {
                let refusal = Some(import_messages::unclosed_quote(line, line + breaks));
                self.rows.push(CsvRow::new(line, refusal, std::iter::empty()));
                return;
            }
            self.warnings.push(ImportWarning::at_row(line, import_messages::quote_doubtful(line + breaks)));
        }
        self.rows.push(row_from_record(dialect, line, record, &self.table.headings));
    }

    /// The lines of a record as rows of their own; none unless each of them has a cell a heading.
    fn read_line_by_line(&self, line: usize, raw: &str) -> Option<Vec<CsvRow>> {
        let (dialect, headings) = (&self.table.dialect, &self.table.headings);
        let mut rows = Vec::new();
        for (n, text) in raw.lines().enumerate() {
            let mut records = dialect.build_reader(text).into_records();
            let record = records.next()?.ok().filter(|record| record.len() == headings.len())?;
            rows.push(row_from_record(dialect, line + n, &record, headings));
        }
        Some(rows)
    }
}

/// The headings of a file, folded.
pub(crate) fn read_headings(text: &str) -> Vec<String> {
    let dialect = CsvDialect::from_text(text);
    let text = text[dialect.directive_bytes..].trim_start_matches(['\r', '\n']);
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line: String = text[..end].chars().take(MAX_HEADER_CHARS).collect();
    match dialect.build_reader(&line).into_records().next() {
        Some(Ok(record)) => fold_headings(&record),
        _ => Vec::new(),
    }
}

fn fold_headings(record: &csv::StringRecord) -> Vec<String> {
    record.iter().map(|head| collapse_whitespace(head).to_lowercase()).collect()
}

fn is_same_headings(record: &csv::StringRecord, headings: &[String]) -> bool {
    let first = |text: &str| text.trim_start().chars().next().map(|c| c.to_lowercase().next());
    // Told by one letter for nearly every row.
    record.len() == headings.len()
        && record.get(0).and_then(first) == headings.first().and_then(|head| first(head))
        && record.iter().zip(headings).all(|(cell, head)| collapse_whitespace(cell).to_lowercase() == *head)
}

fn count_newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'\n').count()
}

/// How a file separates its cells, and where its headings begin.
struct CsvDialect {
    delimiter: u8,
    /// The length of what stands above the headings: a line `sep=;`, which names the sign between cells, or a title.
    directive_bytes: usize,
    directive_lines: usize,
}

impl CsvDialect {
    fn from_text(text: &str) -> Self {
        let first = text.split_inclusive('\n').next().unwrap_or_default();
        let named = match first
            .trim_end()
            .trim_matches('"')
            .to_ascii_lowercase()
            .strip_prefix("sep=")
            .map(str::as_bytes)
        {
            Some([sign]) if sign.is_ascii() => Some(*sign),
            _ => None,
        };
        match named {
            Some(delimiter) => Self {
                delimiter,
                directive_bytes: first.len(),
                directive_lines: usize::from(first.ends_with('\n')),
            },
            None => {
                let (directive_bytes, directive_lines) = measure_title(text);
                let headings = text[directive_bytes..].split(['\r', '\n']).find(|line| !line.is_empty());
                let delimiter = detect_delimiter(headings.unwrap_or_default().as_bytes());
                Self { delimiter, directive_bytes, directive_lines }
            }
        }
    }

    fn build_reader<'t>(&self, text: &'t str) -> csv::Reader<&'t [u8]> {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(text.as_bytes())
    }
}

/// How many lines a title may have.
const MAX_TITLE_LINES: usize = 10;

/// The bytes and lines of a title above the headings: lines of one cell, where a line of several follows soon.
fn measure_title(text: &str) -> (usize, usize) {
    let (mut bytes, mut count) = (0, 0);
    for line in text.split_inclusive('\n').take(MAX_TITLE_LINES) {
        let is_filled = |cell: &&str| !cell.trim_matches(['"', '\r', '\n', ' ', '\u{feff}']).is_empty();
        match line.split(['\t', ';', ',']).filter(is_filled).count() {
            0 | 1 => (bytes, count) = (bytes + line.len(), count + 1),
            2 => break,
            _ => return (bytes, count),
        }
    }
    (0, 0)
}

/// The sign between cells, found in the headings: spreadsheets of some countries write another. The comma wins a draw.
pub(crate) fn detect_delimiter(headings: &[u8]) -> u8 {
    let count = |sign: u8| headings.iter().filter(|b| **b == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn row_from_record(
    dialect: &CsvDialect,
    line: usize,
    record: &csv::StringRecord,
    headings: &[String],
) -> CsvRow {
    // No letter is shorter than a byte.
    if record.iter().any(|cell| cell.len() > MAX_CELL_CHARS && cell.chars().count() > MAX_CELL_CHARS) {
        return CsvRow::new(line, Some(import_messages::CELL_TOO_LONG.to_owned()), std::iter::empty());
    }
    let last = headings.len().saturating_sub(1);
    let ends_with_note = headings.last().is_some_and(|head| NOTE_HEADINGS.contains(&head.as_str()));
    let is_split = ends_with_note && record.iter().skip(last + 1).any(|cell| !cell.trim().is_empty());
    if !is_split {
        return CsvRow::new(line, None, record.iter());
    }
    // A note that was written without its quotation marks, cut at its commas.
    let note: Vec<&str> = record.iter().skip(last).collect();
    let note = note.join(&char::from(dialect.delimiter).to_string());
    CsvRow::new(line, None, record.iter().take(last).chain([note.as_str()]))
}

/// A cell without characters that could command a terminal; line breaks and tabs are a parent's own.
pub(crate) fn clean_cell(cell: &str) -> String {
    let mut clean = String::new();
    push_clean_cell(&mut clean, cell);
    clean
}

fn push_clean_cell(text: &mut String, cell: &str) {
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    if cell.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        text.push_str(cell.trim());
        return;
    }
    let clean: String = cell.chars().filter(is_kept).collect();
    text.push_str(clean.trim());
}

/// Counts lines on the way through a file. The reader's own count is one behind after CR LF.
struct LineCounter<'a> {
    text: &'a [u8],
    byte: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_at_byte(&mut self, byte: usize) -> usize {
        let to = byte.clamp(self.byte, self.text.len());
        let breaks = self.text[to..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.line += count_newlines(&self.text[self.byte..to + breaks]);
        self.byte = to + breaks;
        self.line
    }
}
