//! What the fuzz targets try, with every file of the corpus they begin from: see `tests/fuzz/` and `.ci/fuzz`.

#[path = "../../fuzz/tried.rs"]
mod tried;

use std::path::Path;

fn each(target: &str, tried: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut n = 0;
    for file in std::fs::read_dir(folder.join(target)).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        println!("{}", path.display());
        tried(&bytes);
        n += 1;
    }
    assert!(n > 4, "the corpus of {target} was found");
}

#[test]
fn the_corpus_of_typed_lines() {
    each("line", tried::line);
}

#[test]
fn the_corpus_of_other_apps_files() {
    each("tables", tried::tables);
    each("trackers", tried::trackers);
    each("diaries", tried::diaries);
}

#[test]
fn the_corpus_of_archives() {
    each("archive", tried::archive);
}

#[test]
fn the_corpus_of_config_files() {
    each("config", tried::config);
}

#[test]
fn the_corpus_of_texts() {
    each("text", tried::text);
}

#[test]
fn the_corpus_of_damaged_journals() {
    each("journal", tried::journal);
}

#[test]
fn pieces_of_a_shared_folder_do_no_harm() {
    each("piece", tried::piece);
}
