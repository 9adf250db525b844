//! `seal` and `unseal`: a carer's check-ins, and notes they mark private, for that carer only.

use crate::cli::commands::lock_cmd::{BackupAction, describe_backup_outcome};
use crate::cli::confirm::require_yes;
use crate::cli::output::{CliError, Output};
use crate::cli::run::{CommandContext, Run};
use crate::cli::select_person;
use crate::cli::session::{JournalLocation, Session};
use crate::crypto;
use crate::model::describe::sanitize_text;
use crate::model::{CarerSeal, Id};
use crate::store::{Passphrase, SealKeys, StoreError};
use clap::ValueEnum;

/// What to seal.
#[derive(clap::Args)]
pub(crate) struct SealArgs {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What others see of it
    #[arg(long, value_enum)]
    others: Option<SealedVisibility>,
    /// Seal it without asking
    #[arg(long)]
    yes: bool,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

/// Whose seal to take off.
#[derive(clap::Args)]
pub(crate) struct UnsealArgs {
    /// Whose
    #[arg(long, value_name = "NAME")]
    carer: String,
    /// What becomes of the copies cuebook keeps beside the journal
    #[arg(long, value_enum, default_value_t = BackupAction::Follow)]
    backups: BackupAction,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SealedVisibility {
    /// That something was kept, and on which day
    Kept,
    /// Nothing
    Nothing,
}

impl Run for SealArgs {
    /// Seals.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        // The line on the descriptor is a new passphrase, not that of another carer who sealed theirs before.
        let mut session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if session.family.settings.seals.contains_key(&carer) {
            let Some(others) = self.others else {
                return Err(CliError::operation_failed(format!("{} {ALREADY}", sanitize_text(&self.carer))));
            };
            // What others see is their writer's to say.
            ask_for_seal_key(&session, carer, &self.carer, location)?;
            session.store.show_sealed(carer, others == SealedVisibility::Kept)?;
            return Ok(Output::text(describe_visibility(others)));
        }
        let others = self.others.unwrap_or(SealedVisibility::Kept);
        if !self.yes {
            context.print(BEFORE)?;
            require_yes(QUESTION, ADD_YES, NOTHING)?;
        }
        let words = location.seal_source().ask_new_passphrase(false)?;
        let (recipient, identity) = crypto::generate_identity(words.as_str())
            .map_err(|why| CliError::operation_failed(why.to_string()))?;
        let made = CarerSeal { recipient, identity, shown: others == SealedVisibility::Kept };
        let outcome = session.store.seal_carer(carer, &made, self.backups.into())?;
        Ok(Output::text(format!(
            "{SEALED}{}\n{}",
            describe_visibility(others),
            describe_backup_outcome(&outcome, LIKEWISE)
        )))
    }
}

impl Run for UnsealArgs {
    /// Takes the seal off.
    fn run(self, context: &CommandContext) -> Result<Output, CliError> {
        let location = &context.location()?;
        let session = location.open_without_unsealing()?;
        let carer = select_person::select_carer(&session, Some(&self.carer))?;
        if !session.family.settings.seals.contains_key(&carer) {
            return Err(CliError::operation_failed(format!("{} {NOT_SEALED}", sanitize_text(&self.carer))));
        }
        let key = ask_for_seal_key(&session, carer, &self.carer, location)?;
        let outcome = session.store.unseal_carer(carer, &key, self.backups.into())?;
        Ok(Output::text(format!("{UNSEALED}{}", describe_backup_outcome(&outcome, OPEN_TOO))))
    }
}

/// The key to what a carer sealed, from their own passphrase.
fn ask_for_seal_key(
    session: &Session,
    carer: Id,
    name: &str,
    location: &JournalLocation,
) -> Result<SealKeys, CliError> {
    let what = format!("what {name} sealed");
    location.seal_source().ask_for_other_file(&what, |words: &Passphrase| {
        let key = session.store.load_seal_keys(words)?;
        if key.has_key_for(carer) { Ok(key) } else { Err(StoreError::WrongSealPassphrase) }
    })
}

fn describe_visibility(others: SealedVisibility) -> &'static str {
    match others {
        SealedVisibility::Kept => "Others see that something was kept, and on which day.",
        SealedVisibility::Nothing => "Others see nothing of them.",
    }
}

const BEFORE: &str = "Check-ins of this carer, all there are and all to come, and notes they mark private, will be readable with their own passphrase only. Writing needs none. There is no way back without it.";
const QUESTION: &str = "Seal them? y/N ";
const ADD_YES: &str = "Nothing was changed: add --yes to seal them.";
const NOTHING: &str = "Nothing was changed.";
const ALREADY: &str = "sealed theirs already. `--others kept|nothing` says what others see of it; `cuebook unseal` takes the seal off.";
const NOT_SEALED: &str = "has sealed nothing, so nothing was changed.";
const SEALED: &str = "Sealed: only their passphrase reads them now. In the app ctrl-o asks for it; on the command line --seal-fd N reads it. ";
const UNSEALED: &str = "The seal is off: whoever opens the journal reads them now.\n";
const LIKEWISE: &str = "sealed in the same way now.";
const OPEN_TOO: &str = "without the seal now, too.";
