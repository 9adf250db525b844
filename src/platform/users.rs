//! The users of this computer, as far as `/etc/passwd` names them: one line each, `name:password:uid:gid:comment:home:shell`.

use std::fs;
use std::path::PathBuf;

/// A user's home folder; none for a user who is not there, or without one.
pub(crate) fn home_folder(user: &str) -> Option<PathBuf> {
    let home = find_field(5, |name, _| name == user)?;
    Some(PathBuf::from(home)).filter(|home| home.is_absolute())
}

/// Whose a file is; none where that is not known.
#[cfg(unix)]
pub(crate) fn owner_name(meta: &fs::Metadata) -> Option<String> {
    let owner = std::os::unix::fs::MetadataExt::uid(meta).to_string();
    find_field(0, |_, uid| uid == owner)
}

#[cfg(not(unix))]
pub(crate) fn owner_name(_meta: &fs::Metadata) -> Option<String> {
    None
}

/// A field of the line whose name and user id are wanted.
fn find_field(number: usize, is_wanted: impl Fn(&str, &str) -> bool) -> Option<String> {
    let users = fs::read_to_string("/etc/passwd").ok()?;
    users.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        let found = is_wanted(fields.first()?, fields.get(2)?);
        found.then(|| fields.get(number).map(|field| (*field).to_owned())).flatten()
    })
}
