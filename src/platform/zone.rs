//! Which time zone this computer is in. Its clock is read as the C library reads it (`TZ` by the rules of POSIX, a path,
//! `/etc/localtime`), and the zone that goes with it is found by its name, by the bytes of its file, or by its rules.

use crate::model::Zone;
use crate::platform::{detect_country, system_seconds};
use chrono::{DateTime, Local, NaiveDateTime, Offset, TimeZone};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The zone to begin a journal in.
pub(crate) fn detect_zone() -> Zone {
    let variable = env::var("TZ").ok();
    let text = variable.as_deref().map(|text| text.strip_prefix(':').unwrap_or(text));
    // Set to nothing it is UTC everywhere.
    if text == Some("") {
        return Zone::UTC;
    }
    if let Some(named) = text.and_then(|text| text.parse().ok()) {
        return named;
    }
    let clock = LocalClock::read(system_seconds());
    let file = text.filter(|text| text.starts_with('/')).unwrap_or(LOCALTIME);
    let by_name = || {
        let zone = name_in_path(Path::new(file)).or_else(|| text.is_none().then(system_zone_name).flatten());
        // A file mounted over the one of that name goes otherwise.
        zone.filter(|zone| clock.agrees_with(*zone) || fs::metadata(file).is_err())
    };
    by_name()
        .or_else(|| find_by_contents(Path::new(file)).filter(|zone| clock.agrees_with(*zone)))
        .or_else(|| clock.find_zone(text.unwrap_or_default()))
        .unwrap_or(Zone::UTC)
}

/// This computer's zone, where its clock shows another time than `zone` does at an instant in seconds.
pub(crate) fn find_other_zone(zone: Zone, at: i64) -> Option<Zone> {
    let at = DateTime::from_timestamp(at, 0)?.naive_utc();
    // Set to nothing, or to a name that no file here has, it is read by the C library alone.
    if local_offset(at) == zone_offset(zone, at) {
        return None;
    }
    let here = detect_zone();
    (zone_offset(here, at) != zone_offset(zone, at)).then_some(here)
}

const LOCALTIME: &str = "/etc/localtime";
const ZONE_FOLDERS: [&str; 3] = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"];

fn local_offset(at: NaiveDateTime) -> i32 {
    Local.offset_from_utc_datetime(&at).fix().local_minus_utc()
}

fn zone_offset(zone: Zone, at: NaiveDateTime) -> i32 {
    zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
}

/// What the clock of this computer shows from now on for a year.
struct LocalClock {
    /// Instants, and the offset at each in seconds: every few days, and on both sides of each change.
    offsets: Vec<(NaiveDateTime, i32)>,
}

impl LocalClock {
    const DAY: i64 = 86_400;
    const DAYS: i64 = 366;
    const DAYS_APART: i64 = 6;

    fn read(now: i64) -> Self {
        let instant = |secs: i64| DateTime::from_timestamp(secs, 0).unwrap_or_default().naive_utc();
        let offset = |secs: i64| local_offset(instant(secs));
        let mut at = now;
        let mut offsets = vec![(instant(now), offset(now))];
        while at < now + Self::DAYS * Self::DAY {
            let next = at + Self::DAYS_APART * Self::DAY;
            if offset(at) != offset(next) {
                let (mut before, mut after) = (at, next);
                while after - before > 1 {
                    let middle = i64::midpoint(before, after);
                    if offset(middle) == offset(at) {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                offsets.extend([(instant(before), offset(before)), (instant(after), offset(after))]);
            }
            offsets.push((instant(next), offset(next)));
            at = next;
        }
        Self { offsets }
    }

    fn agrees_with(&self, zone: Zone) -> bool {
        self.offsets.iter().all(|(at, offset)| zone_offset(zone, *at) == *offset)
    }

    /// A zone whose clocks go the same for a year: where `rule`, the text of `TZ`, and this computer's country leave only
    /// one, that; else a fixed offset, where the clock never changes; else one of those that go the same.
    fn find_zone(&self, rule: &str) -> Option<Zone> {
        let same: Vec<Zone> = Zone::all().filter(|zone| self.agrees_with(*zone)).collect();
        let letters = rule.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let has_name = |zone: &Zone| {
            let name =
                |at: &NaiveDateTime| zone.offset_from_utc_datetime(at).abbreviation().map(str::to_owned);
            !letters.is_empty() && self.offsets.iter().any(|(at, _)| name(at).as_deref() == Some(letters))
        };
        let named: Vec<Zone> = same.iter().copied().filter(has_name).collect();
        let places = if named.is_empty() { &same } else { &named };
        let here = ZoneTable::read("zone.tab");
        let mut in_country = places.iter().filter(|zone| here.is_in_country(zone.name()));
        if let (Some(only), None) = (in_country.next(), in_country.next()) {
            return Some(*only);
        }
        let fixed = same.iter().filter(|zone| zone.name().starts_with("Etc/GMT"));
        let old_name = || rule.split(',').next().and_then(|name| name.parse().ok()).or(letters.parse().ok());
        fixed
            .min_by_key(|zone| zone.name().len())
            .copied()
            .or_else(|| old_name().filter(|zone| same.contains(zone)))
            .or_else(|| prefer_common(places))
    }
}

/// `America/New_York` of a path that leads to it, also through a link.
fn name_in_path(path: &Path) -> Option<Zone> {
    let linked = fs::canonicalize(path).ok();
    let target = fs::read_link(path).ok();
    [Some(path.to_path_buf()), target, linked].into_iter().flatten().find_map(|path| {
        let path = path.to_str()?;
        let (_, name) = path.split_once("zoneinfo/")?;
        let name = name.strip_prefix("posix/").or(name.strip_prefix("right/")).unwrap_or(name);
        name.parse().ok()
    })
}

/// What the system calls its zone elsewhere than in a link.
fn system_zone_name() -> Option<Zone> {
    let written = fs::read_to_string("/etc/timezone").ok().and_then(|name| name.trim().parse().ok());
    written.or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
}

/// The zone whose file is the same to the byte.
fn find_by_contents(path: &Path) -> Option<Zone> {
    let bytes = fs::read(path).ok().filter(|bytes| bytes.starts_with(b"TZif"))?;
    let is_same = |zone: &Zone| {
        let path = zone_folder().join(zone.name());
        fs::metadata(&path).is_ok_and(|meta| meta.len() == bytes.len() as u64)
            && fs::read(&path).is_ok_and(|other| other == bytes)
    };
    let same: Vec<Zone> = Zone::all().filter(is_same).collect();
    prefer_common(&same)
}

fn zone_folder() -> PathBuf {
    let found = ZONE_FOLDERS.into_iter().map(PathBuf::from).find(|folder| folder.is_dir());
    found.unwrap_or_default()
}

/// Of zones that go the same, the one in this computer's country, else the one that people call it by.
fn prefer_common(zones: &[Zone]) -> Option<Zone> {
    let (main, all) = (ZoneTable::read("zone1970.tab"), ZoneTable::read("zone.tab"));
    let rank = |zone: &&Zone| {
        let name = zone.name();
        let is_place = name.contains('/') && !["Etc/", "US/"].iter().any(|area| name.starts_with(area));
        (!all.is_in_country(name), !main.has(name), !all.has(name), !is_place, name)
    };
    zones.iter().min_by_key(rank).copied()
}

/// The system's table of zones by country.
struct ZoneTable {
    text: String,
    country: Option<String>,
}

impl ZoneTable {
    fn read(name: &str) -> Self {
        let text = fs::read_to_string(zone_folder().join(name)).unwrap_or_default();
        Self { text, country: detect_country() }
    }

    /// The countries of a zone.
    fn countries(&self, zone: &str) -> Option<&str> {
        let mut rows = self.text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
        rows.find_map(|mut row| {
            let countries = row.next()?;
            (row.nth(1)? == zone).then_some(countries)
        })
    }

    fn has(&self, zone: &str) -> bool {
        self.countries(zone).is_some()
    }

    fn is_in_country(&self, zone: &str) -> bool {
        let country = self.country.as_deref();
        country.is_some_and(|own| self.countries(zone).is_some_and(|all| all.split(',').any(|it| it == own)))
    }
}
