//! The invented family: every entry is one that a parent could have kept, and what the twelve weeks hold is what the
//! demo promises, whatever the time and place.

use crate::support::{TempHome, mode};
use cuebook::demo::{DAYS, changes, zone};
use cuebook::model::{
    Details, Entry, EntryKind, EntryWarning, Family, Timestamp, Zone, entry_to_json, find_warnings,
    validate_entry,
};
use cuebook::store::{EntryFilter, ProgramRun, Store};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Moments all over the year and the day, and machines all over the world: London and New York by summer and winter,
/// a month in which no clock of the list changes, the night of a change itself, the turn of a year.
const MOMENTS: [(&str, Zone); 9] = [
    ("2026-11-22T14:07:00Z", Zone::named("Europe/London")),
    ("2026-11-22T14:07:00Z", Zone::UTC),
    ("2026-02-20T03:12:00Z", Zone::UTC),
    ("2026-08-10T23:40:00Z", Zone::named("Asia/Tokyo")),
    ("2027-04-20T08:00:00Z", Zone::named("America/New_York")),
    ("2026-10-25T01:30:00Z", Zone::named("Europe/London")),
    ("2027-01-01T00:00:00Z", Zone::named("Pacific/Auckland")),
    ("2026-09-20T11:00:00Z", Zone::named("Africa/Nairobi")),
    ("2026-06-01T07:01:00Z", Zone::named("Europe/Berlin")),
];

struct Demo {
    now: Timestamp,
    zone: Zone,
    store: Store,
    family: Family,
    entries: Vec<Entry>,
}

fn demo(now: &str, own: Zone) -> Demo {
    let now = Timestamp::parse_rfc3339(now).unwrap();
    let zone = zone(now, own);
    let mut store = Store::open_in_memory(ProgramRun::new("test"), zone).unwrap();
    for (kept, change) in changes(now, &store.load_family().unwrap()) {
        assert!(
            kept.unix_seconds() <= now.unix_seconds(),
            "nothing was saved in the future: {kept:?} at {now:?}, {}",
            change.title
        );
        store.apply(&change, kept).unwrap();
    }
    let family = store.load_family().unwrap();
    let mut entries = Vec::new();
    store
        .for_each_entry(|entry| {
            entries.push(entry.clone());
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    Demo { now, zone, store, family, entries }
}

fn everywhere() -> impl Iterator<Item = Demo> {
    MOMENTS.into_iter().map(|(now, own)| demo(now, own))
}

impl Demo {
    fn of(&self, kind: EntryKind) -> Vec<&Entry> {
        let all = self.entries.iter();
        all.filter(|entry| entry.kind() == kind).collect()
    }

    fn day(&self, entry: &Entry) -> i64 {
        let hours = self.family.settings.day_boundaries;
        let today = hours.date_for_instant(self.now.unix_seconds());
        (hours.date_for_instant(entry.at.unix_seconds()) - today).num_days() + DAYS - 1
    }
}

#[test]
fn every_entry_is_one_a_parent_could_have_kept() {
    for demo in everywhere() {
        let ids: HashSet<_> = demo.entries.iter().map(|entry| entry.id).collect();
        assert_eq!(ids.len(), demo.entries.len());
        for entry in &demo.entries {
            validate_entry(entry, demo.now).unwrap_or_else(|problem| panic!("{entry:?}: {problem}"));
            assert!((0..DAYS).contains(&demo.day(entry)), "{entry:?}");
            assert_ne!(entry.note.as_deref(), Some(""));
            assert!(demo.family.find_carer(entry.carer).is_some());
            let found = find_warnings(entry, &demo.entries, demo.now);
            assert!(!found.iter().any(|it| matches!(it, EntryWarning::Overlap(_))), "{entry:?}: {found:?}");
        }
        let open = demo.entries.iter().filter(|entry| entry.is_open());
        assert!(open.clone().count() <= 1, "{:?}", open.collect::<Vec<_>>());
    }
}

#[test]
fn every_line_of_the_asset_is_read() {
    let lines = include_str!("../../assets/demo.toml").lines().filter(|line| line.starts_with("  "));
    // At the end of the last day nothing lies ahead; the note about the clocks is in no day's list.
    let demo = demo("2026-11-23T06:59:00Z", Zone::named("Europe/London"));
    assert_eq!(demo.entries.len(), lines.count() + 1);
}

#[test]
fn every_code_in_it_has_words() {
    let demo = demo(MOMENTS[0].0, MOMENTS[0].1);
    let text = demo
        .entries
        .iter()
        .map(|entry| cuebook::quick_line::print_entry(entry, &demo.family))
        .collect::<Vec<_>>()
        .join("\n");
    for moment in demo.entries.iter().flat_map(|entry| match &entry.details {
        Details::Massage(it) => it.moments.clone(),
        Details::Cue(it) => it.moments.clone(),
        _ => Vec::new(),
    }) {
        for cue in moment.cues {
            assert_ne!(demo.family.cue_label(&cue), cue, "the cue {cue} is known");
        }
    }
    // A code without words is printed as it is; codes are written with hyphens where words are not.
    for code in ["quiet-alert", "rested-hands", "no-time", "skin-to-skin", "not-sure", "came-up"] {
        assert!(!text.contains(code), "{code} is told in words:\n{text}");
    }
}

#[test]
fn a_newcomer_finds_all_of_it_in_those_weeks() {
    for demo in everywhere() {
        let count = |kind| demo.of(kind).len();
        assert!((350..650).contains(&count(EntryKind::Sleep)), "{}", count(EntryKind::Sleep));
        assert!((70..150).contains(&count(EntryKind::Cue)), "{}", count(EntryKind::Cue));
        assert!((35..65).contains(&count(EntryKind::Massage)), "{}", count(EntryKind::Massage));
        assert!((40..80).contains(&count(EntryKind::Checkin)), "{}", count(EntryKind::Checkin));
        let for_visit = |entry: &&&Entry| matches!(&entry.details, Details::Note(it) if it.for_visit);
        assert_eq!(demo.of(EntryKind::Note).iter().filter(for_visit).count(), 2);

        let massages: Vec<_> = demo
            .entries
            .iter()
            .filter_map(|entry| match &entry.details {
                Details::Massage(it) => Some(it),
                _ => None,
            })
            .collect();
        let said = |code: &str| massages.iter().filter(|it| it.not_today.as_deref() == Some(code)).count();
        assert!(said("no-reason") > 0 && said("asleep") + said("hungry") + said("jabs") > 0);
        let stopped = |code: &str| massages.iter().filter(|it| it.ended.as_deref() == Some(code)).count();
        assert!(stopped("baby-said-stop") > 1 && stopped("finished") > 1);
        assert!(massages.iter().any(|it| it.moments.iter().any(|moment| moment.at.is_some())));
        assert!(massages.iter().any(|it| it.moments.iter().any(|moment| moment.at.is_none())));

        let sleeps = demo.of(EntryKind::Sleep);
        let in_words = |entry: &&Entry| matches!(&entry.details, Details::Sleep(it) if it.words.is_some());
        assert!(sleeps.iter().copied().filter(in_words).count() > 2);
        assert!(
            sleeps.iter().any(|entry| entry.approximate) && sleeps.iter().any(|entry| !entry.approximate)
        );
        assert!(
            sleeps.iter().any(|entry| matches!(&entry.details, Details::Sleep(it) if it.wakings > Some(1)))
        );

        let own = &demo.family.custom_cues[0].code;
        assert!(
            demo.entries
                .iter()
                .any(|entry| { entry_to_json(entry, &demo.family).to_string().contains(own.as_str()) })
        );
        assert!(demo.family.settings.favourites.contains(own));
        assert_eq!(demo.family.settings.favourites.len(), 9);
        assert!(demo.family.coverage_marks.iter().any(|mark| !mark.complete));

        let written: HashSet<i64> = demo.entries.iter().map(|entry| demo.day(entry)).collect();
        assert!((70..80).contains(&written.len()), "{} of {DAYS} days written", written.len());
    }
}

#[test]
fn two_carers_write_and_answer_only_what_they_like() {
    for demo in everywhere() {
        let mut by: BTreeMap<&str, usize> = BTreeMap::new();
        let mut skipped = 0;
        for entry in demo.of(EntryKind::Checkin) {
            *by.entry(demo.family.find_carer(entry.carer).unwrap().display_name()).or_default() += 1;
            let Details::Checkin(it) = &entry.details else { unreachable!() };
            skipped += usize::from(it.energy.is_none() && it.sure.is_none() && it.company.is_none());
            assert_eq!(entry.baby, None, "a check-in is the carer's own");
        }
        assert_eq!(by.keys().copied().collect::<Vec<_>>(), ["Marta", "Owen"]);
        assert!(by["Owen"] > 8 && by["Marta"] > by["Owen"], "{by:?}");
        assert!(skipped > 5, "{skipped}");
        let fathers = demo.family.find_carer_by_name("Owen").unwrap().id;
        for kind in EntryKind::ALL {
            assert!(demo.of(kind).iter().any(|entry| entry.carer == fathers), "{kind:?} by Owen");
        }
    }
}

#[test]
fn born_at_35_weeks_she_has_a_corrected_age_beside_her_own() {
    for demo in everywhere() {
        let baby = demo.family.selected_baby().unwrap();
        let today = demo.family.settings.day_boundaries.date_for_instant(demo.now.unix_seconds());
        assert_eq!((baby.due.unwrap() - baby.born.unwrap()).num_days(), 5 * 7);
        assert!(baby.is_preterm());
        assert_eq!(baby.describe_age(today).as_deref(), Some("14 weeks 3 days (corrected 9 weeks 3 days)"));
        // No smile is written down before babies smile.
        for entry in &demo.entries {
            let told = entry_to_json(entry, &demo.family).to_string();
            let weeks = baby.corrected_weeks_on(entry.at.local_date()).unwrap();
            assert!(weeks >= 5 || !(told.contains("e-smile") || told.contains("e-coo")), "{told}");
        }
    }
}

#[test]
fn the_clock_on_the_wall_changes_within_the_weeks() {
    for demo in everywhere() {
        // A night in words has no clock of its own.
        let offsets: HashSet<i32> = demo.entries.iter().map(|entry| entry.at.offset_seconds()).collect();
        assert_eq!(offsets.len(), 2, "{} in {}", demo.now.to_rfc3339(), demo.zone);
    }
    let lives = |at: &str, own| zone(Timestamp::parse_rfc3339(at).unwrap(), own);
    let autumn = "2026-11-22T14:07:00Z";
    assert_eq!(
        lives(autumn, Zone::named("America/Chicago")),
        Zone::named("America/Chicago"),
        "at home where clocks change"
    );
    assert_eq!(lives(autumn, Zone::UTC), Zone::named("Europe/London"), "else where they do");
    assert_eq!(lives("2026-09-20T11:00:00Z", Zone::UTC), Zone::named("America/Santiago"));
}

#[test]
fn the_same_moment_makes_the_same_family_and_an_hour_later_adds_to_it() {
    let told = |demo: &Demo| -> Vec<String> {
        let all = demo.entries.iter();
        all.map(|entry| entry_to_json(entry, &demo.family).to_string()).collect()
    };
    let first = demo("2026-11-22T10:30:00Z", Zone::UTC);
    assert_eq!(told(&first), told(&demo("2026-11-22T10:30:00Z", Zone::UTC)));
    let later = told(&demo("2026-11-22T13:30:00Z", Zone::UTC));
    let over: Vec<_> =
        told(&first).into_iter().filter(|text| text.contains("until") || !text.contains("sleep")).collect();
    assert!(over.iter().all(|text| later.contains(text)), "what was over stays as it was");
    assert!(later.len() > told(&first).len());
}

#[test]
fn what_stands_there_today_has_a_beginning_at_any_hour() {
    for hour in 0..24 {
        let demo = demo(&format!("2026-11-22T{hour:02}:20:00Z"), Zone::named("Europe/London"));
        let today = demo.entries.iter().filter(|entry| demo.day(entry) == DAYS - 1).count();
        let yesterday = demo.entries.iter().filter(|entry| demo.day(entry) == DAYS - 2).count();
        assert!(today + yesterday > 6, "at {hour}: {today} and {yesterday}");
    }
    let afternoon = demo("2026-11-22T14:07:00Z", Zone::UTC);
    let today: HashSet<EntryKind> =
        afternoon.entries.iter().filter(|entry| afternoon.day(entry) == DAYS - 1).map(Entry::kind).collect();
    assert_eq!(today.len(), 4, "massage, cue, sleep and check-in: {today:?}");
}

#[test]
fn the_first_undo_of_a_newcomer_names_what_it_would_take_back() {
    let mut demo = demo(MOMENTS[0].0, MOMENTS[0].1);
    demo.store.begin_run(ProgramRun::new("newcomer"));
    assert!(demo.store.latest_change(true, None).unwrap().is_none());
    let newest = demo.store.latest_change(false, None).unwrap().unwrap();
    assert_eq!(newest.edits, 1, "the newest change is one entry: {}", newest.title);
}

/// A folder with nothing in it, where no journal is named.
fn home_without_journal() -> TempHome {
    let mut home = TempHome::new();
    home.program = home.program.without_env("CUEBOOK_JOURNAL");
    home
}

#[test]
fn a_new_file_keeps_the_family_and_says_how_to_open_it() {
    let home = home_without_journal();
    let said = home.ok(&["demo", "--journal", "wren.db"]);
    assert!(said.contains("wren.db") && said.contains("cuebook --journal"), "{said}");
    assert!(home.ok(&["--journal", "wren.db", "today"]).contains("Wren, Sunday 22 November 2026"));
    #[cfg(unix)]
    assert_eq!(mode(&home.path("wren.db")), 0o600);

    let before = std::fs::read(home.path("wren.db")).unwrap();
    let (code, _, says) = home.run(&["demo", "--journal", "wren.db"]);
    assert_eq!(code, 1);
    assert!(says.contains("is there already and was left as it is"), "{says}");
    assert_eq!(std::fs::read(home.path("wren.db")).unwrap(), before);
}

#[test]
fn without_a_terminal_and_without_a_file_there_is_nothing_to_show() {
    let home = home_without_journal();
    let (code, out, says) = home.run(&["demo"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(says.contains("cuebook demo --journal FILE"), "{says}");
    assert_eq!(std::fs::read_dir(home.folder()).unwrap().count(), 0, "Nothing was made");
}

#[test]
fn the_family_comes_back_to_the_byte_from_its_archive() {
    let home = home_without_journal();
    home.ok(&["demo", "--journal", "one.db"]);
    home.ok(&["demo", "--journal", "again.db"]);
    let archive = home.ok_with_notices(&["--journal", "one.db", "export"]);
    assert_eq!(
        archive,
        home.ok_with_notices(&["--journal", "again.db", "export"]),
        "made twice, it is the same"
    );
    std::fs::write(home.path("archive.json"), &archive).unwrap();
    home.ok(&["--journal", "two.db", "import", "archive.json", "--yes"]);
    assert_eq!(home.ok_with_notices(&["--journal", "two.db", "export"]), archive);
    let archive: Value = serde_json::from_str(&archive).unwrap();
    assert_eq!(archive["family"]["babies"].as_array().unwrap().len(), 1);
    assert_eq!(archive["family"]["carers"].as_array().unwrap().len(), 2);
}

#[test]
fn nothing_says_that_touch_brings_sleep() {
    let demo = demo(MOMENTS[0].0, MOMENTS[0].1);
    let hours = demo.family.settings.day_boundaries;
    let today = hours.date_for_instant(demo.now.unix_seconds());
    let from = today - chrono::TimeDelta::days(DAYS - 1);
    let asked =
        cuebook::stats::StatsQuery { baby: demo.family.babies[0].id, from, to: today, hours, now: demo.now };
    let entries = demo.store.entries_overlapping(cuebook::stats::fetch_range(from, today, &hours)).unwrap();
    let sums = cuebook::stats::compute_stats(&entries, &demo.family, &asked);
    let nights = |touched: bool| {
        let mut minutes: Vec<i64> = sums
            .days
            .iter()
            .filter(|day| day.sleep.night_recorded())
            .filter(|day| (day.touch.times.unwrap_or(0) > 0) == touched)
            .filter_map(|day| day.sleep.night_min)
            .collect();
        minutes.sort_unstable();
        assert!(minutes.len() > 15, "{minutes:?}");
        minutes[minutes.len() / 2]
    };
    let gap = nights(true) - nights(false);
    assert!(gap.abs() < 20, "{gap} minutes apart");
    assert_eq!(demo.store.count_entries(&EntryFilter::default()).unwrap(), demo.entries.len());
}
