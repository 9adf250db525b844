//! The demo: twelve weeks of an invented family, read from `assets/demo.toml` and placed so that they end now.
//!
//! Wren was born five weeks early; Marta and Owen write down what they have the time for. Only the time and the zone
//! come from outside, so the same moment makes the same family to the byte.
//!
//! The family lives where this machine does when the clocks changed there in these twelve weeks; else where they did,
//! of a few places north and south; else (in February and in August) they spend a week an hour to the east.

pub(crate) mod demo_file;
pub(crate) mod family_clock;
pub(crate) mod sample_entries;
pub(crate) mod sample_family;

use crate::demo::demo_file::DemoFile;
use crate::demo::family_clock::FamilyClock;
use crate::demo::sample_family::SampleFamily;
use crate::model::{Change, Edit, Entry, Family, Id, Record, Timestamp, Zone, describe};
use crate::texts::demo_titles;
use std::collections::BTreeMap;

/// How many days the family wrote, today among them: twelve weeks.
pub const DAYS: i64 = 84;

/// Where else the family may live, the nearest first.
const ZONES: [Zone; 4] = [
    Zone::named("Europe/London"),
    Zone::named("America/New_York"),
    Zone::named("Australia/Sydney"),
    Zone::named("America/Santiago"),
];

const WEEK_SECONDS: i64 = 7 * 24 * 3600;

/// Where the family lives, seen from a machine in `own`.
pub fn zone(now: Timestamp, own: Zone) -> Zone {
    let mut places = std::iter::once(own).chain(ZONES);
    places.find(|zone| FamilyClock::at_home(now, *zone).clock_change().is_some()).unwrap_or(ZONES[0])
}

/// All the family wrote, as the changes they would have made, each with the time it was kept: the people first, then a
/// change a week, then the last two days entry by entry. `blank` is the family of a new journal in [`zone`], whose
/// unnamed people make room.
pub fn changes(now: Timestamp, blank: &Family) -> Vec<(Timestamp, Change)> {
    let file = DemoFile::read();
    let clock = FamilyClock::new(now, blank.settings.day_boundaries.zone, &file.clocks);
    let people = SampleFamily::new(&file.family, &clock, blank);
    let mut family = blank.clone();
    people.add_to(&mut family);

    let began = clock.timestamp(clock.instant(0, 8 * 60));
    let title = demo_titles::INVENTED_FAMILY.to_owned();
    let mut changes = vec![(began, Change { title, edits: people.edits(blank) })];
    let recent = clock.instant(DAYS - 2, 7 * 60);
    let entries = sample_entries::place_entries(&file, &clock, &family);
    let (old, mut new): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| kept_at(entry).unix_seconds() < recent);

    let mut weeks: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
    for entry in old {
        let week = (kept_at(&entry).unix_seconds() - began.unix_seconds()).div_euclid(WEEK_SECONDS);
        weeks.entry(week).or_default().push(entry);
    }
    for entries in weeks.into_values() {
        let last = entries.iter().map(|entry| kept_at(entry).unix_seconds()).max();
        let monday = entries.first().map_or(began, |entry| entry.at).local_date();
        let edits = entries.into_iter().map(|entry| add_record(entry.into())).collect();
        let title = demo_titles::week_of_entries(monday);
        changes.push((clock.timestamp(last.unwrap_or(began.unix_seconds())), Change { title, edits }));
    }
    new.sort_by_key(|entry| (kept_at(entry).unix_seconds(), entry.id));
    changes.extend(new.into_iter().map(|entry| {
        let at = clock.timestamp(kept_at(&entry).unix_seconds());
        (at, Change::add_record(describe::format_title(&entry, &family, at), entry))
    }));
    changes
}

/// An entry was written down when it was over.
fn kept_at(entry: &Entry) -> Timestamp {
    entry.until.unwrap_or(entry.at)
}

fn add_record(record: Record) -> Edit {
    Edit { before: None, after: Some(record) }
}

/// An identity like any other (UUIDv7), the same each time: made of an instant and a number.
fn stable_id(seconds: i64, number: i64) -> Id {
    let digest = Id::new_v5(&Id::nil(), format!("demo/{seconds}/{number}").as_bytes());
    let mut random = [0; 10];
    random.copy_from_slice(&digest.as_bytes()[..10]);
    let millis = u64::try_from(seconds).unwrap_or(0) * 1000;
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
