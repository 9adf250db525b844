//! Everything the family wrote down as CSV (RFC 4180): one file a kind, the moments, and the family. What stands in a
//! cell is `journal::cells`' business, where the files lie is the caller's.

use crate::journal::cells::{Column, FAMILY, HOUSEHOLD, MOMENT, MOMENTS, columns_of, file_of, to_cell};
use crate::journal::{Entry, Family, Kind, entry_to_json, family_to_json};
use csv::{Terminator, Writer, WriterBuilder};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The files while they are written, an entry at a time.
pub struct Sheets<'a, W: Write> {
    family: &'a Family,
    kinds: Vec<(Vec<Column>, Writer<W>)>,
    moments: Writer<W>,
}

impl<'a, W: Write> Sheets<'a, W> {
    /// Opens every file, writes the family whole and the headings of the others.
    pub fn begin(family: &'a Family, mut open: impl FnMut(&str) -> io::Result<W>) -> io::Result<Self> {
        let mut household = sheet(open(FAMILY)?, &HOUSEHOLD)?;
        for row in household_rows(family) {
            put(&mut household, &HOUSEHOLD, &row)?;
        }
        household.flush()?;
        let kinds = Kind::ALL.into_iter().map(|kind| {
            let columns = columns_of(kind);
            let sheet = sheet(open(file_of(kind))?, &columns)?;
            Ok((columns, sheet))
        });
        let kinds = kinds.collect::<io::Result<_>>()?;
        let moments = sheet(open(MOMENTS)?, &MOMENT)?;
        Ok(Self { family, kinds, moments })
    }

    pub fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        let Value::Object(mut row) = entry_to_json(entry, self.family) else {
            return Ok(());
        };
        let moments = row.shift_remove("moments");
        let kind = Kind::ALL.into_iter().position(|kind| kind == entry.kind());
        if let Some((columns, sheet)) = kind.and_then(|at| self.kinds.get_mut(at)) {
            put(sheet, columns, &row)?;
        }
        let moments = moments.as_ref().and_then(Value::as_array);
        for (n, moment) in moments.into_iter().flatten().enumerate() {
            let mut row = moment.as_object().cloned().unwrap_or_default();
            row.insert("entry".to_owned(), json!(entry.id));
            row.insert("n".to_owned(), json!(n + 1));
            put(&mut self.moments, &MOMENT, &row)?;
        }
        Ok(())
    }

    /// Writes out what is still held back.
    pub fn end(mut self) -> io::Result<()> {
        for (_, sheet) in &mut self.kinds {
            sheet.flush()?;
        }
        self.moments.flush()
    }
}

fn sheet<W: Write>(out: W, columns: &[Column]) -> io::Result<Writer<W>> {
    let mut sheet =
        WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(64 * 1024).from_writer(out);
    sheet.write_record(columns.iter().map(|(name, _)| name))?;
    Ok(sheet)
}

fn put<W: Write>(sheet: &mut Writer<W>, columns: &[Column], row: &Map<String, Value>) -> io::Result<()> {
    let cells = columns.iter().map(|(name, _)| to_cell(row.get(*name)));
    Ok(sheet.write_record(cells)?)
}

/// A row for each person, own cue, stroke name, mark and setting.
fn household_rows(family: &Family) -> Vec<Map<String, Value>> {
    let Value::Object(told) = family_to_json(family) else {
        return Vec::new();
    };
    let mut rows = vec![row("cuebook", json!({"value": ["1"]}))];
    for (name, value) in told {
        match (name.as_str(), value) {
            ("babies", list) => rows.extend(each("baby", list)),
            ("carers", list) => rows.extend(each("carer", list)),
            ("coverage", list) => rows.extend(each("coverage", list)),
            ("own_cues", list) => rows.extend(each("own_cue", list).map(|mut row| {
                let words = row.shift_remove("words").unwrap_or_default();
                row.insert("name".to_owned(), words);
                row
            })),
            ("stroke_names", Value::Object(names)) => {
                let names = names.into_iter();
                rows.extend(
                    names.map(|(code, name)| row("stroke_name", json!({"code": code, "name": name}))),
                );
            }
            // As it is in the JSON: nobody sorts or edits a seal.
            ("seals", value) => {
                let value = [value.to_string()];
                rows.push(row("setting", json!({"code": "seals", "value": value})));
            }
            (code, value) => {
                let list = if value.is_array() { value } else { json!([value]) };
                rows.push(row("setting", json!({"code": code, "value": list})));
            }
        }
    }
    rows
}

fn each(what: &'static str, list: Value) -> impl Iterator<Item = Map<String, Value>> {
    let list = match list {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    list.into_iter().map(move |one| row(what, one))
}

fn row(what: &str, fields: Value) -> Map<String, Value> {
    let mut row = match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    row.insert("what".to_owned(), json!(what));
    row
}
