//! What the environment says: a terminal that can show no screens, a locale without UTF-8, colours, and the parent's editor.
#![cfg(target_os = "linux")]

use crate::support::Session;
use std::fs;
use std::path::PathBuf;

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with this before it and after it on the shell's line.
    fn run(&self, env: &str, args: &str) -> Session {
        let program = env!("CARGO_BIN_EXE_cuebook");
        let journal = self.path("journal.db");
        Session::start(&format!(
            "'{program}' --journal '{0}' log note first >/dev/null; {env} '{program}' --journal '{0}' {args}; \
             echo \"left with $?.\"; stty -a; echo all said.",
            journal.display()
        ))
    }
}

#[test]
fn a_terminal_that_cannot_show_screens_is_told_of_the_plain_commands() {
    for term in ["TERM=dumb", "TERM=", "TERM=unknown"] {
        for is_demo in [false, true] {
            let home = Home::new();
            let demo = format!(
                "{term} '{}' demo; echo \"left with $?.\"; echo all said.",
                env!("CARGO_BIN_EXE_cuebook")
            );
            let mut session = if is_demo { Session::start(&demo) } else { home.run(term, "") };
            session.wait("all said.");
            let said = String::from_utf8_lossy(&session.raw).replace("\r\n", " ");
            assert!(said.contains("left with 1.") && said.contains("`cuebook today`"), "{said}");
            assert!(!said.contains('\x1b'), "{said:?}");
        }
    }
    let home = Home::new();
    let mut session = home.run("TERM=dumb", "today");
    session.wait("all said.");
    assert!(session.shown().contains("left with 0."), "{}", session.shown());
}

#[test]
fn without_utf8_in_the_locale_every_sign_is_plain() {
    for (env, is_plain) in [
        ("LC_ALL=C", true),
        ("LC_ALL=POSIX LANG=en_GB.UTF-8", true),
        ("LC_ALL= LC_CTYPE= LANG=de_DE.ISO-8859-1", true),
        ("LC_ALL= LC_CTYPE= LANG=", true),
        ("LC_ALL= LC_CTYPE=C LANG=en_GB.UTF-8", true),
        ("TERM=linux", true),
        ("LC_ALL= LC_CTYPE=UTF-8 LANG=C", false),
        ("LC_ALL= LC_CTYPE= LANG=en_GB.utf8", false),
    ] {
        let home = Home::new();
        let mut session = home.run(env, "");
        session.wait("? help");
        let shown = session.shown();
        assert_eq!(shown.is_ascii(), is_plain, "{env}:\n{shown}");
        session.press("q");
        session.expect_restored("0");
    }
}

/// Whether any cell has a colour of its own.
fn is_coloured(session: &Session) -> bool {
    let screen = session.screen.screen();
    let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    cells
        .filter_map(|(row, column)| screen.cell(row, column))
        .any(|cell| cell.fgcolor() != vt100::Color::Default)
}

#[test]
fn colour_follows_what_was_asked_for() {
    for (env, args, coloured) in [
        ("", "", true),
        ("NO_COLOR=1", "", false),
        ("CLICOLOR=0", "", false),
        ("CLICOLOR=1", "", true),
        ("", "--color never", false),
        ("NO_COLOR=1", "--color always", true),
        ("CLICOLOR=0", "--color always", true),
    ] {
        let home = Home::new();
        let mut session = home.run(env, args);
        session.wait("? help");
        assert_eq!(is_coloured(&session), coloured, "{env} {args}");
        session.press("q");
        session.expect_restored("0");
    }
}

/// An editor that notes where it was and in what company, and adds a line.
fn editor(home: &Home, script: &str) -> String {
    let path = home.path("editor.sh");
    let seen = home.path("seen");
    fs::write(
        &path,
        format!(
            "stat -c '%a %n' \"$2\" \"$(dirname \"$2\")\" > '{}'; stty -a > '{}'; {script}",
            seen.display(),
            home.path("tty").display()
        ),
    )
    .unwrap();
    format!("EDITOR=\"sh '{}' --wait\" XDG_RUNTIME_DIR='{}'", path.display(), home.folder.path().display())
}

#[test]
fn a_long_note_opens_in_the_editor_and_its_file_goes() {
    let home = Home::new();
    let env = editor(&home, "echo 'and a second line' >> \"$2\"; echo backup > \"$2~\"");
    let mut session = home.run(&env, "");
    session.wait("? help");
    session.press("n");
    session.wait("F1 help");
    session.press("first line\n");
    session.wait("first line");
    session.press("\x07");
    session.wait("and a second line");
    assert!(session.screen.screen().alternate_screen());
    session.press("\x13");
    session.wait("Saved: 14:07 note");
    let seen = fs::read_to_string(home.path("seen")).unwrap();
    let lines: Vec<&str> = seen.lines().collect();
    assert!(lines[0].starts_with("600 ") && lines[1].starts_with("700 "), "{seen}");
    let folder = PathBuf::from(lines[1].split_once(' ').unwrap().1);
    assert!(folder.starts_with(home.folder.path()) && !folder.exists(), "{seen}");
    let tty = fs::read_to_string(home.path("tty")).unwrap();
    assert!(
        tty.contains(" icanon") && tty.contains(" echo "),
        "the editor had the terminal as the shell has it: {tty}"
    );
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn an_editor_that_fails_changes_nothing_and_none_is_told() {
    let home = Home::new();
    let env = editor(&home, "echo gone > \"$2\"; exit 3");
    for (env, said) in [
        (env.as_str(), "ended with an error"),
        ("EDITOR= VISUAL=", "You have not named an editor"),
        ("EDITOR=/nonexistent/editor", "ended with an error"),
    ] {
        let mut session = home.run(env, "");
        session.wait("? help");
        session.press("n");
        session.wait("F1 help");
        session.press("my own words");
        session.wait("my own words");
        session.press("\x07");
        session.wait(said);
        assert!(session.shown().contains("my own words"));
        // Emptied and left; what was typed does not wait for the next of them.
        session.press("\x0e");
        session.wait_until("an empty form", |shown| !shown.contains("my own words"));
        session.press("\x1b");
        session.wait("s asleep");
        session.press("q");
        session.expect_restored("0");
    }
    let mut session = home.run(&env, "");
    session.wait("? help");
    session.press("f");
    session.wait("F1 help");
    session.press("\x07");
    session.wait("Only the words of a note");
    session.press("\x1b");
    session.wait("s asleep");
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn private_words_are_spoken_of_before_they_lie_in_a_file() {
    let home = Home::new();
    let env = editor(&home, "echo quillwort >> \"$2\"");
    let program = env!("CARGO_BIN_EXE_cuebook");
    let journal = home.path("journal.db");
    let lock = format!("'{program}' --journal '{}' lock", journal.display());
    let mut session = Session::start(&format!(
        "'{program}' --journal '{0}' log note first; {lock}; {env} '{program}' --journal '{0}'; echo \"left with $?.\"; stty -a; echo all said.",
        journal.display()
    ));
    session.wait("New passphrase:");
    session.press("open sesame\r");
    session.wait("The same again:");
    session.press("open sesame\r");
    session.wait("Passphrase for");
    session.press("open sesame\r");
    session.wait("? help");
    session.press("n");
    session.wait("F1 help");
    session.press("secret words");
    session.wait("secret words");
    session.press("\x07");
    session.wait("Others can't read these words");
    assert!(!home.path("seen").exists(), "nothing was written yet");
    session.press("\x07");
    session.wait("quillwort");
    assert!(home.path("seen").exists());
    session.press("\x13");
    session.wait("Saved: 14:07 note");
    session.press("q");
    session.expect_restored("0");
}
