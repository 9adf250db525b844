//! The manual's queries are answered by a real journal, and the README's pictures are there. The README's keys and lines are
//! tested with the other documents, in `docs`.

use cuebook::demo::changes;
use cuebook::model::Timestamp;
use cuebook::store::{ProgramRun, Store};

const README: &str = include_str!("../../README.md");
const MANUAL: &str = include_str!("../../docs/MANUAL.md");

/// What stands in the fenced blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("```{language}\n");
    let after = MANUAL.split(opening.as_str()).skip(1);
    after.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_settings_of_the_manual_are_those_of_the_command_line() {
    let (_, rest) =
        MANUAL.split_once("<!-- settings -->\n").expect("the manual has a place for the settings");
    let (table, _) = rest.split_once("<!-- /settings -->").expect("and an end of it");
    let mut expected = String::from("| `cuebook set` | what it is |\n|---|---|\n");
    for (name, about) in cuebook::cli::describe_settings() {
        expected.push_str(&format!("| `{name}` | {about} |\n"));
    }
    assert!(table.trim() == expected.trim(), "put this between the marks in docs/MANUAL.md:\n\n{expected}");
}

#[test]
fn the_queries_of_the_manual_answer_on_a_real_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wren.db");
    let mut store =
        Store::open(&path, ProgramRun::new("test"), cuebook::model::Zone::named("Europe/London")).unwrap();
    let now = Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap();
    for (kept, change) in changes(now, &store.load_family().unwrap()) {
        store.apply(&change, kept).unwrap();
    }
    let queries = blocks("sql");
    assert_eq!(queries.len(), 2);
    let tool = rusqlite::Connection::open(&path).unwrap();
    for (query, rows) in queries.into_iter().zip([7, 10]) {
        let mut asked = tool.prepare(query).unwrap();
        let columns = asked.column_count();
        let mut answers = asked.query([]).unwrap();
        let mut found = 0;
        while let Some(row) = answers.next().unwrap() {
            let last: rusqlite::types::Value = row.get(columns - 1).unwrap();
            assert_ne!(last, rusqlite::types::Value::Null);
            found += 1;
        }
        assert_eq!(found, rows, "{query}");
    }
}

#[test]
fn the_pictures_of_the_readme_are_there_and_are_told_in_words() {
    for part in README.split("![").skip(1) {
        let (words, rest) = part.split_once("](").unwrap();
        let path = rest.split(')').next().unwrap();
        assert!(words.len() > 40, "{words}");
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        assert!(file.is_file(), "{path}");
    }
}
