//! Who may name whom: reads `src/` and names the file that broke the rule. Also: the map in `src/lib.rs` is complete,
//! every file says what it is for, and no room has grown past its walls.

use std::fs;
use std::path::{Path, PathBuf};

/// Room (the beginning of a path below `src/`), and what its code must not contain. Doc comments do not count.
const NEVER: &[(&str, &[&str])] = &[
    (
        "model/",
        &["crate::store", "crate::stats", "crate::report", "crate::tui", "crate::import", "crate::platform"],
    ),
    (
        "model/",
        &["crate::cli", "crate::quick_line", "Utc::now", "Local::now", "SystemTime", "std::fs", "std::env"],
    ),
    ("quick_line/", &["crate::store", "crate::stats", "crate::report", "crate::tui", "crate::import"]),
    (
        "quick_line/",
        &["crate::platform", "crate::cli", "Utc::now", "Local::now", "SystemTime", "std::fs", "std::env"],
    ),
    (
        "demo/",
        &["crate::store", "crate::tui", "crate::platform", "Utc::now", "Local::now", "SystemTime", "now_v7"],
    ),
    ("demo/", &["new_id", "std::fs", "std::env"]),
    (
        "vocabulary/",
        &["crate::model", "crate::store", "crate::stats", "crate::tui", "Utc::now", "std::fs", "std::env"],
    ),
    (
        "text/",
        &["crate::model", "crate::vocabulary", "crate::store", "crate::stats", "crate::tui", "crate::report"],
    ),
    (
        "stats/",
        &["crate::store", "ratatui", "crossterm", "Utc::now", "Local::now", "SystemTime", "crate::platform"],
    ),
    ("stats/", &["std::fs"]),
    (
        "load_stats.rs",
        &["crate::tui", "crate::report", "crate::cli", "crate::import", "crate::platform", "Utc::now"],
    ),
    (
        "report/",
        &["crate::store", "ratatui", "crossterm", "Utc::now", "Local::now", "SystemTime", "crate::platform"],
    ),
    ("report/", &["crate::tui", "std::fs"]),
    ("import/", &["crate::store", "crate::tui", "Utc::now", "Local::now", "crate::platform", "std::fs"]),
    ("store/", &["crate::tui", "crate::stats", "crate::report", "Utc::now", "Local::now", "SystemTime::now"]),
    ("tui/widgets/", &["crate::model", "crate::store", "crate::tui::screens"]),
    ("tui/theme/", &["crate::model", "crate::store", "crate::tui::keys", "crate::tui::screens"]),
    (
        "tui/screens/",
        &["rusqlite", "crossterm", "std::fs", "std::env", "Utc::now", "Local::now", "SystemTime"],
    ),
    ("tui/screens/", &["crate::platform", "crate::tui::app", ".apply("]),
    ("tui/app/", &["std::fs", "Utc::now", "Local::now", "crate::platform"]),
    ("tui/keys/", &["crate::model", "crate::store", "crate::stats", "crate::report", "crate::tui::screens"]),
    ("tui/jobs.rs", &["crate::tui::screens", "crate::tui::app", "crate::model", "Utc::now"]),
    ("platform/fonts.rs", &["crate::store", "crate::model", "crate::tui", "crate::cli"]),
    ("platform/private_file.rs", &["crate::"]),
    ("sync/", &["crate::store", "crate::tui", "crate::cli", "crate::import", "Utc::now", "SystemTime"]),
    ("crypto.rs", &["crate::", "std::fs", "std::env", "rusqlite"]),
];

fn source(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    source(&root, &mut found);
    assert!(found.len() > 20, "the house was found");
    found
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn no_room_names_what_it_must_not() {
    for (file, text) in files() {
        let own = NEVER
            .iter()
            .filter(|(name, _)| file.starts_with(name))
            .flat_map(|(_, words)| words.iter().copied());
        let mut never: Vec<&str> = own.collect();
        if !file.starts_with("store/") {
            never.push("rusqlite");
        }
        if !file.starts_with("tui/keys/") && !file.starts_with("tui/terminal") {
            never.push("KeyCode");
        }
        if file != "platform/fonts.rs" {
            never.push("fontdb");
        }
        if !file.starts_with("platform/") {
            never.extend(["directories::", "Utc::now", "Local::now", "CUEBOOK_NOW"]);
        }
        never.extend(["unsafe ", "std::net", "TcpStream", "UdpSocket"]);
        for (line, text) in code(&text) {
            // Files that leave the journal are written from anywhere by the one private way, to where was typed.
            // Sentences are everybody's.
            let text = text
                .replace("crate::platform::private_file", "private_file")
                .replace("crate::platform::typed_path", "typed_path")
                .replace("crate::texts", "");
            for word in &never {
                assert!(!text.contains(word), "src/{file}:{line} names `{word}`:\n{text}");
            }
        }
    }
}

#[test]
fn only_the_app_and_the_command_line_write() {
    for (file, text) in files()
        .into_iter()
        .filter(|(file, _)| !["tui/app/", "cli/", "store/"].iter().any(|room| file.starts_with(room)))
    {
        for (line, text) in code(&text) {
            assert!(
                !text.contains(".apply(") && !text.contains("&mut Store"),
                "src/{file}:{line} writes:\n{text}"
            );
        }
    }
}

/// Each of them makes text safe for a terminal first, or writes its own words only.
const WRITE_TO_THE_TERMINAL: [&str; 6] = [
    "cli/output.rs",
    "cli/passphrase_source.rs",
    "cli/progress_line.rs",
    "main.rs",
    "tui/terminal.rs",
    "tui/terminal/terminal_guard.rs",
];

#[test]
fn few_files_write_to_the_terminal() {
    for (file, text) in files() {
        for (number, line) in code(&text) {
            let writes =
                ["stdout()", "stderr()", "print!(", "println!(", "dbg!(", "prompt_password", "/dev/tty"];
            let asks_only = line.contains("is_terminal()") || line.contains("use_stderr()");
            assert!(
                asks_only
                    || WRITE_TO_THE_TERMINAL.contains(&file.as_str())
                    || !writes.iter().any(|way| line.contains(way)),
                "src/{file}:{number} writes to the terminal: {line}"
            );
        }
    }
}

#[test]
fn the_map_names_every_room_and_every_file_says_what_it_is_for() {
    let all = files();
    let map = &all.iter().find(|(file, _)| file == "lib.rs").unwrap().1;
    for (file, text) in &all {
        assert!(text.starts_with("//! "), "src/{file} does not open by saying what lives here");
        let room = room(file);
        if !matches!(room, "lib" | "main") {
            assert!(map.contains(&format!("| [`{room}`] |")), "the map in src/lib.rs has no row for {room}");
            assert!(map.contains(&format!("pub mod {room};")), "{room} is not a public room");
        }
    }
}

#[test]
fn no_file_has_grown_past_its_walls() {
    for (file, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= 400, "src/{file} has {lines} lines; it wants another room");
    }
}

/// Literals of three words and more that nobody reads as a sentence, by room: SQL without one of its keywords, what
/// HTML says to a browser, the columns of a picture, the reason an assertion gives. Each number may only fall.
const NO_SENTENCES: &[(&str, usize)] = &[("report", 3), ("store", 18), ("tui/screens", 1), ("vocabulary", 1)];

/// What a sentence is: three words or more in one string literal, SQL and attributes excepted.
fn phrases(text: &str) -> Vec<String> {
    let mut code: String =
        code(text).map(|(_, line)| line.split(" // ").next().unwrap()).collect::<Vec<_>>().join("\n");
    while let Some(start) = code.find("#[").or_else(|| code.find("#![")) {
        let end = code[start..].find(']').map_or(code.len(), |end| start + end + 1);
        code.replace_range(start..end, "");
    }
    let mut found = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\'' {
            // A character, or a lifetime.
            let escaped = chars.peek() == Some(&'\\');
            let rest: String = chars.clone().take(if escaped { 3 } else { 2 }).collect();
            if rest.ends_with('\'') {
                chars.nth(rest.chars().count() - 1);
            }
        }
        if c != '"' {
            continue;
        }
        let mut literal = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' => literal.extend(['\\'].into_iter().chain(chars.next())),
                '"' => break,
                c => literal.push(c),
            }
        }
        found.push(literal);
    }
    let sql = [
        "SELECT", "INSERT", "UPDATE", "CREATE", "DELETE", "PRAGMA", "FROM", "ALTER", "DROP", "ATTACH",
        "DETACH",
    ];
    found.retain(|literal| {
        let words = literal.split(|c: char| !c.is_ascii_alphabetic() && c != '\'');
        let words: Vec<&str> = words.filter(|word| word.len() >= 2).collect();
        literal.contains(' ') && words.len() >= 3 && !words.iter().any(|word| sql.contains(word))
    });
    found
}

/// A room, or a room of the terminal's.
fn part(file: &str) -> &str {
    let ends = file.match_indices('/').map(|(at, _)| at);
    let end = if file.starts_with("tui/") { ends.take(2).last() } else { ends.take(1).last() };
    &file[..end.unwrap_or(file.len())]
}

#[test]
fn every_sentence_a_person_reads_lives_in_texts() {
    let mut found: std::collections::BTreeMap<String, Vec<String>> = Default::default();
    for (file, text) in files().into_iter().filter(|(file, _)| !file.starts_with("texts/")) {
        let here = phrases(&text).into_iter().map(|phrase| format!("src/{file}: {phrase:?}"));
        found.entry(part(&file).to_owned()).or_default().extend(here);
    }
    for (room, phrases) in found {
        let allowed = NO_SENTENCES.iter().find(|(name, _)| *name == room).map_or(0, |(_, most)| *most);
        assert!(
            phrases.len() <= allowed,
            "{room} has {} sentences, at most {allowed} are no sentences; the others belong in src/texts:\n{}",
            phrases.len(),
            phrases.join("\n")
        );
    }
}

#[test]
fn no_two_files_share_a_name() {
    let mut seen: std::collections::BTreeMap<String, String> = Default::default();
    for (file, _) in files() {
        let base = file.rsplit('/').next().unwrap().to_owned();
        if !["mod.rs", "view.rs", "tests.rs"].contains(&base.as_str())
            && let Some(other) = seen.insert(base, file.clone())
        {
            panic!("src/{file} and src/{other} share a name");
        }
    }
}

#[test]
fn no_function_is_longer_than_sixty_lines() {
    for (file, text) in files() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let head = line.trim_start();
            let is_function = [
                "fn ",
                "pub fn ",
                "pub(crate) fn ",
                "pub(super) fn ",
                "const fn ",
                "pub const fn ",
                "pub(crate) const fn ",
            ]
            .iter()
            .any(|start| head.starts_with(start));
            if !is_function || line.ends_with(';') || line.ends_with('}') {
                continue;
            }
            let close = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| *line == close).map_or(0, |end| end + 1);
            assert!(length <= 60, "src/{file}:{} is {length} lines long: {head}", at + 1);
        }
    }
}
