//! What Amila's app keeps for itself (`.abt`, a zip archive with one JSON): the child's name and birthday, and its records
//! with local clocks. The identities are those of its `BabyRecords.csv`.

use crate::import::app_format::{Draft, FormatReader, RowWatch};
use crate::import::apps::amila::SLEEP_IDENTITY;
use crate::import::apps::json_rows::{JsonPath, collect_rows, for_each_value, text};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ParsedFile, app_times, stable_id};
use crate::model::{Details, Note, Sleep, ValidationError};
use crate::texts::sleep_words::is_sleep_word;
use crate::texts::{import_messages, unsupported_activities};
use chrono::{NaiveDateTime, Timelike};
use serde_json::Value;
use std::collections::HashMap;

pub(crate) const READER: FormatReader = FormatReader::Text { has_known_lines, parse };

/// The app's own kinds, and what their rows are called here.
const KINDS: [(&str, &str); 4] =
    [("FEEDING", "feed"), ("DIAPERING", "diaper"), ("PUMPING", "pump"), ("MEASURING", "growth")];

fn has_known_lines(text: &str) -> bool {
    let keys = ["\"fromDate\"", "\"toDate\"", "\"type\""];
    text.trim_start().starts_with(['{', '[']) && keys.iter().all(|key| text.contains(key))
}

/// A record, or a clock that still ran; the children are told apart by what stands before it.
fn is_record(path: &JsonPath) -> bool {
    matches!(path, [.., list, _] if list == "records" || list == "sessions")
}

fn child_path(path: &JsonPath) -> String {
    path[..path.len().saturating_sub(2)].join("/")
}

fn parse(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let mut children: HashMap<String, String> = HashMap::new();
    let mut births = Vec::new();
    let is_of_child = |path: &JsonPath| matches!(path, [.., name] if name == "name" || name == "birthday");
    for_each_value(
        source,
        |path| is_of_child(path) && !path.iter().any(|part| part == "records"),
        |path, value| {
            let owner = path[..path.len() - 1].join("/");
            let written = value.as_str().map(crate::import::app_table::clean_cell).unwrap_or_default();
            if path.last().is_some_and(|name| name == "name") {
                children.insert(owner, written);
            } else if let Some(born) = app_times::parse_local_time(&written, None) {
                births.push((owner, born.date()));
            }
            Ok(())
        },
    )?;
    let child = |path: &str| children.get(path).filter(|name| !name.is_empty()).cloned();
    let mut file = collect_rows(ImportFormat::AmilaBackup, source, is_record, watch, |row, path, record| {
        read_record(row, record, child(&child_path(path)), options)
    })?;
    file.births = births.into_iter().filter_map(|(path, born)| Some((child(&path)?, born))).collect();
    Ok(file)
}

fn read_record(
    row: usize,
    record: &Value,
    child: Option<String>,
    options: &ImportOptions,
) -> Result<Draft, String> {
    let kind = text(record, "type");
    let is_sleep = is_sleep_word(&kind);
    let details = match KINDS.iter().find(|(code, _)| *code == kind) {
        _ if is_sleep => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
        _ if kind.is_empty() => return Err(import_messages::empty_cell("type")),
        _ if options.keep_other => Details::Note(Note::default()),
        Some((_, name)) => return Err(unsupported_activities::skip_reason(name)),
        None => return Err(unsupported_activities::skip_reason(&kind.to_lowercase().replace('_', " "))),
    };
    let time = |field: &'static str| {
        app_times::parse_dashed_cell(&text(record, field), field, None)
            .map(|time| time.map(|time: NaiveDateTime| (time, time.with_second(0).unwrap_or(time))))
    };
    let (start, start_minute) = time("fromDate")?.ok_or_else(|| import_messages::empty_cell("fromDate"))?;
    let end = time("toDate")?;
    let found = app_times::resolve_times(options.zone, start, end.map(|(end, _)| end), None)?;
    let mut doubts = found.doubts;
    if is_sleep && end.is_none() {
        doubts.push(import_messages::NO_END.to_owned());
    }
    let words = text(record, "details");
    let subtype = text(record, "subtype").replace("NONE", "").to_lowercase().replace('_', " ");
    let note = match is_sleep {
        true => words.clone(),
        false => [kind.to_lowercase(), subtype, words.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
    };
    let written = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M").to_string();
    let [app, sleep] = SLEEP_IDENTITY;
    let id = stable_id::id_from_parts(
        start_minute,
        &[
            app,
            if is_sleep { sleep } else { &kind },
            &written(start_minute),
            &end.map(|(_, end)| written(end)).unwrap_or_default(),
            &words,
        ],
    );
    let until = found.until.filter(|_| is_sleep);
    let candidate =
        CandidateEntry { child, ..CandidateEntry::new(row, id, (found.at, until), note, details) };
    Ok(Draft { candidate, doubts })
}
