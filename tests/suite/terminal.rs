//! The real program in a real pseudo-terminal: it opens, keeps, and gives the terminal back on leaving, on an error,
//! on a panic and on a signal; and `kill -9` loses nothing that was said to be kept.
#![cfg(target_os = "linux")]

use crate::support::{PATIENCE, Session, parser, state_home};
use cuebook::model::{Details, EntryKind};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Instant;

fn journal() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    // One note, so that the welcome of an empty journal does not stand in the way.
    let mut store = open(&path);
    let family = store.load_family().unwrap();
    let now = cuebook::model::Timestamp::parse_rfc3339("2026-11-22T12:00:00+00:00").unwrap();
    let note = cuebook::model::Entry {
        id: cuebook::model::new_id(),
        baby: None,
        carer: family.carers[0].id,
        at: now,
        until: None,
        approximate: false,
        note: Some("here already".into()),
        details: Details::Note(cuebook::model::Note::default()),
    };
    store.apply(&cuebook::model::Change::add_record("a note", note), now).unwrap();
    (folder, path)
}

fn open(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("test"), cuebook::model::Zone::named("Europe/London")).unwrap()
}

fn sleeps(path: &Path) -> usize {
    open(path).count_entries(&EntryFilter { kind: Some(EntryKind::Sleep), ..EntryFilter::default() }).unwrap()
}

#[test]
fn a_locked_journal_asks_before_the_screens_and_again_when_hidden() {
    let folder = tempfile::TempDir::new().unwrap();
    let journal = folder.path().join("journal.db");
    let program = env!("CARGO_BIN_EXE_cuebook");
    let run = |args: &str| format!("'{program}' --journal '{}' {args}", journal.display());
    let mut session = Session::start(&format!(
        "{}; {}; {}; echo left with $?.",
        run("log note a quiet morning"),
        run("lock"),
        run("")
    ));
    session.wait("New passphrase:");
    session.press("open sesame\r");
    session.wait("The same again:");
    session.press("open sesame\r");
    session.wait("Passphrase for");
    session.press("open sesam\r");
    session.wait("Wrong passphrase");
    session.press("open sesame\r");
    session.wait("a quiet morning");
    session.press("\x0c");
    session.wait("The screen is hidden.");
    assert!(!session.shown().contains("quiet morning"));
    session.press("open");
    // The cursor is seen behind the dots.
    session.wait_for_screen("four dots and the cursor", |screen| {
        let (row, column) = screen.cursor_position();
        let line = screen.rows(0, 80).nth(usize::from(row)).unwrap_or_default();
        let before: String = line.chars().take(usize::from(column)).collect();
        !screen.hide_cursor() && before.ends_with("••••")
    });
    session.press(" sesame\r");
    session.wait("a quiet morning");
    session.press("q");
    session.wait("left with 0.");
    let said = String::from_utf8_lossy(&session.raw).into_owned();
    assert!(!said.contains("sesame"), "what is typed never shows");
    let titles = ["\x1b]0;", "\x1b]2;"].into_iter().flat_map(|set| said.split(set).skip(1));
    for title in titles {
        assert!(title.starts_with("cuebook"), "the title names nobody: {:?}", title.get(..20));
    }
}

/// A file that was sent may have any name: every place that asks or tells of it shows what would steer as a sign.
#[test]
fn a_file_name_steers_no_terminal_where_its_passphrase_is_asked_for() {
    const NAME: &str = "copy\x1b]0;owned\x07\x1b[31mred\u{202e}txt.db";
    const SHOWN: &str = "copy\u{fffd}]0;owned\u{fffd}\u{fffd}[31mred\u{fffd}txt.db";
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("journal.db"), "").unwrap();
    // Nothing tells such a file from a locked journal.
    let noise: Vec<u8> = (0..8192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    std::fs::write(folder.path().join(NAME), noise).unwrap();
    let program = env!("CARGO_BIN_EXE_cuebook");
    for (command, asked) in [
        ("--journal copy*.db list", "Passphrase for "),
        ("--journal copy*.db", "Passphrase for "),
        ("--journal copy*.db doctor", "(enter alone leaves it locked)"),
        ("--journal copy*.db lock --change", "Passphrase for "),
        ("--journal journal.db restore copy*.db", "Passphrase for "),
    ] {
        let mut session = Session::start(&format!(
            "cd '{}'; stty cols 200; '{program}' {command}; echo left with $?.",
            folder.path().display()
        ));
        session.wait(asked);
        session.press("wrong\r");
        session.wait(if command.ends_with("doctor") { "left with" } else { "Wrong passphrase" });
        if !command.ends_with("doctor") {
            session.press("\x03");
            session.wait("left with");
        }
        let said = String::from_utf8_lossy(&session.raw).into_owned();
        assert!(said.matches(SHOWN).count() >= 2, "{command}: {said}");
        assert!(
            !said.contains("\x1b]0;") && !said.contains("\x1b[31m") && !said.contains('\u{202e}'),
            "{command}: {said}"
        );
    }
}

#[test]
fn leaving_at_the_passphrase_changes_nothing() {
    let folder = tempfile::TempDir::new().unwrap();
    let journal = folder.path().join("journal.db");
    let program = env!("CARGO_BIN_EXE_cuebook");
    let run = |args: &str| format!("'{program}' --journal '{}' {args}", journal.display());
    let mut session = Session::start(&format!(
        "{}; {}; echo left with $?.; {}; echo all said.",
        run("log note a quiet morning"),
        run("lock"),
        run("doctor")
    ));
    session.wait("New passphrase:");
    session.press("open sesame\r");
    session.wait("The same again:");
    session.press("\x03");
    session.wait("all said.");
    let said = String::from_utf8_lossy(&session.raw).into_owned();
    assert!(said.contains("left with 1.") && said.contains("not locked"), "{said}");
}

#[test]
fn it_opens_keeps_and_gives_the_terminal_back() {
    let (_folder, path) = journal();
    let mut session = Session::open(&path);
    assert!(session.screen.screen().alternate_screen());
    session.press("s");
    session.wait("Saved: 14:07 sleep");
    session.press("q");
    session.expect_restored("0");
    assert_eq!(sleeps(&path), 1);
}

/// A journal that is gone, with a copy of it; the program in it.
fn missed() -> (tempfile::TempDir, std::path::PathBuf, Session) {
    let (folder, path) = journal();
    let backups = folder.path().join(format!("{}.backups", path.file_name().unwrap().to_string_lossy()));
    std::fs::create_dir(&backups).unwrap();
    drop(open(&path));
    std::fs::rename(&path, backups.join("day-2026-11-21.db")).unwrap();
    let program = env!("CARGO_BIN_EXE_cuebook");
    let mut session = Session::start(&format!(
        "'{program}' --journal '{}'; echo \"left with $?.\"; stty -a; echo all said.",
        path.display()
    ));
    session.wait("is not there any more");
    (folder, path, session)
}

#[test]
fn a_journal_that_is_gone_is_put_back_from_its_copy_after_its_preview() {
    let (_folder, path, mut session) = missed();
    session.press("r");
    session.wait("Put it in the journal's place?");
    assert!(session.shown().contains("The copy holds"), "{}", session.shown());
    assert!(!path.exists());
    session.press("y\n");
    session.wait("? help");
    assert!(path.exists());
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn leaving_the_question_makes_nothing_and_a_new_journal_is_begun_on_purpose() {
    let (_folder, path, mut session) = missed();
    session.press("q");
    session.expect_restored("0");
    assert!(!path.exists());
    let (_folder, path, mut session) = missed();
    session.press("n");
    session.wait("Welcome");
    assert!(path.exists());
    session.press("\u{3}");
    session.expect_restored("0");
}

#[test]
fn a_crash_writes_no_memory_to_the_disk() {
    use std::os::unix::fs::MetadataExt;
    let (_folder, path) = journal();
    let program = env!("CARGO_BIN_EXE_cuebook");
    let mut session = Session::start(&format!(
        "ulimit -c unlimited; '{program}' --journal '{}'; echo left.",
        path.display()
    ));
    session.wait("? help");
    let of_program = |file: &str| format!("/proc/{}/{file}", session.program());
    let limits = std::fs::read_to_string(of_program("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    // What is not to be dumped belongs to root, whoever runs it.
    assert_eq!(std::fs::metadata(of_program("environ")).unwrap().uid(), 0);
    session.signal("ABRT");
    session.wait("left.");
    assert!(!session.shown().contains("core dumped"), "{}", session.shown());
}

#[test]
fn a_signal_ends_it_like_leaving_does() {
    for signal in ["TERM", "HUP", "INT"] {
        let (_folder, path) = journal();
        let mut session = Session::open(&path);
        session.press("s");
        session.wait("Saved: 14:07 sleep");
        session.signal(signal);
        session.expect_restored("0");
        assert_eq!(sleeps(&path), 1);
    }
}

/// Closing the window: the program ends by itself, and what was being typed is there on the next start.
#[test]
fn a_closed_window_ends_it_and_keeps_what_was_typed() {
    let (_folder, path) = journal();
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_cuebook"));
    command.args(["--journal".as_ref(), path.as_os_str()]);
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "C.UTF-8");
    command.env("XDG_STATE_HOME", state_home());
    command.env("CUEBOOK_NOW", "2026-11-22T14:07:00+00:00");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut keys = pair.master.take_writer().unwrap();
    let (send, seen) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        let mut screen = parser();
        let mut markers = ["? help", "F1 help", "a long nigh"].into_iter();
        let mut marker = markers.next();
        while let (Some(text), Ok(n)) = (marker, reader.read(&mut buffer)) {
            screen.process(&buffer[..n]);
            if n == 0 || screen.screen().contents().contains(text) {
                send.send(text).unwrap();
                marker = markers.next();
            }
        }
    });
    assert_eq!(seen.recv_timeout(PATIENCE), Ok("? help"));
    // Keys that come in one packet are text: the form has to be there before it is typed in.
    keys.write_all(b"n").unwrap();
    assert_eq!(seen.recv_timeout(PATIENCE), Ok("F1 help"));
    keys.write_all("a long nigh".as_bytes()).unwrap();
    keys.flush().unwrap();
    seen.recv_timeout(PATIENCE).expect("the note was shown as it was typed");
    drop((keys, pair.master));
    let (send, ended) = channel();
    std::thread::spawn(move || send.send(child.wait().unwrap().success()));
    assert_eq!(ended.recv_timeout(PATIENCE), Ok(true), "it ended by itself, and well");
    let mut again = Session::open(&path);
    again.press("n");
    again.wait("a long nigh");
    again.press("\x1b");
    again.wait("s asleep");
    again.press("q");
    again.expect_restored("0");
}

#[test]
fn a_killed_program_loses_nothing_it_said_was_kept() {
    let (_folder, path) = journal();
    let mut session = Session::open(&path);
    session.press("s");
    session.wait("Saved: 14:07 sleep");
    session.signal("KILL");
    session.wait("left with 137.");
    let mut again = Session::open(&path);
    again.wait("asleep since 14:07");
    again.press("s");
    again.wait("a moment ago");
    again.press("s");
    again.wait("Saved: 14:07–14:07 sleep, 0 min");
    again.press("q");
    again.expect_restored("0");
    assert_eq!(sleeps(&path), 1, "the sleep that ran was ended, no second one begun");
}

/// Waits until the journal holds a draft with these words; the program looks after drafts between keys.
fn drafted(path: &Path, words: &str) {
    let end = Instant::now() + PATIENCE;
    let store = open(path);
    let holds = |(_, content): &(String, serde_json::Value)| content.to_string().contains(words);
    while !store.load_drafts().unwrap().iter().any(holds) {
        assert!(Instant::now() < end, "\"{words}\" was never drafted");
        std::thread::yield_now();
    }
}

#[test]
fn a_killed_program_finds_what_was_being_typed_again() {
    let (_folder, path) = journal();
    for (key, typed, shown, said) in [
        ("n", "a long night", "a long night", "You started a note at 14:07. Press n to carry on."),
        ("m", "12\t12", "[1 legs][2 tummy]", "You started a massage at 14:07. Press m to carry on."),
        (":", "slept 13:10-13:40", "13:10", "You started a line at 14:07. Press : to carry on."),
    ] {
        let mut session = Session::open(&path);
        session.press(key);
        session.wait("F1 help");
        session.press(typed);
        session.wait(shown);
        drafted(&path, if key == "m" { "tummy" } else { typed });
        session.signal("KILL");
        session.wait("left with 137.");
        let mut again = Session::open(&path);
        again.wait(said);
        again.press(key);
        again.wait(shown);
        // Its footer too: what is left of Today's there must not be taken for Today.
        again.wait("F1 help");
        // Ctrl-n empties a form, ctrl-u a line.
        again.press("\x0e\x15\x1b");
        again.wait("s asleep");
        again.press("q");
        again.expect_restored("0");
    }
}

#[test]
fn an_error_is_told_on_the_ordinary_screen() {
    let (_folder, path) = journal();
    std::fs::write(&path, "not a journal at all, but long enough to be taken for a page of one").unwrap();
    let program = env!("CARGO_BIN_EXE_cuebook");
    let mut session = Session::start(&format!(
        "'{program}' --journal '{}'; echo \"left with $?.\"; stty -a; echo all said.",
        path.display()
    ));
    session.wait("is damaged, or not a journal");
    session.expect_restored("1");
}

/// Not a test of its own: the panic below, inside the pseudo-terminal.
#[test]
fn a_panic_inside() {
    if std::env::var_os("CUEBOOK_TEST_PANIC").is_some() {
        let outcome: anyhow::Result<()> = cuebook::tui::terminal::with_terminal(|terminal| {
            terminal.draw(|frame| frame.render_widget("the journal", frame.area()))?;
            panic!("a fault of our own")
        });
        outcome.unwrap();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_its_message_can_be_read() {
    let this = std::env::current_exe().unwrap();
    let mut session = Session::start(&format!(
        "CUEBOOK_TEST_PANIC=1 RUST_BACKTRACE=0 '{}' --exact terminal::a_panic_inside --nocapture; echo \"left with $?.\"; \
         stty -a; echo all said.",
        this.display()
    ));
    session.wait("a fault of our own");
    session.expect_restored("101");
    let entered = session.raw.windows(8).any(|bytes| bytes == b"\x1b[?1049h");
    assert!(entered, "it had been on the alternate screen");
}

#[test]
fn the_demo_leaves_nothing_behind_however_it_ends() {
    for ending in ["q", "TERM", "KILL"] {
        let folder = tempfile::tempdir().unwrap();
        let (program, home) = (env!("CARGO_BIN_EXE_cuebook"), folder.path().display());
        let mut session = Session::start(&format!(
            "export HOME='{home}' TMPDIR='{home}'; cd '{home}'; '{program}' demo; echo \"left with $?.\"; stty sane; stty -a; echo all said."
        ));
        session.wait("A made-up family");
        session.wait("Wren · 14 weeks 3 days");
        session.press("s");
        session.wait("Saved: 14:07 sleep");
        match ending {
            "q" => session.press("q"),
            signal => session.signal(signal),
        }
        session.wait("all said.");
        let shown = session.shown();
        assert_eq!(shown.contains("Nothing was saved"), ending != "KILL", "{shown}");
        session.child.wait().unwrap();
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert!(left.is_empty(), "after {ending}: {left:?}");
    }
}

#[test]
fn a_slip_in_the_config_file_is_told_and_shuts_nobody_out() {
    let (folder, path) = journal();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "hide_after = \"soon\"\n").unwrap();
    let program = env!("CARGO_BIN_EXE_cuebook");
    let mut session = Session::start(&format!(
        "CUEBOOK_CONFIG='{}' '{program}' --journal '{}'; echo left with $?.",
        config.display(),
        path.display()
    ));
    session.wait("hide_after in the config file should be minutes");
    session.press("s");
    session.wait("Saved: 14:07 sleep");
    session.press("q");
    session.wait("left with 0.");
}

/// No room on the disk, as far as the program can tell: no file may grow beyond two kilobytes. A letter more in a note does
/// not fit the journal; a small file elsewhere does.
#[test]
fn without_room_for_the_journal_what_was_typed_is_in_a_file_that_is_named() {
    for end in ["ctrl-c", "HUP"] {
        let (folder, path) = journal();
        let state = folder.path().join("state");
        let program = env!("CARGO_BIN_EXE_cuebook");
        let run = format!("XDG_STATE_HOME='{}' '{program}' --journal '{}'", state.display(), path.display());
        let mut session = Session::start(&format!(
            "(trap '' XFSZ; ulimit -f 4; {run}; echo \"left with $?.\"); echo again; {run}; echo \"left with $?.\""
        ));
        session.wait("? help");
        session.press("n");
        session.wait("your note");
        session.press("she smiled in her sleep");
        session.wait("in her sleep");
        if end == "HUP" {
            // The shell in brackets is the program's parent.
            let inner = session.program();
            let children = std::fs::read_to_string(format!("/proc/{inner}/task/{inner}/children")).unwrap();
            let program = children.split_whitespace().next().unwrap().to_owned();
            let killed = std::process::Command::new("kill").args(["-HUP", &program]).status();
            assert!(killed.unwrap().success());
        } else {
            session.press("\x03");
        }
        session.wait("the journal could not be reached is");
        let said = String::from_utf8_lossy(&session.raw).replace("\r\n", " ");
        assert!(said.contains("What you were typing is in ") && said.contains("left with 0."), "{said}");
        session.press("\r");
        session.wait("in her sleep");
        session.press("\r");
        session.wait("Saved: 14:07 note");
        session.press("q");
        session.wait("left with 0.");
        let left = std::fs::read_dir(state.join("cuebook")).unwrap().flatten();
        assert_eq!(
            left.filter(|entry| entry.path().is_file()).count(),
            0,
            "the words are in the journal now"
        );
    }
}
