//! Someone to talk to: reached from everywhere, the same whatever was written, true of each country.

use crate::support::{Program, TestApp, assert_hides, assert_shows, assert_shows_all};
use cuebook::model::EntryKind;
use cuebook::tui::keys::{Action, Mode, footer_bindings, key_for_action};
use tempfile::TempDir;

const ELSEWHERE: [Mode; 3] = [Mode::Privacy, Mode::Passphrase, Mode::Opening];

#[test]
fn every_place_has_a_key_for_support_and_its_footer_says_so() {
    for mode in Mode::ALL.iter().copied().chain(ELSEWHERE) {
        let key = key_for_action(mode, Action::Support);
        let is_running = [Mode::BegunMassage, Mode::RunningMassage].contains(&mode);
        let signs_are_typed = mode.has_text_input() && !is_running;
        let expected = if signs_are_typed { "F2" } else { "!" };
        assert_eq!(key.as_deref(), Some(expected), "{mode:?}");
        assert!(footer_bindings(mode).iter().any(|row| row.action == Action::Support), "{mode:?}");
    }
}

#[test]
fn the_footer_has_support_on_every_screen_however_narrow() {
    let mut app = TestApp::new();
    for (columns, rows) in [(80, 24), (60, 20), (40, 12)] {
        app.resize(columns, rows);
        for keys in ["", "v", "t", "g", "l", ",", "p", "?"] {
            app.press(keys);
            let last = app.screen().lines().last().unwrap().to_owned();
            let is_named = last.contains("! support") || (keys.is_empty() && last.contains("! talk"));
            assert!(is_named, "{keys} at {columns}: {last}");
            app.press("<esc>");
        }
        for keys in ["f", "n", "c", "z", "m", ":", "v/"] {
            app.press(keys);
            let last = app.screen().lines().last().unwrap().to_owned();
            assert!(last.contains("F2 support"), "{keys} at {columns}: {last}");
            app.press("<esc><esc>");
        }
    }
}

#[test]
fn what_is_being_written_waits_under_support() {
    let mut app = TestApp::new();
    app.press("n");
    app.press("too much!");
    let before = app.screen();
    assert_shows(&app, "too much!");
    app.press("<F2>");
    assert_shows(&app, "In danger: ring");
    app.press("<esc>");
    assert_eq!(app.screen(), before);
}

#[test]
fn the_same_line_follows_every_check_in_and_every_note_and_quotes_neither() {
    let mut app = TestApp::new();
    for note in ["I shook the baby", "a lovely walk"] {
        app.press("n");
        app.press(note);
        app.press("<ctrl-s>");
        let status = app.screen().lines().rev().nth(2).unwrap().to_owned();
        assert_eq!(status, " Saved: 14:07 note · u to undo · Want to talk to someone? Press !");
        app.press("u");
        let status = app.screen().lines().rev().nth(2).unwrap().to_owned();
        assert!(status.starts_with(" Undone: 14:07 note"), "{status}");
        app.press("U");
    }
    for felt in ["1", "5"] {
        app.press("f");
        app.press(felt);
        app.press("<ctrl-s>");
        assert_shows(&app, "Saved: 14:07 check-in by Anna · u to undo · Want to talk to someone? Press !");
    }
    app.press("sss");
    assert_hides(&app, "Want to talk");
    assert_eq!(app.entries().iter().filter(|entry| entry.kind() == EntryKind::Note).count(), 2);
}

#[test]
fn a_hidden_screen_shows_the_way_to_support_and_nothing_of_the_family() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    home.ok(&["set", "number", "Dr Patel 020 7946 0000"]);
    home.ok(&["set", "plan", "ring Mum; a walk"]);
    home.ok(&["set", "country", "Scotland"]);
    let mut app = TestApp::in_file(&folder.path().join("journal.db"));
    app.press("!");
    assert_shows_all(&app, &["In danger: ring 999 (United Kingdom)", "Your own plan", "ring Mum; a walk"]);
    let screen = app.screen();
    assert!(screen.find("In danger") < screen.find("Your own plan"));
    app.press("<esc><ctrl-l>");
    assert_shows(&app, "Someone to talk to: !");
    app.press("!");
    assert_shows_all(&app, &["In danger: ring 999", "esc back"]);
    for _ in 0..40 {
        assert_hides(&app, "Patel");
        assert_hides(&app, "ring Mum");
        app.press("<down>");
    }
    app.press("<esc>");
    assert_shows(&app, "The screen is hidden.");
}

#[test]
fn each_country_and_each_part_of_britain_has_its_own() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    let own = |country: &str| {
        let page = home.ok(&["support", "--country", country]);
        page.split("Other countries").next().unwrap().to_owned()
    };
    for (country, has, lacks) in [
        (
            "Scotland",
            &["ring 999", "NHS 24, mental health hub (Scotland)", "0800 027 1234"][..],
            "0808 2000 247",
        ),
        ("Wales", &["Live Fear Free (Wales)", "Samaritans: 116 123"], "Lifeline"),
        ("Northern Ireland", &["Lifeline (Northern Ireland): 0808 808 8000"], "NHS 24"),
        ("gb", &["(England)", "(Scotland)", "(Wales)", "(Northern Ireland)", "your health visitor"], "50808"),
        ("IE", &["ring 112 or 999", "text 50808", "1800 341 900"], "85258"),
        ("Australia", &["ring 000", "13 11 14", "Saturday 9:00 to 16:00"], "ring 999"),
        ("NZ", &["ring 111 (New Zealand)", "from a page of June 2017"], "ring 999"),
        ("Canada", &["ring 911", "call or text 988", "from a page of 30 November 2023"], "1-800-799"),
        ("France", &["ring 112 (European Union)", "findahelpline.com"], "Samaritans"),
        ("Japan", &["ring your emergency number", "We have no list for your country, or"], "Samaritans"),
    ] {
        let page = own(country);
        for part in has {
            assert!(page.contains(part), "{country}: no {part} in\n{page}");
        }
        assert!(!page.contains(lacks), "{country}: {lacks} in\n{page}");
        assert!(page.starts_with("In danger: ring"), "{page}");
        assert!(page.find("shaken") < page.find("crying is too much"), "{page}");
    }
}

#[test]
fn support_goes_by_need_with_the_age_of_each_page_once() {
    let folder = TempDir::new().unwrap();
    let page = Program::new(folder.path()).ok(&["support", "--country", "gb"]);
    let own = page.split("Other countries").next().unwrap();
    let needs = [
        "\nSomeone to talk to now\n",
        "\nCrying and sleep\n",
        "\nDads and partners\n",
        "\nEarly babies and twins\n",
        "\nWhen a baby has died\n",
        "\nNot safe at home\n",
    ];
    let at: Vec<_> = needs.iter().map(|need| own.find(need).expect(need)).collect();
    assert!(at.is_sorted(), "{own}");
    let contacts = own.lines().filter(|line| line.starts_with("  ") && !line.starts_with("    ")).count();
    let after = |line: &&str| {
        line.starts_with("    from a page of ") || line.starts_with("    page not dated, read ")
    };
    // Each of the four sentences on danger and the emergency number has its page too.
    assert_eq!(own.lines().filter(after).count(), contacts + 5, "{own}");
}

#[test]
fn the_command_line_says_it_after_notes_and_check_ins_too() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path());
    let line = "Want to talk to someone? cuebook support\n";
    assert!(home.ok(&["log", "note we went out"]).contains(line));
    assert!(home.ok(&["log", "felt good"]).contains(line));
    assert!(!home.ok(&["log", "cue hiccups"]).contains(line));
}

#[test]
fn the_country_is_that_of_the_clock_where_the_family_named_none() {
    let folder = TempDir::new().unwrap();
    let home = Program::new(folder.path()).with_env("LANG", "C.UTF-8").with_env("LC_ALL", "C.UTF-8");
    let page = || home.ok(&["support"]);
    for (zone, name, number) in [
        ("Europe/London", "United Kingdom", "999"),
        ("America/Indiana/Knox", "United States", "911"),
        ("Australia/Sydney", "Australia", "000"),
        ("Europe/Dublin", "Ireland", "112 or 999"),
        ("Europe/Berlin", "European Union", "112"),
    ] {
        home.ok(&["set", "zone", zone]);
        let said = page();
        assert!(said.starts_with(&format!("In danger: ring {number} ({name})")), "{said}");
        assert!(said.contains(&format!("This page is for {name}, because your clock is {zone}.")), "{said}");
        assert!(said.contains("cuebook set country NAME"), "{said}");
    }
    home.ok(&["set", "zone", "Asia/Tokyo"]);
    assert!(page().starts_with("In danger: ring your emergency number"), "{}", page());
    // The family's own word goes first, and needs no reason.
    home.ok(&["set", "zone", "Europe/London"]);
    home.ok(&["set", "country", "Canada"]);
    assert!(page().starts_with("In danger: ring 911 (Canada)") && !page().contains("because"), "{}", page());
    home.ok(&["set", "country", "none"]);
    let mut app = TestApp::in_file(&folder.path().join("journal.db"));
    app.keys("!").has("In danger: ring 999 (United Kingdom)").lacks("We have no list for your country");
    app.resize(80, 60).has("because your clock is Europe/London").has("press , on Today.");
}

#[test]
fn every_zone_named_for_a_country_exists() {
    for country in &cuebook::vocabulary::support_file().country {
        for zone in &country.zones {
            let known = cuebook::model::Zone::all()
                .any(|it| it.name() == zone || (zone.ends_with('/') && it.name().starts_with(zone.as_str())));
            assert!(known, "{zone}");
        }
    }
}
