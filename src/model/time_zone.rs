//! Time zones by their IANA names, read from one table of bytes.
//!
//! `zones.bin` is made from the `chrono-tz` crate by a test (`UPDATE_ZONES=1 cargo test --test suite zones`), which also holds
//! the two against each other. Linked into the program that crate would be a megabyte of addresses, which every start
//! has to write before `main`: half of what the system does then.
//!
//! The table, all numbers little-endian: how many zones there are (u16); for each zone where its name begins (u32), the length
//! of the name (u16) and where its clock begins (u32). A clock is the number of its changes (u16), the kind of time before
//! the first (u16), then for each change its instant in seconds since 1970 (u32) and the kind of time from then on (u16). A kind
//! is where it stands in the list at the end of the table: seconds east of UTC (i32), and an abbreviation of up to seven bytes,
//! filled up with NULs (8 bytes). Instants are from 1970 to 2100; before and after them the nearest kind holds.

use chrono::{FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use std::fmt;
use std::str::FromStr;

const TABLE: &[u8] = include_bytes!("zones.bin");
const ZONE_BYTES: usize = 10;
const CHANGE_BYTES: usize = 6;
const KIND_BYTES: usize = 12;
/// Where the list of kinds begins, counted from the end: a u32.
const KINDS_AT: usize = read_u32(TABLE.len() - 4) as usize;

/// A zone of the IANA database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(u16);

/// What the clocks of a zone show at an instant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    kind: u16,
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self::named("UTC");

    /// The zone of a name that the table has.
    ///
    /// # Panics
    /// When it has none; for names that stand in the source.
    pub const fn named(name: &str) -> Self {
        let mut at = 0;
        while at < Self::count() {
            if eq_bytes(Self(at).name_bytes(), name.as_bytes()) {
                return Self(at);
            }
            at += 1;
        }
        panic!("unknown zone");
    }

    /// Every zone, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::count()).map(Self)
    }

    /// Its name, such as `Europe/London`.
    pub fn name(self) -> &'static str {
        std::str::from_utf8(self.name_bytes()).unwrap_or_default()
    }

    const fn count() -> u16 {
        read_u16(0)
    }

    const fn name_bytes(self) -> &'static [u8] {
        let row = 2 + self.0 as usize * ZONE_BYTES;
        slice(read_u32(row) as usize, read_u16(row + 4) as usize)
    }

    fn clock(self) -> Clock {
        let at = read_u32(2 + usize::from(self.0) * ZONE_BYTES + 6) as usize;
        Clock { changes: usize::from(read_u16(at)), first_kind: read_u16(at + 2), at: at + 4 }
    }
}

/// The changes of a clock.
#[derive(Clone, Copy)]
struct Clock {
    changes: usize,
    first_kind: u16,
    /// Where they begin in the table.
    at: usize,
}

impl Clock {
    /// The instant of a change, in seconds.
    fn instant(self, change: usize) -> i64 {
        i64::from(read_u32(self.at + change * CHANGE_BYTES))
    }

    /// The kind of time after so many changes.
    fn kind_after(self, changes: usize) -> u16 {
        match changes.checked_sub(1) {
            None => self.first_kind,
            Some(last) => read_u16(self.at + last * CHANGE_BYTES + 4),
        }
    }

    /// How many changes there were by an instant.
    fn changes_by(self, instant: i64) -> usize {
        let (mut low, mut high) = (0, self.changes);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.instant(middle) <= instant {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The kinds of time in which its clocks show this time, in seconds of local time, the earliest first.
    fn kinds_showing(self, local: i64) -> impl Iterator<Item = u16> {
        const FURTHEST: i64 = 86_400;
        let (from, to) = (self.changes_by(local - FURTHEST), self.changes_by(local + FURTHEST));
        (from..=to).filter_map(move |changes| {
            let kind = self.kind_after(changes);
            let instant = local - i64::from(kind_offset(kind));
            (self.changes_by(instant) == changes).then_some(kind)
        })
    }
}

/// Seconds east of UTC.
fn kind_offset(kind: u16) -> i32 {
    read_u32(KINDS_AT + usize::from(kind) * KIND_BYTES).cast_signed()
}

impl ZoneOffset {
    /// What the time is called by letters: `GMT`, `BST`. None where it has only its offset.
    pub fn abbreviation(self) -> Option<&'static str> {
        let bytes = slice(KINDS_AT + usize::from(self.kind) * KIND_BYTES + 4, 8);
        let name = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        std::str::from_utf8(name).ok().filter(|name| !name.is_empty())
    }
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        FixedOffset::east_opt(kind_offset(self.kind)).unwrap_or_else(|| chrono::Utc.fix())
    }
}

impl fmt::Debug for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.abbreviation() {
            Some(name) => f.write_str(name),
            None => fmt::Display::fmt(&self.fix(), f),
        }
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> LocalResult<ZoneOffset> {
        let first = self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN));
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let any =
            first.earliest().or_else(|| self.offset_from_local_datetime(&local.and_time(noon)).earliest());
        any.map_or(LocalResult::None, LocalResult::Single)
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> LocalResult<ZoneOffset> {
        let mut kinds = self.clock().kinds_showing(local.and_utc().timestamp());
        let offset = |kind| ZoneOffset { zone: *self, kind };
        match (kinds.next(), kinds.next()) {
            (None, _) => LocalResult::None,
            (Some(only), None) => LocalResult::Single(offset(only)),
            (Some(first), Some(second)) => LocalResult::Ambiguous(offset(first), offset(second)),
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        let clock = self.clock();
        let kind = clock.kind_after(clock.changes_by(utc.and_utc().timestamp()));
        ZoneOffset { zone: *self, kind }
    }
}

/// There is no zone of this name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchZone;

impl FromStr for Zone {
    type Err = NoSuchZone;

    fn from_str(name: &str) -> Result<Self, NoSuchZone> {
        Self::all().find(|zone| zone.name_bytes() == name.as_bytes()).ok_or(NoSuchZone)
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

const fn read_u16(at: usize) -> u16 {
    u16::from_le_bytes([TABLE[at], TABLE[at + 1]])
}

const fn read_u32(at: usize) -> u32 {
    u32::from_le_bytes([TABLE[at], TABLE[at + 1], TABLE[at + 2], TABLE[at + 3]])
}

const fn slice(at: usize, length: usize) -> &'static [u8] {
    TABLE.split_at(at).1.split_at(length).0
}

const fn eq_bytes(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}
