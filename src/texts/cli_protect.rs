//! `cuebook lock`, `cuebook unlock`, `cuebook seal` and `cuebook unseal`.

pub(crate) const LOCKED_ALREADY: &str = "The journal is locked already. `cuebook lock --change` gives it another passphrase, `cuebook unlock` takes the lock away.";
pub(crate) const SAME_PASSPHRASE: &str = "That is the passphrase it has already, so nothing was changed.";
pub(crate) const NOT_LOCKED: &str =
    "The journal is not locked, so nothing was changed. `cuebook lock` locks it.";

pub(crate) fn sheet_saved(path: &str) -> String {
    format!(
        "The sheet is in {path}. Print it or copy it by hand, keep it away from this computer, and remove the file.\n"
    )
}

pub(crate) fn passphrase_sheet(journal: &str, date: &str, passphrase: &str) -> String {
    format!(
        "cuebook: the passphrase of {journal}\nfrom {date}\n\n    {passphrase}\n\nThere is no second key. Keep this where only you can read it.\n"
    )
}

pub(crate) const SEAL_WARNING: &str = "Check-ins of this carer, all there are and all to come, and notes they mark private, will be readable with their own passphrase only. Writing needs none. There is no way back without it.";
pub(crate) const SEAL_QUESTION: &str = "Seal them? y/N ";
pub(crate) const SEAL_ADD_YES: &str = "Nothing was changed: add --yes to seal them.";
pub(crate) const SEALED: &str = "Sealed: only their passphrase reads them now. In the app ctrl-o asks for it; on the command line --seal-fd N reads it. ";
pub(crate) const UNSEALED: &str = "The seal is off: whoever opens the journal reads them now.\n";
pub(crate) const COPIES_SEALED: &str = "sealed in the same way now.";
pub(crate) const COPIES_UNSEALED: &str = "without the seal now, too.";
pub(crate) const OTHERS_SEE_DAYS: &str = "Others see that something was kept, and on which day.";
pub(crate) const OTHERS_SEE_NOTHING: &str = "Others see nothing of them.";

pub(crate) fn sealed_already(carer: &str) -> String {
    format!(
        "{carer} sealed theirs already. `--others kept|nothing` says what others see of it; `cuebook unseal` takes the seal off."
    )
}

pub(crate) fn not_sealed(carer: &str) -> String {
    format!("{carer} has sealed nothing, so nothing was changed.")
}

/// In a prompt for a passphrase.
pub(crate) fn what_carer_sealed(carer: &str) -> String {
    format!("what {carer} sealed")
}
