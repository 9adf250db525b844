//! Drawing that knows nothing of babies: looks, text and its width, a field being typed, a row of cells.
//!
//! Must not name the journal, the store or the keys.

pub mod field;
pub mod look;
pub mod text;
