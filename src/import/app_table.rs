//! Delimited text as rows of clean cells, each with its line in the file.
//!
//! Byte order marks, delimiters, ragged rows, blanks of other scripts and hostile characters are dealt with here; what a
//! column means is a format's business.

use crate::model::ValidationError;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;

/// Longer cells are not words a parent wrote; such a row is refused rather than half kept.
const MAX_CELL_CHARS: usize = 100_000;
/// A header longer than this is none of ours.
const MAX_HEADER_BYTES: usize = 4096;

pub(crate) struct CsvTable {
    /// The headings, folded: lower case, single blanks.
    pub headings: Vec<String>,
    /// The rows that hold anything, in the order of the file.
    pub rows: Vec<CsvRow>,
}

pub(crate) struct CsvRow {
    /// Its line in the file; the header is usually 1.
    pub line: usize,
    /// Why it cannot be read at all.
    pub refusal: Option<String>,
    cells: Vec<String>,
}

impl CsvRow {
    /// The cell of a column; blank when the row is too short or the file has no such column.
    pub(crate) fn cell_text(&self, column: Option<usize>) -> &str {
        column.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Cells beyond the headings that are not blank.
    pub(crate) fn count_surplus_cells(&self, heads: usize) -> usize {
        self.cells.iter().skip(heads).filter(|cell| !cell.is_empty()).count()
    }
}

impl CsvTable {
    pub(crate) fn from_csv_bytes(bytes: &[u8]) -> Result<Self, ValidationError> {
        let text = std::str::from_utf8(strip_byte_order_mark(bytes)).map_err(|e| {
            let line = 1 + count_newlines(&bytes[..e.valid_up_to().min(bytes.len())]);
            ValidationError::new("file", import_messages::not_utf8(line))
        })?;
        let mut table = Self { headings: read_headings(bytes), rows: Vec::new() };
        let mut lines = LineCounter { text: text.as_bytes(), byte: 0, line: 1 };
        let mut from = 0;
        for (count, record) in build_csv_reader(text.as_bytes()).into_records().enumerate() {
            let record = record
                .map_err(|e| ValidationError::new("file", import_messages::unreadable_csv(&e.to_string())))?;
            from = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(from);
            let line = lines.line_at_byte(from);
            if count > 0 && record.iter().any(|cell| !cell.trim().is_empty()) {
                table.rows.push(row_from_record(line, &record));
            }
        }
        refuse_unclosed_quote(&mut table, text.get(from..).unwrap_or_default());
        Ok(table)
    }

    /// The first column under one of these headings.
    pub(crate) fn find_column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.headings.iter().position(|head| head == name))
    }

    /// A row's cell under the first of these headings that the file has.
    pub(crate) fn cell<'r>(&self, row: &'r CsvRow, names: &[&str]) -> &'r str {
        row.cell_text(self.find_column(names))
    }
}

/// The headings of a file, folded; of any bytes, so that detection cannot fail.
pub(crate) fn read_headings(bytes: &[u8]) -> Vec<String> {
    let bytes = strip_byte_order_mark(bytes);
    let start = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    let bytes = &bytes[start..];
    let end = bytes.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(bytes.len());
    let line = String::from_utf8_lossy(&bytes[..end.min(MAX_HEADER_BYTES)]);
    let record = build_csv_reader(line.as_bytes()).into_records().next();
    match record {
        Some(Ok(record)) => record.iter().map(|head| collapse_whitespace(head).to_lowercase()).collect(),
        _ => Vec::new(),
    }
}

fn strip_byte_order_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn count_newlines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'\n').count()
}

fn build_csv_reader(text: &[u8]) -> csv::Reader<&[u8]> {
    let first = text.split(|b| matches!(b, b'\r' | b'\n')).find(|line| !line.is_empty());
    let delimiter = detect_delimiter(first.unwrap_or_default());
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text)
}

/// The sign between cells, found in the headings: spreadsheets of some countries write another. The comma wins a draw.
pub(crate) fn detect_delimiter(headings: &[u8]) -> u8 {
    let count = |sign: u8| headings.iter().filter(|b| **b == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn row_from_record(line: usize, record: &csv::StringRecord) -> CsvRow {
    let too_long = record.iter().any(|cell| cell.chars().count() > MAX_CELL_CHARS);
    let refusal = too_long.then(|| import_messages::CELL_TOO_LONG.to_owned());
    let cells = if too_long { Vec::new() } else { record.iter().map(clean_cell).collect() };
    CsvRow { line, refusal, cells }
}

/// A cell without characters that could command a terminal; line breaks and tabs are a parent's own.
pub(crate) fn clean_cell(cell: &str) -> String {
    let cell: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    cell.trim().to_owned()
}

/// A quotation mark that is never closed swallows every row after it, so the last record is where it shows.
fn refuse_unclosed_quote(table: &mut CsvTable, last: &str) {
    let lines = count_newlines(last.trim().as_bytes());
    let marks = last.bytes().filter(|b| *b == b'"').count();
    let Some(row) = table.rows.last_mut() else {
        return;
    };
    if marks % 2 == 1 && lines > 0 {
        row.cells.clear();
        row.refusal = Some(import_messages::unclosed_quote(row.line, row.line + lines));
    }
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
