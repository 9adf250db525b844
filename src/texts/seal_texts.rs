//! Titles in the history that tell nothing of what only its writer can read.

pub(crate) const SEVERAL_CHANGES: &str = "several changes, some for their writer";

pub(crate) fn entry_for_its_writer(kind: &str) -> String {
    format!("a {kind} for its writer")
}
