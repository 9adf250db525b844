//! cuebook's own archives: the JSON that `export` writes, the family included, what `list --json` prints, without it,
//! and the same as a folder of CSV files.
//!
//! Read piece by piece, more than once: first to see that the whole is whole ([`ArchiveSet::survey_files`]), then to show
//! what would come, then to keep it ([`merge_archives`], both times), so that the memory does not grow with the file. A
//! piece that cannot be read is skipped with its place, and the others come. Where a piece ends is known to [`read_json`],
//! [`csv_folder`] and [`csv_table`]; an entry is read in [`read_entry`], the family in [`read_family`]; [`match_people`]
//! finds who is who, [`merge`] decides what becomes of all of it in a journal, and [`entry_history`] is what that journal's
//! history knows of it.

pub(crate) mod csv_folder;
pub(crate) mod csv_table;
pub(crate) mod entry_history;
pub(crate) mod limited_reader;
pub(crate) mod match_people;
pub(crate) mod merge;
pub(crate) mod read_entry;
pub(crate) mod read_family;
pub(crate) mod read_json;

use crate::import::archive::csv_folder::MomentIndex;
pub use crate::import::archive::entry_history::EntryHistory;
pub use crate::import::archive::limited_reader::ArchiveInput;
use crate::import::archive::limited_reader::LimitedReader;
pub use crate::import::archive::merge::weigh_edits::DifferenceCounts;
pub use crate::import::archive::merge::{MergeJournal, merge_archives};
use crate::import::archive::read_family::ArchivedFamily;
use crate::import::known_sleeps::NewerRule;
use crate::import::{ImportWarning, MAX_LISTED, SkippedRow};
use crate::model::csv_columns::csv_file_names;
use crate::model::describe::sanitize_text;
use crate::model::{Entry, EntryKind, Id, ValidationError, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::archive_messages;
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashSet;
use std::{fmt, io};

/// How far into a file its mark is looked for.
pub(crate) const DETECT_BYTES: usize = 64 * 1024;

/// In which form an archive was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArchiveForm {
    Json,
    Csv,
    /// Another journal, as JSON in memory: each entry also says when it was edited, in Unix seconds.
    Journal,
}

/// The field in which the entry of another journal says when it was edited.
pub(crate) const EDITED_FIELD: &str = "edited";

/// Opens a file of an archive by its name, from its beginning each time; none where there is none. JSON has one file,
/// whatever it is called.
pub type OpenFile<'a> = dyn Fn(&str) -> io::Result<Option<Box<dyn ArchiveInput>>> + Send + 'a;

/// An archive that is to be read.
pub struct ArchiveSource<'a> {
    /// What it is called in sentences.
    pub name: String,
    pub form: ArchiveForm,
    pub open_file: Box<OpenFile<'a>>,
    /// When it was written, in Unix seconds, as far as that is known.
    pub written: Option<i64>,
    /// Something worth a look that is known of it already.
    pub remark: Option<&'static str>,
}

impl<'a> ArchiveSource<'a> {
    pub fn new(name: String, form: ArchiveForm, open_file: Box<OpenFile<'a>>) -> Self {
        Self { name, form, open_file, written: None, remark: None }
    }
}

/// Hears how many entries were read so far; its error stops the reading.
pub type ProgressCallback<'a> = dyn FnMut(usize) -> Result<(), ValidationError> + 'a;

struct SurveyedArchive<'a> {
    form: ArchiveForm,
    open_file: Box<OpenFile<'a>>,
    name: String,
    written: Option<i64>,
    family: Option<ArchivedFamily>,
    moments: MomentIndex,
    warnings: Vec<ImportWarning>,
    orphans: OrphanRows,
}

/// Archives that come into a journal together.
pub struct ArchiveSet<'a> {
    archives: Vec<SurveyedArchive<'a>>,
    /// Marks of identities that more than one entry may have.
    repeated_fingerprints: HashSet<u64>,
    pub total: usize,
}

#[derive(Default)]
pub(crate) struct ArchiveSurvey {
    family: Option<Value>,
    warnings: Vec<ImportWarning>,
    orphans: OrphanRows,
}

/// Rows that belong to nothing; the first of them by name.
#[derive(Clone, Default)]
struct OrphanRows {
    skipped: Vec<SkippedRow>,
    unlisted: usize,
}

impl OrphanRows {
    fn add_orphan(&mut self, place: SourceRow, reason: String) {
        if self.skipped.len() < MAX_LISTED {
            self.skipped.push(new_skipped_row(place, &reason));
        } else {
            self.unlisted += 1;
        }
    }
}

/// What a journal has already of the things an archive can speak of, its entries aside.
#[derive(Clone, Debug, Default)]
pub struct ExistingRecords {
    /// The family's settings as they are stored.
    pub settings: Vec<crate::model::Setting>,
    /// What is running: a sleep or a massage, and whose.
    pub running: Vec<(EntryKind, Option<Id>)>,
    /// Of another app's import: the sleeps of the time that its files are about.
    pub sleeps: Vec<Entry>,
    /// How the later of two is told, when that one is to be taken.
    pub newer: Option<NewerRule>,
    /// Of an archive: what the history knows of its entries.
    pub entry_history: EntryHistory,
    /// Of an entry that an archive has otherwise the later is taken.
    pub takes_later: bool,
}

/// Where a piece stands in the archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SourceRow {
    /// An entry of JSON by its number, from 1.
    Entry(usize),
    /// A row of a file; the headings are row 1.
    Row(&'static str, usize),
}

impl SourceRow {
    fn row_number(self) -> usize {
        match self {
            Self::Entry(row) | Self::Row(_, row) => row,
        }
    }

    /// A sentence with its place in front.
    fn prefix(self, text: &str) -> String {
        format!("{self}: {text}")
    }
}

impl fmt::Display for SourceRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // As programs count.
            Self::Entry(row) => write!(f, "entries[{}]", row.saturating_sub(1)),
            Self::Row(file, row) => f.write_str(&archive_messages::row_place(file, *row)),
        }
    }
}

/// An entry, with people as the file names them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ArchivedEntry {
    baby: Option<PersonRef>,
    carer: PersonRef,
    /// The file does not say when it was: a night in words only.
    lacks_time: bool,
    /// When it was edited, in Unix seconds; only another journal says so.
    edited: Option<i64>,
    /// The entry itself; whose it is, and by whom, is not decided yet.
    entry: Entry,
}

/// An entry and the fields of it that were left out, or why it cannot be kept.
type ParsedEntry = Result<(ArchivedEntry, Vec<String>), String>;

/// A person in an entry: a name, and an identity where the name alone would not tell.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct PersonRef {
    name: String,
    id: Option<Id>,
}

/// Whether this looks like the beginning of cuebook's JSON.
pub(crate) fn has_archive_mark(head: &[u8]) -> bool {
    const MARK: &[u8] = b"\"cuebook\"";
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let begins = head.iter().find(|b| !b.is_ascii_whitespace());
    let head = &head[..head.len().min(DETECT_BYTES)];
    begins == Some(&b'{') && head.windows(MARK.len()).any(|part| part == MARK)
}

/// Whether a file of this name belongs to an archive as CSV.
pub(crate) fn is_archive_file_name(name: &str) -> bool {
    csv_file_names().any(|file| file == name)
}

impl<'a> ArchiveSet<'a> {
    /// Reads archives through.
    ///
    /// # Errors
    /// When one is not whole, is no archive, or has a piece too large to be one: which, what is the matter, and where.
    pub fn survey_files(
        sources: Vec<ArchiveSource<'a>>,
        watch: &mut ProgressCallback<'_>,
    ) -> Result<Self, ValidationError> {
        let mut archives = Vec::new();
        let mut fingerprints = Vec::new();
        let mut total = 0;
        for source in sources {
            let before = total;
            let archive = SurveyedArchive::survey_file(source, &mut |n, id| {
                total = before + n;
                fingerprints.extend(id.map(fingerprint_id));
                watch(total)
            })?;
            archives.push(archive);
        }
        fingerprints.sort_unstable();
        let pairs = fingerprints.windows(2);
        let repeated = pairs.filter_map(|pair| (pair[0] == pair[1]).then_some(pair[0]));
        Ok(Self { archives, repeated_fingerprints: repeated.collect(), total })
    }
}

impl<'a> SurveyedArchive<'a> {
    fn survey_file(
        source: ArchiveSource<'a>,
        seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), ValidationError>,
    ) -> Result<Self, ValidationError> {
        let ArchiveSource { name, form, open_file, written, remark } = source;
        let found = match form {
            ArchiveForm::Json | ArchiveForm::Journal => {
                survey_json(&open_file, seen).map(|found| (found, MomentIndex::default()))
            }
            ArchiveForm::Csv => csv_folder::survey_files(&open_file, seen),
        };
        let (mut found, moments) = found.map_err(|problem| prefix_file_name(&name, problem))?;
        found.warnings.extend(remark.map(ImportWarning::of_file));
        let family = found.family.take();
        let family = family.and_then(|family| ArchivedFamily::from_json(family, &mut found.warnings));
        Ok(Self {
            form,
            open_file,
            name,
            written,
            family,
            moments,
            warnings: found.warnings,
            orphans: found.orphans,
        })
    }

    /// Hands every entry to `take`, with the fields of it that were left out, or why it cannot be kept.
    fn for_each_entry(
        &self,
        zone: Zone,
        take: &mut dyn FnMut(SourceRow, ParsedEntry) -> Result<(), ValidationError>,
    ) -> Result<(), ValidationError> {
        let hours = self.family.as_ref().map(|family| family.day_boundaries(zone));
        let parse = |value: Value| read_entry::entry_from_json(value, hours);
        let done = match self.form {
            ArchiveForm::Json => read_json(&self.open_file, &mut |row, raw| {
                take(SourceRow::Entry(row), read_entry::parse_json_entry(raw).and_then(parse))
            })
            .map(|_| ()),
            ArchiveForm::Journal => read_json(&self.open_file, &mut |row, raw| {
                let parsed = read_entry::parse_json_entry(raw).and_then(|mut value| {
                    let edited = value.as_object_mut().and_then(|fields| fields.shift_remove(EDITED_FIELD));
                    let (mut entry, unknown) = parse(value)?;
                    entry.edited = edited.and_then(|edited| edited.as_i64());
                    Ok((entry, unknown))
                });
                take(SourceRow::Entry(row), parsed)
            })
            .map(|_| ()),
            ArchiveForm::Csv => {
                csv_folder::for_each_entry(&self.open_file, &self.moments, &mut |place, value| {
                    take(place, value.and_then(parse))
                })
            }
        };
        done.map_err(|problem| prefix_file_name(&self.name, problem))
    }
}

fn survey_json(
    open_file: &OpenFile<'_>,
    seen: &mut dyn FnMut(usize, Option<Id>) -> Result<(), ValidationError>,
) -> Result<ArchiveSurvey, ValidationError> {
    #[derive(Deserialize)]
    struct EntryIdentity<'a> {
        #[serde(borrow)]
        id: Option<Cow<'a, str>>,
    }
    let family = read_json(open_file, &mut |row, raw| {
        let named = serde_json::from_str::<EntryIdentity<'_>>(raw).ok();
        let id = named.and_then(|named| Id::parse_str(&named.id?).ok());
        seen(row, id)
    })?;
    Ok(ArchiveSurvey {
        // What does not parse is warned of when it is read as a family.
        family: family.map(|raw| serde_json::from_str(raw.get()).unwrap_or_default()),
        ..ArchiveSurvey::default()
    })
}

fn read_json(
    open_file: &OpenFile<'_>,
    take: read_json::EntryCallback<'_>,
) -> Result<Option<Box<serde_json::value::RawValue>>, ValidationError> {
    let read_error = |error: io::Error| file_error(archive_messages::unreadable_input(&error));
    let input = open_file("").map_err(read_error)?;
    let input = input.ok_or_else(|| file_error(archive_messages::NOT_AN_ARCHIVE))?;
    let (limited, usage) = LimitedReader::new(input).map_err(read_error)?;
    read_json::read_archive(limited, &usage, take)
}

/// A mark of an identity: those of two entries may be the same, those of one never differ.
fn fingerprint_id(id: Id) -> u64 {
    let (high, low) = id.as_u64_pair();
    high.rotate_left(32) ^ low
}

fn new_skipped_row(place: SourceRow, reason: &str) -> SkippedRow {
    SkippedRow::new(place.row_number(), place.prefix(reason))
}

/// What `field` a refusal of a file is about; other problems come from those who watch.
const FILE_FIELD: &str = "file";

fn file_error(message: impl Into<String>) -> ValidationError {
    ValidationError::new(FILE_FIELD, message)
}

fn prefix_file_name(name: &str, problem: ValidationError) -> ValidationError {
    if problem.field == FILE_FIELD {
        return file_error(format!("{name}: {}", problem.message));
    }
    problem
}

fn piece_too_long_error(place: &str) -> ValidationError {
    file_error(archive_messages::piece_too_long(place))
}

/// A piece of the file for a sentence: short, on one line, without characters that could command a terminal.
fn quote_excerpt(text: &str) -> String {
    let short: String = text.chars().take(200).collect();
    let line = collapse_whitespace(&short);
    let shown: String = sanitize_text(&line).chars().take(40).collect();
    format!("\"{shown}\"")
}
