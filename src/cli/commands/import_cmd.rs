//! `import`: what other apps or another journal wrote, shown first and kept as one change.

use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output, print_to_stderr, wrap_for_stdout};
use crate::cli::path_args::path_parser;
use crate::cli::progress_line::ProgressLine;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::{JournalLocation, Session, current_run};
use crate::cli::{date_args, select_person};
use crate::import;
use crate::import::{ArchiveSet, ArchiveSource, DateOrder, ImportFormat, ImportPlan, ParsedFile};
use crate::import_files::merge_files::{plan_archives, write_archives};
use crate::import_files::open_files::{AppFile, InputFile, open_input, unknown_format_error};
use crate::import_files::open_journal::{is_journal, open_journal};
use crate::import_files::plan_files::{
    ImportProblem, ImportRequest, JournalState, PreparedPlan, parse_files, plan_files,
};
use crate::model::ValidationError;
use crate::platform;
use crate::store::{BackupReason, Passphrase, StoreError};
use crate::texts::cli_common::{NOTHING_KEPT, STOPPED};
use crate::texts::cli_import as texts;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Default)]
pub(crate) struct ImportArgs {
    /// The files
    #[arg(required = true, value_name = "PATH", value_parser = path_parser())]
    paths: Vec<PathBuf>,
    /// The app that wrote them; found out from the file without it
    #[arg(long)]
    format: Option<String>,
    /// The zone in which the clocks in the files were read
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Whom everything is about, whatever the files say
    #[arg(long, value_name = "NAME")]
    baby: Option<String>,
    /// Read 3/4 as 3 April, where a format leaves it open
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// Read 3/4 as 4 March, where a format leaves it open
    #[arg(long)]
    month_first: bool,
    /// What a mood of the other app is here, heavy (1) to good (5)
    #[arg(long, value_name = "NAME=1..5", value_parser = parse_mood_mapping)]
    pub(crate) map_mood: Vec<(String, u8)>,
    /// Keep feeds, nappies and growth as notes
    #[arg(long)]
    keep_other: bool,
    /// Of an entry that was edited here and there, take the later
    #[arg(long)]
    newer: bool,
    /// Only show what would be kept
    #[arg(long)]
    dry_run: bool,
    /// Keep it without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
    /// Print only the counts, as JSON for a program
    #[arg(long)]
    json: bool,
}

fn parse_mood_mapping(text: &str) -> Result<(String, u8), String> {
    text.rsplit_once('=')
        .and_then(|(name, n)| Some((name.trim().to_owned(), n.trim().parse().ok()?)))
        .filter(|(name, n)| !name.is_empty() && (1..=5).contains(n))
        .ok_or_else(|| texts::MOOD_HOW.to_owned())
}

impl ImportArgs {
    pub(crate) fn date_order(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, _) => Some(DateOrder::DayFirst),
            (_, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

impl Run for ImportArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let inputs = open_inputs(&self, location)?;
        // From here on only: what is waited for, a pipe or an answer, is left by ctrl-c as ever.
        let mut progress = ProgressLine::with_stop_message(STOPPED);
        let mut files = survey_inputs(inputs, &mut progress)?;
        let planned = plan_import(&self, &mut files, &location.open_or_simulate()?, &mut progress)?;
        progress.rest(true);
        let before =
            format!("{}{}", import::render_preview(&planned), list_unused_options(&self, &files, &planned));
        let before = wrap_for_stdout(&before);
        let summary = Output::from_json(&planned.summary.to_json());
        if planned.summary.is_unreadable() {
            if self.json {
                summary.write_to_stdout(context.theme)?;
            } else {
                context.print(&before)?;
            }
            return Err(CliError::operation_failed(texts::NO_ROW_READ));
        }
        if self.dry_run || !planned.has_changes {
            let dry = if self.dry_run { texts::DRY_RUN } else { "" };
            return Ok(if self.json { summary } else { Output::text(before + dry) });
        }
        if self.json && !self.yes {
            summary.write_to_stdout(context.theme)?;
            return Err(CliError::operation_failed(texts::ADD_YES));
        }
        if !self.yes {
            context.print(&before)?;
            require_yes(texts::QUESTION, texts::ADD_YES, NOTHING_KEPT)?;
        }
        progress.rest(false);
        // Planned again in the journal that is written to: it may just have been made, or changed while the question stood.
        let begins = !location.has_journal()?;
        let mut session = location.open_or_create()?;
        session.tell_of_seals()?;
        session.tell_of_clock()?;
        back_up_before_import(&session)?;
        let plan = apply_import(&self, &files, &mut session, &mut progress)?;
        if begins {
            session.tell_of_new_zone()?;
        }
        session.back_up_if_due();
        session.note_sync_due();
        let said = if self.json {
            Output::from_json(&plan.summary.to_json())
        } else if self.yes {
            Output::text(before + texts::KEPT)
        } else {
            Output::text(texts::KEPT)
        };
        Ok(said.then_sync(session))
    }
}

/// Keeps a copy from before, unless there is nothing yet to keep; without room for one it says so and goes on, as an
/// import can be undone.
fn back_up_before_import(session: &Session) -> Result<(), CliError> {
    if session.store.is_empty()? {
        return Ok(());
    }
    match session.store.back_up_before(BackupReason::Import, session.now) {
        Err(full @ StoreError::NotEnoughSpace { .. }) => {
            print_to_stderr(&full.to_string());
            Ok(())
        }
        done => Ok(done.map(|_| ())?),
    }
}

/// Options that the formats of this version leave without effect are named, not passed over.
fn list_unused_options(args: &ImportArgs, files: &ImportFiles, planned: &ImportPlan) -> String {
    let order = args.date_order().is_some() && !planned.is_date_order_used;
    let moods = match files {
        ImportFiles::OtherApps(files) => files.has_moods,
        ImportFiles::Archives(_) => false,
    };
    let given = [(order, texts::DATE_ORDER_OPTIONS), (!args.map_mood.is_empty() && !moods, "--map-mood")];
    let given = given.into_iter().filter(|(is, _)| *is);
    given.map(|(_, name)| texts::without_effect(name)).collect()
}

enum ImportFiles {
    /// Other apps' files, and what was read of them.
    OtherApps(AppFiles),
    /// Archives of cuebook's, which are read as often as they are needed.
    Archives(ArchiveSet<'static>),
}

struct AppFiles {
    /// Let go once they are read.
    files: Vec<AppFile>,
    has_moods: bool,
    /// When the latest of them was written, in Unix seconds.
    written: Option<i64>,
    parsed: Vec<ParsedFile>,
}

fn open_inputs(args: &ImportArgs, location: &JournalLocation) -> Result<Vec<InputFile>, CliError> {
    let named = args
        .format
        .as_deref()
        .map(|name| {
            ImportFormat::from_name(name)
                .ok_or_else(|| CliError::wrong_usage(unknown_format_error(&format!("\"{name}\"")).message))
        })
        .transpose()?;
    let paths = args.paths.iter();
    let mut inputs = Vec::new();
    for path in paths {
        if is_journal(path) {
            inputs.push(InputFile::Archive(open_other_journal(path, location)?));
        } else {
            inputs.extend(open_input(path, named).map_err(cli_error_from_validation)?);
        }
    }
    Ok(inputs)
}

/// Another journal; a locked one most often has the lock of the journal itself.
fn open_other_journal(path: &Path, location: &JournalLocation) -> Result<ArchiveSource<'static>, CliError> {
    let open = |passphrase: Option<&Passphrase>| {
        open_journal(path, current_run(), platform::detect_zone(), passphrase)
    };
    match open(None) {
        Err(StoreError::PassphraseRequired(_)) => {}
        opened => return Ok(opened?),
    }
    let own = location.passphrase_source.accepted_passphrase();
    if let Some(Ok(opened)) = own.map(|own| open(Some(&own))) {
        return Ok(opened);
    }
    let name = path.display().to_string();
    location.passphrase_source.ask_for_other_file(&name, |words| open(Some(words)))
}

fn survey_inputs(inputs: Vec<InputFile>, progress: &mut ProgressLine) -> Result<ImportFiles, CliError> {
    let (mut others, mut archives) = (Vec::new(), Vec::new());
    for input in inputs {
        match input {
            InputFile::OtherApp(file) => others.push(file),
            InputFile::Archive(source) => archives.push(source),
        }
    }
    if archives.is_empty() {
        let has_moods = others.iter().any(|file| file.format == ImportFormat::Daylio);
        let written = others.iter().filter_map(|file| file.written).max();
        return Ok(ImportFiles::OtherApps(AppFiles {
            files: others,
            has_moods,
            written,
            parsed: Vec::new(),
        }));
    }
    if !others.is_empty() {
        return Err(CliError::operation_failed(texts::ARCHIVE_ALONE));
    }
    let mut watch =
        |n| progress.advance_to(texts::LOOKED_THROUGH, n, None).map_err(validation_error_from_cli);
    ArchiveSet::survey_files(archives, &mut watch)
        .map(ImportFiles::Archives)
        .map_err(cli_error_from_validation)
}

fn read_request(args: &ImportArgs, session: &Session) -> Result<ImportRequest, CliError> {
    let baby = args.baby.as_deref();
    Ok(ImportRequest {
        name: match args.paths.as_slice() {
            [only] => only.to_string_lossy().into_owned(),
            several => texts::several_files(several.len()),
        },
        zone: args.zone.as_deref().map(date_args::parse_zone_arg).transpose()?,
        baby: baby.map(|name| select_person::find_baby(session, name)).transpose()?,
        new_baby: None,
        date_order: args.date_order(),
        moods: args.map_mood.clone(),
        keep_other: args.keep_other,
        newer: args.newer,
        is_in_app: false,
    })
}

fn plan_import(
    args: &ImportArgs,
    files: &mut ImportFiles,
    session: &Session,
    progress: &mut ProgressLine,
) -> Result<ImportPlan, CliError> {
    let request = read_request(args, session)?;
    let (store, family, now) = (&session.store, &session.family, session.now);
    match files {
        ImportFiles::OtherApps(files) => {
            let state = JournalState::read(store, family, &request, now)?;
            let mut watch =
                |n| progress.advance_to(texts::LOOKED_THROUGH, n, None).map_err(validation_error_from_cli);
            files.parsed = parse_files(&files.files, &request, &state.family, &state.options, &mut watch)
                .map_err(cli_error_from_validation)?;
            files.files.clear();
            Ok(plan_files(&files.parsed, files.written, &request, &state, store)?)
        }
        ImportFiles::Archives(archives) => {
            let state = JournalState::read_for_archives(store, family, &request, now)?;
            let total = Some(archives.total);
            let mut watch =
                |n| progress.advance_to(texts::COMPARED, n, total).map_err(validation_error_from_cli);
            Ok(plan_archives(archives, &state, store, &mut watch)?)
        }
    }
}

fn apply_import(
    args: &ImportArgs,
    files: &ImportFiles,
    session: &mut Session,
    progress: &mut ProgressLine,
) -> Result<ImportPlan, CliError> {
    let request = read_request(args, session)?;
    let (family, now) = (&session.family, session.now);
    match files {
        ImportFiles::OtherApps(files) => {
            let state = JournalState::read(&session.store, family, &request, now)?;
            let total = Some(files.parsed.iter().map(|read| read.candidates.len()).sum());
            let watch = |n| progress.advance_to(texts::DID_KEEP, n, total).map_err(validation_error_from_cli);
            let prepared =
                PreparedPlan::read(&files.parsed, files.written, &request, &state, &session.store)?;
            let mut plan = None;
            session.store.apply_streamed(now, |writer| {
                let kept = prepared.write(&files.parsed, &state, writer, watch)?;
                let title = kept.history_title();
                plan = Some(kept);
                Ok::<_, ImportProblem>(title)
            })?;
            plan.ok_or_else(|| CliError::operation_failed(NOTHING_KEPT))
        }
        ImportFiles::Archives(archives) => {
            let state = JournalState::read_for_archives(&session.store, family, &request, now)?;
            let total = Some(archives.total);
            let mut watch =
                |n| progress.advance_to(texts::DID_KEEP, n, total).map_err(validation_error_from_cli);
            let mut plan = None;
            session.store.apply_streamed(now, |writer| {
                let kept = write_archives(archives, &state, writer, &mut watch)?;
                let title = kept.history_title();
                plan = Some(kept);
                Ok::<_, ImportProblem>(title)
            })?;
            plan.ok_or_else(|| CliError::operation_failed(NOTHING_KEPT))
        }
    }
}

impl From<ImportProblem> for CliError {
    fn from(problem: ImportProblem) -> Self {
        match problem {
            ImportProblem::Said(said) => cli_error_from_validation(said),
            ImportProblem::Store(trouble) => trouble.into(),
        }
    }
}

/// What stops the work for a reason that is not the file's.
fn validation_error_from_cli(stop: CliError) -> ValidationError {
    ValidationError::new("", stop.message)
}

pub(crate) fn cli_error_from_validation(problem: ValidationError) -> CliError {
    match problem.field.as_ref() {
        "" => CliError::operation_failed(problem.message),
        _ => CliError::operation_failed(texts::nothing_kept(&problem.message)),
    }
}
