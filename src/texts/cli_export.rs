//! `cuebook export` and `cuebook report`.

use crate::texts::saved_files::WHO_CAN_OPEN;

pub(crate) const WITH_ONLY_FOR_FHIR: &str =
    "--with checkins is for --format fhir. The other formats have everything the family wrote.";
pub(crate) const FHIR_WITH_CHECKINS: &str = "This bundle has what there is a code for: the sleep of recorded nights, touch and cues, and the check-ins you asked for. It has no notes and no nights in words.";
pub(crate) const FHIR: &str = "This bundle has what there is a code for: the sleep of recorded nights, touch and cues. It has no notes, no nights in words, and not how you felt.";
pub(crate) const NAME_A_FOLDER: &str =
    "CSV is a folder of files, one for each kind. Please name a new folder with --out FOLDER.";
pub(crate) const STOPPED: &str = "Stopped. Nothing was written, and the journal is as it was.";
pub(crate) const HISTORY_LEFT_OUT: &str =
    "The history of changes is not in this archive: what you undid or edited stays in the journal.";
pub(crate) const HIDDEN_LEFT_OUT: &str = "What a carer shows to nobody is not in this archive. With their passphrase (--seal-fd) it goes along, sealed.";
pub(crate) const WROTE: &str = "Wrote";

pub(crate) fn saved_archive(path: &str) -> String {
    format!("Saved: everything is in {path}. {WHO_CAN_OPEN}")
}

pub(crate) fn saved_bundle(path: &str) -> String {
    format!("Saved: the bundle is in {path}. {WHO_CAN_OPEN}")
}

/// `has_marked_texts`: some have a sign in front.
pub(crate) fn saved_folder(path: &str, has_marked_texts: bool) -> String {
    let marked = if has_marked_texts {
        " Some texts begin with a \"'\", so that a spreadsheet does not take them for a formula. Import removes it."
    } else {
        ""
    };
    format!("Saved: everything is in the folder {path}. {WHO_CAN_OPEN}{marked}")
}

pub(crate) const NO_PDF_IN_TERMINAL: &str =
    "A terminal can't show a PDF. Please name a file with --out, or send --out - into another program.";
pub(crate) const CHECKINS_OF_WHOM: &str =
    "Check-ins go on a page only when their writer asks. Please add --with checkins --carer and the name.";

pub(crate) fn unknown_section(typed: &str, known: &str) -> String {
    format!("\"{typed}\" is not a part of the page. There are {known}, like --sections visit,sleep.")
}
