//! The code system of our own: for what a parent saw and did there is no other. Its codes are those of the journal with
//! their list before them, as one code means different things in different lists.
//!
//! ```text
//!  cue.q-look    responses.paused    helped.yes    touch.massage
//! ```

use crate::model::Family;
use crate::model::describe::sanitize_text;
use crate::report::fhir::FhirBundleBuilder;
use crate::texts::fhir_codes as texts;
use crate::vocabulary;
use crate::vocabulary::{WordList, label_for, list};
use serde_json::{Value, json};

/// A question of a bundle: its code, whose display stands in `texts`, and the list of its answers.
struct Question {
    code: &'static str,
    answers: Option<WordList>,
    /// How a carer is: in the bundle only when asked for.
    is_of_checkin: bool,
}

const fn question(code: &'static str) -> Question {
    Question { code, answers: None, is_of_checkin: false }
}

const fn listed(code: &'static str, answers: WordList) -> Question {
    Question { code, answers: Some(answers), is_of_checkin: false }
}

const fn of_checkin(code: &'static str, answers: Option<WordList>) -> Question {
    Question { code, answers, is_of_checkin: true }
}

const QUESTIONS: [Question; 25] = [
    question("night-wakings"),
    question("longest-stretch"),
    question("rough-times"),
    question("cues"),
    question("cue"),
    question("not-today"),
    question("state-before"),
    question("state-after"),
    of_checkin("check-in", None),
    listed("touch", WordList::Touch),
    listed("asked", WordList::Asked),
    listed("state", WordList::States),
    listed("area", WordList::Areas),
    listed("stroke", WordList::Strokes),
    listed("ended", WordList::Ended),
    listed("reason", WordList::Reasons),
    listed("meant", WordList::Meant),
    listed("response", WordList::Responses),
    listed("helped", WordList::Helped),
    listed("doing", WordList::Doing),
    of_checkin("felt", Some(WordList::Felt)),
    of_checkin("energy", Some(WordList::Energy)),
    of_checkin("feeling", Some(WordList::Feelings)),
    of_checkin("sure", Some(WordList::Sure)),
    of_checkin("company", Some(WordList::Company)),
];

/// The code system as it comes along: every code a bundle may use, and what it says.
pub(crate) fn build_code_system(builder: &FhirBundleBuilder<'_>) -> Value {
    let mut concepts = Vec::new();
    let with_checkins = builder.checkins_carer.is_some();
    for question in QUESTIONS.iter().filter(|question| with_checkins || !question.is_of_checkin) {
        concepts.push(build_concept(question.code, texts::display_of(question.code)));
        for word in question.answers.map(list).into_iter().flatten() {
            concepts.push(build_concept(&format!("{}.{}", question.code, word.code), &word.words));
        }
    }
    for cue in vocabulary::all_cues() {
        for id in [&cue.id].into_iter().chain(&cue.was) {
            concepts.push(build_concept(&format!("cue.{id}"), &cue.words));
        }
    }
    for cue in &builder.family.custom_cues {
        concepts.push(build_concept(&format!("cue.{}", cue.code), &sanitize_text(&cue.words)));
    }
    json!({
        "resourceType": "CodeSystem",
        "id": CODE_SYSTEM_ID,
        "url": CODE_SYSTEM_URL,
        "name": "CuebookCodes",
        "title": texts::CODE_SYSTEM_TITLE,
        "status": "active",
        "description": texts::CODE_SYSTEM_DESCRIPTION,
        "copyright": texts::LOINC_NOTICE,
        "caseSensitive": true,
        "content": "complete",
        "concept": concepts,
    })
}

fn build_concept(code: &str, display: &str) -> Value {
    json!({"code": code, "display": display})
}

/// A code of ours as FHIR's CodeableConcept.
fn build_codeable(code: &str, display: &str) -> Value {
    json!({"coding": [{"system": CODE_SYSTEM_URL, "code": code, "display": display}], "text": display})
}

pub(crate) fn build_question_code(code: &str) -> Value {
    build_codeable(code, texts::display_of(code))
}

/// An answer of a list; a code this version does not know has its text alone.
pub(crate) fn build_answer_code(answers: WordList, code: &str) -> Value {
    let question = QUESTIONS.iter().find(|question| question.answers == Some(answers));
    match (question, vocabulary::find_word(answers, code)) {
        (Some(question), Some(word)) => build_codeable(&format!("{}.{code}", question.code), &word.words),
        _ => json!({"text": sanitize_text(label_for(answers, code))}),
    }
}

/// A cue in our words, or the family's own.
pub(crate) fn build_cue_code(code: &str, family: &Family) -> Value {
    let known =
        vocabulary::find_cue_by_id(code).is_some() || family.custom_cues.iter().any(|own| own.code == code);
    let label = sanitize_text(family.cue_label(code)).into_owned();
    if known { build_codeable(&format!("cue.{code}"), &label) } else { json!({"text": label}) }
}

/// The category of everything here: told by a person.
pub(crate) fn build_survey_category() -> Value {
    json!({"coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
        "code": "survey",
        "display": "Survey",
    }]})
}

const CODE_SYSTEM_ID: &str = "5f0e3d52-7c1b-5a86-9d43-21b6f0c8a7e9";
const CODE_SYSTEM_URL: &str = "urn:uuid:5f0e3d52-7c1b-5a86-9d43-21b6f0c8a7e9";
