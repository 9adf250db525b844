//! A journal shared with other computers from within the app: keys in, whole screens out, and the folder looked at.

use crate::support::*;
use cuebook::model::{Change, Details, Entry, EntryKind, Note, Record, Sleep};
use cuebook::store::{FolderLook, ProgramRun, Store};
use insta::assert_snapshot;
use std::fs;
use std::path::{Path, PathBuf};

/// A computer with a journal of its own, and a home folder in which the shared one lies.
struct Computer {
    home: tempfile::TempDir,
    called: &'static str,
}

impl Computer {
    fn new(called: &'static str) -> Self {
        let home = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(home.path().join("home/Music")).unwrap();
        fs::create_dir(home.path().join("home/Sync")).unwrap();
        fs::write(home.path().join("home/letter.txt"), "a file").unwrap();
        Self { home, called }
    }

    fn store(&self) -> Store {
        let run = ProgramRun::new(self.called).with_state_folders(vec![self.home.path().join("state")]);
        Store::open(&self.home.path().join("journal.db"), run, LONDON).unwrap()
    }

    fn app(&self, columns: u16, rows: u16) -> TestApp {
        self.app_at(&self.home.path().join("home"), columns, rows)
    }

    /// The app, which looks for folders there.
    fn app_at(&self, home: &Path, columns: u16, rows: u16) -> TestApp {
        let mut app = TestApp::of(settled(self.store()), columns, rows);
        app.app.set_sharing_folder(home.to_path_buf());
        app
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("home/Sync")
    }

    /// What is painted, the folder's own place left out.
    fn screen(&self, app: &TestApp) -> String {
        let home = self.home.path().canonicalize().unwrap().display().to_string();
        app.screen().replace(&home, "PLACE")
    }

    fn add(&self, words: &str) -> Entry {
        let mut store = settled(self.store());
        let family = store.load_family().unwrap();
        let details = Details::Note(Note::default());
        let note =
            Entry { note: Some(words.into()), ..entry(&family, "2026-11-22T10:00:00+00:00", None, details) };
        store.apply(&Change::add_record("a note", note.clone()), now()).unwrap();
        note
    }

    /// Shared through that folder, without words.
    fn begin(&self, folder: &Path) {
        settled(self.store()).begin_sharing(folder, None, now()).unwrap();
    }

    fn join(&self, folder: &Path) {
        let mut store = settled(self.store());
        let look = FolderLook::open(folder, None).unwrap();
        let mut plan = store.plan_join(&look).unwrap();
        plan.answer_by_default();
        store.join_sharing(&look, &plan, now()).unwrap();
    }
}

/// Every file and folder below one, by its name.
fn tree(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().display().to_string());
        if entry.file_type().unwrap().is_dir() {
            found.extend(tree(&entry.path()));
        }
    }
    found.sort();
    found
}

fn writers(folder: &Path) -> usize {
    fs::read_dir(folder.join("cuebook")).map_or(0, Iterator::count)
}

/// From Today to the row of the settings, and through it.
fn open_from_settings(app: &mut TestApp) {
    app.press(",");
    let found = (0..80).any(|_| {
        let is_there = app.screen().lines().any(|row| row.contains('▸') && row.contains("other computers"));
        if !is_there {
            app.press("<down>");
        }
        is_there
    });
    assert!(found, "{}", app.screen());
    app.press("<enter>");
}

#[test]
fn a_journal_is_shared_from_the_settings_without_a_command() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(80, 24);
    open_from_settings(&mut app);
    assert_snapshot!("intro", ana.screen(&app));
    app.press("<enter>");
    assert_snapshot!("folders", ana.screen(&app));
    app.press("syn<enter>");
    app.has("share through this folder").lacks("letter.txt");
    app.press("<enter>");
    assert_snapshot!("new_words", ana.screen(&app));
    app.press("<enter>");
    assert_snapshot!("without_words", ana.screen(&app));
    assert_eq!(tree(&ana.folder()), Vec::<String>::new(), "nothing is written before the last answer");
    app.press("<enter>");
    assert_snapshot!("begun", ana.screen(&app));
    assert_eq!(writers(&ana.folder()), 1);
    assert!(app.store().shared_state().unwrap().is_some());
    app.press("<esc>");
    app.has("none has joined yet");
}

#[test]
fn a_narrow_terminal_shows_all_of_it() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(60, 20);
    app.press(":share<enter>");
    assert_snapshot!("intro_60x20", ana.screen(&app));
    app.press("<enter>");
    assert_snapshot!("folders_60x20", ana.screen(&app));
    app.press("sync<enter><enter>");
    assert_snapshot!("new_words_60x20", ana.screen(&app));
    app.press("<enter><enter>");
    assert_snapshot!("begun_60x20", ana.screen(&app));
    app.press("x");
    assert_snapshot!("stop_60x20", ana.screen(&app));
    app.resize(120, 40);
    app.press("<esc>");
    assert_snapshot!("begun_120x40", ana.screen(&app));
}

#[test]
fn a_second_computer_joins_and_says_who_is_who() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    let (hers, his) = (ana.add("from Ana"), ben.add("from Ben"));
    ana.begin(&ana.folder());
    // Here the carer has another name than there.
    let mut store = ben.store();
    let family = store.load_family().unwrap();
    let renamed = cuebook::model::Carer { name: Some("Ben".into()), ..family.carers[0].clone() };
    let change = Change::replace_record("a name", family.carers[0].clone(), renamed);
    store.apply(&change, now()).unwrap();
    drop(store);

    let mut app = ben.app_at(&ana.home.path().join("home"), 80, 24);
    app.press(":share<enter><enter>");
    assert_snapshot!("folders_one_shared", ana.screen(&app));
    app.press("<down><enter>");
    app.has("share through this folder").has("a journal is shared here").lacks("cuebook/");
    // Who goes further means that folder all the same.
    app.press("cuebook<enter>");
    app.has("Ben of this journal").lacks("Nobody shares");
    app.press(&format!("<esc><ctrl-u>{}/cuebook<enter>", ana.folder().display()));
    app.press("<enter>");
    assert_snapshot!("who_is_it", ana.screen(&app));
    // Nobody becomes another by a careless enter, and who does is said before it is done.
    app.press("<up><enter>");
    app.has("Ben of this journal will be Anna");
    app.press(&format!("<esc><ctrl-u>{}<enter><enter><enter>", ana.folder().display()));
    app.lacks("will be Anna");
    assert_snapshot!("ready", ana.screen(&app));
    assert!(app.store().shared_state().unwrap().is_none());
    assert_eq!(writers(&ana.folder()), 1, "nothing is written before the last answer");
    app.press("<enter>");
    assert_snapshot!("joined", ana.screen(&app));
    assert_eq!(writers(&ana.folder()), 2);
    assert!(app.entries().iter().any(|entry| entry.id == hers.id));
    assert_eq!(app.family().carers.len(), 2, "Ben is somebody else than Anna");
    assert_eq!(app.family().selected_carer().unwrap().name.as_deref(), Some("Ben"));
    app.press("<esc>");

    let mut app = ana.app(80, 24);
    app.press(":share<enter>s");
    app.has("From Ben's PC: 1 new");
    assert!(app.entries().iter().any(|entry| entry.id == his.id));
}

#[test]
fn esc_at_any_step_leaves_nothing_changed() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    ben.begin(&ana.home.path().join("home/Music"));
    ana.add("here before");
    let (before, files) = (ana.store().list_history(50).unwrap().len(), tree(&ana.home.path().join("home")));
    for steps in [
        "<esc>",
        "<enter><esc><esc>",
        "<enter>sync<esc><esc>",
        "<enter>sync<enter><enter>some words<esc><esc><esc>",
        "<enter>sync<enter><enter><enter><esc><esc><esc><esc>",
        "<enter>sync<enter><enter>some words<enter>some w<esc><esc><esc><esc>",
        "<enter>A new place<enter>words<esc><esc><esc>",
        "<enter>music<enter><enter><esc><esc><esc>",
    ] {
        let mut app = ana.app(80, 24);
        app.press(&format!(":share<enter>{steps}"));
        app.has("? help").lacks("Other computers");
        assert!(app.store().shared_state().unwrap().is_none(), "{steps}");
        assert_eq!(app.store().list_history(50).unwrap().len(), before, "{steps}");
        assert_eq!(tree(&ana.home.path().join("home")), files, "{steps}");
    }
}

#[test]
fn a_folder_that_is_not_there_yet_is_made_at_the_end() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(80, 24);
    app.press(":share<enter><enter>Our journal");
    app.has("a new folder, Our journal");
    app.press("<enter>");
    assert_snapshot!("will_be_made", ana.screen(&app));
    let made = ana.home.path().join("home/Our journal");
    assert!(!made.exists());
    app.press("<enter><enter>");
    app.has("The journal is shared.");
    assert_eq!(writers(&made), 1);

    let other = Computer::new("Ana's other laptop");
    let mut app = other.app(80, 24);
    app.press(&format!(":share<enter><enter>{}/home/Sync/deeper<enter>", other.home.path().display()));
    app.has("This folder is made when you go on:");
    app.press("<enter><enter>");
    app.has("The journal is shared.");
    assert_eq!(writers(&other.folder().join("deeper")), 1);
}

/// What is typed stays, what is in the way is said, and the journal is as it was.
#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_to_is_said_in_a_sentence() {
    let ana = Computer::new("Ana's laptop");
    // Where its own folder would be lies a file, which nobody may write into, whoever they are.
    fs::write(ana.folder().join("cuebook"), "a file").unwrap();
    let mut app = ana.app(80, 24);
    app.press(":share<enter><enter>sync<enter><enter>");
    assert_snapshot!("unwritable", ana.screen(&app));
    app.press("<down>");
    app.lacks("could not be used");
    for (typed, said) in [("/nowhere/at/all", "/nowhere/at/all"), ("/proc/nothing", "could not be used")] {
        app.press(&format!("<esc><enter>{typed}<enter>"));
        app.has(said).has(&format!(" {typed}"));
        app.press("<ctrl-u>");
    }
    assert!(app.store().shared_state().unwrap().is_none());
}

/// The folder goes while the words are typed: nothing of the journal is shared then.
#[test]
fn a_folder_that_goes_away_before_the_end_is_said_and_what_was_typed_stays() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(80, 24);
    app.press(":share<enter><enter>sync<enter><enter><enter>");
    fs::remove_dir(ana.folder()).unwrap();
    fs::write(ana.folder(), "a file now").unwrap();
    app.press("<enter>");
    app.has("could not be used").has("whoever can read the folder can read the journal");
    assert!(app.store().shared_state().unwrap().is_none());
    // It is there again.
    fs::remove_file(ana.folder()).unwrap();
    fs::create_dir(ana.folder()).unwrap();
    app.press("<enter>");
    app.has("The journal is shared.");
}

#[test]
fn sharing_is_stopped_after_a_question_and_all_of_the_journal_stays() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    ana.begin(&ana.folder());
    ben.join(&ana.folder());
    let mut app = ana.app(80, 24);
    let last = ben.add("the last that comes");
    ben.store().sync(now(), false).unwrap();
    app.press(":share<enter>x");
    assert_snapshot!("stop", ana.screen(&app));
    app.press("sxd<esc>");
    assert!(app.store().is_shared(), "esc leaves it as it was, and no other key means yes");
    app.press("x<enter>");
    assert_snapshot!("stopped", ana.screen(&app));
    assert!(!app.store().is_shared());
    assert_eq!(writers(&ana.folder()), 1, "Ben's part stays, hers is deleted");
    assert_eq!(
        app.entries().iter().map(|entry| entry.id).collect::<Vec<_>>(),
        [last.id],
        "fetched before the end"
    );
    let mut store = ben.store();
    store.sync(now(), false).unwrap();
    assert!(store.load_entry(last.id).unwrap().is_some());
}

#[test]
fn a_computer_that_does_not_come_back_is_taken_out_after_a_question() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    ana.begin(&ana.folder());
    let note = ben.add("from Ben");
    ben.join(&ana.folder());
    let mut app = ana.app(80, 24);
    app.press(":share<enter>s");
    assert_snapshot!("two_computers", ana.screen(&app));
    app.press("d");
    assert_snapshot!("drop", ana.screen(&app));
    app.press("<esc>");
    assert_eq!(writers(&ana.folder()), 2);
    app.press("d<enter>");
    assert_snapshot!("dropped", ana.screen(&app));
    assert_eq!(writers(&ana.folder()), 1);
    assert!(app.entries().iter().any(|entry| entry.id == note.id));
    app.press("d");
    app.lacks("Take out");
}

/// Two carers begin at the same time, or a folder came before its files.
#[test]
fn whoever_begins_where_another_has_begun_meanwhile_is_told_to_join() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    let mut app = ben.app_at(&ana.home.path().join("home"), 80, 24);
    app.press(":share<enter><enter>sync<enter><enter><enter>");
    ana.begin(&ana.folder());
    app.press("<enter>");
    app.has("Another computer has begun to share through this folder");
    assert!(app.store().shared_state().unwrap().is_none());
    assert_eq!(writers(&ana.folder()), 1);
}

/// Who leaves the page is told in the status line of another.
#[test]
fn what_is_begun_is_finished_behind_the_page() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(80, 24);
    app.press(":share<enter><enter>sync<enter><enter><enter>");
    app.keys("<enter>");
    assert_snapshot!("working", ana.screen(&app));
    app.keys("<esc>");
    app.wait(1);
    app.has("The journal is shared.").lacks("Other computers");
    assert_eq!(writers(&ana.folder()), 1);
}

/// A stick that was taken out, say.
#[test]
fn a_folder_that_is_away_is_said_and_can_be_left() {
    let ana = Computer::new("Ana's laptop");
    ana.begin(&ana.folder());
    let mut app = ana.app(80, 24);
    fs::rename(ana.folder().join("cuebook"), ana.home.path().join("away")).unwrap();
    app.press(":share<enter>s");
    app.has("is not there, so nothing was");
    app.press("x<enter>");
    app.has("no longer shared").has("computer wrote into it stays in it");
    assert!(!app.store().is_shared());
}

#[test]
fn many_entries_join_while_the_screen_goes_on() {
    let (ana, ben) = (Computer::new("Ana's laptop"), Computer::new("Ben's PC"));
    let mut store = settled(ana.store());
    let family = store.load_family().unwrap();
    let edits = (0..3000).map(|n| {
        let from = at("2026-01-01T10:00:00+00:00").unix_seconds() + n * 3600;
        let from = cuebook::model::Timestamp::from_seconds_in_zone(from, LONDON);
        let until = cuebook::model::Timestamp::from_seconds_in_zone(from.unix_seconds() + 600, LONDON);
        entry_of(
            Some(family.babies[0].id),
            family.carers[0].id,
            from,
            Some(until),
            Details::Sleep(Sleep::default()),
        )
    });
    let mut change = Change::add_record("a year", edits.clone().next().unwrap());
    change
        .edits
        .extend(edits.skip(1).map(|entry| Change::add_record("", Record::from(entry)).edits.remove(0)));
    store.apply(&change, now()).unwrap();
    store.begin_sharing(&ana.folder(), None, now()).unwrap();
    drop(store);
    let mut app = ben.app_at(&ana.home.path().join("home"), 80, 24);
    app.press(":share<enter><enter>sync<enter><enter>");
    app.has("3,000 entries from Ana's laptop");
    app.keys("<enter>");
    app.has("Making one journal of both.");
    // Keys are heard meanwhile.
    app.keys("<esc>");
    app.lacks("Making one journal of both.");
    app.wait(1);
    app.has("From Ana's laptop: 3,000 new");
    assert_eq!(
        app.entries().iter().filter(|entry| entry.kind() == EntryKind::Sleep).count(),
        1000,
        "the newest"
    );
}

#[test]
fn a_journal_in_no_file_is_not_shared() {
    let mut app = TestApp::new();
    app.press(":share<enter>");
    app.has("This journal is in no file").lacks("Other computers");
}

/// In a real terminal, with the program's own clock and threads.
#[test]
#[cfg(target_os = "linux")]
fn the_program_itself_shares_and_joins_on_its_screens() {
    let (ana, ben) = (TempHome::new(), TempHome::new());
    fs::create_dir(ana.path("both")).unwrap();
    ana.ok_with_notices(&["log", "note", "from", "Ana"]);
    ben.ok_with_notices(&["log", "note", "from", "Ben"]);
    let open = |home: &TempHome| {
        let program = env!("CARGO_BIN_EXE_cuebook");
        let mut session = Session::start(&format!(
            "HOME='{}' '{program}' --journal '{}'; echo \"left with $?.\"; stty -a; echo all said.",
            home.folder().display(),
            home.path("journal.db").display()
        ));
        session.wait("? help");
        session.press(":");
        session.wait("Type a line");
        session.press("share");
        session.wait("▸ share");
        session.press("\r");
        session.wait("enter choose a folder");
        session.press("\r");
        session
    };
    let leave = |mut session: Session| {
        session.press("\x1b");
        session.wait_until("Today", |shown| !shown.contains("Other computers"));
        session.press("q");
        session.expect_restored("0");
    };
    let mut session = open(&ana);
    session.wait("both/");
    session.press("both");
    session.wait_until("the letters", |shown| !shown.contains("find a folder"));
    session.press("\r");
    session.wait("▸ share through this folder");
    session.press("\r");
    session.wait("Nobody shares");
    session.press("\r");
    session.wait("No passphrase:");
    session.press("\r");
    session.wait("The journal is shared.");
    leave(session);
    let mut session = open(&ben);
    session.wait("find a folder");
    session.press(&format!("{}/both", ana.folder().display()));
    session.wait("opens this path");
    session.press("\r");
    session.wait("a journal is shared here");
    session.press("\r");
    session.wait("The folder has 1 entry from");
    session.wait("Who writes on this computer");
    session.press("\r");
    session.wait("Joining makes one journal");
    session.press("\r");
    session.wait("1 new");
    leave(session);
    ana.ok(&["sync"]);
    for home in [&ana, &ben] {
        let listed = home.ok(&["list"]);
        assert!(listed.contains("from Ana") && listed.contains("from Ben"), "{listed}");
    }
}

/// A slow disk, or a quick hand.
#[test]
fn what_is_typed_before_a_folder_is_listed_stays() {
    let ana = Computer::new("Ana's laptop");
    let mut app = ana.app(80, 24);
    app.press(":share<enter>");
    app.keys("<enter>sy");
    app.wait(1);
    app.has(" sy").has("▸ Sync/").lacks("Music/");
}
