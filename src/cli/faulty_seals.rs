//! What the command line says of a carer's seal that is not as it should be, and what can be done.

use crate::cli::output::{CliError, print_to_stderr};
use crate::cli::select_person::quote_for_shell;
use crate::cli::session::Session;
use crate::store::{FaultySeal, SealFault};
use crate::texts::seal_texts as texts;

pub(crate) fn describe_fault(faulty: &FaultySeal) -> String {
    let name = quote_for_shell(&faulty.name);
    let mut sentences = vec![faulty.describe(), texts::NOTHING_OF_THEIRS.to_owned()];
    let is_known = faulty.can_be_put_back();
    if is_known {
        sentences.push(texts::put_back_command(&name));
    }
    if faulty.can_be_accepted() {
        sentences.push(texts::accept_command(&name));
    }
    if faulty.fault == SealFault::Gone && !is_known {
        sentences.push(texts::seal_anew_command(&name));
    }
    sentences.join(" ")
}

impl Session {
    fn describe_faulty_seals(&self) -> Result<Vec<String>, CliError> {
        Ok(self.store.find_seal_faults(&self.family)?.iter().map(describe_fault).collect())
    }

    /// Before something is written, for whomever it is.
    pub(crate) fn tell_of_seals(&self) -> Result<(), CliError> {
        self.describe_faulty_seals()?.iter().for_each(|sentence| print_to_stderr(sentence));
        Ok(())
    }

    /// Before entries are shown.
    pub(crate) fn refuse_faulty_seals(&self) -> Result<(), CliError> {
        match self.describe_faulty_seals()?.as_slice() {
            [] => Ok(()),
            sentences => Err(CliError::operation_failed(sentences.join("\n"))),
        }
    }
}
