//! How a carer is: own words and marks, never a score.

use crate::model::Details;
use crate::model::fields::{FieldShape, FieldSpec, Wording, at, keys};
use crate::texts::entry_fields;
use crate::vocabulary::WordList;
use serde::{Deserialize, Serialize};

/// A check-in; every answer may be left blank.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Checkin {
    /// 1 heavy, 2 hard, 3 mixed, 4 okay, 5 good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt: Option<u8>,
    /// 1 flat … 5 wired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy: Option<u8>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub feelings: Vec<String>,
    /// "Sure of what baby was telling me", 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// "Time with other people", 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<u8>,
    /// All of it, its times and its note, for its writer only: ciphertext, and nothing else is said then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
    /// Set while reading: the ciphertext is not the one its writer sealed here.
    #[serde(skip)]
    pub altered: bool,
}

pub(crate) const FIELDS: &[FieldSpec<Details>] = &[
    FieldSpec::new(keys::FELT, entry_fields::FELT, FieldShape::Scale(WordList::Felt, at!(Checkin.felt)))
        .untold()
        .printed_elsewhere(keys::FELT),
    FieldSpec::new("energy", "energy", FieldShape::Scale(WordList::Energy, at!(Checkin.energy)))
        .in_list(Wording::Plain("energy {}"))
        .in_sentence(Wording::Elsewhere),
    FieldSpec::new(keys::FEELINGS, "feelings", FieldShape::Many(WordList::Feelings, at!(Checkin.feelings)))
        .in_list(Wording::Elsewhere)
        .standalone(),
    FieldSpec::new("sure", entry_fields::SURE, FieldShape::Scale(WordList::Sure, at!(Checkin.sure)))
        .hint(entry_fields::SURE_HINT)
        .in_list(Wording::Plain(entry_fields::SURE_IN_LIST))
        .in_sentence(Wording::Plain(entry_fields::SURE_IN_SENTENCE)),
    FieldSpec::new("company", "other people", FieldShape::Scale(WordList::Company, at!(Checkin.company)))
        .hint(entry_fields::COMPANY_HINT)
        .in_list(Wording::Plain("other people: {}"))
        .in_sentence(Wording::Plain(entry_fields::COMPANY_IN_SENTENCE)),
    FieldSpec::internal(keys::SEALED, FieldShape::Text(at!(Checkin.sealed))),
];
