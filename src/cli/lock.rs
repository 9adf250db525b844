//! `lock`, `lock --change` and `unlock`: a passphrase for the whole journal, another one, or none.

use super::answer::{Answer, Stop, put};
use super::place::{Desk, Place};
use crate::journal::time::short_date;
use crate::out;
use crate::store::{Copies, LOCKS, NO_WAY_BACK, Passphrase, Restore, Trouble, Turn, Turned};
use crate::widgets::look::Look;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};

/// How to lock.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Another passphrase for a journal that is locked
    #[arg(long)]
    change: bool,
    /// The passphrase itself on a sheet to keep somewhere safe: a new file for it, or - to print it
    #[arg(long, value_name = "FILE|-")]
    sheet: Option<PathBuf>,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = Backups::Follow)]
    backups: Backups,
}

/// How to unlock.
#[derive(clap::Args)]
pub(crate) struct UnlockAsked {
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = Backups::Follow)]
    backups: Backups,
}

/// What becomes of the copies.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Backups {
    /// They get the same lock as the journal
    Follow,
    /// They are removed
    Remove,
}

impl From<Backups> for Copies {
    fn from(backups: Backups) -> Self {
        match backups {
            Backups::Follow => Self::Follow,
            Backups::Remove => Self::Go,
        }
    }
}

/// Locks, or changes the passphrase.
pub(crate) fn lock(asked: &Asked, place: &Place, looks: Look) -> Result<Answer, Stop> {
    let mut desk = opened(place)?;
    match (desk.store.is_locked(), asked.change) {
        (true, false) => return Err(Stop::could(LOCKED_ALREADY)),
        (false, true) => return Err(Stop::could(NOT_LOCKED)),
        _ => {}
    }
    if !place.way.is_silent() {
        put(&super::answer::shown(NO_WAY_BACK, looks))?;
    }
    let key = place.way.new_one(!asked.change)?;
    if desk.store.is_key(&key) {
        return Err(Stop::could(THE_SAME));
    }
    let file = asked.sheet.as_deref().filter(|path| *path != Path::new("-"));
    let sheet = asked.sheet.as_ref().map(|_| sheet(&key, place, &desk));
    // Before the lock: a sheet that cannot be written must not be found out after there is no way back.
    if let (Some(file), Some(sheet)) = (file, &sheet) {
        out::write(file, "sheet", |out| out.write_all(sheet.as_bytes()).map(|()| true))?;
    }
    let now = desk.now;
    let turned = desk
        .store
        .turn_lock(Some(&key), asked.backups.into(), now)
        .inspect_err(|_| unsheet(file, &key, place))?;
    let done = if asked.change { Turn::Changed } else { Turn::Locked };
    let mut out = format!("{}\n{}", done.told(), told(&turned, done.followed()));
    match (file, sheet) {
        (Some(file), _) => out.push_str(&format!("The sheet is in {}. {PRINT}\n", file.display())),
        (None, Some(sheet)) => out.extend(["\n", sheet.as_str()]),
        (None, None) => {}
    }
    Ok(Answer::text(out))
}

/// Takes the sheet that was just made away again: a passphrase that opens nothing must not lie about as the one that does.
/// One that opens the journal all the same stays.
fn unsheet(file: Option<&Path>, key: &Passphrase, place: &Place) {
    let opens = || matches!(Restore::key_of(place.path(), Some(key)), Ok(Some(_)));
    if let Some(file) = file.filter(|_| !opens()) {
        fs::remove_file(file).ok();
    }
}

/// Takes the lock away.
pub(crate) fn unlock(asked: &UnlockAsked, place: &Place) -> Result<Answer, Stop> {
    let mut desk = opened(place)?;
    if !desk.store.is_locked() {
        return Err(Stop::could(NOT_LOCKED));
    }
    let now = desk.now;
    let turned = desk.store.turn_lock(None, asked.backups.into(), now)?;
    Ok(Answer::text(format!("{}\n{}", Turn::Unlocked.told(), told(&turned, Turn::Unlocked.followed()))))
}

fn opened(place: &Place) -> Result<Desk, Stop> {
    if !LOCKS {
        return Err(Trouble::NoLock.into());
    }
    place.existing()
}

/// What became of the copies, and which are not covered.
pub(crate) fn told(turned: &Turned, followed: &str) -> String {
    let name = |path: &Path| path.display().to_string();
    let mut lines = turned.copies(followed, name);
    let (uncovered, open) = turned.uncovered(name);
    lines.extend(uncovered.into_iter().map(String::from));
    lines.extend(open.iter().map(|open| format!("  {open}")));
    lines.join("\n") + "\n"
}

fn sheet(key: &Passphrase, place: &Place, desk: &Desk) -> zeroize::Zeroizing<String> {
    let name = place.path().file_name().unwrap_or_default();
    zeroize::Zeroizing::new(format!(
        "cuebook: the passphrase of {}\nfrom {}\n\n    {}\n\n{SHEET}\n",
        name.to_string_lossy(),
        short_date(desk.now.date()),
        key.words()
    ))
}

const LOCKED_ALREADY: &str = "The journal is locked already. `cuebook lock --change` gives it another passphrase, `cuebook unlock` takes the lock away.";
const THE_SAME: &str = "That is the passphrase it has already, so nothing was changed.";
const NOT_LOCKED: &str = "The journal is not locked, so nothing was changed. `cuebook lock` locks it.";
const PRINT: &str = "Print it or copy it by hand, keep it away from this computer, and remove the file.";
const SHEET: &str = "There is no second key. Keep this where only you can read it.";
