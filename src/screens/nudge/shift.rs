//! Moving the times of an entry: its start, its end or both, and what cannot be: a time still to come, an end before the
//! start. What belongs to the whole entry goes along when the whole moves.

use super::says;
use crate::journal::{At, Cue, Entry, Massage, What, Zone, check};
use crate::screens::Here;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Start,
    End,
    Both,
}

impl Part {
    pub(crate) const ALL: [Self; 3] = [Self::Start, Self::End, Self::Both];

    pub(crate) fn next(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::End => Self::Both,
            Self::Both => Self::Start,
        }
    }
}

/// The entry with a part of it moved by minutes, or why that cannot be.
pub(crate) fn moved(entry: &Entry, part: Part, minutes: i64, here: &Here<'_>) -> Result<Entry, String> {
    let zone = here.family.settings.hours.zone;
    let mut after = entry.clone();
    let starts = part != Part::End || entry.until.is_none();
    if starts {
        after.at = shifted(entry.at, minutes, zone);
    }
    if part != Part::Start {
        after.until = entry.until.map(|until| shifted(until, minutes, zone));
    }
    // Answers with a time of their own go along with the whole, not with one end of it.
    if starts && (part == Part::Both || entry.until.is_none()) {
        let (What::Massage(Massage { moments, .. }) | What::Cue(Cue { moments, .. })) = &mut after.what
        else {
            return checked(after, minutes, here);
        };
        for at in moments.iter_mut().filter_map(|moment| moment.at.as_mut()) {
            *at = shifted(*at, minutes, zone);
        }
    }
    checked(after, minutes, here)
}

fn checked(after: Entry, minutes: i64, here: &Here<'_>) -> Result<Entry, String> {
    let last = after.until.unwrap_or(after.at);
    if minutes > 0 && (last > here.now || after.at > here.now) {
        return Err(says::TO_COME.into());
    }
    if after.until.is_some_and(|until| until < after.at) {
        return Err(says::CROSSED.into());
    }
    match check(&after, here.now) {
        Ok(()) => Ok(after),
        Err(problem) => Err(problem.says),
    }
}

/// On the clock it was lived by: the family's own where that was it, else the one it came with.
fn shifted(at: At, minutes: i64, zone: Zone) -> At {
    if At::in_zone(at.secs(), zone) == at {
        at.plus_minutes(minutes, zone)
    } else {
        At::new(at.secs() + minutes * 60, at.offset())
    }
}
