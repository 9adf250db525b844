//! The computer's clock and zone: read as other programs read them, said when they matter, and never believed blindly.

use crate::support::{Program, TempHome, TestApp, at, full_outcome, open};
use cuebook::tui::theme::Theme;
use std::fs;
use std::path::Path;
use std::process::Command;

/// All that is said on standard error.
fn said(program: &Program, args: &[&str]) -> (String, String) {
    let mut command: Command = program.std_command(assert_cmd::cargo::cargo_bin!("cuebook"));
    let (code, out, err) = full_outcome(command.args(args));
    assert_eq!(code, 0, "{args:?}: {out}{err}");
    (out, err)
}

/// The zone of a journal begun with this `TZ` in this locale, at the real time.
fn zone_of(tz: &str, locale: &str) -> String {
    let home = TempHome::new();
    let program = home.program.clone().without_env("CUEBOOK_NOW").with_env("TZ", tz).with_env("LANG", locale);
    let (_, err) = said(&program, &["log", "note hi"]);
    let zone = err.strip_prefix("Times are kept in ").and_then(|rest| rest.split_once(','));
    let zone = zone.unwrap_or_else(|| panic!("{tz}: {err}")).0.to_owned();
    assert!(home.ok(&["set"]).contains(&zone));
    zone
}

#[test]
fn the_zone_of_a_new_journal_is_said_and_can_be_changed() {
    let home = TempHome::new();
    let (out, err) = said(&home, &["log", "note hi"]);
    assert!(out.starts_with("Saved: 14:07"), "{out}");
    insta::assert_snapshot!(err, @"Times are kept in Europe/London, as on this computer. `cuebook set zone NAME` changes that.");
    assert_eq!(said(&home, &["log", "note again"]).1, "", "once");
    let other = home.on("other.db");
    assert_eq!(said(&other, &["set", "zone", "Asia/Tokyo"]).1, "", "whoever says it knows it");
}

#[test]
fn tz_is_read_by_the_rules_of_posix() {
    for (tz, locale, zone) in [
        ("", "C", "UTC"),
        ("America/New_York", "C", "America/New_York"),
        (":America/New_York", "C", "America/New_York"),
        ("UTC+3", "C", "Etc/GMT+3"),
        ("<-03>3", "C", "Etc/GMT+3"),
        ("<+03>-3", "C", "Etc/GMT-3"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "C", "CET"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "pl_PL.UTF-8", "Europe/Warsaw"),
        ("GMT0BST,M3.5.0/1,M10.5.0", "en_GB.UTF-8", "Europe/London"),
        ("EST5EDT,M3.2.0,M11.1.0", "C", "EST5EDT"),
        ("IST-5:30", "en_IN.UTF-8", "Asia/Kolkata"),
    ] {
        assert_eq!(zone_of(tz, locale), zone, "TZ={tz} LANG={locale}");
    }
}

#[test]
fn a_zone_file_is_known_by_its_path_or_by_its_bytes() {
    let zones = Path::new("/usr/share/zoneinfo");
    if !zones.join("zone1970.tab").exists() {
        return;
    }
    assert_eq!(zone_of(":/usr/share/zoneinfo/America/New_York", "C"), "America/New_York");
    assert_eq!(zone_of("/usr/share/zoneinfo/Europe/Warsaw", "C"), "Europe/Warsaw");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("localtime");
    for (name, zone) in
        [("Poland", "Europe/Warsaw"), ("US/Eastern", "America/New_York"), ("GB", "Europe/London")]
    {
        fs::copy(zones.join(name), &copy).unwrap();
        assert_eq!(zone_of(copy.to_str().unwrap(), "C"), zone);
    }
}

#[test]
fn another_zone_than_the_journals_is_hinted_at() {
    let home = TempHome::new();
    home.ok(&["log", "note hi"]);
    let away = home.program.clone().with_env("TZ", "America/New_York");
    let (out, err) = said(&away, &["log", "note from afar"]);
    assert!(out.starts_with("Saved: 14:07"), "{out}");
    assert_eq!(err, "Times are kept in Europe/London; this computer is in America/New_York.\n");
    // A zone of another name whose clocks show the same is no other zone.
    let near = home.program.clone().with_env("TZ", "Europe/Lisbon");
    assert_eq!(said(&near, &["log", "note from near"]).1, "");
}

#[test]
fn a_clock_that_was_set_back_is_said_and_refuses_nothing() {
    let home = TempHome::new();
    home.ok(&["log", "note hi"]);
    let back = home.program.clone().with_env("CUEBOOK_NOW", "2026-11-03T10:00:00+00:00");
    let (out, err) = said(&back, &["log", "note earlier"]);
    assert!(out.starts_with("Saved: 10:00"), "{out}");
    insta::assert_snapshot!(err, @"This computer's clock says 3 Nov 2026, but something was saved on 22 Nov 2026 already. If the clock is wrong, please set it.");
    let born = TempHome::new();
    born.ok(&["set", "baby", "Maya", "--born", "2026-09-03"]);
    let unborn = born.program.clone().with_env("CUEBOOK_NOW", "2026-09-02T10:00:00+00:00").on("journal.db");
    let (_, err) = said(&unborn, &["log", "note before"]);
    assert!(err.contains("please set it"), "{err}");

    let back = at("2026-11-03T10:00:00+00:00");
    let app = TestApp::at_time(open(&home.journal()), Theme::with_defaults(), back, (80, 24));
    assert!(app.screen().contains("This computer's clock says 3 Nov 2026"), "{}", app.screen());
}

#[test]
fn a_clock_before_1970_panics_nowhere() {
    let home = TempHome::new();
    let early = home.program.clone().with_env("CUEBOOK_NOW", "1969-12-31T23:10:00+00:00");
    for args in [
        &["log", "note hi"][..],
        &["log", "slept 21:00-22:00"],
        &["list"],
        &["today"],
        &["undo"],
        &["backup"],
    ] {
        let (code, out, err) = early.run(args);
        assert_eq!(code, 0, "{args:?}: {out}{err}");
    }
}

#[test]
fn nothing_ends_before_it_began() {
    let mut app = TestApp::new();
    app.press("s");
    app.wait(-3_600);
    for key in ["s", "S"] {
        app.press(key);
        assert!(
            app.screen().contains("Please set the clock, or correct the start"),
            "{key}: {}",
            app.screen()
        );
        assert!(app.entries().iter().all(|entry| entry.until.is_none()));
    }
    app.wait(5_400);
    app.press("s");
    assert_eq!(app.entries()[0].duration_minutes(), Some(30));

    let home = TempHome::new();
    home.ok(&["log", "sleep"]);
    let back = home.program.clone().with_env("CUEBOOK_NOW", "2026-11-22T14:05:00+00:00");
    for line in ["awake", "awake 14:05"] {
        let (code, _, err) = back.run(&["log", line]);
        assert_eq!(code, 1, "{line}");
        assert!(err.contains("before") || err.contains("hasn't happened yet"), "{line}: {err}");
    }
}

#[test]
fn the_screen_hides_although_the_clock_was_set_back() {
    let mut app = TestApp::new();
    app.app.set_hide_after(Some(5));
    for seconds in [180, -7_200, 119] {
        app.wait(seconds);
        assert!(!app.screen().contains("hidden"), "{seconds}");
    }
    app.wait(1);
    assert!(app.screen().contains("because no key was pressed"), "{}", app.screen());
}
