//! What a cell of an archive is not.

pub(crate) const NO_DATE: &str = "not a date like 2026-11-22";
pub(crate) const NO_FLAG: &str = "not true or false";
pub(crate) const NO_IDENTITY: &str = "not an id (a UUID)";
pub(crate) const NO_TIME: &str = "not a time like 2026-11-22T10:15:00+00:00";
pub(crate) const NO_WHOLE_NUMBER: &str = "not a whole number";
