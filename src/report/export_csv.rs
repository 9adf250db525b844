//! Everything the family wrote down as CSV (RFC 4180): one file a kind, the moments, and the family. What stands in a
//! cell is `journal::cells`' business, where the files lie is the caller's.

use crate::model::csv_columns::{
    CsvColumn, FAMILY_COLUMNS, FAMILY_FILE, FORMULA_GUARD, MOMENTS_FILE, csv_columns_for_kind,
    csv_file_for_kind, encode_cell, insert_derived_cells, moment_columns,
};
use crate::model::fields::keys;
use crate::model::{Entry, EntryKind, Family, entry_to_json, family_to_json};
use csv::{Terminator, Writer, WriterBuilder};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The files while they are written, an entry at a time.
pub(crate) struct CsvExporter<'a, W: Write> {
    family: &'a Family,
    kinds: Vec<(Vec<CsvColumn>, Writer<W>)>,
    moments: (Vec<CsvColumn>, Writer<W>),
    /// Some cell begins with the sign that keeps a spreadsheet from taking it for a formula.
    has_marked_texts: bool,
}

impl<'a, W: Write> CsvExporter<'a, W> {
    /// Opens every file, writes the family whole and the headings of the others.
    pub(crate) fn start_export(
        family: &'a Family,
        mut open: impl FnMut(&str) -> io::Result<W>,
    ) -> io::Result<Self> {
        let mut household = create_csv_writer(open(FAMILY_FILE)?, &FAMILY_COLUMNS)?;
        let mut has_marked_texts = false;
        for row in build_family_rows(family) {
            has_marked_texts |= write_row(&mut household, &FAMILY_COLUMNS, &row)?;
        }
        household.flush()?;
        let kinds = EntryKind::ALL.into_iter().map(|kind| {
            let columns = csv_columns_for_kind(kind);
            let sheet = create_csv_writer(open(csv_file_for_kind(kind))?, &columns)?;
            Ok((columns, sheet))
        });
        let kinds = kinds.collect::<io::Result<_>>()?;
        let columns = moment_columns();
        let sheet = create_csv_writer(open(MOMENTS_FILE)?, &columns)?;
        Ok(Self { family, kinds, moments: (columns, sheet), has_marked_texts })
    }

    pub(crate) fn entry(&mut self, write_entry: &Entry) -> io::Result<()> {
        let Value::Object(mut row) = entry_to_json(write_entry, self.family) else {
            return Ok(());
        };
        let moments = row.shift_remove(keys::MOMENTS);
        insert_derived_cells(&mut row);
        let kind = EntryKind::ALL.into_iter().position(|kind| kind == write_entry.kind());
        if let Some((columns, sheet)) = kind.and_then(|at| self.kinds.get_mut(at)) {
            self.has_marked_texts |= write_row(sheet, columns, &row)?;
        }
        let moments = moments.as_ref().and_then(Value::as_array);
        for (n, moment) in moments.into_iter().flatten().enumerate() {
            let mut row = moment.as_object().cloned().unwrap_or_default();
            row.insert("entry".to_owned(), json!(write_entry.id));
            row.insert("n".to_owned(), json!(n + 1));
            insert_derived_cells(&mut row);
            let (columns, sheet) = &mut self.moments;
            self.has_marked_texts |= write_row(sheet, columns, &row)?;
        }
        Ok(())
    }

    /// Writes out what is still held back. True when some text has a sign in front, by which no spreadsheet takes it for a
    /// formula.
    pub(crate) fn finish_export(mut self) -> io::Result<bool> {
        for (_, sheet) in &mut self.kinds {
            sheet.flush()?;
        }
        self.moments.1.flush()?;
        Ok(self.has_marked_texts)
    }
}

/// By which a spreadsheet knows that letters are UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

fn create_csv_writer<W: Write>(mut out: W, columns: &[CsvColumn]) -> io::Result<Writer<W>> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut sheet =
        WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(64 * 1024).from_writer(out);
    sheet.write_record(columns.iter().map(|(name, _)| name))?;
    Ok(sheet)
}

/// Whether a text in it got a sign in front.
fn write_row<W: Write>(
    sheet: &mut Writer<W>,
    columns: &[CsvColumn],
    row: &Map<String, Value>,
) -> io::Result<bool> {
    let cells: Vec<String> = columns.iter().map(|(name, _)| encode_cell(row.get(*name))).collect();
    sheet.write_record(&cells)?;
    Ok(cells.iter().any(|cell| cell.starts_with(FORMULA_GUARD)))
}

/// A row for each person, own cue, stroke name, mark and setting.
fn build_family_rows(family: &Family) -> Vec<Map<String, Value>> {
    let Value::Object(told) = family_to_json(family) else {
        return Vec::new();
    };
    let mut rows = vec![build_row("cuebook", json!({"value": ["1"]}))];
    for (name, value) in told {
        match (name.as_str(), value) {
            ("babies", list) => rows.extend(build_rows("baby", list)),
            ("carers", list) => rows.extend(build_rows("carer", list)),
            ("coverage", list) => rows.extend(build_rows("coverage", list)),
            ("own_cues", list) => rows.extend(build_rows("own_cue", list).map(|mut row| {
                let words = row.shift_remove("words").unwrap_or_default();
                row.insert("name".to_owned(), words);
                row
            })),
            ("stroke_names", Value::Object(names)) => {
                let names = names.into_iter();
                rows.extend(
                    names.map(|(code, name)| build_row("stroke_name", json!({"code": code, "name": name}))),
                );
            }
            // As it is in the JSON: nobody sorts or edits a seal.
            ("seals", value) => {
                let value = [value.to_string()];
                rows.push(build_row("setting", json!({"code": "seals", "value": value})));
            }
            (code, value) => {
                let list = if value.is_array() { value } else { json!([value]) };
                rows.push(build_row("setting", json!({"code": code, "value": list})));
            }
        }
    }
    rows
}

fn build_rows(what: &'static str, list: Value) -> impl Iterator<Item = Map<String, Value>> {
    let list = match list {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    list.into_iter().map(move |one| build_row(what, one))
}

fn build_row(what: &str, fields: Value) -> Map<String, Value> {
    let mut row = match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    row.insert("what".to_owned(), json!(what));
    row
}
