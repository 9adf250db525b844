//! The command line: what is typed, what is printed, and the exit status. One file a sub-command.
//!
//! Arguments become calls to the other rooms, and their answers text or JSON. Nothing here reads rows, adds up or
//! draws; the sentences of a sub-command stand together at the foot of its file.

mod answer;
mod ask;
mod backup;
mod completions;
mod cues;
mod days;
mod demo;
mod doctor;
mod export;
mod export_fhir;
mod found;
mod history;
mod import;
mod list;
mod lock;
mod log;
mod man;
mod open;
mod passphrase;
mod place;
mod progress;
mod report;
mod restore;
mod seal;
mod set;
mod set_lists;
mod set_looks;
mod set_people;
mod set_print;
mod sums;
mod support;
mod today;
mod trends;
mod undo;
mod whereabouts;
mod whose;

pub use answer::CliError;

use crate::home;
use crate::journal::tell::sanitize_text;
use crate::widgets::look::{ThemePrefs, Theme};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use passphrase::PassphraseSource;
use place::JournalLocation;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "cuebook",
    version,
    about = "A private journal for a parent and a baby: massage, cues, sleep and how you are",
    after_help = AFTER
)]
struct CliArgs {
    /// The journal's file; without it CUEBOOK_JOURNAL, else your data folder
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 900, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Whether to use colour
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 901, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    color: ColorChoice,
    /// No lines and blocks, only plain signs
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 902)]
    ascii: bool,
    /// A file descriptor to read the passphrase of a locked journal from, one line
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 903, value_name = "N")]
    passphrase_fd: Option<u32>,
    /// A file descriptor to read the passphrase of sealed check-ins from, one line
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 904, value_name = "N")]
    seal_fd: Option<u32>,
    #[command(subcommand)]
    command: Option<CliCommand>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    Auto,
    Never,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Look around in an invented family's twelve weeks; with --journal they are kept in a new file
    Demo,
    /// Write something down in one line: log slept 11:40-12:55
    Log(log::LogArgs),
    /// Look back through what was written down, newest first
    List(list::ListArgs),
    /// The day so far
    Today(today::TodayArgs),
    /// Days and weeks added up
    Trends(trends::TrendsArgs),
    /// What your baby's cues were, and what they seemed to say
    Cues(cues::CuesArgs),
    /// The page for the health visitor
    Report(report::ReportArgs),
    /// Write everything out, for a program or another journal
    Export(export::ExportArgs),
    /// Bring in what another app or another journal wrote
    Import(import::ImportArgs),
    /// Print or change the family's settings
    Set(set::SetArgs),
    /// Say that a day or a night was, or was not, all written down
    Mark(set::MarkArgs),
    /// Take the newest change back
    Undo,
    /// Do again what was taken back
    Redo,
    /// Every change that was made, newest first
    History(history::HistoryArgs),
    /// Keep a copy of the journal
    Backup(backup::BackupArgs),
    /// Put a copy in the journal's place
    Restore(restore::RestoreArgs),
    /// Lock the journal with a passphrase
    Lock(lock::LockArgs),
    /// Take the lock away
    Unlock(lock::UnlockArgs),
    /// Keep a carer's check-ins for that carer only
    Seal(seal::SealArgs),
    /// Take that seal off
    Unseal(seal::UnsealArgs),
    /// Look the journal over, or read out what can be read of a damaged one
    Doctor(doctor::DoctorArgs),
    /// Where the journal lies
    Where,
    /// Someone to talk to
    Support(support::SupportArgs),
    /// Teach a shell these commands
    Completions(completions::CompletionsArgs),
    /// The manual, for man -l -
    Man,
}

/// Does what the arguments ask, and writes the answer to standard output.
pub fn run_command_line(args: impl IntoIterator<Item = OsString>) -> Result<(), CliError> {
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match CliArgs::try_parse_from(&args).map_err(|told| escape_refused_arguments(told, &args)) {
        Ok(args) => args,
        // Help and the version come this way too, and are no fault.
        Err(told) if !told.use_stderr() => return answer::print_text(&told.render().to_string()),
        Err(told) => return Err(CliError::wrong_usage(told.render().to_string())),
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let (chosen, unread) = match home::looks::chosen() {
        Ok(chosen) => (chosen, None),
        Err(why) => (ThemePrefs::default(), Some(format!("{why} {USUAL}"))),
    };
    let looks = Theme {
        colour: args.color == ColorChoice::Auto && !no_colour,
        force_ascii: args.ascii,
        color_depth: home::looks::depth(),
        ..Theme::with_defaults()
    };
    let looks = looks.with_prefs(chosen);
    // On the screens it stands in the status line.
    if let Some(unread) = unread.as_deref().filter(|_| args.command.is_some()) {
        answer::print_to_stderr(unread);
    }
    if let Some(CliCommand::Demo) = &args.command {
        return demo::show_or_save_demo(args.journal.as_deref(), looks, unread.as_deref())?.write_to_stdout(looks);
    }
    match &args.command {
        Some(CliCommand::Completions(asked)) => {
            return completions::generate_completions(asked, CliArgs::command())?.write_to_stdout(looks);
        }
        Some(CliCommand::Man) => return man::render_manual(CliArgs::command())?.write_to_stdout(looks),
        _ => {}
    }
    let way = PassphraseSource::new(args.passphrase_fd);
    let seal_way = way.with_seal_fd(args.seal_fd);
    let place = JournalLocation::from_arguments(args.journal, way, seal_way);
    if let Some(CliCommand::Support(asked)) = &args.command {
        return support::print_support_lines(asked, place.as_ref().ok())?.write_to_stdout(looks);
    }
    let place = place?;
    if let Some(CliCommand::Export(asked)) = &args.command {
        return export::export_journal(asked, &place, looks);
    }
    let answer = match args.command {
        None => open::open_screens(&place, looks, unread.as_deref().unwrap_or_default())?,
        Some(CliCommand::Log(asked)) => log::log_line(&asked, &place)?,
        Some(CliCommand::List(asked)) => list::list_entries(&asked, &place)?,
        Some(CliCommand::Today(asked)) => today::summarize_today(&asked, &place)?,
        Some(CliCommand::Trends(asked)) => trends::summarize_trends(&asked, &place)?,
        Some(CliCommand::Cues(asked)) => cues::summarize_cues(&asked, &place)?,
        Some(CliCommand::Report(asked)) => report::create_report(&asked, &place, looks)?,
        // Answered above: it writes while it reads, or needs no journal, or has one of its own.
        Some(CliCommand::Export(_) | CliCommand::Completions(_) | CliCommand::Man | CliCommand::Demo) => {
            return Ok(());
        }
        Some(CliCommand::Import(asked)) => import::import_files(&asked, &place, looks)?,
        Some(CliCommand::Set(asked)) => set::print_or_change_settings(asked, &place)?,
        Some(CliCommand::Mark(asked)) => set::run_mark(asked, &place)?,
        Some(CliCommand::Undo) => undo::undo_newest_change(&place)?,
        Some(CliCommand::Redo) => undo::redo_last_undone(&place)?,
        Some(CliCommand::History(asked)) => history::list_changes(&asked, &place)?,
        Some(CliCommand::Backup(asked)) => backup::back_up_journal(&asked, &place)?,
        Some(CliCommand::Restore(asked)) => restore::restore_copy(&asked, &place, looks)?,
        Some(CliCommand::Lock(asked)) => lock::encrypt_journal(&asked, &place, looks)?,
        Some(CliCommand::Unlock(asked)) => lock::decrypt_journal(&asked, &place)?,
        Some(CliCommand::Seal(asked)) => seal::seal_carer_entries(&asked, &place, looks)?,
        Some(CliCommand::Unseal(asked)) => seal::unseal_carer_entries(&asked, &place)?,
        Some(CliCommand::Doctor(asked)) => return doctor::examine_journal(&asked, &place, looks),
        Some(CliCommand::Where) => whereabouts::list_paths(&place)?,
        Some(CliCommand::Support(asked)) => support::print_support_lines(&asked, Some(&place))?,
    };
    answer.write_to_stdout(looks)
}

/// The refusal of the same arguments with signs in the place of what cannot be shown, which clap would leave out.
fn escape_refused_arguments(told: clap::Error, args: &[OsString]) -> clap::Error {
    let shown = args.iter().map(|arg| sanitize_text(&arg.to_string_lossy()).into_owned());
    CliArgs::try_parse_from(shown).err().unwrap_or(told)
}

const USUAL: &str = "The usual looks are used.";
const GLOBAL: &str = "With every command";
const AFTER: &str = "Without a command, the journal opens. Everything stays in one file on this computer.";
