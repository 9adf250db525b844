//! A path as somebody typed it where no shell was: `~` is the home folder, `~anna` another user's.

use crate::platform::users;
use crate::texts::file_errors;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// The path that was meant. A file whose name begins with `~` is written `./~name`.
///
/// # Errors
/// In words, when there is no such home folder. Other users are looked up in `/etc/passwd`.
pub(crate) fn expand_home(typed: &Path) -> Result<PathBuf, String> {
    let Some(Component::Normal(first)) = typed.components().next() else {
        return Ok(typed.to_owned());
    };
    let Some(user) = first.to_str().and_then(|first| first.strip_prefix('~')) else {
        return Ok(typed.to_owned());
    };
    let home = if user.is_empty() { own_home() } else { users::home_folder(user) };
    let home = home.ok_or_else(|| file_errors::no_home_folder(user))?;
    Ok(typed.components().skip(1).fold(home, |path, part| path.join(part)))
}

/// The same for a value of the environment or the command line.
pub(crate) fn expand_home_os(typed: OsString) -> Result<PathBuf, String> {
    expand_home(Path::new(&typed))
}

fn own_home() -> Option<PathBuf> {
    directories::UserDirs::new().map(|folders| folders.home_dir().to_owned())
}
