//! Hand-made nights with their answers, one row each.

use crate::support::stats_family::{
    BABY, BEN, TWIN, day, family, hm, hours, local_time, local_time_in, london, open, slept, slept_at, with,
    zone,
};
use cuebook::model::{CoverageMark, DayBoundaries, DayPart, Entry, Family};
use cuebook::stats::{SleepTotals, StatsQuery, compute_stats};

/// What is read off a night: minutes by day, by night and in all, wakings, naps, longest, onset, up, recorded.
#[derive(PartialEq, Debug)]
struct Told {
    day: Option<i64>,
    night: Option<i64>,
    total: Option<i64>,
    wakings: Option<i64>,
    naps: Option<i64>,
    longest: Option<i64>,
    onset: String,
    up: String,
    recorded: bool,
}

fn told(sum: &SleepTotals) -> Told {
    Told {
        day: sum.day_min,
        night: sum.night_min,
        total: sum.total_min,
        wakings: sum.wakings,
        naps: sum.naps,
        longest: sum.longest_min,
        onset: hm(sum.onset),
        up: hm(sum.up),
        recorded: sum.night_recorded(),
    }
}

/// `[day, night, total, wakings, naps, longest]`, onset, up, recorded.
fn want(numbers: [i64; 6], onset: &str, up: &str, recorded: bool) -> Told {
    let [day, night, total, wakings, naps, longest] = numbers.map(Some);
    Told { day, night, total, wakings, naps, longest, onset: onset.into(), up: up.into(), recorded }
}

/// The longest stretch is not known.
fn no_longest(told: Told) -> Told {
    Told { longest: None, ..told }
}

fn by(mut entry: Entry, carer: cuebook::model::Id) -> Entry {
    entry.carer = carer;
    entry
}

fn woke(entry: Entry, times: u16) -> Entry {
    with(entry, |sleep| sleep.wakings = Some(times))
}

fn called(entry: Entry, nap: bool) -> Entry {
    with(entry, |sleep| sleep.nap = Some(nap))
}

#[test]
fn nights_of_november() {
    let twin = Entry { baby: Some(TWIN), ..slept("11-09 20:00", "11-10 06:00") };
    let night = || slept("11-09 19:40", "11-10 06:30");
    let morning = slept("11-10 06:50", "11-10 07:20");
    let rows: [(&str, Vec<Entry>, Told); 13] = [
        (
            "brief wakings noted",
            vec![woke(night(), 3)],
            no_longest(want([0, 650, 650, 3, 0, 0], "19:40", "06:30", true)),
        ),
        (
            "an unfinished sleep in the night",
            vec![slept("11-09 19:30", "11-09 23:00"), open("11-10 01:00")],
            want([0, 210, 210, 0, 0, 210], "19:30", "23:00", false),
        ),
        (
            "an unfinished nap by day leaves the night alone",
            vec![open("11-09 13:00"), night()],
            want([0, 650, 650, 0, 0, 650], "19:40", "06:30", true),
        ),
        ("twins: only hers", vec![twin, night()], want([0, 650, 650, 0, 0, 650], "19:40", "06:30", true)),
        (
            "two carers, the same sleep",
            vec![woke(night(), 2), by(woke(night(), 3), BEN)],
            no_longest(want([0, 650, 650, 3, 0, 0], "19:40", "06:30", true)),
        ),
        (
            "two carers, the same sleep by two watches",
            vec![woke(night(), 2), by(woke(slept("11-09 19:46", "11-10 06:25"), 2), BEN)],
            no_longest(want([0, 650, 650, 2, 0, 0], "19:40", "06:30", true)),
        ),
        (
            "two sleeps that overlap a little keep their own wakings",
            vec![
                woke(slept("11-09 19:40", "11-09 23:10"), 1),
                by(woke(slept("11-09 23:00", "11-10 06:30"), 2), BEN),
            ],
            no_longest(want([0, 650, 650, 3, 0, 0], "19:40", "06:30", true)),
        ),
        (
            "a nap from 06:50 to 07:20 is the next day's",
            vec![night(), morning.clone()],
            want([0, 660, 660, 0, 0, 650], "19:40", "06:30", true),
        ),
        (
            "the same, called a nap",
            vec![night(), called(morning, true)],
            want([0, 660, 660, 0, 0, 650], "19:40", "06:30", true),
        ),
        (
            "an evening nap called night",
            vec![called(slept("11-09 17:30", "11-09 18:40"), false), night()],
            want([70, 650, 720, 1, 0, 650], "17:30", "06:30", true),
        ),
        (
            "over thirteen hours is kept",
            vec![slept("11-09 18:00", "11-10 08:00")],
            want([60, 720, 780, 0, 0, 840], "18:00", "08:00", true),
        ),
        (
            "a sleep of no length is a mark",
            vec![slept("11-09 19:30", "11-09 19:30"), night()],
            want([0, 650, 650, 0, 0, 650], "19:40", "06:30", true),
        ),
        (
            "an odd few seconds change nothing",
            vec![slept_at(
                cuebook::model::Timestamp::new(local_time("11-09 19:40").unix_seconds() + 50, 0),
                cuebook::model::Timestamp::new(local_time("11-10 06:30").unix_seconds() + 10, 0),
            )],
            want([0, 650, 650, 0, 0, 650], "19:40", "06:30", true),
        ),
    ];
    for (name, entries, want) in rows {
        assert_eq!(told(&day(&entries, "11-09")), want, "{name}");
    }
    let only_mark = day(&[slept("11-09 19:30", "11-09 19:31")], "11-09");
    assert_eq!((only_mark.total_min, only_mark.night_recorded()), (Some(0), false));
}

#[test]
fn a_night_in_words_and_a_night_marked_incomplete() {
    let words = with(open("11-09 19:00"), |sleep| {
        sleep.night = Some("2026-11-09".parse().unwrap());
        sleep.words = Some("badly".into());
    });
    let sum = day(std::slice::from_ref(&words), "11-09");
    assert_eq!((sum.night_words.as_deref(), sum.total_min, sum.open), (Some("badly"), None, false));
    // Words beside times: the times count, the words stand beside them.
    let both = day(&[words.clone(), slept("11-09 20:00", "11-10 06:00")], "11-09");
    assert!(
        both.night_recorded() && both.night_words.as_deref() == Some("badly") && both.night_min == Some(600)
    );

    // Two rows that say otherwise: the later stands, whichever is read first.
    let mut later = words.clone();
    later.id = cuebook::model::Id::from_u128(words.id.as_u128() + 1);
    let later = with(later, |sleep| sleep.words = Some("well".into()));
    for rows in [[&words, &later], [&later, &words]] {
        let told = day(&rows.map(Clone::clone), "11-09");
        assert_eq!(told.night_words.as_deref(), Some("well"));
    }

    let mark = |span, complete| Family {
        coverage_marks: vec![CoverageMark {
            id: BABY,
            baby: Some(BABY),
            date: "2026-11-09".parse().unwrap(),
            span,
            complete,
        }],
        ..family()
    };
    let asked = StatsQuery {
        baby: BABY,
        from: "2026-11-09".parse().unwrap(),
        to: "2026-11-15".parse().unwrap(),
        hours: london(),
        now: local_time_in("Europe/London", "2026-12-01 12:00"),
    };
    let entries = [
        slept("11-08 20:00", "11-09 06:30"),
        slept("11-09 13:00", "11-09 14:00"),
        slept("11-09 20:00", "11-10 06:00"),
        slept("11-10 20:00", "11-11 06:30"),
    ];
    let of = |family: &Family| compute_stats(&entries, family, &asked);
    let plain = of(&family());
    assert_eq!((plain.weeks[0].nights_recorded, plain.weeks[0].day_min.values.as_slice()), (2, &[60][..]));
    let night = of(&mark(DayPart::Night, false));
    assert_eq!(night.weeks[0].night_min.values, [630]);
    assert_eq!(night.days[0].sleep.night_min, Some(600), "its minutes stay");
    let day = of(&mark(DayPart::Day, false));
    assert_eq!((day.weeks[0].nights_recorded, day.weeks[0].day_min.values.len()), (2, 0));
    assert_eq!(of(&mark(DayPart::Day, true)), plain);
}

/// Sleeps by the clock of a zone.
fn night_in(hours: DayBoundaries, on: &str, sleeps: &[(&str, &str)]) -> SleepTotals {
    let name = hours.zone.name();
    let one = |(from, to): &(&str, &str)| slept_at(local_time_in(name, from), local_time_in(name, to));
    let entries: Vec<Entry> = sleeps.iter().map(one).collect();
    let asked = StatsQuery {
        baby: BABY,
        from: on.parse().unwrap(),
        to: on.parse().unwrap(),
        hours,
        now: local_time_in("Europe/London", "2027-06-01 12:00"),
    };
    compute_stats(&entries, &family(), &asked).days[0].sleep.clone()
}

#[test]
fn nights_across_clock_changes_and_by_other_hours() {
    let spring = night_in(london(), "2026-03-28", &[("2026-03-28 19:40", "2026-03-29 06:30")]);
    assert_eq!(told(&spring), want([0, 590, 590, 0, 0, 590], "19:40", "06:30", true));
    let autumn = night_in(london(), "2026-10-24", &[("2026-10-24 19:40", "2026-10-25 06:30")]);
    assert_eq!(told(&autumn), want([0, 710, 710, 0, 0, 710], "19:40", "06:30", true));
    // The day starts at 03:00, so the night's second half is the next day's.
    let three = hours("Europe/London", "03:00", "19:00", "07:00");
    let sleeps = [("2026-11-09 13:00", "2026-11-09 14:00"), ("2026-11-09 19:40", "2026-11-10 06:30")];
    assert_eq!(
        told(&night_in(three, "2026-11-09", &sleeps)),
        want([60, 650, 500, 0, 1, 650], "19:40", "06:30", true)
    );
    let next = night_in(three, "2026-11-10", &sleeps);
    assert_eq!(
        (next.total_min, next.day_min, next.night_min, next.night_recorded()),
        (Some(210), Some(0), Some(0), false)
    );
    // A night that does not cross midnight belongs to the date before it.
    let late = hours("Europe/London", "09:00", "01:00", "09:00");
    let sleeps = [("2026-11-09 22:00", "2026-11-10 08:00"), ("2026-11-10 13:00", "2026-11-10 14:00")];
    let sum = night_in(late, "2026-11-09", &sleeps);
    assert_eq!((sum.day_min, sum.night_min, sum.total_min), (Some(180), Some(420), Some(600)));
    assert_eq!(
        (sum.wakings, sum.longest_min, hm(sum.onset), hm(sum.up)),
        (Some(0), Some(600), "22:00".into(), "08:00".into())
    );
    // A day that starts at noon: the morning's nap is in no family day of its date, and in its daytime all the same.
    let noon = hours("Europe/London", "12:00", "19:00", "07:00");
    let sum = night_in(noon, "2026-11-09", &[("2026-11-09 09:00", "2026-11-09 10:00")]);
    assert_eq!((sum.total_min, sum.day_min, sum.naps), (Some(0), Some(60), Some(1)));
    assert_eq!(zone("Europe/London"), noon.zone);
}
