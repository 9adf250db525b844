//! Baby Connect's CSV: one child a file, a row for whatever happened, US dates, the child's name only in the words.
//!
//! Sleeps become sleeps with the clocks as written. What this journal has no kind for becomes a note or is skipped
//! with its name.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{
    CandidateEntry, ImportFormat, ImportOptions, ImportWarning, ParsedFile, app_times, stable_id,
};
use crate::model::{Details, Id, Note, Sleep};
use crate::text::sanitize::collapse_whitespace;
use crate::texts::{import_messages, unsupported_activities};
use chrono::NaiveDateTime;

const START: &[&str] = &[import_messages::BABY_CONNECT_START_HEADING];
const END: &[&str] = &["end time"];
const ACTIVITY: &[&str] = &["activity"];
const TEXT: &[&str] = &["text"];
const DURATION: &[&str] = &["duration (min)", "duration(min)", "duration"];

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[START, END, ACTIVITY, TEXT],
    columns: import_messages::BABY_CONNECT_COLUMNS,
    date_headings: &[import_messages::BABY_CONNECT_START_HEADING, "end time"],
    date_order: None,
    open_rows: |table, options, _| {
        let mut children = find_child_names(table);
        let has_clear_names = children.len() <= MAX_CHILDREN;
        if !has_clear_names {
            children.clear();
        }
        Ok(Box::new(BabyConnectRows { table, children, has_clear_names, options }))
    },
};

/// Longer than any name; what stands before the verb is then no name.
const MAX_NAME_CHARS: usize = 40;
/// More "names" than this and the file words its rows in a way of its own: then none of them is taken.
const MAX_CHILDREN: usize = 12;

struct BabyConnectRows<'a> {
    table: &'a CsvTable<'a>,
    children: Vec<String>,
    has_clear_names: bool,
    options: &'a ImportOptions,
}

impl RowReader for BabyConnectRows<'_> {
    fn describe_file(&self, file: &mut ParsedFile) {
        file.children.clone_from(&self.children);
        if !self.has_clear_names {
            let message = import_messages::CHILD_NAME_UNCLEAR.to_owned();
            file.warnings.push(ImportWarning::of_file(message));
        }
    }

    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let cell = |names: &[&str]| self.table.cell(row, names);
        let activity = self.parse_activity(row)?;
        let is_sleep = activity.eq_ignore_ascii_case("sleep");
        if !is_sleep && !self.options.keep_other {
            return Err(unsupported_activities::skip_reason(&activity));
        }
        let start_column = import_messages::BABY_CONNECT_START;
        let start = self
            .parse_time(cell(START), start_column)?
            .ok_or_else(|| import_messages::empty_cell(start_column))?;
        let end = self.parse_time(cell(END), "End Time")?;
        let duration = cell(DURATION);
        let minutes = duration.parse::<f64>().ok().filter(|m| m.is_finite() && *m >= 0.0);
        let mut doubts = Vec::new();
        if minutes.is_none() && !duration.is_empty() {
            doubts.push(import_messages::UNREADABLE_DURATION.to_owned());
        }
        let found = app_times::resolve_times(self.options.zone, start, end, minutes)?;
        doubts.extend(found.doubts);
        if is_sleep {
            // The duration of a feed leaves out its pauses, so only a sleep's says anything about the clocks.
            doubts.extend(found.disagreement);
            if end.is_none() {
                doubts.push(describe_missing_end(minutes));
            }
        }
        let text = cell(TEXT);
        let child = find_child_in_row(text, &self.children);
        let (details, words) = if is_sleep {
            let words = if has_more_words(text, child.as_deref()) { text } else { "" };
            (Details::Sleep(Sleep { imported: true, ..Sleep::default() }), words.to_owned())
        } else {
            (Details::Note(Note::default()), self.describe_other_row(row))
        };
        let note = [&words, cell(&["notes", "note"])].into_iter().filter(|part| !part.is_empty());
        let note = note.collect::<Vec<_>>().join("\n");
        let id = row_id(&activity, start, end, text);
        let carer = collapse_whitespace(cell(&["caregiver"]));
        let candidate = CandidateEntry {
            child,
            carer: (!carer.is_empty()).then_some(carer),
            ..CandidateEntry::new(row.line, id, (found.at, found.until), note, details)
        };
        Ok(Draft { candidate, doubts })
    }
}

impl BabyConnectRows<'_> {
    fn parse_time(&self, cell: &str, column: &str) -> Result<Option<NaiveDateTime>, String> {
        app_times::parse_time_cell(cell, column, self.table.date_order, "12/20/19 1:11 AM")
    }

    fn parse_activity(&self, row: &CsvRow) -> Result<String, String> {
        let activity = collapse_whitespace(self.table.cell(row, ACTIVITY));
        let headings = self.table.headings.len();
        if !activity.is_empty() {
            Ok(activity)
        } else if row.len() < headings {
            Err(import_messages::activity_missing(row.len(), headings))
        } else {
            Err(import_messages::empty_cell("Activity"))
        }
    }

    /// What a row of no kind of ours says: its words, or its bare cells when it has none.
    fn describe_other_row(&self, row: &CsvRow) -> String {
        let text = self.table.cell(row, TEXT);
        if !text.is_empty() {
            return text.to_owned();
        }
        let cells = [ACTIVITY, &["quantity"], &["extra data"]].map(|names| self.table.cell(row, names));
        collapse_whitespace(&cells.join(" "))
    }
}

fn row_id(activity: &str, start: NaiveDateTime, end: Option<NaiveDateTime>, text: &str) -> Id {
    let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    stable_id::id_from_parts(
        start,
        &[
            ImportFormat::BabyConnect.code(),
            &activity.to_lowercase(),
            &written(start),
            &end.map(written).unwrap_or_default(),
            text,
        ],
    )
}

fn describe_missing_end(minutes: Option<f64>) -> String {
    match minutes.filter(|m| *m > 0.0) {
        Some(minutes) => import_messages::no_end_but_duration(minutes.round()),
        None => import_messages::NO_END.to_owned(),
    }
}

/// Whether a sleep's words say more than "Eva slept (1h5m)": a place, mostly. Then they are kept as they stand.
fn has_more_words(text: &str, child: Option<&str>) -> bool {
    let is_length = |within: &str| {
        within.contains(|c: char| c.is_ascii_digit())
            && within.chars().all(|c| c.is_ascii_digit() || " hminsd.,".contains(c))
    };
    let text = text.trim();
    let left = match text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) {
        Some((before, within)) if is_length(within) => before,
        _ => text,
    };
    let left = collapse_whitespace(left).to_lowercase();
    let bare = child.map(|name| format!("{} slept", name.to_lowercase()));
    !(left.is_empty() || left == "slept" || Some(left) == bare)
}

/// The names in a file, in order. Only rows of a fixed wording can tell: "Doctor said …" names no child.
fn find_child_names(table: &CsvTable) -> Vec<String> {
    const FIXED: [&str; 8] =
        ["sleep", "bottle", "nursing", "solid", "diaper", "height", "weight", "head size"];
    let mut names: Vec<String> = Vec::new();
    for row in table.rows() {
        let activity = collapse_whitespace(table.cell(&row, ACTIVITY)).to_lowercase();
        let name =
            FIXED.contains(&activity.as_str()).then(|| extract_child_name(table.cell(&row, TEXT))).flatten();
        names.extend(name.filter(|name| !names.iter().any(|known| eq_ignore_case(known, name))));
        if names.len() > MAX_CHILDREN {
            break;
        }
    }
    names
}

/// The name before "slept", "drank", "'s height" and the like; else the first word.
fn extract_child_name(text: &str) -> Option<String> {
    const ENDS: [&str; 9] = [" slept", " is ", " drank", " nursed", " ate", " had ", " was ", "'s ", "’s "];
    let text = collapse_whitespace(text);
    // Lower case of ASCII only, so that places in it are places in the text.
    let plain = text.to_ascii_lowercase();
    if ["slept", "drank", "nursed", "ate", "had"].iter().any(|verb| plain.starts_with(verb)) {
        return None;
    }
    let end = ENDS.iter().filter_map(|end| plain.find(end)).min();
    let name = match end {
        Some(end) => &text[..end],
        None => text.split_once(' ')?.0,
    };
    let fits = name.chars().any(char::is_alphabetic) && name.chars().count() <= MAX_NAME_CHARS;
    fits.then(|| name.to_owned())
}

/// Whose row this is: the child its words begin with, else the only child there is.
fn find_child_in_row(text: &str, children: &[String]) -> Option<String> {
    let named =
        extract_child_name(text).and_then(|name| children.iter().find(|known| eq_ignore_case(known, &name)));
    match (named, children) {
        (None, [only]) => Some(only.clone()),
        (named, _) => named.cloned(),
    }
}

fn eq_ignore_case(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}
