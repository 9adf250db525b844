//! Another journal and cuebook's own archives beside a journal that is in use: which of two states of an entry stays, what
//! was removed here, and what of the family differs. Files on the disk, and both journals opened after it.

use crate::support::*;
use cuebook::model::{Change, Details, Entry, Note, Sleep, Timestamp};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

fn hour(hour: u32) -> Timestamp {
    at(&format!("2026-11-22T{hour:02}:00:00+00:00"))
}

fn opened(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("test"), LONDON).unwrap()
}

fn entries(path: &Path) -> Vec<Entry> {
    let mut all = opened(path).load_newest_entries(&EntryFilter::default(), None, 100, |_| true).unwrap();
    all.sort_by_key(|entry| entry.id);
    all
}

/// The words of the notes, in their order.
fn words(path: &Path) -> Vec<String> {
    let mut words: Vec<String> = entries(path).into_iter().filter_map(|entry| entry.note).collect();
    words.sort();
    words
}

fn edit(path: &Path, entry: &Entry, note: &str, when: Timestamp) {
    let mut store = opened(path);
    let before = store.load_entry(entry.id).unwrap().unwrap();
    let after = Entry { note: Some(note.into()), ..before.clone() };
    store.apply(&Change::replace_record("an edit", before, after), when).unwrap();
}

fn add(path: &Path, note: &str, when: Timestamp) -> Entry {
    let mut store = opened(path);
    let family = store.load_family().unwrap();
    let made = Entry {
        note: Some(note.into()),
        ..entry(&family, "2026-11-22T08:00:00+00:00", None, Details::Note(Note::default()))
    };
    store.apply(&Change::add_record("a note", made.clone()), when).unwrap();
    made
}

fn remove(path: &Path, entry: &Entry, when: Timestamp) {
    let mut store = opened(path);
    let before = store.load_entry(entry.id).unwrap().unwrap();
    store.apply(&Change::remove_record("a removal", before), when).unwrap();
}

/// A journal of four notes of nine o'clock, and a copy that a replicator made of it.
struct Pair {
    home: TempHome,
    copy: PathBuf,
    notes: Vec<Entry>,
}

impl Pair {
    fn new() -> Self {
        let home = TempHome::new();
        let mut store = settled(open(&home.journal()));
        let family = store.load_family().unwrap();
        let notes: Vec<Entry> = ["ada", "bea", "cleo", "dora"]
            .into_iter()
            .map(|words| Entry {
                note: Some(words.into()),
                ..entry(&family, "2026-11-22T08:00:00+00:00", None, Details::Note(Note::default()))
            })
            .collect();
        for note in &notes {
            store.apply(&Change::add_record("a note", note.clone()), hour(9)).unwrap();
        }
        drop(store);
        let copy = home.path("journal.sync-conflict-20261122-130000-ABCDEFG.db");
        fs::copy(home.journal(), &copy).unwrap();
        Self { home, copy, notes }
    }

    fn import(&self, more: &[&str]) -> String {
        let copy = self.copy.display().to_string();
        let args: Vec<&str> = ["import", &copy].into_iter().chain(more.iter().copied()).collect();
        self.home.ok(&args)
    }

    fn json(&self, more: &[&str]) -> Value {
        let args: Vec<&str> = ["--yes", "--json"].into_iter().chain(more.iter().copied()).collect();
        let counts: Value = serde_json::from_str(&self.import(&args)).unwrap();
        assert_sum(&counts);
        counts
    }
}

/// Every row went somewhere.
fn assert_sum(counts: &Value) {
    let skipped = counts["skipped"].as_array().unwrap().len() as u64;
    let number = |name: &str| counts[name].as_u64().unwrap();
    assert_eq!(number("read"), number("added") + number("already") + skipped, "{counts:#}");
}

/// One is edited later here, one later there, one at the same second, one only there; and each side has a note of its own.
fn edited_on_both_sides() -> Pair {
    let pair = Pair::new();
    let (here, there) = (pair.home.journal(), pair.copy.clone());
    let [ada, bea, cleo, dora] = [0, 1, 2, 3].map(|n| pair.notes[n].clone());
    edit(&there, &ada, "ada there", hour(10));
    edit(&here, &ada, "ada here", hour(12));
    edit(&here, &bea, "bea here", hour(10));
    edit(&there, &bea, "bea there", hour(12));
    edit(&here, &cleo, "cleo here", hour(11));
    edit(&there, &cleo, "cleo there", hour(11));
    edit(&there, &dora, "dora there", hour(11));
    add(&here, "eve here", hour(12));
    add(&there, "fay there", hour(12));
    pair
}

#[test]
fn newer_takes_what_was_edited_later_there_and_one_undo_takes_all_of_it_back() {
    let pair = edited_on_both_sides();
    let here = pair.home.journal();
    let (before, there) = (entries(&here), fs::read(&pair.copy).unwrap());
    let preview = pair.import(&["--newer", "--dry-run"]);
    assert!(
        preview.contains(
            "2 entries were edited later there: they take the place of yours, and undo brings yours back."
        ),
        "{preview}"
    );
    assert!(
        preview.contains("2 entries were edited later here or at the same time: yours stay."),
        "{preview}"
    );
    assert!(!preview.contains("in the journal already"), "what is taken is not counted as known: {preview}");
    assert_eq!(entries(&here), before, "only a look");
    let counts = pair.json(&["--newer"]);
    assert_eq!((&counts["added"], &counts["taken"], &counts["already"]), (&1.into(), &2.into(), &2.into()));
    let merged = ["ada here", "bea there", "cleo here", "dora there", "eve here", "fay there"];
    assert_eq!(words(&here), merged);
    assert!(fs::read(&pair.copy).unwrap() == there, "the copy stays as it was");
    assert_eq!(words(&pair.copy), ["ada there", "bea there", "cleo there", "dora there", "fay there"]);
    // The same file again has nothing that is later.
    assert_eq!(pair.json(&["--newer"])["taken"], Value::Null);
    assert_eq!(words(&here), merged);
    // Before and after stand in the history, as one step.
    let history = pair.home.ok(&["history"]);
    assert!(history.contains("1 entry, 2 edited later there"), "{history}");
    let undone = pair.home.ok(&["undo"]);
    assert!(undone.contains("import of journal.sync-conflict"), "{undone}");
    assert_eq!(entries(&here), before);
    pair.home.ok(&["redo"]);
    assert_eq!(words(&here), merged);
}

#[test]
fn without_newer_yours_stay_and_the_preview_says_what_it_would_take() {
    let pair = edited_on_both_sides();
    let preview = pair.import(&["--dry-run"]);
    let says = "4 entries differ here and there: 2 were edited later there, 2 later here or at the same time. Yours \
                stay; --newer would take the 2.";
    assert!(preview.replace("\n  ", " ").replace('\n', " ").contains(says), "{preview}");
    let counts = pair.json(&[]);
    assert_eq!((&counts["added"], &counts["already"]), (&1.into(), &0.into()));
    assert_eq!(counts["skipped"].as_array().unwrap().len(), 4);
    let kept = ["ada here", "bea here", "cleo here", "dora", "eve here", "fay there"];
    assert_eq!(words(&pair.home.journal()), kept);
}

#[test]
fn what_was_removed_here_later_stays_removed_and_is_named() {
    let pair = Pair::new();
    let (here, there) = (pair.home.journal(), pair.copy.clone());
    remove(&here, &pair.notes[0], hour(10));
    remove(&here, &pair.notes[1], hour(10));
    edit(&there, &pair.notes[1], "bea there", hour(12));
    // Taken back here is removed, too.
    let gone = add(&here, "gail", hour(10));
    fs::copy(&here, pair.home.path("mid.db")).unwrap();
    pair.home.ok(&["undo"]);
    let mut counts = Value::Null;
    for (more, file) in [(&["--newer"][..], &there), (&[][..], &pair.home.path("mid.db"))] {
        let file = file.display().to_string();
        let args: Vec<&str> = ["import", &file].into_iter().chain(more.iter().copied()).collect();
        let preview = pair.home.ok(&[&args[..], &["--dry-run"]].concat());
        assert!(preview.contains("1 entry was removed here later, and stays so."), "{preview}");
        let yes = [&args[..], &["--yes", "--json"]].concat();
        counts = serde_json::from_str(&pair.home.ok(&yes)).unwrap();
        assert_sum(&counts);
    }
    assert!(counts["skipped"][0]["why"].as_str().unwrap().contains("removed here"), "{counts:#}");
    assert_eq!(words(&here), ["bea there", "cleo", "dora"]);
    assert!(opened(&here).load_entry(gone.id).unwrap().is_none());
    let preview = Pair::new();
    remove(&preview.home.journal(), &preview.notes[1], hour(10));
    edit(&preview.copy, &preview.notes[1], "bea there", hour(12));
    let says = preview.import(&["--dry-run"]);
    assert!(says.contains("1 of them was removed here, and edited later there: it comes back."), "{says}");
}

#[test]
fn a_copy_of_only_what_was_removed_or_differs_is_no_file_that_cannot_be_read() {
    let pair = Pair::new();
    for note in &pair.notes {
        remove(&pair.home.journal(), note, hour(10));
    }
    let said = pair.import(&["--yes"]);
    assert!(said.contains("4 entries were removed here later, and stay so."), "{said}");
    assert!(entries(&pair.home.journal()).is_empty());
}

#[test]
fn an_import_that_was_taken_back_can_be_done_again() {
    let pair = Pair::new();
    let other = pair.home.on("other.db");
    drop(settled(open(&pair.home.path("other.db"))));
    let copy = pair.copy.display().to_string();
    for _ in 0..2 {
        other.ok(&["import", &copy, "--yes"]);
        assert_eq!(words(&pair.home.path("other.db")).len(), 4);
        other.ok(&["undo"]);
        assert!(words(&pair.home.path("other.db")).is_empty());
    }
}

/// When an entry that came in was edited is known afterwards: an older copy that is brought in later has nothing newer.
#[test]
fn a_later_copy_of_the_same_journal_is_later_than_what_an_earlier_one_brought() {
    let pair = Pair::new();
    let (here, there) = (pair.home.journal(), pair.copy.clone());
    let fay = add(&there, "fay", hour(10));
    let early = pair.home.path("early.db");
    fs::copy(&there, &early).unwrap();
    edit(&there, &fay, "fay again", hour(11));
    let early = early.display().to_string();
    pair.home.ok(&["import", &early, "--yes"]);
    assert!(words(&here).contains(&"fay".to_owned()));
    pair.json(&["--newer"]);
    assert!(words(&here).contains(&"fay again".to_owned()), "it was edited at 11, and came in at 14:07");
}

#[test]
fn a_sleep_that_runs_here_is_met_by_the_end_it_has_there() {
    let home = TempHome::new();
    let mut store = settled(open(&home.journal()));
    let family = store.load_family().unwrap();
    let nap = entry(&family, "2026-11-22T13:00:00+00:00", None, Details::Sleep(Sleep::default()));
    store.apply(&Change::add_record("a nap", nap.clone()), hour(13)).unwrap();
    drop(store);
    let copy = home.path("other.db");
    fs::copy(home.journal(), &copy).unwrap();
    let ended = Entry { until: Some(hour(14)), ..nap.clone() };
    let mut there = opened(&copy);
    there.apply(&Change::replace_record("its end", nap.clone(), ended.clone()), hour(14)).unwrap();
    drop(there);
    home.ok(&["import", "other.db", "--newer", "--yes"]);
    assert_eq!(opened(&home.journal()).load_entry(nap.id).unwrap(), Some(ended));
}

fn written(path: &Path, when: Timestamp) {
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(when.unix_seconds()).unwrap());
    File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
}

/// An archive says of no entry when it was edited: when it was written counts, and what this journal had before is older.
#[test]
fn of_an_archive_its_own_time_counts_and_what_stood_here_before_is_older() {
    for format in ["json", "csv"] {
        let pair = Pair::new();
        let (here, there) = (pair.home.journal(), pair.copy.clone());
        edit(&there, &pair.notes[0], "ada there", hour(11));
        edit(&here, &pair.notes[1], "bea here", hour(10));
        edit(&here, &pair.notes[2], "cleo here", hour(13));
        edit(&there, &pair.notes[2], "cleo there", hour(11));
        remove(&here, &pair.notes[3], hour(10));
        let out = format!("out.{format}");
        let copy = pair.home.on(there.file_name().unwrap().to_str().unwrap());
        copy.ok_with_notices(&["export", "--format", format, "--out", &out]);
        let out_path = pair.home.path(&out);
        match out_path.is_dir() {
            true => {
                fs::read_dir(&out_path).unwrap().for_each(|file| written(&file.unwrap().path(), hour(12)))
            }
            false => written(&out_path, hour(12)),
        }
        let preview = pair.home.ok(&["import", &out, "--newer", "--dry-run"]);
        let says = "An archive does not say when each entry was edited, so the time it was written counts: 22 Nov 2026";
        assert!(preview.replace('\n', " ").contains(says), "{preview}");
        let counts: Value =
            serde_json::from_str(&pair.home.ok(&["import", &out, "--newer", "--yes", "--json"])).unwrap();
        assert_sum(&counts);
        assert_eq!(counts["taken"], 1, "{format}: {counts:#}");
        assert_eq!(words(&here), ["ada there", "bea here", "cleo here"], "{format}");
        pair.home.ok(&["undo"]);
        assert_eq!(words(&here), ["ada", "bea here", "cleo here"], "{format}");
    }
}

#[test]
fn what_the_family_says_otherwise_is_named_and_stays() {
    let pair = Pair::new();
    let copy = pair.home.on(pair.copy.file_name().unwrap().to_str().unwrap());
    copy.ok(&["set", "night", "20:00", "06:00"]);
    copy.ok(&["set", "baby", "Maya", "--born", "2026-09-09"]);
    add(&pair.copy, "fay there", hour(12));
    let before = pair.home.ok(&["set"]);
    let said = pair.import(&["--newer", "--yes"]).replace("\n  ", " ");
    let says = "Names and settings have no time of their own, so yours stay where they differ: Maya, night.";
    assert!(said.contains(says), "{said}");
    assert_eq!(pair.home.ok(&["set"]), before);
}

#[test]
fn an_import_that_fails_changes_nothing() {
    let pair = edited_on_both_sides();
    let bytes = fs::read(&pair.copy).unwrap();
    // The second half is missing: it opens, and cannot be read to its end.
    fs::write(&pair.copy, &bytes[..bytes.len() / 2]).unwrap();
    let before = fs::read(pair.home.journal()).unwrap();
    let copy = pair.copy.display().to_string();
    let said = pair.home.refused(1, &["import", &copy, "--newer", "--yes"]);
    assert!(!said.is_empty());
    assert!(fs::read(pair.home.journal()).unwrap() == before, "{said}");
}
