//! Who a bundle is about and who saw it. Names as the family writes them, the date of birth where it is known, no more.

use crate::model::describe::sanitize_text;
use crate::model::{Baby, Carer, Id};
use crate::report::fhir::FhirBundleBuilder;
use serde_json::{Value, json};

/// Every baby, every carer of every baby; and the carer whose check-ins were asked for, as a person of their own.
pub(crate) fn build_people_resources(builder: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let family = builder.family;
    let mut people: Vec<Value> = family.babies.iter().map(build_baby).collect();
    for baby in &family.babies {
        people.extend(family.carers.iter().map(|carer| build_related_person(carer, baby.id)));
    }
    let asked_for = builder.checkins_carer.and_then(|id| family.find_carer(id));
    people.extend(asked_for.map(|carer| build_patient(carer.id, carer.display_name())));
    people
}

fn build_patient(id: Id, name: &str) -> Value {
    json!({"resourceType": "Patient", "id": id, "name": [{"text": sanitize_text(name)}]})
}

fn build_baby(baby: &Baby) -> Value {
    let mut patient = build_patient(baby.id, baby.display_name());
    if let Some(born) = baby.born {
        patient["birthDate"] = json!(born);
    }
    patient
}

fn build_related_person(carer: &Carer, baby: Id) -> Value {
    json!({
        "resourceType": "RelatedPerson",
        "id": related_person_id(carer.id, baby),
        "patient": build_reference(baby),
        "name": [{"text": sanitize_text(carer.display_name())}],
    })
}

/// A carer as somebody of one baby's: the same in every bundle.
pub(crate) fn related_person_id(carer: Id, baby: Id) -> Id {
    Id::new_v5(&baby, carer.as_bytes())
}

pub(crate) fn build_reference(id: Id) -> Value {
    json!({"reference": format!("urn:uuid:{id}")})
}
