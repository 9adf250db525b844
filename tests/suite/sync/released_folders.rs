//! A shared folder of each released format is joined and says what it said, and the present format is the one of its number.

use crate::support::TempHome;
use crate::support::released_folder::{assert_holds, copy_folder, fixture};
use cuebook::crypto::FolderKey;
use cuebook::sync::shared_folder::KeyFile;
use cuebook::sync::{FORMAT, Manifest, Piece, SharedFolder, WriterId};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// What the folder's pieces and manifests say, as text, opened with the key that lies in it.
fn read_texts(folder: &Path) -> BTreeMap<(WriterId, String), String> {
    let shared = SharedFolder::new(folder);
    let mut texts = BTreeMap::new();
    for writer in shared.list_writers().unwrap() {
        let Ok(Some(KeyFile::Open(secret))) = shared.read_key(writer) else { panic!("{writer} has no key") };
        let key = FolderKey::from_secret(&secret).unwrap();
        let manifest = key.decrypt(&shared.read_manifest(writer).unwrap().unwrap()).unwrap();
        for piece in Manifest::from_bytes(&manifest).unwrap().pieces {
            let bytes = key.decrypt(&shared.read_piece(writer, &piece.name).unwrap().unwrap()).unwrap();
            texts.insert((writer, piece.name), inflate(&bytes));
        }
        texts.insert((writer, "manifest".into()), String::from_utf8(manifest).unwrap());
    }
    texts
}

fn inflate(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_folder_of_each_released_format_is_joined_and_says_what_it_said() {
    for version in 1..=FORMAT {
        let shared = tempfile::tempdir().unwrap();
        copy_folder(&fixture(version).join("open"), shared.path());
        let home = TempHome::new();
        home.ok(&["sync", shared.path().to_str().unwrap(), "--yes"]);
        assert_holds(&home.json(&["list", "--json"]), &fixture(version).join("open.json"));
        let said = home.ok(&["doctor"]);
        assert!(said.contains("2 records of a newer cuebook"), "{said}");
        // And is passed on: what this computer wrote there has it all.
        let texts = read_texts(shared.path());
        for word in ["room_temperature", "weather/2026-11-22"] {
            let holders = texts.values().filter(|text| text.contains(word)).count();
            assert!(holders >= 2, "{word} is in {holders} pieces");
        }
    }
}

/// Whoever changes what is written raises `FORMAT` (`src/sync/mod.rs`) and makes a fixture of the new one.
#[test]
fn the_present_format_is_that_of_its_fixture_to_the_letter() {
    let folder = fixture(FORMAT).join("open");
    let texts = read_texts(&folder);
    assert!(texts.len() >= 8, "two writers and more: {:?}", texts.keys());
    let mut lines: BTreeMap<String, serde_json::Value> = BTreeMap::new();
    for ((writer, name), text) in &texts {
        let again = match name == "manifest" {
            true => String::from_utf8(Manifest::from_bytes(text.as_bytes()).unwrap().to_bytes()).unwrap(),
            false => inflate(&Piece::from_text(text).unwrap().encode()),
        };
        assert_eq!(&again, text, "{writer} {name} is written in another form now");
        for line in text.lines().skip(1).filter(|_| name != "manifest") {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            lines.entry(line["k"].as_str().unwrap().to_owned()).or_insert(line["f"].clone());
        }
    }
    // A journal that joins writes each record with the same fields.
    let shared = tempfile::tempdir().unwrap();
    copy_folder(&folder, shared.path());
    let home = TempHome::new();
    home.ok(&["sync", shared.path().to_str().unwrap(), "--yes"]);
    let own = read_texts(shared.path()).into_iter().filter(|(key, _)| !texts.contains_key(key));
    let mut compared = 0;
    for line in own.filter(|((_, name), _)| name != "manifest").flat_map(|(_, text)| {
        text.lines()
            .skip(1)
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .collect::<Vec<_>>()
    }) {
        let key = line["k"].as_str().unwrap().to_owned();
        let Some(serde_json::Value::Object(was)) = lines.get(&key).filter(|_| key.starts_with("entry/"))
        else {
            continue;
        };
        for (field, value) in was {
            assert_eq!(&line["f"][field], value, "{key} {field}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}
