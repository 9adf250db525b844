//! The README says what the program does: its key table is made from the one table of keys, its queries and its lines
//! are read by the program's own file and parser.

use cuebook::demo::changes;
use cuebook::model::Timestamp;
use cuebook::quick_line;
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::keys::{BINDINGS, Mode};

const README: &str = include_str!("../../README.md");

/// What stands in the fenced blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("```{language}\n");
    let after = README.split(opening.as_str()).skip(1);
    after.filter_map(|rest| rest.split("```").next()).collect()
}

fn key_table() -> String {
    let mut table = String::from("| key | where | what it does |\n|---|---|---|\n");
    for row in BINDINGS {
        let places: Vec<&str> = row.modes.iter().map(|place| place.name()).collect();
        let places = if Mode::ALL.iter().all(|place| place.has_text_input() || row.modes.contains(place)) {
            "where no text is typed".to_owned()
        } else {
            places.join(", ")
        };
        table.push_str(&format!("| `{}` | {} | {} |\n", row.key.display_name(false), places, row.help_text));
    }
    table
}

#[test]
fn the_key_table_of_the_readme_is_the_table_of_keys() {
    let (_, rest) = README.split_once("<!-- keys -->\n").expect("the README has a place for the keys");
    let (table, _) = rest.split_once("<!-- /keys -->").expect("and an end of it");
    assert!(
        table.trim() == key_table().trim(),
        "put this between the marks in README.md:\n\n{}",
        key_table()
    );
}

#[test]
fn no_place_gives_a_key_two_meanings() {
    for place in Mode::ALL.iter().copied() {
        let mut seen: Vec<String> = Vec::new();
        for row in cuebook::tui::keys::bindings_for_mode(place) {
            let name = row.key.display_name(false);
            assert!(!seen.contains(&name), "{name} means two things in {}", place.name());
            seen.push(name);
        }
    }
}

#[test]
fn every_footer_ends_with_help_and_fits_its_first_keys_into_60_columns() {
    for place in Mode::ALL.iter().copied() {
        let footer = cuebook::tui::keys::footer_bindings(place);
        assert_eq!(footer.last().unwrap().label, "help", "{}", place.name());
    }
}

#[test]
fn the_queries_of_the_readme_answer_on_a_real_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wren.db");
    let mut store = Store::open(&path, ProgramRun::new("test"), chrono_tz::Europe::London).unwrap();
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
fn the_lines_of_the_readme_are_read_as_they_stand() {
    let store = Store::open_in_memory(ProgramRun::new("test"), chrono_tz::Europe::London).unwrap();
    let family = store.load_family().unwrap();
    let context = quick_line::LineContext {
        now: Timestamp::parse_rfc3339("2026-11-22T14:07:00+00:00").unwrap(),
        family: &family,
        baby: Some(family.babies[0].id),
        carer: family.carers[0].id,
    };
    let lines: Vec<&str> = blocks("text")
        .into_iter()
        .flat_map(str::lines)
        .flat_map(|line| line.split("    "))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    assert!(lines.len() > 8, "{lines:?}");
    for text in lines {
        assert!(quick_line::parse_line(text, &context).is_ok(), "{text}");
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
