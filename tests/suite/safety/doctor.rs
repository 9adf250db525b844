//! The doctor says the right thing of every file, and nothing of what the family wrote.

use super::*;

fn silent_of_the_family(said: &str) {
    for word in PLANTED {
        assert!(!said.contains(word), "{word} in {said}");
    }
    assert!(!said.contains("London"), "{said}");
}

/// Exit status and what was said of the state.
fn of(home: &Home, words: &[&str]) -> (i32, String) {
    let before: Vec<_> = home
        .files()
        .into_iter()
        .map(|file| (fs::read(&file).unwrap(), file))
        .collect();
    let (code, out, err) = home.run(words, &["doctor"]);
    silent_of_the_family(&(out.clone() + &err));
    assert_eq!(code == 0, err.is_empty(), "{err}");
    let after: Vec<_> = home
        .files()
        .into_iter()
        .map(|file| (fs::read(&file).unwrap(), file))
        .collect();
    assert!(before == after, "the doctor changed something");
    let state = out
        .lines()
        .find_map(|line| line.strip_prefix("state"))
        .unwrap();
    (code, state.trim().to_owned())
}

#[test]
fn each_file_is_told_as_what_it_is() {
    let home = Home::new();
    assert_eq!(
        of(&home, &[]),
        (
            0,
            "there is no journal yet; `cuebook` begins it".replace("begins it", "begins one")
        )
    );
    fs::write(home.journal(), "").unwrap();
    assert_eq!(
        of(&home, &[]),
        (0, "empty: nothing was kept in it yet".into())
    );
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
    let home = Home::planted();
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
    assert_eq!(
        of(&home, &[]),
        (0, "locked, or damaged: give the passphrase to tell".into())
    );
    assert_eq!(
        of(&home, &["other"]),
        (1, "wrong passphrase, or the file is damaged".into())
    );
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
    let home = Home::planted();
    let said = home.ok(&["doctor"]);
    for part in [
        "cuebook 0.",
        "SQLite 3.",
        "only you can read it",
        "1 by day, the newest of 2026-11-22",
        "in no other window",
        "5 of 5",
        "known",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let open = cuebook::store::Store::open(
        &home.journal(),
        cuebook::store::Run::new("test"),
        chrono_tz::UTC,
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

#[test]
fn what_can_be_read_of_a_damaged_journal_comes_out_in_a_new_file() {
    let home = Home::planted();
    for n in 0..120 {
        home_line(&home, n);
    }
    let mut bytes = fs::read(home.journal()).unwrap();
    // A page in the middle of the entries.
    let page = (0..bytes.len() / 4096)
        .find(|page| holds(&bytes[page * 4096..(page + 1) * 4096], "quillwort 60 "))
        .unwrap();
    bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    assert_eq!(of(&home, &[]).0, 1);
    let said = home.ok(&["doctor", "--salvage", "out.db"]);
    assert!(said.contains("could not be read"), "{said}");
    let out = home.path("out.db").display().to_string();
    let (code, list, err) = home.run(&[], &["--journal", &out, "list", "--kind", "note"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        list.contains("quillwort 0 ") && list.contains("quillwort 119 "),
        "both ends are there"
    );
    let lines = list.matches("quillwort").count();
    assert!((60..120).contains(&lines), "{lines} of 120");
    assert_eq!(fs::read(home.journal()).unwrap(), bytes, "only read");
    assert!(
        home.refused(&[], &["doctor", "--salvage", "out.db"])
            .contains("there already")
    );
    #[cfg(unix)]
    assert_eq!(mode(&home.path("out.db")), 0o600);
}

fn home_line(home: &Home, n: i64) {
    use cuebook::journal::{At, Change, Entry, Note, What, new_id};
    use cuebook::store::{Run, Store};
    let mut store =
        Store::open(&home.journal(), Run::new("test"), chrono_tz::Europe::London).unwrap();
    let when = At::parse("2026-11-20T10:00:00+00:00").unwrap();
    let entry = Entry {
        id: new_id(),
        baby: None,
        carer: store.family().unwrap().carers[0].id,
        at: At::new(when.secs() + n, 0),
        until: None,
        about: false,
        note: Some(format!("quillwort {n} {}", "and more ".repeat(50))),
        what: What::Note(Note {
            for_visit: false,
            ..Note::default()
        }),
    };
    store.apply(&Change::add("a note", entry), when).unwrap();
}

#[test]
fn a_locked_damaged_journal_is_read_out_under_its_lock() {
    let home = Home::planted();
    home.with(&["words"], &["lock"]);
    let said = home.with(&["words"], &["doctor", "--salvage", "out.db"]);
    assert!(
        said.contains("Every row was read") && said.contains("same passphrase"),
        "{said}"
    );
    home.nothing_shows();
    let out = home.path("out.db").display().to_string();
    assert!(
        home.with(&["words"], &["--journal", &out, "list"])
            .contains("quillwort")
    );
}
