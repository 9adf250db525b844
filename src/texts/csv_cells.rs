//! What a cell of an archive is not.

pub(crate) const NO_DATE: &str = "no date like 2026-11-22";
pub(crate) const NO_FLAG: &str = "neither true nor false";
pub(crate) const NO_IDENTITY: &str = "no identity (a UUID)";
pub(crate) const NO_TIME: &str = "no time like 2026-11-22T10:15:00+00:00";
pub(crate) const NO_WHOLE_NUMBER: &str = "no whole number";
