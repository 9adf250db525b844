//! The demo: twelve weeks of an invented family, made by seeded code and ending now.
//!
//! Wren was born five weeks early; Marta and Owen write down what they have the time for. The entries are of the same
//! types as a parent's own and are held to the same check. Only the time and the zone come from outside, so the same
//! moment makes the same family to the byte. Touch and sleep are drawn apart from each other: nothing here shows that
//! one brings the other about.
//!
//! The family lives where this machine does when the clocks changed there in these twelve weeks; else where they did,
//! of a few places north and south; else (in February and in August) they spend a week an hour to the east.

pub(crate) mod generate_entries;
pub(crate) mod rng;
pub(crate) mod sample_cues;
pub(crate) mod sample_family;
pub(crate) mod sample_texts;
pub(crate) mod sleep_model;

use crate::model::time::resolve_local;
use crate::model::{Change, DayBoundaries, Edit, Entry, Family, Id, Record, Timestamp, Zone, describe};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// How many days the family wrote, today among them: twelve weeks.
pub const DAYS: i64 = 84;

/// How old Wren was when they began to write, in days.
const AGE: i64 = 18;

/// Days of the week elsewhere, when no clock changed at home.
const ELSEWHERE: std::ops::Range<i64> = 43..50;

/// Where else the family may live, the nearest first.
const ZONES: [Zone; 4] =
    [Zone::Europe__London, Zone::America__New_York, Zone::Australia__Sydney, Zone::America__Santiago];

/// Where the family lives, seen from a machine in `own`.
pub fn zone(now: Timestamp, own: Zone) -> Zone {
    let mut places = std::iter::once(own).chain(ZONES);
    places.find(|zone| When::new(now, *zone).change().is_some()).unwrap_or(ZONES[0])
}

/// All the family wrote, as the changes they would have made, each with the time it was kept: the people first, then a
/// change a week, then the last two days entry by entry. `blank` is the family of a new journal in [`zone`], whose
/// unnamed people make room.
pub fn changes(now: Timestamp, blank: &Family) -> Vec<(Timestamp, Change)> {
    let when = When::new(now, blank.settings.day_boundaries.zone);
    let people = sample_family::of(&when, blank);
    let entries = generate_entries::entries(&when, &people);
    let began = when.at(when.wall(0, 8 * 60));
    let edits = people.edits(blank);
    let title = sample_texts::FAMILY.to_owned();
    let mut made = vec![(began, Change { title, edits })];

    let mut family = blank.clone();
    people.join(&mut family);
    let recent = when.wall(DAYS - 2, 7 * 60);
    let (old, new): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| kept(e) < recent);
    let mut weeks: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    for entry in old {
        let week = (kept(&entry) - began.unix_seconds()).div_euclid(7 * 24 * 3600);
        weeks.entry(week).or_default().push(entry);
    }
    for entries in weeks.into_values() {
        let last = entries.iter().map(kept).max().unwrap_or(began.unix_seconds());
        let monday = entries.first().map_or(began, |entry| entry.at).local_date();
        let edits = entries.into_iter().map(added).collect();
        let title = format!("a week's entries, from {}", monday.format("%-d %B"));
        made.push((when.at(last), Change { title, edits }));
    }
    let mut new: Vec<Entry> = new;
    new.sort_by_key(|entry| (kept(entry), entry.id));
    made.extend(new.into_iter().map(|entry| {
        let at = when.at(kept(&entry));
        let title = describe::format_title(&entry, &family, at);
        (at, Change::add_record(title, entry))
    }));
    made
}

/// When an entry was written down: when it was over.
fn kept(entry: &Entry) -> i64 {
    entry.until.unwrap_or(entry.at).unix_seconds()
}

fn added(entry: Entry) -> Edit {
    Edit { before: None, after: Some(Record::from(entry)) }
}

/// An identity like any other (UUIDv7), the same each time: made of an instant and a number.
fn id(secs: i64, number: i64) -> Id {
    let mut chance = rng::Chance::of(9, number);
    let mut bytes = [0; 10];
    for byte in &mut bytes {
        *byte = u8::try_from(chance.below(256)).unwrap_or(0);
    }
    let millis = u64::try_from(secs).unwrap_or(0) * 1000;
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

pub struct When {
    now: Timestamp,
    zone: Zone,
    first: NaiveDate,
    elsewhere: Option<(i64, i64)>,
}

impl When {
    fn new(now: Timestamp, zone: Zone) -> Self {
        let today = DayBoundaries::with_defaults(zone).date_for_instant(now.unix_seconds());
        let first = today.checked_sub_signed(TimeDelta::days(DAYS - 1)).unwrap_or(today);
        let mut when = Self {
            now: Timestamp::from_seconds_in_zone(now.unix_seconds(), zone),
            zone,
            first,
            elsewhere: None,
        };
        if when.change().is_none() {
            let (from, to) = (ELSEWHERE.start, ELSEWHERE.end);
            when.elsewhere = Some((when.wall(from, 15 * 60), when.wall(to, 12 * 60)));
        }
        when
    }

    fn date(&self, day: i64) -> NaiveDate {
        self.first.checked_add_signed(TimeDelta::days(day)).unwrap_or(self.first)
    }

    /// The instant at which the clock at home shows so many minutes past midnight of a day.
    fn wall(&self, day: i64, minutes: i64) -> i64 {
        let local = self.date(day).and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes);
        resolve_local(self.zone, local).default_instant().unix_seconds()
    }

    /// An instant by the clock on the wall where the family was.
    fn at(&self, secs: i64) -> Timestamp {
        let here = Timestamp::from_seconds_in_zone(secs, self.zone);
        match self.elsewhere {
            Some((from, to)) if (from..to).contains(&secs) => {
                Timestamp::new(secs, here.offset_seconds() + 3600)
            }
            _ => here,
        }
    }

    /// The first day after a change of the clocks, and whether they went back.
    fn change(&self) -> Option<(i64, bool)> {
        let offset =
            |day| Timestamp::from_seconds_in_zone(self.wall(day, 12 * 60), self.zone).offset_seconds();
        (1..DAYS - 1).find_map(|day| {
            let (before, after) = (offset(day - 1), offset(day));
            (before != after).then_some((day, after < before))
        })
    }
}
