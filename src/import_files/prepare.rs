//! A file on its way into the journal from within the app: read, and either ready, or something is to be asked first.

use crate::import::{self, FileSource, ImportFormat, ParsedFile};
use crate::import_files::open_files::{AppFile, InputFile, open_input};
use crate::import_files::plan_files::{
    ImportProblem, ImportRequest, JournalState, PreparedPlan, parse_files, plan_files,
};
use crate::model::{Family, Timestamp, ValidationError};
use crate::store::{ChangeWriter, Store, StoreError};
use crate::texts::import_screen as texts;
use std::path::{Path, PathBuf};

pub(crate) enum Preparation {
    Ready(Box<PreparedImport>),
    Asked(ImportQuestion),
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
    parsed: Vec<ParsedFile>,
    written: Option<i64>,
    request: ImportRequest,
    /// The file or folder it came from.
    pub path: PathBuf,
    /// What it comes to, in plain lines.
    pub preview: String,
    pub has_changes: bool,
    pub added: usize,
}

/// Reads a file or a folder and compares it with the journal; none once `is_cancelled`.
pub(crate) fn prepare_import(
    path: &Path,
    request: &ImportRequest,
    store: &Store,
    family: &Family,
    now: Timestamp,
    is_cancelled: impl Fn() -> bool,
) -> Result<Option<Preparation>, StoreError> {
    let files = match open_app_files(path) {
        Ok(files) => files,
        Err(said) => return Ok(Some(Preparation::Refused(said.message))),
    };
    let state = JournalState::read(store, family, request, now)?;
    let mut watch = |_| if is_cancelled() { Err(ValidationError::new("", "")) } else { Ok(()) };
    let parsed = parse_files(&files, request, family, &state.options, &mut watch);
    if is_cancelled() {
        return Ok(None);
    }
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(said) => return Ok(Some(ask_or_refuse(said, &files, request, None))),
    };
    let unknown = parsed.iter().flat_map(|read| &read.children);
    let unknown = unknown.into_iter().find(|name| family.find_baby_by_name(name).is_none());
    let written = files.iter().filter_map(|file| file.written).max();
    Ok(Some(match plan_files(&parsed, written, request, &state, store) {
        Err(ImportProblem::Store(error)) => return Err(error),
        Err(ImportProblem::Said(said)) => ask_or_refuse(said, &files, request, unknown.cloned()),
        Ok(plan) => Preparation::Ready(Box::new(PreparedImport {
            preview: import::render_preview_in_app(&plan),
            has_changes: plan.has_changes,
            added: plan.summary.added,
            path: path.to_owned(),
            parsed,
            written,
            request: request.clone(),
        })),
    }))
}

fn open_app_files(path: &Path) -> Result<Vec<AppFile>, ValidationError> {
    let mut files = Vec::new();
    for input in open_input(path, None)? {
        match input {
            InputFile::OtherApp(file) => files.push(file),
            InputFile::Archive(..) => return Err(ValidationError::new("", texts::ARCHIVE)),
        }
    }
    Ok(files)
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
    /// What the journal has of the same events by now.
    pub(crate) fn plan_again(
        &self,
        store: &Store,
        family: &Family,
        now: Timestamp,
    ) -> Result<(JournalState, PreparedPlan), StoreError> {
        let state = JournalState::read(store, family, &self.request, now)?;
        let plan = PreparedPlan::read(&self.parsed, self.written, &self.request, &state, store)?;
        Ok((state, plan))
    }

    /// Writes it; how the change is called in the history.
    pub(crate) fn write(
        &self,
        (state, plan): &(JournalState, PreparedPlan),
        writer: &ChangeWriter<'_>,
    ) -> Result<String, ImportProblem> {
        Ok(plan.write(&self.parsed, state, writer, |_| Ok(()))?.history_title())
    }
}
