//! The folder for what this machine alone knows: made for its owner only, and each file in it written whole or not at
//! all. The platform's own (`XDG_STATE_HOME` on Linux); where that has no room, one among the temporary files.

use crate::platform::app_folders;
use crate::platform::private_file::{create_private_folder, set_private_mode};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The platform's folder for state; none without a home folder.
pub(crate) fn state_folder() -> Option<PathBuf> {
    let found = app_folders::state_or_local_folder()?;
    Some(if found.is_for_state { found.folder } else { found.folder.join("state") })
}

/// Where a small file can go that must not be lost, the best place first.
pub(crate) fn rescue_folders() -> Vec<PathBuf> {
    let user = user_suffix();
    let spare = std::env::temp_dir().join(format!("cuebook{user}"));
    state_folder().into_iter().chain([spare]).collect()
}

/// Makes the folder where there is none, for its owner only (0700).
///
/// # Errors
/// When it cannot be made, is a link or no folder, or belongs to somebody else.
pub(crate) fn ensure_state_folder(folder: &Path) -> io::Result<()> {
    create_private_folder(folder, true)?;
    let meta = fs::symlink_metadata(folder)?;
    if !meta.is_dir() || !is_own(&meta) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if meta.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// Writes a file (0600) in one step, in the place of one of the same name, and syncs it. Makes the folder if it must.
pub(crate) fn write_state_file(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    ensure_state_folder(folder)?;
    let path = folder.join(name);
    let beside = folder.join(format!(".{name}.{}.part", std::process::id()));
    // What a run left behind when it was cut off gives way.
    fs::remove_file(&beside).ok();
    let write = || -> io::Result<()> {
        let mut file = set_private_mode(OpenOptions::new().write(true).create_new(true)).open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &path)?;
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    };
    let done = write();
    if done.is_err() {
        fs::remove_file(&beside).ok();
    }
    done.map(|()| path)
}

#[cfg(unix)]
fn user_suffix() -> String {
    format!("-{}", rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn user_suffix() -> String {
    String::new()
}

#[cfg(unix)]
fn is_own(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(meta) == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(_meta: &fs::Metadata) -> bool {
    true
}

/// Says to other runs on this machine that a run goes on: a file that is locked while it does. The system lets go of the
/// lock however the run ends.
pub(crate) struct RunLock {
    path: PathBuf,
    _file: File,
}

impl RunLock {
    /// None where no file can be made or locked; other runs then take this one for ended.
    pub(crate) fn acquire(folder: &Path, run: Uuid) -> Option<Self> {
        let folder = folder.join(RUNS_FOLDER);
        ensure_state_folder(&folder).ok()?;
        let path = folder.join(run.to_string());
        let file = set_private_mode(OpenOptions::new().write(true).create_new(true)).open(&path).ok()?;
        file.try_lock().ok()?;
        Some(Self { path, _file: file })
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}

/// Whether a run on this machine goes on. What an ended run left behind is removed.
pub(crate) fn is_run_alive(folder: &Path, run: Uuid) -> bool {
    let path = folder.join(RUNS_FOLDER).join(run.to_string());
    let Ok(file) = File::open(&path) else {
        return false;
    };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => true,
        // Nobody holds it.
        _ => {
            fs::remove_file(&path).ok();
            false
        }
    }
}

const RUNS_FOLDER: &str = "runs";
