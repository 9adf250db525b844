//! Other apps' files on their way into a plan: each parsed, and compared with what the journal has of the same time.

use crate::cli::commands::import_cmd::{ImportArgs, ImportContext, cli_error_from_validation};
use crate::cli::input_files::AppFile;
use crate::cli::output::CliError;
use crate::import;
use crate::import::{DateOrder, ImportFormat, ImportPlan, ImportTarget, ImportWarning, ParsedFile};
use crate::model::{EntryKind, TimeRange};
use crate::store::Store;
use crate::texts::cli_import as texts;
use crate::texts::import_messages;
use std::ops::ControlFlow;

pub(crate) fn plan_other_apps(
    args: &ImportArgs,
    files: &[AppFile],
    journal_state: &ImportContext,
    store: &Store,
) -> Result<ImportPlan, CliError> {
    let parsed = parse_app_files(args, files, journal_state)?;
    let ids = parsed.iter().flat_map(|read| &read.candidates).map(|d| d.id);
    let known = store.find_known_ids(ids)?;
    let mut existing = journal_state.existing.clone();
    // What the journal has of the same time may be the same event.
    let from = parsed.iter().flat_map(|read| &read.candidates).map(|draft| draft.at.unix_seconds()).min();
    let to = parsed
        .iter()
        .flat_map(|read| &read.candidates)
        .map(|draft| draft.until.unwrap_or(draft.at).unix_seconds())
        .max();
    if let (Some(from), Some(to)) = (from, to) {
        store.for_each_overlapping(TimeRange { from, to: to + 1 }, |entry| {
            existing.sleeps.extend((entry.kind() == EntryKind::Sleep).then_some(entry));
            ControlFlow::Continue(())
        })?;
    }
    let target = ImportTarget { existing: Some(&existing), ..journal_state.build_target(&known) };
    import::plan_import(parsed, &target, &journal_state.options).map_err(cli_error_from_validation)
}

/// Parses every file. Where one leaves the order of its dates open, another one of the same app can tell.
fn parse_app_files(
    args: &ImportArgs,
    files: &[AppFile],
    journal_state: &ImportContext,
) -> Result<Vec<ParsedFile>, CliError> {
    let parse = |file: &AppFile, date_order: Option<DateOrder>| {
        let family = &journal_state.family;
        let answers = import::UserAnswers {
            moods: args.map_mood.clone(),
            date_order,
            babies: family.open_babies().filter_map(|baby| baby.name.clone()).collect(),
            writes_month_first: family.settings.country.as_deref() == Some("US"),
        };
        import::parse_file_with_answers(&file.bytes, file.format, &journal_state.options, &answers)
    };
    let first: Vec<_> = files.iter().map(|file| parse(file, args.date_order())).collect();
    let told = |format: ImportFormat| {
        let read = first.iter().flatten().filter(|read| read.format == format);
        let mut orders: Vec<DateOrder> = read.filter_map(|read| read.date_order).collect();
        orders.dedup();
        if let [order] = orders.as_slice() { Some(*order) } else { None }
    };
    let orders: Vec<_> = files.iter().map(|file| told(file.format)).collect();
    let mut parsed = Vec::new();
    for ((file, read), order) in files.iter().zip(first).zip(orders) {
        let read = match (read, order) {
            (Err(problem), Some(order)) if problem.field == "date" => parse(file, Some(order)),
            (read, _) => read,
        };
        let mut read = read.map_err(|problem| {
            CliError::operation_failed(texts::file_problem(&file.name, &problem.message))
        })?;
        read.name.clone_from(&file.name);
        if !file.left_out.is_empty() {
            read.warnings.push(ImportWarning::of_file(import_messages::files_left_out(&file.left_out)));
        }
        parsed.push(read);
    }
    Ok(parsed)
}
