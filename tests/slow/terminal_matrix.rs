//! Terminal by locale by screen, walked through a pseudo-terminal: every screen opens, shows what it should in the signs that
//! terminal can show, and leaves nothing behind.
#![cfg(target_os = "linux")]

use crate::support::Session;

const TERMINALS: [&str; 6] = ["xterm-256color", "linux", "screen", "tmux-256color", "vt100", "dumb"];
const LOCALES: [(&str, bool); 2] = [("C.UTF-8", true), ("C", false)];

/// Keys from Today, and words of the screen they open.
const SCREENS: &[(&str, &str)] = &[
    ("v", "K kind"),
    ("t", "tab next"),
    ("g", "* star"),
    ("l", "language"),
    ("p", "x strike"),
    (",", "o show or write"),
    ("?", "fell asleep; again"),
    ("!", "esc back"),
    ("n", "F1 help"),
    ("c", "F1 help"),
    ("m", "begin now"),
    ("f", "F1 help"),
    ("z", "F1 help"),
    (":", "F1 help"),
];

#[test]
fn every_screen_on_every_terminal_in_every_locale() {
    let program = env!("CARGO_BIN_EXE_cuebook");
    for term in TERMINALS {
        for (locale, is_utf8) in LOCALES {
            let folder = tempfile::tempdir().unwrap();
            let journal = folder.path().join("journal.db");
            let run = format!("'{program}' --journal '{}'", journal.display());
            let mut session = Session::start(&format!(
                "export TERM={term} LC_ALL={locale}; {run} log note a quiet morning ❤️ at 9:00; {run}; echo \"left with $?.\"; stty -a; echo all said."
            ));
            if term == "dumb" {
                session.wait("all said.");
                let said = String::from_utf8_lossy(&session.raw).into_owned();
                assert!(said.contains("left with 1.") && said.contains("cuebook today"), "{said}");
                continue;
            }
            if term == "screen" || term == "vt100" || term == "linux" {
                session = session.without_second_screen();
            }
            walk(&mut session, term, is_utf8 && term != "linux");
            session.press("q");
            session.wait("all said.");
            let shown = session.shown();
            assert!(shown.contains("left with 0.") && shown.contains(" icanon"), "{term} {locale}:\n{shown}");
            assert!(!shown.contains("? help"), "{term} {locale}:\n{shown}");
        }
    }
}

fn walk(session: &mut Session, term: &str, has_signs: bool) {
    session.wait("? help");
    let today = session.shown();
    assert!(today.contains("a quiet morning"), "{term}:\n{today}");
    let is_body = |shown: &str| body(shown) == body(&today);
    for (keys, words) in SCREENS {
        session.press(keys);
        // The cursor is seen where something is typed, and only there; it is put last.
        let is_typing = matches!(*keys, "n" | "c" | "m" | "f" | "z" | ":");
        session.wait_for_screen(words, |screen| {
            screen.contents().contains(words)
                && !is_body(&screen.contents())
                && screen.hide_cursor() != is_typing
        });
        let shown = session.shown();
        let own_signs = shown.chars().filter(|c| !c.is_ascii() && !"❤\u{fe0f}".contains(*c));
        assert_eq!(own_signs.count() > 0, has_signs, "{term} {keys}:\n{shown}");
        session.press("\x1b");
        session.wait_until(&format!("{term} {keys}: Today with nothing left behind"), is_body);
    }
}

/// All but the status line, which may say that a draft waits.
fn body(shown: &str) -> Vec<String> {
    let mut lines: Vec<String> = shown.lines().map(|line| line.trim_end().to_owned()).collect();
    if let Some(status) = lines.len().checked_sub(2) {
        lines.remove(status);
    }
    lines
}
