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

pub use answer::Stop;

use crate::home;
use crate::journal::tell::plain;
use crate::widgets::look::{Chosen, Look};
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use passphrase::Way;
use place::Place;
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "cuebook",
    version,
    about = "A private journal for a parent and a baby: massage, cues, sleep and how you are",
    after_help = AFTER
)]
struct Args {
    /// The journal's file; without it CUEBOOK_JOURNAL, else your data folder
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 900, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Whether to use colour
    #[arg(long, global = true, help_heading = GLOBAL, display_order = 901, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
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
    command: Option<Command>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Look around in an invented family's twelve weeks; with --journal they are kept in a new file
    Demo,
    /// Write something down in one line: log slept 11:40-12:55
    Log(log::Asked),
    /// Look back through what was written down, newest first
    List(list::Asked),
    /// The day so far
    Today(today::Asked),
    /// Days and weeks added up
    Trends(trends::Asked),
    /// What your baby's cues were, and what they seemed to say
    Cues(cues::Asked),
    /// The page for the health visitor
    Report(report::Asked),
    /// Write everything out, for a program or another journal
    Export(export::Asked),
    /// Bring in what another app or another journal wrote
    Import(import::Asked),
    /// Print or change the family's settings
    Set(set::Asked),
    /// Say that a day or a night was, or was not, all written down
    Mark(set::MarkAsked),
    /// Take the newest change back
    Undo,
    /// Do again what was taken back
    Redo,
    /// Every change that was made, newest first
    History(history::Asked),
    /// Keep a copy of the journal
    Backup(backup::Asked),
    /// Put a copy in the journal's place
    Restore(restore::Asked),
    /// Lock the journal with a passphrase
    Lock(lock::Asked),
    /// Take the lock away
    Unlock(lock::UnlockAsked),
    /// Keep a carer's check-ins for that carer only
    Seal(seal::Asked),
    /// Take that seal off
    Unseal(seal::UnsealAsked),
    /// Look the journal over, or read out what can be read of a damaged one
    Doctor(doctor::Asked),
    /// Where the journal lies
    Where,
    /// Someone to talk to
    Support(support::Asked),
    /// Teach a shell these commands
    Completions(completions::Asked),
    /// The manual, for man -l -
    Man,
}

/// Does what the arguments ask, and writes the answer to standard output.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Result<(), Stop> {
    let args: Vec<OsString> = args.into_iter().collect();
    let args = match Args::try_parse_from(&args).map_err(|told| refusal(told, &args)) {
        Ok(args) => args,
        // Help and the version come this way too, and are no fault.
        Err(told) if !told.use_stderr() => return answer::put(&told.render().to_string()),
        Err(told) => return Err(Stop::usage(told.render().to_string())),
    };
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let (chosen, unread) = match home::looks::chosen() {
        Ok(chosen) => (chosen, None),
        Err(why) => (Chosen::default(), Some(format!("{why} {USUAL}"))),
    };
    let looks = Look {
        colour: args.color == Colour::Auto && !no_colour,
        plain_signs: args.ascii,
        depth: home::looks::depth(),
        ..Look::usual()
    };
    let looks = looks.choosing(chosen);
    // On the screens it stands in the status line.
    if let Some(unread) = unread.as_deref().filter(|_| args.command.is_some()) {
        answer::note(unread);
    }
    if let Some(Command::Demo) = &args.command {
        return demo::run(args.journal.as_deref(), looks, unread.as_deref())?.write(looks);
    }
    match &args.command {
        Some(Command::Completions(asked)) => {
            return completions::run(asked, Args::command())?.write(looks);
        }
        Some(Command::Man) => return man::run(Args::command())?.write(looks),
        _ => {}
    }
    let way = Way::new(args.passphrase_fd);
    let seal_way = way.beside(args.seal_fd);
    let place = Place::find(args.journal, way, seal_way);
    if let Some(Command::Support(asked)) = &args.command {
        return support::run(asked, place.as_ref().ok())?.write(looks);
    }
    let place = place?;
    if let Some(Command::Export(asked)) = &args.command {
        return export::run(asked, &place, looks);
    }
    let answer = match args.command {
        None => open::run(&place, looks, unread.as_deref().unwrap_or_default())?,
        Some(Command::Log(asked)) => log::run(&asked, &place)?,
        Some(Command::List(asked)) => list::run(&asked, &place)?,
        Some(Command::Today(asked)) => today::run(&asked, &place)?,
        Some(Command::Trends(asked)) => trends::run(&asked, &place)?,
        Some(Command::Cues(asked)) => cues::run(&asked, &place)?,
        Some(Command::Report(asked)) => report::run(&asked, &place, looks)?,
        // Answered above: it writes while it reads, or needs no journal, or has one of its own.
        Some(Command::Export(_) | Command::Completions(_) | Command::Man | Command::Demo) => {
            return Ok(());
        }
        Some(Command::Import(asked)) => import::run(&asked, &place, looks)?,
        Some(Command::Set(asked)) => set::run(asked, &place)?,
        Some(Command::Mark(asked)) => set::run_mark(asked, &place)?,
        Some(Command::Undo) => undo::undo(&place)?,
        Some(Command::Redo) => undo::redo(&place)?,
        Some(Command::History(asked)) => history::run(&asked, &place)?,
        Some(Command::Backup(asked)) => backup::run(&asked, &place)?,
        Some(Command::Restore(asked)) => restore::run(&asked, &place, looks)?,
        Some(Command::Lock(asked)) => lock::lock(&asked, &place, looks)?,
        Some(Command::Unlock(asked)) => lock::unlock(&asked, &place)?,
        Some(Command::Seal(asked)) => seal::seal(&asked, &place, looks)?,
        Some(Command::Unseal(asked)) => seal::unseal(&asked, &place)?,
        Some(Command::Doctor(asked)) => return doctor::run(&asked, &place, looks),
        Some(Command::Where) => whereabouts::run(&place)?,
        Some(Command::Support(asked)) => support::run(&asked, Some(&place))?,
    };
    answer.write(looks)
}

/// The refusal of the same arguments with signs in the place of what cannot be shown, which clap would leave out.
fn refusal(told: clap::Error, args: &[OsString]) -> clap::Error {
    let shown = args.iter().map(|arg| plain(&arg.to_string_lossy()).into_owned());
    Args::try_parse_from(shown).err().unwrap_or(told)
}

const USUAL: &str = "The usual looks are used.";
const GLOBAL: &str = "With every command";
const AFTER: &str = "Without a command, the journal opens. Everything stays in one file on this computer.";
