//! A journal on two computers, and words that are one carer's alone: sealed in the folder, open to their writer on both.
//! A locked journal and a plain one in one folder.

use super::*;
use crate::support::{LONDON, at, now, settled};
use cuebook::crypto::generate_identity;
use cuebook::model::{CarerSeal, Change, Checkin, Details, Entry, Id, new_id};
use cuebook::store::{BackupPolicy, FolderLook, Passphrase, ProgramRun, Store};

fn called(journal: &Path, machine: &str) -> Store {
    Store::open(journal, ProgramRun::new(machine), LONDON).unwrap()
}

fn checkin(carer: Id, words: &str) -> Entry {
    Entry {
        id: new_id(),
        baby: None,
        carer,
        at: at("2026-11-22T10:00:00+00:00"),
        until: None,
        approximate: false,
        note: Some(words.into()),
        details: Details::Checkin(Checkin { felt: Some(4), ..Checkin::default() }),
    }
}

fn add(store: &mut Store, entry: &Entry) {
    store.apply(&Change::add_record("a check-in", entry.clone()), now()).unwrap();
}

fn seal(store: Store, journal: &Path, machine: &str, carer: Id, words: &str) -> Store {
    let (recipient, identity) = generate_identity(words).unwrap();
    let seal = CarerSeal { recipient, identity, shown: true, others: vec![] };
    store.seal_carer(carer, &seal, BackupPolicy::Rewrite).unwrap();
    called(journal, machine)
}

fn join(store: &mut Store, folder: &Path) {
    let look = FolderLook::open(folder, None).unwrap();
    let mut plan = store.plan_join(&look).unwrap();
    plan.answer_by_default();
    store.join_sharing(&look, &plan, now()).unwrap();
}

/// What the words open of a journal: the notes of check-ins that can be read.
fn readable(store: &mut Store, words: &str) -> Vec<String> {
    let keys = store.load_seal_keys(&Passphrase::new(words.into()).unwrap()).unwrap();
    store.set_seal_keys(keys);
    let all = store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap();
    let mut notes: Vec<String> = all.into_iter().filter_map(|entry| entry.note).collect();
    notes.sort();
    notes
}

fn bytes_hold(path: &Path, word: &str) -> bool {
    fs::read(path).unwrap().windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn two_computers_seal_apart_and_both_open_all_of_it() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (home.path().join("ana.db"), home.path().join("ben.db"));
    let mut ana = settled(called(&first, "Ana's laptop"));
    let anna = ana.load_family().unwrap().carers[0].id;
    add(&mut ana, &checkin(anna, "before all"));
    ana.begin_sharing(folder.path(), None, now()).unwrap();
    let mut ben = settled(called(&second, "Ben's PC"));
    join(&mut ben, folder.path());
    ana.sync(now(), false).unwrap();
    // Each seals with words of its own before it heard of the other.
    let mut ana = seal(ana, &first, "Ana's laptop", anna, "the words here");
    let mut ben = seal(ben, &second, "Ben's PC", anna, "the words there");
    add(&mut ana, &checkin(anna, "written here"));
    add(&mut ben, &checkin(anna, "written there"));
    for _ in 0..3 {
        ana.sync(now(), false).unwrap();
        ben.sync(now(), false).unwrap();
    }
    for (store, journal) in [(&mut ana, &first), (&mut ben, &second)] {
        let mut all = readable(store, "the words here");
        all.extend(readable(store, "the words there"));
        all.sort();
        all.dedup();
        assert_eq!(all, ["before all", "written here", "written there"], "{}", journal.display());
        for word in ["before all", "written here", "written there"] {
            assert!(!bytes_hold(journal, word), "{word} lies open in {}", journal.display());
        }
    }
}

#[test]
fn what_is_sealed_on_one_computer_is_sealed_on_the_other_with_all_its_states() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (home.path().join("ana.db"), home.path().join("ben.db"));
    let mut ana = settled(called(&first, "Ana's laptop"));
    let anna = ana.load_family().unwrap().carers[0].id;
    let (kept, removed) = (checkin(anna, "elderflower"), checkin(anna, "quillwort"));
    add(&mut ana, &kept);
    add(&mut ana, &removed);
    ana.begin_sharing(folder.path(), None, now()).unwrap();
    let mut ben = settled(called(&second, "Ben's PC"));
    add(&mut ben, &checkin(anna, "larkspur"));
    let gone = checkin(anna, "of nobody");
    add(&mut ben, &gone);
    join(&mut ben, folder.path());
    let met = ben.load_family().unwrap().carers[0].id;
    assert_eq!(met, anna);
    ana.sync(now(), false).unwrap();
    // Removed there, and edited open there while it is sealed here.
    ben.apply(&Change::remove_record("removed", removed.clone()), now()).unwrap();
    let edited = Entry { note: Some("elderflower and teasel".into()), ..kept.clone() };
    ben.apply(&Change::replace_record("edited", kept.clone(), edited), now()).unwrap();
    let mut ana = seal(ana, &first, "Ana's laptop", anna, "her own words");
    for _ in 0..3 {
        ana.sync(now(), false).unwrap();
        ben.sync(now(), false).unwrap();
    }
    for (store, journal) in [(&mut ana, &first), (&mut ben, &second)] {
        for word in ["elderflower", "teasel", "quillwort", "larkspur"] {
            assert!(!bytes_hold(journal, word), "{word} lies open in {}", journal.display());
        }
        let notes = readable(store, "her own words");
        assert!(notes.contains(&"elderflower and teasel".to_owned()), "{notes:?}");
        assert!(notes.contains(&"larkspur".to_owned()), "{notes:?}");
    }
}

#[test]
fn a_locked_journal_and_a_plain_one_share_a_folder_under_words() {
    let (home, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (home.path().join("ana.db"), home.path().join("ben.db"));
    let lock = Passphrase::new("the lock of the journal".into()).unwrap();
    let words = Passphrase::new("words of the folder".into()).unwrap();
    let mut ana = settled(called(&first, "Ana's laptop"));
    ana.change_encryption(Some(&lock), BackupPolicy::Rewrite, now()).unwrap();
    ana.begin_sharing(folder.path(), Some(&words), now()).unwrap();
    let wrong = Passphrase::new("other words".into()).unwrap();
    assert!(FolderLook::open(folder.path(), Some(&wrong)).is_err());
    assert!(FolderLook::open(folder.path(), None).is_err());
    let mut ben = settled(called(&second, "Ben's PC"));
    let look = FolderLook::open(folder.path(), Some(&words)).unwrap();
    let mut plan = ben.plan_join(&look).unwrap();
    plan.answer_by_default();
    ben.join_sharing(&look, &plan, now()).unwrap();
    let anna = ben.load_family().unwrap().carers[0].id;
    let one = checkin(anna, "elderflower");
    add(&mut ben, &one);
    ben.sync(now(), false).unwrap();
    ana.sync(now(), false).unwrap();
    assert_eq!(ana.load_entry(one.id).unwrap(), Some(one));
    assert!(!bytes_hold(&first, "elderflower"));
}

#[test]
fn a_locked_journal_is_sent_only_while_it_is_open_and_a_wrong_passphrase_is_called_so() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    ana.ok(&["log", "note quillwort by the window"]);
    ana.with(&["the lock"], &["lock"]);
    ana.with(&["the lock", "that of the folder"], &["sync", path]);
    let said = ben.refused_with(&["another one"], &["sync", path]);
    assert!(said.contains("That passphrase does not open the shared folder"), "{said}");
    ben.with(&["that of the folder"], &["sync", path, "--yes"]);
    assert!(ben.ok(&["list"]).contains("quillwort"));
    ben.ok(&["log", "note larkspur in the garden"]);
    let said = ana.refused(1, &["sync"]);
    assert!(said.contains("passphrase"), "{said}");
    ana.with(&["the lock"], &["sync"]);
    assert!(ana.with(&["the lock"], &["list"]).contains("larkspur"));
    for file in ana.files() {
        assert!(!bytes_hold(&file, "larkspur"), "{} is open", file.display());
    }
}
