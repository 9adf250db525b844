//! Parts of screens that know nothing of babies: a list with its cursor, a text being typed, small plots in a row.
//!
//! Must not name the journal or the store.

pub(crate) mod date_range;
pub(crate) mod list;
pub(crate) mod text_input;
