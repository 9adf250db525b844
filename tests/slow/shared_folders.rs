//! The shared folder of a released format under a passphrase, and how the fixtures in `tests/data/shared-folder-v1/` were
//! made; the one without a passphrase is read in `tests/suite/sync/released_folders.rs`.

use super::*;
use crate::support::released_folder::{assert_holds, copy_folder, fixture};
use cuebook::crypto::FolderKey;
use cuebook::sync::shared_folder::KeyFile;
use cuebook::sync::{FORMAT, Manifest, Piece, PieceRef, RecordState, SharedFolder, Stamp, WriterId};
use serde_json::{Value, json};

const FOLDER_WORDS: &str = "words of the folder";
const SEAL_WORDS: &str = "her own words";

#[test]
fn a_folder_of_each_released_format_under_a_passphrase_is_joined_and_says_what_it_said() {
    for version in 1..=FORMAT {
        let shared = tempfile::tempdir().unwrap();
        copy_folder(&fixture(version).join("locked"), shared.path());
        let home = TempHome::new();
        let path = shared.path().to_str().unwrap();
        assert!(home.refused_with(&["other words"], &["sync", path, "--yes"]).contains("does not open"));
        home.with(&[FOLDER_WORDS], &["sync", path, "--yes"]);
        assert_holds(&home.json(&["list", "--json"]), &fixture(version).join("locked.json"));
        // What was sealed is opened by its writer's words.
        let opened = home.with(&[SEAL_WORDS], &["--seal-fd", "3", "list"]);
        assert!(opened.contains("tired and content"), "{opened}");
        assert!(!home.ok(&["list"]).contains("tired and content"));
    }
}

/// One more computer, with a newer cuebook: a field and a kind of record that this one does not know.
fn add_newer_writer(folder: &Path, key: &FolderKey, entry: &str) {
    let shared = SharedFolder::new(folder);
    let writer = WriterId(0x00c1_e000_0000_0001);
    let stamp = Stamp { clock: 1_795_356_600_000 << 16, writer };
    let field = |name: &str, value: Value| (name.to_owned(), Some(value));
    let mut baby = RecordState::default();
    baby.write([field("temperature", json!(21.5))], stamp);
    let mut note = RecordState::default();
    note.write([field("detail.room_temperature", json!("21 degrees"))], stamp);
    let pieces = [("", "weather/2026-11-22".to_owned(), baby), ("entry/", format!("entry/{entry}"), note)];
    let key_file = KeyFile::Open(key.to_secret().to_string());
    shared.create_writer(writer, &key_file).unwrap();
    let named = pieces.map(|(lo, record, state)| {
        let bytes = key.encrypt(&Piece { records: [(record, state)].into() }.encode()).unwrap();
        PieceRef { lo: lo.to_owned(), name: shared.write_piece(writer, &bytes).unwrap() }
    });
    let manifest = Manifest::new("Cleo's tablet".into(), stamp.clock, named.into(), Default::default());
    shared.write_manifest(writer, &key.encrypt(&manifest.to_bytes()).unwrap()).unwrap();
}

/// How the fixture of a new format is made, once: `cargo test --test slow make_the_fixture -- --ignored`.
#[test]
#[ignore = "it writes the fixture of the present format"]
fn make_the_fixture_of_the_present_format() {
    let place = fixture(FORMAT);
    assert!(!place.exists(), "{} is there, and is never made anew", place.display());
    for locked in [false, true] {
        let (ana, ben) = (TempHome::new(), TempHome::new());
        let shared = tempfile::tempdir().unwrap();
        let path = shared.path().to_str().unwrap();
        let words: &[&str] = if locked { &[FOLDER_WORDS] } else { &[] };
        ana.ok(&["set", "carer", "Me", "--rename", "Ottoline"]);
        ana.ok(&["set", "baby", "Baby", "--rename", "Maya"]);
        ana.ok(&["log", "slept 09:40-10:55"]);
        ana.ok(&["log", "cue hiccups at 11:05"]);
        ana.ok(&["log", "massage legs 10 min at 11:20, fennel tea before"]);
        ana.ok(&["log", "note the first of two to be removed"]);
        ana.with(words, &["sync", path, "--yes"]);
        ben.with(words, &["sync", path, "--yes"]);
        ben.ok(&["log", "note written by the other computer"]);
        let listed = ben.json(&["list", "--json"]);
        let removed =
            listed["entries"].as_array().unwrap().iter().find(|it| it.to_string().contains("to be removed"));
        ben.ok(&["forget", removed.unwrap()["id"].as_str().unwrap(), "--yes"]);
        ana.ok(&["sync"]);
        ana.ok(&["log", "note taken back at once"]);
        ana.ok(&["undo"]);
        ana.with(&[SEAL_WORDS], &["--seal-fd", "3", "seal", "--carer", "Ottoline", "--yes"]);
        ana.with(&[SEAL_WORDS], &["--seal-fd", "3", "log", "good, tired; note tired and content"]);
        for home in [&ana, &ben, &ana] {
            home.ok(&["sync"]);
        }
        let listed = ana.json(&["list", "--json"]);
        let key = match locked {
            false => {
                let writer = SharedFolder::new(shared.path()).list_writers().unwrap()[0];
                let Ok(Some(KeyFile::Open(secret))) = SharedFolder::new(shared.path()).read_key(writer)
                else {
                    panic!("the key lies open");
                };
                FolderKey::from_secret(&secret)
            }
            true => None,
        };
        if let Some(key) = key {
            let entries = listed["entries"].as_array().unwrap();
            let note = entries.iter().find(|it| it.to_string().contains("by the other computer")).unwrap();
            add_newer_writer(shared.path(), &key, note["id"].as_str().unwrap());
        }
        let name = if locked { "locked" } else { "open" };
        copy_folder(shared.path(), &place.join(name));
        let text = serde_json::to_string_pretty(&listed["entries"]).unwrap() + "\n";
        fs::write(place.join(format!("{name}.json")), text).unwrap();
    }
}
