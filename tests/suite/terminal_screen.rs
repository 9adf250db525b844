//! The screen is the program's while it is on it and clean when it leaves: another program's output, a terminal without a
//! second screen, hiding, stopping and coming back, and letters that terminals measure otherwise.
#![cfg(target_os = "linux")]

use crate::support::{Bytes, Session};
use cuebook::tui::terminal::screen_backend::ScreenBackend;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::prelude::Backend;
use ratatui::widgets::Paragraph;
use std::fs;
use std::io::Write;
use std::num::NonZero;
use std::path::Path;

const PRIVATE: &str = "a quiet morning";

/// A journal with one note, in a script that goes on around the program.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        let mut session = Session::start(&format!("{} log note {PRIVATE}; echo written.", home.program()));
        session.wait("written.");
        home
    }

    fn program(&self) -> String {
        format!("'{}' --journal '{}'", env!("CARGO_BIN_EXE_cuebook"), self.path("journal.db").display())
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Opens the program behind `before`; the file `tty` then names its terminal.
    fn script(&self, before: &str) -> String {
        format!(
            "tty > '{}'; {before} {}; echo \"left with $?.\"; stty -a; echo all said.",
            self.path("tty").display(),
            self.program()
        )
    }

    fn open(&self) -> Session {
        let mut session = Session::start(&self.script(""));
        session.wait("? help");
        session
    }

    /// What a background job, `wall` or the kernel writes on the terminal.
    fn write_over(&self, words: &str) {
        let tty = fs::read_to_string(self.path("tty")).unwrap();
        let mut tty = fs::OpenOptions::new().write(true).open(Path::new(tty.trim())).unwrap();
        write!(tty, "\r\n\r\n\r\n{words}\r\n").unwrap();
    }
}

#[test]
fn without_a_second_screen_nothing_old_shines_through_and_nothing_stays_behind() {
    let home = Home::new();
    let mut with = Session::start(&home.script("seq 1 30;"));
    with.wait("? help");
    let mut without = Session::start(&home.script("seq 1 30;")).without_second_screen();
    without.wait("? help");
    assert!(!without.screen.screen().alternate_screen());
    assert_eq!(without.shown(), with.shown());
    without.press("v");
    without.wait("/ find");
    without.press("\x1b");
    without.wait("s asleep");
    without.press("q");
    without.wait("all said.");
    let shown = without.shown();
    assert!(!shown.contains(PRIVATE) && !shown.contains("? help"), "{shown}");
    with.press("q");
    with.expect_restored("0");
}

#[test]
fn what_another_program_wrote_is_gone_with_ctrl_r() {
    let home = Home::new();
    let mut session = home.open();
    let clean = session.shown();
    home.write_over("build finished");
    session.wait("build finished");
    session.press("\x12");
    session.wait_until("the clean screen", |shown| shown == clean);
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn the_hidden_screen_shows_nothing_but_itself_and_so_does_the_shown_one_after_it() {
    let home = Home::new();
    let mut session = home.open();
    let clean = session.shown();
    session.press("\x0c");
    session.wait("The screen is hidden.");
    session.wait("Press enter");
    let hidden = session.shown();
    session.press("\r");
    session.wait_until("the screen before", |shown| shown == clean);
    // Scrolled up by three lines, the journal's words stand where the program does not know of them.
    home.write_over("build finished");
    session.wait("build finished");
    session.press("\x0c");
    session.wait_until("the hidden screen alone", |shown| shown == hidden);
    home.write_over("build failed");
    session.wait("build failed");
    session.press("\r");
    session.wait_until("the screen before", |shown| shown == clean);
    session.press("q");
    session.expect_restored("0");
}

/// A shell with job control around the program, that waits for a line before it lets it go on.
fn stoppable(home: &Home) -> Session {
    let mut session = Session::start(&format!(
        "set -m; {}; echo \"stopped with $?.\"; stty -a; read go; stty sane; fg; echo \"left with $?.\"; stty -a; echo all said.",
        home.program()
    ));
    session.wait("? help");
    session
}

#[test]
fn a_stop_asked_for_by_name_or_by_a_signal_leaves_a_clean_shell_and_comes_back_whole() {
    for way in ["name", "TSTP"] {
        let home = Home::new();
        let mut session = stoppable(&home);
        let clean = session.shown();
        match way {
            "name" => {
                session.press(":");
                session.wait("F1 help");
                session.press("to the shell");
                session.wait("leave cuebook waiting");
                session.press("\x1b[B\r");
            }
            signal => session.signal(signal),
        }
        session.wait("stopped with 147.");
        session.wait("echoke");
        let shown = session.shown();
        assert!(!shown.contains(PRIVATE), "{shown}");
        assert!(shown.contains(" icanon") && shown.contains(" echo "), "{shown}");
        assert!(!session.screen.screen().alternate_screen() && !session.screen.screen().hide_cursor());
        session.press("\r");
        session.wait_until("the screen before", |shown| shown == clean);
        session.press("s");
        session.wait("Saved: 14:07 sleep");
        session.press("q");
        session.expect_restored("0");
    }
}

#[test]
fn a_stop_that_cannot_be_refused_is_come_back_from_whole() {
    let home = Home::new();
    let mut session = stoppable(&home);
    let clean = session.shown();
    session.signal("STOP");
    session.wait("stopped with 147.");
    // Raw still: no return becomes a line end here.
    session.press("\n");
    session.wait_until("the screen before", |shown| shown == clean);
    session.press("s");
    session.wait("Saved: 14:07 sleep");
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn where_no_shell_waits_it_does_not_stop() {
    let home = Home::new();
    let mut session = home.open();
    session.signal("TSTP");
    session.wait("There is no shell here to go back to.");
    session.press("q");
    session.expect_restored("0");
}

/// Pictures that terminals measure otherwise than this program, and one of plain letters.
const PICTURES: [&str; 6] = [
    "caught again tonight ❤️  so tired\nand then ☀️ again",
    "🇵🇱 and 🇱🇧 at the window\na flag 🇬🇧",
    "👨‍👩‍👧 all of us, 👋🏽 waving\nthumbs 👍🏿 up",
    "नमस्ते नमस्ते said aunt\nक्षत्रिय",
    "ที่บ้าน กำลังนอน sleeping\nน้ำ",
    "just words\nand a second row of them, longer",
];

/// A terminal that measures code point by code point, as many do.
fn plain_terminal() -> vt100::Parser {
    vt100::Parser::new(NonZero::new(6).unwrap(), NonZero::new(60).unwrap(), 0)
}

/// Pictures one after another on one terminal.
fn show<B: Backend>(pictures: &[&str], backend: impl Fn(Bytes) -> B) -> String
where
    B::Error: std::fmt::Debug,
{
    let bytes = Bytes::default();
    let viewport = ratatui::Viewport::Fixed(Rect::new(0, 0, 60, 6));
    let options = ratatui::TerminalOptions { viewport };
    let mut terminal = Terminal::with_options(backend(bytes.clone()), options).unwrap();
    for picture in pictures {
        terminal.draw(|frame| frame.render_widget(Paragraph::new(*picture), frame.area())).unwrap();
    }
    let mut screen = plain_terminal();
    screen.process(&bytes.taken());
    let contents = screen.screen().contents();
    contents.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn shown_by_ours(pictures: &[&str]) -> String {
    show(pictures, |bytes| ScreenBackend::with_size(bytes, 60, 6))
}

#[test]
fn letters_that_terminals_measure_otherwise_leave_nothing_behind() {
    let mut residue_without = 0;
    for before in PICTURES {
        for after in PICTURES {
            let fresh = shown_by_ours(&[after]);
            assert_eq!(shown_by_ours(&[before, after]), fresh, "{before:?}, then {after:?}");
            assert_eq!(shown_by_ours(&[before, after, before, after]), fresh);
            let theirs = show(&[before, after], CrosstermBackend::new);
            residue_without += usize::from(theirs != fresh);
        }
        // Every word stands in its own column, whatever stands before it.
        for (row, line) in before.lines().enumerate() {
            let alone = shown_by_ours(&[before]);
            let last = line.rsplit(' ').next().unwrap();
            assert!(alone.lines().nth(row).unwrap().contains(last), "{alone}");
        }
    }
    assert!(residue_without > 5, "the terminal of this test tells them apart: {residue_without}");
}
