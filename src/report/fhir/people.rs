//! Who a bundle is about and who saw it. Names as the family writes them, the date of birth where it is known, no more.

use super::FhirAsked;
use crate::journal::tell::plain;
use crate::journal::{Baby, Carer, Id};
use serde_json::{Value, json};

/// Every baby, every carer of every baby; and the carer whose check-ins were asked for, as a person of their own.
pub(crate) fn all(asked: &FhirAsked<'_>) -> Vec<Value> {
    let family = asked.family;
    let mut all: Vec<Value> = family.babies.iter().map(baby).collect();
    for baby in &family.babies {
        all.extend(family.carers.iter().map(|it| carer(it, baby.id)));
    }
    let own = asked.checkins_of.and_then(|id| family.carer(id));
    all.extend(
        own.map(|it| json!({"resourceType": "Patient", "id": it.id, "name": [{"text": plain(it.called())}]})),
    );
    all
}

fn baby(baby: &Baby) -> Value {
    let mut told =
        json!({"resourceType": "Patient", "id": baby.id, "name": [{"text": plain(baby.called())}]});
    if let Some(born) = baby.born {
        told["birthDate"] = json!(born);
    }
    told
}

fn carer(carer: &Carer, baby: Id) -> Value {
    json!({
        "resourceType": "RelatedPerson",
        "id": related(carer.id, baby),
        "patient": reference(baby),
        "name": [{"text": plain(carer.called())}],
    })
}

/// A carer as somebody of one baby's: the same in every bundle.
pub(crate) fn related(carer: Id, baby: Id) -> Id {
    Id::new_v5(&baby, carer.as_bytes())
}

pub(crate) fn reference(id: Id) -> Value {
    json!({"reference": format!("urn:uuid:{id}")})
}
