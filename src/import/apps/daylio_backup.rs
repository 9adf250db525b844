//! What Daylio keeps for itself (`.daylio`): moods of a parent's own with their levels, and times with their offset, so
//! that nothing has to be asked. The identities are those of Daylio's CSV.

use crate::import::app_format::{Draft, FormatReader, RowWatch};
use crate::import::apps::daylio::strip_html_tags;
use crate::import::apps::json_rows::{JsonPath, collect_rows, for_each_value, is_item_of, text};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ParsedFile, stable_id};
use crate::model::{Checkin, Details, Timestamp, ValidationError};
use crate::texts::import_messages;
use serde_json::Value;
use std::collections::HashMap;

pub(crate) const READER: FormatReader = FormatReader::Text { has_known_lines, parse };

/// Daylio's own five, from the best to the worst, as its groups are numbered.
const MOODS: [&str; 5] = ["rad", "good", "meh", "bad", "awful"];

fn has_known_lines(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && (text.contains("\"customMoods\"") || text.contains("\"dayEntries\""))
}

struct Mood {
    name: String,
    is_own: bool,
    level: u8,
}

fn parse(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let (mut moods, mut tags) = (HashMap::new(), HashMap::new());
    let is_aside = |path: &JsonPath| is_item_of(path, "customMoods") || is_item_of(path, "tags");
    for_each_value(source, is_aside, |path, value| {
        if path.first().is_some_and(|list| list == "tags") {
            tags.extend(value["id"].as_i64().map(|id| (id, text(&value, "name"))));
        } else {
            moods.extend(read_mood(&value));
        }
        Ok(())
    })?;
    let is_row = |path: &JsonPath| is_item_of(path, "dayEntries");
    collect_rows(ImportFormat::DaylioBackup, source, is_row, watch, |row, _, value| {
        read_row(row, value, &moods, &tags, options)
    })
}

fn read_mood(mood: &Value) -> Option<(i64, Mood)> {
    let group =
        usize::try_from(mood["mood_group_id"].as_i64()?).ok().filter(|group| (1..=5).contains(group))?;
    let custom = text(mood, "custom_name");
    let predefined = mood["predefined_name_id"].as_i64().and_then(|id| usize::try_from(id).ok());
    let own = predefined.and_then(|id| MOODS.get(id.checked_sub(1)?)).map_or(MOODS[group - 1], |name| name);
    let is_own = !custom.is_empty();
    let name = if is_own { custom } else { own.to_owned() };
    Some((mood["id"].as_i64()?, Mood { name, is_own, level: u8::try_from(6 - group).ok()? }))
}

fn read_row(
    row: usize,
    value: &Value,
    moods: &HashMap<i64, Mood>,
    tags: &HashMap<i64, String>,
    options: &ImportOptions,
) -> Result<Draft, String> {
    let mood = value["mood"].as_i64().and_then(|id| moods.get(&id));
    let mood = mood.ok_or_else(|| import_messages::empty_cell("mood"))?;
    let millis = value["datetime"].as_i64().ok_or_else(|| import_messages::empty_cell("datetime"))?;
    let seconds = millis.div_euclid(1000);
    let offset = value["timeZoneOffset"].as_i64().map(|millis| millis / 1000);
    let at =
        match offset.and_then(|offset| i32::try_from(offset).ok()).filter(|offset| offset.abs() <= 18 * 3600)
        {
            Some(offset) => Timestamp::new(seconds, offset),
            None => Timestamp::from_seconds_in_zone(seconds, options.zone),
        };
    let local = at.local_datetime();
    let raw_note = text(value, "note");
    let activities = value["tags"].as_array().into_iter().flatten();
    let activities: Vec<&str> =
        activities.filter_map(|tag| tags.get(&tag.as_i64()?)).map(String::as_str).collect();
    let name = if mood.is_own { mood.name.as_str() } else { "" };
    let parts = [
        strip_html_tags(&text(value, "note_title")),
        strip_html_tags(&raw_note),
        name.to_owned(),
        activities.join(", "),
    ];
    let note: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let written = local.format("%Y-%m-%dT%H:%M").to_string();
    let id = stable_id::id_from_parts(
        chrono::NaiveDateTime::parse_from_str(&format!("{written}:00"), "%Y-%m-%dT%H:%M:%S").unwrap_or(local),
        &[ImportFormat::Daylio.code(), &written, &mood.name, &raw_note],
    );
    let details = Details::Checkin(Checkin { felt: Some(mood.level), ..Checkin::default() });
    let candidate = CandidateEntry::new(row, id, (at, None), note.join("\n"), details);
    Ok(Draft { candidate, doubts: Vec::new() })
}
