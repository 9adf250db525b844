//! What each kind of entry holds, one file a kind.

pub(crate) mod checkin;
pub(crate) mod cue;
pub(crate) mod massage;
pub(crate) mod note;
pub(crate) mod sleep;

use crate::model::fields::FieldSpec;
use crate::model::{Details, EntryKind, Moment};

impl EntryKind {
    /// The fields of a kind, in the order they are told.
    pub fn fields(self) -> &'static [FieldSpec<Details>] {
        match self {
            Self::Massage => massage::FIELDS,
            Self::Cue => cue::FIELDS,
            Self::Sleep => sleep::FIELDS,
            Self::Checkin => checkin::FIELDS,
            Self::Note => note::FIELDS,
        }
    }

    pub fn field(self, key: &str) -> Option<&'static FieldSpec<Details>> {
        self.fields().iter().find(|field| field.key == key)
    }
}

/// The fields of a moment, in the order CSV has them.
pub fn moment_fields() -> &'static [FieldSpec<Moment>] {
    massage::MOMENT_FIELDS
}
