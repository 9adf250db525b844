//! What the apps that write JSON have in common: a file as one value, its rows as candidates.

use crate::import::app_format::{Draft, DraftCollector};
use crate::import::{ImportFormat, ParsedFile};
use crate::model::ValidationError;
use crate::texts::import_messages;
use serde_json::Value;

/// # Errors
/// When it is no JSON: where it breaks off.
pub(crate) fn parse_json(text: &str) -> Result<Value, ValidationError> {
    serde_json::from_str(text)
        .map_err(|error| ValidationError::new("file", import_messages::unreadable_json(error.line())))
}

/// The values of a field that is a list; none of anything else.
pub(crate) fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// A text field without characters that could command a terminal; blank when it is missing.
pub(crate) fn text(value: &Value, field: &str) -> String {
    value[field].as_str().map(crate::import::app_table::clean_cell).unwrap_or_default()
}

/// Reads every row, each identity once.
pub(crate) fn collect_rows<'v>(
    format: ImportFormat,
    rows: impl Iterator<Item = &'v Value>,
    mut read: impl FnMut(usize, &Value) -> Result<Draft, String>,
) -> ParsedFile {
    let mut collector = DraftCollector::new(format);
    for (at, value) in rows.enumerate() {
        let row = at + 1;
        collector.file.rows_read += 1;
        match read(row, value) {
            Ok(draft) => collector.add(draft, |_, _| None),
            Err(reason) => collector.file.skip(row, reason),
        }
    }
    collector.file
}
