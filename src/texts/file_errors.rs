//! Why a file for the parent's own use was not made; `what` it would have been: `archive`, `page`.

use std::io;
use std::path::Path;

pub(crate) fn already_there(path: &Path) -> String {
    format!("{} is there already, so we left it. Please use another name.", path.display())
}

pub(crate) fn not_written(path: &Path, what: &str, error: &io::Error) -> String {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "the folder is not there".into(),
        io::ErrorKind::PermissionDenied => "you may not write there".into(),
        _ => error.to_string(),
    };
    format!("{} could not be written: {why}. {}", path.display(), not_kept(what))
}

pub(crate) fn not_kept(what: &str) -> String {
    format!("No {what} was saved.")
}

/// `~` or `~anna` at the beginning of a path; the user is empty for one's own.
pub(crate) fn no_home_folder(user: &str) -> String {
    match user {
        "" => "This computer does not say where your home folder is, so cuebook can't tell what ~ means. Please write the whole path.".into(),
        user => format!("There is no user {user} in /etc/passwd, so there is no folder ~{user}. Please write the whole path, or ./~{user} for a name that begins so."),
    }
}
