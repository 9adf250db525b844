//! What both benches stand on: journals of a given size, made once and kept in `target/`, and the app on them with no
//! terminal. Nothing here measures.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::model::{
    Baby, Carer, Change, Checkin, Cue, Details, Edit, Entry, Family, Massage, Moment, Note, Record, Setting,
    Sleep, Timestamp, Zone, new_id,
};
use cuebook::store::{EntryFilter, Passphrase, ProgramRun, Store};
use cuebook::tui::app::App;
use cuebook::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) const ZONE: Zone = Zone::named("Europe/London");
/// The time in every bench, for `CUEBOOK_NOW` too.
pub(crate) const NOW: &str = "2026-11-22T14:07:00+00:00";
/// Another way to make the same journals is another name for them.
const JOURNALS_VERSION: u32 = 1;
/// Entries in one change: as many as one large import brings.
const ENTRIES_A_CHANGE: usize = 10_000;

/// Screens by name: the keys that open each from Today, and a pair of keys to press there again and again. A new
/// screen is a line here.
pub(crate) const SCREENS: &[(&str, &str, [&str; 2])] = &[
    ("today, a row down and up", "", ["<down>", "<up>"]),
    ("today, a day back and on", "<left><left>", ["<left>", "<right>"]),
    ("past, a row down and up", "v", ["<down>", "<up>"]),
    ("past, a page down and up", "v", ["<pgdn>", "<pgup>"]),
    ("past, a word often written", "v/", ["s", "<back>"]),
    ("past, a word never written", "v/zebr", ["a", "<back>"]),
    ("weeks, a week back and on", "t", ["<left>", "<right>"]),
    ("weeks, a year back and on", "t<home>", ["<pgup>", "<pgdn>"]),
    ("weeks, to the calendar and back", "t", ["<tab>", "<shift-tab>"]),
    ("calendar, a month back and on", "J", ["<pgup>", "<pgdn>"]),
    ("calendar, a theme and another", "J", ["1", "5"]),
    ("trends, 2 weeks, a day back and on", "t<enter>", ["<left>", "<right>"]),
    ("trends, 12 weeks, a day back and on", "t<enter>++", ["<left>", "<right>"]),
    ("trends, 12 weeks, part to part", "t<enter>++", ["<tab>", "<tab>"]),
    ("trends, 6 weeks to 12 and back", "t<enter>+", ["+", "-"]),
    ("trends, all weeks, part to part", "t<enter>++++", ["<tab>", "<tab>"]),
    ("guide, a row down and up", "g", ["<down>", "<up>"]),
    ("guide, looking for words", "g/", ["l", "<back>"]),
    ("this baby's language, a row down and up", "l", ["<down>", "<up>"]),
    ("massage, part to part", "m", ["<tab>", "<shift-tab>"]),
    ("massage, the minutes", "m", ["1", "<back>"]),
    ("cues, a digit", "c", ["1", "1"]),
    ("cues, looking for one", "c", ["h", "<back>"]),
    ("check-in, question to question", "f", ["<tab>", "<shift-tab>"]),
    ("note, a letter", "n", ["a", "<back>"]),
    ("typed line, a letter", ":slept 11:40-12:5", ["5", "<back>"]),
    (
        "typed line, a letter of a long one",
        ":massage after her bath, ten minutes legs and tummy, she smiled and cooed then looked awa",
        ["y", "<back>"],
    ),
    ("palette, a letter", ":tre", ["n", "<back>"]),
    ("page, a row down and up", "p", ["<down>", "<up>"]),
    ("settings, a row down and up", ",", ["<down>", "<up>"]),
    ("support, a row down and up", "!", ["<down>", "<up>"]),
    ("help, a row down and up", "?", ["<down>", "<up>"]),
];

pub(crate) fn now() -> Timestamp {
    Timestamp::parse_rfc3339(NOW).unwrap()
}

pub(crate) fn open(path: &Path) -> Store {
    Store::open(path, ProgramRun::new("bench"), ZONE).unwrap()
}

/// An entry an hour, back from now: naps, nights, cues, massages, check-ins and notes as a family mixes them.
pub(crate) fn entry(family: &Family, number: i64) -> Entry {
    let at =
        Timestamp::from_seconds_in_zone(now().unix_seconds() - (number + 1) * 3600 + 60 * (number % 7), ZONE);
    let moment = |cues: &[&str], did: &str| Moment {
        cues: cues.iter().map(|cue| (*cue).to_owned()).collect(),
        meant: Some("change".into()),
        did: vec![did.to_owned()],
        ..Moment::default()
    };
    let mut minutes = None;
    let mut note = None;
    let details = match number % 24 {
        3 | 15 => {
            minutes = Some(12);
            Details::Massage(Massage {
                touch: Some("massage".into()),
                areas: vec!["legs".into(), "tummy".into()],
                moments: vec![moment(&["e-smile", "e-coo"], "talked-or-sang"), moment(&["q-look"], "paused")],
                ended: Some("finished".into()),
                ..Massage::default()
            })
        }
        7 => Details::Checkin(Checkin {
            felt: Some(3),
            feelings: vec!["tired".into(), "hopeful".into()],
            ..Checkin::default()
        }),
        11 => {
            note =
                Some(format!("The walk to the river, number {number}. She watched the water for a while."));
            Details::Note(Note::default())
        }
        even if even % 2 == 0 => {
            minutes = Some(30 + number % 25);
            Details::Sleep(Sleep { settled: vec!["sling".into()], ..Sleep::default() })
        }
        _ => Details::Cue(Cue {
            moments: vec![moment(&["q-look", "q-hic"], "cuddled")],
            state: Some("quiet-alert".into()),
            doing: Some("play".into()),
        }),
    };
    let of_baby = !matches!(details, Details::Checkin(_) | Details::Note(_));
    Entry {
        id: new_id(),
        baby: of_baby.then(|| family.babies[0].id),
        carer: family.carers[0].id,
        at,
        until: minutes.map(|minutes| at.add_minutes(minutes, ZONE)),
        approximate: false,
        note,
        details,
    }
}

/// A journal of so many entries, made when it is not in `target/` yet. To be read, or copied.
pub(crate) fn journal(count: i64) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-journals");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("v{JOURNALS_VERSION}-{count}.db"));
    if path.exists()
        && open(&path).count_entries(&EntryFilter::default()).unwrap() == usize::try_from(count).unwrap()
    {
        return path;
    }
    eprintln!("making a journal of {count} entries in {}", path.display());
    fs::remove_file(&path).ok();
    let mut store = open(&path);
    name(&mut store);
    let family = store.load_family().unwrap();
    // Oldest first, as they would have been written.
    let numbers: Vec<i64> = (0..count).rev().collect();
    for together in numbers.chunks(ENTRIES_A_CHANGE) {
        let edits = together
            .iter()
            .map(|number| Edit { before: None, after: Some(Record::from(entry(&family, *number))) });
        let edits = edits.collect();
        let title = "many entries".to_owned();
        store.apply(&Change { title, edits }, now()).unwrap();
    }
    path
}

/// Names the people, so that no welcome stands in the way.
fn name(store: &mut Store) {
    let family = store.load_family().unwrap();
    let (baby, carer) = (family.babies[0].clone(), family.carers[0].clone());
    let named = Baby { name: Some("Maya".into()), born: Some("2026-09-03".parse().unwrap()), ..baby.clone() };
    let anna = Carer { name: Some("Anna".into()), ..carer.clone() };
    let welcomed = Setting { name: "welcomed".into(), value: serde_json::json!(true) };
    store.apply(&Change::replace_record("baby", baby, named), now()).unwrap();
    store.apply(&Change::replace_record("carer", carer, anna), now()).unwrap();
    store.apply(&Change::add_record("welcomed", Record::Setting(welcomed)), now()).unwrap();
}

/// A journal's copy that may be written to.
pub(crate) fn copy(count: i64) -> (tempfile::TempDir, PathBuf) {
    let from = journal(count);
    let folder = tempfile::tempdir_in(from.parent().unwrap()).unwrap();
    let path = folder.path().join("copy.db");
    fs::copy(from, &path).unwrap();
    (folder, path)
}

/// The app on a screen of 80x24, as the loop drives it.
pub(crate) struct BenchApp {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl BenchApp {
    /// Opens and paints the first frame.
    pub(crate) fn open(path: &Path) -> Self {
        Self::on(open(path))
    }

    /// The same of a locked journal.
    pub(crate) fn unlock(path: &Path, words: &Passphrase) -> Self {
        Self::on(Store::open_with_passphrase(path, ProgramRun::new("bench"), ZONE, Some(words)).unwrap())
    }

    fn on(store: Store) -> Self {
        let app = App::new(store, Theme::with_defaults(), now()).unwrap();
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut bench_app = Self { app, terminal };
        bench_app.paint();
        bench_app
    }

    fn paint(&mut self) {
        let app = &self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
    }

    /// A key, and the frame that answers it; work behind the screens goes on.
    pub(crate) fn press(&mut self, key: KeyEvent) {
        self.app.handle_key(key, now());
        self.paint();
    }

    /// Waits until nothing is worked on any more, and paints what was found.
    pub(crate) fn settle(&mut self) {
        self.app.wait_for_jobs();
        self.paint();
    }

    /// The loop's look at the clock and the file between two keys.
    pub(crate) fn tick(&mut self) {
        self.app.handle_tick(now());
        self.paint();
    }

    pub(crate) fn press_all(&mut self, text: &str) {
        for key in keys(text) {
            self.press(key);
            self.settle();
        }
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }
}

/// Keys as text, named ones in angle brackets.
pub(crate) fn keys(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let code = match named {
            Some((name, after)) => {
                rest = after;
                code(name)
            }
            None => {
                rest = &rest[letter.len_utf8()..];
                KeyCode::Char(letter)
            }
        };
        keys.push(KeyEvent::new(code, KeyModifiers::NONE));
    }
    keys
}

fn code(name: &str) -> KeyCode {
    match name {
        "down" => KeyCode::Down,
        "up" => KeyCode::Up,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "pgup" => KeyCode::PageUp,
        "tab" => KeyCode::Tab,
        "shift-tab" => KeyCode::BackTab,
        "back" => KeyCode::Backspace,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        other => panic!("no key is called {other}"),
    }
}

/// The bare program to compare with: the same SQLite, the same kind of file, one frame of its newest rows.
pub(crate) mod bare {
    use ratatui::Frame;
    use ratatui::text::Line;
    use ratatui::widgets::Paragraph;
    use rusqlite::Connection;
    use std::path::Path;

    /// Opens the file and reads a screenful.
    pub(crate) fn rows(path: &Path) -> Vec<String> {
        let conn = Connection::open(path).unwrap();
        let mut newest = conn
            .prepare("SELECT kind, datetime(at + at_offset, 'unixepoch'), detail FROM entry ORDER BY at DESC LIMIT 20")
            .unwrap();
        let row = |row: &rusqlite::Row<'_>| {
            let (kind, at, detail): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(format!("{at} {kind:<8} {detail}"))
        };
        newest.query_map([], row).unwrap().map(Result::unwrap).collect()
    }

    /// Paints them.
    pub(crate) fn draw(rows: &[String], frame: &mut Frame<'_>) {
        let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::from(row.as_str())).collect();
        frame.render_widget(Paragraph::new(lines), frame.area());
    }
}
