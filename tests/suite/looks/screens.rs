//! Every screen there is and how to come to it: a new one cannot be forgotten.

use crate::support::{TestApp, entry, memory, now, open, with};
use cuebook::demo::changes;
use cuebook::model::{Details, Sleep};
use cuebook::store::Store;
use cuebook::tui::screens::{OpeningAnswer, OpeningScreen};
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

/// A screen in its folder of files, which has to outlive it.
pub(crate) struct Opened {
    pub(crate) app: TestApp,
    _folder: tempfile::TempDir,
}

pub(crate) struct Shown {
    pub(crate) name: &'static str,
    /// The type behind it.
    pub(crate) of: &'static str,
    pub(crate) open: fn() -> Opened,
}

/// What other tests draw: seals take seconds of a real passphrase's arithmetic to come to, and a file to bring in is
/// chosen from the machine's own folders, and words that were rescued lie in a file of a name by chance.
pub(crate) const DRAWN_ELSEWHERE: [&str; 4] =
    ["FaultySealScreen", "UnsealScreen", "ImportFileScreen", "RescueScreen"];

macro_rules! keys {
    ($name:literal, $of:literal, $keys:literal) => {
        Shown { name: $name, of: $of, open: || demo($keys) }
    };
}

pub(crate) const SCREENS: &[Shown] = &[
    keys!("today", "TodayScreen", ""),
    keys!("today_yesterday", "TodayScreen", "<left><down><down>"),
    keys!("past", "HistoryScreen", "v<down>"),
    keys!("weeks", "WeeksScreen", "t"),
    keys!("weeks_carers", "WeeksScreen", "t<tab>"),
    keys!("trends", "StatsScreen", "t<enter>"),
    keys!("trends_associations", "StatsScreen", "t<shift-tab>"),
    keys!("calendar", "CalendarScreen", "J"),
    keys!("guide_cues", "GuideScreen", "g<down>"),
    keys!("guide_evidence", "GuideScreen", "g<tab><tab><tab><tab>"),
    keys!("guide_sources", "GuideScreen", "g<shift-tab>"),
    keys!("guide_own_cue", "NamingForm", "ga"),
    keys!("language", "CueProfileScreen", "l"),
    keys!("page", "ReportEditor", "p"),
    keys!("settings", "SettingsScreen", ","),
    keys!("sharing", "SharingScreen", ":share<enter>"),
    keys!("support", "SupportScreen", "!"),
    keys!("help", "HelpScreen", "?"),
    keys!("typed_line", "TypedLineScreen", ":"),
    keys!("typed_line_read", "TypedLineScreen", ":slept 11:40-12:55"),
    keys!("cue", "EntryForm", "c1"),
    keys!("checkin", "EntryForm", "f"),
    keys!("past_sleep", "EntryForm", "z"),
    keys!("massage", "MassageScreen", "m"),
    keys!("massage_live", "MassageScreen", "mb1"),
    keys!("nudge", "ShiftTimeScreen", "w"),
    keys!("coverage", "CoverageScreen", "x"),
    keys!("forget", "ForgetScreen", "v<down>D"),
    keys!("hidden", "PrivacyScreen", "<ctrl-l>"),
    keys!("support_over_hidden", "SupportScreen", "<ctrl-l>!"),
    Shown { name: "lock", of: "EncryptionScreen", open: lock },
    Shown { name: "missing_end", of: "MissingEndScreen", open: missing_end },
    Shown { name: "welcome", of: "WelcomeScreen", open: welcome },
    Shown { name: "opening", of: "OpeningScreen", open: opening },
];

/// The invented family's journal, written once and copied for each screen.
static DEMO: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut store = open(&path);
    for (kept, change) in changes(now(), &store.load_family().unwrap()) {
        store.apply(&change, kept).unwrap();
    }
    drop(store);
    (folder, path)
});

fn demo(keys: &str) -> Opened {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    fs::copy(&DEMO.1, &path).unwrap();
    opened(open(&path), folder, keys)
}

fn opened(store: Store, folder: tempfile::TempDir, keys: &str) -> Opened {
    let mut app = TestApp::of(store, 80, 24);
    app.press(keys);
    Opened { app, _folder: folder }
}

fn lock() -> Opened {
    let mut opened = demo(",");
    while !opened.app.screen().contains("▸ lock") {
        opened.app.press("<down>");
    }
    opened.app.press("<enter>");
    opened
}

fn missing_end() -> Opened {
    let store = memory();
    let family = store.load_family().unwrap();
    let sleep = entry(&family, "2026-11-22T01:00:00+00:00", None, Details::Sleep(Sleep::default()));
    opened(with(store, &[sleep]), tempfile::tempdir().unwrap(), "a")
}

fn welcome() -> Opened {
    opened(crate::support::open_in_memory(), tempfile::tempdir().unwrap(), "")
}

fn opening() -> Opened {
    let question = OpeningScreen {
        sentence: "The journal /home/anna/baby/journal.db is not there any more.".into(),
        copies: vec!["day-2026-11-20.db, with 20 entries, the newest of 20 Nov 2026".into()],
        unreadable: None,
        answers: vec![OpeningAnswer::Restore, OpeningAnswer::Begin],
    };
    Opened { app: TestApp::before_opening(question, 80, 24), _folder: tempfile::tempdir().unwrap() }
}
