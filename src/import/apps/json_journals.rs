//! Diaries of grown-ups, whose entries are words with a date: Day One, jrnl and tui-journal. Every entry is kept as a note.

use crate::import::app_format::{Draft, FormatReader, RowWatch};
use crate::import::apps::json_rows::{JsonPath, collect_rows, is_item_of, list, text};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ParsedFile, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Note, Timestamp, ValidationError, settings::find_zone};
use crate::texts::import_messages;
use serde_json::Value;

pub(crate) const DAY_ONE: FormatReader =
    FormatReader::Text { has_known_lines: is_day_one, parse: parse_day_one };
pub(crate) const JRNL: FormatReader = FormatReader::Text { has_known_lines: is_jrnl, parse: parse_jrnl };
pub(crate) const TUI_JOURNAL: FormatReader =
    FormatReader::Text { has_known_lines: is_tui_journal, parse: parse_tui_journal };

fn has_keys(text: &str, keys: &[&str]) -> bool {
    text.trim_start().starts_with('{') && keys.iter().all(|key| text.contains(key))
}

fn is_entry(path: &JsonPath) -> bool {
    is_item_of(path, "entries")
}

fn is_day_one(text: &str) -> bool {
    has_keys(text, &["\"entries\"", "\"creationDate\"", "\"uuid\""])
}

fn is_jrnl(text: &str) -> bool {
    has_keys(text, &["\"entries\"", "\"body\"", "\"date\"", "\"time\""])
}

fn parse_day_one(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    collect_rows(ImportFormat::DayOne, source, is_entry, watch, |row, _, value| {
        let written = text(value, "creationDate");
        let at = Timestamp::parse_rfc3339(&written).ok_or_else(|| {
            import_messages::unreadable_time("creationDate", &written, "2024-05-25T18:30:00Z")
        })?;
        let zone = find_zone(&text(value, "timeZone")).unwrap_or(options.zone);
        let at = Timestamp::from_seconds_in_zone(at.unix_seconds(), zone);
        // The app escapes what Markdown would read as signs.
        let words = text(value, "text").replace("\\.", ".").replace("\\!", "!").replace("\\-", "-");
        note_draft(row, at, &["dayone", &text(value, "uuid")], words, value)
    })
}

fn parse_jrnl(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    collect_rows(ImportFormat::Jrnl, source, is_entry, watch, |row, _, value| {
        let written = format!("{} {}", text(value, "date"), text(value, "time"));
        let local = app_times::parse_local_time(&written, None)
            .ok_or_else(|| import_messages::unreadable_time("date", &written, "2024-05-25 20:30"))?;
        let at = resolve_local(options.zone, local).default_instant();
        let words = [text(value, "title"), text(value, "body")];
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let words = words.join("\n");
        note_draft(row, at, &["jrnl", &written, &words], words.clone(), value)
    })
}

fn is_tui_journal(text: &str) -> bool {
    let is_list = text.trim_start().starts_with(['[', '{']);
    is_list && ["\"date\"", "\"title\"", "\"content\"", "\"tags\""].iter().all(|key| text.contains(key))
}

/// The file it keeps, a list, or what it exports, a list within.
fn parse_tui_journal(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let is_row = |path: &JsonPath| is_entry(path) || path.len() == 1 && source.trim_start().starts_with('[');
    collect_rows(ImportFormat::TuiJournal, source, is_row, watch, |row, _, value| {
        let written = text(value, "date");
        let at = Timestamp::parse_rfc3339(&written)
            .ok_or_else(|| import_messages::unreadable_time("date", &written, "2024-05-25T18:30:00Z"))?;
        let at = Timestamp::from_seconds_in_zone(at.unix_seconds(), options.zone);
        let words = [text(value, "title"), text(value, "content")];
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let words = words.join("\n");
        note_draft(row, at, &["tuijournal", &written, &words], words.clone(), value)
    })
}

fn note_draft(
    row: usize,
    at: Timestamp,
    identity: &[&str],
    words: String,
    value: &Value,
) -> Result<Draft, String> {
    if words.is_empty() {
        return Err(import_messages::EMPTY_MEMO.to_owned());
    }
    let tags: Vec<&str> = list(value, "tags").iter().filter_map(Value::as_str).collect();
    let is_said = |tag: &&str| !words.contains(*tag);
    let tags: Vec<&str> = tags.into_iter().filter(is_said).collect();
    let note = if tags.is_empty() { words } else { format!("{words}\n{}", tags.join(", ")) };
    let id = stable_id::id_from_parts(at.local_datetime(), identity);
    let details = Details::Note(Note::default());
    Ok(Draft { candidate: CandidateEntry::new(row, id, (at, None), note, details), doubts: Vec::new() })
}
