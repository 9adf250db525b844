//! What other apps wrote, brought into the journal: find out the format, read the rows, plan one change, show it first.
//!
//! One file a foreign format in [`apps`], and one row in its table; [`app_format`] drives them all. A format's file turns
//! rows into [`CandidateEntry`]s and decides nothing about the journal; [`plan`] turns those into one
//! [`crate::model::Change`] and knows nothing of formats. Every row read is added, already there, or skipped with a
//! reason: never lost. Nothing here opens a file, asks the clock, draws or writes; bytes, "now" and the journal's
//! family are arguments.

pub(crate) mod app_format;
pub(crate) mod app_table;
pub(crate) mod app_times;
pub(crate) mod apps;
pub(crate) mod archive;
pub(crate) mod candidate_list;
pub(crate) mod clock_changes;
pub(crate) mod containers;
pub(crate) mod date_order;
pub(crate) mod date_text;
pub(crate) mod decode_text;
pub(crate) mod import_summary;
pub(crate) mod import_target;
pub(crate) mod import_warnings;
pub(crate) mod known_sleeps;
pub(crate) mod lengths;
pub(crate) mod month_names;
pub(crate) mod new_entries;
pub(crate) mod plan;
pub(crate) mod preview;
pub(crate) mod resolve_people;
pub(crate) mod stable_id;
pub(crate) mod text_source;
pub(crate) mod unknown_file;

use crate::import::app_format::AppFormat;
use crate::import::apps::APP_FORMATS;
pub use crate::import::archive::{
    ArchiveForm, ArchiveInput, ArchiveSet, ArchiveSource, DifferenceCounts, EntryHistory, ExistingRecords,
    MergeJournal, OpenFile, ProgressCallback, merge_archives,
};
pub(crate) use crate::import::archive::{DETECT_BYTES, EDITED_FIELD, is_archive_file_name};
pub use crate::import::candidate_list::CandidateList;
pub(crate) use crate::import::containers::unpack_container;
pub use crate::import::date_order::DateOrder;
pub(crate) use crate::import::import_summary::ImportSummary;
pub use crate::import::import_target::ImportTarget;
pub use crate::import::known_sleeps::NewerRule;
pub use crate::import::plan::{EditSink, ImportPlan, plan_edits, plan_import};
pub use crate::import::preview::render_preview;
pub(crate) use crate::import::preview::render_preview_in_app;
pub use crate::import::text_source::FileSource;
pub(crate) use crate::import::unknown_file::describe_unknown_file;
use crate::model::{Details, Id, Timestamp, ValidationError, Zone};
use crate::texts::import_messages;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A format of files; what is to know of it stands in the table of [`apps`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ImportFormat {
    /// Baby Connect's CSV, one child a file.
    BabyConnect,
    /// Huckleberry's CSV, one child a file.
    Huckleberry,
    BabyBuddy,
    /// Daylio's CSV: a parent's own moods.
    Daylio,
    /// What Daylio keeps for itself: moods with their levels, times with their offset.
    DaylioBackup,
    /// PiyoLog's text, a day or a month and more, in Japanese, Chinese or English.
    PiyoLog,
    /// Nara's CSV since 2024.
    Nara,
    /// Nara's CSV of 2021, with keys for names.
    NaraKeys,
    /// Baby Tracker's CSV, a file an activity.
    Nighp,
    /// Amila's `BabyRecords.csv`.
    Amila,
    /// What Amila's app keeps for itself.
    AmilaBackup,
    /// BabyPlus' JSON.
    BabyPlus,
    /// Glow's CSV, a file an activity.
    Glow,
    /// Hatch's CSV, of 2020 in sections.
    Hatch,
    DayOne,
    Jrnl,
    TuiJournal,
    /// A grown-up's moods, one reading a row.
    Bearable,
    /// The events of Baby Daybook's database.
    BabyDaybook,
    /// What was written about a day in Baby Daybook.
    BabyDaybookNotes,
    /// What others' converters make of Baby Daybook's database.
    BabyDaybookList,
    /// The tables of Sprout Track's database.
    SproutTrack,
    FeedBaby,
    /// Typed lines with the date and time of writing in front, as a phone appends them to a file.
    TypedLines,
    /// cuebook's own: an `export` as JSON or as a folder of CSV, or what `list --json` prints.
    Cuebook,
}

impl ImportFormat {
    pub fn all() -> impl Iterator<Item = Self> {
        APP_FORMATS.iter().map(|app| app.format).chain([Self::Cuebook])
    }

    /// The code for `--format`.
    pub fn code(self) -> &'static str {
        self.app_format().map_or("cuebook", |app| app.code)
    }

    pub(crate) fn label(self) -> &'static str {
        self.app_format().map_or("cuebook archive", |app| app.label)
    }

    fn app_format(self) -> Option<&'static AppFormat> {
        APP_FORMATS.iter().find(|app| app.format == self)
    }

    /// The format of a code or label, whatever its case, blanks and hyphens.
    pub fn from_name(name: &str) -> Option<Self> {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let name = letters(name);
        Self::all().find(|format| letters(format.code()) == name)
    }
}

/// The codes of the formats, as `--format` takes them.
pub fn list_format_codes() -> String {
    ImportFormat::all().map(ImportFormat::code).collect::<Vec<_>>().join(", ")
}

/// The formats by name, for a sentence such as "This file is not one of: …". Their codes are taken as well.
pub fn describe_formats() -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in APP_FORMATS.iter().map(|app| app.label).chain([import_messages::CUEBOOK_FORMAT]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ImportOptions {
    /// The zone in which the file's clock times were lived.
    pub zone: Zone,
    /// Keep what has no kind here (feeds, nappies, growth) as notes.
    pub keep_other: bool,
    /// The time, so that what lies ahead of it can be pointed out.
    pub now: Timestamp,
}

/// What only a person can know about a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UserAnswers {
    /// What a mood of the other app is here, 1 (heavy) to 5 (good), by its name there.
    pub moods: Vec<(String, u8)>,
    /// How its dates such as 3/4/24 are read.
    pub date_order: Option<DateOrder>,
    /// The names of the journal's babies, one of whom a typed line may name.
    pub babies: Vec<String>,
    /// The journal's family writes dates with the month first; what the file says of itself goes before it.
    pub writes_month_first: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkippedRow {
    /// Its line in the file; the header is 1. In JSON the entry's number, from 1.
    pub row: usize,
    pub reason: String,
    /// Its file's name, where several files come in at once.
    pub file: Option<String>,
}

/// How many rows that are not kept, and how many doubts, are listed one by one.
pub(crate) const MAX_LISTED: usize = 10_000;
/// How many reasons beyond them are counted apart.
const MAX_REASONS: usize = 1000;

impl SkippedRow {
    fn new(row: usize, reason: impl Into<String>) -> Self {
        Self { row, reason: reason.into(), file: None }
    }
}

/// Something worth a look; what it speaks of is kept all the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportWarning {
    /// The line in the file, when it is about one.
    pub row: Option<usize>,
    pub message: String,
    /// Its file's name, where several files come in at once.
    pub file: Option<String>,
}

impl ImportWarning {
    fn new(row: Option<usize>, message: impl Into<String>) -> Self {
        Self { row, message: message.into(), file: None }
    }

    fn at_row(row: usize, message: impl Into<String>) -> Self {
        Self::new(Some(row), message)
    }

    pub(crate) fn of_file(message: impl Into<String>) -> Self {
        Self::new(None, message)
    }
}

/// What a file of another app's holds: `read` = drafts + `already` + skipped.
#[derive(Clone, PartialEq, Debug)]
pub struct ParsedFile {
    pub format: ImportFormat,
    /// The file's name without its folder; blank while nobody has given one.
    pub name: String,
    pub rows_read: usize,
    /// Names of the children in it, in order of appearance.
    pub children: Vec<String>,
    /// When they were born, as far as the file says it.
    pub births: Vec<(String, NaiveDate)>,
    /// What can be kept, in the order of the file.
    pub candidates: CandidateList,
    /// Rows that say again what another row says.
    pub repeated_rows: usize,
    /// The first of the rows that are not kept.
    pub skipped: Vec<SkippedRow>,
    /// How many more there are, by reason.
    pub unlisted: BTreeMap<String, usize>,
    pub warnings: Vec<ImportWarning>,
    /// That an order of dates was given made a difference to it.
    pub is_date_order_used: bool,
    /// How its dates such as 3/4/24 were read; none where each can be read in one way only.
    pub date_order: Option<DateOrder>,
}

impl ParsedFile {
    pub(crate) fn new(format: ImportFormat) -> Self {
        Self {
            format,
            name: String::new(),
            rows_read: 0,
            children: Vec::new(),
            births: Vec::new(),
            candidates: CandidateList::default(),
            repeated_rows: 0,
            skipped: Vec::new(),
            unlisted: BTreeMap::new(),
            warnings: Vec::new(),
            is_date_order_used: false,
            date_order: None,
        }
    }

    pub(crate) fn skip(&mut self, row: usize, reason: impl Into<String>) {
        let reason = reason.into();
        if self.skipped.len() < MAX_LISTED {
            self.skipped.push(SkippedRow::new(row, reason));
        } else if self.unlisted.len() < MAX_REASONS || self.unlisted.contains_key(&reason) {
            *self.unlisted.entry(reason).or_default() += 1;
        } else {
            *self.unlisted.entry(String::new()).or_default() += 1;
        }
    }

    /// Beyond the first ten thousand they are let go: nobody reads them all.
    pub(crate) fn warn(&mut self, warnings: impl IntoIterator<Item = ImportWarning>) {
        let room = MAX_LISTED.saturating_sub(self.warnings.len());
        self.warnings.extend(warnings.into_iter().take(room));
    }

    /// How many rows are not kept.
    pub fn skipped_count(&self) -> usize {
        self.skipped.len() + self.unlisted.values().sum::<usize>()
    }
}

/// An entry to be, with people by name.
#[derive(Clone, PartialEq, Debug)]
pub struct CandidateEntry {
    pub row: usize,
    /// Its identity, the same at every reading on every machine.
    pub id: Id,
    /// The child's name, when the file says it.
    pub child: Option<String>,
    /// The carer's name, when the file says it.
    pub carer: Option<String>,
    pub at: Timestamp,
    pub until: Option<Timestamp>,
    pub approximate: bool,
    pub note: Option<String>,
    pub details: Details,
}

impl CandidateEntry {
    /// An entry from when to when of nobody named; an empty note is none.
    fn new(
        row: usize,
        id: Id,
        (at, until): (Timestamp, Option<Timestamp>),
        note: String,
        details: Details,
    ) -> Self {
        let note = (!note.is_empty()).then_some(note);
        Self { row, id, child: None, carer: None, at, until, approximate: false, note, details }
    }
}

/// The format of a file by its header, its days, or the mark of this journal's own JSON: a byte order mark, line
/// endings, case and blanks do not matter.
pub fn detect_format(bytes: &[u8]) -> Option<ImportFormat> {
    if archive::has_archive_mark(bytes) {
        return Some(ImportFormat::Cuebook);
    }
    let text = decode_text::decode_start(bytes);
    let headings = app_table::read_headings(&text);
    let found = APP_FORMATS.iter().find(|app| app.is_format_of(&text, &headings));
    found.map(|app| app.format)
}

/// Whether a file holds other files.
pub(crate) fn is_container(head: &[u8]) -> bool {
    head.starts_with(containers::ZIP_SIGNATURE)
}

/// Reads a file of which nothing more is known.
///
/// # Errors
/// As [`parse_file_with_answers`] says.
pub fn parse_file(
    bytes: &[u8],
    format: ImportFormat,
    options: &ImportOptions,
) -> Result<ParsedFile, ValidationError> {
    parse_file_with_answers(bytes, format, options, &UserAnswers::default())
}

/// Reads a file of another app's; an archive is read piece by piece, by [`ArchiveSet`] and [`merge_archives`].
///
/// # Errors
/// When it is no text, has not the format's header or leaves open what a person must say: what is the matter,
/// where, and what to do.
pub fn parse_file_with_answers(
    bytes: &[u8],
    format: ImportFormat,
    options: &ImportOptions,
    answers: &UserAnswers,
) -> Result<ParsedFile, ValidationError> {
    parse_source(&FileSource::Bytes(bytes.to_vec()), format, options, answers, &mut |_| Ok(()))
}

/// As [`parse_file_with_answers`], from memory or disk; `watch` gets the number of rows so far, and its error stops it.
///
/// # Errors
/// As said there, and those of `watch`.
pub fn parse_source(
    source: &FileSource,
    format: ImportFormat,
    options: &ImportOptions,
    answers: &UserAnswers,
    watch: &mut dyn FnMut(usize) -> Result<(), ValidationError>,
) -> Result<ParsedFile, ValidationError> {
    let Some(app) = format.app_format() else {
        return Err(ValidationError::new("file", import_messages::ARCHIVE_IS_STREAMED));
    };
    let mut file = app.parse(source, options, answers, watch)?;
    file.warnings.extend(import_warnings::find_warnings(&file.candidates, options.now));
    Ok(file)
}

/// The first mood of a Daylio file that is neither the app's own nor among the answers.
pub(crate) fn find_unknown_mood(source: &FileSource, moods: &[(String, u8)]) -> Option<String> {
    let table = app_table::CsvTable::from_source(source).ok()?;
    let answers = UserAnswers { moods: moods.to_vec(), ..UserAnswers::default() };
    let now = Timestamp::new(0, 0);
    let options = ImportOptions { zone: Zone::UTC, keep_other: false, now };
    apps::daylio::find_unknown_mood(&table, &options, &answers)
}
