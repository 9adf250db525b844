//! Copies of a journal: backing up, restoring, checking, and reading what damage left.

pub(crate) mod backup;
pub(crate) mod clone_database;
pub(crate) mod conflict_copies;
pub(crate) mod copy_contents;
pub(crate) mod integrity_check;
pub(crate) mod restore;
pub(crate) mod rewrite_backups;
pub(crate) mod rewrite_rows;
pub(crate) mod salvage;
