//! A file, an archive or another journal on its way in from within the app: read, and either ready, or something is to be
//! asked first.

use crate::import::{self, ArchiveSet, FileSource, ImportFormat, ImportPlan, ParsedFile};
use crate::import_files::merge_files::{plan_archives, write_archives};
use crate::import_files::open_files::{AppFile, InputFile, open_input};
use crate::import_files::open_journal::{is_journal, open_journal_beside};
use crate::import_files::plan_files::{
    ImportProblem, ImportRequest, JournalState, PreparedPlan, parse_files, plan_files,
};
use crate::model::{Family, Timestamp, ValidationError};
use crate::store::{ChangeWriter, Passphrase, Store, StoreError};
use crate::texts::cli_import;
use std::path::{Path, PathBuf};

pub(crate) enum Preparation {
    Ready(Box<PreparedImport>),
    Asked(ImportQuestion),
    /// A locked journal; `is_wrong` when the passphrase that was given does not open it.
    Locked {
        is_wrong: bool,
    },
    /// Why it cannot be brought in.
    Refused(String),
}

/// What only a person can know about a file.
pub(crate) enum ImportQuestion {
    /// How its dates are read.
    DateOrder(String),
    /// Whose it is, and the name of a child in the file whom the journal does not know.
    Baby(String, Option<String>),
    /// What a mood of the other app is here.
    Mood(String),
}

/// What was read, waiting for a yes.
pub struct PreparedImport {
    files: PreparedFiles,
    request: ImportRequest,
    /// The file or folder it came from.
    pub path: PathBuf,
    /// What it comes to; the second, where there is one, takes the later of two that differ.
    pub(crate) choices: Vec<ImportChoice>,
}

enum PreparedFiles {
    Apps { parsed: Vec<ParsedFile>, written: Option<i64> },
    Archives(ArchiveSet<'static>),
}

/// One way to save it.
pub(crate) struct ImportChoice {
    /// What it comes to, in plain lines.
    pub preview: String,
    pub has_changes: bool,
    pub added: usize,
    /// How many entries that were edited later there take the place of this journal's.
    pub taken: usize,
}

/// What the journal has of the same entries by now.
pub(crate) enum JournalBeside {
    OfApps(Box<(JournalState, PreparedPlan)>),
    OfArchives(Box<JournalState>),
}

/// Reads a file, a folder or another journal and compares it with the journal; none once `is_cancelled`. `passphrase` opens
/// a journal that is locked by another one than this.
pub(crate) fn prepare_import(
    path: &Path,
    passphrase: Option<&Passphrase>,
    request: &ImportRequest,
    (store, family, now): (&Store, &Family, Timestamp),
    is_cancelled: impl Fn() -> bool,
) -> Result<Option<Preparation>, StoreError> {
    let mut watch = |_| if is_cancelled() { Err(ValidationError::new("", "")) } else { Ok(()) };
    let inputs = if is_journal(path) {
        let zone = family.settings.day_boundaries.zone;
        match open_journal_beside(path, store, zone, passphrase) {
            Ok(journal) => vec![InputFile::Archive(journal)],
            Err(StoreError::PassphraseRequired(_)) => {
                return Ok(Some(Preparation::Locked { is_wrong: false }));
            }
            Err(StoreError::WrongPassphrase(_)) => return Ok(Some(Preparation::Locked { is_wrong: true })),
            Err(error) => return Ok(Some(Preparation::Refused(error.to_string()))),
        }
    } else {
        match open_input(path, None) {
            Ok(inputs) => inputs,
            Err(said) => return Ok(Some(Preparation::Refused(said.message))),
        }
    };
    let (mut files, mut archives) = (Vec::new(), Vec::new());
    for input in inputs {
        match input {
            InputFile::OtherApp(file) => files.push(file),
            InputFile::Archive(source) => archives.push(source),
        }
    }
    let work = (store, family, now);
    let prepared = match (files.is_empty(), archives.is_empty()) {
        (_, true) => prepare_app_files(&files, path, request, work, &mut watch),
        (true, false) => prepare_archives(archives, path, request, work, &mut watch),
        (false, false) => Ok(Preparation::Refused(cli_import::ARCHIVE_ALONE.to_owned())),
    };
    // What was stopped came to nothing.
    if is_cancelled() { Ok(None) } else { prepared.map(Some) }
}

/// The store that is read, with its family and the time.
type Reading<'a> = (&'a Store, &'a Family, Timestamp);

type Watch<'w> = dyn FnMut(usize) -> Result<(), ValidationError> + 'w;

fn prepare_app_files(
    files: &[AppFile],
    path: &Path,
    request: &ImportRequest,
    (store, family, now): Reading<'_>,
    watch: &mut Watch<'_>,
) -> Result<Preparation, StoreError> {
    let state = JournalState::read(store, family, request, now)?;
    let parsed = match parse_files(files, request, family, &state.options, watch) {
        Ok(parsed) => parsed,
        Err(said) => return Ok(ask_or_refuse(said, files, request, None)),
    };
    let unknown = parsed.iter().flat_map(|read| &read.children);
    let unknown = unknown.into_iter().find(|name| family.find_baby_by_name(name).is_none()).cloned();
    let written = files.iter().filter_map(|file| file.written).max();
    let plan = |request: &ImportRequest| plan_files(&parsed, written, request, &state, store);
    let choices = match plan_choices(request, plan) {
        Err(ImportProblem::Store(error)) => return Err(error),
        Err(ImportProblem::Said(said)) => return Ok(ask_or_refuse(said, files, request, unknown)),
        Ok(choices) => choices,
    };
    let files = PreparedFiles::Apps { parsed, written };
    Ok(PreparedImport::make_ready(files, request, path, choices))
}

fn prepare_archives(
    archives: Vec<import::ArchiveSource<'static>>,
    path: &Path,
    request: &ImportRequest,
    (store, family, now): Reading<'_>,
    watch: &mut Watch<'_>,
) -> Result<Preparation, StoreError> {
    let archives = match ArchiveSet::survey_files(archives, watch) {
        Ok(archives) => archives,
        Err(said) => return Ok(Preparation::Refused(cli_import::nothing_kept(&said.message))),
    };
    let choices = plan_choices(request, |request| {
        let state = JournalState::read_for_archives(store, family, request, now)?;
        plan_archives(&archives, &state, store, watch)
    });
    Ok(match choices {
        Err(ImportProblem::Store(error)) => return Err(error),
        Err(ImportProblem::Said(said)) => Preparation::Refused(cli_import::nothing_kept(&said.message)),
        Ok(choices) => PreparedImport::make_ready(PreparedFiles::Archives(archives), request, path, choices),
    })
}

/// With what stands here left as it is; and, where that is otherwise, with the later of the two.
fn plan_choices(
    request: &ImportRequest,
    mut plan: impl FnMut(&ImportRequest) -> Result<ImportPlan, ImportProblem>,
) -> Result<Vec<ImportChoice>, ImportProblem> {
    let first = plan(&ImportRequest { newer: false, ..request.clone() })?;
    let mut choices = vec![ImportChoice::from_plan(&first)];
    if first.has_differences() {
        let later = plan(&ImportRequest { newer: true, ..request.clone() })?;
        choices.extend(Some(ImportChoice::from_plan(&later)).filter(|later| later.taken > 0));
    }
    Ok(choices)
}

impl ImportChoice {
    fn from_plan(plan: &ImportPlan) -> Self {
        Self {
            preview: import::render_preview_in_app(plan),
            has_changes: plan.has_changes,
            added: plan.summary.added,
            taken: plan.sleeps_taken + plan.summary.differences.taken,
        }
    }
}

fn ask_or_refuse(
    said: ValidationError,
    files: &[AppFile],
    request: &ImportRequest,
    unknown_child: Option<String>,
) -> Preparation {
    let unknown_mood = || {
        let daylio = files.iter().filter(|file| file.format == ImportFormat::Daylio);
        let sources: Vec<&FileSource> = daylio.map(|file| &file.source).collect();
        sources.into_iter().find_map(|source| import::find_unknown_mood(source, &request.moods))
    };
    match said.field.as_ref() {
        "date" => Preparation::Asked(ImportQuestion::DateOrder(said.message)),
        "baby" => Preparation::Asked(ImportQuestion::Baby(said.message, unknown_child)),
        "mood" => unknown_mood().map_or(Preparation::Refused(said.message), |mood| {
            Preparation::Asked(ImportQuestion::Mood(mood))
        }),
        _ => Preparation::Refused(said.message),
    }
}

impl PreparedImport {
    fn make_ready(
        files: PreparedFiles,
        request: &ImportRequest,
        path: &Path,
        choices: Vec<ImportChoice>,
    ) -> Preparation {
        let (request, path) = (request.clone(), path.to_owned());
        Preparation::Ready(Box::new(Self { files, request, path, choices }))
    }

    /// Decides for one of the choices.
    pub(crate) fn choose(&mut self, at: usize) {
        self.request.newer = at > 0;
    }

    pub(crate) fn chosen(&self) -> Option<&ImportChoice> {
        self.choices.get(usize::from(self.request.newer))
    }

    /// What the journal has of the same entries by now.
    pub(crate) fn look_again(
        &self,
        store: &Store,
        family: &Family,
        now: Timestamp,
    ) -> Result<JournalBeside, StoreError> {
        let request = &self.request;
        Ok(match &self.files {
            PreparedFiles::Apps { parsed, written } => {
                let state = JournalState::read(store, family, request, now)?;
                let plan = PreparedPlan::read(parsed, *written, request, &state, store)?;
                JournalBeside::OfApps(Box::new((state, plan)))
            }
            PreparedFiles::Archives(_) => {
                let state = JournalState::read_for_archives(store, family, request, now)?;
                JournalBeside::OfArchives(Box::new(state))
            }
        })
    }

    /// Writes it.
    pub(crate) fn write(
        &self,
        beside: &JournalBeside,
        writer: &ChangeWriter<'_>,
    ) -> Result<ImportPlan, ImportProblem> {
        match (&self.files, beside) {
            (PreparedFiles::Apps { parsed, .. }, JournalBeside::OfApps(beside)) => {
                let (state, plan) = &**beside;
                plan.write(parsed, state, writer, |_| Ok(()))
            }
            (PreparedFiles::Archives(archives), JournalBeside::OfArchives(state)) => {
                write_archives(archives, state, writer, &mut |_| Ok(()))
            }
            _ => Err(ImportProblem::Said(ValidationError::new("", cli_import::NO_ROW_READ))),
        }
    }
}
