//! How the invented baby slept, minute by minute, whether or not anybody wrote it down: many short sleeps at first, a
//! longer first stretch later, and bad weeks in between. Touch plays no part in it.

use crate::demo::rng::Chance;
use crate::demo::{DAYS, When};

/// One sleep, in seconds since 1970.
#[derive(Clone, Copy)]
pub(crate) struct Slept {
    pub from: i64,
    pub to: i64,
}

/// One family day: its daytime sleeps, and the sleeps of the night after it.
pub(crate) struct Day {
    pub up: i64,
    pub naps: Vec<Slept>,
    /// Sleeps of the night, in order; never empty.
    pub night: Vec<Slept>,
}

impl Day {
    /// When she was awake in the daytime, from waking to the night.
    pub(crate) fn awake(&self) -> Vec<Slept> {
        let mut from = self.up;
        let mut awake = Vec::new();
        for sleep in self.naps.iter().chain(self.night.first()) {
            awake.push(Slept { from, to: sleep.from });
            from = sleep.to;
        }
        awake
    }
}

/// Every day of the twelve weeks, and the morning after.
pub(crate) fn days(when: &When) -> Vec<Day> {
    let mut awake_since = when.wall(0, 7 * 60 + 10);
    (0..DAYS)
        .map(|day| {
            let chance = &mut Chance::of(1, day);
            let bed = when.wall(day, chance.near(grow(day, 1300, 1185), 35));
            let up = awake_since;
            let naps = naps(day, up, bed, chance);
            let tired = naps.last().map_or(up, |nap| nap.to) + 60 * chance.between(40, 70);
            let morning = when.wall(day + 1, chance.near(grow(day, 425, 385), 35));
            let night = night(day, bed.max(tired), morning, chance);
            awake_since = night.last().map_or(morning, |sleep| sleep.to);
            Day { up, naps, night }
        })
        .collect()
}

/// From one number on the first day to another on the last.
fn grow(day: i64, first: i64, last: i64) -> i64 {
    first + (last - first) * day / DAYS
}

/// The days after the jabs, and the days of a cold.
fn is_hard(day: i64) -> bool {
    (37..=41).contains(&day) || (56..=61).contains(&day)
}

fn naps(day: i64, up: i64, bed: i64, chance: &mut Chance) -> Vec<Slept> {
    let mut naps = Vec::new();
    let mut now = up;
    loop {
        let from = now + 60 * chance.near(grow(day, 62, 96), 24).max(30);
        let minutes =
            if chance.is_one_of(28) { chance.near(92, 22) } else { chance.near(grow(day, 46, 38), 16) };
        let to = from + 60 * minutes.max(12);
        if to > bed - 30 * 60 {
            return naps;
        }
        naps.push(Slept { from, to });
        now = to;
    }
}

fn night(day: i64, bed: i64, morning: i64, chance: &mut Chance) -> Vec<Slept> {
    let mut bouts = Vec::new();
    let first = chance.near(grow(day, 140, 315), 80);
    let mut minutes = if is_hard(day) { first / 2 } else { first }.max(50);
    let mut from = bed;
    loop {
        let to = from + 60 * minutes;
        if to > morning - 45 * 60 {
            let to = morning.max(from + 20 * 60);
            bouts.push(Slept { from, to });
            return bouts;
        }
        bouts.push(Slept { from, to });
        let awake = chance.near(grow(day, 46, 24), 18).max(7);
        from = to + 60 * if is_hard(day) { awake + 15 } else { awake };
        minutes = chance.near(grow(day, 112, 165), 50).max(30);
    }
}
