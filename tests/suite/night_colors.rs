//! The night palette comes by itself in the family's night hours, says so once, and goes at a key.

use crate::support::{TestApp, assert_hides, assert_shows, at, memory};
use cuebook::tui::theme::{AtNight, Palette, Theme, ThemePrefs};
use ratatui::style::Color;
use std::cell::RefCell;
use std::rc::Rc;

const TOLD: &str = "It's night, so the screen is dim and warm.";

/// At this time of 22 November, with these looks chosen; the family's night is from 19:00 to 07:00.
fn app_at(clock: &str, chosen: ThemePrefs) -> TestApp {
    let theme = Theme::with_defaults().with_prefs(chosen);
    TestApp::at_time(memory(), theme, at(&format!("2026-11-22T{clock}:00+00:00")), (80, 24))
}

fn is_night(app: &TestApp) -> bool {
    app.terminal().buffer().content()[0].bg != Color::Reset
}

fn wait_hours(app: &mut TestApp, hours: i64) {
    app.wait(hours * 3600);
}

#[test]
fn the_night_palette_comes_and_goes_with_the_night() {
    let mut app = app_at("18:59", ThemePrefs::default());
    assert!(!is_night(&app));
    app.wait(60);
    assert!(is_night(&app));
    wait_hours(&mut app, 11);
    assert!(is_night(&app), "06:00");
    wait_hours(&mut app, 1);
    assert!(!is_night(&app), "07:00");
    assert!(is_night(&app_at("02:00", ThemePrefs::default())), "at the first picture too");
}

#[test]
fn it_follows_the_family_s_own_hours() {
    let mut app = app_at("20:00", ThemePrefs::default());
    assert!(is_night(&app));
    app.press(",");
    while !app.screen().contains("▸ night") {
        app.press("<down>");
    }
    app.press("<enter>");
    app.press(&format!("{}21:00<enter><enter>", "<back>".repeat(5)));
    assert!(!is_night(&app), "{}", app.screen());
}

#[test]
fn it_is_told_once_and_never_again() {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let saved = Rc::clone(&kept);
    let mut app = app_at("18:59", ThemePrefs::default());
    app.app.set_theme_saver(Box::new(move |prefs| {
        saved.borrow_mut().push(prefs);
        Ok(())
    }));
    app.wait(60);
    assert_shows(&app, TOLD);
    assert_shows(&app, "ctrl-n: as by day");
    let told = ThemePrefs { at_night: AtNight::Warm, ..ThemePrefs::default() };
    assert_eq!(*kept.borrow(), [told]);
    app.press("n<esc>");
    wait_hours(&mut app, 24);
    assert_hides(&app, TOLD);
    assert_eq!(kept.borrow().len(), 1);
    let mut next = app_at("22:00", told);
    next.wait(2);
    assert!(is_night(&next));
    assert_hides(&next, TOLD);
}

#[test]
fn what_is_said_already_is_not_spoken_over() {
    let mut app = app_at("18:59", ThemePrefs::default());
    app.press("s");
    app.wait(60);
    assert_shows(&app, "Saved: 18:59 sleep");
    app.press("n<esc>");
    app.press("<ctrl-l>");
    app.wait(2);
    assert_hides(&app, TOLD);
    app.press("<enter>");
    app.wait(2);
    assert_shows(&app, TOLD);
}

#[test]
fn a_key_takes_it_off_until_the_night_is_over_and_puts_it_on_by_day() {
    let mut app = app_at("23:00", ThemePrefs::default());
    app.press("<ctrl-n>");
    assert!(!is_night(&app));
    assert_shows(&app, "The day's colours, until the night begins or ends.");
    wait_hours(&mut app, 5);
    assert!(!is_night(&app));
    // By day, and in the next night by itself again.
    wait_hours(&mut app, 4);
    assert!(!is_night(&app));
    app.press("<ctrl-n>");
    assert!(is_night(&app), "a dark room at noon");
    app.press("<ctrl-n>");
    assert!(!is_night(&app));
    wait_hours(&mut app, 14);
    assert!(is_night(&app));
}

#[test]
fn who_wants_the_same_at_night_gets_it() {
    for prefs in [
        ThemePrefs { at_night: AtNight::Same, ..ThemePrefs::default() },
        ThemePrefs { palette: Palette::None, ..ThemePrefs::default() },
    ] {
        let mut app = app_at("23:00", prefs);
        app.wait(2);
        assert!(!is_night(&app));
        assert_hides(&app, TOLD);
    }
    let theme = Theme { colour: false, ..Theme::with_defaults() }.with_prefs(ThemePrefs::default());
    let mut app = TestApp::at_time(memory(), theme, at("2026-11-22T23:00:00+00:00"), (80, 24));
    app.wait(2);
    assert!(!is_night(&app));
    assert_hides(&app, TOLD);
    app.press("<ctrl-n>");
    assert_shows(&app, "cuebook shows no colours here.");
}

#[test]
fn the_settings_have_a_row_for_it() {
    let mut app = app_at("14:07", ThemePrefs::default());
    app.press(",");
    while !app.screen().contains("▸ at night") {
        app.press("<down>");
    }
    assert_shows(&app, "dim and warm by itself, in your night hours");
    app.press("<enter>2<enter>");
    assert_shows(&app, "▸ at night          as by day");
    app.wait(9 * 3600);
    assert!(!is_night(&app));
}
