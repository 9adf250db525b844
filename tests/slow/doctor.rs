//! The doctor says the right thing of every file, and nothing of what the family wrote.

use super::*;

fn silent_of_the_family(said: &str) {
    for word in PLANTED {
        assert!(!said.contains(word), "{word} in {said}");
    }
    assert!(!said.contains("London"), "{said}");
}

/// Exit status and what was said of the state.
fn of(home: &TempHome, words: &[&str]) -> (i32, String) {
    let before: Vec<_> = home.files().into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
    let (code, out, err) = home.run_with(words, &["doctor"]);
    silent_of_the_family(&(out.clone() + &err));
    assert_eq!(code == 0, err.is_empty(), "{err}");
    let after: Vec<_> = home.files().into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
    assert!(before == after, "the doctor changed something");
    let state = out.lines().find_map(|line| line.strip_prefix("state")).unwrap();
    (code, state.trim().to_owned())
}

#[test]
fn each_file_is_told_as_what_it_is() {
    let home = TempHome::new();
    assert_eq!(
        of(&home, &[]),
        (0, "there is no journal yet; `cuebook` begins it".replace("begins it", "begins one"))
    );
    fs::write(home.journal(), "").unwrap();
    assert_eq!(of(&home, &[]), (0, "empty: nothing has been saved in it yet".into()));
    fs::remove_file(home.journal()).unwrap();

    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    raw.execute_batch("CREATE TABLE t (a)").unwrap();
    drop(raw);
    let (code, said) = of(&home, &[]);
    assert_eq!(code, 1);
    assert!(said.contains("another program"), "{said}");
    fs::remove_file(home.journal()).unwrap();

    fs::write(home.journal(), "just a letter").unwrap();
    let (code, said) = of(&home, &[]);
    assert_eq!(code, 1);
    assert!(said.contains("damaged, or not a journal"), "{said}");
}

#[test]
fn a_journal_is_good_damaged_newer_or_locked() {
    let home = TempHome::planted();
    assert_eq!(of(&home, &[]), (0, "good".into()));
    let good = fs::read(home.journal()).unwrap();

    let mut damaged = good.clone();
    damaged[4096 * 3..4096 * 9].fill(0xA5);
    fs::write(home.journal(), &damaged).unwrap();
    let (code, said) = of(&home, &[]);
    assert_eq!(code, 1);
    assert!(said.contains("damaged"), "{said}");

    fs::write(home.journal(), &good).unwrap();
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let (code, said) = of(&home, &[]);
    assert_eq!(code, 1);
    assert!(said.contains("newer cuebook"), "{said}");

    fs::write(home.journal(), &good).unwrap();
    home.with(&["words"], &["lock"]);
    assert_eq!(of(&home, &[]), (0, "locked, or damaged: give the passphrase to tell".into()));
    assert_eq!(of(&home, &["other"]), (1, "wrong passphrase, or the file is damaged".into()));
    assert_eq!(of(&home, &["words"]), (0, "good".into()));
    let mut damaged = fs::read(home.journal()).unwrap();
    damaged[4096 * 3..4096 * 9].fill(0xA5);
    fs::write(home.journal(), &damaged).unwrap();
    let (code, said) = of(&home, &["words"]);
    assert_eq!(code, 1);
    assert!(said.contains("damaged"), "{said}");
}

#[test]
fn it_tells_of_versions_permissions_copies_and_windows() {
    let home = TempHome::planted();
    let said = home.ok(&["doctor"]);
    for part in [
        "cuebook 0.",
        "SQLite 3.",
        "only you can read it",
        "1 daily, the newest of 2026-11-22",
        "in no other window",
        "5 of 5",
        "known",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let open = cuebook::store::Store::open(
        &home.journal(),
        cuebook::store::ProgramRun::new("test"),
        cuebook::model::Zone::UTC,
    )
    .unwrap();
    assert!(home.ok(&["doctor"]).contains("in another window"));
    drop(open);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(home.journal(), fs::Permissions::from_mode(0o644)).unwrap();
        assert!(home.ok(&["doctor"]).contains("(644)"));
    }
}
