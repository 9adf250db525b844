//! `undo` and `redo`: the newest change of any run of the program, taken back or done again. As in the app, a change that
//! was overtaken since is passed over and stays; here the next one is taken at once, and what was passed over is named.

use crate::cli::output::{CliError, Output};
use crate::cli::progress_line::ProgressLine;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::Session;
use crate::model::DayBoundaries;
use crate::model::describe::sanitize_text;
use crate::model::time::format_short_date;
use crate::store::{HistoryEntry, StoreError};
use crate::texts::cli_common::STOPPED;
use crate::texts::cli_history as texts;

#[derive(clap::Args)]
pub(crate) struct UndoArgs {}

#[derive(clap::Args)]
pub(crate) struct RedoArgs {}

impl Run for UndoArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        undo_newest_change(context.open()?)
    }
}

impl Run for RedoArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        redo_last_undone(context.open()?)
    }
}

fn undo_newest_change(mut session: Session) -> Result<Output, CliError> {
    let hours = session.family.settings.day_boundaries;
    let mut passed_over = String::new();
    let mut below = None;
    while let Some(entry) = session.store.latest_change(false, below)? {
        let mut progress = ProgressLine::with_stop_message(STOPPED);
        let of = usize::try_from(entry.edits).ok();
        let watch = |n| progress.advance_to(texts::TOOK_BACK, n, of).map_err(UndoError::Stopped);
        let done = session.store.undo_with_progress(entry.number, session.now, watch);
        drop(progress);
        match done {
            Ok(()) => {
                session.back_up_if_due();
                session.note_sync_due();
                let said = texts::taken_back(&passed_over, &describe_change(&entry, &hours));
                return Ok(Output::text(said).then_sync(session));
            }
            Err(UndoError::Overtaken) => {
                passed_over.push_str(&texts::passed_over(&describe_change(&entry, &hours)));
                below = Some(entry.number);
            }
            Err(UndoError::Stopped(stop)) => return Err(stop),
        }
    }
    Err(CliError::operation_failed(texts::nothing_to_undo(&passed_over)))
}

enum UndoError {
    /// It was changed since; what came before may still be taken back.
    Overtaken,
    /// Nothing is.
    Stopped(CliError),
}

impl From<StoreError> for UndoError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Overtaken,
            error => Self::Stopped(error.into()),
        }
    }
}

fn redo_last_undone(mut session: Session) -> Result<Output, CliError> {
    let entry = session.store.latest_undone_change()?;
    let entry = entry.ok_or_else(|| CliError::operation_failed(texts::NOTHING_TO_REDO))?;
    let mut progress = ProgressLine::with_stop_message(STOPPED);
    let of = usize::try_from(entry.edits).ok();
    let watch = |n| progress.advance_to(texts::DID, n, of);
    session.store.redo_with_progress(entry.number, session.now, watch)?;
    drop(progress);
    session.back_up_if_due();
    session.note_sync_due();
    let hours = session.family.settings.day_boundaries;
    Ok(Output::text(texts::done_again(&describe_change(&entry, &hours))).then_sync(session))
}

/// A change with the day and machine it was made on, so that nobody takes back another's by mistake unseen.
fn describe_change(entry: &HistoryEntry, hours: &DayBoundaries) -> String {
    let made = hours.timestamp_at(entry.made);
    texts::change_with_origin(
        &sanitize_text(&entry.title),
        &format_short_date(made.local_date()),
        &made.format_hm(),
        &sanitize_text(&entry.machine),
    )
}
