//! Taking an entry's words out for good, on the command line and on the screen.

/// The title of a change of which something was taken out.
pub(crate) const REST_OF_CHANGE: &str = "several things, of which one was taken out for good";

pub(crate) const STANDS: &str = "It is in the journal:";
pub(crate) const REMOVED_BEFORE: &str = "It was removed or undone, but the history still has it:";
pub(crate) const ONLY_TRACES: &str = "Only a draft or a copy still has it.";
pub(crate) const WARNING: &str = "This deletes its words from the journal, its history, its drafts and the copies cuebook keeps. You can't undo this.";
pub(crate) const QUESTION: &str = "Take it out for good? y/N ";
pub(crate) const ADD_YES: &str = "Nothing was changed: add --yes to take it out for good.";
pub(crate) const FORGOTTEN: &str =
    "Taken out for good: the journal, its history and its drafts no longer have its words.";
pub(crate) const COPIES_WITHOUT: &str = "without it now, too.";
pub(crate) const NOT_REACHED: &str = "cuebook can't reach copies you made with `cuebook backup`, exports, pages, or a synced folder or another computer. Please delete those yourself. A disk may keep traces of deleted files.";
pub(crate) const BESIDE: &str = "These files beside the journal still have it:";
pub(crate) const SEALED: &str = "Only the person who sealed that entry can take it out, with their passphrase: --seal-fd N. Nothing was changed.";
pub(crate) const SEVERAL: &str =
    "More than one entry has an id that begins like that. Please give more of it. Nothing was changed.";

pub(crate) fn no_such_entry(start: &str) -> String {
    format!(
        "No entry has an id that begins with \"{start}\", neither here nor in the history. `cuebook list --json` and `cuebook history --json` print them; give at least four letters or digits."
    )
}

pub(crate) fn rescue_file_left(path: &str) -> String {
    format!("{path} has unsaved words that cannot be read here, perhaps of this entry; it was left as it is.")
}

// On the screen.

pub(crate) const HEADING: &str = "Take out for good";
pub(crate) const KEEP_LABEL: &str = "keep it";
pub(crate) const FORGET_LABEL: &str = "take its words out for good";
pub(crate) const CHOOSE_LABEL: &str = "choose";
pub(crate) fn sealed_on_screen(unseal: &str) -> String {
    format!("Only the person who wrote this can take it out. Press {unseal} and type their passphrase.")
}
pub(crate) const GONE: &str = "It is gone already.";
pub(crate) const OPEN_IN_FORM: &str =
    "It is open in a form. Please leave the form first. Nothing was changed.";

pub(crate) fn take_out_hint(key: &str) -> String {
    format!(" · {key} for good")
}
