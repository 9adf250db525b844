//! `cuebook lock`, `cuebook unlock`, `cuebook seal` and `cuebook unseal`.

pub(crate) const LOCKED_ALREADY: &str = "The journal is locked already. `cuebook lock --change` changes the passphrase, `cuebook unlock` removes the lock.";
pub(crate) const SAME_PASSPHRASE: &str = "It has that passphrase already, so nothing was changed.";
pub(crate) const NOT_LOCKED: &str =
    "The journal is not locked, so nothing was changed. `cuebook lock` locks it.";

pub(crate) fn sheet_saved(path: &str) -> String {
    format!(
        "The sheet is in {path}. Print it or copy it by hand, keep it away from this computer, and delete the file.\n"
    )
}

pub(crate) fn passphrase_sheet(journal: &str, date: &str, passphrase: &str) -> String {
    format!(
        "cuebook: the passphrase of {journal}\nfrom {date}\n\n    {passphrase}\n\nThere is no second key. Keep this where only you can read it.\n"
    )
}

pub(crate) const SEAL_WARNING: &str = "All of this person's check-ins, old and new, and the notes they mark private, will open only with their own passphrase. They don't need it to write. If it's lost, they can't be read again.";
pub(crate) const SEAL_QUESTION: &str = "Seal them? y/N ";
pub(crate) const SEAL_ADD_YES: &str = "Nothing was changed: add --yes to seal them.";
pub(crate) const SEALED: &str = "Sealed: they open only with that passphrase now. In the app \"open sealed\" asks for it; on the command line --seal-fd N reads it. ";
pub(crate) const UNSEALED: &str = "The seal is off: anyone who opens the journal can read them now.\n";
pub(crate) const COPIES_SEALED: &str = "sealed in the same way now.";
pub(crate) const COPIES_UNSEALED: &str = "without the seal now, too.";
pub(crate) const OTHERS_SEE_DAYS: &str = "Others see that something was written, and on which day.";
pub(crate) const OTHERS_SEE_NOTHING: &str = "Others see nothing of them.";

pub(crate) const PUT_BACK: &str = "The seal is as it was.";
pub(crate) const ACCEPTED: &str = "From now on, this seal is the one expected here.";
pub(crate) const NONE_EXPECTED: &str = "From now on, no seal of theirs is expected here.";

pub(crate) fn seal_in_order(carer: &str) -> String {
    format!("The seal of {carer} is as it should be, so nothing was changed.")
}

/// Of a seal, in four groups of four signs.
pub(crate) fn fingerprint(carer: &str, signs: &str) -> String {
    format!(
        "The seal of {carer} is {signs}. Write it down. While the settings show the same, nobody has put another in its place."
    )
}

pub(crate) fn sealed_already(carer: &str) -> String {
    format!(
        "{carer} has sealed theirs already. `--others kept|nothing` says what others see. `cuebook unseal` removes the seal."
    )
}

pub(crate) fn not_sealed(carer: &str) -> String {
    format!("{carer} has sealed nothing, so nothing was changed.")
}

/// In a prompt for a passphrase.
pub(crate) fn what_carer_sealed(carer: &str) -> String {
    format!("what {carer} sealed")
}
