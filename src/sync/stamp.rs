//! Hybrid logical clocks: the time of a write in milliseconds, with a counter that keeps cause before effect whatever the
//! computers' clocks say.

use crate::model::Id;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A computer's journal as others know it: random, never the computer's name, and drawn anew for every copy of a journal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct WriterId(pub u64);

impl WriterId {
    /// From the random half of an identity; never nought, which stands for nobody.
    #[must_use]
    pub fn from_random(id: Id) -> Self {
        let bytes = id.as_bytes();
        let low = bytes[8..].iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        // The two bits that every identity has in common are mixed with others.
        Self((low ^ low.rotate_left(7)).max(1))
    }

    #[must_use]
    pub fn is_nobody(self) -> bool {
        self.0 == 0
    }
}

/// 16 hexadecimal digits, as its folder is called.
impl fmt::Display for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for WriterId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let is_canonical =
            text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let number = u64::from_str_radix(text, 16).map_err(|_| ())?;
        if is_canonical && number != 0 { Ok(Self(number)) } else { Err(()) }
    }
}

impl Serialize for WriterId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WriterId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|()| serde::de::Error::custom(text))
    }
}

/// When and by whom something was written. Later ones are greater; two of one moment are ordered by their writer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Stamp {
    /// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16.
    pub clock: i64,
    pub writer: WriterId,
}

impl Stamp {
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::default()
    }

    /// In seconds since 1970.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        (self.clock >> COUNTER_BITS) / 1000
    }
}

const COUNTER_BITS: u32 = 16;

/// The clock of one writer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HybridClock {
    pub last: i64,
}

impl HybridClock {
    /// The time of the next write; `now` in seconds since 1970. Later than all that was written or read before.
    pub fn tick(&mut self, now: i64) -> i64 {
        self.last = self.last.saturating_add(1).max(clock_at(now));
        self.last
    }

    /// Takes in what another writer's clock said. There is no limit: a clock that is wrong costs its "newest" its
    /// meaning, and no entry.
    pub fn observe(&mut self, other: i64) {
        self.last = self.last.max(other);
    }
}

/// The clock at a time in seconds since 1970.
#[must_use]
pub fn clock_at(seconds: i64) -> i64 {
    seconds.saturating_mul(1000).clamp(0, i64::MAX >> (COUNTER_BITS + 1)) << COUNTER_BITS
}
