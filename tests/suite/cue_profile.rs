//! One baby's language: counted by hand, then the same numbers in the figures, the sentences, the JSON and on the screen.

mod cue_profile_output;
mod maya_and_leo;

use crate::support::{LONDON, at};
use cuebook::model::{DayBoundaries, Entry, Family, Id, Timestamp};
use cuebook::stats::{
    CodeCounts, CueProfile, CueProfileBuilder, CueProfileQuery, CueSummary, MAX_LISTED_MOMENTS, StateChange,
    build_cue_profile,
};
use maya_and_leo::{cue, entry_of_baby, massage, memory, seen, written};
use proptest::prelude::*;

fn asked(family: &Family, from: Option<&str>, to: Option<&str>) -> CueProfileQuery {
    CueProfileQuery {
        baby: family.babies[0].id,
        hours: DayBoundaries::with_defaults(LONDON),
        from: from.map(|day| day.parse().unwrap()),
        to: to.map(|day| day.parse().unwrap()),
    }
}

fn mayas() -> (Family, CueProfile) {
    let family = memory().load_family().unwrap();
    let all = build_cue_profile(&written(&family), &family, &asked(&family, None, None));
    (family, all)
}

fn of<'a>(language: &'a CueProfile, id: &str) -> &'a CueSummary {
    language.cues.iter().find(|cue| cue.id == id).unwrap()
}

fn counts(of: &[(&str, i64)]) -> CodeCounts {
    of.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect()
}

#[test]
fn each_figure_is_what_counting_by_hand_gives() {
    let (_, all) = mayas();
    let order: Vec<(&str, i64)> = all.cues.iter().map(|cue| (cue.id.as_str(), cue.times)).collect();
    // Most seen first; of those seen equally often the one seen last; then by code.
    assert_eq!(order, [("q-look", 5), ("e-smile", 3), ("own-sigh", 2), ("q-hic", 2), ("zz-new", 1)]);
    let look = of(&all, "q-look");
    assert_eq!(look.words, "looks away");
    // The first was at two in the morning: the calendar's day, not the family's.
    assert_eq!((look.first.to_string(), look.last.to_string()), ("2026-10-04".into(), "2026-11-21".into()));
    assert_eq!(look.states, counts(&[("active-alert", 1), ("quiet-alert", 3)]));
    assert_eq!(look.areas, counts(&[("tummy", 2)]));
    assert_eq!(look.meant, counts(&[("change", 3), ("not-sure", 1)]));
    assert_eq!(look.responses, counts(&[("cuddled", 1), ("paused", 3), ("stopped", 1)]));
    assert_eq!(look.helped, counts(&[("a-bit", 1), ("no", 1), ("not-sure", 1), ("yes", 1)]));
    assert_eq!(of(&all, "own-sigh").words, "does her \"sigh\"");
    assert_eq!(of(&all, "zz-new").words, "zz-new");
    assert_eq!(of(&all, "e-smile").responses, counts(&[("zz-did", 1)]));
    let pair =
        |before: &str, after: &str, times| StateChange { before: before.into(), after: after.into(), times };
    assert_eq!(all.states, [pair("quiet-alert", "drowsy", 2), pair("drowsy", "light-sleep", 1)]);
}

#[test]
fn a_moment_keeps_what_went_with_it_and_the_newest_comes_first() {
    let (_, all) = mayas();
    let moments = &of(&all, "q-look").moments;
    let when: Vec<String> = moments.iter().map(|it| it.at.to_rfc3339()).collect();
    assert_eq!(
        when,
        [
            "2026-11-21T08:00:00+00:00",
            "2026-11-20T10:24:00+00:00",
            "2026-11-20T10:20:00+00:00",
            "2026-10-20T15:00:00+01:00",
            "2026-10-04T02:00:00+01:00",
        ]
    );
    assert_eq!(moments[1].with, ["own-sigh"]);
    assert_eq!(moments[1].state.as_deref(), Some("quiet-alert"));
    assert_eq!((moments[1].entry, moments[1].index), (moments[2].entry, 2));
    assert_eq!(moments[3].did, ["paused", "cuddled"]);
    assert!(moments[3].about && !moments[2].about);
    assert_eq!(moments[3].doing.as_deref(), Some("play"));
}

#[test]
fn two_babies_are_never_mixed() {
    let family = memory().load_family().unwrap();
    let leo = CueProfileQuery { baby: family.babies[1].id, ..asked(&family, None, None) };
    let his = build_cue_profile(&written(&family), &family, &leo);
    let order: Vec<&str> = his.cues.iter().map(|cue| cue.id.as_str()).collect();
    assert_eq!(order, ["d-cry", "q-look"]);
    assert_eq!(of(&his, "q-look").times, 1);
    assert_eq!(his.states.len(), 1);
    let nobody = CueProfileQuery { baby: Id::nil(), ..leo };
    assert_eq!(build_cue_profile(&written(&family), &family, &nobody), CueProfile::default());
}

#[test]
fn days_are_family_days_and_both_ends_are_included() {
    let family = memory().load_family().unwrap();
    let times = |from, to| {
        let some = build_cue_profile(&written(&family), &family, &asked(&family, from, to));
        some.cues.iter().find(|cue| cue.id == "q-look").map_or(0, |cue| cue.times)
    };
    assert_eq!(times(Some("2026-10-03"), Some("2026-10-03")), 1);
    assert_eq!(times(Some("2026-10-04"), Some("2026-10-04")), 0);
    assert_eq!(times(Some("2026-10-20"), None), 4);
    assert_eq!(times(None, Some("2026-11-20")), 4);
    assert_eq!(times(Some("2026-11-20"), Some("2026-11-21")), 3);
    let late = asked(&family, Some("2026-11-18"), None);
    assert_eq!(build_cue_profile(&written(&family), &family, &late).states.len(), 1);
}

#[test]
fn of_many_moments_all_are_counted_and_the_newest_are_kept() {
    let family = memory().load_family().unwrap();
    let mut gatherer = CueProfileBuilder::new(asked(&family, None, None));
    let first = at("2026-01-01T12:00:00Z");
    let n = i64::try_from(5 * MAX_LISTED_MOMENTS).unwrap();
    for minute in 0..n {
        let mut it = entry_of_baby(
            &family,
            0,
            "2026-01-01T12:00:00Z",
            cue(None, None, vec![seen(&["q-look"], "", &[], "")]),
        );
        it.at = first.add_minutes(minute, LONDON);
        gatherer.add_entry(&it);
    }
    let all = gatherer.to_profile(&family);
    assert_eq!((all.cues[0].times, all.cues[0].moments.len()), (n, MAX_LISTED_MOMENTS));
    assert_eq!(all.cues[0].moments[0].at, first.add_minutes(n - 1, LONDON));
    assert_eq!(all.cues[0].moments[MAX_LISTED_MOMENTS - 1].at, first.add_minutes(4 * n / 5, LONDON));
}

fn any_entries() -> impl Strategy<Value = Vec<(i64, usize, bool, Vec<usize>, usize)>> {
    let one = (0..90i64 * 24, 0..2usize, any::<bool>(), prop::collection::vec(0..4usize, 0..4), 0..5usize);
    prop::collection::vec(one, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_entries_changes_nothing(some in any_entries(), seed in any::<u64>()) {
        const CUES: [&str; 4] = ["q-look", "e-smile", "q-hic", "zz-new"];
        const HELPED: [&str; 5] = ["", "yes", "a-bit", "no", "not-sure"];
        let family = memory().load_family().unwrap();
        let mut entries: Vec<Entry> = some.iter().map(|(hour, baby, rubbed, cues, helped)| {
            let cues: Vec<&str> = cues.iter().map(|it| CUES[*it]).collect();
            let moments = vec![seen(&cues, "", &["paused"], HELPED[*helped])];
            let what = if *rubbed { massage(Some("drowsy"), Some("crying"), moments) } else { cue(None, None, moments) };
            let mut it = entry_of_baby(&family, *baby, "2026-08-01T12:00:00Z", what);
            it.at = Timestamp::from_seconds_in_zone(it.at.unix_seconds() + hour * 3600, LONDON);
            it
        }).collect();
        let asked = asked(&family, Some("2026-08-20"), None);
        let straight = build_cue_profile(&entries, &family, &asked);
        for cue in &straight.cues {
            prop_assert_eq!(usize::try_from(cue.times).unwrap(), cue.moments.len());
            prop_assert!(cue.first <= cue.last);
        }
        let mut state = seed;
        entries.sort_by_cached_key(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        });
        prop_assert_eq!(build_cue_profile(&entries, &family, &asked), straight);
    }
}
