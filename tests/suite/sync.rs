//! One journal on several computers: the merge by itself here and in `convergence`, real journals in the others.

mod commands;
mod conflict_copies;
mod convergence;
mod costs;
mod family;
mod faults;
mod journals;
mod released_folders;

use cuebook::sync::stamp::clock_at;
use cuebook::sync::{Author, Conflict, HybridClock, LostSide, Piece, RecordState, Stamp, WriterId, merge};
use proptest::prelude::*;
use serde_json::{Value, json};

fn stamp(clock: i64, writer: u64) -> Stamp {
    Stamp { clock, writer: WriterId(writer) }
}

fn written(fields: &[(&str, Value)], at: Stamp) -> RecordState {
    let mut state = RecordState::default();
    state.write(fields.iter().map(|(name, value)| ((*name).to_owned(), Some(value.clone()))), at);
    state
}

fn set(state: &RecordState, field: &str, value: Value, at: Stamp) -> RecordState {
    let mut state = state.clone();
    state.write([(field.to_owned(), Some(value))], at);
    state
}

#[test]
fn the_newer_edit_of_a_field_stands_and_edits_of_two_fields_both_do() {
    let first = written(&[("note", json!("a")), ("oil", json!("none"))], stamp(1, 1));
    let here = set(&first, "note", json!("here"), stamp(10, 1));
    let there = set(&set(&first, "note", json!("there"), stamp(12, 2)), "oil", json!("almond"), stamp(13, 2));
    for merged in [merge(&here, &there), merge(&there, &here)] {
        assert_eq!(merged.state.value_of("note"), Some(&json!("there")));
        assert_eq!(merged.state.value_of("oil"), Some(&json!("almond")));
    }
    let lost = merge(&here, &there).conflicts;
    assert_eq!(lost.len(), 1, "the oil was only changed there");
    assert!(
        matches!(&lost[0], Conflict::Field { name, lost: LostSide::Mine, .. } if name == "note"),
        "{lost:?}"
    );
    assert_eq!(merge(&merge(&here, &there).state, &there).conflicts, [], "told once");
}

#[test]
fn an_edit_made_after_reading_wins_though_its_clock_stands_at_1970() {
    let (mut ahead, mut behind) = (HybridClock::default(), HybridClock::default());
    let first = written(&[("note", json!("a"))], stamp(ahead.tick(1_800_000_000), 1));
    behind.observe(first.newest_clock());
    let later = set(&first, "note", json!("b"), stamp(behind.tick(0), 2));
    let merged = merge(&first, &later);
    assert_eq!((merged.state.value_of("note"), merged.conflicts), (Some(&json!("b")), vec![]));
    assert!(behind.last < clock_at(1_800_000_001), "a counter, no second of its own");
}

#[test]
fn of_a_removal_and_an_edit_the_later_stands_and_no_word_of_a_removed_one_stays() {
    let first = written(&[("note", json!("secret"))], stamp(1, 1));
    let edited = set(&first, "note", json!("more"), stamp(5, 2));
    let mut removed_later = first.clone();
    removed_later.remove(stamp(9, 1), false);
    let merged = merge(&edited, &removed_later);
    assert!(!merged.state.is_alive() && merged.state.fields.is_empty());
    assert!(matches!(merged.conflicts[..], [Conflict::EditUnderRemoval { lost: LostSide::Mine, .. }]));
    let mut removed_before = first.clone();
    removed_before.remove(stamp(3, 1), false);
    let merged = merge(&removed_before, &edited);
    assert_eq!(merged.state.value_of("note"), Some(&json!("more")), "it comes back whole");
    assert!(matches!(merged.conflicts[..], [Conflict::RemovalOverruled { lost: LostSide::Mine, .. }]));
    // Whoever saw what was removed and removes it is not told of anything.
    let mut seen = edited.clone();
    seen.remove(stamp(11, 1), false);
    assert_eq!(merge(&edited, &seen).conflicts, []);
    // Taking a removal back travels, and is no conflict.
    let mut back = seen.clone();
    back.write([("note".to_owned(), Some(json!("more")))], stamp(12, 1));
    assert_eq!(merge(&seen, &back).conflicts, []);
    assert_eq!(merge(&seen, &back).state.value_of("note"), Some(&json!("more")));
}

#[test]
fn a_change_that_whoever_removed_had_not_seen_is_told_though_another_change_was_newer() {
    let first = written(&[("note", json!("a")), ("oil", json!("none"))], stamp(1, 1));
    let here = set(&first, "note", json!("b"), stamp(5, 1));
    let there = set(&first, "oil", json!("almond"), stamp(7, 2));
    let both = merge(&here, &there).state;
    let mut removed = there.clone();
    removed.remove(stamp(9, 2), false);
    let conflicts = merge(&both, &removed).conflicts;
    assert!(
        matches!(conflicts[..], [Conflict::EditUnderRemoval { lost: LostSide::Mine, loser, .. }] if loser == stamp(5, 1)),
        "{conflicts:?}"
    );
    // And that of two, for each of them.
    let third = set(&both, "oil", json!("olive"), stamp(8, 3));
    assert_eq!(merge(&third, &removed).conflicts.len(), 2);
}

#[test]
fn what_was_seen_when_a_record_was_removed_and_begun_anew_is_not_told_and_the_rest_is() {
    let first = written(&[("note", json!("a")), ("oil", json!("none"))], stamp(1, 1));
    let mut anew = first.clone();
    anew.remove(stamp(5, 2), false);
    anew.write([("oil".to_owned(), Some(json!("almond")))], stamp(6, 2));
    assert_eq!(merge(&first, &anew).conflicts, [], "both values of the first were seen");
    let again = set(&anew, "note", json!("c"), stamp(8, 2));
    assert_eq!(merge(&first, &again).conflicts, [], "nor later");
    let unseen = set(&first, "note", json!("b"), stamp(4, 1));
    for later in [&anew, &again] {
        let conflicts = merge(&unseen, later).conflicts;
        assert!(
            matches!(conflicts[..], [Conflict::Field { loser, .. }] if loser == stamp(4, 1)),
            "{conflicts:?}"
        );
    }
}

#[test]
fn a_computer_that_writes_under_a_new_name_has_seen_what_it_wrote_and_not_more() {
    let first = written(&[("note", json!("a"))], stamp(1, 1));
    let theirs = set(&first, "note", json!("theirs"), stamp(3, 2));
    let renamed = Author { stamp: stamp(5, 9), earlier: &[WriterId(1)] };
    let mut mine = first.clone();
    mine.write([("note".to_owned(), Some(json!("mine")))], renamed);
    let conflicts = merge(&mine, &theirs).conflicts;
    assert_eq!(conflicts.len(), 1, "a newer one of its own is not what the other wrote");
    let is_own = |stamp: Stamp| [1, 9].contains(&stamp.writer.0);
    assert!(conflicts[0].concerns(is_own));
    assert!(merge(&theirs, &mine).conflicts[0].concerns(|stamp| !is_own(stamp)));
    let old = merge(&mine, &first).conflicts;
    assert!(!old.iter().any(|conflict| conflict.concerns(is_own)), "nobody is told of himself");
}

#[test]
fn a_field_that_was_emptied_stays_empty() {
    let first = written(&[("note", json!("a")), ("oil", json!("none"))], stamp(1, 1));
    let mut emptied = first.clone();
    emptied.write([("oil".to_owned(), None)], stamp(2, 2));
    let merged = merge(&first, &emptied).state;
    assert_eq!(merged.value_of("oil"), None);
    let piece = Piece { records: [("entry/1".to_owned(), merged.clone())].into() };
    assert_eq!(Piece::decode(&piece.encode()).unwrap(), piece);
    assert_eq!(merge(&merged, &first).state, merged);
}

#[test]
fn of_two_records_begun_apart_neither_empties_what_only_the_other_has() {
    let here = written(&[("a", json!(1)), ("b", json!(1))], stamp(1, 1));
    let there = written(&[("b", json!(2)), ("c", json!(2))], stamp(5, 2));
    let merged = merge(&here, &there).state;
    assert_eq!(merged, merge(&there, &here).state);
    assert_eq!((merged.value_of("a"), merged.value_of("c")), (Some(&json!(1)), Some(&json!(2))));
    // One that was removed and brought back without a field has it no more.
    let mut back = merged.clone();
    back.remove(stamp(7, 1), false);
    back.write([("b".to_owned(), Some(json!(2)))], stamp(8, 1));
    let after = merge(&merged, &back).state;
    assert_eq!((after.value_of("a"), after.value_of("b")), (None, Some(&json!(2))));
}

#[test]
fn bytes_that_are_no_piece_are_not_one() {
    let whole =
        Piece { records: [("a".to_owned(), written(&[("x", json!(1))], stamp(3, 7)))].into() }.encode();
    assert!(Piece::decode(&whole).is_ok());
    for end in 0..whole.len() {
        assert!(Piece::decode(&whole[..end]).is_err(), "cut at {end}");
    }
    assert!(Piece::decode(b"anything").is_err());
}

/// One act on a record by one of three writers, at a clock.
#[derive(Clone, Debug)]
enum Act {
    Set(u8, u8),
    Empty(u8),
    Remove,
}

fn act() -> impl Strategy<Value = (u64, i64, Act)> {
    let act = prop_oneof![
        4 => (0u8..3, any::<u8>()).prop_map(|(field, value)| Act::Set(field, value)),
        1 => (0u8..3).prop_map(Act::Empty),
        1 => Just(Act::Remove),
    ];
    (1u64..4, 0i64..4, act)
}

/// A state that some writers came to, each act later than what it saw.
fn state(acts: &[(u64, i64, Act)], first_clock: i64) -> RecordState {
    let mut state = RecordState::default();
    let mut clock = first_clock;
    for (writer, pause, act) in acts {
        clock += 1 + pause * 7;
        // Stamps are a writer's own: two states of a run never share one for two values.
        let at = stamp(clock * 4 + *writer as i64, *writer);
        match act {
            Act::Set(field, value) => state.write([(format!("f{field}"), Some(json!(value)))], at),
            Act::Empty(field) => state.write([(format!("f{field}"), None)], at),
            Act::Remove if state.is_alive() => state.remove(at, false),
            Act::Remove => {}
        }
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_join_has_no_order_and_no_second_effect(
        a in prop::collection::vec(act(), 0..8), b in prop::collection::vec(act(), 0..8),
    ) {
        let (a, b) = (state(&a, 0), state(&b, 100_000));
        let joined = merge(&a, &b).state;
        prop_assert_eq!(&joined, &merge(&b, &a).state);
        prop_assert_eq!(&joined, &merge(&joined, &a).state);
        prop_assert_eq!(&joined, &merge(&joined, &b).state);
        prop_assert_eq!(&merge(&a, &a).state, &a);
        let piece = Piece { records: [("k".to_owned(), joined)].into() };
        prop_assert_eq!(Piece::decode(&piece.encode()).unwrap(), piece);
    }
}
