//! The journal as a FHIR R4 bundle for another program: what has a fitting code, and nothing else.
//!
//! Sleep of a recorded night stands under LOINC; touch, "not today" and cues under a code system of our own that comes
//! along in the bundle. Notes, nights in words and how a carer felt around a massage have no place here. Check-ins only
//! when their writer asks, and then about that carer, never about the baby.
//!
//! ```text
//!  CodeSystem            the words of our own codes, and the notice LOINC asks for
//!  Patient               each baby; the carer too, when check-ins are asked for
//!  RelatedPerson         each carer of each baby: who saw it
//!  Observation           a night's sleep | a touch -> its moments | a moment of cues | a check-in
//! ```

pub(crate) mod code_system;
pub(crate) mod observations;
pub(crate) mod patients;

use crate::model::{DayBoundaries, Details, Entry, Family, Id};
use crate::stats::DayStats;
use crate::texts::fhir_codes as texts;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Copy)]
pub(crate) struct FhirBundleBuilder<'a> {
    /// The family; all of its babies are in.
    pub family: &'a Family,
    /// The carer who asked for their own check-ins to be in it; none leaves every check-in out.
    pub checkins_carer: Option<Id>,
}

/// What the sleeps of each night say beside their minutes.
#[derive(Default)]
pub(crate) struct NightSources(BTreeMap<(Id, NaiveDate), NightSource>);

#[derive(Default)]
struct NightSource {
    /// Who wrote them down, so that the night can name them.
    carers: BTreeSet<Id>,
    /// The times of one are about.
    is_rough: bool,
}

impl NightSources {
    /// Takes a sleep in; all else is passed over.
    pub(crate) fn add_sleep(&mut self, entry: &Entry, hours: &DayBoundaries) {
        let (Details::Sleep(_), Some(baby), Some(until)) = (&entry.details, entry.baby, entry.until) else {
            return;
        };
        let first = crate::model::time::previous_day(hours.date_for_instant(entry.at.unix_seconds()));
        let last = hours.date_for_instant(until.unix_seconds());
        for date in first.iter_days().take_while(|date| *date <= last) {
            let night = hours.night_range(date);
            if entry.at.unix_seconds() < night.to && night.from < until.unix_seconds() {
                let source = self.0.entry((baby, date)).or_default();
                source.carers.insert(entry.carer);
                source.is_rough |= entry.approximate;
            }
        }
    }
}

impl FhirBundleBuilder<'_> {
    /// What the bundle begins with: the codes, the babies, the carers.
    pub(crate) fn build_people(&self) -> Vec<Value> {
        let mut all = vec![code_system::build_code_system(self)];
        all.extend(patients::build_people_resources(self));
        all.into_iter().map(wrap_in_bundle).collect()
    }

    /// The sleep of one recorded night, in minutes, with its wakings and its longest stretch where they are known; none
    /// for any other day.
    pub(crate) fn build_night(
        &self,
        day: &DayStats,
        baby: Id,
        hours: &DayBoundaries,
        sources: &NightSources,
    ) -> Option<Value> {
        if !day.sleep.night_recorded() {
            return None;
        }
        let minutes = day.sleep.night_min?;
        let night = hours.night_range(day.date);
        let source = sources.0.get(&(baby, day.date));
        let is_rough = source.is_some_and(|source| source.is_rough);
        let id = Id::new_v5(&baby, format!("night {}", day.date).as_bytes());
        let mut observation = json!({
            "resourceType": "Observation",
            "id": id,
            "status": "final",
            "category": [code_system::build_survey_category()],
            "code": {
                "coding": [{"system": LOINC, "code": LOINC_SLEEP_DURATION, "display": "Sleep duration"}],
                "text": texts::NIGHT_SLEEP,
            },
            "subject": patients::build_reference(baby),
            "effectivePeriod": {"start": hours.timestamp_at(night.from), "end": hours.timestamp_at(night.to)},
            "valueQuantity": observations::build_minutes(minutes),
            "note": [{"text": texts::night_note(minutes, hours.night_from, hours.night_to, is_rough)}],
        });
        let carers = source.into_iter().flat_map(|source| &source.carers);
        let performers: Vec<Value> = carers
            .map(|carer| patients::build_reference(patients::related_person_id(*carer, baby)))
            .collect();
        if !performers.is_empty() {
            observation["performer"] = json!(performers);
        }
        let parts = observations::build_night_components(&day.sleep, is_rough);
        observations::set_components(&mut observation, parts);
        Some(wrap_in_bundle(observation))
    }

    /// What an entry becomes: nothing, one observation, or a touch and its moments.
    pub(crate) fn build_entry(&self, entry: &Entry) -> Vec<Value> {
        let found = match &entry.details {
            Details::Massage(massage) => observations::build_touch(entry, massage, self),
            Details::Cue(cue) => observations::build_cues(entry, cue, self),
            Details::Checkin(checkin)
                if self.checkins_carer == Some(entry.carer) && entry.sealed_ciphertext().is_none() =>
            {
                vec![observations::build_checkin(entry, checkin)]
            }
            Details::Checkin(_) | Details::Sleep(_) | Details::Note(_) => Vec::new(),
        };
        found.into_iter().map(wrap_in_bundle).collect()
    }
}

/// A resource as an entry of the bundle.
fn wrap_in_bundle(resource: Value) -> Value {
    let id = resource["id"].as_str().unwrap_or_default();
    json!({"fullUrl": format!("urn:uuid:{id}"), "resource": resource})
}

const LOINC: &str = "http://loinc.org";
const LOINC_SLEEP_DURATION: &str = "93832-4";
