//! What is typed is never lost on leaving: in the journal as a draft, else in a file of this machine's that the next start
//! offers; and two windows in one form leave each other's words alone.

use crate::support::{LONDON, TestApp, assert_hides, assert_shows, settled};
use cuebook::model::EntryKind;
use cuebook::store::{ProgramRun, Store};
use std::fs;
use std::path::{Path, PathBuf};

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn journal(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn open_with(&self, folders: Vec<PathBuf>) -> TestApp {
        let run = ProgramRun::new("test").with_state_folders(folders);
        TestApp::of(settled(Store::open(&self.journal(), run, LONDON).unwrap()), 80, 24)
    }

    fn open(&self) -> TestApp {
        self.open_with(vec![self.state()])
    }

    /// What a sync tool does: another version of the journal takes its place.
    fn replace_journal(&self) {
        let other = self.folder.path().join("other.db");
        fs::copy(self.journal(), &other).unwrap();
        fs::rename(&other, self.journal()).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    found.filter(|path| path.is_file()).collect()
}

/// Wrapped or not.
fn flowing(app: &TestApp) -> String {
    app.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn words_typed_when_the_journal_was_replaced_are_in_a_file_that_is_named_and_offered() {
    let home = Home::new();
    let mut app = home.open();
    app.press("nshe smiled");
    app.wait(1);
    home.replace_journal();
    app.wait(1);
    // Esc leaves no form whose words would go.
    app.press("<esc>");
    assert_shows(&app, "she smiled");
    assert_shows(&app, "moved or replaced");
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting(), "{}", app.screen());
    let file = files(&home.state()).pop().expect("a file of the words");
    let said = app.app.farewell().unwrap().to_owned();
    assert!(said.contains(&file.display().to_string()), "{said}");
    #[cfg(unix)]
    assert_eq!((crate::support::mode(&file), crate::support::mode(&home.state())), (0o600, 0o700));
    assert!(fs::read_to_string(&file).unwrap().contains("she smiled"));
    drop(app);

    let mut app = home.open();
    let screen = flowing(&app);
    assert!(screen.contains("when the journal could not be reached is here: a note"), "{screen}");
    // Kept as it is: asked again by the next start.
    app.press("<esc>");
    app.lacks("could not be reached");
    drop(app);
    let mut app = home.open();
    app.has("could not be reached").press("<enter>");
    assert_shows(&app, "she smiled");
    assert!(files(&home.state()).is_empty());
    app.press("<enter>");
    assert_eq!(app.only(EntryKind::Note).note.as_deref(), Some("she smiled"));
    drop(app);
    let app = home.open();
    assert_hides(&app, "could not be reached");
}

#[test]
fn words_left_before_the_journal_was_replaced_are_rescued_too() {
    let home = Home::new();
    let mut app = home.open();
    app.press("nshe smiled<esc>");
    home.replace_journal();
    // The other version knows nothing of them.
    let other = Store::open(&home.journal(), ProgramRun::new("other"), LONDON).unwrap();
    drop(other);
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting());
    assert!(fs::read_to_string(&files(&home.state())[0]).unwrap().contains("she smiled"));
}

#[test]
fn words_let_go_are_gone() {
    let home = Home::new();
    let mut app = home.open();
    app.press("nshe smiled");
    home.replace_journal();
    app.press("<ctrl-c>");
    drop(app);
    let mut app = home.open();
    app.press("<down><down><enter>");
    assert_shows(&app, "The file was deleted");
    assert!(files(&home.state()).is_empty());
}

/// Only presses count: what the tick says meanwhile is no answer, and a letter typed begins anew.
#[test]
fn where_words_have_no_place_leaving_is_asked_twice_in_a_row() {
    let home = Home::new();
    // A file is no folder.
    let nowhere = home.folder.path().join("nowhere");
    fs::write(&nowhere, "").unwrap();
    let mut app = home.open_with(vec![nowhere]);
    app.press("nshe smiled");
    home.replace_journal();
    app.wait(1);
    app.wait(1);
    app.press("<ctrl-c>");
    assert!(!app.app.is_quitting());
    let screen = flowing(&app);
    assert!(
        screen.contains("could not save what you typed anywhere else either. Press ctrl-c again"),
        "{screen}"
    );
    app.wait(1);
    app.press("!<ctrl-c>");
    assert!(!app.app.is_quitting());
    app.wait(1);
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting());
    assert_eq!(app.app.farewell(), None);
}

#[test]
fn the_second_folder_takes_what_the_first_cannot() {
    let home = Home::new();
    let nowhere = home.folder.path().join("nowhere");
    fs::write(&nowhere, "").unwrap();
    let mut app = home.open_with(vec![nowhere, home.state()]);
    app.press("nshe smiled");
    home.replace_journal();
    app.press("<ctrl-c>");
    assert!(app.app.is_quitting());
    assert_eq!(files(&home.state()).len(), 1);
}

#[test]
fn two_windows_in_one_form_keep_their_words_apart() {
    let home = Home::new();
    let mut first = home.open();
    let mut second = home.open();
    first.press("nAAA");
    first.wait(1);
    second.wait(1);
    assert_hides(&second, "waits: n opens it");
    second.press("n");
    assert_hides(&second, "AAA");
    second.press("BBB");
    second.wait(1);
    first.press("A");
    first.wait(1);
    second.press("<enter>");
    assert_eq!(second.only(EntryKind::Note).note.as_deref(), Some("BBB"));
    first.press("<ctrl-c>");
    assert!(first.app.is_quitting());
    drop(first);
    // The window is closed, so its words are there for whoever opens the form.
    second.wait(1);
    second.press("n");
    assert_shows(&second, "AAAA");
    second.press("<enter>n");
    assert_hides(&second, "AAA");
}

#[test]
fn both_windows_words_are_found_again() {
    let home = Home::new();
    let (mut first, mut second) = (home.open(), home.open());
    first.press("nAAA<ctrl-c>");
    second.press("nBBB");
    // Only now is the first window closed.
    drop(first);
    second.press("<ctrl-c>");
    drop(second);
    let mut app = home.open();
    app.press("n");
    assert_shows(&app, "BBB");
    app.press("<enter>n");
    assert_shows(&app, "AAA");
}

/// Without a folder that says which runs go on, neither window's words are overwritten.
#[test]
fn no_draft_is_overwritten_that_somebody_else_changed() {
    let home = Home::new();
    let (mut first, mut second) = (home.open_with(Vec::new()), home.open_with(Vec::new()));
    first.press("nAAA");
    first.wait(1);
    second.press("n");
    assert_shows(&second, "AAA");
    second.press("<ctrl-u>BBB<enter>");
    first.press("!");
    first.wait(1);
    first.press("<ctrl-c>");
    drop(first);
    let mut app = home.open_with(Vec::new());
    app.press("n");
    assert_shows(&app, "AAA!");
}
