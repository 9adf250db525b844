//! Files that are not what they should be are told as what they are: emptied by a power cut, cut off, a link that leads
//! nowhere yet, somebody else's.

use crate::support::TempHome;
use std::fs;

fn with_copy() -> TempHome {
    let home = TempHome::new();
    home.ok(&["log", "note", "old words"]);
    home.ok_with_notices(&["backup", "copy.db"]);
    home
}

#[test]
fn a_journal_of_nuls_is_no_locked_one_and_a_copy_takes_its_place() {
    let home = with_copy();
    for empty_bytes in [100, 4096, 8192 + 7] {
        let mut bytes = fs::read(home.path("copy.db")).unwrap();
        bytes[..empty_bytes].fill(0);
        bytes.truncate(bytes.len() - bytes.len() % 512);
        fs::write(home.journal(), &bytes).unwrap();
        for command in [&["list"][..], &["log", "note", "hi"], &["today"]] {
            let said = home.refused(1, command);
            assert!(said.contains("begins with empty bytes"), "{said}");
            assert!(said.contains("cuebook restore COPY"), "{said}");
            assert!(!said.contains("assphrase"), "{said}");
        }
        let (_, out, err) = home.run(&["doctor"]);
        assert!(format!("{out}{err}").contains("begins with empty bytes"), "{out}{err}");
        assert_eq!(fs::read(home.journal()).unwrap(), bytes, "the damaged file is as it was");
        home.ok_with_notices(&["restore", "copy.db", "--yes"]);
        assert!(home.ok(&["list"]).contains("old words"));
    }
}

#[test]
fn a_journal_that_was_cut_off_is_told_as_one() {
    let home = with_copy();
    // As a locked one looks: no byte of it says anything.
    let noise: Vec<u8> = (0..20_001_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    fs::write(home.journal(), noise).unwrap();
    let said = home.refused(1, &["list"]);
    assert!(said.contains("its end was cut off"), "{said}");
}

/// Power went before the first page was on the disk: nothing was kept yet, and the rollback file says so.
#[test]
fn a_first_write_that_was_cut_off_leaves_a_way_in() {
    for (length, before) in [(4096, 0_u32), (8192, 0), (60, 0), (4096, 1)] {
        let home = TempHome::new();
        fs::write(home.journal(), vec![0; length]).unwrap();
        let mut rollback = vec![0; 512];
        rollback[..8].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
        rollback[16..20].copy_from_slice(&before.to_be_bytes());
        rollback[20..24].copy_from_slice(&512_u32.to_be_bytes());
        rollback[24..28].copy_from_slice(&4096_u32.to_be_bytes());
        fs::write(home.path("journal.db-journal"), rollback).unwrap();
        if before == 0 {
            home.ok(&["log", "note", "hi"]);
            assert!(home.ok(&["list"]).contains("hi"));
        } else {
            let said = home.refused(1, &["log", "note", "hi"]);
            assert!(said.contains("begins with empty bytes"), "{said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_config_link_that_leads_nowhere_yet_stays_a_link() {
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    fs::create_dir(home.path("dotfiles")).unwrap();
    std::os::unix::fs::symlink("dotfiles/one", home.path("config.toml")).unwrap();
    std::os::unix::fs::symlink("two/cuebook.toml", home.path("dotfiles/one")).unwrap();
    let program = home.program.clone().with_env("CUEBOOK_CONFIG", home.path("config.toml"));
    program.ok(&["set", "looks", "night"]);
    assert!(fs::symlink_metadata(home.path("config.toml")).unwrap().is_symlink());
    assert!(fs::symlink_metadata(home.path("dotfiles/one")).unwrap().is_symlink());
    let written = fs::read_to_string(home.path("dotfiles/two/cuebook.toml")).unwrap();
    assert!(written.contains("night"), "{written}");
}

/// Only root can give a file away; anybody else finds a file of root's.
#[cfg(target_os = "linux")]
#[test]
fn another_users_journal_says_whose_it_is_and_what_to_do() {
    let home = with_copy();
    let (path, owner) = match std::os::unix::fs::chown(home.journal(), Some(1), None) {
        Ok(()) => (home.journal(), "daemon"),
        Err(_) => ("/etc/passwd".into(), "root"),
    };
    let said = home.refused(1, &["--journal", path.to_str().unwrap(), "list"]);
    assert!(said.contains(&format!("belongs to {owner}, another user")), "{said}");
    assert!(said.contains("cuebook backup") && said.contains("--journal"), "{said}");
    let (_, out, _) = home.run(&["--journal", path.to_str().unwrap(), "doctor"]);
    assert!(out.contains("somebody else") && !out.contains("only you can read it"), "{out}");
}

/// Only root can give a folder away, so nobody else can try this.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_another_users_is_given_no_copies() {
    let home = with_copy();
    let folder = home.path("journal.db.backups");
    let copies = || fs::read_dir(&folder).unwrap().count();
    let daily = folder.join("day-2026-11-22.db");
    assert!(daily.exists());
    if std::os::unix::fs::chown(&folder, Some(1), None).is_err() {
        return;
    }
    fs::remove_file(&daily).unwrap();
    let (code, _, said) = home.run(&["log", "note", "hi"]);
    assert_eq!(code, 0, "what was written is kept: {said}");
    assert!(said.contains("journal.db.backups") && said.contains("daemon, another user"), "{said}");
    let doctor = home.ok(&["doctor"]);
    assert!(doctor.contains("none can be kept") && doctor.contains("another user"), "{doctor}");
    assert_eq!(copies(), 0);
    // Neither offered nor gone over: what lies there may be anybody's.
    fs::copy(home.path("copy.db"), &daily).unwrap();
    let said = home.refused(1, &["restore", "copy.db", "--yes"]);
    assert!(said.contains("another user"), "{said}");
    let seal = ["seal", "--carer", "Me", "--yes", "--seal-fd", "0"];
    let out = home.command().args(seal).write_stdin("her own long words\n").output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("another user"), "{said}");
    assert_eq!(copies(), 1);
    assert!(home.ok(&["list"]).contains("hi"), "nothing was done without a copy");
    fs::rename(&folder, home.path("theirs")).unwrap();
    home.ok(&["log", "note", "later"]);
    assert_eq!(copies(), 1);
}

/// Its command would be run as this user.
#[cfg(all(unix, feature = "lock"))]
#[test]
fn a_config_that_another_user_could_have_written_is_not_read_and_its_command_not_run() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    let config = home.path("config.toml");
    let program = home.program.clone().with_env("CUEBOOK_CONFIG", &config);
    let command = "passphrase_command = [\"sh\", \"-c\", \"touch ran; echo open sesame\"]\n";
    fs::write(&config, command).unwrap();
    fs::set_permissions(&config, fs::Permissions::from_mode(0o600)).unwrap();
    program.ok_with_notices(&["lock"]);
    fs::remove_file(home.path("ran")).unwrap();

    let refused = |mode: u32, owner: Option<u32>, because: &str| {
        fs::set_permissions(&config, fs::Permissions::from_mode(mode)).unwrap();
        if owner.is_some() && chown(&config, owner, None).is_err() {
            return;
        }
        let said = program.refused(1, &["list"]);
        assert!(said.contains("config.toml was not read, and no command in it was run"), "{said}");
        assert!(said.contains(because), "{said}");
        assert!(!home.path("ran").exists(), "mode {mode:o}, owner {owner:?}");
    };
    refused(0o602, None, "chmod go-w");
    refused(0o666, None, "chmod go-w");
    refused(0o600, Some(12_345), "it belongs to another user");

    // As `umask 077` and the usual one leave it.
    chown(&config, Some(own_uid(&home)), None).unwrap();
    for mode in [0o600, 0o644, 0o400] {
        fs::set_permissions(&config, fs::Permissions::from_mode(mode)).unwrap();
        assert!(program.ok_with_notices(&["list"]).contains("hi"));
        fs::remove_file(home.path("ran")).unwrap();
    }
    // With nothing to run in it, the journal goes on and says so.
    fs::write(&config, "colours = \"night\"\n").unwrap();
    fs::set_permissions(&config, fs::Permissions::from_mode(0o606)).unwrap();
    let (code, _, said) = program.on("other.db").run(&["log", "note", "hi"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("chmod go-w") && said.contains("cuebook looks as usual this time."), "{said}");
}

#[cfg(unix)]
fn own_uid(home: &TempHome) -> u32 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(home.folder()).unwrap().uid()
}
