//! Text as it is shown: made safe, measured, wrapped, kept together. Knows nothing of babies.

pub(crate) mod ascii;
pub(crate) mod no_break;
pub(crate) mod plural;
pub(crate) mod sanitize;
pub(crate) mod script_language;
pub mod search_fold;
pub(crate) mod width;
