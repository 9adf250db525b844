//! The users of this computer, as far as `/etc/passwd` names them: one line each,
//! `name:password:uid:gid:comment:home:shell`; and their groups, as far as `/etc/group` does: `name:password:gid:members`.

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

/// Whether nobody but `uid` is in a group, as in the one of their own that many systems give each user. A group that is
/// not named here may hold anybody.
#[cfg(unix)]
pub(crate) fn is_private_group(gid: u32, uid: u32) -> bool {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    is_private_group_in(&read("/etc/passwd"), &read("/etc/group"), gid, uid)
}

#[cfg(unix)]
fn is_private_group_in(users: &str, groups: &str, gid: u32, uid: u32) -> bool {
    let (gid, uid) = (gid.to_string(), uid.to_string());
    let fields = |line: &'_ str| line.split(':').map(str::to_owned).collect::<Vec<_>>();
    let is = |field: Option<&String>, wanted: &str| field.is_some_and(|field| field == wanted);
    let mut owner_name = None;
    for user in users.lines().map(fields) {
        if is(user.get(2), &uid) {
            owner_name = user.first().cloned();
        } else if is(user.get(3), &gid) {
            return false;
        }
    }
    let mut found = groups.lines().map(fields).filter(|group| is(group.get(2), &gid)).peekable();
    let Some(owner_name) = owner_name.filter(|_| found.peek().is_some()) else {
        return false;
    };
    found.all(|group| {
        let members = group.get(3).map_or("", String::as_str);
        members.split(',').all(|member| member.is_empty() || member == owner_name)
    })
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

#[cfg(all(test, unix))]
mod tests {
    use super::is_private_group_in;

    const USERS: &str = "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\nben:x:1001:100::/home/ben:/bin/sh\ncat:x:1002:100::/:/bin/sh\n";
    const GROUPS: &str = "root:x:0:\nann:x:1000:\nfamily:x:50:ann,ben\nalone:x:51:ann\nusers:x:100:\n";

    #[test]
    fn a_group_is_private_when_nobody_else_is_in_it() {
        for (gid, uid, private) in [
            (1000, 1000, true),
            (51, 1000, true),
            // Named beside another, everybody's first group, and one that is not there.
            (50, 1000, false),
            (100, 1001, false),
            (77, 1000, false),
            // Another's own.
            (1000, 1001, false),
            // Nobody of that number is known.
            (1000, 4000, false),
        ] {
            assert_eq!(is_private_group_in(USERS, GROUPS, gid, uid), private, "{gid} {uid}");
        }
    }
}
