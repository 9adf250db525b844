//! `lock`, `lock --change` and `unlock`: a passphrase for the whole journal, another one, or none.

use crate::cli::output::{CliError, Output};
use crate::cli::path_args::path_parser;
use crate::cli::run::{CommandContext, Run};
use crate::cli::session::{JournalLocation, Session};
use crate::model::time::format_short_date;
use crate::platform::private_file;
use crate::store::{
    BackupPolicy, HAS_ENCRYPTION, LockChange, LockOutcome, NO_WAY_BACK, Passphrase, PreparedRestore,
    StoreError,
};
use crate::texts::cli_protect as texts;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct LockArgs {
    /// Another passphrase for a journal that is locked
    #[arg(long)]
    change: bool,
    /// The passphrase itself on a sheet to keep somewhere safe: a new file for it, or - to print it
    #[arg(long, value_name = "FILE|-", value_parser = path_parser())]
    sheet: Option<PathBuf>,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

#[derive(clap::Args)]
pub(crate) struct UnlockArgs {
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BackupAction {
    /// They get the same lock as the journal
    Follow,
    /// They are removed
    Remove,
}

impl From<BackupAction> for BackupPolicy {
    fn from(backups: BackupAction) -> Self {
        match backups {
            BackupAction::Follow => Self::Rewrite,
            BackupAction::Remove => Self::Remove,
        }
    }
}

impl Run for LockArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let mut session = open_session(location)?;
        match (session.store.is_encrypted(), self.change) {
            (true, false) => return Err(CliError::operation_failed(texts::LOCKED_ALREADY)),
            (false, true) => return Err(CliError::operation_failed(texts::NOT_LOCKED)),
            _ => {}
        }
        if !location.passphrase_source.is_silent() {
            context.print(NO_WAY_BACK)?;
        }
        let passphrase = location.passphrase_source.ask_new_passphrase(!self.change)?;
        if session.store.matches_passphrase(&passphrase) {
            return Err(CliError::operation_failed(texts::SAME_PASSPHRASE));
        }
        let file = self.sheet.as_deref().filter(|path| *path != Path::new("-"));
        let sheet = self.sheet.as_ref().map(|_| format_passphrase_sheet(&passphrase, location, &session));
        // Before the lock: a sheet that cannot be written must not be found out after there is no way back.
        if let (Some(file), Some(sheet)) = (file, &sheet) {
            private_file::write_new_file(file, "sheet", |out| {
                out.write_all(sheet.as_bytes()).map(|()| true)
            })?;
        }
        let now = session.now;
        let outcome = session
            .store
            .change_encryption(Some(&passphrase), self.backups.into(), now)
            .inspect_err(|_| remove_unused_sheet(file, &passphrase, location))?;
        let done = if self.change { LockChange::Rekeyed } else { LockChange::Encrypted };
        let mut out = format!(
            "{}\n{}",
            done.describe_change(),
            describe_backup_outcome(&outcome, done.describe_backup_state())
        );
        match (file, sheet) {
            (Some(file), _) => out.push_str(&texts::sheet_saved(&file.display().to_string())),
            (None, Some(sheet)) => out.extend(["\n", sheet.as_str()]),
            (None, None) => {}
        }
        Ok(Output::text(out))
    }
}

/// Takes the sheet that was just made away again: a passphrase that opens nothing must not lie about as the one that does.
/// One that opens the journal all the same stays.
fn remove_unused_sheet(file: Option<&Path>, passphrase: &Passphrase, location: &JournalLocation) {
    let opens = || matches!(PreparedRestore::find_passphrase(location.path(), Some(passphrase)), Ok(Some(_)));
    if let Some(file) = file.filter(|_| !opens()) {
        fs::remove_file(file).ok();
    }
}

impl Run for UnlockArgs {
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let mut session = open_session(location)?;
        if !session.store.is_encrypted() {
            return Err(CliError::operation_failed(texts::NOT_LOCKED));
        }
        let now = session.now;
        let outcome = session.store.change_encryption(None, self.backups.into(), now)?;
        Ok(Output::text(format!(
            "{}\n{}",
            LockChange::Decrypted.describe_change(),
            describe_backup_outcome(&outcome, LockChange::Decrypted.describe_backup_state())
        )))
    }
}

fn open_session(location: &JournalLocation) -> Result<Session, CliError> {
    if !HAS_ENCRYPTION {
        return Err(StoreError::NoEncryption.into());
    }
    let session = location.open_without_unsealing()?;
    session.tell_of_seals()?;
    Ok(session)
}

pub(crate) fn describe_backup_outcome(outcome: &LockOutcome, followed: &str) -> String {
    let name = |path: &Path| path.display().to_string();
    let mut lines = outcome.describe_backups(followed, name);
    let (uncovered, open) = outcome.describe_uncovered(name);
    lines.extend(uncovered.into_iter().map(String::from));
    lines.extend(open.iter().map(|open| format!("  {open}")));
    lines.join("\n") + "\n"
}

fn format_passphrase_sheet(
    passphrase: &Passphrase,
    location: &JournalLocation,
    session: &Session,
) -> zeroize::Zeroizing<String> {
    let name = location.path().file_name().unwrap_or_default();
    let date = format_short_date(session.now.local_date());
    zeroize::Zeroizing::new(texts::passphrase_sheet(&name.to_string_lossy(), &date, passphrase.as_str()))
}
