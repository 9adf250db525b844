//! cuebook's own archives: the JSON that `export` writes, the family included, what `list --json` prints, without it,
//! and the same as a folder of CSV files.
//!
//! Read piece by piece, more than once: first to see that the whole is whole ([`Archives::survey`]), then to show what
//! would come, then to keep it ([`bring`], both times), so that the memory does not follow the file. A piece that cannot
//! be read is skipped with its place, and the others come. Where a piece ends is said in [`json`], [`folder`] and
//! [`sheet`], what an entry says in [`entry`], the family in [`family`]; [`people`] tells who is who, and [`join`]
//! decides what becomes of all of it in a journal.

mod entry;
mod family;
mod folder;
mod join;
mod json;
mod meter;
mod people;
mod sheet;

pub use join::{Journal, bring};
pub use meter::Input;

use super::{Skip, Warning};
use crate::journal::cells::files;
use crate::journal::tell::plain;
use crate::journal::{Entry, Id, Kind, Problem, Zone};
use family::Household;
use folder::Moments;
use meter::Meter;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::io;

/// How far into a file its mark is looked for.
pub const HEAD: usize = 64 * 1024;
/// How many skipped rows, and how many warnings, are named one by one.
const LISTED: usize = 10_000;

/// In which form an archive was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Json,
    Csv,
}

/// Opens a file of an archive by its name, from its beginning each time; none where there is none. JSON has one file,
/// whatever it is called.
pub type Shelf<'a> = dyn Fn(&str) -> io::Result<Option<Box<dyn Input>>> + 'a;

/// Hears how many entries were read so far; its error stops the reading.
pub type Watch<'a> = dyn FnMut(usize) -> Result<(), Problem> + 'a;

struct Archive<'a> {
    form: Form,
    shelf: Box<Shelf<'a>>,
    name: String,
    family: Option<Household>,
    moments: Moments,
    warnings: Vec<Warning>,
    strays: Strays,
}

/// Archives that come into a journal together.
pub struct Archives<'a> {
    all: Vec<Archive<'a>>,
    /// Marks of identities that more than one entry may have.
    twice: HashSet<u64>,
    pub total: usize,
}

#[derive(Default)]
struct Surveyed {
    family: Option<Value>,
    warnings: Vec<Warning>,
    strays: Strays,
}

/// Rows that belong to nothing; the first of them by name.
#[derive(Clone, Default)]
struct Strays {
    skipped: Vec<Skip>,
    unlisted: usize,
}

impl Strays {
    fn add(&mut self, stands: Stands, why: String) {
        if self.skipped.len() < LISTED {
            self.skipped.push(skip(stands, &why));
        } else {
            self.unlisted += 1;
        }
    }
}

/// What a journal has already of the things an archive can speak of, its entries aside.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// The family's settings as they are stored.
    pub settings: Vec<crate::journal::Setting>,
    /// What is running: a sleep or a massage, and whose.
    pub running: Vec<(Kind, Option<Id>)>,
    /// Of another app's import: sleeps without an end that its files speak of too.
    pub entries: HashMap<Id, Entry>,
}

/// The settings an archive carries, by name.
pub const SETTINGS: [&str; 7] =
    ["zone", "day_start", "night", "favourites", "hidden", "stroke_names", "seals"];

/// Where a piece stands in the archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    /// An entry of JSON by its number, from 1.
    Entry(usize),
    /// A row of a file; the headings are row 1.
    Row(&'static str, usize),
}

impl Stands {
    fn row(self) -> usize {
        match self {
            Self::Entry(row) | Self::Row(_, row) => row,
        }
    }
}

impl fmt::Display for Stands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // As programs count.
            Self::Entry(row) => write!(f, "entries[{}]", row.saturating_sub(1)),
            Self::Row(file, row) => write!(f, "{file}, row {row}"),
        }
    }
}

/// An entry, with people as the file names them.
#[derive(Clone, PartialEq, Debug)]
struct Told {
    baby: Option<Person>,
    carer: Person,
    /// The file does not say when it was: a night in words only.
    placeless: bool,
    /// The entry itself; whose it is, and by whom, is not decided yet.
    entry: Entry,
}

/// An entry and the fields of it that were left out, or why it cannot be kept.
type Heard = Result<(Told, Vec<String>), String>;

/// A person in an entry: a name, and an identity where the name alone would not tell.
#[derive(Clone, PartialEq, Debug)]
struct Person {
    name: String,
    id: Option<Id>,
}

/// Whether this looks like the beginning of cuebook's JSON.
pub(crate) fn fits(head: &[u8]) -> bool {
    const MARK: &[u8] = b"\"cuebook\"";
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let begins = head.iter().find(|b| !b.is_ascii_whitespace());
    let head = &head[..head.len().min(HEAD)];
    begins == Some(&b'{') && head.windows(MARK.len()).any(|part| part == MARK)
}

/// Whether a file of this name belongs to an archive as CSV.
pub fn is_of_folder(name: &str) -> bool {
    files().any(|file| file == name)
}

impl<'a> Archives<'a> {
    /// Reads archives through, each with what it is called.
    ///
    /// # Errors
    /// When one is not whole, is no archive, or has a piece too large to be one: which, what is the matter, and where.
    pub fn survey(
        named: Vec<(String, Form, Box<Shelf<'a>>)>,
        watch: &mut Watch<'_>,
    ) -> Result<Self, Problem> {
        let mut all = Vec::new();
        let mut prints = Vec::new();
        let mut total = 0;
        for (name, form, shelf) in named {
            let before = total;
            let archive = Archive::survey(name, form, shelf, &mut |n, id| {
                total = before + n;
                prints.extend(id.map(fingerprint));
                watch(total)
            })?;
            all.push(archive);
        }
        prints.sort_unstable();
        let pairs = prints.windows(2);
        let twice = pairs.filter_map(|pair| (pair[0] == pair[1]).then_some(pair[0]));
        let twice = twice.collect();
        Ok(Self { all, twice, total })
    }
}

impl<'a> Archive<'a> {
    fn survey(
        name: String,
        form: Form,
        shelf: Box<Shelf<'a>>,
        seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), Problem>,
    ) -> Result<Self, Problem> {
        let found = match form {
            Form::Json => survey_json(&shelf, seen).map(|found| (found, Moments::default())),
            Form::Csv => folder::survey(&shelf, seen),
        };
        let (mut found, moments) = found.map_err(|problem| of(&name, problem))?;
        let family = found.family.take();
        let family = family.and_then(|told| Household::read(told, &mut found.warnings));
        Ok(Self { form, shelf, name, family, moments, warnings: found.warnings, strays: found.strays })
    }

    /// Hands every entry to `take`, with the fields of it that were left out, or why it cannot be kept.
    fn each(
        &self,
        zone: Zone,
        take: &mut dyn FnMut(Stands, Heard) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let hours = self.family.as_ref().map(|family| family.hours(zone));
        let told = |value: Value| entry::told(value, hours);
        let done = match self.form {
            Form::Json => read_json(&self.shelf, &mut |row, raw| {
                take(Stands::Entry(row), entry::value(raw).and_then(told))
            })
            .map(|_| ()),
            Form::Csv => folder::each(&self.shelf, &self.moments, &mut |stands, value| {
                take(stands, value.and_then(told))
            }),
        };
        done.map_err(|problem| of(&self.name, problem))
    }
}

fn survey_json(
    shelf: &Shelf<'_>,
    seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), Problem>,
) -> Result<Surveyed, Problem> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: Option<Cow<'a, str>>,
    }
    let family = read_json(shelf, &mut |row, raw| {
        let named = serde_json::from_str::<Named<'_>>(raw).ok();
        let id = named.and_then(|named| Id::parse_str(&named.id?).ok());
        seen(row, id)
    })?;
    Ok(Surveyed {
        // What does not parse is warned of when it is read as a family.
        family: family.map(|raw| serde_json::from_str(raw.get()).unwrap_or_default()),
        ..Surveyed::default()
    })
}

fn read_json(
    shelf: &Shelf<'_>,
    take: json::Take<'_>,
) -> Result<Option<Box<serde_json::value::RawValue>>, Problem> {
    let unread = |error: io::Error| refused(format!("It could not be read: {error}."));
    let input = shelf("").map_err(unread)?;
    let input = input.ok_or_else(|| refused(NO_ARCHIVE))?;
    let (meter, spent) = Meter::new(input).map_err(unread)?;
    json::read(meter, &spent, take)
}

/// A mark of an identity: those of two entries may be the same, those of one never differ.
fn fingerprint(id: Id) -> u64 {
    let (high, low) = id.as_u64_pair();
    high.rotate_left(32) ^ low
}

fn skip(stands: Stands, why: &str) -> Skip {
    Skip { row: stands.row(), why: format!("{stands}: {why}") }
}

/// What `field` a refusal of a file is about; other problems come from those who watch.
const FILE: &str = "file";

fn refused(says: impl Into<String>) -> Problem {
    Problem::new(FILE, says)
}

fn of(name: &str, problem: Problem) -> Problem {
    if problem.field == FILE {
        return refused(format!("{name}: {}", problem.says));
    }
    problem
}

fn too_long(what: &str) -> Problem {
    refused(format!("{what} is longer than 8 MB, and nothing of cuebook's is. Is a quotation mark missing?"))
}

/// A piece of the file for a sentence: short, on one line, without characters that could command a terminal.
fn quoted(text: &str) -> String {
    let short: String = text.chars().take(200).collect();
    let line = super::table::one_line(&short);
    let shown: String = plain(&line).chars().take(40).collect();
    format!("\"{shown}\"")
}

const NO_ARCHIVE: &str =
    "This file is no archive of cuebook's: those are JSON with \"cuebook\": 1 and a list of \"entries\".";
const NEWER: &str = "This archive was written by a newer cuebook, so this one leaves it alone.";
const TOO_MANY: &str = "it holds more than 100,000 values, and nothing of cuebook's does.";
