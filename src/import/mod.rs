//! What other apps wrote, brought into the journal: find out the format, read the rows, plan one change, show it first.
//!
//! One file a foreign format; what every format needs (tables, clocks, identities, the plan) stands beside them.
//! A format's file turns rows into [`Draft`]s and decides nothing about the journal; [`plan`] turns drafts into one
//! [`crate::journal::Change`] and knows nothing of formats. Every row read is added, already there, or skipped with a
//! reason: never lost. Nothing here opens a file, asks the clock, draws or writes; bytes, "now" and the journal's
//! family are arguments.

mod archive;
mod babybuddy;
mod babyconnect;
mod daylio;
mod huckleberry;
mod identity;
mod look;
mod other;
mod people;
mod piyolog;
mod plan;
mod preview;
mod table;
mod times;

pub use archive::{Archives, Form, HEAD, Here, Input, Journal, SETTINGS, Shelf, Watch, bring, is_of_folder};
pub use plan::{Plan, Summary, Target, plan};
pub use preview::preview;

use crate::journal::{At, Id, Problem, What, Zone};
use table::Table;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Baby Connect's CSV, one child a file.
    BabyConnect,
    /// Huckleberry's CSV, one child a file.
    Huckleberry,
    BabyBuddy,
    /// Daylio's CSV: a parent's own moods.
    Daylio,
    /// PiyoLog's text, a day or a month and more, in Japanese, Chinese or English.
    PiyoLog,
    /// cuebook's own: an `export` as JSON or as a folder of CSV, or what `list --json` prints.
    Cuebook,
}

impl Format {
    pub const ALL: [Self; 6] =
        [Self::BabyConnect, Self::Huckleberry, Self::BabyBuddy, Self::Daylio, Self::PiyoLog, Self::Cuebook];

    /// The code for `--format`.
    pub fn code(self) -> &'static str {
        match self {
            Self::BabyConnect => "babyconnect",
            Self::Huckleberry => "huckleberry",
            Self::BabyBuddy => "babybuddy",
            Self::Daylio => "daylio",
            Self::PiyoLog => "piyolog",
            Self::Cuebook => "cuebook",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::BabyConnect => "Baby Connect",
            Self::Huckleberry => "Huckleberry",
            Self::BabyBuddy => "Baby Buddy",
            Self::Daylio => "Daylio",
            Self::PiyoLog => "PiyoLog",
            Self::Cuebook => "cuebook archive",
        }
    }

    /// The format of a code or label, whatever its case, blanks and hyphens.
    pub fn find(name: &str) -> Option<Self> {
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let name = plain(name);
        Self::ALL.into_iter().find(|format| plain(format.code()) == name)
    }
}

/// The formats by code, for a sentence such as "This file is not one of: …".
pub fn known_formats() -> &'static str {
    "babyconnect (Baby Connect CSV), huckleberry (Huckleberry CSV), babybuddy (Baby Buddy CSV), daylio (Daylio CSV), \
     piyolog (PiyoLog text), cuebook (this journal's own JSON, or its folder of CSV)"
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Options {
    /// The zone in which the file's clock times were lived.
    pub zone: Zone,
    /// Keep what has no kind here (feeds, nappies, growth) as notes.
    pub keep_other: bool,
    /// The time, so that what lies ahead of it can be pointed out.
    pub now: At,
}

/// What only a person can know about a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Knowing {
    /// What a mood of the other app is here, 1 (heavy) to 5 (good), by its name there.
    pub moods: Vec<(String, u8)>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skip {
    /// Its line in the file; the header is 1. In JSON the entry's number, from 1.
    pub row: usize,
    pub why: String,
}

/// Something worth a look; what it speaks of is kept all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The line in the file, when it is about one.
    pub row: Option<usize>,
    pub says: String,
}

impl Warning {
    fn new(row: usize, says: impl Into<String>) -> Self {
        Self { row: Some(row), says: says.into() }
    }
}

/// What a file of another app's holds: `read` = drafts + `already` + skipped.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    pub format: Format,
    pub read: usize,
    /// Names of the children in it, in order of appearance.
    pub child: Vec<String>,
    /// What can be kept, in the order of the file.
    pub drafts: Vec<Draft>,
    /// Rows that say again what another row says.
    pub already: usize,
    pub skipped: Vec<Skip>,
    pub warnings: Vec<Warning>,
}

/// An entry to be, with people by name.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    pub row: usize,
    /// Its identity, the same at every reading on every machine.
    pub id: Id,
    /// The child's name, when the file says it.
    pub child: Option<String>,
    /// The carer's name, when the file says it.
    pub carer: Option<String>,
    pub at: At,
    pub until: Option<At>,
    pub about: bool,
    pub note: Option<String>,
    pub what: What,
}

/// The format of a file by its header, its days, or the mark of this journal's own JSON: a byte order mark, line
/// endings, case and blanks do not matter.
pub fn detect(bytes: &[u8]) -> Option<Format> {
    if archive::fits(bytes) {
        return Some(Format::Cuebook);
    }
    let heads = table::heads(bytes);
    let tables = [
        (Format::BabyConnect, babyconnect::fits(&heads)),
        (Format::Huckleberry, huckleberry::fits(&heads)),
        (Format::Daylio, daylio::fits(&heads)),
        (Format::BabyBuddy, babybuddy::fits(&heads)),
    ];
    let table = tables.into_iter().find(|(_, fits)| *fits);
    let text = || piyolog::fits(bytes).then_some(Format::PiyoLog);
    table.map(|(format, _)| format).or_else(text)
}

/// Reads a file of which nothing more is known.
///
/// # Errors
/// As [`read_knowing`] says.
pub fn read(bytes: &[u8], format: Format, options: &Options) -> Result<Read, Problem> {
    read_knowing(bytes, format, options, &Knowing::default())
}

/// Reads a file of another app's; an archive is read piece by piece, by [`Archives`] and [`bring`].
///
/// # Errors
/// When it is no UTF-8 text, has not the format's header or leaves open what a person must say: what is the matter,
/// where, and what to do.
pub fn read_knowing(
    bytes: &[u8],
    format: Format,
    options: &Options,
    known: &Knowing,
) -> Result<Read, Problem> {
    let mut read = match format {
        Format::BabyConnect => babyconnect::read(&Table::read(bytes)?, options)?,
        Format::Huckleberry => huckleberry::read(&Table::read(bytes)?, options)?,
        Format::BabyBuddy => babybuddy::read(&Table::read(bytes)?, options)?,
        Format::Daylio => daylio::read(&Table::read(bytes)?, options, known)?,
        Format::PiyoLog => piyolog::read(bytes, options)?,
        Format::Cuebook => return Err(Problem::new("file", APART)),
    };
    read.warnings.extend(look::second_look(&read.drafts, options.now));
    Ok(read)
}

/// A file of so many rows of which nothing is read yet.
fn nothing_yet(format: Format, rows: usize) -> Read {
    Read {
        format,
        read: rows,
        child: Vec::new(),
        drafts: Vec::new(),
        already: 0,
        skipped: Vec::new(),
        warnings: Vec::new(),
    }
}

/// `1,858`: with the comma English readers expect.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 entry`, `1,858 entries`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

const APART: &str = "An archive of cuebook's is not read as one piece.";
