//! Another app's file brought in from within the app: chosen, asked about, shown, saved as one step, taken back.

use crate::support::*;
use cuebook::model::EntryKind;
use insta::assert_snapshot;

const HUCKLEBERRY: &str = "Type,Start,End,Duration,Start Condition,Start Location,End Condition,Notes\n\
    Sleep,2026-11-20 12:00,2026-11-20 13:00,01:00,,,,in the pram\n\
    Sleep,2026-11-21 12:00,2026-11-21 13:10,01:10,,,,\n\
    Feed,2026-11-21 14:00,,,Formula,Bottle,130ml,\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("exports")).unwrap();
        for (name, text) in files {
            let path = folder.path().join("exports").join(name);
            std::fs::write(&path, text).unwrap();
            let at = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_795_000_000);
            std::fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
        }
        Self(folder)
    }

    /// The app at a chooser of the folder `exports`.
    fn app(&self, columns: u16, rows: u16) -> TestApp {
        let mut app = TestApp::of(settled(open(&self.0.path().join("journal.db"))), columns, rows);
        app.app.set_import_folder(self.0.path().join("exports"));
        app
    }

    /// What is painted, the folder's own name left out.
    fn screen(&self, app: &TestApp) -> String {
        let folder = self.0.path().canonicalize().unwrap().display().to_string();
        app.screen().replace(&folder, "FOLDER")
    }
}

#[test]
fn a_file_is_found_by_name_shown_and_saved_as_one_step() {
    let folder = Folder::with(&[("huckleberry.csv", HUCKLEBERRY), ("shopping.txt", "milk\n")]);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>");
    assert_snapshot!("chooser", folder.screen(&app));
    app.press("huck<enter>");
    assert_snapshot!("preview", folder.screen(&app));
    assert!(app.entries().is_empty(), "nothing is saved before the yes");
    app.press("<enter>");
    app.has("Saved: import of huckleberry.csv: 2 entries. u undoes it.");
    assert_eq!(app.entries().iter().filter(|entry| entry.kind() == EntryKind::Sleep).count(), 2);
    app.press("uu");
    assert!(app.entries().is_empty());
}

#[test]
fn the_settings_lead_there_and_the_same_file_again_adds_nothing() {
    let folder = Folder::with(&[("huckleberry.csv", HUCKLEBERRY)]);
    let mut app = folder.app(60, 20);
    let open = |app: &mut TestApp| {
        app.press(",");
        let is_there = |line: &str| line.contains('▸') && line.contains("from another app");
        let at = (0..80).find(|_| {
            let found = app.screen().lines().any(is_there);
            if !found {
                app.press("<down>");
            }
            found
        });
        assert!(at.is_some(), "{}", app.screen());
        app.press("<enter>");
    };
    open(&mut app);
    assert_snapshot!("chooser_60x20", folder.screen(&app));
    app.press("<enter>");
    assert_snapshot!("preview_60x20", folder.screen(&app));
    app.press("<enter>");
    app.has("Saved: import of huckleberry.csv: 2 entries.");
    app.press("<enter>");
    app.press("<enter>");
    app.has("2 rows are in the journal already.").has("Nothing new to save.");
    app.press("<enter>");
    assert_eq!(app.entries().len(), 2);
    app.press("<esc><esc>");
    app.has("from another app");
}

#[test]
fn what_only_a_parent_knows_is_asked() {
    let nighp = "Baby,Time,Duration (min),Note\nMaya,3/4/26 9:05 AM,55,\n";
    let daylio = "full_date,date,weekday,time,mood,activities,note\n2026-11-20,,,20:00,vaguely ok,,\n";
    let folder =
        Folder::with(&[("1_nighp.csv", nighp), ("2_daylio.csv", daylio), ("3_huck.csv", HUCKLEBERRY)]);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>nighp<enter>");
    assert_snapshot!("which_order", folder.screen(&app));
    app.press("<enter>");
    app.has("1 sleep").has("3 Apr 2026");
    app.press("<esc><esc>:another app<enter>daylio<enter>");
    assert_snapshot!("which_mood", folder.screen(&app));
    app.press("<down><down><enter>");
    app.has("1 check-in");
    app.press("<enter>");
    assert_eq!(app.entries().len(), 1);
}

#[test]
fn sleeps_over_another_files_are_asked_about_by_name() {
    let other = HUCKLEBERRY.replace("12:00", "12:20").replace("13:", "14:");
    let folder = Folder::with(&[("ann.csv", HUCKLEBERRY), ("ben.csv", &other)]);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>ann<enter><enter>");
    app.press(":another app<enter>ben<enter>");
    assert_snapshot!("which_baby", folder.screen(&app));
    app.press("<down><enter>");
    assert_snapshot!("child_name", folder.screen(&app));
    app.press("<enter>");
    app.has("blank");
    app.press("Ivo<enter>");
    app.has("Ivo").has("2 sleeps");
    app.press("<enter>");
    app.has("Saved: import of ben.csv: 2 entries.");
    assert_eq!(app.entries().len(), 4);
    let babies = app.family().babies;
    let ivo = babies.iter().find(|baby| baby.name.as_deref() == Some("Ivo")).expect("Ivo is in the journal");
    assert_eq!(app.entries().iter().filter(|entry| entry.baby == Some(ivo.id)).count(), 2);
    app.press("u");
    assert!(!app.family().babies.iter().any(|baby| baby.name.as_deref() == Some("Ivo")), "one step");
}

/// A child whose name begins like one in the journal is the same child, or another one of that name.
#[test]
fn a_name_that_differs_a_little_may_be_another_child() {
    let nighp = "Baby,Time,Duration (min),Note\nMaya Vale,13/4/26 9:05 AM,55,\n";
    let folder = Folder::with(&[("nighp.csv", nighp)]);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>nighp<enter><down><enter>");
    app.has("What is the child called?").has("Maya Vale");
    app.press("<enter>");
    app.has("1 sleep, for Maya Vale");
    app.press("<enter>");
    assert!(app.family().babies.iter().any(|baby| baby.name.as_deref() == Some("Maya Vale")));
}

#[test]
fn a_typed_path_opens_what_it_leads_to() {
    let folder = Folder::with(&[("my export.csv", HUCKLEBERRY)]);
    let mut app = folder.app(80, 24);
    let exports = folder.0.path().join("exports").display().to_string();
    app.press(":another app<enter>../nowhere/x.csv");
    app.has("enter opens this path");
    app.press("<enter>");
    app.has("could not be read").has("../nowhere/x.csv");
    // What was typed stays, to be mended.
    app.press(&format!("<ctrl-u>{exports}/my\\ export.csv<enter>"));
    app.has("2 sleeps");
    app.press("<esc>");
    app.has("my\\ export.csv");
    app.press("<ctrl-u>..<enter>");
    app.has("exports/");
    app.press(&format!("'{exports}/my export.csv'<enter>"));
    app.has("2 sleeps");
}

#[test]
fn what_is_no_such_file_is_said() {
    let folder = Folder::with(&[("shopping.txt", "milk\n")]);
    let mut app = folder.app(80, 24);
    app.press(":another app<enter>shop<enter>");
    assert_snapshot!("refused", folder.screen(&app));
    app.press("<esc><esc>");
    assert!(app.entries().is_empty());
}
