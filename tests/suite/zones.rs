//! The table of time zones against the crate that it was made from.

use chrono::{DateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{OffsetName, TZ_VARIANTS, Tz};
use cuebook::model::Zone;
use std::collections::HashMap;
use std::path::Path;

/// Seconds east of UTC, and the abbreviation.
type Kind = (i32, String);

/// 1970 to 2100.
const FROM: i64 = 0;
const TO: i64 = 4_102_444_800;
const DAY: i64 = 86_400;

fn kind_at(zone: Tz, instant: i64) -> Kind {
    let offset = zone.offset_from_utc_datetime(&DateTime::from_timestamp(instant, 0).unwrap().naive_utc());
    (offset.fix().local_minus_utc(), offset.abbreviation().unwrap_or_default().to_owned())
}

fn own_kind_at(zone: Zone, instant: i64) -> Kind {
    let offset = zone.offset_from_utc_datetime(&DateTime::from_timestamp(instant, 0).unwrap().naive_utc());
    (offset.fix().local_minus_utc(), offset.abbreviation().unwrap_or_default().to_owned())
}

/// The kind of time at first, and each change with the kind from then on. No zone changes twice on a day.
fn changes(zone: Tz) -> (Kind, Vec<(u32, Kind)>) {
    let first = kind_at(zone, FROM);
    let mut now = first.clone();
    let mut found = Vec::new();
    let mut at = FROM;
    while at < TO {
        let next = kind_at(zone, at + DAY);
        if next != now {
            let (mut before, mut after) = (at, at + DAY);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if kind_at(zone, middle) == now { before = middle } else { after = middle }
            }
            found.push((u32::try_from(after).unwrap(), next.clone()));
            now = next;
        }
        at += DAY;
    }
    (first, found)
}

/// The table, as `src/model/time_zone.rs` says it is.
fn build_table() -> Vec<u8> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut number = |kind: &Kind| {
        let known = kinds.iter().position(|it| it == kind);
        let at = known.unwrap_or_else(|| {
            kinds.push(kind.clone());
            kinds.len() - 1
        });
        u16::try_from(at).unwrap().to_le_bytes()
    };
    let begin = 2 + TZ_VARIANTS.len() * 10;
    let (mut head, mut body): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut clocks: HashMap<Vec<u8>, u32> = HashMap::new();
    head.extend(u16::try_from(TZ_VARIANTS.len()).unwrap().to_le_bytes());
    for zone in TZ_VARIANTS {
        let (first, changes) = changes(zone);
        let mut clock = Vec::new();
        clock.extend(u16::try_from(changes.len()).unwrap().to_le_bytes());
        clock.extend(number(&first));
        for (instant, kind) in changes {
            clock.extend(instant.to_le_bytes());
            clock.extend(number(&kind));
        }
        let clock_at = *clocks.entry(clock.clone()).or_insert_with(|| {
            let at = u32::try_from(begin + body.len()).unwrap();
            body.extend(clock);
            at
        });
        head.extend(u32::try_from(begin + body.len()).unwrap().to_le_bytes());
        head.extend(u16::try_from(zone.name().len()).unwrap().to_le_bytes());
        head.extend(clock_at.to_le_bytes());
        body.extend(zone.name().as_bytes());
    }
    head.extend(body);
    let kinds_at = u32::try_from(head.len()).unwrap();
    for (offset, name) in kinds {
        let mut letters = [0; 8];
        letters[..name.len()].copy_from_slice(name.as_bytes());
        assert!(name.len() < letters.len(), "{name}");
        head.extend(offset.to_le_bytes());
        head.extend(letters);
    }
    head.extend(kinds_at.to_le_bytes());
    head
}

#[test]
fn every_zone_goes_as_in_the_crate_it_was_made_from() {
    if std::env::var_os("UPDATE_ZONES").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/zones.bin");
        std::fs::write(file, build_table()).unwrap();
        return;
    }
    let own: Vec<Zone> = Zone::all().collect();
    assert_eq!(own.len(), TZ_VARIANTS.len());
    for (zone, theirs) in own.into_iter().zip(TZ_VARIANTS) {
        assert_eq!(zone.name(), theirs.name());
        assert_eq!(zone.name().parse(), Ok(zone));
        let mut at = FROM;
        while at < TO {
            let next = (at + 61 * DAY).min(TO - 1);
            let (here, there) = (own_kind_at(zone, at), own_kind_at(zone, next));
            assert_eq!(here, kind_at(theirs, at), "{zone} at {at}");
            if here.0 != there.0 {
                check_change(zone, theirs, at, next);
            }
            at = next + 1;
        }
    }
}

/// Around a change: both sides of it, and the clock times that come twice or never.
fn check_change(zone: Zone, theirs: Tz, mut before: i64, mut after: i64) {
    let first = own_kind_at(zone, before).0;
    while after - before > 1 {
        let middle = i64::midpoint(before, after);
        if own_kind_at(zone, middle).0 == first { before = middle } else { after = middle }
    }
    for instant in [before, after] {
        assert_eq!(own_kind_at(zone, instant), kind_at(theirs, instant), "{zone} at {instant}");
    }
    let change = DateTime::from_timestamp(after, 0).unwrap().naive_utc();
    for offset in [first, own_kind_at(zone, after).0] {
        for seconds in [-1800, -1, 0, 1, 1799, 1800] {
            let local = change + TimeDelta::seconds(i64::from(offset) + seconds);
            let read = zone.offset_from_local_datetime(&local).map(|it| it.fix());
            assert_eq!(read, theirs.offset_from_local_datetime(&local).map(|it| it.fix()), "{zone}: {local}");
        }
    }
}

#[test]
fn a_name_that_no_zone_has_is_none() {
    assert!("Europe/Londinium".parse::<Zone>().is_err());
    assert!("".parse::<Zone>().is_err());
    assert_eq!(Zone::UTC.name(), "UTC");
    assert_eq!(Zone::named("Europe/London").to_string(), "Europe/London");
}
