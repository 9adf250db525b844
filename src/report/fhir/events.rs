//! Touch, cues and check-ins as observations. Only what was answered is there; free notes stay behind, but for a
//! check-in's own, which its writer asked for.

use super::codes::{answer, cue as cue_code, question, survey};
use super::people::{reference, related};
use super::{FhirAsked, PARENT_REPORTED};
use crate::journal::tell::plain;
use crate::journal::{At, Checkin, Cue, Entry, Id, Massage, Moment};
use crate::words::List;
use serde_json::{Value, json};

/// A touch, or "not today" of equal rank, followed by its moments.
pub(crate) fn touch(entry: &Entry, massage: &Massage, asked: &FhirAsked<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    if let Some(reason) = &massage.not_today {
        let mut told = observation(entry, baby, "not-today");
        told["effectiveDateTime"] = json!(entry.at);
        told["valueCodeableConcept"] = answer(List::Reasons, reason);
        return vec![told];
    }
    let moments = moments(entry, baby, &massage.moments, asked);
    let mut told = observation(entry, baby, "touch");
    match entry.until {
        Some(until) => told["effectivePeriod"] = json!({"start": entry.at, "end": until}),
        None => told["effectiveDateTime"] = json!(entry.at),
    }
    if entry.is_open() {
        told["status"] = json!("preliminary");
    }
    if let Some(touch) = &massage.touch {
        told["valueCodeableConcept"] = answer(List::Touch, touch);
    }
    let one = |list, code: &str, said: &Option<String>| {
        said.as_ref().map(|said| component(question(code), answer(list, said)))
    };
    let each = |list, code: &'static str, said: &[String]| -> Vec<Value> {
        said.iter().map(|said| component(question(code), answer(list, said))).collect()
    };
    let mut parts: Vec<Value> = Vec::new();
    parts.extend(one(List::Asked, "asked", &massage.asked));
    parts.extend(one(List::States, "state-before", &massage.before));
    parts.extend(one(List::States, "state-after", &massage.after));
    parts.extend(each(List::Areas, "area", &massage.areas));
    parts.extend(massage.strokes.iter().map(|stroke| {
        let mut said = answer(List::Strokes, stroke);
        // The family's own name for a stroke is what they would know it by.
        said["text"] = json!(plain(asked.family.stroke_words(stroke)));
        component(question("stroke"), said)
    }));
    parts.extend(one(List::Ended, "ended", &massage.ended));
    with_parts(&mut told, parts);
    if !moments.is_empty() {
        let members: Vec<Value> = moments
            .iter()
            .map(|it| json!({"reference": format!("urn:uuid:{}", it["id"].as_str().unwrap_or_default())}))
            .collect();
        told["hasMember"] = json!(members);
    }
    let mut all = vec![told];
    all.extend(moments);
    all
}

/// The moments of a cue entry, with what was going on.
pub(crate) fn cue(entry: &Entry, cue: &Cue, asked: &FhirAsked<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    let mut all = moments(entry, baby, &cue.moments, asked);
    for told in &mut all {
        let mut parts = told["component"].as_array().cloned().unwrap_or_default();
        if let Some(state) = &cue.state {
            parts.push(component(question("state"), answer(List::States, state)));
        }
        if let Some(doing) = &cue.doing {
            parts.push(component(question("doing"), answer(List::Doing, doing)));
        }
        with_parts(told, parts);
    }
    all
}

fn moments(entry: &Entry, baby: Id, moments: &[Moment], asked: &FhirAsked<'_>) -> Vec<Value> {
    moments
        .iter()
        .enumerate()
        .filter(|(_, moment)| !moment.cues.is_empty() || !moment.did.is_empty())
        .map(|(n, moment)| {
            let mut told = observation(entry, baby, "cues");
            told["id"] = json!(Id::new_v5(&entry.id, format!("moment {n}").as_bytes()));
            let at: At = moment.at.unwrap_or(entry.at);
            told["effectiveDateTime"] = json!(at);
            let mut parts: Vec<Value> = Vec::new();
            for code in &moment.cues {
                parts.push(component(question("cue"), cue_code(code, asked.family)));
            }
            for (list, code, said) in [
                (List::Areas, "area", &moment.area),
                (List::Meant, "meant", &moment.meant),
                (List::Helped, "helped", &moment.helped),
            ] {
                if let Some(said) = said {
                    parts.push(component(question(code), answer(list, said)));
                }
            }
            for said in &moment.did {
                parts.push(component(question("response"), answer(List::Responses, said)));
            }
            with_parts(&mut told, parts);
            told
        })
        .collect()
}

/// A carer's own check-in, about the carer.
pub(crate) fn checkin(entry: &Entry, checkin: &Checkin) -> Value {
    let mut told = json!({
        "resourceType": "Observation",
        "id": entry.id,
        "status": "final",
        "category": [survey()],
        "code": question("check-in"),
        "subject": reference(entry.carer),
        "effectiveDateTime": entry.at,
        "performer": [reference(entry.carer)],
    });
    let mut parts = Vec::new();
    for (list, code, said) in [
        (List::Felt, "felt", checkin.felt),
        (List::Energy, "energy", checkin.energy),
        (List::Sure, "sure", checkin.sure),
        (List::Company, "company", checkin.company),
    ] {
        parts.extend(said.map(|n| component(question(code), answer(list, &n.to_string()))));
    }
    for said in &checkin.feelings {
        parts.push(component(question("feeling"), answer(List::Feelings, said)));
    }
    with_parts(&mut told, parts);
    if let Some(note) = &entry.note {
        told["note"] = json!([{"text": plain(note)}]);
    }
    told
}

fn observation(entry: &Entry, baby: Id, code: &str) -> Value {
    let rough = if entry.about { ROUGH } else { "" };
    json!({
        "resourceType": "Observation",
        "id": entry.id,
        "status": "final",
        "category": [survey()],
        "code": question(code),
        "subject": reference(baby),
        "performer": [reference(related(entry.carer, baby))],
        "note": [{"text": format!("{PARENT_REPORTED}.{rough}")}],
    })
}

fn component(code: Value, value: Value) -> Value {
    json!({"code": code, "valueCodeableConcept": value})
}

fn with_parts(told: &mut Value, parts: Vec<Value>) {
    if !parts.is_empty() {
        told["component"] = json!(parts);
    }
}

const ROUGH: &str = " The time is rough.";
