//! How much of a night and of a day was written down, a row each; and what pictures may draw of it.

use crate::support::stats_family::{BABY, ask, date, family, local_time, london, open, slept, with};
use cuebook::model::{CoverageMark, DayPart, Entry, Family};
use cuebook::stats::{
    NightStatus, PeriodStats, SleepTotals, SleepWake, StatsQuery, TimelineCell, compute_stats, timeline_cells,
};

fn stats_at(entries: &[Entry], family: &Family, now: &str) -> PeriodStats {
    let asked = StatsQuery { now: local_time(now), ..ask("2026-11-09", "2026-11-10", london()) };
    compute_stats(entries, family, &asked)
}

fn marked(span: DayPart, complete: bool) -> Family {
    let date = date("2026-11-09");
    let mark = CoverageMark { id: BABY, baby: Some(BABY), date, span, complete };
    Family { coverage_marks: vec![mark], ..family() }
}

fn whole_night() -> Entry {
    slept("11-09 19:40", "11-10 06:30")
}

fn in_words() -> Entry {
    with(open("11-09 19:00"), |sleep| {
        sleep.night = Some(date("2026-11-09"));
        sleep.words = Some("badly".into());
    })
}

#[test]
fn nights_are_whole_or_say_why_not() {
    let imported = with(open("11-10 06:40"), |sleep| sleep.imported = true);
    let rows: [(&str, Vec<Entry>, &str, NightStatus); 19] = [
        (
            "the README's first night",
            vec![slept("11-10 02:10", "11-10 02:24")],
            "11-10 10:00",
            NightStatus::Part,
        ),
        ("half a night", vec![slept("11-09 21:27", "11-10 00:25")], "11-10 10:00", NightStatus::Part),
        ("from one evening to the morning", vec![whole_night()], "11-10 10:00", NightStatus::Whole),
        ("the same, not over", vec![whole_night()], "11-10 06:59", NightStatus::ToCome),
        ("the first second after it", vec![whole_night()], "11-10 07:00", NightStatus::Whole),
        ("begun five hours in", vec![slept("11-10 00:00", "11-10 06:00")], "11-10 10:00", NightStatus::Whole),
        ("a minute later", vec![slept("11-10 00:01", "11-10 06:00")], "11-10 10:00", NightStatus::Part),
        (
            "ended three hours early",
            vec![slept("11-09 20:00", "11-10 04:00")],
            "11-10 10:00",
            NightStatus::Whole,
        ),
        ("a minute earlier", vec![slept("11-09 20:00", "11-10 03:59")], "11-10 10:00", NightStatus::Part),
        (
            "a hole of four hours",
            vec![slept("11-09 20:00", "11-10 00:00"), slept("11-10 04:00", "11-10 06:00")],
            "11-10 10:00",
            NightStatus::Whole,
        ),
        (
            "a minute more",
            vec![slept("11-09 20:00", "11-10 00:00"), slept("11-10 04:01", "11-10 06:00")],
            "11-10 10:00",
            NightStatus::Part,
        ),
        (
            "less than a third asleep",
            vec![slept("11-09 23:00", "11-10 00:30"), slept("11-10 04:00", "11-10 06:29")],
            "11-10 10:00",
            NightStatus::Part,
        ),
        ("an end nobody wrote", vec![whole_night(), open("11-10 06:40")], "11-11 07:00", NightStatus::Part),
        (
            "the same, while it runs",
            vec![whole_night(), open("11-10 06:40")],
            "11-10 07:30",
            NightStatus::Running,
        ),
        ("imported, it never runs", vec![whole_night(), imported], "11-10 07:30", NightStatus::Part),
        ("nothing", vec![], "11-10 10:00", NightStatus::NotWritten),
        ("only words", vec![in_words()], "11-10 10:00", NightStatus::Words),
        ("words beside times", vec![in_words(), whole_night()], "11-10 10:00", NightStatus::Whole),
        (
            "only a nap by day",
            vec![slept("11-09 13:00", "11-09 14:00")],
            "11-10 10:00",
            NightStatus::NotWritten,
        ),
    ];
    for (name, entries, now, want) in rows {
        let got = stats_at(&entries, &family(), now).days[0].sleep.clone();
        assert_eq!(got.night, want, "{name}");
        assert_eq!(got.night_recorded(), want == NightStatus::Whole, "{name}");
    }
}

#[test]
fn a_mark_overrules_but_not_what_is_to_come() {
    let half = [slept("11-09 21:27", "11-10 00:25")];
    let of = |entries: &[Entry], complete, now| {
        stats_at(entries, &marked(DayPart::Night, complete), now).days[0].sleep.night
    };
    assert_eq!(of(&half, true, "11-10 10:00"), NightStatus::Whole);
    assert_eq!(of(&[whole_night()], false, "11-10 10:00"), NightStatus::Part);
    assert_eq!(of(&half, true, "11-10 06:00"), NightStatus::ToCome);
    assert_eq!(of(&[], true, "11-10 10:00"), NightStatus::NotWritten);
    assert_eq!(of(&[in_words()], true, "11-10 10:00"), NightStatus::Words);
}

#[test]
fn a_day_is_recorded_when_no_gap_is_long() {
    let before = slept("11-08 20:00", "11-09 06:00");
    let nap = slept("11-09 13:00", "11-09 14:00");
    let recorded = |entries: &[Entry], family: &Family, now: &str| {
        stats_at(entries, family, now).days[0].sleep.day_recorded
    };
    let all = [before.clone(), nap.clone(), whole_night()];
    assert!(recorded(&all, &family(), "11-10 10:00"));
    assert!(recorded(&all, &family(), "11-09 19:00"), "the day is over, the night is not");
    assert!(!recorded(&all, &family(), "11-09 18:59"));
    assert!(!recorded(&all[1..], &family(), "11-10 10:00"), "the first day of a journal");
    assert!(!recorded(&all[..2], &family(), "11-10 10:00"), "no sleep after it");
    assert!(recorded(&[before.clone(), nap.clone(), open("11-09 19:40")], &family(), "11-09 21:00"));
    let late = [before.clone(), slept("11-09 13:01", "11-09 14:00"), whole_night()];
    assert!(!recorded(&late, &family(), "11-10 10:00"), "seven hours and a minute");
    let unfinished = [before, nap, open("11-09 16:00"), whole_night()];
    assert!(!recorded(&unfinished, &family(), "11-11 10:00"));
    assert!(recorded(&unfinished, &marked(DayPart::Day, true), "11-11 10:00"));
    assert!(!recorded(&all, &marked(DayPart::Day, false), "11-10 10:00"));
    let sums: SleepTotals = stats_at(&all, &family(), "11-10 10:00").days[0].sleep.clone();
    assert_eq!((sums.day_min, sums.night_min, sums.in_24h_min()), (Some(60), Some(650), Some(710)));
}

#[test]
fn noted_wakings_leave_the_longest_stretch_unknown() {
    let woke = |entry: Entry| with(entry, |sleep| sleep.wakings = Some(3));
    let of = |entries: &[Entry]| stats_at(entries, &family(), "11-10 10:00").days[0].sleep.longest_min;
    assert_eq!(of(&[woke(whole_night())]), None);
    let short = [slept("11-09 19:30", "11-10 01:00"), woke(slept("11-10 02:00", "11-10 06:00"))];
    assert_eq!(of(&short), Some(330), "the broken one is shorter");
    let long = [woke(slept("11-09 19:30", "11-10 01:00")), slept("11-10 02:00", "11-10 06:00")];
    assert_eq!(of(&long), None, "its unbroken part may be longer or not");
}

/// The row of a day in letters: asleep, awake, or blank.
fn draw(stats: &PeriodStats, on: &str) -> String {
    let cells = timeline_cells(&london(), date(on), stats.sleep_wake(), 24);
    let letter = |cell: &TimelineCell| match cell {
        TimelineCell::Awake => '-',
        TimelineCell::Unknown => ' ',
        cell if cell.is_asleep() => '#',
        _ => '?',
    };
    cells.iter().map(letter).collect()
}

#[test]
fn pictures_have_three_states() {
    let before = slept("11-08 20:00", "11-09 06:00");
    let nap = slept("11-09 13:00", "11-09 14:00");
    let all = [before.clone(), nap.clone(), slept("11-09 20:00", "11-10 06:00")];
    let whole = stats_at(&all, &family(), "11-10 23:00");
    assert_eq!(draw(&whole, "2026-11-09"), "------#------########## ");
    assert_eq!(draw(&whole, "2026-11-10"), " ".repeat(24), "nothing was written after six");
    let part = stats_at(&all, &marked(DayPart::Night, false), "11-10 23:00");
    assert_eq!(draw(&part, "2026-11-09"), "------#----- ########## ", "beyond what a part night holds");
    let alone = stats_at(&[slept("11-10 02:00", "11-10 03:00")], &family(), "11-11 10:00");
    assert_eq!(draw(&alone, "2026-11-09"), "                   #    ");
    let under_way = stats_at(&[before.clone(), nap.clone()], &family(), "11-09 16:00");
    assert_eq!(
        draw(&under_way, "2026-11-09"),
        "------#--               ",
        "up to now, and the future is blank"
    );
    let silent = stats_at(&[before, nap.clone()], &family(), "11-09 20:00");
    assert_eq!(draw(&silent, "2026-11-09"), "------#                 ", "for five hours after a written end");
    let running = stats_at(&[nap, open("11-09 20:00")], &family(), "11-09 22:00");
    assert_eq!(draw(&running, "2026-11-09"), "      #------##         ");
}

#[test]
fn any_sleep_of_two_minutes_is_seen() {
    for minute in 0..60 {
        let at = local_time("11-09 10:00").unix_seconds() + minute * 60;
        let sleep = [cuebook::model::TimeRange { from: at, to: at + 120 }];
        for cells in [24, 48, 72, 144] {
            let known = SleepWake { asleep: &sleep, awake: &[] };
            let row = timeline_cells(&london(), date("2026-11-09"), known, cells);
            assert!(row.iter().any(|cell| cell.is_asleep()), "10:{minute:02} in {cells}");
        }
    }
}

#[test]
fn the_day_of_a_clock_change_is_cut_by_elapsed_time() {
    let of = |on: &str, from: &str, to: &str| {
        let asked = StatsQuery { now: local_time("12-01 12:00"), ..ask(on, on, london()) };
        compute_stats(&[slept(from, to)], &family(), &asked).days[0].sleep.clone()
    };
    // Eleven hours: five hours in is 01:00 by the new clock; thirteen: it is 23:00 and 00:00 as ever.
    let spring = of("2026-03-28", "03-28 20:00", "03-29 04:00");
    assert_eq!((spring.night, spring.night_min), (NightStatus::Whole, Some(420)));
    let autumn = of("2026-10-24", "10-24 20:00", "10-25 04:00");
    assert_eq!((autumn.night, autumn.night_min), (NightStatus::Whole, Some(540)));
    assert_eq!(of("2026-10-24", "10-24 20:00", "10-25 03:59").night, NightStatus::Part);
}
