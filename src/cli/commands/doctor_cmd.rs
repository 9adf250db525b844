//! `doctor`: what the journal's file is and how it is, or what can be read of a damaged one in a new file. Prints
//! nothing of what the family wrote.

use crate::cli::output::{CliError, Output};
use crate::cli::passphrase_source::{LOCKED, prompt_hidden};
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::JournalLocation;
use crate::store::{
    FileAccess, HAS_ENCRYPTION, JournalDiagnostics, JournalState, Passphrase, Store, describe_engine,
    diagnose_journal, format_size,
};
use std::fmt::Write;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

/// What to do.
#[derive(clap::Args)]
pub(crate) struct DoctorArgs {
    /// Read out what can be read of a damaged journal into a new file
    #[arg(long, value_name = "OUT")]
    salvage: Option<PathBuf>,
}

impl Run for DoctorArgs {
    /// Looks the journal over, or reads it out.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let mut found = diagnose_journal(location.path(), None);
        let mut key = None;
        if found.state == JournalState::Locked && HAS_ENCRYPTION {
            key = ask_for_passphrase(location)?;
            if key.is_some() {
                found = diagnose_journal(location.path(), key.as_ref());
            }
        }
        if let Some(out) = &self.salvage {
            return salvage_journal(location, key.as_ref(), out);
        }
        let checkup = Output::text(format_checkup(location.path(), &found));
        match &found.state {
            JournalState::Missing | JournalState::Empty | JournalState::Locked | JournalState::Good => {
                Ok(checkup)
            }
            JournalState::WrongPassphrase | JournalState::Bad(_) => {
                checkup.write_to_stdout(context.theme)?;
                Err(CliError::operation_failed(suggest_remedy(&found)))
            }
        }
    }
}

/// Asked for once; enter alone leaves the journal locked.
fn ask_for_passphrase(location: &JournalLocation) -> Result<Option<Passphrase>, CliError> {
    let name = location.path().display().to_string();
    if location.passphrase_source.is_silent() {
        return location.passphrase_source.ask_until_opened(&name, |key| Ok(Some(key.clone())));
    }
    if !stdin().is_terminal() {
        return Ok(None);
    }
    prompt_hidden(&format!("Passphrase for {name} ({ENTER}): "), LOCKED).map(Passphrase::new)
}

fn salvage_journal(
    location: &JournalLocation,
    key: Option<&Passphrase>,
    out: &Path,
) -> Result<Output, CliError> {
    if !location.has_journal() {
        location.open_existing()?;
    }
    let read = Store::salvage_journal(location.path(), key, out)?;
    let mut text = format!(
        "Read out into {}: {} entries, {} of the family's own things, {} changes of the history.\n",
        out.display(),
        read.entries,
        read.family,
        read.history
    );
    text.push_str(if read.lost { LOST } else { ALL });
    if read.locked {
        text.push_str(SAME_LOCK);
    }
    text.push_str(&format!(
        "The damaged file is as it was. `cuebook --journal {} list` looks at what was read out.\n",
        out.display()
    ));
    Ok(Output::text(text))
}

fn format_checkup(path: &Path, found: &JournalDiagnostics) -> String {
    let mut out = String::new();
    let mut line = |name: &str, message: &str| {
        let _ = writeln!(out, "{name:<13} {message}");
    };
    line("program", &format!("cuebook {}", env!("CARGO_PKG_VERSION")));
    line("engine", &describe_engine());
    line("journal", &path.display().to_string());
    line("state", &state(&found.state));
    if matches!(found.state, JournalState::Missing) {
        return out;
    }
    if let Some((format, newest)) = found.format {
        line("integrity", "whole: every page and every reference was read");
        let of = if format == newest { "the newest" } else { "older; opening the journal renews it" };
        line("format", &format!("{format}, {of}"));
    }
    if let Some((read, all)) = found.views {
        line("views", &format!("{read} of {all} can be read"));
    }
    if let Some(locked) = found.locked {
        line("lock", if locked { "locked with a passphrase" } else { "not locked" });
    }
    if let Some(known) = found.zone_known {
        line("zone", if known { "known" } else { "not known to this program; UTC is used" });
    }
    line("size", &format_size(found.size));
    line("permissions", &access(found.access));
    if let Some(own) = found.own {
        line("owner", if own { "you" } else { "somebody else" });
    }
    if let Some(room) = found.room {
        line("room left", &format_size(room));
    }
    line(
        "open",
        match found.in_use {
            Some(true) => "in another window",
            Some(false) => "in no other window",
            None => "never opened here, or the lock file cannot be read",
        },
    );
    if found.has_hot_journal {
        line("unfinished", "a write was cut off; the next opening takes it back");
    }
    line("copies", &describe_copies(found));
    out
}

fn state(describe_state: &JournalState) -> String {
    match describe_state {
        JournalState::Missing => "there is no journal yet; `cuebook` begins one".into(),
        JournalState::Empty => "empty: nothing was kept in it yet".into(),
        JournalState::Locked if !HAS_ENCRYPTION => {
            "locked, or damaged; this build has no lock to tell".into()
        }
        JournalState::Locked => "locked, or damaged: give the passphrase to tell".into(),
        JournalState::WrongPassphrase => "wrong passphrase, or the file is damaged".into(),
        JournalState::Good => "good".into(),
        JournalState::Bad(message) => message.clone(),
    }
}

fn access(describe_access: FileAccess) -> String {
    match describe_access {
        FileAccess::Private => "only you can read it".into(),
        FileAccess::Shared(mode) => {
            format!("others on this computer may read it ({mode:03o}); `chmod 600` mends that")
        }
        FileAccess::Unknown => "not known on this system".into(),
    }
}

fn describe_copies(found: &JournalDiagnostics) -> String {
    if found.backups_blocked {
        return NO_COPIES.into();
    }
    let newest = found.backups.daily.first().and_then(|path| path.file_stem());
    let newest = newest.map(|name| name.to_string_lossy().replace("day-", ""));
    let days = found.backups.daily.len();
    let others = found.backups.by_reason.len();
    match newest {
        Some(newest) => {
            format!("{days} by day, the newest of {newest}; {others} from before other things")
        }
        None => format!("none by day; {others} from before other things"),
    }
}

fn suggest_remedy(found: &JournalDiagnostics) -> &'static str {
    match &found.state {
        JournalState::WrongPassphrase => TRY_AGAIN,
        _ if found.backups.iter_paths().next().is_some() => FROM_COPY,
        _ => READ_OUT,
    }
}

const NO_COPIES: &str =
    "none, and none can be kept: what has the name of their folder, which ends in .backups, is no folder";
const ENTER: &str = "enter alone leaves it locked";
const TRY_AGAIN: &str = "Nothing was changed. Please try the passphrase again; a file that is damaged, or whose passphrase is lost, can be put back from a copy with `cuebook restore PATH --without-passphrase`.";
const FROM_COPY: &str = "Nothing was changed. If the journal is damaged, `cuebook restore` puts a copy from its .backups folder back, and `cuebook doctor --salvage OUT` reads out what can be read.";
const READ_OUT: &str = "Nothing was changed. If the journal is damaged, `cuebook doctor --salvage OUT` reads out what can be read into a new file.";
const LOST: &str = "Part of the file could not be read, and what was in that part is missing.\n";
const ALL: &str = "Every row was read.\n";
const SAME_LOCK: &str = "It is locked with the same passphrase.\n";
