//! The command line: what is typed, what is printed, and the exit status. One file a sub-command.
//!
//! Arguments become calls to the other rooms, and their answers text or JSON. Nothing here reads rows, adds up or
//! draws; the sentences of a sub-command stand together at the foot of its file.

pub(crate) mod commands;
pub(crate) mod confirm;
pub(crate) mod date_args;
pub(crate) mod input_files;
pub(crate) mod output;
pub(crate) mod passphrase_source;
pub(crate) mod progress_line;
pub(crate) mod select_person;
pub(crate) mod session;
pub(crate) mod stats_query;

pub use crate::cli::output::CliError;
use crate::cli::passphrase_source::PassphraseSource;
use crate::cli::session::JournalLocation;
use crate::model::describe::sanitize_text;
use crate::platform;
use crate::tui::theme::{Theme, ThemePrefs};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
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
    Log(commands::log_cmd::LogArgs),
    /// Look back through what was written down, newest first
    List(commands::list_cmd::ListArgs),
    /// The day so far
    Today(commands::today_cmd::TodayArgs),
    /// Days and weeks added up
    Trends(commands::trends_cmd::TrendsArgs),
    /// What your baby's cues were, and what they seemed to say
    Cues(commands::cues_cmd::CuesArgs),
    /// The page for the health visitor
    Report(commands::report_cmd::ReportArgs),
    /// Write everything out, for a program or another journal
    Export(commands::export_cmd::ExportArgs),
    /// Bring in what another app or another journal wrote
    Import(commands::import_cmd::ImportArgs),
    /// Print or change the family's settings
    Set(commands::set_cmd::SetArgs),
    /// Say that a day or a night was, or was not, all written down
    Mark(commands::set_cmd::MarkArgs),
    /// Take the newest change back
    Undo,
    /// Do again what was taken back
    Redo,
    /// Every change that was made, newest first
    History(commands::history_cmd::HistoryArgs),
    /// Keep a copy of the journal
    Backup(commands::backup_cmd::BackupArgs),
    /// Put a copy in the journal's place
    Restore(commands::restore_cmd::RestoreArgs),
    /// Lock the journal with a passphrase
    Lock(commands::lock_cmd::LockArgs),
    /// Take the lock away
    Unlock(commands::lock_cmd::UnlockArgs),
    /// Keep a carer's check-ins for that carer only
    Seal(commands::seal_cmd::SealArgs),
    /// Take that seal off
    Unseal(commands::seal_cmd::UnsealArgs),
    /// Look the journal over, or read out what can be read of a damaged one
    Doctor(commands::doctor_cmd::DoctorArgs),
    /// Where the journal lies
    Where,
    /// Someone to talk to
    Support(commands::support_cmd::SupportArgs),
    /// Teach a shell these commands
    Completions(commands::completions_cmd::CompletionsArgs),
    /// The manual, for man -l -
    Man,
}

/// Does what the arguments ask, and writes the answer to standard output.
pub fn run_command_line(args: impl IntoIterator<Item = OsString>) -> Result<(), CliError> {
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match CliArgs::try_parse_from(&args).map_err(|told| escape_refused_arguments(told, &args)) {
        Ok(args) => args,
        // Help and the version come this way too, and are no fault.
        Err(told) if !told.use_stderr() => return output::print_text(&told.render().to_string()),
        Err(told) => return Err(CliError::wrong_usage(told.render().to_string())),
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let (chosen, unread) = match platform::theme_config::load_theme_prefs() {
        Ok(chosen) => (chosen, None),
        Err(why) => (ThemePrefs::default(), Some(format!("{why} {USUAL}"))),
    };
    let looks = Theme {
        colour: args.color == ColorChoice::Auto && !no_colour,
        force_ascii: args.ascii,
        color_depth: platform::theme_config::detect_color_depth(),
        ..Theme::with_defaults()
    };
    let looks = looks.with_prefs(chosen);
    // On the screens it stands in the status line.
    if let Some(unread) = unread.as_deref().filter(|_| args.command.is_some()) {
        output::print_to_stderr(unread);
    }
    if let Some(CliCommand::Demo) = &args.command {
        return commands::demo_cmd::show_or_save_demo(args.journal.as_deref(), looks, unread.as_deref())?
            .write_to_stdout(looks);
    }
    match &args.command {
        Some(CliCommand::Completions(asked)) => {
            return commands::completions_cmd::generate_completions(asked, CliArgs::command())?
                .write_to_stdout(looks);
        }
        Some(CliCommand::Man) => {
            return commands::man_cmd::render_manual(CliArgs::command())?.write_to_stdout(looks);
        }
        _ => {}
    }
    let way = PassphraseSource::new(args.passphrase_fd);
    let seal_way = way.with_seal_fd(args.seal_fd);
    let place = JournalLocation::from_arguments(args.journal, way, seal_way);
    if let Some(CliCommand::Support(asked)) = &args.command {
        return commands::support_cmd::print_support_lines(asked, place.as_ref().ok())?
            .write_to_stdout(looks);
    }
    let place = place?;
    if let Some(CliCommand::Export(asked)) = &args.command {
        return commands::export_cmd::export_journal(asked, &place, looks);
    }
    let answer = match args.command {
        None => commands::open_cmd::open_screens(&place, looks, unread.as_deref().unwrap_or_default())?,
        Some(CliCommand::Log(asked)) => commands::log_cmd::log_line(&asked, &place)?,
        Some(CliCommand::List(asked)) => commands::list_cmd::list_entries(&asked, &place)?,
        Some(CliCommand::Today(asked)) => commands::today_cmd::summarize_today(&asked, &place)?,
        Some(CliCommand::Trends(asked)) => commands::trends_cmd::summarize_trends(&asked, &place)?,
        Some(CliCommand::Cues(asked)) => commands::cues_cmd::summarize_cues(&asked, &place)?,
        Some(CliCommand::Report(asked)) => commands::report_cmd::create_report(&asked, &place, looks)?,
        // Answered above: it writes while it reads, or needs no journal, or has one of its own.
        Some(CliCommand::Export(_) | CliCommand::Completions(_) | CliCommand::Man | CliCommand::Demo) => {
            return Ok(());
        }
        Some(CliCommand::Import(asked)) => commands::import_cmd::import_files(&asked, &place, looks)?,
        Some(CliCommand::Set(asked)) => commands::set_cmd::print_or_change_settings(asked, &place)?,
        Some(CliCommand::Mark(asked)) => commands::set_cmd::run_mark(asked, &place)?,
        Some(CliCommand::Undo) => commands::undo_cmd::undo_newest_change(&place)?,
        Some(CliCommand::Redo) => commands::undo_cmd::redo_last_undone(&place)?,
        Some(CliCommand::History(asked)) => commands::history_cmd::list_changes(&asked, &place)?,
        Some(CliCommand::Backup(asked)) => commands::backup_cmd::back_up_journal(&asked, &place)?,
        Some(CliCommand::Restore(asked)) => commands::restore_cmd::restore_copy(&asked, &place, looks)?,
        Some(CliCommand::Lock(asked)) => commands::lock_cmd::encrypt_journal(&asked, &place, looks)?,
        Some(CliCommand::Unlock(asked)) => commands::lock_cmd::decrypt_journal(&asked, &place)?,
        Some(CliCommand::Seal(asked)) => commands::seal_cmd::seal_carer_entries(&asked, &place, looks)?,
        Some(CliCommand::Unseal(asked)) => commands::seal_cmd::unseal_carer_entries(&asked, &place)?,
        Some(CliCommand::Doctor(asked)) => {
            return commands::doctor_cmd::examine_journal(&asked, &place, looks);
        }
        Some(CliCommand::Where) => commands::where_cmd::list_paths(&place)?,
        Some(CliCommand::Support(asked)) => commands::support_cmd::print_support_lines(&asked, Some(&place))?,
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
