//! cuebook's own JSON: what `export` writes, the family included, and what `list --json` prints, without it.
//!
//! Read entry by entry: one that cannot be read is skipped with its place in the file, and the others come. What an
//! entry says is in [`entry`], the family in [`family`]; [`people`] tells who is who, and [`join`] decides what becomes of all
//! of it in a journal.

mod entry;
mod family;
mod join;
mod people;

pub(super) use join::plan;

use super::{Format, Read, Skip, Warning};
use crate::journal::{Entry, Id, Problem};
use family::Household;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How far into a file its mark is looked for.
const HEAD: usize = 64 * 1024;

/// An archive as it was read: entries that name people as the file does, and perhaps the family.
#[derive(Clone, PartialEq, Debug)]
pub struct Archive {
    pub(super) family: Option<Household>,
    pub(super) entries: Vec<Told>,
}

impl Archive {
    /// The identities of its entries.
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.entries.iter().map(|told| told.entry.id)
    }
}

/// What a journal has already of the things an archive can speak of.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// Its entries under the archive's identities.
    pub entries: BTreeMap<Id, Entry>,
    /// The family's settings as they are stored.
    pub settings: Vec<crate::journal::Setting>,
    /// Babies with a sleep that is running.
    pub running: Vec<Option<Id>>,
}

/// The settings an archive carries, by name.
pub const SETTINGS: [&str; 7] = [
    "zone",
    "day_start",
    "night",
    "favourites",
    "hidden",
    "stroke_names",
    "seals",
];

/// An entry, with people as the file names them.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Told {
    /// Its number in the file, from 1.
    pub row: usize,
    pub baby: Option<Person>,
    pub carer: Person,
    /// The file does not say when it was: a night in words only.
    pub placeless: bool,
    /// The entry itself; whose it is, and by whom, is not decided yet.
    pub entry: Entry,
}

/// A person in an entry: a name, and an identity where the name alone would not tell.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Person {
    pub name: String,
    pub id: Option<Id>,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    cuebook: Option<&'a RawValue>,
    #[serde(borrow)]
    family: Option<&'a RawValue>,
    #[serde(borrow)]
    entries: Option<Vec<&'a RawValue>>,
}

/// Whether this looks like cuebook's JSON, whole or not.
pub(super) fn fits(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"\"cuebook\"";
    let bytes = unmarked(bytes);
    let begins = bytes.iter().find(|b| !b.is_ascii_whitespace());
    let head = &bytes[..bytes.len().min(HEAD)];
    begins == Some(&b'{') && head.windows(MARK.len()).any(|part| part == MARK)
}

/// Reads an archive.
pub(super) fn read(bytes: &[u8], options: &super::Options) -> Result<Read, Problem> {
    let text = std::str::from_utf8(unmarked(bytes))
        .map_err(|_| refused("This file is not UTF-8 text, so it is no archive of cuebook's."))?;
    if !text.trim_start().starts_with('{') {
        return Err(refused(NO_ARCHIVE));
    }
    let file: File<'_> = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        refused(format!(
            "This file is no whole archive: it cannot be read past line {line}, column {column}. \
             Please export it again."
        ))
    })?;
    match file.cuebook.map(RawValue::get) {
        Some("1") => {}
        Some(other) if other.parse::<u64>().is_ok() => return Err(refused(NEWER)),
        _ => return Err(refused(NO_ARCHIVE)),
    }
    let raw = file.entries.ok_or_else(|| refused(NO_ARCHIVE))?;
    let mut read = Read {
        format: Format::Cuebook,
        read: raw.len(),
        child: Vec::new(),
        drafts: Vec::new(),
        already: 0,
        skipped: Vec::new(),
        warnings: Vec::new(),
        archive: None,
    };
    let family = file
        .family
        .and_then(|raw| Household::read(raw, &mut read.warnings));
    let hours = family.as_ref().map(|family| family.hours(options.zone));
    let mut entries = Vec::with_capacity(raw.len());
    for (at, raw) in raw.into_iter().enumerate() {
        let row = at + 1;
        match entry::told(row, raw.get(), hours) {
            Ok((told, unknown)) => {
                if !unknown.is_empty() {
                    let says = format!(
                        "{}: this version does not know {}; it was left out.",
                        place(row),
                        unknown.join(", ")
                    );
                    read.warnings.push(Warning::new(row, says));
                }
                entries.push(told);
            }
            Err(why) => read.skipped.push(skip(row, &why)),
        }
    }
    read.archive = Some(Box::new(Archive { family, entries }));
    Ok(read)
}

/// Where an entry stands in the file, as programs count.
fn place(row: usize) -> String {
    format!("entries[{}]", row.saturating_sub(1))
}

fn skip(row: usize, why: &str) -> Skip {
    Skip {
        row,
        why: format!("{}: {why}", place(row)),
    }
}

fn refused(says: impl Into<String>) -> Problem {
    Problem::new("file", says)
}

/// A piece of the file for a sentence: short, on one line, without characters that could command a terminal.
fn quoted(text: &str) -> String {
    let shown: String = super::table::one_line(text)
        .chars()
        .filter(|c| !c.is_control())
        .take(40)
        .collect();
    format!("\"{shown}\"")
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

const NO_ARCHIVE: &str = "This file is no archive of cuebook's: those are JSON with \"cuebook\": 1 and a list of \"entries\".";
const NEWER: &str = "This archive was written by a newer cuebook, so this one leaves it alone.";
