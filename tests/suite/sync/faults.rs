//! What a replicator, a disk or a person may do to the folder or a journal: what can be read is merged, what cannot comes
//! later, nothing that was saved is lost. Kills and failing calls are in `.ci/faults/shared_folder.py`.

use super::family::{Home, called, note_of};
use crate::support::{TempHome, at, entry, now};
use cuebook::crypto::FolderKey;
use cuebook::model::{Change, CustomCue, Details, Entry, Note, Record, Timestamp};
use cuebook::sync::shared_folder::KeyFile;
use cuebook::sync::{FORMAT, Manifest, SharedFolder, WriterId};
use std::fs;
use std::path::PathBuf;

fn note(home: &Home, words: &str) -> Entry {
    let family = home.store.load_family().unwrap();
    let blank = entry(&family, "2026-11-22T12:00:00+00:00", None, Details::Note(Note::default()));
    note_of(&blank, words)
}

fn own_cue() -> Record {
    Record::CustomCue(CustomCue {
        code: "own-hums".into(),
        words: "hums".into(),
        points: None,
        retired: false,
    })
}

/// The folder that all share, as files.
fn shared(home: &Home) -> SharedFolder {
    SharedFolder::new(&home.folder)
}

fn key_of(home: &Home) -> FolderKey {
    let writer = shared(home).list_writers().unwrap()[0];
    match shared(home).read_key(writer).unwrap() {
        Some(KeyFile::Open(secret)) => FolderKey::from_secret(&secret).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn manifest_of(home: &Home, writer: WriterId) -> Manifest {
    let bytes = shared(home).read_manifest(writer).unwrap().unwrap();
    Manifest::from_bytes(&key_of(home).decrypt(&bytes).unwrap()).unwrap()
}

/// Whom a computer writes as, and where.
fn own_place(home: &Home) -> (WriterId, PathBuf) {
    let writers = shared(home).list_writers().unwrap();
    let writer = writers.into_iter().find(|writer| manifest_of(home, *writer).called == home.called).unwrap();
    (writer, home.folder.join("cuebook").join(writer.to_string()))
}

fn notes_of(home: &Home) -> Vec<String> {
    let all = home.store.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap();
    let mut notes: Vec<String> = all.into_iter().filter_map(|entry| entry.note).collect();
    notes.sort();
    notes
}

#[test]
fn a_piece_that_is_not_there_comes_later_and_the_rest_is_merged() {
    let (mut ana, mut ben) = Home::pair();
    ana.add(&note(&ana, "elderflower"));
    ana.store.apply(&Change::add_record("a cue", own_cue()), now()).unwrap();
    ana.sync();
    let (writer, place) = own_place(&ana);
    let pieces = manifest_of(&ana, writer).pieces;
    let entries = pieces.iter().find(|piece| piece.lo == "entry/").unwrap();
    let file = place.join(format!("{}.piece", entries.name));
    // As a cloud folder does it that has no room on this disk.
    let away = place.join(format!(".{}.piece.icloud", entries.name));
    fs::rename(&file, &away).unwrap();
    let report = ben.sync();
    assert_eq!(report.sentences(), ["From Ana's laptop: 1 of the family."]);
    assert_eq!(ben.store.load_family().unwrap().custom_cues.len(), 1);
    assert_eq!(notes_of(&ben), Vec::<String>::new());
    fs::rename(&away, &file).unwrap();
    assert_eq!(ben.sync().sentences(), ["From Ana's laptop: 1 new."]);
    assert_eq!(notes_of(&ben), ["elderflower"]);
}

#[test]
fn an_old_version_of_a_folder_that_comes_again_changes_nothing() {
    let (mut ana, mut ben) = Home::pair();
    let first = note(&ana, "first");
    ana.add(&first);
    ana.sync();
    ben.sync();
    let (_, place) = own_place(&ana);
    let (old, new) = (ana.folder.join("old"), ana.folder.join("new"));
    crate::support::released_folder::copy_folder(&place, &old);
    ana.edit_at(&first, &note_of(&first, "second"), at("2026-11-22T14:09:00+00:00"));
    ana.sync();
    ben.sync();
    assert_eq!(notes_of(&ben), ["second"]);
    fs::rename(&place, &new).unwrap();
    fs::rename(&old, &place).unwrap();
    assert_eq!(ben.sync().sentences(), Vec::<String>::new());
    fs::rename(&place, &old).unwrap();
    fs::rename(&new, &place).unwrap();
    assert_eq!(ben.sync().sentences(), Vec::<String>::new());
    assert_eq!((notes_of(&ana), notes_of(&ben)), (vec!["second".to_owned()], vec!["second".to_owned()]));
}

#[test]
fn a_computer_that_cannot_be_read_is_counted_and_after_a_week_named() {
    let (mut ana, mut ben) = Home::pair();
    ana.sync();
    ben.sync();
    let manifest = own_place(&ana).1.join("manifest");
    let whole = fs::read(&manifest).unwrap();
    let later = |days: i64| Timestamp::new(now().unix_seconds() + days * 86_400, 0);
    for bytes in [Some(&whole[..whole.len() / 2]), None] {
        match bytes {
            Some(half) => fs::write(&manifest, half).unwrap(),
            None => fs::remove_file(&manifest).unwrap(),
        }
        let told = ben.store.sync(later(6), false).unwrap().problems;
        assert_eq!(told, ["1 computer in the shared folder cannot be read yet: it may still be on its way."]);
        let told = ben.store.sync(later(9), false).unwrap().problems;
        assert_eq!(
            told,
            [
                "Nothing of Ana's laptop could be read for 9 days. Should it not come back, `cuebook sync --drop` with its name takes it out."
            ]
        );
    }
    fs::write(&manifest, whole).unwrap();
    assert_eq!(ben.store.sync(later(9), false).unwrap().problems, Vec::<String>::new());
}

#[test]
fn files_that_are_not_ours_stay_and_pieces_that_nobody_names_go() {
    let (mut ana, _ben) = Home::pair();
    let (_, place) = own_place(&ana);
    let strangers = [
        ".syncthing.manifest.tmp",
        "notes.txt",
        "manifest.sync-conflict-20261122-140000-ABCDEFG",
        "0123456789abcdef.piece",
    ];
    for name in strangers {
        fs::write(place.join(name), "words").unwrap();
    }
    let unnamed = place.join(format!("{}.piece", "ab".repeat(16)));
    fs::write(&unnamed, "half").unwrap();
    ana.add(&note(&ana, "elderflower"));
    assert!(ana.sync().written > 0);
    for name in strangers {
        assert_eq!(fs::read_to_string(place.join(name)).unwrap(), "words", "{name}");
    }
    assert!(!unnamed.exists());
    let state = ana.store.shared_state().unwrap().unwrap();
    assert_eq!(state.inspect_folder(), (true, strangers.len()));
}

#[test]
fn a_journal_that_is_copied_to_another_computer_writes_as_another() {
    let (mut ana, mut ben) = Home::pair();
    ben.add(&note(&ben, "before"));
    ben.sync();
    let own = tempfile::tempdir().unwrap();
    let journal = own.path().join("journal.db");
    fs::copy(&ben.journal, &journal).unwrap();
    let mut cleo = called(&journal, "Cleo's tablet");
    ben.add(&note(&ben, "of ben"));
    let change = Change::add_record("a note", note(&ben, "of cleo"));
    cleo.apply(&change, now()).unwrap();
    for _ in 0..3 {
        cleo.sync(now(), false).unwrap();
        ben.sync();
        ana.sync();
    }
    let all = ["before", "of ben", "of cleo"];
    assert_eq!(
        (notes_of(&ana), notes_of(&ben)),
        (all.map(str::to_owned).into(), all.map(str::to_owned).into())
    );
    assert_eq!(cleo.load_newest_entries(&Default::default(), None, 99, |_| true).unwrap().len(), 3);
    let others = ana.store.shared_state().unwrap().unwrap().others;
    assert_eq!(others.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["Ben's PC", "Cleo's tablet"]);
    assert_eq!(shared(&ana).list_writers().unwrap().len(), 3);
}

#[test]
fn a_journal_restored_while_the_folder_is_away_comes_up_to_date() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    ana.ok(&["sync", path, "--yes"]);
    ben.ok(&["sync", path, "--yes"]);
    let copy = ben.path("copy.db");
    ben.ok(&["backup", copy.to_str().unwrap()]);
    ben.ok(&["log", "note after the copy"]);
    let (room, away) = (folder.path().join("cuebook"), folder.path().join("away"));
    fs::rename(&room, &away).unwrap();
    ben.ok(&["restore", copy.to_str().unwrap(), "--yes"]);
    assert!(!ben.ok(&["list"]).contains("after the copy"));
    ben.ok(&["log", "note after the restore"]);
    fs::rename(&away, &room).unwrap();
    ben.ok(&["sync"]);
    ana.ok(&["sync"]);
    for home in [&ana, &ben] {
        let listed = home.ok(&["list"]);
        assert!(listed.contains("after the copy") && listed.contains("after the restore"), "{listed}");
    }
    assert_eq!(fs::read_dir(&room).unwrap().count(), 2, "the folder of its old name is gone");
}

#[test]
fn a_clock_that_is_ahead_is_told_once_and_its_entries_are_taken() {
    let (mut ana, mut ben) = Home::pair();
    let late = at("2026-11-22T17:07:00+00:00");
    let one = note(&ben, "from the afternoon");
    ben.store.apply(&Change::add_record("a note", one), late).unwrap();
    ben.store.sync(late, false).unwrap();
    let told = ana.sync().notes;
    assert_eq!(told, ["The clock of Ben's PC is 180 min ahead of this one. Please set it."]);
    assert_eq!(notes_of(&ana), ["from the afternoon"]);
    ben.store.apply(&Change::add_record("a note", note(&ben, "another")), late).unwrap();
    ben.store.sync(late, false).unwrap();
    assert_eq!(ana.sync().notes, Vec::<String>::new(), "once a day");
}

#[test]
fn what_a_newer_cuebook_wrote_is_not_read_and_what_is_here_is_sent_all_the_same() {
    let (mut ana, mut ben) = Home::pair();
    ben.add(&note(&ben, "of ben"));
    ben.sync();
    let (writer, _) = own_place(&ben);
    let mut manifest = manifest_of(&ben, writer);
    manifest.reads = FORMAT + 1;
    shared(&ben).write_manifest(writer, &key_of(&ben).encrypt(&manifest.to_bytes()).unwrap()).unwrap();
    ana.add(&note(&ana, "of ana"));
    let report = ana.sync();
    assert_eq!(
        report.problems,
        ["Ben's PC has a newer cuebook. Please update this one; until then nothing of it is read here."]
    );
    assert_eq!((notes_of(&ana), report.written), (vec!["of ana".to_owned()], 1));
}

#[test]
fn while_another_window_is_at_it_nothing_is_done_and_saving_goes_on() {
    let (mut ana, mut ben) = Home::pair();
    let lock = fs::OpenOptions::new().write(true).open(ana.journal.with_extension("db.sync")).unwrap();
    lock.lock().unwrap();
    ana.add(&note(&ana, "elderflower"));
    let report = ana.sync();
    assert!(report.is_busy && report.written == 0, "{report:?}");
    drop(lock);
    assert!(ana.sync().written > 0);
    ben.sync();
    assert_eq!(notes_of(&ben), ["elderflower"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_is_written_the_next_time() {
    let (mut ana, mut ben) = Home::pair();
    let (_, place) = own_place(&ana);
    let away = ana.folder.join("away");
    fs::rename(&place, &away).unwrap();
    fs::write(&place, "a file in its place").unwrap();
    ana.add(&note(&ana, "elderflower"));
    let problems = ana.sync().problems;
    assert!(
        problems[0].contains("could not be used") && problems[0].contains("All is saved here"),
        "{problems:?}"
    );
    assert_eq!(notes_of(&ana), ["elderflower"]);
    fs::remove_file(&place).unwrap();
    fs::rename(&away, &place).unwrap();
    assert!(ana.sync().written > 0);
    ben.sync();
    assert_eq!(notes_of(&ben), ["elderflower"]);
}

#[test]
fn a_change_that_is_later_than_a_removal_elsewhere_stands_and_both_are_told() {
    let (mut ana, mut ben) = Home::pair();
    let one = note(&ana, "first");
    ana.add(&one);
    ana.sync();
    ben.sync();
    let removal = Change::remove_record("a note", one.clone());
    ana.store.apply(&removal, at("2026-11-22T14:10:00+00:00")).unwrap();
    ben.edit_at(&one, &note_of(&one, "second"), at("2026-11-22T14:12:00+00:00"));
    ana.sync();
    let told = ben.sync().notes;
    assert_eq!(
        told,
        ["Ana's laptop removed the 12:00 note, and you changed it later, so it is still there."]
    );
    let told = ana.sync().notes;
    assert_eq!(told, ["You removed the 12:00 note, and it was changed on Ben's PC later, so it is back."]);
    assert_eq!((notes_of(&ana), notes_of(&ben)), (vec!["second".to_owned()], vec!["second".to_owned()]));
}
