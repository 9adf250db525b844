//! A line with the date and the clock time at which it was written in front, as a phone's shortcut appends it to a file.

use crate::model::time::resolve_local;
use crate::model::{Timestamp, Zone};
use crate::quick_line::time_cursor::DayExpr;
use crate::quick_line::time_grammar::{TimeForm, TimePoint, parse_spoken_time};
use crate::quick_line::tokens::LineText;
use chrono::NaiveDateTime;

/// What stands in front of a line is no longer than this, in characters.
const MAX_STAMP_CHARS: usize = 48;

/// When a line was written, and what it says.
pub(crate) struct DatedLine<'a> {
    pub(crate) at: Timestamp,
    /// The date and clock time as they stand there, which no zone changes.
    pub(crate) written: NaiveDateTime,
    pub(crate) words: &'a str,
}

/// Splits `2026-11-27T21:05:00+00:00 asleep` or `27 Nov 2026 at 21:05: asleep` into when it was written, with whole
/// seconds, and its words. None without a full date and a clock time in front.
pub(crate) fn split_dated_line(line: &str, zone: Zone, month_first: bool) -> Option<DatedLine<'_>> {
    let line = line.trim_start_matches(['\u{feff}', '[', '(', ' ', '\t', '-', '*']);
    let (stamp, is_utc) = plain_stamp(line);
    let text = LineText::new(&stamp).with_month_first(month_first);
    let weekday = text.normalized_slice(&(0..text.len().min(12)));
    let named = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| weekday.starts_with(day));
    let skipped = if named { stamp.chars().take_while(|c| *c != ' ').count() } else { 0 };
    let begins = skipped + stamp.chars().skip(skipped).take_while(|c| *c == ' ').count();
    let time = parse_spoken_time(&text, &(begins..text.len()))?;
    let TimeForm::Point(TimePoint::Clock { day: Some(DayExpr::Date(date)), clock, offset, .. }) = time.form
    else {
        return None;
    };
    let local = date.and_time(clock);
    let at = match offset.or(is_utc.then_some(0)) {
        Some(offset) => Timestamp::new(local.and_utc().timestamp() - i64::from(offset), offset),
        None => resolve_local(zone, local).default_instant(),
    };
    let rest =
        line.char_indices().nth(time.span.end).map_or("", |(byte, _)| line.get(byte..).unwrap_or_default());
    let rest = rest.strip_prefix(['Z', 'z']).filter(|_| is_utc).unwrap_or(rest);
    let signs = [' ', ',', ':', ';', '-', '|', ']', ')', '\t', '\u{2013}', '\u{202f}'];
    Some(DatedLine {
        at: Timestamp::from_seconds_in_zone(at.unix_seconds(), zone),
        written: local,
        words: rest.trim_start_matches(signs).trim_end(),
    })
}

/// The beginning of a line, a character for a character, with the signs that phones put into dates as blanks; and
/// whether a `Z` for UTC stood behind the time.
fn plain_stamp(line: &str) -> (String, bool) {
    let mut is_utc = false;
    let mut before = ' ';
    let mut out = String::new();
    for c in line.chars().take(MAX_STAMP_CHARS) {
        let z = matches!(c, 'Z' | 'z') && before.is_ascii_digit();
        is_utc |= z;
        out.push(if z || matches!(c, ',' | ';' | '|' | ']' | ')' | '\t' | '\u{202f}' | '\u{a0}') {
            ' '
        } else {
            c
        });
        before = c;
    }
    (out, is_utc)
}
