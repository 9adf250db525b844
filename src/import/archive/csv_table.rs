//! One file of an archive as CSV: its columns found by name, its rows as JSON fields, each fault with file, row and
//! column. A row is counted as a spreadsheet counts it: the headings are row 1.

use crate::import::ImportWarning;
use crate::import::app_table::detect_delimiter;
use crate::import::archive::limited_reader::{LimitedReader, QuoteCounter, ReadUsage};
use crate::import::archive::{OpenFile, file_error, piece_too_long_error, quote_excerpt};
use crate::model::csv_columns::{CsvColumn, decode_cell};
use crate::model::{Id, ValidationError};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::archive_messages;
use csv::{Position, Reader, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};
use std::io::{self, Read};
use std::rc::Rc;

const MAX_HEADINGS_BYTES: usize = 16 * 1024;

/// A row as fields, or why it cannot be read.
type RowFields = Result<Map<String, Value>, String>;

pub(crate) struct ArchiveCsv<'a> {
    pub file: &'static str,
    reader: Reader<QuoteCounter<'a>>,
    usage: Rc<ReadUsage>,
    /// What each column is, where it is known.
    columns: Vec<Option<CsvColumn>>,
    record: StringRecord,
    row: usize,
}

impl<'a> ArchiveCsv<'a> {
    /// Opens a file; none where there is none.
    pub(crate) fn open(
        open_file: &'a OpenFile<'a>,
        file: &'static str,
        columns: &[CsvColumn],
    ) -> Result<Option<Self>, ValidationError> {
        let unread = |error: io::Error| file_error(archive_messages::unreadable_file(file, &error));
        let Some(input) = open_file(file).map_err(unread)? else {
            return Ok(None);
        };
        let delimiter = read_delimiter(open_file, file).map_err(unread)?;
        let (limited, usage) = LimitedReader::new(input).map_err(unread)?;
        let mut table = Self {
            file,
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(QuoteCounter(limited)),
            usage,
            columns: Vec::new(),
            record: StringRecord::new(),
            row: 0,
        };
        if table.read_next_record()? {
            table.columns = table.match_columns(columns)?;
        }
        Ok(Some(table))
    }

    fn match_columns(&self, columns: &[CsvColumn]) -> Result<Vec<Option<CsvColumn>>, ValidationError> {
        let mut known: Vec<Option<CsvColumn>> = Vec::new();
        for name in &self.record {
            let name = collapse_whitespace(name).to_lowercase();
            let column = columns.iter().copied().find(|(known, _)| *known == name);
            if column.is_some() && known.contains(&column) {
                let message = archive_messages::repeated_column(self.file, &quote_excerpt(&name));
                return Err(file_error(message));
            }
            known.push(column);
        }
        match columns.first() {
            Some(first) if !known.contains(&Some(*first)) => {
                Err(file_error(archive_messages::missing_column(self.file, first.0)))
            }
            _ => Ok(known),
        }
    }

    /// The columns nobody here knows, as warnings.
    pub(crate) fn warn_unknown_columns(&self) -> Vec<ImportWarning> {
        let unknown = self.columns.iter().zip(&self.record);
        let unknown = unknown.filter(|(known, name)| known.is_none() && !name.trim().is_empty());
        unknown
            .map(|(_, name)| {
                ImportWarning::of_file(archive_messages::unknown_column(self.file, &quote_excerpt(name)))
            })
            .collect()
    }

    /// The next row that holds anything: its number, and its fields.
    pub(crate) fn next_row(&mut self) -> Result<Option<(usize, RowFields)>, ValidationError> {
        while self.read_next_record()? {
            if self.record.iter().any(|cell| !cell.is_empty()) {
                return Ok(Some((self.row, self.parse_fields())));
            }
        }
        if self.usage.is_quote_open() {
            let place = archive_messages::row_place(self.file, self.row.saturating_sub(1));
            return Err(file_error(archive_messages::unclosed_quote(&place)));
        }
        Ok(None)
    }

    /// The identity in a column of the row that was read last, whatever stands in its other cells.
    pub(crate) fn id_in_column(&self, name: &str) -> Option<Id> {
        let is_it = |column: &Option<CsvColumn>| column.is_some_and(|(known, _)| known == name);
        let cell = self.record.get(self.columns.iter().position(is_it)?)?;
        let cell = cell.strip_prefix('\'').unwrap_or(cell);
        Id::parse_str(cell.trim()).ok()
    }

    /// Where the row stands that was read last, in bytes.
    pub(crate) fn byte_position(&self) -> u64 {
        self.record.position().map_or(0, Position::byte)
    }

    /// Reads the row that stands at a place.
    pub(crate) fn read_row_at(&mut self, place: u64, row: usize) -> Result<RowFields, ValidationError> {
        let mut to = Position::new();
        to.set_byte(place);
        let sought = self.reader.seek(to);
        sought.map_err(|error| self.read_error(&error))?;
        self.row = row.saturating_sub(1);
        match self.read_next_record()? {
            true => Ok(self.parse_fields()),
            false => Err(file_error(archive_messages::FILES_CHANGED)),
        }
    }

    fn read_next_record(&mut self) -> Result<bool, ValidationError> {
        self.usage.start_piece();
        self.row += 1;
        let read = self.reader.read_record(&mut self.record);
        read.map_err(|error| self.read_error(&error))
    }

    fn read_error(&self, error: &csv::Error) -> ValidationError {
        let place = archive_messages::row_place(self.file, self.row);
        if self.usage.is_over_limit() {
            return piece_too_long_error(&place);
        }
        file_error(match error.kind() {
            csv::ErrorKind::Utf8 { .. } => archive_messages::row_not_utf8(&place),
            _ => archive_messages::unreadable_row(&place, error),
        })
    }

    fn parse_fields(&self) -> RowFields {
        let mut fields = Map::new();
        for (at, cell) in self.record.iter().enumerate() {
            match self.columns.get(at) {
                Some(Some((name, of))) => {
                    let value = decode_cell(*of, cell);
                    let value = value.map_err(|problem| {
                        archive_messages::unreadable_cell(name, &quote_excerpt(cell), problem)
                    })?;
                    fields.extend(value.map(|value| ((*name).to_owned(), value)));
                }
                Some(None) => {}
                None if cell.is_empty() => {}
                None => return Err(archive_messages::TOO_MANY_CELLS.to_owned()),
            }
        }
        Ok(fields)
    }
}

fn read_delimiter(open_file: &OpenFile<'_>, file: &str) -> io::Result<u8> {
    let mut head = Vec::new();
    if let Some(input) = open_file(file)? {
        input.take(MAX_HEADINGS_BYTES as u64).read_to_end(&mut head)?;
    }
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next();
    Ok(detect_delimiter(line.unwrap_or_default()))
}
