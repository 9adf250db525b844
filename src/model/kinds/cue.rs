//! One moment of cues outside a massage.

use crate::model::fields::{FieldShape, FieldSpec, at, keys};
use crate::model::{Details, Moment};
use crate::texts::entry_fields;
use crate::vocabulary::WordList;
use serde::{Deserialize, Serialize};

/// Cues seen together, and what was going on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Cue {
    /// What was seen; one moment when written here, more only from elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What was going on: `feeding`, `play`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doing: Option<String>,
}

pub(crate) const FIELDS: &[FieldSpec<Details>] = &[
    FieldSpec::internal(keys::MOMENTS, FieldShape::Moments),
    FieldSpec::new(keys::STATE, entry_fields::STATE, FieldShape::One(WordList::States, at!(Cue.state))),
    FieldSpec::new(keys::DOING, entry_fields::DOING, FieldShape::One(WordList::Doing, at!(Cue.doing)))
        .keyword("while"),
];
