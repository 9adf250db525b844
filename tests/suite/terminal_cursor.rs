//! The terminal's own cursor stands where typing goes on, and unseen on the marked row where nothing is typed: what a screen
//! reader says, a magnifier shows and an input method opens its window at.

use crate::support::{Bytes, TestApp, memory};
use cuebook::tui::terminal::screen_backend::ScreenBackend;
use cuebook::tui::theme::{Theme, ThemePrefs};
use ratatui::Terminal;
use ratatui::backend::Backend;
use std::num::NonZero;

/// A screen as a terminal shows it.
struct Shown {
    parser: vt100::Parser,
}

impl Shown {
    fn of(app: &TestApp) -> Self {
        let bytes = Bytes::default();
        let backend = ScreenBackend::with_size(bytes.clone(), 80, 24);
        let mut terminal = Terminal::new(backend).unwrap();
        let mut marked = None;
        terminal.draw(|frame| marked = app.app.draw_and_mark(frame)).unwrap();
        if let Some(marked) = marked {
            terminal.set_cursor_position(marked).unwrap();
        }
        Backend::flush(terminal.backend_mut()).unwrap();
        let mut parser = vt100::Parser::new(NonZero::new(24).unwrap(), NonZero::new(80).unwrap(), 0);
        parser.process(&bytes.taken());
        Self { parser }
    }

    fn is_visible(&self) -> bool {
        !self.parser.screen().hide_cursor()
    }

    /// What stands before the cursor on its row, and from it on.
    fn around(&self) -> (String, String) {
        let (row, column) = self.parser.screen().cursor_position();
        let line = self.parser.screen().rows(0, 80).nth(usize::from(row)).unwrap();
        let letters: Vec<char> = line.chars().collect();
        let at = usize::from(column).min(letters.len());
        (letters[..at].iter().collect(), letters[at..].iter().collect())
    }
}

fn app_with_rows(ascii: bool) -> TestApp {
    let theme = Theme::with_defaults().with_prefs(ThemePrefs { ascii, ..ThemePrefs::default() });
    let mut app = TestApp::with_theme(memory(), theme, 80, 24);
    app.press(":note first<enter>:cue hiccups 11:00<enter>:slept 11:40-12:55<enter>:note second<enter>");
    app
}

/// Keys to a place where text is typed, and what stands before the cursor there.
const TYPED: &[(&str, &str)] = &[
    ("nabc", "abc"),
    ("nabc<ctrl-j>de", "de"),
    ("nabc<left>", "ab"),
    (":slept 11:40", ": slept 11:40"),
    (":slept<home>", ": "),
    ("<ctrl-p>", ": "),
    ("v/hic", "hic"),
    ("vJ/21 nov", "21 nov"),
    ("g/looks", "looks"),
    ("clook", "look"),
    ("zx", "x"),
    ("f<tab>", ""),
    ("m", ""),
    ("m12", "12"),
    (",<enter>", ""),
    ("pa is it", "is it"),
    ("ps", ".pdf"),
];

#[test]
fn where_something_is_typed_the_cursor_is_seen_behind_it() {
    for (keys, before) in TYPED {
        let mut app = app_with_rows(false);
        app.press(keys);
        let shown = Shown::of(&app);
        let (left, right) = shown.around();
        assert!(shown.is_visible(), "{keys}:\n{}", app.screen());
        assert!(left.ends_with(before), "{keys}: {left:?} and {right:?}\n{}", app.screen());
    }
}

/// Keys to a place where nothing is typed.
const LISTED: &[&str] = &[
    "",
    "<down>",
    "v",
    "v<down><down>",
    "v<end>",
    "g",
    "g<down>",
    ",",
    ",<down>",
    "p",
    "p<down>",
    "l",
    "t",
    "t<tab>",
];

#[test]
fn elsewhere_it_stands_unseen_on_the_marked_row() {
    for (ascii, sign) in [(false, '▸'), (true, '>')] {
        for keys in LISTED.iter().filter(|keys| !ascii || keys.len() == 1) {
            let mut app = app_with_rows(ascii);
            app.press(keys);
            let shown = Shown::of(&app);
            let (left, right) = shown.around();
            assert!(!shown.is_visible(), "{keys}:\n{}", app.screen());
            assert!(
                left.trim().is_empty() && right.starts_with(sign),
                "{keys}: {left:?} and {right:?}\n{}",
                app.screen()
            );
        }
    }
}

/// Where there is only text, it is where the text begins.
#[test]
fn on_a_screen_of_text_it_stands_where_the_text_begins() {
    for (keys, begins) in [("?", "Write"), ("!", ""), ("v?", "Write")] {
        let mut app = app_with_rows(false);
        app.press(keys);
        let shown = Shown::of(&app);
        assert!(!shown.is_visible());
        let (left, right) = shown.around();
        assert!(left.is_empty() && right.trim_start().starts_with(begins), "{keys}: {right:?}");
    }
}

/// A picture that did not change is not painted, and a change of one letter is few bytes.
#[test]
fn what_did_not_change_is_not_written() {
    let app = app_with_rows(false);
    let bytes = Bytes::default();
    let mut terminal = Terminal::new(ScreenBackend::with_size(bytes.clone(), 80, 24)).unwrap();
    for first in [true, false, false] {
        let mut marked = None;
        terminal.draw(|frame| marked = app.app.draw_and_mark(frame)).unwrap();
        terminal.set_cursor_position(marked.unwrap()).unwrap();
        assert_eq!(bytes.taken().is_empty(), !first);
    }
}
