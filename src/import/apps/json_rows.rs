//! What the apps that write JSON have in common: a file gone through value by value, so that no more of it is in memory
//! than its text and one row.

use crate::import::app_format::{Draft, DraftCollector, RowWatch};
use crate::import::{ImportFormat, ParsedFile};
use crate::model::ValidationError;
use crate::texts::import_messages;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Where a value stands: the names and, of lists, the numbers that lead to it.
pub(crate) type JsonPath = [String];

/// Hands out each value that stands where `is_wanted` says, in the order of the text; the rest is passed by.
///
/// # Errors
/// When it is no JSON: where it breaks off. And those of `take`, which end it.
pub(crate) fn for_each_value(
    text: &str,
    is_wanted: impl Fn(&JsonPath) -> bool,
    mut take: impl FnMut(&JsonPath, Value) -> Result<(), ValidationError>,
) -> Result<(), ValidationError> {
    let mut stopped = None;
    let unreadable = |error: serde_json::Error| {
        ValidationError::new("file", import_messages::unreadable_json(error.line()))
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let mut path = Vec::new();
    let mut take = |path: &JsonPath, value| {
        stopped = take(path, value).err();
        stopped.is_none()
    };
    let walk = JsonWalk { path: &mut path, is_wanted: &is_wanted, take: &mut take };
    let walked = walk.deserialize(&mut json).and_then(|()| json.end());
    stopped.map_or_else(|| walked.map_err(unreadable), Err)
}

struct JsonWalk<'w> {
    path: &'w mut Vec<String>,
    is_wanted: &'w dyn Fn(&JsonPath) -> bool,
    /// False ends it.
    take: &'w mut dyn FnMut(&JsonPath, Value) -> bool,
}

impl JsonWalk<'_> {
    fn at(&mut self, name: String) -> JsonWalk<'_> {
        self.path.push(name);
        JsonWalk { path: self.path, is_wanted: self.is_wanted, take: self.take }
    }
}

impl<'de> DeserializeSeed<'de> for JsonWalk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        if (self.is_wanted)(self.path) {
            let value = <Value as serde::Deserialize>::deserialize(json)?;
            let goes_on = (self.take)(self.path, value);
            return if goes_on { Ok(()) } else { Err(serde::de::Error::custom("")) };
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonWalk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            map.next_value_seed(self.at(name))?;
            self.path.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        for at in 0_usize.. {
            let item = list.next_element_seed(self.at(at.to_string()))?;
            self.path.pop();
            if item.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Whether a value is an item of the list of this name at the top.
pub(crate) fn is_item_of(path: &JsonPath, list: &str) -> bool {
    path.len() == 2 && path.first().is_some_and(|name| name == list)
}

/// The values of a field that is a list; none of anything else.
pub(crate) fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// A text field without characters that could command a terminal; blank when it is missing.
pub(crate) fn text(value: &Value, field: &str) -> String {
    value[field].as_str().map(crate::import::app_table::clean_cell).unwrap_or_default()
}

/// A field that some versions write as a text and others as a number; blank when it is missing.
pub(crate) fn text_or_number(value: &Value, field: &str) -> String {
    match &value[field] {
        Value::Number(number) => number.to_string(),
        _ => text(value, field),
    }
}

/// Reads every row, each identity once. `watch` gets the number of rows so far, and its error stops it.
///
/// # Errors
/// When it is no JSON, and those of `watch`.
pub(crate) fn collect_rows(
    format: ImportFormat,
    source: &str,
    is_row: impl Fn(&JsonPath) -> bool,
    watch: &mut RowWatch<'_>,
    mut read: impl FnMut(usize, &JsonPath, &Value) -> Result<Draft, String>,
) -> Result<ParsedFile, ValidationError> {
    let mut collector = DraftCollector::new(format);
    for_each_value(source, is_row, |path, value| {
        collector.file.rows_read += 1;
        let row = collector.file.rows_read;
        watch(row)?;
        match read(row, path, &value) {
            Ok(draft) => collector.add(draft, |_, _| None),
            Err(reason) => collector.file.skip(row, reason),
        }
        Ok(())
    })?;
    Ok(collector.file)
}
