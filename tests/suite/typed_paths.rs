//! `~` is the home folder wherever a path is typed: no shell is there to make it one.

use crate::support::{TempHome, TestApp, open, settled};
use cuebook::tui::screens::ReportTarget;

fn with_note() -> TempHome {
    let home = TempHome::new();
    home.ok(&["log", "note", "hi"]);
    home
}

#[test]
fn the_journal_named_in_the_environment_may_lie_in_the_home_folder() {
    let home = TempHome::new();
    home.on("x").with_env("CUEBOOK_JOURNAL", "~/j.db").ok(&["log", "note", "hi"]);
    assert!(home.path("j.db").is_file());
    assert!(!home.path("~").exists());
    let printed = home.program.clone().with_env("CUEBOOK_JOURNAL", "~/j.db").ok(&["where"]);
    assert!(printed.contains(home.path("j.db").to_str().unwrap()), "{printed}");
    home.ok(&["--journal", "~/k.db", "log", "note", "hi"]);
    assert!(home.path("k.db").is_file());
}

#[test]
fn every_path_among_the_arguments_may_begin_in_the_home_folder() {
    let home = with_note();
    home.ok_with_notices(&["export", "--out=~/all.json"]);
    home.ok_with_notices(&["export", "--format", "csv", "--out=~/tables"]);
    home.ok_with_notices(&["report", "--format", "md", "--out=~/page.md"]);
    home.ok_with_notices(&["backup", "~/copy.db"]);
    for name in ["all.json", "tables", "page.md", "copy.db"] {
        assert!(home.path(name).exists(), "{name}");
    }
    home.ok_with_notices(&["import", "~/all.json", "--yes"]);
    home.on("new.db").ok_with_notices(&["restore", "~/copy.db", "--yes"]);
    home.ok_with_notices(&["doctor", "--salvage", "~/salvaged.db"]);
    assert!(home.path("salvaged.db").is_file());
    assert!(!home.path("~").exists());
}

#[test]
fn another_users_home_folder_is_theirs_or_refused_in_words() {
    let home = with_note();
    let said = home.refused(2, &["export", "--out=~nobody-of-that-name/all.json"]);
    assert!(said.contains("There is no user nobody-of-that-name"), "{said}");
    let said =
        home.program.clone().with_env("CUEBOOK_JOURNAL", "~nobody-of-that-name/j.db").refused(2, &["list"]);
    assert!(said.contains("There is no user nobody-of-that-name"), "{said}");
    // Root's folder is in every passwd file; the name is taken, so nothing is written there.
    #[cfg(target_os = "linux")]
    {
        let said = home.refused(1, &["import", "~root/no-such-file.json", "--yes"]);
        assert!(said.contains("/root/no-such-file.json"), "{said}");
    }
    // A name that begins so can still be written.
    home.ok_with_notices(&["export", "--out=./~all.json"]);
    assert!(home.path("~all.json").is_file());
}

#[test]
fn the_config_file_and_its_command_may_lie_in_the_home_folder() {
    let home = with_note();
    std::fs::write(home.path("c.toml"), "colours = \"nothing\"").unwrap();
    let told = home.program.clone().with_env("CUEBOOK_CONFIG", "~/c.toml").run(&["today"]);
    assert!(told.2.contains("c.toml"), "{told:?}");
}

/// The field has no shell either. The home folder is this process's own, so a user that cannot be is typed.
#[test]
fn a_page_is_not_saved_in_a_folder_called_tilde() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = TestApp::of(settled(open(&folder.path().join("journal.db"))), 80, 24);
    let target = ReportTarget { folder: folder.path().into(), find_spare_fonts: |_| Vec::new() };
    app.app = app.app.with_report_target(target);
    app.press("ps<ctrl-u>~nobody-of-that-name/visit.txt<enter>");
    app.has("There is no user nobody-of-that-name");
    // What was typed stays typed.
    app.has("~nobody-of-that-name/visit.txt");
}
