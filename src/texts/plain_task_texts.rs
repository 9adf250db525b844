//! What is begun from the screens by name and done in plain lines: files that leave the journal or take its place.

// The names.

pub(crate) const EXPORT_LABEL: &str = "export";
pub(crate) const BACK_UP_LABEL: &str = "save a copy";
pub(crate) const RESTORE_LABEL: &str = "restore a copy";
pub(crate) const SHARE_LABEL: &str = "share";
pub(crate) const DOCTOR_LABEL: &str = "check the file";

// The rows in the settings.

pub(crate) const EXPORT_VALUE: &str = "everything in one file, in tables, or for a clinic";
pub(crate) const BACK_UP_VALUE: &str = "the whole journal in a file where you say, such as a stick";
pub(crate) const RESTORE_VALUE: &str = "the journal as a copy has it; you see first what changes";
pub(crate) const DOCTOR_VALUE: &str = "whether it is whole, who can read it, which copies exist";

// What is asked.

pub(crate) const EXPORT_HEADING: &str = "Everything in a file";
pub(crate) const EXPORT_AS: &str = "What is it for?";
pub(crate) const EXPORT_CHOICES: [&str; 3] = [
    "cuebook on another computer, or to keep: one file with everything",
    "a spreadsheet: a folder of tables",
    "a clinic's system: a FHIR bundle, without check-ins",
];
pub(crate) const BACK_UP_HEADING: &str = "A copy of the journal";
pub(crate) const RESTORE_HEADING: &str = "Put a copy in the journal's place";
pub(crate) const RESTORE_WHICH: &str = "Which copy? Nothing is changed before you say yes.";
pub(crate) const ANOTHER_COPY: &str = "another file, by its name";
pub(crate) const NO_CHANGE: &str = "none: leave the journal as it is";
pub(crate) const WHICH_FILE: &str = "The copy's file";
pub(crate) const DOCTOR_HEADING: &str = "How the journal's file is";
pub(crate) const WHERE_TO: &str = "Where to";
pub(crate) const GO_BACK: &str = "Enter alone goes back to cuebook. ";
pub(crate) const NOBODY_TO_ASK: &str = "Nothing was typed, so nothing was changed.";

pub(crate) fn ask_with_proposal(question: &str, proposed: &str) -> String {
    format!("{question} (enter alone: {proposed}): ")
}

pub(crate) fn ask(question: &str) -> String {
    format!("{question} (enter alone: none): ")
}

/// In the demo and in a journal without a file.
pub(crate) const NO_FILE: &str =
    "This journal is in no file, so there is nothing to copy, share or check. It is gone when you leave.";
