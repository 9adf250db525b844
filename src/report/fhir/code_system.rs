//! The code system of our own: for what a parent saw and did there is no other. Its codes are those of the journal with
//! their list before them, as one code means different things in different lists.
//!
//! ```text
//!  cue.q-look    responses.paused    helped.yes    touch.massage
//! ```

use crate::model::Family;
use crate::model::describe::sanitize_text;
use crate::report::fhir::{FhirBundleBuilder, LOINC_NOTICE};
use crate::vocabulary;
use crate::vocabulary::{WordList, label_for, list};
use serde_json::{Value, json};

/// The lists of answers a bundle uses, each with the question it answers.
const ANSWER_LISTS: [(WordList, &str, &str); 10] = [
    (WordList::Touch, "touch", "Touch together"),
    (WordList::Asked, "asked", "Whether the baby was asked first"),
    (WordList::States, "state", "The baby's state"),
    (WordList::Areas, "area", "Where"),
    (WordList::Strokes, "stroke", "Stroke"),
    (WordList::Ended, "ended", "How it ended"),
    (WordList::Reasons, "reason", "Why not today"),
    (WordList::Meant, "meant", "What it seemed to mean"),
    (WordList::Responses, "response", "What we did"),
    (WordList::Helped, "helped", "Whether it helped"),
];

const DOING_LIST: (WordList, &str, &str) = (WordList::Doing, "doing", "What was going on");

/// How a carer is: in the bundle only when asked for.
const CHECKIN_LISTS: [(WordList, &str, &str); 5] = [
    (WordList::Felt, "felt", "How it was"),
    (WordList::Energy, "energy", "Energy"),
    (WordList::Feelings, "feeling", "Feeling"),
    (WordList::Sure, "sure", "Sure of what baby was telling me"),
    (WordList::Company, "company", "Time with other people"),
];

const PLAIN_CODES: [(&str, &str); 5] = [
    ("cues", "Cues seen together"),
    ("cue", "Cue"),
    ("not-today", "Not today"),
    ("state-before", "The baby's state before"),
    ("state-after", "The baby's state after"),
];

const CHECKIN_CODE: (&str, &str) = ("check-in", "How the carer is");

/// The code system as it comes along: every code a bundle may use, and what it says.
pub(crate) fn build_code_system(asked: &FhirBundleBuilder<'_>) -> Value {
    let mut concepts: Vec<Value> = PLAIN_CODES.iter().map(|(code, says)| build_concept(code, says)).collect();
    let mut lists: Vec<_> = ANSWER_LISTS.into_iter().chain([DOING_LIST]).collect();
    if asked.checkins_carer.is_some() {
        concepts.push(build_concept(CHECKIN_CODE.0, CHECKIN_CODE.1));
        lists.extend(CHECKIN_LISTS);
    }
    for (of, code, says) in lists {
        concepts.push(build_concept(code, says));
        for word in list(of) {
            concepts.push(build_concept(&format!("{code}.{}", word.code), &word.words));
        }
    }
    for cue in vocabulary::all_cues() {
        concepts.push(build_concept(&format!("cue.{}", cue.id), &cue.words));
    }
    for own in &asked.family.custom_cues {
        concepts.push(build_concept(&format!("cue.{}", own.code), &sanitize_text(&own.words)));
    }
    json!({
        "resourceType": "CodeSystem",
        "id": CODE_SYSTEM_ID,
        "url": CODE_SYSTEM_URL,
        "name": "CuebookCodes",
        "title": "What a parent saw and did, in cuebook's words",
        "status": "active",
        "description": "Codes of a family's own journal. They are no clinical measure.",
        "copyright": LOINC_NOTICE,
        "caseSensitive": true,
        "content": "complete",
        "concept": concepts,
    })
}

fn build_concept(code: &str, says: &str) -> Value {
    json!({"code": code, "display": says})
}

/// A question of ours as a code with its words.
pub(crate) fn build_question_code(code: &str) -> Value {
    let lists = ANSWER_LISTS.iter().chain([&DOING_LIST]).chain(&CHECKIN_LISTS);
    let asked = lists.map(|(_, code, says)| (*code, *says));
    let says = asked
        .chain(PLAIN_CODES)
        .chain([CHECKIN_CODE])
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, says)| says);
    json!({"coding": [{"system": CODE_SYSTEM_URL, "code": code, "display": says}], "text": says})
}

/// An answer of a list; a code this version does not know has its text alone.
pub(crate) fn build_answer_code(of: WordList, code: &str) -> Value {
    let lists = ANSWER_LISTS.iter().chain([&DOING_LIST]).chain(&CHECKIN_LISTS);
    let prefix = lists.into_iter().find(|(list, ..)| *list == of);
    match (prefix, vocabulary::find_word(of, code)) {
        (Some((_, prefix, _)), Some(word)) => {
            let full = format!("{prefix}.{code}");
            json!({
                "coding": [{"system": CODE_SYSTEM_URL, "code": full, "display": word.words}],
                "text": word.words,
            })
        }
        _ => json!({"text": sanitize_text(label_for(of, code))}),
    }
}

/// A cue in our words, or the family's own.
pub(crate) fn build_cue_code(code: &str, family: &Family) -> Value {
    let known =
        vocabulary::find_cue_by_id(code).is_some() || family.custom_cues.iter().any(|own| own.code == code);
    let says = sanitize_text(family.cue_label(code)).into_owned();
    if known {
        let full = format!("cue.{code}");
        json!({"coding": [{"system": CODE_SYSTEM_URL, "code": full, "display": says}], "text": says})
    } else {
        json!({"text": says})
    }
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
