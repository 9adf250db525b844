//! A shared folder under a passphrase, begun and joined on the screens: typed twice, typed wrong, and never in the folder.

use super::*;
use crate::support::{LONDON, TestApp, now, settled};
use cuebook::model::{Change, Details, Note};
use cuebook::store::{BackupPolicy, Passphrase, ProgramRun, Store};

struct Computer {
    home: tempfile::TempDir,
    called: &'static str,
}

impl Computer {
    fn new(called: &'static str) -> Self {
        let home = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(home.path().join("home/Sync")).unwrap();
        Self { home, called }
    }

    fn store(&self, words: Option<&Passphrase>) -> Store {
        let run = ProgramRun::new(self.called).with_state_folders(vec![self.home.path().join("state")]);
        Store::open_with_passphrase(&self.home.path().join("journal.db"), run, LONDON, words).unwrap()
    }

    fn app(&self, folders: &Path, words: Option<&Passphrase>) -> TestApp {
        let mut app = TestApp::of(settled(self.store(words)), 80, 24);
        app.app.set_sharing_folder(folders.join("home"));
        app
    }

    fn screen(&self, app: &TestApp) -> String {
        let home = self.home.path().canonicalize().unwrap().display().to_string();
        app.screen().replace(&home, "PLACE")
    }
}

fn files_hold(folder: &Path, word: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        match entry.file_type().unwrap().is_dir() {
            true => files_hold(&entry.path(), word),
            false => {
                fs::read(entry.path()).unwrap().windows(word.len()).any(|window| window == word.as_bytes())
            }
        }
    })
}

#[test]
fn a_folder_gets_a_passphrase_and_only_that_one_opens_it() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    let lock = Passphrase::new("the journal's own".into()).unwrap();
    {
        let mut store = settled(ana.store(None));
        let family = store.load_family().unwrap();
        let details = Details::Note(Note::default());
        let mut note = support::entry(&family, "2026-11-22T10:00:00+00:00", None, details);
        note.note = Some("quillwort by the window".into());
        store.apply(&Change::add_record("a note", note), now()).unwrap();
        store.change_encryption(Some(&lock), BackupPolicy::Rewrite, now()).unwrap();
    }
    // A locked journal shares, too.
    let mut app = ana.app(ana.home.path(), Some(&lock));
    app.press(":share<enter><enter>sync<enter><enter>");
    app.press("stone<enter>");
    insta::assert_snapshot!("repeat_short", ana.screen(&app));
    app.press("stane<enter>");
    insta::assert_snapshot!("differ", ana.screen(&app));
    let words = "walnut drawer stone lantern";
    app.press(&format!("{words}<enter>{words}<enter>"));
    insta::assert_snapshot!("begun_with_words", ana.screen(&app));
    let folder = ana.home.path().join("home/Sync/cuebook");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    for word in ["quillwort", "walnut", "AGE-SECRET-KEY"] {
        assert!(!files_hold(&folder, word), "{word} is in the folder");
    }

    let mut app = ben.app(ana.home.path(), None);
    app.press(":share<enter><enter>sync<enter><enter>");
    insta::assert_snapshot!("ask_words", ana.screen(&app));
    app.press("walnut drawer stone lanterns<enter>");
    insta::assert_snapshot!("wrong_words", ana.screen(&app));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert!(!app.store().is_shared());
    // What was typed stays typed: the last letter was too many.
    app.press("<back><enter>");
    app.has("The folder has 1 entry from Ana's laptop.");
    app.press("<enter>");
    app.has("From Ana's laptop: 1 new");
    assert_eq!(app.entries()[0].note.as_deref(), Some("quillwort by the window"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    assert!(!files_hold(&ana.home.path().join("home"), "quillwort"));
}

#[test]
fn a_folder_with_a_passphrase_is_not_taken_for_a_locked_journal() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let mut begin = ana.command();
    begin.args(["--passphrase-fd", "0", "sync", path]).write_stdin("words of Ana\n").assert().success();
    let error = ben.refused(1, &["sync", path]);
    assert!(error.contains("This shared folder has a passphrase"), "{error}");
    assert!(!error.contains("journal is locked"), "{error}");
}
