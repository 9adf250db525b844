//! Nights of a week upright: a line from the shortest to the longest, a dot on the middle one. Four levels a row.
//!
//! ```text
//!  night    11 h  ⡇   ⡀●  ⡆●
//!  asleep         ⡇●  ⡇   ⠃
//!            2 h  ⠃   ⠇
//! ```

use crate::stats::Spread;

const LEVELS_PER_ROW: i64 = 4;
/// A scale is at least so many minutes high, so that a few minutes are not drawn as a whole night.
const MIN_SCALE_MIN: i64 = 120;

/// The lowest and highest value of a scale, in whole hours around what is there; none where nothing is.
pub(crate) fn find_scale<'a>(spreads: impl Iterator<Item = &'a Spread>) -> Option<(i64, i64)> {
    let values: Vec<i64> = spreads.flat_map(|spread| spread.values.iter().copied()).collect();
    let (low, high) = (values.iter().min()? / 60 * 60, (values.iter().max()? + 59) / 60 * 60);
    Some((low, high.max(low + MIN_SCALE_MIN)))
}

/// Which level a value is at, the lowest being 0.
fn find_level(value: i64, (low, high): (i64, i64), rows: usize) -> i64 {
    let last = LEVELS_PER_ROW * i64::try_from(rows).unwrap_or(1) - 1;
    let height = (high - low).max(1);
    ((value - low).clamp(0, height) * last * 2 + height) / (2 * height)
}

/// The rows of one week from the top, two cells each.
pub(crate) fn draw_nights(nights: &Spread, scale: (i64, i64), rows: usize, is_ascii: bool) -> Vec<String> {
    let level = |value| find_level(value, scale, rows);
    let range = nights.min_value().map(level).zip(nights.max_value().map(level));
    let middle = nights.median().map(level);
    let draw_row = |from_bottom: i64| {
        let levels = from_bottom * LEVELS_PER_ROW..(from_bottom + 1) * LEVELS_PER_ROW;
        let Some((low, high)) = range else {
            return String::new();
        };
        let Some(middle) = middle else {
            // Too few for a middle: the nights themselves.
            let dot = if is_ascii { "o" } else { "•" };
            return dot.repeat(nights.values.iter().filter(|value| levels.contains(&level(**value))).count());
        };
        let drawn = levels.clone().map(|at| (low..=high).contains(&at));
        let line = draw_line(&drawn.collect::<Vec<_>>(), is_ascii);
        let dot = match (levels.contains(&middle), is_ascii) {
            (false, _) => ' ',
            (true, false) => '●',
            (true, true) => 'o',
        };
        format!("{line}{dot}").trim_end().to_owned()
    };
    (0..i64::try_from(rows).unwrap_or(0)).rev().map(draw_row).collect()
}

/// A cell of the line, of levels from the bottom: the left dots of a braille cell.
fn draw_line(levels: &[bool], is_ascii: bool) -> char {
    const DOTS_FROM_BOTTOM: [u32; 4] = [0x40, 0x04, 0x02, 0x01];
    if !levels.contains(&true) {
        return ' ';
    }
    if is_ascii {
        return '|';
    }
    let dots = DOTS_FROM_BOTTOM.iter().zip(levels).filter(|(_, is_drawn)| **is_drawn).map(|(dot, _)| dot);
    char::from_u32(0x2800 + dots.sum::<u32>()).unwrap_or('|')
}
