//! The real program in a pseudo-terminal that answers as a terminal does: its ground, its title, the mouse and links.
#![cfg(target_os = "linux")]

use crate::support::Session;
use std::fs;
use std::path::PathBuf;
use vt100::{Color, MouseProtocolMode};

const ASK: &str = "\x1b]11;?\x07";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x07";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\";

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

    /// The program with this before it on the shell's line.
    fn open(&self, env: &str) -> Session {
        let program = format!("'{}' --journal '{}'", env!("CARGO_BIN_EXE_cuebook"), self.journal().display());
        let mut session = Session::start(&format!(
            "{program} log note first >/dev/null; {env} {program}; echo \"left with $?.\"; stty -a; echo all said."
        ));
        session.wait("? help");
        session
    }

    fn config(&self, text: &str) -> String {
        let path = self.folder.path().join("config.toml");
        fs::write(&path, text).unwrap();
        format!("CUEBOOK_CONFIG='{}'", path.display())
    }
}

/// The colour of the heading.
fn accent(session: &Session) -> Color {
    session.screen.screen().cell(0, 1).unwrap().fgcolor()
}

fn wait_for_accent(session: &mut Session, color: Color) {
    session.wait_for_screen("the palette that fits", |screen| screen.cell(0, 1).unwrap().fgcolor() == color);
}

fn leave(mut session: Session) {
    session.press("q");
    session.expect_restored("0");
}

#[test]
fn the_palette_fits_the_ground_that_the_terminal_tells() {
    for (answer, color) in [(LIGHT, Color::Rgb(0, 95, 115)), (DARK, Color::Rgb(135, 200, 205))] {
        let home = Home::new();
        let mut session = home.open("COLORTERM=truecolor");
        session.wait_for_bytes(ASK);
        assert_eq!(accent(&session), Color::Rgb(0, 130, 140), "what can be read on both, until it tells");
        session.press(answer);
        wait_for_accent(&mut session, color);
        leave(session);
    }
}

#[test]
fn an_answer_however_late_and_in_pieces_is_no_key() {
    let home = Home::new();
    let mut session = home.open("COLORTERM=truecolor");
    session.wait_for_bytes(ASK);
    // In a form every letter of it would be seen.
    session.press("n");
    session.wait("F1 help");
    session.press("before ");
    session.wait("before");
    for piece in [&LIGHT[..2], &LIGHT[2..9], &LIGHT[9..]] {
        session.press(piece);
    }
    wait_for_accent(&mut session, Color::Rgb(0, 95, 115));
    session.press("after");
    session.wait("before after");
    assert!(!session.shown().contains("rgb"), "{}", session.shown());
    session.press("\x13");
    session.wait("Saved: 14:07 note");
    leave(session);
}

#[test]
fn keys_typed_before_the_answer_are_heard() {
    let home = Home::new();
    let mut session = home.open("COLORTERM=truecolor");
    session.wait_for_bytes(ASK);
    session.press(&format!("s{DARK}"));
    session.wait("Saved: 14:07 sleep");
    wait_for_accent(&mut session, Color::Rgb(135, 200, 205));
    session.press("\x1b");
    leave(session);
}

#[test]
fn an_answer_on_leaving_is_not_typed_into_the_shell() {
    let home = Home::new();
    let mut session = home.open("COLORTERM=truecolor");
    session.wait_for_bytes(ASK);
    session.press(&format!("q{DARK}"));
    session.expect_restored("0");
    assert!(!session.shown().contains("rgb"), "{}", session.shown());
}

#[test]
fn a_terminal_that_may_not_answer_is_not_asked() {
    for env in ["TERM=linux", "TERM=screen-256color", "TERM=vt100", "TERM=xterm STY=1.tty", "NO_COLOR=1"] {
        let home = Home::new();
        let mut session = home.open(env);
        // The question would have come before what is waited for second.
        for (key, sign) in [("v", "/ find"), ("\x1b", "s asleep")] {
            session.press(key);
            session.wait(sign);
        }
        assert_eq!(session.count("\x1b]11"), 0, "{env}");
        leave(session);
    }
    let home = Home::new();
    let mut session = home.open("TERM=screen-256color TMUX=/tmp/tmux,1,0");
    session.wait_for_bytes(ASK);
    assert_eq!(session.count(ASK), 1, "tmux answers, whatever it is called");
    leave(session);
}

#[test]
fn the_environment_tells_the_ground_where_the_terminal_does_not() {
    for (env, color) in [
        ("COLORTERM=truecolor COLORFGBG='0;15'", Color::Rgb(0, 95, 115)),
        ("COLORTERM=truecolor COLORFGBG='15;default;0'", Color::Rgb(135, 200, 205)),
        ("COLORTERM= TERM=linux", Color::Idx(6)),
        ("COLORTERM=truecolor COLORFGBG='0;15' TMUX=/tmp/tmux,1,0", Color::Rgb(0, 130, 140)),
    ] {
        let home = Home::new();
        let session = home.open(env);
        assert_eq!(accent(&session), color, "{env}");
        leave(session);
    }
}

#[test]
fn the_title_names_nobody_and_is_put_back() {
    let home = Home::new();
    let mut session = home.open("");
    assert_eq!(session.count("\x1b[22;2t\x1b]2;cuebook\x07"), 1);
    assert_eq!(session.count("\x1b]2;"), 1);
    assert_eq!(session.count("\x1b[23;2t"), 0);
    session.press("v");
    session.wait("/ find");
    assert_eq!(session.count("\x1b]2;"), 1, "the same on every screen");
    session.press("\x1b");
    session.wait("s asleep");
    leave(session);
    for env in ["TERM=linux", "TERM=screen", "TERM=vt220"] {
        let home = Home::new();
        let session = home.open(env);
        assert_eq!(session.count("\x1b]2;") + session.count("\x1b[22;2t"), 0, "{env}");
        leave(session);
    }
}

#[test]
fn the_mouse_is_heard_and_left_to_the_terminal_again() {
    let home = Home::new();
    let mut session = home.open("");
    assert_eq!(session.screen.screen().mouse_protocol_mode(), MouseProtocolMode::PressRelease);
    // A press on the footer's "m massage", then the wheel on what it opens.
    let row = session.shown().lines().position(|row| row.contains("m massage")).unwrap();
    let column = session.shown().lines().nth(row).unwrap().find("m massage").unwrap();
    session.press(&format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", column + 1, row + 1));
    session.wait("b begin");
    session.press("\x1b[<65;5;5M\x1b[<64;5;5M");
    session.press("\x0c");
    session.wait("The screen is hidden.");
    session.wait_for_screen("a mouse left alone", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::None
    });
    session.press("\r");
    session.wait("b begin");
    session.wait_for_screen("a mouse heard", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::PressRelease
    });
    session.press("\x1b");
    session.wait("s asleep");
    leave(session);
}

#[test]
fn a_mouse_that_is_off_in_the_config_is_the_terminal_s() {
    let home = Home::new();
    let env = home.config("mouse = \"off\"\n");
    let session = home.open(&env);
    assert_eq!(session.count("\x1b[?1000"), 0);
    leave(session);
    let session = home.open("TERM=vt220");
    assert_eq!(session.count("\x1b[?1000"), 0);
    leave(session);
}

#[test]
fn a_stop_leaves_title_and_mouse_to_the_shell_and_takes_them_again() {
    let home = Home::new();
    let program = format!("'{}' --journal '{}'", env!("CARGO_BIN_EXE_cuebook"), home.journal().display());
    let mut session = Session::start(&format!(
        "{program} log note first >/dev/null; set -m; {program}; echo \"stopped with $?.\"; read go; stty sane; fg; \
         echo \"left with $?.\"; stty -a; echo all said."
    ));
    session.wait("? help");
    session.signal("TSTP");
    session.wait("stopped with 147.");
    assert_eq!(session.screen.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    assert_eq!((session.count("\x1b[22;2t"), session.count("\x1b[23;2t")), (1, 1));
    session.press("\r");
    session.wait("? help");
    session.wait_for_screen("a mouse heard", |screen| {
        screen.mouse_protocol_mode() == MouseProtocolMode::PressRelease
    });
    assert_eq!(session.count("\x1b[22;2t"), 2);
    leave(session);
}

#[test]
fn numbers_and_sources_are_links_where_the_terminal_makes_them() {
    let home = Home::new();
    let mut session = home.open("VTE_VERSION=7600");
    assert_eq!(session.count("\x1b]8;"), 0, "none on Today");
    session.press("!");
    session.wait("Support");
    session.wait("In danger");
    session.press("\x1b[6~");
    session.wait_until("more of the page", |shown| !shown.contains("In danger: ring"));
    session.press("\x1b");
    session.wait("s asleep");
    assert!(session.count("\x1b]8;;tel:") > 0);
    session.press("g\x1b[Z");
    session.wait("[sources]");
    session.press("\x1b[B");
    session.wait_until("an address", |shown| shown.contains("https://"));
    session.press("\x1b");
    session.wait("s asleep");
    assert!(session.count("\x1b]8;;https://") > 0);
    let text = String::from_utf8_lossy(&session.raw).into_owned();
    let mut open = false;
    for piece in text.split("\x1b]8;;").skip(1) {
        let (uri, _) = piece.split_once("\x1b\\").expect("every link is ended");
        assert!(uri.is_empty() == open, "begun and ended by turns: {uri:?}");
        assert!(uri.is_empty() || uri.starts_with("tel:") || uri.starts_with("https://"), "{uri:?}");
        assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()), "{uri:?}");
        open = !uri.is_empty();
    }
    assert!(!open);
    leave(session);
}

#[test]
fn a_terminal_that_is_not_known_to_make_links_gets_none() {
    for env in [
        "",
        "TMUX=/tmp/tmux,1,0 TERM=tmux-256color TERM_PROGRAM=tmux TERM_PROGRAM_VERSION=3.3a",
        "VTE_VERSION=7600 STY=1.tty",
    ] {
        let home = Home::new();
        let mut session = home.open(env);
        session.press("!");
        session.wait("In danger");
        session.press("\x1b");
        session.wait("s asleep");
        assert_eq!(session.count("\x1b]8"), 0, "{env}");
        leave(session);
    }
}
