//! Touch, cues and check-ins as observations. Only what was answered is there; free notes stay behind, but for a
//! check-in's own, which its writer asked for.

use crate::model::describe::sanitize_text;
use crate::model::{Checkin, Cue, Entry, Id, Massage, Moment, Timestamp};
use crate::report::fhir::code_system::{
    build_answer_code, build_cue_code as cue_code, build_question_code, build_survey_category,
};
use crate::report::fhir::patients::{build_reference, related_person_id};
use crate::report::fhir::{FhirBundleBuilder, PARENT_REPORTED};
use crate::vocabulary::WordList;
use serde_json::{Value, json};

/// A touch, or "not today" of equal rank, followed by its moments.
pub(crate) fn build_touch(entry: &Entry, massage: &Massage, asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    if let Some(reason) = &massage.not_today {
        let mut told = build_observation(entry, baby, "not-today");
        told["effectiveDateTime"] = json!(entry.at);
        told["valueCodeableConcept"] = build_answer_code(WordList::Reasons, reason);
        return vec![told];
    }
    let moments = moments(entry, baby, &massage.moments, asked);
    let mut told = build_observation(entry, baby, "touch");
    match entry.until {
        Some(until) => told["effectivePeriod"] = json!({"start": entry.at, "end": until}),
        None => told["effectiveDateTime"] = json!(entry.at),
    }
    if entry.is_open() {
        told["status"] = json!("preliminary");
    }
    if let Some(touch) = &massage.touch {
        told["valueCodeableConcept"] = build_answer_code(WordList::Touch, touch);
    }
    let one = |list, code: &str, said: &Option<String>| {
        said.as_ref().map(|said| build_component(build_question_code(code), build_answer_code(list, said)))
    };
    let each = |list, code: &'static str, said: &[String]| -> Vec<Value> {
        said.iter()
            .map(|said| build_component(build_question_code(code), build_answer_code(list, said)))
            .collect()
    };
    let mut parts: Vec<Value> = Vec::new();
    parts.extend(one(WordList::Asked, "asked", &massage.asked));
    parts.extend(one(WordList::States, "state-before", &massage.before));
    parts.extend(one(WordList::States, "state-after", &massage.after));
    parts.extend(each(WordList::Areas, "area", &massage.areas));
    parts.extend(massage.strokes.iter().map(|stroke| {
        let mut said = build_answer_code(WordList::Strokes, stroke);
        // The family's own name for a stroke is what they would know it by.
        said["text"] = json!(sanitize_text(asked.family.stroke_label(stroke)));
        build_component(build_question_code("stroke"), said)
    }));
    parts.extend(one(WordList::Ended, "ended", &massage.ended));
    set_components(&mut told, parts);
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
pub(crate) fn cue(entry: &Entry, build_cue_moments: &Cue, asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    let mut all = moments(entry, baby, &build_cue_moments.moments, asked);
    for told in &mut all {
        let mut parts = told["component"].as_array().cloned().unwrap_or_default();
        if let Some(state) = &build_cue_moments.state {
            parts.push(build_component(
                build_question_code("state"),
                build_answer_code(WordList::States, state),
            ));
        }
        if let Some(doing) = &build_cue_moments.doing {
            parts.push(build_component(
                build_question_code("doing"),
                build_answer_code(WordList::Doing, doing),
            ));
        }
        set_components(told, parts);
    }
    all
}

fn moments(entry: &Entry, baby: Id, build_moments: &[Moment], asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    build_moments
        .iter()
        .enumerate()
        .filter(|(_, moment)| !moment.cues.is_empty() || !moment.did.is_empty())
        .map(|(n, moment)| {
            let mut told = build_observation(entry, baby, "cues");
            told["id"] = json!(Id::new_v5(&entry.id, format!("moment {n}").as_bytes()));
            let at: Timestamp = moment.at.unwrap_or(entry.at);
            told["effectiveDateTime"] = json!(at);
            let mut parts: Vec<Value> = Vec::new();
            for code in &moment.cues {
                parts.push(build_component(build_question_code("cue"), cue_code(code, asked.family)));
            }
            for (list, code, said) in [
                (WordList::Areas, "area", &moment.area),
                (WordList::Meant, "meant", &moment.meant),
                (WordList::Helped, "helped", &moment.helped),
            ] {
                if let Some(said) = said {
                    parts.push(build_component(build_question_code(code), build_answer_code(list, said)));
                }
            }
            for said in &moment.did {
                parts.push(build_component(
                    build_question_code("response"),
                    build_answer_code(WordList::Responses, said),
                ));
            }
            set_components(&mut told, parts);
            told
        })
        .collect()
}

/// A carer's own check-in, about the carer.
pub(crate) fn checkin(entry: &Entry, build_checkin: &Checkin) -> Value {
    let mut told = json!({
        "resourceType": "Observation",
        "id": entry.id,
        "status": "final",
        "category": [build_survey_category()],
        "code": build_question_code("check-in"),
        "subject": build_reference(entry.carer),
        "effectiveDateTime": entry.at,
        "performer": [build_reference(entry.carer)],
    });
    let mut parts = Vec::new();
    for (list, code, said) in [
        (WordList::Felt, "felt", build_checkin.felt),
        (WordList::Energy, "energy", build_checkin.energy),
        (WordList::Sure, "sure", build_checkin.sure),
        (WordList::Company, "company", build_checkin.company),
    ] {
        parts.extend(
            said.map(|n| build_component(build_question_code(code), build_answer_code(list, &n.to_string()))),
        );
    }
    for said in &build_checkin.feelings {
        parts.push(build_component(
            build_question_code("feeling"),
            build_answer_code(WordList::Feelings, said),
        ));
    }
    set_components(&mut told, parts);
    if let Some(note) = &entry.note {
        told["note"] = json!([{"text": sanitize_text(note)}]);
    }
    told
}

fn build_observation(entry: &Entry, baby: Id, code: &str) -> Value {
    let rough = if entry.approximate { ROUGH_TIME_NOTE } else { "" };
    json!({
        "resourceType": "Observation",
        "id": entry.id,
        "status": "final",
        "category": [build_survey_category()],
        "code": build_question_code(code),
        "subject": build_reference(baby),
        "performer": [build_reference(related_person_id(entry.carer, baby))],
        "note": [{"text": format!("{PARENT_REPORTED}.{rough}")}],
    })
}

fn build_component(code: Value, value: Value) -> Value {
    json!({"code": code, "valueCodeableConcept": value})
}

fn set_components(told: &mut Value, parts: Vec<Value>) {
    if !parts.is_empty() {
        told["component"] = json!(parts);
    }
}

const ROUGH_TIME_NOTE: &str = " The time is rough.";
