//! The lines of `assets/demo.toml` as entries: each is read as `cuebook log` would read it, by a clock that never changes
//! and on dates of no real year, and then placed on the family's own days.

use crate::demo::demo_file::DemoFile;
use crate::demo::family_clock::FamilyClock;
use crate::demo::{DAYS, stable_id};
use crate::model::{Details, Entry, Family, FamilySettings, Id, Moment, Note, Timestamp, Zone};
use crate::quick_line::{LineContext, ParsedLine, parse_line};
use chrono::{DateTime, NaiveDate, TimeDelta};

const DAY_SECONDS: i64 = 24 * 3600;

/// Every entry up to now, oldest first; `family` has the two carers, the mother first.
pub(crate) fn place_entries(file: &DemoFile, clock: &FamilyClock, family: &Family) -> Vec<Entry> {
    let reader = LineReader::new(file, family);
    let days = file.days.iter().map(|day| (DAYS - 1 - day.ago, &day.lines));
    let lines = days.flat_map(|(day, lines)| lines.iter().map(move |line| (day, line)));
    let mut entries: Vec<Entry> = lines
        .filter_map(|(day, line)| reader.read(day, line))
        .map(|entry| place_entry(entry, clock))
        .chain(clock_note(file, clock, family))
        .collect();
    entries.sort_by_key(|entry| entry.at.unix_seconds());
    separate_sleeps(&mut entries);
    let mut entries: Vec<Entry> =
        entries.into_iter().filter_map(|entry| known_by_now(entry, clock.now)).collect();
    for (number, entry) in (0..).zip(&mut entries) {
        entry.id = stable_id(entry.at.unix_seconds(), number);
    }
    entries
}

/// Reads typed lines as if the family lived in UTC and began on 1 January 1970.
struct LineReader {
    family: Family,
    /// What a line of the father's begins with.
    father_prefix: String,
}

impl LineReader {
    fn new(file: &DemoFile, family: &Family) -> Self {
        let settings = FamilySettings::with_defaults(Zone::UTC);
        let family = Family { settings, ..family.clone() };
        Self { family, father_prefix: format!("{}: ", file.family.father) }
    }

    fn read(&self, day: i64, line: &str) -> Option<Entry> {
        let (carer, line) = match line.strip_prefix(&self.father_prefix) {
            Some(line) => (self.family.carers.get(1)?.id, line),
            None => (self.family.carers.first()?.id, line),
        };
        let baby = self.family.babies.first().map(|baby| baby.id);
        let next_noon = Timestamp::new((day + 1) * DAY_SECONDS + DAY_SECONDS / 2, 0);
        let context = LineContext { now: next_noon, family: &self.family, baby, carer };
        match parse_line(&self.add_date(day, line), &context).ok()? {
            ParsedLine::Entry(entry) => Some(Entry { baby: baby_of(&entry.details, baby), ..entry }),
            ParsedLine::Awake { .. } | ParsedLine::EndMassage(_) => None,
        }
    }

    /// The line with the date in front of its first clock time. A line without one says "last night".
    fn add_date(&self, day: i64, line: &str) -> String {
        let Some(at) = line.find(|c: char| c.is_ascii_digit()) else {
            return line.to_owned();
        };
        let (before, after) = line.split_at(at);
        let hour: i64 = after.split(':').next().and_then(|hour| hour.parse().ok()).unwrap_or(0);
        let hours = &self.family.settings.day_boundaries;
        let is_after_midnight = hour * 60 < hours.day_start.minutes_since_midnight();
        let date = first_date() + TimeDelta::days(day + i64::from(is_after_midnight));
        [before, &date.to_string(), " ", after].concat()
    }
}

/// The date the first day's lines are read on.
fn first_date() -> NaiveDate {
    DateTime::UNIX_EPOCH.date_naive()
}

/// A check-in and a note are the carer's own, but for a note that is for the visit.
fn baby_of(details: &Details, baby: Option<Id>) -> Option<Id> {
    match details {
        Details::Checkin(_) | Details::Note(Note { for_visit: false, .. }) => None,
        _ => baby,
    }
}

/// Moves an entry from the days it was read on to the family's own: it begins at the same time by the clock at home,
/// and is as long as it was.
fn place_entry(mut entry: Entry, clock: &FamilyClock) -> Entry {
    let seconds = |at: Timestamp| clock.instant(0, at.unix_seconds() / 60);
    let place = |at: Timestamp| clock.timestamp(seconds(at));
    let length = entry.until.map(|until| until.unix_seconds() - entry.at.unix_seconds());
    entry.until = length.map(|length| clock.timestamp(seconds(entry.at) + length));
    entry.at = place(entry.at);
    let place_moments = |moments: &mut Vec<Moment>| {
        for moment in moments {
            moment.at = moment.at.map(place);
        }
    };
    match &mut entry.details {
        Details::Massage(massage) => place_moments(&mut massage.moments),
        Details::Cue(cue) => place_moments(&mut cue.moments),
        Details::Sleep(sleep) => {
            sleep.night = sleep.night.map(|night| clock.date((night - first_date()).num_days()));
        }
        _ => {}
    }
    entry
}

/// What was written down about a change of the clocks, on the first day after it that has entries.
fn clock_note(file: &DemoFile, clock: &FamilyClock, family: &Family) -> Option<Entry> {
    let notes = &file.clocks;
    let (changed, text) = match clock.clock_change() {
        Some((day, true)) => (day, &notes.went_back),
        Some((day, false)) => (day, &notes.went_forward),
        None => (DAYS - 1 - notes.away_from, &notes.away),
    };
    let written = file.days.iter().map(|day| DAYS - 1 - day.ago).filter(|day| *day >= changed).min()?;
    Some(Entry {
        id: Id::nil(),
        baby: None,
        carer: family.carers.first()?.id,
        at: clock.timestamp(clock.instant(written, 9 * 60 + 20)),
        until: None,
        approximate: false,
        note: Some(text.clone()),
        details: Details::Note(Note::default()),
    })
}

/// Where the clocks went forward a sleep can run into the next one: it ends where that begins.
fn separate_sleeps(entries: &mut Vec<Entry>) {
    let mut next_start: Option<Timestamp> = None;
    for entry in entries.iter_mut().rev() {
        let is_timed_sleep = matches!(&entry.details, Details::Sleep(sleep) if sleep.night.is_none());
        if let (true, Some(until)) = (is_timed_sleep, entry.until) {
            if let Some(next) = next_start
                && next.unix_seconds() < until.unix_seconds()
            {
                entry.until = Some(next);
            }
            next_start = Some(entry.at);
        }
    }
    entries.retain(|entry| entry.until.is_none_or(|until| until.unix_seconds() > entry.at.unix_seconds()));
}

/// What lies ahead is not written yet; a sleep under way has no end.
fn known_by_now(mut entry: Entry, now: Timestamp) -> Option<Entry> {
    let now = now.unix_seconds();
    if entry.at.unix_seconds() > now {
        return None;
    }
    if entry.until.is_some_and(|until| until.unix_seconds() > now) {
        let Details::Sleep(sleep) = &mut entry.details else { return None };
        sleep.wakings = None;
        entry.until = None;
        entry.approximate = false;
    }
    Some(entry)
}
