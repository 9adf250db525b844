//! The command line: what is typed, what is printed, and the exit status. One file a sub-command.
//!
//! Arguments become calls to the other rooms, and their answers text or JSON. Nothing here reads rows, adds up or
//! draws. A further sub-command is its file and its row in `list_commands!`.

pub(crate) mod commands;
pub(crate) mod confirm;
pub(crate) mod date_args;
pub(crate) mod faulty_seals;
pub(crate) mod output;
pub(crate) mod passphrase_source;
pub(crate) mod path_args;
pub(crate) mod plain_tasks;
pub(crate) mod progress_line;
pub(crate) mod run;
pub(crate) mod select_person;
pub(crate) mod session;
pub(crate) mod stats_query;
pub(crate) mod subcommand_rows;
pub(crate) mod unexpected_journal;

pub(crate) use crate::cli::output::CliError;
use crate::cli::output::Output;
pub use crate::cli::output::wrap_for_stderr;
use crate::cli::passphrase_source::PassphraseSource;
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::subcommand_rows::list_commands;
use crate::platform::{self, terminal_kind};
use crate::store::describe_build;
use crate::text::sanitize::sanitize_text;
use crate::texts::cli_global as texts;
use crate::tui::theme::{Theme, ThemePrefs};
use clap::{CommandFactory, Parser, ValueEnum};
use std::ffi::OsString;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "cuebook",
    version,
    long_version = describe_build(),
    about = texts::ABOUT,
    after_help = texts::AFTER_HELP
)]
struct CliArgs {
    /// The journal's file; without it CUEBOOK_JOURNAL, else your data folder
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 900, value_name = "FILE", value_parser = path_parser())]
    journal: Option<PathBuf>,
    /// Begin a journal where an earlier one is missed, or take the file that is there as it is
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 900)]
    new: bool,
    /// Whether to use colour
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 901, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    color: ColorChoice,
    /// No lines and blocks, only plain signs
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 902)]
    ascii: bool,
    /// A file descriptor to read the passphrase of a locked journal from, one line
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 903, value_name = "N")]
    passphrase_fd: Option<u32>,
    /// A file descriptor to read the passphrase of sealed check-ins from, one line
    #[arg(long, global = true, help_heading = texts::GLOBAL_OPTIONS, display_order = 904, value_name = "N")]
    seal_fd: Option<u32>,
    #[command(subcommand)]
    command: Option<CliCommand>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    /// Unless NO_COLOR or CLICOLOR=0 is set
    Auto,
    /// Whatever is set
    Always,
    Never,
}

impl ColorChoice {
    fn has_colour(self) -> bool {
        match self {
            Self::Auto => terminal_kind::allows_colour(),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

list_commands! {
    /// Look around in an invented family's twelve weeks; with --journal they are kept in a new file
    Demo(commands::demo_cmd::DemoArgs),
    /// Write something down in one line: log slept 11:40-12:55
    Log(commands::log_cmd::LogArgs),
    /// Look back through what was written down, newest first
    List(commands::list_cmd::ListArgs),
    /// The day so far
    Today(commands::today_cmd::TodayArgs),
    /// What your baby does now, in one line
    Now(commands::now_cmd::NowArgs),
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
    Mark(commands::mark_cmd::MarkArgs),
    /// Take the newest change back
    Undo(commands::undo_cmd::UndoArgs),
    /// Do again what was taken back
    Redo(commands::undo_cmd::RedoArgs),
    /// Every change that was made, newest first
    History(commands::history_cmd::HistoryArgs),
    /// Take an entry's words out of the journal, its history and its copies for good
    Forget(commands::forget_cmd::ForgetArgs),
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
    /// One journal on several computers, through a folder they share
    Sync(commands::sync_cmd::SyncArgs),
    /// Look the journal over, or read out what can be read of a damaged one
    Doctor(commands::doctor_cmd::DoctorArgs),
    /// Where the journal lies
    Where(commands::where_cmd::WhereArgs),
    /// Someone to talk to
    Support(commands::support_cmd::SupportArgs),
    /// Teach a shell these commands
    Completions(commands::completions_cmd::CompletionsArgs),
    /// The manual, for man -l -
    Man(commands::man_cmd::ManArgs),
}

pub fn run_command_line(args: impl IntoIterator<Item = OsString>) -> Result<(), CliError> {
    platform::core_dumps::disable_core_dumps();
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match CliArgs::try_parse_from(&args).map_err(|error| escape_refused_arguments(error, &args)) {
        Ok(args) => args,
        // Help and the version come this way too, and are no fault.
        Err(error) if !error.use_stderr() => return output::print_text(&error.render().to_string()),
        Err(error) => return Err(CliError::wrong_usage(error.render().to_string())),
    };
    let (prefs, config_problem) = match platform::theme_config::load_theme_prefs() {
        Ok(prefs) => (prefs, None),
        Err(error) => (ThemePrefs::default(), Some(texts::usual_looks(&error.to_string()))),
    };
    let theme = Theme {
        colour: args.color.has_colour(),
        // What goes into a file or to another program is UTF-8 whatever this terminal shows.
        force_ascii: args.ascii || (stdout().is_terminal() && terminal_kind::needs_plain_signs()),
        color_depth: platform::theme_config::detect_color_depth(),
        ..Theme::with_defaults()
    };
    // On the screens it stands in the status line.
    if let (Some(problem), Some(_)) = (&config_problem, &args.command) {
        output::print_to_stderr(problem);
    }
    let passphrase_source = PassphraseSource::new(args.passphrase_fd);
    let context = CommandContext {
        journal: args.journal,
        begins_new: args.new,
        seal_source: passphrase_source.with_seal_fd(args.seal_fd),
        passphrase_source,
        theme: theme.with_prefs(prefs),
        config_problem,
        command: || CliCommand::assemble_all(CliArgs::command()),
    };
    let output = match args.command {
        Some(command) => command.run(&context),
        None => commands::open_cmd::open_screens(&context),
    };
    output?.finish(context.theme)
}

/// The refusal of the same arguments with signs in the place of what cannot be shown, which clap would leave out.
fn escape_refused_arguments(error: clap::Error, args: &[OsString]) -> clap::Error {
    let shown = args.iter().map(|arg| sanitize_text(&arg.to_string_lossy()).into_owned());
    CliArgs::try_parse_from(shown).err().unwrap_or(error)
}

/// What `cuebook set` knows and says of each, for the README.
pub fn describe_settings() -> Vec<(String, String)> {
    let mut command = CliArgs::command().disable_help_subcommand(true);
    command.build();
    let settings = command.find_subcommand("set").into_iter().flat_map(clap::Command::get_subcommands);
    settings
        .map(|it| (it.get_name().to_owned(), it.get_about().map(ToString::to_string).unwrap_or_default()))
        .collect()
}
