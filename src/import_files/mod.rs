//! Other apps' files opened, planned against the journal and saved: the one place that joins files, import and store.

pub(crate) mod browse;
pub(crate) mod merge_files;
pub(crate) mod open_files;
pub(crate) mod open_journal;
pub(crate) mod plan_files;
pub(crate) mod prepare;
