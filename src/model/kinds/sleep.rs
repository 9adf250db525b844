//! A sleep of the baby's, with times or in words only.

use crate::model::Details;
use crate::model::fields::{FieldShape, FieldSpec, Wording, at, keys};
use crate::texts::entry_fields;
use crate::vocabulary::WordList;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A sleep; its start and end are the entry's.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sleep {
    /// How settled: `held`, `fed`, …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wakings: Option<u16>,
    /// Nap or night, where the parent overruled the hours: `true` nap, `false` night.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nap: Option<bool>,
    /// A night in words only: the date on whose evening it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub night: Option<NaiveDate>,
    /// The words for that night: `badly`, `well`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Came from another app, so it never "runs".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
}

pub(crate) const FIELDS: &[FieldSpec<Details>] = &[
    FieldSpec::new("settled", "how settled", FieldShape::Many(WordList::Settled, at!(Sleep.settled)))
        .standalone(),
    FieldSpec::new(
        keys::WAKINGS,
        entry_fields::WAKINGS,
        FieldShape::Number(0..=u16::MAX, at!(Sleep.wakings)),
    )
    .told(Wording::Count(entry_fields::woke_times))
    .printed_elsewhere(""),
    FieldSpec::new(keys::NAP, entry_fields::NAP, FieldShape::Either(["nap", "night"], at!(Sleep.nap)))
        .untold()
        .standalone(),
    FieldSpec::new(keys::NIGHT, entry_fields::NIGHT, FieldShape::Date(at!(Sleep.night)))
        .hint(entry_fields::NIGHT_HINT)
        .untold()
        .printed_elsewhere(""),
    FieldSpec::new(keys::WORDS, entry_fields::WORDS, FieldShape::Words(WordList::Night, at!(Sleep.words)))
        .hint(entry_fields::WORDS_HINT)
        .untold()
        .printed_elsewhere(""),
    FieldSpec::internal(keys::IMPORTED, FieldShape::Flag(at!(Sleep.imported))).keyword(keys::IMPORTED),
];
