//! Past and Trends through the app: keys in, screens out, on an invented journal and on a real year.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use cuebook::import;
use cuebook::model::{
    Change, Checkin, Cue, Details, Entry, Massage, Moment, Note, Sleep, Timestamp, Zone, new_id,
};
use cuebook::stats::{PeriodStats, StatsQuery, compute_stats, fetch_range};
use cuebook::store::{ProgramRun, Store};
use cuebook::tui::app::App;
use cuebook::tui::theme::Theme;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeSet;

const LONDON: Zone = Zone::Europe__London;

fn at(text: &str) -> Timestamp {
    Timestamp::parse_rfc3339(text).unwrap()
}

fn now() -> Timestamp {
    at("2026-11-22T14:07:00Z")
}

fn empty() -> Store {
    Store::open_in_memory(ProgramRun::new("test"), LONDON).unwrap()
}

fn put(store: &mut Store, when: &str, minutes: Option<i64>, note: Option<&str>, what: Details) -> Entry {
    let family = store.load_family().unwrap();
    let from = at(when);
    let of_baby = !matches!(what, Details::Checkin(_) | Details::Note(_));
    let entry = Entry {
        id: new_id(),
        baby: of_baby.then(|| family.babies[0].id),
        carer: family.carers[0].id,
        at: from,
        until: minutes.map(|n| from.add_minutes(n, LONDON)),
        approximate: false,
        note: note.map(str::to_owned),
        details: what,
    };
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
    let mut store = empty();
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

/// The app at a size, driven by keys.
pub(crate) struct Journey {
    pub(crate) app: App,
    terminal: Terminal<TestBackend>,
    now: Timestamp,
}

impl Journey {
    pub(crate) fn over(store: Store, look: Theme, now: Timestamp, (columns, rows): (u16, u16)) -> Self {
        Self {
            app: App::new(crate::support::welcomed(store), look, now).unwrap(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            now,
        }
    }

    pub(crate) fn of(store: Store) -> Self {
        Self::over(store, Theme::with_defaults(), now(), (80, 24))
    }

    /// Keys by their letters; `<enter>` and the like by name.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let code = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, after)) => {
                    rest = after;
                    match name {
                        "enter" => KeyCode::Enter,
                        "esc" => KeyCode::Esc,
                        "tab" => KeyCode::Tab,
                        "up" => KeyCode::Up,
                        "down" => KeyCode::Down,
                        "pgup" => KeyCode::PageUp,
                        "pgdn" => KeyCode::PageDown,
                        "home" => KeyCode::Home,
                        "end" => KeyCode::End,
                        "del" => KeyCode::Backspace,
                        other => panic!("no key {other}"),
                    }
                }
                None => {
                    rest = &rest[first.len_utf8()..];
                    KeyCode::Char(first)
                }
            };
            self.app.handle_key(KeyEvent::new(code, KeyModifiers::NONE), self.now);
        }
        self
    }

    pub(crate) fn screen(&mut self) -> String {
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width.max(1)));
        rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>())
            .map(|row| row.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The row with the cursor.
    fn picked(&mut self) -> String {
        let screen = self.screen();
        let row = screen.lines().find(|row| row.starts_with('▸'));
        row.unwrap_or_else(|| panic!("no cursor:\n{screen}")).to_owned()
    }

    pub(crate) fn size(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        self
    }

    pub(crate) fn has(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not in\n{screen}");
        self
    }

    pub(crate) fn lacks(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is in\n{screen}");
        self
    }
}

#[test]
fn past_lists_days_newest_first() {
    let mut journey = Journey::of(family());
    let screen = journey.keys("v").screen();
    insta::assert_snapshot!("past_80x24", screen);
    insta::assert_snapshot!("past_60x20", journey.size(60, 20).screen());
}

#[test]
fn words_narrow_the_list_as_they_are_typed() {
    let mut journey = Journey::of(family());
    journey.keys("v/hicc").has("\"hicc\"").has("looks away, hiccups");
    journey.lacks("ask about the rash").has("enter to the list");
    // Every word, in any order, in the note, the cues or how it was told; letters are text while typing.
    journey.keys("<esc>/BATH smi").has("massage").lacks("hiccups");
    journey.keys("<enter>").has("k kind").has("\"BATH smi\"");
    journey.keys("<esc>").has("All entries again.").has("hiccups");
    // The field's term finds what our words say otherwise.
    let term = &cuebook::vocabulary::find_cue_by_id("q-look").unwrap().term;
    journey.keys(&format!("/{term}<enter>")).has("looks away");
    journey.keys("<esc>/zebra").has("Nothing here has the words \"zebra\". esc shows everything.");
    journey.keys("<esc>").has("ask about the rash");
}

#[test]
fn leaving_the_words_goes_back_to_where_one_was() {
    let mut journey = Journey::of(family());
    let before = journey.keys("v<down><down><down>").picked();
    assert_ne!(journey.keys("/smile").picked(), before);
    assert_eq!(journey.keys("<esc>").picked(), before);
    // From the list the entry that was found stays under the cursor.
    let found = journey.keys("/smile<enter>").picked();
    assert_eq!(journey.keys("<esc>").picked(), found);
}

#[test]
fn kinds_follow_one_another() {
    let mut journey = Journey::of(family());
    journey.keys("vk").has("past · massage").has("not today").lacks("sleep ");
    journey.keys("k").has("past · cue").has("hiccups");
    journey.keys("k").has("past · sleep").lacks("hiccups");
    journey.keys("k").has("past · check-in").has("okay");
    journey.keys("k").has("past · note").has("ask about the rash").lacks("okay");
    journey.keys("k").lacks("past · note").has("hiccups");
    Journey::of(empty())
        .keys("v")
        .has("Nothing is written down yet.")
        .keys("k")
        .has("There are no massages here.");
}

#[test]
fn a_jump_goes_to_the_day_or_the_nearest_before() {
    let mut journey = Journey::of(family());
    journey.keys("vj").has("such as 9 Nov").keys("2026-11-10<enter>");
    journey.has("Tuesday 10 November 2026.");
    assert!(journey.picked().contains("23:50"));
    for (typed, said) in [
        ("9 nov", "Monday 9 November 2026."),
        ("Nov 20th", "Friday 20 November 2026."),
        ("yesterday", "Saturday 21 November 2026."),
        ("wed", "Wednesday 18 November 2026."),
        ("Monday 16 November 2026", "Monday 16 November 2026."),
        ("1 Jan 2025", "Nothing on 1 Jan 2025. This is the first day there is."),
    ] {
        journey.keys("j").keys(typed).keys("<enter>").has(said);
    }
    // With words, only what the list shows is there to jump to.
    journey.keys("/smiles<enter>j21 nov<enter>");
    journey.has("Nothing on 21 Nov 2026. This is the nearest day before it.");
}

#[test]
fn a_day_that_is_none_is_told_and_kept() {
    let mut journey = Journey::of(family());
    for (typed, said) in [
        ("9/11", "\"9/11\" names no day. Try 9 Nov"),
        ("31 feb", "names no day"),
        ("nov", "names no day"),
        ("", "Please type a day"),
        ("2026-12-24", "That day is still to come."),
    ] {
        journey.keys("vj").keys(typed).keys("<enter>").has(said);
        journey.has(&format!("day: {typed}"));
        journey.keys("<esc><esc>");
    }
}

#[test]
fn a_thousand_entries_are_each_seen_once_both_ways() {
    let mut store = empty();
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
    let mut journey = Journey::over(store, Theme::with_defaults(), now(), (60, 10));
    journey.keys("v");
    let number = |row: &str| row.split("number ").nth(1).unwrap()[..4].to_owned();
    let mut down = Vec::new();
    for _ in 0..1000 {
        down.push(number(&journey.picked()));
        journey.keys("<down>");
    }
    assert_eq!(down.iter().collect::<BTreeSet<_>>().len(), 1000);
    assert_eq!(number(&journey.picked()), down[999], "the end is the end");
    let mut up = Vec::new();
    for _ in 0..1000 {
        up.push(number(&journey.picked()));
        journey.keys("<up>");
    }
    up.reverse();
    assert_eq!(up, down);
    assert_eq!(number(&journey.keys("<end>").picked()), down[999]);
    assert_eq!(number(&journey.keys("<up><up>").picked()), down[997]);
    assert_eq!(number(&journey.keys("<home>").picked()), down[0]);
    // From the middle, in both directions.
    journey.keys("j14 nov<enter>");
    let middle = down.iter().position(|n| *n == number(&journey.picked())).unwrap();
    for back in 1..=400.min(middle) {
        assert_eq!(number(&journey.keys("<up>").picked()), down[middle - back]);
    }
}

#[test]
fn a_removal_and_its_undo_keep_the_place() {
    let mut journey = Journey::of(family());
    let rows: Vec<String> =
        (0..6).map(|n| journey.keys(if n == 0 { "v" } else { "<down>" }).picked()).collect();
    journey.keys("<up><up>d").has("Removed ").has("u undoes");
    assert_eq!(journey.picked(), rows[4]);
    assert_eq!(journey.keys("u").picked(), rows[3], "it came back under the cursor");
    assert!(journey.keys("<end>d").picked().contains("13:30"));
    journey.keys("u");
    assert!(journey.picked().contains("09:10"));
}

#[test]
fn hidden_checkins_stay_out_of_both() {
    let mut store = family();
    let before = store.load_family().unwrap().carers[0].clone();
    let after = cuebook::model::Carer { hidden_checkins: true, ..before.clone() };
    store.apply(&Change::replace_record("hide", before, after), now()).unwrap();
    let mut journey = Journey::of(store);
    journey.keys("vkkkk").has("There are no check-ins here.");
    journey.keys("<esc><esc>t<down>").has("Sat 21 Nov:").lacks("okay");
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
    let nights = Journey::of(store).keys("tz").screen();
    for day in &sums.days {
        let label = day.date.format("%a %-d %b").to_string();
        let row = nights.lines().find(|row| row.trim_start_matches(['▸', ' ']).starts_with(&label)).unwrap();
        let told: Vec<&str> = row.split_whitespace().rev().take(3).collect();
        if day.sleep.night_recorded {
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
    let mut journey = Journey::of(family());
    insta::assert_snapshot!("nights_80x24", journey.keys("t<down>").screen());
    insta::assert_snapshot!("nights_60x20", journey.size(60, 20).screen());
    insta::assert_snapshot!("nights_120x40", journey.size(120, 40).screen());
    journey.keys("<tab>");
    insta::assert_snapshot!("weeks_80x24", journey.size(80, 24).screen());
    insta::assert_snapshot!("weeks_60x20", journey.size(60, 20).screen());
    insta::assert_snapshot!("weeks_whole_80x24", journey.size(80, 24).keys("z").screen());
}

#[test]
fn the_cursor_of_the_trends_is_a_day() {
    let mut journey = Journey::of(family());
    journey.keys("t").has("Sun 22 Nov: ");
    journey.keys("<down><down>").has("Fri 20 Nov: day ").has("touch once (12 min)");
    journey
        .keys("<tab>")
        .has("Week of 16 Nov: 6 of 7 nights")
        .keys("<down>")
        .has("Week of 9 Nov: 5 of 7 nights");
    journey.keys("<tab><tab><tab><tab><tab><up>").has("Sat 14 Nov: ");
    journey.keys("<down><down>").has("Thu 12 Nov: the night was not all written down, the night in words:");
    // A day opens and closes again under the same cursor.
    journey.keys("<enter>").has("Thursday 12 November").keys("<esc>").has("Thu 12 Nov: ");
    journey.keys("<end>").has("Mon 9 Nov: ").keys("<home>").has("the night is not over");
    journey.keys("-").has("Two weeks is the least.").keys("++++").has("all weeks");
    journey.keys("+").has("All weeks are shown.");
}

#[test]
fn few_nights_are_listed_not_averaged() {
    let mut store = empty();
    for (day, minutes) in [(17, 600), (18, 540)] {
        let when = format!("2026-11-{day}T19:30:00Z");
        put(&mut store, &when, Some(minutes), None, Details::Sleep(Sleep::default()));
    }
    let mut journey = Journey::of(store);
    journey.keys("t<tab>").has("2 of 7").has("10:00 / 9:00").lacks("–9:00");
    Journey::of(empty()).keys("t").has("Nothing is written down yet.").keys("<enter>");
}

#[test]
fn clock_changes_show() {
    let mut store = empty();
    let night = || Details::Sleep(Sleep::default());
    put(&mut store, "2026-10-24T19:30:00+01:00", Some(660), None, night());
    put(&mut store, "2026-03-28T19:30:00Z", Some(120), None, night());
    let autumn = at("2026-10-26T14:00:00Z");
    let mut journey = Journey::over(store, Theme::with_defaults(), autumn, (120, 30));
    journey.keys("t<down><down>");
    assert!(journey.picked().contains("▓▓▓"), "the hour that came twice: {}", journey.picked());
    journey.keys("++++<end>");
    assert!(journey.picked().contains("░   ░"), "the hour left out: {}", journey.picked());
}

#[test]
fn no_size_is_too_small() {
    for look in [Theme::with_defaults(), Theme { ascii: true, colour: false, ..Theme::with_defaults() }] {
        for size in [(1, 1), (2, 3), (20, 5), (12, 6), (30, 9), (39, 12), (56, 13), (200, 60)] {
            let mut journey = Journey::over(family(), look, now(), size);
            for keys in
                ["v", "/smi", "<enter>", "j", "<esc><esc><end>", "<esc>t", "<tab>", "++++<end>", "<tab>"]
            {
                let screen = journey.keys(keys).screen();
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
    let zone = Zone::America__Los_Angeles;
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
        zone_given: true,
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
    let mut journey = Journey::over(store, Theme::with_defaults(), june, (80, 24));
    journey.keys("vj14 jun<enter>").has("Sunday 14 June 2020.");
    journey.keys("<esc>t<down>").has("Sun 14 Jun: day ").has("night ");
    insta::assert_snapshot!("real_nights", journey.screen());
    insta::assert_snapshot!("real_weeks", journey.keys("+<tab>").screen());
    journey.keys("<tab><tab><tab><tab><tab>");
    // A page at a time down the whole year, and at once.
    journey.keys("<esc>vkkk<home>");
    let mut pages = Vec::new();
    while pages.len() < 2 || pages.last() != pages.get(pages.len() - 2) {
        pages.push(journey.keys("<pgdn>").picked());
    }
    assert!(pages.len() > 100, "{} pages of ten", pages.len());
    assert_eq!(journey.keys("<home><end>").picked(), pages[pages.len() - 1]);
}
