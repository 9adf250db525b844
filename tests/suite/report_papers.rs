//! The papers beside the sheet, in the app: found with tab and by name, a tick at a time, and saved as they are shown; what
//! is private is for its writer alone.

use crate::support::{LONDON, Program, TestApp, assert_hides, assert_shows, assert_shows_all, now, settled};
use cuebook::model::{Carer, Change, new_id};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::app::App;
use cuebook::tui::screens::ReportTarget;
use cuebook::tui::theme::Theme;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A journal in a file, and a folder for papers.
struct Desk {
    folder: TempDir,
    home: TestApp,
}

fn open_app(folder: &Path) -> App {
    let store = Store::open(&folder.join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
    let app = App::new(store, Theme::with_defaults(), now()).unwrap();
    app.with_report_target(ReportTarget { folder: folder.to_owned(), find_spare_fonts: |_| Vec::new() })
}

impl Desk {
    fn new(lines: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
        let mut home = TestApp::of(settled(store), 80, 24);
        home.app = open_app(folder.path());
        for line in lines {
            home.press(&format!(":{line}<enter>"));
        }
        Self { folder, home }
    }

    fn with_a_day() -> Self {
        Self::new(&[
            "massage 10:15 12m legs tummy +smiles -looks away; paused; it helped",
            "cue hiccups, looks away 5m ago; wanted a change; cuddled; it helped",
            "note she laughed at the washing",
            "note ask about the rash @visit",
            "okay, tired; note planted-mine",
        ])
    }

    fn again(&mut self) {
        self.home.app.save_drafts();
        self.home.app = open_app(self.folder.path());
        self.home.wait(0);
    }

    fn to(&mut self, words: &str) {
        self.home.press("<home>");
        for _ in 0..60 {
            let screen = self.home.screen();
            if screen.lines().any(|line| line.starts_with('▸') && line.contains(words)) {
                return;
            }
            self.home.press("<down>");
        }
        panic!("no \"{words}\" on\n{}", self.home.screen());
    }

    /// Saves as text, and what the file says.
    fn save(&mut self, name: &str) -> String {
        self.home.press("s<tab><tab><tab><enter>");
        assert_shows(&self.home, "Saved as");
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// What the program says on the command line.
    fn report(&self, args: &[&str]) -> (i32, String, String) {
        let journal = self.folder.path().join("journal.db").display().to_string();
        let home = Program::new(self.folder.path());
        home.run(&[&["--journal", &journal, "report"], args].concat())
    }
}

#[test]
fn tab_shows_the_papers_one_after_another() {
    let mut desk = Desk::with_a_day();
    desk.home.press("p");
    assert_shows(&desk.home, "Page for the health visitor");
    desk.home.press("<tab>");
    assert_shows(&desk.home, "Blank fortnight ·");
    desk.home.press("<tab>");
    insta::assert_snapshot!("card_80x24", desk.home.screen());
    desk.home.press("<tab>");
    insta::assert_snapshot!("keepsake_80x24", desk.home.screen());
    desk.home.press("<tab>");
    assert_shows(&desk.home, "Page for the health visitor");
    desk.home.press("<shift-tab>");
    assert_shows(&desk.home, "Keepsake ·");
}

#[test]
fn every_paper_is_found_by_name_from_anywhere() {
    for (typed, heading) in [
        ("card", "Card ·"),
        ("babysitter", "Card ·"),
        ("blank", "Blank fortnight ·"),
        ("keepsake", "Keepsake ·"),
        ("memories", "Keepsake ·"),
    ] {
        let mut desk = Desk::with_a_day();
        for from in ["", "p", "t"] {
            desk.home.press(&format!("{from}:{typed}<enter>"));
            assert_shows(&desk.home, heading);
            desk.home.press("<esc><esc>");
        }
        // From another screen over the page, the page that is open shows it.
        desk.home.press("pJ");
        desk.home.press("<esc>");
        desk.home.press(&format!(":{typed}<enter>"));
        assert_shows(&desk.home, heading);
        desk.home.press("p");
    }
}

#[test]
fn what_is_ticked_is_what_is_saved_and_waits_for_the_command_line() {
    let mut desk = Desk::with_a_day();
    desk.home.press(":keepsake<enter>s");
    assert_shows(&desk.home, "Nothing is ticked yet. Press space");
    let (code, out, err) = desk.report(&["--keepsake"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("Nothing is ticked for the keepsake"), "{err}");
    assert_hides(&desk.home, "rash");
    assert_hides(&desk.home, "planted-mine");
    desk.to("she laughed");
    desk.home.press(" ");
    desk.to("Massage");
    desk.home.press("x");
    assert_shows(&desk.home, "2 of 3 moments ticked");
    desk.home.press("u");
    assert_shows(&desk.home, "1 of 3 moments ticked");
    desk.home.press("U");
    let saved = desk.save("cuebook-keepsake-2026-11-22.txt");
    assert!(saved.contains("she laughed") && saved.contains("Massage: legs and feet, tummy"), "{saved}");
    assert!(!saved.contains("iccups"), "{saved}");
    desk.again();
    let (code, out, _) = desk.report(&["--keepsake"]);
    assert_eq!((code, out), (0, saved));
    assert_eq!(desk.report(&["--keepsake", "--fresh"]).0, 1);
    desk.home.press(":keepsake<enter>");
    assert_shows(&desk.home, "2 of 3 moments ticked");
    desk.home.press("0");
    assert_shows(&desk.home, "as we made it");
    desk.home.press("s");
    assert_shows(&desk.home, "Nothing is ticked yet");
}

#[test]
fn a_private_note_is_its_writers_to_tick() {
    let mut desk = Desk::new(&["note she laughed at the washing", "note words of mine alone @private"]);
    let ben = Carer { id: new_id(), name: Some("Ben".into()), hidden_checkins: false };
    let mut store =
        Store::open(&desk.folder.path().join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
    store.apply(&Change::add_record("Ben", ben), now()).unwrap();
    desk.home.wait(1);
    desk.home.press(":keepsake<enter>");
    assert_shows(&desk.home, "[ ] 22 November 2026, 11 weeks 3 days old: words of mine alone");
    for words in ["she laughed", "words of mine"] {
        desk.to(words);
        desk.home.press(" ");
    }
    assert_shows(&desk.home, "2 of 2 moments ticked");
    // A tick is of no other paper's, and no word of it waits.
    desk.home.app.save_drafts();
    let drafts = format!("{:?}", desk.home.store().load_drafts().unwrap());
    assert!(drafts.contains("ticked") && !drafts.contains("words of mine"), "{drafts}");
    // Somebody else writes now: it is neither to be seen nor saved, in the app or from the command line.
    desk.home.press("C");
    assert_shows(&desk.home, "Ben");
    assert_hides(&desk.home, "words of mine");
    desk.home.press("<home>");
    assert_shows(&desk.home, "1 of 1 moment ticked");
    let saved = desk.save("cuebook-keepsake-2026-11-22.txt");
    assert!(saved.contains("she laughed") && !saved.contains("words of mine"), "{saved}");
    desk.again();
    assert_eq!(desk.report(&["--keepsake"]).1, saved);
    // Back to its writer.
    for _ in 0..2 {
        if !desk.home.screen().lines().next().unwrap().contains("Anna") {
            desk.home.press("C");
        }
    }
    assert!(desk.report(&["--keepsake"]).1.contains("words of mine alone"));
}

#[test]
fn each_paper_keeps_its_own_changes() {
    let mut desk = Desk::with_a_day();
    desk.home.press(":card<enter>");
    desk.to("look away");
    desk.home.press("eturn my head to the wall<ctrl-u>turn to the wall<enter>");
    desk.to("hiccup");
    desk.home.press("x");
    desk.to("Please ask me first");
    desk.home.press("x");
    assert_hides(&desk.home, "show me your hands");
    desk.to("Maya");
    desk.home.press("x");
    desk.home.press("a");
    assert_shows(&desk.home, "is for the page for the health visitor");
    let saved = desk.save("cuebook-card-2026-11-22.txt");
    assert!(saved.contains("- turn to the wall\n") && saved.contains("- a cuddle"), "{saved}");
    assert!(!saved.contains("hiccup") && !saved.contains("ask me first"), "{saved}");
    desk.again();
    assert_eq!(desk.report(&["--card"]), (0, saved, String::new()));
    let (_, fresh, _) = desk.report(&["--card", "--fresh"]);
    assert!(fresh.contains("- hiccup") && fresh.contains("Please ask me first"), "{fresh}");
    let (_, sheet, _) = desk.report(&[]);
    assert!(sheet.contains("looks away") && sheet.starts_with("Maya, for the health visitor"), "{sheet}");
    // Undo brings a change back on the paper it was made on.
    desk.home.press("p");
    desk.to("NHS number");
    desk.home.press("x<tab>u");
    assert_shows(&desk.home, "Page for the health visitor");
}

#[test]
fn the_flags_of_the_papers_exclude_one_another() {
    let desk = Desk::with_a_day();
    for args in [
        &["--card", "--blank"][..],
        &["--card", "--keepsake"],
        &["--blank", "--keepsake"],
        &["--card", "--sections", "visit"],
        &["--keepsake", "--with", "checkins", "--carer", "Anna"],
        &["--blank", "--weeks", "2"],
        &["--blank", "--from", "today"],
    ] {
        let (code, out, err) = desk.report(args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    }
    let (_, card, _) = desk.report(&["--card", "--format", "md"]);
    assert!(card.starts_with("# Maya, how I talk to you"), "{card}");
    // Days narrow what a card and a keepsake are made from.
    let (code, _, err) = desk.report(&["--card", "--to", "1 Nov 2026"]);
    assert!(code == 0 && err.contains("to write on by hand"), "{err}");
    let page = desk.folder.path().join("card.html");
    assert_eq!(desk.report(&["--card", "--out", &page.display().to_string()]).0, 0);
    assert!(fs::read_to_string(page).unwrap().contains("<body class=\"card\">"));
}

#[test]
fn an_empty_journal_offers_paper_to_write_on() {
    let mut desk = Desk::new(&[]);
    desk.home.press("p");
    assert_shows(&desk.home, "Nothing is written yet. Press tab for a blank fortnight");
    desk.home.press("<tab>");
    let saved = desk.save("cuebook-blank-fortnight-2026-11-22.txt");
    assert_eq!(saved.matches("_______ |").count(), 14, "{saved}");
    assert_eq!(desk.report(&["--blank"]), (0, saved, String::new()));
    desk.home.press("<tab>");
    assert_shows(&desk.home, "this card has lines to write on");
    let saved = desk.save("cuebook-card-2026-11-22.txt");
    let (code, out, err) = desk.report(&["--card"]);
    assert_eq!((code, out), (0, saved));
    assert!(err.contains("lines to write on by hand"), "{err}");
    desk.home.press("<tab>");
    assert_shows(&desk.home, "There is nothing to choose from yet");
    assert_shows_all(&desk.home, &["Keepsake", "moments to keep"]);
}

#[test]
fn every_paper_is_drawn_on_any_room_there_is() {
    let mut desk = Desk::with_a_day();
    desk.home.press("p");
    for _ in 0..4 {
        for (columns, rows) in [(60, 20), (40, 12), (20, 6), (1, 1)] {
            desk.home.resize(columns, rows);
            desk.home.press("<end><home><down> <up>u");
        }
        desk.home.press("<tab>");
    }
    desk.home.resize(80, 24);
    assert_shows(&desk.home, "Page for the health visitor");
}
