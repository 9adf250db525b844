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

/// A median with lowest and highest at its widest, `10:10 10:00–10:55`.
const LENGTH: usize = 17;
/// The same for counts, `2.5 10–12`.
const COUNT: usize = 9;
/// `6 of 7`.
const OF: usize = 6;
/// Where the second line of a week begins.
const INDENT: usize = 9;

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

    fn wide(self) -> usize {
        if self == Self::Woke { COUNT } else { LENGTH }
    }

    fn told(self, week: &Week) -> Option<String> {
        match self {
            Self::Night => says::lengths(&week.night_min),
            Self::Day => says::lengths(&week.day_min),
            Self::Longest => says::lengths(&week.longest_min),
            Self::Woke => says::counts(&week.wakings),
        }
    }
}

/// What fits.
struct Shape {
    label: usize,
    columns: Vec<Column>,
    /// How many of the counts of touch and cues.
    counts: usize,
    /// Carers whose check-ins are marked.
    carers: Vec<String>,
    /// What does not fit.
    wider: Vec<&'static str>,
}

impl Shape {
    fn of(sums: &Trends, columns: usize) -> Self {
        let label = if sums.from.year() == sums.to.year() {
            7
        } else {
            12
        };
        let mut wider = Vec::new();
        let mut left = columns.saturating_sub(label + 1 + OF);
        let mut chosen = Vec::new();
        for column in Column::BY_NEED {
            if column.wide() < left {
                left -= column.wide() + 1;
                chosen.push(column);
            } else {
                wider.push(column.head());
            }
        }
        let mut left = columns.saturating_sub(INDENT);
        let mut counts = 0;
        for head in says::COUNTS {
            if width(head) + 1 > left {
                wider.push(head);
                left = 0;
            } else {
                left -= width(head) + 1;
                counts += 1;
            }
        }
        let mut all: Vec<String> = Vec::new();
        for mark in sums.days.iter().flat_map(|day| &day.checkins) {
            if !all.contains(&mark.carer) {
                all.push(mark.carer.clone());
            }
        }
        let fits = left / 9;
        if all.len() > fits {
            wider.push(if fits == 0 {
                "check-ins"
            } else {
                "more check-ins"
            });
        }
        all.truncate(fits);
        let columns = Column::AS_SHOWN
            .into_iter()
            .filter(|c| chosen.contains(c))
            .collect();
        Self {
            label,
            columns,
            counts,
            carers: all,
            wider,
        }
    }
}

/// The heads and as many weeks as there is room for, around the day of the cursor; then what a wider window shows.
pub fn lines(
    sums: &Trends,
    at: NaiveDate,
    columns: usize,
    room: usize,
    here: &Here<'_>,
) -> (Vec<Line<'static>>, String) {
    let shape = Shape::of(sums, columns);
    let mut lines = Vec::new();
    if room > 4 {
        lines.extend(heads(&shape, here));
    }
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
    (lines, says::wider(&shape.wider))
}

fn heads(shape: &Shape, here: &Here<'_>) -> [Line<'static>; 2] {
    let more = here.look.glyph(Glyph::More);
    let mut above = format!(
        " {:<label$} {:<OF$}",
        says::WEEK_OF,
        says::NIGHTS,
        label = shape.label - 1
    );
    // "week of" is a letter wider than the dates under it.
    if shape.label < 8 {
        above = format!(" {:<7}{:>OF$}", says::WEEK_OF, says::NIGHTS);
    }
    for column in &shape.columns {
        above.push_str(&format!(" {:<wide$}", column.head(), wide = column.wide()));
    }
    let mut below = " ".repeat(INDENT);
    for head in &says::COUNTS[..shape.counts] {
        below.push_str(&format!("{head} "));
    }
    for carer in &shape.carers {
        below.push_str(&format!(" {} ", fit(&plain(carer), 7, more)));
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
    let from = if shape.label < 8 {
        week.from.format("%-d %b")
    } else {
        week.from.format("%-d %b %Y")
    };
    let label = format!(
        "{cursor}{:<label$}",
        from.to_string(),
        label = shape.label - 1
    );
    let nights = match week.nights_recorded {
        0 => blank.clone(),
        n => format!("{n} of {}", week.days),
    };
    let mut above = format!(" {nights:>OF$}");
    for column in &shape.columns {
        let told = column.told(week).unwrap_or_else(|| blank.clone());
        above.push_str(&format!(
            " {:<wide$}",
            look.text(&told),
            wide = column.wide()
        ));
    }
    let counts = [
        week.touch.times,
        week.touch.minutes,
        week.touch.not_today,
        week.cues.engagement,
        week.cues.disengagement,
        week.cues.either,
    ];
    let mut below = " ".repeat(INDENT);
    for (head, n) in says::COUNTS.iter().zip(counts).take(shape.counts) {
        let n = n.map_or_else(|| blank.clone(), |n| n.to_string());
        below.push_str(&format!("{n:>wide$} ", wide = width(head)));
    }
    let mut below = vec![Span::raw(below)];
    for carer in &shape.carers {
        below.push(" ".into());
        below.extend(marks(week, sums, carer, at, here));
        below.push(" ".into());
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
