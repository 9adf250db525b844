//! Touch, cues and check-ins as observations. Only what was answered is there; free notes stay behind, but for a
//! check-in's own, which its writer asked for.

use crate::model::describe::sanitize_text;
use crate::model::kinds::massage::NO_REASON_CODE;
use crate::model::{Checkin, Cue, Entry, Id, Massage, Moment, Timestamp};
use crate::report::fhir::FhirBundleBuilder;
use crate::report::fhir::code_system::{
    build_answer_code, build_cue_code, build_question_code, build_survey_category,
};
use crate::report::fhir::patients::{build_reference, related_person_id};
use crate::stats::SleepTotals;
use crate::texts::fhir_codes as texts;
use crate::vocabulary::WordList;
use serde_json::{Value, json};

/// The wakings of a night, its longest stretch, and whether times are about; each only where it is known.
pub(crate) fn build_night_components(sleep: &SleepTotals, is_rough: bool) -> Vec<Value> {
    let part = |code: &str, name: &str, value: Value| json!({"code": build_question_code(code), name: value});
    let wakings = sleep.wakings.map(|n| part("night-wakings", "valueInteger", json!(n)));
    let longest = sleep.longest_min;
    let longest = longest.map(|minutes| part("longest-stretch", "valueQuantity", build_minutes(minutes)));
    let rough = is_rough.then(|| part("rough-times", "valueBoolean", json!(true)));
    wakings.into_iter().chain(longest).chain(rough).collect()
}

pub(crate) fn build_minutes(minutes: i64) -> Value {
    json!({"value": minutes, "unit": "min", "system": "http://unitsofmeasure.org", "code": "min"})
}

/// A touch, or "not today" of equal rank, followed by its moments.
pub(crate) fn build_touch(entry: &Entry, massage: &Massage, asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    if let Some(reason) = &massage.not_today {
        let mut observation = build_observation(entry, baby, "not-today");
        observation["effectiveDateTime"] = json!(entry.at);
        if reason != NO_REASON_CODE {
            observation["valueCodeableConcept"] = build_answer_code(WordList::Reasons, reason);
        }
        return vec![observation];
    }
    let moments = build_moments(entry, baby, &massage.moments, asked);
    let mut observation = build_observation(entry, baby, "touch");
    match entry.until {
        Some(until) => observation["effectivePeriod"] = json!({"start": entry.at, "end": until}),
        None => observation["effectiveDateTime"] = json!(entry.at),
    }
    if entry.is_open() {
        observation["status"] = json!("preliminary");
    }
    if let Some(touch) = &massage.touch {
        observation["valueCodeableConcept"] = build_answer_code(WordList::Touch, touch);
    }
    let mut parts: Vec<Value> = Vec::new();
    parts.extend(build_answers(WordList::Asked, "asked", &massage.asked));
    parts.extend(build_answers(WordList::States, "state-before", &massage.before));
    parts.extend(build_answers(WordList::States, "state-after", &massage.after));
    parts.extend(build_answers(WordList::Areas, "area", &massage.areas));
    parts.extend(massage.strokes.iter().map(|stroke| {
        let mut answer = build_answer_code(WordList::Strokes, stroke);
        // The family's own name for a stroke is what they would know it by.
        answer["text"] = json!(sanitize_text(asked.family.stroke_label(stroke)));
        build_component(build_question_code("stroke"), answer)
    }));
    parts.extend(build_answers(WordList::Ended, "ended", &massage.ended));
    set_components(&mut observation, parts);
    if !moments.is_empty() {
        let members: Vec<Value> = moments
            .iter()
            .map(|it| json!({"reference": format!("urn:uuid:{}", it["id"].as_str().unwrap_or_default())}))
            .collect();
        observation["hasMember"] = json!(members);
    }
    let mut all = vec![observation];
    all.extend(moments);
    all
}

/// The moments of a cue entry, with what was going on.
pub(crate) fn build_cues(entry: &Entry, cue: &Cue, asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let Some(baby) = entry.baby else {
        return Vec::new();
    };
    let mut all = build_moments(entry, baby, &cue.moments, asked);
    for observation in &mut all {
        let mut parts = observation["component"].as_array().cloned().unwrap_or_default();
        parts.extend(build_answers(WordList::States, "state", &cue.state));
        parts.extend(build_answers(WordList::Doing, "doing", &cue.doing));
        set_components(observation, parts);
    }
    all
}

fn build_moments(entry: &Entry, baby: Id, moments: &[Moment], asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    moments
        .iter()
        .enumerate()
        .filter(|(_, moment)| !moment.cues.is_empty() || !moment.did.is_empty())
        .map(|(n, moment)| {
            let mut observation = build_observation(entry, baby, "cues");
            observation["id"] = json!(Id::new_v5(&entry.id, format!("moment {n}").as_bytes()));
            let at: Timestamp = moment.at.unwrap_or(entry.at);
            observation["effectiveDateTime"] = json!(at);
            let mut parts: Vec<Value> = Vec::new();
            for code in &moment.cues {
                parts.push(build_component(build_question_code("cue"), build_cue_code(code, asked.family)));
            }
            parts.extend(build_answers(WordList::Areas, "area", &moment.area));
            parts.extend(build_answers(WordList::Meant, "meant", &moment.meant));
            parts.extend(build_answers(WordList::Helped, "helped", &moment.helped));
            parts.extend(build_answers(WordList::Responses, "response", &moment.did));
            set_components(&mut observation, parts);
            observation
        })
        .collect()
}

/// A carer's own check-in, about the carer.
pub(crate) fn build_checkin(entry: &Entry, checkin: &Checkin) -> Value {
    let mut observation = json!({
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
    for (list, code, value) in [
        (WordList::Felt, "felt", checkin.felt),
        (WordList::Energy, "energy", checkin.energy),
        (WordList::Sure, "sure", checkin.sure),
        (WordList::Company, "company", checkin.company),
    ] {
        parts.extend(build_answers(list, code, &value.map(|n| n.to_string())));
    }
    parts.extend(build_answers(WordList::Feelings, "feeling", &checkin.feelings));
    set_components(&mut observation, parts);
    if let Some(note) = &entry.note {
        observation["note"] = json!([{"text": sanitize_text(note)}]);
    }
    observation
}

fn build_observation(entry: &Entry, baby: Id, code: &str) -> Value {
    json!({
        "resourceType": "Observation",
        "id": entry.id,
        "status": "final",
        "category": [build_survey_category()],
        "code": build_question_code(code),
        "subject": build_reference(baby),
        "performer": [build_reference(related_person_id(entry.carer, baby))],
        "note": [{"text": texts::observation_note(entry.approximate)}],
    })
}

/// A component for every answer to one question.
fn build_answers<'a>(
    list: WordList,
    code: &'a str,
    answers: impl IntoIterator<Item = &'a String>,
) -> impl Iterator<Item = Value> {
    let answers = answers.into_iter();
    answers.map(move |answer| build_component(build_question_code(code), build_answer_code(list, answer)))
}

fn build_component(code: Value, value: Value) -> Value {
    json!({"code": code, "valueCodeableConcept": value})
}

pub(crate) fn set_components(observation: &mut Value, parts: Vec<Value>) {
    if !parts.is_empty() {
        observation["component"] = json!(parts);
    }
}
