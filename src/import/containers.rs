//! Files that hold other files: zip archives of lists, spreadsheets (.xlsx, .ods) and Daylio's backup. What lies in them
//! becomes files of bytes; what a file means is a format's business.

use crate::model::ValidationError;
use crate::texts::import_messages;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What all files of a container may hold together, in bytes.
const MAX_UNPACKED_BYTES: u64 = 64 * 1024 * 1024;
/// How many files of a container are looked at.
const MAX_FILES: usize = 1000;
/// The part of a spreadsheet that names it as one.
const SPREADSHEET_PARTS: [&str; 2] = ["xl/workbook.xml", "content.xml"];
/// How a zip archive begins.
pub(crate) const ZIP_SIGNATURE: &[u8] = b"PK\x03\x04";

pub(crate) struct ContainedFile {
    /// Its name within the container, without folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files in a container; none when the bytes are no container.
///
/// # Errors
/// When it cannot be read, asks for a password, or holds more than fits in memory.
pub(crate) fn unpack_container(bytes: &[u8]) -> Result<Option<Vec<ContainedFile>>, ValidationError> {
    if !bytes.starts_with(ZIP_SIGNATURE) {
        return Ok(None);
    }
    let unreadable = |_| ValidationError::new("file", import_messages::CONTAINER_UNREADABLE);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let is_spreadsheet =
        archive.file_names().flatten().any(|name| SPREADSHEET_PARTS.contains(&name.as_ref()));
    if is_spreadsheet {
        return read_spreadsheet(bytes).map(Some);
    }
    let mut files = Vec::new();
    let mut left = MAX_UNPACKED_BYTES;
    for at in 0..archive.len().min(MAX_FILES) {
        let entry = archive.by_index(at).map_err(unreadable)?;
        let path = entry.name().map_err(unreadable)?.into_owned();
        // What a Mac puts beside each file is none of the app's.
        if !entry.is_file() || path.starts_with("__MACOSX") {
            continue;
        }
        let name = path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned();
        let mut bytes = Vec::new();
        let read = entry.take(left + 1).read_to_end(&mut bytes);
        let read =
            read.map_err(|_| ValidationError::new("file", import_messages::CONTAINER_UNREADABLE))? as u64;
        left = left
            .checked_sub(read)
            .ok_or_else(|| ValidationError::new("file", import_messages::CONTAINER_TOO_LARGE))?;
        if name.ends_with(".daylio") {
            let packed: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            bytes = STANDARD.decode(packed).unwrap_or(bytes);
        }
        files.push(ContainedFile { name, bytes });
    }
    Ok(Some(files))
}

/// Each sheet as a list with commas, its dates written out.
fn read_spreadsheet(bytes: &[u8]) -> Result<Vec<ContainedFile>, ValidationError> {
    let unreadable = |_| ValidationError::new("file", import_messages::SPREADSHEET_UNREADABLE);
    let mut book: Sheets<Cursor<&[u8]>> =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut files = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in range.rows() {
            let cells = row.iter().map(format_cell);
            writer
                .write_record(cells)
                .map_err(|_| ValidationError::new("file", import_messages::SPREADSHEET_UNREADABLE))?;
        }
        let bytes = writer.into_inner().unwrap_or_default();
        files.push(ContainedFile { name, bytes });
    }
    Ok(files)
}

fn format_cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) if at.is_duration() => {
            let minutes = (at.as_f64() * 24.0 * 60.0).round() as i64;
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        }
        // A length or a clock without a day is less than a day.
        Data::DateTime(at) if at.as_f64() < 1.0 => {
            let seconds = (at.as_f64() * 86_400.0).round() as i64;
            format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
        }
        Data::DateTime(at) => at
            .as_datetime()
            .map_or_else(|| at.as_f64().to_string(), |at| at.format("%Y-%m-%d %H:%M:%S").to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) | Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}
