//! The panels of Trends: the same numbers as the plain lines, the JSON and the page; what is hidden stays hidden; nothing
//! is cut off; years are added up behind the screen.

use super::history::{family, real_year};
use crate::support::{TestApp, at, entry, memory, now, with};
use cuebook::model::time::{format_duration, format_short_date, week_start};
use cuebook::model::{
    Carer, Change, Checkin, Details, Edit, Entry, Massage, Record, Setting, Sleep, Timestamp, new_id,
};
use cuebook::report::render_stats_lines;
use cuebook::stats::{StatsQuery, compute_associations, compute_stats, fetch_range};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::theme::Theme;
use serde_json::{Value, json};

fn hm(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A number of the JSON cut to a whole one, as every length is.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or(value.as_f64().map(|n| n.floor() as i64))
}

/// A median with its range as the screen writes it, and as the plain lines and the page do.
fn spread(of: &Value) -> Option<(String, String)> {
    let [median, low, high] = ["median", "low", "high"].map(|part| whole(&of[part]));
    let (median, low, high) = (median?, low?, high?);
    Some((
        if low == high { hm(median) } else { format!("{} ({}–{})", hm(median), hm(low), hm(high)) },
        format!(
            "usual {}, lowest {}, highest {}",
            format_duration(median),
            format_duration(low),
            format_duration(high)
        ),
    ))
}

/// The block of plain lines that begins with a heading, its wrapped lines joined again.
fn block(text: &str, heading: &str) -> String {
    let from = text.lines().skip_while(|line| line.trim() != heading);
    let lines: Vec<&str> = from.take_while(|line| !line.is_empty()).collect();
    assert!(!lines.is_empty(), "no {heading:?} in\n{text}");
    lines.join("\n").replace("\n  ", " ")
}

/// The rows of a week on a screen: the one with its label and those below that have none.
fn rows(screen: &str, label: &str) -> String {
    let is_label = |row: &&str| row.trim_start_matches(['▸', ' ']).starts_with(label);
    let mut after = screen.lines().skip_while(|row| !is_label(row));
    let first = after.next().unwrap_or_else(|| panic!("no {label:?} in\n{screen}"));
    let below = after.take_while(|row| row.starts_with("    "));
    std::iter::once(first).chain(below).collect::<Vec<_>>().join("\n")
}

/// Trends on its days: past the weeks at a glance, with which a longer journal opens.
fn open_panels(app: &mut TestApp) -> &mut TestApp {
    if app.keys("t").painted().contains("the weeks") {
        app.keys("<enter>");
    }
    app
}

/// Weeks shown, plain lines and JSON of one journal agree on every figure of every week.
fn all_agree(store: Store, now: Timestamp, wider: &str, weeks: i64) -> usize {
    let family = store.load_family().unwrap();
    let hours = family.settings.day_boundaries;
    let baby = family.selected_baby().unwrap().id;
    let to = hours.date_for_instant(now.unix_seconds());
    let from = week_start(to) - chrono::TimeDelta::weeks(weeks - 1);
    let asked = StatsQuery { baby, from, to, hours, now };
    let entries = store.entries_overlapping(fetch_range(from, to, &hours)).unwrap();
    let sums = compute_stats(&entries, &family, &asked);
    let beside = compute_associations(&entries, &family, &asked, &sums);
    let json = sums.to_json();
    let lines = render_stats_lines(&sums, &beside, &family);
    let mut app = TestApp::at_time(store, Theme::with_defaults(), now, (230, 80));
    let screen = open_panels(&mut app).keys(wider).keys("<tab>z").painted();
    let cues = app.keys("<tab><tab>").painted();
    let mut told = 0;
    for week in json["weeks"].as_array().unwrap() {
        let date = |of: &str| week[of].as_str().unwrap().parse::<chrono::NaiveDate>().unwrap();
        let (first, last) = (date("from"), date("to"));
        let label = first.format("%-d %b").to_string();
        let range = match first == last {
            true => format_short_date(first),
            false => format!("{} to {}", format_short_date(first), format_short_date(last)),
        };
        let row = rows(&screen, &label);
        let said = block(&lines, &format!("Week of {range}"));
        let mut agrees = |on_screen: &str, in_lines: &str| {
            assert!(row.contains(on_screen), "{on_screen:?} is not in\n{row}");
            assert!(said.contains(in_lines), "{in_lines:?} is not in\n{said}");
            told += 1;
        };
        let nights = week["nights_recorded"].as_i64().unwrap();
        if nights > 0 {
            let over = sums.weeks.iter().find(|it| it.from == first).unwrap().nights_over;
            let of = format!("{nights} of {over}");
            agrees(&of, &format!("Nights written down: {of}"));
        }
        for field in ["night_min", "day_min", "longest_min"] {
            if let Some((shown, written)) = spread(&week[field]) {
                agrees(&shown, &written);
            }
        }
        let touch = &week["touch"];
        if let Some(times) = touch["times"].as_i64().filter(|n| *n > 0) {
            let minutes = touch["minutes"].as_i64();
            let shown = minutes.map_or(times.to_string(), |min| format!("{times} {min:>4}"));
            let written = minutes.map_or(String::new(), |min| format!(", {} in all", format_duration(min)));
            let many = if times == 1 { "time" } else { "times" };
            agrees(&shown, &format!("Touch: {times} {many}{written}"));
        }
        let of = &week["cues"];
        if let Some(moments) = of["moments"].as_i64() {
            let row = rows(&cues, &label);
            let mut shown = row.trim_start_matches('▸').split_whitespace();
            let shown = shown.by_ref().filter_map(|word| word.parse::<i64>().ok()).nth(1);
            assert_eq!(shown, Some(moments), "{row}");
            let many = if moments == 1 { "moment" } else { "moments" };
            assert!(said.contains(&format!("Cues: {moments} {many}\n")), "{said}");
        }
    }
    told
}

#[test]
fn screen_lines_and_json_say_the_same_numbers() {
    assert!(all_agree(family(), now(), "", 2) >= 9);
    let told = all_agree(busy(), now(), "++", 12);
    assert!(told >= 40, "{told}");
    if let Some((store, zone)) = real_year() {
        let june = Timestamp::from_seconds_in_zone(at("2020-06-15T12:00:00-07:00").unix_seconds(), zone);
        assert!(all_agree(store, june, "++", 12) >= 40);
    }
}

/// Twelve weeks of a family with two carers who use everything.
pub(crate) fn busy() -> Store {
    let mut store =
        Store::open_in_memory(ProgramRun::new("test"), cuebook::model::Zone::named("Europe/London")).unwrap();
    let family = store.load_family().unwrap();
    let (baby, anna) = (family.babies[0].id, family.carers[0].clone());
    let named = |id, name: &str| Carer { id, name: Some(name.into()), hidden_checkins: false };
    let ben = named(new_id(), "Ben");
    let people = Change {
        title: "people".into(),
        edits: vec![
            Edit {
                before: Some(Record::Carer(anna.clone())),
                after: Some(Record::Carer(named(anna.id, "Anna"))),
            },
            Edit { before: None, after: Some(Record::Carer(ben.clone())) },
        ],
    };
    store.apply(&people, now()).unwrap();
    let first = at("2026-08-31T00:00:00Z").unix_seconds();
    let mut edits = Vec::new();
    let mut put = |carer, from: i64, minutes: i64, what: Details| {
        let entry = Entry {
            id: new_id(),
            baby: (!matches!(what, Details::Checkin(_))).then_some(baby),
            carer,
            at: Timestamp::from_seconds_in_zone(from, cuebook::model::Zone::named("Europe/London")),
            until: (minutes > 0).then(|| {
                Timestamp::from_seconds_in_zone(
                    from + minutes * 60,
                    cuebook::model::Zone::named("Europe/London"),
                )
            }),
            approximate: false,
            note: None,
            details: what,
        };
        edits.push(Edit { before: None, after: Some(Record::from(entry)) });
    };
    for day in 0..83_i64 {
        let clock = |hour: i64, minute: i64| first + ((day * 24 + hour) * 60 + minute) * 60;
        let sleep = || Details::Sleep(Sleep::default());
        put(anna.id, clock(9, day % 40), 35 + day * 7 % 50, sleep());
        put(ben.id, clock(19, 30), 150 + day * 13 % 90, sleep());
        put(ben.id, clock(23, 50), 330 + day * 5 % 60, sleep());
        if day % 5 < 2 {
            let massage = Massage {
                areas: vec!["legs".into()],
                before: Some("crying".into()),
                after: Some("drowsy".into()),
                felt_before: Some(2),
                felt_after: Some(u8::try_from(2 + day % 3).unwrap()),
                ..Massage::default()
            };
            let who = if day % 2 == 0 { anna.id } else { ben.id };
            put(who, clock(11, 0), 8 + day % 9, Details::Massage(massage));
        }
        if day % 3 == 0 {
            let felt = Checkin { felt: Some(3), ..Checkin::default() };
            let who = if day % 2 == 0 { anna.id } else { ben.id };
            put(who, clock(21, 0), 0, Details::Checkin(felt));
        }
    }
    let change = Change { title: "twelve weeks".into(), edits };
    store.apply(&change, now()).unwrap();
    store
}

#[test]
fn a_newcomer_reads_the_week_of_9_november_off_one_screen() {
    // The second row of the weeks, in a window of 80x24, two keys from Today: past the weeks at a glance.
    let screen = TestApp::past_welcome(busy()).keys("t<enter>").painted();
    let row = rows(&screen, "9 Nov");
    assert!(screen.contains("longest stretch") && screen.contains("times"), "{screen}");
    assert!(row.contains("5:45 (5:30–6:25)") && row.trim_end().ends_with("4   54"), "{row}");
    TestApp::past_welcome(busy())
        .keys("t<enter><tab><down>")
        .has("Week of 9 Nov, 7 whole nights: asleep ")
        .has("longest stretch up to 6 h 25")
        .has("Massage 4")
        .has("times, 54 min.");
}

fn set(store: &mut Store, name: &str, value: Value) {
    let edits =
        vec![Edit { before: None, after: Some(Record::Setting(Setting { name: name.into(), value })) }];
    let change = Change { title: "set".into(), edits };
    store.apply(&change, now()).unwrap();
}

#[test]
fn panels_as_they_look() {
    let mut app = TestApp::at_time(busy(), Theme::with_defaults(), now(), (80, 24));
    app.keys("t<enter>++<tab><tab><tab><tab><tab>z");
    insta::assert_snapshot!("together_80x24", app.painted());
    app.resize(200, 60).keys("z<shift-tab><shift-tab><shift-tab><shift-tab>");
    insta::assert_snapshot!("trends_200x60", app.painted());
    let ascii = Theme { ascii: true, ..Theme::with_defaults() };
    let mut app = TestApp::at_time(busy(), ascii, now(), (80, 24));
    insta::assert_snapshot!("quiet_ascii_80x24", app.keys("t<enter>+<tab>h").painted());
}

#[test]
fn tab_goes_round_the_panels_and_z_shows_one_alone() {
    let mut app = TestApp::past_welcome(busy());
    app.keys("t<enter>").has(" days ").has("night sleep").keys("z").lacks("night sleep");
    app.keys("<tab>").lacks(" days ").has("night sleep");
    for name in ["touch ", "cues ", "check-ins", "side by side"] {
        app.keys("<tab>").has(&format!(" {name}"));
    }
    // Leaving one that stands alone shows all of them first.
    app.keys("<esc>").has("night sleep").keys("<tab>").has("the weeks").lacks("night sleep");
    app.keys("<shift-tab>").has("side by side").keys("<esc>").lacks("night sleep");
}

#[test]
fn sleep_without_numbers_stays_so_and_is_undone() {
    let mut app = TestApp::past_welcome(busy());
    app.keys("t<enter>").has("10:").has("longest stretch").has("day ");
    app.keys("h").has("Sleep in pictures, without numbers").has("u to undo");
    for keys in ["", "<tab>", "z", "<tab><tab><tab><tab>z"] {
        let screen = app.keys(keys).painted();
        for number in ["longest", "night sleep", " of 7", "woke", "Middle one: 10", "h 0", "day 1"] {
            assert!(!screen.contains(number), "{number:?} in\n{screen}");
        }
    }
    app.keys(&"<shift-tab>".repeat(5)).has("█");
    // It is the family's, not this window's.
    app.keys("<esc><esc>t").lacks("longest").keys("<enter>").lacks("longest stretch");
    app.keys("h").has("longest stretch").has("Sleep in numbers again");
    app.keys("u").lacks("longest stretch");
}

#[test]
fn what_the_family_does_not_use_is_not_shown() {
    let mut store = busy();
    set(&mut store, "hidden", json!(["massage", "cue", "checkin"]));
    let mut app = TestApp::at_time(store, Theme::with_defaults(), now(), (200, 60));
    for keys in ["t", "<enter>"] {
        let screen = app.keys(keys).painted();
        for word in ["touch", "cues", "check-ins", "◆", "▪", "Anna", "massage", "engaged"] {
            let mut body = screen.lines().skip(1);
            assert!(!body.any(|row| row.contains(word)), "{word:?} in\n{screen}");
        }
    }
    let mut store = busy();
    set(&mut store, "hidden", json!(["sleep"]));
    TestApp::at_time(store, Theme::with_defaults(), now(), (80, 24))
        .keys("t")
        .lacks("longest")
        .keys("<enter>")
        .lacks("longest stretch")
        .has("touch");
}

#[test]
fn check_ins_are_everyones_then_one_carers_after_another() {
    let mut app = TestApp::at_time(busy(), Theme::with_defaults(), now(), (80, 60));
    app.keys("t<enter><tab><tab><tab><tab>").has("Anna ").has("Ben");
    app.keys("w").has("Check-ins: only Anna's.").lacks("Ben");
    app.keys("<tab>z").has("How Anna felt").lacks("How Ben felt");
    app.keys("zw").has("Check-ins: only Ben's.");
    app.keys("w").has("Everyone's check-ins.");
    // Who hides theirs is not among them.
    let mut store = busy();
    let ben = store.load_family().unwrap().carers[1].clone();
    let hidden = Carer { hidden_checkins: true, ..ben.clone() };
    store.apply(&Change::replace_record("hide", ben, hidden), now()).unwrap();
    let mut app = TestApp::at_time(store, Theme::with_defaults(), now(), (80, 24));
    app.keys("t<enter>++ww").has("Everyone's check-ins.");
    app.keys("<tab><tab><tab><tab>").lacks("Ben");
    app.keys("<tab>z<end><up><up><up>").lacks("Ben");
    let mut none = TestApp::at_time(family(), Theme::with_defaults(), at("2027-11-22T14:07:00Z"), (80, 24));
    none.keys("t<end><enter>w").has("No check-ins in these weeks.");
}

#[test]
fn nothing_is_cut_off_at_any_width() {
    for (columns, rows) in
        [(60, 20), (72, 24), (80, 24), (96, 30), (120, 40), (171, 50), (172, 50), (200, 60)]
    {
        let mut app = TestApp::at_time(busy(), Theme::with_defaults(), now(), (columns, rows));
        app.keys("t<enter>");
        for keys in ["", "<tab>", "z", "<tab>", "z", "<tab>", "<tab>", "<tab>", "z", "<end>", "+++z"] {
            let screen = app.keys(keys).painted();
            let edge = usize::from(columns) - 1;
            let body = screen.lines().skip(2).take(usize::from(rows) - 3);
            for row in body.filter(|row| !row.contains("──") && !row.contains('░') && !row.contains(" woke"))
            {
                let last = row.chars().nth(edge);
                assert!(last.is_none_or(|c| c == ' '), "{columns} columns, {keys}: {row}");
            }
        }
    }
}

#[test]
fn years_are_added_up_behind_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("j.cuebook");
    let london = cuebook::model::Zone::named("Europe/London");
    let mut store = Store::open(&path, ProgramRun::new("test"), london).unwrap();
    let memory = busy();
    let family = memory.load_family().unwrap();
    let baby = store.load_family().unwrap().babies[0].id;
    let carer = store.load_family().unwrap().carers[0].id;
    let hours = family.settings.day_boundaries;
    let all = memory
        .entries_overlapping(fetch_range(
            "2026-08-31".parse().unwrap(),
            "2026-11-22".parse().unwrap(),
            &hours,
        ))
        .unwrap();
    let edits = all.into_iter().map(|mut entry| {
        entry.baby = entry.baby.map(|_| baby);
        entry.carer = carer;
        Edit { before: None, after: Some(Record::from(entry)) }
    });
    let change = Change { title: "all".into(), edits: edits.collect() };
    store.apply(&change, now()).unwrap();
    set(&mut store, "welcomed", json!(true));
    let mut app = TestApp::at_time(store, Theme::with_defaults(), now(), (80, 24));
    // While it is added up the last picture stays, and keys are heard.
    app.keys("t<enter>+++").has("adding up…").has("▸Sun 22 Nov").has("26 weeks   ");
    app.keys("<tab>").has("▸16 Nov");
    app.app.wait_for_jobs();
    app.lacks("adding up").keys("<end>").has("25 May");
    app.keys("+").has("adding up…");
    app.app.wait_for_jobs();
    app.lacks("adding up").has("all weeks").has("31 Aug");
}

#[test]
fn a_gap_by_day_is_no_nought() {
    let store = memory();
    let family = store.load_family().unwrap();
    let night = entry(
        &family,
        "2026-11-20T19:00:00+00:00",
        Some("2026-11-21T07:00:00+00:00"),
        Details::Sleep(Sleep::default()),
    );
    let mut app = TestApp::past_welcome(with(store, &[night]));
    app.keys("t<down><down>").has("Fri 20 Nov: 12 h at night, longest stretch 12 h, no wakings");
    app.keys("x<down>3<enter>").has("Fri 20 Nov: 12 h in 24 hours, 0 min in the day");
}
