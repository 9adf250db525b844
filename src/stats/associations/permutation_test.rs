//! How often chance alone gives a gap as big as the one that was found: two medians, and a permutation test of their
//! difference. Arithmetic on whole numbers; no words here, and no verdict on any of it.
//!
//! *Two groups*: if it made no difference on which side a value stands, any other dealing of the same values to sides of
//! the same sizes would be as likely. So many dealings are drawn, and those counted whose medians lie as far apart as
//! the real ones or farther, in either direction. The chance is `(as big + 1) / (drawn + 1)`, for the real dealing is one of them (Phipson and Smyth 2010).
//!
//! The draws come from SplitMix64 (Steele, Lea and Flood 2014) with a fixed seed, over values put in order first: the
//! same values give the same answer, whatever their order and whichever side is called first.

use crate::stats::totals::doubled_median;

/// With fewer values than this on either side nothing is compared.
pub(crate) const MIN_SAMPLE: usize = 7;

/// How many dealings are drawn, and how few where there are years of values.
const MAX_PERMUTATIONS: usize = 4_999;
const MIN_PERMUTATIONS: usize = 999;
/// So many values are dealt at most in all of them, which keeps years of nights to a few hundredths of a second.
const MAX_VALUES_PERMUTED: usize = 4_000_000;

/// Two medians, how far apart they are, and how often chance alone sets them so far apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MedianDifference {
    /// The medians of the first and the second side, doubled, so that they stay whole.
    pub doubled_medians: [i64; 2],
    /// How often chance alone gives a gap this big or bigger.
    pub chance: PermutationResult,
}

impl MedianDifference {
    /// How far apart the medians are, doubled; never negative.
    pub fn doubled_difference(&self) -> i64 {
        (self.doubled_medians[0] - self.doubled_medians[1]).abs()
    }
}

/// What a permutation test counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PermutationResult {
    /// Dealings with a gap as big as the real one, or bigger.
    pub extreme_count: usize,
    /// Dealings drawn.
    pub permutations: usize,
}

impl PermutationResult {
    /// One time in so many; 1 is every time.
    pub fn inverse_p_value(self) -> f64 {
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        count(self.permutations + 1) / count(self.extreme_count + 1)
    }
}

/// Sets two groups side by side; none when either has fewer than [`MIN_SAMPLE`] values.
pub fn compare_two_samples(one: &[i64], other: &[i64]) -> Option<MedianDifference> {
    if one.len().min(other.len()) < MIN_SAMPLE {
        return None;
    }
    let mut all = [one, other].concat();
    all.sort_unstable();
    let medians_twice = [doubled_median(one), doubled_median(other)];
    let real = (medians_twice[0] - medians_twice[1]).abs();
    // The smaller side is dealt, so that it does not matter which of them is called first.
    let size = one.len().min(other.len());
    let mut places: Vec<usize> = (0..all.len()).collect();
    let mut dealt = vec![false; all.len()];
    let mut draws = PermutationRng::new();
    let drawn = (MAX_VALUES_PERMUTED / all.len()).clamp(MIN_PERMUTATIONS, MAX_PERMUTATIONS);
    let mut as_big = 0;
    for _ in 0..drawn {
        dealt.fill(false);
        for at in 0..size {
            let from = at + draws.draw_below(places.len() - at);
            places.swap(at, from);
            dealt[places[at]] = true;
        }
        as_big += usize::from(doubled_median_difference(&all, &dealt, size) >= real);
    }
    Some(MedianDifference {
        doubled_medians: medians_twice,
        chance: PermutationResult { extreme_count: as_big, permutations: drawn },
    })
}

/// The gap between the medians of the values dealt and of the others, doubled; `all` is in order.
fn doubled_median_difference(all: &[i64], dealt: &[bool], size: usize) -> i64 {
    let middles = |n: usize| [(n - 1) / 2, n / 2];
    let wanted = [middles(all.len() - size), middles(size)];
    let (mut seen, mut sums) = ([0, 0], [0, 0]);
    for (value, is_dealt) in all.iter().zip(dealt) {
        let side = usize::from(*is_dealt);
        let [low, high] = wanted[side];
        if seen[side] == low {
            sums[side] += value;
        }
        if seen[side] == high {
            sums[side] += value;
        }
        seen[side] += 1;
    }
    let [others, own]: [i64; 2] = sums;
    (others - own).abs()
}

/// SplitMix64 from a fixed seed.
struct PermutationRng(u64);

impl PermutationRng {
    fn new() -> Self {
        Self(0x6375_6562_6f6f_6b31)
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `n`, which is small beside 2^64, so that none is noticeably likelier than another.
    fn draw_below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next_u64()) * (n as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
