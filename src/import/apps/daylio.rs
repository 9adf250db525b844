//! Daylio's CSV: a parent's own moods, several a day, as check-ins.
//!
//! A mood is a name the parent chose, so only Daylio's own five are known; any other is asked about and never guessed.
//! Activities, scales and notes stay as words in the note.

use crate::import::app_format::{CsvFormat, Draft, RowReader};
use crate::import::app_table::{CsvRow, CsvTable};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, UserAnswers, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Checkin, Details, ValidationError};
use crate::quick_line::parse_full_date;
use crate::text::sanitize::collapse_whitespace;
use crate::texts::import_messages;
use crate::vocabulary::{eq_normalized, normalize_text};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub(crate) const FORMAT: CsvFormat = CsvFormat {
    required_headings: &[&["mood"], &["activities"], &["time"], &["full_date", "year"]],
    columns: import_messages::DAYLIO_COLUMNS,
    date_headings: &["full_date"],
    date_order: None,
    open_rows: |table, options, answers| {
        let rows = DaylioRows::new(table, options, answers);
        rows.check_moods()?;
        Ok(Box::new(rows))
    },
};

/// The first of a file's moods that nobody has said anything of.
pub(crate) fn find_unknown_mood(
    table: &CsvTable<'_>,
    options: &ImportOptions,
    answers: &UserAnswers,
) -> Option<String> {
    DaylioRows::new(table, options, answers).list_unknown_moods().into_iter().next()
}

impl<'a> DaylioRows<'a> {
    fn new(table: &'a CsvTable<'a>, options: &'a ImportOptions, answers: &'a UserAnswers) -> Self {
        let mut moods = table.rows().map(|row| normalize_text(table.cell(&row, &["mood"])));
        let is_german = moods.any(|mood| ONLY_GERMAN.contains(&mood.as_str()));
        let known_moods = if is_german { &GERMAN_MOODS } else { &MOODS };
        Self { table, options, answers, known_moods }
    }
}

const MOODS: [(&str, u8); 5] = [("rad", 5), ("good", 4), ("meh", 3), ("bad", 2), ("awful", 1)];
/// The same where the app speaks German. Its words for the best and the middle are other people's own moods too.
const GERMAN_MOODS: [(&str, u8); 5] = [("super", 5), ("gut", 4), ("ok", 3), ("lausig", 2), ("schlecht", 1)];
const ONLY_GERMAN: [&str; 3] = ["gut", "lausig", "schlecht"];
/// How many unknown moods a sentence names.
const MAX_NAMED_MOODS: usize = 12;

struct DaylioRows<'a> {
    table: &'a CsvTable<'a>,
    options: &'a ImportOptions,
    answers: &'a UserAnswers,
    /// The app's own moods, in its language.
    known_moods: &'static [(&'static str, u8)],
}

impl RowReader for DaylioRows<'_> {
    fn read_row(&self, row: &CsvRow) -> Result<Draft, String> {
        let mood = collapse_whitespace(self.cell(row, "mood"));
        let felt = self.find_mood_level(&mood).ok_or_else(|| import_messages::empty_cell("mood"))?;
        let local = self.parse_row_time(row)?;
        let read = resolve_local(self.options.zone, local);
        let at = read.default_instant();
        let doubt = read.both_instants().map(|_| {
            let time = app_times::format_day_and_time(local);
            import_messages::time_in_clock_change(&time, &at.to_rfc3339())
        });
        let words = |name: &str| strip_html_tags(self.cell(row, name));
        let is_daylios_own = self.known_moods.iter().any(|(name, _)| eq_normalized(name, &mood));
        // A mood's own name says more than its place from 1 to 5.
        let name = if is_daylios_own { String::new() } else { mood.clone() };
        let activities = words("activities").replace(" | ", ", ");
        let note = [words("note_title"), words("note"), name, activities, words("scales")];
        let note: Vec<&str> = note.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        let written = local.format("%Y-%m-%dT%H:%M").to_string();
        let id = stable_id::id_from_parts(
            local,
            &[ImportFormat::Daylio.code(), &written, &mood, self.cell(row, "note")],
        );
        let details = Details::Checkin(Checkin { felt: Some(felt), ..Checkin::default() });
        let candidate = CandidateEntry::new(row.line, id, (at, None), note.join("\n"), details);
        Ok(Draft { candidate, doubts: doubt.into_iter().collect() })
    }
}

impl DaylioRows<'_> {
    fn cell<'r>(&self, row: &'r CsvRow, name: &str) -> &'r str {
        self.table.cell(row, &[name])
    }

    /// What a mood is here: what the parent said of it, else Daylio's own five.
    fn find_mood_level(&self, name: &str) -> Option<u8> {
        let answers = self.answers.moods.iter().map(|(name, level)| (name.as_str(), *level));
        let name = normalize_text(name);
        answers
            .chain(self.known_moods.iter().copied())
            .find(|(known, _)| normalize_text(known) == name)
            .map(|(_, level)| level)
    }

    /// The moods that nobody has said anything of, in the order of the file.
    fn list_unknown_moods(&self) -> Vec<String> {
        let mut unknown: Vec<String> = Vec::new();
        for row in self.table.rows() {
            let name = collapse_whitespace(self.cell(&row, "mood"));
            if !name.is_empty() && self.find_mood_level(&name).is_none() && !unknown.contains(&name) {
                unknown.push(name);
            }
        }
        unknown
    }

    /// Asks for the moods that nobody has said anything of.
    fn check_moods(&self) -> Result<(), ValidationError> {
        let unknown = self.list_unknown_moods();
        let Some(first) = unknown.first() else {
            return Ok(());
        };
        let needs_quotes = first.contains(|c: char| !c.is_alphanumeric());
        let example = if needs_quotes { format!("\"{first}=3\"") } else { format!("{first}=3") };
        let named = unknown.iter().take(MAX_NAMED_MOODS).map(|name| format!("\"{name}\""));
        let named = named.collect::<Vec<_>>().join(", ");
        let unnamed = unknown.len().saturating_sub(MAX_NAMED_MOODS);
        Err(ValidationError::new("mood", import_messages::ask_for_moods(&named, unnamed, &example)))
    }

    fn parse_row_time(&self, row: &CsvRow) -> Result<NaiveDateTime, String> {
        let cell = |name: &str| collapse_whitespace(self.cell(row, name));
        let full = cell("full_date");
        // The first versions wrote a year, and the day in words.
        let year = cell("year");
        let date = if !full.is_empty() {
            app_times::parse_local_time(&full, self.table.date_order).map(|local| local.date())
        } else if year.is_empty() {
            return Err(import_messages::EMPTY_DATE.to_owned());
        } else {
            let typed = parse_full_date(&format!("{} {year}", cell("date")), NaiveDate::MAX, None, true);
            typed.filter(|date| date.year().to_string() == year)
        };
        let date = date.ok_or(import_messages::UNREADABLE_DATE)?;
        let time = app_times::parse_clock_time(&cell("time"));
        Ok(date.and_time(time.ok_or(import_messages::UNREADABLE_CLOCK)?))
    }
}

/// The tags the app writes; anything else between angle brackets is a parent's own words.
const TAGS: [&str; 14] =
    ["div", "p", "br", "b", "i", "u", "s", "ul", "ol", "li", "span", "font", "strong", "em"];
/// Those after which a line begins.
const BREAKING_TAGS: [&str; 4] = ["br", "div", "p", "li"];

/// Some versions write a note as HTML: its line ends are kept, its tags are not.
pub(crate) fn strip_html_tags(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>').and_then(|(tag, after)| Some((find_tag(tag)?, after))) {
            Some((tag, after)) => {
                if BREAKING_TAGS.contains(&tag) && !out.ends_with('\n') && !out.is_empty() {
                    out.push('\n');
                }
                rest = after;
            }
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(out, |text, (code, plain)| text.replace(code, plain))
}

/// The name of a tag, from what stands between its brackets: `br/`, `/p`, `font color="#fff"`.
fn find_tag(within: &str) -> Option<&'static str> {
    let tag = within.trim_start_matches('/').trim_end_matches('/').trim();
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let is_tag = attributes.is_empty() || attributes.contains('=');
    TAGS.into_iter().find(|known| is_tag && known.eq_ignore_ascii_case(name))
}
