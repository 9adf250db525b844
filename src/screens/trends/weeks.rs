//! A row a week, newest first: nights and stretches with their median and range, touch, cues and check-ins, on one axis
//! of weeks, so that the eye runs along a week and down a measure.
//!
//! ```text
//!  weeks   nights  night sleep           longest stretch  woke    touch
//!          written        8:55    11:30  median low–high  median  times  min
//! ▸16 Nov  6 of 7  10:10      ├──●─┤     3:10 2:00–4:05   2 1–4       5   62
//! ```

use super::marks::week_marks;
use super::panels::{View, hides};
use super::says;
use super::table::{self, Column};
use crate::journal::Kind;
use crate::journal::tell::plain;
use crate::trends::{Spread, Week};
use crate::widgets::range::range;
use crate::widgets::text::{cut, width};
use ratatui::text::Line;

/// The heads and as many weeks as there is room for, around the day of the cursor.
pub(crate) fn lines(view: &View<'_>) -> Vec<Line<'static>> {
    table::lines(says::WEEKS, &columns(view), view).0
}

/// How to see more columns; empty when all of them fit.
pub(crate) fn wider(view: &View<'_>) -> &'static str {
    match table::lines(says::WEEKS, &columns(view), view).1 {
        false => "",
        true if view.whole => says::WIDER,
        true => says::WIDER_OR_WHOLE,
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let family = view.here.family;
    let mut all = Vec::new();
    if !view.quiet() {
        all.extend(sleep(view));
    }
    if !hides(family, Kind::Massage) {
        all.extend(touch(view));
    }
    if !hides(family, Kind::Cue) {
        all.extend(cues(view));
    }
    if !hides(family, Kind::Checkin) {
        all.extend(checkins(view));
    }
    all
}

fn column(view: &View<'_>, heads: [&str; 2], need: u8, cell: impl Fn(&Week) -> Option<String>) -> Column {
    Column {
        heads: heads.map(str::to_owned),
        cells: view.sums.weeks.iter().map(cell).collect(),
        need,
        after: heads[0].is_empty(),
        right: false,
    }
}

fn number(view: &View<'_>, heads: [&str; 2], need: u8, of: impl Fn(&Week) -> Option<i64>) -> Column {
    Column { right: true, ..column(view, heads, need, |week| of(week).map(|n| n.to_string())) }
}

fn sleep(view: &View<'_>) -> Vec<Column> {
    let nights = column(view, says::NIGHTS, 0, |week| {
        (week.nights_recorded > 0).then(|| format!("{} of {}", week.nights_recorded, week.days))
    });
    let long = |heads, need, of: fn(&Week) -> &Spread| {
        column(view, heads, need, move |week| says::lengths(of(week)))
    };
    let woke = column(view, says::WOKE, 4, |week| says::counts(&week.wakings));
    vec![
        nights,
        plotted(view, says::NIGHT, 2, |week| &week.night_min),
        long(says::NIGHT_RANGE, 9, |week| &week.night_min),
        long(says::LONGEST, 1, |week| &week.longest_min),
        plotted(view, says::LONGEST_PLOT, 11, |week| &week.longest_min),
        woke,
        long(says::DAY, 6, |week| &week.day_min),
        plotted(view, says::DAY_PLOT, 12, |week| &week.day_min),
    ]
}

/// The median and a small plot of the range, on one axis for all the weeks.
fn plotted(view: &View<'_>, head: &str, need: u8, of: fn(&Week) -> &Spread) -> Column {
    let long: usize = match view.columns {
        0..76 => 10,
        76..100 => 13,
        100..150 => 16,
        _ => 20,
    };
    let all = || view.sums.weeks.iter().map(of).flat_map(|it| it.values.iter().copied());
    // A few minutes are not drawn as wide as a whole night.
    let (low, high) = (all().min().unwrap_or(0), all().max().unwrap_or(0));
    let short = (120 - (high - low)).max(0);
    let among = ((low - short / 2).max(0) / 30 * 30, (high + short / 2 + 29) / 30 * 30);
    let (from, to) = (says::hm(among.0), says::hm(among.1));
    let gap = " ".repeat(long.saturating_sub(width(&from) + width(&to)));
    let scale = if all().next().is_some() { format!("      {from}{gap}{to}") } else { String::new() };
    column(view, [head, &scale], need, |week| {
        let of = of(week);
        let median = of.median();
        let written = median.map(says::hm).unwrap_or_default();
        let drawn = range(&of.values, median, among, long, &view.here.look);
        (of.n() > 0).then(|| format!("{written:>5} {drawn:<long$}"))
    })
}

fn touch(view: &View<'_>) -> Vec<Column> {
    vec![
        number(view, says::TOUCH_TIMES, 3, |week| week.touch.times),
        number(view, says::TOUCH_MINUTES, 4, |week| week.touch.minutes),
        number(view, says::NOT_TODAY, 7, |week| week.touch.not_today),
    ]
}

fn cues(view: &View<'_>) -> Vec<Column> {
    vec![
        number(view, says::MOMENTS, 8, |week| week.cues.moments),
        number(view, says::ENGAGED, 5, |week| week.cues.engagement),
        number(view, says::DISENGAGED, 5, |week| week.cues.disengagement),
        number(view, says::EITHER, 10, |week| week.cues.either),
    ]
}

fn checkins(view: &View<'_>) -> Vec<Column> {
    let more = view.here.look.glyph(crate::widgets::look::Glyph::More);
    let carers = view.carers().into_iter();
    let column = |carer: &str| {
        let name = cut(&plain(carer), 7, more);
        column(view, [name.as_str(), says::WEEKDAYS], 6, |week| {
            Some(week_marks(week, carer, view).into_iter().collect())
        })
    };
    carers.map(column).collect()
}
