//! The weeks at a glance: keys in, whole screens out, on the invented family's twelve weeks and on a family with gaps
//! whose every figure was worked out by hand.

use crate::support::{LONDON, TestApp, at, entry_of, now, open_in_memory, settled, with};
use cuebook::demo::changes;
use cuebook::model::{
    Carer, Change, Checkin, Cue, Details, Edit, Entry, Massage, Moment, Record, Setting, Sleep, Timestamp,
    new_id,
};
use cuebook::report::render_stats_lines;
use cuebook::stats::{StatsQuery, compute_associations, compute_stats, fetch_range};
use cuebook::store::Store;
use cuebook::tui::theme::Theme;
use serde_json::json;

pub(crate) fn demo() -> Store {
    let mut store = open_in_memory();
    for (kept, change) in changes(now(), &store.load_family().unwrap()) {
        store.apply(&change, kept).unwrap();
    }
    store
}

fn moment(cues: &[&str], meant: Option<&str>) -> Details {
    let cues = cues.iter().map(|code| (*code).to_owned()).collect();
    let moments = vec![Moment { cues, meant: meant.map(str::to_owned), ..Moment::default() }];
    Details::Cue(Cue { moments, ..Cue::default() })
}

fn felt(n: u8) -> Details {
    Details::Checkin(Checkin { felt: Some(n), ..Checkin::default() })
}

/// Five weeks to 22 November 2026 by Anna and Ben: three whole nights, one of them thirteen hours long, and a part one;
/// a week with nothing; two nights and touch; cues and check-ins without a night; one night.
pub(crate) fn with_gaps() -> Store {
    let mut store = settled(open_in_memory());
    let family = store.load_family().unwrap();
    let (baby, anna) = (family.babies[0].id, family.carers[0].id);
    let ben = Carer { id: new_id(), name: Some("Ben".into()), hidden_checkins: false };
    store.apply(&Change::add_record("Ben", Record::Carer(ben.clone())), now()).unwrap();
    let put = |from: &str, until: Option<&str>, details| {
        let baby = (!matches!(details, Details::Checkin(_))).then_some(baby);
        entry_of(baby, anna, at(from), until.map(at), details)
    };
    let slept = |from: &str, until: &str| put(from, Some(until), Details::Sleep(Sleep::default()));
    let seen = |on: &str, cues: &[&str], meant| put(&format!("{on}T11:00:00Z"), None, moment(cues, meant));
    let was = |on: &str, n| put(&format!("{on}T12:00:00Z"), None, felt(n));
    let not_today = Massage { not_today: Some("asleep".into()), ..Massage::default() };
    let entries = [
        slept("2026-10-19T19:30:00+01:00", "2026-10-20T05:30:00+01:00"),
        slept("2026-10-20T20:00:00+01:00", "2026-10-21T05:00:00+01:00"),
        slept("2026-10-22T19:00:00+01:00", "2026-10-22T21:00:00+01:00"),
        slept("2026-10-24T19:30:00+01:00", "2026-10-25T05:30:00+00:00"),
        slept("2026-11-03T19:30:00Z", "2026-11-04T05:30:00Z"),
        slept("2026-11-04T20:00:00Z", "2026-11-05T06:30:00Z"),
        put("2026-11-05T10:00:00Z", Some("2026-11-05T10:12:00Z"), Details::Massage(Massage::default())),
        put("2026-11-06T10:00:00Z", None, Details::Massage(not_today)),
        seen("2026-11-09", &["q-look"], None),
        seen("2026-11-09", &["e-smile"], None),
        seen("2026-11-10", &["e-smile", "q-look"], None),
        seen("2026-11-11", &["q-look"], Some("more")),
        seen("2026-11-12", &["q-look"], Some("not-sure")),
        was("2026-11-09", 1),
        was("2026-11-10", 1),
        was("2026-11-11", 2),
        was("2026-11-13", 1),
        slept("2026-11-17T19:30:00Z", "2026-11-18T05:30:00Z"),
        Entry { carer: ben.id, ..was("2026-11-18", 5) },
    ];
    with(store, &entries)
}

fn set(mut store: Store, name: &str, value: serde_json::Value) -> Store {
    let setting = Record::Setting(Setting { name: name.into(), value });
    store.apply(&Change::add_record(name, setting), now()).unwrap();
    store
}

fn hide_bens_checkins(mut store: Store) -> Store {
    let family = store.load_family().unwrap();
    let ben = family.carers.iter().find(|carer| carer.name.as_deref() == Some("Ben")).unwrap().clone();
    let hidden = Carer { hidden_checkins: true, ..ben.clone() };
    let edits = vec![Edit { before: Some(Record::Carer(ben)), after: Some(Record::Carer(hidden)) }];
    store.apply(&Change { title: "hide".into(), edits }, now()).unwrap();
    store
}

/// The sentence under the picture, its lines joined.
fn told(app: &mut TestApp) -> String {
    let screen = app.painted();
    let after = screen.lines().skip(2).skip_while(|line| !line.contains("──")).skip(1);
    let mut lines: Vec<&str> = after.map(str::trim).collect();
    lines.pop();
    lines.join(" ")
}

#[test]
fn twelve_weeks_of_the_demo_in_every_size() {
    let mut app = TestApp::of(demo(), 80, 24);
    insta::assert_snapshot!("demo_80x24", app.keys("t").painted());
    insta::assert_snapshot!("demo_60x20", app.resize(60, 20).painted());
    insta::assert_snapshot!("demo_120x40", app.resize(120, 40).painted());
    insta::assert_snapshot!("demo_energy_80x24", app.resize(80, 24).keys("<tab>").painted());
    let plain = Theme { ascii: true, force_ascii: true, ..Theme::with_defaults() };
    let mut app = TestApp::with_theme(demo(), plain, 80, 24);
    let screen = app.keys("t").painted();
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!("demo_ascii_80x24", screen);
}

#[test]
fn without_colour_the_picture_says_the_same() {
    let coloured = TestApp::of(demo(), 80, 24).keys("t").painted();
    let theme = Theme { colour: false, ..Theme::with_defaults() };
    assert_eq!(TestApp::with_theme(demo(), theme, 80, 24).keys("t").painted(), coloured);
}

#[test]
fn a_family_with_gaps_sees_blanks_and_never_a_nought() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    let screen = app.keys("t").painted();
    insta::assert_snapshot!("gaps_80x24", screen);
    insta::assert_snapshot!("gaps_60x20", app.resize(60, 20).painted());
    insta::assert_snapshot!("gaps_120x40", app.resize(120, 40).painted());
    assert!(!screen.contains(" 0"), "{screen}");
}

const SENTENCES: [&str; 5] = [
    "Week of 19 Oct, 3 whole nights: asleep 9 h to 11 h, usually 10 h, longest stretch up to 11 h.",
    "Week of 26 Oct: nothing written down.",
    "Week of 2 Nov, 2 whole nights: asleep 10 h and 10 h 30, longest stretch up to 10 h 30. Massage once, 12 min. Not today once.",
    "Week of 9 Nov: no full night written down. Anna hard once, heavy 3 times. Cues: 5 moments, \
     1 seemed to want more, 1 could be either.",
    "Week of 16 Nov, 1 whole night: asleep 10 h, longest stretch 10 h. Ben good once.",
];

#[test]
fn the_cursor_goes_by_weeks_and_tells_each_as_it_was() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("t");
    for sentence in SENTENCES.iter().rev() {
        assert_eq!(told(&mut app), *sentence);
        app.keys("<left>");
    }
    app.has("Nothing is written down before this week.").keys("<right>");
    assert_eq!(told(&mut app), SENTENCES[1]);
    app.keys("<end>");
    assert_eq!(told(&mut app), SENTENCES[4]);
    app.keys("<home>");
    assert_eq!(told(&mut app), SENTENCES[0]);
}

#[test]
fn plain_lines_say_what_the_picture_shows_oldest_first() {
    let store = with_gaps();
    let family = store.load_family().unwrap();
    let hours = family.settings.day_boundaries;
    let (from, to) = ("2026-10-19".parse().unwrap(), "2026-11-22".parse().unwrap());
    let query = StatsQuery { baby: family.babies[0].id, from, to, hours, now: now() };
    let entries = store.entries_overlapping(fetch_range(from, to, &hours)).unwrap();
    let stats = compute_stats(&entries, &family, &query);
    let lines = render_stats_lines(&stats, &compute_associations(&entries, &family, &query, &stats), &family);
    let lines = lines.replace("\n  ", " ");
    let section = lines.lines().skip_while(|line| *line != "Week by week").skip(1);
    let section: Vec<&str> = section.take_while(|line| !line.is_empty()).collect();
    assert_eq!(
        section,
        [
            SENTENCES[0],
            SENTENCES[1],
            SENTENCES[2],
            SENTENCES[3],
            "Anna, Monday to Sunday: heavy · heavy · hard · - · heavy · - · -",
            SENTENCES[4],
            "Ben, Monday to Sunday: - · - · good · - · - · - · -",
            "Many parents find it helps to show this to someone they trust, or to a GP or health visitor.",
        ]
    );
    // Programs read what the contract names, and nothing of this.
    let json = stats.to_json().to_string();
    for word in ["wanted", "company", "usually"] {
        assert!(!json.contains(word), "{word}");
    }
}

#[test]
fn moments_are_read_as_the_family_read_them() {
    let store = with_gaps();
    let family = store.load_family().unwrap();
    let hours = family.settings.day_boundaries;
    let baby = family.babies[0].id;
    let sums = |details: Details| {
        let from = "2026-11-10".parse().unwrap();
        let entry = entry_of(Some(baby), family.carers[0].id, at("2026-11-10T11:00:00Z"), None, details);
        let query = StatsQuery { baby, from, to: from, hours, now: now() };
        let cues = compute_stats(&[entry], &family, &query).weeks[0].cues.clone();
        (cues.wanted_more, cues.wanted_change, cues.could_be_either)
    };
    for (cues, meant, expected) in [
        // Which way a cue usually points is not said for them.
        (&["e-smile"][..], None, (0, 0, 0)),
        (&["q-look"], None, (0, 0, 0)),
        (&["q-look", "e-smile"], None, (0, 0, 0)),
        (&["q-look"], Some("more"), (1, 0, 0)),
        (&["e-smile"], Some("change"), (0, 1, 0)),
        (&["e-smile"], Some("either"), (0, 0, 1)),
        (&["e-smile"], Some("not-sure"), (0, 0, 1)),
    ] {
        assert_eq!(sums(moment(cues, meant)), expected, "{cues:?} {meant:?}");
    }
    let only_did = Moment { did: vec!["paused".into()], ..Moment::default() };
    let cue = Cue { moments: vec![only_did], ..Cue::default() };
    assert_eq!(sums(Details::Cue(cue)), (0, 0, 0), "what was done says nothing of what the baby wanted");
}

#[test]
fn trends_open_on_the_weeks_once_there_are_three() {
    let slept = |from: &str, until: &str| -> Store {
        let store = settled(open_in_memory());
        let family = store.load_family().unwrap();
        let sleep = Details::Sleep(Sleep::default());
        let entry =
            entry_of(Some(family.babies[0].id), family.carers[0].id, at(from), Some(at(until)), sleep);
        with(store, &[entry])
    };
    // Monday 2 November begins the week two before that of the 22nd.
    TestApp::of(slept("2026-11-02T08:00:00Z", "2026-11-02T09:00:00Z"), 80, 24).keys("t").has("the weeks");
    TestApp::of(slept("2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z"), 80, 24).keys("t").has("the weeks");
    let mut app = TestApp::of(slept("2026-11-09T08:00:00Z", "2026-11-09T09:00:00Z"), 80, 24);
    app.keys("t").has("trends · 2 weeks").lacks("the weeks");
    TestApp::of(settled(open_in_memory()), 80, 24).keys("t").has("Your days and nights will show here.");
}

#[test]
fn enter_goes_down_to_the_days_of_the_week_and_back() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("t<left><left><enter>").has("trends · 6 weeks");
    assert!(app.picked().contains("Sun 8 Nov"), "{}", app.painted());
    app.keys("<esc>").has("the weeks");
    assert_eq!(told(&mut app), SENTENCES[2], "the cursor stayed on its week");
}

#[test]
fn tab_goes_through_all_that_trends_has_and_round_again() {
    let mut app = TestApp::of(with_gaps(), 80, 24);
    app.keys("t").has("the weeks");
    app.keys("<tab>").has("calendar · November 2026");
    app.keys("<tab>").has("trends · 2 weeks");
    let panels = "<tab>".repeat(5);
    app.keys(&panels).has("side by side");
    app.keys("<tab>").has("the weeks");
    app.keys("<shift-tab>").has("side by side");
    app.keys(&"<shift-tab>".repeat(6)).has("calendar");
    app.keys("<shift-tab>").has("the weeks").keys("<esc>").lacks("the weeks");
}

#[test]
fn more_weeks_and_fewer_as_far_as_they_fit() {
    let mut app = TestApp::of(demo(), 80, 24);
    let weeks = |app: &mut TestApp| app.painted().lines().nth(3).unwrap().split_whitespace().count();
    app.keys("t");
    assert_eq!(weeks(&mut app), 12);
    app.keys("-");
    assert_eq!(weeks(&mut app), 6);
    app.keys("-").has("Six weeks is the least here.");
    app.keys("+");
    assert_eq!(weeks(&mut app), 12);
    app.keys("+").has("All weeks are shown.");
}

#[test]
fn hidden_checkins_and_hidden_sleep_leave_no_trace() {
    let mut app = TestApp::of(hide_bens_checkins(with_gaps()), 80, 24);
    app.keys("t").lacks("Ben");
    let mut app = TestApp::of(set(with_gaps(), "quiet", json!(true)), 80, 24);
    app.keys("t").lacks("night").lacks("longest").lacks("10 h").has("Anna");
    app.keys("h").has("longest");
    let mut app = TestApp::of(set(with_gaps(), "hidden", json!(["checkin"])), 80, 24);
    app.keys("t").lacks("Anna  ").lacks("mixed");
}

#[test]
fn weeks_of_long_ago_are_where_they_were() {
    let later = Timestamp::from_seconds_in_zone(at("2027-11-22T14:07:00Z").unix_seconds(), LONDON);
    let mut app = TestApp::at_time(with_gaps(), Theme::with_defaults(), later, (80, 24));
    app.keys("t");
    assert_eq!(
        told(&mut app),
        SENTENCES[4],
        "nothing was written for a year: the last week that has something"
    );
    app.keys("<left>");
    assert_eq!(told(&mut app), SENTENCES[3]);
}
