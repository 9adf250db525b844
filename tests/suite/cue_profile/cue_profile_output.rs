//! What is printed and what the screen shows: the same numbers, and only what was said.

use super::asked;
use super::maya_and_leo::{cue, entry_of_baby, household, memory, seen, written};
use crate::support::{LONDON, Program, TestApp, at, open, with};
use cuebook::model::Change;
use cuebook::report::render_cue_profile;
use cuebook::stats::CueProfile;
use cuebook::tui::theme::Theme;
use serde_json::{Value, json};
use std::path::Path;

/// A journal file with all that is written, and `cuebook cues` on it.
fn printed(args: &[&str]) -> String {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("journal.db");
    fill(&path);
    let (code, out, err) = run(&path, args);
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

fn run(journal: &Path, args: &[&str]) -> (i32, String, String) {
    Program::new(journal.parent().unwrap()).run(&[&["cues"], args].concat())
}

fn fill(path: &Path) {
    let store = household(open(path));
    let entries = written(&store.load_family().unwrap());
    drop(with(store, &entries));
}

#[test]
fn the_json_is_the_contracts() {
    let all: Value = serde_json::from_str(&printed(&["--baby", "Maya", "--json"])).unwrap();
    assert_eq!(
        all["cues"][0],
        json!({"id": "q-look", "words": "looks away", "times": 5, "first": "2026-10-04", "last": "2026-11-21",
            "states": {"active-alert": 1, "quiet-alert": 3}, "areas": {"tummy": 2}, "meant": {"change": 3, "not-sure": 1},
            "responses": {"cuddled": 1, "paused": 3, "stopped": 1}, "helped": {"yes": 1, "a-bit": 1, "no": 1, "not-sure": 1}})
    );
    let keys: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["cuebook", "cues", "states"]);
    let helped: Vec<&String> = all["cues"][1]["helped"].as_object().unwrap().keys().collect();
    assert_eq!(helped, ["yes", "a-bit", "no", "not-sure"]);
    assert_eq!(all["cues"][1]["helped"], json!({"yes": 0, "a-bit": 0, "no": 0, "not-sure": 0}));
    assert_eq!(
        all["states"],
        json!([{"before": "quiet-alert", "after": "drowsy", "times": 2},
            {"before": "drowsy", "after": "light-sleep", "times": 1}])
    );
}

#[test]
fn the_text_says_it_in_sentences() {
    insta::assert_snapshot!("cues_text", printed(&["--baby", "Maya"]));
    let some = printed(&["--baby", "maya", "--from", "2026-11-21", "--to", "2026-11-21"]);
    assert!(some.starts_with("Maya's language: 21 Nov 2026\n"), "{some}");
    assert!(
        some.contains("After \"looks away\" (1 time, 21 Nov 2026): paused 1 (helped: 1 no).\n"),
        "{some}"
    );
}

#[test]
fn a_cue_nothing_was_said_of_was_seen() {
    let some = printed(&["--baby", "Maya", "--to", "2026-10-03"]);
    let lines: Vec<&str> = some.lines().collect();
    let said =
        ["Maya's language: the beginning to 3 Oct 2026", "", "You saw \"looks away\" 1 time, 4 Oct 2026."];
    assert_eq!(lines, said);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("journal.db");
    let (code, out, err) = run(&path, &[]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("There is no journal at") && !path.exists());
    fill(&path);
    let (code, _, err) = run(&path, &["--baby", "Ada"]);
    assert_eq!(code, 2);
    assert!(err.contains("no baby called Ada"), "{err}");
    let (code, _, err) = run(&path, &["--baby", "Maya", "--from", "2026-11-02", "--to", "2026-11-01"]);
    assert_eq!(code, 2);
    assert!(err.contains("other way round"), "{err}");
    let (_, out, _) = run(&path, &["--baby", "Maya", "--to", "2026-09-05"]);
    assert!(out.contains("No cues on these days. Gaps are fine."), "{out}");
}

fn app(columns: u16, rows: u16) -> TestApp {
    let store = memory();
    let entries = written(&store.load_family().unwrap());
    TestApp::of(with(store, &entries), columns, rows)
}

/// The screen with every gap as one blank.
fn shown(app: &TestApp) -> String {
    let screen = app.screen();
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_screen_shows_the_same() {
    let mut wide = app(80, 24);
    wide.press("l");
    insta::assert_snapshot!("language_80x24", wide.screen());
    wide.press("<enter><down>");
    insta::assert_snapshot!("language_moments_80x24", wide.screen());
    wide.press("<tab>");
    insta::assert_snapshot!("language_states_80x24", wide.screen());
    let mut small = app(60, 20);
    small.press("tl");
    insta::assert_snapshot!("language_60x20", small.screen());
    small.press("<enter>");
    insta::assert_snapshot!("language_moments_60x20", small.screen());
    let text = printed(&["--baby", "Maya"]);
    for sentence in text.lines().filter(|line| line.starts_with("After \"looks")) {
        let shown = shown(&small);
        assert!(shown.contains(sentence), "{shown}");
    }
}

#[test]
fn a_moment_opens_its_entry_and_esc_comes_back_step_by_step() {
    let mut app = app(80, 24);
    app.press("l<enter><down>");
    assert!(app.screen().contains("▸20 Nov 10:24"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.screen().contains("Massage · changing it"), "{}", app.screen());
    app.press("<esc>");
    assert!(app.screen().contains("▸20 Nov 10:24"), "{}", app.screen());
    app.press("<esc><down>");
    assert!(app.screen().contains("▸smiles"), "{}", app.screen());
    app.press("<esc>");
    assert!(app.screen().contains("Maya · 1 of 2 (B) · 11 weeks"), "{}", app.screen());
    // A sentence opens nothing; the cursor goes on to it so that all of them can be read in a small window.
    app.press("l<enter><up><enter>");
    assert!(app.screen().contains("'s language"), "{}", app.screen());
}

#[test]
fn what_is_changed_or_undone_is_counted_anew_with_the_cursor_where_it_was() {
    let mut app = app(80, 24);
    app.press("l<down>");
    assert!(shown(&app).contains("▸smiles 3"), "{}", shown(&app));
    app.press(":cue smiles 5m ago<enter>");
    assert!(shown(&app).contains("▸smiles 4"), "{}", shown(&app));
    app.press("u");
    assert!(shown(&app).contains("▸smiles 3"), "{}", shown(&app));
    app.press("B");
    let leo = shown(&app);
    assert!(leo.contains("Leo's language") && leo.contains("▸cries"), "{leo}");
    assert!(!leo.contains("smiles"), "{leo}");
}

#[test]
fn nothing_yet_is_a_kind_sentence() {
    let mut app = TestApp::new();
    app.press("l");
    let shown = app.screen();
    assert!(
        shown.contains("Write down a cue, and this page starts to show what it seems to mean"),
        "{shown}"
    );
    app.press("<tab><enter><down><up><end><pgup>");
    assert!(app.screen().contains("how baby was before and after touch"), "{}", app.screen());
    let family = app.family();
    let text = render_cue_profile(&CueProfile::default(), &family, &asked(&family, None, None));
    assert!(text.contains("what it seems to mean"), "{text}");
}

#[test]
fn a_long_journal_is_read_behind_the_screen_and_counted_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.db");
    let mut store = household(open(&path));
    let family = store.load_family().unwrap();
    let first = at("2026-09-10T12:00:00Z");
    let all = (0..10_500i64).map(|n| {
        let what = cue(None, None, vec![seen(&["q-look"], "", &[], "")]);
        let mut it = entry_of_baby(&family, 0, "2026-09-10T12:00:00Z", what);
        it.at = first.add_minutes(n, LONDON);
        Change::add_record("", it).edits
    });
    let change = Change { title: "many".into(), edits: all.flatten().collect() };
    store.apply(&change, at("2026-11-22T14:00:00Z")).unwrap();
    let mut app = TestApp::of(with(store, &written(&family)), 80, 24);
    // No waiting for the work: what the key answers with is the newest of it.
    let key = crossterm::event::KeyCode::Char('l');
    app.app.handle_key(key.into(), app.now);
    app.resize(80, 24);
    let first = app.screen();
    assert!(first.contains("Still reading"), "{first}");
    assert!(first.contains("▸looks away"), "{first}");
    assert!(!first.contains("10505"), "{first}");
    app.app.wait_for_jobs();
    app.press("<down><up>");
    let shown = shown(&app);
    assert!(shown.contains("▸looks away 10505"), "{shown}");
    assert!(shown.contains("The newest 200 of 10505 moments are listed."), "{shown}");
}

#[test]
fn no_verdict_is_printed_anywhere() {
    const NEVER: [&str; 7] = ["score", "ratio", "%", "should", "better", "good", "bad"];
    let mut app = app(80, 24);
    let mut said = printed(&["--baby", "Maya"]) + &printed(&["--baby", "Maya", "--json"]);
    assert!(!said.contains('!'), "{said}");
    for keys in ["l", "<enter>", "<tab>", "?"] {
        app.press(keys);
        said += &app.screen();
    }
    let mut empty = TestApp::new();
    for keys in ["l", "<tab>"] {
        empty.press(keys);
        said += &empty.screen();
    }
    for word in said.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '%') {
        assert!(!NEVER.contains(&word) && !word.contains('%'), "{word}");
    }
}

#[test]
fn plain_signs_and_any_size_do() {
    let store = memory();
    let entries = written(&store.load_family().unwrap());
    let look = Theme { ascii: true, colour: false, ..Theme::with_defaults() };
    let mut app = TestApp::with_theme(with(store, &entries), look, 80, 24);
    app.press("l<enter>");
    assert!(app.screen().is_ascii(), "{}", app.screen());
    for (columns, rows) in [(1, 1), (20, 5), (30, 8), (71, 12), (72, 12), (200, 60)] {
        app.resize(columns, rows);
        app.press("<esc><end><enter><pgdn><home><tab><pgdn><tab><home>");
        app.press("l");
    }
}
