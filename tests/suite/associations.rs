//! Side by side: which nights stand on which side, how often chance alone gives a gap, and the words it is told
//! in.

use crate::support::stats_family::{
    ANNA, BABY, BEN, TWIN, all, ask, babys_entry, date, family, local_time, london, slept,
};
use cuebook::model::{CoverageMark, Cue, DayPart, Details, Entry, Family, Massage, Moment, Sleep, new_id};
use cuebook::report::{
    AssociationParagraph, AssociationsFilter, ValueSeries, describe_associations, describe_chance,
};
use cuebook::stats::{
    Associations, MedianDifference, NightMeasure, PermutationResult, StatsQuery, compare_two_samples,
    compute_associations, doubled_median,
};
use proptest::prelude::*;

/// Numbers that look drawn by lot, the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % n
    }

    fn values(&mut self, n: usize, from: i64, wide: u64) -> Vec<i64> {
        (0..n).map(|_| from + i64::try_from(self.below(wide)).unwrap()).collect()
    }
}

fn p(gap: MedianDifference) -> f64 {
    1.0 / gap.chance.inverse_p_value()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn neither_order_nor_side_matters(
        one in prop::collection::vec(0_i64..700, 7..30),
        other in prop::collection::vec(0_i64..700, 7..30),
    ) {
        let gap = compare_two_samples(&one, &other).unwrap();
        let turned: Vec<i64> = one.iter().rev().copied().collect();
        prop_assert_eq!(compare_two_samples(&turned, &other), Some(gap), "order, and reproducible");
        let swapped = compare_two_samples(&other, &one).unwrap();
        prop_assert_eq!(swapped.chance, gap.chance);
        prop_assert_eq!(swapped.doubled_difference(), gap.doubled_difference());
        prop_assert_eq!(gap.doubled_medians, [doubled_median(&one), doubled_median(&other)]);
        prop_assert!(gap.chance.extreme_count <= gap.chance.permutations);
    }
}

/// The chance over every dealing there is of `size` among `all`, for the gap that is at least `real`.
fn exact(all: &[i64], size: u32, real: i64) -> f64 {
    let (mut ways, mut hits) = (0_u32, 0_u32);
    for bits in 0_u32..1 << all.len() {
        if bits.count_ones() != size {
            continue;
        }
        let side = |wanted: bool| -> Vec<i64> {
            let at = all.iter().enumerate();
            at.filter(|(i, _)| (bits >> i & 1 == 1) == wanted).map(|(_, v)| *v).collect()
        };
        ways += 1;
        let gap = doubled_median(&side(true)) - doubled_median(&side(false));
        hits += u32::from(gap.abs() >= real);
    }
    f64::from(hits) / f64::from(ways)
}

#[test]
fn the_chance_is_that_of_all_dealings_there_are() {
    let mut lot = Lot(3);
    for round in 0..6_i64 {
        let (one, other) = (lot.values(7, round * 8, 60), lot.values(8, 0, 60));
        let gap = compare_two_samples(&one, &other).unwrap();
        let whole = exact(&[one, other].concat(), 7, gap.doubled_difference());
        assert!((p(gap) - whole).abs() < 0.025, "{} for {whole}", p(gap));
    }
}

#[test]
fn a_planted_gap_is_rarely_chance_and_no_gap_often_is() {
    let mut lot = Lot(11);
    let (long, short) = (lot.values(12, 620, 40), lot.values(15, 540, 40));
    assert!(compare_two_samples(&long, &short).unwrap().chance.inverse_p_value() > 500.0);
    // Where there is nothing to find, small and large chances come as often as one another.
    let found: Vec<f64> = (0..120)
        .map(|_| p(compare_two_samples(&lot.values(14, 500, 200), &lot.values(20, 500, 200)).unwrap()))
        .collect();
    let under = |limit: f64| found.iter().filter(|p| **p < limit).count();
    assert!((1..=14).contains(&under(0.05)), "{}", under(0.05));
    assert!((42..=78).contains(&under(0.5)), "{}", under(0.5));
    assert!(under(0.9) < 119, "some are quite usual");
    assert_eq!(compare_two_samples(&[3; 9], &[3; 8]).unwrap().chance.inverse_p_value(), 1.0);
}

#[test]
fn under_seven_nothing_is_compared() {
    assert_eq!(compare_two_samples(&[1; 6], &[2; 40]), None);
    assert_eq!(compare_two_samples(&[1; 40], &[2; 6]), None);
    assert_eq!(compare_two_samples(&[], &[]), None);
    assert!(compare_two_samples(&[1; 7], &[2; 7]).is_some());
}

#[test]
fn years_of_nights_are_drawn_less_often_but_enough() {
    let mut lot = Lot(5);
    let gap = compare_two_samples(&lot.values(1500, 500, 200), &lot.values(2200, 500, 200)).unwrap();
    assert!((999..4_999).contains(&gap.chance.permutations));
}

fn massage(from: &str, change: impl FnOnce(&mut Massage)) -> Entry {
    let mut it = Massage::default();
    change(&mut it);
    babys_entry(local_time(from), None, Details::Massage(it))
}

fn cue(from: &str, state: &str, cues: &[&str]) -> Entry {
    let moment = Moment {
        cues: cues.iter().map(|code| (*code).to_owned()).collect(),
        did: vec!["paused".into()],
        helped: Some("a-bit".into()),
        ..Moment::default()
    };
    let cue = Cue { moments: vec![moment], state: Some(state.into()), doing: None };
    babys_entry(local_time(from), None, Details::Cue(cue))
}

fn asked() -> StatsQuery {
    ask("2026-11-09", "2026-11-22", london())
}

fn gathered(entries: &[Entry], family: &Family) -> Associations {
    let sums = cuebook::stats::compute_stats(entries, family, &asked());
    compute_associations(entries, family, &asked(), &sums)
}

/// A night of its own length, so that it is known again: 10 hours and as many minutes as the day of the month.
fn night(day: u32) -> Entry {
    slept(&format!("11-{day:02} 19:30"), &format!("11-{:02} 05:{:02}", day + 1, 30 + day))
}

#[test]
fn each_night_stands_on_the_side_of_its_day() {
    let mut entries: Vec<Entry> = (9..=20).map(night).collect();
    entries.extend([
        // With: plain, said to be massage, after midnight of the same family day.
        massage("11-09 10:00", |_| {}),
        massage("11-10 19:10", |it| it.touch = Some("massage".into())),
        massage("11-12 02:00", |_| {}),
        // Without: "not today", other touch, a nap, a cue.
        massage("11-12 22:00", |it| it.not_today = Some("asleep".into())),
        massage("11-13 10:00", |it| it.touch = Some("holding".into())),
        slept("11-14 09:00", "11-14 10:00"),
        cue("11-15 12:00", "drowsy", &["e-smile"]),
        // Neither: only the night (16), only a cue in the night (17), another baby's massage (18), marked (19).
        cue("11-17 23:00", "drowsy", &["e-smile"]),
        slept("11-19 09:00", "11-19 10:00"),
    ]);
    let mut twins = massage("11-18 10:00", |_| {});
    twins.baby = Some(TWIN);
    entries.push(twins);
    let mut family = family();
    let mark = |day: &str, complete| CoverageMark {
        id: new_id(),
        baby: None,
        date: date(day),
        span: DayPart::Day,
        complete,
    };
    // Marked as all written down, the 20th is a day without.
    family.coverage_marks = vec![mark("2026-11-19", false), mark("2026-11-20", true)];
    let found = gathered(&entries, &family);
    let nights = &found.nights[0];
    assert_eq!(nights.measure, NightMeasure::NightMinutes);
    assert_eq!(nights.with, [609, 610, 611]);
    assert_eq!(nights.without, [612, 613, 614, 615, 620]);
    assert_eq!(nights.difference, None, "too few");
    entries.reverse();
    assert_eq!(gathered(&entries, &family), found, "in any order");
}

#[test]
fn a_massage_after_the_night_goes_with_the_next_day() {
    // A day that begins at noon: ten in the morning belongs to the family day before, whose night is over by then.
    let mut hours = london();
    hours.day_start = cuebook::model::TimeOfDay::new(12, 0).unwrap();
    let asked = ask("2026-11-09", "2026-11-12", hours);
    let entries = [night(9), night(10), massage("11-10 10:00", |_| {})];
    let sums = cuebook::stats::compute_stats(&entries, &family(), &asked);
    let found = compute_associations(&entries, &family(), &asked, &sums);
    assert_eq!(found.nights[0].with, [610]);
}

#[test]
fn states_feelings_and_cues_are_gathered() {
    let felt = |before, after| {
        move |it: &mut Massage| {
            (it.felt_before, it.felt_after) = (before, after);
            (it.before, it.after) = (Some("crying".into()), Some("drowsy".into()));
        }
    };
    let mut entries = vec![
        massage("11-09 10:00", felt(Some(2), Some(4))),
        massage("11-10 10:00", felt(Some(3), None)),
        massage("11-11 10:00", |it| it.before = Some("drowsy".into())),
        massage("11-12 10:00", |it| {
            it.touch = Some("carrying".into());
            it.felt_before = Some(1);
        }),
        cue("11-13 06:30", "crying", &["e-smile", "q-look"]),
        cue("11-13 07:10", "crying", &["q-look"]),
        cue("11-13 09:59", "drowsy", &["q-look"]),
    ];
    let mut of_ben = massage("11-14 10:00", felt(Some(5), Some(5)));
    of_ben.carer = BEN;
    entries.push(of_ben);
    let found = gathered(&entries, &family());
    assert_eq!(found.states.len(), 1);
    assert_eq!(found.states[0].times, 3);
    let felt: Vec<(&str, usize, usize)> =
        found.felt.iter().map(|it| (it.carer.as_str(), it.pairs.len(), it.unpaired)).collect();
    assert_eq!(felt, [("Anna", 1, 1), ("Ben", 1, 0)]);
    let by_state: Vec<(&str, Option<i64>)> =
        found.by_state.iter().map(|(code, sum)| (code.as_str(), sum.moments)).collect();
    assert_eq!(by_state, [("drowsy", Some(1)), ("crying", Some(2))]);
    let by_time: Vec<(String, Option<i64>)> =
        found.by_time.iter().map(|(from, to, sum)| (format!("{from}-{to}"), sum.moments)).collect();
    assert_eq!(by_time, [("07:00-10:00".into(), Some(2)), ("04:00-07:00".into(), Some(1))]);
    assert_eq!(found.helped[&date("2026-11-09")]["paused"], 3);
    // Who hides their check-ins hides how they felt at a massage too.
    let mut hidden = family();
    hidden.carers[1].hidden_checkins = true;
    let found = gathered(&entries, &hidden);
    assert!(found.felt.iter().all(|it| it.carer == "Anna"));
}

/// Enough of everything that every sentence is told.
fn plenty() -> Associations {
    let mut entries: Vec<Entry> = (9..=22).map(night).collect();
    for day in 9..=22 {
        let time = format!("11-{day:02} 10:00");
        entries.push(if day % 2 == 0 {
            let mut it = massage(&time, |it| {
                (it.before, it.after) = (Some("crying".into()), Some("drowsy".into()));
                (it.felt_before, it.felt_after) = (Some(2), Some(4));
            });
            it.carer = if day == 22 { BEN } else { ANNA };
            it
        } else {
            cue(&time, "drowsy", &["e-smile", "q-hic"])
        });
    }
    let half = massage("11-10 20:00", |it| {
        it.touch = None;
        it.felt_after = Some(3);
    });
    entries.extend((10..=12).map(|_| half.clone()));
    gathered(&entries, &family())
}

fn words(told: &[AssociationParagraph]) -> String {
    let text = |it: &AssociationParagraph| match it {
        AssociationParagraph::Heading(text) | AssociationParagraph::Sentence(text) => text.clone(),
        AssociationParagraph::Values(ValueSeries { label, .. }) => label.clone(),
        AssociationParagraph::Count { label, detail, .. } => format!("{label} {}", detail.join(" ")),
    };
    told.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn sides_medians_gap_and_chance_are_told_in_plain_words() {
    let found = plenty();
    let told = words(&describe_associations(&found, &family(), &AssociationsFilter::ALL));
    for text in [
        "Middle one: 10 h 16 after a day with massage, 10 h 15 after a day without, 1 min apart. Chance alone gives a difference this big",
        "No difference.",
        "This can't tell you why.",
        "crying, then drowsy",
        "How Anna felt before and after massage\nhard, then okay",
        "At 3 massages you wrote only one of the two.\nHow Ben felt before and after massage\nhard, then okay",
        "Nothing is worked out from them.",
        "Only what you noticed and wrote down.",
    ] {
        assert!(told.contains(text), "{text:?} is not in\n{told}");
    }
    let few = gathered(&[night(9), massage("11-09 10:00", |_| {})], &family());
    let told = words(&describe_associations(&few, &family(), &AssociationsFilter::ALL));
    assert!(told.contains("Not enough yet to compare") && !told.contains("Middle one"), "{told}");
    let none = words(&describe_associations(&gathered(&[], &family()), &family(), &AssociationsFilter::ALL));
    assert!(none.contains("Gaps are fine"), "{none}");
    let anna = AssociationsFilter { carer: Some("Anna"), nights: false, ..AssociationsFilter::ALL };
    let told = words(&describe_associations(&plenty(), &family(), &anna));
    assert!(told.contains("How Anna felt") && !told.contains("How Ben") && !told.contains("Middle one: 10"));
}

#[test]
fn chance_is_told_no_more_exactly_than_it_is_known() {
    for (one_in, words) in [
        (1.0, "nearly every time."),
        (1.25, "about 4 times in 5."),
        (1.5, "about 2 times in 3."),
        (2.1, "about 1 time in 2."),
        (3.2, "about 1 time in 3."),
        (19.7, "about 1 time in 20."),
        (33.0, "about 1 time in 35."),
        (238.0, "about 1 time in 250."),
        (5000.0, "less than 1 time in 1,000."),
    ] {
        let told = describe_chance(one_in);
        assert_eq!(told, format!("Chance alone gives a difference this big {words}"));
    }
    let all = PermutationResult { extreme_count: 9, permutations: 9 };
    assert_eq!(all.inverse_p_value(), 1.0);
}

/// What no sentence of these rooms may say: it would be a reason, a verdict or advice.
const NEVER: [&str; 18] = [
    "because",
    "improve",
    "helps",
    "better",
    "worse",
    "thanks to",
    "leads to",
    "led to",
    "effect",
    "proves",
    "benefit",
    "should",
    "try ",
    "significant",
    "normal",
    "due to",
    "makes ",
    "!",
];

#[test]
fn no_sentence_gives_a_reason_or_a_verdict() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/");
    let told = words(&describe_associations(&plenty(), &family(), &AssociationsFilter::ALL));
    let mut texts = vec![("the paragraphs".to_owned(), told)];
    // Wherever the screen and the sheet say side by side, and the sentences both take.
    let about = ["trends", "associations", "figures", "plain_lines"];
    let mut folders = vec![std::path::PathBuf::from(root)];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let file = file.to_string_lossy().into_owned();
            if !about.iter().any(|name| file[root.len()..].contains(name)) {
                continue;
            }
            read += 1;
            let code = std::fs::read_to_string(&file).unwrap();
            let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = code.collect::<Vec<_>>().join("\n");
            // Every other piece between quotes is a string of the program.
            let strings: Vec<&str> = code.split('"').skip(1).step_by(2).collect();
            texts.push((file, strings.join("\n")));
        }
    }
    assert!(read > 5, "the files were found");
    assert!(texts.len() > 12, "the rooms were found");
    for (file, text) in texts {
        let text = text.to_lowercase();
        for word in NEVER {
            assert!(!text.contains(word), "{file} says {word:?}");
        }
    }
}

#[test]
fn a_sleep_without_numbers_changes_nothing_else() {
    // A night in words only is no recorded night.
    let words = babys_entry(
        local_time("11-09 19:00"),
        None,
        Details::Sleep(Sleep {
            night: Some(date("2026-11-09")),
            words: Some("badly".into()),
            ..Sleep::default()
        }),
    );
    let entries = [words, massage("11-09 10:00", |_| {})];
    assert!(gathered(&entries, &family()).nights[0].with.is_empty());
    assert_eq!(all(&entries, "2026-11-09", "2026-11-09").baby_id, BABY);
}

/// The parent's mood is theirs: whatever it is, no middle value, no order and no chance is said of it.
#[test]
fn feelings_are_shown_in_their_words_and_never_worked_out() {
    let felt = |day: u32, before: u8, after: u8| {
        massage(&format!("11-{day:02} 10:00"), |it| {
            (it.felt_before, it.felt_after) = (Some(before), Some(after));
        })
    };
    let entries: Vec<Entry> = (9..=22).map(|day| felt(day, if day < 12 { 4 } else { 1 }, 2)).collect();
    let told = describe_associations(
        &gathered(&entries, &family()),
        &family(),
        &AssociationsFilter { nights: false, cues: false, ..AssociationsFilter::ALL },
    );
    let counts: Vec<(&str, i64)> = told
        .iter()
        .filter_map(|it| match it {
            AssociationParagraph::Count { label, n, .. } => Some((label.as_str(), *n)),
            _ => None,
        })
        .collect();
    assert_eq!(counts, [("okay, then hard", 3), ("heavy, then hard", 11)]);
    assert!(!told.iter().any(|it| matches!(it, AssociationParagraph::Values(_))));
    let told = words(&told);
    for worked_out in ["Middle", "apart", "Chance", "usual", "compare"] {
        assert!(!told.contains(worked_out), "{worked_out} in\n{told}");
    }
}
