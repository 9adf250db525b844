//! `demo`: an invented family's twelve weeks, shown and thrown away, or kept in a new file.
//!
//! Shown, the journal is in memory: there is no file to be left behind, whatever ends the program. Who the family is
//! and what they wrote is made in [`crate::demo`].

use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::{current_run as this_run, opening_policy};
use crate::demo::{changes, zone};
use crate::model::{Timestamp, Zone};
use crate::platform::{self, terminal_kind};
use crate::store::{ProgramRun, Store};
use crate::texts::{cli_files as texts, cli_global};
use crate::tui::terminal;
use std::fs;
use std::io::{IsTerminal, stdin, stdout};

#[derive(clap::Args)]
pub(crate) struct DemoArgs {}

impl Run for DemoArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        show_or_save_demo(context)
    }
}

/// Shows the family, or keeps them in the file of `--journal`, which must be new. `CUEBOOK_JOURNAL` names a real
/// family's journal and is not looked at.
fn show_or_save_demo(context: &CommandContext) -> Result<Output, CliError> {
    let zone_here = platform::detect_zone();
    let now = platform::current_time(zone_here)?;
    let family_zone = zone(now, zone_here);
    let Some(file) = context.journal.as_deref() else {
        return show_screens(now, family_zone, context);
    };
    if fs::symlink_metadata(file).is_ok() {
        return Err(CliError::operation_failed(texts::file_exists(&file.display().to_string())));
    }
    let policy = opening_policy(context.begins_new, true);
    let (store, _) = Store::open_checked(file, create_demo_run(), || family_zone, None, &policy)?;
    if let Err(stop) = write_demo_entries(store, now) {
        // Half a family is worse than none; the file was made here just now.
        fs::remove_file(file).ok();
        return Err(stop);
    }
    let typed = quote_for_shell(&file.to_string_lossy());
    Ok(Output::text(texts::demo_saved(&file.display().to_string(), &typed)))
}

/// The family on the screens. What is written there goes with it.
fn show_screens(now: Timestamp, family_zone: Zone, context: &CommandContext) -> Result<Output, CliError> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(CliError::operation_failed(texts::DEMO_NO_TERMINAL));
    }
    if !terminal_kind::can_show_screens() {
        return Err(CliError::operation_failed(cli_global::DUMB_TERMINAL));
    }
    let mut store = write_demo_entries(Store::open_in_memory(create_demo_run(), family_zone)?, now)?;
    store.begin_run(this_run());
    let status = context.config_problem.as_deref().unwrap_or(texts::INVENTED);
    let family = store.load_family()?;
    terminal::run_app(store, family, context.theme, status)
        .map_err(|error| CliError::operation_failed(format!("{error:#}")))?;
    Ok(Output::text(texts::DEMO_GONE))
}

fn write_demo_entries(mut store: Store, now: Timestamp) -> Result<Store, CliError> {
    for (made_at, change) in changes(now, &store.load_family()?) {
        store.apply(&change, made_at)?;
    }
    Ok(store)
}

/// Their own run of the program, so that the first undo of a newcomer asks before it takes anything of theirs back.
fn create_demo_run() -> ProgramRun {
    ProgramRun::new(texts::INVENTED_MACHINE)
}
