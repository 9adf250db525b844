//! What ought to be told: each value has a line of values that it replaced, each in its writer's sight. Words are lost
//! where one value replaces another that is not in its line.

use cuebook::sync::{Conflict, LostSide, RecordState, Stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::ops::Add;

/// Sentences, and those that are wanting, on all computers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct ToldCounts {
    pub rightly: usize,
    /// Its own words went, and its person was not told.
    pub missed: usize,
    /// Its words stand over another's, and its person was not told.
    pub missed_over: usize,
    pub invented: usize,
    /// By a journal that was not put back in between.
    pub twice: usize,
    /// A write of a journal that was put back carries the stamp of one that was already sent: nobody can tell the two apart.
    pub doubled: usize,
}

impl Add for ToldCounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            rightly: self.rightly + other.rightly,
            missed: self.missed + other.missed,
            missed_over: self.missed_over + other.missed_over,
            invented: self.invented + other.invented,
            twice: self.twice + other.twice,
            doubled: self.doubled + other.doubled,
        }
    }
}

impl Sum for ToldCounts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Self::add)
    }
}

type Line = BTreeSet<Stamp>;

#[derive(Default)]
pub(super) struct Truth {
    pub counts: ToldCounts,
    /// The machine at which somebody made a write.
    authors: BTreeMap<(String, Stamp), usize>,
    doubled: BTreeSet<(String, Stamp)>,
    /// By record, field and stamp, what a value replaced.
    lines: BTreeMap<(String, String, Stamp), Line>,
    /// By record and stamp, what a removal took away.
    removals: BTreeMap<(String, Stamp), Line>,
    /// By machine, what was told since its journal was last put back.
    told: BTreeMap<usize, BTreeSet<(String, Stamp)>>,
}

/// A record as a machine has it, as it came, and as it is then.
type Join<'a> = (&'a RecordState, &'a RecordState, &'a RecordState);

impl Truth {
    pub(super) fn note_act(
        &mut self,
        n: usize,
        key: &str,
        at: Stamp,
        before: &RecordState,
        after: &RecordState,
    ) {
        if before == after {
            return;
        }
        if self.authors.insert((key.to_owned(), at), n).is_some() {
            self.doubled.insert((key.to_owned(), at));
            self.counts.doubled += 1;
        }
        if !after.is_alive() {
            let line = self.line_of_record(key, before);
            self.removals.insert((key.to_owned(), at), line);
            return;
        }
        let removed = before.removal.filter(|_| !before.is_alive()).map(|removal| removal.stamp);
        for (name, _) in after.fields.iter().filter(|(_, field)| field.mark.stamp == at) {
            let replaced = removed.unwrap_or(before.mark_of(name).stamp);
            let line = self.line_of(key, name, replaced).into_iter().chain([replaced]).collect();
            self.lines.insert((key.to_owned(), name.clone(), at), line);
        }
    }

    pub(super) fn note_restore(&mut self, n: usize) {
        self.told.remove(&n);
    }

    /// Of a value, or of the removal that left its place empty.
    fn line_of(&self, key: &str, name: &str, stamp: Stamp) -> Line {
        let line = self.lines.get(&(key.to_owned(), name.to_owned(), stamp));
        line.or_else(|| self.removals.get(&(key.to_owned(), stamp))).cloned().unwrap_or_default()
    }

    fn line_of_record(&self, key: &str, state: &RecordState) -> Line {
        let mut line = Line::new();
        for (name, field) in &state.fields {
            line.extend(self.line_of(key, name, field.mark.stamp));
            line.insert(field.mark.stamp);
        }
        for removal in [state.base.over].into_iter().chain(state.removal.map(|removal| removal.stamp)) {
            line.extend(self.removals.get(&(key.to_owned(), removal)).into_iter().flatten());
            line.insert(removal);
        }
        line
    }

    fn is_by(&self, n: usize, key: &str, stamp: Stamp) -> bool {
        self.authors.get(&(key.to_owned(), stamp)) == Some(&n)
    }

    pub(super) fn check_told(
        &mut self,
        n: usize,
        key: &str,
        join: Join<'_>,
        told: &[Conflict],
        known: &BTreeSet<(String, Stamp)>,
    ) {
        for conflict in told {
            let (_, loser, _) = conflict.stamps();
            let is_right = self.is_right(key, join, conflict);
            *(if is_right { &mut self.counts.rightly } else { &mut self.counts.invented }) += 1;
            let is_first = self.told.entry(n).or_default().insert((key.to_owned(), loser));
            self.counts.twice += usize::from(!is_first);
        }
        for (lost, losers) in self.find_losses(n, key, join) {
            if losers.iter().any(|loser| known.contains(&(key.to_owned(), *loser))) {
                continue;
            }
            match lost {
                LostSide::Mine => self.counts.missed += 1,
                LostSide::Theirs => self.counts.missed_over += 1,
            }
        }
    }

    fn is_right(&self, key: &str, (mine, theirs, _): Join<'_>, conflict: &Conflict) -> bool {
        let (lost, loser, winner) = conflict.stamps();
        match conflict {
            Conflict::Field { name, .. } => !self.line_of(key, name, winner).contains(&loser),
            Conflict::EditUnderRemoval { .. } => {
                self.removals.get(&(key.to_owned(), winner)).is_some_and(|line| !line.contains(&loser))
            }
            Conflict::RemovalOverruled { .. } => {
                let edited = if lost == LostSide::Mine { theirs } else { mine };
                self.overrulers(key, edited, loser).next().is_some()
            }
        }
    }

    /// The values of a record that are later than its removal, and whose writers had not seen it, nor removed it later.
    fn overrulers(&self, key: &str, edited: &RecordState, removal: Stamp) -> impl Iterator<Item = Stamp> {
        let values = edited
            .fields
            .iter()
            .map(|(name, field)| (field.mark.stamp, self.line_of(key, name, field.mark.stamp)));
        // It may have no values at all.
        let base = (edited.base.stamp, [edited.base.over].into());
        let is_later =
            move |stamp: &Stamp| *stamp >= removal && self.removals.contains_key(&(key.to_owned(), *stamp));
        let unseen =
            values.chain([base]).filter(move |(stamp, line)| *stamp > removal && !line.iter().any(is_later));
        unseen.map(|(stamp, _)| stamp)
    }

    /// What does not stand after a join though nobody who replaced it had seen it, by machine `n` or under its words: for each
    /// loss, the stamps by which it may have been told.
    fn find_losses(
        &self,
        n: usize,
        key: &str,
        (mine, theirs, merged): Join<'_>,
    ) -> Vec<(LostSide, Vec<Stamp>)> {
        let is_doubled = |stamp: Stamp| self.doubled.contains(&(key.to_owned(), stamp));
        let is_mine = |stamp| self.is_by(n, key, stamp);
        let side = |loser: Stamp, winner: Stamp, lost: LostSide| {
            let (own, other) = if lost == LostSide::Mine { (loser, winner) } else { (winner, loser) };
            is_mine(own) && !is_mine(other) && !other.is_none() && !is_doubled(own) && !is_doubled(other)
        };
        let mut losses = Vec::new();
        match (mine.is_alive(), theirs.is_alive(), merged.is_alive()) {
            (true, true, _) => {
                for name in mine.fields.keys().chain(theirs.fields.keys()).collect::<BTreeSet<_>>() {
                    let (own, other) = (mine.mark_of(name).stamp, theirs.mark_of(name).stamp);
                    let takes_theirs = merged.mark_of(name).stamp == other;
                    let (winner, loser) = if takes_theirs { (other, own) } else { (own, other) };
                    let lost = if takes_theirs { LostSide::Mine } else { LostSide::Theirs };
                    let is_same = mine.value_of(name) == theirs.value_of(name) || own == other;
                    if !is_same
                        && side(loser, winner, lost)
                        && !self.line_of(key, name, winner).contains(&loser)
                    {
                        losses.push((lost, vec![loser]));
                    }
                }
            }
            (true, false, false) | (false, true, false) => {
                let (edited, dead, lost) = match mine.is_alive() {
                    true => (mine, theirs, LostSide::Mine),
                    false => (theirs, mine, LostSide::Theirs),
                };
                let Some(removal) = dead.removal else { return losses };
                let line = self.line_of_record(key, dead);
                let unseen = edited.fields.values().filter(|field| field.value.is_some());
                let unseen = unseen.map(|field| field.mark.stamp).filter(|stamp| !line.contains(stamp));
                let unseen: Vec<Stamp> = unseen.filter(|stamp| side(*stamp, removal.stamp, lost)).collect();
                if !unseen.is_empty() {
                    losses.push((lost, unseen));
                }
            }
            (true, false, true) | (false, true, true) => {
                let (edited, dead, lost) = match mine.is_alive() {
                    true => (mine, theirs, LostSide::Theirs),
                    false => (theirs, mine, LostSide::Mine),
                };
                let Some(removal) = dead.removal else { return losses };
                let mut overrulers = self.overrulers(key, edited, removal.stamp);
                if overrulers.any(|winner| side(removal.stamp, winner, lost)) {
                    losses.push((lost, vec![removal.stamp]));
                }
            }
            _ => {}
        }
        losses
    }
}

/// Each field in which two states differ, as if it was a conflict.
pub(super) fn differences(mine: &RecordState, theirs: &RecordState) -> Vec<Conflict> {
    let names = mine.fields.keys().filter(|name| mine.value_of(name) != theirs.value_of(name));
    let conflicts = names.map(|name| {
        let (own, other) = (mine.mark_of(name).stamp, theirs.mark_of(name).stamp);
        let lost = if other > own { LostSide::Mine } else { LostSide::Theirs };
        Conflict::Field { name: name.clone(), lost, loser: own.min(other), winner: own.max(other) }
    });
    conflicts.collect()
}
