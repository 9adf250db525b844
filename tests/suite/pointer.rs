//! The mouse on the screens: the wheel scrolls, a press marks a row, a key's name and a tab do what the key does, and
//! nothing is done where nothing is meant.

use crate::support::{TestApp, assert_hides, assert_shows, memory};
use crate::weeks::demo;
use cuebook::tui::keys::pointer_event::PointerEvent;
use cuebook::tui::theme::{MouseUse, Theme, ThemePrefs};
use ratatui::layout::Position;

fn app() -> TestApp {
    TestApp::of(demo(), 80, 24)
}

/// The row with the cursor, wherever in it the sign is.
fn marked(app: &mut TestApp) -> (usize, String) {
    let screen = app.painted();
    let found = screen.lines().enumerate().find(|(_, row)| row.trim_start().starts_with('▸'));
    let (y, row) = found.unwrap_or_else(|| panic!("no cursor:\n{screen}"));
    (y, row.trim_start().trim_start_matches('▸').to_owned())
}

#[test]
fn the_wheel_moves_down_a_list_and_up_again() {
    let mut app = app();
    app.press("v");
    let first = marked(&mut app);
    app.wheel(false);
    let third = marked(&mut app);
    assert_ne!(first.1, third.1);
    let mut by_keys = TestApp::of(demo(), 80, 24);
    by_keys.press("v<down><down><down>");
    assert_eq!(app.screen(), by_keys.screen());
    app.wheel(true);
    assert_eq!(marked(&mut app), first);
}

#[test]
fn the_wheel_scrolls_a_text_and_moves_one_question_of_a_form() {
    let mut app = app();
    app.press("?");
    let top = app.screen();
    app.wheel(false);
    assert_ne!(app.screen(), top);
    app.wheel(true);
    assert_eq!(app.screen(), top);
    app.press("<esc>n");
    let mut by_keys = TestApp::of(demo(), 80, 24);
    by_keys.press("n<down>");
    app.wheel(false);
    assert_eq!(app.screen(), by_keys.screen());
}

#[test]
fn a_press_marks_a_row_of_every_list() {
    for keys in ["", "v", ",", "g", "g<tab><tab><tab><tab>", "p", ":<down>"] {
        let mut app = app();
        app.press(keys);
        // Every row that can be marked, found with the keys.
        let first = marked(&mut app);
        let mut rows = vec![first.clone()];
        for _ in 0..5 {
            app.press("<down>");
            let row = marked(&mut app);
            if row != *rows.last().unwrap() {
                rows.push(row);
            }
        }
        assert!(rows.len() > 2, "{keys:?}\n{}", app.screen());
        for _ in 1..rows.len() {
            app.press("<up>");
        }
        assert_eq!(marked(&mut app), first, "{keys:?}");
        let mut pressed = 0;
        for (_, words) in rows.iter().rev().chain(&rows) {
            let words = words.trim();
            let is_it = |row: &str| row.trim_start().trim_start_matches('▸').trim() == words;
            // Long texts scroll out of view.
            let Some(y) = app.painted().lines().position(is_it) else {
                continue;
            };
            pressed += 1;
            app.point(PointerEvent::Press(Position::new(20, y as u16)));
            assert_eq!(marked(&mut app).1.trim(), words, "{keys:?}\n{}", app.screen());
        }
        assert!(pressed > 3, "{keys:?}: {pressed}");
    }
}

#[test]
fn a_press_beside_the_rows_marks_none() {
    let mut app = app();
    app.press("v");
    let before = app.screen();
    for at in [(3, 0), (3, 1), (79, 22), (200, 5), (3, 200)] {
        app.point(PointerEvent::Press(Position::new(at.0, at.1)));
        assert_eq!(app.screen(), before, "{at:?}");
    }
}

#[test]
fn a_key_that_the_footer_names_can_be_pressed_there() {
    let mut app = app();
    app.click("m massage");
    assert_shows(&app, "Massage");
    app.press("<esc>");
    app.click("? help");
    assert_shows(&app, "Nobody is counting.");
    app.click("esc back");
    app.press("t");
    app.click("enter ");
    let mut by_keys = TestApp::of(demo(), 80, 24);
    by_keys.press("t<enter>");
    assert_eq!(app.screen(), by_keys.screen());
}

#[test]
fn words_of_the_status_line_are_no_keys() {
    let mut app = TestApp::of(memory(), 80, 24);
    app.press("s");
    let before = app.screen();
    assert_shows(&app, "Saved: 14:07 sleep");
    app.click("Saved");
    app.click("still going");
    assert_eq!(app.entries().len(), 1);
    assert_eq!(app.screen().lines().count(), before.lines().count());
    assert_shows(&app, "Saved: 14:07 sleep");
}

#[test]
fn a_tab_of_the_guide_opens() {
    let mut app = app();
    app.press("g");
    app.click("states ");
    assert_shows(&app, "[states]");
    app.click("evidence");
    assert_shows(&app, "[evidence]");
    app.click("cues ");
    assert_shows(&app, "[cues]");
    // What is typed there is no tab.
    app.press("/cues");
    let before = app.screen();
    app.click("cues");
    assert_eq!(app.screen(), before);
}

#[test]
fn a_day_of_the_calendar_is_marked() {
    for size in [(80, 24), (120, 40), (60, 20)] {
        let mut app = TestApp::of(demo(), size.0, size.1);
        app.press("J");
        for day in ["17", "11", "20", "9"] {
            let words = format!(" {day} ");
            let shown = app.painted();
            let row = shown.lines().position(|row| row.contains(&words)).unwrap();
            let x = shown.lines().nth(row).unwrap().find(&words).unwrap();
            let x = shown.lines().nth(row).unwrap()[..x].chars().count() + 1;
            app.point(PointerEvent::Press(Position::new(x as u16, row as u16)));
            let marked = app.screen();
            let (_, after) = marked.split_once('▸').unwrap();
            assert!(after.trim_start().starts_with(day), "{day}\n{marked}");
        }
    }
}

#[test]
fn a_theme_of_the_calendar_opens() {
    let mut app = app();
    app.press("J");
    assert_shows(&app, "[5 anything]");
    app.click("2 touch");
    assert_shows(&app, "[2 touch]");
    app.click("4 how I am");
    assert_shows(&app, "[4 how I am]");
}

#[test]
fn a_week_of_the_glance_is_marked() {
    for size in [(80, 24), (120, 40)] {
        let mut app = TestApp::of(demo(), size.0, size.1);
        app.press("t");
        for (weeks_before, day) in [(3, "26"), (6, "5"), (1, "9")] {
            let mut by_keys = TestApp::of(demo(), size.0, size.1);
            by_keys.press(&format!("t{}", "<left>".repeat(weeks_before)));
            let axis = app.painted().lines().nth(3).unwrap().to_owned();
            let at = axis.find(&format!(" {day} ")).unwrap_or_else(|| panic!("{day} in {axis:?}"));
            let x = axis[..at].chars().count() + 1;
            // Anywhere in its column.
            app.point(PointerEvent::Press(Position::new(x as u16, 6)));
            assert_eq!(app.screen(), by_keys.screen());
        }
    }
}

#[test]
fn nothing_hears_the_mouse_when_hidden_or_switched_off() {
    let mut app = app();
    app.press("<ctrl-l>");
    let hidden = app.screen();
    assert!(!app.app.wants_mouse());
    app.wheel(false).point(PointerEvent::Press(Position::new(2, 23)));
    assert_eq!(app.screen(), hidden);
    app.press("<enter>");
    assert!(app.app.wants_mouse());
    let theme = Theme::with_defaults();
    app.dress(theme.with_prefs(ThemePrefs { mouse: MouseUse::Off, ..theme.prefs }));
    assert!(!app.app.wants_mouse());
    app.click("m massage");
    assert_hides(&app, "esc back");
}

#[test]
fn a_press_is_a_sign_of_life() {
    let mut app = app();
    app.app.set_hide_after(Some(5));
    for _ in 0..4 {
        app.wait(200);
        app.wheel(false);
    }
    assert!(!app.app.is_hidden());
    app.wait(301);
    assert!(app.app.is_hidden());
}
