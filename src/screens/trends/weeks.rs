//! A table by week, newest first: two lines a week, sleep over touch, cues and check-ins.
//!
//! ```text
//!  week of nights night sleep       day sleep         longest           woke
//!                 touch  min  not today  engaged  disengaged  either  Anna
//! ▸16 Nov  6 of 7 10:10 9:00–10:55  4:10 3:00–5:20    3:10 2:00–4:05    2 1–4
//!                     5   62          1       12           8       1  ▪·▪▪··▪
//! ```

use super::{first_shown, says};
use crate::journal::tell::plain;
use crate::screens::Here;
use crate::trends::{Trends, Week};
use crate::widgets::look::Glyph;
use crate::widgets::text::{fit, width};
use chrono::{Datelike, NaiveDate};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The cursor and `week of`, or a date with its year.
const LABELS: [usize; 2] = [8, 12];
/// `6 of 7`.
const OF: usize = 6;
/// Where the second line of a week begins.
const INDENT: usize = 9;
/// A week of check-ins and the gap before it.
const CHECKINS: usize = 9;

/// A column of the first line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Night,
    Day,
    Longest,
    Woke,
}

impl Column {
    const AS_SHOWN: [Self; 4] = [Self::Night, Self::Day, Self::Longest, Self::Woke];
    const BY_NEED: [Self; 4] = [Self::Night, Self::Longest, Self::Woke, Self::Day];

    fn head(self) -> &'static str {
        match self {
            Self::Night => says::NIGHT,
            Self::Day => says::DAY,
            Self::Longest => says::LONGEST,
            Self::Woke => says::WOKE,
        }
    }

    fn told(self, week: &Week) -> Option<String> {
        match self {
            Self::Night => says::lengths(&week.night_min),
            Self::Day => says::lengths(&week.day_min),
            Self::Longest => says::lengths(&week.longest_min),
            Self::Woke => says::counts(&week.wakings),
        }
    }

    /// As wide as its widest figure, so that none is ever cut.
    fn wide(self, sums: &Trends) -> usize {
        let told = sums.weeks.iter().filter_map(|week| self.told(week));
        told.map(|told| width(&told))
            .fold(width(self.head()), usize::max)
    }
}

/// The figures of touch and cues.
fn counts(week: &Week) -> [Option<i64>; 6] {
    [
        week.touch.times,
        week.touch.minutes,
        week.touch.not_today,
        week.cues.engagement,
        week.cues.disengagement,
        week.cues.either,
    ]
}

/// What fits.
struct Shape {
    label: usize,
    /// Columns of the first line and how wide they are.
    columns: Vec<(Column, usize)>,
    /// How wide the counts of touch and cues are that fit, the gap before them included.
    counts: Vec<usize>,
    /// Carers whose check-ins are marked.
    carers: Vec<String>,
    /// What does not fit.
    wider: Vec<&'static str>,
}

impl Shape {
    fn of(sums: &Trends, columns: usize) -> Self {
        let label = LABELS[usize::from(sums.from.year() != sums.to.year())];
        let mut wider = Vec::new();
        let mut left = columns.saturating_sub(label + 1 + OF);
        let mut chosen = Vec::new();
        for column in Column::BY_NEED {
            let wide = column.wide(sums);
            if wide < left {
                left -= wide + 1;
                chosen.push((column, wide));
            } else {
                wider.push(column.head());
            }
        }
        // What room is left goes between the columns.
        let gap = (left / chosen.len().max(1)).min(2);
        chosen.iter_mut().for_each(|(_, wide)| *wide += gap);
        chosen.sort_by_key(|(column, _)| Column::AS_SHOWN.iter().position(|it| it == column));
        let mut left = columns.saturating_sub(INDENT);
        let mut fitting = Vec::new();
        for (at, head) in says::COUNTS.into_iter().enumerate() {
            let digits = sums.weeks.iter().filter_map(|week| counts(week)[at]);
            let digits = digits.map(|n| n.to_string().len()).max().unwrap_or(0);
            let wide = width(head).max(digits) + if at == 0 { 0 } else { 2 };
            if fitting.len() < at || wide > left {
                wider.push(head);
            } else {
                left -= wide;
                fitting.push(wide);
            }
        }
        let mut carers: Vec<String> = Vec::new();
        for mark in sums.days.iter().flat_map(|day| &day.checkins) {
            if !carers.contains(&mark.carer) {
                carers.push(mark.carer.clone());
            }
        }
        let fits = left / CHECKINS;
        if carers.len() > fits {
            wider.push(says::CHECKINS);
        }
        carers.truncate(fits);
        Self {
            label,
            columns: chosen,
            counts: fitting,
            carers,
            wider,
        }
    }
}

/// What a wider window shows, as a sentence; empty when everything fits.
pub fn wider(sums: &Trends, columns: usize) -> String {
    says::wider(&Shape::of(sums, columns).wider)
}

/// The heads and as many weeks as there is room for, around the day of the cursor.
pub fn lines(
    sums: &Trends,
    at: NaiveDate,
    columns: usize,
    room: usize,
    here: &Here<'_>,
) -> Vec<Line<'static>> {
    let shape = Shape::of(sums, columns);
    let mut lines = Vec::new();
    if room > 4 {
        lines.extend(heads(&shape, here));
    }
    let all = room;
    let room = room.saturating_sub(lines.len()).div_ceil(2);
    let row = sums
        .weeks
        .iter()
        .rev()
        .position(|week| week.from <= at)
        .unwrap_or(0);
    let first = first_shown(row, sums.weeks.len(), room);
    for week in sums.weeks.iter().rev().skip(first).take(room) {
        lines.extend(block(week, sums, at, &shape, here));
    }
    lines.truncate(all);
    lines
}

fn heads(shape: &Shape, here: &Here<'_>) -> [Line<'static>; 2] {
    let more = here.look.glyph(Glyph::More);
    let label = shape.label;
    let mut above = format!(
        "{:<label$} {:>OF$}",
        format!(" {}", says::WEEK_OF),
        says::NIGHTS
    );
    for (column, wide) in &shape.columns {
        above.push_str(&format!(" {:<wide$}", column.head()));
    }
    let mut below = " ".repeat(INDENT);
    for (head, wide) in says::COUNTS.iter().zip(&shape.counts) {
        below.push_str(&format!("{head:>wide$}"));
    }
    for carer in &shape.carers {
        below.push_str(&format!("  {}", fit(&plain(carer), CHECKINS - 2, more)));
    }
    [above, below].map(|head| Line::styled(head.trim_end().to_owned(), here.look.dim()))
}

fn block(
    week: &Week,
    sums: &Trends,
    at: NaiveDate,
    shape: &Shape,
    here: &Here<'_>,
) -> [Line<'static>; 2] {
    let look = &here.look;
    let picked = (week.from..=week.to).contains(&at);
    let style = if picked { look.accent() } else { Style::new() };
    let blank = look.glyph(Glyph::Blank).to_string();
    let cursor = if picked {
        look.glyph(Glyph::Cursor)
    } else {
        ' '
    };
    let from = if shape.label == LABELS[0] {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    let from = week.from.format(from).to_string();
    let label = format!("{cursor}{from:<wide$}", wide = shape.label - 1);
    let nights = match week.nights_recorded {
        0 => blank.clone(),
        n => format!("{n} of {}", week.days),
    };
    let mut above = format!(" {nights:>OF$}");
    for (column, wide) in &shape.columns {
        let told = column.told(week).unwrap_or_else(|| blank.clone());
        above.push_str(&format!(" {:<wide$}", look.text(&told)));
    }
    let mut below = " ".repeat(INDENT);
    for (n, wide) in counts(week).into_iter().zip(&shape.counts) {
        let n = n.map_or_else(|| blank.clone(), |n| n.to_string());
        below.push_str(&format!("{n:>wide$}"));
    }
    let mut below = vec![Span::raw(below)];
    for carer in &shape.carers {
        below.push("  ".into());
        below.extend(marks(week, sums, carer, at, here));
    }
    [
        Line::from(vec![
            Span::styled(label, style),
            Span::raw(above.trim_end().to_owned()),
        ]),
        Line::from(below),
    ]
}

/// A carer's check-ins, Monday to Sunday: the same mark for each, whatever it says.
fn marks(
    week: &Week,
    sums: &Trends,
    carer: &str,
    at: NaiveDate,
    here: &Here<'_>,
) -> Vec<Span<'static>> {
    let look = &here.look;
    let monday = crate::journal::time::monday(week.from);
    monday
        .iter_days()
        .take(7)
        .map(|date| {
            let day = sums.days.iter().find(|day| day.date == date);
            let mark = match day {
                None => " ".to_owned(),
                Some(day) if day.checkins.iter().any(|mark| mark.carer == carer) => {
                    look.glyph(Glyph::Checkin).to_string()
                }
                Some(_) => look.glyph(Glyph::Blank).to_string(),
            };
            let style = if date == at {
                look.picked()
            } else {
                Style::new()
            };
            Span::styled(mark, style)
        })
        .collect()
}
