//! `doctor`: what the journal's file is and how it is, or what can be read of a damaged one in a new file. Prints
//! nothing of what the family wrote.

use crate::cli::commands::doctor_sharing::describe_sharing;
use crate::cli::output::{CliError, Output};
use crate::cli::passphrase_source::prompt_hidden;
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::JournalLocation;
use crate::cli::unexpected_journal::format_day;
use crate::store::{
    CopyContent, FileAccess, HAS_ENCRYPTION, JournalCopies, JournalDiagnostics, JournalState, Passphrase,
    Store, UnexpectedJournal, describe_engine, diagnose_journal, format_size,
};
use crate::texts::cli_files as texts;
use crate::texts::cli_global::PASSPHRASE_NEEDED;
use std::fmt::Write;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// Empty pages that take up less are not worth a word.
const MIN_DEAD_BYTES: i64 = 1 << 20;

#[derive(clap::Args, Default)]
pub(crate) struct DoctorArgs {
    /// Read out what can be read of a damaged journal into a new file
    #[arg(long, value_name = "OUT", value_parser = path_parser())]
    salvage: Option<PathBuf>,
    /// Drop the changes that no command can bring back, and give the room of empty pages back
    #[arg(long, conflicts_with = "salvage")]
    trim: bool,
}

impl Run for DoctorArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        if self.trim {
            return trim_journal(location);
        }
        let mut diagnostics = diagnose_journal(location.path(), None);
        let mut passphrase = None;
        if diagnostics.state == JournalState::Locked && HAS_ENCRYPTION {
            passphrase = ask_for_passphrase(location)?;
            if passphrase.is_some() {
                diagnostics = diagnose_journal(location.path(), passphrase.as_ref());
            }
        }
        if let Some(out) = &self.salvage {
            return salvage_journal(location, passphrase.as_ref(), out);
        }
        let mut checkup = format_checkup(location, &diagnostics);
        checkup.push_str(&compare_with_last_seen(location, &diagnostics, passphrase.as_ref()));
        if diagnostics.state == JournalState::Good {
            checkup.push_str(&describe_sharing(location));
        }
        let checkup = Output::text(checkup);
        match &diagnostics.state {
            JournalState::Missing | JournalState::Empty | JournalState::Locked | JournalState::Good => {
                Ok(checkup)
            }
            JournalState::WrongPassphrase | JournalState::Bad(_) => {
                checkup.write_to_stdout(context.theme)?;
                Err(CliError::operation_failed(suggest_remedy(&diagnostics)))
            }
        }
    }
}

/// Asked for once; enter alone leaves the journal locked.
fn ask_for_passphrase(location: &JournalLocation) -> Result<Option<Passphrase>, CliError> {
    let name = location.path().display().to_string();
    if location.passphrase_source.is_silent() {
        return location.passphrase_source.ask_until_opened(&name, |passphrase| Ok(Some(passphrase.clone())));
    }
    if !stdin().is_terminal() {
        return Ok(None);
    }
    prompt_hidden(&texts::passphrase_or_enter(&name), PASSPHRASE_NEEDED).map(Passphrase::new)
}

fn trim_journal(location: &JournalLocation) -> Result<Output, CliError> {
    let outcome = location.open_without_unsealing()?.store.trim()?;
    let (before, after) = outcome.size;
    let mut lines = vec![texts::trimmed(outcome.changes, &format_size(before), &format_size(after))];
    lines.extend(
        outcome.copies.describe_backups(texts::COPIES_TRIMMED, |path: &Path| path.display().to_string()),
    );
    Ok(Output::text(lines.join("\n") + "\n"))
}

fn salvage_journal(
    location: &JournalLocation,
    passphrase: Option<&Passphrase>,
    out: &Path,
) -> Result<Output, CliError> {
    if !location.has_journal()? {
        location.open_existing()?;
    }
    let salvaged = Store::salvage_journal(location.path(), passphrase, out)?;
    location.policy().forget_place(out);
    let path = out.display().to_string();
    let mut text = texts::salvaged(&path, salvaged.entries, salvaged.family, salvaged.history);
    text.push_str(if salvaged.lost { texts::SOME_LOST } else { texts::ALL_READ });
    if !salvaged.left_out.is_empty() {
        text.push_str(&texts::left_out(&salvaged.left_out));
    }
    if salvaged.locked {
        text.push_str(texts::SAME_LOCK);
    }
    text.push_str(&texts::damaged_file_kept(&path));
    Ok(Output::text(text))
}

fn format_checkup(location: &JournalLocation, diagnostics: &JournalDiagnostics) -> String {
    let mut out = String::new();
    let mut line = |name: &str, message: &str| {
        let _ = writeln!(out, "{name:<13} {message}");
    };
    line("program", &format!("cuebook {}", env!("CARGO_PKG_VERSION")));
    line("engine", &describe_engine());
    line("journal", &location.path().display().to_string());
    let missed = match diagnostics.state {
        JournalState::Missing | JournalState::Empty => location.has_journal().err(),
        _ => None,
    };
    line("state", &missed.map_or_else(|| describe_state(&diagnostics.state), |problem| problem.message));
    if matches!(diagnostics.state, JournalState::Missing) {
        return out;
    }
    if let Some((format, newest)) = diagnostics.format {
        line("integrity", texts::WHOLE);
        line("format", &texts::file_format(format, format == newest));
    }
    if let Some((salvaged, all)) = diagnostics.views {
        line("views", &texts::readable_views(salvaged, all));
    }
    if !diagnostics.foreign.is_empty() {
        line("not ours", &texts::foreign_objects(&diagnostics.foreign));
    }
    if let Some(locked) = diagnostics.locked {
        line("lock", texts::lock_state(locked));
    }
    if let Some(known) = diagnostics.zone_known {
        line("zone", texts::zone_state(known));
    }
    line("size", &format_size(diagnostics.size));
    let dead = diagnostics.dead_space;
    if dead.changes > 0 || dead.bytes >= MIN_DEAD_BYTES {
        let bytes = u64::try_from(dead.bytes).unwrap_or_default();
        line("let go", &texts::dead_space(dead.changes, &format_size(bytes)));
    }
    line("permissions", &describe_access(diagnostics.access, diagnostics.own));
    if let Some(own) = diagnostics.own {
        line("owner", texts::owner(own));
    }
    if let Some(linked) = &diagnostics.linked {
        line("names", &texts::several_names(linked.names, linked.inode));
    }
    if let Some(room) = diagnostics.room {
        line(texts::ROOM_LEFT, &format_size(room));
    }
    line("open", texts::open_elsewhere(diagnostics.in_use));
    if diagnostics.has_hot_journal {
        line("unfinished", texts::UNFINISHED_WRITE);
    }
    line("copies", &describe_copies(diagnostics));
    out
}

/// Whether the journal is as it was last seen, and what of it its copies hold.
fn compare_with_last_seen(
    location: &JournalLocation,
    diagnostics: &JournalDiagnostics,
    passphrase: Option<&Passphrase>,
) -> String {
    let path = location.path();
    let mut out = String::new();
    let mut line = |name: &str, message: &str| {
        let _ = writeln!(out, "{name:<13} {message}");
    };
    if location.policy().is_recording(path) == Some(false) {
        line("last seen", texts::RECORD_UNREADABLE);
    }
    if diagnostics.state == JournalState::Good
        && let Ok(Some(journal)) = CopyContent::from_file(path, passphrase)
    {
        for difference in location.policy().last_seen(path).differences(&journal) {
            line("last seen", &UnexpectedJournal { path: path.to_path_buf(), difference }.describe());
        }
        line("last copy", &describe_last_copy(&journal, &location.read_copies_with(passphrase)));
    }
    out
}

fn describe_last_copy(journal: &CopyContent, copies: &JournalCopies) -> String {
    let changes = journal.content.changes;
    match copies.readable.iter().find(|copy| copy.content.id == journal.content.id) {
        Some(copy) if copy.content.changes > changes => {
            texts::copy_holds_more(&copy.path.display().to_string(), copy.content.changes - changes)
        }
        Some(copy) if copy.content.changes == changes => texts::COPY_HOLDS_ALL.into(),
        Some(copy) => texts::no_copy_since(copy.last_change.map(format_day).as_deref()),
        None if copies.unreadable > 0 => texts::COPIES_UNREADABLE.into(),
        None => texts::NO_COPY_YET.into(),
    }
}

fn describe_state(state: &JournalState) -> String {
    match state {
        JournalState::Missing => texts::STATE_MISSING.into(),
        JournalState::Empty => texts::STATE_EMPTY.into(),
        JournalState::Locked if !HAS_ENCRYPTION => texts::STATE_LOCK_UNKNOWN.into(),
        JournalState::Locked => texts::STATE_LOCKED.into(),
        JournalState::WrongPassphrase => texts::STATE_WRONG_PASSPHRASE.into(),
        JournalState::Good => "good".into(),
        JournalState::Bad(message) => message.clone(),
    }
}

fn describe_access(access: FileAccess, is_own: Option<bool>) -> String {
    match access {
        FileAccess::Private if is_own == Some(false) => texts::ONLY_OWNER_READS.into(),
        FileAccess::Private => texts::ONLY_YOU_READ.into(),
        FileAccess::Shared(mode) => texts::others_may_read(mode),
        FileAccess::Unknown => texts::ACCESS_UNKNOWN.into(),
    }
}

fn describe_copies(diagnostics: &JournalDiagnostics) -> String {
    if let Some(why) = &diagnostics.backups_blocked {
        return texts::no_copies(why);
    }
    let newest = diagnostics.backups.daily.first().and_then(|path| path.file_stem());
    let newest = newest.map(|name| name.to_string_lossy().replace("day-", ""));
    let days = diagnostics.backups.daily.len();
    let others = diagnostics.backups.by_reason.len();
    texts::copies(days, newest.as_deref(), others)
}

fn suggest_remedy(diagnostics: &JournalDiagnostics) -> &'static str {
    match &diagnostics.state {
        JournalState::WrongPassphrase => texts::TRY_AGAIN,
        _ if diagnostics.backups.iter_paths().next().is_some() => texts::FROM_COPY,
        _ => texts::READ_OUT,
    }
}
