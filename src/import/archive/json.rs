//! The archive as JSON, read piece by piece: the family whole, then each entry by itself, never the file at once.
//!
//! What the pieces mean is said elsewhere; here is only where one ends, and that the whole is whole.

use super::meter::{Meter, Spent, is_bomb};
use super::{NEWER, NO_ARCHIVE, TOO_MANY, refused, too_long};
use crate::journal::Problem;
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::rc::Rc;

/// Gets every entry with its number, from 1.
pub(crate) type Take<'a> = &'a mut dyn FnMut(usize, &str) -> Result<(), Problem>;

/// Reads a file through, hands its entries to `take`, and answers with the family.
pub(crate) fn read(
    input: Meter<'_>,
    spent: &Rc<Spent>,
    take: Take<'_>,
) -> Result<Option<Box<RawValue>>, Problem> {
    let mut top = Top { spent, take, row: 0, stopped: None, cuebook: None, family: None, has_entries: false };
    let mut json = serde_json::Deserializer::from_reader(input);
    let done = json.deserialize_map(&mut top).and_then(|()| json.end());
    if let Some(stopped) = top.stopped {
        return Err(stopped);
    }
    if spent.is_over() {
        let entry = format!("entries[{}]", top.row);
        return Err(too_long(if top.has_entries { &entry } else { BEFORE }));
    }
    if let Err(error) = done {
        if error.line() <= 1 && error.column() <= 1 {
            return Err(refused(NO_ARCHIVE));
        }
        let (line, column) = (error.line(), error.column());
        return Err(refused(format!(
            "This file is no whole archive: it cannot be read past line {line}, column {column}. \
             Please export it again."
        )));
    }
    match top.cuebook.as_deref().map(RawValue::get) {
        Some("1") => {}
        Some(other) if other.parse::<u64>().is_ok() => return Err(refused(NEWER)),
        _ => return Err(refused(NO_ARCHIVE)),
    }
    if !top.has_entries {
        return Err(refused(NO_ARCHIVE));
    }
    match top.family.filter(|family| family.get() != "null") {
        Some(family) if is_bomb(family.get()) => Err(refused(format!("family: {TOO_MANY}"))),
        family => Ok(family),
    }
}

struct Top<'a> {
    spent: &'a Spent,
    take: Take<'a>,
    row: usize,
    /// Why `take` does not want any more.
    stopped: Option<Problem>,
    cuebook: Option<Box<RawValue>>,
    family: Option<Box<RawValue>>,
    has_entries: bool,
}

impl<'de> Visitor<'de> for &mut Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an archive")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            self.spent.begin();
            let twice = || A::Error::custom("there twice");
            match name.as_str() {
                "cuebook" if self.cuebook.is_some() => return Err(twice()),
                "family" if self.family.is_some() => return Err(twice()),
                "entries" if self.has_entries => return Err(twice()),
                "cuebook" => self.cuebook = Some(map.next_value()?),
                "family" => self.family = Some(map.next_value()?),
                "entries" => {
                    self.has_entries = true;
                    map.next_value_seed(Entries(&mut *self))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            self.spent.begin();
        }
        Ok(())
    }
}

struct Entries<'a, 'b>(&'a mut Top<'b>);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let top = self.0;
        top.spent.begin();
        while let Some(entry) = list.next_element::<Box<RawValue>>()? {
            top.row += 1;
            if let Err(why) = (top.take)(top.row, entry.get()) {
                top.stopped = Some(why);
                return Err(A::Error::custom("stopped"));
            }
            top.spent.begin();
        }
        Ok(())
    }
}

const BEFORE: &str = "What stands before the entries";
