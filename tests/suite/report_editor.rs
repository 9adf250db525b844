//! The page for the health visitor on the screen: what is struck, reworded, moved and added is what is saved; nothing of
//! a carer's own is on it without their tick; what was changed waits, but for what is nobody else's to read.

mod private_questions;

use crate::support::{LONDON, TestApp, now, open_in_memory, settled};
use cuebook::model::{Carer, Change, new_id};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::app::App;
use cuebook::tui::screens::ReportTarget;
use cuebook::tui::theme::Theme;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A journal in a file with a few days in it, and a folder for pages.
struct Desk {
    folder: TempDir,
    home: TestApp,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let home = Self::open(folder.path());
        let mut desk = Self { folder, home };
        for line in [
            "slept yesterday 21:30-06:30",
            "massage 10:15 12m legs tummy +smiles -looks away; paused; it helped",
            "cue hiccups, looks away 5m ago; wanted a change; cuddled",
            "note ask about the rash @visit",
            "note does she need a hat at night @visit",
            "okay, tired; note planted-mine",
        ] {
            desk.home.press(&format!(":{line}<enter>"));
        }
        desk
    }

    fn open(folder: &Path) -> TestApp {
        let store = Store::open(&folder.join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
        let mut home = TestApp::of(settled(store), 80, 24);
        home.app = Self::app(folder);
        home
    }

    fn app(folder: &Path) -> App {
        let store = Store::open(&folder.join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
        let app = App::new(store, Theme::with_defaults(), now()).unwrap();
        app.with_report_target(ReportTarget { folder: folder.to_owned(), find_spare_fonts: |_| Vec::new() })
    }

    /// The program ends without a word and is opened again.
    fn again(&mut self) {
        self.home.app.save_drafts();
        self.home.app = Self::app(self.folder.path());
        self.home.wait(0);
    }

    /// Down to the first line that says this.
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

    fn saved(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap()
    }

    /// Saves as text under the name proposed.
    fn save(&mut self) -> String {
        self.home.press("s<tab><tab><tab><enter>");
        let said = self.home.screen();
        assert!(said.contains("Saved as"), "{said}");
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".txt"))
            .collect();
        names.sort_by_key(|name| (name.len(), name.clone()));
        names.pop().unwrap()
    }
}

#[test]
fn the_page_is_shown_as_it_will_print() {
    let mut desk = Desk::new();
    desk.home.press("p<down><down>");
    insta::assert_snapshot!(desk.home.screen());
}

#[test]
fn what_is_struck_reworded_moved_and_added_is_what_is_saved() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.to("ask about the rash");
    desk.home.press("x");
    desk.to("does she need a hat");
    desk.home.press("e<ctrl-u>hats, yes or no<enter>");
    desk.home.press("awhen is the next clinic<enter>[");
    desk.to("NHS number");
    desk.home.press("x");
    desk.to("Touch together");
    desk.home.press("x");
    let name = desk.save();
    assert_eq!(name, "cuebook-2026-11-08-to-2026-11-22.txt");
    let text = desk.saved(&name);
    for gone in ["rash", "need a hat", "NHS", "Touch together", "planted"] {
        assert!(!text.contains(gone), "{gone} is in\n{text}");
    }
    let clinic = text.find("1  when is the next clinic").unwrap();
    let hats = text.find("2  hats, yes or no").unwrap();
    assert!(clinic < hats, "{text}");
}

#[test]
fn a_question_leaves_the_page_once_it_was_asked_and_comes_back() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.to("ask about the rash");
    desk.home.press("o");
    let screen = desk.home.screen();
    assert!(screen.contains("ask about the rash (asked)"), "{screen}");
    let name = desk.save();
    assert!(!desk.saved(&name).contains("rash"));
    // Undone here, for all windows.
    desk.home.press("u");
    assert!(!desk.home.screen().contains("(asked)"), "{}", desk.home.screen());
    desk.home.press("U");
    desk.to("ask about the rash (asked)");
    desk.home.press("o");
    assert!(!desk.home.screen().contains("(asked)"));
    let name = desk.save();
    assert!(desk.saved(&name).contains("ask about the rash"));
    // What is no question says so.
    desk.to("NHS number");
    desk.home.press("o");
    assert!(desk.home.screen().contains("go to a question first"));
}

#[test]
fn a_question_added_on_the_page_is_a_note_in_the_journal() {
    let mut desk = Desk::new();
    let kept = desk.home.entries().len();
    desk.home.press("pawhen is the next clinic<enter>");
    assert_eq!(desk.home.entries().len(), kept + 1);
    // The page as at first still has it, and u takes it back.
    desk.home.press("0u");
    desk.to("when is the next clinic");
    desk.home.press("u");
    assert_eq!(desk.home.entries().len(), kept);
    assert!(!desk.home.screen().contains("clinic"));
}

#[test]
fn the_command_line_prints_the_page_as_it_was_left() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.to("ask about the rash");
    desk.home.press("x");
    desk.to("does she need a hat");
    desk.home.press("e<ctrl-u>hats, yes or no<enter>d12 Oct<enter><esc>");
    desk.home.app.save_drafts();
    let journal = desk.folder.path().join("journal.db");
    let report = |more: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_cuebook"));
        command.env("CUEBOOK_NOW", "2026-11-22T14:07:00Z").arg("--journal").arg(&journal).arg("report");
        String::from_utf8(command.args(more).output().unwrap().stdout).unwrap()
    };
    let left = report(&[]);
    assert!(left.contains("1  hats, yes or no") && !left.contains("rash"), "{left}");
    assert!(left.contains("Sleep, 9 to 22 November") || left.contains("Sleep, 8 to 22 November"), "{left}");
    let fresh = report(&["--fresh"]);
    assert!(fresh.contains("1  ask about the rash") && !fresh.contains("hats"), "{fresh}");
}

#[test]
fn exact_dates_are_typed_and_the_sheets_counted() {
    let mut desk = Desk::new();
    desk.home.press("p");
    assert!(desk.home.screen().contains("8 to 22 Nov 2026 · one sheet"), "{}", desk.home.screen());
    desk.home.press("d12 Oct<enter>");
    assert!(desk.home.screen().contains("12 Oct to 22 Nov 2026 · "), "{}", desk.home.screen());
    desk.home.press("d<ctrl-u>12 Oct to 20 Nov<enter>");
    assert!(desk.home.screen().contains("12 Oct to 20 Nov 2026 · "), "{}", desk.home.screen());
    // Never before the birth.
    desk.home.press("d<ctrl-u>1 Jan to 20 Nov<enter>");
    assert!(desk.home.screen().contains("3 Sep to 20 Nov 2026 · "), "{}", desk.home.screen());
    desk.home.press("d<ctrl-u>soon<enter>");
    assert!(desk.home.screen().contains("Please type a day"), "{}", desk.home.screen());
    desk.home.press("<ctrl-u><enter>");
    assert!(desk.home.screen().contains("8 to 22 Nov 2026 · one sheet"));
    desk.home.press("u");
    assert!(desk.home.screen().contains("3 Sep to 20 Nov 2026"), "one step back");
}

#[test]
fn u_takes_back_what_was_done_to_the_page_before_anything_that_was_kept() {
    let mut desk = Desk::new();
    let kept = desk.home.entries().len();
    desk.home.press("p");
    desk.to("ask about the rash");
    desk.home.press("x");
    assert!(desk.home.screen().contains("(left out)"));
    desk.home.press("u");
    assert!(!desk.home.screen().contains("(left out)"));
    desk.home.press("U");
    assert!(desk.home.screen().contains("(left out)"));
    assert_eq!(desk.home.entries().len(), kept);
}

#[test]
fn a_carers_own_is_on_the_page_only_when_that_carer_ticks_it() {
    let mut desk = Desk::new();
    let ben = Carer { id: new_id(), name: Some("Ben".into()), hidden_checkins: false };
    let mut store =
        Store::open(&desk.folder.path().join("journal.db"), ProgramRun::new("test"), LONDON).unwrap();
    store.apply(&Change::add_record("Ben", ben), now()).unwrap();
    desk.home.wait(1);
    desk.home.press("p<end>");
    assert!(!desk.home.screen().contains("planted-mine"));
    desk.to("How I have been");
    desk.home.press("x");
    assert!(desk.home.screen().contains("Anna's check-ins are now"));
    assert!(desk.home.screen().contains("planted-mine"));
    // Somebody else writes now, who has not ticked.
    desk.home.press("CC<end>");
    assert!(!desk.home.screen().contains("planted-mine"));
    let name = desk.save();
    assert!(!desk.saved(&name).contains("planted-mine"));
}

#[test]
fn a_name_of_ours_gets_a_number_and_one_that_was_typed_is_never_written_over() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.save();
    assert_eq!(desk.save(), "cuebook-2026-11-08-to-2026-11-22-2.txt");
    let mine = desk.folder.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    desk.home.press("s<tab><tab><tab><ctrl-u>");
    desk.home.press(&mine.display().to_string());
    desk.home.press("<enter>");
    let screen = desk.home.screen();
    assert!(screen.contains("so we left it"), "{screen}");
    assert!(screen.contains("mine.txt"), "what was typed stays:\n{screen}");
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
}

#[test]
fn what_was_changed_waits_but_not_what_was_said_of_a_check_in() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.home.press("awhen is the next clinic<enter>+");
    desk.to("How I have been");
    desk.home.press("x");
    desk.to("okay; tired");
    desk.home.press("e<ctrl-u>planted-words<enter>");
    assert!(desk.home.screen().contains("planted-words"));
    desk.again();
    desk.home.press("p");
    let screen = desk.home.screen();
    assert!(screen.contains("1 to 22 Nov 2026 · one sheet"), "{screen}");
    desk.to("when is the next clinic");
    desk.home.press("<end>");
    assert!(!desk.home.screen().contains("planted"));
    let file = fs::read(desk.folder.path().join("journal.db")).unwrap();
    let planted = b"planted-words";
    assert!(!file.windows(planted.len()).any(|it| it == planted));
}

#[test]
fn the_page_as_at_first_is_one_key_away_and_so_is_the_way_back() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.to("ask about the rash");
    desk.home.press("e<ctrl-u>reworded here<enter>0");
    assert!(!desk.home.screen().contains("reworded here"));
    desk.home.press("u");
    desk.to("reworded here");
}

#[test]
fn the_page_is_drawn_on_any_room_there_is() {
    let mut desk = Desk::new();
    desk.home.press("p");
    for (columns, rows) in [(1, 1), (3, 2), (8, 6), (20, 9), (24, 12), (40, 12), (200, 60)] {
        desk.home.resize(columns, rows);
        desk.home.press("<end><home>");
    }
}

#[test]
fn u_on_the_page_never_reaches_what_was_kept() {
    let mut desk = Desk::new();
    let kept = desk.home.entries().len();
    desk.home.press("p");
    desk.to("NHS number");
    desk.home.press("x<esc>puu");
    assert!(desk.home.screen().contains("Nothing to undo here"));
    assert_eq!(desk.home.entries().len(), kept);
}

#[test]
fn a_name_that_is_struck_is_not_in_the_title_either() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.to("Maya");
    desk.home.press("x");
    let name = desk.save();
    let text = desk.saved(&name);
    assert!(text.starts_with("Baby, for the health visitor"), "{text}");
    assert!(!text.contains("Maya"), "{text}");
}

#[test]
fn words_being_typed_for_the_page_wait_too() {
    let mut desk = Desk::new();
    desk.home.press("p");
    desk.home.press("ais it the tooth");
    desk.again();
    desk.home.press("p");
    assert!(desk.home.screen().contains("is it the tooth"), "{}", desk.home.screen());
    desk.home.press(", or a cold<enter>");
    let name = desk.save();
    assert!(desk.saved(&name).contains("is it the tooth, or a cold"));
    // Words for a line of a check-in do not.
    desk.home.press("<esc>");
    desk.home.press("p");
    desk.to("How I have been");
    desk.home.press("x");
    desk.to("planted-mine");
    desk.home.press("e, and more of it");
    desk.again();
    let waits = desk.home.app.store().load_drafts().unwrap();
    assert!(!format!("{waits:?}").contains("and more of it"), "{waits:?}");
}

#[test]
fn what_was_ticked_and_is_closed_again_is_off_the_page() {
    use cuebook::store::BackupPolicy;
    let mut desk = Desk::new();
    let path = desk.folder.path().join("journal.db");
    let sealed = |store: Store| {
        let (recipient, identity) = cuebook::crypto::generate_identity("her own words").unwrap();
        let seal = cuebook::model::CarerSeal { recipient, identity, shown: true, others: vec![] };
        let carer = store.load_family().unwrap().carers[0].id;
        store.seal_carer(carer, &seal, BackupPolicy::Rewrite).unwrap();
    };
    // The journal is let go of while it is sealed.
    desk.home.app = App::new(open_in_memory(), Theme::with_defaults(), now()).unwrap();
    sealed(Store::open(&path, ProgramRun::new("test"), LONDON).unwrap());
    desk.home.app = Desk::app(desk.folder.path());
    desk.home.wait(0);
    desk.home.press("<ctrl-o>her own words<enter>p");
    desk.to("How I have been");
    desk.home.press("x");
    assert!(desk.home.screen().contains("planted-mine"), "{}", desk.home.screen());
    desk.home.press("<ctrl-o>s");
    assert!(desk.home.screen().contains("off the page"), "{}", desk.home.screen());
    desk.home.press("<esc>");
    let name = desk.save();
    let saved = desk.saved(&name);
    assert!(!saved.contains("Nothing written down on these days"), "{saved}");
    assert!(!saved.contains("planted-mine"), "{saved}");
    // Opened again, it is there again; closed, it cannot be ticked.
    desk.home.press("<ctrl-o>her own words<enter>");
    assert!(desk.home.screen().contains("planted-mine"), "{}", desk.home.screen());
    desk.home.press("<ctrl-o>");
    desk.to("How I have been");
    desk.home.press("x");
    assert!(desk.home.screen().contains("Press ctrl-o to open it"), "{}", desk.home.screen());
}
