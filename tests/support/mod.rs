//! A journey: keys as text through the whole app on a test terminal, at one fixed time.
//!
//! `press("m<tab>12<enter>")` types letters as they are and named keys in angle brackets.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::model::{Change, Entry, EntryKind, Family, Record, Setting, Timestamp};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use cuebook::tui::app::App;
use cuebook::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;
use std::path::Path;

pub(crate) const LONDON: chrono_tz::Tz = chrono_tz::Europe::London;

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

/// Sunday 22 November 2026, 14:07 in London.
pub(crate) fn now() -> Timestamp {
    at("2026-11-22T14:07:00+00:00")
}

/// The app on a terminal of 80x24, or of another size.
pub(crate) struct App80 {
    pub(crate) app: App,
    terminal: Terminal<TestBackend>,
    pub(crate) now: Timestamp,
}

impl App80 {
    /// In a journal in memory, past the welcome.
    pub(crate) fn new() -> Self {
        Self::of(settled(Store::open_in_memory(ProgramRun::new("test"), LONDON).unwrap()), 80, 24)
    }

    /// In a file, past the welcome.
    pub(crate) fn in_file(path: &Path) -> Self {
        Self::of(settled(Store::open(path, ProgramRun::new("test"), LONDON).unwrap()), 80, 24)
    }

    /// In a journal made beforehand, on a terminal of this size.
    pub(crate) fn of(store: Store, columns: u16, rows: u16) -> Self {
        Self::looking(store, Theme::with_defaults(), columns, rows)
    }

    pub(crate) fn looking(store: Store, look: Theme, columns: u16, rows: u16) -> Self {
        let mut made = Self {
            app: App::new(store, look, now()).unwrap(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            now: now(),
        };
        made.paint();
        made
    }

    /// The same app on a terminal of another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        self.paint();
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

/// A journal whose welcome was seen: Maya of 11 weeks 3 days, and Anna.
pub(crate) fn settled(mut store: Store) -> Store {
    let family = store.load_family().unwrap();
    if family.settings.welcomed {
        return store;
    }
    let (baby, carer) = (&family.babies[0], &family.carers[0]);
    let named = cuebook::model::Baby {
        name: Some("Maya".into()),
        born: Some("2026-09-03".parse().unwrap()),
        ..baby.clone()
    };
    let anna = cuebook::model::Carer { name: Some("Anna".into()), ..carer.clone() };
    let mut change = Change::replace_record("named the family", baby.clone(), named);
    change.edits.extend(Change::replace_record("", carer.clone(), anna).edits);
    let seen = Record::Setting(Setting { name: "welcomed".into(), value: json!(true) });
    change.edits.extend(Change::add_record("", seen).edits);
    store.apply(&change, now()).unwrap();
    store
}

/// A journal whose welcome was skipped for good, so that an empty one opens on Today.
pub(crate) fn welcomed(mut store: Store) -> Store {
    if store.is_empty().unwrap() && !store.load_family().unwrap().settings.welcomed {
        let seen = Setting { name: "welcomed".into(), value: json!(true) };
        let change = Change::add_record("the welcome", Record::Setting(seen));
        store.apply(&change, now()).unwrap();
    }
    store
}

/// Adds entries to a journal before the app opens it.
pub(crate) fn with(mut store: Store, entries: &[Entry]) -> Store {
    for entry in entries {
        store.apply(&Change::add_record("an entry", entry.clone()), now()).unwrap();
    }
    store
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
        "space" => KeyCode::Char(' '),
        _ => return None,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}
