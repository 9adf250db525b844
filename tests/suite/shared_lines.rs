//! The labelled lines that lie beside the project, read where they are and never copied: what each was meant to keep is
//! what is read. Without them nothing is tested here, and that is said; `spoken_lines.rs` always runs.

use crate::spoken_lines::{family_of, running};
use crate::support::at;
use chrono::DateTime;

use cuebook::model::{Details, Entry, Family, Id, entry_to_json};
use cuebook::quick_line::{LineContext, ParseError, ParsedLine, read_line};
use cuebook::vocabulary::find_cue_by_id;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// What a line came to: entries as JSON, each with whether it is the one that ran, or the answer and its readings.
enum Outcome {
    Kept(Vec<(Value, bool)>),
    Answered(String, Vec<String>),
}

/// As the journal would hold them.
fn read(line: &str, now: &str, state: &str, family: &Family) -> Outcome {
    let running = running(state);
    let context = LineContext { now: at(now), family, baby: Some(Id::from_u128(1)), carer: Id::from_u128(2) };
    let lines = match read_line(line, &context, &running) {
        Ok(lines) => lines,
        Err(ParseError::Ambiguous { message, readings }) => return Outcome::Answered(message, readings),
        Err(error) => return Outcome::Answered(error.to_string(), Vec::new()),
    };
    let minute = |entry: &Entry| entry.at.unix_seconds().div_euclid(60);
    let asleep = running.iter().find(|it| matches!(it.details, Details::Sleep(_)));
    let mut kept = Vec::new();
    for (parsed, _) in lines {
        let (entry, ran) = match parsed {
            ParsedLine::Entry(entry) if matches!(entry.details, Details::Sleep(_)) => match asleep {
                Some(_) if entry.is_open() => return Outcome::Answered("already asleep".into(), Vec::new()),
                Some(one) => (entry.clone(), minute(one) == minute(&entry)),
                None => (entry, false),
            },
            ParsedLine::Entry(entry) => (entry, false),
            ParsedLine::Awake { at, approximate, note, .. } => {
                let Some(one) = asleep.filter(|one| one.at.unix_seconds() <= at.unix_seconds()) else {
                    return Outcome::Answered("no sleep that could end then".into(), Vec::new());
                };
                (Entry { until: Some(at), approximate, note, ..one.clone() }, true)
            }
            ParsedLine::EndMassage(both) => (both.1, true),
        };
        kept.push((entry_to_json(&entry, family), ran));
    }
    Outcome::Kept(kept)
}

fn minute(value: &Value) -> Option<i64> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.timestamp().div_euclid(60))
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// A field of an entry and of its moments.
fn said(entry: &Value, field: &str) -> Vec<String> {
    let moments = entry["moments"].as_array().cloned().unwrap_or_default();
    let mut all: Vec<String> = moments.iter().flat_map(|moment| strings(&moment[field])).collect();
    if field == "areas" {
        all.extend(moments.iter().flat_map(|moment| strings(&moment["area"])));
    }
    all.extend(strings(&entry[field]));
    all
}

/// Whether a field of what was meant is in a kept entry, by the rules that lie beside the lines.
fn holds(field: &str, want: &Value, entry: &Value, ran: bool) -> bool {
    let text = |fields: &[&str]| {
        let all: Vec<&str> = fields.iter().filter_map(|field| entry[*field].as_str()).collect();
        all.join(" ").to_lowercase()
    };
    let whole = entry.to_string().to_lowercase();
    match field {
        "kind" => want == &entry["kind"],
        "at" => minute(want) == minute(&entry["at"]),
        "until" => minute(want) == minute(&entry["until"]),
        "at_between" => {
            let at = minute(&entry["at"]);
            minute(&want[0]) <= at && at <= minute(&want[1])
        }
        "minutes" => {
            let length = minute(&entry["until"]).zip(minute(&entry["at"])).map(|(to, from)| to - from);
            length == want.as_i64()
        }
        "cues" | "areas" | "feelings" | "did" | "settled" | "strokes" => {
            let got = said(entry, field);
            let all = want.as_array().cloned().unwrap_or_default();
            // A code that another cue took over is that cue.
            let now = |code: String| find_cue_by_id(&code).map_or(code, |cue| cue.id.clone());
            let each = all.iter().all(|one| strings(one).into_iter().any(|code| got.contains(&now(code))));
            each && (field != "cues" || got.len() <= all.len())
        }
        "meant" | "helped" => said(entry, field).contains(&want.as_str().unwrap_or_default().to_owned()),
        "note_has" => strings(want).iter().all(|word| text(&["note", "oil"]).contains(&word.to_lowercase())),
        "has" => strings(want).iter().all(|word| whole.contains(&word.to_lowercase())),
        "stopped" => whole.contains("stop"),
        "about" | "for_visit" => entry[field].as_bool().unwrap_or(false) == want.as_bool().unwrap_or(false),
        "ends_running" => ran && !entry["until"].is_null(),
        "not_today" if want == &Value::Bool(true) => !entry["not_today"].is_null(),
        _ if want["one_of"].is_array() => {
            want["one_of"].as_array().is_some_and(|all| all.contains(&entry[field]))
        }
        _ => want == &entry[field],
    }
}

fn fits(want: &Value, (entry, ran): &(Value, bool)) -> bool {
    want.as_object()
        .is_some_and(|fields| fields.iter().all(|(field, value)| holds(field, value, entry, *ran)))
}

fn fulfils(want: &Value, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Kept(kept) => want["keep"].as_array().is_some_and(|wanted| {
            wanted.len() == kept.len() && wanted.iter().all(|one| kept.iter().any(|entry| fits(one, entry)))
        }),
        Outcome::Answered(_, readings) if !want["ask"].is_null() => readings.len() > 1,
        Outcome::Answered(message, _) if !want["elsewhere"].is_null() => message.contains("feeds"),
        Outcome::Answered(message, _) => want["keep"].is_null() && !message.is_empty(),
    }
}

#[test]
fn labelled_lines_are_read_as_they_were_meant() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lines/shared.jsonl");
    let Ok(lines) = fs::read_to_string(&path) else {
        println!("left out: no labelled lines at {}", path.display());
        return;
    };
    let family = family_of(&["Maya"], &["Ellie"]);
    let (mut right, mut refused, mut misread) = (0, Vec::new(), Vec::new());
    for row in lines.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let (line, now) = (row["line"].as_str().unwrap(), row["now"].as_str().unwrap());
        let outcome = read(line, now, row["state"].as_str().unwrap(), &family);
        let others = row["want"]["or"].as_array().cloned().unwrap_or_default();
        if std::iter::once(&row["want"]).chain(&others).any(|want| fulfils(want, &outcome)) {
            right += 1;
        } else {
            let list = if matches!(outcome, Outcome::Kept(_)) { &mut misread } else { &mut refused };
            list.push(format!("{} {line}", row["id"]));
        }
    }
    println!("{right} right, {} refused, {} kept as something else", refused.len(), misread.len());
    // One label is older than the cue it would be kept as.
    assert!(misread.len() <= 1, "{misread:#?}");
    let all = right + refused.len() + misread.len();
    assert!(right * 100 >= all * 98, "{right} of {all}; refused: {refused:#?}");
}
