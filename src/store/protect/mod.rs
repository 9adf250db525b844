//! What keeps a journal private: encryption of the file, seals of single carers.

pub(crate) mod encryption;
pub(crate) mod lock_report;
pub(crate) mod seal;
pub(crate) mod sealed_entries;
