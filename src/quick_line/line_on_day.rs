//! A line or a time written about another day than today: clock times alone are of that day, while what names a day or
//! reckons from now means the same on every day.

use crate::model::{DayBoundaries, Timestamp};
use crate::quick_line::speech::Speech;
use crate::quick_line::speech::pieces::{Piece, PieceKind, scan};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeForm, TimePoint, parse_time_expr};
use crate::quick_line::tokens::{LineText, find_note_start};
use crate::quick_line::{AddressedLine, LineContext, ParseError, ParsedLine, read_line};
use chrono::NaiveDate;

/// The family day a line is about, and the time of day there for what has no time of its own.
#[derive(Clone, Copy)]
pub(crate) struct LineDay {
    pub date: NaiveDate,
    pub same_time: Timestamp,
}

/// The last minute of a day: as seen from there, a clock time alone falls into that day.
pub(crate) fn last_minute(date: NaiveDate, hours: &DayBoundaries) -> Timestamp {
    hours.timestamp_at(hours.day_range(date).to - 60)
}

/// Reads a line that was typed while another day was shown. A line that names its day is read as on any other.
///
/// # Errors
/// As [`read_line`].
pub(crate) fn read_line_on_day(
    text: &str,
    day: LineDay,
    context: &LineContext<'_>,
) -> Result<Vec<AddressedLine>, ParseError> {
    if names_day(text, context) {
        return read_line(text, context, &[]);
    }
    let hours = &context.family.settings.day_boundaries;
    let end = last_minute(day.date, hours);
    let mut lines = read_line(text, &LineContext { now: end, ..*context }, &[])?;
    for (line, _) in &mut lines {
        let ParsedLine::Entry(entry) = line else {
            continue;
        };
        // What falls on the very end had no time of its own.
        let has_own_time = entry.at != end && entry.until != Some(end);
        if !has_own_time {
            let back = end.unix_seconds() - day.same_time.unix_seconds();
            let earlier = |at: Timestamp| hours.timestamp_at(at.unix_seconds() - back);
            let until = entry.until.map(earlier);
            (entry.at, entry.until) = (earlier(entry.at), until);
            for moment in entry.moments_mut().into_iter().flatten() {
                moment.at = moment.at.map(earlier);
            }
        }
    }
    Ok(lines)
}

/// Whether text says which day it is about, or reckons from now: `yesterday 21:30`, `sat 9-10`, `5m ago`. The words of a
/// note do not count.
pub(crate) fn names_day(text: &str, context: &LineContext<'_>) -> bool {
    let line = LineText::new(without_note(text));
    let speech = Speech { text: &line, context, running: &[], may_ask: false };
    scan(&speech).iter().any(piece_names_day)
}

fn piece_names_day(piece: &Piece) -> bool {
    let PieceKind::Time(time) = &piece.kind else {
        return false;
    };
    match time.form {
        TimeForm::Point(from) => point_names_day(from),
        TimeForm::Range(from, to) => point_names_day(from) || point_names_day(to),
        TimeForm::Day(day, _) => day != DayExpr::Unnamed,
        TimeForm::Length(_) => false,
    }
}

fn point_names_day(point: TimePoint) -> bool {
    match point {
        TimePoint::Clock { day, .. } => day.is_some_and(|day| day != DayExpr::Unnamed),
        TimePoint::Ago(_) | TimePoint::Now => true,
        TimePoint::MinutesPast(_) => false,
    }
}

/// Whether text is a length and no more: `12m`, `half an hour`, or the bare minutes of a form.
pub(crate) fn is_length(text: &str) -> bool {
    let text = text.trim();
    let line = LineText::new(text);
    let is_bare = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let whole = parse_time_expr(&line, &(0..line.len())).filter(|found| found.span.end == line.len());
    is_bare || whole.is_some_and(|found| matches!(found.form, TimeForm::Length(_)))
}

/// A line up to its note; of a line that is a note, only the time before its colon.
fn without_note(text: &str) -> &str {
    let line = LineText::new(text);
    if find_note_start(&line, 0).is_some() {
        return text.split_once(": ").map_or("", |(head, _)| head);
    }
    let is_note = |at: &usize| line.char_at(*at) == Some(';') && find_note_start(&line, at + 1).is_some();
    let note = (0..line.len()).find(is_note);
    &text[..note.map_or(text.len(), |at| line.byte_range(&(at..at)).start)]
}
