//! What was begun on the screens by name, done in plain lines by the sub-command of that name: whoever starts cuebook from
//! a menu sees no command line. What it needs is asked for, what came of it is said, and enter leads back to the screens.

use crate::cli::commands::backup_cmd::BackupArgs;
use crate::cli::commands::doctor_cmd::DoctorArgs;
use crate::cli::commands::export_cmd::{ExportArgs, ExportFormat};
use crate::cli::commands::restore_cmd::RestoreArgs;
use crate::cli::confirm::{ask_line, choose};
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::unexpected_journal::format_day;
use crate::platform::{self, typed_path::expand_home};
use crate::texts::opening_texts::copy_line;
use crate::texts::plain_task_texts as texts;
use crate::tui::app::PlainTask;
use std::path::{Path, PathBuf};

/// More copies than these are not listed: the newest question would scroll away.
const MAX_COPIES: usize = 12;

/// Does it, and waits until what was said is read. What went wrong is said, too.
pub(crate) fn run_plain_task(task: PlainTask, context: &CommandContext) -> Result<(), CliError> {
    context.print(&format!("\n{}\n\n", heading(task)))?;
    let done = match task {
        PlainTask::Export => export(context),
        PlainTask::BackUp => back_up(context),
        PlainTask::Restore => restore(context),
        PlainTask::Doctor => DoctorArgs::default().run(context),
    };
    match done {
        Ok(output) => output.write_to_stdout(context.theme)?,
        Err(error) => context.print(&error.to_string())?,
    }
    context.print("\n")?;
    ask_line(texts::GO_BACK).map(drop)
}

fn heading(task: PlainTask) -> &'static str {
    match task {
        PlainTask::Export => texts::EXPORT_HEADING,
        PlainTask::BackUp => texts::BACK_UP_HEADING,
        PlainTask::Restore => texts::RESTORE_HEADING,
        PlainTask::Doctor => texts::DOCTOR_HEADING,
    }
}

fn export(context: &CommandContext) -> Result<Output, CliError> {
    let choices = texts::EXPORT_CHOICES.map(str::to_owned);
    let (format, ending) = match choose(texts::EXPORT_AS, &choices, texts::NOBODY_TO_ASK)? {
        0 => (ExportFormat::Json, ".json"),
        1 => (ExportFormat::Csv, ""),
        _ => (ExportFormat::Fhir, ".fhir.json"),
    };
    ExportArgs::to_file(format, ask_place(ending)?).run(context)
}

fn back_up(context: &CommandContext) -> Result<Output, CliError> {
    BackupArgs::to_file(ask_place(".db")?).run(context)
}

fn restore(context: &CommandContext) -> Result<Output, CliError> {
    let copies = context.location()?.read_copies_asking().readable;
    let mut choices: Vec<String> = copies
        .iter()
        .take(MAX_COPIES)
        .map(|copy| {
            let name = copy.path.file_name().unwrap_or_default().to_string_lossy();
            copy_line(&name, copy.entries, copy.newest_entry.map(format_day).as_deref())
        })
        .collect();
    let listed = choices.len();
    choices.extend([texts::ANOTHER_COPY.to_owned(), texts::NO_CHANGE.to_owned()]);
    let path = match choose(texts::RESTORE_WHICH, &choices, texts::NOBODY_TO_ASK)? {
        chosen if chosen < listed => copies[chosen].path.clone(),
        chosen if chosen == listed => ask_path(texts::WHICH_FILE)?,
        _ => return Err(CliError::operation_failed(texts::NOBODY_TO_ASK)),
    };
    RestoreArgs::for_copy(&path).run(context)
}

/// Where something of the journal goes: a free name in the parent's documents, or what is typed.
fn ask_place(ending: &str) -> Result<PathBuf, CliError> {
    let zone = platform::detect_zone();
    let day = platform::current_time(zone)?.local_date();
    let folder = platform::default_report_folder();
    let named = |n: usize| match n {
        1 => folder.join(format!("cuebook-{day}{ending}")),
        _ => folder.join(format!("cuebook-{day}-{n}{ending}")),
    };
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    let proposed = (1..).map(named).find(is_free).unwrap_or_else(|| named(1));
    let question = texts::ask_with_proposal(texts::WHERE_TO, &proposed.display().to_string());
    match ask_line(&question)? {
        typed if typed.is_empty() => Ok(proposed),
        typed => expand_typed(&typed),
    }
}

fn ask_path(question: &str) -> Result<PathBuf, CliError> {
    match ask_line(&texts::ask(question))? {
        typed if typed.is_empty() => Err(CliError::operation_failed(texts::NOBODY_TO_ASK)),
        typed => expand_typed(&typed),
    }
}

fn expand_typed(typed: &str) -> Result<PathBuf, CliError> {
    expand_home(Path::new(typed)).map_err(CliError::operation_failed)
}
