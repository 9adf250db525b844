//! `cuebook export` and `cuebook report`.

pub(crate) const WITH_ONLY_FOR_FHIR: &str =
    "--with checkins is for --format fhir; the other formats hold everything the family wrote.";
pub(crate) const FHIR_WITH_CHECKINS: &str = "In this bundle is what has a fitting code: the sleep of recorded nights, touch and cues, and the check-ins asked for. Notes and nights in words are not in it.";
pub(crate) const FHIR: &str = "In this bundle is what has a fitting code: the sleep of recorded nights, touch and cues. Notes, nights in words and how you felt are not in it.";
pub(crate) const NAME_A_FOLDER: &str =
    "CSV is a folder of files, one a kind: please name a new one with --out FOLDER.";
pub(crate) const STOPPED: &str = "Stopped; nothing was kept outside the journal, which is as it was.";
pub(crate) const HISTORY_LEFT_OUT: &str =
    "The history of changes stays behind in the journal: what was undone or edited is not in this archive.";
pub(crate) const WROTE: &str = "Wrote";

pub(crate) fn saved_archive(path: &str) -> String {
    format!("Everything is in {path}, for your eyes only.")
}

pub(crate) fn saved_bundle(path: &str) -> String {
    format!("The bundle is in {path}, for your eyes only.")
}

pub(crate) fn saved_folder(path: &str) -> String {
    format!(
        "Everything is in the folder {path}, for your eyes only. A \"'\" in front of a text keeps spreadsheets from taking it for a formula; import takes it away again."
    )
}

pub(crate) const NO_PDF_IN_TERMINAL: &str = "A PDF cannot be shown in a terminal. Please name a file with --out, or send --out - into another program.";
pub(crate) const CHECKINS_OF_WHOM: &str =
    "Check-ins go on a page only when their writer asks: please add --with checkins --carer and the name.";

pub(crate) fn unknown_section(typed: &str, known: &str) -> String {
    format!("\"{typed}\" is not a part of the page. There are {known}, like --sections visit,sleep.")
}
