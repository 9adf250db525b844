//! Another journal and cuebook's own archives brought in from within the app: the line that names a copy beside the
//! journal, the way from there, the choice between two that differ, and where what came in lies.

use crate::support::*;
use cuebook::model::{Baby, Change, Details, Entry, Note, Sleep, Timestamp, new_id};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use insta::assert_snapshot;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

struct Folder(tempfile::TempDir);

fn hour(hour: u32) -> Timestamp {
    at(&format!("2026-11-22T{hour:02}:00:00+00:00"))
}

fn words(path: &Path) -> Vec<String> {
    let store = Store::open(path, ProgramRun::new("test"), LONDON).unwrap();
    let all = store.load_newest_entries(&EntryFilter::default(), None, 100, |_| true).unwrap();
    let mut words: Vec<String> = all.into_iter().filter_map(|entry| entry.note).collect();
    words.sort();
    words
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("exports")).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn store(&self, name: &str) -> Store {
        let run = ProgramRun::new("test").with_state_folders(vec![self.path("state")]);
        Store::open(&self.path(name), run, LONDON).unwrap()
    }

    fn app(&self, columns: u16, rows: u16) -> TestApp {
        let mut app = TestApp::of(self.store("journal.db"), columns, rows);
        app.app.set_import_folder(self.path("exports"));
        app
    }

    /// What is painted, the folder's own name left out.
    fn screen(&self, app: &TestApp) -> String {
        let folder = self.0.path().canonicalize().unwrap().display().to_string();
        app.screen().replace(&folder, "FOLDER")
    }
}

fn note(store: &Store, words: &str) -> Entry {
    let family = store.load_family().unwrap();
    Entry {
        note: Some(words.into()),
        ..entry(&family, "2026-11-22T08:00:00+00:00", None, Details::Note(Note::default()))
    }
}

fn edit(store: &mut Store, before: &Entry, words: &str, when: Timestamp) {
    let after = Entry { note: Some(words.into()), ..before.clone() };
    store.apply(&Change::replace_record("an edit", before.clone(), after), when).unwrap();
}

const COPY: &str = "journal.sync-conflict-20261122-130000-ABCDEFG.db";

/// A journal and a second version of it: of two notes one was edited later there, one later here.
fn with_conflict_copy() -> Folder {
    let folder = Folder::new();
    let mut here = settled(folder.store("journal.db"));
    let (ada, bea) = (note(&here, "ada"), note(&here, "bea"));
    for made in [&ada, &bea] {
        here.apply(&Change::add_record("a note", made.clone()), hour(9)).unwrap();
    }
    drop(here);
    fs::copy(folder.path("journal.db"), folder.path(COPY)).unwrap();
    let (mut here, mut there) = (folder.store("journal.db"), folder.store(COPY));
    edit(&mut there, &ada, "ada there", hour(10));
    edit(&mut here, &ada, "ada here", hour(11));
    edit(&mut here, &bea, "bea here", hour(10));
    edit(&mut there, &bea, "bea there", hour(11));
    let cleo = note(&there, "cleo there");
    there.apply(&Change::add_record("a note", cleo), hour(11)).unwrap();
    drop((here, there));
    let at = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_795_000_000);
    for name in ["journal.db", COPY] {
        fs::File::options().write(true).open(folder.path(name)).unwrap().set_modified(at).unwrap();
    }
    folder
}

#[test]
fn a_second_version_is_named_and_the_line_leads_to_the_choice_between_the_two() {
    let folder = with_conflict_copy();
    let mut app = folder.app(80, 24);
    app.wait(1);
    assert_snapshot!("second_version_told", folder.screen(&app));
    app.press(":import<enter>");
    assert_snapshot!("second_version_chosen", folder.screen(&app));
    app.press("<enter>");
    assert_snapshot!("second_version_yours", folder.screen(&app));
    app.press("<down>");
    assert_snapshot!("second_version_later", folder.screen(&app));
    assert_eq!(words(&folder.path("journal.db")), ["ada here", "bea here"], "nothing before the yes");
    app.press("<enter>");
    assert_snapshot!("second_version_saved", folder.screen(&app));
    assert_eq!(words(&folder.path("journal.db")), ["ada here", "bea there", "cleo there"]);
    assert_eq!(
        words(&folder.path(COPY)),
        ["ada there", "bea there", "cleo there"],
        "the copy stays as it was"
    );
    app.press("u");
    assert_eq!(words(&folder.path("journal.db")), ["ada here", "bea here"]);
}

#[test]
fn the_choice_is_whole_on_a_small_screen_and_yours_stay_unless_it_is_made() {
    let folder = with_conflict_copy();
    let mut app = folder.app(60, 20);
    app.wait(1);
    assert_snapshot!("second_version_told_60x20", folder.screen(&app));
    app.press(":import<enter><enter>");
    assert_snapshot!("second_version_yours_60x20", folder.screen(&app));
    app.press("<down><up><enter>");
    assert_eq!(words(&folder.path("journal.db")), ["ada here", "bea here", "cleo there"]);
}

/// What has nothing new and only differs can be taken all the same.
#[test]
fn where_nothing_is_new_only_the_later_of_the_two_can_be_saved() {
    let folder = with_conflict_copy();
    let mut app = folder.app(80, 24);
    app.wait(1);
    app.press(":import<enter><enter><enter>:import<enter>sync-conflict<enter>");
    app.has("Nothing new to save. ↓ takes the later of the two.").has("Nothing new to add.");
    app.press("<enter>");
    app.has("Nothing new to save.");
    app.press("<down>");
    app.has("saves it as one step");
    app.press("<enter>");
    app.has("edited later there.");
    assert_eq!(words(&folder.path("journal.db")), ["ada here", "bea there", "cleo there"]);
}

#[test]
fn archives_come_in_as_json_as_tables_and_packed() {
    let old = TempHome::new();
    old.ok(&["log", "note from the old laptop"]);
    old.ok_with_notices(&["export", "--out", "family.json"]);
    old.ok_with_notices(&["export", "--format", "csv", "--out", "tables"]);
    let tables: Vec<(String, Vec<u8>)> = fs::read_dir(old.path("tables"))
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
        .collect();
    for (name, choose) in [
        ("family.json", "family<enter>"),
        ("tables", "tables<enter><enter>"),
        ("tables.zip", "tables.zip<enter>"),
    ] {
        let folder = Folder::new();
        drop(settled(folder.store("journal.db")));
        let target = folder.path("exports").join(name);
        match name {
            "family.json" => drop(fs::copy(old.path(name), &target).unwrap()),
            "tables" => {
                fs::create_dir(&target).unwrap();
                tables.iter().for_each(|(name, bytes)| fs::write(target.join(name), bytes).unwrap());
            }
            _ => {
                let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
                for (name, bytes) in &tables {
                    writer.start_file(format!("tables/{name}"), SimpleFileOptions::default()).unwrap();
                    writer.write_all(bytes).unwrap();
                }
                fs::write(&target, writer.finish().unwrap().into_inner()).unwrap();
            }
        }
        let mut app = folder.app(80, 24);
        app.press(&format!(":from an archive<enter>{choose}"));
        app.has("To add: 1 note");
        app.press("<enter>");
        app.has("Saved: import of");
        assert_eq!(words(&folder.path("journal.db")), ["from the old laptop"], "{name}");
    }
}

#[test]
fn what_is_another_babys_or_past_is_said_with_the_way_there() {
    let folder = Folder::new();
    let mut store = settled(folder.store("journal.db"));
    let owen = Baby { name: Some("Owen".into()), ..Baby::new_unnamed(new_id()) };
    store.apply(&Change::add_record("a baby", owen.clone()), hour(9)).unwrap();
    drop(store);
    let mut other = settled(folder.store("other.db"));
    other.apply(&Change::add_record("a baby", owen.clone()), hour(9)).unwrap();
    for (from, to) in [
        ("2026-03-01T10:00:00+00:00", "2026-03-01T11:00:00+00:00"),
        ("2026-04-04T10:00:00+01:00", "2026-04-04T11:00:00+01:00"),
    ] {
        let slept = entry(&other.load_family().unwrap(), from, Some(to), Details::Sleep(Sleep::default()));
        let slept = Entry { baby: Some(owen.id), ..slept };
        other.apply(&Change::add_record("a sleep", slept), hour(9)).unwrap();
    }
    drop(other);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>../other.db<enter><enter>");
    assert_snapshot!("saved_for_owen", folder.screen(&app));
    app.press("B");
    app.has("Owen");
    app.press("J/4 apr<enter>");
    app.has("4 Apr");
}
