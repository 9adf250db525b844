//! What happened on a day besides sleep: touch, cues, check-ins. An entry belongs to the family day in which it starts.

use crate::model::{Checkin, CueDirection, Entry, Family, Massage, Moment};
use crate::stats::{CheckinSummary, CodeCounts, CueTotals, TouchTotals};
use crate::vocabulary::current_cue_id;

/// One more in a count that may not have begun.
fn add_to_count(to: &mut Option<i64>, n: i64) {
    *to = Some(to.unwrap_or(0) + n);
}

/// A code once more.
pub(crate) fn increment_code(in_counts: &mut CodeCounts, code: &str) {
    match in_counts.get_mut(code) {
        Some(n) => *n += 1,
        None => {
            in_counts.insert(code.to_owned(), 1);
        }
    }
}

impl TouchTotals {
    /// Takes a massage in.
    pub(crate) fn add_massage(&mut self, entry: &Entry, massage: &Massage) {
        let happened = massage.not_today.is_none();
        add_to_count(&mut self.times, i64::from(happened));
        add_to_count(&mut self.not_today, i64::from(!happened));
        if !happened {
            return;
        }
        self.massages += i64::from(massage.is_massage());
        if let Some(minutes) = entry.duration_minutes() {
            add_to_count(&mut self.minutes, minutes.max(0));
        }
        let mut seen: Vec<&String> = massage.areas.iter().collect();
        seen.sort_unstable();
        seen.dedup();
        for area in seen {
            increment_code(&mut self.areas, area);
        }
    }

    /// Adds another day's or week's sums.
    pub(crate) fn add_totals(&mut self, day: &Self) {
        add_optional_count(&mut self.times, day.times);
        self.massages += day.massages;
        add_optional_count(&mut self.minutes, day.minutes);
        add_optional_count(&mut self.not_today, day.not_today);
        merge_counts(&mut self.areas, &day.areas);
    }
}

impl CueTotals {
    /// Something of this sort was written, even if it holds no cue.
    fn start_counts(&mut self) {
        for n in [&mut self.moments, &mut self.engagement, &mut self.disengagement, &mut self.either] {
            add_to_count(n, 0);
        }
    }

    /// Takes the moments of an entry in. A massage without any leaves the cues of its day unwritten.
    pub(crate) fn add_moments(&mut self, moments: &[Moment], family: &Family) {
        for moment in moments {
            if moment.cues.is_empty() && moment.did.is_empty() {
                continue;
            }
            self.start_counts();
            add_to_count(&mut self.moments, 1);
            match read_direction(moment) {
                None => {}
                Some(MomentDirection::More) => self.wanted_more += 1,
                Some(MomentDirection::Change) => self.wanted_change += 1,
                Some(MomentDirection::Either) => self.could_be_either += 1,
            }
            for code in &moment.cues {
                increment_code(&mut self.seen, current_cue_id(code));
                add_to_count(
                    match family.cue_direction(code) {
                        Some(CueDirection::Engagement) => &mut self.engagement,
                        Some(CueDirection::Disengagement) => &mut self.disengagement,
                        None => &mut self.either,
                    },
                    1,
                );
            }
            for code in &moment.did {
                increment_code(&mut self.responses, code);
            }
        }
    }

    /// Adds another day's or week's sums.
    pub(crate) fn add_totals(&mut self, day: &Self) {
        add_optional_count(&mut self.moments, day.moments);
        add_optional_count(&mut self.engagement, day.engagement);
        add_optional_count(&mut self.disengagement, day.disengagement);
        add_optional_count(&mut self.either, day.either);
        self.wanted_more += day.wanted_more;
        self.wanted_change += day.wanted_change;
        self.could_be_either += day.could_be_either;
        merge_counts(&mut self.seen, &day.seen);
        merge_counts(&mut self.responses, &day.responses);
    }
}

/// What a moment seemed to want.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum MomentDirection {
    More,
    Change,
    Either,
}

/// The family's own reading of a moment, and nothing where they gave none: which way a cue usually points is not said for
/// them.
fn read_direction(moment: &Moment) -> Option<MomentDirection> {
    match moment.meant.as_deref()? {
        "more" => Some(MomentDirection::More),
        "change" => Some(MomentDirection::Change),
        _ => Some(MomentDirection::Either),
    }
}

fn add_optional_count(to: &mut Option<i64>, n: Option<i64>) {
    if let Some(n) = n {
        add_to_count(to, n);
    }
}

fn merge_counts(to: &mut CodeCounts, of: &CodeCounts) {
    for (code, n) in of {
        *to.entry(code.clone()).or_insert(0) += n;
    }
}

/// A check-in as a mark; none when its writer hides theirs.
pub(crate) fn summarize_checkin(entry: &Entry, checkin: &Checkin, family: &Family) -> Option<CheckinSummary> {
    if family.hides_from_views(entry) {
        return None;
    }
    let carer = family.find_carer(entry.carer);
    Some(CheckinSummary {
        carer: carer.map_or_else(|| entry.carer.to_string(), |c| c.display_name().to_owned()),
        felt: checkin.felt,
        energy: checkin.energy,
        company: checkin.company,
    })
}
