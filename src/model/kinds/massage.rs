//! A massage or other nurturing touch, and the moments seen in it. Codes are those of `assets/`.

use crate::model::fields::{Access, FieldShape, FieldSpec, Wording, at, keys};
use crate::model::{Details, Timestamp};
use crate::texts::entry_fields;
use crate::vocabulary::WordList;
use serde::{Deserialize, Serialize};

/// "Not today", and no reason was given.
pub(crate) const NO_REASON_CODE: &str = "no-reason";
/// The reason "not now": the baby was asked.
pub(crate) const NOT_NOW_CODE: &str = "not-now";

/// Touch together, or "not today"; every field is blank until it is answered.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Massage {
    /// Begun live and not ended yet; only then is a missing end "running".
    #[serde(rename = "running", skip_serializing_if = "std::ops::Not::not")]
    pub live: bool,
    /// The touch: `massage`, `skin-to-skin`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touch: Option<String>,
    /// What baby answered when asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strokes: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// `none`, or the oil's name in the family's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oil: Option<String>,
    /// What the baby wore, how the baby lay, what was sung and who was there, each in the family's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clothes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub song: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<String>,
    /// How the carer felt before, 1 (heavy) to 5 (good).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt_before: Option<u8>,
    /// How the carer felt after, 1 (heavy) to 5 (good).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub felt_after: Option<u8>,
    /// "Not today", with its reason, or [`NO_REASON_CODE`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_today: Option<String>,
}

/// Cues seen together, what they seemed to mean, what was done and whether it helped.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// When, if known more exactly than the entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cues: Vec<String>,
    /// What it seemed to mean: `more`, `change`, `either`, `not-sure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meant: Option<String>,
    /// The family's own word for it: `hungry`, `wind`, `too bright`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_meaning: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub did: Vec<String>,
    /// Whether it helped: `yes`, `a-bit`, `no`, `not-sure`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helped: Option<String>,
}

impl Moment {
    /// Whether nothing has been said in it.
    pub(crate) fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// How a carer felt is their own: it is told nowhere but in the entry itself.
impl Massage {
    /// Why it was not: the reason that was given, or that the baby was asked and said "not now".
    pub(crate) fn reason_given(&self) -> Option<&str> {
        let reason = self.not_today.as_deref()?;
        let answer = self.asked.as_deref().filter(|answer| *answer == NOT_NOW_CODE);
        Some(reason).filter(|reason| *reason != NO_REASON_CODE).or(answer)
    }

    /// Touch called massage, or not called anything.
    pub(crate) fn is_massage(&self) -> bool {
        self.touch.as_deref().is_none_or(|touch| touch == "massage")
    }
}

pub(crate) const FIELDS: &[FieldSpec<Details>] = &[
    FieldSpec::new(keys::NOT_TODAY, "why not", FieldShape::One(WordList::Reasons, at!(Massage.not_today)))
        .untold()
        .printed_elsewhere(""),
    FieldSpec::new(keys::TOUCH, "touch", FieldShape::One(WordList::Touch, at!(Massage.touch))).untold(),
    FieldSpec::new(keys::ASKED, "asked first?", FieldShape::One(WordList::Asked, at!(Massage.asked)))
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("asked first: {}")),
    FieldSpec::new(keys::BEFORE, "baby before", FieldShape::One(WordList::States, at!(Massage.before)))
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("before: {}")),
    FieldSpec::new(keys::AREAS, "where", FieldShape::Many(WordList::Areas, at!(Massage.areas)))
        .in_list(Wording::Elsewhere)
        .printed_elsewhere(""),
    FieldSpec::new(keys::STROKES, "strokes", FieldShape::Many(WordList::Strokes, at!(Massage.strokes)))
        .in_list(Wording::Elsewhere)
        .printed_elsewhere(""),
    FieldSpec::internal(keys::MOMENTS, FieldShape::Moments),
    FieldSpec::new(keys::ENDED, entry_fields::ENDED, FieldShape::One(WordList::Ended, at!(Massage.ended)))
        .in_list(Wording::Elsewhere)
        .printed_elsewhere(keys::ENDED),
    FieldSpec::new(keys::AFTER, "baby after", FieldShape::One(WordList::States, at!(Massage.after)))
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("after: {}")),
    FieldSpec::new(keys::OIL, "oil", FieldShape::Text(at!(Massage.oil)))
        .hint(entry_fields::OIL_HINT)
        .recalled()
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("oil: {}")),
    FieldSpec::new("clothes", "clothes", FieldShape::Text(at!(Massage.clothes)))
        .hint(entry_fields::CLOTHES_HINT)
        .recalled()
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("clothes: {}")),
    FieldSpec::new("position", "position", FieldShape::Text(at!(Massage.position)))
        .hint(entry_fields::POSITION_HINT)
        .recalled()
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("position: {}")),
    FieldSpec::new("song", "song", FieldShape::Text(at!(Massage.song)))
        .hint(entry_fields::SONG_HINT)
        .recalled()
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("song: {}")),
    FieldSpec::new("present", entry_fields::PRESENT, FieldShape::Text(at!(Massage.present)))
        .hint(entry_fields::PRESENT_HINT)
        .recalled()
        .in_list(Wording::Elsewhere)
        .in_sentence(Wording::Plain("with us: {}")),
    FieldSpec::new(
        keys::FELT_BEFORE,
        entry_fields::FELT_BEFORE,
        FieldShape::Scale(WordList::Felt, at!(Massage.felt_before)),
    )
    .untold()
    .printed_elsewhere(""),
    FieldSpec::new(
        keys::FELT_AFTER,
        entry_fields::FELT_AFTER,
        FieldShape::Scale(WordList::Felt, at!(Massage.felt_after)),
    )
    .untold()
    .printed_elsewhere(""),
    FieldSpec::internal(keys::RUNNING, FieldShape::Flag(at!(Massage.live))).keyword(keys::RUNNING),
];

/// The way to a field of a moment.
macro_rules! in_moment {
    ($field:ident) => {
        Access { get: |of: &Moment| Some(&of.$field), get_mut: |of: &mut Moment| Some(&mut of.$field) }
    };
}

pub(crate) const MOMENT_FIELDS: &[FieldSpec<Moment>] = &[
    FieldSpec::new(keys::AT, "at", FieldShape::Time(in_moment!(at)))
        .hint(entry_fields::AT_HINT)
        .printed_elsewhere(""),
    FieldSpec::new(keys::AREA, "touching", FieldShape::One(WordList::Areas, in_moment!(area)))
        .printed_elsewhere(""),
    FieldSpec::new(keys::CUES, "cues", FieldShape::Cues(in_moment!(cues)))
        .hint(entry_fields::CUES_HINT)
        .printed_elsewhere(""),
    FieldSpec::new(keys::MEANT, entry_fields::MEANT, FieldShape::One(WordList::Meant, in_moment!(meant))),
    FieldSpec::new(keys::OWN_MEANING, entry_fields::OWN_MEANING, FieldShape::Text(in_moment!(own_meaning)))
        .hint(entry_fields::OWN_MEANING_HINT)
        .recalled()
        .keyword("seemed"),
    FieldSpec::new(keys::DID, entry_fields::DID, FieldShape::Many(WordList::Responses, in_moment!(did))),
    FieldSpec::new(keys::HELPED, entry_fields::HELPED, FieldShape::One(WordList::Helped, in_moment!(helped))),
];
