//! What entries add up to: days, nights and weeks of one baby, as the JSON contract defines them.
//!
//! Arithmetic on slices. Nothing here names the store, a screen or the clock ("now" is an argument), and nothing
//! judges: no scores, norms or targets. The definitions stand at the fields of [`SleepSum`], [`TouchSum`] and
//! [`CueSum`].

mod bouts;
mod events;
mod json;
mod language;
mod nights;
mod strip;
mod together;
mod types;
mod weeks;

pub use bouts::asleep;
pub use language::{
    CueSeen, Gatherer, LISTED, Language, LanguageAsked, Seen, StateChange, language,
};
pub use strip::{Cell, cell_of, sleep_cells};
pub use together::{
    Chance, Compared, FEW, Felt, Gap, Gathering, Measure, Together, median_twice, pairs, together,
    two_groups,
};
pub use types::{CheckinMark, Counts, CueSum, Day, SleepSum, Spread, TouchSum, Trends, Week};

use crate::journal::{At, Baby, Entry, Family, Hours, Id, Span, What};
use bouts::Sleeps;
use chrono::NaiveDate;
use nights::Moved;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Asked {
    /// Whose days.
    pub baby: Id,
    /// First family day.
    pub from: NaiveDate,
    /// Last family day, inclusive.
    pub to: NaiveDate,
    /// Where days and nights are cut.
    pub hours: Hours,
    /// The time it is, by which a night is over or not.
    pub now: At,
}

/// Two days in seconds: no sleep a parent means is longer.
const MARGIN: i64 = 48 * 3600;

/// The time to fetch from the store for days `from` to `to`: 48 hours more on either side, for bouts that cross the
/// borders and for the last night.
#[must_use]
pub fn reach(from: NaiveDate, to: NaiveDate, hours: &Hours) -> Span {
    let first = hours.day(from).from.min(hours.daytime(from).from);
    let last = hours.day(to).to.max(hours.night(to).to);
    Span {
        from: first - MARGIN,
        to: last + MARGIN,
    }
}

/// Adds up the days asked for. Entries come in any order; those of other babies and of other times are passed over.
#[must_use]
pub fn trends(entries: &[Entry], family: &Family, asked: &Asked) -> Trends {
    let sleeps = Sleeps::of(entries, asked.baby);
    let moved = Moved::of(&sleeps, &asked.hours);
    let mut days: Vec<Day> = asked
        .from
        .iter_days()
        .take_while(|date| *date <= asked.to)
        .map(|date| Day {
            date,
            sleep: nights::sleep_sum(&sleeps, &moved, family, asked, date),
            touch: TouchSum::default(),
            cues: CueSum::default(),
            checkins: Vec::new(),
        })
        .collect();
    fill(&mut days, entries, family, asked);
    let baby = family.baby(asked.baby).cloned();
    Trends {
        baby_id: asked.baby,
        baby: baby
            .unwrap_or_else(|| Baby::unnamed(asked.baby))
            .called()
            .to_owned(),
        from: asked.from,
        to: asked.to,
        hours: asked.hours,
        weeks: weeks::weeks(&days),
        days,
        asleep: sleeps.bouts.iter().map(|bout| bout.span).collect(),
    }
}

/// Puts touch, cues and check-ins into their days.
fn fill(days: &mut [Day], entries: &[Entry], family: &Family, asked: &Asked) {
    let spans: Vec<Span> = days.iter().map(|day| asked.hours.day(day.date)).collect();
    let mut checkins = Vec::new();
    for entry in entries {
        let secs = entry.at.secs();
        let after = spans.partition_point(|day| day.from <= secs);
        let Some(index) = after.checked_sub(1).filter(|i| spans[*i].holds(secs)) else {
            continue;
        };
        let day = &mut days[index];
        let ours = entry.baby == Some(asked.baby);
        match &entry.what {
            What::Massage(massage) if ours => {
                day.touch.take(entry, massage);
                day.cues.take(&massage.moments, family);
            }
            What::Cue(cue) if ours => day.cues.take(&cue.moments, family),
            What::Checkin(checkin) => {
                let mark = events::mark(entry, checkin, family);
                checkins.extend(mark.map(|mark| (entry.at, entry.id, index, mark)));
            }
            _ => {}
        }
    }
    checkins.sort_by_key(|(at, id, ..)| (*at, *id));
    for (_, _, index, mark) in checkins {
        days[index].checkins.push(mark);
    }
}
