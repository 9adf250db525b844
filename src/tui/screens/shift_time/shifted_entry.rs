//! Moving the times of an entry: its start, its end or both, and what cannot be: a time still to come, an end before the
//! start. What belongs to the whole entry goes along when the whole moves.

use crate::model::{Entry, Timestamp, Zone, validate_entry};
use crate::texts::shift_time_texts;
use crate::tui::screens::Context;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShiftedPart {
    Start,
    End,
    Both,
}

impl ShiftedPart {
    pub(crate) const ALL: [Self; 3] = [Self::Start, Self::End, Self::Both];

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Start => shift_time_texts::START,
            Self::End => shift_time_texts::END,
            Self::Both => shift_time_texts::BOTH,
        }
    }

    pub(crate) fn next_part(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Both,
            Self::Both => Self::Start,
        }
    }
}

/// The entry with a part of it moved by minutes, or why that cannot be.
pub(crate) fn shift_part(
    entry: &Entry,
    part: ShiftedPart,
    minutes: i64,
    context: &Context<'_>,
) -> Result<Entry, String> {
    let zone = context.family.settings.day_boundaries.zone;
    let mut after = entry.clone();
    let starts = part != ShiftedPart::End || entry.until.is_none();
    if starts {
        after.at = shift_timestamp(entry.at, minutes, zone);
    }
    if part != ShiftedPart::Start {
        after.until = entry.until.map(|until| shift_timestamp(until, minutes, zone));
    }
    // Answers with a time of their own go along with the whole, not with one end of it.
    if starts && (part == ShiftedPart::Both || entry.until.is_none()) {
        let moments = after.moments_mut().into_iter().flatten();
        for at in moments.filter_map(|moment| moment.at.as_mut()) {
            *at = shift_timestamp(*at, minutes, zone);
        }
    }
    validate_shift(after, minutes, context)
}

fn validate_shift(after: Entry, minutes: i64, context: &Context<'_>) -> Result<Entry, String> {
    let last = after.until.unwrap_or(after.at);
    if minutes > 0 && (last > context.now || after.at > context.now) {
        return Err(shift_time_texts::IN_FUTURE.into());
    }
    if after.until.is_some_and(|until| until < after.at) {
        return Err(shift_time_texts::END_BEFORE_START.into());
    }
    match validate_entry(&after, context.now) {
        Ok(()) => Ok(after),
        Err(problem) => Err(problem.message),
    }
}

/// On the clock it was lived by: the family's own where that was it, else the one it came with.
fn shift_timestamp(at: Timestamp, minutes: i64, zone: Zone) -> Timestamp {
    if Timestamp::from_seconds_in_zone(at.unix_seconds(), zone) == at {
        at.add_minutes(minutes, zone)
    } else {
        Timestamp::new(at.unix_seconds() + minutes * 60, at.offset_seconds())
    }
}
