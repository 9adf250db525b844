//! `lock`, `lock --change` and `unlock`: a passphrase for the whole journal, another one, or none.

use crate::cli::output::{CliError, Output, print_text};
use crate::cli::session::{JournalLocation, Session};
use crate::model::time::format_short_date;
use crate::platform::private_file;
use crate::store::{Copies, LOCKS, NO_WAY_BACK, Passphrase, Restore, Trouble, Turn, Turned};
use crate::tui::theme::Theme;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};

/// How to lock.
#[derive(clap::Args)]
pub(crate) struct LockArgs {
    /// Another passphrase for a journal that is locked
    #[arg(long)]
    change: bool,
    /// The passphrase itself on a sheet to keep somewhere safe: a new file for it, or - to print it
    #[arg(long, value_name = "FILE|-")]
    sheet: Option<PathBuf>,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

/// How to unlock.
#[derive(clap::Args)]
pub(crate) struct UnlockArgs {
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

/// What becomes of the copies.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BackupAction {
    /// They get the same lock as the journal
    Follow,
    /// They are removed
    Remove,
}

impl From<BackupAction> for Copies {
    fn from(backups: BackupAction) -> Self {
        match backups {
            BackupAction::Follow => Self::Follow,
            BackupAction::Remove => Self::Go,
        }
    }
}

/// Locks, or changes the passphrase.
pub(crate) fn encrypt_journal(
    asked: &LockArgs,
    place: &JournalLocation,
    looks: Theme,
) -> Result<Output, CliError> {
    let mut desk = open_session(place)?;
    match (desk.store.is_locked(), asked.change) {
        (true, false) => return Err(CliError::operation_failed(LOCKED_ALREADY)),
        (false, true) => return Err(CliError::operation_failed(NOT_LOCKED)),
        _ => {}
    }
    if !place.passphrase_source.is_silent() {
        print_text(&crate::cli::output::render_for_terminal(NO_WAY_BACK, looks))?;
    }
    let key = place.passphrase_source.ask_new_passphrase(!asked.change)?;
    if desk.store.is_key(&key) {
        return Err(CliError::operation_failed(THE_SAME));
    }
    let file = asked.sheet.as_deref().filter(|path| *path != Path::new("-"));
    let sheet = asked.sheet.as_ref().map(|_| format_passphrase_sheet(&key, place, &desk));
    // Before the lock: a sheet that cannot be written must not be found out after there is no way back.
    if let (Some(file), Some(sheet)) = (file, &sheet) {
        private_file::write(file, "sheet", |out| out.write_all(sheet.as_bytes()).map(|()| true))?;
    }
    let now = desk.now;
    let turned = desk
        .store
        .turn_lock(Some(&key), asked.backups.into(), now)
        .inspect_err(|_| remove_unused_sheet(file, &key, place))?;
    let done = if asked.change { Turn::Changed } else { Turn::Locked };
    let mut out = format!("{}\n{}", done.told(), describe_backup_outcome(&turned, done.followed()));
    match (file, sheet) {
        (Some(file), _) => out.push_str(&format!("The sheet is in {}. {PRINT}\n", file.display())),
        (None, Some(sheet)) => out.extend(["\n", sheet.as_str()]),
        (None, None) => {}
    }
    Ok(Output::text(out))
}

/// Takes the sheet that was just made away again: a passphrase that opens nothing must not lie about as the one that does.
/// One that opens the journal all the same stays.
fn remove_unused_sheet(file: Option<&Path>, key: &Passphrase, place: &JournalLocation) {
    let opens = || matches!(Restore::key_of(place.path(), Some(key)), Ok(Some(_)));
    if let Some(file) = file.filter(|_| !opens()) {
        fs::remove_file(file).ok();
    }
}

/// Takes the lock away.
pub(crate) fn decrypt_journal(asked: &UnlockArgs, place: &JournalLocation) -> Result<Output, CliError> {
    let mut desk = open_session(place)?;
    if !desk.store.is_locked() {
        return Err(CliError::operation_failed(NOT_LOCKED));
    }
    let now = desk.now;
    let turned = desk.store.turn_lock(None, asked.backups.into(), now)?;
    Ok(Output::text(format!(
        "{}\n{}",
        Turn::Unlocked.told(),
        describe_backup_outcome(&turned, Turn::Unlocked.followed())
    )))
}

fn open_session(place: &JournalLocation) -> Result<Session, CliError> {
    if !LOCKS {
        return Err(Trouble::NoLock.into());
    }
    place.open_existing()
}

/// What became of the copies, and which are not covered.
pub(crate) fn describe_backup_outcome(turned: &Turned, followed: &str) -> String {
    let name = |path: &Path| path.display().to_string();
    let mut lines = turned.copies(followed, name);
    let (uncovered, open) = turned.uncovered(name);
    lines.extend(uncovered.into_iter().map(String::from));
    lines.extend(open.iter().map(|open| format!("  {open}")));
    lines.join("\n") + "\n"
}

fn format_passphrase_sheet(
    key: &Passphrase,
    place: &JournalLocation,
    desk: &Session,
) -> zeroize::Zeroizing<String> {
    let name = place.path().file_name().unwrap_or_default();
    zeroize::Zeroizing::new(format!(
        "cuebook: the passphrase of {}\nfrom {}\n\n    {}\n\n{SHEET}\n",
        name.to_string_lossy(),
        format_short_date(desk.now.local_date()),
        key.words()
    ))
}

const LOCKED_ALREADY: &str = "The journal is locked already. `cuebook lock --change` gives it another passphrase, `cuebook unlock` takes the lock away.";
const THE_SAME: &str = "That is the passphrase it has already, so nothing was changed.";
const NOT_LOCKED: &str = "The journal is not locked, so nothing was changed. `cuebook lock` locks it.";
const PRINT: &str = "Print it or copy it by hand, keep it away from this computer, and remove the file.";
const SHEET: &str = "There is no second key. Keep this where only you can read it.";
