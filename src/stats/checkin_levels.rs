//! Check-ins counted by the place of their word in its row. Nothing is averaged: a count says how often, and no more.

use crate::model::Family;
use crate::stats::{CheckinSummary, DayStats};

/// The rows of words a check-in may answer with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CheckinScale {
    /// heavy, hard · mixed · okay, good
    Felt,
    /// flat, low · steady · lively, wired
    Energy,
    /// none · a little · some, plenty
    Company,
}

impl CheckinScale {
    pub(crate) const ALL: [Self; 3] = [Self::Felt, Self::Energy, Self::Company];

    pub(crate) fn answer(self, checkin: &CheckinSummary) -> Option<u8> {
        match self {
            Self::Felt => checkin.felt,
            Self::Energy => checkin.energy,
            Self::Company => checkin.company,
        }
    }

    /// Which of three rows an answer stands in, the first being the top one.
    pub(crate) fn level(self, answer: u8) -> usize {
        let middle = if self == Self::Company { 2 } else { 3 };
        match answer.cmp(&middle) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2,
        }
    }
}

/// How many answers stand in each of the three rows.
pub(crate) fn count_levels<'a>(
    checkins: impl Iterator<Item = &'a CheckinSummary>,
    scale: CheckinScale,
) -> [i64; 3] {
    let mut counts = [0; 3];
    for answer in checkins.filter_map(|checkin| scale.answer(checkin)) {
        counts[scale.level(answer)] += 1;
    }
    counts
}

/// The carers with check-ins in these days, in the family's order.
pub(crate) fn list_checkin_carers<'a>(days: &'a [DayStats], family: &Family) -> Vec<&'a str> {
    let mut carers: Vec<&str> = Vec::new();
    for checkin in days.iter().flat_map(|day| &day.checkins) {
        if !carers.contains(&checkin.carer.as_str()) {
            carers.push(&checkin.carer);
        }
    }
    carers.sort_by_key(|name| family.carers.iter().position(|carer| carer.display_name() == *name));
    carers
}
