//! Seeded chance: the same seed gives the same family on every machine. Not for anything that must be secret.

/// A stream of numbers that looks like chance (SplitMix64).
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of one day and one matter, so that a change to one leaves all the others as they are.
    pub(crate) fn of(matter: u64, day: i64) -> Self {
        Self(0xc0eb_00c5 ^ (matter << 40) ^ (day.unsigned_abs() << 8))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n` - 1; 0 when there is nothing below `n`.
    pub(crate) fn below(&mut self, n: i64) -> i64 {
        let n = u64::try_from(n).unwrap_or(0).max(1);
        i64::try_from(self.next() % n).unwrap_or(0)
    }

    /// `low` to `high`, both among them.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high - low + 1)
    }

    /// Around `middle`, rarely far from it, never farther than `spread`.
    pub(crate) fn near(&mut self, middle: i64, spread: i64) -> i64 {
        let thrice: i64 = (0..3).map(|_| self.between(-spread, spread)).sum();
        middle + thrice / 3
    }

    pub(crate) fn is_one_of(&mut self, hundred: i64) -> bool {
        self.below(100) < hundred
    }

    /// One of `all`, which is never empty.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as i64)).unwrap_or(0)]
    }

    /// One of `all`, that often in a hundred; else it was not said.
    pub(crate) fn perhaps(&mut self, hundred: i64, all: &[&str]) -> Option<String> {
        self.is_one_of(hundred).then(|| (*self.pick(all)).to_owned())
    }
}
