//! Real journals on real files that share a folder: what travels, what is told, what is never there.

use super::family::{Home, called, note_of};
use crate::support::{at, entry, now, open};
use cuebook::crypto::FolderKey;
use cuebook::model::{Change, CustomCue, Details, Entry, Massage, Note, Record, Sleep, new_id};
use cuebook::store::{FolderLook, StoreError};
use cuebook::sync::{Manifest, Piece, SharedFolder};
use std::fs;
use std::path::{Path, PathBuf};

fn sleep() -> Details {
    Details::Sleep(Sleep::default())
}

/// Every file below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files_in(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found
}

/// All that the folder says, opened with its key: what whoever has the words could read.
fn decrypted(folder: &Path, key: &FolderKey) -> String {
    let shared = SharedFolder::new(folder);
    let mut text = String::new();
    for writer in shared.list_writers().unwrap() {
        let bytes = key.decrypt(&shared.read_manifest(writer).unwrap().unwrap()).unwrap();
        for piece in Manifest::from_bytes(&bytes).unwrap().pieces {
            let bytes = shared.read_piece(writer, &piece.name).unwrap().unwrap();
            text.push_str(&format!("{:?}", Piece::decode(&key.decrypt(&bytes).unwrap()).unwrap()));
        }
    }
    text
}

fn key_of(folder: &Path) -> FolderKey {
    let file = files_in(folder).into_iter().find(|file| file.ends_with("key.txt")).unwrap();
    FolderKey::from_secret(&fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn a_sleep_begun_here_is_ended_there_and_what_both_write_is_on_both() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    assert_eq!(ben.store.load_family().unwrap().babies, family.babies, "Maya is met by name");
    let night = entry(&family, "2026-11-22T13:00:00+00:00", None, sleep());
    ana.add(&night);
    ana.sync();
    let report = ben.sync();
    assert_eq!(report.sentences(), ["From Ana's laptop: 1 new."]);
    let mut ended = ben.store.load_entry(night.id).unwrap().unwrap();
    let begun = ended.clone();
    ended.until = Some(at("2026-11-22T14:00:00+00:00"));
    ben.edit(&begun, &ended);
    ben.sync();
    assert_eq!(ana.sync().sentences(), ["From Ben's PC: 1 changed."]);
    assert_eq!(ana.store.load_entry(night.id).unwrap(), Some(ended));
    assert_eq!(ana.sync().sentences(), Vec::<String>::new(), "and once");
    assert_eq!(ana.sync().written, 0);
}

#[test]
fn two_edits_of_one_field_are_told_once_and_the_loser_is_in_the_history() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let massage = entry(&family, "2026-11-22T13:40:00+00:00", None, Details::Massage(Massage::default()));
    let massage = Entry { until: Some(at("2026-11-22T13:50:00+00:00")), ..massage };
    ana.add(&massage);
    ana.sync();
    ben.sync();
    ana.edit(&massage, &note_of(&massage, "calm at first"));
    let longer = Entry { until: Some(at("2026-11-22T13:55:00+00:00")), ..massage.clone() };
    ben.edit_at(&massage, &note_of(&longer, "looked about"), at("2026-11-22T14:09:00+00:00"));
    ana.sync();
    let told = ben.sync().sentences();
    assert_eq!(
        told,
        [
            "You and Ana's laptop both changed the 13:40 massage. Yours was later, so it is shown. The other is in the history. Its note was: calm at first"
        ]
    );
    let told = ana.sync().sentences();
    assert_eq!(
        told,
        [
            "From Ben's PC: 1 changed.",
            "You and Ben's PC both changed the 13:40 massage. The one on Ben's PC was later, so it is shown. Yours is in the history. Its note was: calm at first"
        ]
    );
    for home in [&ana, &ben] {
        let stands = home.store.load_entry(massage.id).unwrap().unwrap();
        assert_eq!((stands.note.as_deref(), stands.until), (Some("looked about"), longer.until));
        let history = fs::read(&home.journal).unwrap();
        let holds = |words: &[u8]| history.windows(words.len()).any(|window| window == words);
        assert!(holds(b"calm at first"), "{}", home.called);
    }
    assert_eq!((ana.sync().notes.len(), ben.sync().notes.len()), (0, 0));
}

#[test]
fn a_change_under_a_removal_is_told_on_both_though_the_remover_changed_it_too() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T13:00:00+00:00", Some("2026-11-22T13:40:00+00:00"), sleep());
    ana.add(&one);
    ana.sync();
    ben.sync();
    ana.edit_at(&one, &note_of(&one, "restless"), at("2026-11-22T14:11:00+00:00"));
    let longer = Entry { until: Some(at("2026-11-22T13:50:00+00:00")), ..one.clone() };
    ben.edit_at(&one, &longer, at("2026-11-22T14:12:00+00:00"));
    ben.sync();
    ana.sync();
    // What Ana wrote lies in the folder, and Ben has not fetched it.
    let removal = Change::remove_record("a sleep", longer);
    ben.store.apply(&removal, at("2026-11-22T14:13:00+00:00")).unwrap();
    let told = ben.sync().notes;
    assert_eq!(
        told,
        ["You removed the 13:00 sleep after it was changed on Ana's laptop. That change is in the history."]
    );
    let told = ana.sync().notes;
    assert_eq!(
        told,
        ["Ben's PC removed the 13:00 sleep after you changed it. Your change is in the history."]
    );
    assert_eq!((ana.sync().notes.len(), ben.sync().notes.len()), (0, 0));
}

#[test]
fn a_computer_that_was_put_back_is_told_and_listed_as_before() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T13:00:00+00:00", Some("2026-11-22T13:40:00+00:00"), sleep());
    let two = Entry { id: new_id(), ..one.clone() };
    ben.add(&one);
    ben.add(&two);
    ben.sync();
    ana.sync();
    let backup = fs::read(&ben.journal).unwrap();
    ben.add(&entry(&family, "2026-11-22T10:00:00+00:00", Some("2026-11-22T10:30:00+00:00"), sleep()));
    ben.sync();
    ana.sync();
    fs::write(&ben.journal, backup).unwrap();
    ben.store = called(&ben.journal, &ben.called);
    ben.sync();
    // The first that Ana reads under Ben's new name has a loss in it, and Ben's words are under the old one.
    ana.edit_at(&one, &note_of(&one, "restless"), at("2026-11-22T14:11:00+00:00"));
    ben.edit_at(&one, &note_of(&one, "calm"), at("2026-11-22T14:12:00+00:00"));
    ben.sync();
    let told = ana.sync().notes;
    assert_eq!(
        told,
        [
            "You and Ben's PC both changed the 13:00 sleep. The one on Ben's PC was later, so it is shown. Yours is in the history. Its note was: restless"
        ]
    );
    let others = ana.store.shared_state().unwrap().unwrap().others;
    assert_eq!(others.iter().map(|(called, _)| called.as_str()).collect::<Vec<_>>(), ["Ben's PC"]);
}

#[test]
fn undo_takes_back_its_own_act_and_never_anothers() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let (first, second) = (
        entry(&family, "2026-11-22T10:00:00+00:00", Some("2026-11-22T10:30:00+00:00"), sleep()),
        entry(&family, "2026-11-22T11:00:00+00:00", Some("2026-11-22T11:30:00+00:00"), sleep()),
    );
    ben.add(&first);
    ana.add(&second);
    ana.sync();
    ben.sync();
    let newest = ben.store.list_history(1).unwrap().remove(0);
    assert_eq!(newest.title, "from Ana's laptop: 1 new");
    assert!(matches!(ben.store.undo(newest.number, now()), Err(StoreError::FromElsewhere(_))));
    let last = ben.store.latest_change(false, None).unwrap().unwrap();
    ben.store.undo(last.number, now()).unwrap();
    assert_eq!(ben.store.load_entry(first.id).unwrap(), None);
    assert_eq!(ben.store.load_entry(second.id).unwrap(), Some(second));
    // What was taken back travels as such.
    ben.sync();
    ana.sync();
    assert_eq!(ana.store.load_entry(first.id).unwrap(), None);
    ben.store.redo(last.number, now()).unwrap();
    ben.sync();
    ana.sync();
    assert_eq!(ana.store.load_entry(first.id).unwrap(), Some(first));
}

#[test]
fn no_word_is_ever_plain_in_the_folder_and_removed_words_leave_it() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let note = Entry {
        note: Some("elderflower".into()),
        ..entry(&family, "2026-11-22T12:00:00+00:00", None, Details::Note(Note::default()))
    };
    ana.add(&note);
    let cue = CustomCue { code: "own-hums".into(), words: "humblebee".into(), points: None, retired: false };
    ana.store.apply(&Change::add_record("a cue", Record::CustomCue(cue)), now()).unwrap();
    ana.sync();
    ben.sync();
    let key = key_of(&ana.folder);
    assert!(decrypted(&ana.folder, &key).contains("elderflower"));
    let words = ["elderflower", "humblebee", "Maya", "Anna", "Ana", "Ben", "massage", "London", "note"];
    for file in files_in(&ana.folder) {
        let bytes = fs::read(&file).unwrap();
        for word in words {
            let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_there, "{word} in {}", file.display());
            assert!(
                !file.to_string_lossy().strip_prefix(&*ana.folder.to_string_lossy()).unwrap().contains(word)
            );
        }
    }
    ana.store.apply(&Change::remove_record("a note", note.clone()), now()).unwrap();
    ana.sync();
    ben.sync();
    let left = decrypted(&ana.folder, &key);
    assert!(!left.contains("elderflower") && left.contains("humblebee"));
    assert_eq!(ben.store.load_entry(note.id).unwrap(), None);
}

#[test]
fn what_only_this_computer_knows_stays_here() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let second = cuebook::model::Baby::new_unnamed(new_id());
    ana.store.apply(&Change::add_record("a baby", second.clone()), now()).unwrap();
    let before = ana.store.load_setting("baby").unwrap();
    let shown = cuebook::model::Setting { name: "baby".into(), value: serde_json::json!(second.id) };
    let chosen = Change {
        title: "shown".into(),
        edits: vec![cuebook::model::Edit {
            before: before.map(Record::Setting),
            after: Some(Record::Setting(shown)),
        }],
    };
    ana.store.apply(&chosen, now()).unwrap();
    ana.sync();
    ben.sync();
    let there = ben.store.load_family().unwrap();
    assert_eq!(there.babies.len(), 2);
    assert_eq!(ana.store.load_family().unwrap().selected_baby().unwrap().id, second.id);
    assert_eq!(there.selected_baby().unwrap().id, family.babies[0].id);
}

#[test]
fn a_new_computer_joins_from_any_one_computers_folder() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let theirs = entry(&family, "2026-11-22T09:00:00+00:00", Some("2026-11-22T09:30:00+00:00"), sleep());
    ana.add(&theirs);
    ana.sync();
    ben.sync();
    ana.sync();
    for gone in SharedFolder::new(&ana.folder).list_writers().unwrap() {
        // A copy of the folder in which one computer's part is missing.
        let folder = tempfile::tempdir().unwrap();
        let room = folder.path().join("cuebook");
        for file in files_in(&ana.folder.join("cuebook")) {
            let inside = file.strip_prefix(ana.folder.join("cuebook")).unwrap();
            if !inside.starts_with(gone.to_string()) {
                fs::create_dir_all(room.join(inside.parent().unwrap())).unwrap();
                fs::copy(&file, room.join(inside)).unwrap();
            }
        }
        let mut cleo = Home::alone("Cleo's tablet", folder.path());
        let look = FolderLook::open(folder.path(), None).unwrap();
        assert_eq!(look.entries, 1);
        let mut plan = cleo.store.plan_join(&look).unwrap();
        plan.answer_by_default();
        cleo.store.join_sharing(&look, &plan, now()).unwrap();
        assert_eq!(cleo.store.load_entry(theirs.id).unwrap().as_ref(), Some(&theirs));
        assert_eq!(cleo.store.load_family().unwrap().babies, family.babies);
    }
}

#[test]
fn restored_and_copied_journals_lose_nothing_that_was_sent() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let mut sent: Vec<Entry> = Vec::new();
    let mut backup: Option<Vec<u8>> = None;
    let mut random = 11_u64;
    for n in 0..150 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let time = at("2026-11-20T00:00:00+00:00").unix_seconds() + n * 600;
        let from = cuebook::model::Timestamp::new(time, 0);
        let one = Entry {
            until: Some(cuebook::model::Timestamp::new(time + 300, 0)),
            ..entry(&family, "2026-11-22T09:00:00+00:00", None, sleep())
        };
        let one = Entry { at: from, ..one };
        let home = if random >> 60 & 1 == 0 { &mut ana } else { &mut ben };
        home.add(&one);
        match random >> 33 & 7 {
            0 => backup = Some(fs::read(&ana.journal).unwrap()),
            1 | 2 if backup.is_some() => {
                // What is not sent yet goes with the file, as it does without any sync.
                ana.sync();
                sent.push(one);
                fs::write(&ana.journal, backup.as_ref().unwrap()).unwrap();
                ana.store = called(&ana.journal, &ana.called);
                continue;
            }
            3 | 4 => {
                ben.sync();
            }
            _ => {}
        }
        ana.sync();
        ben.sync();
        sent.push(one);
    }
    for _ in 0..3 {
        ana.sync();
        ben.sync();
    }
    for one in &sent {
        for home in [&ana, &ben] {
            assert_eq!(home.store.load_entry(one.id).unwrap().as_ref(), Some(one), "{}", home.called);
        }
    }
    let writers = SharedFolder::new(&ana.folder).list_writers().unwrap();
    assert_eq!(writers.len(), 2, "no folder of a journal that was replaced stays behind");
}

#[test]
fn a_wiped_folder_is_written_anew_and_a_missing_one_is_let_be() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T09:00:00+00:00", Some("2026-11-22T09:30:00+00:00"), sleep());
    ana.add(&one);
    ana.sync();
    let shared = SharedFolder::new(&ana.folder);
    for writer in shared.list_writers().unwrap() {
        shared.remove_writer(writer).unwrap();
    }
    assert!(ana.sync().written > 0);
    ben.sync();
    assert_eq!(ben.store.load_entry(one.id).unwrap(), Some(one));
    // A stick that is not there: an empty folder in its place stays empty.
    fs::rename(ana.folder.join("cuebook"), ana.folder.join("elsewhere")).unwrap();
    let report = ana.sync();
    assert!(report.problems[0].contains("is not there"), "{report:?}");
    assert!(!ana.folder.join("cuebook").exists());
    fs::rename(ana.folder.join("elsewhere"), ana.folder.join("cuebook")).unwrap();
    assert_eq!(ana.sync().problems, Vec::<String>::new());
}

#[test]
fn what_is_cut_off_or_a_conflict_copy_is_not_taken_and_comes_later() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T09:00:00+00:00", Some("2026-11-22T09:30:00+00:00"), sleep());
    ana.add(&one);
    ana.sync();
    let pieces: Vec<PathBuf> = files_in(&ana.folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "piece"))
        .collect();
    let whole: Vec<Vec<u8>> = pieces.iter().map(|file| fs::read(file).unwrap()).collect();
    for (file, bytes) in pieces.iter().zip(&whole) {
        fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        fs::write(file.with_extension("sync-conflict-20261122-140000-ABC.piece"), bytes).unwrap();
    }
    ben.sync();
    assert_eq!(ben.store.load_entry(one.id).unwrap(), None);
    for (file, bytes) in pieces.iter().zip(&whole) {
        fs::write(file, bytes).unwrap();
    }
    ben.sync();
    assert_eq!(ben.store.load_entry(one.id).unwrap(), Some(one));
    let state = ben.store.shared_state().unwrap().unwrap();
    assert_eq!(state.inspect_folder(), (true, pieces.len()));
}

#[test]
fn leaving_keeps_the_journal_and_takes_the_folder_away() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T09:00:00+00:00", Some("2026-11-22T09:30:00+00:00"), sleep());
    ben.add(&one);
    ben.store.stop_sharing(now()).unwrap();
    assert_eq!(SharedFolder::new(&ana.folder).list_writers().unwrap().len(), 1);
    assert_eq!(ben.store.shared_state().unwrap(), None);
    assert_eq!(ben.store.load_entry(one.id).unwrap(), Some(one));
    // A computer that does not come back is read to the end and taken out by somebody else.
    let mut cleo = Home::joined("Cleo's tablet", &ana.folder);
    let other = entry(&family, "2026-11-22T10:00:00+00:00", Some("2026-11-22T10:30:00+00:00"), sleep());
    cleo.add(&other);
    cleo.sync();
    assert!(ana.store.drop_computer("Dan's phone", now()).is_err());
    ana.store.drop_computer("cleo's tablet", now()).unwrap();
    assert_eq!(SharedFolder::new(&ana.folder).list_writers().unwrap().len(), 1);
    assert_eq!(ana.store.load_entry(other.id).unwrap().as_ref(), Some(&other));
    // Should it come back all the same, it is as if it had been away.
    cleo.sync();
    ana.sync();
    assert_eq!(ana.store.load_entry(other.id).unwrap(), Some(other));
}

#[test]
fn removed_for_good_is_gone_from_the_other_computers_history() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let note = Entry {
        note: Some("elderflower".into()),
        ..entry(&family, "2026-11-22T12:00:00+00:00", None, Details::Note(Note::default()))
    };
    ana.add(&note);
    ana.sync();
    ben.sync();
    ben.edit(&note, &note_of(&note, "elderflower again"));
    ben.sync();
    ana.sync();
    let target = cuebook::store::ForgetTarget { id: note.id, entry: None, is_listed: true };
    ana.forget(&target);
    ana.sync();
    ben.sync();
    for home in [&ana, &ben] {
        let bytes = fs::read(&home.journal).unwrap();
        assert!(!bytes.windows(11).any(|window| window == b"elderflower"), "{}", home.called);
    }
}

#[test]
fn two_sleeps_that_run_at_once_are_told_and_ending_one_ends_both() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let first = entry(&family, "2026-11-22T13:00:00+00:00", None, sleep());
    let second = entry(&family, "2026-11-22T13:10:00+00:00", None, sleep());
    ana.add(&first);
    ben.add(&second);
    ana.sync();
    let told = ben.sync().notes;
    assert_eq!(
        told,
        ["Two sleeps run at once, from 13:00 and from 13:10, begun on two computers. Ending one ends both."]
    );
    ben.edit(&second, &Entry { until: Some(at("2026-11-22T14:00:00+00:00")), ..second.clone() });
    ben.sync();
    ana.sync();
    for home in [&ana, &ben] {
        let kept = home.store.load_entry(first.id).unwrap().unwrap();
        assert_eq!(kept.until, Some(at("2026-11-22T14:00:00+00:00")), "{}", home.called);
        assert_eq!(home.store.load_entry(second.id).unwrap(), None);
    }
}

#[test]
fn both_ends_changed_apart_are_kept_and_told() {
    let (mut ana, mut ben) = Home::pair();
    let family = ana.store.load_family().unwrap();
    let one = entry(&family, "2026-11-22T09:00:00+00:00", Some("2026-11-22T12:00:00+00:00"), sleep());
    ana.add(&one);
    ana.sync();
    ben.sync();
    ana.edit(&one, &Entry { at: at("2026-11-22T11:00:00+00:00"), ..one.clone() });
    ben.edit(&one, &Entry { until: Some(at("2026-11-22T10:00:00+00:00")), ..one.clone() });
    ana.sync();
    let told = ben.sync().notes;
    assert_eq!(
        told,
        ["Both ends of the 11:00 sleep were changed apart, and it ends before it begins. Please look at it."]
    );
    assert_eq!(ben.sync().notes, Vec::<String>::new());
    ana.sync();
    assert_eq!(ana.store.load_entry(one.id).unwrap(), ben.store.load_entry(one.id).unwrap());
}

#[test]
fn a_journal_on_one_computer_has_no_stamps_and_no_folder() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("journal.db");
    drop(crate::support::settled(open(&path)));
    let file = rusqlite::Connection::open(&path).unwrap();
    for table in ["me", "stamp", "piece", "other", "seen", "told", "parked"] {
        let sql = format!("SELECT count(*) FROM sync_{table}");
        let rows: i64 = file.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "sync_{table}");
    }
    assert!(!home.path().join("journal.db.sync").exists());
}
