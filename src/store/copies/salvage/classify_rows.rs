//! Which table a single row belongs to, by its columns alone. The rules of the new file's tables refuse what is
//! classified wrongly.

use crate::store::copies::salvage::salvage_pages::RawRow;
use rusqlite::types::Value;

/// The table of a row, with the row's columns in the order of the table's.
pub(crate) fn classify_row(row: RawRow) -> Option<(&'static str, Vec<Value>)> {
    let RawRow { number, mut values } = row;
    let table = match (number, values.as_slice()) {
        (Some(_), [id, ..]) if values.len() == 14 && is_id(id) => "entry",
        (Some(number), [Value::Null, Value::Text(_), ..]) if values.len() == 7 => {
            values[0] = Value::Integer(number);
            "history"
        }
        (Some(_), _) => return None,
        (None, [Value::Integer(_), Value::Integer(_), Value::Text(_), Value::Text(_), _, _]) => {
            "history_edit"
        }
        (None, [id, _, _, Value::Text(span), Value::Integer(_)])
            if is_id(id) && (span == "day" || span == "night") =>
        {
            "mark"
        }
        (None, [id, _, _, _, Value::Integer(_)]) if is_id(id) => "baby",
        (None, [Value::Text(_), Value::Text(_), _, Value::Integer(_)]) => "own_cue",
        (None, [id, _, Value::Integer(_)]) if is_id(id) => "carer",
        (None, [Value::Text(_), Value::Text(_), Value::Integer(_)]) => "draft",
        (None, [Value::Text(_), Value::Text(_)]) => "setting",
        _ => return None,
    };
    Some((table, values))
}

fn is_id(value: &Value) -> bool {
    matches!(value, Value::Blob(id) if id.len() == 16)
}
