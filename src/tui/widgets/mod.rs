//! Drawing that knows nothing of babies: looks, text and its width, a field being typed, small plots in a row.
//!
//! Must not name the journal, the store or the keys.

pub(crate) mod date_range;
pub(crate) mod text_input;
