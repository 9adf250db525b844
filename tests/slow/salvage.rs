//! What can be read out of a damaged journal.

use super::*;
use cuebook::model::{Change, Details, Entry, Note, Timestamp, new_id};
use cuebook::store::{Passphrase, ProgramRun, Store};

const PAGE: usize = 4096;

#[test]
fn what_can_be_read_of_a_damaged_journal_comes_out_in_a_new_file() {
    let home = TempHome::planted();
    home_lines(&home, None);
    let mut bytes = fs::read(home.journal()).unwrap();
    // A page in the middle of the entries.
    let page = (0..bytes.len() / 4096)
        .find(|page| holds(&bytes[page * 4096..(page + 1) * 4096], "quillwort 60 "))
        .unwrap();
    bytes[page * 4096..(page + 1) * 4096].fill(0xA5);
    fs::write(home.journal(), &bytes).unwrap();
    assert_eq!(home.run_with(&[], &["doctor"]).0, 1);
    let said = home.ok(&["doctor", "--salvage", "out.db"]);
    assert!(said.contains("could not be read"), "{said}");
    let out = home.path("out.db").display().to_string();
    let (code, list, err) = home.run_with(&[], &["--journal", &out, "list", "--kind", "note"]);
    assert_eq!(code, 0, "{err}");
    assert!(list.contains("quillwort 0 ") && list.contains("quillwort 119 "), "both ends are there");
    let lines = list.matches("quillwort").count();
    assert!((60..120).contains(&lines), "{lines} of 120");
    assert_eq!(fs::read(home.journal()).unwrap(), bytes, "only read");
    assert!(home.refused_with(&[], &["doctor", "--salvage", "out.db"]).contains("there already"));
    #[cfg(unix)]
    assert_eq!(mode(&home.path("out.db")), 0o600);
}

fn home_lines(home: &TempHome, key: Option<&Passphrase>) {
    let (path, zone) = (home.journal(), cuebook::model::Zone::named("Europe/London"));
    let mut store = Store::open_with_passphrase(&path, ProgramRun::new("test"), zone, key).unwrap();
    let when = Timestamp::parse_rfc3339("2026-11-20T10:00:00+00:00").unwrap();
    for n in 0..120 {
        let entry = Entry {
            id: new_id(),
            baby: None,
            carer: store.load_family().unwrap().carers[0].id,
            at: Timestamp::new(when.unix_seconds() + n, 0),
            until: None,
            approximate: false,
            note: Some(format!("quillwort {n} {}", "and more ".repeat(50))),
            details: Details::Note(Note::default()),
        };
        store.apply(&Change::add_record("a note", entry), when).unwrap();
    }
}

#[test]
fn a_locked_damaged_journal_is_read_out_under_its_lock() {
    let home = TempHome::planted();
    home.with(&["words"], &["lock"]);
    let said = home.with(&["words"], &["doctor", "--salvage", "out.db"]);
    assert!(said.contains("Every row was read") && said.contains("same passphrase"), "{said}");
    home.nothing_shows();
    let out = home.path("out.db").display().to_string();
    assert!(home.with(&["words"], &["--journal", &out, "list"]).contains("quillwort"));
}

/// 120 long notes beside what is planted.
fn long() -> TempHome {
    let home = TempHome::planted();
    home_lines(&home, None);
    home
}

/// Damages the journal, reads it out, and answers with what was said and what `list --json` of the new file holds.
fn read_out(home: &TempHome, words: &[&str], bytes: &[u8]) -> (String, String) {
    fs::write(home.journal(), bytes).unwrap();
    let said = home.with(words, &["doctor", "--salvage", "out.db"]);
    assert_eq!(fs::read(home.journal()).unwrap(), bytes, "only read");
    let out = home.path("out.db").display().to_string();
    assert_eq!(home.run_with(words, &["--journal", &out, "doctor"]).0, 0);
    (said, home.with(words, &["--journal", &out, "list", "--json"]))
}

/// The number of the page that holds a word and is of this type.
fn page_of(bytes: &[u8], word: &str, kind: u8) -> usize {
    let mut pages = bytes.chunks(PAGE);
    pages.position(|page| page[0] == kind && holds(page, word)).unwrap()
}

fn fill(bytes: &mut [u8], page: usize) {
    bytes[page * PAGE..(page + 1) * PAGE].fill(0xA5);
}

#[test]
fn a_file_that_was_cut_off_gives_what_is_before_the_cut() {
    for keep in [5, 8] {
        let home = long();
        let bytes = fs::read(home.journal()).unwrap();
        let cut = bytes.len() / 10 * keep / PAGE * PAGE;
        let (said, list) = read_out(&home, &[], &bytes[..cut]);
        assert!(said.contains("could not be read"), "{said}");
        // As many notes as lie whole before the cut, whichever way leads there.
        let whole = (0..120).filter(|n| {
            let word = format!("quillwort {n} ");
            bytes[..cut].chunks(PAGE).any(|page| page[0] == 0x0d && holds(page, &word))
        });
        let whole = whole.count();
        let found = list.matches("quillwort").count();
        assert!(found >= whole && found > 20, "{found} of {whole} at {cut}");
        assert!(list.contains("Ottoline"), "{list}");
    }
}

#[test]
fn a_cut_in_the_middle_of_a_page_is_as_good() {
    let home = long();
    let bytes = fs::read(home.journal()).unwrap();
    let (_, list) = read_out(&home, &[], &bytes[..bytes.len() - 1_000]);
    assert!(list.matches("quillwort").count() > 100, "{list}");
}

#[test]
fn without_its_first_page_everything_else_is_still_found() {
    let home = long();
    home.ok(&["set", "baby", "Maya"]);
    home.ok(&["log", "note an afterthought"]);
    home.ok(&["log", "note removed again"]);
    home.ok(&["undo"]);
    let list = home.ok(&["list", "--json"]);
    let history = home.ok(&["history", "--json"]);
    let mut bytes = fs::read(home.journal()).unwrap();
    fill(&mut bytes, 0);
    let (said, found) = read_out(&home, &[], &bytes);
    assert!(said.contains("could not be read"), "{said}");
    assert_eq!(found, list);
    let out = home.path("out.db").display().to_string();
    // What was undone is told as taken back, and not offered again.
    let told = home.ok(&["--journal", &out, "history", "--json"]);
    assert_eq!(told.matches("\"title\"").count(), history.matches("\"title\"").count());
    home.ok(&["--journal", &out, "undo"]);
    assert!(!home.ok(&["--journal", &out, "list"]).contains("afterthought"));
    // Any passphrase is as wrong there as none is missing.
    fs::remove_file(home.path("out.db")).unwrap();
    let said = home.with(&["a guess"], &["doctor", "--salvage", "out.db"]);
    assert!(!said.contains("same passphrase"), "{said}");
    assert_eq!(home.ok(&["--journal", &out, "list", "--json"]), list);
}

#[test]
fn without_the_root_of_the_entries_they_are_found_page_by_page() {
    let home = long();
    let list = home.ok(&["list", "--json"]);
    let mut bytes = fs::read(home.journal()).unwrap();
    // Pages above leaves of tables; the schema's own is the first.
    let roots: Vec<usize> = (1..bytes.len() / PAGE).filter(|page| bytes[page * PAGE] == 0x05).collect();
    assert!(!roots.is_empty());
    for root in roots {
        fill(&mut bytes, root);
    }
    assert_eq!(read_out(&home, &[], &bytes).1, list);
}

#[test]
fn what_was_removed_does_not_come_back_from_free_pages() {
    let home = long();
    // Every note goes, and with them whole pages; the history holds the words still.
    let mut store = Store::open(&home.journal(), ProgramRun::new("test"), cuebook::model::Zone::UTC).unwrap();
    let now = Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap();
    let all = store.entries_overlapping(cuebook::model::TimeRange { from: 0, to: i64::MAX }).unwrap();
    for entry in all.into_iter().filter(|it| matches!(it.details, Details::Note(_))) {
        store.apply(&Change::remove_record("gone", entry), now).unwrap();
    }
    drop(store);
    let mut bytes = fs::read(home.journal()).unwrap();
    let family = page_of(&bytes, "Ottoline", 0x0a);
    fill(&mut bytes, family);
    let (_, list) = read_out(&home, &[], &bytes);
    assert_eq!(list.matches("quillwort").count(), 1, "the check-in's: {list}");
    // Whoever wrote it is somebody, if without a name.
    assert!(!list.contains("Ottoline"));
}

#[test]
fn a_cut_off_locked_journal_gives_what_its_own_ways_lead_to() {
    let home = TempHome::planted();
    home.with(&["words"], &["lock"]);
    home_lines(&home, Passphrase::new("words".into()).as_ref());
    let bytes = fs::read(home.journal()).unwrap();
    let cut = bytes.len() / 10 * 9 / PAGE * PAGE;
    let (said, list) = read_out(&home, &["words"], &bytes[..cut]);
    assert!(said.contains("could not be read") && said.contains("same passphrase"), "{said}");
    assert!(list.matches("quillwort").count() > 20, "{list}");
    home.nothing_shows();
}

#[test]
fn where_nothing_is_found_nothing_is_made() {
    let home = TempHome::planted();
    home.with(&["words"], &["lock"]);
    let err = home.refused_with(&[], &["doctor", "--salvage", "out.db"]);
    assert!(err.contains("locked, or damaged"), "{err}");
    let err = home.refused_with(&["wrong"], &["doctor", "--salvage", "out.db"]);
    assert!(err.contains("Wrong passphrase"), "{err}");
    fs::write(home.journal(), "just a letter").unwrap();
    let err = home.refused_with(&[], &["doctor", "--salvage", "out.db"]);
    assert!(err.contains("not a journal"), "{err}");
    fs::remove_file(home.journal()).unwrap();
    let raw = rusqlite::Connection::open(home.journal()).unwrap();
    raw.execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    drop(raw);
    let err = home.refused_with(&[], &["doctor", "--salvage", "out.db"]);
    assert!(err.contains("another program"), "{err}");
    assert!(home.files().iter().all(|file| !file.to_string_lossy().contains("out.db")));
}

/// Numbers without order, the same in every run.
fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    }
}

#[test]
fn whatever_is_damaged_a_whole_journal_or_a_sentence_comes_of_it() {
    let home = long();
    let good = fs::read(home.journal()).unwrap();
    let mut next = numbers(7);
    let mut found = 0;
    for round in 0..60 {
        let mut bytes = good.clone();
        for _ in 0..[1, 30, 2_000][round % 3] {
            let at = next(bytes.len());
            bytes[at] ^= 1 << next(8);
        }
        if round % 4 == 0 {
            bytes.truncate(next(good.len()));
        }
        if round % 2 == 0 {
            let end = bytes.len().min(100);
            bytes[..end].fill(0);
        }
        let (bad, out) = (home.path("bad.db"), home.path("out.db"));
        fs::write(&bad, &bytes).unwrap();
        match Store::salvage_journal(&bad, None, &out) {
            Ok(salvaged) => {
                let store = Store::open(&out, ProgramRun::new("test"), cuebook::model::Zone::UTC).unwrap();
                let entries = store.count_entries(&cuebook::store::EntryFilter::default()).unwrap();
                assert_eq!(entries, salvaged.entries);
                found += salvaged.entries;
                drop(store);
                fs::remove_file(&out).unwrap();
            }
            Err(trouble) => assert!(!trouble.to_string().is_empty()),
        }
        assert_eq!(fs::read(&bad).unwrap(), bytes, "only read");
    }
    assert!(found > 1_000, "{found} in 60 rounds of 123");
}
