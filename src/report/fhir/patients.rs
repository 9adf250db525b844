//! Who a bundle is about and who saw it. Names as the family writes them, the date of birth where it is known, no more.

use crate::model::describe::sanitize_text;
use crate::model::{Baby, Carer, Id};
use crate::report::fhir::FhirBundleBuilder;
use serde_json::{Value, json};

/// Every baby, every carer of every baby; and the carer whose check-ins were asked for, as a person of their own.
pub(crate) fn build_people_resources(asked: &FhirBundleBuilder<'_>) -> Vec<Value> {
    let family = asked.family;
    let mut all: Vec<Value> = family.babies.iter().map(baby).collect();
    for baby in &family.babies {
        all.extend(family.carers.iter().map(|it| carer(it, baby.id)));
    }
    let own = asked.checkins_carer.and_then(|id| family.find_carer(id));
    all.extend(
        own.map(|it| json!({"resourceType": "Patient", "id": it.id, "name": [{"text": sanitize_text(it.display_name())}]})),
    );
    all
}

fn baby(build_patient: &Baby) -> Value {
    let mut told = json!({"resourceType": "Patient", "id": build_patient.id, "name": [{"text": sanitize_text(build_patient.display_name())}]});
    if let Some(born) = build_patient.born {
        told["birthDate"] = json!(born);
    }
    told
}

fn carer(build_related_person: &Carer, baby: Id) -> Value {
    json!({
        "resourceType": "RelatedPerson",
        "id": related_person_id(build_related_person.id, baby),
        "patient": build_reference(baby),
        "name": [{"text": sanitize_text(build_related_person.display_name())}],
    })
}

/// A carer as somebody of one baby's: the same in every bundle.
pub(crate) fn related_person_id(carer: Id, baby: Id) -> Id {
    Id::new_v5(&baby, carer.as_bytes())
}

pub(crate) fn build_reference(id: Id) -> Value {
    json!({"reference": format!("urn:uuid:{id}")})
}
