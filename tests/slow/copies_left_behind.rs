//! Copies that cannot follow when a lock or a seal is turned, and what is left when that is refused.

use super::*;
use cuebook::store::{ProgramRun, Store};

/// What stands in the way of the next file made from a copy.
fn in_the_way(home: &TempHome, copy: &str) -> PathBuf {
    let part = home.backups().join(format!("{copy}.cuebook-part"));
    fs::create_dir(&part).unwrap();
    part
}

#[test]
fn a_copy_that_cannot_follow_stops_the_lock_and_the_seal() {
    let home = TempHome::planted();
    let newer = home.backups().join("day-2026-11-23.db");
    fs::copy(home.backups().join("day-2026-11-22.db"), &newer).unwrap();
    let (before, copy) = (fs::read(home.journal()).unwrap(), fs::read(&newer).unwrap());
    let part = in_the_way(&home, "day-2026-11-22.db");
    let lock: (&[&str], &[&str]) = (&["words"], &["lock"]);
    let seal: (&[&str], &[&str]) = (&["words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    for (words, args) in [lock, seal] {
        let err = home.refused_with(words, args);
        assert!(err.contains("could not be saved") && err.contains("as it was"), "{err}");
        assert_eq!(fs::read(home.journal()).unwrap(), before, "{args:?}");
        let names = ["day-2026-11-22.db", "day-2026-11-22.db.cuebook-part", "day-2026-11-23.db"];
        assert_eq!(home.copies(), names);
        assert_eq!(fs::read(&newer).unwrap(), copy, "nor the one that could follow");
    }
    // Out of the way, both can be done.
    fs::remove_dir(part).unwrap();
    home.with(seal.0, seal.1);
    home.with(lock.0, lock.1);
    home.nothing_shows();
}

#[test]
fn a_copy_that_is_no_journal_any_more_is_left_and_named_with_what_lies_beside_it() {
    let home = TempHome::planted();
    let bad = home.backups().join("before-restore-2026-11-20-101500.db");
    fs::write(&bad, "not a journal").unwrap();
    let side = home.backups().join("before-restore-2026-11-20-101500.db-journal");
    fs::write(&side, "pages").unwrap();
    let said = home.with(&["words"], &["lock"]);
    for path in [&bad, &side] {
        let line = said.lines().find(|line| line.starts_with(&path.display().to_string()));
        assert!(line.is_some(), "{said}");
    }
    // Told to, it takes both away.
    home.with(&["words", "other"], &["lock", "--change", "--backups", "remove"]);
    assert!(!bad.exists() && !side.exists());
}

#[test]
fn trimming_takes_what_lies_beside_a_copy_too() {
    use cuebook::model::Timestamp;
    use cuebook::store::BackupReason;
    let home = TempHome::planted();
    let store = Store::open(&home.journal(), ProgramRun::new("test"), cuebook::model::Zone::UTC).unwrap();
    let first = Timestamp::parse_rfc3339("2026-11-01T10:15:00+00:00").unwrap();
    let old = store.back_up_before(BackupReason::Restore, first).unwrap().unwrap();
    let side = home.backups().join("before-restore-2026-11-01-101500.db-journal");
    // One that SQLite has no use for: its first byte is nought.
    fs::write(&side, "\0pages").unwrap();
    for hour in 10..16 {
        let when = Timestamp::parse_rfc3339(&format!("2026-11-22T{hour}:00:00+00:00")).unwrap();
        store.back_up_before(BackupReason::Restore, when).unwrap();
    }
    assert!(!old.exists() && !side.exists());
}

/// A file that is replaced under one name stays under its others, words and all.
#[cfg(unix)]
#[test]
fn another_name_of_the_journal_or_a_copy_is_told_with_the_way_to_find_it() {
    use std::os::unix::fs::MetadataExt;
    let home = TempHome::planted();
    let quiet = home.ok(&["doctor"]);
    assert!(!quiet.contains("hard link"), "{quiet}");
    let copy = home.backups().join("day-2026-11-22.db");
    fs::create_dir(home.path("elsewhere")).unwrap();
    let (other, other_copy) = (home.path("elsewhere/mine.db"), home.path("elsewhere/copy.db"));
    fs::hard_link(home.journal(), &other).unwrap();
    fs::hard_link(&copy, &other_copy).unwrap();
    let numbers = [&home.journal(), &copy].map(|file| format!("-inum {}", fs::metadata(file).unwrap().ino()));
    let said = home.ok(&["doctor"]);
    assert!(said.contains("2 (hard links)") && said.contains(&numbers[0]), "{said}");
    for (words, args) in [
        (&["long enough words"][..], &["lock"][..]),
        (&["long enough words"], &["unlock"]),
        (&["her own long words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]),
    ] {
        let said = home.with(words, args);
        let told = said.contains("hard link");
        assert_eq!(told, args == ["lock"], "{args:?}: {said}");
        if told {
            assert!(numbers.iter().all(|number| said.contains(number)), "{said}");
            assert!(said.contains("journal.db") && said.contains("day-2026-11-22.db"), "{said}");
        }
    }
    assert!(holds(&fs::read(&other).unwrap(), "quillwort"), "as it was");
    assert!(!home.ok(&["doctor"]).contains("hard link"), "the journal is a new file");
    // Sealing replaces the file as well.
    fs::hard_link(home.journal(), home.path("elsewhere/third.db")).unwrap();
    let said = home.with(&["her own long words"], &["--seal-fd", "3", "unseal", "--carer", "Ottoline"]);
    assert!(!said.contains("hard link"), "what is left is sealed: {said}");
    fs::hard_link(home.journal(), home.path("elsewhere/fourth.db")).unwrap();
    let said =
        home.with(&["her own long words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    assert!(said.contains("hard link"), "{said}");
}

#[test]
fn a_lock_that_is_refused_leaves_no_sheet() {
    let home = TempHome::planted();
    let open = Store::open(&home.journal(), ProgramRun::new("test"), cuebook::model::Zone::UTC).unwrap();
    let asked = ["lock", "--sheet", "sheet.txt"];
    let err = home.refused_with(&["words"], &asked);
    assert!(err.contains("another window"), "{err}");
    assert!(!home.path("sheet.txt").exists());
    drop(open);
    home.with(&["words"], &asked);
    // One that was there before is nobody's to take away.
    let sheet = fs::read(home.path("sheet.txt")).unwrap();
    home.refused_with(&["words", "other"], &["lock", "--change", "--sheet", "sheet.txt"]);
    assert_eq!(fs::read(home.path("sheet.txt")).unwrap(), sheet);
}

#[test]
fn what_wants_a_passphrase_says_which_and_how_to_give_it() {
    let home = TempHome::planted();
    let lock = home.refused_with(&[], &["lock"]);
    assert!(lock.contains("cuebook needs a new passphrase") && lock.contains("--passphrase-fd"), "{lock}");
    let seal = home.refused_with(&[], &["seal", "--carer", "Ottoline", "--yes"]);
    assert!(seal.contains("cuebook needs a new passphrase") && seal.contains("--seal-fd"), "{seal}");
    home.with(&["words"], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
    let off = home.refused_with(&[], &["unseal", "--carer", "Ottoline"]);
    assert!(off.contains("person who sealed it") && off.contains("--seal-fd"), "{off}");
    home.with(&["words"], &["lock"]);
    let change = home.refused_with(&[], &["lock", "--change"]);
    assert!(change.contains("This journal is locked"), "{change}");
    assert!(home.refused_with(&["a\tb"], &["list"]).contains("without tabs"));
}

#[cfg(unix)]
#[test]
fn only_the_first_line_of_a_passphrase_command_is_waited_for() {
    let home = TempHome::planted();
    home.with(&["from a manager"], &["lock"]);
    let config = home.path("config.toml");
    for script in [
        "yes 'from a manager'",
        "echo from a manager; sleep 20 2>/dev/null &",
        "printf 'from a manager'",
        "printf 'from a manager\\r\\nuser: me\\n'",
    ] {
        let command = format!("passphrase_command = [\"sh\", \"-c\", \"{script}\"]\n");
        fs::write(&config, command).unwrap();
        let mut asked = home.command_with(&[], &["list"]);
        let out = asked.env("CUEBOOK_CONFIG", &config).output().unwrap();
        assert!(String::from_utf8_lossy(&out.stdout).contains("quillwort"), "{script}: {out:?}");
    }
    fs::write(&config, "passphrase_command = [\"sh\", \"-c\", \"echo from a manager; exit 3\"]\n").unwrap();
    let mut asked = home.command_with(&[], &["list"]);
    let out = asked.env("CUEBOOK_CONFIG", &config).output().unwrap();
    assert!(String::from_utf8_lossy(&out.stderr).contains("without a passphrase"), "{out:?}");
}

#[test]
fn the_doctor_and_restore_say_what_is_no_folder_and_no_copy() {
    let home = TempHome::planted();
    let err = home.refused_with(&[], &["restore", "--yes", "."]);
    assert!(err.contains("Please name another copy"), "{err}");
    fs::remove_dir_all(home.backups()).unwrap();
    fs::write(home.backups(), "in the way").unwrap();
    assert!(home.ok(&["doctor"]).contains("none can be kept"));
}

#[test]
fn the_same_passphrase_again_is_not_called_a_new_one() {
    let home = TempHome::planted();
    home.with(&["words"], &["lock"]);
    let before = fs::read(home.journal()).unwrap();
    let err = home.refused_with(&["words", "words"], &["lock", "--change"]);
    assert!(err.contains("passphrase already"), "{err}");
    assert_eq!(fs::read(home.journal()).unwrap(), before);
}
