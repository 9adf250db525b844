//! What happened on a day besides sleep: touch, cues, check-ins. An entry belongs to the family day in which it starts.

use super::{CheckinMark, Counts, CueSum, TouchSum};
use crate::journal::{Checkin, Entry, Family, Massage, Moment, Points};

/// One more in a count that may not have begun.
fn add(to: &mut Option<i64>, n: i64) {
    *to = Some(to.unwrap_or(0) + n);
}

/// A code once more.
pub(crate) fn count(in_counts: &mut Counts, code: &str) {
    match in_counts.get_mut(code) {
        Some(n) => *n += 1,
        None => {
            in_counts.insert(code.to_owned(), 1);
        }
    }
}

impl TouchSum {
    /// Takes a massage in.
    pub(crate) fn take(&mut self, entry: &Entry, massage: &Massage) {
        let happened = massage.not_today.is_none();
        add(&mut self.times, i64::from(happened));
        add(&mut self.not_today, i64::from(!happened));
        if !happened {
            return;
        }
        if let Some(minutes) = entry.minutes() {
            add(&mut self.minutes, minutes.max(0));
        }
        let mut seen: Vec<&String> = massage.areas.iter().collect();
        seen.sort_unstable();
        seen.dedup();
        for area in seen {
            count(&mut self.areas, area);
        }
    }

    /// Adds another day's or week's sums.
    pub fn join(&mut self, day: &Self) {
        join(&mut self.times, day.times);
        join(&mut self.minutes, day.minutes);
        join(&mut self.not_today, day.not_today);
        join_counts(&mut self.areas, &day.areas);
    }
}

impl CueSum {
    /// Something of this sort was written, even if it holds no cue.
    fn begin(&mut self) {
        for n in [&mut self.moments, &mut self.engagement, &mut self.disengagement, &mut self.either] {
            add(n, 0);
        }
    }

    /// Takes the moments of an entry in. A massage without any leaves the cues of its day unwritten.
    pub(crate) fn take(&mut self, moments: &[Moment], family: &Family) {
        for moment in moments {
            if moment.cues.is_empty() && moment.did.is_empty() {
                continue;
            }
            self.begin();
            add(&mut self.moments, 1);
            for code in &moment.cues {
                count(&mut self.seen, code);
                add(
                    match family.points(code) {
                        Some(Points::Engagement) => &mut self.engagement,
                        Some(Points::Disengagement) => &mut self.disengagement,
                        None => &mut self.either,
                    },
                    1,
                );
            }
            for code in &moment.did {
                count(&mut self.responses, code);
            }
        }
    }

    /// Adds another day's or week's sums.
    pub fn join(&mut self, day: &Self) {
        join(&mut self.moments, day.moments);
        join(&mut self.engagement, day.engagement);
        join(&mut self.disengagement, day.disengagement);
        join(&mut self.either, day.either);
        join_counts(&mut self.seen, &day.seen);
        join_counts(&mut self.responses, &day.responses);
    }
}

fn join(to: &mut Option<i64>, n: Option<i64>) {
    if let Some(n) = n {
        add(to, n);
    }
}

fn join_counts(to: &mut Counts, of: &Counts) {
    for (code, n) in of {
        *to.entry(code.clone()).or_insert(0) += n;
    }
}

/// A check-in as a mark; none when its writer hides theirs.
pub(crate) fn mark(entry: &Entry, checkin: &Checkin, family: &Family) -> Option<CheckinMark> {
    if family.keeps_out(entry) {
        return None;
    }
    let carer = family.carer(entry.carer);
    Some(CheckinMark {
        carer: carer.map_or_else(|| entry.carer.to_string(), |c| c.called().to_owned()),
        felt: checkin.felt,
        energy: checkin.energy,
    })
}
