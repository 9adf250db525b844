//! What every screen keeps to: nothing stands past the ends of the lines across, what goes on below says so, the marked
//! row is told in full, and the keys have their rows.

use crate::support::{LONDON, TestApp, entry, memory, now, with};
use crate::weeks::demo;
use cuebook::model::{Details, Entry, Note, Sleep, Timestamp};
use cuebook::tui::theme::{Theme, ThemePrefs};

const SIZES: [(u16, u16); 4] = [(80, 24), (60, 20), (120, 40), (200, 60)];

/// Every screen, by the keys that lead to it from Today.
const SCREENS: [(&str, &str); 18] = [
    ("today", ""),
    ("yesterday", "<left>"),
    ("past", "v"),
    ("found", "v/smiles<enter>"),
    ("weeks", "t"),
    ("calendar", "t<tab><tab>"),
    ("days", "t<enter>"),
    ("week table", "t<enter><tab>"),
    ("touch", "t<enter><tab><tab>"),
    ("cues", "t<enter><tab><tab><tab>"),
    ("check-ins", "t<enter><tab><tab><tab><tab>"),
    ("side by side", "t<enter><tab><tab><tab><tab><tab>"),
    ("language", "l"),
    ("moments", "l<enter>"),
    ("guide", "g"),
    ("settings", ","),
    ("page", "p"),
    ("form", "c"),
];

fn opened(keys: &str, (columns, rows): (u16, u16)) -> TestApp {
    let mut app = TestApp::of(demo(), columns, rows);
    app.press(keys);
    app
}

#[test]
fn no_text_stands_past_the_ends_of_the_lines_across() {
    for size in SIZES {
        for (name, keys) in SCREENS {
            let mut app = opened(keys, size);
            for step in ["", "<down><down><down>", "<end>"] {
                app.press(step);
                let screen = app.screen();
                for row in screen.lines() {
                    let width = row.chars().count();
                    assert!(width < usize::from(size.0), "{name} {size:?}: {row}\n{screen}");
                }
            }
        }
    }
}

fn shows_more(app: &TestApp) -> bool {
    app.screen().contains("more below")
}

#[test]
fn what_goes_on_below_says_so_until_its_end() {
    let mut seen = 0;
    for (name, keys) in SCREENS {
        // These have all they can show on one page, or a page key of their own.
        if ["weeks", "calendar", "found"].contains(&name) {
            continue;
        }
        let mut app = opened(keys, (80, 24));
        let began = shows_more(&app);
        for _ in 0..30 {
            app.press("<pgdn>");
        }
        app.press("<end>");
        let at_end = app.screen();
        let hidden = at_end != opened(keys, (80, 24)).screen() && began;
        seen += usize::from(hidden);
        // Beside the moments stands the list of cues, which has not moved.
        if !["form", "moments"].contains(&name) {
            assert!(!shows_more(&app), "{name} has its end in view\n{at_end}");
        }
    }
    assert!(seen >= 8, "most of these screens are longer than 24 rows: {seen}");
}

fn note(text: &str, at: &str) -> Entry {
    let family = memory().load_family().unwrap();
    let note = entry(&family, at, None, Details::Note(Note::default()));
    Entry { baby: None, note: Some(text.into()), ..note }
}

#[test]
fn the_marked_row_is_told_in_full_under_the_list() {
    let long =
        "a long note about the afternoon, the walk to the shops, the rain, and who we met on the way home";
    let store = with(memory(), &[note("short", "2026-11-22T09:00:00Z"), note(long, "2026-11-22T10:00:00Z")]);
    for keys in ["", "v"] {
        let mut app = TestApp::of(open_again(&store), 80, 24);
        app.press(keys);
        let rows = app.screen();
        let told: String = rows.lines().skip_while(|row| !row.contains("10:00 note · ")).take(2).collect();
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(long), "{told}\n{rows}");
        app.press("<down>");
        app.has("09:00 note · short");
    }
    // In a small window the list has the room.
    let mut small = TestApp::of(open_again(&store), 60, 16);
    small.press("");
    small.lacks("10:00 note · ");
}

/// The same entries in a journal of their own.
fn open_again(store: &cuebook::store::Store) -> cuebook::store::Store {
    let entries = store.load_newest_entries(&cuebook::store::EntryFilter::default(), None, 10, |_| true);
    let mut again = memory();
    let family = again.load_family().unwrap();
    for entry in entries.unwrap() {
        let entry = Entry { carer: family.carers[0].id, ..entry };
        again.apply(&cuebook::model::Change::add_record("an entry", entry), now()).unwrap();
    }
    again
}

fn footer(app: &TestApp, rows: usize) -> Vec<String> {
    let screen = app.screen();
    let all: Vec<&str> = screen.lines().collect();
    all[all.len() - rows..].iter().map(|row| (*row).to_owned()).collect()
}

#[test]
fn today_names_every_way_to_write_and_to_look_back_at_eighty_columns() {
    let app = opened("", (80, 24));
    let [write, look] = &footer(&app, 2)[..] else { panic!() };
    for key in ["s ", "z slept", "m massage", "c cue", "f how are you?", "n note", ": type it"] {
        assert!(write.contains(&format!(" {key}")), "{key}\n{write}");
    }
    for key in ["t trends", "v past", "l language", "p page", "g guide", ", set", "! ", "? help"] {
        assert!(look.contains(&format!(" {key}")), "{key}\n{look}");
    }
    assert!(write.starts_with(" write") && look.starts_with(" look"));
    // Words are shortened before a key goes.
    let narrow = opened("", (64, 24));
    let [write, look] = &footer(&narrow, 2)[..] else { panic!() };
    assert!(write.contains("f feelings") && look.contains("! talk"), "{write}\n{look}");
    // With fewer rows there is one row of keys, and support and help stay.
    let low = opened("", (100, 20));
    let [row] = &footer(&low, 1)[..] else { panic!() };
    assert!(row.contains("s ") && row.contains("t trends") && row.trim_end().ends_with("? help"), "{row}");
}

#[test]
fn one_sign_a_kind_in_list_strip_help_and_calendar() {
    let family = memory().load_family().unwrap();
    let slept = entry(
        &family,
        "2026-11-22T10:15:00Z",
        Some("2026-11-22T11:00:00Z"),
        Details::Sleep(Sleep::default()),
    );
    let entries = [note("a note", "2026-11-22T09:00:00Z"), slept];
    for (ascii, sleep_sign, note_sign) in [(false, '█', '≡'), (true, '#', '"')] {
        let look = Theme::with_defaults();
        let look = look.with_prefs(ThemePrefs { ascii, ..look.prefs });
        let mut store = memory();
        let own = store.load_family().unwrap();
        for entry in &entries {
            let baby = entry.baby.map(|_| own.babies[0].id);
            let entry = Entry { carer: own.carers[0].id, baby, ..entry.clone() };
            store.apply(&cuebook::model::Change::add_record("an entry", entry), now()).unwrap();
        }
        let mut app = TestApp::at_time(store, look, now(), (80, 24));
        let rows = app.screen();
        let row = |clock: &str| rows.lines().find(|row| row.contains(clock)).unwrap().chars().nth(1);
        assert_eq!(row("10:15  sleep"), Some(sleep_sign), "{rows}");
        assert_eq!(row("09:00  note"), Some(note_sign), "{rows}");
        app.press("?<end>");
        app.has(&format!("{note_sign}          note"));
    }
}

#[test]
fn whole_screens_of_today_and_past() {
    for size in SIZES {
        for (name, keys) in [("today", ""), ("past", "v"), ("language", "l"), ("table", "t<enter><tab>")] {
            let app = opened(keys, size);
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), app.screen());
        }
    }
    let look = Theme::with_defaults();
    let look = look.with_prefs(ThemePrefs { ascii: true, ..look.prefs });
    let plain = TestApp::with_theme(demo(), look, 80, 24);
    insta::assert_snapshot!("today_ascii_80x24", plain.screen());
    let fresh = TestApp::of(memory(), 80, 24);
    insta::assert_snapshot!("today_fresh_80x24", fresh.screen());
    // In the evening a sleep runs.
    let evening = Timestamp::from_seconds_in_zone(now().unix_seconds() + 8 * 3600, LONDON);
    let app = TestApp::at_time(demo(), Theme::with_defaults(), evening, (80, 24));
    insta::assert_snapshot!("today_evening_80x24", app.screen());
}
