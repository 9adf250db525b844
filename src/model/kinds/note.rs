//! A note: the family's own text, for themselves or for the health visitor.

use crate::model::Details;
use crate::model::fields::{FieldShape, FieldSpec, Wording, at, keys};
use crate::texts::entry_fields;
use serde::{Deserialize, Serialize};

/// A note's own field; its text is the entry's `note`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Note {
    /// A question to take to the health visitor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_visit: bool,
    /// It was talked about: a question that is asked is on no page any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub was_asked: bool,
    /// On no page until its writer ticks it there; readable for its writer only, once they seal what is theirs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// All of it, for its writer only: ciphertext, and nothing else is said then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
    /// Set while reading: the ciphertext is not the one its writer sealed here.
    #[serde(skip)]
    pub altered: bool,
}

pub(crate) const FIELDS: &[FieldSpec<Details>] = &[
    FieldSpec::new(keys::FOR_VISIT, entry_fields::FOR_VISIT, FieldShape::Flag(at!(Note.for_visit)))
        .in_list(Wording::Plain(entry_fields::FOR_VISIT))
        .in_sentence(Wording::Elsewhere)
        .printed_elsewhere(""),
    FieldSpec::new(keys::WAS_ASKED, entry_fields::ASKED, FieldShape::Flag(at!(Note.was_asked)))
        .hint(entry_fields::ASKED_HINT)
        .in_list(Wording::Plain(entry_fields::ASKED))
        .in_sentence(Wording::Plain(entry_fields::ASKED))
        .printed_elsewhere(""),
    FieldSpec::new(keys::PRIVATE, entry_fields::PRIVATE, FieldShape::Flag(at!(Note.private)))
        .hint(entry_fields::PRIVATE_HINT)
        .in_list(Wording::Plain("private"))
        .in_sentence(Wording::Elsewhere)
        .printed_elsewhere(""),
    FieldSpec::internal(keys::SEALED, FieldShape::Text(at!(Note.sealed))),
];
