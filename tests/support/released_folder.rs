//! Shared folders as released versions wrote them: `tests/data/shared-folder-v1/` and those after it.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn fixture(version: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/shared-folder-v{version}"))
}

/// Copies a folder, with all below it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())).flatten() {
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Whether what is listed is each entry of a file, field by field. What a later version says beside that is its own.
pub(crate) fn assert_holds(listed: &Value, expected: &Path) {
    let listed = listed["entries"].as_array().unwrap();
    let expected: Vec<Value> = serde_json::from_str(&fs::read_to_string(expected).unwrap()).unwrap();
    assert!(!expected.is_empty());
    assert_eq!(listed.len(), expected.len(), "{listed:#?}");
    for entry in &expected {
        let found = listed.iter().find(|it| it["id"] == entry["id"]);
        let found = found.unwrap_or_else(|| panic!("{entry} is not there"));
        for (field, value) in entry.as_object().unwrap() {
            assert_eq!(&found[field], value, "{field} of {entry}");
        }
    }
}
