//! Sleep of one family day and its night. The definitions stand at [`SleepSum`]; nothing here reads entries.

use super::bouts::{Bout, Sleeps};
use super::{Asked, SleepSum};
use crate::journal::time::{before, next};
use crate::journal::{Family, Hours, MarkSpan, Span};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Bouts whose parent said "night" or "nap", by the date of the night or day they were moved to.
#[derive(Default)]
pub(crate) struct Moved<'a> {
    nights: BTreeMap<NaiveDate, Vec<&'a Bout>>,
    days: BTreeMap<NaiveDate, Vec<&'a Bout>>,
}

impl<'a> Moved<'a> {
    pub(crate) fn of(sleeps: &'a Sleeps, hours: &Hours) -> Self {
        let mut moved = Self::default();
        for bout in &sleeps.bouts {
            match bout.nap {
                Some(true) => moved.days.entry(day_of(bout, hours)).or_default().push(bout),
                Some(false) => moved.nights.entry(night_of(bout, hours)).or_default().push(bout),
                None => {}
            }
        }
        moved
    }

    /// Whether a parent's word brought a bout to this date; then something was written of it.
    fn has(&self, date: NaiveDate) -> bool {
        self.nights.contains_key(&date) || self.days.contains_key(&date)
    }
}

fn middle(span: Span) -> i64 {
    span.from + (span.to - span.from) / 2
}

/// The date whose daytime holds `secs` (`Ok`), or whose night does (`Err`).
fn part_of(secs: i64, hours: &Hours) -> Result<NaiveDate, NaiveDate> {
    let near = hours.at(secs).date();
    // The last of these is for a zone that left a date out.
    for date in [near, before(near), next(near), before(before(near))] {
        if hours.daytime(date).holds(secs) {
            return Ok(date);
        }
        if hours.night(date).holds(secs) {
            return Err(date);
        }
    }
    Ok(near)
}

/// The night of a bout called "night": the one it starts in, else the one nearest to its middle.
fn night_of(bout: &Bout, hours: &Hours) -> NaiveDate {
    if let Err(date) = part_of(bout.span.from, hours) {
        return date;
    }
    let at = middle(bout.span);
    match part_of(at, hours) {
        Err(date) => date,
        Ok(date) if at < middle(hours.daytime(date)) => lived(before(date), before, hours),
        Ok(date) => date,
    }
}

/// The day of a bout called "nap": the one nearest to its middle.
fn day_of(bout: &Bout, hours: &Hours) -> NaiveDate {
    let at = middle(bout.span);
    match part_of(at, hours) {
        Ok(date) => date,
        Err(date) if at < middle(hours.night(date)) => date,
        Err(date) => lived(next(date), next, hours),
    }
}

/// This date, or the one further on in that direction where a zone left it out.
fn lived(date: NaiveDate, on: fn(NaiveDate) -> NaiveDate, hours: &Hours) -> NaiveDate {
    if hours.day(date).secs() > 0 { date } else { on(date) }
}

fn mostly_in(bout: &Bout, span: Span) -> bool {
    let inside = bout.span.within(span).map_or(0, Span::secs);
    inside * 2 > bout.span.secs()
}

/// The sum for `date`.
pub(crate) fn sleep_sum(
    sleeps: &Sleeps,
    moved: &Moved,
    family: &Family,
    asked: &Asked,
    date: NaiveDate,
) -> SleepSum {
    let hours = &asked.hours;
    let (day, daytime, night) = (hours.day(date), hours.daytime(date), hours.night(date));
    let in_words = sleeps.in_words.get(&date).cloned().unwrap_or_default();
    let written = [day, daytime, night].into_iter().any(|part| sleeps.written_in(part)) || moved.has(date);
    if !written {
        return SleepSum { in_words, ..SleepSum::default() };
    }
    let in_night = &sleeps.bouts[sleeps.overlapping(night)];
    let minutes = |span| Some(sleeps.secs_in(span) / 60);
    let marked = family.marked(Some(asked.baby), MarkSpan::Night, date);
    let of_night = Night::of(in_night, moved, date, night);
    let (onset, up) = (of_night.onset(), of_night.up());
    SleepSum {
        total_min: minutes(day),
        day_min: minutes(daytime),
        night_min: minutes(night),
        longest_min: of_night.longest().map(|secs| secs / 60),
        bouts: i64::try_from(sleeps.overlapping(day).len()).ok(),
        naps: Some(naps(sleeps, moved, date, daytime)),
        wakings: Some(of_night.wakings()),
        awake_in_night_min: onset.zip(up).map(|(from, to)| awake(sleeps, Span { from, to }, night) / 60),
        onset: onset.map(|secs| hours.at(secs)),
        up: up.map(|secs| hours.at(secs)),
        night_recorded: !in_night.is_empty()
            && !sleeps.open_in(night)
            && asked.now.secs() >= night.to
            && marked != Some(false),
        open: [day, daytime, night].into_iter().any(|part| sleeps.open_in(part)),
        in_words,
    }
}

/// Seconds awake between onset and up, in the night.
fn awake(sleeps: &Sleeps, between: Span, night: Span) -> i64 {
    between.within(night).map_or(0, |span| span.secs() - sleeps.secs_in(span))
}

fn naps(sleeps: &Sleeps, moved: &Moved, date: NaiveDate, daytime: Span) -> i64 {
    let by_hours = sleeps.bouts[sleeps.overlapping(daytime)]
        .iter()
        .filter(|bout| bout.nap.is_none() && mostly_in(bout, daytime))
        .count();
    let by_word = moved.days.get(&date).map_or(0, Vec::len);
    i64::try_from(by_hours + by_word).unwrap_or(i64::MAX)
}

/// The bouts of one night.
struct Night<'a> {
    /// Those that start in it, or were moved to it, in order.
    starting: Vec<&'a Bout>,
    /// The one straddling its start, when more than half in it.
    straddling: Option<&'a Bout>,
    /// Brief wakings noted on sleeps that start in it.
    noted: i64,
}

impl<'a> Night<'a> {
    fn of(in_night: &'a [Bout], moved: &Moved<'a>, date: NaiveDate, night: Span) -> Self {
        let by_hours = || in_night.iter().filter(|bout| bout.nap.is_none());
        let by_word = moved.nights.get(&date).map_or(&[][..], Vec::as_slice);
        let mut starting: Vec<&Bout> =
            by_hours().filter(|bout| night.holds(bout.span.from)).chain(by_word.iter().copied()).collect();
        starting.sort_unstable_by_key(|bout| bout.span.from);
        let noted_by_hours = by_hours().flat_map(|bout| &bout.noted).filter(|(start, _)| night.holds(*start));
        let noted_by_word = by_word.iter().flat_map(|bout| &bout.noted);
        Self {
            starting,
            straddling: by_hours().find(|bout| bout.span.from < night.from && mostly_in(bout, night)),
            noted: noted_by_hours.chain(noted_by_word).map(|(_, n)| n).sum(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &'a Bout> {
        self.straddling.into_iter().chain(self.starting.iter().copied())
    }

    fn onset(&self) -> Option<i64> {
        self.starting.first().map(|bout| bout.span.from)
    }

    fn up(&self) -> Option<i64> {
        let last = self.starting.last().copied().or(self.straddling);
        last.map(|bout| bout.span.to)
    }

    fn longest(&self) -> Option<i64> {
        self.all().map(|bout| bout.span.secs()).max()
    }

    fn wakings(&self) -> i64 {
        let bouts = i64::try_from(self.all().count()).unwrap_or(i64::MAX);
        (bouts - 1 + self.noted).max(0)
    }
}
