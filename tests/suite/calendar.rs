//! The calendar: a month and a year in squares, and the way to a day from anywhere.

use super::weeks::{demo, with_gaps};
use crate::support::TestApp;
use cuebook::tui::theme::Theme;

#[test]
fn a_month_of_the_demo_theme_by_theme() {
    let mut app = TestApp::of(demo(), 80, 24);
    app.keys("J");
    for (key, name) in [("1", "nights"), ("2", "touch"), ("3", "cues"), ("4", "felt"), ("5", "anything")] {
        insta::assert_snapshot!(format!("month_{name}_80x24"), app.keys(key).painted());
    }
    insta::assert_snapshot!("month_60x20", app.resize(60, 20).keys("4").painted());
    let plain = Theme { ascii: true, force_ascii: true, ..Theme::with_defaults() };
    let screen = TestApp::with_theme(demo(), plain, 80, 24).keys("J4").painted();
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!("month_ascii_80x24", screen);
}

#[test]
fn a_year_stands_below_the_month_where_there_is_room() {
    let mut app = TestApp::of(demo(), 120, 40);
    // The window's width is known once it is drawn.
    app.press("J1<left>");
    insta::assert_snapshot!("year_120x40", app.painted());
    app.press("z");
    insta::assert_snapshot!("year_alone_120x40", app.painted());
    app.resize(80, 24).has("Mon        Tue").lacks("Jul");
    let mut app = TestApp::of(demo(), 80, 24);
    app.keys("Jz").has("A year needs a window of 100 columns.");
}

#[test]
fn the_calendar_leads_to_a_day_from_anywhere() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("J<up><up><left><left><enter>").has("Friday 6 November").has("not today");
    // Today goes there itself: no way back is needed.
    app.keys("J").has("go to a day · November 2026").keys("<pgup>").has("October 2026");
    app.keys("<esc>").has("Friday 6 November");
    app.keys("0t<tab>").has("calendar · November").keys("<up><enter>").has("Sunday 15 November");
    app.keys("<esc>").has("calendar · November").keys("<esc>");
    for from in [",", "g", "l", "t", "?"] {
        app.keys(from).keys("J/3 Nov<enter>").has("Tuesday 3 November").keys("<esc><esc>");
    }
}

#[test]
fn no_day_to_come_is_gone_to() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("J<right>").has("That day hasn't happened yet.");
    app.keys("/2026-12-24<enter>").has("That day hasn't happened yet.").has("day: 2026-12-24");
    app.keys("<esc><pgdn>").has("November 2026");
    app.keys("<home>").has("October 2026").has("Mon 19 Oct").keys("<end>").has("November 2026");
}

#[test]
fn each_carers_own_words_stand_in_the_squares() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("J4").has("[4 how I am]").has("▂ heavy").has("▂ hard").lacks("█ good");
    app.keys("w").has("[4 how Ben is]").has("█ good").lacks("▂ heavy  ");
}

#[test]
fn no_word_is_cut_in_a_square() {
    for (columns, rows) in [(80, 24), (60, 20), (60, 30), (100, 30)] {
        let mut app = TestApp::of(demo(), columns, rows);
        app.keys("J");
        for key in ["1", "2", "3", "4", "5"] {
            for month in ["", "<pgup>", "<pgup>"] {
                let screen = app.keys(key).keys(month).painted();
                let month_rows: Vec<&str> = screen.lines().skip(2).take(usize::from(rows) - 9).collect();
                assert!(!month_rows.iter().any(|row| row.contains('…')), "{columns} {key}\n{screen}");
            }
        }
    }
    let mut app = TestApp::of(demo(), 80, 24);
    app.keys("J1").has("\" badly").has("\" in words").keys("2").has("◇ not today");
}
