//! A stretch whose end is typed before its start: mostly one over midnight, sometimes the two ends the wrong way round.

use crate::model::time::previous_day;
use crate::quick_line::resolve_time::{StartAndEnd, TimeBasis, TimeResolution, TimeSubject};
use crate::quick_line::time_grammar::TimePoint;

/// From this many minutes on, a sleep that reaches far out of the night is not what was meant.
const LONG_DAY_SLEEP_MINUTES: i64 = 10 * 60;
const LONG_NAP_MINUTES: i64 = 6 * 60;
/// How far a long sleep may reach out of the night on either side, in minutes.
const OUTSIDE_NIGHT_MINUTES: i64 = 3 * 60;
/// The ends the other way round are offered where they make no more than this.
const MOST_REVERSED_MINUTES: i64 = 6 * 60;

impl TimeBasis {
    /// The readings of a stretch whose end is typed before its start and which would be of an unlikely length: the ends the
    /// other way round, then as typed. None where the typed one is likely, such as a night, or the other way is no better.
    pub(crate) fn find_reversed_readings(
        &self,
        from: TimePoint,
        to: TimePoint,
        resolved: &TimeResolution,
    ) -> Option<Vec<StartAndEnd>> {
        let (begins, ends) = reverse(from, to)?;
        let typed = match resolved {
            TimeResolution::Single(stretch) => vec![*stretch],
            TimeResolution::EitherHalf(stretches) => stretches.clone(),
            TimeResolution::Ambiguous(_) | TimeResolution::Impossible(_) => return None,
        };
        if !typed.iter().all(|stretch| self.is_unlikely(*stretch)) {
            return None;
        }
        let reversed = match self.resolve_either_half(begins, Some(ends), None) {
            TimeResolution::Single(stretch) => stretch,
            TimeResolution::EitherHalf(stretches) => *stretches.first()?,
            TimeResolution::Ambiguous(_) | TimeResolution::Impossible(_) => return None,
        };
        (1..=MOST_REVERSED_MINUTES).contains(&minutes_of(reversed)?).then_some(())?;
        Some(std::iter::once(reversed).chain(typed).collect())
    }

    fn is_unlikely(&self, (at, until): StartAndEnd) -> bool {
        let Some(minutes) = minutes_of((at, until)) else {
            return false;
        };
        if self.subject == TimeSubject::Nap && minutes > LONG_NAP_MINUTES {
            return true;
        }
        let (from, to) = (at.unix_seconds(), at.unix_seconds() + minutes * 60);
        let date = at.local_date();
        let lies_in_night = [previous_day(date), date].iter().any(|evening| {
            let night = self.hours.night_range(*evening);
            let margin = OUTSIDE_NIGHT_MINUTES * 60;
            from >= night.from - margin && to <= night.to + margin
        });
        minutes >= LONG_DAY_SLEEP_MINUTES && !lies_in_night
    }
}

/// `12:00-12:00`: the end is the start again, with no day or half of one to tell them apart.
pub(crate) fn is_same_clock(from: TimePoint, to: TimePoint) -> bool {
    match (from, to) {
        (
            TimePoint::Clock { part: None, clock: first, offset: None, .. },
            TimePoint::Clock { day: None, part: None, clock: second, offset: None, .. },
        ) => first == second,
        _ => false,
    }
}

fn minutes_of((at, until): StartAndEnd) -> Option<i64> {
    Some((until?.unix_seconds() - at.unix_seconds()) / 60)
}

/// The ends the other way round, where the second has no day of its own and its digits come before the first's.
fn reverse(from: TimePoint, to: TimePoint) -> Option<(TimePoint, TimePoint)> {
    let TimePoint::Clock { day, part, clock: first, offset: None, style, has_meridiem } = from else {
        return None;
    };
    let TimePoint::Clock {
        day: None,
        part: other_part,
        clock: second,
        offset: None,
        style: other_style,
        has_meridiem: other_meridiem,
    } = to
    else {
        return None;
    };
    (second < first).then_some(())?;
    let begins = TimePoint::Clock {
        day,
        part: other_part,
        clock: second,
        offset: None,
        style: other_style,
        has_meridiem: other_meridiem,
    };
    let ends = TimePoint::Clock { day: None, part, clock: first, offset: None, style, has_meridiem };
    Some((begins, ends))
}
