//! Drawing that knows nothing of babies: looks, text and its width, a field being typed, small plots in a row.
//!
//! Must not name the journal, the store or the keys.

pub mod field;
pub mod look;
pub mod range;
pub mod text;
