//! The archive as JSON, read piece by piece: the family whole, then each entry by itself, never the file at once.
//!
//! Only where a piece ends is known here, and that the whole is whole; what the pieces mean is read elsewhere.

use crate::import::archive::limited_reader::{LimitedReader, ReadUsage, has_too_many_values};
use crate::import::archive::{file_error, piece_too_long_error};
use crate::model::ValidationError;
use crate::texts::archive_messages::{self, NEWER_ARCHIVE, NOT_AN_ARCHIVE};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::rc::Rc;

/// Gets every entry with its number, from 1.
pub(crate) type EntryCallback<'a> = &'a mut dyn FnMut(usize, &str) -> Result<(), ValidationError>;

/// Reads a file through, hands its entries to `take`, and answers with the family.
pub(crate) fn read_archive(
    input: LimitedReader<'_>,
    usage: &Rc<ReadUsage>,
    take: EntryCallback<'_>,
) -> Result<Option<Box<RawValue>>, ValidationError> {
    let mut visitor = ArchiveVisitor {
        usage,
        on_entry: take,
        row: 0,
        stopped: None,
        cuebook: None,
        family: None,
        has_entries: false,
    };
    let mut json = serde_json::Deserializer::from_reader(input);
    let done = json.deserialize_map(&mut visitor).and_then(|()| json.end());
    if let Some(stopped) = visitor.stopped {
        return Err(stopped);
    }
    if usage.is_over_limit() {
        let entry = format!("entries[{}]", visitor.row);
        return Err(piece_too_long_error(if visitor.has_entries {
            &entry
        } else {
            archive_messages::BEFORE_ENTRIES
        }));
    }
    if let Err(error) = done {
        if error.line() <= 1 && error.column() <= 1 {
            return Err(file_error(NOT_AN_ARCHIVE));
        }
        return Err(file_error(archive_messages::incomplete_json(error.line(), error.column())));
    }
    match visitor.cuebook.as_deref().map(RawValue::get) {
        Some("1") => {}
        Some(other) if other.parse::<u64>().is_ok() => return Err(file_error(NEWER_ARCHIVE)),
        _ => return Err(file_error(NOT_AN_ARCHIVE)),
    }
    if !visitor.has_entries {
        return Err(file_error(NOT_AN_ARCHIVE));
    }
    match visitor.family.filter(|family| family.get() != "null") {
        Some(family) if has_too_many_values(family.get()) => {
            Err(file_error(archive_messages::family_too_large()))
        }
        family => Ok(family),
    }
}

struct ArchiveVisitor<'a> {
    usage: &'a ReadUsage,
    on_entry: EntryCallback<'a>,
    row: usize,
    /// Why `take` does not want any more.
    stopped: Option<ValidationError>,
    cuebook: Option<Box<RawValue>>,
    family: Option<Box<RawValue>>,
    has_entries: bool,
}

impl<'de> Visitor<'de> for &mut ArchiveVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(archive_messages::EXPECTED_ARCHIVE)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            self.usage.start_piece();
            let twice = || A::Error::custom("there twice");
            match name.as_str() {
                "cuebook" if self.cuebook.is_some() => return Err(twice()),
                "family" if self.family.is_some() => return Err(twice()),
                "entries" if self.has_entries => return Err(twice()),
                "cuebook" => self.cuebook = Some(map.next_value()?),
                "family" => self.family = Some(map.next_value()?),
                "entries" => {
                    self.has_entries = true;
                    map.next_value_seed(EntriesSeed(&mut *self))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            self.usage.start_piece();
        }
        Ok(())
    }
}

struct EntriesSeed<'a, 'b>(&'a mut ArchiveVisitor<'b>);

impl<'de> DeserializeSeed<'de> for EntriesSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for EntriesSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(archive_messages::EXPECTED_ENTRIES)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let visitor = self.0;
        visitor.usage.start_piece();
        while let Some(entry) = list.next_element::<Box<RawValue>>()? {
            visitor.row += 1;
            if let Err(problem) = (visitor.on_entry)(visitor.row, entry.get()) {
                visitor.stopped = Some(problem);
                return Err(A::Error::custom("stopped"));
            }
            visitor.usage.start_piece();
        }
        Ok(())
    }
}
