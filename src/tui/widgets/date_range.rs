//! Small plots in one row of text: a range with its middle, values as dots, marks in a row. They also read without
//! colour and in ASCII.
//!
//! ```text
//!    ├──●───┤          ─•──2─•───•
//! ```

use crate::tui::theme::{Glyph, Theme};

/// The column of a value on an axis of `columns`.
fn value_to_column(value: i64, (low, high): (i64, i64), columns: usize) -> usize {
    let last = i64::try_from(columns.saturating_sub(1)).unwrap_or(0);
    let wide = (high - low).max(1);
    let at = ((value - low).clamp(0, wide) * last * 2 + wide) / (2 * wide);
    usize::try_from(at).unwrap_or(0)
}

/// Lowest, middle and highest of `values` on an axis from `among.0` to `among.1`; without a middle each value by itself.
pub(crate) fn render_range(
    values: &[i64],
    middle: Option<i64>,
    among: (i64, i64),
    columns: usize,
    theme: &Theme,
) -> String {
    let mut row = vec![' '; columns];
    let mut put = |value: i64, glyph: char| {
        if let Some(cell) = row.get_mut(value_to_column(value, among, columns)) {
            *cell = glyph;
        }
    };
    let (low, high) = (values.iter().min().copied(), values.iter().max().copied());
    let signs = if theme.ascii { ['[', '-', ']', 'O', 'o'] } else { ['├', '─', '┤', '●', '•'] };
    match (low, high, middle) {
        (Some(low), Some(high), Some(middle)) => {
            let (from, to) = (value_to_column(low, among, columns), value_to_column(high, among, columns));
            row.iter_mut().take(to).skip(from).for_each(|cell| *cell = signs[1]);
            let mut put = |value: i64, glyph: char| {
                if let Some(cell) = row.get_mut(value_to_column(value, among, columns)) {
                    *cell = glyph;
                }
            };
            put(low, signs[0]);
            put(high, signs[2]);
            put(middle, signs[3]);
        }
        _ => values.iter().for_each(|value| put(*value, signs[4])),
    }
    row.into_iter().collect::<String>().trim_end().to_owned()
}

/// A range as a legend shows it, and the sign of a value by itself.
pub(crate) fn sample_range(theme: &Theme) -> (String, char) {
    let line = render_range(&[0, 4], Some(2), (0, 4), 5, theme);
    (line, if theme.ascii { 'o' } else { '•' })
}

/// Every value as a dot on the same kind of axis; where several fall into one column stands how many, `+` for ten or
/// more.
pub(crate) fn render_dots(values: &[i64], among: (i64, i64), columns: usize, theme: &Theme) -> String {
    let mut counts = vec![0_u32; columns];
    for value in values {
        if let Some(count) = counts.get_mut(value_to_column(*value, among, columns)) {
            *count += 1;
        }
    }
    let dot = if theme.ascii { 'o' } else { '•' };
    let sign = |count: u32| match count {
        0 => theme.glyph(Glyph::Rule),
        1 => dot,
        n => char::from_digit(n, 10).unwrap_or('+'),
    };
    counts.into_iter().map(sign).collect()
}

/// So many dots, or one and the number where there is no room for them.
pub(crate) fn render_tally(n: i64, columns: usize, theme: &Theme) -> String {
    let dot = if theme.ascii { "o" } else { "•" };
    match usize::try_from(n) {
        Ok(n) if n <= columns => dot.repeat(n),
        _ => theme.text(&format!("{dot}×{n}")),
    }
}
