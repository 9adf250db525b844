//! Keys as text through the whole app on a test terminal, at one fixed time.
//!
//! `press("m<tab>12<enter>")` types letters as they are and named keys in angle brackets.

use super::{LONDON, memory, now, open, settled, welcomed};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::model::{Entry, EntryKind, Family, Timestamp};
use cuebook::store::{EntryFilter, Store};
use cuebook::tui::app::App;
use cuebook::tui::keys::pointer_event::PointerEvent;
use cuebook::tui::screens::OpeningScreen;
use cuebook::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use std::path::Path;

/// The app on a terminal of 80x24, or of another size.
pub(crate) struct TestApp {
    pub(crate) app: App,
    terminal: Terminal<TestBackend>,
    pub(crate) now: Timestamp,
}

impl TestApp {
    /// In a journal in memory, past the welcome.
    pub(crate) fn new() -> Self {
        Self::of(memory(), 80, 24)
    }

    /// In a file, past the welcome.
    pub(crate) fn in_file(path: &Path) -> Self {
        Self::of(settled(open(path)), 80, 24)
    }

    /// In a journal made beforehand, on a terminal of this size.
    pub(crate) fn of(store: Store, columns: u16, rows: u16) -> Self {
        Self::with_theme(store, Theme::with_defaults(), columns, rows)
    }

    pub(crate) fn with_theme(store: Store, theme: Theme, columns: u16, rows: u16) -> Self {
        Self::at_time(store, theme, now(), (columns, rows))
    }

    pub(crate) fn at_time(store: Store, theme: Theme, now: Timestamp, (columns, rows): (u16, u16)) -> Self {
        let mut made = Self {
            app: App::new(store, theme, now).unwrap(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            now,
        };
        made.paint();
        made
    }

    /// The question before a journal is opened.
    pub(crate) fn before_opening(question: OpeningScreen, columns: u16, rows: u16) -> Self {
        let blank = super::open_in_memory();
        let mut made = Self {
            app: App::for_opening(blank, Theme::with_defaults(), now(), question).unwrap(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            now: now(),
        };
        made.paint();
        made
    }

    /// On 80x24 in a journal whose welcome was skipped.
    pub(crate) fn past_welcome(store: Store) -> Self {
        Self::of(welcomed(store), 80, 24)
    }

    /// The same app on a terminal of another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        self.paint();
        self
    }

    /// The same app with other looks.
    pub(crate) fn dress(&mut self, theme: Theme) -> &mut Self {
        self.app.set_theme(theme);
        self.app.handle_tick(self.now);
        self.paint();
        self
    }

    /// A notch of the wheel.
    pub(crate) fn wheel(&mut self, is_up: bool) -> &mut Self {
        self.point(if is_up { PointerEvent::WheelUp } else { PointerEvent::WheelDown })
    }

    /// A press on the first letter of these words, where they stand first on the screen.
    #[track_caller]
    pub(crate) fn click(&mut self, words: &str) -> &mut Self {
        let screen = self.painted();
        let found = screen.lines().enumerate().find_map(|(y, row)| Some((y, row.find(words)?, row)));
        let (y, at, row) = found.unwrap_or_else(|| panic!("no {words:?} in\n{screen}"));
        let x = row[..at].chars().count();
        self.point(PointerEvent::Press(Position::new(x as u16, y as u16)))
    }

    pub(crate) fn point(&mut self, event: PointerEvent) -> &mut Self {
        self.app.handle_pointer(event, self.now);
        self.app.wait_for_jobs();
        self.paint();
        self
    }

    fn paint(&mut self) {
        let app = &self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
    }

    /// Time passes.
    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now = Timestamp::from_seconds_in_zone(self.now.unix_seconds() + seconds, LONDON);
        self.app.handle_tick(self.now);
        self.app.wait_for_jobs();
        self.paint();
    }

    /// Presses keys, painting after each; how many there were.
    pub(crate) fn press(&mut self, keys: &str) -> usize {
        let keys = parse(keys);
        for key in &keys {
            self.app.handle_key(*key, self.now);
            self.app.wait_for_jobs();
            self.paint();
        }
        keys.len()
    }

    /// Presses keys without waiting for what works behind the screen.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.app.handle_key(key, self.now);
        }
        self.paint();
        self
    }

    /// Keys that reach the program at once.
    pub(crate) fn burst(&mut self, keys: &str) -> &mut Self {
        self.app.handle_keys(&parse(keys), self.now);
        self.app.wait_for_jobs();
        self.paint();
        self
    }

    pub(crate) fn has(&mut self, text: &str) -> &mut Self {
        self.paint();
        assert_shows(self, text);
        self
    }

    pub(crate) fn lacks(&mut self, text: &str) -> &mut Self {
        self.paint();
        assert_hides(self, text);
        self
    }

    /// The screen as it is now, also when what works behind it has gone on.
    pub(crate) fn painted(&mut self) -> String {
        self.paint();
        self.screen()
    }

    /// The row with the cursor.
    pub(crate) fn picked(&mut self) -> String {
        let screen = self.painted();
        let row = screen.lines().find(|row| row.starts_with('▸'));
        row.unwrap_or_else(|| panic!("no cursor:\n{screen}")).to_owned()
    }

    /// The screen as text, one line a row.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let row = |y: u16| -> String {
            let row: String = (0..buffer.area.width)
                .filter_map(|x| buffer.cell((x, y)).map(|cell| cell.symbol()))
                .collect();
            row.trim_end().to_owned()
        };
        (0..buffer.area.height).map(row).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn terminal(&self) -> &TestBackend {
        self.terminal.backend()
    }

    pub(crate) fn store(&self) -> &Store {
        self.app.store()
    }

    pub(crate) fn family(&self) -> Family {
        self.store().load_family().unwrap()
    }

    /// Everything kept, newest first.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.store().load_newest_entries(&EntryFilter::default(), None, 1000, |_| true).unwrap()
    }

    /// The only entry of a kind.
    pub(crate) fn only(&self, kind: EntryKind) -> Entry {
        let mut all = self.entries();
        all.retain(|entry| entry.kind() == kind);
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }
}

#[track_caller]
pub(crate) fn assert_shows(app: &TestApp, text: &str) {
    let screen = app.screen();
    assert!(screen.contains(text), "no {text:?} in\n{screen}");
}

#[track_caller]
pub(crate) fn assert_shows_all(app: &TestApp, parts: &[&str]) {
    for part in parts {
        assert_shows(app, part);
    }
}

#[track_caller]
pub(crate) fn assert_hides(app: &TestApp, text: &str) {
    let screen = app.screen();
    assert!(!screen.contains(text), "{text:?} in\n{screen}");
}

fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        match named.and_then(|(name, after)| Some((key(name)?, after))) {
            Some((event, after)) => {
                events.push(event);
                rest = after;
            }
            None => {
                events.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    events
}

fn key(name: &str) -> Option<KeyEvent> {
    if let Some(letter) = name.strip_prefix("alt-") {
        let letter = letter.chars().next()?;
        return Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT));
    }
    if let Some(letter) = name.strip_prefix("ctrl-") {
        let letter = letter.chars().next()?;
        return Some(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL));
    }
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "back" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "space" => KeyCode::Char(' '),
        _ => return None,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}
