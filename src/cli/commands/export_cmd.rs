//! `export`: everything the family wrote down, as one JSON archive, printed or in a new file of its own, or as CSV in a
//! new folder.
//!
//! Written while it is read, an entry at a time, so that memory does not follow the journal.

use crate::cli::commands::export_fhir_cmd;
use crate::cli::output::{CliError, EscapedJsonWriter, Output, print_to_stderr, stream_to_stdout};
use crate::cli::path_args::path_parser;
use crate::cli::progress_line::ProgressLine;
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::session::Session;
use crate::model::{Entry, entry_to_json, family_to_json};
use crate::platform::private_file;
use crate::report::{CsvExporter, LOINC_NOTICE};
use crate::texts::cli_export as texts;
use clap::ValueEnum;
use std::fs::File;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct ExportArgs {
    /// What it is written in
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    format: ExportFormat,
    /// A new file for it, or - to print it; with csv a new folder
    #[arg(long, value_name = "PATH|-", value_parser = path_parser())]
    out: Option<PathBuf>,
    /// For fhir: one carer's own check-ins too; needs --carer
    #[arg(long, value_enum, value_name = "WHAT", requires = "carer")]
    with: Option<ExportAddition>,
    /// Whose check-ins
    #[arg(long, value_name = "NAME", requires = "with")]
    carer: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExportAddition {
    Checkins,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Json,
    Csv,
    Fhir,
}

impl ExportArgs {
    /// As if this was asked for on the command line.
    pub(crate) fn to_file(format: ExportFormat, path: PathBuf) -> Self {
        Self { format, out: Some(path), with: None, carer: None }
    }
}

impl Run for ExportArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let path = self.out.as_deref().filter(|path| *path != Path::new("-"));
        if self.with.is_some() && self.format != ExportFormat::Fhir {
            return Err(CliError::wrong_usage(texts::WITH_ONLY_FOR_FHIR));
        }
        match (self.format, path) {
            (ExportFormat::Fhir, path) => {
                export_fhir_bundle(path, self.carer.as_deref(), &location.open_existing()?)
            }
            (ExportFormat::Csv, None) => Err(CliError::wrong_usage(texts::NAME_A_FOLDER)),
            (ExportFormat::Csv, Some(folder)) => export_csv(folder, &location.open_existing()?),
            (ExportFormat::Json, path) => export_json(path, &location.open_existing()?),
        }
    }
}

fn export_json(path: Option<&Path>, session: &Session) -> Result<Output, CliError> {
    let mut read_result = Ok(());
    let Some(file) = path else {
        // Whoever reads it may have the terminal for its own, so nothing is said meanwhile.
        stream_to_stdout(|out| write_archive(session, out, &mut None, &mut read_result))?;
        read_result?;
        print_to_stderr(texts::HISTORY_LEFT_OUT);
        return Ok(Output::none());
    };
    let mut progress = Some(ProgressLine::with_stop_message(texts::STOPPED));
    private_file::write_new_file(file, "archive", |out| {
        write_archive(session, out, &mut progress, &mut read_result).map(|()| read_result.is_ok())
    })?;
    read_result?;
    drop(progress);
    print_to_stderr(texts::HISTORY_LEFT_OUT);
    Ok(Output::text(texts::saved_archive(&file.display().to_string())))
}

fn export_fhir_bundle(
    path: Option<&Path>,
    carer: Option<&str>,
    session: &Session,
) -> Result<Output, CliError> {
    let checkins_of = carer.map(|name| select_person::select_unsealed_carer(session, name));
    let checkins_of = checkins_of.transpose()?;
    let mut read_result = Ok(());
    let fits = if carer.is_some() { texts::FHIR_WITH_CHECKINS } else { texts::FHIR };
    let left = format!("{fits}\n{LOINC_NOTICE}");
    let Some(file) = path else {
        stream_to_stdout(|out| export_fhir_cmd::write_bundle(session, checkins_of, out, &mut read_result))?;
        read_result?;
        print_to_stderr(&left);
        return Ok(Output::none());
    };
    private_file::write_new_file(file, "bundle", |out| {
        export_fhir_cmd::write_bundle(session, checkins_of, out, &mut read_result)
            .map(|()| read_result.is_ok())
    })?;
    read_result?;
    print_to_stderr(&left);
    Ok(Output::text(texts::saved_bundle(&file.display().to_string())))
}

/// Writes the archive. A journal that cannot be read is told apart from a file that cannot be written.
pub(crate) fn write_archive(
    session: &Session,
    out: &mut dyn Write,
    progress: &mut Option<ProgressLine>,
    read_result: &mut Result<(), CliError>,
) -> io::Result<()> {
    let out = &mut EscapedJsonWriter(out);
    write!(out, "{{\"cuebook\":1,\n\"family\":{},\n\"entries\":[", family_to_json(&session.family))?;
    let mut before = "\n";
    for_each_entry(session, progress, read_result, |entry| {
        let write_result = write!(out, "{before}{}", entry_to_json(entry, &session.family));
        before = ",\n";
        write_result
    })?;
    if read_result.is_err() {
        // Left without its end, so that nobody takes it for whole.
        return Ok(());
    }
    out.write_all(b"\n]}\n")
}

fn export_csv(folder: &Path, session: &Session) -> Result<Output, CliError> {
    let mut read_result = Ok(());
    let mut progress = Some(ProgressLine::with_stop_message(texts::STOPPED));
    let mut has_marked_texts = false;
    private_file::write_new_folder(folder, "archive", |open| {
        let mut exporter: CsvExporter<'_, File> = CsvExporter::start_export(&session.family, open)?;
        for_each_entry(session, &mut progress, &mut read_result, |entry| exporter.entry(entry))?;
        has_marked_texts = exporter.finish_export()?;
        Ok(read_result.is_ok())
    })?;
    read_result?;
    drop(progress);
    print_to_stderr(texts::HISTORY_LEFT_OUT);
    Ok(Output::text(texts::saved_folder(&folder.display().to_string(), has_marked_texts)))
}

/// Hands every entry to `write`, until it fails or the parent stops it.
fn for_each_entry(
    session: &Session,
    progress: &mut Option<ProgressLine>,
    read_result: &mut Result<(), CliError>,
    mut write: impl FnMut(&Entry) -> io::Result<()>,
) -> io::Result<()> {
    let mut write_result = Ok(());
    let mut stopped = None;
    let total = session.store.count_entries(&Default::default()).ok();
    if session.store.leaves_out_entries().unwrap_or_default() {
        print_to_stderr(texts::HIDDEN_LEFT_OUT);
    }
    let mut n = 0;
    let done = session.store.for_each_entry(|entry| {
        n += 1;
        stopped = progress.as_mut().and_then(|progress| progress.advance_to(texts::WROTE, n, total).err());
        write_result = write(entry);
        if write_result.is_ok() && stopped.is_none() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    *read_result = match stopped {
        Some(stopped) => Err(stopped),
        None => done.map_err(CliError::from),
    };
    write_result
}
