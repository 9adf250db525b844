//! Huckleberry's CSV: one child a file, columns that mean something else for every kind of row, local clocks.
//!
//! Sleeps are kept, and "skin to skin" as touch; how a sleep began and ended stays in its note, in the file's words.
//! The app writes an end as the start and the length by one clock, so on a night when clocks change the length is
//! believed.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Id, Massage, Note, Sleep, Timestamp, Zone};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_messages, unsupported_activities};
use chrono::NaiveDateTime;

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["type"], &["start"], &["end"], &["duration"], &["start location"]],
    columns: import_messages::HUCKLEBERRY_COLUMNS,
    open_rows: |table, options, _| {
        let rows = table.rows.iter().filter(|row| row.refusal.is_none());
        let timed = rows.filter_map(|row| parse_timed_row(table, row, options.zone).ok());
        let spans = timed.filter_map(|timed| Some((timed.at.unix_seconds(), timed.until?.unix_seconds())));
        let spans = spans.collect();
        Ok(Box::new(HuckleberryRows { table, spans, options }))
    },
};

/// Hours around a start in which a change of the clocks puts it in doubt.
const CLOCK_CHANGE_SECS: i64 = 12 * 3600;

struct HuckleberryRows<'a> {
    table: &'a CsvTable,
    /// From when to when every row was that has an end, in Unix seconds.
    spans: Vec<(i64, i64)>,
    options: &'a ImportOptions,
}

struct TimedRow {
    kind: String,
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    minutes: Option<i64>,
    at: Timestamp,
    until: Option<Timestamp>,
}

impl RowReader for HuckleberryRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let timed = parse_timed_row(self.table, row, self.options.zone)?;
        let details = match timed.kind.as_str() {
            "sleep" => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
            import_messages::HUCKLEBERRY_SKIN_TO_SKIN => {
                Details::Massage(Massage { touch: Some("skin-to-skin".to_owned()), ..Massage::default() })
            }
            _ if self.options.keep_other => Details::Note(Note::default()),
            kind => return Err(unsupported_activities::skip_reason(kind)),
        };
        let corrected = self.correct_clock_change(&timed);
        let (at, until) = match corrected {
            Some((at, until)) => (at, Some(until)),
            None => (timed.at, timed.until),
        };
        let doubt = match &details {
            Details::Sleep(_) if corrected.is_some() => {
                let start = app_times::format_day_and_time(timed.start);
                Some(import_messages::read_by_other_clock(&start))
            }
            Details::Sleep(_) => self.find_doubt(&timed),
            _ => None,
        };
        let note = self.describe_row(row, matches!(details, Details::Note(_)));
        let id = self.row_id(row, &timed);
        let candidate = CandidateEntry::new(row.line, id, (at, until), note, details);
        Ok(Draft { candidate, doubts: doubt.into_iter().collect() })
    }
}

impl HuckleberryRows<'_> {
    /// On a night when clocks change, a row that runs into its neighbour was written by the other clock; where that one
    /// has no such clash it is taken.
    fn correct_clock_change(&self, timed: &TimedRow) -> Option<(Timestamp, Timestamp)> {
        let zone = self.options.zone;
        let (from, to) = (timed.at.unix_seconds(), timed.until?.unix_seconds());
        let has_clash = |start: i64, end: i64| {
            let mut others = self.spans.iter().filter(|span| **span != (from, to));
            others.any(|(a, b)| start < *b && *a < end)
        };
        let (before, after) = offsets_around(from, to, zone);
        if before == after || !has_clash(from, to) {
            return None;
        }
        let local = timed.start.and_utc().timestamp();
        let by_offset = [before, after].map(|offset| local - i64::from(offset));
        let other = by_offset.into_iter().find(|seconds| *seconds != from)?;
        let at = |seconds| Timestamp::from_seconds_in_zone(seconds, zone);
        (!has_clash(other, other + to - from)).then(|| (at(other), at(other + to - from)))
    }

    /// What is doubtful about a sleep by the clock it was read by.
    fn find_doubt(&self, timed: &TimedRow) -> Option<String> {
        let Some(until) = timed.until else {
            return Some(import_messages::NO_END.to_owned());
        };
        let minutes = timed.minutes?;
        let between = (timed.end? - timed.start).num_minutes();
        let (before, after) =
            offsets_around(timed.at.unix_seconds(), until.unix_seconds(), self.options.zone);
        let is_off = (between - minutes).abs() > 1 && before == after;
        is_off.then(|| import_messages::duration_kept_over_times(between, minutes))
    }

    fn row_id(&self, row: &CsvRow, timed: &TimedRow) -> Id {
        let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
        stable_id::id_from_parts(
            timed.start,
            &[
                ImportFormat::Huckleberry.code(),
                &timed.kind,
                &written(timed.start),
                &timed.end.map(written).unwrap_or_default(),
                self.table.cell(row, &["notes"]),
            ],
        )
    }

    /// How it began, where it was and how it ended, then the note; of a row of no kind of ours, what it is.
    fn describe_row(&self, row: &CsvRow, with_kind: bool) -> String {
        let cell = |names: &[&str]| collapse_whitespace(self.table.cell(row, names));
        let kind = if with_kind { cell(&["type"]) } else { String::new() };
        let around = [
            cell(&["start condition", "start conditions"]),
            cell(&["start location"]),
            cell(&["end condition", "end conditions"]),
        ];
        let words = std::iter::once(kind).chain(around).filter(|word| !word.is_empty());
        let words = words.map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(" · ");
        // The app writes a line break in a note as two letters.
        let note = self.table.cell(row, &["notes"]).replace("\\n", "\n");
        let lines = [words, note].into_iter().filter(|line| !line.trim().is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The zone's offsets half a day before and half a day after.
fn offsets_around(from: i64, to: i64, zone: Zone) -> (i32, i32) {
    let offset = |seconds| Timestamp::from_seconds_in_zone(seconds, zone).offset_seconds();
    (offset(from - CLOCK_CHANGE_SECS), offset(to + CLOCK_CHANGE_SECS))
}

fn parse_timed_row(table: &CsvTable, row: &CsvRow, zone: Zone) -> Result<TimedRow, String> {
    let kind = collapse_whitespace(table.cell(row, &["type"])).to_lowercase();
    if kind.is_empty() {
        return Err(import_messages::empty_cell("Type"));
    }
    let start = app_times::parse_dashed_cell(table.cell(row, &["start"]), "Start")?
        .ok_or_else(|| import_messages::empty_cell("Start"))?;
    let end = app_times::parse_dashed_cell(table.cell(row, &["end"]), "End")?;
    // Of a nappy this column is the colour.
    let minutes = parse_hours_minutes(table.cell(row, &["duration"]));
    let at = resolve_local(zone, start).default_instant();
    let (at, until) = match (minutes, end) {
        (Some(minutes), _) => (at, Some(at.add_minutes(minutes, zone))),
        (None, Some(end)) => {
            let found = app_times::resolve_times(zone, start, Some(end), None)?;
            (found.at, found.until)
        }
        (None, None) => (at, None),
    };
    Ok(TimedRow { kind, start, end, minutes, at, until })
}

/// `02:17`, `6:20` as minutes.
fn parse_hours_minutes(cell: &str) -> Option<i64> {
    let (hours, minutes) = cell.trim().split_once(':')?;
    let number = |text: &str| -> Option<i64> {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    Some(number(hours)? * 60 + number(minutes).filter(|m| *m < 60)?)
}
