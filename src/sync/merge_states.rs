//! The join of two states of a record: the newest write of each field, whoever made it. Pure, and the same in any order.

use crate::sync::record_state::{Field, Mark, RecordState, Removal};
use crate::sync::stamp::{Stamp, WriterId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Whose words do not stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LostSide {
    Mine,
    Theirs,
}

/// Two writers changed the same without having seen each other. `loser` is the stamp that does not stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    Field {
        name: String,
        lost: LostSide,
        loser: Stamp,
        winner: Stamp,
    },
    /// The record was removed after a change that its remover had not seen.
    EditUnderRemoval {
        lost: LostSide,
        loser: Stamp,
        winner: Stamp,
    },
    /// The record was changed after a removal that the change had not seen: it stands.
    RemovalOverruled {
        lost: LostSide,
        loser: Stamp,
        winner: Stamp,
    },
}

impl Conflict {
    #[must_use]
    pub fn stamps(&self) -> (LostSide, Stamp, Stamp) {
        match self {
            Self::Field { lost, loser, winner, .. }
            | Self::EditUnderRemoval { lost, loser, winner }
            | Self::RemovalOverruled { lost, loser, winner } => (*lost, *loser, *winner),
        }
    }

    /// Whether it is told on the computer whose writes are `is_own`: one of its own does not stand, or stands over another's.
    #[must_use]
    pub fn concerns(&self, is_own: impl Fn(Stamp) -> bool) -> bool {
        let (lost, loser, winner) = self.stamps();
        let (here, there) = if lost == LostSide::Mine { (loser, winner) } else { (winner, loser) };
        is_own(here) && !is_own(there)
    }
}

/// What comes of a join.
#[derive(Clone, PartialEq, Debug)]
pub struct Merge {
    pub state: RecordState,
    pub conflicts: Vec<Conflict>,
}

#[must_use]
pub fn merge(mine: &RecordState, theirs: &RecordState) -> Merge {
    if *mine == RecordState::default() {
        let mut state = theirs.clone();
        state.drop_blank_fields();
        return Merge { state, conflicts: Vec::new() };
    }
    let removal = join_removals(mine.removal, theirs.removal);
    let mut state =
        RecordState { base: newer_mark(mine.base, theirs.base), removal, ..RecordState::default() };
    let mut conflicts = Vec::new();
    let names: BTreeSet<&String> = mine.fields.keys().chain(theirs.fields.keys()).collect();
    for name in names {
        let (own, other) = (field_of(mine, name), field_of(theirs, name));
        let takes_theirs = is_newer(&other, &own);
        let (won, lost) = if takes_theirs { (&other, &own) } else { (&own, &other) };
        let winner = if takes_theirs { theirs } else { mine };
        let is_later = won.mark.stamp > lost.mark.stamp;
        if is_later && won.value != lost.value && !winner.has_seen(won.mark, lost.mark.stamp) {
            conflicts.push(Conflict::Field {
                name: name.clone(),
                lost: if takes_theirs { LostSide::Mine } else { LostSide::Theirs },
                loser: lost.mark.stamp,
                winner: won.mark.stamp,
            });
        }
        state.fields.insert(name.clone(), if takes_theirs { other } else { own });
    }
    let is_alive = state.is_alive();
    state.drop_blank_fields();
    if !(mine.is_alive() && theirs.is_alive()) {
        conflicts = find_removal_conflicts(mine, theirs, is_alive);
    }
    Merge { state, conflicts }
}

fn field_of(state: &RecordState, name: &str) -> Field {
    state.fields.get(name).cloned().unwrap_or(Field { value: None, mark: state.blank_mark() })
}

fn newer_mark(a: Mark, b: Mark) -> Mark {
    a.max(b)
}

/// Of two writes of one stamp, which only a copied journal makes, the one whose bytes are greater.
fn is_newer(a: &Field, b: &Field) -> bool {
    let bytes = |field: &Field| field.value.as_ref().map(Value::to_string);
    a.mark
        .cmp(&b.mark)
        .then_with(|| if a.value == b.value { std::cmp::Ordering::Equal } else { bytes(a).cmp(&bytes(b)) })
        .is_gt()
}

fn join_removals(a: Option<Removal>, b: Option<Removal>) -> Option<Removal> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let (newer, older) = if (a.stamp, a.seen) >= (b.stamp, b.seen) { (a, b) } else { (b, a) };
            Some(Removal { forget: newer.forget || older.forget, ..newer })
        }
        (a, b) => a.or(b),
    }
}

/// One side has the record, the other removed it: of each writer, the newest change that the other had not seen.
fn find_removal_conflicts(mine: &RecordState, theirs: &RecordState, is_alive: bool) -> Vec<Conflict> {
    let (edited, removal, edits) = match (mine.is_alive(), theirs.is_alive()) {
        (true, false) => (mine, theirs.removal, LostSide::Mine),
        (false, true) => (theirs, mine.removal, LostSide::Theirs),
        _ => return Vec::new(),
    };
    let Some(removed) = removal else {
        return Vec::new();
    };
    if is_alive {
        let lost = if edits == LostSide::Mine { LostSide::Theirs } else { LostSide::Mine };
        // Whoever had seen it go, or a later value, has that in the mark.
        let is_unseen = |mark: &Mark| mark.stamp > removed.stamp && mark.over < removed.stamp;
        let later = edited.marks().filter(is_unseen).map(|mark| mark.stamp);
        let winner = later.filter(|stamp| stamp.writer != removed.stamp.writer).max();
        let conflict = winner.map(|winner| Conflict::RemovalOverruled { lost, loser: removed.stamp, winner });
        return conflict.into_iter().collect();
    }
    let mut unseen: BTreeMap<WriterId, Stamp> = BTreeMap::new();
    for field in edited.fields.values().filter(|field| field.value.is_some()) {
        let stamp = field.mark.stamp;
        if !removed.has_seen(stamp) {
            let newest = unseen.entry(stamp.writer).or_default();
            *newest = stamp.max(*newest);
        }
    }
    let conflict = |loser| Conflict::EditUnderRemoval { lost: edits, loser, winner: removed.stamp };
    unseen.into_values().map(conflict).collect()
}
