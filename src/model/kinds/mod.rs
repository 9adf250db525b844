//! What each kind of entry holds, one file a kind.

pub(crate) mod checkin;
pub(crate) mod cue;
pub(crate) mod massage;
pub(crate) mod note;
pub(crate) mod sleep;
