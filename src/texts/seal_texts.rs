//! What is said of seals: titles in the history that tell nothing of what only its writer can read, and a seal that is
//! not as it should be.

pub(crate) const SEVERAL_CHANGES: &str = "several changes, some for their writer";

/// Who wrote what is sealed, where the journal does not know them any more.
pub(crate) const SOMEBODY: &str = "somebody";

pub(crate) fn entry_for_its_writer(kind: &str) -> String {
    format!("a {kind} for its writer")
}

// The copies beside the journal, where an entry became its writer's alone.

pub(crate) fn open_in_copies(copies: &[String]) -> String {
    format!(
        "It is sealed in the journal. These copies could not be rewritten and may still have it open: {}. Please remove them yourself.",
        copies.join(", ")
    )
}

pub(crate) fn copies_not_sealed(why: &str) -> String {
    format!("It is sealed in the journal. The copies beside it may still have it open: {why}")
}

// A seal that is not as it should be.

pub(crate) fn seal_gone(carer: &str) -> String {
    format!("The seal of {carer} is not in this journal any more. What they write would be open.")
}

/// The fingerprints as they are now and as they were.
pub(crate) fn seal_replaced(carer: &str, now: &str, then: &str) -> String {
    format!(
        "The seal of {carer} is another than the one last seen here. Somebody else may read what they write. It was {then}. Now it is {now}."
    )
}

pub(crate) fn seal_not_theirs(carer: &str) -> String {
    format!(
        "The seal of {carer} does not belong to their passphrase. Somebody else may read what they write."
    )
}

pub(crate) const NOTHING_OF_THEIRS: &str =
    "Until you answer, no check-in or private note of theirs is saved.";

/// `carer` as a shell takes it.
pub(crate) fn put_back_command(carer: &str) -> String {
    format!("`cuebook seal --carer {carer} --put-back` puts their own seal back, with their passphrase.")
}

pub(crate) fn accept_command(carer: &str) -> String {
    format!("`cuebook seal --carer {carer} --accept` takes the seal as it is now.")
}

/// `carer` as a shell takes it.
pub(crate) fn seal_anew_command(carer: &str) -> String {
    format!("`cuebook seal --carer {carer}` seals anew.")
}

/// Of an entry that would be open. What was typed is still there.
pub(crate) fn seal_at_fault(carer: &str) -> String {
    format!(
        "The seal of {carer} is not as it was, so this was not saved. Somebody else could read it. Answer with `cuebook seal --carer NAME --put-back`, or with --accept."
    )
}

// The same in the app.

pub(crate) const FAULT_HEADING: &str = "A seal is not as it was";
pub(crate) const PUT_BACK_LABEL: &str = "put their own seal back, with their passphrase";
pub(crate) const ACCEPT_LABEL: &str = "take it as it is now, with its passphrase";
pub(crate) const LATER_LABEL: &str = "later: until then, none of their check-ins is saved";
pub(crate) const ANSWERED: &str = "The seal is as it should be.";

pub(crate) const NO_SEAL_SEEN: &str = "No seal of theirs was seen here before. Nothing was changed.";
pub(crate) const SEAL_STILL_NEEDED: &str =
    "Some of what they wrote is sealed, so a seal is needed. Nothing was changed.";
