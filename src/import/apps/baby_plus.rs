//! BabyPlus' JSON, in its two forms: the children of a family with a list for each thing, or a list for each thing with
//! the child's number in every row. Times carry their offset, or are seconds since 1970. Sleeps are kept.

use crate::import::app_format::{Draft, FormatReader, RowWatch};
use crate::import::apps::json_rows::{
    JsonPath, collect_rows, for_each_value, is_item_of, text, text_or_number,
};
use crate::import::{CandidateEntry, ImportFormat, ImportOptions, ParsedFile, app_times, stable_id};
use crate::model::time::resolve_local;
use crate::model::{Details, Note, Sleep, Timestamp, ValidationError};
use crate::texts::{import_messages, unsupported_activities};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::HashMap;

pub(crate) const READER: FormatReader = FormatReader::Text { has_known_lines, parse };

/// The lists that say something of rows in other lists.
const ASIDE: [&str; 2] = ["babyprofile", "tracker_detail"];

fn has_known_lines(text: &str) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| text.contains(key));
    let is_by_child = has(&["\"babies\""]) && has(&["\"startdate\"", "\"nappy\"", "\"breastfeed\""]);
    let is_by_thing =
        has(&["\"baby_sleep\"", "\"baby_nappy\"", "\"baby_nursingfeed\"", "\"baby_bottlefeed\""])
            || has(&["\"babyprofile\""]) && has(&["\"tracker_detail\"", "\"baby_"]);
    text.trim_start().starts_with('{') && (is_by_child || is_by_thing)
}

/// What the file says of its children, and the words that stand apart from their rows.
#[derive(Default)]
struct Aside {
    /// By the place or the number of the child.
    names: HashMap<String, String>,
    births: Vec<(String, NaiveDate)>,
    notes: HashMap<String, String>,
}

impl Aside {
    fn read(source: &str, options: &ImportOptions) -> Result<Self, ValidationError> {
        let mut aside = Self::default();
        let is_child =
            |path: &JsonPath| matches!(path, [babies, _, baby] if babies == "babies" && baby == "baby");
        let is_wanted = |path: &JsonPath| is_child(path) || ASIDE.iter().any(|list| is_item_of(path, list));
        for_each_value(source, is_wanted, |path, value| {
            if path.first().is_some_and(|list| list == "tracker_detail") {
                aside.notes.insert(text_or_number(&value, "a"), text(&value, "b"));
                return Ok(());
            }
            let keys = ["pk", "babyid", "id"].map(|key| text_or_number(&value, key));
            let key = if is_child(path) { Some(&path[1]) } else { keys.iter().find(|key| !key.is_empty()) };
            let name =
                ["name", "Name"].map(|key| text(&value, key)).into_iter().find(|name| !name.is_empty());
            let Some(name) = name else { return Ok(()) };
            let born = ["birthdate", "birthDate"].iter().find_map(|key| read_time(&value, key, options));
            aside.births.extend(born.map(|born| (name.clone(), born.local_date())));
            aside.names.insert(key.cloned().unwrap_or_default(), name);
            Ok(())
        })?;
        Ok(aside)
    }

    fn child(&self, path: &JsonPath, item: &Value) -> String {
        let key = match path {
            [babies, place, ..] if babies == "babies" => place.clone(),
            _ => text_or_number(item, "babyid"),
        };
        let only = || self.names.values().next().filter(|_| self.names.len() == 1);
        self.names.get(&key).or_else(only).cloned().unwrap_or_default()
    }
}

/// The list a row stands in; none of what is no row.
fn list_name(path: &JsonPath) -> Option<&str> {
    let name = match path {
        [babies, _, list, _] if babies == "babies" => list,
        // The feeds are a group of lists.
        [babies, _, group, list, _] if babies == "babies" && group != "baby" => list,
        [list, _] => list.strip_prefix("baby_")?,
        _ => return None,
    };
    (name != "baby").then_some(name)
}

fn parse(
    source: &str,
    options: &ImportOptions,
    watch: &mut RowWatch<'_>,
) -> Result<ParsedFile, ValidationError> {
    let aside = Aside::read(source, options)?;
    let is_row = |path: &JsonPath| {
        path.last().is_some_and(|at| at.bytes().all(|b| b.is_ascii_digit())) && list_name(path).is_some()
    };
    let mut file = collect_rows(ImportFormat::BabyPlus, source, is_row, watch, |row, path, item| {
        read_row(row, list_name(path).unwrap_or_default(), item, &aside, path, options)
    })?;
    file.births = aside.births;
    Ok(file)
}

/// What a row of a list becomes, or why it is skipped.
fn choose_details(kind: &str, options: &ImportOptions) -> Result<Details, String> {
    let called = match kind {
        "sleep" => return Ok(Details::Sleep(Sleep { imported: true, ..Sleep::default() })),
        _ if options.keep_other => return Ok(Details::Note(Note::default())),
        "breastfeed" | "nursingfeed" => "nursing",
        "bottlefeed" => "bottle",
        "solidfood" | "solidfeed" => "solid",
        "expressingfeed" => "pump",
        "nappy" => "diaper",
        kind => return Err(unsupported_activities::skip_reason(&kind.replace('_', " "))),
    };
    Err(unsupported_activities::skip_reason(called))
}

fn read_row(
    row: usize,
    kind: &str,
    item: &Value,
    aside: &Aside,
    path: &JsonPath,
    options: &ImportOptions,
) -> Result<Draft, String> {
    let details = choose_details(kind, options)?;
    let field =
        |names: [&'static str; 3]| names.into_iter().find(|name| !text_or_number(item, name).is_empty());
    let start =
        field(["startdate", "startDate", "date"]).ok_or_else(|| import_messages::empty_cell("startdate"))?;
    let time = |name: &str| {
        let written = text_or_number(item, name);
        read_time(item, name, options)
            .ok_or_else(|| import_messages::unreadable_time(name, &written, "2026-05-25 20:30:00.000+0200"))
    };
    let at = time(start)?;
    let end = field(["enddate", "endDate", ""]);
    // A clock that still runs ends when time began.
    let ended = end.map(time).transpose()?.filter(|until| until.unix_seconds() > 86_400);
    let length = item["duration"].as_f64().filter(|seconds| *seconds >= 1.0);
    let until = ended.or_else(|| {
        let seconds = at.unix_seconds() + length?.round() as i64;
        Some(Timestamp::new(seconds, at.offset_seconds()))
    });
    if until.is_some_and(|until| until.unix_seconds() < at.unix_seconds()) {
        return Err(import_messages::END_BEFORE_START.to_owned());
    }
    let is_note = matches!(details, Details::Note(_));
    let doubts =
        (until.is_none() && !is_note).then(|| import_messages::NO_END.to_owned()).into_iter().collect();
    let key = text_or_number(item, "pk");
    let own = [text(item, "note"), text(item, "notes"), aside.notes.get(&key).cloned().unwrap_or_default()];
    let words = own.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let note = match is_note && !words.is_empty() {
        true => format!("{kind} · {words}"),
        false if is_note => kind.to_owned(),
        false => words,
    };
    let child = aside.child(path, item);
    let start = text_or_number(item, start);
    let end = end.map(|end| text_or_number(item, end)).unwrap_or_default();
    let identity = match key.is_empty() {
        true => ["babyplus", kind, &child, &start, &end, &note],
        // A key is one event, whatever is changed about it later.
        false => ["babyplus", kind, &child, &start, &key, ""],
    };
    let id = stable_id::id_from_parts(at.local_datetime(), &identity);
    let candidate = CandidateEntry {
        child: (!child.is_empty()).then_some(child),
        ..CandidateEntry::new(row, id, (at, until.filter(|_| !is_note)), note, details)
    };
    Ok(Draft { candidate, doubts })
}

/// `2026-05-25 20:30:00.000+0200`, without an offset by the zone of the import, or seconds since 1970.
fn read_time(item: &Value, field: &str, options: &ImportOptions) -> Option<Timestamp> {
    if let Some(number) = item[field].as_f64() {
        let seconds = if number > 1e11 { number / 1000.0 } else { number };
        let is_instant = (0.0..7e9).contains(&seconds);
        return is_instant.then(|| Timestamp::from_seconds_in_zone(seconds.floor() as i64, options.zone));
    }
    let written = text(item, field);
    let sign = written.get(10..)?.rfind(['+', '-', 'Z']).map(|at| at + 10);
    if let Some((clock, offset)) = sign.and_then(|at| written.split_at_checked(at)) {
        let local = app_times::parse_local_time(clock, None)?.format("%Y-%m-%dT%H:%M:%S");
        let offset = offset.replace(':', "");
        let offset = match offset.get(..3).zip(offset.get(3..5)) {
            Some((hours, minutes)) => format!("{hours}:{minutes}"),
            None if offset == "Z" => offset,
            None => return None,
        };
        return Timestamp::parse_rfc3339(&format!("{local}{offset}"));
    }
    let local = app_times::parse_local_time(&written, None)?;
    Some(resolve_local(options.zone, local).default_instant())
}
