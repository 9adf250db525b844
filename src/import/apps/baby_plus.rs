//! BabyPlus' JSON: the children of a family, a list for each thing, times with their offset. Sleeps are kept.

use crate::import::app_format::{Draft, FormatReader};
use crate::import::apps::json_rows::{collect_rows, list, parse_json, text};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ParsedFile, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use crate::texts::{import_messages, unsupported_activities};
use serde_json::{Value, json};

pub(crate) const READER: FormatReader = FormatReader::Text { has_known_lines, parse };

fn has_known_lines(text: &str) -> bool {
    let is_object = text.trim_start().starts_with('{');
    is_object
        && text.contains("\"babies\"")
        && ["\"startdate\"", "\"nappy\"", "\"breastfeed\""].iter().any(|key| text.contains(key))
}

fn parse(source: &str, options: &ImportOptions) -> Result<ParsedFile, ValidationError> {
    let whole = parse_json(source)?;
    let mut rows: Vec<Value> = Vec::new();
    let mut births = Vec::new();
    for baby in list(&whole, "babies") {
        let name = text(&baby["baby"], "name");
        let born = parse_time(&text(&baby["baby"], "birthdate"), options);
        births.extend(born.filter(|_| !name.is_empty()).map(|born| (name.clone(), born.local_date())));
        for (kind, item) in
            baby.as_object().into_iter().flatten().flat_map(|(kind, items)| flatten(kind, items))
        {
            rows.push(json!({ "kind": kind, "child": name, "row": item }));
        }
    }
    let mut file =
        collect_rows(ImportFormat::BabyPlus, rows.iter(), |row, value| read_row(row, value, options));
    file.births = births;
    Ok(file)
}

/// The rows of a list, or of the lists within a group such as the feeds.
fn flatten(kind: &str, items: &Value) -> Vec<(String, Value)> {
    match items {
        Value::Array(items) => items.iter().map(|item| (kind.to_owned(), item.clone())).collect(),
        Value::Object(groups) if kind != "baby" => groups
            .iter()
            .flat_map(|(kind, items)| match items {
                Value::Array(_) => flatten(kind, items),
                _ => Vec::new(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn read_row(row: usize, value: &Value, options: &ImportOptions) -> Result<Draft, String> {
    let (kind, item) = (text(value, "kind"), &value["row"]);
    let details = match kind.as_str() {
        "sleep" => Details::Sleep(Sleep { imported: true, ..Sleep::default() }),
        _ if options.keep_other => Details::Note(Note::default()),
        "breastfeed" => return Err(unsupported_activities::skip_reason("nursing")),
        "solidfood" => return Err(unsupported_activities::skip_reason("solid")),
        "nappy" => return Err(unsupported_activities::skip_reason("diaper")),
        kind => return Err(unsupported_activities::skip_reason(kind)),
    };
    let start = [text(item, "startdate"), text(item, "date")].into_iter().find(|date| !date.is_empty());
    let start = start.ok_or_else(|| import_messages::empty_cell("startdate"))?;
    let time = |written: &str, column: &str| {
        parse_time(written, options)
            .ok_or_else(|| import_messages::unreadable_time(column, written, "2026-05-25 20:30:00.000+0200"))
    };
    let at = time(&start, "startdate")?;
    let end = text(item, "enddate");
    let until = if end.is_empty() { None } else { Some(time(&end, "enddate")?) };
    if until.is_some_and(|until| until.unix_seconds() < at.unix_seconds()) {
        return Err(import_messages::END_BEFORE_START.to_owned());
    }
    let is_note = matches!(details, Details::Note(_));
    let doubts =
        (until.is_none() && !is_note).then(|| import_messages::NO_END.to_owned()).into_iter().collect();
    let words = [text(item, "note"), text(item, "notes")].into_iter().find(|words| !words.is_empty());
    let note = match (is_note, words) {
        (true, words) => [Some(kind.clone()), words].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        (false, words) => words.unwrap_or_default(),
    };
    let child = text(value, "child");
    let id = stable_id::id_from_parts(at.local_datetime(), &["babyplus", &kind, &child, &start, &end, &note]);
    let candidate = CandidateEntry {
        child: (!child.is_empty()).then_some(child),
        ..CandidateEntry::new(row, id, (at, until.filter(|_| !is_note)), note, details)
    };
    Ok(Draft { candidate, doubts })
}

/// `2026-05-25 20:30:00.000+0200`; without an offset by the zone of the import.
fn parse_time(written: &str, options: &ImportOptions) -> Option<Timestamp> {
    let sign = written.get(10..)?.rfind(['+', '-']).map(|at| at + 10);
    if let Some((clock, offset)) = sign.and_then(|at| written.split_at_checked(at)) {
        let offset = offset.replace(':', "");
        let hours_minutes = offset.get(..3).zip(offset.get(3..5))?;
        let local = app_times::parse_local_time(clock, None)?;
        let local = local.format("%Y-%m-%dT%H:%M:%S");
        return Timestamp::parse_rfc3339(&format!("{local}{}:{}", hours_minutes.0, hours_minutes.1));
    }
    let local = app_times::parse_local_time(written, None)?;
    Some(resolve_local(options.zone, local).default_instant())
}
