//! The documents say what the program does: `docs/KEYS.md` is made from the one table of keys, the lines of
//! `docs/GRAMMAR.md` are read by the parser, and every path, table and view that a document names is there.
//!
//! `UPDATE_DOCS=1 cargo test --test suite docs` writes `docs/KEYS.md` anew.

use crate::support::{memory, now, open};
use cuebook::quick_line::{LineContext, ParsedLine, parse_line, print_entry, read_line};
use cuebook::tui::keys::key_remap::{action_name, mode_name};
use cuebook::tui::keys::{BINDINGS, Mode, bindings_for_mode, footer_bindings};
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 13] = [
    "README.md",
    "CONTRIBUTING.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
    "docs/ARCHITECTURE.md",
    "docs/BUILDING.md",
    "docs/FILE_FORMAT.md",
    "docs/GLOSSARY.md",
    "docs/GRAMMAR.md",
    "docs/KEYS.md",
    "docs/MANUAL.md",
    "docs/TYPED_LINE.md",
    ".ci/faults/README.md",
];

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|_| panic!("{path} is missing"))
}

/// Where a key does something, in a reader's words.
fn places(modes: &[Mode]) -> String {
    if Mode::ALL.iter().all(|mode| mode.has_text_input() || modes.contains(mode)) {
        return "where no text is typed".to_owned();
    }
    modes.iter().map(|mode| mode.name()).collect::<Vec<_>>().join(", ")
}

/// The table of all keys as `docs/KEYS.md` has it.
fn keys_document() -> String {
    let mut text = "# Keys\n\nEvery key, made from the table in `src/tui/keys/` by `UPDATE_DOCS=1 cargo test --test suite docs`. \
        In the app, `?` shows those of the screen you are on.\n\n| key | where | what it does |\n|---|---|---|\n"
        .to_owned();
    for row in BINDINGS {
        let key = row.key.display_name(false);
        text.push_str(&format!("| `{key}` | {} | {} |\n", places(row.modes), row.describe()));
    }
    text.push_str(
        "\n## Other keys\n\n`[keys]` in the config file gives an action another key, or several, by these names: everywhere it \
        has one, or on one screen only.\n\n```toml\n[keys]\nsleep = \"y\"\nundo = [\"u\", \"F9\"]\npast.find = \"f\"\n```\n\n\
        Keys are written `x`, `X`, `ctrl-x`, `F2`, `enter`, `esc`, `tab`, `shift-tab`, `space`, `left`, `right`, `up`, `down`, \
        `pgup`, `pgdn`, `home`, `end`, `insert`, `delete`. A letter holds where no text is typed; there the action stays on the \
        key above. Ctrl-c always leaves. A key that would mean two things on one screen is refused with a sentence, and then \
        every key is as above. Help and footer show the keys in force.\n\n| action | screens |\n|---|---|\n",
    );
    let mut named: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for row in BINDINGS {
        let screens = named.entry(action_name(row.action)).or_default();
        let new = row.modes.iter().map(|mode| format!("`{}`", mode_name(*mode)));
        screens.extend(new.collect::<Vec<_>>());
        let mut seen = std::collections::BTreeSet::new();
        screens.retain(|screen| seen.insert(screen.clone()));
    }
    for (action, screens) in named {
        text.push_str(&format!("| `{action}` | {} |\n", screens.join(" ")));
    }
    text
}

#[test]
fn the_document_of_keys_is_the_table_of_keys() {
    let expected = keys_document();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root("docs/KEYS.md"), &expected).unwrap();
    }
    assert!(
        read("docs/KEYS.md") == expected,
        "docs/KEYS.md is old: UPDATE_DOCS=1 cargo test --test suite docs"
    );
}

#[test]
fn the_keys_of_the_readme_are_bound_to_what_it_says() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("<!-- keys -->\n").expect("the README has a place for the keys");
    let (table, _) = rest.split_once("<!-- /keys -->").expect("and an end of it");
    let rows: Vec<&str> = table.lines().skip(2).filter(|line| line.starts_with('|')).collect();
    assert!((10..=16).contains(&rows.len()), "a dozen keys, not {}", rows.len());
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        let [key, help] = cells[..] else { panic!("{row}") };
        let bound = BINDINGS.iter().any(|binding| {
            format!("`{}`", binding.key.display_name(false)) == key && binding.describe() == help
        });
        assert!(bound, "no such key: {row}");
    }
}

#[test]
fn no_place_gives_a_key_two_meanings() {
    for mode in Mode::ALL.iter().copied() {
        let mut seen: Vec<String> = Vec::new();
        for row in bindings_for_mode(mode) {
            let name = row.key.display_name(false);
            // What is only done by name has no key.
            if name == "by name" {
                continue;
            }
            assert!(!seen.contains(&name), "{name} means two things in {}", mode.name());
            seen.push(name);
        }
    }
}

#[test]
fn every_footer_ends_with_help() {
    for mode in Mode::ALL.iter().copied() {
        assert_eq!(footer_bindings(mode).last().unwrap().label, "help", "{}", mode.name());
    }
}

/// What the fenced blocks of a language hold.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}\n");
    document.split(opening.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The typed lines of a document: several in a row stand four blanks or more apart.
fn typed_lines(document: &str) -> Vec<String> {
    blocks(document, "text")
        .into_iter()
        .flat_map(str::lines)
        .flat_map(|line| line.split("    "))
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn the_lines_of_the_readme_and_of_the_grammar_are_read_as_they_stand() {
    let store = memory();
    let family = store.load_family().unwrap();
    let context = LineContext {
        now: now(),
        family: &family,
        baby: Some(family.babies[0].id),
        carer: family.carers[0].id,
    };
    for (document, least) in [("README.md", 8), ("docs/GRAMMAR.md", 30), ("docs/TYPED_LINE.md", 10)] {
        let text = read(document);
        let lines = typed_lines(&text);
        assert!(lines.len() >= least, "{document} has {} lines", lines.len());
        for line in lines {
            let parsed = read_line(&line, &context, &[]);
            assert!(parsed.is_ok(), "{document}: {line}: {parsed:?}");
            let entries = parsed.into_iter().flatten().filter_map(|(parsed, _)| match parsed {
                ParsedLine::Entry(entry) => Some(entry),
                _ => None,
            });
            for entry in entries {
                let printed = print_entry(&entry, &family);
                let Ok(ParsedLine::Entry(again)) = parse_line(&printed, &context) else {
                    panic!("{document}: {line} is printed as {printed}, which cannot be read");
                };
                assert_eq!((again.at, again.until), (entry.at, entry.until), "{line}: {printed}");
                assert_eq!(again.details, entry.details, "{line}: {printed}");
            }
        }
    }
}

/// What stands between single backticks, outside fenced blocks.
fn quoted(document: &str) -> Vec<&str> {
    let prose = document.split("```").step_by(2);
    prose.flat_map(|part| part.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_path_a_document_names_is_there() {
    let roots = ["src/", "tests/", "docs/", "assets/", "benches/", ".ci/"];
    // What is to be written one day, as an example.
    let next = (1..).find(|n| !root(&format!("src/store/v{n}.sql")).exists()).unwrap();
    let examples = [format!("src/store/v{next}.sql"), format!("tests/data/journal-v{next}.sql")];
    for document in DOCUMENTS {
        let text = read(document);
        for path in quoted(&text).into_iter().filter_map(|word| word.split(' ').next()) {
            if roots.iter().any(|start| path.starts_with(start))
                && !path.contains('*')
                && !examples.iter().any(|example| example == path)
            {
                assert!(root(path).exists(), "{document} names {path}");
            }
        }
        let folder = Path::new(document).parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let elsewhere = target.contains("://") || target.is_empty();
            assert!(elsewhere || root("").join(folder).join(target).exists(), "{document} leads to {target}");
        }
    }
}

#[test]
fn the_document_of_the_file_names_every_table_view_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    drop(open(&path));
    let file = rusqlite::Connection::open(&path).unwrap();
    let sql = "SELECT o.type, o.name, c.name FROM sqlite_schema o JOIN pragma_table_info(o.name) c
               WHERE o.type IN ('table', 'view') AND o.name NOT LIKE 'sqlite_%'";
    let mut read_all = file.prepare(sql).unwrap();
    let rows = read_all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let document = read("docs/FILE_FORMAT.md");
    let words = quoted(&document);
    for row in rows {
        let (kind, name, column): (String, String, String) = row.unwrap();
        assert!(words.contains(&name.as_str()), "docs/FILE_FORMAT.md says nothing of {kind} {name}");
        if kind == "view" {
            let line = document.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap();
            assert!(line.contains(&format!("`{column}`")), "docs/FILE_FORMAT.md: {name} has {column}");
        }
    }
}
