//! The code system of our own: for what a parent saw and did there is no other. Its codes are those of the journal with
//! their list before them, as one code means different things in different lists.
//!
//! ```text
//!  cue.q-look    responses.paused    helped.yes    touch.massage
//! ```

use super::{FhirAsked, LOINC_NOTICE};
use crate::journal::Family;
use crate::journal::tell::plain;
use crate::words::{self, List, list, say};
use serde_json::{Value, json};

/// The lists of answers a bundle uses, each with the question it answers.
const ASKED: [(List, &str, &str); 10] = [
    (List::Touch, "touch", "Touch together"),
    (List::Asked, "asked", "Whether the baby was asked first"),
    (List::States, "state", "The baby's state"),
    (List::Areas, "area", "Where"),
    (List::Strokes, "stroke", "Stroke"),
    (List::Ended, "ended", "How it ended"),
    (List::Reasons, "reason", "Why not today"),
    (List::Meant, "meant", "What it seemed to mean"),
    (List::Responses, "response", "What we did"),
    (List::Helped, "helped", "Whether it helped"),
];

const DOING: (List, &str, &str) = (List::Doing, "doing", "What was going on");

/// How a carer is: in the bundle only when asked for.
const CHECKIN: [(List, &str, &str); 5] = [
    (List::Felt, "felt", "How it was"),
    (List::Energy, "energy", "Energy"),
    (List::Feelings, "feeling", "Feeling"),
    (List::Sure, "sure", "Sure of what baby was telling me"),
    (List::Company, "company", "Time with other people"),
];

const PLAIN: [(&str, &str); 5] = [
    ("cues", "Cues seen together"),
    ("cue", "Cue"),
    ("not-today", "Not today"),
    ("state-before", "The baby's state before"),
    ("state-after", "The baby's state after"),
];

const CHECKIN_CODE: (&str, &str) = ("check-in", "How the carer is");

/// The code system as it comes along: every code a bundle may use, and what it says.
pub(crate) fn system(asked: &FhirAsked<'_>) -> Value {
    let mut concepts: Vec<Value> = PLAIN.iter().map(|(code, says)| concept(code, says)).collect();
    let mut lists: Vec<_> = ASKED.into_iter().chain([DOING]).collect();
    if asked.checkins_of.is_some() {
        concepts.push(concept(CHECKIN_CODE.0, CHECKIN_CODE.1));
        lists.extend(CHECKIN);
    }
    for (of, code, says) in lists {
        concepts.push(concept(code, says));
        for word in list(of) {
            concepts.push(concept(&format!("{code}.{}", word.code), &word.words));
        }
    }
    for cue in words::cues() {
        concepts.push(concept(&format!("cue.{}", cue.id), &cue.words));
    }
    for own in &asked.family.own_cues {
        concepts.push(concept(&format!("cue.{}", own.code), &plain(&own.words)));
    }
    json!({
        "resourceType": "CodeSystem",
        "id": SYSTEM_ID,
        "url": SYSTEM,
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

fn concept(code: &str, says: &str) -> Value {
    json!({"code": code, "display": says})
}

/// A question of ours as a code with its words.
pub(crate) fn question(code: &str) -> Value {
    let lists = ASKED.iter().chain([&DOING]).chain(&CHECKIN);
    let asked = lists.map(|(_, code, says)| (*code, *says));
    let says = asked
        .chain(PLAIN)
        .chain([CHECKIN_CODE])
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, says)| says);
    json!({"coding": [{"system": SYSTEM, "code": code, "display": says}], "text": says})
}

/// An answer of a list; a code this version does not know has its text alone.
pub(crate) fn answer(of: List, code: &str) -> Value {
    let lists = ASKED.iter().chain([&DOING]).chain(&CHECKIN);
    let prefix = lists.into_iter().find(|(list, ..)| *list == of);
    match (prefix, words::word(of, code)) {
        (Some((_, prefix, _)), Some(word)) => {
            let full = format!("{prefix}.{code}");
            json!({
                "coding": [{"system": SYSTEM, "code": full, "display": word.words}],
                "text": word.words,
            })
        }
        _ => json!({"text": plain(say(of, code))}),
    }
}

/// A cue in our words, or the family's own.
pub(crate) fn cue(code: &str, family: &Family) -> Value {
    let known = words::cue(code).is_some() || family.own_cues.iter().any(|own| own.code == code);
    let says = plain(family.cue_words(code)).into_owned();
    if known {
        let full = format!("cue.{code}");
        json!({"coding": [{"system": SYSTEM, "code": full, "display": says}], "text": says})
    } else {
        json!({"text": says})
    }
}

/// The category of everything here: told by a person.
pub(crate) fn survey() -> Value {
    json!({"coding": [{
        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
        "code": "survey",
        "display": "Survey",
    }]})
}

const SYSTEM_ID: &str = "5f0e3d52-7c1b-5a86-9d43-21b6f0c8a7e9";
const SYSTEM: &str = "urn:uuid:5f0e3d52-7c1b-5a86-9d43-21b6f0c8a7e9";
