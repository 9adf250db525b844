//! What keeps a journal private: encryption of the file, seals of single carers.

pub(crate) mod copies_due;
pub(crate) mod draft_owners;
pub(crate) mod encryption;
pub(crate) mod forget_entry;
pub(crate) mod hidden_entries;
pub(crate) mod lock_report;
pub(crate) mod remove_rows;
pub(crate) mod rewrite_seals;
pub(crate) mod seal_carer;
pub(crate) mod seal_faults;
pub(crate) mod seal_in_copies;
pub(crate) mod seal_keys;
pub(crate) mod sealed_entries;
pub(crate) mod sealed_text;
pub(crate) mod unencrypted_files;
