//! One file of an archive as CSV: its columns found by name, its rows as JSON fields, each fault with file, row and
//! column. A row is counted as a spreadsheet counts it: the headings are row 1.

use super::meter::{Meter, Quotes, Spent};
use super::{Shelf, refused, too_long};
use crate::import::table::one_line;
use crate::import::{Warning, archive::quoted};
use crate::journal::cells::{Column, from_cell};
use crate::journal::{Id, Problem};
use csv::{Position, Reader, ReaderBuilder, StringRecord};
use serde_json::{Map, Value};
use std::io::{self, Read};
use std::rc::Rc;

const HEADINGS: usize = 16 * 1024;

/// A row as fields, or why it cannot be read.
pub(crate) type Fields = Result<Map<String, Value>, String>;

pub(crate) struct Sheet<'a> {
    pub file: &'static str,
    reader: Reader<Quotes<'a>>,
    spent: Rc<Spent>,
    /// What each column is, where it is known.
    columns: Vec<Option<Column>>,
    record: StringRecord,
    row: usize,
}

impl<'a> Sheet<'a> {
    /// Opens a file; none where there is none.
    pub(crate) fn open(
        shelf: &'a Shelf<'a>,
        file: &'static str,
        columns: &[Column],
    ) -> Result<Option<Self>, Problem> {
        let unread = |error: io::Error| refused(format!("{file} could not be read: {error}."));
        let Some(input) = shelf(file).map_err(unread)? else {
            return Ok(None);
        };
        let mark = delimiter(shelf, file).map_err(unread)?;
        let (meter, spent) = Meter::new(input).map_err(unread)?;
        let mut sheet = Self {
            file,
            reader: ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(mark)
                .from_reader(Quotes(meter)),
            spent,
            columns: Vec::new(),
            record: StringRecord::new(),
            row: 0,
        };
        if sheet.advance()? {
            sheet.columns = sheet.known(columns)?;
        }
        Ok(Some(sheet))
    }

    fn known(&self, columns: &[Column]) -> Result<Vec<Option<Column>>, Problem> {
        let mut known: Vec<Option<Column>> = Vec::new();
        for name in &self.record {
            let name = one_line(name).to_lowercase();
            let column = columns.iter().copied().find(|(known, _)| *known == name);
            if column.is_some() && known.contains(&column) {
                let name = quoted(&name);
                return Err(refused(format!("{}: two columns are called {name}.", self.file)));
            }
            known.push(column);
        }
        match columns.first() {
            Some(first) if !known.contains(&Some(*first)) => Err(refused(format!(
                "{}: it has no column \"{}\", so it is not of a cuebook export.",
                self.file, first.0
            ))),
            _ => Ok(known),
        }
    }

    /// The columns nobody here knows, as warnings.
    pub(crate) fn unknown(&self) -> Vec<Warning> {
        let unknown = self.columns.iter().zip(&self.record);
        let unknown = unknown.filter(|(known, name)| known.is_none() && !name.trim().is_empty());
        unknown
            .map(|(_, name)| Warning {
                row: None,
                says: format!(
                    "{}: this version does not know the column {}; it was left out.",
                    self.file,
                    quoted(name)
                ),
            })
            .collect()
    }

    /// The next row that holds anything: its number, and its fields.
    pub(crate) fn next(&mut self) -> Result<Option<(usize, Fields)>, Problem> {
        while self.advance()? {
            if self.record.iter().any(|cell| !cell.is_empty()) {
                return Ok(Some((self.row, self.fields())));
            }
        }
        if self.spent.is_quote_open() {
            return Err(refused(format!(
                "{}, row {}: a quotation mark is opened and never closed.",
                self.file,
                self.row.saturating_sub(1)
            )));
        }
        Ok(None)
    }

    /// The identity in a column of the row that was read last, whatever stands in its other cells.
    pub(crate) fn id(&self, name: &str) -> Option<Id> {
        let is_it = |column: &Option<Column>| column.is_some_and(|(known, _)| known == name);
        let cell = self.record.get(self.columns.iter().position(is_it)?)?;
        let cell = cell.strip_prefix('\'').unwrap_or(cell);
        Id::parse_str(cell.trim()).ok()
    }

    /// Where the row stands that was read last, in bytes.
    pub(crate) fn place(&self) -> u64 {
        self.record.position().map_or(0, Position::byte)
    }

    /// Reads the row that stands at a place.
    pub(crate) fn at(&mut self, place: u64, row: usize) -> Result<Fields, Problem> {
        let mut to = Position::new();
        to.set_byte(place);
        let sought = self.reader.seek(to);
        sought.map_err(|error| self.unread(&error))?;
        self.row = row.saturating_sub(1);
        match self.advance()? {
            true => Ok(self.fields()),
            false => Err(refused(CHANGED)),
        }
    }

    fn advance(&mut self) -> Result<bool, Problem> {
        self.spent.begin();
        self.row += 1;
        let read = self.reader.read_record(&mut self.record);
        read.map_err(|error| self.unread(&error))
    }

    fn unread(&self, error: &csv::Error) -> Problem {
        let place = format!("{}, row {}", self.file, self.row);
        if self.spent.is_over() {
            return too_long(&place);
        }
        refused(match error.kind() {
            csv::ErrorKind::Utf8 { .. } => {
                format!("{place}: it is not UTF-8 text. Please save it as CSV UTF-8.")
            }
            _ => format!("{place}: it cannot be read ({error})."),
        })
    }

    fn fields(&self) -> Fields {
        let mut fields = Map::new();
        for (at, cell) in self.record.iter().enumerate() {
            match self.columns.get(at) {
                Some(Some((name, of))) => {
                    let value = from_cell(*of, cell);
                    let value = value.map_err(|why| format!("its {name}, {}, is {why}", quoted(cell)))?;
                    fields.extend(value.map(|value| ((*name).to_owned(), value)));
                }
                Some(None) => {}
                None if cell.is_empty() => {}
                None => return Err(WIDE.to_owned()),
            }
        }
        Ok(fields)
    }
}

/// The sign between cells, found in the headings: spreadsheets of some countries write another. The comma wins a draw.
fn delimiter(shelf: &Shelf<'_>, file: &str) -> io::Result<u8> {
    let mut head = Vec::new();
    if let Some(input) = shelf(file)? {
        input.take(HEADINGS as u64).read_to_end(&mut head)?;
    }
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next();
    let count = |mark: u8| {
        let marks = line.into_iter().flatten().filter(|byte| **byte == mark);
        marks.count()
    };
    let all = [b'\t', b';', b','];
    Ok(all.into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b','))
}

const WIDE: &str = "it has more cells than there are columns";
const CHANGED: &str = "The files were changed while they were read.";
