//! Past and Trends through the app: keys in, screens out, on an invented journal and on a real year.

use crate::support::{LONDON, TestApp, at, entry_of, now, open_in_memory};
use cuebook::import;
use cuebook::model::{
    Change, Checkin, Cue, Details, Entry, Massage, Moment, Note, Sleep, Timestamp, Zone, new_id,
};
use cuebook::stats::{PeriodStats, StatsQuery, compute_stats, fetch_range};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::theme::Theme;
use std::collections::BTreeSet;

fn put(store: &mut Store, when: &str, minutes: Option<i64>, note: Option<&str>, details: Details) -> Entry {
    let family = store.load_family().unwrap();
    let from = at(when);
    let of_baby = !matches!(details, Details::Checkin(_) | Details::Note(_));
    let baby = of_baby.then(|| family.babies[0].id);
    let until = minutes.map(|n| from.add_minutes(n, LONDON));
    let entry = entry_of(baby, family.carers[0].id, from, until, details);
    let entry = Entry { note: note.map(str::to_owned), ..entry };
    store.apply(&Change::add_record("an entry", entry.clone()), now()).unwrap();
    entry
}

fn seen(cues: &[&str]) -> Vec<Moment> {
    vec![Moment { cues: cues.iter().map(|c| (*c).to_owned()).collect(), ..Moment::default() }]
}

fn cue(cues: &[&str]) -> Details {
    Details::Cue(Cue { moments: seen(cues), ..Cue::default() })
}

/// Two weeks, with a day left blank, a night in words and a night that is cut short by an open sleep.
pub(crate) fn family() -> Store {
    let mut store = open_in_memory();
    let sleep = || Details::Sleep(Sleep::default());
    for day in 9..=21 {
        if day == 12 {
            continue;
        }
        let time = |clock: &str| format!("2026-11-{day:02}T{clock}:00Z");
        put(&mut store, &time("09:10"), Some(40 + day), None, sleep());
        put(&mut store, &time("13:30"), Some(95), None, sleep());
        if day != 15 {
            put(&mut store, &time("19:30"), Some(215 + day), None, sleep());
            put(&mut store, &time("23:50"), Some(380), None, sleep());
        }
    }
    put(&mut store, "2026-11-15T20:00:00Z", None, None, sleep());
    let words =
        Sleep { night: Some("2026-11-12".parse().unwrap()), words: Some("badly".into()), ..Sleep::default() };
    put(&mut store, "2026-11-12T19:00:00Z", None, None, Details::Sleep(words));
    let massage = Massage {
        areas: vec!["legs".into(), "tummy".into()],
        moments: seen(&["e-smile"]),
        ended: Some("baby-said-stop".into()),
        ..Massage::default()
    };
    put(&mut store, "2026-11-20T10:15:00Z", Some(12), Some("before the bath"), Details::Massage(massage));
    let not_today = Massage { not_today: Some("asleep".into()), ..Massage::default() };
    put(&mut store, "2026-11-21T10:00:00Z", None, None, Details::Massage(not_today));
    put(&mut store, "2026-11-21T16:00:00Z", None, None, cue(&["q-look", "q-hic"]));
    put(&mut store, "2026-11-22T11:02:00Z", None, None, cue(&["q-look"]));
    let okay = Checkin { felt: Some(4), ..Checkin::default() };
    put(&mut store, "2026-11-21T21:00:00Z", None, None, Details::Checkin(okay));
    put(&mut store, "2026-11-22T12:00:00Z", None, Some("ask about the rash"), Details::Note(Note::default()));
    store
}

#[test]
fn past_lists_days_newest_first() {
    let mut app = TestApp::past_welcome(family());
    let screen = app.keys("v").painted();
    insta::assert_snapshot!("past_80x24", screen);
    insta::assert_snapshot!("past_60x20", app.resize(60, 20).painted());
}

#[test]
fn words_narrow_the_list_as_they_are_typed() {
    let mut app = TestApp::past_welcome(family());
    app.keys("v/hicc").has("\"hicc\"").has("looks away, hiccups");
    app.lacks("ask about the rash").has("enter to the list");
    // Every word, in any order, in the note, the cues or how it was told; letters are text while typing.
    app.keys("<esc>/BATH smi").has("massage").lacks("hiccups");
    app.keys("<enter>").has("K kind").has("\"BATH smi\"");
    app.keys("<esc>").has("All entries again.").keys("<home>").has("hiccups");
    // The field's term finds what our words say otherwise.
    let term = &cuebook::vocabulary::find_cue_by_id("q-look").unwrap().term;
    app.keys(&format!("/{term}<enter>")).has("looks away");
    app.keys("<esc>/zebra").has("Nothing here has the words \"zebra\". Press esc for everything.");
    app.keys("<esc>").has("ask about the rash");
}

#[test]
fn leaving_the_words_goes_back_to_where_one_was() {
    let mut app = TestApp::past_welcome(family());
    let before = app.keys("v<down><down><down>").picked();
    assert_ne!(app.keys("/smile").picked(), before);
    assert_eq!(app.keys("<esc>").picked(), before);
    // From the list the entry that was found stays under the cursor.
    let found = app.keys("/smile<enter>").picked();
    assert_eq!(app.keys("<esc>").picked(), found);
}

#[test]
fn kinds_follow_one_another() {
    let mut app = TestApp::past_welcome(family());
    app.keys("vK").has("past · massage").has("not today").lacks("sleep ");
    app.keys("K").has("past · cue").has("hiccups");
    app.keys("K").has("past · sleep").lacks("hiccups");
    app.keys("K").has("past · check-in").has("okay");
    app.keys("K").has("past · note").has("ask about the rash").lacks("okay");
    app.keys("K").lacks("past · note").has("hiccups");
    TestApp::past_welcome(open_in_memory())
        .keys("v")
        .has("Nothing here yet.")
        .keys("K")
        .has("There are no massages here.");
}

#[test]
fn a_jump_goes_to_the_day_or_the_nearest_before() {
    let mut app = TestApp::past_welcome(family());
    app.keys("vJ/").has("such as 9 Nov").keys("2026-11-10<enter>");
    app.has("Tuesday 10 November 2026.");
    assert!(app.picked().contains("23:50"));
    for (typed, said) in [
        ("9 nov", "Monday 9 November 2026."),
        ("9/11", "Monday 9 November 2026."),
        ("11/10/26", "Nothing on 11 Oct 2026. This is the first day there is."),
        ("3 days ago", "Thursday 19 November 2026."),
        ("Nov 20th", "Friday 20 November 2026."),
        ("yesterday", "Saturday 21 November 2026."),
        ("wed", "Wednesday 18 November 2026."),
        ("Monday 16 November 2026", "Monday 16 November 2026."),
        ("1 Jan 2025", "Nothing on 1 Jan 2025. This is the first day there is."),
    ] {
        app.keys("J/").keys(typed).keys("<enter>").has(said);
    }
    // With words, only what the list shows is there to jump to.
    app.keys("/smiles<enter>J/21 nov<enter>");
    app.has("Nothing on 21 Nov 2026. This is the nearest day before it.");
}

#[test]
fn a_day_that_is_none_is_told_and_kept() {
    let mut app = TestApp::past_welcome(family());
    for (typed, said) in [
        ("99/11", "I can't read \"99/11\" as a day. Try 9 Nov"),
        ("31 feb", " as a day"),
        ("nov", " as a day"),
        ("", "Please type a day"),
        ("2026-12-24", "That day hasn't happened yet."),
    ] {
        app.keys("vJ/").keys(typed).keys("<enter>").has(said);
        app.has(&format!("day: {typed}"));
        app.keys("<esc><esc><esc>");
    }
}

#[test]
fn a_thousand_entries_are_each_seen_once_both_ways() {
    let mut store = open_in_memory();
    let family = store.load_family().unwrap();
    let edits = (0..1000).map(|n| {
        // Several share a second, as imports do.
        let secs = now().unix_seconds() - (n / 3) * 5_000;
        let entry = Entry {
            id: new_id(),
            baby: None,
            carer: family.carers[0].id,
            at: Timestamp::from_seconds_in_zone(secs, LONDON),
            until: None,
            approximate: false,
            note: Some(format!("number {n:04}")),
            details: Details::Note(Note::default()),
        };
        Change::add_record("", entry).edits.remove(0)
    });
    let change = Change { title: "a thousand".into(), edits: edits.collect() };
    store.apply(&change, now()).unwrap();
    let mut app = TestApp::at_time(store, Theme::with_defaults(), now(), (60, 10));
    app.keys("v");
    let number = |row: &str| row.split("number ").nth(1).unwrap()[..4].to_owned();
    let mut down = Vec::new();
    for _ in 0..1000 {
        down.push(number(&app.picked()));
        app.keys("<down>");
    }
    assert_eq!(down.iter().collect::<BTreeSet<_>>().len(), 1000);
    assert_eq!(number(&app.picked()), down[999], "the end is the end");
    let mut up = Vec::new();
    for _ in 0..1000 {
        up.push(number(&app.picked()));
        app.keys("<up>");
    }
    up.reverse();
    assert_eq!(up, down);
    assert_eq!(number(&app.keys("<end>").picked()), down[999]);
    assert_eq!(number(&app.keys("<up><up>").picked()), down[997]);
    assert_eq!(number(&app.keys("<home>").picked()), down[0]);
    // From the middle, in both directions.
    app.keys("J/14 nov<enter>");
    let middle = down.iter().position(|n| *n == number(&app.picked())).unwrap();
    for back in 1..=400.min(middle) {
        assert_eq!(number(&app.keys("<up>").picked()), down[middle - back]);
    }
}

#[test]
fn a_removal_and_its_undo_keep_the_place() {
    let mut app = TestApp::past_welcome(family());
    let rows: Vec<String> = (0..6).map(|n| app.keys(if n == 0 { "v" } else { "<down>" }).picked()).collect();
    app.keys("<up><up>d").has("Removed ").has("u to undo");
    assert_eq!(app.picked(), rows[4]);
    assert_eq!(app.keys("u").picked(), rows[3], "it came back under the cursor");
    assert!(app.keys("<end>d").picked().contains("13:30"));
    app.keys("u");
    assert!(app.picked().contains("09:10"));
}

#[test]
fn hidden_checkins_stay_out_of_both() {
    let mut store = family();
    let before = store.load_family().unwrap().carers[0].clone();
    let after = cuebook::model::Carer { hidden_checkins: true, ..before.clone() };
    store.apply(&Change::replace_record("hide", before, after), now()).unwrap();
    let mut app = TestApp::past_welcome(store);
    app.keys("vKKKK").has("There are no check-ins here.");
    app.keys("<esc><esc>t<down>").has("Sat 21 Nov:").lacks("okay");
}

fn added_up(store: &Store, from: &str, to: &str) -> PeriodStats {
    let family = store.load_family().unwrap();
    let hours = family.settings.day_boundaries;
    let asked = StatsQuery {
        baby: family.babies[0].id,
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
        hours,
        now: now(),
    };
    let entries = store.entries_overlapping(fetch_range(asked.from, asked.to, &hours)).unwrap();
    compute_stats(&entries, &family, &asked)
}

fn hm(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[test]
fn the_nights_on_the_screen_are_those_of_trends() {
    let store = family();
    let sums = added_up(&store, "2026-11-09", "2026-11-22");
    let nights = TestApp::past_welcome(store).keys("tz").painted();
    for day in &sums.days {
        let label = day.date.format("%a %-d %b").to_string();
        let row = nights.lines().find(|row| row.trim_start_matches(['▸', ' ']).starts_with(&label)).unwrap();
        let told: Vec<&str> = row.split_whitespace().rev().take(3).collect();
        if day.sleep.night_recorded() {
            assert_eq!(told[2], hm(day.sleep.night_min.unwrap()), "{row}");
            assert_eq!(told[1], hm(day.sleep.longest_min.unwrap()), "{row}");
            assert_eq!(told[0], day.sleep.wakings.unwrap().to_string(), "{row}");
        } else {
            assert!(!row.contains(':'), "no figure for a night not written down: {row}");
        }
    }
}

#[test]
fn trends_as_they_look() {
    let mut app = TestApp::past_welcome(family());
    insta::assert_snapshot!("nights_80x24", app.keys("t<down>").painted());
    insta::assert_snapshot!("nights_60x20", app.resize(60, 20).painted());
    insta::assert_snapshot!("nights_120x40", app.resize(120, 40).painted());
    app.keys("<tab>");
    insta::assert_snapshot!("weeks_80x24", app.resize(80, 24).painted());
    insta::assert_snapshot!("weeks_60x20", app.resize(60, 20).painted());
    insta::assert_snapshot!("weeks_whole_80x24", app.resize(80, 24).keys("z").painted());
}

#[test]
fn the_cursor_of_the_trends_is_a_day() {
    let mut app = TestApp::past_welcome(family());
    app.keys("t").has("Sun 22 Nov: ");
    app.keys("<down><down>").has("Fri 20 Nov: ").has(" in the day, ").has("touch once (12 min)");
    app.keys("<tab>")
        .has("Week of 16 Nov, 6 whole nights")
        .keys("<down>")
        .has("Week of 9 Nov, 5 whole nights");
    app.keys("<shift-tab><up>").has("Sat 14 Nov: ");
    app.keys("<down><down>").has("Thu 12 Nov: you wrote:");
    // A day opens and closes again under the same cursor.
    app.keys("<enter>").has("Thursday 12 November").keys("<esc>").has("Thu 12 Nov: ");
    app.keys("<end>").has("Mon 9 Nov: ").keys("<home>").has("night not over yet");
    app.keys("-").has("Two weeks is the shortest view.").keys("++++").has("all weeks");
    app.keys("+").has("All weeks are shown.");
}

#[test]
fn few_nights_are_listed_not_averaged() {
    let mut store = open_in_memory();
    for (day, minutes) in [(17, 600), (18, 540)] {
        let when = format!("2026-11-{day}T19:30:00Z");
        put(&mut store, &when, Some(minutes), None, Details::Sleep(Sleep::default()));
    }
    let mut app = TestApp::past_welcome(store);
    app.keys("t<tab>").has("2 of 6").has("10:00 / 9:00").lacks("–9:00");
    TestApp::past_welcome(open_in_memory()).keys("t").has("Nothing here yet.").keys("<enter>");
}

#[test]
fn clock_changes_show() {
    let mut store = open_in_memory();
    let night = || Details::Sleep(Sleep::default());
    put(&mut store, "2026-10-24T19:30:00+01:00", Some(660), None, night());
    put(&mut store, "2026-03-28T19:30:00Z", Some(600), None, night());
    let autumn = at("2026-10-26T14:00:00Z");
    let mut app = TestApp::at_time(store, Theme::with_defaults(), autumn, (120, 30));
    app.keys("t<enter><down><down>");
    assert!(app.picked().contains("▓▓▓"), "the hour that came twice: {}", app.picked());
    app.keys("++++<end>");
    assert!(app.picked().contains("█   █"), "the hour left out: {}", app.picked());
}

#[test]
fn no_size_is_too_small() {
    for look in [Theme::with_defaults(), Theme { ascii: true, colour: false, ..Theme::with_defaults() }] {
        for size in [(1, 1), (2, 3), (20, 5), (12, 6), (30, 9), (39, 12), (56, 13), (200, 60)] {
            let mut app = TestApp::at_time(family(), look, now(), size);
            for keys in
                ["v", "/smi", "<enter>", "J", "<esc><esc><end>", "<esc>t", "<tab>", "++++<end>", "<tab>"]
            {
                let screen = app.keys(keys).painted();
                assert!(!look.ascii || screen.is_ascii(), "not ASCII:\n{screen}");
            }
        }
    }
}

/// The real year, where it is at hand.
pub(crate) fn real_year() -> Option<(Store, Zone)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/babyconnect/eva.csv");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: {path} is not here");
        return None;
    };
    let zone = Zone::named("America/Los_Angeles");
    let mut store = Store::open_in_memory(ProgramRun::new("test"), zone).unwrap();
    let options = import::ImportOptions { zone, keep_other: false, now: now() };
    let format = import::detect_format(&bytes).unwrap();
    let read = import::parse_file(&bytes, format, &options).unwrap();
    let family = store.load_family().unwrap();
    let target = import::ImportTarget {
        name: "eva.csv",
        family: &family,
        known_ids: &Default::default(),
        journal_is_empty: true,
        baby_is_empty: true,
        baby: None,
        new_baby: None,
        zone_given: true,
        is_in_app: false,
        stored_zone: store.load_setting("zone").unwrap(),
        existing: None,
    };
    let plan = import::plan_import(vec![read], &target, &options).unwrap();
    store.apply(&plan.change.unwrap(), now()).unwrap();
    Some((store, zone))
}

#[test]
fn a_real_year_is_listed_and_added_up() {
    let Some((store, zone)) = real_year() else {
        return;
    };
    let june = Timestamp::from_seconds_in_zone(at("2020-06-15T14:00:00-07:00").unix_seconds(), zone);
    let mut app = TestApp::at_time(store, Theme::with_defaults(), june, (80, 24));
    app.keys("vJ/14 jun<enter>").has("Sunday 14 June 2020.");
    app.keys("<esc>t<enter><down>")
        .has("Sun 14 Jun: 12 h 36 in 24 hours, 3 h 10 in the day, 9 h 26 at night,");
    insta::assert_snapshot!("real_nights", app.painted());
    insta::assert_snapshot!("real_weeks", app.keys("+<tab>").painted());
    app.keys("<tab><tab><tab><tab><tab>");
    // A page at a time down the whole year, and at once.
    app.keys("<esc><esc><esc>vKKK<home>");
    let mut pages = Vec::new();
    while pages.len() < 2 || pages.last() != pages.get(pages.len() - 2) {
        pages.push(app.keys("<pgdn>").picked());
    }
    assert!(pages.len() > 100, "{} pages of ten", pages.len());
    assert_eq!(app.keys("<home><end>").picked(), pages[pages.len() - 1]);
}
