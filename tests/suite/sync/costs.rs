//! What a sync costs, counted: files and bytes read in the folder, and pieces written. Times are in `benches/shared_journal.rs`.

use super::family::Home;
use crate::support::{entry, now};
use cuebook::model::{Change, Details, Entry, Sleep, Timestamp, new_id};
use cuebook::sync::FolderActivity;
use cuebook::sync::folder_activity::ReadCount;

/// So many sleeps in one change, an hour apart.
fn add_many(home: &mut Home, count: i64) {
    let family = home.store.load_family().unwrap();
    let first = entry(&family, "2026-11-22T09:00:00+00:00", None, Details::Sleep(Sleep::default()));
    let mut change = Change { title: "many".into(), edits: Vec::new() };
    for n in 0..count {
        let from = first.at.unix_seconds() - n * 3600;
        let (at, until) = (Timestamp::new(from, 0), Some(Timestamp::new(from + 1800, 0)));
        let one = Entry { id: new_id(), at, until, ..first.clone() };
        change.edits.extend(Change::add_record("", one).edits);
    }
    home.store.apply(&change, now()).unwrap();
}

/// What one sync reads in the folder, and how many pieces it writes.
fn watched_sync(home: &mut Home) -> (ReadCount, usize) {
    let activity = FolderActivity::default();
    home.store.watch_folder(activity.clone());
    let written = home.sync().written;
    (activity.count_reads(), written)
}

#[test]
fn when_nothing_is_new_a_sync_reads_names_and_no_piece_however_large_the_journal_is() {
    let reads: Vec<ReadCount> = [10, 3_000]
        .into_iter()
        .map(|count| {
            let (mut ana, mut ben) = Home::pair();
            add_many(&mut ana, count);
            ana.sync();
            ben.sync();
            ana.sync();
            let (read, written) = watched_sync(&mut ana);
            assert_eq!(written, 0);
            let (again, written) = watched_sync(&mut ben);
            assert_eq!((again.files, written), (read.files, 0));
            read
        })
        .collect();
    // The other's manifest, this one's before and after, and the key.
    assert_eq!((reads[0].files, reads[1].files), (4, 4), "{reads:?}");
    assert!(reads[1].bytes < 16_000, "{reads:?}");
}

#[test]
fn a_day_of_thirty_entries_is_a_piece_or_two_on_both_sides() {
    let (mut ana, mut ben) = Home::pair();
    add_many(&mut ana, 3_000);
    ana.sync();
    ben.sync();
    ana.sync();
    add_many(&mut ana, 30);
    let (idle, written) = watched_sync(&mut ana);
    assert!((1..=2).contains(&written), "{written} pieces");
    let (read, written) = watched_sync(&mut ben);
    assert!((1..=2).contains(&written), "{written} pieces");
    assert!(read.files <= idle.files + 4, "{read:?} against {idle:?}");
    // What was written is all that it brought: nothing goes to and fro.
    assert_eq!(watched_sync(&mut ana).1, 0);
    assert_eq!(watched_sync(&mut ben).1, 0);
}
