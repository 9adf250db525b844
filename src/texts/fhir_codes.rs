//! What the codes of a FHIR bundle say, and the notes in it.

use crate::model::TimeOfDay;

pub(crate) const CODE_SYSTEM_TITLE: &str = "What a parent saw and did, in cuebook's words";
pub(crate) const CODE_SYSTEM_DESCRIPTION: &str =
    "Codes of a family's own journal. They are not a clinical measure.";
pub(crate) const NIGHT_SLEEP: &str = "Sleep in the night";
const PARENT_REPORTED: &str = "Parent-reported, from the family's own journal";

/// The notice that LOINC's licence asks for wherever its codes are used.
pub(crate) const LOINC_NOTICE: &str = "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc.";

/// What a question of our code system asks, by its code.
pub(crate) fn display_of(code: &str) -> &str {
    match code {
        "night-wakings" => "How often the baby woke in the night",
        "longest-stretch" => "Longest stretch of the night's sleep, counted whole",
        "rough-times" => "Some of the times are rough",
        "cues" => "Cues seen together",
        "cue" => "Cue",
        "not-today" => "Not today",
        "state-before" => "The baby's state before",
        "state-after" => "The baby's state after",
        "check-in" => "How the carer is",
        "touch" => "Touch together",
        "asked" => "Whether the baby was asked first",
        "state" => "The baby's state",
        "area" => "Where",
        "stroke" => "Stroke",
        "ended" => "How it ended",
        "reason" => "Why not today",
        "meant" => "What it seemed to mean",
        "response" => "What we did",
        "helped" => "Whether it helped",
        "doing" => "What was going on",
        "felt" => "How it was",
        "energy" => "Energy",
        "feeling" => "Feeling",
        "sure" => "Sure of what baby was telling me",
        "company" => "Time with other people",
        code => code,
    }
}

pub(crate) fn observation_note(is_approximate: bool) -> String {
    let rough = if is_approximate { " The time is rough." } else { "" };
    format!("{PARENT_REPORTED}.{rough}")
}

pub(crate) fn night_note(minutes: i64, night_from: TimeOfDay, night_to: TimeOfDay, is_rough: bool) -> String {
    let rough = if is_rough { " Some of the times are rough." } else { "" };
    format!("{PARENT_REPORTED}: {minutes} minutes asleep, {night_from} to {night_to}.{rough}")
}
